/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-diary.h"

#include <string.h>

#define START_MS G_GINT64_CONSTANT (1795330000000)

typedef struct {
  PassantDiary  *diary;
  PassantWalker *walker;
  char           prev[PASSANT_HASH_LENGTH + 1];
} Writing;

static gboolean
write_down (const char *kind,
            const char *body,
            gint64      at_ms,
            gpointer    data,
            GError    **error)
{
  Writing *self = data;
  g_autoptr (PassantDraft) draft = passant_draft_new (kind, "study", "walk");
  g_autofree char *id = g_strdup_printf ("fact-%u", self->diary->facts->len);
  yyjson_doc *doc = yyjson_read (body, strlen (body), YYJSON_READ_NOFLAG);
  gint64 noted_ms = passant_walker_get_noted_ms (self->walker);
  PassantStamp stamp = { "device", self->diary->facts->len + 1, self->prev, noted_ms, noted_ms,
                         id };
  PassantFact *fact;
  yyjson_val *key, *value;
  gsize i, n;

  yyjson_obj_foreach (yyjson_doc_get_root (doc), i, n, key, value)
  passant_draft_set_json (draft, yyjson_get_str (key), value);
  yyjson_doc_free (doc);
  draft->at_ms = at_ms;
  fact = passant_draft_stamp (draft, &stamp, error);
  if (!fact)
    return FALSE;

  memcpy (self->prev, fact->hash, sizeof self->prev);
  g_ptr_array_add (self->diary->facts, fact);
  passant_visit_apply (self->diary->visit, fact);
  g_string_append_printf (self->diary->lines, "%" G_GINT64_FORMAT " %s %s\n", at_ms, kind, body);

  return TRUE;
}

PassantDiary *
passant_diary_new (PassantWalker *walker,
                   GError       **error)
{
  g_autoptr (PassantDiary) self = g_new0 (PassantDiary, 1);
  Writing writing = { .diary = self, .walker = walker };

  memset (writing.prev, '0', PASSANT_HASH_LENGTH);
  self->visit = passant_visit_new ("walk");
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  self->lines = g_string_new (NULL);
  if (!passant_walker_walk (walker, START_MS, write_down, &writing, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
passant_diary_free (PassantDiary *self)
{
  if (!self)
    return;

  passant_visit_unref (self->visit);
  g_ptr_array_unref (self->facts);
  g_string_free (self->lines, TRUE);
  g_free (self);
}
