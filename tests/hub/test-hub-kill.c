/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "passant-caller.h"
#include "passant-test-folder.h"

#define KILLS 120
#define SPEAKERS 3
#define SENDERS 2
#define CHUNK (64 * 1024)
#define PATIENCE_US (5 * 1000)

/* A device that says facts as fast as the hub takes them, and remembers what it was told is kept. */
typedef struct {
  PassantCaller *caller;
  GRand         *rand;
  GThread       *thread;
  gint64         acked;
} Speaker;

/* A device that sends files, and remembers how much of each it was told is kept. */
typedef struct {
  PassantCaller *caller;
  GRand         *rand;
  GThread       *thread;
  GPtrArray     *whole; /* sha256 names it was told are kept whole */
  guint          lost;  /* how often the hub had less than it had said */
} Sender;

static gint over;

static guint32
draw_seed (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) strtoul (given, NULL, 10) : g_random_int ();

  g_test_message ("PASSANT_TEST_SEED=%u", seed);

  return seed;
}

static gpointer
speak_thread (gpointer data)
{
  Speaker *self = data;

  while (!g_atomic_int_get (&over)) {
    int n = g_rand_int_range (self->rand, 1, 6);
    gboolean kept = FALSE;

    for (int i = 0; i < n; i++)
      passant_caller_say (self->caller, "location.put", "shop", "{'name':'Shop','pad':'%0*d'}",
                          g_rand_int_range (self->rand, 1, 3000), 0);

    while (!kept && !g_atomic_int_get (&over)) {
      g_autoptr (PassantReply) reply =
        passant_caller_push (self->caller, self->acked + 1, self->caller->seq);

      kept = reply && reply->status == 200;
      if (kept)
        self->acked = passant_reply_get_int (reply, "seq");
      else
        g_usleep (PATIENCE_US);
    }
  }

  return NULL;
}

typedef struct {
  Sender *sender;
  guint8 *bytes;
  gint64  length;
  char   *sha256;
  char   *path;
  gint64  acked; /* -1: not created yet */
} File;

static gint64
get_offset (PassantReply *reply)
{
  const char *text = reply ? passant_reply_get_header (reply, "upload-offset") : NULL;

  return text ? g_ascii_strtoll (text, NULL, 10) : -1;
}

static gboolean
create (File *file)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *) file->sha256, strlen (file->sha256));
  g_autofree char *metadata = g_strconcat ("Upload-Metadata: sha256 ", base64, NULL);
  g_autofree char *length = g_strdup_printf ("Upload-Length: %" G_GINT64_FORMAT, file->length);
  const char *headers[] = { length, metadata, NULL };
  g_autoptr (PassantReply) reply =
    passant_caller_send (file->sender->caller, "POST", "/v1/blobs", headers, "", 0);

  if (get_offset (reply) < 0)
    return FALSE;

  file->acked = get_offset (reply);

  return TRUE;
}

static void
send_chunk (File *file)
{
  Sender *self = file->sender;
  gsize n = MIN (CHUNK, file->length - file->acked);
  g_autofree char *offset = g_strdup_printf ("Upload-Offset: %" G_GINT64_FORMAT, file->acked);
  const char *headers[] = { "Content-Type: application/offset+octet-stream", offset, NULL };
  g_autoptr (PassantReply) reply =
    passant_caller_send (self->caller, "PATCH", file->path, headers, file->bytes + file->acked, n);
  g_autoptr (PassantReply) asked = NULL;

  if (reply && reply->status == 204) {
    file->acked = get_offset (reply);
    return;
  }

  /* Nobody knows whether it was kept. The hub may have more than it told; less would be a loss. */
  g_usleep (PATIENCE_US);
  asked = passant_caller_send (self->caller, "HEAD", file->path, NULL, NULL, 0);
  if (!asked || asked->status / 100 == 5)
    return;
  if (get_offset (asked) < file->acked)
    self->lost++;
  file->acked = get_offset (asked);
}

static gpointer
send_thread (gpointer data)
{
  Sender *self = data;

  while (!g_atomic_int_get (&over)) {
    File file = { .sender = self, .acked = -1 };

    file.length = g_rand_int_range (self->rand, 1, 6 * CHUNK);
    file.bytes = g_malloc (file.length);
    for (gint64 i = 0; i < file.length; i++)
      file.bytes[i] = (guint8) g_rand_int (self->rand);
    file.sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, file.bytes, file.length);
    file.path = g_strconcat ("/v1/blobs/uploads/", file.sha256, NULL);

    while (file.acked < file.length && !g_atomic_int_get (&over)) {
      if (file.acked < 0 && !create (&file))
        g_usleep (PATIENCE_US);
      else if (file.acked < file.length)
        send_chunk (&file);
    }

    if (file.acked == file.length)
      g_ptr_array_add (self->whole, g_strdup (file.sha256));
    g_free (file.bytes);
    g_free (file.sha256);
    g_free (file.path);
  }

  return NULL;
}

/* Every fact the speaker was told is kept is there: once, in order, byte for byte. What it was not told may be. */
static void
assert_all_there (Speaker   *self,
                  GPtrArray *lines)
{
  gint64 seq = 0;

  for (guint i = 0; i < lines->len; i++) {
    g_autoptr (PassantFact) fact = passant_fact_parse (g_ptr_array_index (lines, i), -1, NULL);

    g_assert_nonnull (fact);
    if (!g_str_equal (fact->device, self->caller->device))
      continue;
    g_assert_cmpint (fact->seq, ==, ++seq);
    g_assert_cmpstr (fact->text, ==, ((PassantFact *) self->caller->said->pdata[seq - 1])->text);
  }

  g_assert_cmpint (seq, >=, self->acked);
}

static void
assert_whole_there (Sender     *self,
                    const char *folder)
{
  g_assert_cmpuint (self->lost, ==, 0);
  for (guint i = 0; i < self->whole->len; i++) {
    const char *sha256 = g_ptr_array_index (self->whole, i);
    g_autofree char *path = g_strdup_printf ("%s/blobs/%.2s/%s", folder, sha256, sha256);
    g_autofree char *bytes = NULL;
    g_autofree char *sum = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
    sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, length);
    g_assert_cmpstr (sum, ==, sha256);
  }
}

static PassantCaller *
new_caller (PassantHubProcess *hub)
{
  PassantCaller *caller = passant_caller_new_enrolled (hub, "");

  caller->may_fail = TRUE;
  passant_transport_set_patience_s (caller->transport, 5);

  return caller;
}

static void
kill_again_and_again (PassantHubProcess *hub,
                      GRand             *rand)
{
  for (int i = 0; i < KILLS; i++) {
    g_usleep (g_rand_int_range (rand, 1000, 90000));
    passant_hub_process_kill (hub);
    if (i % 4 == 0)
      passant_hub_process_assert_sound (hub);
    passant_hub_process_start (hub);
  }
}

static void
test_kills (void)
{
  guint32 seed = draw_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autoptr (PassantHubProcess) hub = passant_hub_process_new (folder);
  g_autoptr (PassantCaller) reader = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  Speaker speakers[SPEAKERS];
  Sender senders[SENDERS];
  gint64 facts = 0;
  guint files = 0;

  g_atomic_int_set (&over, FALSE);
  for (int i = 0; i < SPEAKERS; i++) {
    speakers[i] = (Speaker) { new_caller (hub), g_rand_new_with_seed (seed + 1 + i), NULL, 0 };
    speakers[i].thread = g_thread_new ("speaker", speak_thread, &speakers[i]);
  }
  for (int i = 0; i < SENDERS; i++) {
    senders[i] = (Sender) { new_caller (hub), g_rand_new_with_seed (seed + 100 + i), NULL,
                            g_ptr_array_new_with_free_func (g_free), 0 };
    senders[i].thread = g_thread_new ("sender", send_thread, &senders[i]);
  }

  kill_again_and_again (hub, rand);
  g_atomic_int_set (&over, TRUE);
  for (int i = 0; i < SPEAKERS; i++)
    g_thread_join (speakers[i].thread);
  for (int i = 0; i < SENDERS; i++)
    g_thread_join (senders[i].thread);

  passant_hub_process_assert_sound (hub);
  reader = passant_caller_new_enrolled (hub, "");
  lines = passant_caller_pull (reader, 0);
  for (int i = 0; i < SPEAKERS; i++) {
    assert_all_there (&speakers[i], lines);
    facts += speakers[i].acked;
    passant_caller_free (speakers[i].caller);
    g_rand_free (speakers[i].rand);
  }
  for (int i = 0; i < SENDERS; i++) {
    assert_whole_there (&senders[i], passant_hub_process_get_folder (hub));
    files += senders[i].whole->len;
    passant_caller_free (senders[i].caller);
    g_rand_free (senders[i].rand);
    g_ptr_array_unref (senders[i].whole);
  }

  g_test_message (
    "%d kills, %" G_GINT64_FORMAT " facts and %u files acknowledged, 0 lost, 0 doubled",
    KILLS, facts, files);
  g_assert_cmpint (facts, >, KILLS);
  g_assert_cmpuint (files, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hub/kill/loses-and-doubles-nothing", test_kills);

  return g_test_run ();
}
