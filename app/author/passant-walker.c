/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-walker.h"

#include "passant-error.h"
#include "passant-walker-private.h"

#include <string.h>

#define SECOND_MS G_GINT64_CONSTANT (1000)
#define MINUTE_MS (60 * SECOND_MS)
#define UTC_OFFSET_MIN 60

/* The chances, in percent. */
#define NOT_APPLICABLE 10
#define LEFT_OPEN 20
#define SAID_ANEW 5
#define REMEMBERED 10 /* noted later than it happened */
#define FELT 90
#define NAMED 50
#define MARKED 5
#define SKIPPED 4
#define LEFT_FOR_GOOD 1
#define OUT_OF_TURN 20
#define MORE_ROUNDS 60
#define ROUNDS_MORE_MAX 3

/* How often one touchpoint is gone through before the walker gives up on it. */
#define GOES_MAX 4

typedef struct {
  PassantWalker   *walker;
  PassantVisit    *visit;
  PassantGuide    *guide;
  PassantWalkerSay say;
  gpointer         data;
  char             prev[PASSANT_HASH_LENGTH + 1];
  gint64           seq;
  guint           *goes; /* by touchpoint: how often it was gone through */
} Walk;

static void
walk_clear (Walk *self)
{
  passant_guide_free (self->guide);
  passant_visit_unref (self->visit);
  g_free (self->goes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

gboolean
passant_walker_is_lucky (PassantWalker *self,
                         int            percent)
{
  return passant_walker_draw (self, 0, 99) < percent;
}

int
passant_walker_draw (PassantWalker *self,
                     int            min,
                     int            max)
{
  return max > min ? min + (int) (g_rand_double (self->rand) * ((double) max - min + 1)) : min;
}

gpointer
passant_walker_draw_one (PassantWalker *self,
                         GPtrArray     *array)
{
  return array->len > 0 ? array->pdata[passant_walker_draw (self, 0, array->len - 1)] : NULL;
}

const char *
passant_walker_get_word (PassantWalker *self)
{
  return g_str_has_prefix (self->script->languages[0], "nl") ? "Voorbeeld" : "Sample";
}

PassantWalker *
passant_walker_new (PassantScript *script,
                    guint64        seed)
{
  const guint32 seeds[] = { (guint32) seed, (guint32) (seed >> 32) };
  PassantWalker *self;

  g_return_val_if_fail (script != NULL, NULL);

  self = g_new0 (PassantWalker, 1);
  self->script = passant_script_ref (script);
  self->rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  self->photo = passant_sample_file_new_photo ();
  self->audio = passant_sample_file_new_audio ();

  return self;
}

void
passant_walker_free (PassantWalker *self)
{
  if (!self)
    return;

  passant_script_unref (self->script);
  g_rand_free (self->rand);
  passant_sample_file_free (self->photo);
  passant_sample_file_free (self->audio);
  g_free (self);
}

gint64
passant_walker_get_noted_ms (PassantWalker *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->noted_ms;
}

GBytes *
passant_walker_get_file (PassantWalker *self,
                         const char    *sha256)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  if (g_str_equal (sha256, self->photo->sha256))
    return self->photo->bytes;

  return g_str_equal (sha256, self->audio->sha256) ? self->audio->bytes : NULL;
}

/**
 * passant_walker_answer:
 *
 * Tries what the type of @question, its bounds and what its constraint speaks of suggest, and draws one of those that are
 * allowed, each as likely as the other. %NULL for a question that may stay open and this time does, and when nothing that
 * was tried is allowed.
 */
char *
passant_walker_answer (PassantWalker   *self,
                       PassantGuide    *guide,
                       PassantQuestion *question)
{
  g_autoptr (GPtrArray) values = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) allowed = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (guide != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  if (!passant_guide_is_required (guide, question) && passant_walker_is_lucky (self, LEFT_OPEN))
    return NULL;

  values = passant_walker_list_candidates (self, guide, question);
  for (guint i = 0; i < values->len; i++)
    if (g_hash_table_add (seen, values->pdata[i]) &&
        passant_guide_allows (guide, question, values->pdata[i]))
      g_ptr_array_add (allowed, values->pdata[i]);

  return g_strdup (passant_walker_draw_one (self, allowed));
}

/* Saying things */

static gboolean
apply (Walk         *self,
       PassantDraft *draft,
       GError      **error)
{
  g_autofree char *id = g_strdup_printf ("%08x-0000-7000-8000-%012" G_GINT64_MODIFIER "x", 0,
                                         self->seq + 1);
  PassantStamp stamp = { "walker", ++self->seq, self->prev, self->walker->noted_ms,
                         self->walker->noted_ms, id };
  g_autoptr (PassantFact) fact = passant_draft_stamp (draft, &stamp, error);

  if (!fact)
    return FALSE;

  g_strlcpy (self->prev, fact->hash, sizeof self->prev);
  passant_visit_apply (self->visit, fact);
  passant_guide_free (self->guide);
  self->guide = passant_guide_new (self->walker->script, self->visit);

  return TRUE;
}

/* Takes @draft, some seconds after the one before. */
static gboolean
say (Walk         *self,
     PassantDraft *taken,
     GError      **error)
{
  g_autoptr (PassantDraft) draft = taken;
  g_autofree char *body = NULL;

  self->walker->noted_ms += passant_walker_draw (self->walker, 2, 20) * SECOND_MS;
  if (draft->at_ms == 0)
    draft->at_ms = self->walker->noted_ms;
  if (!apply (self, draft, error))
    return FALSE;

  body = yyjson_mut_write (draft->body, 0, NULL);

  return self->say (draft->kind, body, draft->at_ms, self->data, error);
}

static PassantDraft *
draft_new (Walk       *self,
           const char *kind)
{
  return passant_draft_new (kind, self->walker->script->id, passant_visit_get_id (self->visit));
}

static gboolean
say_opened (Walk    *self,
            GError **error)
{
  PassantDraft *draft = draft_new (self, "visit.opened");

  passant_draft_set_string (draft, "script", self->walker->script->hash);
  passant_draft_set_int (draft, "utc_offset_min", UTC_OFFSET_MIN);
  passant_draft_set_bool (draft, "sample", TRUE);

  return say (self, draft, error);
}

static gboolean
say_about (Walk              *self,
           const char        *kind,
           PassantTouchpoint *touchpoint,
           GError           **error)
{
  PassantDraft *draft = draft_new (self, kind);

  passant_draft_set_string (draft, "touchpoint", touchpoint->id);
  if (g_str_equal (kind, "visit.skipped"))
    passant_draft_set_string (draft, "reason", passant_walker_get_word (self->walker));
  if (g_str_equal (kind, "visit.marked")) {
    passant_draft_set_string (draft, "text", passant_walker_get_word (self->walker));
    passant_draft_set_string (draft, "channel", touchpoint->channel);
  }

  return say (self, draft, error);
}

/* Not before the visit. */
static gint64
draw_moment (Walk *self)
{
  gint64 before_ms = passant_walker_draw (self->walker, 1, 20) * MINUTE_MS;

  if (!passant_walker_is_lucky (self->walker, REMEMBERED))
    return 0;

  return MAX (self->walker->noted_ms - before_ms, passant_visit_get_opened_ms (self->visit));
}

/* @value: NULL with @is_na, or to take back what was said. */
static gboolean
say_answer (Walk            *self,
            PassantQuestion *question,
            const char      *value,
            gboolean         is_na,
            GError         **error)
{
  static const char * const sources[] = { "seen", "asked", "recalled" };
  const PassantAnswer *before = passant_visit_get_answer (self->visit, question->id);
  PassantDraft *draft = draft_new (self, "visit.answered");

  draft->at_ms = draw_moment (self);
  passant_draft_set_string (draft, "touchpoint", question->touchpoint->id);
  passant_draft_set_string (draft, "question", question->id);
  passant_draft_set_string (draft, "value", value);
  passant_draft_set_bool (draft, "na", is_na);
  passant_draft_set_string (draft, "source", sources[passant_walker_draw (self->walker, 0, 2)]);
  passant_draft_set_int (draft, "shown_ms", passant_walker_draw (self->walker, 600, 9000));
  passant_draft_set_int (draft, "changes", before ? before->changes + 1 : 0);

  return say (self, draft, error);
}

static gboolean
say_evidence (Walk              *self,
              PassantQuestion   *question,
              PassantSampleFile *file,
              GError           **error)
{
  PassantDraft *draft = draft_new (self, "visit.evidenced");

  passant_draft_set_string (draft, "sha256", file->sha256);
  passant_draft_set_int (draft, "bytes", g_bytes_get_size (file->bytes));
  passant_draft_set_string (draft, "mime", file->mime);
  passant_draft_set_string (draft, "name", file->name);
  passant_draft_set_string (draft, "touchpoint", question->touchpoint->id);
  passant_draft_set_string (draft, "question", question->id);

  return say (self, draft, error);
}

/* A tap somewhere on the grid; who names the feeling names any of the 32. */
static gboolean
say_felt (Walk              *self,
          PassantTouchpoint *touchpoint,
          GError           **error)
{
  int x = passant_walker_draw (self->walker, 0, PASSANT_GRID_MAX);
  int y = passant_walker_draw (self->walker, 0, PASSANT_GRID_MAX);
  PassantDraft *draft = draft_new (self, "visit.felt");

  passant_draft_set_string (draft, "touchpoint", touchpoint->id);
  passant_draft_set_int (draft, "x", x);
  passant_draft_set_int (draft, "y", y);
  passant_draft_set_int (draft, "valence", passant_affect_from_grid (x));
  passant_draft_set_int (draft, "arousal", passant_affect_from_grid (y));
  if (passant_walker_is_lucky (self->walker, NAMED)) {
    passant_draft_set_string (draft, "word",
                              passant_feeling_get (passant_walker_draw (self->walker, 0, 31))->key);
    passant_draft_set_int (draft, "mark", passant_walker_draw (self->walker, 1, 10));
  }
  passant_draft_set_int (draft, "shown_ms", passant_walker_draw (self->walker, 500, 8000));
  passant_draft_set_int (draft, "moves", passant_walker_draw (self->walker, 0, 5));

  return say (self, draft, error);
}

static gboolean
say_phase_mark (Walk         *self,
                PassantPhase *phase,
                GError      **error)
{
  PassantDraft *draft = draft_new (self, "visit.phase_marked");

  passant_draft_set_string (draft, "phase", phase->id);
  passant_draft_set_int (draft, "mark", passant_walker_draw (self->walker, 1, PASSANT_MARK_MAX));
  passant_draft_set_int (draft, "shown_ms", passant_walker_draw (self->walker, 500, 8000));

  return say (self, draft, error);
}

static gboolean
say_broken_off (Walk    *self,
                GError **error)
{
  static const char * const reasons[] = { "store_closed", "refused", "unsafe", "no_time", "other" };
  PassantDraft *draft = draft_new (self, "visit.broken_off");

  passant_draft_set_string (draft, "touchpoint", passant_visit_get_place (self->visit));
  passant_draft_set_string (draft, "reason", reasons[passant_walker_draw (self->walker, 0, 4)]);
  passant_draft_set_string (draft, "text", passant_walker_get_word (self->walker));

  return say (self, draft, error);
}

/* Going through a touchpoint */

/* Most often as many rounds as there are to begin with. */
static char *
draw_rounds (Walk            *self,
             PassantQuestion *question)
{
  PassantTouchpoint *touchpoint = question->touchpoint;
  guint most = MIN (touchpoint->rounds_min + ROUNDS_MORE_MAX, touchpoint->rounds_max);

  if (passant_guide_get_value (self->guide, question) ||
      !passant_walker_is_lucky (self->walker, MORE_ROUNDS))
    return NULL;

  return g_strdup_printf ("%d", passant_walker_draw (self->walker, touchpoint->rounds_min, most));
}

static gboolean
is_to_answer (Walk            *self,
              PassantQuestion *question)
{
  PassantStepState state = passant_guide_get_question (self->guide, question);

  return state == PASSANT_STEP_OPEN || state == PASSANT_STEP_WRONG ||
         (state == PASSANT_STEP_DONE && question->role == PASSANT_ROLE_ROUNDS &&
          question->type == PASSANT_QUESTION_NUMBER);
}

static PassantSampleFile *
find_file (Walk            *self,
           PassantQuestion *question)
{
  switch ((int) question->type) {
  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT: return self->walker->photo;
  case PASSANT_QUESTION_AUDIO: return self->walker->audio;
  default: return NULL;
  }
}

/* What is wrong by now, and cannot be put right, is taken back. */
static gboolean
answer (Walk            *self,
        PassantQuestion *question,
        GError         **error)
{
  gboolean is_wrong = passant_guide_get_question (self->guide, question) == PASSANT_STEP_WRONG;
  PassantSampleFile *file = find_file (self, question);
  g_autofree char *value = NULL;

  if (question->allows_na && passant_walker_is_lucky (self->walker, NOT_APPLICABLE))
    return say_answer (self, question, NULL, TRUE, error);

  value = question->role == PASSANT_ROLE_ROUNDS ? draw_rounds (self, question) :
          passant_walker_answer (self->walker, self->guide, question);
  if (!value)
    return !is_wrong || say_answer (self, question, NULL, FALSE, error);
  if (file && !say_evidence (self, question, file, error))
    return FALSE;

  return say_answer (self, question, value, FALSE, error);
}

/* Answers may show further questions, also ones that stand before; each is tried once. */
static gboolean
answer_all (Walk              *self,
            PassantTouchpoint *touchpoint,
            GError           **error)
{
  g_autoptr (GHashTable) tried = g_hash_table_new (NULL, NULL);
  gboolean goes_on = TRUE;

  while (goes_on) {
    goes_on = FALSE;
    for (guint i = 0; i < touchpoint->questions->len; i++) {
      PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);

      if (!is_to_answer (self, question) || (g_hash_table_contains (tried, question) &&
                                             !passant_walker_is_lucky (self->walker, SAID_ANEW)))
        continue;
      goes_on |= g_hash_table_add (tried, question);
      if (!answer (self, question, error))
        return FALSE;
    }
  }

  return TRUE;
}

/* Now and then a guest thinks better of an answer. */
static gboolean
change_mind (Walk              *self,
             PassantTouchpoint *touchpoint,
             GError           **error)
{
  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);

    if (passant_guide_get_question (self->guide, question) == PASSANT_STEP_DONE &&
        passant_guide_get_value (self->guide, question) &&
        question->role == PASSANT_ROLE_ASKED && question->type != PASSANT_QUESTION_CALCULATE &&
        !find_file (self, question) && passant_walker_is_lucky (self->walker, SAID_ANEW) &&
        !answer (self, question, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
go_through (Walk              *self,
            PassantTouchpoint *touchpoint,
            GError           **error)
{
  gboolean asks_feeling = touchpoint->asks_feeling &&
                          !passant_visit_get_felt (self->visit, touchpoint->id);

  self->goes[touchpoint->index]++;
  if (!say_about (self, "visit.entered", touchpoint, error) ||
      !answer_all (self, touchpoint, error) || !change_mind (self, touchpoint, error) ||
      !answer_all (self, touchpoint, error))
    return FALSE;
  if (passant_walker_is_lucky (self->walker, MARKED) &&
      !say_about (self, "visit.marked", touchpoint, error))
    return FALSE;

  if (asks_feeling && passant_walker_is_lucky (self->walker, FELT) &&
      !say_felt (self, touchpoint, error))
    return FALSE;

  return passant_guide_get_mark_place (self->guide, touchpoint->phase) != touchpoint ||
         !passant_walker_is_lucky (self->walker, FELT) ||
         say_phase_mark (self, touchpoint->phase, error);
}

/* The whole way */

/* As the guide leads, or, where it leaves that free, as the guest likes. What became wrong behind is mended too. */
static PassantTouchpoint *
choose_next (Walk *self)
{
  GPtrArray *touchpoints = self->walker->script->touchpoints;
  PassantTouchpoint *next = passant_guide_get_next (self->guide, NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < touchpoints->len; i++) {
    PassantStepState state = passant_guide_get_touchpoint (self->guide, touchpoints->pdata[i]);

    if (state == PASSANT_STEP_OPEN || state == PASSANT_STEP_WRONG)
      g_ptr_array_add (open, touchpoints->pdata[i]);
  }

  if (next && !passant_walker_is_lucky (self->walker, OUT_OF_TURN))
    return next;

  return passant_walker_draw_one (self->walker, open);
}

/* Skips what nobody could go through, so that a walk ends. */
static gboolean
take_step (Walk              *self,
           PassantTouchpoint *touchpoint,
           GError           **error)
{
  gboolean has_entered = passant_visit_has_entered (self->visit, touchpoint->id);

  if (self->goes[touchpoint->index] >= GOES_MAX ||
      (!has_entered && passant_walker_is_lucky (self->walker, SKIPPED)))
    return say_about (self, "visit.skipped", touchpoint, error);

  return go_through (self, touchpoint, error);
}

static gboolean
fail_in_dead_end (Walk    *self,
                  GError **error)
{
  GPtrArray *gaps = passant_guide_get_gaps (self->guide);

  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);

    if (gap->blocks) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                   "Dead end: nothing is left to do, and “%s” keeps the visit from being finished",
                   gap->question ? gap->question->id : gap->touchpoint->id);
      return FALSE;
    }
  }

  g_return_val_if_reached (FALSE);
}

static gboolean
walk_on (Walk    *self,
         GError **error)
{
  guint n_left = (GOES_MAX + 2) * (self->walker->script->touchpoints->len + 1);
  PassantTouchpoint *next;

  while ((next = choose_next (self))) {
    if (passant_walker_is_lucky (self->walker, LEFT_FOR_GOOD))
      return say_broken_off (self, error);
    if (n_left-- == 0) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                   "The guide walks in circles: “%s” is open again and again", next->id);
      return FALSE;
    }
    if (!take_step (self, next, error))
      return FALSE;
  }

  if (!passant_guide_can_finish (self->guide))
    return fail_in_dead_end (self, error);

  return say (self, draft_new (self, "visit.finished"), error);
}

gboolean
passant_walker_walk (PassantWalker   *self,
                     gint64           start_ms,
                     PassantWalkerSay say_it,
                     gpointer         data,
                     GError         **error)
{
  g_auto (Walk) walk = { .walker = self, .say = say_it, .data = data };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (say_it != NULL, FALSE);

  memset (walk.prev, '0', PASSANT_HASH_LENGTH);
  walk.visit = passant_visit_new ("walk");
  walk.guide = passant_guide_new (self->script, walk.visit);
  walk.goes = g_new0 (guint, self->script->touchpoints->len);
  self->noted_ms = start_ms;

  return say_opened (&walk, error) && walk_on (&walk, error);
}
