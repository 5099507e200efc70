/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-script.h"

G_BEGIN_DECLS

/* Walks @script in the terminal, as the guide leads: shows what a guest would see, reads answers from standard input, and
 * tells in the end what is missing and what it scores. Nothing is kept. The command ends with %PASSANT_EXIT_REFUSED unless
 * the visit was finished. */
gboolean passant_stroll_take (PassantScript  *script,
                              const char     *language,
                              PassantCommand *command,
                              GError        **error);

G_END_DECLS
