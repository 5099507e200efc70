/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-listener.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "passant-error.h"

#define BACKLOG 128
#define DESCRIPTORS_WANTED 8192
#define DESCRIPTORS_RESERVED 32 /* database, logs, blobs on their way out */
#define DESCRIPTORS_EACH 2      /* a connection, and the file its upload goes to */
#define BACK_OFF_MS 200
#define TICK_MS 250

typedef enum {
  IDLE,
  HEADERS,
  BODY,
  WORKING, /* the hub's turn: reading is over, the answer is made or on its way */
} Phase;

typedef struct {
  PassantHubListener *listener;
  GSocket            *socket;
  GSocketAddress     *remote; /* carries this connection as data, so that a message finds it */
  Phase               phase;
  gint64              since_ms;
} Connection;

struct _PassantHubListener {
  SoupServer      *server;
  GSocket         *socket;
  GSocket         *dummy;
  GSource         *accept_source;
  guint            tick;
  guint            back_off;
  GHashTable      *connections; /* a set of Connection */
  PassantHubLimits limits;
  PassantClock    *clock;
  char            *url;
  char            *path; /* of a unix socket */
};

static GQuark
connection_quark (void)
{
  return g_quark_from_static_string ("passant-hub-connection");
}

static void watch (PassantHubListener *self);

static void
unwatch (PassantHubListener *self)
{
  if (!self->accept_source)
    return;

  g_source_destroy (self->accept_source);
  g_clear_pointer (&self->accept_source, g_source_unref);
}

static void
free_connection (Connection *connection)
{
  g_object_set_qdata (G_OBJECT (connection->remote), connection_quark (), NULL);
  g_object_unref (connection->remote);
  g_object_unref (connection->socket);
  g_free (connection);
}

static void
on_stream_gone_cb (gpointer data,
                   GObject *where_the_stream_was)
{
  Connection *connection = data;
  PassantHubListener *self = connection->listener;

  g_hash_table_remove (self->connections, connection);
  if (self->socket && !self->back_off)
    watch (self);
}

static void
enter_phase (Connection *connection,
             Phase       phase)
{
  connection->phase = phase;
  connection->since_ms = passant_clock_boot_ms (connection->listener->clock);
}

/* In the middle of a request the other side may have much more to send; it is to hear at once that nobody listens. After
 * one, the answer may still be under way to it. */
static void
cut (Connection *connection)
{
  const struct linger reset = { 1, 0 };

  if (connection->phase == HEADERS || connection->phase == BODY)
    setsockopt (g_socket_get_fd (connection->socket), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
}

/* libsoup asks a connection for an internet address when a request names no host; a unix socket has none. */
static GSocketAddress *
dup_local_address (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  if (G_IS_INET_SOCKET_ADDRESS (address))
    return g_steal_pointer (&address);

  return g_inet_socket_address_new_from_string ("127.0.0.1", 0);
}

/* Always a new object, because it carries the connection. */
static GSocketAddress *
dup_remote_address (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_remote_address (socket, NULL);

  if (G_IS_INET_SOCKET_ADDRESS (address))
    return g_inet_socket_address_new (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (
                                                                           address)),
                                      g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (
                                                                        address)));

  return g_unix_socket_address_new_with_type ("", 0, G_UNIX_SOCKET_ADDRESS_ANONYMOUS);
}

static void
welcome (PassantHubListener *self,
         GSocket            *socket)
{
  g_autoptr (GSocketConnection) stream = g_socket_connection_factory_create_connection (socket);
  g_autoptr (GSocketAddress) local = dup_local_address (socket);
  Connection *connection = g_new0 (Connection, 1);

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection->listener = self;
  connection->socket = g_object_ref (socket);
  connection->remote = dup_remote_address (socket);
  enter_phase (connection, HEADERS);
  g_object_set_qdata (G_OBJECT (connection->remote), connection_quark (), connection);
  g_hash_table_add (self->connections, connection);
  g_object_weak_ref (G_OBJECT (stream), on_stream_gone_cb, connection);

  soup_server_accept_iostream (self->server, G_IO_STREAM (stream), local, connection->remote, NULL);
}

/* Full: the connection that has been idle longest goes, so that sleepers cannot keep others out. */
static void
make_room (PassantHubListener *self)
{
  Connection *idlest = NULL, *connection;
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, (gpointer *) &connection, NULL)) {
    if (connection->phase == IDLE && (!idlest || connection->since_ms < idlest->since_ms))
      idlest = connection;
  }

  if (idlest)
    cut (idlest);
}

static gboolean
on_back_off_over_cb (gpointer data)
{
  PassantHubListener *self = data;

  self->back_off = 0;
  watch (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_connection_waiting_cb (GSocket     *socket,
                          GIOCondition condition,
                          gpointer     data)
{
  PassantHubListener *self = data;
  g_autoptr (GSocket) accepted = NULL;

  if (g_hash_table_size (self->connections) >= self->limits.connections_max) {
    make_room (self);
    unwatch (self); /* until one has gone */
    return G_SOURCE_REMOVE;
  }

  accepted = g_socket_accept (socket, NULL, NULL);
  if (accepted) {
    welcome (self, accepted);
    return G_SOURCE_CONTINUE;
  }

  /* Out of descriptors, or the caller has hung up already. Trying at once would spin. */
  unwatch (self);
  self->back_off = g_timeout_add (BACK_OFF_MS, on_back_off_over_cb, self);

  return G_SOURCE_REMOVE;
}

static void
watch (PassantHubListener *self)
{
  if (self->accept_source)
    return;

  self->accept_source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->accept_source, G_SOURCE_FUNC (on_connection_waiting_cb), self, NULL);
  g_source_attach (self->accept_source, g_main_context_get_thread_default ());
}

static guint
get_limit_s (PassantHubListener *self,
             Phase               phase)
{
  switch (phase) {
  case HEADERS:
    return self->limits.headers_s_max;
  case BODY:
    return self->limits.body_s_max;
  case IDLE:
  case WORKING:
  default:
    return self->limits.idle_s_max;
  }
}

static gboolean
on_tick_cb (gpointer data)
{
  PassantHubListener *self = data;
  gint64 now_ms = passant_clock_boot_ms (self->clock);
  Connection *connection;
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, (gpointer *) &connection, NULL)) {
    if (now_ms - connection->since_ms > 1000 * (gint64) get_limit_s (self, connection->phase))
      cut (connection);
  }

  return G_SOURCE_CONTINUE;
}

static Connection *
find_connection (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote ? g_object_get_qdata (G_OBJECT (remote), connection_quark ()) : NULL;
}

static void
enter_phase_of (SoupServerMessage *message,
                Phase              phase)
{
  Connection *connection = find_connection (message);

  if (connection)
    enter_phase (connection, phase);
}

static void
on_wrote_body_data_cb (SoupServerMessage *message)
{
  enter_phase_of (message, WORKING);
}

static void
on_request_started_cb (PassantHubListener *self,
                       SoupServerMessage  *message)
{
  enter_phase_of (message, HEADERS);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (on_wrote_body_data_cb), NULL);
}

static void
on_request_over_cb (PassantHubListener *self,
                    SoupServerMessage  *message)
{
  enter_phase_of (message, IDLE);
}

/* libsoup keeps connections alive only while it listens itself. So it gets a socket that nobody can reach: it has no
 * name in any folder, and it is shut before anybody could have found it. It must not block, or the accept that libsoup
 * tries once on it would wait for ever. */
static gboolean
add_dummy (PassantHubListener *self,
           GError            **error)
{
  g_autoptr (GSocketAddress) nowhere = NULL;
  g_autofree char *name = g_uuid_string_random ();

  nowhere = g_unix_socket_address_new_with_type (name, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);
  self->dummy = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, 0, error);
  if (!self->dummy)
    return FALSE;

  g_socket_set_blocking (self->dummy, FALSE);

  return g_socket_bind (self->dummy, nowhere, FALSE, error) &&
         g_socket_listen (self->dummy, error) &&
         g_socket_shutdown (self->dummy, TRUE, TRUE, error) &&
         soup_server_listen_socket (self->server, self->dummy, 0, error);
}

static GSocketAddress *
parse_tcp (const char *text,
           GError    **error)
{
  g_autoptr (GNetworkAddress) parsed = NULL;
  g_autoptr (GInetAddress) address = NULL;
  const char *host;

  parsed = G_NETWORK_ADDRESS (g_network_address_parse (text, 0, NULL));
  host = parsed ? g_network_address_get_hostname (parsed) : "";
  address = g_inet_address_new_from_string (g_str_equal (host, "localhost") ? "127.0.0.1" : host);

  if (!address) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "“%s” is no address to listen on; give 127.0.0.1:PORT or unix:PATH", text);
    return NULL;
  }

  if (!g_inet_address_get_is_loopback (address)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "A hub does not listen on %s: it is not made to face a network by itself. "
                 "Use --listen=unix:PATH and put nginx before it, or 127.0.0.1 on this machine",
                 host);
    return NULL;
  }

  return g_inet_socket_address_new (address, g_network_address_get_port (parsed));
}

/* What a hub that was killed left lying is put away; a hub that still answers there is not. */
static gboolean
clear_path (const char     *path,
            GSocketAddress *address,
            GError        **error)
{
  g_autoptr (GSocket) probe = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, 0, error);

  if (!probe)
    return FALSE;

  if (g_socket_connect (probe, address, NULL, NULL)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, "Something listens on %s already",
                 path);
    return FALSE;
  }

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
      !g_file_test (path, G_FILE_TEST_IS_DIR))
    g_unlink (path);

  return TRUE;
}

static GSocketAddress *
parse_address (PassantHubListener *self,
               const char         *text,
               GError            **error)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (!g_str_has_prefix (text, "unix:"))
    return parse_tcp (text, error);

  self->path = g_strdup (text + strlen ("unix:"));
  address = g_unix_socket_address_new (self->path);
  if (!clear_path (self->path, address, error))
    return NULL;

  return g_steal_pointer (&address);
}

static gboolean
listen_on (PassantHubListener *self,
           GSocketAddress     *address,
           GError            **error)
{
  g_autoptr (GSocketAddress) bound = NULL;

  self->socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM, 0,
                               error);
  if (!self->socket || !g_socket_bind (self->socket, address, TRUE, error))
    return FALSE;

  g_socket_set_listen_backlog (self->socket, BACKLOG);
  g_socket_set_blocking (self->socket, FALSE);
  if (!g_socket_listen (self->socket, error))
    return FALSE;

  bound = g_socket_get_local_address (self->socket, error);
  if (!bound)
    return FALSE;

  if (self->path) {
    self->url = g_strconcat ("unix:", self->path, NULL);
  } else {
    g_autofree char *host = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (bound));

    self->url = g_strconcat ("http://", host, NULL);
  }

  return TRUE;
}

/* As many descriptors as the system gives without asking, and as many connections as fit in them. */
static guint
get_room (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return 256;

  if (limit.rlim_cur < MIN (limit.rlim_max, DESCRIPTORS_WANTED)) {
    limit.rlim_cur = MIN (limit.rlim_max, DESCRIPTORS_WANTED);
    setrlimit (RLIMIT_NOFILE, &limit);
    getrlimit (RLIMIT_NOFILE, &limit);
  }

  if (limit.rlim_cur < DESCRIPTORS_RESERVED + 8 * DESCRIPTORS_EACH)
    return 8;

  return (guint) (MIN (limit.rlim_cur,
                       DESCRIPTORS_WANTED) - DESCRIPTORS_RESERVED) / DESCRIPTORS_EACH;
}

PassantHubListener *
passant_hub_listener_new (SoupServer             *server,
                          const char             *address,
                          const PassantHubLimits *limits,
                          PassantClock           *clock,
                          GError                **error)
{
  g_autoptr (PassantHubListener) self = g_new0 (PassantHubListener, 1);
  g_autoptr (GSocketAddress) parsed = NULL;
  guint room = get_room ();

  self->server = g_object_ref (server);
  self->limits = *limits;
  self->limits.connections_max = limits->connections_max ? MIN (limits->connections_max,
                                                                room) : room;
  self->clock = passant_clock_ref (clock);
  self->connections = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) free_connection, NULL);
  g_signal_connect_swapped (server, "request-started", G_CALLBACK (on_request_started_cb), self);
  g_signal_connect_swapped (server, "request-finished", G_CALLBACK (on_request_over_cb), self);
  g_signal_connect_swapped (server, "request-aborted", G_CALLBACK (on_request_over_cb), self);

  parsed = parse_address (self, address, error);
  if (!parsed)
    return NULL;

  if (!listen_on (self, parsed, error) || !add_dummy (self, error)) {
    g_prefix_error (error, "Cannot listen on %s: ", address);
    return NULL;
  }

  watch (self);
  self->tick = g_timeout_add (TICK_MS, on_tick_cb, self);

  return g_steal_pointer (&self);
}

void
passant_hub_listener_stop (PassantHubListener *self)
{
  unwatch (self);
  g_clear_handle_id (&self->back_off, g_source_remove);
  if (self->socket) {
    g_socket_close (self->socket, NULL);
    if (self->path && self->url)
      g_unlink (self->path);
  }
  g_clear_object (&self->socket);
}

void
passant_hub_listener_free (PassantHubListener *self)
{
  if (!self)
    return;

  passant_hub_listener_stop (self);
  soup_server_disconnect (self->server);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_clear_object (&self->server);
  g_clear_object (&self->dummy);
  g_clear_pointer (&self->connections, g_hash_table_unref);
  g_clear_pointer (&self->clock, passant_clock_unref);
  g_free (self->url);
  g_free (self->path);
  g_free (self);
}

const char *
passant_hub_listener_get_url (PassantHubListener *self)
{
  return self->url;
}

guint
passant_hub_listener_count_busy (PassantHubListener *self)
{
  Connection *connection;
  GHashTableIter iter;
  guint busy = 0;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, (gpointer *) &connection, NULL))
    busy += connection->phase == BODY || connection->phase == WORKING;

  return busy;
}

void
passant_hub_listener_note_body (SoupServerMessage *message)
{
  enter_phase_of (message, BODY);
}

void
passant_hub_listener_note_working (SoupServerMessage *message)
{
  enter_phase_of (message, WORKING);
}

void
passant_hub_listener_cut (SoupServerMessage *message)
{
  Connection *connection = find_connection (message);

  if (connection)
    cut (connection);
}

char *
passant_hub_listener_dup_remote (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (G_IS_INET_SOCKET_ADDRESS (remote))
    return g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (
                                                                          remote)));

  return g_strdup (soup_message_headers_get_one (headers, "X-Forwarded-For"));
}
