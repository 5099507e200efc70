/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-test-form.h"

#include <string.h>

static void
append16 (GByteArray *bytes,
          guint       number)
{
  guint8 data[] = { number & 0xff, number >> 8 & 0xff };

  g_byte_array_append (bytes, data, sizeof data);
}

static void
append32 (GByteArray *bytes,
          guint       number)
{
  append16 (bytes, number & 0xffff);
  append16 (bytes, number >> 16);
}

/* What a local header and an entry of the directory have alike. */
static void
append_member (GByteArray            *bytes,
               const PassantTestPart *part)
{
  append16 (bytes, 20);
  append16 (bytes, 0);
  append16 (bytes, 0);
  append32 (bytes, 0);
  append32 (bytes, 0);
  append32 (bytes, strlen (part->text));
  append32 (bytes, strlen (part->text));
  append16 (bytes, strlen (part->name));
  append16 (bytes, 0);
}

char *
passant_test_zip_write (const char            *name,
                        const PassantTestPart *parts)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  g_autofree char *file = g_strdup_printf ("passant-%d-%s", g_random_int_range (0, G_MAXINT), name);
  char *path = g_build_filename (g_get_tmp_dir (), file, NULL);
  guint n = 0;

  for (; parts[n].name; n++) {
    guint offset = bytes->len;

    g_byte_array_append (bytes, (const guint8 *) "PK\003\004", 4);
    append_member (bytes, &parts[n]);
    g_byte_array_append (bytes, (const guint8 *) parts[n].name, strlen (parts[n].name));
    g_byte_array_append (bytes, (const guint8 *) parts[n].text, strlen (parts[n].text));

    g_byte_array_append (directory, (const guint8 *) "PK\001\002\024\000", 6);
    append_member (directory, &parts[n]);
    append16 (directory, 0);
    append16 (directory, 0);
    append16 (directory, 0);
    append32 (directory, 0);
    append32 (directory, offset);
    g_byte_array_append (directory, (const guint8 *) parts[n].name, strlen (parts[n].name));
  }

  {
    guint offset = bytes->len;

    g_byte_array_append (bytes, directory->data, directory->len);
    g_byte_array_append (bytes, (const guint8 *) "PK\005\006\000\000\000\000", 8);
    append16 (bytes, n);
    append16 (bytes, n);
    append32 (bytes, directory->len);
    append32 (bytes, offset);
    append16 (bytes, 0);
  }
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));

  return path;
}

static void
append_row (GString    *sheet,
            const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "|", -1);

  g_string_append (sheet, "<row>");
  for (guint i = 0; cells[i]; i++) {
    g_autofree char *escaped = NULL;

    g_strstrip (cells[i]);
    escaped = g_markup_escape_text (cells[i], -1);
    {
      g_auto (GStrv) lines = g_strsplit (escaped, "\\n", -1);
      g_autofree char *text = g_strjoinv ("\n", lines);

      g_string_append_printf (sheet, "<c t=\"inlineStr\"><is><t>%s</t></is></c>", text);
    }
  }
  g_string_append (sheet, "</row>");
}

static void
end_sheet (GArray    *parts,
           GString   *sheet,
           GPtrArray *names)
{
  PassantTestPart part;

  if (names->len == 0)
    return;
  g_string_append (sheet, "</sheetData></worksheet>");
  part.name = g_strdup_printf ("xl/worksheets/sheet%u.xml", names->len);
  part.text = g_strdup (sheet->str);
  g_array_append_val (parts, part);
}

static void
clear_part (gpointer data)
{
  PassantTestPart *part = data;

  g_free ((char *) part->name);
  g_free ((char *) part->text);
}

static void
add_workbook (GArray    *parts,
              GPtrArray *names)
{
  g_autoptr (GString) workbook = g_string_new ("<workbook><sheets>");
  g_autoptr (GString) relations = g_string_new ("<Relationships>");
  PassantTestPart part;

  for (guint i = 1; i <= names->len; i++) {
    g_string_append_printf (workbook, "<sheet name=\"%s\" sheetId=\"%u\" r:id=\"r%u\"/>",
                            (char *) g_ptr_array_index (names, i - 1), 40 + i, i);
    g_string_append_printf (relations, "<Relationship Id=\"r%u\" Type=\"x/worksheet\" "
                            "Target=\"worksheets/sheet%u.xml\"/>", i, i);
  }
  g_string_append (workbook, "</sheets></workbook>");
  g_string_append (relations, "</Relationships>");
  part = (PassantTestPart) { g_strdup ("xl/workbook.xml"), g_strdup (workbook->str) };
  g_array_append_val (parts, part);
  part = (PassantTestPart) { g_strdup ("xl/_rels/workbook.xml.rels"), g_strdup (relations->str) };
  g_array_append_val (parts, part);
}

char *
passant_test_form_write (const char *name,
                         const char *text)
{
  g_autoptr (GArray) parts = g_array_new (TRUE, TRUE, sizeof (PassantTestPart));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) sheet = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_array_set_clear_func (parts, clear_part);
  for (guint i = 0; lines[i]; i++) {
    if (!strchr (lines[i], '|') && *lines[i]) {
      end_sheet (parts, sheet, names);
      g_ptr_array_add (names, g_strdup (lines[i]));
      g_string_assign (sheet, "<worksheet><sheetData>");
    } else if (names->len > 0) {
      append_row (sheet, lines[i]);
    }
  }
  end_sheet (parts, sheet, names);
  add_workbook (parts, names);

  return passant_test_zip_write (name, (const PassantTestPart *) (gpointer) parts->data);
}
