/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-attendant.h"

#include <math.h>

#include "passant-awake.h"
#include "passant-buzz.h"
#include "passant-conditions.h"
#include "passant-herald.h"
#include "passant-locator.h"
#include "passant-settings.h"

/* A system that does not answer must not keep what was noted from the hub. */
#define CONDITIONS_PATIENCE_S 3
#define SETTLE_DELAY_MS 500
/* A fix as young as this will do for the next step too. */
#define FIX_AGAIN_MS (2 * 60 * 1000)

/**
 * PassantAttendant:
 *
 * Has the device serve the guest, from the first frame on and never before it: finds out where they are when a visit
 * opens and when they enter a touchpoint in the store, buzzes when a tap is kept, keeps the device awake while a
 * stopwatch runs, tells the sync how sparing to be, and the guest what is new. Whatever the device or the guest refuses
 * is done without.
 */
struct _PassantAttendant {
  GObject            parent_instance;

  PassantWindow     *window; /* unowned: it owns this */
  PassantNotebook   *notebook;
  PassantSession    *session; /* or NULL */
  PassantConditions *conditions;
  PassantLocator    *locator;
  PassantHerald     *herald;
  char              *place;     /* the touchpoint the guest is at */
  gint64             noted_ms;  /* of the visit, when last looked at */
  gint64             located_ms;
  gboolean           has_asked; /* since the app began: leave was given or refused */
  guint              awake;     /* while a stopwatch runs, else 0 */
  guint              first_id;
  guint              patience_id;
};

G_DEFINE_FINAL_TYPE (PassantAttendant, passant_attendant, G_TYPE_OBJECT)

static PassantTouchpoint *
find_touchpoint (PassantAttendant *self)
{
  return self->session && self->place
         ? passant_script_find_touchpoint (passant_session_get_script (self->session), self->place)
         : NULL;
}

static gboolean
is_open (PassantAttendant *self)
{
  PassantVisit *visit = self->session ? passant_session_get_visit (self->session) : NULL;

  return visit && passant_visit_get_state (visit) == PASSANT_VISIT_OPEN;
}

static void
on_found_cb (PassantAttendant *self,
             double            latitude,
             double            longitude,
             double            accuracy_m,
             gint64            age_ms)
{
  PassantTouchpoint *touchpoint = find_touchpoint (self);
  PassantFix fix = {
    .how = PASSANT_FIX_DEVICE,
    .has_place = TRUE,
    /* To the decimetre: finer is noise. */
    .latitude = round (latitude * 1e6) / 1e6,
    .longitude = round (longitude * 1e6) / 1e6,
    .accuracy_m = (int) ceil (CLAMP (accuracy_m, 0, 1e6)),
    .age_ms = age_ms,
  };

  /* Left again, or asked only so that leave is given before the store. */
  if (!is_open (self) || !touchpoint || !passant_presence_wants (touchpoint))
    return;

  fix.touchpoint = touchpoint->id;
  self->located_ms = passant_notebook_get_now_ms (self->notebook);
  passant_session_locate (self->session, &fix);
}

/* Once at an opening also where it will not be noted: the system asks for leave then, and not in the store. */
static void
locate (PassantAttendant *self,
        gboolean          is_opening)
{
  PassantTouchpoint *touchpoint = find_touchpoint (self);
  gint64 now_ms = passant_notebook_get_now_ms (self->notebook);
  gboolean is_wanted = (is_opening && !self->has_asked) ||
                       (touchpoint && passant_presence_wants (touchpoint));

  if (!is_wanted || !is_open (self) || passant_window_is_covered (self->window) ||
      (self->located_ms > 0 && ABS (now_ms - self->located_ms) < FIX_AGAIN_MS) ||
      !g_settings_get_boolean (passant_settings_get (), "locate"))
    return;

  self->has_asked = TRUE;
  passant_locator_find (self->locator);
}

static gboolean
has_timer (PassantAttendant *self)
{
  return self->session &&
         passant_visit_get_timers (passant_session_get_visit (self->session))->len > 0;
}

static void
stay_awake (PassantAttendant *self)
{
  gboolean is_needed = has_timer (self);

  if (is_needed && !self->awake)
    self->awake = passant_awake_hold (GTK_WIDGET (self->window));
  else if (!is_needed)
    g_clear_handle_id (&self->awake, passant_awake_release);
}

/* Something was kept: a step of the way, or a tap. */
static void
on_session_changed_cb (PassantAttendant *self)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  gint64 noted_ms = passant_visit_get_noted_ms (visit);

  if (g_set_str (&self->place, passant_visit_get_place (visit)))
    locate (self, FALSE);
  else if (noted_ms != self->noted_ms && noted_ms - self->located_ms > 1000 &&
           !passant_window_is_covered (self->window))
    passant_buzz ();
  self->noted_ms = noted_ms;
  stay_awake (self);
}

static gboolean
on_patience_cb (gpointer user_data)
{
  PassantAttendant *self = user_data;

  self->patience_id = 0;
  if (passant_notebook_get_enrolment (self->notebook))
    passant_sync_runner_nudge (passant_notebook_get_runner (self->notebook));

  return G_SOURCE_REMOVE;
}

static void
on_conditions_changed_cb (PassantAttendant *self)
{
  PassantSyncRunner *runner = passant_notebook_get_runner (self->notebook);

  passant_sync_runner_set_thrift (runner, passant_conditions_get_thrift (self->conditions));
  if (!self->patience_id)
    return;

  /* What is known first may be half of it: the battery's service answers in its own time. */
  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->patience_id = g_timeout_add (SETTLE_DELAY_MS, on_patience_cb, self);
}

static void
on_came_online_cb (PassantAttendant *self)
{
  if (passant_notebook_get_enrolment (self->notebook))
    passant_sync_runner_come_online (passant_notebook_get_runner (self->notebook));
}

/* After the first frame: nothing that speaks to the system may stand before it. */
static gboolean
on_first_frame_cb (gpointer user_data)
{
  PassantAttendant *self = user_data;

  self->first_id = 0;
  self->patience_id = g_timeout_add_seconds (CONDITIONS_PATIENCE_S, on_patience_cb, self);
  passant_conditions_find_out (self->conditions);
  passant_buzz_init ();
  passant_herald_look (self->herald);
  locate (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
on_after_paint_cb (GdkFrameClock *frame_clock,
                   gpointer       user_data)
{
  PassantAttendant *self = user_data;

  g_signal_handlers_disconnect_by_func (frame_clock, on_after_paint_cb, self);
  self->first_id = g_idle_add_full (G_PRIORITY_LOW, on_first_frame_cb, self, NULL);
}

static void
on_map_cb (PassantAttendant *self)
{
  g_signal_handlers_disconnect_by_func (self->window, on_map_cb, self);
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint",
                           G_CALLBACK (on_after_paint_cb), self, G_CONNECT_DEFAULT);
}

static void
passant_attendant_dispose (GObject *object)
{
  PassantAttendant *self = PASSANT_ATTENDANT (object);

  g_clear_handle_id (&self->first_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  passant_attendant_follow (self, NULL);
  if (self->locator)
    passant_locator_stop (self->locator);
  g_clear_object (&self->locator);
  g_clear_object (&self->conditions);
  g_clear_object (&self->herald);
  g_clear_object (&self->notebook);

  G_OBJECT_CLASS (passant_attendant_parent_class)->dispose (object);
}

static void
passant_attendant_class_init (PassantAttendantClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_attendant_dispose;
}

static void
passant_attendant_init (PassantAttendant *self)
{
  self->conditions = passant_conditions_new ();
}

PassantAttendant *
passant_attendant_new (PassantWindow   *window,
                       PassantNotebook *notebook)
{
  PassantAttendant *self = g_object_new (PASSANT_TYPE_ATTENDANT, NULL);

  self->window = window;
  self->notebook = g_object_ref (notebook);
  self->locator =
    passant_locator_new (passant_store_get_clock (passant_notebook_get_store (notebook)));
  self->herald = passant_herald_new (window, notebook);
  g_signal_connect_object (self->locator, "found", G_CALLBACK (on_found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conditions, "changed", G_CALLBACK (on_conditions_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conditions, "came-online", G_CALLBACK (on_came_online_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "map", G_CALLBACK (on_map_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

/* @session: (nullable): the visit on the screen from now on. */
void
passant_attendant_follow (PassantAttendant *self,
                          PassantSession   *session)
{
  g_return_if_fail (PASSANT_IS_ATTENDANT (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->locator)
    passant_locator_stop (self->locator);
  g_clear_pointer (&self->place, g_free);
  g_clear_handle_id (&self->awake, passant_awake_release);
  self->located_ms = 0;
  if (!g_set_object (&self->session, session) || !session)
    return;

  self->place = g_strdup (passant_visit_get_place (passant_session_get_visit (session)));
  self->noted_ms = passant_visit_get_noted_ms (passant_session_get_visit (session));
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  stay_awake (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->window)) && !self->first_id)
    locate (self, TRUE);
}

/* What was kept back under the cover is told now. */
void
passant_attendant_look (PassantAttendant *self)
{
  g_return_if_fail (PASSANT_IS_ATTENDANT (self));

  passant_herald_look (self->herald);
}
