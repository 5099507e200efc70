/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-fact.h"

#include "passant-error.h"

/* A fact with what holds its strings. Callers see the first member only. */
typedef struct {
  PassantFact     fact;
  gatomicrefcount refs;
  yyjson_doc     *doc;
  char           *text;
} HeldFact;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static gboolean
refuse (GError    **error,
        const char *what,
        const char *why)
{
  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, "This is no fact: %s %s", what, why);

  return FALSE;
}

/* A key that is there twice reads differently in different readers, so the bytes would have two meanings. */
static yyjson_val *
find_once (yyjson_val *root,
           const char *key,
           GError    **error)
{
  yyjson_val *found = NULL;
  yyjson_obj_iter iter = yyjson_obj_iter_with (root);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter))) {
    if (!yyjson_equals_str (name, key))
      continue;
    if (found) {
      refuse (error, key, "is there twice");
      return NULL;
    }
    found = yyjson_obj_iter_get_val (name);
  }

  if (!found)
    refuse (error, key, "is missing");

  return found;
}

static gboolean
read_string (yyjson_val  *root,
             const char  *key,
             gboolean     may_be_empty,
             const char **out,
             GError     **error)
{
  yyjson_val *value = find_once (root, key, error);

  if (!value)
    return FALSE;
  if (!yyjson_is_str (value) || strlen (yyjson_get_str (value)) != yyjson_get_len (value))
    return refuse (error, key, "is not a text");
  if (!may_be_empty && yyjson_get_len (value) == 0)
    return refuse (error, key, "is empty");

  *out = yyjson_get_str (value);

  return TRUE;
}

static gboolean
read_int (yyjson_val *root,
          const char *key,
          gint64      least,
          gint64     *out,
          GError    **error)
{
  yyjson_val *value = find_once (root, key, error);

  if (!value)
    return FALSE;
  if (!yyjson_is_int (value) || (yyjson_is_uint (value) && yyjson_get_uint (value) > G_MAXINT64))
    return refuse (error, key, "is not a whole number");
  if (yyjson_get_sint (value) < least)
    return refuse (error, key, "is too small");

  *out = yyjson_get_sint (value);

  return TRUE;
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == PASSANT_HASH_LENGTH &&
         strspn (text, "0123456789abcdef") == PASSANT_HASH_LENGTH;
}

static gboolean
read_fields (PassantFact *fact,
             yyjson_val  *root,
             GError     **error)
{
  if (!yyjson_is_obj (root))
    return refuse (error, "it", "is not a JSON object");

  if (!read_string (root, "id", FALSE, &fact->id, error) ||
      !read_string (root, "device", FALSE, &fact->device, error) ||
      !read_int (root, "seq", 1, &fact->seq, error) ||
      !read_string (root, "prev", FALSE, &fact->prev, error) ||
      !read_string (root, "kind", FALSE, &fact->kind, error) ||
      !read_string (root, "study", TRUE, &fact->study, error) ||
      !read_string (root, "subject", FALSE, &fact->subject, error) ||
      !read_int (root, "at_ms", G_MININT64, &fact->at_ms, error) ||
      !read_int (root, "noted_ms", G_MININT64, &fact->noted_ms, error) ||
      !read_int (root, "boot_ms", G_MININT64, &fact->boot_ms, error))
    return FALSE;

  if (!is_hash (fact->prev))
    return refuse (error, "prev", "is not a sha256");

  fact->body = find_once (root, "body", error);
  if (!fact->body)
    return FALSE;
  if (!yyjson_is_obj (fact->body))
    return refuse (error, "body", "is not a JSON object");

  return TRUE;
}

PassantFact *
passant_fact_parse (const char *text,
                    gssize      length,
                    GError    **error)
{
  g_autoptr (PassantFact) self = NULL;
  g_autofree char *hash = NULL;
  yyjson_read_err problem;
  HeldFact *held;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (size > PASSANT_FACT_BYTES_MAX) {
    refuse (error, "it", "is longer than 1 MiB");
    return NULL;
  }
  if (memchr (text, '\n', size) || memchr (text, '\r', size)) {
    refuse (error, "it", "is not one line");
    return NULL;
  }

  held = g_new0 (HeldFact, 1);
  self = &held->fact;
  g_atomic_ref_count_init (&held->refs);
  held->text = g_strndup (text, size);
  held->doc = yyjson_read_opts (held->text, size, YYJSON_READ_NOFLAG, NULL, &problem);
  if (!held->doc) {
    refuse (error, "it is not JSON:", problem.msg);
    return NULL;
  }

  self->text = held->text;
  self->length = size;
  if (!read_fields (self, yyjson_doc_get_root (held->doc), error))
    return NULL;

  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, size);
  g_strlcpy (self->hash, hash, sizeof self->hash);

  return g_steal_pointer (&self);
}

PassantFact *
passant_fact_ref (PassantFact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((HeldFact *) self)->refs);

  return self;
}

void
passant_fact_unref (PassantFact *self)
{
  HeldFact *held = (HeldFact *) self;

  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&held->refs))
    return;

  yyjson_doc_free (held->doc);
  g_free (held->text);
  g_free (held);
}

const char *
passant_fact_get_string (PassantFact *self,
                         const char  *key)
{
  yyjson_val *value;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  value = yyjson_obj_get (self->body, key);
  /* A text with a NUL inside would be another text to C. */
  if (!yyjson_is_str (value) || strlen (yyjson_get_str (value)) != yyjson_get_len (value))
    return NULL;

  return yyjson_get_str (value);
}

gint64
passant_fact_get_int (PassantFact *self,
                      const char  *key,
                      gint64       missing)
{
  yyjson_val *value;

  g_return_val_if_fail (self != NULL && key != NULL, missing);

  value = yyjson_obj_get (self->body, key);
  if (!yyjson_is_int (value) || (yyjson_is_uint (value) && yyjson_get_uint (value) > G_MAXINT64))
    return missing;

  return yyjson_get_sint (value);
}

PassantDraft *
passant_draft_new (const char *kind,
                   const char *study,
                   const char *subject)
{
  PassantDraft *self;

  g_return_val_if_fail (kind != NULL && study != NULL && subject != NULL, NULL);

  self = g_new0 (PassantDraft, 1);
  self->kind = g_strdup (kind);
  self->study = g_strdup (study);
  self->subject = g_strdup (subject);
  self->body = yyjson_mut_doc_new (NULL);
  yyjson_mut_doc_set_root (self->body, yyjson_mut_obj (self->body));

  return self;
}

PassantDraft *
passant_draft_copy (PassantDraft *self)
{
  PassantDraft *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = passant_draft_new (self->kind, self->study, self->subject);
  yyjson_mut_doc_free (copy->body);
  copy->body = yyjson_mut_doc_mut_copy (self->body, NULL);
  copy->at_ms = self->at_ms;
  copy->noted_ms = self->noted_ms;
  copy->boot_ms = self->boot_ms;
  copy->is_light = self->is_light;

  return copy;
}

void
passant_draft_free (PassantDraft *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->kind);
  g_free (self->study);
  g_free (self->subject);
  yyjson_mut_doc_free (self->body);
  g_free (self);
}

/* A key set again takes the place of the first. */
static void
put (PassantDraft   *self,
     const char     *key,
     yyjson_mut_val *value)
{
  yyjson_mut_obj_put (yyjson_mut_doc_get_root (self->body), yyjson_mut_strcpy (self->body, key),
                      value);
}

void
passant_draft_set_string (PassantDraft *self,
                          const char   *key,
                          const char   *value)
{
  g_return_if_fail (self != NULL && key != NULL);

  put (self, key, value ? yyjson_mut_strcpy (self->body, value) : yyjson_mut_null (self->body));
}

void
passant_draft_set_int (PassantDraft *self,
                       const char   *key,
                       gint64        value)
{
  g_return_if_fail (self != NULL && key != NULL);

  put (self, key, yyjson_mut_sint (self->body, value));
}

void
passant_draft_set_real (PassantDraft *self,
                        const char   *key,
                        double        value)
{
  g_return_if_fail (self != NULL && key != NULL);

  put (self, key, yyjson_mut_real (self->body, value));
}

void
passant_draft_set_bool (PassantDraft *self,
                        const char   *key,
                        gboolean      value)
{
  g_return_if_fail (self != NULL && key != NULL);

  put (self, key, yyjson_mut_bool (self->body, !!value));
}

void
passant_draft_set_json (PassantDraft *self,
                        const char   *key,
                        yyjson_val   *value)
{
  g_return_if_fail (self != NULL && key != NULL && value != NULL);

  put (self, key, yyjson_val_mut_copy (self->body, value));
}

void
passant_draft_set_strv (PassantDraft       *self,
                        const char         *key,
                        const char * const *values)
{
  yyjson_mut_val *array;

  g_return_if_fail (self != NULL && key != NULL && values != NULL);

  array = yyjson_mut_arr (self->body);
  for (; *values; values++)
    yyjson_mut_arr_add_strcpy (self->body, array, *values);
  put (self, key, array);
}

PassantFact *
passant_draft_stamp (PassantDraft       *self,
                     const PassantStamp *stamp,
                     GError            **error)
{
  g_autoptr (yyjson_mut_doc) doc = NULL;
  g_autofree char *text = NULL;
  yyjson_write_err problem;
  yyjson_mut_val *root;
  gint64 noted_ms, boot_ms;
  gsize length;

  g_return_val_if_fail (self != NULL && stamp != NULL, NULL);

  noted_ms = self->noted_ms ? self->noted_ms : stamp->now_ms;
  boot_ms = self->noted_ms ? self->boot_ms : stamp->boot_ms;

  doc = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "id", stamp->id);
  yyjson_mut_obj_add_str (doc, root, "device", stamp->device);
  yyjson_mut_obj_add_int (doc, root, "seq", stamp->seq);
  yyjson_mut_obj_add_str (doc, root, "prev", stamp->prev);
  yyjson_mut_obj_add_str (doc, root, "kind", self->kind);
  yyjson_mut_obj_add_str (doc, root, "study", self->study);
  yyjson_mut_obj_add_str (doc, root, "subject", self->subject);
  yyjson_mut_obj_add_int (doc, root, "at_ms", self->at_ms ? self->at_ms : noted_ms);
  yyjson_mut_obj_add_int (doc, root, "noted_ms", noted_ms);
  yyjson_mut_obj_add_int (doc, root, "boot_ms", boot_ms);
  yyjson_mut_obj_add_val (doc, root, "body",
                          yyjson_mut_val_mut_copy (doc, yyjson_mut_doc_get_root (self->body)));

  text = yyjson_mut_write_opts (doc, YYJSON_WRITE_NOFLAG, NULL, &length, &problem);
  if (!text) {
    refuse (error, "it cannot be written:", problem.msg);
    return NULL;
  }

  return passant_fact_parse (text, (gssize) length, error);
}
