/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-walker-private.h"

#include "passant-expression-private.h"
#include "passant-function-private.h"
#include "passant-pattern.h"

#define TRIES 16          /* random values of each kind */
#define WIDE_RANGE 100    /* how far a number goes that has one bound or none */
#define NEAR_DAYS 14
#define DAY_MIN (24 * 60)

/* Where most of a script's guests are. */
#define LATITUDE 52
#define LONGITUDE 5

typedef struct {
  PassantWalker   *walker;
  PassantGuide    *guide;
  PassantQuestion *question;
  GPtrArray       *values;
} Search;

static void
G_GNUC_PRINTF (2, 3)
suggest (Search     *self,
         const char *format,
         ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->values, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static GPtrArray *
list_offered (Search *self)
{
  GPtrArray *choices = self->question->choices, *offered = g_ptr_array_new ();

  for (guint i = 0; i < choices->len; i++)
    if (passant_guide_offers (self->guide, self->question, g_ptr_array_index (choices, i)))
      g_ptr_array_add (offered, g_ptr_array_index (choices, i));

  return offered;
}

static void
suggest_each (Search    *self,
              GPtrArray *choices)
{
  for (guint i = 0; i < choices->len; i++)
    suggest (self, "%s", ((PassantChoice *) g_ptr_array_index (choices, i))->id);
}

static char *
join_ids (GPtrArray *choices)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < choices->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((PassantChoice *) g_ptr_array_index (choices, i))->id);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Few of a long list, any of a short one, none of those that stand alone. */
static void
suggest_some (Search    *self,
              GPtrArray *choices)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  int share = passant_walker_draw (self->walker, 10, 90);

  for (guint i = 0; i < choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (choices, i);

    if (!choice->exclusive && passant_walker_is_lucky (self->walker, share))
      g_ptr_array_add (some, choice);
  }

  if (some->len > 0)
    g_ptr_array_add (self->values, join_ids (some));
}

static void
suggest_order (Search    *self,
               GPtrArray *choices)
{
  for (guint i = choices->len; i > 1; i--) {
    guint j = passant_walker_draw (self->walker, 0, i - 1);
    gpointer choice = choices->pdata[i - 1];

    choices->pdata[i - 1] = choices->pdata[j];
    choices->pdata[j] = choice;
  }
  g_ptr_array_add (self->values, join_ids (choices));
}

static void
suggest_choices (Search *self)
{
  g_autoptr (GPtrArray) offered = list_offered (self);

  if (self->question->type != PASSANT_QUESTION_RANK)
    suggest_each (self, offered);
  for (guint i = 0; i < TRIES; i++) {
    if (self->question->type == PASSANT_QUESTION_CHOICES)
      suggest_some (self, offered);
    else if (self->question->type == PASSANT_QUESTION_RANK)
      suggest_order (self, offered);
  }
}

static void
suggest_scale (Search *self)
{
  for (int point = self->question->min; point <= self->question->max; point++)
    suggest (self, "%d", point);
}

/* With as many places as the question takes; often a round number. */
static void
suggest_number (Search *self,
                int     whole)
{
  static const int powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
  int decimals = CLAMP (self->question->decimals, 0, (int) G_N_ELEMENTS (powers) - 1);

  if (decimals == 0 || passant_walker_is_lucky (self->walker, 50))
    suggest (self, "%d", whole);
  else
    suggest (self, "%d.%0*d", whole, decimals,
             passant_walker_draw (self->walker, 0, powers[decimals] - 1));
}

static void
suggest_numbers (Search *self)
{
  PassantQuestion *question = self->question;
  int min = question->has_min ? question->min : question->has_max ? MIN (0, question->max) : 0;
  int max = question->has_max ? question->max : MAX (min, 0) + WIDE_RANGE;

  suggest (self, "%d", min);
  suggest (self, "%d", max);
  for (guint i = 0; i < TRIES; i++)
    suggest_number (self, passant_walker_draw (self->walker, min, max));
  for (guint i = 0; i < TRIES; i++)
    suggest_number (self, passant_walker_draw (self->walker, min, MIN (max, min + 10)));
}

/* What people say to a stranger's question; the number makes two of them differ. */
static void
suggest_words (Search *self)
{
  const char *word = passant_walker_get_word (self->walker);
  int number = passant_walker_draw (self->walker, 1, 999);
  g_autoptr (GString) text = g_string_new (NULL);

  suggest (self, "%s %d", word, number);
  g_string_printf (text, "%s %d.", word, number);
  while (g_utf8_strlen (text->str, -1) < self->question->min_length)
    g_string_append_printf (text, " %s.", word);
  suggest (self, "%s", text->str);
}

/* For constraints on a text that is a number, a name or an address in truth. */
static void
suggest_figures (Search *self)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (guint i = 0; i < TRIES; i++) {
    g_string_append_c (digits, '0' + passant_walker_draw (self->walker, i > 0 ? 0 : 1, 9));
    suggest (self, "%s", digits->str);
  }
  suggest (self, "sample@example.org");
  suggest (self, "https://example.org/sample");
  suggest (self, "%s", passant_walker_get_word (self->walker));
}

static GDateTime *
look_at_clock (Search *self,
               int     minutes)
{
  gint64 local_ms = passant_guide_get_local_ms (self->guide);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (local_ms / 1000);

  return g_date_time_add_minutes (now, minutes);
}

static void
suggest_moment (Search *self,
                int     minutes)
{
  static const char * const formats[] = {
    [PASSANT_QUESTION_DATE] = "%Y-%m-%d",
    [PASSANT_QUESTION_DATE_TIME] = "%Y-%m-%dT%H:%M",
    [PASSANT_QUESTION_TIME] = "%H:%M",
  };
  g_autoptr (GDateTime) moment = look_at_clock (self, minutes);

  if (moment)
    g_ptr_array_add (self->values,
                     g_date_time_format (moment, formats[self->question->type]));
}

static void
suggest_moments (Search *self)
{
  suggest_moment (self, 0);
  for (guint i = 0; i < TRIES; i++) {
    suggest_moment (self, -passant_walker_draw (self->walker, 0, 90));
    suggest_moment (self, DAY_MIN * passant_walker_draw (self->walker, -NEAR_DAYS, NEAR_DAYS));
  }
  suggest_moment (self, passant_walker_draw (self->walker, 0, DAY_MIN));
  suggest_moment (self, -365 * DAY_MIN * passant_walker_draw (self->walker, 1, 90));
}

static void
suggest_place (Search *self)
{
  suggest (self, "%d.%04d %d.%04d", LATITUDE, passant_walker_draw (self->walker, 0, 9999),
           LONGITUDE,
           passant_walker_draw (self->walker, 0, 9999));
}

/* What a constraint compares with, and what lies close by. */
static void
suggest_around (Search     *self,
                const char *text)
{
  char *end = NULL;
  gint64 whole = g_ascii_strtoll (text, &end, 10);

  suggest (self, "%s", text);
  if (end != text && ABS (whole) < G_MAXINT)
    for (int by = -1; by <= 1; by++)
      suggest (self, "%d", (int) whole + by);
}

static void
suggest_matches (Search     *self,
                 const char *pattern)
{
  for (guint i = 0; i < TRIES; i++)
    g_ptr_array_add (self->values, passant_pattern_dup_example (pattern, self->walker->rand));
}

static void
suggest_mentioned (Search            *self,
                   PassantExpression *constraint)
{
  const char * const *ids = passant_expression_references (constraint);

  for (guint i = 0; i < constraint->programme->len; i++) {
    const PassantInstruction *next = &g_array_index (constraint->programme, PassantInstruction, i);

    if (next->regex)
      suggest_matches (self, g_regex_get_pattern (next->regex));
    else if (next->op == PASSANT_OP_STRING && *next->text)
      suggest_around (self, next->text);
    else if (next->op == PASSANT_OP_NUMBER && ABS (next->number) < G_MAXINT)
      for (int by = -1; by <= 1; by++)
        suggest (self, "%d", (int) next->number + by);
  }

  for (guint i = 0; ids && ids[i]; i++) {
    PassantQuestion *other = passant_script_find_question (self->walker->script, ids[i]);
    const char *value = other ? passant_guide_get_value (self->guide, other) : NULL;

    if (value)
      suggest_around (self, value);
  }
}

static void
suggest_by_type (Search *self)
{
  switch (self->question->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE:
  case PASSANT_QUESTION_CHOICES:
  case PASSANT_QUESTION_RANK: suggest_choices (self); break;
  case PASSANT_QUESTION_SCALE: suggest_scale (self); break;
  case PASSANT_QUESTION_NUMBER:
  case PASSANT_QUESTION_MONEY:
  case PASSANT_QUESTION_DURATION: suggest_numbers (self); break;
  case PASSANT_QUESTION_CODE:
  case PASSANT_QUESTION_TEXT:
  case PASSANT_QUESTION_NARRATIVE: suggest_words (self); break;
  case PASSANT_QUESTION_DATE:
  case PASSANT_QUESTION_TIME:
  case PASSANT_QUESTION_DATE_TIME: suggest_moments (self); break;
  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT: suggest (self, "%s", self->walker->photo->sha256); break;
  case PASSANT_QUESTION_AUDIO: suggest (self, "%s", self->walker->audio->sha256); break;
  case PASSANT_QUESTION_PLACE: suggest_place (self); break;
  default: break;
  }
}

GPtrArray *
passant_walker_list_candidates (PassantWalker   *self,
                                PassantGuide    *guide,
                                PassantQuestion *question)
{
  Search search = { self, guide, question, g_ptr_array_new_with_free_func (g_free) };
  PassantQuestionType type = question->type;

  suggest_by_type (&search);
  if (question->constraint) {
    suggest_mentioned (&search, question->constraint);
    if (type == PASSANT_QUESTION_TEXT || type == PASSANT_QUESTION_NARRATIVE ||
        type == PASSANT_QUESTION_CODE)
      suggest_figures (&search);
  }

  return search.values;
}
