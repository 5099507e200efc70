/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-said.h"

static yyjson_mut_val *
get (PassantDraft *draft,
     const char   *key)
{
  return yyjson_mut_obj_get (yyjson_mut_doc_get_root (draft->body), key);
}

static gboolean
is_about (PassantDraft *draft,
          const char   *kind,
          const char   *key,
          const char   *id)
{
  return g_str_equal (draft->kind, kind) && g_strcmp0 (yyjson_mut_get_str (get (draft, key)),
                                                       id) == 0;
}

static void
read_draft (PassantDraft *draft,
            PassantSaid  *said)
{
  said->value = yyjson_mut_get_str (get (draft, "value"));
  said->source = yyjson_mut_get_str (get (draft, "source"));
  said->is_na = yyjson_mut_get_bool (get (draft, "na"));
  said->noted_ms = draft->noted_ms;
  said->at_ms = draft->at_ms ? draft->at_ms : draft->noted_ms;
  said->shown_ms = yyjson_mut_get_sint (get (draft, "shown_ms"));
  said->changes = (int) yyjson_mut_get_sint (get (draft, "changes"));
}

static void
read_answer (const PassantAnswer *answer,
             PassantSaid         *said)
{
  said->value = answer->value;
  said->source = answer->source;
  said->is_na = answer->na;
  said->at_ms = answer->at_ms;
  said->noted_ms = answer->noted_ms;
  said->shown_ms = answer->shown_ms;
  said->changes = answer->changes;
}

/* The newest that is on its way and about @question: @draft is NULL when that is a fresh start. */
static gboolean
find_draft (GQueue          *unsaid,
            PassantQuestion *question,
            PassantDraft   **draft)
{
  for (GList *each = unsaid->tail; each; each = each->prev) {
    gboolean is_answer = is_about (each->data, "visit.answered", "question", question->id);

    if (!is_answer && !is_about (each->data, "visit.redone", "touchpoint",
                                 question->touchpoint->id))
      continue;
    *draft = is_answer ? each->data : NULL;
    return TRUE;
  }

  return FALSE;
}

gboolean
passant_said_find_unsaid (GQueue          *unsaid,
                          PassantQuestion *question,
                          PassantSaid     *said)
{
  PassantDraft *draft;

  if (!find_draft (unsaid, question, &draft))
    return FALSE;

  *said = (PassantSaid) { NULL };
  if (draft)
    read_draft (draft, said);

  return TRUE;
}

gboolean
passant_said_find_answer (GQueue          *unsaid,
                          PassantVisit    *visit,
                          PassantQuestion *question,
                          PassantSaid     *said)
{
  const PassantAnswer *answer;
  PassantDraft *draft;

  if (find_draft (unsaid, question, &draft)) {
    if (draft)
      read_draft (draft, said);
    return draft != NULL;
  }

  answer = passant_visit_get_answer (visit, question->id);
  if (answer)
    read_answer (answer, said);

  return answer != NULL;
}

gboolean
passant_said_is_at (GQueue            *unsaid,
                    PassantVisit      *visit,
                    PassantTouchpoint *touchpoint)
{
  for (GList *each = unsaid->tail; each; each = each->prev) {
    PassantDraft *draft = each->data;

    if (g_str_equal (draft->kind, "visit.entered"))
      return is_about (draft, "visit.entered", "touchpoint", touchpoint->id);
    if (is_about (draft, "visit.skipped", "touchpoint", touchpoint->id) ||
        is_about (draft, "visit.redone", "touchpoint", touchpoint->id))
      return FALSE;
  }

  return g_strcmp0 (passant_visit_get_place (visit), touchpoint->id) == 0 &&
         passant_visit_has_entered (visit, touchpoint->id) &&
         !passant_visit_get_skip (visit, touchpoint->id);
}

gboolean
passant_said_has_end (GQueue *unsaid)
{
  for (GList *each = unsaid->tail; each; each = each->prev) {
    PassantDraft *draft = each->data;

    if (g_str_equal (draft->kind, "visit.finished") ||
        g_str_equal (draft->kind, "visit.broken_off"))
      return TRUE;
  }

  return FALSE;
}
