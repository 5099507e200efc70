/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

/* One touchpoint on the curve. Valences are −100 … 100. */
typedef struct {
  const char *title;   /* copied */
  int         number;  /* in the script, as the report's tables have it; 0: its place among the points */
  gboolean    walked;  /* entered; the others are drawn paler */
  gboolean    has_felt, has_desired, has_believed;
  int         felt, arousal, desired, believed;
  gint64      felt_at_ms; /* tells which feeling was the last */
} PassantChartPoint;

/* What the curve comes to. Indices of points; -1 when nothing was felt. */
typedef struct {
  guint felt;         /* points with a feeling */
  int   mean_tenths;  /* of valence, rounded half away from zero */
  int   peak, trough; /* the first highest and the first lowest */
  int   end;          /* the feeling noted last */
  guint compared;     /* points with a feeling and a desired one */
  int   gap_tenths;   /* mean of felt − desired over those */
} PassantChartSummary;

/**
 * PassantChart:
 *
 * The emotion curve of one visit as SVG text: felt against desired and believed along the journey, phase by phase. The same
 * data gives the same bytes: no clock, no locale, no hash order. Lines differ in colour, width, dashes and marks, so that
 * they are told apart in grey and by the colour-blind; where nothing was felt the curve is broken, never bridged.
 */
typedef struct _PassantChart PassantChart;

PassantChart       *passant_chart_new        (const char *language) G_GNUC_WARN_UNUSED_RESULT;
/* The curve of @visit: touchpoints that did not apply are left out. */
PassantChart       *passant_chart_new_visit  (PassantScript *script,
                                              PassantVisit  *visit,
                                              const char    *language) G_GNUC_WARN_UNUSED_RESULT;
void                passant_chart_free       (PassantChart *self);
/* Points added from now on belong to the phase @title. */
void                passant_chart_add_phase  (PassantChart *self,
                                              const char   *title);
void                passant_chart_add_point  (PassantChart            *self,
                                              const PassantChartPoint *point);
/* An off-script moment after the last point added. @felt: its valence, or NULL when no feeling was noted. */
void                passant_chart_add_moment (PassantChart *self,
                                              const char   *text,
                                              const int    *felt);
/* The valence felt at a point, as the summary names it; 0 past the last. */
int                 passant_chart_get_felt   (PassantChart *self,
                                              guint         index);
PassantChartSummary passant_chart_summarise  (PassantChart *self);
/* A whole SVG document, 500 × 248 units. */
char               *passant_chart_to_svg     (PassantChart *self) G_GNUC_WARN_UNUSED_RESULT;

#define PASSANT_CHART_WIDTH 500
#define PASSANT_CHART_HEIGHT 248

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantChart, passant_chart_free)

G_END_DECLS
