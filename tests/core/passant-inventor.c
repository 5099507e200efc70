/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-inventor.h"

#include <string.h>

#define TOUCHPOINTS_MAX 7
#define QUESTIONS_MAX 6
#define ROUNDS_MAX 4

typedef enum {
  KIND_YES_NO,
  KIND_LETTER, /* a choice of a … d */
  KIND_LETTERS,
  KIND_NUMBER,
  KIND_TEXT,
  KIND_OTHER,  /* anything that is only there or not */
} Kind;

typedef struct {
  guint number;
  Kind  kind;
  int   touchpoint;
  int   repeats;
} Known;

typedef struct {
  GRand   *rand;
  GString *text;
  GArray  *known;      /* Known: questions so far */
  int      touchpoint; /* that is being written */
  int      repeats;
  guint    n_questions;
} Inventor;

static int
draw (Inventor *self,
      int       n)
{
  return g_rand_int_range (self->rand, 0, n);
}

static gboolean
is_lucky (Inventor *self,
          int       percent)
{
  return draw (self, 100) < percent;
}

static void
G_GNUC_PRINTF (2, 3)
append (Inventor   *self,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->text, format, arguments);
  va_end (arguments);
}

static void
append_look (Inventor *self,
             Known    *at)
{
  static const char letters[] = "abcd";
  static const char * const signs[] = { "=", "!=", "<", ">=" };
  char letter = letters[draw (self, 4)];

  switch (at->kind) {
  case KIND_YES_NO: append (self, "${q%u} = `%s`", at->number, draw (self, 2) ? "yes" : "no");
    break;
  case KIND_LETTER: append (self, "${q%u} = `%c`", at->number, letter); break;
  case KIND_LETTERS: append (self, "selected(${q%u}, `%c`) or count-selected(${q%u}) > 2",
                             at->number, letter, at->number); break;
  case KIND_NUMBER: append (self, "${q%u} %s %d", at->number, signs[draw (self, 4)],
                            draw (self, 6)); break;
  case KIND_TEXT: append (self, "string-length(${q%u}) > %d", at->number, draw (self, 12)); break;
  default: append (self, "${q%u} %s ``", at->number, draw (self, 2) ? "=" : "!=");
  }
}

static void
append_count (Inventor *self,
              Known    *at)
{
  switch (draw (self, 4)) {
  case 0: append (self, "count(${q%u}) > %d", at->number, draw (self, 3)); break;
  case 1: append (self, "count-non-empty(${q%u}) > %d", at->number, draw (self, 3)); break;
  case 2: append (self, "indexed-repeat(${q%u}, ${t%d}, 2) != ``", at->number, at->touchpoint);
    break;
  default: append (self, "join(`,`, ${q%u}) != ``", at->number);
  }
}

/* Something that holds or not, by what was answered before. */
static void
append_condition (Inventor *self)
{
  Known *at;

  if (self->known->len == 0) {
    append (self, "%s", draw (self, 4) ? "true()" : "today() < `2020-01-01`");
    return;
  }

  at = &g_array_index (self->known, Known, draw (self, self->known->len));
  if (is_lucky (self, 15))
    append (self, "not(");
  else if (self->repeats && is_lucky (self, 10))
    append (self, "(position(..) > 1 or ");
  else
    append (self, "(");
  if (at->repeats && is_lucky (self, 50))
    append_count (self, at);
  else
    append_look (self, at);
  append (self, ")");
  if (is_lucky (self, 20)) {
    append (self, " %s ", draw (self, 2) ? "and" : "or");
    append_condition (self);
  }
}

static void
append_key_condition (Inventor   *self,
                      const char *key,
                      int         percent)
{
  if (!is_lucky (self, percent))
    return;

  append (self, ",'%s':'", key);
  append_condition (self);
  append (self, "'");
}

/* Most are of the list, so that one filter can look at another question's answer. */
static void
append_choices (Inventor *self,
                gboolean  may_specify,
                gboolean  has_points)
{
  if (is_lucky (self, 60)) {
    append (self, ",'choices':'letters'");
    if (is_lucky (self, 40)){
      append (self, ",'filter':'%s'", is_lucky (self, 50) ? "group = `x`" : "name != `b`");
    }else if (self->known->len > 0 && is_lucky (self, 60)){
      append (self, ",'filter':'group = `y` or ");
      append_look (self, &g_array_index (self->known, Known, draw (self, self->known->len)));
      append (self, "'");
    }
    return;
  }

  append (self, ",'choices':[");
  for (int i = 0; i < 4; i++) {
    append (self, "%s{'id':'%c','label':{'en':'%c'}", i ? "," : "", "abcd"[i], "ABCD"[i]);
    if (has_points)
      append (self, ",'points':%d", draw (self, 5));
    if (i == 3 && may_specify)
      append (self, ",'specify':true");
    append (self, "}");
  }
  append (self, "]");
}

/* The rest of a question of a type, and what kind of answer it gives. */
static Kind
append_type (Inventor *self)
{
  static const char * const others[] = { "time", "date", "date_time", "photo", "receipt", "audio",
                                         "code", "place" };

  switch (draw (self, 11)) {
  case 0:
  case 1:
    append (self, ",'type':'yes_no'");
    if (is_lucky (self, 20))
      append (self, ",'comment_if_below':1");
    if (is_lucky (self, 40))
      append (self, ",'pillar':'ease','weight':%d", 1 + draw (self, 3));
    return KIND_YES_NO;

  case 2:
  case 3:
    append (self, ",'type':'choice'");
    append_choices (self, is_lucky (self, 30), TRUE);
    return KIND_LETTER;

  case 4:
    append (self, ",'type':'choices'");
    append_choices (self, is_lucky (self, 30), FALSE);
    return KIND_LETTERS;

  case 5:
    append (self, ",'type':'rank'");
    append_choices (self, FALSE, FALSE);
    return KIND_OTHER;

  case 6:
    append (self, ",'type':'scale','min':1,'max':5,'pillar':'emotion'");
    if (is_lucky (self, 30))
      append (self, ",'comment_if_below':%d", 2 + draw (self, 4));
    return KIND_NUMBER;

  case 7:
    append (self, ",'type':'%s','min':0,'max':%d", draw (self, 2) ? "number" : "duration",
            4 + draw (self, 20));
    return KIND_NUMBER;

  case 8:
    append (self, ",'type':'%s'", draw (self, 2) ? "text" : "narrative");
    return KIND_TEXT;

  case 9:
    append (self, ",'type':'money','default':'2 * 2.5'");
    return KIND_NUMBER;

  default:
    append (self, ",'type':'%s'", others[draw (self, G_N_ELEMENTS (others))]);
    return KIND_OTHER;
  }
}

static void
append_calculate (Inventor *self)
{
  append (self, ",'type':'calculate','calculation':'");
  if (self->known->len > 0 && is_lucky (self, 60)) {
    append (self, "if(");
    append_condition (self);
    append (self, ", 1, string-length(${q%u}))",
            g_array_index (self->known, Known, draw (self, self->known->len)).number);
  } else {
    append (self, "%d", draw (self, 5));
  }
  append (self, "'");
}

/* One that some answer can always meet. */
static void
append_constraint (Inventor *self,
                   Kind      kind)
{
  if (!is_lucky (self, 15))
    return;

  if (kind == KIND_NUMBER)
    append (self, ",'constraint':'. != %d','message':{'en':'Not this'}", draw (self, 4));
  else if (kind == KIND_TEXT)
    append (self, ",'constraint':'string-length(.) > %d'", draw (self, 4));
  else if (kind == KIND_YES_NO && self->known->len > 0)
    append (self, ",'constraint':'. != ${q%u}'",
            g_array_index (self->known, Known, draw (self, self->known->len)).number);
}

static void
append_question (Inventor *self)
{
  Known known = { .number = self->n_questions++, .touchpoint = self->touchpoint,
                  .repeats = self->repeats };

  append (self, "{'id':'q%u'", known.number);
  append_key_condition (self, "relevant", 35);
  if (is_lucky (self, 12)) {
    append_calculate (self);
    known.kind = KIND_NUMBER;
  } else if (is_lucky (self, 5)) {
    append (self, ",'text':{'en':'N'},'type':'note'},");
    return;
  } else {
    append (self, ",'text':{'en':'Q'}");
    known.kind = append_type (self);
    append_constraint (self, known.kind);
    if (is_lucky (self, 30))
      append (self, ",'required':true");
    else
      append_key_condition (self, "required", 30);
    if (is_lucky (self, 15))
      append (self, ",'na':true");
  }
  append (self, "},");
  g_array_append_val (self->known, known);
}

static Known *
find_number (Inventor *self)
{
  for (guint i = 0; i < self->known->len; i++) {
    Known *known = &g_array_index (self->known, Known, i);

    if (known->kind == KIND_NUMBER)
      return known;
  }

  return NULL;
}

static void
append_repeat (Inventor *self)
{
  Known *number = find_number (self);

  self->repeats = is_lucky (self, 35);
  if (!self->repeats)
    return;

  if (number && is_lucky (self, 40))
    append (self, ",'repeat':{'label':{'en':'R'},'count':'${q%u}','max':%d}", number->number,
            1 + draw (self, ROUNDS_MAX));
  else
    append (self, ",'repeat':{'label':{'en':'R'},'min':%d,'max':%d}", draw (self, 2),
            1 + draw (self, ROUNDS_MAX));
}

static void
append_touchpoint (Inventor *self)
{
  append (self, "{'id':'t%d','title':{'en':'T'},'channel':'web','feeling':%s", self->touchpoint,
          draw (self, 2) ? "true" : "false");
  self->repeats = FALSE;
  append_key_condition (self, "relevant", 25);
  if (self->touchpoint > 0 && is_lucky (self, 40))
    append (self, ",'order':{'after':'t%d'}", draw (self, self->touchpoint));
  append_repeat (self);
  append (self, ",'questions':[");
  for (int i = draw (self, QUESTIONS_MAX + 1) + (self->repeats ? 1 : 0); i > 0; i--)
    append_question (self);
  if (g_str_has_suffix (self->text->str, ","))
    g_string_truncate (self->text, self->text->len - 1);
  append (self, "]},");
}

static char *
invent_text (GRand *rand)
{
  Inventor self = { .rand = rand, .text = g_string_new (NULL) };
  int n = g_rand_int_range (rand, 1, TOUCHPOINTS_MAX + 1);

  self.known = g_array_new (FALSE, FALSE, sizeof (Known));
  append (&self, "{'passant':1,'id':'s','version':1,'languages':['en'],'title':{'en':'S'},"
          "'legal':{'photos':%s,'audio':%s,'basis':{'en':'B'}},"
          "'lists':{'letters':[", draw (&self, 2) ? "true" : "false",
          draw (&self, 2) ? "true" : "false");
  for (int i = 0; i < 4; i++)
    append (&self, "%s{'id':'%c','label':{'en':'%c'},'columns':{'group':'%c'}}", i ? "," : "",
            "abcd"[i], "ABCD"[i], "xyxy"[i]);
  append (&self, "]},'phases':[{'id':'p','title':{'en':'P'},'touchpoints':[");
  for (self.touchpoint = 0; self.touchpoint < n; self.touchpoint++)
    append_touchpoint (&self);
  g_string_truncate (self.text, self.text->len - 1);
  append (&self, "]}]}");
  g_array_unref (self.known);
  g_strdelimit (g_strdelimit (self.text->str, "'", '"'), "`", '\'');

  return g_string_free_and_steal (self.text);
}

PassantScript *
passant_invent_script (GRand *rand)
{
  g_autofree char *text = invent_text (rand);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (text, -1, problems, &error);

  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    g_test_message ("%s: %s", problem->path, problem->message);
  }
  if (!script)
    g_test_message ("%s", text);
  g_assert_no_error (error);

  return script;
}
