/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-expression-private.h"

#include <math.h>
#include <string.h>

#define INLINE_VALUES 32
#define BYTES_PER_STEP 64 /* as many as can be worked on in about the time that another step takes */

typedef struct {
  PassantExpression *expression;
  PassantRun         run;
  PassantValue      *stack;
  guint              height, room;
  guint              extra;       /* values that the rounds added to the next call's */
  PassantValue       inlined[INLINE_VALUES];
} Machine;

gboolean
passant_run_charge (PassantRun *self,
                    guint       steps,
                    gsize       bytes)
{
  gsize all = steps + bytes / BYTES_PER_STEP;

  if (self->is_over || all > self->steps) {
    self->is_over = TRUE;
    return FALSE;
  }
  self->steps -= all;

  return TRUE;
}

void
passant_run_take_string (PassantRun   *self,
                         PassantValue *value,
                         char         *string)
{
  gsize length = strlen (string);

  if (length > PASSANT_FUNCTION_BYTES_MAX)
    self->is_over = TRUE;
  passant_run_charge (self, 0, length);
  passant_value_take_string (value, string);
}

static void
make_room (Machine *self)
{
  guint room = self->room * 2;
  PassantValue *stack = g_new (PassantValue, room);

  memcpy (stack, self->stack, self->height * sizeof *stack);
  if (self->stack != self->inlined)
    g_free (self->stack);
  self->stack = stack;
  self->room = room;
}

static PassantValue *
push (Machine *self)
{
  PassantValue *value;

  if (self->height == self->room)
    make_room (self);

  value = &self->stack[self->height++];
  *value = (PassantValue) { .string = "" };

  return value;
}

static void
pop (Machine *self)
{
  passant_value_clear (&self->stack[--self->height]);
}

static PassantValue *
top (Machine *self)
{
  return &self->stack[self->height - 1];
}

static gboolean
are_equal (PassantValue *left,
           PassantValue *right)
{
  if (left->kind == PASSANT_VALUE_BOOLEAN || right->kind == PASSANT_VALUE_BOOLEAN)
    return passant_value_to_boolean (left) == passant_value_to_boolean (right);
  if (left->kind == PASSANT_VALUE_NUMBER || right->kind == PASSANT_VALUE_NUMBER)
    return passant_value_to_number (left) == passant_value_to_number (right);

  return g_str_equal (left->string, right->string);
}

/* XPath's "!=" is not "not =" for NaN alone: NaN differs from everything. C's doubles do the same. */
static gboolean
compare (PassantOp     op,
         PassantValue *left,
         PassantValue *right)
{
  double a, b;

  if (op == PASSANT_OP_EQUAL)
    return are_equal (left, right);
  if (op == PASSANT_OP_DIFFERENT)
    return !are_equal (left, right);

  a = passant_value_to_number (left);
  b = passant_value_to_number (right);
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

/* Reading a long text takes long, whatever for. */
static void
charge_for (Machine            *self,
            const PassantValue *values,
            guint               n)
{
  for (guint i = 0; i < n; i++)
    if (values[i].kind == PASSANT_VALUE_STRING)
      passant_run_charge (&self->run, 0, strlen (values[i].string));
}

/* Two values become one. */
static void
run_two (Machine  *self,
         PassantOp op)
{
  PassantValue *left = &self->stack[self->height - 2], *right = top (self);

  charge_for (self, left, 2);
  if (op <= PASSANT_OP_MORE_OR_EQUAL)
    passant_value_set_boolean (left, compare (op, left, right));
  else
    passant_value_set_number (left, calculate (op, passant_value_to_number (left),
                                               passant_value_to_number (right)));
  pop (self);
}

/* One value becomes another. */
static void
run_one (Machine  *self,
         PassantOp op)
{
  PassantValue *value = top (self);

  charge_for (self, value, 1);
  if (op == PASSANT_OP_TO_BOOLEAN)
    passant_value_set_boolean (value, passant_value_to_boolean (value));
  else if (op == PASSANT_OP_TO_NUMBER)
    passant_value_set_number (value, passant_value_to_number (value));
  else
    passant_value_set_number (value, -passant_value_to_number (value));
}

static void
run_call (Machine                  *self,
          const PassantInstruction *call)
{
  guint n = call->target + self->extra;
  PassantValue *args;

  self->extra = 0;
  if (n == 0)
    push (self);
  args = &self->stack[self->height - MAX (n, 1)];

  charge_for (self, args, n);
  if (!self->run.is_over)
    call->function->run (&self->run, args, n, call);
  for (; n > 1; n--)
    pop (self);
}

/* Whether to go to the instruction's target. */
static gboolean
run_jump (Machine  *self,
          PassantOp op)
{
  gboolean is_true;

  switch ((int) op) {
  case PASSANT_OP_JUMP_IF_FALSE:
    is_true = passant_value_to_boolean (top (self));
    pop (self);
    return !is_true;

  case PASSANT_OP_COALESCE:
    return top (self)->kind != PASSANT_VALUE_STRING || *top (self)->string;

  case PASSANT_OP_AND:
    run_one (self, PASSANT_OP_TO_BOOLEAN);
    return !passant_value_to_boolean (top (self));

  case PASSANT_OP_OR:
    run_one (self, PASSANT_OP_TO_BOOLEAN);
    return passant_value_to_boolean (top (self));

  default:
    return TRUE;
  }
}

static const char *
look_up (Machine    *self,
         const char *question,
         guint       round)
{
  const PassantScope *scope = self->run.scope;

  return scope->answer ? scope->answer (question, round, scope->data) : NULL;
}

/* A round without an answer is left out. The only round there is may be one outside of all repeats. */
static void
push_rounds (Machine    *self,
             const char *question)
{
  const PassantScope *scope = self->run.scope;
  guint rounds = scope->rounds ? scope->rounds (question, scope->data) : 1;

  for (guint round = 1; round <= rounds && passant_run_charge (&self->run, 1, 0); round++) {
    const char *answer = look_up (self, question, rounds == 1 ? 0 : round);

    if (answer && *answer) {
      passant_value_set_string (push (self), answer);
      self->extra++;
    }
  }
}

static void
run_push (Machine                  *self,
          const PassantInstruction *next)
{
  const PassantScope *scope = self->run.scope;

  switch ((int) next->op) {
  case PASSANT_OP_NUMBER: passant_value_set_number (push (self), next->number); break;
  case PASSANT_OP_BOOLEAN: passant_value_set_boolean (push (self), next->number != 0); break;
  case PASSANT_OP_STRING: passant_value_set_string (push (self), next->text); break;
  case PASSANT_OP_SELF: passant_value_set_string (push (self), scope->self_value); break;
  case PASSANT_OP_ROUNDS: push_rounds (self, next->text); break;
  case PASSANT_OP_COLUMN:
    passant_value_set_string (push (self),
                              scope->column ? scope->column (next->text, scope->data) : NULL);
    break;
  default: passant_value_set_string (push (self), look_up (self, next->text, 0));
  }
}

/* Jumps only lead forward, so a programme ends; a long one is cut off. The result is the only value left. */
static gboolean
run (Machine *self)
{
  GArray *programme = self->expression->programme;

  for (guint i = 0; i < programme->len;) {
    const PassantInstruction *next = &g_array_index (programme, PassantInstruction, i++);

    if (!passant_run_charge (&self->run, 1, 0))
      return FALSE;

    if (next->op <= PASSANT_OP_ROUNDS)
      run_push (self, next);
    else if (next->op == PASSANT_OP_POP)
      pop (self);
    else if (next->op <= PASSANT_OP_COALESCE)
      i = run_jump (self, next->op) ? next->target : i;
    else if (next->op <= PASSANT_OP_MODULO)
      run_two (self, next->op);
    else if (next->op <= PASSANT_OP_TO_NUMBER)
      run_one (self, next->op);
    else
      run_call (self, next);
  }

  return !self->run.is_over;
}

static void
start (Machine            *self,
       PassantExpression  *expression,
       const PassantScope *scope)
{
  static const PassantScope nothing;

  /* The stack is cleared value by value as it grows. */
  self->expression = expression;
  self->run = (PassantRun) { scope ? scope : &nothing, PASSANT_EXPRESSION_STEPS_MAX, FALSE };
  self->stack = self->inlined;
  self->room = G_N_ELEMENTS (self->inlined);
  self->height = self->extra = 0;
}

static void
finish (Machine *self)
{
  while (self->height > 0)
    pop (self);
  if (self->stack != self->inlined)
    g_free (self->stack);
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
  Machine machine;
  gboolean result;

  g_return_val_if_fail (self != NULL, FALSE);

  start (&machine, self, scope);
  result = run (&machine) && passant_value_to_boolean (top (&machine));
  finish (&machine);

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
  Machine machine;
  char *result;

  g_return_val_if_fail (self != NULL, NULL);

  start (&machine, self, scope);
  result = g_strdup (run (&machine) ? passant_value_to_string (top (&machine)) : "");
  finish (&machine);

  return result;
}
