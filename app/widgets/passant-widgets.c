/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-widgets.h"

#include "passant-menu-words.h"
#include "passant-second-line.h"

void
passant_widgets_init (void)
{
  static gboolean done = FALSE;
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
  passant_second_line_allow ();
  passant_menu_words_allow ();
}
