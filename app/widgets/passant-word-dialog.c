/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-word-dialog.h"

#include <glib/gi18n-lib.h>

#include "passant-affect-words.h"
#include "passant-affect.h"
#include "passant-face.h"

#define FACE_SIZE 36

struct _PassantWordDialog {
  AdwDialog   parent_instance;

  const char *word;
  GtkWidget  *box;
};

G_DEFINE_FINAL_TYPE (PassantWordDialog, passant_word_dialog, ADW_TYPE_DIALOG)

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_word_clicked_cb (PassantWordDialog *self,
                    GtkToggleButton   *chip)
{
  gboolean is_chosen = gtk_toggle_button_get_active (chip);

  g_signal_emit (self, signals[CHOSEN], 0,
                 is_chosen ? gtk_widget_get_name (GTK_WIDGET (chip)) : NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_word (PassantWordDialog    *self,
          AdwWrapBox           *row,
          const PassantFeeling *feeling)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (passant_affect_words_label (feeling->key));
  gboolean is_chosen = g_strcmp0 (feeling->key, self->word) == 0;

  gtk_widget_set_name (chip, feeling->key);
  gtk_widget_add_css_class (chip, "passant-chip");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), is_chosen);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_word_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_wrap_box_append (row, chip);
  if (is_chosen)
    adw_dialog_set_focus (ADW_DIALOG (self), chip);
}

static AdwWrapBox *
new_row (const char *name)
{
  GtkWidget *row = g_object_new (ADW_TYPE_WRAP_BOX,
                                 "child-spacing", 6,
                                 "line-spacing", 6,
                                 "hexpand", TRUE,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                 NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return ADW_WRAP_BOX (row);
}

/* A family is called after its basic feeling, and looks like it. */
static void
add_family (PassantWordDialog *self,
            const char        *family)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  AdwWrapBox *row = new_row (passant_affect_words_label (family));
  GtkWidget *face;
  int valence, arousal;

  passant_affect_words_get_place (family, &valence, &arousal);
  face = passant_face_new (valence, arousal);
  passant_face_set_size (PASSANT_FACE (face), FACE_SIZE);
  gtk_widget_set_valign (face, GTK_ALIGN_CENTER);

  for (guint i = 0; passant_feeling_get (i); i++) {
    const PassantFeeling *feeling = passant_feeling_get (i);

    if (feeling->intensity > 0 && g_str_equal (feeling->family, family))
      add_word (self, row, feeling);
  }
  gtk_box_append (GTK_BOX (line), face);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row));
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
add_heading (PassantWordDialog *self,
             const char        *words)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", words,
                                   "xalign", 0.0,
                                   "wrap", TRUE,
                                   "css-classes", (const char *[]) { "heading", NULL },
                                   NULL);

  gtk_box_append (GTK_BOX (self->box), label);
}

static void
add_words (PassantWordDialog *self)
{
  AdwWrapBox *mixed = new_row (_("Mixed feelings"));

  for (guint i = 0; passant_feeling_get (i); i++) {
    const PassantFeeling *feeling = passant_feeling_get (i);

    if (feeling->intensity == 2)
      add_family (self, feeling->key);
    else if (feeling->intensity == 0)
      add_word (self, mixed, feeling);
  }
  add_heading (self, _("Mixed feelings"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (mixed));
}

static void
passant_word_dialog_class_init (PassantWordDialogClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
passant_word_dialog_init (PassantWordDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "passant-words");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
}

AdwDialog *
passant_word_dialog_new (const char *word)
{
  PassantWordDialog *self = g_object_new (PASSANT_TYPE_WORD_DIALOG,
                                          "title", _("Which word fits?"),
                                          NULL);

  self->word = word ? g_intern_string (word) : NULL;
  add_words (self);

  return ADW_DIALOG (self);
}
