/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-barcode.h"

/* Built without a reader of codes. */

gboolean
passant_barcode_is_built (void)
{
  return FALSE;
}

char *
passant_barcode_read (GdkPixbuf *pixbuf)
{
  return NULL;
}
