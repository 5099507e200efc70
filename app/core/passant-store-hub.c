/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the store keeps about its hub: the enrolment, receipts, and which blobs arrived. */

#include "passant-store-private.h"

#include <glib/gi18n-lib.h>

#include "passant-error.h"

void
passant_enrolment_free (PassantEnrolment *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->url);
  g_free (self->title);
  g_free (self->public_key);
  g_free (self->epoch);
  g_free (self->token);
  memset (self->secret_key, 0, sizeof self->secret_key);
  g_free (self->role);
  g_free (self->shopper);
  g_free (self->name);
  g_free (self->cursor);
  g_free (self);
}

static PassantEnrolment *
read_enrolment (PassantStatement *row)
{
  PassantEnrolment *self = g_new0 (PassantEnrolment, 1);

  self->url = g_strdup (passant_store_column (row, 0));
  self->title = g_strdup (passant_store_column (row, 1));
  self->public_key = g_strdup (passant_store_column (row, 2));
  self->epoch = g_strdup (passant_store_column (row, 3));
  self->token = g_strdup (passant_store_column (row, 4));
  /* The table holds it to exactly this length. */
  memcpy (self->secret_key, sqlite3_column_blob (row, 5), sizeof self->secret_key);
  self->role = g_strdup (passant_store_column (row, 6));
  self->shopper = g_strdup (passant_store_column (row, 7));
  self->name = g_strdup (passant_store_column (row, 8));
  self->cursor = g_strdup (passant_store_column (row, 9));
  self->acked = sqlite3_column_int64 (row, 10);
  self->synced_ms = sqlite3_column_int64 (row, 11);

  return self;
}

PassantEnrolment *
passant_store_load_enrolment (PassantStore *self,
                              GError      **error)
{
  static const char sql[] =
    "SELECT url, title, public_key, epoch, token, secret_key, role, shopper, name, cursor, acked,"
    " synced_ms FROM enrolment";
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (PassantStatement) statement = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return NULL;

  statement = passant_store_prepare (self, sql, error);

  return statement && passant_store_next (self, statement,
                                          error) > 0 ? read_enrolment (statement) : NULL;
}

static void
bind_or_empty (PassantStatement *statement,
               const char       *name,
               const char       *value)
{
  passant_store_bind_text (statement, name, value ? value : "");
}

static gboolean
keep_enrolment_work (PassantStore *self,
                     gpointer      data,
                     GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO enrolment"
    " (number, url, title, public_key, epoch, token, secret_key, role, shopper, name, cursor,"
    " acked, synced_ms)"
    " VALUES (1, :url, :title, :public_key, :epoch, :token, :secret_key, :role, :shopper, :name,"
    " :cursor, :acked, :synced_ms)";
  const PassantEnrolment *enrolment = data;
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  bind_or_empty (statement, ":url", enrolment->url);
  bind_or_empty (statement, ":title", enrolment->title);
  bind_or_empty (statement, ":public_key", enrolment->public_key);
  bind_or_empty (statement, ":epoch", enrolment->epoch);
  bind_or_empty (statement, ":token", enrolment->token);
  sqlite3_bind_blob (statement, sqlite3_bind_parameter_index (statement, ":secret_key"),
                     enrolment->secret_key,
                     sizeof enrolment->secret_key, SQLITE_TRANSIENT);
  bind_or_empty (statement, ":role", enrolment->role);
  bind_or_empty (statement, ":shopper", enrolment->shopper);
  bind_or_empty (statement, ":name", enrolment->name);
  bind_or_empty (statement, ":cursor", enrolment->cursor);
  passant_store_bind_int (statement, ":acked", enrolment->acked);
  passant_store_bind_int (statement, ":synced_ms", enrolment->synced_ms);

  return passant_store_run (self, statement, error);
}

static gboolean
keep (PassantStore    *self,
      PassantStoreWork work,
      gpointer         data,
      GError         **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return passant_store_make_ready (self, error) && passant_store_transact (self, work, data, error);
}

gboolean
passant_store_keep_enrolment (PassantStore           *self,
                              const PassantEnrolment *enrolment,
                              GError                **error)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self) && enrolment != NULL, FALSE);

  return keep (self, keep_enrolment_work, (gpointer) enrolment, error);
}

/* A receipt for facts that this device never said is somebody else's, or a copy of this device. */
static gboolean
is_about_own_facts (PassantStore         *self,
                    const PassantReceipt *receipt,
                    GError              **error)
{
  static const char sql[] = "SELECT hash FROM fact WHERE device = :device AND seq = :seq";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  int step;

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":device", self->device);
  passant_store_bind_int (statement, ":seq", receipt->seq);
  step = passant_store_next (self, statement, error);
  if (step < 0)
    return FALSE;

  if (g_str_equal (receipt->device, self->device) &&
      (receipt->seq == 0 || (step > 0 && g_str_equal (passant_store_column (statement, 0),
                                                      receipt->head))))
    return TRUE;

  g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                       _("The hub's receipt is for other notes than those on this device"));

  return FALSE;
}

static gboolean
insert_receipt (PassantStore         *self,
                const PassantReceipt *receipt,
                GError              **error)
{
  static const char sql[] =
    "INSERT INTO receipt (epoch, seq, at_ms, device, head, text, signature)"
    " VALUES (:epoch, :seq, :at_ms, :device, :head, :text, :signature)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":epoch", receipt->epoch);
  passant_store_bind_int (statement, ":seq", receipt->seq);
  passant_store_bind_int (statement, ":at_ms", receipt->at_ms);
  passant_store_bind_text (statement, ":device", receipt->device);
  passant_store_bind_text (statement, ":head", receipt->head);
  passant_store_bind_text (statement, ":text", receipt->text);
  passant_store_bind_text (statement, ":signature", receipt->signature);

  return passant_store_run (self, statement, error);
}

/* Within one life of the hub its word only grows; a new life starts from what it says. The life is
* known by the receipt before this one, for the enrolment may have heard of the new one already. */
static gboolean
move_acked (PassantStore         *self,
            const PassantReceipt *receipt,
            GError              **error)
{
  static const char sql[] =
    "UPDATE enrolment SET epoch = :epoch, acked ="
    " CASE WHEN :epoch = coalesce ((SELECT epoch FROM receipt ORDER BY number DESC LIMIT 1), epoch)"
    " THEN max (acked, :seq) ELSE :seq END";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":epoch", receipt->epoch);
  passant_store_bind_int (statement, ":seq", receipt->seq);

  return passant_store_run (self, statement, error);
}

static gboolean
keep_receipt_work (PassantStore *self,
                   gpointer      data,
                   GError      **error)
{
  const PassantReceipt *receipt = data;

  return is_about_own_facts (self, receipt, error) &&
         move_acked (self, receipt, error) &&
         insert_receipt (self, receipt, error);
}

gboolean
passant_store_keep_receipt (PassantStore         *self,
                            const PassantReceipt *receipt,
                            GError              **error)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self) && receipt != NULL, FALSE);

  return keep (self, keep_receipt_work, (gpointer) receipt, error);
}

/* Blobs went the same way as the facts: asking the hub for each costs little, a lost photo does not come again. */
static gboolean
take_back_acked_work (PassantStore *self,
                      gpointer      data,
                      GError      **error)
{
  g_autoptr (PassantStatement) facts =
    passant_store_prepare (self, "UPDATE enrolment SET acked = min (acked, :held)", error);
  g_autoptr (PassantStatement) blobs = NULL;

  if (!facts)
    return FALSE;

  passant_store_bind_int (facts, ":held", *(gint64 *) data);
  blobs = passant_store_prepare (self, "DELETE FROM sent_blob", error);

  return blobs && passant_store_run (self, facts, error) && passant_store_run (self, blobs, error);
}

gboolean
passant_store_take_back_acked (PassantStore *self,
                               gint64        held,
                               GError      **error)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self), FALSE);

  return keep (self, take_back_acked_work, &held, error);
}

typedef struct {
  const char *epoch;
  gint64      held;
} Beginning;

static gboolean
begin_epoch_work (PassantStore *self,
                  gpointer      data,
                  GError      **error)
{
  Beginning *beginning = data;
  g_autoptr (PassantStatement) statement =
    passant_store_prepare (self, "UPDATE enrolment SET epoch = :epoch, acked = :held, cursor = ''",
                           error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":epoch", beginning->epoch);
  passant_store_bind_int (statement, ":held", beginning->held);

  return passant_store_run (self, statement, error);
}

gboolean
passant_store_begin_epoch (PassantStore *self,
                           const char   *epoch,
                           gint64        held,
                           GError      **error)
{
  Beginning beginning = { epoch, held };

  g_return_val_if_fail (PASSANT_IS_STORE (self) && epoch != NULL, FALSE);

  return keep (self, begin_epoch_work, &beginning, error);
}

PassantReceipt *
passant_store_load_receipt (PassantStore *self,
                            GError      **error)
{
  static const char sql[] =
    "SELECT epoch, seq, at_ms, device, head, text, signature FROM receipt"
    " ORDER BY number DESC LIMIT 1";
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (PassantStatement) statement = NULL;
  PassantReceipt *receipt;

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return NULL;

  statement = passant_store_prepare (self, sql, error);
  if (!statement || passant_store_next (self, statement, error) <= 0)
    return NULL;

  receipt = g_new0 (PassantReceipt, 1);
  receipt->epoch = g_strdup (passant_store_column (statement, 0));
  receipt->seq = sqlite3_column_int64 (statement, 1);
  receipt->at_ms = sqlite3_column_int64 (statement, 2);
  receipt->device = g_strdup (passant_store_column (statement, 3));
  receipt->head = g_strdup (passant_store_column (statement, 4));
  receipt->text = g_strdup (passant_store_column (statement, 5));
  receipt->signature = g_strdup (passant_store_column (statement, 6));

  return receipt;
}

static gboolean
note_synced_work (PassantStore *self,
                  gpointer      data,
                  GError      **error)
{
  g_autoptr (PassantStatement) statement =
    passant_store_prepare (self, "UPDATE enrolment SET synced_ms = :at_ms", error);

  if (!statement)
    return FALSE;

  passant_store_bind_int (statement, ":at_ms", *(gint64 *) data);

  return passant_store_run (self, statement, error);
}

gboolean
passant_store_note_synced (PassantStore *self,
                           gint64        at_ms,
                           GError      **error)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self), FALSE);

  return keep (self, note_synced_work, &at_ms, error);
}

/* The names that @sql finds for :device. */
static GStrv
list_blobs (PassantStore *self,
            const char   *sql,
            gboolean      only_missing,
            GError      **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (PassantStatement) statement = NULL;
  int step;

  if (!passant_store_make_ready (self, error))
    return NULL;

  statement = passant_store_prepare (self, sql, error);
  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":device", self->device);
  while ((step = passant_store_next (self, statement, error)) > 0) {
    if (!only_missing || !passant_blobs_has (self->blobs, passant_store_column (statement, 0)))
      g_strv_builder_add (names, passant_store_column (statement, 0));
  }

  return step < 0 ? NULL : g_strv_builder_end (names);
}

GStrv
passant_store_list_unsent_blobs (PassantStore *self,
                                 GError      **error)
{
  /* What was confirmed by a hub that was since restored from a backup counts no more. */
  static const char sql[] =
    "WITH own (sha256, seq) AS (SELECT m.sha256, m.seq FROM mention m WHERE m.device = :device"
    " AND EXISTS (SELECT 1 FROM evidence e WHERE e.visit = m.visit AND e.sha256 = m.sha256)"
    " UNION ALL SELECT p.sha256, 0 FROM picture p WHERE p.device = :device)"
    " SELECT m.sha256 FROM own m"
    " WHERE NOT EXISTS (SELECT 1 FROM sent_blob s WHERE s.sha256 = m.sha256"
    "                   AND s.epoch = coalesce ((SELECT epoch FROM enrolment), ''))"
    " GROUP BY m.sha256 ORDER BY min (m.seq), m.sha256";

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return list_blobs (self, sql, FALSE, error);
}

GStrv
passant_store_list_missing_blobs (PassantStore *self,
                                  GError      **error)
{
  static const char sql[] =
    "SELECT m.sha256 FROM mention m JOIN evidence e ON e.visit = m.visit AND e.sha256 = m.sha256"
    " WHERE m.device <> :device GROUP BY m.sha256 ORDER BY min (e.at_ms), m.sha256";

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return list_blobs (self, sql, TRUE, error);
}

GStrv
passant_store_list_missing_pictures (PassantStore *self,
                                     GError      **error)
{
  static const char sql[] =
    "SELECT sha256 FROM picture WHERE device <> :device GROUP BY sha256 ORDER BY sha256";

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return list_blobs (self, sql, TRUE, error);
}

static gboolean
confirm_blob_work (PassantStore *self,
                   gpointer      data,
                   GError      **error)
{
  static const char sql[] =
    "INSERT INTO sent_blob (sha256, epoch)"
    " VALUES (:sha256, coalesce ((SELECT epoch FROM enrolment), '')) ON CONFLICT DO NOTHING";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":sha256", data);

  return passant_store_run (self, statement, error);
}

gboolean
passant_store_confirm_blob (PassantStore *self,
                            const char   *sha256,
                            GError      **error)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self) && sha256 != NULL, FALSE);

  return keep (self, confirm_blob_work, (gpointer) sha256, error);
}
