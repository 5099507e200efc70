/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-fault-proxy.h"

#include "passant-http-message.h"

#define DELAY_MS_MAX 30

struct _PassantFaultProxy {
  GSocketListener *listener;
  GCancellable    *stop;
  GThread         *thread;
  char            *url;
  GMutex           lock; /* guards everything below */
  guint16          hub_port;
  GRand           *rand;
  guint            percent;
  guint            fail_at;
  PassantFault     fail_how;
  guint            count;
  guint            faults;
  gint64           blob_bytes;
};

/* What one request has coming. */
typedef struct {
  PassantFault fault;
  double       share; /* of the message that still passes, 0 … 1 */
  guint16      hub_port;
} Fate;

/* One device's connection, and the one to the hub behind it. */
typedef struct {
  PassantFaultProxy *proxy;
  GIOStream         *device;
  GIOStream         *hub; /* NULL until needed */
  GByteArray        *from_device;
  GByteArray        *from_hub;
} Relay;

static void
relay_clear (Relay *self)
{
  g_io_stream_close (self->device, NULL, NULL);
  g_clear_object (&self->hub);
  g_byte_array_unref (self->from_device);
  g_byte_array_unref (self->from_hub);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Relay, relay_clear)

static Fate
draw_fate (PassantFaultProxy  *self,
           PassantHttpMessage *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *method = passant_http_message_dup_method (request);
  Fate fate = { .share = g_rand_double (self->rand), .hub_port = self->hub_port };

  self->count++;
  if (g_str_equal (method, "PATCH"))
    self->blob_bytes += request->bytes->len - request->head_length;

  if (self->fail_at > 0 && self->count == self->fail_at)
    fate.fault = self->fail_how;
  else if ((guint) g_rand_int_range (self->rand, 0, 100) < self->percent)
    fate.fault = (PassantFault) g_rand_int_range (self->rand, 1, PASSANT_FAULT_LAST + 1);
  self->faults += fate.fault != PASSANT_FAULT_NONE;

  return fate;
}

static gboolean
write_share (GIOStream          *to,
             PassantHttpMessage *message,
             double              share)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (to), message->bytes->data,
                                    (gsize) (message->bytes->len * share), NULL, NULL, NULL);
}

static gboolean
reach_hub (Relay  *self,
           guint16 port)
{
  g_autoptr (GSocketClient) client = NULL;

  if (self->hub)
    return TRUE;

  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  self->hub = G_IO_STREAM (g_socket_client_connect_to_host (client, "127.0.0.1", port,
                                                            self->proxy->stop, NULL));
  g_byte_array_set_size (self->from_hub, 0);

  return self->hub != NULL;
}

/* Hands on one answer. FALSE: the connection is over. */
static gboolean
hand_back (Relay              *self,
           PassantHttpMessage *request,
           Fate                fate)
{
  g_autofree char *method = passant_http_message_dup_method (request);
  g_autoptr (PassantHttpMessage) answer = NULL;

  answer = passant_http_message_read (g_io_stream_get_input_stream (self->hub), self->from_hub,
                                      method, self->proxy->stop);
  if (!answer || fate.fault == PASSANT_FAULT_LOSE_ANSWER)
    return FALSE;
  if (fate.fault == PASSANT_FAULT_CUT_ANSWER) {
    write_share (self->device, answer, fate.share);
    return FALSE;
  }

  return write_share (self->device, answer, 1) && !answer->closes;
}

/* Hands on one request and its answer. FALSE: the connection is over. */
static gboolean
hand_on (Relay              *self,
         PassantHttpMessage *request)
{
  Fate fate = draw_fate (self->proxy, request);

  if (fate.fault == PASSANT_FAULT_REFUSE)
    return FALSE;
  if (fate.fault == PASSANT_FAULT_DELAY)
    g_usleep ((gulong) (fate.share * DELAY_MS_MAX * 1000));
  if (!reach_hub (self, fate.hub_port))
    return FALSE;

  if (fate.fault == PASSANT_FAULT_CUT_REQUEST) {
    write_share (self->hub, request, fate.share);
    return FALSE;
  }

  return write_share (self->hub, request, 1) && hand_back (self, request, fate);
}

static void
relay (PassantFaultProxy *proxy,
       GIOStream         *device)
{
  g_auto (Relay) self = { .proxy = proxy, .device = device };
  gboolean goes_on = TRUE;

  self.from_device = g_byte_array_new ();
  self.from_hub = g_byte_array_new ();
  while (goes_on) {
    g_autoptr (PassantHttpMessage) request = NULL;

    request = passant_http_message_read (g_io_stream_get_input_stream (device), self.from_device,
                                         NULL, proxy->stop);
    goes_on = request && !request->closes && hand_on (&self, request);
  }
}

/* One connection after another: a sync has one, and closes it at its end. */
static gpointer
accept_thread (gpointer data)
{
  PassantFaultProxy *self = data;

  while (!g_cancellable_is_cancelled (self->stop)) {
    g_autoptr (GSocketConnection) device = NULL;

    device = g_socket_listener_accept (self->listener, NULL, self->stop, NULL);
    if (device)
      relay (self, G_IO_STREAM (device));
  }

  return NULL;
}

PassantFaultProxy *
passant_fault_proxy_new (guint16 hub_port,
                         guint32 seed)
{
  PassantFaultProxy *self = g_new0 (PassantFaultProxy, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;

  self->listener = g_socket_listener_new ();
  self->stop = g_cancellable_new ();
  self->hub_port = hub_port;
  self->rand = g_rand_new_with_seed (seed);
  g_mutex_init (&self->lock);
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &given, NULL);
  g_assert_nonnull (given);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given)));
  self->thread = g_thread_new ("fault-proxy", accept_thread, self);

  return self;
}

void
passant_fault_proxy_free (PassantFaultProxy *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_clear_object (&self->listener);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->rand, g_rand_free);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
passant_fault_proxy_get_url (PassantFaultProxy *self)
{
  return self->url;
}

void
passant_fault_proxy_set_hub (PassantFaultProxy *self,
                             guint16            hub_port)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->hub_port = hub_port;
}

void
passant_fault_proxy_set_chance (PassantFaultProxy *self,
                                guint              percent)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->percent = percent;
}

void
passant_fault_proxy_fail_at (PassantFaultProxy *self,
                             guint              n,
                             PassantFault       fault)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->fail_at = n;
  self->fail_how = fault;
  self->count = 0;
}

guint
passant_fault_proxy_count (PassantFaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->count;
}

guint
passant_fault_proxy_count_faults (PassantFaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->faults;
}

gint64
passant_fault_proxy_count_blob_bytes (PassantFaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->blob_bytes;
}
