/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form as a spreadsheet: an .xlsx or .xls file, or the parts of an .xlsx to be put together. */

#include "passant-fuzz.h"

#include "passant-script.h"
#include "passant-workbook.h"
#include "passant-xlsform.h"

#include <string.h>

static void
import (const guint8 *data,
        gsize         size)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantWorkbook) workbook = passant_workbook_read (data, size, &error);
  g_autoptr (PassantScript) script = NULL;
  g_autofree char *json = NULL;

  g_assert_true ((workbook == NULL) == (error != NULL));
  if (!workbook)
    return;

  json = passant_xlsform_to_json (passant_fuzz_file (data, size), problems, &error);
  passant_fuzz_check_problems (problems, json == NULL && !error);
  if (!json)
    return;

  script = passant_script_compile (json, -1, NULL, &error);
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GByteArray) archive = NULL;

  /* What is older than these is read by another's library, which is kept in a process of its own. */
  if (size >= 4 && (memcmp (data, "PK\003\004", 4) == 0 ||
                    memcmp (data, "\320\317\021\340", 4) == 0)) {
    import (data, size);
    return 0;
  }

  archive = passant_fuzz_archive ((const char *) data, size);
  import (archive->data, archive->len);

  return 0;
}
