/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"

#include <string.h>

#define START_MS G_GINT64_CONSTANT (1795330000000)

PassantPlayer *
passant_player_new (const char *device,
                    const char *visit)
{
  PassantPlayer *self = g_new0 (PassantPlayer, 1);

  self->device = g_strdup (device);
  self->visit = g_strdup (visit);
  self->now_ms = START_MS;
  memset (self->prev, '0', PASSANT_HASH_LENGTH);

  return self;
}

void
passant_player_free (PassantPlayer *self)
{
  g_free (self->device);
  g_free (self->visit);
  g_free (self);
}

static void
add_members (PassantDraft *draft,
             const char   *body)
{
  g_autofree char *json = g_strdelimit (g_strdup (body), "'", '"');
  yyjson_doc *doc = yyjson_read (json, strlen (json), YYJSON_READ_NOFLAG);
  yyjson_val *key, *value;
  gsize i, n;

  g_assert_true (yyjson_is_obj (yyjson_doc_get_root (doc)));
  yyjson_obj_foreach (yyjson_doc_get_root (doc), i, n, key, value)
  passant_draft_set_json (draft, yyjson_get_str (key), value);
  yyjson_doc_free (doc);
}

PassantFact *
passant_player_say (PassantPlayer *self,
                    const char    *kind,
                    const char    *body,
                    ...)
{
  g_autoptr (PassantDraft) draft = passant_draft_new (kind, "study", self->visit);
  g_autofree char *filled = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  PassantStamp stamp = { .device = self->device, .prev = self->prev };
  PassantFact *fact;
  va_list arguments;

  va_start (arguments, body);
  filled = g_strdup_vprintf (body, arguments);
  va_end (arguments);
  add_members (draft, filled);

  draft->at_ms = self->at_ms;
  self->now_ms += 1000;
  stamp.seq = ++self->seq;
  stamp.now_ms = self->now_ms;
  stamp.boot_ms = self->seq;
  id = g_strdup_printf ("%s-%" G_GINT64_FORMAT, self->device, self->seq);
  stamp.id = id;
  fact = passant_draft_stamp (draft, &stamp, &error);
  g_assert_no_error (error);
  memcpy (self->prev, fact->hash, sizeof self->prev);

  return fact;
}
