/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads "45", "45.00" or "45,5" as cents. Never through a floating-point number. */
gboolean passant_money_parse (const char *text,
                              gint64     *cents_out,
                              GError    **error);
/* "45.00 EUR" */
char    *passant_money_format (gint64      cents,
                               const char *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
