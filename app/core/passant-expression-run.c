/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-expression-private.h"

#include <math.h>
#include <string.h>

/* XPath 1.0 has three kinds of value here; an answer is always a string. */
typedef enum {
  VALUE_STRING,
  VALUE_NUMBER,
  VALUE_BOOLEAN,
} ValueKind;

typedef struct {
  ValueKind   kind;
  double      number; /* a boolean is 0 or 1 */
  const char *string; /* borrowed from the expression or the visit, or owned */
  char       *owned;
} Value;

typedef struct {
  PassantExpression *expression;
  PassantScope       scope;
  Value              stack[PASSANT_EXPRESSION_STACK_MAX];
  guint              height;
} Run;

#define DIGITS_MAX 17    /* enough to tell any two doubles apart */
#define NUMBER_BYTES_MAX 400

static void
clear_value (Value *value)
{
  g_clear_pointer (&value->owned, g_free);
}

static Value *
push (Run *self)
{
  Value *value = &self->stack[self->height++];

  g_assert (self->height <= G_N_ELEMENTS (self->stack));
  *value = (Value) { 0 };

  return value;
}

static void
push_string (Run        *self,
             const char *string)
{
  Value *value = push (self);

  value->kind = VALUE_STRING;
  value->string = string ? string : "";
}

static void
set_number (Value    *value,
            ValueKind kind,
            double    number)
{
  clear_value (value);
  value->kind = kind;
  value->number = number;
}

static void
pop (Run *self)
{
  clear_value (&self->stack[--self->height]);
}

static Value *
top (Run *self)
{
  return &self->stack[self->height - 1];
}

static Value *
below (Run *self)
{
  return &self->stack[self->height - 2];
}

/* XPath's number(): blanks, an optional minus, digits with at most one point, blanks; anything else is NaN. */
static double
string_to_number (const char *string)
{
  const char *start, *end;
  gsize whole, part = 0;
  g_autofree char *digits = NULL;

  start = string + strspn (string, " \t\r\n");
  end = start + (*start == '-');
  whole = strspn (end, "0123456789");
  end += whole;
  if (*end == '.') {
    part = strspn (end + 1, "0123456789");
    end += 1 + part;
  }

  if (whole + part == 0 || end[strspn (end, " \t\r\n")] != '\0')
    return NAN;

  digits = g_strndup (start, end - start);
  return g_ascii_strtod (digits, NULL);
}

static double
to_number (const Value *value)
{
  return value->kind == VALUE_STRING ? string_to_number (value->string) : value->number;
}

static gboolean
to_boolean (const Value *value)
{
  if (value->kind == VALUE_STRING)
    return *value->string != '\0';

  return value->number != 0 && !isnan (value->number);
}

/* "1.25e-3" → "0.00125": XPath writes no exponents. */
static char *
spell_out (const char *scientific)
{
  g_autofree char *digits = g_strdup (scientific);
  char *exponent = strchr (digits, 'e');
  int point = (int) g_ascii_strtoll (exponent + 1, NULL, 10) + 1;
  GString *text = g_string_new (*digits == '-' ? "-" : NULL);
  const char *first = digits + (*digits == '-');
  int n = 0;

  *exponent = '\0';
  for (int i = point; i <= 0; i++)
    g_string_append (text, i == point ? "0." : "0");
  for (const char *digit = first; *digit; digit++) {
    if (*digit == '.')
      continue;
    if (n++ == point && point > 0)
      g_string_append_c (text, '.');
    g_string_append_c (text, *digit);
  }
  for (; n < point; n++)
    g_string_append_c (text, '0');

  return g_string_free_and_steal (text);
}

/* The fewest digits that read back as the same number. */
static char *
number_to_string (double number)
{
  char digits[NUMBER_BYTES_MAX];
  char format[8];

  if (isnan (number))
    return g_strdup ("NaN");
  if (isinf (number))
    return g_strdup (number < 0 ? "-Infinity" : "Infinity");
  if (number == 0)
    return g_strdup ("0");

  for (int places = 0; places < DIGITS_MAX; places++) {
    g_snprintf (format, sizeof format, "%%.%de", places);
    g_ascii_formatd (digits, sizeof digits, format, number);
    if (g_ascii_strtod (digits, NULL) == number)
      break;
  }

  return spell_out (digits);
}

/* Makes @value a string in place. */
static const char *
to_string (Value *value)
{
  if (value->kind == VALUE_NUMBER)
    value->owned = number_to_string (value->number);
  else if (value->kind == VALUE_BOOLEAN)
    value->owned = g_strdup (value->number != 0 ? "true" : "false");

  if (value->kind != VALUE_STRING)
    value->string = value->owned;
  value->kind = VALUE_STRING;

  return value->string;
}

static gboolean
are_equal (Value *left,
           Value *right)
{
  if (left->kind == VALUE_BOOLEAN || right->kind == VALUE_BOOLEAN)
    return to_boolean (left) == to_boolean (right);
  if (left->kind == VALUE_NUMBER || right->kind == VALUE_NUMBER)
    return to_number (left) == to_number (right);

  return g_str_equal (left->string, right->string);
}

/* XPath's "!=" is not "not =" for NaN alone: NaN differs from everything. C's doubles do the same. */
static gboolean
compare (PassantOp op,
         Value    *left,
         Value    *right)
{
  double a, b;

  if (op == PASSANT_OP_EQUAL)
    return are_equal (left, right);
  if (op == PASSANT_OP_DIFFERENT)
    return !are_equal (left, right);

  a = to_number (left);
  b = to_number (right);
  switch ((int) op) {
  case PASSANT_OP_LESS: return a < b;
  case PASSANT_OP_LESS_OR_EQUAL: return a <= b;
  case PASSANT_OP_MORE: return a > b;
  default: return a >= b;
  }
}

static double
calculate (PassantOp op,
           double    a,
           double    b)
{
  switch ((int) op) {
  case PASSANT_OP_ADD: return a + b;
  case PASSANT_OP_SUBTRACT: return a - b;
  case PASSANT_OP_MULTIPLY: return a * b;
  case PASSANT_OP_DIVIDE: return a / b;
  default: return fmod (a, b);
  }
}

static gboolean
is_selected (const char *list,
             const char *choice)
{
  g_auto (GStrv) wanted = g_strsplit_set (choice, " \t\r\n", -1);
  g_auto (GStrv) chosen = g_strsplit_set (list, " \t\r\n", -1);
  const char *one = NULL;

  for (guint i = 0; wanted[i] && !one; i++)
    if (*wanted[i])
      one = wanted[i];

  return one && g_strv_contains ((const char * const *) chosen, one);
}

static guint
count_selected (const char *list)
{
  g_auto (GStrv) chosen = g_strsplit_set (list, " \t\r\n", -1);
  guint count = 0;

  for (guint i = 0; chosen[i]; i++)
    count += *chosen[i] != '\0';

  return count;
}

/* Two values become one. */
static void
run_two (Run      *self,
         PassantOp op)
{
  Value *left = below (self), *right = top (self);

  if (op >= PASSANT_OP_EQUAL && op <= PASSANT_OP_MORE_OR_EQUAL)
    set_number (left, VALUE_BOOLEAN, compare (op, left, right));
  else if (op >= PASSANT_OP_ADD && op <= PASSANT_OP_MODULO)
    set_number (left, VALUE_NUMBER, calculate (op, to_number (left), to_number (right)));
  else if (op == PASSANT_OP_SELECTED)
    set_number (left, VALUE_BOOLEAN, is_selected (to_string (left), to_string (right)));
  else if (op == PASSANT_OP_CONTAINS)
    set_number (left, VALUE_BOOLEAN, strstr (to_string (left), to_string (right)) != NULL);
  else
    set_number (left, VALUE_BOOLEAN, g_str_has_prefix (to_string (left), to_string (right)));

  pop (self);
}

/* XPath 1.0 §4.4: halves go up, and what rounds to nothing from below is negative zero. */
static double
round_half_up (double number)
{
  return copysign (floor (number + 0.5), number);
}

/* One value becomes another. */
static void
run_one (Run      *self,
         PassantOp op)
{
  Value *value = top (self);

  switch ((int) op) {
  case PASSANT_OP_NEGATE: set_number (value, VALUE_NUMBER, -to_number (value)); break;
  case PASSANT_OP_NOT: set_number (value, VALUE_BOOLEAN, !to_boolean (value)); break;
  case PASSANT_OP_TO_BOOLEAN: set_number (value, VALUE_BOOLEAN, to_boolean (value)); break;
  case PASSANT_OP_TO_NUMBER: set_number (value, VALUE_NUMBER, to_number (value)); break;
  case PASSANT_OP_TO_STRING: to_string (value); break;
  case PASSANT_OP_COUNT_SELECTED: set_number (value, VALUE_NUMBER,
                                              count_selected (to_string (value))); break;
  case PASSANT_OP_STRING_LENGTH: set_number (value, VALUE_NUMBER,
                                             g_utf8_strlen (to_string (value), -1)); break;
  case PASSANT_OP_FLOOR: set_number (value, VALUE_NUMBER, floor (to_number (value))); break;
  case PASSANT_OP_CEILING: set_number (value, VALUE_NUMBER, ceil (to_number (value))); break;
  case PASSANT_OP_ROUND: set_number (value, VALUE_NUMBER, round_half_up (to_number (value))); break;
  default: g_assert_not_reached ();
  }
}

/* Whether to go to the instruction's target. */
static gboolean
run_jump (Run      *self,
          PassantOp op)
{
  gboolean is_true;

  switch ((int) op) {
  case PASSANT_OP_JUMP_IF_FALSE:
    is_true = to_boolean (top (self));
    pop (self);
    return !is_true;

  case PASSANT_OP_COALESCE:
    return top (self)->kind != VALUE_STRING || *top (self)->string;

  case PASSANT_OP_AND:
    run_one (self, PASSANT_OP_TO_BOOLEAN);
    return !to_boolean (top (self));

  case PASSANT_OP_OR:
    run_one (self, PASSANT_OP_TO_BOOLEAN);
    return to_boolean (top (self));

  default:
    return TRUE;
  }
}

static const char *
look_up (Run        *self,
         const char *question)
{
  return self->scope.answer ? self->scope.answer (question, 0, self->scope.data) : NULL;
}

static void
run_push (Run                      *self,
          const PassantInstruction *next)
{
  switch ((int) next->op) {
  case PASSANT_OP_NUMBER: set_number (push (self), VALUE_NUMBER, next->number); break;
  case PASSANT_OP_BOOLEAN: set_number (push (self), VALUE_BOOLEAN, next->number); break;
  case PASSANT_OP_STRING: push_string (self, next->text); break;
  case PASSANT_OP_SELF: push_string (self, self->scope.self_value); break;
  default: push_string (self, look_up (self, next->text));
  }
}

/* Jumps only lead forward, so a programme ends; a long one is cut off. The result is the only value left. */
static gboolean
run (Run *self)
{
  GArray *programme = self->expression->programme;
  guint steps = 0;

  for (guint i = 0; i < programme->len;) {
    const PassantInstruction *next = &g_array_index (programme, PassantInstruction, i++);

    if (++steps > PASSANT_EXPRESSION_STEPS_MAX)
      return FALSE;

    if (next->op <= PASSANT_OP_SELF)
      run_push (self, next);
    else if (next->op == PASSANT_OP_POP)
      pop (self);
    else if (next->op <= PASSANT_OP_COALESCE)
      i = run_jump (self, next->op) ? next->target : i;
    else if (next->op <= PASSANT_OP_MODULO || next->op == PASSANT_OP_SELECTED ||
             next->op == PASSANT_OP_CONTAINS ||
             next->op == PASSANT_OP_STARTS_WITH)
      run_two (self, next->op);
    else
      run_one (self, next->op);
  }

  return TRUE;
}

static void
start (Run                *self,
       PassantExpression  *expression,
       const PassantScope *scope)
{
  /* The stack is cleared value by value as it grows. */
  self->expression = expression;
  self->scope = scope ? *scope : (PassantScope) { 0 };
  self->height = 0;
}

/**
 * passant_expression_test:
 * @scope: (nullable): what can be seen; strings must live until the call returns
 *
 * Whether the expression holds. An expression that runs out of steps does not.
 */
gboolean
passant_expression_test (PassantExpression  *self,
                         const PassantScope *scope)
{
  Run state;
  gboolean result;

  g_return_val_if_fail (self != NULL, FALSE);

  start (&state, self, scope);
  result = run (&state) && to_boolean (top (&state));
  while (state.height > 0)
    pop (&state);

  return result;
}

/**
 * passant_expression_evaluate:
 *
 * As passant_expression_test(), but the value as XPath's string() has it; "" when it runs out of steps.
 */
char *
passant_expression_evaluate (PassantExpression  *self,
                             const PassantScope *scope)
{
  Run state;
  char *result;

  g_return_val_if_fail (self != NULL, NULL);

  start (&state, self, scope);
  result = g_strdup (run (&state) ? to_string (top (&state)) : "");
  while (state.height > 0)
    pop (&state);

  return result;
}
