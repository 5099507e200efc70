/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-expression.h"

G_BEGIN_DECLS

/* An expression is a flat programme for a stack of values, so that running it needs no recursion. */
typedef enum {
  PASSANT_OP_NUMBER,        /* push number */
  PASSANT_OP_STRING,        /* push text */
  PASSANT_OP_BOOLEAN,       /* push number as a boolean */
  PASSANT_OP_REFERENCE,     /* push the answer to text */
  PASSANT_OP_SELF,          /* push '.' */
  PASSANT_OP_POP,
  PASSANT_OP_JUMP,          /* to target */
  PASSANT_OP_JUMP_IF_FALSE, /* pop a boolean; when false go to target */
  PASSANT_OP_AND,           /* make the top boolean; when false keep it and go to target */
  PASSANT_OP_OR,            /* make the top boolean; when true keep it and go to target */
  PASSANT_OP_COALESCE,      /* when the top's string is not empty keep it and go to target */
  PASSANT_OP_EQUAL,
  PASSANT_OP_DIFFERENT,
  PASSANT_OP_LESS,
  PASSANT_OP_LESS_OR_EQUAL,
  PASSANT_OP_MORE,
  PASSANT_OP_MORE_OR_EQUAL,
  PASSANT_OP_ADD,
  PASSANT_OP_SUBTRACT,
  PASSANT_OP_MULTIPLY,
  PASSANT_OP_DIVIDE,
  PASSANT_OP_MODULO,
  PASSANT_OP_NEGATE,
  PASSANT_OP_NOT,
  PASSANT_OP_TO_BOOLEAN,
  PASSANT_OP_TO_NUMBER,
  PASSANT_OP_TO_STRING,
  PASSANT_OP_SELECTED,
  PASSANT_OP_COUNT_SELECTED,
  PASSANT_OP_STRING_LENGTH,
  PASSANT_OP_CONTAINS,
  PASSANT_OP_STARTS_WITH,
  PASSANT_OP_FLOOR,
  PASSANT_OP_CEILING,
  PASSANT_OP_ROUND,
} PassantOp;

typedef struct {
  PassantOp   op;
  guint       target; /* of a jump: index of the next instruction */
  double      number;
  const char *text;   /* lives as long as the expression */
} PassantInstruction;

/* "${question} = 'choice'" or "selected(${question}, 'choice')": what the compiler of a script checks against it. */
typedef struct {
  const char *question;
  const char *choice;
  guint       column;
} PassantMention;

struct _PassantExpression {
  gatomicrefcount count;
  GStringChunk   *strings;
  GArray         *programme; /* PassantInstruction */
  GPtrArray      *references; /* question ids, NULL-terminated */
  GPtrArray      *columns;  /* of choices, likewise */
  GArray         *mentions; /* PassantMention */
  gboolean        uses_self;
};

/* Parens and calls hold back at most the left sides of =, <, + and *, and a call's first argument. */
#define PASSANT_EXPRESSION_STACK_MAX (PASSANT_EXPRESSION_DEPTH_MAX * 6)

G_END_DECLS
