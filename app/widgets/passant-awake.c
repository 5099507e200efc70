/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-awake.h"

#include <glib/gi18n-lib.h>

guint
passant_awake_hold (GtkWidget *widget)
{
  GApplication *application = g_application_get_default ();
  GtkRoot *root = gtk_widget_get_root (widget);

  if (!GTK_IS_APPLICATION (application))
    return 0;

  return gtk_application_inhibit (GTK_APPLICATION (application),
                                  GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                  GTK_APPLICATION_INHIBIT_SUSPEND,
                                  /* Translators: why the device does not go to sleep; the system may show it. */
                                  _("Something is being timed"));
}

void
passant_awake_release (guint cookie)
{
  GApplication *application = g_application_get_default ();

  if (cookie > 0 && GTK_IS_APPLICATION (application))
    gtk_application_uninhibit (GTK_APPLICATION (application), cookie);
}
