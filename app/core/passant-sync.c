/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-sync.h"

#include "passant-error.h"
#include "passant-sync-private.h"

#include <glib/gi18n-lib.h>

#define BACKOFF_MS_MIN 1000
#define BACKOFF_MS_MAX (15 * 60 * 1000)

/* A sync is the union of two sets of facts. Facts never change and a hub takes a device's facts in their order only, so
 * every step may be cut anywhere and done again: what is there already is recognised and left. Own facts go first, because
 * they exist nowhere else; then blobs, then what others said. There is no retry in here: whoever runs a sync knows when it
 * is worth trying again. */

void
passant_sync_tell (PassantSync     *self,
                   PassantSyncStage stage,
                   guint            done,
                   guint            total)
{
  if (self->progress)
    self->progress (stage, done, total, self->progress_data);
}

void
passant_sync_grieve (PassantSync *self,
                     GError      *error)
{
  if (self->grievance)
    g_error_free (error);
  else
    self->grievance = error;
}

/* The hub must be known for one before anything is said to it. */
gboolean
passant_sync_greet (PassantTransport *transport,
                    yyjson_doc      **doc,
                    guint            *retry_after_s,
                    GCancellable     *cancellable,
                    GError          **error)
{
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (yyjson_doc) hello = NULL;

  reply = passant_transport_send (transport, "GET", "/v1/hub", NULL, NULL, NULL, cancellable,
                                  error);
  if (!reply)
    return FALSE;

  hello = reply->status == 200 ? passant_reply_read (reply) : NULL;
  if (!hello || !passant_reply_find (hello, "epoch") || !passant_reply_find (hello, "public_key") ||
      !yyjson_is_int (yyjson_obj_get (yyjson_doc_get_root (hello), "passant")))
    return passant_reply_refuse (reply, retry_after_s, error);

  *doc = g_steal_pointer (&hello);

  return TRUE;
}

static gboolean
check_hello (PassantSync *self,
             yyjson_doc  *hello,
             GError     **error)
{
  const char *title = passant_reply_find (hello, "title");

  if (g_str_equal (passant_reply_find (hello, "public_key"), self->enrolment->public_key))
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DENIED,
               _("At the hub's address another hub answers (“%s” instead of “%s”), so nothing was "
                 "sent. Everything is kept; ask your coordinator"),
               title ? title : "", self->enrolment->title);

  return FALSE;
}

static gboolean
begin (PassantSync *self,
       GError     **error)
{
  g_autoptr (yyjson_doc) hello = NULL;
  const char *epoch;

  if (!passant_sync_greet (self->transport, &hello, &self->result->retry_after_s,
                           self->cancellable, error) ||
      !check_hello (self, hello, error))
    return FALSE;

  /* From here on it is our hub. */
  passant_transport_set_token (self->transport, self->enrolment->token);
  epoch = passant_reply_find (hello, "epoch");

  return g_str_equal (epoch, self->enrolment->epoch) ||
         passant_sync_start_epoch (self, epoch, error);
}

static gboolean
push_files (PassantSync *self,
            GError     **error)
{
  return self->extent == PASSANT_SYNC_WITHOUT_FILES || passant_sync_push_blobs (self, error);
}

/* A device that has nothing new to say would never hear that the hub went back to an earlier day, as a disk that is put
 * back does without anybody telling; nor that another device goes by its name. */
static gboolean
compare_held (PassantSync *self,
              GError     **error)
{
  if (self->held < 0 || self->held == self->enrolment->acked)
    return TRUE;
  if (self->held > passant_store_get_own_seq (self->store))
    return passant_sync_fail_copied (error);
  if (self->held > self->enrolment->acked)
    return TRUE;

  return passant_sync_take_back (self, self->held, error) &&
         passant_sync_push_facts (self, error) &&
         push_files (self, error);
}

static gboolean
run_steps (PassantSync *self,
           GError     **error)
{
  PassantClock *clock = passant_store_get_clock (self->store);

  self->held = -1;
  if (!begin (self, error) ||
      !passant_sync_push_facts (self, error) ||
      !push_files (self, error) ||
      !passant_sync_pull_facts (self, error) ||
      !compare_held (self, error) ||
      !passant_sync_pull_blobs (self, error))
    return FALSE;

  if (self->grievance) {
    g_propagate_error (error, g_steal_pointer (&self->grievance));
    return FALSE;
  }

  return passant_store_note_synced (self->store, passant_clock_now_ms (clock), error);
}

static PassantEnrolment *
load_enrolment (PassantStore *store,
                GError      **error)
{
  g_autoptr (GError) problem = NULL;
  PassantEnrolment *enrolment = passant_store_load_enrolment (store, &problem);

  if (problem)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (!enrolment)
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_DENIED,
                         _("This device is not enrolled with a hub yet. Everything is kept; ask "
                           "your coordinator for an enrolment code"));

  return enrolment;
}

gboolean
passant_sync_run_over (PassantTransport *transport,
                       PassantSync      *self,
                       GError          **error)
{
  gboolean done;

  self->transport = transport;
  done = run_steps (self, error);
  g_clear_error (&self->grievance);

  return done;
}

gboolean
passant_sync_run (PassantStore       *store,
                  PassantSyncResult  *result,
                  PassantSyncProgress progress,
                  gpointer            progress_data,
                  GCancellable       *cancellable,
                  GError            **error)
{
  return passant_sync_run_some (store, PASSANT_SYNC_WHOLE, result, progress, progress_data,
                                cancellable, error);
}

gboolean
passant_sync_run_some (PassantStore       *store,
                       PassantSyncExtent   extent,
                       PassantSyncResult  *result,
                       PassantSyncProgress progress,
                       gpointer            progress_data,
                       GCancellable       *cancellable,
                       GError            **error)
{
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (PassantTransport) transport = NULL;
  PassantSyncResult unseen;
  PassantSync self = {
    .store = store,
    .result = result ? result : &unseen,
    .progress = progress,
    .progress_data = progress_data,
    .cancellable = cancellable,
    .extent = extent,
  };

  g_return_val_if_fail (PASSANT_IS_STORE (store), FALSE);

  *self.result = (PassantSyncResult) { 0 };
  enrolment = load_enrolment (store, error);
  transport = enrolment ? passant_transport_new (enrolment->url, error) : NULL;
  if (!transport)
    return FALSE;
  self.enrolment = enrolment;

  return passant_sync_run_over (transport, &self, error);
}

/* Decorrelated jitter: each wait is drawn between the shortest and thrice the one before. */
guint
passant_sync_backoff_ms (guint   attempt,
                         guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gint32 wait_ms = BACKOFF_MS_MIN;

  for (guint i = 0; i <= MIN (attempt, 64); i++) {
    gint32 drawn_ms = g_rand_int_range (rand, BACKOFF_MS_MIN, 3 * wait_ms);

    wait_ms = MIN (BACKOFF_MS_MAX, drawn_ms);
  }

  return (guint) wait_ms;
}
