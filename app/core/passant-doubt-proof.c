/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was left out, and whether the proof is there and belongs to this visit. */

#include "passant-doubt-private.h"

#include "passant-days-private.h"
#include "passant-look.h"

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

static const PassantEvidence *
find_evidence (PassantInquiry *self,
               const char     *sha256)
{
  GPtrArray *evidence = passant_visit_get_evidence (self->visit);

  for (guint i = 0; i < evidence->len; i++) {
    if (g_str_equal (((PassantEvidence *) evidence->pdata[i])->sha256, sha256))
      return evidence->pdata[i];
  }

  return NULL;
}

/* One that is required and has no answer blocks; that is the guide's to say. */
static void
inquire_file (PassantInquiry  *self,
              PassantQuestion *question)
{
  PassantStepState state = passant_guide_get_question (self->guide, question);
  const PassantAnswer *answer = passant_inquiry_get_answer (self, question);

  if (answer ? answer->value && !find_evidence (self, answer->value)
             : state == PASSANT_STEP_OPEN && !passant_guide_is_required (self->guide, question))
    passant_inquiry_add (self, PASSANT_DOUBT_MISSING_EVIDENCE, question->touchpoint, question);
}

/* The earlier visit that a file or a look like @value was handed in with, or NULL. */
static const char *
find_earlier (PassantInquiry *self,
              const char     *value,
              gboolean        is_look)
{
  for (guint i = 0; self->earlier && i < self->earlier->len; i++) {
    PassantEarlier *earlier = g_ptr_array_index (self->earlier, i);

    if (is_look ? passant_look_is_same (earlier->value, value)
                : g_str_equal (earlier->value, value))
      return earlier->visit;
  }

  return NULL;
}

static gboolean
add_twin (PassantInquiry  *self,
          PassantDoubtKind kind,
          PassantQuestion *question,
          PassantQuestion *twin,
          const char      *visit)
{
  PassantDoubt *doubt;

  if (!twin && !visit)
    return FALSE;

  doubt = passant_inquiry_add (self, kind, question->touchpoint, question);
  doubt->twin = twin;
  doubt->visit = twin ? NULL : g_strdup (visit);

  return TRUE;
}

/* Receipts of one till look alike from afar; their times tell them apart. */
static void
inquire_look (PassantInquiry  *self,
              PassantQuestion *question,
              const char      *look,
              GPtrArray       *seen)
{
  PassantQuestion *twin = NULL;

  if (!look || question->type != PASSANT_QUESTION_PHOTO)
    return;

  for (guint i = 0; i < seen->len && !twin; i++) {
    PassantQuestion *before = seen->pdata[i];
    const PassantAnswer *answer = passant_inquiry_get_answer (self, before);
    const PassantEvidence *evidence = find_evidence (self, answer->value);

    if (evidence && passant_look_is_same (evidence->look, look))
      twin = before;
  }
  g_ptr_array_add (seen, question);
  add_twin (self, PASSANT_DOUBT_ALIKE_EVIDENCE, question, twin, find_earlier (self, look, TRUE));
}

/* What is there, and whether it is of this moment, and can be read. The same file is not told to look alike as well. */
static void
inquire_content (PassantInquiry  *self,
                 PassantQuestion *question,
                 GHashTable      *files,
                 GPtrArray       *photos)
{
  const PassantAnswer *answer = passant_inquiry_get_answer (self, question);
  const PassantEvidence *evidence;

  if (!answer || !answer->value)
    return;

  evidence = find_evidence (self, answer->value);
  if (evidence && evidence->sharpness >= 0 && evidence->sharpness < PASSANT_SHARPNESS_MIN)
    passant_inquiry_add (self, PASSANT_DOUBT_BLURRED_EVIDENCE, question->touchpoint, question);
  if (add_twin (self, PASSANT_DOUBT_SAME_EVIDENCE, question,
                g_hash_table_lookup (files, answer->value),
                find_earlier (self, answer->value, FALSE)))
    return;

  g_hash_table_insert (files, answer->value, question);
  if (evidence)
    inquire_look (self, question, evidence->look, photos);
}

/* The time on a receipt has no date: it goes with the visit when it falls within it on any day at all. */
static void
inquire_receipt (PassantInquiry  *self,
                 PassantQuestion *time)
{
  const PassantAnswer *answer = passant_inquiry_get_answer (self, time);
  const PassantAnswer *receipt = passant_inquiry_get_answer (self, time->host);
  gint64 offset_ms = passant_visit_get_utc_offset_min (self->visit) * PASSANT_DOUBT_MINUTE_MS;
  PassantDaysKind kind = PASSANT_DAYS_NONE;
  double part = answer && answer->value ? passant_days_from_text (answer->value, &kind) : 0;
  gint64 handed_in_ms = passant_visit_get_handed_in_ms (self->visit);
  gint64 from_ms, until_ms, time_ms;
  PassantDoubt *doubt;

  if (kind != PASSANT_DAYS_TIME)
    return;

  from_ms = MIN (passant_visit_get_opened_ms (self->visit), answer->at_ms);
  from_ms = (receipt ? MIN (from_ms, receipt->at_ms) : from_ms) + offset_ms;
  until_ms = answer->noted_ms + offset_ms;
  if (answer->is_after)
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
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();

  for (guint i = 0; i < self->script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (self->script->questions, i);

    if (!passant_inquiry_was_at (self, question->touchpoint))
      continue;
    if (is_file (question)) {
      inquire_file (self, question);
      inquire_content (self, question, files, photos);
    }
    if (question->role == PASSANT_ROLE_TIME)
      inquire_receipt (self, question);
  }
}
