/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* What a column of a form is for. */
typedef struct {
  const char *key;           /* "label", "passant::channel"; NULL ends a list of them */
  gboolean    is_translated; /* there is one for each language, "label::English (en)" */
  gboolean    is_always;     /* also when nothing stands in it: it asks to be filled in */
  gboolean    is_number;
  double      width;         /* in characters */
  const char *offers;        /* "yes,no": what a cell is offered, or NULL */
  gboolean    is_strict;     /* nothing else may stand there */
  const char *note;          /* for the author, at the header; or NULL */
} PassantFormField;

extern const PassantFormField passant_form_survey_fields[];
extern const PassantFormField passant_form_choices_fields[];
extern const PassantFormField passant_form_settings_fields[];
extern const PassantFormField passant_form_quiz_fields[];

/* How a row looks. */
typedef enum {
  PASSANT_FORM_ROW_PLAIN,
  PASSANT_FORM_ROW_BEGIN, /* of a group */
  PASSANT_FORM_ROW_END,
} PassantFormRowKind;

typedef struct {
  const PassantFormField *field; /* NULL: an author's own, for filters */
  char                   *header;
  char                   *language; /* or NULL */
  gboolean                is_used;
} PassantFormColumn;

typedef struct {
  PassantFormRowKind kind;
  GPtrArray         *cells; /* char *, by column; what is missing at the end is blank */
} PassantFormRow;

/**
 * PassantFormSheet:
 *
 * One sheet of a form as texts in rows and columns, before it is a file. The first thing that no cell can hold is kept as
 * the error.
 */
typedef struct {
  const char         *name;
  const char * const *languages;
  GPtrArray          *columns; /* PassantFormColumn */
  GPtrArray          *rows;    /* PassantFormRow, without the header */
  GError             *error;
} PassantFormSheet;

/* @fields and @languages are borrowed. */
PassantFormSheet *passant_form_sheet_new           (const char             *name,
                                                    const PassantFormField *fields,
                                                    const char * const     *languages)
G_GNUC_WARN_UNUSED_RESULT;
void              passant_form_sheet_free          (PassantFormSheet *self);
/* A row at the end; what is set from now on stands in it. */
void              passant_form_sheet_add_row       (PassantFormSheet  *self,
                                                    PassantFormRowKind kind);
/* NULL leaves the cell blank. */
void              passant_form_sheet_set           (PassantFormSheet *self,
                                                    const char       *key,
                                                    const char       *text);
void              passant_form_sheet_set_in        (PassantFormSheet *self,
                                                    const char       *key,
                                                    const char       *language,
                                                    const char       *text);
/* A string as it is, a number in digits, a boolean as yes or no; NULL leaves the cell blank. */
void              passant_form_sheet_set_value     (PassantFormSheet *self,
                                                    const char       *key,
                                                    yyjson_val       *value);
/* A language map. */
void              passant_form_sheet_set_text      (PassantFormSheet *self,
                                                    const char       *key,
                                                    yyjson_val       *text);
/* An array of them, one a line. */
void              passant_form_sheet_set_lines     (PassantFormSheet *self,
                                                    const char       *key,
                                                    yyjson_val       *texts);
/* In a column of the author's own, which is made when there is none. */
void              passant_form_sheet_set_own       (PassantFormSheet *self,
                                                    const char       *name,
                                                    const char       *text);
/* Keeps the first error: that what stands in this row cannot be written. */
void              passant_form_sheet_refuse        (PassantFormSheet *self,
                                                    const char       *format,
                                                    ...) G_GNUC_PRINTF (2, 3);
const char       *passant_form_row_get             (const PassantFormRow *self,
                                                    guint                 column);
/* "Nederlands (nl)", or "xx" for a language without a name here. */
char             *passant_form_dup_language        (const char *code) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantFormSheet, passant_form_sheet_free)

G_END_DECLS
