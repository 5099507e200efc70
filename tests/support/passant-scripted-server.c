/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-scripted-server.h"

#include "passant-http-message.h"

#include <string.h>

#define DRIP_MS 40

typedef struct {
  GBytes       *bytes;
  guint         delay_ms;
  PassantEnding ending;
} Line;

struct _PassantScriptedServer {
  GSocketListener *listener;
  GCancellable    *stop;
  GThread         *thread;
  char            *url;
  GMutex           lock;     /* guards the two below */
  GQueue           lines;    /* Line, still to be said */
  GPtrArray       *requests; /* char * */
};

static void
line_free (Line *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_free)

static Line *
take_line (PassantScriptedServer *self,
           PassantHttpMessage    *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->requests, g_strndup ((const char *) request->bytes->data,
                                              request->bytes->len));

  return g_queue_pop_head (&self->lines);
}

static void
wait_until_left (PassantScriptedServer *self,
                 GIOStream             *stream)
{
  char buffer[4096];

  while (g_input_stream_read (g_io_stream_get_input_stream (stream), buffer, sizeof buffer,
                              self->stop, NULL) > 0)
    continue;
}

static void
drip (PassantScriptedServer *self,
      GIOStream             *stream)
{
  while (!g_cancellable_is_cancelled (self->stop) &&
         g_output_stream_write (g_io_stream_get_output_stream (stream), " ", 1, NULL, NULL) == 1)
    g_usleep (DRIP_MS * 1000);
}

/* TRUE: the connection goes on. */
static gboolean
say (PassantScriptedServer *self,
     GIOStream             *stream,
     Line                  *line)
{
  gsize length;
  const char *bytes = g_bytes_get_data (line->bytes, &length);

  g_usleep (line->delay_ms * 1000);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, length, NULL, NULL,
                             NULL);

  if (line->ending == PASSANT_ENDING_HALF_CLOSE)
    g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)), FALSE, TRUE,
                       NULL);
  if (line->ending == PASSANT_ENDING_HALF_CLOSE || line->ending == PASSANT_ENDING_HOLD)
    wait_until_left (self, stream);
  if (line->ending == PASSANT_ENDING_DRIP)
    drip (self, stream);

  return line->ending == PASSANT_ENDING_KEEP;
}

static void
serve (PassantScriptedServer *self,
       GIOStream             *stream)
{
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  gboolean goes_on = TRUE;

  while (goes_on) {
    g_autoptr (PassantHttpMessage) request = NULL;
    g_autoptr (Line) line = NULL;

    request = passant_http_message_read (g_io_stream_get_input_stream (stream), rest, NULL,
                                         self->stop);
    line = request ? take_line (self, request) : NULL;
    goes_on = line && say (self, stream, line);
  }

  g_io_stream_close (stream, NULL, NULL);
}

/* One connection after another is enough: a transport has one. */
static gpointer
accept_thread (gpointer data)
{
  PassantScriptedServer *self = data;

  while (!g_cancellable_is_cancelled (self->stop)) {
    g_autoptr (GSocketConnection) connection = NULL;

    connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL);
    if (connection)
      serve (self, G_IO_STREAM (connection));
  }

  return NULL;
}

PassantScriptedServer *
passant_scripted_server_new (void)
{
  PassantScriptedServer *self = g_new0 (PassantScriptedServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;

  self->listener = g_socket_listener_new ();
  self->stop = g_cancellable_new ();
  self->requests = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->lock);
  g_queue_init (&self->lines);
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &given, NULL);
  g_assert_nonnull (given);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given)));
  self->thread = g_thread_new ("scripted-server", accept_thread, self);

  return self;
}

void
passant_scripted_server_free (PassantScriptedServer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_clear_object (&self->listener);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_queue_clear_full (&self->lines, (GDestroyNotify) line_free);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
passant_scripted_server_get_url (PassantScriptedServer *self)
{
  return self->url;
}

void
passant_scripted_server_say (PassantScriptedServer *self,
                             const char            *bytes,
                             gssize                 length,
                             guint                  delay_ms,
                             PassantEnding          ending)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Line *line = g_new0 (Line, 1);

  line->bytes = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  line->delay_ms = delay_ms;
  line->ending = ending;
  g_queue_push_tail (&self->lines, line);
}

void
passant_scripted_server_answer (PassantScriptedServer *self,
                                const char            *status,
                                const char            *type,
                                const char            *body)
{
  g_autofree char *bytes = NULL;

  bytes = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                           "\r\n\r\n%s", status, type, strlen (body), body);
  passant_scripted_server_say (self, bytes, -1, 0, PASSANT_ENDING_KEEP);
}

guint
passant_scripted_server_count (PassantScriptedServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->requests->len;
}

char *
passant_scripted_server_dup_request (PassantScriptedServer *self,
                                     guint                  i)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_assert_cmpuint (i, <, self->requests->len);

  return g_strdup (g_ptr_array_index (self->requests, i));
}
