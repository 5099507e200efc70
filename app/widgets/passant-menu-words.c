/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-menu-words.h"

/* An underscore marks the letter to press; two of them are one. */
static char *
dup_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = text; *at; at++) {
    if (*at == '_' && at[1] == '_')
      at++;
    else if (*at == '_')
      continue;
    g_string_append_c (plain, *at);
  }

  return g_string_free (plain, FALSE);
}

static void
wrap (GtkWidget  *item,
      const char *words)
{
  for (GtkWidget *child = gtk_widget_get_first_child (item);
       child; child = gtk_widget_get_next_sibling (child)) {
    if (!GTK_IS_LABEL (child) || !g_str_equal (gtk_label_get_text (GTK_LABEL (child)), words))
      continue;

    gtk_label_set_xalign (GTK_LABEL (child), 0);
    gtk_label_set_wrap (GTK_LABEL (child), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD);
    gtk_label_set_natural_wrap_mode (GTK_LABEL (child), GTK_NATURAL_WRAP_NONE);
  }
}

void
passant_menu_words_give (GtkWidget *widget)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  /* GTK keeps the type of its items to itself. */
  if (!g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    return;

  g_object_get (widget, "text", &text, NULL);
  words = dup_plain (text ? text : "");
  /* It says that its label names it, and hides the label. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  wrap (widget, words);
}
