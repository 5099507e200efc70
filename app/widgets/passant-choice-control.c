/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-choice-control.h"

#include <glib/gi18n-lib.h>

#include "passant-answer-tile.h"
#include "passant-choice-dialog.h"
#include "passant-tile-layout.h"

#define TILE_SPACING 8
/* More than these do not stand on the card, but in a list of their own to search. */
#define TILES_MAX 10

struct _PassantChoiceControl {
  PassantAnswerControl parent_instance;

  char                *text;    /* what is asked */
  char                *value;   /* as shown, or NULL */
  GPtrArray           *offered; /* PassantChoice; NULL: all */

  GtkWidget           *tiles;   /* PassantAnswerTile, in script order */
  GtkWidget           *pick, *pick_label;
  PassantChoiceDialog *dialog;  /* while it is open, else NULL */
};

G_DEFINE_FINAL_TYPE (PassantChoiceControl, passant_choice_control, PASSANT_TYPE_ANSWER_CONTROL)

static PassantQuestion *
get_question (PassantChoiceControl *self)
{
  return passant_answer_control_get_question (PASSANT_ANSWER_CONTROL (self));
}

static GPtrArray *
get_offered (PassantChoiceControl *self)
{
  return self->offered ? self->offered : get_question (self)->choices;
}

static gboolean
is_offered (PassantChoiceControl *self,
            PassantChoice        *choice)
{
  return !self->offered || g_ptr_array_find (self->offered, choice, NULL);
}

static gboolean
holds (const char *value,
       const char *id)
{
  g_auto (GStrv) ids = g_strsplit (value ? value : "", " ", -1);

  return g_strv_contains ((const char * const *) ids, id);
}

/* Whether @other may stay beside @choice, which was just chosen. */
static gboolean
go_together (PassantChoiceControl *self,
             PassantChoice        *choice,
             PassantChoice        *other)
{
  return get_question (self)->type == PASSANT_QUESTION_CHOICES && !choice->exclusive &&
         !other->exclusive;
}

/* The answer after a tap on @id: what was chosen is put out, what was not is chosen and puts out its rivals. */
static char *
dup_toggled (PassantChoiceControl *self,
             const char           *id)
{
  GPtrArray *choices = get_question (self)->choices;
  PassantChoice *tapped = passant_question_find_choice (get_question (self), id);
  gboolean was_chosen = holds (self->value, id);
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (choices, i);
    gboolean chosen = choice == tapped ? !was_chosen
                                       : holds (self->value, choice->id) &&
                      (was_chosen || go_together (self, tapped, choice));

    if (chosen)
      g_string_append_printf (value, "%s%s", value->len > 0 ? " " : "", choice->id);
  }

  return value->len > 0 ? g_string_free (g_steal_pointer (&value), FALSE) : NULL;
}

static void
show_chosen (PassantChoiceControl *self)
{
  for (GtkWidget *tile = gtk_widget_get_first_child (self->tiles);
       tile; tile = gtk_widget_get_next_sibling (tile))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile),
                                  holds (self->value, passant_answer_tile_get_key (
                                           PASSANT_ANSWER_TILE (tile))));
  if (self->dialog)
    passant_choice_dialog_set_value (self->dialog, self->value);
}

static void
toggle (PassantChoiceControl *self,
        const char           *id)
{
  g_autofree char *value = dup_toggled (self, id);

  g_set_str (&self->value, value);
  show_chosen (self);
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_tile_clicked_cb (GtkWidget            *tile,
                    PassantChoiceControl *self)
{
  toggle (self, passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile)));
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   PassantChoiceControl  *self)
{
  GtkWidget *tile = gtk_widget_get_first_child (self->tiles);
  int place = (int) gdk_keyval_to_unicode (keyval) - '1';

  if (place < 0 || place > 8 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  while (tile && place-- > 0)
    tile = gtk_widget_get_next_sibling (tile);
  if (!tile)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (tile);
  g_signal_emit_by_name (tile, "clicked");

  return GDK_EVENT_STOP;
}

static void
on_dialog_toggled_cb (PassantChoiceDialog  *dialog,
                      const char           *id,
                      PassantChoiceControl *self)
{
  toggle (self, id);
}

static void
on_dialog_closed_cb (PassantChoiceDialog  *dialog,
                     PassantChoiceControl *self)
{
  g_clear_weak_pointer (&self->dialog);
}

static void
on_pick_clicked_cb (PassantChoiceControl *self)
{
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (self);
  const char *language = passant_answer_control_get_language (control);
  const char *title = self->text ? self->text
                                 : passant_text_get (get_question (self)->text, language);
  AdwDialog *dialog = passant_choice_dialog_new (get_question (self), title, language,
                                                 get_offered (self));

  g_set_weak_pointer (&self->dialog, PASSANT_CHOICE_DIALOG (dialog));
  passant_choice_dialog_set_value (self->dialog, self->value);
  g_signal_connect_object (dialog, "toggled", G_CALLBACK (on_dialog_toggled_cb), self, 0);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_dialog_closed_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_tile (PassantChoiceControl *self,
          PassantChoice        *choice)
{
  gboolean many = get_question (self)->type == PASSANT_QUESTION_CHOICES;
  const char *language = passant_answer_control_get_language (PASSANT_ANSWER_CONTROL (self));
  GtkWidget *tile = passant_answer_tile_new (many ? PASSANT_TILE_MANY : PASSANT_TILE_ONE,
                                             choice->id,
                                             passant_text_get (choice->label, language),
                                             NULL);

  passant_answer_tile_set_offered (PASSANT_ANSWER_TILE (tile), is_offered (self, choice));
  g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (self->tiles), tile);
}

/* What stands on the card: of a short list all that is on offer, of a long one only what is chosen; and always what is
 * chosen, also when it is not on offer any more. */
static GPtrArray *
select_tiles (PassantChoiceControl *self)
{
  GPtrArray *choices = get_question (self)->choices;
  gboolean is_long = get_offered (self)->len > TILES_MAX;
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (choices, i);

    if ((!is_long && is_offered (self, choice)) || holds (self->value, choice->id))
      g_ptr_array_add (selected, choice);
  }

  return selected;
}

static gboolean
has_tiles (PassantChoiceControl *self,
           GPtrArray            *selected)
{
  GtkWidget *tile = gtk_widget_get_first_child (self->tiles);

  for (guint i = 0; i < selected->len; i++) {
    PassantChoice *choice = g_ptr_array_index (selected, i);

    if (!tile || g_strcmp0 (passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile)),
                            choice->id) != 0)
      return FALSE;
    passant_answer_tile_set_offered (PASSANT_ANSWER_TILE (tile), is_offered (self, choice));
    tile = gtk_widget_get_next_sibling (tile);
  }

  return tile == NULL;
}

static void
show_tiles (PassantChoiceControl *self)
{
  g_autoptr (GPtrArray) selected = select_tiles (self);
  guint offered = get_offered (self)->len;
  g_autofree char *words = g_strdup_printf (ngettext ("Choose from %u…", "Choose from %u…",
                                                      offered), offered);
  gboolean has_focus = gtk_widget_get_focus_child (self->tiles) != NULL;

  gtk_widget_set_visible (self->pick, offered > TILES_MAX);
  gtk_label_set_label (GTK_LABEL (self->pick_label), words);
  if (!has_tiles (self, selected)) {
    GtkWidget *tile;

    while ((tile = gtk_widget_get_first_child (self->tiles)))
      gtk_box_remove (GTK_BOX (self->tiles), tile);
    for (guint i = 0; i < selected->len; i++)
      add_tile (self, g_ptr_array_index (selected, i));
    if (has_focus)
      gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  }
  gtk_widget_set_visible (self->tiles, selected->len > 0);
  show_chosen (self);
}

static void
passant_choice_control_show_value (PassantAnswerControl *control,
                                   const char           *value)
{
  PassantChoiceControl *self = PASSANT_CHOICE_CONTROL (control);

  g_set_str (&self->value, value);
  show_tiles (self);
}

static void
passant_choice_control_set_offered (PassantAnswerControl *control,
                                    GPtrArray            *offered)
{
  PassantChoiceControl *self = PASSANT_CHOICE_CONTROL (control);

  g_clear_pointer (&self->offered, g_ptr_array_unref);
  self->offered = offered ? g_ptr_array_ref (offered) : NULL;
  show_tiles (self);
}

static void
passant_choice_control_set_text (PassantAnswerControl *control,
                                 const char           *text)
{
  g_set_str (&PASSANT_CHOICE_CONTROL (control)->text, text);
}

static void
passant_choice_control_constructed (GObject *object)
{
  G_OBJECT_CLASS (passant_choice_control_parent_class)->constructed (object);

  show_tiles (PASSANT_CHOICE_CONTROL (object));
}

static void
passant_choice_control_dispose (GObject *object)
{
  PassantChoiceControl *self = PASSANT_CHOICE_CONTROL (object);

  if (self->dialog)
    adw_dialog_force_close (ADW_DIALOG (self->dialog));
  g_clear_weak_pointer (&self->dialog);

  G_OBJECT_CLASS (passant_choice_control_parent_class)->dispose (object);
}

static void
passant_choice_control_finalize (GObject *object)
{
  PassantChoiceControl *self = PASSANT_CHOICE_CONTROL (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->offered, g_ptr_array_unref);

  G_OBJECT_CLASS (passant_choice_control_parent_class)->finalize (object);
}

static void
passant_choice_control_class_init (PassantChoiceControlClass *klass)
{
  PassantAnswerControlClass *control_class = PASSANT_ANSWER_CONTROL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = passant_choice_control_constructed;
  G_OBJECT_CLASS (klass)->finalize = passant_choice_control_finalize;
  G_OBJECT_CLASS (klass)->dispose = passant_choice_control_dispose;
  control_class->show_value = passant_choice_control_show_value;
  control_class->set_offered = passant_choice_control_set_offered;
  control_class->set_text = passant_choice_control_set_text;
}

static GtkWidget *
make_pick (PassantChoiceControl *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->pick_label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("edit-find-symbolic"));
  gtk_box_append (GTK_BOX (content), self->pick_label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  self->pick = g_object_new (GTK_TYPE_BUTTON,
                             "child", content,
                             "css-classes", (const char *[]) { "passant-action", NULL },
                             "visible", FALSE,
                             NULL);
  g_signal_connect_object (self->pick, "clicked", G_CALLBACK (on_pick_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return self->pick;
}

static void
passant_choice_control_init (PassantChoiceControl *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, TILE_SPACING);

  self->tiles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->tiles, passant_tile_layout_new (TILE_SPACING, 48, FALSE));
  gtk_box_append (GTK_BOX (box), self->tiles);
  gtk_box_append (GTK_BOX (box), make_pick (self));
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
