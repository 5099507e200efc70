/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The questions that the compiler makes beside one that calls for them. */

#include "passant-script-private.h"

#include "passant-text-private.h"

#define LIMIT_MAX 1000000000

/* Places that a limit can have; as many as an answer can. */
#define LIMIT_FORMAT "%.6f"

static PassantQuestion *
make (PassantCompiler    *self,
      PassantQuestion    *host,
      PassantRole         role,
      const char         *part,
      PassantQuestionType type)
{
  PassantQuestion *made = passant_question_new (host->touchpoint);

  made->id = host->id ? g_strdup_printf ("%s.%s", host->id, part) : NULL;
  made->role = role;
  made->type = type;
  made->host = host;
  made->integrity = host->integrity;

  /* An id that is taken was the host's, and has been told of. */
  passant_script_add_question (self->script, made);

  return made;
}

/* What says when a made question is asked. */
static PassantExpression *
compile (PassantCompiler *self,
         const char      *key,
         const char      *text)
{
  g_autoptr (GError) error = NULL;
  PassantExpression *expression =
    passant_expression_compile (text, PASSANT_EXPRESSION_PLAIN, &error);

  if (!expression)
    passant_reader_report (&self->reader, key, "bad-expression",
                           "When to ask this cannot be said: %s", error->message);

  return expression;
}

/* "q.other": which other one. */
static void
make_other (PassantCompiler *self,
            PassantQuestion *host,
            PassantChoice   *choice)
{
  g_autofree char *id = choice->id ? passant_script_quote (choice->id) : NULL;
  g_autofree char *condition = NULL;
  PassantQuestion *other;

  if (!host->id || !id)
    return;

  other = make (self, host, PASSANT_ROLE_OTHER, "other", PASSANT_QUESTION_TEXT);
  other->text = passant_text_copy (choice->specify);
  passant_compiler_check_text (self, "choices", other->text, NULL, FALSE);
  other->required = TRUE;
  condition = g_strdup_printf ("selected(${%s}, %s)", host->id, id);
  other->relevant = compile (self, "choices", condition);
}

static void
make_others (PassantCompiler *self,
             PassantQuestion *host)
{
  for (guint i = 0; i < host->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (host->choices, i);

    if (choice->specify) {
      make_other (self, host, choice);
      return;
    }
  }
}

/* Whether one of the choices of fewer points than @limit was chosen, as a condition; "" when there are none. */
static char *
list_below (PassantQuestion *host,
            double           limit)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *list = NULL;

  for (guint i = 0; i < host->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (host->choices, i);

    if (!choice->id || choice->points < 0 || choice->points >= limit)
      continue;
    if (ids->len > 0)
      g_string_append_c (ids, ' ');
    g_string_append (ids, choice->id);
  }
  if (ids->len == 0)
    return g_strdup ("");

  list = passant_script_quote (ids->str);

  return g_strdup_printf ("${%s} != '' and selected(%s, ${%s})", host->id, list, host->id);
}

/* When an answer is below @limit; "" when none can be. */
static char *
say_below (PassantQuestion *host,
           double           limit)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (host->choices->len > 0)
    return list_below (host, limit);
  if (host->has_min && limit <= host->min)
    return g_strdup ("");

  return g_strdup_printf ("${%s} < %s", host->id,
                          g_ascii_formatd (number, sizeof number, LIMIT_FORMAT, limit));
}

static gboolean
read_limit (PassantCompiler *self,
            yyjson_val      *object,
            double          *limit)
{
  yyjson_val *value = yyjson_obj_get (object, "comment_if_below");

  if (!value)
    return FALSE;

  *limit = yyjson_get_num (value);
  if (!yyjson_is_num (value))
    passant_reader_report (&self->reader, "comment_if_below", "wrong-type",
                           "This must be a number");
  else if (*limit < -LIMIT_MAX || *limit > LIMIT_MAX)
    passant_reader_report (&self->reader, "comment_if_below", "out-of-range",
                           "%.15g is out of range; give a number from %d to %d", *limit, -LIMIT_MAX,
                           LIMIT_MAX);
  else
    return TRUE;

  return FALSE;
}

/* "q.comment": why the answer is as low as that. */
static void
make_comment (PassantCompiler *self,
              yyjson_val      *value,
              PassantQuestion *host)
{
  PassantText *text = passant_reader_text (&self->reader, value, "comment", PASSANT_TEXT_BYTES_MAX);
  g_autofree char *condition = NULL;
  PassantQuestion *comment;
  double limit;

  passant_compiler_check_text (self, "comment", text, NULL, FALSE);
  if (text && !yyjson_obj_get (value, "comment_if_below"))
    passant_reader_report (&self->reader, "comment", "comment-without-limit",
                           "A “comment” asks why an answer is below “comment_if_below”; "
                           "add that or remove the comment");
  if (!read_limit (self, value, &limit) || !host->id) {
    passant_text_free (text);
    return;
  }

  condition = say_below (host, limit);
  if (!*condition)
    passant_reader_report (&self->reader, "comment_if_below", "comment-never",
                           "No answer is below %.15g; give a higher number, or points to choices",
                           limit);
  comment = make (self, host, PASSANT_ROLE_COMMENT, "comment", PASSANT_QUESTION_NARRATIVE);
  comment->text = text ? text : passant_text_new_built_in (PASSANT_WORDING_WHY,
                                                           self->script->languages);
  comment->required = TRUE;
  if (*condition)
    comment->relevant = compile (self, "comment_if_below", condition);
}

/* As needed as the receipt that it is of, and asked when that is. */
static PassantQuestion *
make_of_receipt (PassantCompiler    *self,
                 PassantQuestion    *host,
                 PassantRole         role,
                 const char         *part,
                 PassantQuestionType type,
                 PassantWording      wording)
{
  PassantQuestion *made = make (self, host, role, part, type);

  made->text = passant_text_new_built_in (wording, self->script->languages);
  made->required = host->required;
  made->allows_na = host->allows_na;
  if (host->required_if)
    made->required_if = passant_expression_ref (host->required_if);
  if (host->relevant)
    made->relevant = passant_expression_ref (host->relevant);

  return made;
}

static void
make_amount_and_time (PassantCompiler *self,
                      PassantQuestion *host)
{
  PassantQuestion *amount = make_of_receipt (self, host, PASSANT_ROLE_AMOUNT, "amount",
                                             PASSANT_QUESTION_MONEY, PASSANT_WORDING_AMOUNT);

  amount->currency = g_strdup (host->currency);
  amount->decimals = host->decimals;
  make_of_receipt (self, host, PASSANT_ROLE_TIME, "time", PASSANT_QUESTION_TIME,
                   PASSANT_WORDING_TIME);
}

void
passant_compiler_make_questions (PassantCompiler *self,
                                 yyjson_val      *value,
                                 PassantQuestion *host)
{
  switch ((int) host->type) {
  case PASSANT_QUESTION_CHOICE:
  case PASSANT_QUESTION_CHOICES:
  case PASSANT_QUESTION_RANK:
    make_others (self, host);
    if (host->type == PASSANT_QUESTION_CHOICE)
      make_comment (self, value, host);
    break;

  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_SCALE:
  case PASSANT_QUESTION_NUMBER:
    make_comment (self, value, host);
    break;

  case PASSANT_QUESTION_RECEIPT:
    make_amount_and_time (self, host);
    break;

  default:
    break;
  }
}
