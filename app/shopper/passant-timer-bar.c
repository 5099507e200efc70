/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-timer-bar.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"

#define TICK_S 1

/**
 * PassantTimerBar:
 *
 * The stopwatches that run at other steps than the one on the screen: how long already, and a tap leads back to each
 * (`win.go`). Not visible when there are none.
 */
struct _PassantTimerBar {
  AdwBin          parent_instance;

  PassantSession *session;
  const char     *language;
  GtkWidget      *box;
  guint           tick;
};

G_DEFINE_FINAL_TYPE (PassantTimerBar, passant_timer_bar, ADW_TYPE_BIN)

static void
show_elapsed (PassantTimerBar *self,
              GtkWidget       *button)
{
  PassantQuestion *question = g_object_get_data (G_OBJECT (button), "question");
  GtkWidget *time = g_object_get_data (G_OBJECT (button), "time");
  gint64 elapsed_s = MAX (passant_session_get_elapsed_ms (self->session, question), 0) / 1000;
  g_autofree char *words = g_strdup_printf ("%d:%02d", (int) (elapsed_s / 60),
                                            (int) (elapsed_s % 60));

  gtk_label_set_label (GTK_LABEL (time), words);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  PassantTimerBar *self = user_data;

  for (GtkWidget *button = gtk_widget_get_first_child (self->box);
       button; button = gtk_widget_get_next_sibling (button))
    show_elapsed (self, button);

  return G_SOURCE_CONTINUE;
}

static void
add_timer (PassantTimerBar *self,
           PassantQuestion *question)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  g_autofree char *text = passant_guide_dup_text (guide, question->text, question, self->language);
  /* Translators: %s is the question that a stopwatch belongs to. */
  g_autofree char *name = g_strdup_printf (_("A stopwatch runs: %s"), text);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *time = passant_label_new ("", "numeric");
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_hexpand (time, FALSE);
  gtk_label_set_wrap (GTK_LABEL (time), FALSE);
  gtk_box_append (GTK_BOX (content),
                  gtk_image_new_from_icon_name ("document-open-recent-symbolic"));
  gtk_box_append (GTK_BOX (content), passant_label_new (text, NULL));
  gtk_box_append (GTK_BOX (content), time);
  gtk_widget_set_hexpand (gtk_widget_get_prev_sibling (time), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "passant-job-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", question->touchpoint->id);
  g_object_set_data (G_OBJECT (button), "question", question);
  g_object_set_data (G_OBJECT (button), "time", time);
  gtk_box_append (GTK_BOX (self->box), button);
  show_elapsed (self, button);
}

static void
passant_timer_bar_dispose (GObject *object)
{
  PassantTimerBar *self = PASSANT_TIMER_BAR (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (passant_timer_bar_parent_class)->dispose (object);
}

static void
passant_timer_bar_class_init (PassantTimerBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_timer_bar_dispose;
}

static void
passant_timer_bar_init (PassantTimerBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* @touchpoint: the one on the screen, whose own stopwatches stand in their cards. */
void
passant_timer_bar_update (PassantTimerBar   *self,
                          PassantSession    *session,
                          PassantTouchpoint *touchpoint,
                          const char        *language)
{
  GPtrArray *timers = passant_visit_get_timers (passant_session_get_visit (session));
  GtkWidget *button;

  g_return_if_fail (PASSANT_IS_TIMER_BAR (self));

  g_set_object (&self->session, session);
  self->language = g_intern_string (language);
  g_clear_handle_id (&self->tick, g_source_remove);
  while ((button = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), button);

  for (guint i = 0; i < timers->len; i++) {
    const PassantTimer *timer = g_ptr_array_index (timers, i);
    PassantQuestion *question =
      passant_script_find_question (passant_session_get_script (session), timer->question);

    if (question && question->touchpoint != touchpoint)
      add_timer (self, question);
  }

  button = gtk_widget_get_first_child (self->box);
  if (button)
    self->tick = g_timeout_add_seconds (TICK_S, on_tick_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self), button != NULL);
}
