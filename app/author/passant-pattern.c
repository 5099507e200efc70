/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-pattern.h"

#include <string.h>

#define MORE_MAX 4     /* of "*" and "+" and "{2,}" */
#define TIMES_MAX 100
#define DEPTH_MAX 20
#define BYTES_MAX 2000
#define STEPS_MAX 20000 /* (((a+)+)+)+ takes longer than anybody waits */
#define FIRST ' '      /* what can be drawn lies from here … */
#define LAST '~'       /* … to here */

typedef struct {
  const char *at;
  GRand      *rand;
  guint       depth, steps;
} Pattern;

static void append_alternatives (Pattern *self,
                                 GString *text);

static gboolean
is_in_escape (char escape,
              char c)
{
  switch (escape) {
  case 'd': return g_ascii_isdigit (c);
  case 'w': return g_ascii_isalnum (c) || c == '_';
  case 's': return c == ' ';
  case 'D':
  case 'W':
  case 'S': return !is_in_escape (g_ascii_tolower (escape), c);
  default: return c == escape;
  }
}

/* The member of a class at @at, of which @c may be one; and where the next begins. */
static gboolean
is_in_member (const char **at,
              char         c)
{
  const char *start = *at;

  if (start[0] == '\\' && start[1]) {
    *at += 2;
    return is_in_escape (start[1], c);
  }
  if (start[1] == '-' && start[2] && start[2] != ']') {
    *at += 3;
    return c >= start[0] && c <= start[2];
  }
  *at += 1;

  return c == start[0];
}

static gboolean
is_in_class (const char  *start,
             char         c,
             const char **end)
{
  gboolean is_negated = *start == '^';
  const char *at = start + is_negated;
  gboolean is_in = FALSE;

  do
    is_in |= *at && is_in_member (&at, c);
  while (*at && *at != ']');
  *end = *at ? at + 1 : at;

  return is_in != is_negated;
}

/* One of those for which @start, a class or an escape, holds; letters and digits rather than signs. */
static void
append_one_of (Pattern    *self,
               GString    *text,
               const char *start,
               gboolean    is_class)
{
  g_autoptr (GString) plain = g_string_new (NULL), signs = g_string_new (NULL);
  const char *end = start + 1;

  for (char c = FIRST; c <= LAST; c++)
    if (is_class ? is_in_class (start, c, &end) : is_in_escape (*start, c))
      g_string_append_c (g_ascii_isalnum (c) ? plain : signs, c);
  self->at = end;
  if (plain->len == 0)
    g_string_append (plain, signs->str);
  if (plain->len > 0)
    g_string_append_c (text, plain->str[g_rand_int_range (self->rand, 0, plain->len)]);
}

/* How often the item before is to come. */
static guint
draw_times (Pattern *self)
{
  guint64 min = 1, max = 1;
  char *end;

  if (*self->at == '?' || *self->at == '*' || *self->at == '+') {
    min = *self->at == '+';
    max = *self->at == '?' ? 1 : min + MORE_MAX;
    self->at++;
  } else if (*self->at == '{' && g_ascii_isdigit (self->at[1])) {
    min = max = g_ascii_strtoull (self->at + 1, &end, 10);
    if (*end == ',')
      max = g_ascii_isdigit (end[1]) ? g_ascii_strtoull (end + 1, &end, 10) : min + MORE_MAX;
    end += strcspn (end, "}");
    self->at = *end ? end + 1 : end;
  }
  min = MIN (min, TIMES_MAX);
  max = CLAMP (max, min, TIMES_MAX);
  if (*self->at == '?')
    self->at++; /* lazy or greedy is all the same here */

  return g_rand_int_range (self->rand, min, max + 1);
}

static void
append_group (Pattern *self,
              GString *text)
{
  self->at++;
  if (g_str_has_prefix (self->at, "?:"))
    self->at += 2;
  if (*self->at == '*') /* a word to the engine: (*LIMIT_MATCH=1000) */
    self->at += strcspn (self->at, ")");
  else
    append_alternatives (self, text);
  if (*self->at == ')')
    self->at++;
}

static void
append_item (Pattern *self,
             GString *text)
{
  const char *start = self->at;

  if (*start == '(') {
    append_group (self, text);
  } else if (*start == '[') {
    append_one_of (self, text, start + 1, TRUE);
  } else if (*start == '\\' && start[1] && strchr ("AzZbB", start[1])) {
    self->at += 2; /* a place, not a letter */
  } else if (*start == '\\' && g_ascii_isprint (start[1])) {
    append_one_of (self, text, start + 1, FALSE);
  } else if (*start == '.') {
    append_one_of (self, text, "w", FALSE);
    self->at = start + 1;
  } else {
    self->at = g_utf8_next_char (start);
    if (*start != '^' && *start != '$')
      g_string_append_len (text, start, self->at - start);
  }
}

static void
append_branch (Pattern *self,
               GString *text)
{
  while (*self->at && *self->at != '|' && *self->at != ')' && self->steps < STEPS_MAX) {
    const char *start = self->at, *end;
    g_autoptr (GString) item = g_string_new (NULL);
    guint times;

    self->steps++;
    append_item (self, item);
    times = draw_times (self);
    end = self->at;
    for (guint i = 0; i < times && text->len < BYTES_MAX && self->steps++ < STEPS_MAX; i++) {
      g_string_append (text, item->str);
      self->at = start;
      g_string_truncate (item, 0);
      append_item (self, item);
    }
    self->at = end;
  }
}

/* All are read, and one of them is kept, each as likely as the other. */
static void
append_alternatives (Pattern *self,
                     GString *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  gboolean goes_on = self->depth++ < DEPTH_MAX;

  for (int n = 1; goes_on; n++) {
    g_autoptr (GString) branch = g_string_new (NULL);

    append_branch (self, branch);
    if (g_rand_int_range (self->rand, 0, n) == 0)
      g_string_assign (kept, branch->str);
    goes_on = *self->at == '|';
    self->at += goes_on;
  }
  self->depth--;
  g_string_append (text, kept->str);
}

char *
passant_pattern_dup_example (const char *pattern,
                             GRand      *rand)
{
  Pattern self = { .at = pattern, .rand = rand };
  GString *text = g_string_new (NULL);

  append_alternatives (&self, text);

  return g_string_free_and_steal (text);
}
