/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-sync-runner.h"

#include <glib/gi18n-lib.h>

#include "passant-wording.h"

#define RETRY_DELAY_S_MIN 5
#define RETRY_DELAY_S_MAX (15 * 60)
#define POLL_DELAY_S (10 * 60)
/* A network that just came up is often not quite there yet. */
#define NETWORK_DELAY_S 2

/**
 * PassantSyncRunner:
 *
 * Syncs by itself, on a thread of its own, in bursts: when asked, when the network comes back, and again and again with
 * growing pauses while the hub cannot be reached; now and then otherwise, to hear what a reviewer said. `state` and
 * `words` tell how it goes; `finished` is emitted after each try, on the main thread. A refusal that only a person can
 * mend (a revoked device) is not tried again by itself.
 *
 * What it does by itself is thrifty: over a network that is paid by the byte photos wait, and while the device saves
 * power everything does; `words` then say so. What the guest asks for is always done whole. A hub that asks to be left
 * alone for a while is, but for the guest.
 */
struct _PassantSyncRunner {
  GObject          parent_instance;

  PassantStore    *store;
  PassantWorker   *worker;
  GCancellable    *cancellable;
  PassantThrift    thrift;
  gboolean         is_whole;      /* the one under way */
  guint            asked_s;       /* how long it was asked to leave the hub alone; 0: it was not */
  gint64           alone_ms;      /* until when, by the boot clock */
  PassantSyncState state;
  char            *words;
  guint            timeout_id;
  guint            retry_delay_s;
  gboolean         is_wanted_again;
  gboolean         is_wanted_whole;
  gboolean         has_waited;    /* something was put off */
};

G_DEFINE_FINAL_TYPE (PassantSyncRunner, passant_sync_runner, G_TYPE_OBJECT)

typedef enum {
  PROP_STATE = 1,
  PROP_WORDS,
} PassantSyncRunnerProps;

static GParamSpec *props[PROP_WORDS + 1];

typedef enum {
  FINISHED,
} PassantSyncRunnerSignals;

static guint signals[FINISHED + 1];

/* How far a sync is, on its way from the sync's thread to the main one. */
typedef struct {
  PassantSyncRunner *runner;
  PassantSyncStage   stage;
  guint              done, total;
} Progress;

static void
set_state (PassantSyncRunner *self,
           PassantSyncState   state,
           const char        *words)
{
  if (g_set_str (&self->words, words))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WORDS]);

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static char *
describe_progress (Progress *progress)
{
  if (progress->stage == PASSANT_SYNC_RECEIVING)
    return g_strdup (_("Fetching news from the hub …"));

  if (progress->total == 0)
    return g_strdup (_("Sending …"));

  if (progress->stage == PASSANT_SYNC_SENDING_BLOBS)
    /* Translators: how many photos are sent of how many. */
    return g_strdup_printf (_("Sending photo %u of %u …"),
                            MIN (progress->done + 1, progress->total), progress->total);

  /* Translators: how many answers are sent of how many. */
  return g_strdup_printf (_("Sending answers: %u of %u …"), progress->done, progress->total);
}

static gboolean
show_progress (gpointer user_data)
{
  g_autofree Progress *progress = user_data;
  g_autoptr (PassantSyncRunner) self = progress->runner;
  g_autofree char *words = describe_progress (progress);

  if (self->state == PASSANT_SYNC_STATE_RUNNING)
    set_state (self, PASSANT_SYNC_STATE_RUNNING, words);

  return G_SOURCE_REMOVE;
}

/* On the sync's thread. */
static void
on_progress_cb (PassantSyncStage stage,
                guint            done,
                guint            total,
                gpointer         data)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->runner = g_object_ref (data);
  progress->stage = stage;
  progress->done = done;
  progress->total = total;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, show_progress, progress, NULL);
}

static void
sync_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  PassantSyncRunner *self = source;
  PassantSyncResult result = { 0 };
  GError *error = NULL;

  gboolean is_done =
    passant_sync_run_some (self->store,
                           self->is_whole ? PASSANT_SYNC_WHOLE : PASSANT_SYNC_WITHOUT_FILES,
                           &result, on_progress_cb, self, cancellable, &error);

  self->asked_s = result.retry_after_s;
  if (is_done)
    g_task_return_pointer (task, g_memdup2 (&result, sizeof result), g_free);
  else
    g_task_return_error (task, error);
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  PassantSyncRunner *self = user_data;

  self->timeout_id = 0;
  passant_sync_runner_nudge (self);

  return G_SOURCE_REMOVE;
}

static gint64
get_boot_ms (PassantSyncRunner *self)
{
  return passant_clock_boot_ms (passant_store_get_clock (self->store));
}

/* How long the hub is still to be left alone. */
static guint
get_alone_s (PassantSyncRunner *self)
{
  gint64 left_ms = self->alone_ms - get_boot_ms (self);

  return left_ms > 0 ? (guint) (left_ms / 1000 + 1) : 0;
}

static void
start_in_s (PassantSyncRunner *self,
            guint              delay_s)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_seconds (MAX (delay_s, get_alone_s (self)), on_timeout_cb,
                                            self);
}

/* Decorrelated jitter: a town full of handhelds coming back at once must not knock in step. */
static void
retry_later (PassantSyncRunner *self)
{
  guint ceiling = MIN (self->retry_delay_s * 3, RETRY_DELAY_S_MAX);

  self->retry_delay_s = (guint) g_random_int_range (RETRY_DELAY_S_MIN,
                                                    (gint32) MAX (ceiling, RETRY_DELAY_S_MIN) + 1);
  start_in_s (self, self->retry_delay_s);
}

static char *
describe_waiting (PassantSyncRunner *self)
{
  g_auto (GStrv) files = passant_store_list_unsent_blobs (self->store, NULL);
  guint n = 0;

  /* What is not on this device any more waits for nothing. */
  for (guint i = 0; files && files[i]; i++)
    n += passant_blobs_has (passant_store_get_blobs (self->store), files[i]);
  if (n == 0)
    return NULL;

  self->has_waited = TRUE;

  return g_strdup_printf (ngettext ("%u photo waits for a network that is not paid by the byte; "
                                    "sync by hand to send it now",
                                    "%u photos wait for a network that is not paid by the byte; "
                                    "sync by hand to send them now", n), n);
}

static char *
describe_result (PassantSyncRunner       *self,
                 const PassantSyncResult *result)
{
  if (result->quarantined > 0)
    return g_strdup_printf (ngettext ("%u answer is on the hub but does not count; "
                                      "ask your coordinator",
                                      "%u answers are on the hub but do not count; "
                                      "ask your coordinator", result->quarantined),
                            result->quarantined);

  return self->is_whole ? NULL : describe_waiting (self);
}

static void
tell_failure (PassantSyncRunner *self,
              const GError      *error)
{
  g_autofree char *words = passant_wording_for_error (error);

  if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    set_state (self, PASSANT_SYNC_STATE_OFFLINE, words);
    retry_later (self);
    return;
  }

  set_state (self, PASSANT_SYNC_STATE_FAILED, words);
  /* One bad photo or a full disk is no reason to hear nothing more; only a person can mend the other two. */
  if (!g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_DENIED) &&
      !g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_TOO_NEW))
    start_in_s (self, POLL_DELAY_S);
}

static void
on_synced_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PassantSyncRunner *self = PASSANT_SYNC_RUNNER (source);
  g_autoptr (GError) error = NULL;
  g_autofree PassantSyncResult *outcome = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *words = NULL;

  if (g_cancellable_is_cancelled (self->cancellable)) {
    set_state (self, PASSANT_SYNC_STATE_IDLE, NULL);
    return;
  }

  self->alone_ms = self->asked_s ? get_boot_ms (self) + self->asked_s * G_GINT64_CONSTANT (1000)
                                 : 0;
  if (outcome) {
    words = describe_result (self, outcome);
    self->retry_delay_s = RETRY_DELAY_S_MIN;
    set_state (self, PASSANT_SYNC_STATE_IDLE, words);
    start_in_s (self, POLL_DELAY_S);
  } else {
    tell_failure (self, error);
  }

  /* Also after a failure: one begun before this device was enrolled says nothing about the one asked for since. */
  if (self->is_wanted_again && self->is_wanted_whole)
    passant_sync_runner_start (self);
  else if (self->is_wanted_again)
    start_in_s (self, 0);
  self->is_wanted_again = self->is_wanted_whole = FALSE;
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
passant_sync_runner_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PassantSyncRunner *self = PASSANT_SYNC_RUNNER (object);

  switch ((PassantSyncRunnerProps) prop_id) {
  case PROP_STATE:
    g_value_set_uint (value, self->state);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_sync_runner_dispose (GObject *object)
{
  PassantSyncRunner *self = PASSANT_SYNC_RUNNER (object);

  passant_sync_runner_stop (self);
  g_clear_object (&self->worker);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (passant_sync_runner_parent_class)->dispose (object);
}

static void
passant_sync_runner_finalize (GObject *object)
{
  PassantSyncRunner *self = PASSANT_SYNC_RUNNER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (passant_sync_runner_parent_class)->finalize (object);
}

static void
passant_sync_runner_class_init (PassantSyncRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = passant_sync_runner_get_property;
  object_class->dispose = passant_sync_runner_dispose;
  object_class->finalize = passant_sync_runner_finalize;

  props[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, PASSANT_SYNC_STATE_FAILED, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_WORDS] =
    g_param_spec_string ("words", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_sync_runner_init (PassantSyncRunner *self)
{
  self->worker = passant_worker_new ("passant-sync");
  self->cancellable = g_cancellable_new ();
  self->retry_delay_s = RETRY_DELAY_S_MIN;
}

PassantSyncRunner *
passant_sync_runner_new (PassantStore *store)
{
  PassantSyncRunner *self = g_object_new (PASSANT_TYPE_SYNC_RUNNER, NULL);

  self->store = g_object_ref (store);

  return self;
}

PassantSyncState
passant_sync_runner_get_state (PassantSyncRunner *self)
{
  g_return_val_if_fail (PASSANT_IS_SYNC_RUNNER (self), PASSANT_SYNC_STATE_IDLE);

  return self->state;
}

/* What there is to say about it, or NULL. */
const char *
passant_sync_runner_get_words (PassantSyncRunner *self)
{
  g_return_val_if_fail (PASSANT_IS_SYNC_RUNNER (self), NULL);

  return self->words;
}

static void
run (PassantSyncRunner *self,
     gboolean           is_whole)
{
  g_autoptr (GTask) task = NULL;

  if (self->state == PASSANT_SYNC_STATE_RUNNING) {
    self->is_wanted_again = TRUE;
    self->is_wanted_whole = self->is_wanted_whole || is_whole;
    return;
  }

  self->is_whole = is_whole;
  self->has_waited = FALSE;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  set_state (self, PASSANT_SYNC_STATE_RUNNING, _("Reaching the hub …"));
  task = g_task_new (self, self->cancellable, on_synced_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  passant_worker_push (self->worker, task, sync_thread);
}

/* The guest wants it: syncs now, or once more right after the one that is under way, whatever it costs. */
void
passant_sync_runner_start (PassantSyncRunner *self)
{
  g_return_if_fail (PASSANT_IS_SYNC_RUNNER (self));

  run (self, TRUE);
}

/* There is something to say or to hear: syncs as far as the device's thrift lets it. */
void
passant_sync_runner_nudge (PassantSyncRunner *self)
{
  g_return_if_fail (PASSANT_IS_SYNC_RUNNER (self));

  if (self->thrift == PASSANT_THRIFT_POWER) {
    self->has_waited = TRUE;
    set_state (self, self->state,
               _("Waits while this device saves power; sync by hand to send now"));
    return;
  }

  if (self->state != PASSANT_SYNC_STATE_RUNNING && get_alone_s (self) > 0)
    start_in_s (self, 0);
  else
    run (self, self->thrift == PASSANT_THRIFT_NONE);
}

/* The guest said what the hub has to settle: it hears it now, also while the device saves power; photos wait as they
 * do. */
void
passant_sync_runner_hurry (PassantSyncRunner *self)
{
  g_return_if_fail (PASSANT_IS_SYNC_RUNNER (self));

  run (self, self->thrift == PASSANT_THRIFT_NONE);
}

/* How sparing the device is to be from now on. What waited for better times goes then. */
void
passant_sync_runner_set_thrift (PassantSyncRunner *self,
                                PassantThrift      thrift)
{
  gboolean is_better = thrift < self->thrift;
  gboolean is_waiting = self->has_waited || (self->state == PASSANT_SYNC_STATE_RUNNING &&
                                             !self->is_whole);

  g_return_if_fail (PASSANT_IS_SYNC_RUNNER (self));

  self->thrift = thrift;
  if (is_better && is_waiting)
    passant_sync_runner_nudge (self);
}

/* The network came back. */
void
passant_sync_runner_come_online (PassantSyncRunner *self)
{
  g_return_if_fail (PASSANT_IS_SYNC_RUNNER (self));

  if (self->state != PASSANT_SYNC_STATE_RUNNING && !g_cancellable_is_cancelled (self->cancellable))
    start_in_s (self, NETWORK_DELAY_S);
}

/* Cuts the one under way short, and starts no more. Nothing is lost by it. */
void
passant_sync_runner_stop (PassantSyncRunner *self)
{
  g_return_if_fail (PASSANT_IS_SYNC_RUNNER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}
