/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-request.h"

#include <string.h>

struct _PassantHubRequest {
  SoupServerMessage *message; /* owns us */
  PassantHubDevice  *device;
  GByteArray        *body;
  char              *name;
  gboolean           answered;
  gboolean           waiting;
  gboolean           over; /* libsoup is done with it: sent, or the other side has gone */
};

/* libsoup takes a 204, whose length it has just removed, for an answer that ends with the connection, and closes that. */
static void
on_wrote_headers_cb (SoupServerMessage *message)
{
  if (soup_server_message_get_status (message) == SOUP_STATUS_NO_CONTENT)
    soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                       SOUP_ENCODING_NONE);
}

static void
on_finished_cb (SoupServerMessage *message,
                PassantHubRequest *self)
{
  self->over = TRUE;
}

static void
free_request (gpointer data)
{
  PassantHubRequest *self = data;

  g_clear_pointer (&self->device, passant_hub_device_free);
  g_byte_array_unref (self->body);
  g_free (self->name);
  g_free (self);
}

PassantHubRequest *
passant_hub_request_new (SoupServerMessage *message)
{
  PassantHubRequest *self = g_new0 (PassantHubRequest, 1);

  self->message = message;
  self->body = g_byte_array_new ();
  g_object_set_data_full (G_OBJECT (message), "passant-hub-request", self, free_request);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (on_wrote_headers_cb), NULL);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished_cb), self);

  return self;
}

PassantHubRequest *
passant_hub_request_get (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), "passant-hub-request");
}

/* The message owns the request, so to hold one is to hold the other. */
PassantHubRequest *
passant_hub_request_ref (PassantHubRequest *self)
{
  g_object_ref (self->message);

  return self;
}

void
passant_hub_request_unref (PassantHubRequest *self)
{
  g_object_unref (self->message);
}

SoupServerMessage *
passant_hub_request_get_message (PassantHubRequest *self)
{
  return self->message;
}

const char *
passant_hub_request_get_header (PassantHubRequest *self,
                                const char        *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                       name);
}

gint64
passant_hub_request_get_number (PassantHubRequest *self,
                                const char        *name)
{
  const char *text = passant_hub_request_get_header (self, name);
  guint64 number;

  if (!text || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return -1;

  return (gint64) number;
}

const char *
passant_hub_request_get_name (PassantHubRequest *self)
{
  return self->name;
}

void
passant_hub_request_set_name (PassantHubRequest *self,
                              const char        *name)
{
  g_set_str (&self->name, name);
}

PassantHubDevice *
passant_hub_request_get_device (PassantHubRequest *self)
{
  return self->device;
}

void
passant_hub_request_take_device (PassantHubRequest *self,
                                 PassantHubDevice  *device)
{
  g_clear_pointer (&self->device, passant_hub_device_free);
  self->device = device;
}

GByteArray *
passant_hub_request_get_body (PassantHubRequest *self)
{
  return self->body;
}

static const char *
get_reason (guint status)
{
  switch (status) {
  case 426:
    return "Upgrade Required";
  case 429:
    return "Too Many Requests";
  case 460:
    return "Checksum Mismatch";
  default:
    return NULL;
  }
}

void
passant_hub_request_answer (PassantHubRequest *self,
                            PassantHubAnswer  *answer)
{
  g_autoptr (PassantHubAnswer) taken = answer;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  gsize length = taken->body ? g_bytes_get_size (taken->body) : 0;

  g_return_if_fail (!self->answered);

  self->answered = TRUE;
  if (self->over)
    return;

  soup_server_message_set_status (self->message, taken->status, get_reason (taken->status));
  for (guint i = 0; i + 1 < taken->headers->len; i += 2)
    soup_message_headers_replace (headers, g_ptr_array_index (taken->headers, i),
                                  g_ptr_array_index (taken->headers, i + 1));

  if (taken->content_type)
    soup_message_headers_replace (headers, "Content-Type", taken->content_type);
  if (taken->body) {
    soup_message_body_append_bytes (soup_server_message_get_response_body (self->message),
                                    taken->body);
    soup_message_body_complete (soup_server_message_get_response_body (self->message));
  }
  soup_message_headers_set_content_length (headers, length);

  if (self->waiting)
    soup_server_message_unpause (self->message);
}

void
passant_hub_refuse (PassantHubRequest *self,
                    guint              status,
                    const char        *code,
                    const char        *message)
{
  passant_hub_request_answer (self, passant_hub_answer_new_error (status, code, "%s", message));
}

gboolean
passant_hub_request_is_answered (PassantHubRequest *self)
{
  return self->answered;
}

void
passant_hub_request_wait (PassantHubRequest *self)
{
  if (self->answered)
    return;

  self->waiting = TRUE;
  soup_server_message_pause (self->message);
}
