/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "passant-caller.h"
#include "passant-test-folder.h"

/* A hub started by hand, with few descriptors and short patience. */
typedef struct {
  PassantTestFolder *folder;
  PassantHubProcess *hub;
  PassantCaller     *desk;
  char              *ready;
  GSubprocess       *process;
  char              *url;
  guint16            port;
} World;

static void
wait_ready (World *world)
{
  g_autofree char *text = NULL;

  for (int i = 0; i < 500 && !g_file_get_contents (world->ready, &text, NULL, NULL); i++)
    g_usleep (10000);
  g_assert_nonnull (text);
  world->url = g_strdup (g_strstrip (text));
}

/* @limits: the descriptors it may have, or NULL. */
static void
start (World      *world,
       const char *limits)
{
  g_autofree char *command =
    g_strdup_printf ("%s exec \"$PASSANT_HUB\" serve --data=\"$0\" --listen=127.0.0.1:0 "
                     "--ready-file=\"$1\" --headers-seconds=1 --request-seconds=2 --idle-seconds=2",
                     limits);
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;

  world->ready = g_build_filename (world->folder, "ready", NULL);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  world->process = g_subprocess_launcher_spawn (launcher, &error, "sh", "-c", command,
                                                world->folder,
                                                world->ready, NULL);
  g_assert_no_error (error);
  wait_ready (world);
  uri = g_uri_parse (world->url, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  world->port = (guint16) g_uri_get_port (uri);
}

static void
set_up (World        *world,
        gconstpointer limits)
{
  world->folder = passant_test_folder_new ();
  world->hub = passant_hub_process_new (world->folder);
  world->desk = passant_caller_new_enrolled (world->hub, "");
  passant_hub_process_kill (world->hub);
  start (world, limits);
  passant_transport_free (world->desk->transport);
  world->desk->transport = passant_transport_new (world->url, NULL);
  passant_transport_set_token (world->desk->transport, world->desk->token);
  passant_transport_set_patience_s (world->desk->transport, 10);
}

static void
tear_down (World        *world,
           gconstpointer limits)
{
  g_subprocess_send_signal (world->process, SIGTERM);
  g_assert_true (g_subprocess_wait (world->process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (world->process));
  g_assert_cmpint (g_subprocess_get_exit_status (world->process), ==, 0);
  passant_caller_free (world->desk);
  passant_hub_process_assert_sound (world->hub);
  passant_hub_process_free (world->hub);
  passant_test_folder_free (world->folder);
  g_object_unref (world->process);
  g_free (world->ready);
  g_free (world->url);
}

static GSocketConnection *
connect_to (World *world)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_set_timeout (client, 15);
  g_socket_client_set_enable_proxy (client, FALSE);

  return g_socket_client_connect_to_host (client, "127.0.0.1", world->port, NULL, NULL);
}

static void
write_text (GSocketConnection *connection,
            const char        *text)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL);
}

/* Everything until the hub closes; "" when it just closes. */
static char *
read_all (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_serves (World *world)
{
  g_autoptr (PassantReply) reply =
    passant_caller_send (world->desk, "GET", "/v1/changes", NULL, NULL, 0);

  passant_reply_assert (reply, 200, "");
}

/* libsoup's own listener would be dead for good after this. */
static void
test_crowd (World        *world,
            gconstpointer limits)
{
  GSocketConnection *crowd[100];

  for (gsize i = 0; i < G_N_ELEMENTS (crowd); i++)
    crowd[i] = connect_to (world);
  assert_serves (world);
  for (gsize i = 0; i < G_N_ELEMENTS (crowd); i++)
    g_clear_object (&crowd[i]);
  assert_serves (world);
}

/* Sleepers that have asked once and keep their connection cannot keep others out either. */
static void
test_sleepers (World        *world,
               gconstpointer limits)
{
  GSocketConnection *crowd[40];
  gint64 before;

  for (gsize i = 0; i < G_N_ELEMENTS (crowd); i++) {
    crowd[i] = connect_to (world);
    g_assert_nonnull (crowd[i]);
    write_text (crowd[i], "GET /v1/hub HTTP/1.1\r\nHost: x\r\n\r\n");
    g_usleep (2000);
  }
  before = g_get_monotonic_time ();
  assert_serves (world);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 1500 * 1000);
  for (gsize i = 0; i < G_N_ELEMENTS (crowd); i++)
    g_clear_object (&crowd[i]);
}

/* A shop floor on bad Wi-Fi: 64 devices that vanish in the middle of what they send, ten times. */
static void
test_vanishing (World        *world,
                gconstpointer limits)
{
  g_autofree char *head =
    g_strdup_printf ("POST /v1/batches HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                     "Content-Length: 4000\r\n\r\n{\"half\":", world->desk->token);

  for (int round = 0; round < 10; round++) {
    GSocketConnection *crowd[64];

    for (gsize i = 0; i < G_N_ELEMENTS (crowd); i++) {
      crowd[i] = connect_to (world);
      if (crowd[i])
        write_text (crowd[i], head);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (crowd); i++)
      g_clear_object (&crowd[i]);
  }

  passant_caller_say (world->desk, "location.put", "shop", "{'name':'Shop'}");
  passant_caller_push_all (world->desk);
  assert_serves (world);
}

/* One byte now and then never idles; a request has to end all the same. */
static void
test_drip (World        *world,
           gconstpointer limits)
{
  g_autoptr (GSocketConnection) in_headers = connect_to (world);
  g_autoptr (GSocketConnection) in_body = connect_to (world);
  g_autofree char *head =
    g_strdup_printf ("POST /v1/batches HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                     "Content-Length: 4000\r\n\r\n", world->desk->token);
  gint64 start_us = g_get_monotonic_time ();
  gboolean open = TRUE;

  write_text (in_headers, "GET /v1/hub HTTP/1.1\r\nHost: x\r\nX: ");
  write_text (in_body, head);
  while (open && g_get_monotonic_time () - start_us < 10 * G_USEC_PER_SEC) {
    write_text (in_headers, "x");
    write_text (in_body, "x");
    g_usleep (100000);
    open = (g_socket_condition_check (g_socket_connection_get_socket (in_body),
                                      G_IO_IN | G_IO_HUP) &
            (G_IO_IN | G_IO_HUP)) == 0;
  }

  g_assert_false (open);
  g_assert_cmpint (g_socket_condition_check (g_socket_connection_get_socket (in_headers),
                                             G_IO_IN | G_IO_HUP), !=, 0);
  assert_serves (world);
}

/* Requests whose end could be seen in two places, and what else is hostile: one refusal, then the end. */
static void
test_hostile (World        *world,
              gconstpointer limits)
{
  static const char * const texts[] = {
    "POST /v1/devices HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 2\r\n\r\n{}",
    "POST /v1/devices HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
    "POST /v1/devices HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
    "Transfer-Encoding: chunked\r\n\r\n"
    "0\r\n\r\nGET /v1/hub HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /v1/devices HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    "0\r\n\r\nGET /v1/hub HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /v1/devices HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n{}",
    "POST /v1/devices HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
    "nonsense\r\n\r\n",
    "GET /..%2f..%2fhub.db HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "GET /v1/hub%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "GET /v1/hub HTTP/1.1\r\nConnection: close\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GSocketConnection) connection = connect_to (world);
    g_autofree char *answer = NULL;

    write_text (connection, texts[i]);
    answer = read_all (connection);
    g_test_message ("%" G_GSIZE_FORMAT ": %.30s", i, answer);
    g_assert_null (strstr (answer, "200 OK"));
    g_assert_null (strstr (answer, "<html"));
    g_assert_true (*answer == '\0' || g_regex_match_simple ("^HTTP/1\\.[01] [45]", answer, 0, 0));
    assert_serves (world);
  }
}

static void
test_keeps_alive (World        *world,
                  gconstpointer limits)
{
  g_autoptr (GSocketConnection) connection = connect_to (world);
  g_autofree char *answer = NULL;
  const char *at;
  int answers = 0;

  write_text (connection, "OPTIONS /v1/blobs HTTP/1.1\r\nHost: x\r\n\r\n"
              "GET /v1/hub HTTP/1.1\r\nHost: x\r\n\r\n"
              "GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n"
              "GET /v1/hub HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  answer = read_all (connection);
  for (at = answer; (at = strstr (at, "HTTP/1.1 ")); at++)
    answers++;
  g_assert_cmpint (answers, ==, 4);
}

/* 512 MiB announced, and sent as long as somebody listens. */
static void
test_flood (World        *world,
            gconstpointer limits)
{
  g_autoptr (GSocketConnection) connection = connect_to (world);
  g_autofree char *piece = g_strnfill (1024 * 1024, 'x');
  g_autofree char *status = NULL;
  g_autofree char *path = g_strdup_printf ("/proc/%s/status",
                                           g_subprocess_get_identifier (world->process));
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  const char *resident;
  int sent = 0;

  write_text (connection,
              "POST /v1/devices HTTP/1.1\r\nHost: x\r\nContent-Length: 536870912\r\n\r\n");
  while (sent < 512 && g_output_stream_write_all (stream, piece, 1024 * 1024, NULL, NULL, NULL))
    sent++;
  g_assert_cmpint (sent, <, 512);

  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  resident = strstr (status, "VmRSS:");
  g_assert_nonnull (resident);
  g_assert_cmpint (g_ascii_strtoll (resident + strlen ("VmRSS:"), NULL, 10), <, 64 * 1024);
  assert_serves (world);
}

/* A disk that takes no more: the hub says so, goes on telling what it has, and has lost nothing it said was kept. */
static void
test_full_disk (World        *world,
                gconstpointer limits)
{
  g_autofree char *pad = g_strnfill (20000, 'x');
  gint64 acked = 0;
  int status = 200;

  while (status == 200 && acked < 1000) {
    g_autoptr (PassantReply) reply = NULL;

    passant_caller_say (world->desk, "location.put", "shop", "{'name':'Shop','pad':'%s'}", pad);
    reply = passant_caller_push (world->desk, acked + 1, acked + 1);
    status = reply->status;
    acked += status == 200;
  }

  g_test_message ("%" G_GINT64_FORMAT " facts kept, then %d", acked, status);
  g_assert_true (status == 503 || status == 507);
  g_assert_cmpint (acked, >, 5);
  for (int i = 0; i < 5; i++) {
    g_autoptr (PassantReply) again = passant_caller_push (world->desk, acked + 1, acked + 1);

    g_assert_cmpint (again->status, ==, status);
    assert_serves (world);
  }

  g_subprocess_force_exit (world->process);
  g_subprocess_wait (world->process, NULL, NULL);
  g_clear_object (&world->process);
  g_clear_pointer (&world->url, g_free);
  g_unlink (world->ready);
  g_clear_pointer (&world->ready, g_free);
  passant_hub_process_assert_sound (world->hub);

  start (world, "");
  passant_transport_free (world->desk->transport);
  world->desk->transport = passant_transport_new (world->url, NULL);
  passant_transport_set_token (world->desk->transport, world->desk->token);
  passant_caller_push_all (world->desk);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, limits, func) \
        g_test_add ("/hub/listener/" path, World, limits, set_up, func, tear_down)
  ADD ("outlives-a-crowd-without-descriptors", "ulimit -n 64;", test_crowd);
  ADD ("lets-no-sleeper-keep-others-out", "ulimit -n 64;", test_sleepers);
  ADD ("outlives-devices-that-vanish", "", test_vanishing);
  ADD ("ends-what-drips", "", test_drip);
  ADD ("refuses-hostile-requests", "", test_hostile);
  ADD ("keeps-connections-alive", "", test_keeps_alive);
  ADD ("says-so-when-the-disk-takes-no-more", "trap '' XFSZ; ulimit -f 2048;", test_full_disk);
  ADD ("ends-a-flood-without-growing", "", test_flood);

  return g_test_run ();
}
