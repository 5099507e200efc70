/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-calibration-card.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-signal.h"

/**
 * PassantCalibrationCard:
 *
 * Five neutral taps: a spot appears five times, here and there, and the guest taps it. How long that takes is the pace of
 * their hand, which they themselves can later hold their feelings against (schemas/signal.md). Nobody has to.
 *
 * Signals:
 * - calibrated (touch_ms: const gint64 *): %PASSANT_CALIBRATION_TAPS times, from shown to touched
 */
struct _PassantCalibrationCard {
  AdwBin        parent_instance;

  PassantClock *clock;
  GtkWidget    *explanation;
  GtkWidget    *spots;   /* one in each place, all but one out of sight */
  GtkWidget    *begin;

  guint         n_taps;
  gint64        touch_ms[PASSANT_CALIBRATION_TAPS];
  gint64        shown_at_ms, touched_at_ms;
  guint         wait;
};

G_DEFINE_FINAL_TYPE (PassantCalibrationCard, passant_calibration_card, ADW_TYPE_BIN)

enum {
  CALIBRATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Where it appears, and after how long: a hand that can foresee it is quicker than a hand that sees it. */
static const struct {
  guint place, wait_ms;
} turns[PASSANT_CALIBRATION_TAPS] = {
  { 2, 900 }, { 0, 1300 }, { 3, 700 }, { 1, 1500 }, { 4, 1000 },
};

static GtkWidget *
get_spot (PassantCalibrationCard *self)
{
  GtkWidget *spot = gtk_widget_get_first_child (self->spots);

  for (guint i = 0; i < turns[self->n_taps].place; i++)
    spot = gtk_widget_get_next_sibling (spot);

  return spot;
}

/* Out of sight it keeps its place, and is there for nobody. */
static void
show_spot (GtkWidget *spot,
           gboolean   is_shown)
{
  gtk_widget_set_child_visible (spot, is_shown);
}

static void
on_wait_over_cb (gpointer user_data)
{
  PassantCalibrationCard *self = user_data;
  GtkWidget *spot = get_spot (self);

  self->wait = 0;
  self->touched_at_ms = 0;
  show_spot (spot, TRUE);
  gtk_widget_grab_focus (spot);
  self->shown_at_ms = passant_clock_boot_ms (self->clock);
}

static void
wait_for_next (PassantCalibrationCard *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  self->wait = g_timeout_add_once (turns[self->n_taps].wait_ms, on_wait_over_cb, self);
}

static void
end (PassantCalibrationCard *self)
{
  gtk_widget_set_visible (self->spots, FALSE);
  gtk_widget_set_visible (self->begin, TRUE);
  passant_calibration_card_set_pace (self, passant_signal_find_pace (self->touch_ms,
                                                                     PASSANT_CALIBRATION_TAPS));
  gtk_widget_grab_focus (self->begin);
  g_signal_emit (self, signals[CALIBRATED], 0, self->touch_ms);
}

/* By hand it counts from when the finger came down, by keyboard from the key. */
static void
on_spot_clicked_cb (PassantCalibrationCard *self,
                    GtkWidget              *spot)
{
  gint64 touched_at_ms = self->touched_at_ms > 0 ? self->touched_at_ms
                                                 : passant_clock_boot_ms (self->clock);

  self->touch_ms[self->n_taps++] = MAX (touched_at_ms - self->shown_at_ms, 0);
  show_spot (spot, FALSE);
  if (self->n_taps < PASSANT_CALIBRATION_TAPS)
    wait_for_next (self);
  else
    end (self);
}

static void
on_spot_pressed_cb (PassantCalibrationCard *self)
{
  self->touched_at_ms = passant_clock_boot_ms (self->clock);
}

static void
on_begin_clicked_cb (PassantCalibrationCard *self)
{
  self->n_taps = 0;
  for (GtkWidget *spot = gtk_widget_get_first_child (self->spots);
       spot; spot = gtk_widget_get_next_sibling (spot))
    show_spot (spot, FALSE);
  gtk_label_set_label (GTK_LABEL (self->explanation), _("Tap the spot as soon as you see it."));
  gtk_widget_set_visible (self->begin, FALSE);
  gtk_widget_set_visible (self->spots, TRUE);
  wait_for_next (self);
}

/* Half done is not done: who comes back begins anew. */
static void
passant_calibration_card_unmap (GtkWidget *widget)
{
  PassantCalibrationCard *self = PASSANT_CALIBRATION_CARD (widget);

  if (gtk_widget_get_visible (self->spots)) {
    g_clear_handle_id (&self->wait, g_source_remove);
    gtk_widget_set_visible (self->spots, FALSE);
    gtk_widget_set_visible (self->begin, TRUE);
    passant_calibration_card_set_pace (self, 0);
  }

  GTK_WIDGET_CLASS (passant_calibration_card_parent_class)->unmap (widget);
}

static void
passant_calibration_card_dispose (GObject *object)
{
  PassantCalibrationCard *self = PASSANT_CALIBRATION_CARD (object);

  g_clear_handle_id (&self->wait, g_source_remove);
  g_clear_pointer (&self->clock, passant_clock_unref);

  G_OBJECT_CLASS (passant_calibration_card_parent_class)->dispose (object);
}

static void
passant_calibration_card_class_init (PassantCalibrationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_calibration_card_dispose;
  widget_class->unmap = passant_calibration_card_unmap;

  signals[CALIBRATED] = g_signal_new ("calibrated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_spot (PassantCalibrationCard *self)
{
  GtkWidget *spot = gtk_button_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_widget_add_css_class (spot, "passant-spot");
  gtk_widget_set_halign (spot, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spot, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (spot, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The spot"), -1);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_spot_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (spot, GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (spot, "clicked", G_CALLBACK (on_spot_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->spots), spot);
}

static void
passant_calibration_card_init (PassantCalibrationCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = passant_label_new (_("Five taps to know your hand"), "heading");

  self->explanation = passant_label_new ("", NULL);
  self->spots = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (self->spots, -1, 72);
  gtk_widget_set_visible (self->spots, FALSE);
  for (guint i = 0; i < PASSANT_CALIBRATION_TAPS; i++)
    add_spot (self);

  self->begin = gtk_button_new ();
  gtk_widget_add_css_class (self->begin, "passant-action");
  gtk_widget_set_halign (self->begin, GTK_ALIGN_START);
  g_signal_connect_object (self->begin, "clicked", G_CALLBACK (on_begin_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->explanation);
  gtk_box_append (GTK_BOX (box), self->spots);
  gtk_box_append (GTK_BOX (box), self->begin);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "passant-card");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
  passant_calibration_card_set_pace (self, 0);
}

GtkWidget *
passant_calibration_card_new (PassantClock *clock)
{
  PassantCalibrationCard *self;

  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (PASSANT_TYPE_CALIBRATION_CARD, NULL);
  self->clock = passant_clock_ref (clock);

  return GTK_WIDGET (self);
}

void
passant_calibration_card_set_pace (PassantCalibrationCard *self,
                                   gint64                  pace_ms)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PASSANT_IS_CALIBRATION_CARD (self));

  if (pace_ms > 0)
    /* Translators: %.1f is a number of seconds. */
    words = g_strdup_printf (_("Done. Your hand takes about %.1f seconds to tap what you see."),
                             pace_ms / 1000.0);
  else
    words = g_strdup (_("A spot appears five times; tap it each time. Later you can hold your "
                        "feelings against it. Only you are shown that, and you may leave it out."));
  gtk_label_set_label (GTK_LABEL (self->explanation), words);
  gtk_button_set_label (GTK_BUTTON (self->begin), pace_ms > 0 ? _("Once more")
                                                              : C_("calibration", "Begin"));
}
