/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

typedef void (*Visit) (PassantXlsform     *self,
                       PassantXlsformNode *node,
                       gboolean           *changed);

static void
visit_all (PassantXlsform     *self,
           PassantXlsformNode *node,
           Visit               visit,
           gboolean           *changed)
{
  for (guint i = 0; i < node->children->len; i++) {
    PassantXlsformNode *child = g_ptr_array_index (node->children, i);

    visit (self, child, changed);
    visit_all (self, child, visit, changed);
  }
}

/* Every ${name} of a cell, wherever it stands, and the last name of a path. */
static void
mark_names (PassantXlsform *self,
            const char     *text)
{
  for (const char *mark = strpbrk (text, "${/"); mark; mark = strpbrk (mark + 1, "${/")) {
    const char *begin = mark + strspn (mark, "${/ ");
    gsize length = strcspn (begin, "}/ ()=<>!,+*");
    g_autofree char *name = g_strndup (begin, length);
    GPtrArray *nodes = g_hash_table_lookup (self->names, name);

    for (guint i = 0; nodes && i < nodes->len; i++)
      ((PassantXlsformNode *) g_ptr_array_index (nodes, i))->is_referred = TRUE;
  }
}

static void
mark_table (PassantXlsform      *self,
            PassantXlsformTable *table)
{
  if (!table)
    return;

  for (guint row = passant_xlsform_table_next (table, table->header); row < table->n_rows;
       row = passant_xlsform_table_next (table, row))
    for (guint column = 0; column < table->columns->len; column++) {
      const char *text = passant_xlsform_get_raw (table, row, column);

      if (text && strpbrk (text, "$/"))
        mark_names (self, text);
    }
}

static void
drop (PassantXlsform     *self,
      PassantXlsformNode *node,
      PassantSeverity     severity,
      const char         *code,
      const char         *format)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "type", &column);
  g_autofree char *message = NULL;
  g_auto (GStrv) parts = g_strsplit (format, "@", 2);

  message = g_strconcat (parts[0], text, parts[1], NULL);
  passant_xlsform_report (self, severity, code, self->survey, node->row, column, "%s", message);
  node->is_dropped = TRUE;
}

/* What no guest is asked. */
static void
sift_kind (PassantXlsform     *self,
           PassantXlsformNode *node,
           gboolean           *changed)
{
  switch (node->type.kind) {
  case PASSANT_XLSFORM_META:
    drop (self, node, PASSANT_SEVERITY_NOTE, "metadata",
          "“@” is of the device and not asked: visits say who made them, where and when");
    break;

  case PASSANT_XLSFORM_START:
  case PASSANT_XLSFORM_TODAY:
    if (!node->is_referred)
      drop (self, node, PASSANT_SEVERITY_NOTE, "metadata",
            "“@” is left out: nothing looks at it, and visits say when they were");
    break;

  case PASSANT_XLSFORM_DATA:
    drop (self, node, PASSANT_SEVERITY_WARNING, "data-left-out",
          "“@” is a file beside the form, which is not read; write what is needed into “choices”");
    break;

  case PASSANT_XLSFORM_INCLUDE:
    drop (self, node, PASSANT_SEVERITY_WARNING, "include-left-out",
          "“@” means another form, which is not read; copy its rows to this place");
    break;

  case PASSANT_XLSFORM_CALCULATE:
    if (!passant_xlsform_get (self, self->survey, node->row, "calculation", NULL) &&
        !passant_xlsform_get (self, self->survey, node->row, "default", NULL))
      drop (self, node, PASSANT_SEVERITY_WARNING, "missing-calculation",
            "This “@” has nothing to work out and is left out; fill in “calculation”");
    break;

  default:
    break;
  }
}

/* What is worked out in a way that cannot be said here is not there, nor what is worked out of that. */
static void
sift_calculation (PassantXlsform     *self,
                  PassantXlsformNode *node,
                  gboolean           *changed)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "calculation", &column);
  g_autofree char *told = NULL;
  g_autofree char *reason = NULL;
  gboolean is_error;

  if ((node->type.kind != PASSANT_XLSFORM_CALCULATE && node->type.kind != PASSANT_XLSFORM_HIDDEN) ||
      node->is_dropped || !text)
    return;

  told = passant_xlsform_rewrite (self, node, text, PASSANT_EXPRESSION_PLAIN, &is_error, &reason);
  if (told)
    return;
  if (is_error)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "bad-expression", self->survey, node->row,
                            column, "“%s” cannot be read: %s", text, reason);
  else
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "calculate-left-out", self->survey,
                            node->row, column, "“%s” is left out, and with it every condition that "
                            "looks at it: %s", node->name, reason);
  node->is_dropped = TRUE;
  *changed = TRUE;
}

void
passant_xlsform_sift_nodes (PassantXlsform *self)
{
  gboolean changed = FALSE;

  mark_table (self, self->survey);
  mark_table (self, self->choices);
  visit_all (self, self->root, sift_kind, &changed);
  do {
    changed = FALSE;
    visit_all (self, self->root, sift_calculation, &changed);
  } while (changed);
}
