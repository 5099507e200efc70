/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-affect-words.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* Where each word of the wheel lies on the grid: the families after Russell's circumplex, milder ones nearer the middle
 * and stronger ones farther out, blends between their parents. It only decides which words are offered first; the guest's
 * choice and the guest's point are kept apart, and neither is derived from the other. */
static const struct {
  const char *key;
  int         valence, arousal;
} places[] = {
  { "serenity", 55, -45 }, { "joy", 70, 35 }, { "ecstasy", 92, 75 },
  { "acceptance", 35, -25 }, { "trust", 55, -10 }, { "admiration", 75, 15 },
  { "apprehension", -30, 35 }, { "fear", -60, 65 }, { "terror", -85, 92 },
  { "distraction", -5, 25 }, { "surprise", 10, 65 }, { "amazement", 35, 88 },
  { "pensiveness", -35, -40 }, { "sadness", -65, -45 }, { "grief", -90, -30 },
  { "boredom", -30, -70 }, { "disgust", -65, 20 }, { "loathing", -88, 35 },
  { "annoyance", -45, 40 }, { "anger", -70, 60 }, { "rage", -92, 85 },
  { "interest", 30, 25 }, { "anticipation", 40, 45 }, { "vigilance", 5, 85 },
  { "love", 85, 30 }, { "submission", 0, -40 }, { "awe", 20, 45 },
  { "disapproval", -40, 5 }, { "remorse", -60, -20 }, { "contempt", -55, -5 },
  { "aggressiveness", -40, 80 }, { "optimism", 60, 20 },
};

void
passant_affect_words_get_place (const char *key,
                                int        *valence,
                                int        *arousal)
{
  g_return_if_fail (key != NULL && valence != NULL && arousal != NULL);

  *valence = *arousal = 0;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    if (g_str_equal (places[i].key, key)) {
      *valence = places[i].valence;
      *arousal = places[i].arousal;
    }
  }
}

typedef struct {
  const char *key;
  int         distance; /* squared */
} Near;

static int
compare_near (const void *a,
              const void *b)
{
  const Near *first = a, *second = b;

  if (first->distance != second->distance)
    return first->distance < second->distance ? -1 : 1;

  return g_strcmp0 (first->key, second->key);
}

const char **
passant_affect_words_near (int   valence,
                           int   arousal,
                           guint n)
{
  Near near[G_N_ELEMENTS (places)];
  const char **keys;

  n = MIN (n, G_N_ELEMENTS (places));
  keys = g_new0 (const char *, n + 1);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    int dx = places[i].valence - valence, dy = places[i].arousal - arousal;

    near[i] = (Near) { places[i].key, dx *dx + dy * dy };
  }
  qsort (near, G_N_ELEMENTS (near), sizeof near[0], compare_near);

  for (guint i = 0; i < n; i++)
    keys[i] = near[i].key;

  return keys;
}

const char *
passant_affect_words_label (const char *key)
{
  const PassantFeeling *feeling;

  g_return_val_if_fail (key != NULL, NULL);

  feeling = passant_feeling_find (key);

  return feeling ? g_dpgettext2 (GETTEXT_PACKAGE, "feeling", feeling->msgid) : key;
}

char *
passant_affect_words_describe (int valence,
                               int arousal)
{
  const char *pleasure = NULL, *energy = NULL;

  if (abs (valence) >= 15) {
    if (valence > 0)
      pleasure = valence > 60 ? _("very pleasant") : _("pleasant");
    else
      pleasure = valence < -60 ? _("very unpleasant") : _("unpleasant");
  }

  if (abs (arousal) >= 15) {
    if (arousal > 0)
      energy = arousal > 60 ? _("very excited") : _("lively");
    else
      energy = arousal < -60 ? _("very calm") : _("calm");
  }

  if (pleasure && energy)
    /* Translators: how something felt: how pleasant, then how excited: "pleasant, calm". */
    return g_strdup_printf (_("%s, %s"), pleasure, energy);

  return g_strdup (pleasure ? pleasure : energy ? energy : _("neutral"));
}
