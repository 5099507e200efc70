/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-date-control.h"

#include <glib/gi18n-lib.h>

#include "passant-answer-tile.h"
#include "passant-tile-layout.h"

#define TILE_SPACING 8

/* A day is said in a tap: today, yesterday, or the third tile, which opens a calendar and then shows what was chosen. */
struct _PassantDateControl {
  PassantAnswerControl parent_instance;

  char                *value;

  GtkWidget           *today, *yesterday, *other;
  GtkWidget           *calendar, *popover;
};

G_DEFINE_FINAL_TYPE (PassantDateControl, passant_date_control, PASSANT_TYPE_ANSWER_CONTROL)

static char *
dup_day (PassantDateControl *self,
         int days_back)
{
  PassantClock *clock = passant_answer_control_get_clock (PASSANT_ANSWER_CONTROL (self));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (passant_clock_now_ms (clock) / 1000);
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -days_back);

  return g_date_time_format (day, "%Y-%m-%d");
}

static GDateTime *
parse_day (const char *value)
{
  int year, month, day;

  if (!value || sscanf (value, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return NULL;

  return g_date_time_new_local (year, month, day, 12, 0, 0);
}

/* The third tile says the day it stands for, or what it is for. */
static void
show_other (PassantDateControl *self,
            gboolean            chosen)
{
  g_autoptr (GDateTime) day = parse_day (self->value);
  g_autofree char *text = NULL;

  if (chosen)
    /* Translators: a date, see g_date_time_format(): "Sunday 22 November 2026". */
    text = day ? g_date_time_format (day, _("%A %-e %B %Y")) : g_strdup (self->value);
  else
    text = g_strdup (_("Another day…"));

  passant_answer_tile_set_label (PASSANT_ANSWER_TILE (self->other), text);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->other), chosen);
}

static void
show_tiles (PassantDateControl *self)
{
  g_autofree char *today = dup_day (self, 0);
  g_autofree char *yesterday = dup_day (self, 1);
  gboolean is_today = g_strcmp0 (self->value, today) == 0;
  gboolean is_yesterday = g_strcmp0 (self->value, yesterday) == 0;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->today), is_today);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->yesterday), is_yesterday);
  show_other (self, self->value && !is_today && !is_yesterday);
}

static void
say_day (PassantDateControl *self,
         const char         *value)
{
  g_set_str (&self->value, value);
  show_tiles (self);
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_near_clicked_cb (GtkWidget          *tile,
                    PassantDateControl *self)
{
  g_autofree char *day = dup_day (self, tile == self->today ? 0 : 1);

  say_day (self, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tile)) ? day : NULL);
}

static void
on_other_clicked_cb (GtkWidget          *tile,
                     PassantDateControl *self)
{
  g_autoptr (GDateTime) day = parse_day (self->value);

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tile))) {
    say_day (self, NULL);
    return;
  }

  show_tiles (self); /* Not chosen until a day is. */
  if (day)
    gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_use_clicked_cb (GtkWidget          *button,
                   PassantDateControl *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *value = g_date_time_format (day, "%Y-%m-%d");

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  say_day (self, value);
}

static void
passant_date_control_show_value (PassantAnswerControl *control,
                                 const char           *value)
{
  PassantDateControl *self = PASSANT_DATE_CONTROL (control);

  g_set_str (&self->value, value);
  show_tiles (self);
}

static void
passant_date_control_constructed (GObject *object)
{
  G_OBJECT_CLASS (passant_date_control_parent_class)->constructed (object);

  show_tiles (PASSANT_DATE_CONTROL (object));
}

static void
passant_date_control_dispose (GObject *object)
{
  PassantDateControl *self = PASSANT_DATE_CONTROL (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (passant_date_control_parent_class)->dispose (object);
}

static void
passant_date_control_finalize (GObject *object)
{
  PassantDateControl *self = PASSANT_DATE_CONTROL (object);

  g_clear_pointer (&self->value, g_free);

  G_OBJECT_CLASS (passant_date_control_parent_class)->finalize (object);
}

static void
passant_date_control_class_init (PassantDateControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = passant_date_control_constructed;
  object_class->dispose = passant_date_control_dispose;
  object_class->finalize = passant_date_control_finalize;

  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_date_control_show_value;
}

/* A calendar marks a day by itself; taking it is a tap of its own, so that no day is ever a default answer. */
static void
make_popover (PassantDateControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *use = g_object_new (GTK_TYPE_BUTTON,
                                 "label", _("Use this day"),
                                 "css-classes",
                                 (const char *[]) { "passant-action", "suggested-action", NULL },
                                 NULL);

  self->calendar = gtk_calendar_new ();
  self->popover = gtk_popover_new ();
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), use);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->popover, self->other);

  g_signal_connect_object (use, "clicked", G_CALLBACK (on_use_clicked_cb), self, 0);
}

static void
passant_date_control_init (PassantDateControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, TILE_SPACING);
  GtkWidget *near = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->today = passant_answer_tile_new (PASSANT_TILE_ONE, "today", _("Today"), NULL);
  self->yesterday = passant_answer_tile_new (PASSANT_TILE_ONE, "yesterday", _("Yesterday"), NULL);
  self->other = passant_answer_tile_new (PASSANT_TILE_ONE, "other", _("Another day…"), NULL);

  gtk_widget_set_layout_manager (near, passant_tile_layout_new (TILE_SPACING, 48, FALSE));
  gtk_box_append (GTK_BOX (near), self->today);
  gtk_box_append (GTK_BOX (near), self->yesterday);
  gtk_box_append (GTK_BOX (box), near);
  gtk_box_append (GTK_BOX (box), self->other);
  adw_bin_set_child (ADW_BIN (self), box);
  make_popover (self);

  g_signal_connect_object (self->today, "clicked", G_CALLBACK (on_near_clicked_cb), self, 0);
  g_signal_connect_object (self->yesterday, "clicked", G_CALLBACK (on_near_clicked_cb), self, 0);
  g_signal_connect_object (self->other, "clicked", G_CALLBACK (on_other_clicked_cb), self, 0);
}
