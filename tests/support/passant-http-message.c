/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-http-message.h"

#include <string.h>

#define MESSAGE_BYTES_MAX (128 * 1024 * 1024)

static gboolean
read_more (GInputStream *stream,
           GByteArray   *into,
           GCancellable *cancellable)
{
  guint8 buffer[64 * 1024];
  gssize n = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, NULL);

  if (n <= 0 || into->len + n > MESSAGE_BYTES_MAX)
    return FALSE;
  g_byte_array_append (into, buffer, n);

  return TRUE;
}

static gsize
find_end (GByteArray *bytes,
          gsize       from,
          const char *mark)
{
  const void *found = NULL;

  if (bytes->len > from)
    found = memmem (bytes->data + from, bytes->len - from, mark, strlen (mark));

  return found ? (const guint8 *) found - bytes->data + strlen (mark) : 0;
}

static char *
dup_header (PassantHttpMessage *self,
            const char         *name)
{
  g_autofree char *head = g_strndup ((const char *) self->bytes->data, self->head_length);
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  g_autofree char *prefix = g_strconcat (name, ":", NULL);

  for (char **line = lines; *line; line++) {
    if (g_ascii_strncasecmp (*line, prefix, strlen (prefix)) == 0)
      return g_strstrip (g_strdup (*line + strlen (prefix)));
  }

  return NULL;
}

static gboolean
has_no_body (PassantHttpMessage *self,
             const char         *is_answer_to)
{
  const char *status = (const char *) self->bytes->data + strlen ("HTTP/1.1 ");

  if (!is_answer_to)
    return FALSE;

  /* A whole head is there, but no closing NUL. */
  return g_str_equal (is_answer_to, "HEAD") || strncmp (status, "204", 3) == 0 ||
         strncmp (status, "304", 3) == 0;
}

/* Where the body ends, or 0 while more must come; G_MAXSIZE: at the end of the connection. */
static gsize
find_body_end (PassantHttpMessage *self,
               const char         *is_answer_to)
{
  g_autofree char *length = dup_header (self, "Content-Length");
  g_autofree char *coding = dup_header (self, "Transfer-Encoding");
  gsize end;

  if (has_no_body (self, is_answer_to))
    return self->head_length;
  if (coding && g_str_equal (coding, "chunked"))
    return find_end (self->bytes, self->head_length - 2, "\r\n0\r\n\r\n");
  if (!length)
    return is_answer_to ? G_MAXSIZE : self->head_length;

  end = self->head_length + g_ascii_strtoull (length, NULL, 10);

  return self->bytes->len >= end ? end : 0;
}

void
passant_http_message_free (PassantHttpMessage *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self);
}

PassantHttpMessage *
passant_http_message_read (GInputStream *stream,
                           GByteArray   *rest,
                           const char   *is_answer_to,
                           GCancellable *cancellable)
{
  g_autoptr (PassantHttpMessage) self = g_new0 (PassantHttpMessage, 1);
  gsize end;

  self->bytes = g_byte_array_new ();
  g_byte_array_append (self->bytes, rest->data, rest->len);
  g_byte_array_set_size (rest, 0);

  while (!(self->head_length = find_end (self->bytes, 0, "\r\n\r\n"))) {
    if (!read_more (stream, self->bytes, cancellable))
      return NULL;
  }

  while ((end = find_body_end (self, is_answer_to)) == 0 || end == G_MAXSIZE) {
    if (!read_more (stream, self->bytes, cancellable)) {
      self->closes = TRUE;
      return g_steal_pointer (&self);
    }
  }

  g_byte_array_append (rest, self->bytes->data + end, self->bytes->len - end);
  g_byte_array_set_size (self->bytes, end);

  return g_steal_pointer (&self);
}

static char *
dup_word (PassantHttpMessage *self,
          guint               i)
{
  g_autofree char *head = g_strndup ((const char *) self->bytes->data, self->head_length);
  g_auto (GStrv) words = g_strsplit (head, " ", 3);

  return g_strdup (i < g_strv_length (words) ? words[i] : "");
}

char *
passant_http_message_dup_method (PassantHttpMessage *self)
{
  return dup_word (self, 0);
}

char *
passant_http_message_dup_path (PassantHttpMessage *self)
{
  return dup_word (self, 1);
}
