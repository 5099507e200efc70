/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-hub-uploads.h"

G_BEGIN_DECLS

/* What uploads and the patches to them share. */
struct _PassantHubUploads {
  PassantHubStore  *reader;
  PassantBlobs     *blobs;
  PassantHubWriter *writer;
  PassantClock     *clock;
  char             *folder;
  GThreadPool      *flushers;
  GHashTable       *patches; /* path → Patch under way; not owned */
  GMainContext     *context;
};

char             *passant_hub_uploads_dup_path     (const char *folder,
                                                    const char *device,
                                                    const char *sha256)
G_GNUC_WARN_UNUSED_RESULT;
/* Looks up what there is of a file: a whole blob (@bytes ≥ 0), or an upload of this device, or neither. Answers @request
 * itself, and gives FALSE, when it cannot. */
gboolean          passant_hub_uploads_find         (PassantHubUploads *self,
                                                    PassantHubRequest *request,
                                                    const char        *sha256,
                                                    gint64            *bytes,
                                                    PassantHubUpload **upload);
PassantHubAnswer *passant_hub_uploads_tell_offset  (guint                   status,
                                                    const PassantHubUpload *upload)
G_GNUC_WARN_UNUSED_RESULT;
/* The answer when the hub has the whole file already. */
PassantHubAnswer *passant_hub_uploads_tell_whole   (PassantHubUploads *self,
                                                    const char        *sha256,
                                                    gint64             bytes,
                                                    guint              status)
G_GNUC_WARN_UNUSED_RESULT;
/* The file is a blob now, its upload over. */
gboolean          passant_hub_uploads_close        (PassantHubStore        *store,
                                                    const PassantHubUpload *upload,
                                                    gint64                  now_ms,
                                                    GError                **error);
void              passant_hub_uploads_flush_thread (gpointer patch,
                                                    gpointer user_data);

#define PASSANT_HUB_UPLOAD_KEPT_MS (7 * 24 * 3600 * (gint64) 1000)

G_END_DECLS
