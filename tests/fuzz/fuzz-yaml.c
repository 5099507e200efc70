/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A script as people write it: a file of YAML. */

#include "passant-fuzz.h"

#include "passant-source.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = NULL;

  /* Workbooks are another's. */
  if (size > 1 && (data[0] == 'P' || data[0] == 0xd0 || data[0] == 0x09))
    return 0;

  script = passant_source_compile (passant_fuzz_file (data, size), problems, &error);
  g_assert_true ((script == NULL) == (error != NULL));
  passant_fuzz_check_problems (problems, script == NULL);

  return 0;
}
