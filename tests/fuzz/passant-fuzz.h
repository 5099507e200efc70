/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What libFuzzer calls with whatever it came up with. */
int         LLVMFuzzerTestOneInput (const guint8 *data,
                                    gsize         size);

/* A file that holds @data until the next call, and is nowhere on a disk. */
const char *passant_fuzz_file      (const guint8 *data,
                                    gsize         size);

/* A zip archive of the parts in @text, each behind a line "%%name"; nothing is packed, so that what is changed in a part is
 * what is read. */
GByteArray *passant_fuzz_archive   (const char *text,
                                    gsize       size) G_GNUC_WARN_UNUSED_RESULT;

/* Ends the program, which libFuzzer takes for a find, unless the problems that were told say all they must. */
void        passant_fuzz_check_problems (GPtrArray *problems,
                                         gboolean   is_needed);

G_END_DECLS
