/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

G_BEGIN_DECLS

/* Reads what a person wrote: a script file, JSON or YAML, through libfyaml, which keeps each node's place. The compiled
 * script's text is the file's content as compact JSON with keys in the author's order. Problems carry line and column,
 * those of syntax and doubled keys too. Linked by the CLI only, not by the app. */
PassantScript *passant_source_compile (const char *path,
                                       GPtrArray  *problems,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and looks at a script that compiles as passant_check_script() does: its warnings then are among @problems, each
 * with its place, and the script is there. */
PassantScript *passant_source_check   (const char *path,
                                       GPtrArray  *problems,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Any file a person wrote as compact JSON text, with the same syntax problems. */
char          *passant_source_to_json (const char *path,
                                       GPtrArray  *problems,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
