/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-expression.h"
#include "passant-function-private.h"

G_BEGIN_DECLS

/* "${question} = 'choice'" or "selected(${question}, 'choice')": what the compiler of a script checks against it. */
typedef struct {
  const char *question;
  const char *choice;
  guint       column;
} PassantMention;

struct _PassantExpression {
  gatomicrefcount count;
  GStringChunk   *strings;
  GArray         *programme;  /* PassantInstruction */
  GPtrArray      *regexes;    /* GRegex, those that the programme uses */
  GPtrArray      *references; /* question ids, NULL-terminated */
  GPtrArray      *repeats;    /* ids whose rounds are counted, likewise: of touchpoints, or of questions in them */
  GPtrArray      *columns;    /* of choices, likewise */
  GArray         *mentions;   /* PassantMention */
  gboolean        uses_self;
  gboolean        uses_now;
};

/* Reads @text into the programme of an empty @self. */
gboolean passant_expression_parse (PassantExpression    *self,
                                   const char           *text,
                                   PassantExpressionKind kind,
                                   GError              **error);

G_END_DECLS
