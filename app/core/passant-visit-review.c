/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the guest and the reviewer say to each other about a visit: why a doubt is none, and what is to be looked at. */

#include "passant-visit-private.h"

static void
explanation_free (gpointer data)
{
  PassantExplanation *explanation = data;

  g_free (explanation->doubt);
  g_free (explanation->touchpoint);
  g_free (explanation->question);
  g_free (explanation->text);
  g_free (explanation);
}

static void
remark_free (gpointer data)
{
  PassantRemark *remark = data;

  g_free (remark->question);
  g_free (remark->text);
  g_free (remark);
}

GPtrArray *
passant_visit_new_explanations (void)
{
  return g_ptr_array_new_with_free_func (explanation_free);
}

GPtrArray *
passant_visit_new_remarks (void)
{
  return g_ptr_array_new_with_free_func (remark_free);
}

PassantExplanation *
passant_visit_find_explanation (PassantVisit *self,
                                const char   *doubt,
                                const char   *touchpoint,
                                const char   *question)
{
  for (guint i = 0; i < self->explanations->len; i++) {
    PassantExplanation *explanation = g_ptr_array_index (self->explanations, i);

    if (g_str_equal (explanation->doubt, doubt) &&
        g_strcmp0 (explanation->touchpoint, touchpoint) == 0 &&
        g_strcmp0 (explanation->question, question) == 0)
      return explanation;
  }

  return NULL;
}

/* Nowhere and left out are the same place. */
static const char *
get_place (PassantFact *fact,
           const char  *key)
{
  const char *place = passant_fact_get_string (fact, key);

  return place && *place ? place : NULL;
}

void
passant_visit_fold_explained (PassantVisit *self,
                              PassantFact  *fact)
{
  const char *doubt = passant_fact_get_string (fact, "doubt");
  const char *touchpoint = get_place (fact, "touchpoint");
  const char *question = get_place (fact, "question");
  const char *text = passant_fact_get_string (fact, "text");
  PassantExplanation *explanation;

  if (!doubt)
    return;

  explanation = passant_visit_find_explanation (self, doubt, touchpoint, question);
  if (explanation)
    g_ptr_array_remove (self->explanations, explanation);
  if (!text || !*text)
    return;

  explanation = g_new0 (PassantExplanation, 1);
  explanation->doubt = g_strdup (doubt);
  explanation->touchpoint = g_strdup (touchpoint);
  explanation->question = g_strdup (question);
  explanation->text = g_strdup (text);
  explanation->noted_ms = fact->noted_ms;
  g_ptr_array_add (self->explanations, explanation);
}

void
passant_visit_fold_remarked (PassantVisit *self,
                             PassantFact  *fact)
{
  const char *text = passant_fact_get_string (fact, "text");
  PassantRemark *remark;

  if (!text)
    return;

  remark = g_new0 (PassantRemark, 1);
  remark->question = g_strdup (passant_fact_get_string (fact, "question"));
  remark->text = g_strdup (text);
  remark->revision = (int) passant_fact_get_int (fact, "revision", 0);
  remark->noted_ms = fact->noted_ms;
  g_ptr_array_add (self->remarks, remark);
}
