/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"

G_BEGIN_DECLS

/* Writes @bytes to the file @path in one go: afterwards there is the whole of it, or what was there before. "-" is standard
 * output; the command then answers nothing else. */
gboolean passant_document_write (PassantCommand *command,
                                 const char     *path,
                                 GBytes         *bytes,
                                 GError        **error);

G_END_DECLS
