/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a command ends with. */
enum {
  PASSANT_HUB_EXIT_OK,
  PASSANT_HUB_EXIT_FAILED,
  PASSANT_HUB_EXIT_USAGE,
};

/* One verb, one file. @args begins with the verb itself. */
int passant_hub_init   (char **args);
int passant_hub_serve  (char **args);
int passant_hub_enrol  (char **args);
int passant_hub_revoke (char **args);
int passant_hub_check  (char **args);
int passant_hub_renew  (char **args);

/* Reads @options; prints the way out and gives FALSE, with the exit code in @exit_code, when the command ends here. */
gboolean passant_hub_read_options (char             **args,
                                   const char        *summary,
                                   const GOptionEntry options[],
                                   int               *exit_code);
/* Prints "passant-hub VERB: MESSAGE". */
int      passant_hub_complain     (const char *verb,
                                   int         exit_code,
                                   const char *message);

G_END_DECLS
