/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-nearest.h"

#include <string.h>

#define LENGTH_MAX 200

/* How many letters have to be put in, taken out or changed (Levenshtein), by bytes. */
static guint
distance (const char *a,
          const char *b)
{
  gsize length = strlen (b);
  guint row[LENGTH_MAX + 1];

  for (guint j = 0; j <= length; j++)
    row[j] = j;
  for (guint i = 1; a[i - 1]; i++) {
    guint diagonal = row[0];

    row[0] = i;
    for (guint j = 1; j <= length; j++) {
      guint above = row[j];

      row[j] = MIN (MIN (row[j], row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
      diagonal = above;
    }
  }

  return row[length];
}

const char *
passant_nearest (const char         *word,
                 const char * const *words)
{
  const char *best = NULL;
  guint least = G_MAXUINT;

  g_return_val_if_fail (word != NULL, NULL);

  if (strlen (word) > LENGTH_MAX)
    return NULL;

  for (; words && *words; words++) {
    if (strlen (*words) > LENGTH_MAX)
      continue;

    guint slips = distance (word, *words);

    /* A beginning counts as near, whatever is missing; nearly a beginning nearly so. */
    if (strlen (word) > 2 && strncmp (word, *words, strlen (word) - 1) == 0)
      slips = g_str_has_prefix (*words, word) ? 1 : 2;
    if (slips < least && slips <= 1 + strlen (word) / 3) {
      least = slips;
      best = *words;
    }
  }

  return best;
}
