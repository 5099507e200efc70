/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-buzz.h"

#define LIBFEEDBACK_USE_UNSTABLE_API
#include <libfeedback.h>

#include "passant-settings.h"

static gboolean is_ready;

/* Waits for the service, should it have to be started first. */
static void
init_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  gboolean works = lfb_init (PASSANT_APP_ID, &error);

  if (!works)
    g_debug ("No haptics: %s", error->message);
  g_task_return_boolean (task, works);
}

static void
on_ready_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  is_ready = g_task_propagate_boolean (G_TASK (result), NULL);
}

void
passant_buzz_init (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_ready_cb, NULL);

  g_task_run_in_thread (task, init_thread);
}

/* Nobody waits for it, and a device that cannot do it need not say so. */
static void
on_buzzed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  lfb_event_trigger_feedback_finish (LFB_EVENT (source), result, NULL);
}

void
passant_buzz (void)
{
  g_autoptr (LfbEvent) event = NULL;

  if (!is_ready || !g_settings_get_boolean (passant_settings_get (), "haptics"))
    return;

  event = lfb_event_new ("button-pressed");
  lfb_event_trigger_feedback_async (event, NULL, on_buzzed_cb, NULL);
}
