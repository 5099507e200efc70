/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-visit-clock.h"

#include "passant-front.h"

/* It is shown in minutes. */
#define TICK_DELAY_S 30

/**
 * PassantVisitClock:
 *
 * How long a visit has been in front, told from the facts of all visits that took turns with it: `ticked` now and then.
 * They are read on the store's worker, and again when something was noted since.
 */
struct _PassantVisitClock {
  GObject         parent_instance;

  PassantSession *session;
  PassantFront   *front;    /* NULL until it is read */
  gint64          noted_ms; /* the visit's, when it was asked for */
  guint           tick_id;
};

G_DEFINE_FINAL_TYPE (PassantVisitClock, passant_visit_clock, G_TYPE_OBJECT)

typedef enum {
  TICKED,
} PassantVisitClockSignals;

static guint signals[TICKED + 1];

/* What the worker needs, so that it touches nothing of the main thread's. */
typedef struct {
  PassantStore *store;
  char         *visit;
} Reading;

static void
reading_free (Reading *self)
{
  g_object_unref (self->store);
  g_free (self->visit);
  g_free (self);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;
  PassantFront *front = passant_store_load_front (reading->store, reading->visit, NULL);

  g_task_return_pointer (task, front ? front : passant_front_new (),
                         (GDestroyNotify) passant_front_free);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PassantVisitClock *self = PASSANT_VISIT_CLOCK (source);

  g_clear_pointer (&self->front, passant_front_free);
  self->front = g_task_propagate_pointer (G_TASK (result), NULL);
  g_signal_emit (self, signals[TICKED], 0);
}

static void
read_facts (PassantVisitClock *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read_cb, NULL);
  PassantVisit *visit = passant_session_get_visit (self->session);
  PassantStore *store = passant_session_get_store (self->session);
  Reading *reading = g_new0 (Reading, 1);

  reading->store = g_object_ref (store);
  reading->visit = g_strdup (passant_visit_get_id (visit));
  self->noted_ms = passant_visit_get_noted_ms (visit);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  passant_worker_push (passant_store_get_worker (store), task, read_thread);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  PassantVisitClock *self = user_data;

  if (passant_visit_get_noted_ms (passant_session_get_visit (self->session)) != self->noted_ms)
    read_facts (self);
  else
    g_signal_emit (self, signals[TICKED], 0);

  return G_SOURCE_CONTINUE;
}

static void
passant_visit_clock_dispose (GObject *object)
{
  PassantVisitClock *self = PASSANT_VISIT_CLOCK (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->front, passant_front_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (passant_visit_clock_parent_class)->dispose (object);
}

static void
passant_visit_clock_class_init (PassantVisitClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_visit_clock_dispose;

  signals[TICKED] = g_signal_new ("ticked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_visit_clock_init (PassantVisitClock *self)
{
}

PassantVisitClock *
passant_visit_clock_new (PassantSession *session)
{
  PassantVisitClock *self = g_object_new (PASSANT_TYPE_VISIT_CLOCK, NULL);

  self->session = g_object_ref (session);
  self->tick_id = g_timeout_add_seconds (TICK_DELAY_S, on_tick_cb, self);
  read_facts (self);

  return self;
}

/* How long the visit has been in front by now; −1 as long as that is not known. */
gint64
passant_visit_clock_get_ms (PassantVisitClock *self)
{
  PassantStore *store;
  PassantClock *clock;
  const char *visit;

  g_return_val_if_fail (PASSANT_IS_VISIT_CLOCK (self), -1);

  if (!self->front)
    return -1;

  store = passant_session_get_store (self->session);
  clock = passant_store_get_clock (store);
  visit = passant_visit_get_id (passant_session_get_visit (self->session));

  return passant_front_get_ms (self->front, visit) +
         passant_front_get_running_ms (self->front, visit, passant_store_get_device (store),
                                       passant_clock_now_ms (clock), passant_clock_boot_ms (clock));
}
