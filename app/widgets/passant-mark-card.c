/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-mark-card.h"

#include <glib/gi18n-lib.h>

#include "passant-affect.h"
#include "passant-answer-tile.h"
#include "passant-tile-layout.h"

#define TILE_SPACING   3
#define TILE_WIDTH_MIN 48
#define MARGIN         12

struct _PassantMarkCard {
  AdwBin        parent_instance;

  PassantClock *clock;
  gint64        shown_at_ms;

  GtkWidget    *title;
  GtkWidget    *tiles; /* PassantAnswerTile, from 1 on */
};

G_DEFINE_FINAL_TYPE (PassantMarkCard, passant_mark_card, ADW_TYPE_BIN)

enum {
  MARKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
get_mark (GtkWidget *tile)
{
  return (int) g_ascii_strtoll (passant_answer_tile_get_key (PASSANT_ANSWER_TILE (tile)), NULL, 10);
}

static void
on_tile_clicked_cb (PassantMarkCard *self,
                    GtkWidget       *tile)
{
  int mark = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tile)) ? get_mark (tile) : 0;

  passant_mark_card_set_mark (self, mark);
  g_signal_emit (self, signals[MARKED], 0, mark,
                 MAX (0, passant_clock_boot_ms (self->clock) - self->shown_at_ms));
}

static void
add_tile (PassantMarkCard *self,
          int              mark)
{
  g_autofree char *key = g_strdup_printf ("%d", mark);
  /* Translators: a point on a rating scale and the highest point: "4 of 5". */
  g_autofree char *name = g_strdup_printf (_("%d of %d"), mark, PASSANT_MARK_MAX);
  GtkWidget *tile = passant_answer_tile_new (PASSANT_TILE_NUMBER, key, key, name);

  g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->tiles), tile);
}

static void
passant_mark_card_map (GtkWidget *widget)
{
  PassantMarkCard *self = PASSANT_MARK_CARD (widget);

  self->shown_at_ms = passant_clock_boot_ms (self->clock);

  GTK_WIDGET_CLASS (passant_mark_card_parent_class)->map (widget);
}

static void
passant_mark_card_finalize (GObject *object)
{
  g_clear_pointer (&PASSANT_MARK_CARD (object)->clock, passant_clock_unref);

  G_OBJECT_CLASS (passant_mark_card_parent_class)->finalize (object);
}

static void
passant_mark_card_class_init (PassantMarkCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = passant_mark_card_finalize;
  widget_class->map = passant_mark_card_map;

  signals[MARKED] = g_signal_new ("marked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "hexpand", TRUE,
                                   "xalign", 0.0,
                                   NULL);

  gtk_widget_add_css_class (label, style);

  return label;
}

/* What the ends mean; a screen reader hears it with the question. */
static GtkWidget *
new_ends (void)
{
  GtkWidget *ends = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *low = new_label ("caption"), *high = new_label ("caption");

  gtk_label_set_label (GTK_LABEL (low), C_("mark", "1 very bad"));
  gtk_label_set_label (GTK_LABEL (high), C_("mark", "10 excellent"));
  gtk_label_set_xalign (GTK_LABEL (high), 1);
  gtk_label_set_justify (GTK_LABEL (high), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (low, "dimmed");
  gtk_widget_add_css_class (high, "dimmed");
  gtk_box_set_homogeneous (GTK_BOX (ends), TRUE);
  gtk_box_append (GTK_BOX (ends), low);
  gtk_box_append (GTK_BOX (ends), high);

  return ends;
}

static void
passant_mark_card_init (PassantMarkCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scale = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);

  self->title = new_label ("heading");
  self->tiles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->tiles,
                                 passant_tile_layout_new (TILE_SPACING, TILE_WIDTH_MIN, FALSE));
  for (int mark = 1; mark <= PASSANT_MARK_MAX; mark++)
    add_tile (self, mark);

  gtk_box_append (GTK_BOX (scale), self->tiles);
  gtk_box_append (GTK_BOX (scale), new_ends ());
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), scale);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL, -1);
}

GtkWidget *
passant_mark_card_new (const char   *phase,
                       PassantClock *clock)
{
  PassantMarkCard *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (phase != NULL && clock != NULL, NULL);

  self = g_object_new (PASSANT_TYPE_MARK_CARD, NULL);
  self->clock = passant_clock_ref (clock);
  self->shown_at_ms = passant_clock_boot_ms (clock);
  /* Translators: %s is a part of the journey: "Orientation". */
  title = g_strdup_printf (_("What mark do you give “%s” as a whole?"), phase);
  gtk_label_set_label (GTK_LABEL (self->title), title);

  return GTK_WIDGET (self);
}

void
passant_mark_card_set_mark (PassantMarkCard *self,
                            int              mark)
{
  g_return_if_fail (PASSANT_IS_MARK_CARD (self));

  for (GtkWidget *tile = gtk_widget_get_first_child (self->tiles);
       tile; tile = gtk_widget_get_next_sibling (tile))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), get_mark (tile) == mark);
}
