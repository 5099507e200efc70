/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-sync.h"
#include "passant-transport.h"

G_BEGIN_DECLS

/**
 * PassantSync:
 *
 * One sync under way.
 */
typedef struct {
  PassantStore       *store;
  PassantEnrolment   *enrolment;
  PassantSyncResult  *result;
  PassantSyncProgress progress;
  gpointer            progress_data;
  GCancellable       *cancellable;
  PassantSyncExtent   extent;
  PassantTransport   *transport;
  gint64              held;      /* own facts 1 … held are on the hub, by its last page; −1 when it does not say */
  gboolean            is_full;   /* the hub has no room for photos */
  GError             *grievance; /* one thing that went wrong while the rest flowed: told at the end */
} PassantSync;

void          passant_sync_tell   (PassantSync     *self,
                                   PassantSyncStage stage,
                                   guint            done,
                                   guint            total);
/* Remembers the first grievance; takes @error. */
void          passant_sync_grieve (PassantSync *self,
                                   GError      *error);

/* Runs @self over @transport, for tests that want another patience; @self needs all but the last two of its members. */
gboolean      passant_sync_run_over (PassantTransport *transport,
                                     PassantSync      *self,
                                     GError          **error);

/* Replies */

/* The reply's body when it is a JSON object, else NULL. */
yyjson_doc   *passant_reply_read   (PassantReply *reply) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when absent or no text. */
const char   *passant_reply_find   (yyjson_doc *doc,
                                    const char *key);
/* The hub's own word for an error ("gap"), "" when it is not the hub that speaks. */
char         *passant_reply_dup_code (PassantReply *reply) G_GNUC_WARN_UNUSED_RESULT;
/* Says in @error what a reply other than the one hoped for means. @retry_after_s may be NULL. Always FALSE. */
gboolean      passant_reply_refuse (PassantReply *reply,
                                    guint        *retry_after_s,
                                    GError      **error);

/* Steps, in their order */

/* Asks who answers. @doc gets what the hub says of itself: title, epoch, public_key are texts in it. */
gboolean      passant_sync_greet       (PassantTransport *transport,
                                        yyjson_doc      **doc,
                                        guint            *retry_after_s,
                                        GCancellable     *cancellable,
                                        GError          **error);
/* The hub shows another epoch: finds out what it still holds, and goes on from there. */
gboolean      passant_sync_start_epoch (PassantSync *self,
                                        const char  *epoch,
                                        GError     **error);
/* The hub holds own facts 1 … @held only: what comes after them is to be sent again. */
gboolean      passant_sync_take_back   (PassantSync *self,
                                        gint64       held,
                                        GError     **error);
/* Says that the hub knows more of this device than the device itself. Always FALSE. */
gboolean      passant_sync_fail_copied (GError **error);
gboolean      passant_sync_push_facts  (PassantSync *self,
                                        GError     **error);
gboolean      passant_sync_push_blobs  (PassantSync *self,
                                        GError     **error);
gboolean      passant_sync_pull_facts  (PassantSync *self,
                                        GError     **error);
gboolean      passant_sync_pull_blobs  (PassantSync *self,
                                        GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

G_END_DECLS
