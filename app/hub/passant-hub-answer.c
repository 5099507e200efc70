/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-answer.h"

#include <stdlib.h>

#include "passant-error.h"

#define RETRY_AFTER_S 2

PassantHubAnswer *
passant_hub_answer_new (guint status)
{
  PassantHubAnswer *self = g_new0 (PassantHubAnswer, 1);

  self->status = status;
  self->headers = g_ptr_array_new_with_free_func (g_free);

  return self;
}

PassantHubAnswer *
passant_hub_answer_new_json (guint           status,
                             yyjson_mut_doc *doc)
{
  PassantHubAnswer *self = passant_hub_answer_new (status);
  size_t length;
  char *text = yyjson_mut_write (doc, 0, &length);

  g_assert (text);
  self->content_type = "application/json";
  self->body = g_bytes_new_with_free_func (text, length, free, text);

  return self;
}

static PassantHubAnswer *
new_error (guint       status,
           const char *code,
           const char *message,
           const char *key,
           gint64      seq)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "error", code);
  yyjson_mut_obj_add_str (doc, root, "message", message);
  if (key)
    yyjson_mut_obj_add_sint (doc, root, key, seq);

  return passant_hub_answer_new_json (status, doc);
}

PassantHubAnswer *
passant_hub_answer_new_error (guint       status,
                              const char *code,
                              const char *format,
                              ...)
{
  g_autofree char *message = NULL;
  PassantHubAnswer *self;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  self = new_error (status, code, message, NULL, 0);
  if (status == 429 || status == 503)
    passant_hub_answer_add_number (self, "Retry-After", status == 429 ? 60 : RETRY_AFTER_S);

  return self;
}

PassantHubAnswer *
passant_hub_answer_new_conflict (const char *code,
                                 const char *key,
                                 gint64      seq,
                                 const char *message)
{
  return new_error (409, code, message, key, seq);
}

PassantHubAnswer *
passant_hub_answer_new_for_error (const GError *error)
{
  if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE))
    return passant_hub_answer_new_error (507, "full", "The hub has no space left; %s",
                                         "your data stays with you until it has");
  if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED))
    return passant_hub_answer_new_error (500, "damaged", "The hub's own data is damaged; %s",
                                         "its keeper has to restore a backup");

  return passant_hub_answer_new_error (503, "busy", "The hub cannot do this just now; try again");
}

void
passant_hub_answer_free (PassantHubAnswer *self)
{
  if (!self)
    return;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

void
passant_hub_answer_add_header (PassantHubAnswer *self,
                               const char       *name,
                               const char       *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

void
passant_hub_answer_add_number (PassantHubAnswer *self,
                               const char       *name,
                               gint64            value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  passant_hub_answer_add_header (self, name, text);
}
