/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-choice-control.h"

#include "passant-answer-tile.h"
#include "passant-tile-layout.h"

#define TILE_SPACING 8

struct _PassantChoiceControl {
  PassantAnswerControl parent_instance;

  GtkWidget           *tiles; /* PassantAnswerTile, in script order */
};

G_DEFINE_FINAL_TYPE (PassantChoiceControl, passant_choice_control, PASSANT_TYPE_ANSWER_CONTROL)

static PassantQuestion *
get_question (PassantChoiceControl *self)
{
  return passant_answer_control_get_question (PASSANT_ANSWER_CONTROL (self));
}

static gboolean
is_active (GtkWidget *tile)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tile));
}

static gboolean
is_exclusive (PassantChoiceControl *self,
              GtkWidget            *tile)
{
  const char *key = passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile));
  PassantChoice *choice = passant_question_find_choice (get_question (self), key);

  return choice && choice->exclusive;
}

/* Puts out what cannot stand beside @tile, which was just chosen. */
static void
clear_rivals (PassantChoiceControl *self,
              GtkWidget            *tile)
{
  gboolean one = get_question (self)->type != PASSANT_QUESTION_CHOICES;

  for (GtkWidget *other = gtk_widget_get_first_child (self->tiles);
       other; other = gtk_widget_get_next_sibling (other)) {
    if (other != tile && (one || is_exclusive (self, tile) || is_exclusive (self, other)))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
  }
}

/* The chosen keys joined by a space, or NULL. */
static char *
read_value (PassantChoiceControl *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (GtkWidget *tile = gtk_widget_get_first_child (self->tiles);
       tile; tile = gtk_widget_get_next_sibling (tile)) {
    if (!is_active (tile))
      continue;

    if (value->len > 0)
      g_string_append_c (value, ' ');
    g_string_append (value, passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile)));
  }

  return value->len > 0 ? g_string_free (g_steal_pointer (&value), FALSE) : NULL;
}

static void
on_tile_clicked_cb (GtkWidget            *tile,
                    PassantChoiceControl *self)
{
  g_autofree char *value = NULL;

  if (is_active (tile))
    clear_rivals (self, tile);

  value = read_value (self);
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), value);
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
passant_choice_control_show_value (PassantAnswerControl *control,
                                   const char           *value)
{
  PassantChoiceControl *self = PASSANT_CHOICE_CONTROL (control);
  g_auto (GStrv) keys = g_strsplit (value ? value : "", " ", -1);

  for (GtkWidget *tile = gtk_widget_get_first_child (self->tiles);
       tile; tile = gtk_widget_get_next_sibling (tile)) {
    const char *key = passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile));

    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile),
                                  g_strv_contains ((const char * const *) keys, key));
  }
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

  g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (self->tiles), tile);
}

static void
passant_choice_control_constructed (GObject *object)
{
  PassantChoiceControl *self = PASSANT_CHOICE_CONTROL (object);
  GPtrArray *choices = get_question (self)->choices;

  G_OBJECT_CLASS (passant_choice_control_parent_class)->constructed (object);

  for (guint i = 0; i < choices->len; i++)
    add_tile (self, g_ptr_array_index (choices, i));
}

static void
passant_choice_control_class_init (PassantChoiceControlClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = passant_choice_control_constructed;
  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_choice_control_show_value;
}

static void
passant_choice_control_init (PassantChoiceControl *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->tiles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->tiles, passant_tile_layout_new (TILE_SPACING, 48, FALSE));
  adw_bin_set_child (ADW_BIN (self), self->tiles);

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
