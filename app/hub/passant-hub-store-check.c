/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-store-private.h"

#include <string.h>

typedef struct {
  PassantHubStore    *store;
  PassantHubTally    *tally;
  PassantHubComplaint complain;
  gpointer            data;
} Check;

static void
G_GNUC_PRINTF (2, 3)
complain (Check      *check,
          const char *format,
          ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  check->complain (message, check->data);
}

/* Complains of every row of @sql, its first column put into @format. */
static gboolean
check_none (Check      *check,
            const char *sql,
            const char *what,
            GError    **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query =
    passant_hub_store_ask (check->store, &local_error, sql, PASSANT_HUB_BIND_END);

  while (!local_error && passant_hub_query_next (&query, &local_error))
    complain (check, "%s: %s", what, passant_hub_query_text (&query, 0));

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

static gboolean
check_sqlite (Check   *check,
              GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query =
    passant_hub_store_ask (check->store, &local_error, "PRAGMA integrity_check",
                           PASSANT_HUB_BIND_END);

  while (!local_error && passant_hub_query_next (&query, &local_error)) {
    if (!g_str_equal (passant_hub_query_text (&query, 0), "ok"))
      complain (check, "The database is damaged: %s", passant_hub_query_text (&query, 0));
  }

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return check_none (check, "SELECT \"table\" || ' row ' || rowid FROM pragma_foreign_key_check",
                     "A row refers to what is not there", error);
}

/* A counting fact's columns must be what its text says. */
static void
check_fact (Check           *check,
            PassantHubQuery *line,
            const char      *device,
            gint64           seq)
{
  g_autoptr (PassantFact) fact = passant_fact_parse (passant_hub_query_text (line, 2), -1, NULL);

  check->tally->facts++;
  if (!fact || !g_str_equal (fact->device, device) || fact->seq != seq ||
      g_strcmp0 (fact->id, passant_hub_query_text (line, 4)) != 0 ||
      g_strcmp0 (fact->kind, passant_hub_query_text (line, 5)) != 0 ||
      g_strcmp0 (fact->subject, passant_hub_query_text (line, 6)) != 0)
    complain (check, "Fact %s/%" G_GINT64_FORMAT " is not what its row says", device, seq);
}

static char *
dup_prev (const char *text)
{
  yyjson_doc *doc = yyjson_read (text, strlen (text), 0);
  char *prev = g_strdup (yyjson_get_str (yyjson_obj_get (yyjson_doc_get_root (doc), "prev")));

  yyjson_doc_free (doc);

  return prev;
}

static gboolean
check_chain (Check                  *check,
             const PassantHubDevice *device,
             GError                **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *head = g_strnfill (PASSANT_HASH_LENGTH, '0');
  gint64 seq = 0;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    check->store, &local_error,
    "SELECT seq, hash, text, 1, id, kind, subject FROM fact WHERE device = :device"
    " UNION ALL SELECT seq, hash, text, 0, '', '', '' FROM quarantine"
    "  WHERE device = :device ORDER BY seq",
    PASSANT_HUB_BIND_TEXT, ":device", device->id, PASSANT_HUB_BIND_END);

  while (!local_error && passant_hub_query_next (&query, &local_error)) {
    const char *text = passant_hub_query_text (&query, 2);
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
    g_autofree char *prev = dup_prev (text);

    if (passant_hub_query_int (&query, 0) != ++seq)
      complain (check, "Device %s: fact %" G_GINT64_FORMAT " is missing or doubled", device->id,
                seq);
    seq = passant_hub_query_int (&query, 0);
    if (!g_str_equal (hash, passant_hub_query_text (&query, 1)))
      complain (check, "Device %s: fact %" G_GINT64_FORMAT " was altered", device->id, seq);
    if (g_strcmp0 (prev, head) != 0)
      complain (check, "Device %s: fact %" G_GINT64_FORMAT " does not follow the one before",
                device->id, seq);
    if (passant_hub_query_int (&query, 3))
      check_fact (check, &query, device->id, seq);
    else
      check->tally->quarantined++;
    g_set_str (&head, hash);
  }

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  if (seq != device->seq || !g_str_equal (head, device->head))
    complain (check, "Device %s: its chain ends at %" G_GINT64_FORMAT ", not at %" G_GINT64_FORMAT,
              device->id, seq, device->seq);

  return TRUE;
}

static gboolean
check_chains (Check   *check,
              GError **error)
{
  g_autoptr (GPtrArray) devices = passant_hub_store_list_devices (check->store, error);

  if (!devices)
    return FALSE;

  check->tally->devices = devices->len;
  for (guint i = 0; i < devices->len; i++) {
    if (!check_chain (check, g_ptr_array_index (devices, i), error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
check_feeds (Check   *check,
             GError **error)
{
  return check_none (check,
                     "SELECT id FROM fact WHERE NOT EXISTS"
                     " (SELECT 1 FROM feed WHERE feed.fact = fact.number AND feed.scope = 'hub')",
                     "A fact is not in the coordinators' feed", error) &&
         check_none (check,
                     "SELECT fact.id FROM fact JOIN device ON device.id = fact.device"
                     " WHERE device.role = 'shopper' AND NOT EXISTS (SELECT 1 FROM feed"
                     "  WHERE feed.fact = fact.number "
                     "   AND feed.scope = 'shopper:' || device.shopper)",
                     "A shopper's own fact is not in their feed", error) &&
         check_none (check,
                     "SELECT feed.position FROM feed JOIN fact ON fact.number = feed.fact"
                     " JOIN device ON device.id = fact.device"
                     " WHERE device.role = 'shopper' "
                     "  AND feed.scope NOT IN ('hub', 'shopper:' || device.shopper)",
                     "A shopper's fact is in somebody else's feed, at position", error) &&
         check_none (check,
                     "SELECT assignment.id FROM assignment WHERE NOT EXISTS (SELECT 1 FROM feed"
                     " JOIN fact ON fact.number = feed.fact "
                     "  WHERE feed.scope = 'shopper:' || assignment.shopper"
                     "  AND fact.kind = 'assignment.offered' AND fact.subject = assignment.id)",
                     "A shopper has not been told of an assignment", error) &&
         check_none (check,
                     "SELECT holder.job FROM holder LEFT JOIN assignment"
                     " ON assignment.id = holder.assignment AND assignment.job = holder.job"
                     " WHERE assignment.id IS NULL",
                     "A job is held by an assignment that is not one of its own", error) &&
         check_none (check,
                     "SELECT device FROM receipt JOIN device ON device.id = receipt.device"
                     " WHERE receipt.seq <> device.seq",
                     "The receipt is not for all that was kept, of device", error);
}

static gboolean
count_rows (Check      *check,
            const char *sql,
            gint64     *count,
            GError    **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (check->store, error, sql,
                                                          PASSANT_HUB_BIND_END);

  if (!passant_hub_query_next (&query, error))
    return FALSE;

  *count = passant_hub_query_int (&query, 0);

  return TRUE;
}

gboolean
passant_hub_store_check (PassantHubStore    *self,
                         PassantHubTally    *tally,
                         PassantHubComplaint complaint,
                         gpointer            data,
                         GError            **error)
{
  Check check = { self, tally, complaint, data };
  gboolean done;

  *tally = (PassantHubTally) { 0 };

  /* One moment of a hub that may be serving. */
  if (!passant_hub_store_begin (self, FALSE, error))
    return FALSE;

  done = check_sqlite (&check, error) && check_chains (&check, error) && check_feeds (&check,
                                                                                      error) &&
         count_rows (&check, "SELECT count (*) FROM feed", &tally->feed_rows, error) &&
         count_rows (&check, "SELECT count (*) FROM blob", &tally->blobs, error);
  passant_hub_store_roll_back (self);

  return done;
}
