/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* XPath 1.0 has three kinds of value here; an answer is always a string. */
typedef enum {
  PASSANT_VALUE_STRING,
  PASSANT_VALUE_NUMBER,
  PASSANT_VALUE_BOOLEAN,
} PassantValueKind;

/**
 * PassantValue:
 *
 * What an expression reckons with. A string is valid UTF-8 and borrowed from the expression or the visit, unless it is
 * owned. A text that is a date, a time or both is a number of days where a number is wanted.
 */
typedef struct {
  PassantValueKind kind;
  double           number; /* a boolean is 0 or 1 */
  const char      *string;
  char            *owned;
} PassantValue;

void        passant_value_clear        (PassantValue *self);
void        passant_value_set_number   (PassantValue *self,
                                        double        number);
void        passant_value_set_boolean  (PassantValue *self,
                                        gboolean      holds);
/* Borrows @string; NULL is the empty string. */
void        passant_value_set_string   (PassantValue *self,
                                        const char   *string);
/* Takes @string, which may be made of the one it replaces; NULL is the empty string. */
void        passant_value_take_string  (PassantValue *self,
                                        char         *string);

/* XPath's number(), boolean() and string(). The last makes @self a string in place. */
double      passant_value_to_number    (const PassantValue *self);
gboolean    passant_value_to_boolean   (const PassantValue *self);
const char *passant_value_to_string    (PassantValue *self);

/* The fewest digits that read back as the same number, without an exponent. */
char       *passant_value_spell_number (double number) G_GNUC_WARN_UNUSED_RESULT;
/* The same with one: "-1.25e-3". Only of a finite @number. */
char       *passant_value_shortest     (double number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
