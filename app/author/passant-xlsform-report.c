/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

/* More than anybody reads. */
#define PROBLEMS_MAX 5000

void
passant_xlsform_report (PassantXlsform      *self,
                        PassantSeverity      severity,
                        const char          *code,
                        PassantXlsformTable *table,
                        guint                row,
                        int                  column,
                        const char          *format,
                        ...)
{
  PassantProblem *problem;
  va_list arguments;

  if (self->problems->len >= PROBLEMS_MAX && severity != PASSANT_SEVERITY_ERROR)
    return;

  problem = g_new0 (PassantProblem, 1);
  va_start (arguments, format);
  problem->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  problem->severity = severity;
  problem->path = g_strdup ("");
  problem->code = g_strdup (code);
  if (table) {
    problem->sheet = g_strdup (table->name);
    problem->line = row + 1;
    problem->column = column + 1;
  }
  g_ptr_array_add (self->problems, problem);
}

void
passant_xlsform_set_origin (PassantXlsform      *self,
                            yyjson_mut_val      *value,
                            PassantXlsformTable *table,
                            guint                row,
                            int                  column)
{
  PassantXlsformCell *cell = g_new (PassantXlsformCell, 1);

  *cell = (PassantXlsformCell) { table, row, column };
  g_hash_table_replace (self->origins, value, cell);
}

void
passant_xlsform_add (PassantXlsform      *self,
                     yyjson_mut_val      *object,
                     const char          *key,
                     yyjson_mut_val      *value,
                     PassantXlsformTable *table,
                     guint                row,
                     int                  column)
{
  yyjson_mut_obj_add (object, yyjson_mut_strcpy (self->doc, key), value);
  if (table)
    passant_xlsform_set_origin (self, value, table, row, column);
}

void
passant_xlsform_add_string (PassantXlsform      *self,
                            yyjson_mut_val      *object,
                            const char          *key,
                            const char          *text,
                            PassantXlsformTable *table,
                            guint                row,
                            int                  column)
{
  passant_xlsform_add (self, object, key, yyjson_mut_strcpy (self->doc, text), table, row, column);
}
