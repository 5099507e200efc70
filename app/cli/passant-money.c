/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-money.h"

#include <glib/gi18n-lib.h>

#include "passant-error.h"

gboolean
passant_money_parse (const char *text,
                     gint64     *cents_out,
                     GError    **error)
{
  const char *dot = strpbrk (text, ".,");

  if (!g_regex_match_simple ("^[0-9]{1,7}([.,][0-9]{1,2})?$", text, G_REGEX_DOLLAR_ENDONLY, 0)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("“%s” is no amount; write 45 or 45.00"), text);
    return FALSE;
  }

  *cents_out = g_ascii_strtoll (text, NULL, 10) * 100;
  if (dot)
    *cents_out += g_ascii_strtoll (dot + 1, NULL, 10) * (dot[2] ? 1 : 10);

  return TRUE;
}

char *
passant_money_format (gint64      cents,
                      const char *currency)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d %s", cents / 100, (int) (cents % 100),
                          currency);
}
