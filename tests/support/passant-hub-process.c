/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-process.h"

#include "passant-transport.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define START_S_MAX 20
#define START_WAIT_MS 5

struct _PassantHubProcess {
  char        *folder;
  char        *url;
  guint16      port;
  GSubprocess *process; /* NULL while it does not run */
};

static const char *
find_program (void)
{
  const char *path = g_getenv ("PASSANT_HUB");

  g_assert_nonnull (path);

  return path;
}

static guint16
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;

  g_socket_listener_add_address (listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &given, NULL);
  g_assert_nonnull (given);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
}

char *
passant_hub_process_run (PassantHubProcess  *self,
                         const char * const *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *data = g_strconcat ("--data=", self->folder, NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;
  char *output = NULL;

  g_strv_builder_add (builder, find_program ());
  g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_add (builder, data);
  argv = g_strv_builder_end (builder);

  process = g_subprocess_newv ((const char * const *) argv,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &complaint, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_test_message ("passant-hub %s: %s%s", words[0], output, complaint);
  g_assert_true (g_subprocess_get_successful (process));

  return output;
}

PassantHubProcess *
passant_hub_process_new (const char *folder)
{
  static const char * const words[] = { "init", "--title=Test hub", NULL };
  PassantHubProcess *self = g_new0 (PassantHubProcess, 1);
  g_autofree char *output = NULL;

  self->folder = g_strdup (folder);
  self->port = find_free_port ();
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  output = passant_hub_process_run (self, words);
  passant_hub_process_start (self);

  return self;
}

void
passant_hub_process_free (PassantHubProcess *self)
{
  passant_hub_process_kill (self);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->url, g_free);
  g_free (self);
}

static gboolean
answers (PassantHubProcess *self)
{
  g_autoptr (PassantTransport) transport = passant_transport_new (self->url, NULL);
  g_autoptr (PassantReply) reply = NULL;

  passant_transport_set_patience_s (transport, 2);
  reply = passant_transport_send (transport, "GET", "/v1/hub", NULL, NULL, NULL, NULL, NULL);

  return reply && reply->status == 200;
}

/* A test that fails in the middle takes its hub along. */
static void
on_child_setup_cb (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

void
passant_hub_process_start (PassantHubProcess *self)
{
  g_autofree char *data = g_strconcat ("--data=", self->folder, NULL);
  g_autofree char *address = g_strdup_printf ("--listen=127.0.0.1:%u", self->port);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deadline = g_get_monotonic_time () + START_S_MAX * G_USEC_PER_SEC;

  g_assert_null (self->process);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  /* What a killed hub leaves behind is not news, and must not be fatal. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_set_child_setup (launcher, on_child_setup_cb, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &error, find_program (), "serve", data,
                                               address, NULL);
  g_assert_no_error (error);

  while (!answers (self)) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_usleep (START_WAIT_MS * 1000);
  }
}

void
passant_hub_process_kill (PassantHubProcess *self)
{
  if (!self->process)
    return;

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

const char *
passant_hub_process_get_url (PassantHubProcess *self)
{
  return self->url;
}

guint16
passant_hub_process_get_port (PassantHubProcess *self)
{
  return self->port;
}

const char *
passant_hub_process_get_folder (PassantHubProcess *self)
{
  return self->folder;
}

char *
passant_hub_process_dup_code (PassantHubProcess *self,
                              const char        *shopper)
{
  g_autofree char *whose = g_strconcat ("--shopper=", shopper, NULL);
  const char *for_shopper[] = { "enrol", "--role=shopper", "--name=Guest", whose, NULL };
  const char *for_coordinator[] = { "enrol", "--role=coordinator", "--name=Desk", NULL };
  g_autofree char *output = passant_hub_process_run (self,
                                                     *shopper ? for_shopper : for_coordinator);
  g_auto (GStrv) lines = g_strsplit (output, "\n", 2);

  g_assert_cmpuint (strlen (lines[0]), >=, 8);

  return g_strdup (lines[0]);
}

void
passant_hub_process_assert_sound (PassantHubProcess *self)
{
  static const char * const words[] = { "check", NULL };
  g_autofree char *output = passant_hub_process_run (self, words);

  g_assert_nonnull (output);
}
