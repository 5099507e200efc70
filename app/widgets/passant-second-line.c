/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-second-line.h"

#include <string.h>

#define TITLE_LINES_MAX 2
#define BUTTON_LINES_MAX 4
#define RTL_CHARS_MAX 12

/* The words of a button that may shrink: GTK would cut them off with an ellipsis. */
static gboolean
is_in_shrinking_button (GtkLabel *label)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (label));

  return GTK_IS_BUTTON (parent) && gtk_button_get_can_shrink (GTK_BUTTON (parent));
}

/* The title in a header bar, libadwaita's or one of our own, which is cut off too. One word stays whole. */
static gboolean
is_title (GtkLabel *label)
{
  return gtk_widget_has_css_class (GTK_WIDGET (label), "title")
         && gtk_widget_get_ancestor (GTK_WIDGET (label), ADW_TYPE_HEADER_BAR)
         && strchr (gtk_label_get_text (label), ' ');
}

static void
wrap (GtkLabel *label,
      int       lines)
{
  gtk_label_set_single_line_mode (label, FALSE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  /* Unless somebody knows better how many there is room for. */
  if (gtk_label_get_lines (label) < 0)
    gtk_label_set_lines (label, lines);
}

/* libadwaita 1.7 puts a button that would like to be wider than a whole line of its wrap box beside that box, where one
 * reads from right to left: there it likes to be no wider than fits with large letters. */
static void
keep_in_line (GtkLabel *label)
{
  if (gtk_widget_get_direction (GTK_WIDGET (label)) != GTK_TEXT_DIR_RTL
      || !gtk_widget_get_ancestor (GTK_WIDGET (label), ADW_TYPE_WRAP_BOX))
    return;

  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_INHERIT);
  gtk_label_set_max_width_chars (label, RTL_CHARS_MAX);
}

void
passant_second_line_allow (GtkWidget *widget)
{
  GtkLabel *label = GTK_IS_LABEL (widget) ? GTK_LABEL (widget) : NULL;

  if (!label)
    return;

  /* GTK may ask for an ellipsis once more after this, which counts from the last line on. */
  if (!gtk_label_get_wrap (label) && is_in_shrinking_button (label))
    wrap (label, BUTTON_LINES_MAX);
  else if (!gtk_label_get_wrap (label) && is_title (label))
    wrap (label, TITLE_LINES_MAX);
  keep_in_line (label);
}
