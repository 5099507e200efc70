/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

/* One item a row: name, label (what is asked), list_name (of the sheet “choices”), correct (one of them) and why. */
static yyjson_mut_val *
make_item (PassantXlsform *self,
           guint           row)
{
  PassantXlsformTable *quiz = self->quiz;
  yyjson_mut_val *item = yyjson_mut_obj (self->doc);
  int column;
  const char *name = passant_xlsform_get (self, quiz, row, "name", &column);
  const char *text;
  PassantXlsformList *list;

  passant_xlsform_set_origin (self, item, quiz, row, -1);
  if (name)
    passant_xlsform_add_string (self, item, "id", name, quiz, row, column);
  passant_xlsform_add_text (self, item, "prompt", quiz, row, "label", NULL);

  text = passant_xlsform_get (self, quiz, row, "list_name", &column);
  list = text ? g_hash_table_lookup (self->lists, text) : NULL;
  if (list)
    passant_xlsform_add (self, item, "choices",
                         passant_xlsform_make_choices (self, list, FALSE, NULL), quiz, row,
                         column);
  else if (text)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "unknown-list", quiz, row, column,
                            "There is no list “%s” in the sheet “choices”; add its choices there",
                            text);
  text = passant_xlsform_get (self, quiz, row, "correct", &column);
  if (text)
    passant_xlsform_add_string (self, item, "correct", text, quiz, row, column);
  passant_xlsform_add_text (self, item, "why", quiz, row, "why", NULL);

  return item;
}

void
passant_xlsform_add_quiz (PassantXlsform *self,
                          yyjson_mut_val *root)
{
  yyjson_mut_val *items;

  if (!self->quiz || self->quiz->n_rows <= self->quiz->header + 1)
    return;

  items = yyjson_mut_arr (self->doc);
  passant_xlsform_add (self, root, "quiz", items, self->quiz, self->quiz->header, -1);
  for (guint row = passant_xlsform_table_next (self->quiz, self->quiz->header);
       row < self->quiz->n_rows;
       row = passant_xlsform_table_next (self->quiz, row))
    yyjson_mut_arr_append (items, make_item (self, row));
}
