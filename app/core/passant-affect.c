/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-affect.h"

#include <glib/gi18n-lib.h>

#define GRID_MIDDLE (PASSANT_GRID_MAX / 2)
#define GRID_PER_POINT 5

/* Plutchik's wheel, family by family from mild to strong, then the blends of neighbours in the same round. */
static const PassantFeeling feelings[] = {
  { "serenity", "joy", 1, NC_ ("feeling", "Serenity") },
  { "joy", "joy", 2, NC_ ("feeling", "Joy") },
  { "ecstasy", "joy", 3, NC_ ("feeling", "Ecstasy") },
  { "acceptance", "trust", 1, NC_ ("feeling", "Acceptance") },
  { "trust", "trust", 2, NC_ ("feeling", "Trust") },
  { "admiration", "trust", 3, NC_ ("feeling", "Admiration") },
  { "apprehension", "fear", 1, NC_ ("feeling", "Apprehension") },
  { "fear", "fear", 2, NC_ ("feeling", "Fear") },
  { "terror", "fear", 3, NC_ ("feeling", "Terror") },
  { "distraction", "surprise", 1, NC_ ("feeling", "Distraction") },
  { "surprise", "surprise", 2, NC_ ("feeling", "Surprise") },
  { "amazement", "surprise", 3, NC_ ("feeling", "Amazement") },
  { "pensiveness", "sadness", 1, NC_ ("feeling", "Pensiveness") },
  { "sadness", "sadness", 2, NC_ ("feeling", "Sadness") },
  { "grief", "sadness", 3, NC_ ("feeling", "Grief") },
  { "boredom", "disgust", 1, NC_ ("feeling", "Boredom") },
  { "disgust", "disgust", 2, NC_ ("feeling", "Disgust") },
  { "loathing", "disgust", 3, NC_ ("feeling", "Loathing") },
  { "annoyance", "anger", 1, NC_ ("feeling", "Annoyance") },
  { "anger", "anger", 2, NC_ ("feeling", "Anger") },
  { "rage", "anger", 3, NC_ ("feeling", "Rage") },
  { "interest", "anticipation", 1, NC_ ("feeling", "Interest") },
  { "anticipation", "anticipation", 2, NC_ ("feeling", "Anticipation") },
  { "vigilance", "anticipation", 3, NC_ ("feeling", "Vigilance") },
  { "love", "joy", 0, NC_ ("feeling", "Love") },
  { "submission", "trust", 0, NC_ ("feeling", "Submission") },
  { "awe", "fear", 0, NC_ ("feeling", "Awe") },
  { "disapproval", "surprise", 0, NC_ ("feeling", "Disapproval") },
  { "remorse", "sadness", 0, NC_ ("feeling", "Remorse") },
  { "contempt", "disgust", 0, NC_ ("feeling", "Contempt") },
  { "aggressiveness", "anger", 0, NC_ ("feeling", "Aggressiveness") },
  { "optimism", "anticipation", 0, NC_ ("feeling", "Optimism") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (feelings) == 32);

/**
 * passant_affect_from_grid:
 * @raw: a coordinate of the grid, 0 … %PASSANT_GRID_MAX
 *
 * (@raw − 500) / 5, rounded half away from zero. What lies outside the grid counts as its rim.
 */
int
passant_affect_from_grid (int raw)
{
  int away = CLAMP (raw, 0, PASSANT_GRID_MAX) - GRID_MIDDLE;
  int half = GRID_PER_POINT / 2;

  /* Five is odd, so no raw coordinate lies exactly half-way and C's truncation does the rest. */
  return (away < 0 ? away - half : away + half) / GRID_PER_POINT;
}

/**
 * passant_affect_to_grid:
 * @affect: −100 … 100
 *
 * The coordinate that passant_affect_from_grid() gives @affect back for.
 */
int
passant_affect_to_grid (int affect)
{
  return GRID_MIDDLE + CLAMP (affect, -100, 100) * GRID_PER_POINT;
}

/* 0 … 8, row by row from the bottom: what counts as somewhere else on the grid. */
int
passant_affect_find_ninth (int x,
                           int y)
{
  return MIN (x * 3 / PASSANT_GRID_MAX, 2) + 3 * MIN (y * 3 / PASSANT_GRID_MAX, 2);
}

const PassantFeeling *
passant_feeling_get (guint index)
{
  return index < G_N_ELEMENTS (feelings) ? &feelings[index] : NULL;
}

const PassantFeeling *
passant_feeling_find (const char *key)
{
  for (guint i = 0; key && i < G_N_ELEMENTS (feelings); i++)
    if (g_str_equal (feelings[i].key, key))
      return &feelings[i];

  return NULL;
}
