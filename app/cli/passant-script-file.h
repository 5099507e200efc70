/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-script.h"

G_BEGIN_DECLS

/* The script that @name says: a file of any kind that scripts are written in, or else the hash of a published one, at least
 * its first 8 characters, in the desk's store. Problems of a file are told on standard error. */
PassantScript *passant_script_file_load (PassantCommand *command,
                                         const char     *name,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
