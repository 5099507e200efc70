/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-affect-grid.h"

#include <glib/gi18n-lib.h>

#include "passant-affect-pad.h"
#include "passant-affect-words.h"

#define WORDS_MAX       5
#define SLIDER_DELAY_MS 600

struct _PassantAffectGrid {
  AdwBin            parent_instance;

  PassantClock     *clock;
  gint64            shown_at_ms;
  gboolean          asks_word;
  gboolean          is_showing; /* what is stored; nothing is to be emitted */

  gboolean          has_point;
  int               x, y;
  char             *word;

  guint             slider_timer;
  int               slider_moves;

  GtkLabel         *title, *caption;
  PassantAffectPad *pad;
  AdwWrapBox       *words;
  GtkToggleButton  *sliders_toggle;
  GtkAdjustment    *valence, *arousal;
};

G_DEFINE_FINAL_TYPE (PassantAffectGrid, passant_affect_grid, ADW_TYPE_BIN)

enum {
  FELT,
  WORDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_caption (PassantAffectGrid *self,
              gboolean           has_point,
              int                x,
              int                y)
{
  g_autofree char *words = NULL;

  if (!has_point) {
    gtk_label_set_label (self->caption, _("Tap the square where it fits"));
    gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dimmed");
    return;
  }

  words = passant_affect_words_describe (passant_affect_from_grid (x),
                                         passant_affect_from_grid (y));
  gtk_label_set_label (self->caption, words);
  gtk_widget_remove_css_class (GTK_WIDGET (self->caption), "dimmed");
}

static void
on_word_clicked_cb (GtkToggleButton   *chip,
                    PassantAffectGrid *self)
{
  gboolean chosen = gtk_toggle_button_get_active (chip);

  g_set_str (&self->word, chosen ? g_object_get_data (G_OBJECT (chip), "word") : NULL);
  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->words));
       other; other = gtk_widget_get_next_sibling (other))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), chosen && other == GTK_WIDGET (chip));

  g_signal_emit (self, signals[WORDED], 0, self->word);
}

static void
add_word (PassantAffectGrid *self,
          const char        *key)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (passant_affect_words_label (key));

  g_object_set_data_full (G_OBJECT (chip), "word", g_strdup (key), g_free);
  gtk_widget_add_css_class (chip, "passant-chip");
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_word_clicked_cb), self, 0);
  adw_wrap_box_append (self->words, chip);
}

/* The words to offer: those near the point, and before them the chosen one if it lies elsewhere. */
static GPtrArray *
list_words (PassantAffectGrid *self)
{
  GPtrArray *words = g_ptr_array_new ();
  g_autofree const char **near = NULL;

  if (!self->asks_word || !self->has_point)
    return words;

  near = passant_affect_words_near (passant_affect_from_grid (self->x),
                                    passant_affect_from_grid (self->y), WORDS_MAX);
  if (self->word && !g_strv_contains (near, self->word) && passant_feeling_find (self->word))
    g_ptr_array_add (words, self->word);
  for (guint i = 0; near[i]; i++)
    g_ptr_array_add (words, (char *) near[i]);

  return words;
}

static gboolean
offers (PassantAffectGrid *self,
        GPtrArray         *words)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->words));

  for (guint i = 0; i < words->len; i++, chip = gtk_widget_get_next_sibling (chip)) {
    if (!chip || g_strcmp0 (g_object_get_data (G_OBJECT (chip), "word"), words->pdata[i]) != 0)
      return FALSE;
  }

  return chip == NULL;
}

/* Chips that are still right stay, and with them the focus. */
static void
show_words (PassantAffectGrid *self)
{
  g_autoptr (GPtrArray) words = list_words (self);
  GtkWidget *chip;

  gtk_widget_set_visible (GTK_WIDGET (self->words), words->len > 0);
  if (!offers (self, words)) {
    while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->words))))
      adw_wrap_box_remove (self->words, chip);
    for (guint i = 0; i < words->len; i++)
      add_word (self, words->pdata[i]);
  }

  for (chip = gtk_widget_get_first_child (GTK_WIDGET (self->words));
       chip; chip = gtk_widget_get_next_sibling (chip)) {
    const char *key = g_object_get_data (G_OBJECT (chip), "word");

    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), g_strcmp0 (key, self->word) == 0);
  }
}

static void
show_sliders (PassantAffectGrid *self)
{
  self->is_showing = TRUE;
  gtk_adjustment_set_value (self->valence,
                            self->has_point ? passant_affect_from_grid (self->x) : 0);
  gtk_adjustment_set_value (self->arousal,
                            self->has_point ? passant_affect_from_grid (self->y) : 0);
  self->is_showing = FALSE;
}

static void
say_felt (PassantAffectGrid *self,
          int                x,
          int                y,
          int                moves)
{
  gint64 shown_ms = MAX (0, passant_clock_boot_ms (self->clock) - self->shown_at_ms);

  g_clear_handle_id (&self->slider_timer, g_source_remove);
  self->slider_moves = 0;
  self->has_point = TRUE;
  self->x = x;
  self->y = y;
  show_caption (self, TRUE, x, y);
  show_words (self);
  show_sliders (self);

  g_signal_emit (self, signals[FELT], 0, x, y, shown_ms, moves);
}

static void
on_pad_moved_cb (PassantAffectGrid *self,
                 int                x,
                 int                y)
{
  show_caption (self, TRUE, x, y);
}

static void
on_pad_committed_cb (PassantAffectGrid *self,
                     int                x,
                     int                y,
                     int                moves)
{
  say_felt (self, x, y, moves);
}

static void
say_sliders (PassantAffectGrid *self)
{
  int x = passant_affect_to_grid ((int) gtk_adjustment_get_value (self->valence));
  int y = passant_affect_to_grid ((int) gtk_adjustment_get_value (self->arousal));

  passant_affect_pad_set_point (self->pad, x, y);
  say_felt (self, x, y, MAX (0, self->slider_moves - 1));
}

static void
on_slider_timeout_cb (gpointer user_data)
{
  PassantAffectGrid *self = user_data;

  self->slider_timer = 0;
  say_sliders (self);
}

static void
on_slider_changed_cb (PassantAffectGrid *self)
{
  if (self->is_showing)
    return;

  show_caption (self, TRUE,
                passant_affect_to_grid ((int) gtk_adjustment_get_value (self->valence)),
                passant_affect_to_grid ((int) gtk_adjustment_get_value (self->arousal)));
  self->slider_moves++;
  g_clear_handle_id (&self->slider_timer, g_source_remove);
  self->slider_timer = g_timeout_add_once (SLIDER_DELAY_MS, on_slider_timeout_cb, self);
}

static void
passant_affect_grid_map (GtkWidget *widget)
{
  PassantAffectGrid *self = PASSANT_AFFECT_GRID (widget);

  self->shown_at_ms = passant_clock_boot_ms (self->clock);

  GTK_WIDGET_CLASS (passant_affect_grid_parent_class)->map (widget);
}

static void
passant_affect_grid_unmap (GtkWidget *widget)
{
  passant_affect_grid_flush (PASSANT_AFFECT_GRID (widget));

  GTK_WIDGET_CLASS (passant_affect_grid_parent_class)->unmap (widget);
}

static void
passant_affect_grid_dispose (GObject *object)
{
  PassantAffectGrid *self = PASSANT_AFFECT_GRID (object);

  g_clear_handle_id (&self->slider_timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_AFFECT_GRID);

  G_OBJECT_CLASS (passant_affect_grid_parent_class)->dispose (object);
}

static void
passant_affect_grid_finalize (GObject *object)
{
  PassantAffectGrid *self = PASSANT_AFFECT_GRID (object);

  g_clear_pointer (&self->clock, passant_clock_unref);
  g_clear_pointer (&self->word, g_free);

  G_OBJECT_CLASS (passant_affect_grid_parent_class)->finalize (object);
}

static void
passant_affect_grid_class_init (PassantAffectGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = passant_affect_grid_dispose;
  object_class->finalize = passant_affect_grid_finalize;
  widget_class->map = passant_affect_grid_map;
  widget_class->unmap = passant_affect_grid_unmap;

  signals[FELT] = g_signal_new ("felt", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL,
                                G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT64, G_TYPE_INT);
  signals[WORDED] = g_signal_new ("worded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PASSANT_TYPE_AFFECT_PAD);
  gtk_widget_class_set_css_name (widget_class, "passant-affect-grid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/widgets/passant-affect-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, title);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, caption);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, pad);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, words);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, sliders_toggle);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, valence);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, arousal);
  gtk_widget_class_bind_template_callback (widget_class, on_pad_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pad_committed_cb);
}

static void
passant_affect_grid_init (PassantAffectGrid *self)
{
  self->asks_word = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->valence, "value-changed", G_CALLBACK (on_slider_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->arousal, "value-changed", G_CALLBACK (on_slider_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL, -1);
  show_caption (self, FALSE, 0, 0);
}

GtkWidget *
passant_affect_grid_new (PassantClock *clock)
{
  PassantAffectGrid *self;

  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (PASSANT_TYPE_AFFECT_GRID, NULL);
  self->clock = passant_clock_ref (clock);
  self->shown_at_ms = passant_clock_boot_ms (clock);

  return GTK_WIDGET (self);
}

void
passant_affect_grid_set_title (PassantAffectGrid *self,
                               const char        *title)
{
  g_return_if_fail (PASSANT_IS_AFFECT_GRID (self));

  gtk_label_set_label (self->title, title ? title : _("How did this feel?"));
}

void
passant_affect_grid_set_felt (PassantAffectGrid *self,
                              const PassantFelt *felt)
{
  g_return_if_fail (PASSANT_IS_AFFECT_GRID (self));

  if (self->slider_timer != 0)
    return; /* The guest is moving it right now. */

  self->has_point = felt != NULL;
  self->x = felt ? felt->x : 0;
  self->y = felt ? felt->y : 0;
  g_set_str (&self->word, felt ? felt->affect.word : NULL);

  if (felt)
    passant_affect_pad_set_point (self->pad, felt->x, felt->y);
  else
    passant_affect_pad_clear (self->pad);

  show_caption (self, self->has_point, self->x, self->y);
  show_words (self);
  show_sliders (self);
}

void
passant_affect_grid_set_asks_word (PassantAffectGrid *self,
                                   gboolean           asks_word)
{
  g_return_if_fail (PASSANT_IS_AFFECT_GRID (self));

  self->asks_word = asks_word;
  show_words (self);
}

void
passant_affect_grid_flush (PassantAffectGrid *self)
{
  g_return_if_fail (PASSANT_IS_AFFECT_GRID (self));

  passant_affect_pad_flush (self->pad);
  if (self->slider_timer != 0)
    say_sliders (self);
}
