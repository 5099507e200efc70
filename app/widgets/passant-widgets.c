/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-widgets.h"

#include "passant-menu-words.h"
#include "passant-second-line.h"

/* What GTK and libadwaita leave out, of all that comes on the screen. */
static gboolean
on_widget_mapped (GSignalInvocationHint *hint,
                  guint                  n_values,
                  const GValue          *values,
                  gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  passant_second_line_allow (widget);
  passant_menu_words_give (widget);

  return G_SOURCE_CONTINUE;
}

void
passant_widgets_init (void)
{
  static gboolean done = FALSE;
  g_autoptr (GTypeClass) widget_class = NULL;
  g_autoptr (GtkCssProvider) style = NULL;
  GdkDisplay *display = gdk_display_get_default ();

  if (done || !display)
    return;

  done = TRUE;
  g_type_ensure (PASSANT_TYPE_AFFECT_GRID);
  g_type_ensure (PASSANT_TYPE_AGO_PICKER);
  g_type_ensure (PASSANT_TYPE_FACE);
  g_type_ensure (PASSANT_TYPE_JOURNEY_STRIP);
  g_type_ensure (PASSANT_TYPE_MARKDOWN);
  g_type_ensure (PASSANT_TYPE_QUESTION_CARD);
  g_type_ensure (PASSANT_TYPE_SYNC_LIGHT);

  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/passant/widgets/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  /* The signal is only there once its class is. */
  widget_class = g_type_class_ref (GTK_TYPE_WIDGET);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_widget_mapped, NULL,
                              NULL);
}
