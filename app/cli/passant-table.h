/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_COLUMN_TEXT,   /* const char * */
  PASSANT_COLUMN_NUMBER, /* gint64 */
  PASSANT_COLUMN_TIME,   /* gint64, Unix milliseconds; 0 is none */
  PASSANT_COLUMN_FLAG,   /* gint64: whether it is so */
} PassantColumnKind;

typedef struct {
  const char       *key;   /* in JSON */
  const char       *title; /* for a reader; NULL: in JSON only */
  PassantColumnKind kind;
} PassantColumn;

/**
 * PassantTable:
 *
 * Rows for a reader or a program: columns set out with spaces, or an array of objects in the command's JSON.
 */
typedef struct _PassantTable PassantTable;

/* @columns ends with a NULL key and is borrowed. */
PassantTable *passant_table_new   (const PassantColumn *columns) G_GNUC_WARN_UNUSED_RESULT;
void          passant_table_free  (PassantTable *self);
/* One row: a value per column, of the column's type (a number as gint64). */
void          passant_table_add   (PassantTable *self,
                                   ...);
guint         passant_table_count (PassantTable *self);
/* Says the rows, or @empty when there are none; in JSON an array under @key. */
void          passant_table_print (PassantTable   *self,
                                   PassantCommand *command,
                                   const char     *key,
                                   const char     *empty);

/* "2026-11-22 14:05" in this desk's time, or "–" for 0. */
char         *passant_table_dup_time (gint64 ms) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantTable, passant_table_free)

G_END_DECLS
