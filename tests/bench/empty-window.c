/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

/* The floor that the app's start is measured against: a window of libadwaita with nothing in it. */

static void
on_activate_cb (GtkApplication *application,
                gpointer        user_data)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 720);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new ("io.github.passant_survey.Empty",
                                                                G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
