/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A script as JSON. */

#include "passant-fuzz.h"

#include "passant-script.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_script_compile ((const char *) data, size, problems,
                                                             &error);

  g_assert_true ((script == NULL) == (error != NULL));
  passant_fuzz_check_problems (problems, script == NULL);

  return 0;
}
