/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-affect-grid.h"

#include <glib/gi18n-lib.h>

#include "passant-affect-pad.h"
#include "passant-affect-words.h"
#include "passant-when-button.h"
#include "passant-word-dialog.h"

#define WORDS_MAX       5
#define SLIDER_DELAY_MS 600

struct _PassantAffectGrid {
  AdwBin             parent_instance;

  PassantClock      *clock;
  gint64             shown_at_ms;
  gint64             pressed_at_ms;
  gint64             touch_ms;  /* from shown to the first touch that moved anything; −1: none yet */
  gboolean           asks_word;
  gboolean           is_showing; /* what is stored; nothing is to be emitted */

  gboolean           has_felt;
  PassantFelt        felt;      /* as stored, or as last said */

  guint              slider_timer;
  int                slider_moves, slider_ninth; /* since it was said last; ninth −1: not moved */

  GtkLabel          *title, *caption, *earlier;
  PassantWhenButton *when;
  PassantAffectPad  *pad;
  AdwWrapBox        *words;
  GtkWidget         *more;      /* the last of them */
  GtkToggleButton   *sliders_toggle;
  GtkAdjustment     *valence, *arousal;
};

G_DEFINE_FINAL_TYPE (PassantAffectGrid, passant_affect_grid, ADW_TYPE_BIN)

typedef enum {
  PROP_USES_SLIDERS = 1,
} PassantAffectGridProps;

static GParamSpec *props[PROP_USES_SLIDERS + 1];

enum {
  FELT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_shown_ms (PassantAffectGrid *self)
{
  return MAX (0, passant_clock_boot_ms (self->clock) - self->shown_at_ms);
}

static void
say (PassantAffectGrid *self)
{
  PassantFelt felt = self->felt;

  g_signal_emit (self, signals[FELT], 0, &felt);
}

/* What was said to have happened earlier stays so, whatever is said about it after. */
static gboolean
is_back_dated (PassantAffectGrid *self)
{
  g_autofree char *words = passant_when_button_describe (self->felt.at_ms, self->felt.noted_ms);

  return words != NULL;
}

static void
show_earlier (PassantAffectGrid *self)
{
  g_autofree char *words = self->has_felt ? passant_when_button_describe (self->felt.at_ms,
                                                                          self->felt.noted_ms)
                                          : NULL;

  gtk_label_set_label (self->earlier, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), words != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), self->has_felt);
}

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

static void show_words (PassantAffectGrid *self);

static void
choose_word (PassantAffectGrid *self,
             const char        *key)
{
  /* It names what was felt then, so the moment stays: at_ms is 0 only while the tap is on its way. */
  self->felt.affect.word = key ? g_intern_string (key) : NULL;
  show_words (self);
  say (self);
}

static void
on_word_clicked_cb (GtkToggleButton   *chip,
                    PassantAffectGrid *self)
{
  gboolean chosen = gtk_toggle_button_get_active (chip);

  choose_word (self, chosen ? gtk_widget_get_name (GTK_WIDGET (chip)) : NULL);
}

static void
on_more_clicked_cb (PassantAffectGrid *self)
{
  AdwDialog *dialog = passant_word_dialog_new (self->felt.affect.word);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (choose_word), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_word (PassantAffectGrid *self,
          const char        *key)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (passant_affect_words_label (key));

  gtk_widget_set_name (chip, key);
  gtk_widget_add_css_class (chip, "passant-chip");
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_word_clicked_cb), self, 0);
  adw_wrap_box_insert_child_after (self->words, chip, gtk_widget_get_prev_sibling (self->more));
}

/* The words to offer: those near the point, and before them the chosen one if it lies elsewhere. */
static GPtrArray *
list_words (PassantAffectGrid *self)
{
  const PassantAffect *affect = &self->felt.affect;
  GPtrArray *words = g_ptr_array_new ();
  g_autofree const char **near = NULL;

  if (!self->asks_word || !self->has_felt)
    return words;

  near = passant_affect_words_near (affect->valence, affect->arousal, WORDS_MAX);
  if (affect->word && !g_strv_contains (near, affect->word) && passant_feeling_find (affect->word))
    g_ptr_array_add (words, (char *) affect->word);
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
    if (chip == self->more || g_strcmp0 (gtk_widget_get_name (chip), words->pdata[i]) != 0)
      return FALSE;
  }

  return chip == self->more;
}

/* Chips that are still right stay, and with them the focus. */
static void
show_words (PassantAffectGrid *self)
{
  g_autoptr (GPtrArray) words = list_words (self);
  GtkWidget *chip;

  gtk_widget_set_visible (GTK_WIDGET (self->words), words->len > 0);
  if (!offers (self, words)) {
    while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->words))) != self->more)
      adw_wrap_box_remove (self->words, chip);
    for (guint i = 0; i < words->len; i++)
      add_word (self, words->pdata[i]);
  }

  for (chip = gtk_widget_get_first_child (GTK_WIDGET (self->words));
       chip != self->more; chip = gtk_widget_get_next_sibling (chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                  g_strcmp0 (gtk_widget_get_name (chip),
                                             self->felt.affect.word) == 0);
}

static void
show_sliders (PassantAffectGrid *self)
{
  self->is_showing = TRUE;
  gtk_adjustment_set_value (self->valence, self->has_felt ? self->felt.affect.valence : 0);
  gtk_adjustment_set_value (self->arousal, self->has_felt ? self->felt.affect.arousal : 0);
  self->is_showing = FALSE;
}

static void
say_felt (PassantAffectGrid *self,
          int                x,
          int                y,
          int                moves)
{
  g_clear_handle_id (&self->slider_timer, g_source_remove);
  self->slider_moves = 0;
  self->slider_ninth = -1;
  if (!self->has_felt || !is_back_dated (self))
    self->felt.at_ms = 0;
  self->has_felt = TRUE;
  self->felt.x = x;
  self->felt.y = y;
  self->felt.affect.valence = passant_affect_from_grid (x);
  self->felt.affect.arousal = passant_affect_from_grid (y);
  self->felt.shown_ms = get_shown_ms (self);
  self->felt.touch_ms = MAX (self->touch_ms, 0);
  self->felt.delay_ms = 0;
  self->felt.moves = moves;
  show_caption (self, TRUE, x, y);
  show_words (self);
  show_sliders (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), TRUE);

  say (self);
}

static void
on_pad_touched_cb (PassantAffectGrid *self)
{
  self->pressed_at_ms = get_shown_ms (self);
}

static void
note_touch (PassantAffectGrid *self)
{
  if (self->touch_ms < 0)
    self->touch_ms = self->pressed_at_ms;
}

static void
on_pad_moved_cb (PassantAffectGrid *self,
                 int                x,
                 int                y)
{
  note_touch (self);
  show_caption (self, TRUE, x, y);
}

static void
on_pad_reverted_cb (PassantAffectGrid *self)
{
  show_caption (self, self->has_felt, self->felt.x, self->felt.y);
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
on_back_dated_cb (PassantAffectGrid *self,
                  gint64             ago_ms)
{
  if (!self->has_felt)
    return;

  self->felt.at_ms = passant_clock_now_ms (self->clock) - ago_ms;
  say (self);
}

static void
say_sliders (PassantAffectGrid *self)
{
  int x = passant_affect_to_grid ((int) gtk_adjustment_get_value (self->valence));
  int y = passant_affect_to_grid ((int) gtk_adjustment_get_value (self->arousal));

  passant_affect_pad_set_point (self->pad, x, y);
  say_felt (self, x, y, self->slider_moves);
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
  int x = passant_affect_to_grid ((int) gtk_adjustment_get_value (self->valence));
  int y = passant_affect_to_grid ((int) gtk_adjustment_get_value (self->arousal));
  int ninth = passant_affect_find_ninth (x, y);

  if (self->is_showing)
    return;

  show_caption (self, TRUE, x, y);
  if (self->slider_ninth < 0)
    on_pad_touched_cb (self);
  else if (ninth != self->slider_ninth)
    self->slider_moves++;
  self->slider_ninth = ninth;
  note_touch (self);
  g_clear_handle_id (&self->slider_timer, g_source_remove);
  self->slider_timer = g_timeout_add_once (SLIDER_DELAY_MS, on_slider_timeout_cb, self);
}

static void
passant_affect_grid_map (GtkWidget *widget)
{
  PassantAffectGrid *self = PASSANT_AFFECT_GRID (widget);

  passant_affect_grid_restart (self);

  GTK_WIDGET_CLASS (passant_affect_grid_parent_class)->map (widget);
}

static void
passant_affect_grid_unmap (GtkWidget *widget)
{
  passant_affect_grid_flush (PASSANT_AFFECT_GRID (widget));

  GTK_WIDGET_CLASS (passant_affect_grid_parent_class)->unmap (widget);
}

static void
on_sliders_toggled_cb (PassantAffectGrid *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_USES_SLIDERS]);
}

static void
passant_affect_grid_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PassantAffectGrid *self = PASSANT_AFFECT_GRID (object);

  switch ((PassantAffectGridProps) prop_id) {
  case PROP_USES_SLIDERS:
    g_value_set_boolean (value, gtk_toggle_button_get_active (self->sliders_toggle));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_affect_grid_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PassantAffectGrid *self = PASSANT_AFFECT_GRID (object);

  switch ((PassantAffectGridProps) prop_id) {
  case PROP_USES_SLIDERS:
    gtk_toggle_button_set_active (self->sliders_toggle, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
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

  G_OBJECT_CLASS (passant_affect_grid_parent_class)->finalize (object);
}

static void
passant_affect_grid_class_init (PassantAffectGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = passant_affect_grid_get_property;
  object_class->set_property = passant_affect_grid_set_property;
  object_class->dispose = passant_affect_grid_dispose;
  object_class->finalize = passant_affect_grid_finalize;
  widget_class->map = passant_affect_grid_map;
  widget_class->unmap = passant_affect_grid_unmap;

  props[PROP_USES_SLIDERS] =
    g_param_spec_boolean ("uses-sliders", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[FELT] = g_signal_new ("felt", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (PASSANT_TYPE_WHEN_BUTTON);
  g_type_ensure (PASSANT_TYPE_AFFECT_PAD);
  gtk_widget_class_set_css_name (widget_class, "passant-affect-grid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/widgets/passant-affect-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, title);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, caption);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, earlier);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, when);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, pad);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, words);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, more);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, sliders_toggle);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, valence);
  gtk_widget_class_bind_template_child (widget_class, PassantAffectGrid, arousal);
  gtk_widget_class_bind_template_callback (widget_class, on_pad_touched_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pad_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pad_reverted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pad_committed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_dated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sliders_toggled_cb);
}

static void
passant_affect_grid_init (PassantAffectGrid *self)
{
  self->asks_word = TRUE;
  self->touch_ms = -1;
  self->slider_ninth = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->valence, "value-changed", G_CALLBACK (on_slider_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->arousal, "value-changed", G_CALLBACK (on_slider_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL, -1);
  show_caption (self, FALSE, 0, 0);
  show_earlier (self);
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

  self->has_felt = felt != NULL;
  self->felt = felt ? *felt : (PassantFelt) { 0 };

  if (felt)
    passant_affect_pad_set_point (self->pad, felt->x, felt->y);
  else
    passant_affect_pad_clear (self->pad);

  show_caption (self, self->has_felt, self->felt.x, self->felt.y);
  show_words (self);
  show_sliders (self);
  show_earlier (self);
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
passant_affect_grid_restart (PassantAffectGrid *self)
{
  g_return_if_fail (PASSANT_IS_AFFECT_GRID (self));

  /* A page that comes to rest under the finger does not undo that it was touched. */
  if (passant_affect_pad_is_touched (self->pad))
    return;

  self->shown_at_ms = passant_clock_boot_ms (self->clock);
  self->pressed_at_ms = 0;
  self->touch_ms = -1;
}

void
passant_affect_grid_flush (PassantAffectGrid *self)
{
  g_return_if_fail (PASSANT_IS_AFFECT_GRID (self));

  passant_when_button_flush (self->when);

  passant_affect_pad_flush (self->pad);
  if (self->slider_timer != 0)
    say_sliders (self);
}
