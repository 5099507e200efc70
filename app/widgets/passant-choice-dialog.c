/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-choice-dialog.h"

#include <glib/gi18n-lib.h>

#include "passant-answer-tile.h"

struct _PassantChoiceDialog {
  AdwDialog        parent_instance;

  PassantQuestion *question;
  char            *language;
  GPtrArray       *choices; /* PassantChoice */
  GStrv            chosen;

  GtkStringList   *found;   /* ids */
  GHashTable      *tiles;   /* those on the screen */

  GtkWidget       *search, *list, *nothing;
};

G_DEFINE_FINAL_TYPE (PassantChoiceDialog, passant_choice_dialog, ADW_TYPE_DIALOG)

enum {
  TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal ? normal : text, -1);
}

/* Words begun alike, accents or not, or the letters anywhere. */
static gboolean
matches (const char *wanted,
         const char *label)
{
  g_autofree char *folded_wanted = fold (wanted);
  g_autofree char *folded_label = fold (label);

  return *folded_wanted == '\0' || strstr (folded_label, folded_wanted) ||
         g_str_match_string (wanted, label, TRUE);
}

static void
on_search_changed_cb (PassantChoiceDialog *self)
{
  g_autofree char *wanted = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_strstrip (wanted);
  for (guint i = 0; i < self->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (self->choices, i);

    if (matches (wanted, passant_text_get (choice->label, self->language)))
      g_ptr_array_add (ids, choice->id);
  }
  gtk_widget_set_visible (self->nothing, ids->len == 0);
  g_ptr_array_add (ids, NULL);
  gtk_string_list_splice (self->found, 0, g_list_model_get_n_items (G_LIST_MODEL (self->found)),
                          (const char * const *) ids->pdata);
}

/* Enter goes on to the first that was found. */
static void
on_search_activate_cb (PassantChoiceDialog *self)
{
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static void
on_tile_clicked_cb (GtkWidget           *tile,
                    PassantChoiceDialog *self)
{
  g_autofree char *id = g_strdup (passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile)));

  g_signal_emit (self, signals[TOGGLED], 0, id);
  if (self->question->type != PASSANT_QUESTION_CHOICES)
    adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
is_chosen (PassantChoiceDialog *self,
           const char          *id)
{
  return self->chosen && g_strv_contains ((const char * const *) self->chosen, id);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            PassantChoiceDialog      *self)
{
  const char *id = gtk_string_object_get_string (gtk_list_item_get_item (item));
  PassantChoice *choice = passant_question_find_choice (self->question, id);
  gboolean many = self->question->type == PASSANT_QUESTION_CHOICES;
  GtkWidget *tile = passant_answer_tile_new (many ? PASSANT_TILE_MANY : PASSANT_TILE_ONE, id,
                                             passant_text_get (choice->label, self->language),
                                             NULL);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), is_chosen (self, id));
  gtk_widget_set_margin_bottom (tile, 8);
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, tile);
  g_hash_table_add (self->tiles, tile);
  g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked_cb), self, 0);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              PassantChoiceDialog      *self)
{
  g_hash_table_remove (self->tiles, gtk_list_item_get_child (item));
  gtk_list_item_set_child (item, NULL);
}

static void
passant_choice_dialog_finalize (GObject *object)
{
  PassantChoiceDialog *self = PASSANT_CHOICE_DIALOG (object);

  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_strfreev);
  g_clear_pointer (&self->tiles, g_hash_table_unref);
  g_clear_object (&self->found);

  G_OBJECT_CLASS (passant_choice_dialog_parent_class)->finalize (object);
}

static void
passant_choice_dialog_class_init (PassantChoiceDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_choice_dialog_finalize;

  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_search (PassantChoiceDialog *self)
{
  self->search = g_object_new (GTK_TYPE_SEARCH_ENTRY,
                               "placeholder-text", _("Search"),
                               "search-delay", 100,
                               "margin-start", 12, "margin-end", 12, "margin-bottom", 8,
                               "css-classes", (const char *[]) { "passant-entry", NULL },
                               NULL);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (on_search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_search_activate_cb), self,
                           G_CONNECT_SWAPPED);

  return self->search;
}

/* Only what is in view has widgets, however long the list. */
static GtkWidget *
make_list (PassantChoiceDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *model;

  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->found)));
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (model), factory);
  gtk_widget_add_css_class (self->list, "passant-choices");

  return g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                       "hscrollbar-policy", GTK_POLICY_NEVER,
                       "vexpand", TRUE,
                       "child", self->list,
                       NULL);
}

static GtkWidget *
make_content (PassantChoiceDialog *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->nothing = g_object_new (GTK_TYPE_LABEL,
                                "label", _("Nothing like that among the answers"),
                                "wrap", TRUE,
                                "valign", GTK_ALIGN_START,
                                "margin-top", 24, "margin-start", 12, "margin-end", 12,
                                "css-classes", (const char *[]) { "dimmed", NULL },
                                "visible", FALSE,
                                NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), make_list (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->nothing);

  return overlay;
}

static GtkWidget *
make_done (PassantChoiceDialog *self)
{
  GtkWidget *done = g_object_new (GTK_TYPE_BUTTON,
                                  "label", _("Done"),
                                  "margin-start", 12, "margin-end", 12,
                                  "margin-top", 8, "margin-bottom", 12,
                                  "css-classes",
                                  (const char *[]) { "passant-action", "suggested-action", NULL },
                                  NULL);

  g_signal_connect_object (done, "clicked", G_CALLBACK (adw_dialog_close), self, G_CONNECT_SWAPPED);

  return done;
}

static void
fill (PassantChoiceDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_search (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_content (self));
  if (self->question->type == PASSANT_QUESTION_CHOICES)
    adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), make_done (self));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  on_search_changed_cb (self);
}

static void
passant_choice_dialog_init (PassantChoiceDialog *self)
{
  self->tiles = g_hash_table_new (NULL, NULL);
  self->found = gtk_string_list_new (NULL);
}

AdwDialog *
passant_choice_dialog_new (PassantQuestion *question,
                           const char      *title,
                           const char      *language,
                           GPtrArray       *choices)
{
  PassantChoiceDialog *self;

  g_return_val_if_fail (question != NULL && choices != NULL, NULL);

  self = g_object_new (PASSANT_TYPE_CHOICE_DIALOG,
                       "title", title,
                       "content-width", 480,
                       "content-height", 640,
                       NULL);
  self->question = question;
  self->language = g_strdup (language);
  self->choices = g_ptr_array_ref (choices);
  fill (self);

  return ADW_DIALOG (self);
}

void
passant_choice_dialog_set_value (PassantChoiceDialog *self,
                                 const char          *value)
{
  GHashTableIter iter;
  gpointer tile;

  g_return_if_fail (PASSANT_IS_CHOICE_DIALOG (self));

  g_strfreev (self->chosen);
  self->chosen = g_strsplit (value ? value : "", " ", -1);
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &tile, NULL))
    gtk_toggle_button_set_active (tile,
                                  is_chosen (self, passant_answer_tile_get_key (tile)));
}
