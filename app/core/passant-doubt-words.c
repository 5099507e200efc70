/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-doubt-private.h"

#include <glib/gi18n-lib.h>

/* "14:05": a reading of the clock where the visit was. */
static char *
dup_time (gint64 local_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (local_ms / 1000);

  return at ? g_date_time_format (at, "%H:%M") : g_strdup ("–");
}

static char *
dup_minutes (gint64 ms)
{
  int minutes = (int) ((ms + PASSANT_DOUBT_MINUTE_MS / 2) / PASSANT_DOUBT_MINUTE_MS);

  return g_strdup_printf (ngettext ("%d minute", "%d minutes", minutes), minutes);
}

/* What is asked in @question, in a few words; %NULL for none. */
static char *
dup_question (PassantQuestion *question,
              PassantGuide    *guide,
              const char      *language)
{
  return question ? passant_guide_dup_text (guide, question->text, question, language) : NULL;
}

static char *
dup_receipt_words (const PassantDoubt *self)
{
  g_autofree char *found = dup_time (self->found), *from = dup_time (self->from);
  g_autofree char *until = dup_time (self->until);

  /* Translators: three times of day. */
  return g_strdup_printf (_("The receipt says %s; the visit went from %s to %s"), found, from,
                          until);
}

static char *
dup_length_words (const PassantDoubt *self)
{
  g_autofree char *took = dup_minutes (self->found);
  g_autofree char *meant = dup_minutes (self->kind == PASSANT_DOUBT_HURRIED ? self->from
                                                                            : self->until);

  if (self->kind == PASSANT_DOUBT_HURRIED)
    /* Translators: both are like "12 minutes". */
    return g_strdup_printf (_("All of it took %s; the script reckons with %s"), took, meant);

  /* Translators: both are like "12 minutes". */
  return g_strdup_printf (_("All of it took %s; the script leaves %s"), took, meant);
}

static char *
dup_copy_words (const PassantDoubt *self,
                PassantGuide       *guide,
                const char         *language)
{
  g_autofree char *twin = dup_question (self->twin, guide, language);

  if (self->kind == PASSANT_DOUBT_SAME_EVIDENCE)
    /* Translators: %s is another question. */
    return twin ? g_strdup_printf (_("The same file as for “%s”"), twin)
                : g_strdup (_("The same file as in an earlier visit"));

  if (self->kind == PASSANT_DOUBT_ALIKE_EVIDENCE)
    /* Translators: %s is another question. */
    return twin ? g_strdup_printf (_("Looks like the photo for “%s”"), twin)
                : g_strdup (_("Looks like a photo of an earlier visit"));

  /* Translators: %s is another question. */
  return twin ? g_strdup_printf (_("Nearly the same words as for “%s”"), twin)
              : g_strdup (_("Nearly the same words as in an earlier visit"));
}

static char *
dup_contradiction_words (const PassantDoubt *self,
                         PassantGuide       *guide,
                         const char         *language)
{
  g_autofree char *message = self->question ? passant_guide_dup_message (guide, self->question,
                                                                         language) : NULL;

  if (self->found > 0)
    /* Translators: %d is a mark from 1 to 10. */
    return g_strdup_printf (_("The feeling and the mark of %d do not go together"),
                            (int) self->found);

  return message ? g_steal_pointer (&message) : g_strdup (_("Skipped, and yet answered"));
}

static char *
dup_line_words (const PassantDoubt *self)
{
  /* Translators: %d is 5 or more. */
  return g_strdup_printf (ngettext ("The same answer on %d scale in a row",
                                    "The same answer on %d scales in a row", (int) self->found),
                          (int) self->found);
}

char *
passant_doubt_dup_words (const PassantDoubt *self,
                         PassantGuide       *guide,
                         const char         *language)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (guide != NULL, NULL);

  switch (self->kind) {
  case PASSANT_DOUBT_MISSING_STEP:
    return g_strdup (_("Neither visited nor skipped"));
  case PASSANT_DOUBT_MISSING_FEELING:
    return g_strdup (_("How did it feel?"));
  case PASSANT_DOUBT_MISSING_MARK:
    /* Translators: %s is a part of the journey: "Orientation". */
    return g_strdup_printf (_("No mark for “%s” yet"),
                            passant_text_get (self->touchpoint->phase->title, language));
  case PASSANT_DOUBT_MISSING_EVIDENCE:
    return g_strdup (_("Nothing to show for it yet"));
  case PASSANT_DOUBT_BLURRED_EVIDENCE:
    return g_strdup (_("This photo looks blurred. Can it be read?"));
  case PASSANT_DOUBT_RECEIPT_TIME:
    return dup_receipt_words (self);
  case PASSANT_DOUBT_SPEEDING:
    return g_strdup (_("Five answers within three seconds: were they read?"));
  case PASSANT_DOUBT_HURRIED:
  case PASSANT_DOUBT_OVER_WINDOW:
    return dup_length_words (self);
  case PASSANT_DOUBT_STRAIGHT_LINE:
    return dup_line_words (self);
  case PASSANT_DOUBT_CONTRADICTION:
    return dup_contradiction_words (self, guide, language);
  case PASSANT_DOUBT_THIN_NARRATIVE:
    return g_strdup (_("Hardly any words: what happened?"));
  case PASSANT_DOUBT_SAME_EVIDENCE:
  case PASSANT_DOUBT_ALIKE_EVIDENCE:
  case PASSANT_DOUBT_COPIED_TEXT:
    return dup_copy_words (self, guide, language);
  default:
    g_return_val_if_reached (NULL);
  }
}
