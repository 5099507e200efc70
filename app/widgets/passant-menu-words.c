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

/* GTK keeps the type of its items to itself. */
static gboolean
on_widget_mapped (GSignalInvocationHint *hint,
                  guint                  n_values,
                  const GValue          *values,
                  gpointer               data)
{
  GObject *widget = g_value_get_object (&values[0]);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (!g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    return G_SOURCE_CONTINUE;

  g_object_get (widget, "text", &text, NULL);
  words = dup_plain (text ? text : "");
  /* It says that its label names it, and hides the label. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  wrap (GTK_WIDGET (widget), words);

  return G_SOURCE_CONTINUE;
}

void
passant_menu_words_allow (void)
{
  static gulong hook = 0;
  gpointer widget_class = NULL;

  if (hook)
    return;

  /* The signal is only there once its class is. */
  widget_class = g_type_class_ref (GTK_TYPE_WIDGET);
  hook = g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_widget_mapped,
                                     NULL, NULL);
  g_type_class_unref (widget_class);
}
