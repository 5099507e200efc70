/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What others said: page by page, each adopted in one transaction with the cursor behind it. A line that does not read as a
 * fact is skipped aloud; the others must not wait for it. */

#include "passant-sync-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "passant-error.h"

#define PAGE_FACTS 500
#define PAGES_MAX 1000000
#define DAMAGED _( \
          "A photo from the hub arrived damaged and was not kept. It is fetched again later")
#define DAMAGED_THERE _( \
          "The hub's copy of a photo is damaged. Everything else is here; tell the hub's keeper")

static gboolean
fail_no_sense (GError **error)
{
  g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE,
                       _("The hub's answer does not make sense just now. What you have is kept; "
                         "it is asked again later"));

  return FALSE;
}

static PassantFact *
read_line (PassantSync *self,
           yyjson_val  *line)
{
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GError) problem = NULL;

  if (yyjson_is_str (line))
    fact = passant_fact_parse (yyjson_get_str (line), (gssize) yyjson_get_len (line), &problem);

  /* Nobody but this device adds to its own chain. */
  if (fact && !g_str_equal (fact->device, passant_store_get_device (self->store)))
    return g_steal_pointer (&fact);

  self->result->facts_skipped++;
  g_message ("A line from the hub was left out: %s",
             problem ? problem->message : "it is no fact of another device");

  return NULL;
}

static GPtrArray *
read_lines (PassantSync *self,
            yyjson_val  *lines)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  yyjson_val *line;
  gsize i, n;

  yyjson_arr_foreach (lines, i, n, line) {
    PassantFact *fact = read_line (self, line);

    if (fact)
      g_ptr_array_add (facts, fact);
  }

  return facts;
}

static yyjson_doc *
fetch_page (PassantSync *self,
            GError     **error)
{
  g_autofree char *cursor = g_uri_escape_string (self->enrolment->cursor, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/changes?after=%s&limit=%d", cursor, PAGE_FACTS);
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (yyjson_doc) doc = NULL;

  reply = passant_transport_send (self->transport, "GET", path, NULL, NULL, NULL,
                                  self->cancellable, error);
  if (!reply)
    return NULL;

  doc = reply->status == 200 ? passant_reply_read (reply) : NULL;
  if (!doc)
    passant_reply_refuse (reply, &self->result->retry_after_s, error);

  return g_steal_pointer (&doc);
}

/* Whose job somebody else has: what is not named is not taken. */
static gboolean
keep_taken (PassantSync *self,
            yyjson_val  *taken,
            GError     **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) assignments = NULL;
  yyjson_val *item;
  gsize i, n;

  yyjson_arr_foreach (taken, i, n, item) {
    if (yyjson_is_str (item))
      g_strv_builder_add (builder, yyjson_get_str (item));
  }
  assignments = g_strv_builder_end (builder);

  return passant_store_keep_taken (self->store, (const char * const *) assignments, error);
}

static gint64
read_held (yyjson_val *root)
{
  yyjson_val *held = yyjson_obj_get (root, "held");

  return yyjson_is_int (held) ? yyjson_get_sint (held) : -1;
}

/* The epoch on the page must be the one that was greeted: a cursor of another would lead astray. */
static gboolean
adopt_page (PassantSync *self,
            yyjson_doc  *page,
            gboolean    *more,
            GError     **error)
{
  yyjson_val *root = yyjson_doc_get_root (page);
  yyjson_val *lines = yyjson_obj_get (root, "facts");
  const char *cursor = passant_reply_find (page, "cursor");
  const char *epoch = passant_reply_find (page, "hub");
  g_autoptr (GPtrArray) facts = NULL;

  *more = yyjson_get_bool (yyjson_obj_get (root, "more"));
  if (!yyjson_is_arr (lines) || !cursor || !epoch ||
      !g_str_equal (epoch, self->enrolment->epoch) ||
      (*more && g_str_equal (cursor, self->enrolment->cursor)))
    return fail_no_sense (error);

  facts = read_lines (self, lines);
  if (!keep_taken (self, yyjson_obj_get (root, "taken"), error) ||
      !passant_store_adopt (self->store, facts, cursor, error))
    return FALSE;

  self->held = read_held (root);
  self->result->facts_received += facts->len;
  g_free (self->enrolment->cursor);
  self->enrolment->cursor = g_strdup (cursor);

  return TRUE;
}

gboolean
passant_sync_pull_facts (PassantSync *self,
                         GError     **error)
{
  gboolean more = TRUE;

  for (guint i = 0; more && i < PAGES_MAX; i++) {
    g_autoptr (yyjson_doc) page = fetch_page (self, error);

    if (!page || !adopt_page (self, page, &more, error))
      return FALSE;
    passant_sync_tell (self, PASSANT_SYNC_RECEIVING, self->result->facts_received, 0);
  }

  return TRUE;
}

/* Only the hub itself can know that; what stands before it says 500 for other reasons. */
static gboolean
is_damaged_there (PassantReply *reply)
{
  g_autofree char *code = passant_reply_dup_code (reply);

  return reply->status == 500 && g_str_equal (code, "damaged");
}

/* One that the hub does not have yet is still on its way from the device that took it. Two syncs of one desk may fetch it
 * at once, each into a file of its own. */
static gboolean
fetch_blob (PassantSync *self,
            const char  *sha256,
            GError     **error)
{
  PassantBlobs *blobs = passant_store_get_blobs (self->store);
  g_autofree char *from = g_strconcat ("/v1/blobs/", sha256, NULL);
  g_autofree char *arriving = passant_blobs_dup_arriving_path (blobs, sha256);
  g_autofree char *own = g_uuid_string_random ();
  g_autofree char *to = g_strconcat (arriving, ".", own, NULL);
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (GError) problem = NULL;

  reply = passant_transport_send (self->transport, "GET", from, NULL, NULL, to, self->cancellable,
                                  error);
  if (!reply)
    return FALSE;
  if (reply->status == 404)
    return TRUE;
  if (is_damaged_there (reply)) {
    passant_sync_grieve (self, g_error_new_literal (PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                                                    DAMAGED_THERE));
    return TRUE;
  }
  if (reply->status != 200)
    return passant_reply_refuse (reply, &self->result->retry_after_s, error);

  if (passant_blobs_adopt (blobs, to, sha256, &problem)) {
    self->result->blobs_received++;
    return TRUE;
  }

  g_unlink (to);
  if (!g_error_matches (problem, PASSANT_ERROR, PASSANT_ERROR_DAMAGED)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  passant_sync_grieve (self, g_error_new_literal (PASSANT_ERROR, PASSANT_ERROR_OFFLINE, DAMAGED));

  return TRUE;
}

static gboolean
fetch_blobs (PassantSync *self,
             char       **missing,
             GError     **error)
{
  for (char **sha256 = missing; *sha256; sha256++) {
    if (!fetch_blob (self, *sha256, error))
      return FALSE;
    passant_sync_tell (self, PASSANT_SYNC_RECEIVING, self->result->facts_received, 0);
  }

  return TRUE;
}

/* A briefing's pictures go to everybody who reads it, what guests took to the desks only. */
gboolean
passant_sync_pull_blobs (PassantSync *self,
                         GError     **error)
{
  g_auto (GStrv) pictures = passant_store_list_missing_pictures (self->store, error);
  g_auto (GStrv) missing = NULL;

  if (!pictures || !fetch_blobs (self, pictures, error))
    return FALSE;
  if (!g_str_equal (self->enrolment->role, "coordinator"))
    return TRUE;

  missing = passant_store_list_missing_blobs (self->store, error);

  return missing && fetch_blobs (self, missing, error);
}
