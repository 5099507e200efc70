/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-cover.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-settings.h"

/**
 * PassantCover:
 *
 * A dull shopping list that works: lines can be ticked, added and cleared. Nothing on it comes from the study but the lines
 * that its author made for this page. Who holds it knows how it is left: the window looks after that but for the word.
 *
 * Signals:
 * - returned (): the line that was typed is the word that brings the guest back. It is not kept.
 */
struct _PassantCover {
  AdwBin               parent_instance;

  PassantShoppingList *list;

  GtkBox              *lines_box;
  GtkLabel            *hint_label;
  GtkEntry            *entry;
};

G_DEFINE_FINAL_TYPE (PassantCover, passant_cover, ADW_TYPE_BIN)

typedef enum {
  RETURNED,
} PassantCoverSignals;

static guint signals[RETURNED + 1];

static void
strike (GtkCheckButton *check)
{
  GtkWidget *label = gtk_check_button_get_child (check);

  if (gtk_check_button_get_active (check))
    gtk_widget_add_css_class (label, "passant-ticked");
  else
    gtk_widget_remove_css_class (label, "passant-ticked");
}

static void
on_toggled_cb (GtkCheckButton *check,
               gpointer        user_data)
{
  PassantCover *self = PASSANT_COVER (gtk_widget_get_ancestor (GTK_WIDGET (check),
                                                               PASSANT_TYPE_COVER));

  passant_shopping_list_tick (self->list, GPOINTER_TO_UINT (user_data),
                              gtk_check_button_get_active (check));
  strike (check);
}

static GtkWidget *
new_line (const PassantShoppingLine *line,
          guint                      index)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), passant_label_new (line->text, NULL));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), line->is_ticked);
  gtk_widget_add_css_class (check, "passant-shopping-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  line->text, -1);
  strike (GTK_CHECK_BUTTON (check));
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled_cb), GUINT_TO_POINTER (index));

  return check;
}

static void
show_lines (PassantCover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines_box))))
    gtk_box_remove (self->lines_box, child);

  for (guint i = 0; i < passant_shopping_list_get_length (self->list); i++)
    gtk_box_append (self->lines_box,
                    new_line (passant_shopping_list_get_line (self->list, i), i));
}

static const char *
describe_return (PassantReturnGesture gesture)
{
  switch (gesture) {
  case PASSANT_RETURN_BY_SWIPE:
    return _("Swipe down from the title to go back");
  case PASSANT_RETURN_BY_TAPS:
    return _("Tap the title three times to go back");
  case PASSANT_RETURN_BY_WORD:
    return _("Add your word to go back");
  case PASSANT_RETURN_BY_HOLD:
  default:
    return _("Hold the title to go back");
  }
}

/* Told until the guest has done it once; every app has such a line. */
static void
show_hint (PassantCover *self)
{
  GSettings *settings = passant_settings_get ();

  gtk_label_set_label (self->hint_label, describe_return (passant_settings_get_return (settings)));
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label),
                          !g_settings_get_boolean (settings, "returned-once"));
}

static gboolean
is_the_word (const char *text)
{
  GSettings *settings = passant_settings_get ();
  g_autofree char *word = g_settings_get_string (settings, "return-word");
  g_autofree char *said = g_utf8_casefold (text, -1);
  g_autofree char *meant = g_utf8_casefold (word, -1);

  return passant_settings_get_return (settings) == PASSANT_RETURN_BY_WORD &&
         g_str_equal (g_strstrip (said), g_strstrip (meant));
}

static void
on_added_cb (PassantCover *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (is_the_word (text))
    g_signal_emit (self, signals[RETURNED], 0);
  else if (passant_shopping_list_add (self->list, text))
    show_lines (self);
}

static void
on_clear_clicked_cb (PassantCover *self)
{
  passant_shopping_list_clear (self->list);
  show_lines (self);
}

static void
passant_cover_dispose (GObject *object)
{
  PassantCover *self = PASSANT_COVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_COVER);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (passant_cover_parent_class)->dispose (object);
}

static void
passant_cover_class_init (PassantCoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_cover_dispose;

  signals[RETURNED] = g_signal_new ("returned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/passant/shopper/passant-cover.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantCover, lines_box);
  gtk_widget_class_bind_template_child (widget_class, PassantCover, hint_label);
  gtk_widget_class_bind_template_child (widget_class, PassantCover, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_added_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked_cb);
}

static void
passant_cover_init (PassantCover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
passant_cover_new (PassantShoppingList *list)
{
  PassantCover *self = g_object_new (PASSANT_TYPE_COVER, NULL);

  self->list = g_object_ref (list);
  passant_cover_show (self);

  return GTK_WIDGET (self);
}

/* Shows the list as it is now. */
void
passant_cover_show (PassantCover *self)
{
  g_return_if_fail (PASSANT_IS_COVER (self));

  show_lines (self);
  show_hint (self);
}
