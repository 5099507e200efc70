/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-review.h"

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-nearest.h"

static gboolean
check_waits (PassantVisit *visit,
             GError      **error)
{
  static const char * const why[] = {
    [PASSANT_VISIT_OPEN] =
      N_("Visit %s is still being walked; it can be reviewed when the shopper has ended it"),
    [PASSANT_VISIT_RETURNED] =
      N_("Visit %s is with the shopper again; it can be reviewed when they have ended it anew"),
    [PASSANT_VISIT_ACCEPTED] = N_("Visit %s is accepted already"),
    [PASSANT_VISIT_REJECTED] = N_("Visit %s is rejected already"),
  };
  PassantVisitState state = passant_visit_get_state (visit);

  if (state == PASSANT_VISIT_FINISHED || state == PASSANT_VISIT_BROKEN_OFF)
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _(why[state]),
               passant_visit_get_id (visit));

  return FALSE;
}

static gboolean
check_question (PassantScript *script,
                const char    *id,
                GError       **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (0, NULL, TRUE);
  const char *near;

  if (passant_script_find_question (script, id))
    return TRUE;

  for (guint i = 0; i < script->questions->len; i++)
    g_ptr_array_add (ids, ((PassantQuestion *) g_ptr_array_index (script->questions, i))->id);
  near = passant_nearest (id, (const char * const *) ids->pdata);
  if (near)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("The script of this visit has no question “%s”; did you mean “%s”?"), id, near);
  else
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("The script of this visit has no question “%s”"), id);

  return FALSE;
}

/* "greeted" of "greeted=Who greeted you?" */
static char *
dup_id (const char *question)
{
  return g_strndup (question, strcspn (question, "="));
}

static gboolean
check_questions (PassantCommand *command,
                 PassantStore   *store,
                 PassantVisit   *visit,
                 GError        **error)
{
  const char * const *questions = passant_command_get_list (command, "question");
  g_autoptr (PassantScript) script = *questions ? passant_desk_load_script (store, visit,
                                                                            error) : NULL;

  if (*questions && !script)
    return FALSE;

  for (; *questions; questions++) {
    g_autofree char *id = dup_id (*questions);

    if (!check_question (script, id, error))
      return FALSE;
  }

  return TRUE;
}

static GStrv
list_ids (PassantCommand *command)
{
  const char * const *questions = passant_command_get_list (command, "question");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *questions; questions++)
    g_strv_builder_take (builder, dup_id (*questions));

  return g_strv_builder_end (builder);
}

/* What is said of single questions goes first, so that who hears of the return hears it with that. */
static void
add_remarks (PassantCommand *command,
             PassantVisit   *visit,
             GPtrArray      *drafts)
{
  const char * const *questions = passant_command_get_list (command, "question");

  for (; *questions; questions++) {
    const char *text = strchr (*questions, '=');
    g_autofree char *id = dup_id (*questions);
    PassantDraft *draft;

    if (!text || !text[1])
      continue;
    draft = passant_draft_new ("review.remarked", passant_visit_get_study (visit),
                               passant_visit_get_id (visit));
    passant_draft_set_string (draft, "question", id);
    passant_draft_set_string (draft, "text", text + 1);
    passant_draft_set_int (draft, "revision", passant_visit_get_revision (visit));
    g_ptr_array_add (drafts, draft);
  }
}

static PassantDraft *
make_draft (PassantCommand *command,
            PassantVisit   *visit,
            const char     *kind)
{
  PassantDraft *draft = passant_draft_new (kind, passant_visit_get_study (visit),
                                           passant_visit_get_id (visit));
  const char *remark = passant_command_get (command, "remark");

  passant_draft_set_int (draft, "revision", passant_visit_get_revision (visit));
  if (g_str_equal (kind, "review.returned")) {
    g_auto (GStrv) ids = list_ids (command);

    passant_draft_set_strv (draft, "questions", (const char * const *) ids);
  }
  passant_draft_set_string (draft, "remark", remark ? remark : "");

  return draft;
}

gboolean
passant_review_say (PassantCommand *command,
                    const char     *kind,
                    const char     *sentence,
                    GError        **error)
{
  PassantStore *store = passant_desk_open_to_say (command, error);
  g_autoptr (PassantVisit) visit = NULL;
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autofree char *line = NULL;

  if (!store)
    return FALSE;

  visit = passant_store_load_visit (store, passant_command_get_arguments (command)[0], error);
  if (!visit || !check_waits (visit, error) || !check_questions (command, store, visit, error))
    return FALSE;

  if (g_str_equal (kind, "review.returned"))
    add_remarks (command, visit, drafts);
  g_ptr_array_add (drafts, make_draft (command, visit, kind));
  passant_command_answer (command, "visit", passant_visit_get_id (visit));
  passant_command_answer_int (command, "revision", passant_visit_get_revision (visit));
  line = g_strdup_printf (_("%s: visit %s, revision %d"), sentence, passant_visit_get_id (visit),
                          passant_visit_get_revision (visit));

  return passant_desk_say (command, drafts, line, error);
}
