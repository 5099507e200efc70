/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-date-time-control.h"

#include <glib/gi18n-lib.h>

#include "passant-date-control.h"
#include "passant-time-control.h"

struct _PassantDateTimeControl {
  PassantAnswerControl  parent_instance;

  char                 *day, *time; /* as said, or NULL */

  PassantAnswerControl *day_control, *time_control;
};

G_DEFINE_FINAL_TYPE (PassantDateTimeControl, passant_date_time_control, PASSANT_TYPE_ANSWER_CONTROL)

static void
say_both (PassantDateTimeControl *self)
{
  g_autofree char *value = NULL;

  if (self->day || self->time)
    value = g_strconcat (self->day ? self->day : "", "T", self->time, NULL);

  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_day_said_cb (PassantAnswerControl   *control,
                const char             *value,
                PassantDateTimeControl *self)
{
  g_set_str (&self->day, value);
  say_both (self);
}

static void
on_time_said_cb (PassantAnswerControl   *control,
                 const char             *value,
                 PassantDateTimeControl *self)
{
  g_set_str (&self->time, value);
  say_both (self);
}

/* Now is today, whatever day stood there. The time is said right after. */
static void
on_now_tapped_cb (PassantAnswerControl   *control,
                  PassantDateTimeControl *self)
{
  gint64 now_ms = passant_clock_now_ms (passant_answer_control_get_clock (control));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_ms / 1000);

  g_clear_pointer (&self->day, g_free);
  self->day = g_date_time_format (now, "%Y-%m-%d");
  passant_answer_control_show (self->day_control, self->day);
}

static void
passant_date_time_control_show_value (PassantAnswerControl *control,
                                      const char           *value)
{
  PassantDateTimeControl *self = PASSANT_DATE_TIME_CONTROL (control);
  g_auto (GStrv) parts = g_strsplit (value ? value : "", "T", 2);
  const char *day = g_strv_length (parts) > 0 && *parts[0] ? parts[0] : NULL;
  const char *time = g_strv_length (parts) > 1 && *parts[1] ? parts[1] : NULL;

  g_set_str (&self->day, day);
  g_set_str (&self->time, time);
  passant_answer_control_show (self->day_control, self->day);
  passant_answer_control_show (self->time_control, self->time);
}

/* A day without a time, or the other way round, is on its way. */
static char *
passant_date_time_control_dup_unfinished (PassantAnswerControl *control)
{
  PassantDateTimeControl *self = PASSANT_DATE_TIME_CONTROL (control);

  if (self->day && !self->time)
    return g_strdup (_("And at what time?"));
  if (self->time && !self->day)
    return g_strdup (_("And on which day?"));

  return NULL;
}

static void
passant_date_time_control_flush (PassantAnswerControl *control)
{
  passant_answer_control_flush (PASSANT_DATE_TIME_CONTROL (control)->time_control);
}

static PassantAnswerControl *
make_part (PassantDateTimeControl *self,
           GType                   type)
{
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (self);

  return g_object_new (type,
                       "question", passant_answer_control_get_question (control),
                       "language", passant_answer_control_get_language (control),
                       "clock", passant_answer_control_get_clock (control),
                       NULL);
}

static void
passant_date_time_control_set_text (PassantAnswerControl *control,
                                    const char           *text)
{
  passant_answer_control_set_text (PASSANT_DATE_TIME_CONTROL (control)->time_control, text);
}

static void
passant_date_time_control_constructed (GObject *object)
{
  PassantDateTimeControl *self = PASSANT_DATE_TIME_CONTROL (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  G_OBJECT_CLASS (passant_date_time_control_parent_class)->constructed (object);

  self->day_control = make_part (self, PASSANT_TYPE_DATE_CONTROL);
  self->time_control = make_part (self, PASSANT_TYPE_TIME_CONTROL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->day_control));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->time_control));
  adw_bin_set_child (ADW_BIN (self), box);
  passant_answer_control_set_field (PASSANT_ANSWER_CONTROL (self),
                                    passant_answer_control_get_field (self->time_control));

  g_signal_connect_object (self->day_control, "said", G_CALLBACK (on_day_said_cb), self, 0);
  g_signal_connect_object (self->time_control, "said", G_CALLBACK (on_time_said_cb), self, 0);
  g_signal_connect_object (self->time_control, "now-tapped", G_CALLBACK (on_now_tapped_cb), self,
                           0);
}

static void
passant_date_time_control_finalize (GObject *object)
{
  PassantDateTimeControl *self = PASSANT_DATE_TIME_CONTROL (object);

  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->time, g_free);

  G_OBJECT_CLASS (passant_date_time_control_parent_class)->finalize (object);
}

static void
passant_date_time_control_class_init (PassantDateTimeControlClass *klass)
{
  PassantAnswerControlClass *control_class = PASSANT_ANSWER_CONTROL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = passant_date_time_control_constructed;
  G_OBJECT_CLASS (klass)->finalize = passant_date_time_control_finalize;
  control_class->show_value = passant_date_time_control_show_value;
  control_class->set_text = passant_date_time_control_set_text;
  control_class->dup_unfinished = passant_date_time_control_dup_unfinished;
  control_class->flush = passant_date_time_control_flush;
}

static void
passant_date_time_control_init (PassantDateTimeControl *self)
{
}
