/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label that takes as many lines as it needs and no more, from the start of the line. @style: a CSS class or NULL. */
GtkWidget *passant_label_new (const char *text,
                              const char *style) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
