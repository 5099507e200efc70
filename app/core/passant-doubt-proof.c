/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was left out, and whether the proof is there and belongs to this visit. */

#include "passant-doubt-private.h"

#include "passant-days-private.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * PASSANT_DOUBT_MINUTE_MS)
#define RECEIPT_BEFORE_MS (60 * PASSANT_DOUBT_MINUTE_MS)
#define RECEIPT_AFTER_MS (15 * PASSANT_DOUBT_MINUTE_MS)

/* Of a visit that was broken off everything later is missing, and that is no doubt. */
void
passant_inquire_steps (PassantInquiry *self)
{
  GPtrArray *gaps = passant_guide_get_gaps (self->guide);
  gboolean is_broken_off = passant_visit_get_break_reason (self->visit) != NULL;

  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);

    if (gap->kind == PASSANT_GAP_FEELING)
      passant_inquiry_add (self, PASSANT_DOUBT_MISSING_FEELING, gap->touchpoint, NULL);
    else if (gap->kind == PASSANT_GAP_MARK)
      passant_inquiry_add (self, PASSANT_DOUBT_MISSING_MARK, gap->touchpoint, NULL);
    else if (gap->kind == PASSANT_GAP_STEP && !gap->blocks && !is_broken_off)
      passant_inquiry_add (self, PASSANT_DOUBT_MISSING_STEP, gap->touchpoint, NULL);
  }
}

static gboolean
is_file (PassantQuestion *question)
{
  return question->type == PASSANT_QUESTION_PHOTO || question->type == PASSANT_QUESTION_RECEIPT ||
         question->type == PASSANT_QUESTION_AUDIO;
}

static gboolean
has_evidence (PassantInquiry *self,
              const char     *sha256)
{
  GPtrArray *evidence = passant_visit_get_evidence (self->visit);

  for (guint i = 0; i < evidence->len; i++) {
    if (g_str_equal (((PassantEvidence *) evidence->pdata[i])->sha256, sha256))
      return TRUE;
  }

  return FALSE;
}

/* One that is required and has no answer blocks; that is the guide's to say. */
static void
inquire_file (PassantInquiry  *self,
              PassantQuestion *question)
{
  PassantStepState state = passant_guide_get_question (self->guide, question);
  const PassantAnswer *answer = passant_inquiry_get_answer (self, question);

  if (answer ? answer->value && !has_evidence (self, answer->value)
             : state == PASSANT_STEP_OPEN && !passant_guide_is_required (self->guide, question))
    passant_inquiry_add (self, PASSANT_DOUBT_MISSING_EVIDENCE, question->touchpoint, question);
}

/* The same file before @question, in this visit or an earlier one. */
static void
inquire_twin (PassantInquiry  *self,
              PassantQuestion *question,
              GHashTable      *seen)
{
  const PassantAnswer *answer = passant_inquiry_get_answer (self, question);
  PassantQuestion *twin = answer && answer->value ? g_hash_table_lookup (seen, answer->value)
                                                  : NULL;
  PassantDoubt *doubt;

  if (!answer || !answer->value)
    return;

  if (twin) {
    doubt = passant_inquiry_add (self, PASSANT_DOUBT_SAME_EVIDENCE, question->touchpoint, question);
    doubt->twin = twin;
    return;
  }

  g_hash_table_insert (seen, answer->value, question);
  for (guint i = 0; self->earlier && i < self->earlier->len; i++) {
    PassantEarlier *earlier = g_ptr_array_index (self->earlier, i);

    if (g_str_equal (earlier->value, answer->value)) {
      doubt = passant_inquiry_add (self, PASSANT_DOUBT_SAME_EVIDENCE, question->touchpoint,
                                   question);
      doubt->visit = g_strdup (earlier->visit);
      return;
    }
  }
}

/* The time on a receipt has no date: it goes with the visit when it falls within it on any day at all. */
static void
inquire_receipt (PassantInquiry  *self,
                 PassantQuestion *time)
{
  const PassantAnswer *answer = passant_inquiry_get_answer (self, time);
  gint64 offset_ms = passant_visit_get_utc_offset_min (self->visit) * PASSANT_DOUBT_MINUTE_MS;
  PassantDaysKind kind = PASSANT_DAYS_NONE;
  double part = answer && answer->value ? passant_days_from_text (answer->value, &kind) : 0;
  gint64 handed_in_ms = passant_visit_get_handed_in_ms (self->visit);
  gint64 from_ms, until_ms, time_ms;
  PassantDoubt *doubt;

  if (kind != PASSANT_DAYS_TIME)
    return;

  from_ms = MIN (passant_visit_get_opened_ms (self->visit), answer->at_ms) + offset_ms;
  until_ms = answer->noted_ms + offset_ms;
  if (handed_in_ms > 0)
    until_ms = MIN (until_ms, handed_in_ms + offset_ms);
  time_ms = (gint64) (part * DAY_MS + 0.5);
  /* The last day on which it is not too late. */
  time_ms += (until_ms + RECEIPT_AFTER_MS - time_ms) / DAY_MS * DAY_MS;
  if (time_ms >= from_ms - RECEIPT_BEFORE_MS)
    return;

  doubt = passant_inquiry_add (self, PASSANT_DOUBT_RECEIPT_TIME, time->touchpoint, time);
  doubt->found = time_ms;
  doubt->from = from_ms;
  doubt->until = until_ms;
}

void
passant_inquire_proof (PassantInquiry *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (self->script->questions, i);

    if (!passant_inquiry_was_at (self, question->touchpoint))
      continue;
    if (is_file (question)) {
      inquire_file (self, question);
      inquire_twin (self, question, seen);
    }
    if (question->role == PASSANT_ROLE_TIME)
      inquire_receipt (self, question);
  }
}
