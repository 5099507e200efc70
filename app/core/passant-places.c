/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-places-private.h"

#include <string.h>

typedef struct {
  const char *sheet; /* interned; NULL in a text */
  int         line;
  int         column;
} Place;

struct _PassantPlaces {
  GHashTable *places[PASSANT_PLACE_VALUE + 1]; /* path → Place */
};

/* What these say is about the key, not about what stands behind it. */
static const char * const key_codes[] = {
  "bad-column", "comment-without-limit", "doubled-key", "ends-with-words", "key-of-another-type",
  "labels-without-words",
  "message-without-constraint",
  "unknown-key", "unknown-language", "weight-without-pillar", NULL
};

PassantPlaces *
passant_places_new (void)
{
  PassantPlaces *self = g_new0 (PassantPlaces, 1);

  for (guint kind = 0; kind < G_N_ELEMENTS (self->places); kind++)
    self->places[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
passant_places_free (PassantPlaces *self)
{
  for (guint kind = 0; self && kind < G_N_ELEMENTS (self->places); kind++)
    g_hash_table_unref (self->places[kind]);
  g_free (self);
}

gboolean
passant_places_add (PassantPlaces   *self,
                    PassantPlaceKind kind,
                    const char      *path,
                    int              line,
                    int              column)
{
  Place *place;

  if (g_hash_table_contains (self->places[kind], path))
    return FALSE;

  place = g_new0 (Place, 1);
  place->line = line;
  place->column = column;

  return g_hash_table_insert (self->places[kind], g_strdup (path), place);
}

void
passant_places_add_cell (PassantPlaces *self,
                         const char    *path,
                         const char    *sheet,
                         int            row,
                         int            column)
{
  if (passant_places_add (self, PASSANT_PLACE_VALUE, path, row, column)) {
    Place *place = g_hash_table_lookup (self->places[PASSANT_PLACE_VALUE], path);

    place->sheet = g_intern_string (sheet);
  }
}

void
passant_places_locate (PassantPlaces  *self,
                       PassantProblem *problem)
{
  gboolean is_key = g_strv_contains (key_codes, problem->code);
  g_autofree char *path = g_strdup (problem->path);
  const Place *place = NULL;

  if (problem->line > 0)
    return;

  if (is_key)
    place = g_hash_table_lookup (self->places[PASSANT_PLACE_KEY], path);

  while (!place) {
    char *slash = strrchr (path, '/');

    place = g_hash_table_lookup (self->places[PASSANT_PLACE_VALUE], path);
    if (!slash)
      break;
    *slash = '\0';
  }

  if (place) {
    problem->line = place->line;
    problem->column = place->column;
    if (place->sheet && !problem->sheet)
      problem->sheet = g_strdup (place->sheet);
  }
}

/* RFC 6901: '~' and '/' inside a key are escaped. */
void
passant_places_enter (GString    *path,
                      const char *key)
{
  g_string_append_c (path, '/');
  for (const char *c = key; *c; c++) {
    if (*c == '~')
      g_string_append (path, "~0");
    else if (*c == '/')
      g_string_append (path, "~1");
    else
      g_string_append_c (path, *c);
  }
}

void
passant_places_measure (const char *text,
                        gsize       position,
                        int        *line,
                        int        *column)
{
  *line = 1;
  *column = 1;
  for (const char *c = text; c < text + position; c++) {
    if (*c == '\n') {
      ++*line;
      *column = 1;
    } else {
      *column += ((guchar) *c & 0xc0) != 0x80;
    }
  }
}
