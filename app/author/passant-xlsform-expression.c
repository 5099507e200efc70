/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

/* An expression that is being told in our words. */
typedef struct {
  PassantXlsform     *form;
  PassantXlsformNode *node;
  const char         *text;
  gsize               at;
  GString            *result;
  gboolean            after_value; /* what comes next is an operator */
  PassantXlsformNode *about;       /* whose answer was named last; NULL: nobody's yet, or a column's */
  gboolean            is_error;
  char               *reason;
} Rewriting;

static void
G_GNUC_PRINTF (3, 4)
give_up (Rewriting  *self,
         gboolean is_error,
         const char *format,
         ...)
{
  va_list arguments;

  if (self->reason)
    return;
  va_start (arguments, format);
  self->reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->is_error = is_error;
}

/* "q_other", as the text beside a question with "or other" is called there, is "q.other" here. */
static gboolean
append_other (Rewriting  *self,
              const char *name)
{
  PassantXlsformNode *host;
  g_autofree char *base = NULL;

  if (!g_str_has_suffix (name, "_other"))
    return FALSE;
  base = g_strndup (name, strlen (name) - strlen ("_other"));
  host = passant_xlsform_resolve (self->form, self->node, base);
  if (!host || !host->id || !host->type.or_other)
    return FALSE;
  g_string_append_printf (self->result, "${%s.other}", host->id);

  return TRUE;
}

/* "q.amount": of our own forms, what stands beside a question without a row of its own. */
static gboolean
append_made (Rewriting  *self,
             const char *name)
{
  static const char * const parts[] = { "other", "comment", "amount", "time", "rounds", NULL };
  const char *part = strrchr (name, '.');
  g_autofree char *base = part ? g_strndup (name, part - name) : NULL;
  PassantXlsformNode *host = base && g_strv_contains (parts, part + 1) ?
                             passant_xlsform_resolve (self->form, self->node, base) : NULL;

  if (!host || !host->id || host->is_dropped)
    return FALSE;
  g_string_append_printf (self->result, "${%s%s}", host->id, part);

  return TRUE;
}

/* @is_path: its author may have meant something else than a row. */
static void
append_reference (Rewriting  *self,
                  const char *name,
                  gboolean    is_path)
{
  PassantXlsformNode *target = passant_xlsform_resolve (self->form, self->node, name);

  self->after_value = TRUE;
  self->about = target;
  if (!target) {
    if (append_other (self, name) || append_made (self, name))
      return;
    if (g_str_has_prefix (name, "last-saved#") || g_str_has_prefix (name, "instance"))
      give_up (self, FALSE, "“%s” is not known here", name);
    else
      give_up (self, !is_path, "no row is named “%s”", name);
    return;
  }
  if (target->is_dropped || !target->id)
    give_up (self, FALSE, "“%s” is not carried over", name);
  else
    g_string_append_printf (self->result, "${%s}", target->id);
}

static void
take_reference (Rewriting *self)
{
  const char *begin = self->text + self->at + 2;
  const char *end = strchr (begin, '}');
  g_autofree char *name = NULL;

  if (!end) {
    give_up (self, TRUE, "“${” is not closed with “}”");
    return;
  }
  name = g_strstrip (g_strndup (begin, end - begin));
  append_reference (self, name, FALSE);
  self->at = end + 1 - self->text;
}

/* Whose answer a literal is held against: what was named before it, else what comes next. */
static PassantXlsformNode *
find_about (Rewriting  *self,
            const char *behind)
{
  const char *begin = strstr (behind, "${");
  g_autofree char *name = NULL;

  if (self->about || !begin)
    return self->about;
  name = g_strndup (begin + 2, strcspn (begin + 2, "}"));

  return passant_xlsform_resolve (self->form, self->node, g_strstrip (name));
}

/* A choice that is called otherwise here; the same word typed into a text stays what it is. What was worked out may hold
 * either, and most likely holds a choice. */
static const char *
find_renamed (Rewriting  *self,
              const char *literal,
              const char *behind)
{
  const char *renamed = g_hash_table_lookup (self->form->renamed, literal);
  PassantXlsformNode *about = renamed ? find_about (self, behind) : NULL;

  if (about && !passant_xlsform_has_choices (about->type.kind) &&
      about->type.kind != PASSANT_XLSFORM_CALCULATE && about->type.kind != PASSANT_XLSFORM_HIDDEN)
    return NULL;

  return renamed;
}

/* A literal; of '${question}', as jr:choice-name() takes it, and of a choice the name may be another here. */
static void
take_literal (Rewriting *self)
{
  const char *begin = self->text + self->at;
  const char *end = strchr (begin + 1, *begin);
  g_autofree char *inner = NULL;
  const char *renamed;

  if (!end) {
    give_up (self, FALSE, "a text is not closed with %c", *begin);
    return;
  }
  inner = g_strndup (begin + 1, end - begin - 1);
  renamed = find_renamed (self, inner, end + 1);
  g_string_append_c (self->result, *begin);
  if (g_str_has_prefix (inner, "${") && g_str_has_suffix (inner, "}") && !strchr (inner + 2, '{')) {
    g_autofree char *name = g_strstrip (g_strndup (inner + 2, strlen (inner) - 3));

    append_reference (self, name, FALSE);
  } else {
    g_string_append (self->result, renamed ? renamed : inner);
  }
  g_string_append_c (self->result, *begin);
  self->after_value = TRUE;
  self->at = end + 1 - self->text;
}

static gboolean
is_path_char (char c)
{
  return g_ascii_isalnum (c) || (c && strchr ("_-.:/", c)) || (guchar) c >= 0x80;
}

/* "/data/group/age", "../age", "current()/../age": the last name is what counts. "." and ".." stay. */
static void
take_path (Rewriting *self)
{
  const char *begin = self->text + self->at;
  const char *end = begin + strspn (begin, ".");
  g_autofree char *path = NULL;
  const char *name;

  /* Dots without a slash are a path of their own, as in ".-1". */
  if (end == begin || *end == '/')
    while (is_path_char (*end))
      end++;
  path = g_strndup (begin, end - begin);
  self->at = end - self->text;
  self->after_value = TRUE;
  if (g_str_equal (path, ".") || g_str_equal (path, "..")) {
    self->about = self->node;
    g_string_append (self->result, path);
    return;
  }

  name = strrchr (path, '/') ? strrchr (path, '/') + 1 : path;
  if (*end == '[' || *end == '*' || !*name || *name == '.')
    give_up (self, FALSE, "the path “%s” leads nowhere here; say ${question}", path);
  else
    append_reference (self, name, TRUE);
}

static void
take_word (Rewriting *self)
{
  static const char * const operators[] = { "and", "or", "div", "mod", NULL };
  const char *begin = self->text + self->at;
  const char *end = begin;
  g_autofree char *word = NULL;

  while (g_ascii_isalnum (*end) || (*end && strchr ("_-.:", *end)) || (guchar) *end >= 0x80)
    end++;
  word = g_strndup (begin, end - begin);
  self->at = end - self->text;
  if (g_str_equal (word, "current") && g_str_has_prefix (end, "()/")) {
    self->at += strlen ("()/");
    take_path (self);
    return;
  }
  if (g_str_equal (word, "instance") && *end == '(')
    give_up (self, FALSE, "instance() looks into a list that is not here");
  /* A row that is never there: what other programs read as no answer. */
  if (g_str_equal (word, "null") && *end != '(' && !self->after_value)
    g_string_append (self->result, "''");
  else
    g_string_append (self->result, word);
  self->after_value = !self->after_value || !g_strv_contains (operators, word);
}

static void
take_number (Rewriting *self)
{
  while (g_ascii_isdigit (self->text[self->at]) || self->text[self->at] == '.')
    g_string_append_c (self->result, self->text[self->at++]);
  self->after_value = TRUE;
}

static void
take_next (Rewriting *self)
{
  const char *c = self->text + self->at;

  if (g_str_has_prefix (c, "${")){
    take_reference (self);
  }else if (*c == '\'' || *c == '"'){
    take_literal (self);
  }else if (g_ascii_isdigit (*c) || (*c == '.' && g_ascii_isdigit (c[1]))){
    take_number (self);
  }else if (*c == '.' || (*c == '/' && !self->after_value)){
    take_path (self);
  }else if (g_ascii_isalpha (*c) || *c == '_' || (guchar) *c >= 0x80){
    take_word (self);
  }else{
    if (!g_ascii_isspace (*c))
      self->after_value = *c == ')' || *c == ']';
    g_string_append_c (self->result, *c);
    self->at++;
  }
}

/* How forms look up what a choice is called. */
static char *
replace_lookups (const char *text)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("(?:jr:itext\\(\\s*)?instance\\(\\s*['\"][^'\"]+['\"]\\s*\\)\\s*/\\s*root\\s*/"
                 "\\s*item\\s*\\[\\s*name\\s*=\\s*(\\$\\{[^}]+\\})\\s*\\]\\s*/"
                 "\\s*(?:label|itextId\\s*\\))", 0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "jr:choice-name(\\1, '\\1')", 0, NULL);
}

char *
passant_xlsform_rewrite (PassantXlsform       *form,
                         PassantXlsformNode   *node,
                         const char           *text,
                         PassantExpressionKind kind,
                         gboolean             *is_error,
                         char                **reason)
{
  g_autoptr (GString) result = g_string_new (NULL);
  g_autoptr (PassantExpression) expression = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *looked = strstr (text, "instance(") ? replace_lookups (text) : NULL;
  Rewriting self = {
    .form = form, .node = node, .text = looked ? looked : text, .result = result
  };

  while (self.text[self.at] && !self.reason)
    take_next (&self);

  if (!self.reason) {
    expression = passant_expression_compile (result->str, kind, &error);
    if (!expression)
      self.reason = g_strdup (error->message);
  }
  *is_error = self.is_error;
  *reason = self.reason;

  return self.reason ? NULL : g_strdup (result->str);
}

gboolean
passant_xlsform_add_expression (PassantXlsform       *self,
                                yyjson_mut_val       *object,
                                const char           *json_key,
                                PassantXlsformNode   *node,
                                const char           *key,
                                PassantExpressionKind kind)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);
  g_autofree char *told = NULL;
  g_autofree char *reason = NULL;
  gboolean is_error;

  if (!text)
    return FALSE;

  told = passant_xlsform_rewrite (self, node, text, kind, &is_error, &reason);
  if (told)
    passant_xlsform_add_string (self, object, json_key, told, self->survey, node->row, column);
  else if (is_error)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "bad-expression", self->survey, node->row,
                            column, "“%s” cannot be read: %s", text, reason);
  else
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "expression-left-out", self->survey,
                            node->row, column, "“%s” is left out, the row stays without it: %s",
                            text, reason);

  return told != NULL;
}
