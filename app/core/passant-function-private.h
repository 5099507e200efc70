/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-expression.h"
#include "passant-value.h"

G_BEGIN_DECLS

/* One who fills the memory runs out of steps instead. */
#define PASSANT_FUNCTION_BYTES_MAX (64 * 1024)
#define PASSANT_FUNCTION_ANY_NUMBER G_MAXUINT

typedef struct {
  const PassantScope *scope;
  guint               steps;   /* still allowed */
  gboolean            is_over; /* they ran out */
} PassantRun;

typedef struct _PassantInstruction PassantInstruction;

/* Turns @n values into one, which is to stand in @args[0]. There is always room for that one. */
typedef void (*PassantFunctionRun) (PassantRun               *run,
                                    PassantValue             *args,
                                    guint                     n,
                                    const PassantInstruction *call);

/* How the values are read; the first kind means: as they stand. */
typedef enum {
  PASSANT_FUNCTION_PLAIN,
  PASSANT_FUNCTION_SELF,        /* without any it is about '.' */
  PASSANT_FUNCTION_SELECTED,    /* a mention of a choice */
  PASSANT_FUNCTION_PAIRS,       /* their number is even */
  PASSANT_FUNCTION_IF,
  PASSANT_FUNCTION_COALESCE,
  PASSANT_FUNCTION_NOW,         /* looks at the clock */
  PASSANT_FUNCTION_DATE_FORMAT, /* the second is a format, checked when it is literal */
  PASSANT_FUNCTION_TIME_FORMAT, /* likewise, with the time of the day */
  PASSANT_FUNCTION_REGEX,       /* the second is a pattern, always literal */
  PASSANT_FUNCTION_CHOICE_NAME, /* the second is a reference, in quotes or not */
  PASSANT_FUNCTION_ROUNDS,      /* one reference alone means all rounds that have an answer */
  PASSANT_FUNCTION_JOIN,        /* likewise, behind the separator */
  PASSANT_FUNCTION_ONLY_ROUNDS, /* one reference, of all rounds; nothing else will do */
  PASSANT_FUNCTION_COUNT,       /* one reference to a question in rounds, or to a repeated touchpoint */
  PASSANT_FUNCTION_INDEXED,     /* indexed-repeat(${q}, ${repeat}, n) */
  PASSANT_FUNCTION_POSITION,    /* position(..) */
} PassantFunctionKind;

typedef struct {
  const char         *name;
  const char         *usage; /* "selected(${q}, 'id')" */
  guint               min, max;
  PassantFunctionRun  run;
  PassantFunctionKind kind;
} PassantFunction;

/* An expression is a flat programme for a stack of values, so that running it needs no recursion. */
typedef enum {
  PASSANT_OP_NUMBER,        /* push number */
  PASSANT_OP_STRING,        /* push text */
  PASSANT_OP_BOOLEAN,       /* push number as a boolean */
  PASSANT_OP_REFERENCE,     /* push the answer to text */
  PASSANT_OP_COLUMN,        /* push the column text of the choice */
  PASSANT_OP_SELF,          /* push '.' */
  PASSANT_OP_ROUNDS,        /* push the answers to text of all rounds that have one, and their number is added to the next */
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
  PASSANT_OP_TO_BOOLEAN,
  PASSANT_OP_TO_NUMBER,
  PASSANT_OP_CALL,          /* function, with as many values as arguments says */
} PassantOp;

struct _PassantInstruction {
  PassantOp              op;
  guint                  target;    /* of a jump: index of the next instruction; of a call: how many values */
  double                 number;
  const char            *text;      /* lives as long as the expression */
  const PassantFunction *function;
  GRegex                *regex;     /* of a call of regex() */
};

/* By concern; each ends with a function without a name. */
extern const PassantFunction passant_functions_of_conditions[];
extern const PassantFunction passant_functions_of_choices[];
extern const PassantFunction passant_functions_of_text[];
extern const PassantFunction passant_functions_of_numbers[];
extern const PassantFunction passant_functions_of_dates[];
extern const PassantFunction passant_functions_of_rounds[];

/* NULL when there is none. */
const PassantFunction *passant_function_find    (const char *name);
/* The known name that is most like @name, or NULL. */
const char            *passant_function_suggest (const char *name);
/* All names in the order of the alphabet: "abs, acos, …". */
char                  *passant_function_list    (void) G_GNUC_WARN_UNUSED_RESULT;
/* Why a function that other engines have is refused and what to do instead, or NULL. */
const char            *passant_function_refusal (const char *name);

/* Takes the steps that work on @bytes costs; FALSE when there are not so many left, and the run is then over. */
gboolean               passant_run_charge       (PassantRun *self,
                                                 guint       steps,
                                                 gsize       bytes);
/* Takes @string as the result in @value, unless it is too long: the run is then over. */
void                   passant_run_take_string  (PassantRun   *self,
                                                 PassantValue *value,
                                                 char         *string);

G_END_DECLS
