/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PassantAffect:
 *
 * How something felt, or should feel. After the Affect Grid (Russell, Weiss & Mendelsohn 1989): one point gives valence
 * and arousal. The grid is tapped in raw coordinates @x, @y of 0 … 1000 (left to right, bottom to top); valence and
 * arousal are −100 … 100, derived as (raw − 500) / 5, rounded half away from zero.
 */
typedef struct {
  int         valence; /* −100 unpleasant … 100 pleasant */
  int         arousal; /* −100 calm … 100 excited */
  const char *word;    /* interned key of a PassantFeeling, or NULL */
  int         mark;    /* 1 … 10, or 0 for none */
} PassantAffect;

#define PASSANT_GRID_MAX 1000
#define PASSANT_MARK_MAX 10

int passant_affect_from_grid  (int raw);         /* 0 … 1000 → −100 … 100; out of range is clamped */
int passant_affect_to_grid    (int affect);      /* −100 … 100 → 0 … 1000 */
int passant_affect_find_ninth (int x,            /* which ninth of the grid it is in, 0 … 8 */
                               int y);

/* The 32 words of Plutchik's wheel: 8 families × 3 intensities, and 8 blends of neighbours. */
typedef struct {
  const char *key;        /* "joy" */
  const char *family;     /* "joy"; for a blend the key of its first parent */
  int         intensity;  /* 1 mild, 2 basic, 3 strong; 0 for a blend */
  const char *msgid;      /* for gettext, context "feeling" */
} PassantFeeling;

const PassantFeeling *passant_feeling_get  (guint index);        /* NULL past the last */
const PassantFeeling *passant_feeling_find (const char *key);    /* NULL when there is no such word */

G_END_DECLS
