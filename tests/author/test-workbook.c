/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-workbook.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "passant-error.h"
#include "passant-test-form.h"
#include "passant-xlsform.h"

static PassantWorkbook *
open_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "xlsform", name, NULL);
  g_autoptr (GError) error = NULL;
  PassantWorkbook *workbook = passant_workbook_open (path, &error);

  g_assert_no_error (error);

  return workbook;
}

static void
assert_same (PassantWorkbook *left,
             PassantWorkbook *right)
{
  for (guint row = 0; row < passant_workbook_get_n_rows (left, 0); row++)
    for (guint column = 0; column < passant_workbook_get_n_columns (left, 0); column++)
      g_assert_cmpstr (passant_workbook_get_cell (left, 0, row, column), ==,
                       passant_workbook_get_cell (right, 0, row, column));
}

/* The same form, saved in both ways. */
static void
test_kinds (void)
{
  static const char * const twins[] = { "loop", "include", "specify_other", "yes_or_no_question" };

  for (guint i = 0; i < G_N_ELEMENTS (twins); i++) {
    g_autofree char *old_name = g_strdup_printf ("example_xls/%s.xls", twins[i]);
    g_autofree char *new_name = g_strdup_printf ("example_xls/%s.xlsx", twins[i]);
    g_autoptr (PassantWorkbook) old_one = open_fixture (old_name);
    g_autoptr (PassantWorkbook) new_one = open_fixture (new_name);

    g_assert_cmpuint (passant_workbook_get_n_rows (old_one, 0), >, 1);
    assert_same (old_one, new_one);
  }
}

static const PassantTestPart odd_parts[] = {
  { "xl/workbook.xml",
    "\357\273\277<?xml version='1.0'?><x:workbook xmlns:x='u' xmlns:r='v'><x:sheets>"
    "<x:sheet name='A &amp; B' sheetId='7' r:id='r9'/></x:sheets></x:workbook>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='r9' Type='t/worksheet' Target='/xl/odd/one.xml'/>"
    "<Relationship Id='r1' Type='t/styles' Target='styles.xml'/></Relationships>" },
  { "xl/sharedStrings.xml",
    "<sst><si><r><t>partly </t></r><r><rPr><b/></rPr><t>bold</t></r><rPh><t>no</t></rPh></si>"
    "</sst>" },
  { "xl/styles.xml",
    "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='[$-409]d\\ mmm'/>"
    "<numFmt numFmtId='171' formatCode='\"day\"0.0'/></numFmts><cellXfs><xf numFmtId='0'/>"
    "<xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/><xf numFmtId='21'/>"
    "</cellXfs></styleSheet>" },
  { "xl/odd/one.xml",
    "<worksheet><sheetData><row r='2'><c r='B2' t='s'><v>0</v></c><c><v>1.0</v></c>"
    "<c t='str'><f>A1</f><v>made</v></c><c t='b'><v>1</v></c><c t='inlineStr'><is><t> in </t></is>"
    "</c><c s='1'><v>46348</v></c><c s='2'><v>46348.5</v></c><c s='3'><v>0.1</v></c>"
    "<c s='4'><v>0.5</v></c><c t='e'><v>#N/A</v></c><c t='s'><v>99</v></c>"
    "<c><f>A1</f><v/></c><c t='str'><f>A1</f><v></v></c></row>"
    "<row><c t='inlineStr'><is><t>a_x000A_b\302\240</t></is></c></row></sheetData></worksheet>" },
  { NULL, NULL }
};

/* What programs write that are not Excel, and what Excel writes seldom. */
static void
test_odd (void)
{
  static const char * const cells[] = {
    NULL, "partly bold", "1", "made", "TRUE", "in", "2026-11-22", "2026-11-22T12:00:00", "0.1",
    "12:00:00", "#N/A", NULL, "#N/A", NULL
  };
  g_autofree char *path = passant_test_zip_write ("odd.xlsx", odd_parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantWorkbook) workbook = passant_workbook_open (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (passant_workbook_get_n_sheets (workbook), ==, 1);
  g_assert_cmpstr (passant_workbook_get_name (workbook, 0), ==, "A & B");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_cmpstr (passant_workbook_get_cell (workbook, 0, 1, i), ==, cells[i]);
  g_assert_cmpstr (passant_workbook_get_cell (workbook, 0, 2, 0), ==, "a\nb");
  g_assert_null (passant_workbook_get_cell (workbook, 0, 0, 0));
  g_assert_null (passant_workbook_get_cell (workbook, 0, 500, 500));
  g_remove (path);
}

static void
assert_refused (const char *bytes,
                gsize       length,
                const char *says)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "passant-refused-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  g_assert_null (passant_workbook_open (path, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  if (!strstr (error->message, says))
    g_error ("“%s” does not say “%s”", error->message, says);
  g_remove (path);
}

static void
test_refuses (void)
{
  static const char locked[] =
    "\320\317\021\340\241\261\032\341E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  g_autoptr (GError) error = NULL;

  assert_refused ("", 0, "not a spreadsheet");
  assert_refused ("type,name,label\n", 16, "not a spreadsheet");
  assert_refused ("<html><table>", 13, "not a spreadsheet");
  assert_refused ("PK\003\004 and no more", 16, "damaged");
  assert_refused ("PK\003\004mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 58,
                  "OpenDocument");
  assert_refused (locked, sizeof locked, "password");
  assert_refused ("\320\317\021\340\241\261\032\341 and no more", 21, "damaged");

  g_assert_null (passant_workbook_open ("/nowhere/at/all.xlsx", &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND);
}

/* A few kB that would be a hundred MB. */
static void
test_bomb (void)
{
  const gsize size = 100 * 1024 * 1024;
  g_autoptr (GConverter) packer =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
  g_autofree char *zeros = g_malloc0 (size);
  g_autoptr (GBytes) whole = g_bytes_new_static (zeros, size);
  g_autoptr (GBytes) packed = g_converter_convert_bytes (packer, whole, NULL);
  g_autoptr (GByteArray) bomb = g_byte_array_new ();
  guint8 local[30] = { 'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0 };
  guint8 entry[46] = { 'P', 'K', 1, 2, 20, 0, 20, 0, 0, 0, 8, 0 };
  guint8 end[22] = { 'P', 'K', 5, 6, 0, 0, 0, 0, 1, 0, 1, 0 };
  const char *name = "xl/workbook.xml";
  guint length = g_bytes_get_size (packed), at = 30 + strlen (name) + length;

  local[26] = entry[28] = strlen (name);
  for (guint i = 0; i < 4; i++) {
    entry[20 + i] = length >> (8 * i);
    end[16 + i] = at >> (8 * i);
  }
  g_byte_array_append (bomb, local, sizeof local);
  g_byte_array_append (bomb, (const guint8 *) name, strlen (name));
  g_byte_array_append (bomb, g_bytes_get_data (packed, NULL), length);
  g_byte_array_append (bomb, entry, sizeof entry);
  g_byte_array_append (bomb, (const guint8 *) name, strlen (name));
  g_byte_array_append (bomb, end, sizeof end);
  assert_refused ((const char *) bomb->data, bomb->len, "too big");
}

/* Cut short or with a byte changed anywhere, a workbook is read or refused, and that is all. */
static void
spoil (const char *fixture,
       guint       times)
{
  const char *asked = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = asked ? (guint32) g_ascii_strtoull (asked, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "fixtures", "xlsform", fixture, NULL);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "passant-spoilt-XXXXXX", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  int fd = g_mkstemp (path);

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  for (guint i = 0; i < times; i++) {
    g_autofree char *spoilt = g_memdup2 (bytes, length);
    gsize left = i % 2 ? length : (gsize) g_rand_int_range (rand, 0, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantWorkbook) workbook = NULL;

    for (guint n = 0; n < 4; n++)
      spoilt[g_rand_int_range (rand, 0, length)] = (char) g_rand_int (rand);
    g_assert_true (g_file_set_contents (path, spoilt, left, NULL));
    workbook = passant_workbook_open (path, &error);
    g_assert_true ((workbook != NULL) != (error != NULL));
  }
  g_remove (path);
}

static void
test_spoilt (void)
{
  spoil ("example_xls/tutorial.xls", 200);
  spoil ("example_xls/specify_other.xlsx", 300);
}

static char *
import (const char *form,
        GPtrArray  *problems)
{
  g_autofree char *path = passant_test_form_write ("corner.xlsx", form);
  char *json = passant_xlsform_to_json (path, problems, NULL);

  g_remove (path);

  return json;
}

/* One cell in a far corner must not take the importer through all that lies between; a sheet that is full up to there is
 * no form. */
static void
test_far_corner (void)
{
  g_autoptr (GString) form = g_string_new ("survey\ntype | name | label");
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autofree char *sparse = NULL;
  g_autofree char *full = NULL;
  PassantProblem *last;

  for (guint i = 3; i < 1000; i++)
    g_string_append_printf (form, " | mine_%u", i);
  g_string_append (form, "\ntext | near | Q");
  for (guint i = 0; i < 20000; i++)
    g_string_append (form, "\n |");
  g_string_append (form, "\ntext | far | Q");
  sparse = import (form->str, problems);
  g_assert_nonnull (sparse);
  g_assert_nonnull (strstr (sparse, "\"far\""));

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (form, "\ntext | q%u | Q", i);
  g_ptr_array_set_size (problems, 0);
  full = import (form->str, problems);
  g_assert_null (full);
  last = g_ptr_array_index (problems, problems->len - 1);
  g_assert_cmpstr (last->code, ==, "sheet-too-large");
  g_assert_cmpint (last->line, ==, 24003);
  g_assert_cmpint (last->column, ==, 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook/reads-both-kinds-alike", test_kinds);
  g_test_add_func ("/workbook/reads-what-programs-write-seldom", test_odd);
  g_test_add_func ("/workbook/refuses-with-a-sentence", test_refuses);
  g_test_add_func ("/workbook/refuses-what-unpacks-too-big", test_bomb);
  g_test_add_func ("/workbook/stands-what-is-spoilt", test_spoilt);
  g_test_add_func ("/workbook/stays-out-of-blank-corners", test_far_corner);

  return g_test_run ();
}
