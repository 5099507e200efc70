/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_SCANNER (passant_scanner_get_type ())

/**
 * PassantScanner:
 *
 * A dialog that reads one QR code or barcode, with the camera or from a picture in a file. It closes by itself when it has
 * one. With no camera, or none that may be used, it says so and leaves the picture; typing is its caller's. Nothing it sees
 * is kept.
 *
 * Signals:
 * - scanned (text: utf8): once; what the code says, never empty
 */
G_DECLARE_FINAL_TYPE (PassantScanner, passant_scanner, PASSANT, SCANNER, AdwDialog)

/* Whether this build can read codes: offer it only then. */
gboolean   passant_scanner_is_built (void);
/* @title: what is scanned, "Store code"; @words: what to point the camera at, a sentence. */
AdwDialog *passant_scanner_new      (const char *title,
                                     const char *words) G_GNUC_WARN_UNUSED_RESULT;
/* What to do without a camera, where there is nothing to type. */
void       passant_scanner_set_advice (PassantScanner *self,
                                       const char     *advice);

G_END_DECLS
