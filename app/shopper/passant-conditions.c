/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-conditions.h"

/**
 * PassantConditions:
 *
 * What the system says of network and battery. Asking it may take a while (a service that is only just starting, or
 * hangs), so that is done on a thread; `changed` is emitted when it is first known and whenever it is otherwise, and
 * `came-online` when a network is there again.
 */
struct _PassantConditions {
  GObject               parent_instance;

  GNetworkMonitor      *network;
  GPowerProfileMonitor *power;
  gboolean              is_asking;
};

G_DEFINE_FINAL_TYPE (PassantConditions, passant_conditions, G_TYPE_OBJECT)

typedef enum {
  CHANGED,
  CAME_ONLINE,
} PassantConditionsSignals;

static guint signals[CAME_ONLINE + 1];

static void
emit_changed (PassantConditions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_network_changed_cb (PassantConditions *self,
                       gboolean           is_available)
{
  if (is_available)
    g_signal_emit (self, signals[CAME_ONLINE], 0);
}

/* Both are made once for the whole program; what they hear later is told on the main thread. */
static void
ask_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  g_network_monitor_get_default ();
  g_task_return_pointer (task, g_power_profile_monitor_dup_default (), g_object_unref);
}

static void
on_asked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  PassantConditions *self = PASSANT_CONDITIONS (source);

  self->power = g_task_propagate_pointer (G_TASK (result), NULL);
  self->network = g_network_monitor_get_default ();
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (on_network_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "notify::network-metered", G_CALLBACK (emit_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->power, "notify::power-saver-enabled", G_CALLBACK (emit_changed),
                           self, G_CONNECT_SWAPPED);
  emit_changed (self);
}

static void
passant_conditions_dispose (GObject *object)
{
  PassantConditions *self = PASSANT_CONDITIONS (object);

  g_clear_object (&self->power);
  self->network = NULL;

  G_OBJECT_CLASS (passant_conditions_parent_class)->dispose (object);
}

static void
passant_conditions_class_init (PassantConditionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_conditions_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CAME_ONLINE] = g_signal_new ("came-online", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_conditions_init (PassantConditions *self)
{
}

PassantConditions *
passant_conditions_new (void)
{
  return g_object_new (PASSANT_TYPE_CONDITIONS, NULL);
}

/* Asks the system, once; `changed` follows. */
void
passant_conditions_find_out (PassantConditions *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PASSANT_IS_CONDITIONS (self));

  if (self->is_asking)
    return;

  self->is_asking = TRUE;
  task = g_task_new (self, NULL, on_asked_cb, NULL);
  g_task_run_in_thread (task, ask_thread);
}

/* NONE until it is known. */
PassantThrift
passant_conditions_get_thrift (PassantConditions *self)
{
  g_return_val_if_fail (PASSANT_IS_CONDITIONS (self), PASSANT_THRIFT_NONE);

  if (self->power && g_power_profile_monitor_get_power_saver_enabled (self->power))
    return PASSANT_THRIFT_POWER;
  if (self->network && g_network_monitor_get_network_metered (self->network))
    return PASSANT_THRIFT_METERED;

  return PASSANT_THRIFT_NONE;
}
