/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-store.h"

G_BEGIN_DECLS

/* How far a sync is; @total 0 while unknown. */
typedef enum {
  PASSANT_SYNC_SENDING_FACTS,
  PASSANT_SYNC_SENDING_BLOBS,
  PASSANT_SYNC_RECEIVING,
} PassantSyncStage;

typedef void (*PassantSyncProgress) (PassantSyncStage stage,
                                     guint            done,
                                     guint            total,
                                     gpointer         data);

/* What one sync did; one that failed too, as far as it came. */
typedef struct {
  guint  facts_sent, facts_received, blobs_sent, blobs_received;
  gint64 bytes_resent;  /* blob bytes spent in vain: on pieces that were cut or refused, so that they go once more */
  guint  quarantined;   /* facts the hub holds but does not count; it says why */
  guint  facts_skipped; /* lines from the hub that do not read as facts */
  guint  retry_after_s; /* how long the hub asks to be left alone, 0 when it does not */
} PassantSyncResult;

/* Redeems an enrolment code ("ABCD-EFGH", or passant://enrol?u=…&t=… which also names the hub): makes this device's key,
 * keeps the enrolment. @url may be NULL for a link. %PASSANT_ERROR_INVALID: wrong, used or outdated code; the sentence
 * says which. */
gboolean passant_sync_enrol (PassantStore *store,
                             const char   *url,
                             const char   *code,
                             const char   *device_name,
                             GCancellable *cancellable,
                             GError      **error);

/* Sends own facts, then blobs, then fetches what others said (and, for a coordinator, their blobs). Blocking: run it on a
 * thread of its own. May be cut anywhere and run again: nothing doubles, nothing is lost. One thing that is wrong (a photo
 * that does not read back) does not keep the others: they flow, and the error comes at the end. @result may be NULL. */
gboolean passant_sync_run   (PassantStore       *store,
                             PassantSyncResult  *result,
                             PassantSyncProgress progress,
                             gpointer            progress_data,
                             GCancellable       *cancellable,
                             GError            **error);

/* How much of it. */
typedef enum {
  PASSANT_SYNC_WHOLE,
  PASSANT_SYNC_WITHOUT_FILES, /* own blobs stay where they are: for a network that is paid by the byte */
} PassantSyncExtent;

/* The same, of @extent. */
gboolean passant_sync_run_some (PassantStore       *store,
                                PassantSyncExtent   extent,
                                PassantSyncResult  *result,
                                PassantSyncProgress progress,
                                gpointer            progress_data,
                                GCancellable       *cancellable,
                                GError            **error);

/* How long to wait before trying again, after @attempt failures in a row (0: the first): 1 s … 15 min, growing, and spread
 * by @seed so that a thousand devices do not come back together. The same for the same arguments. */
guint    passant_sync_backoff_ms (guint   attempt,
                                  guint32 seed);

G_END_DECLS
