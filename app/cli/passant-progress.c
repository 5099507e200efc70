/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-progress.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#define WIPE "\r\033[K"

void
passant_progress_show (const char *title,
                       guint       done,
                       guint       total)
{
  if (!isatty (STDERR_FILENO))
    return;

  if (total)
    g_printerr (WIPE "%s %u/%u", title, done, total);
  else
    g_printerr (WIPE "%s …", title);
}

void
passant_progress_clear (void)
{
  if (isatty (STDERR_FILENO))
    g_printerr (WIPE);
}
