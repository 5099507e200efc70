/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PASSANT_THUMBNAIL_PX 64

/* A photo in small, read in its own time; until then, and when it cannot be read, a sign for one.
 * @path: NULL when there is no file; @name: for a screen reader. */
GtkWidget *passant_thumbnail_new (const char *path,
                                  const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
