/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each file that is named, as JSON on a line of its own. */

#include "passant-source.h"

#include <stdio.h>

int
main (int    argc,
      char **argv)
{
  for (int i = 1; i < argc; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *json = passant_source_to_json (argv[i], NULL, &error);

    g_assert_no_error (error);
    puts (json);
  }

  return 0;
}
