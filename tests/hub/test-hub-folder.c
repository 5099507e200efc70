/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "passant-caller.h"
#include "passant-test-folder.h"

/* What the program says about folders in any state; and that its check finds what is wrong. */

static int
run (const char *folder,
     char      **said,
     ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *data = g_strconcat ("--data=", folder, NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list args;

  g_strv_builder_add (builder, g_getenv ("PASSANT_HUB"));
  va_start (args, said);
  while ((word = va_arg (args, const char *)))
    g_strv_builder_add (builder, word);
  va_end (args);
  g_strv_builder_add (builder, data);
  argv = g_strv_builder_end (builder);

  process = g_subprocess_newv ((const char * const *) argv,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                               &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, said, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (process));

  return g_subprocess_get_exit_status (process);
}

static void
assert_run (const char *folder,
            const char *verb,
            int         exit_code,
            const char *sentence)
{
  g_autofree char *said = NULL;
  const char *address = g_str_equal (verb, "serve") ? "--listen=127.0.0.1:0" : NULL;

  g_assert_cmpint (run (folder, &said, verb, address, NULL), ==, exit_code);
  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, sentence));
}

static void
change (const char *folder,
        const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "hub.db", NULL);
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, "sqlite3", path, sql, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

/* A hub with two devices, five facts, one of them in quarantine, and a blob. It is not running. */
static void
fill (const char *folder)
{
  g_autoptr (PassantHubProcess) hub = passant_hub_process_new (folder);
  g_autoptr (PassantCaller) desk = passant_caller_new_enrolled (hub, "");
  g_autoptr (PassantCaller) anna = passant_caller_new_enrolled (hub, "anna");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "photo", -1);
  g_autofree char *base64 = g_base64_encode ((const guchar *) sha256, strlen (sha256));
  g_autofree char *metadata = g_strconcat ("Upload-Metadata: sha256 ", base64, NULL);
  g_autofree char *path = g_strconcat ("/v1/blobs/uploads/", sha256, NULL);
  const char *creation[] = { "Upload-Length: 5", metadata, NULL };
  const char *chunk[] = { "Upload-Offset: 0", "Content-Type: application/offset+octet-stream",
                          NULL };
  g_autoptr (PassantReply) created = NULL;
  g_autoptr (PassantReply) sent = NULL;
  g_autoptr (PassantReply) pushed = NULL;

  for (int i = 0; i < 3; i++)
    passant_caller_say (desk, "location.put", "shop", "{'name':'Shop %d'}", i);
  passant_caller_say (desk, "assignment.offered", "a1",
                      "{'shopper':'anna','location':'shop','script':'%s'}",
                      sha256);
  passant_caller_push_all (desk);
  passant_caller_say (anna, "assignment.claimed", "a1", "{}");
  passant_caller_say (anna, "shopper.put", "anna", "{'name':'Anna'}");
  pushed = passant_caller_push (anna, 1, 2);
  g_assert_cmpint (pushed->status, ==, 200);

  created = passant_caller_send (anna, "POST", "/v1/blobs", creation, "", 0);
  sent = passant_caller_send (anna, "PATCH", path, chunk, "photo", 5);
  g_assert_cmpint (created->status, ==, 201);
  g_assert_cmpint (sent->status, ==, 204);
}

static void
test_usage (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  static const char * const verbs[] = { "init", "serve", "enrol", "revoke", "check", "renew" };
  g_autofree char *said = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++) {
    g_autofree char *help = NULL;
    g_autofree char *nonsense = NULL;

    g_assert_cmpint (run (folder, &help, verbs[i], "--help", NULL), ==, 0);
    g_assert_nonnull (strstr (help, "--data=DIR"));
    g_assert_cmpint (run (folder, &nonsense, verbs[i], "--nonsense", NULL), ==, 2);
  }
  g_assert_cmpint (run (folder, &said, "nonsense", NULL), ==, 2);
}

static void
test_nothing (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();

  assert_run (folder, "serve", 1, "There is no hub in");
  assert_run (folder, "check", 1, "There is no hub in");
}

static void
test_addresses (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  static const char * const addresses[] = {
    "--listen=0.0.0.0:0", "--listen=192.0.2.1:80", "--listen=[::]:0", "--listen=example.org:80",
  };
  g_autofree char *made = NULL;

  g_assert_cmpint (run (folder, &made, "init", "--title=Hub", NULL), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autofree char *said = NULL;

    g_assert_cmpint (run (folder, &said, "serve", addresses[i], NULL), ==, 1);
    g_assert_nonnull (strstr (said, "unix:PATH"));
  }
}

static void
test_once (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "hub.db", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  GStatBuf info;

  g_assert_cmpint (run (folder, &first, "init", "--title=Hub", NULL), ==, 0);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  g_assert_cmpint (run (folder, &second, "init", "--title=Other", NULL), ==, 1);
  g_assert_nonnull (strstr (second, "There is a hub in"));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_one_server (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autoptr (PassantHubProcess) hub = passant_hub_process_new (folder);

  assert_run (folder, "serve", 1, "Another hub serves");
}

static char *
dup_hello (const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  char buffer[1024];
  gssize n;

  for (int i = 0; i < 500 && !connection; i++) {
    connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
    if (!connection)
      g_usleep (10000);
  }
  g_assert_nonnull (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             "GET /v1/hub HTTP/1.0\r\n\r\n", 24, NULL, NULL, NULL);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer,
                                   sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (answer, buffer, n);

  return g_string_free_and_steal (g_steal_pointer (&answer));
}

/* The supported way into a network: nginx before a unix socket. What a killed hub leaves lying is no obstacle. */
static void
test_unix_socket (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  g_autofree char *address = g_strconcat ("--listen=unix:", path, NULL);
  g_autofree char *data = g_strconcat ("--data=", folder, NULL);
  g_autofree char *made = NULL;

  g_assert_cmpint (run (folder, &made, "init", "--title=Hub", NULL), ==, 0);
  for (int round = 0; round < 2; round++) {
    g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, g_getenv ("PASSANT_HUB"), "serve",
                        data,
                        address, NULL);
    g_autofree char *answer = dup_hello (path);

    g_assert_nonnull (strstr (answer, "\"title\":\"Hub\""));
    g_subprocess_send_signal (process, round ? SIGTERM : SIGKILL);
    g_subprocess_wait (process, NULL, NULL);
    g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, round == 0);
  }
}

/* A backup put back: devices that kept their receipts see another epoch, and offer the rest. */
static void
test_renew (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "hub.db", NULL);
  g_autoptr (PassantHubProcess) hub = passant_hub_process_new (folder);
  g_autoptr (PassantCaller) desk = passant_caller_new_enrolled (hub, "");
  g_autofree char *backup = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *output = NULL;
  g_autoptr (PassantReply) hello = passant_caller_send (desk, "GET", "/v1/hub", NULL, NULL, 0);
  g_autoptr (PassantReply) gap = NULL;
  gsize length;

  before = passant_reply_dup_string (hello, "epoch");
  passant_caller_say (desk, "location.put", "shop", "{'name':'Shop'}");
  passant_caller_push_all (desk);
  assert_run (folder, "renew", 1, "Another hub serves");
  passant_hub_process_kill (hub);
  change (folder, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_get_contents (path, &backup, &length, NULL));

  passant_hub_process_start (hub);
  passant_caller_say (desk, "location.put", "shop", "{'name':'Shop 2'}");
  passant_caller_say (desk, "location.put", "shop", "{'name':'Shop 3'}");
  passant_caller_push_all (desk);
  passant_hub_process_kill (hub);
  change (folder, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_set_contents (path, backup, length, NULL));
  g_assert_cmpint (run (folder, &output, "renew", NULL), ==, 0);
  passant_hub_process_start (hub);

  g_clear_pointer (&hello, passant_reply_free);
  hello = passant_caller_send (desk, "GET", "/v1/hub", NULL, NULL, 0);
  after = passant_reply_dup_string (hello, "epoch");
  g_assert_cmpstr (after, !=, before);
  gap = passant_caller_push (desk, 3, 3);
  passant_reply_assert (gap, 409, "gap");
  g_assert_cmpint (passant_reply_get_int (gap, "expected"), ==, 2);
  passant_caller_push_all (desk);
  passant_hub_process_assert_sound (hub);
}

static void
test_future (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();

  fill (folder);
  change (folder, "PRAGMA user_version = 9999");
  assert_run (folder, "serve", 1, "newer Passant");
  change (folder, "PRAGMA user_version = 1; PRAGMA application_id = 7");
  assert_run (folder, "serve", 1, "not the database of a Passant hub");
}

static void
test_truncated (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "hub.db", NULL);
  g_autofree char *whole = NULL;
  gsize length;

  fill (folder);
  change (folder, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));

  for (gsize cut = 0; cut < length; cut += length / 23) {
    g_autofree char *after = NULL;
    g_autofree char *said = NULL;
    gsize length_after;

    g_assert_true (g_file_set_contents (path, whole, cut, NULL));
    g_assert_cmpint (run (folder, &said, "serve", "--listen=127.0.0.1:0", NULL), ==, 1);
    g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
    g_assert_cmpmem (after, length_after, whole, cut);
  }

  g_assert_true (g_file_set_contents (path,
                                      "not a database at all, but long enough to be looked at …………"
                                      "………………………………………………………………………………………………", -1, NULL));
  assert_run (folder, "check", 1, "is not the database of a Passant hub");
}

static void
test_check (void)
{
  static const struct {
    const char *sql;
    const char *complaint;
  } damages[] = {
    { "UPDATE fact SET text = replace (text, 'Shop 1', 'Shop 7')", "was altered" },
    { "DELETE FROM feed WHERE fact = 2; DELETE FROM fact WHERE number = 2", "missing or doubled" },
    { "UPDATE fact SET subject = 'other' WHERE number = 1", "not what its row says" },
    { "DELETE FROM feed WHERE scope = 'hub' AND fact = 1", "not in the coordinators' feed" },
    { "DELETE FROM feed WHERE scope = 'shopper:anna'", "not in their feed" },
    { "INSERT INTO feed (scope, fact) SELECT 'shopper:ben', number FROM fact"
      " WHERE kind = 'assignment.claimed'", "somebody else's feed" },
    { "UPDATE device SET head = replace (head, substr (head, 1, 1), 'x') WHERE role = 'shopper'",
      "its chain ends" },
    { "UPDATE receipt SET seq = 1 WHERE seq = 4", "The receipt is not for all" },
    { "UPDATE blob SET bytes = 6", "missing, cut short or altered" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();

    fill (folder);
    assert_run (folder, "check", 0,
                "2 devices, 5 facts, 1 in quarantine, 8 feed rows, 1 blobs: all whole");
    change (folder, damages[i].sql);
    assert_run (folder, "check", 1, damages[i].complaint);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hub/folder/every-command-explains-itself", test_usage);
  g_test_add_func ("/hub/folder/serves-nothing-out-of-nothing", test_nothing);
  g_test_add_func ("/hub/folder/listens-on-this-machine-alone", test_addresses);
  g_test_add_func ("/hub/folder/is-made-once-and-for-its-owner-alone", test_once);
  g_test_add_func ("/hub/folder/is-served-once-at-a-time", test_one_server);
  g_test_add_func ("/hub/folder/listens-on-a-unix-socket", test_unix_socket);
  g_test_add_func ("/hub/folder/gets-a-new-epoch-with-a-backup", test_renew);
  g_test_add_func ("/hub/folder/refuses-the-future-and-the-foreign", test_future);
  g_test_add_func ("/hub/folder/refuses-a-database-that-was-cut-short", test_truncated);
  g_test_add_func ("/hub/folder/check-finds-what-is-wrong", test_check);

  return g_test_run ();
}
