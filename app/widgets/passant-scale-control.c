/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-scale-control.h"

#include <glib/gi18n-lib.h>

#include "passant-answer-tile.h"
#include "passant-tile-layout.h"

/* Eleven numbers stand in two rows of at most six at 360 px, each still 48 px wide. */
#define NUMBER_SPACING 3
#define WORD_SPACING   8
#define TILE_WIDTH_MIN 48

struct _PassantScaleControl {
  PassantAnswerControl parent_instance;

  GtkWidget           *tiles; /* PassantAnswerTile, from min to max */
};

G_DEFINE_FINAL_TYPE (PassantScaleControl, passant_scale_control, PASSANT_TYPE_ANSWER_CONTROL)

static PassantQuestion *
get_question (PassantScaleControl *self)
{
  return passant_answer_control_get_question (PASSANT_ANSWER_CONTROL (self));
}

static const char *
get_text (PassantScaleControl *self,
          PassantText         *text)
{
  return passant_text_get (text,
                           passant_answer_control_get_language (PASSANT_ANSWER_CONTROL (self)));
}

static void
show_only (PassantScaleControl *self,
           GtkWidget           *chosen)
{
  for (GtkWidget *tile = gtk_widget_get_first_child (self->tiles);
       tile; tile = gtk_widget_get_next_sibling (tile))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), tile == chosen);
}

static GtkWidget *
find_tile (PassantScaleControl *self,
           const char          *key)
{
  for (GtkWidget *tile = gtk_widget_get_first_child (self->tiles);
       tile; tile = gtk_widget_get_next_sibling (tile)) {
    if (g_strcmp0 (passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile)), key) == 0)
      return tile;
  }

  return NULL;
}

static void
on_tile_clicked_cb (GtkWidget           *tile,
                    PassantScaleControl *self)
{
  gboolean chosen = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tile));

  show_only (self, chosen ? tile : NULL);
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self),
                              chosen ? passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile)) :
                              NULL);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   PassantScaleControl   *self)
{
  gunichar digit = gdk_keyval_to_unicode (keyval);
  char key[] = { (char) digit, '\0' };
  GtkWidget *tile;

  if (digit < '0' || digit > '9' || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  tile = find_tile (self, key);
  if (!tile)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (tile);
  g_signal_emit_by_name (tile, "clicked");

  return GDK_EVENT_STOP;
}

static void
passant_scale_control_show_value (PassantAnswerControl *control,
                                  const char           *value)
{
  PassantScaleControl *self = PASSANT_SCALE_CONTROL (control);

  show_only (self, value ? find_tile (self, value) : NULL);
}

/* "4 of 5", and at the ends what they mean. A screen reader hears the words that eyes read below the tiles. */
static char *
make_name (PassantScaleControl *self,
           int                  point)
{
  PassantQuestion *question = get_question (self);
  const char *end = NULL;

  if (point == question->min && question->low)
    end = get_text (self, question->low);
  else if (point == question->max && question->high)
    end = get_text (self, question->high);

  if (end)
    /* Translators: a point on a rating scale, the highest point, and what this end of the scale means. */
    return g_strdup_printf (_("%d of %d, %s"), point, question->max, end);

  /* Translators: a point on a rating scale and the highest point: "4 of 5". */
  return g_strdup_printf (_("%d of %d"), point, question->max);
}

/* The faces follow what is good for the guest: on a reversed scale the lowest number smiles. */
static int
get_valence (PassantQuestion *question,
             int              point)
{
  int span = MAX (question->max - question->min, 1);
  int valence = (point - question->min) * 200 / span - 100;

  return question->reversed ? -valence : valence;
}

static GtkWidget *
make_tile (PassantScaleControl *self,
           int                  point)
{
  PassantQuestion *question = get_question (self);
  g_autofree char *key = g_strdup_printf ("%d", point);
  g_autofree char *name = make_name (self, point);
  guint place = (guint) (point - question->min);

  if (question->style == PASSANT_SCALE_FACES)
    return passant_answer_tile_new_face (get_valence (question, point), key, name);

  if (question->style == PASSANT_SCALE_WORDS && question->labels && place < question->labels->len)
    return passant_answer_tile_new (PASSANT_TILE_ONE, key,
                                    get_text (self, g_ptr_array_index (question->labels, place)),
                                    NULL);

  return passant_answer_tile_new (PASSANT_TILE_NUMBER, key, key, name);
}

static GtkWidget *
make_end_label (const char *text,
                float       xalign)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", xalign,
                                   "justify", xalign > 0.5 ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT,
                                   "hexpand", TRUE,
                                   NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");

  return label;
}

static GtkWidget *
make_ends (PassantScaleControl *self)
{
  PassantQuestion *question = get_question (self);
  GtkWidget *ends = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (ends), TRUE);
  gtk_box_append (GTK_BOX (ends), make_end_label (get_text (self, question->low), 0));
  gtk_box_append (GTK_BOX (ends), make_end_label (get_text (self, question->high), 1));

  return ends;
}

static void
passant_scale_control_constructed (GObject *object)
{
  PassantScaleControl *self = PASSANT_SCALE_CONTROL (object);
  PassantQuestion *question = get_question (self);
  gboolean words = question->style == PASSANT_SCALE_WORDS;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  G_OBJECT_CLASS (passant_scale_control_parent_class)->constructed (object);

  self->tiles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->tiles,
                                 passant_tile_layout_new (words ? WORD_SPACING : NUMBER_SPACING,
                                                          TILE_WIDTH_MIN, !words));

  for (int point = question->min; point <= question->max; point++) {
    GtkWidget *tile = make_tile (self, point);

    g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked_cb), self, 0);
    gtk_box_append (GTK_BOX (self->tiles), tile);
  }

  gtk_box_append (GTK_BOX (box), self->tiles);
  if (question->low || question->high)
    gtk_box_append (GTK_BOX (box), make_ends (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
passant_scale_control_class_init (PassantScaleControlClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = passant_scale_control_constructed;
  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_scale_control_show_value;
}

static void
passant_scale_control_init (PassantScaleControl *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
