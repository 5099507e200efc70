/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-strip-layout.h"

#include "passant-phase-button.h"

#define SPACING 3

struct _PassantStripLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (PassantStripLayout, passant_strip_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  int n;
  int long_sum;     /* all with titles */
  int short_sum;    /* all without */
  int current_long, current_short;
} Widths;

static Widths
measure_phases (GtkWidget *widget)
{
  Widths widths = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child; child = gtk_widget_get_next_sibling (child)) {
    int long_width, short_width;

    passant_phase_button_measure (PASSANT_PHASE_BUTTON (child), &long_width, &short_width);
    widths.n++;
    widths.long_sum += long_width;
    widths.short_sum += short_width;
    if (passant_phase_button_is_current (PASSANT_PHASE_BUTTON (child))) {
      widths.current_long = long_width;
      widths.current_short = short_width;
    }
  }

  return widths;
}

static int
get_gaps (const Widths *widths)
{
  return MAX (widths->n - 1, 0) * SPACING;
}

static void
passant_strip_layout_measure (GtkLayoutManager *manager,
                              GtkWidget        *widget,
                              GtkOrientation    orientation,
                              int               for_size,
                              int              *min_out,
                              int              *natural_out,
                              int              *min_baseline_out,
                              int              *natural_baseline_out)
{
  Widths widths;

  *min_out = *natural_out = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    widths = measure_phases (widget);
    *min_out = widths.short_sum + get_gaps (&widths);
    *natural_out = widths.long_sum + get_gaps (&widths);
    return;
  }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child; child = gtk_widget_get_next_sibling (child)) {
    int natural;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
    *min_out = *natural_out = MAX (*natural_out, natural);
  }
}

/* In the narrow form what is left over goes to the current phase until its title fits, then to everybody. */
static int
get_width (PassantPhaseButton *button,
           const Widths       *widths,
           int                 room,
           gboolean            is_short)
{
  int long_width, short_width, current, spare;

  passant_phase_button_measure (button, &long_width, &short_width);

  if (!is_short)
    return long_width + (room - widths->long_sum) / widths->n;

  spare = MAX (0, room - widths->short_sum);
  current = MIN (spare, widths->current_long - widths->current_short);
  spare = (spare - current) / widths->n;

  return short_width + spare + (passant_phase_button_is_current (button) ? current : 0);
}

static void
passant_strip_layout_allocate (GtkLayoutManager *manager,
                               GtkWidget        *widget,
                               int               width,
                               int               height,
                               int               baseline)
{
  Widths widths = measure_phases (widget);
  const int room = width - get_gaps (&widths);
  const gboolean is_short = widths.long_sum > room;
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child; child = gtk_widget_get_next_sibling (child)) {
    PassantPhaseButton *button = PASSANT_PHASE_BUTTON (child);
    GtkAllocation place = { x, 0, get_width (button, &widths, room, is_short), height };

    passant_phase_button_set_short (button, is_short && !passant_phase_button_is_current (button));
    x += place.width + SPACING;
    if (mirrored)
      place.x = width - place.x - place.width;
    gtk_widget_size_allocate (child, &place, -1);
  }
}

static void
passant_strip_layout_class_init (PassantStripLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = passant_strip_layout_measure;
  manager_class->allocate = passant_strip_layout_allocate;
}

static void
passant_strip_layout_init (PassantStripLayout *self)
{
}

GtkLayoutManager *
passant_strip_layout_new (void)
{
  return g_object_new (PASSANT_TYPE_STRIP_LAYOUT, NULL);
}
