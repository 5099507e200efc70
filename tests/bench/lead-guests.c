/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide.h"

#include <stdlib.h>
#include <string.h>

/*
 * How long the guide takes to look at a visit again after one answer:
 *
 *   lead-guests SCRIPT [QUESTIONS]
 *
 * of the script in the file, and of one made of QUESTIONS questions (1,000), with relevances, constraints, filters and
 * calculates, all of them shown and answered. Prints a line each: questions, then the microseconds of the median.
 */

#define EACH 10 /* questions of a touchpoint */
#define TIMES 301
#define PROVINCES 12
#define CITIES 48

typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  gint64         seq;
  char           prev[PASSANT_HASH_LENGTH + 1];
} Reading;

static void
G_GNUC_PRINTF (2, 3)
write_question (GString    *text,
                const char *format,
                ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

/* As in a long study: half of the questions hang on another. */
static void
append_question (GString *text,
                 int      i)
{
  g_string_append_printf (text, "%s{'id':'q%d','text':{'en':'Q'},", i % EACH ? "," : "", i);
  switch (i % EACH) {
  case 0:
    write_question (text, "'type':'yes_no','required':true,'pillar':'ease'}");
    break;

  case 1:
  case 6:
    write_question (text, "'type':'choice','choices':'provinces','relevant':'${q%d} = `yes`'}",
                    i / EACH * EACH);
    break;

  case 2:
  case 7:
    write_question (text, "'type':'choice','choices':'cities','filter':'province = ${q%d}'}",
                    i - 1);
    break;

  case 3:
    write_question (text, "'type':'number','min':0,'max':90,'constraint':'. != 13'}");
    break;

  case 4:
    write_question (text, "'type':'calculate','calculation':'${q%d} * 2 + 1'}", i - 1);
    break;

  case 8:
    write_question (text, "'type':'number','required':'${q%d} = `yes`',"
                    "'relevant':'${q%d} > 5 and ${q%d} != ``'}", i - 8, i - 5, i - 7);
    break;

  default:
    write_question (text, "'type':'text','relevant':'${q%d} = `yes` or ${q%d} > 7'}",
                    i / EACH * EACH, i / EACH * EACH + 3);
  }
}

static void
append_lists (GString *text)
{
  g_string_append (text, "'lists':{'provinces':[");
  for (int i = 0; i < PROVINCES; i++)
    g_string_append_printf (text, "%s{'id':'p%d','label':{'en':'P'}}", i ? "," : "", i);
  g_string_append (text, "],'cities':[");
  for (int i = 0; i < CITIES; i++)
    g_string_append_printf (text, "%s{'id':'c%d','label':{'en':'C'},'columns':{'province':'p%d'}}",
                            i ? "," : "", i, i % PROVINCES);
  g_string_append (text, "]},");
}

static char *
write_script (int n)
{
  GString *text = g_string_new ("{'passant':1,'id':'s','version':1,'languages':['en'],"
                                "'title':{'en':'S'},");

  append_lists (text);
  g_string_append (text, "'phases':[{'id':'p','title':{'en':'P'},'touchpoints':[");
  for (int i = 0; i < n; i++) {
    if (i % EACH == 0)
      g_string_append_printf (text, "%s{'id':'t%d','title':{'en':'T'},'channel':'store',"
                              "'questions':[", i ? "]}," : "", i / EACH);
    append_question (text, i);
  }
  g_string_append (text, "]}]}]}");
  g_strdelimit (g_strdelimit (text->str, "'", '"'), "`", '\'');

  return g_string_free_and_steal (text);
}

static void
say (Reading      *self,
     PassantDraft *draft)
{
  g_autofree char *id = g_strdup_printf ("fact-%" G_GINT64_FORMAT, ++self->seq);
  PassantStamp stamp = { "device", self->seq, self->prev, self->seq * 1000, self->seq, id };
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_draft_stamp (draft, &stamp, &error);

  if (!fact)
    g_error ("%s", error->message);
  memcpy (self->prev, fact->hash, sizeof self->prev);
  passant_visit_apply (self->visit, fact);
  passant_draft_free (draft);
}

static void
enter (Reading           *self,
       PassantTouchpoint *touchpoint)
{
  PassantDraft *draft = passant_draft_new ("visit.entered", "study", "visit");

  passant_draft_set_string (draft, "touchpoint", touchpoint->id);
  say (self, draft);
}

/* @n: another answer each time, where there is another. */
static void
answer (Reading         *self,
        PassantQuestion *question,
        guint            n)
{
  PassantDraft *draft = passant_draft_new ("visit.answered", "study", "visit");
  g_autofree char *number = g_strdup_printf ("%u", 14 + n % 2);
  const char *value = number;

  if (question->type == PASSANT_QUESTION_YES_NO)
    value = "yes";
  else if (question->choices->len == PROVINCES)
    value = "p11";
  else if (question->choices->len > 0)
    value = n % 2 ? "c11" : "c47";

  passant_draft_set_string (draft, "touchpoint", question->touchpoint->id);
  passant_draft_set_string (draft, "question", question->id);
  passant_draft_set_string (draft, "value", value);
  say (self, draft);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* From the fact that has been kept to the guide that shows what it changed. */
static double
measure_us (Reading *self)
{
  GPtrArray *questions = self->script->questions;
  g_autofree double *took = g_new (double, TIMES);

  for (guint i = 0; i < TIMES; i++) {
    g_autoptr (GTimer) timer = g_timer_new ();
    PassantGuide *guide;

    answer (self, g_ptr_array_index (questions, i * 7 % questions->len), i);
    g_timer_start (timer);
    guide = passant_guide_new (self->script, self->visit);
    passant_guide_free (guide);
    took[i] = g_timer_elapsed (timer, NULL) * 1e6;
  }
  qsort (took, TIMES, sizeof *took, compare_doubles);

  return took[TIMES / 2];
}

static void
measure (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_script_compile (text, -1, NULL, &error);
  g_autoptr (PassantVisit) visit = passant_visit_new ("visit");
  Reading self = { .script = script, .visit = visit };

  if (!script)
    g_error ("%s", error->message);

  memset (self.prev, '0', PASSANT_HASH_LENGTH);
  for (guint i = 0; i < script->touchpoints->len; i++)
    enter (&self, g_ptr_array_index (script->touchpoints, i));
  for (guint i = 0; i < script->questions->len; i++)
    answer (&self, g_ptr_array_index (script->questions, i), i);
  g_print ("%u %.1f\n", script->questions->len, measure_us (&self));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *text = NULL;
  g_autofree char *made = write_script (argc > 2 ? atoi (argv[2]) : 1000);
  g_autoptr (GError) error = NULL;

  if (argc < 2 || !g_file_get_contents (argv[1], &text, NULL, &error))
    g_error ("%s", error ? error->message : "lead-guests SCRIPT [QUESTIONS]");

  measure (text);
  measure (made);

  return 0;
}
