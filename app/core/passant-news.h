/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-store.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_NEWS_NEW,      /* a job is offered */
  PASSANT_NEWS_RETURNED, /* a reviewer asks to look at a visit again */
  PASSANT_NEWS_DEADLINE, /* a job of the guest's is to be handed in within a day */
  PASSANT_NEWS_LEG,      /* the next part of a journey is due */
} PassantNewsKind;

/* Something worth a notice, as long as it is so. */
typedef struct {
  PassantNewsKind kind;
  char           *key;      /* the same as long as it is the same news: "new:…" */
  char           *assignment;
  char           *place;    /* where the job is */
  gint64          until_ms; /* the deadline, or 0 */
} PassantNews;

/**
 * passant_news_list:
 * @assignments: (element-type PassantAssignment): the guest's own
 * @next_ms: (out): when it will be otherwise by itself, or 0
 *
 * All that is news at @now_ms. A pure function; whoever tells it remembers what was told, by key.
 */
GPtrArray *passant_news_list (GPtrArray *assignments,
                              gint64     now_ms,
                              gint64    *next_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
