/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reviewer would ask, and what the guest has to say to it. Between guest and reviewer: no client reads this. */

#include "passant-report-private.h"

#include "passant-doubt.h"
#include "passant-glossary.h"

/* In the order of PassantDoubtKind. */
static const char * const phrases[] = {
  "neither visited nor skipped",
  "no feeling given",
  "no mark for this phase",
  "nothing to show for it",
  "the same file as elsewhere",
  "looks like a photo from elsewhere",
  "the photo looks blurred",
  "the time on the receipt is not of this visit",
  "five answers within three seconds",
  "done in less than a fifth of the time reckoned with",
  "took longer than the script leaves",
  "the same answer on five scales or more in a row",
  "the answers do not go together",
  "hardly any words",
  "nearly the same words as elsewhere",
};

G_STATIC_ASSERT (G_N_ELEMENTS (phrases) == PASSANT_DOUBT_KINDS);

/* "Till, What does it cost?: nothing to show for it" */
static char *
dup_line (PassantReportPen   *pen,
          const PassantDoubt *doubt)
{
  const char *place = doubt->touchpoint ? passant_text_get (doubt->touchpoint->title, pen->language)
                                        : passant_gloss (pen->language, "The whole visit");
  g_autofree char *question = doubt->question ? passant_report_dup_question (pen, doubt->question)
                                              : NULL;
  g_autofree char *where = question ? g_strdup_printf ("%s · %s", place, question)
                                    : g_strdup (place);

  return g_strdup_printf (passant_gloss (pen->language, "%s: %s"), where,
                          passant_gloss (pen->language, phrases[doubt->kind]));
}

static void
add_doubt (PassantReportPen   *pen,
           const PassantDoubt *doubt)
{
  g_autofree char *line = dup_line (pen, doubt);
  g_autofree char *reason = doubt->explanation ? g_strdup_printf (passant_gloss (pen->language,
                                                                                 "“%s”"),
                                                                  doubt->explanation)
                                               : NULL;

  passant_report_add_line (pen, reason ? PASSANT_BLOCK_KEEP : PASSANT_BLOCK_PLAIN, 4,
                           PASSANT_STYLE_BODY, line);
  if (reason)
    passant_report_add_line (pen, PASSANT_BLOCK_PLAIN, 1, PASSANT_STYLE_LABEL, reason);
}

void
passant_report_add_doubts (PassantReportPen *pen)
{
  GPtrArray *doubts = pen->report->doubts;

  if (!doubts || doubts->len == 0 || pen->report->is_for_client)
    return;

  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 22, PASSANT_STYLE_HEADING,
                           passant_gloss (pen->language, "What a reviewer would ask"));
  for (guint i = 0; i < doubts->len; i++)
    add_doubt (pen, g_ptr_array_index (doubts, i));
}
