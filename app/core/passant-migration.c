/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-migration.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yyjson.h>

#include "passant-visit-private.h"

struct _PassantMigration {
  PassantScript *from, *to;
  char          *study, *visit;
  GPtrArray     *moves; /* PassantMove */
  GPtrArray     *added; /* PassantQuestion of @to */
};

/* What lives only while the answers are looked at. */
typedef struct {
  PassantMigration *migration;
  PassantVisit     *visit;
  GHashTable       *constraints_from, *constraints_to; /* question → as written */
  GStrv             languages;                         /* that both scripts speak */
  const char       *language;                          /* of the screen */
} Look;

/* Within a family an answer means the same to each type. */
typedef enum {
  FAMILY_CHOICE,
  FAMILY_RANK,
  FAMILY_NUMBER,
  FAMILY_DURATION,
  FAMILY_WORDS,
  FAMILY_TIME,
  FAMILY_DATE,
  FAMILY_DATE_TIME,
  FAMILY_PICTURE,
  FAMILY_AUDIO,
  FAMILY_PLACE,
  FAMILY_UNANSWERED,
} Family;

static const Family families[PASSANT_QUESTION_TYPES] = {
  [PASSANT_QUESTION_YES_NO] = FAMILY_CHOICE,
  [PASSANT_QUESTION_CHOICE] = FAMILY_CHOICE,
  [PASSANT_QUESTION_CHOICES] = FAMILY_CHOICE,
  [PASSANT_QUESTION_RANK] = FAMILY_RANK,
  [PASSANT_QUESTION_SCALE] = FAMILY_NUMBER,
  [PASSANT_QUESTION_NUMBER] = FAMILY_NUMBER,
  [PASSANT_QUESTION_MONEY] = FAMILY_NUMBER,
  [PASSANT_QUESTION_TEXT] = FAMILY_WORDS,
  [PASSANT_QUESTION_NARRATIVE] = FAMILY_WORDS,
  [PASSANT_QUESTION_TIME] = FAMILY_TIME,
  [PASSANT_QUESTION_DATE] = FAMILY_DATE,
  [PASSANT_QUESTION_DATE_TIME] = FAMILY_DATE_TIME,
  [PASSANT_QUESTION_DURATION] = FAMILY_DURATION,
  [PASSANT_QUESTION_PHOTO] = FAMILY_PICTURE,
  [PASSANT_QUESTION_RECEIPT] = FAMILY_PICTURE,
  [PASSANT_QUESTION_AUDIO] = FAMILY_AUDIO,
  [PASSANT_QUESTION_CODE] = FAMILY_WORDS,
  [PASSANT_QUESTION_PLACE] = FAMILY_PLACE,
  [PASSANT_QUESTION_NOTE] = FAMILY_UNANSWERED,
  [PASSANT_QUESTION_CALCULATE] = FAMILY_UNANSWERED,
};

static void
move_free (gpointer data)
{
  PassantMove *move = data;

  g_free (move->reason);
  g_free (move);
}

/* What is no longer possible */

static void
drop (PassantMove *move,
      char        *reason)
{
  move->kind = PASSANT_MOVE_DROPPED;
  g_free (move->reason);
  move->reason = reason;
}

static PassantMove *
find_move (PassantMigration *self,
           PassantQuestion  *from)
{
  for (guint i = 0; from && i < self->moves->len; i++) {
    PassantMove *move = g_ptr_array_index (self->moves, i);

    if (move->from == from)
      return move;
  }

  return NULL;
}

/* Whatever the rest of the visit says. */
static void
judge_alone (Look        *look,
             PassantMove *move)
{
  const PassantAnswer *answer = passant_visit_get_answer (look->visit, move->from->id);
  g_autoptr (GError) error = NULL;

  if (!move->to)
    drop (move, g_strdup (_("The new version does not ask this any more")));
  else if (families[move->to->type] == FAMILY_UNANSWERED ||
           (!answer->na && families[move->to->type] != families[move->from->type]))
    drop (move, g_strdup (_("This is asked in another way now")));
  else if (!answer->na && !passant_question_check (move->to, answer->value, &error))
    drop (move, g_strdup_printf (_("What you answered is not possible any more: %s"),
                                 error->message));
}

/* What the compiler makes beside a question says nothing without it. */
static void
follow_host (Look        *look,
             PassantMove *move)
{
  PassantMove *host = find_move (look->migration, move->from->host);

  if (host && host->kind == PASSANT_MOVE_DROPPED && move->kind != PASSANT_MOVE_DROPPED)
    drop (move, g_strdup (host->reason));
}

static char **
list_dropped (PassantMigration *self)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **dropped;

  for (guint i = 0; i < self->moves->len; i++) {
    PassantMove *move = g_ptr_array_index (self->moves, i);

    if (move->kind == PASSANT_MOVE_DROPPED)
      g_strv_builder_add (builder, move->from->id);
  }
  dropped = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);

  return dropped;
}

/* The guide as it will be after the move. */
static PassantGuide *
make_guide (Look *look)
{
  g_auto (GStrv) dropped = list_dropped (look->migration);
  g_autoptr (PassantVisit) visit = passant_visit_copy_without (look->visit,
                                                               (const char * const *) dropped);

  return passant_guide_new (look->migration->to, visit);
}

static gboolean
drop_wrong (Look         *look,
            PassantGuide *guide)
{
  GPtrArray *moves = look->migration->moves;
  guint n_dropped = 0;

  for (guint i = 0; i < moves->len; i++) {
    PassantMove *move = g_ptr_array_index (moves, i);

    if (move->kind != PASSANT_MOVE_DROPPED &&
        passant_guide_get_question (guide, move->to) == PASSANT_STEP_WRONG) {
      g_autofree char *message = passant_guide_dup_message (guide, move->to, look->language);

      drop (move, g_strdup_printf (_("What you answered is not possible any more: %s"), message));
      n_dropped++;
    }
    follow_host (look, move);
  }

  return n_dropped > 0;
}

/* An answer that goes may make another one wrong, which looks back at it; one pass more for each of those at most. */
static PassantGuide *
judge_all (Look *look)
{
  GPtrArray *moves = look->migration->moves;
  PassantGuide *guide;

  for (guint i = 0; i < moves->len; i++) {
    judge_alone (look, g_ptr_array_index (moves, i));
    follow_host (look, g_ptr_array_index (moves, i));
  }

  guide = make_guide (look);
  while (drop_wrong (look, guide)) {
    passant_guide_free (guide);
    guide = make_guide (look);
  }

  return guide;
}

/* What is another question though the answer stays */

static gboolean
is_same_text (Look              *look,
              const PassantText *from,
              const PassantText *to)
{
  for (guint i = 0; look->languages[i]; i++)
    if (!g_str_equal (passant_text_get (from, look->languages[i]),
                      passant_text_get (to, look->languages[i])))
      return FALSE;

  return TRUE;
}

static gboolean
are_same_choices (Look            *look,
                  PassantQuestion *from,
                  PassantQuestion *to)
{
  if (from->choices->len != to->choices->len)
    return FALSE;

  for (guint i = 0; i < from->choices->len; i++) {
    PassantChoice *old = g_ptr_array_index (from->choices, i);
    PassantChoice *new = g_ptr_array_index (to->choices, i);

    if (!g_str_equal (old->id, new->id) || old->exclusive != new->exclusive ||
        !is_same_text (look, old->label, new->label))
      return FALSE;
  }

  return TRUE;
}

static gboolean
are_same_labels (Look            *look,
                 PassantQuestion *from,
                 PassantQuestion *to)
{
  if (!from->labels || !to->labels)
    return !from->labels && !to->labels;
  if (from->labels->len != to->labels->len)
    return FALSE;

  for (guint i = 0; i < from->labels->len; i++)
    if (!is_same_text (look, g_ptr_array_index (from->labels, i),
                       g_ptr_array_index (to->labels, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_same_wording (Look            *look,
                 PassantQuestion *from,
                 PassantQuestion *to)
{
  return is_same_text (look, from->text, to->text) && is_same_text (look, from->hint, to->hint);
}

static gboolean
is_same_measure (Look            *look,
                 PassantQuestion *from,
                 PassantQuestion *to)
{
  return is_same_text (look, from->low, to->low) && is_same_text (look, from->high, to->high) &&
         is_same_text (look, from->unit, to->unit) && are_same_labels (look, from, to) &&
         g_strcmp0 (from->currency, to->currency) == 0;
}

static gboolean
is_same_range (Look            *look,
               PassantQuestion *from,
               PassantQuestion *to)
{
  const char *old = from->host ? NULL : g_hash_table_lookup (look->constraints_from,
                                                             from->first->id);
  const char *new = to->host ? NULL : g_hash_table_lookup (look->constraints_to, to->first->id);

  return from->has_min == to->has_min && from->has_max == to->has_max && from->min == to->min &&
         from->max == to->max && from->min_length == to->min_length &&
         from->decimals == to->decimals && g_strcmp0 (old, new) == 0;
}

static void
compare (Look         *look,
         PassantMove  *move,
         PassantGuide *before,
         PassantGuide *after)
{
  PassantQuestion *from = move->from, *to = move->to;
  const char *reasons[8] = { NULL };
  guint n = 0;

  if (from->type != to->type)
    reasons[n++] = _("This is asked in another way now");
  if (!is_same_wording (look, from, to))
    reasons[n++] = _("The question is worded otherwise");
  if (!are_same_choices (look, from, to))
    reasons[n++] = _("The answers to choose from are different");
  if (!is_same_measure (look, from, to))
    reasons[n++] = _("It is measured otherwise");
  if (!is_same_range (look, from, to))
    reasons[n++] = _("Other answers are allowed now");
  if (!g_str_equal (from->touchpoint->id, to->touchpoint->id))
    reasons[n++] = _("It belongs to another step now");
  if (passant_guide_get_question (after, to) == PASSANT_STEP_HIDDEN &&
      passant_guide_get_question (before, from) != PASSANT_STEP_HIDDEN)
    reasons[n++] = _("As things stand it is not asked");

  if (n) {
    move->kind = PASSANT_MOVE_CHANGED;
    move->reason = g_strjoinv (". ", (char **) reasons);
  }
}

static void
compare_all (Look         *look,
             PassantGuide *after)
{
  g_autoptr (PassantGuide) before = passant_guide_new (look->migration->from, look->visit);
  GPtrArray *moves = look->migration->moves;

  for (guint i = 0; i < moves->len; i++) {
    PassantMove *move = g_ptr_array_index (moves, i);

    if (move->kind != PASSANT_MOVE_DROPPED)
      compare (look, move, before, after);
  }
}

/* Making it */

static void
list_constraints_in (GHashTable *constraints,
                     yyjson_val *touchpoint)
{
  gsize i, n;
  yyjson_val *question;

  yyjson_arr_foreach (yyjson_obj_get (touchpoint, "questions"), i, n, question)
  g_hash_table_insert (constraints, g_strdup (yyjson_get_str (yyjson_obj_get (question, "id"))),
                       g_strdup (yyjson_get_str (yyjson_obj_get (question, "constraint"))));
}

/* The compiled expressions do not say how they were written. */
static GHashTable *
list_constraints (PassantScript *script)
{
  GHashTable *constraints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  yyjson_doc *document = yyjson_read (script->text, strlen (script->text), 0);
  yyjson_val *phase, *touchpoint;
  gsize i, n_phases, j, n;

  yyjson_arr_foreach (yyjson_obj_get (yyjson_doc_get_root (document), "phases"), i, n_phases, phase)
  yyjson_arr_foreach (yyjson_obj_get (phase, "touchpoints"), j, n, touchpoint)
  list_constraints_in (constraints, touchpoint);
  yyjson_doc_free (document);

  return constraints;
}

static GStrv
list_common_languages (PassantScript *from,
                       PassantScript *to)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; from->languages[i]; i++)
    if (g_strv_contains ((const char * const *) to->languages, from->languages[i]))
      g_strv_builder_add (builder, from->languages[i]);

  return g_strv_builder_end (builder);
}

static void
list_moves (PassantMigration *self,
            PassantVisit     *visit)
{
  for (guint i = 0; i < self->from->questions->len; i++) {
    PassantQuestion *from = g_ptr_array_index (self->from->questions, i);
    const PassantAnswer *answer = passant_visit_get_answer (visit, from->id);
    PassantMove *move;

    if (!answer || !(answer->na || (answer->value && *answer->value)))
      continue;

    move = g_new0 (PassantMove, 1);
    move->kind = PASSANT_MOVE_KEPT;
    move->from = from;
    move->to = passant_script_find_question (self->to, from->id);
    g_ptr_array_add (self->moves, move);
  }
}

static void
list_added (PassantMigration *self,
            PassantGuide     *guide)
{
  for (guint i = 0; i < self->to->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (self->to->questions, i);

    if (passant_guide_get_question (guide, question) == PASSANT_STEP_OPEN &&
        !passant_script_find_question (self->from, question->id))
      g_ptr_array_add (self->added, question);
  }
}

/**
 * passant_migration_new:
 * @from: the script that @visit is on
 * @to: the one it would go on with
 * @visit: as it stands now; later facts change nothing about this migration
 *
 * Questions are paired by their ids; another id is another question. An answer that @to takes, but that looks back at one
 * which goes, is judged as it will be then. Whatever this says comes true with the fact of passant_migration_dup_draft().
 */
PassantMigration *
passant_migration_new (PassantScript *from,
                       PassantScript *to,
                       PassantVisit  *visit)
{
  PassantMigration *self;
  g_autoptr (PassantGuide) guide = NULL;
  Look look;

  g_return_val_if_fail (from != NULL, NULL);
  g_return_val_if_fail (to != NULL, NULL);
  g_return_val_if_fail (visit != NULL, NULL);

  self = g_new0 (PassantMigration, 1);
  self->from = passant_script_ref (from);
  self->to = passant_script_ref (to);
  self->study = g_strdup (passant_visit_get_study (visit) ? passant_visit_get_study (visit) : "");
  self->visit = g_strdup (passant_visit_get_id (visit));
  self->moves = g_ptr_array_new_with_free_func (move_free);
  self->added = g_ptr_array_new ();

  look = (Look) {
    self, visit, list_constraints (from), list_constraints (to), list_common_languages (from, to),
    g_get_language_names ()[0]
  };
  list_moves (self, visit);
  guide = judge_all (&look);
  compare_all (&look, guide);
  list_added (self, guide);
  g_hash_table_unref (look.constraints_from);
  g_hash_table_unref (look.constraints_to);
  g_strfreev (look.languages);

  return self;
}

void
passant_migration_free (PassantMigration *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->added);
  passant_script_unref (self->from);
  passant_script_unref (self->to);
  g_free (self->study);
  g_free (self->visit);
  g_free (self);
}

GPtrArray *
passant_migration_get_moves (PassantMigration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->moves;
}

guint
passant_migration_count (PassantMigration *self,
                         PassantMoveKind   kind)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->moves->len; i++)
    count += ((PassantMove *) g_ptr_array_index (self->moves, i))->kind == kind;

  return count;
}

GPtrArray *
passant_migration_get_added (PassantMigration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->added;
}

PassantDraft *
passant_migration_dup_draft (PassantMigration *self)
{
  g_auto (GStrv) dropped = NULL;
  PassantDraft *draft;

  g_return_val_if_fail (self != NULL, NULL);

  dropped = list_dropped (self);
  draft = passant_draft_new ("visit.migrated", self->study, self->visit);
  passant_draft_set_string (draft, "script", self->to->hash);
  passant_draft_set_strv (draft, "dropped", (const char * const *) dropped);

  return draft;
}
