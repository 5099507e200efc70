/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-blob.h"
#include "passant-clock.h"
#include "passant-hub-request.h"
#include "passant-hub-writer.h"

G_BEGIN_DECLS

#define PASSANT_HUB_CHUNK_BYTES_MAX (1024 * 1024)

/**
 * PassantHubUploads:
 *
 * Photos and recordings on their way in, by tus 1.0.0: each a file in uploads/ per device and blob, and a row that says how
 * much of it is on disk and checked. A chunk is streamed to its file as it comes, flushed, and only then counted; whatever
 * lies behind the count after a crash or a cut is overwritten. The last chunk is followed by a check of the whole against
 * its name. Of the main thread; flushing and checking are done on others.
 */
typedef struct _PassantHubUploads PassantHubUploads;

/* Puts files and rows in order after whatever happened. @reader is used by the main thread, before and after. */
PassantHubUploads *passant_hub_uploads_new       (PassantHubStore  *reader,
                                                  PassantBlobs     *blobs,
                                                  PassantHubWriter *writer,
                                                  PassantClock     *clock,
                                                  GError          **error)
G_GNUC_WARN_UNUSED_RESULT;
void               passant_hub_uploads_free      (PassantHubUploads *self);
/* Waits for what is being flushed; nothing may come in any more. */
void               passant_hub_uploads_wait      (PassantHubUploads *self);
/* Makes the files and rows agree again, before anything is written; with a store of its own. */
gboolean           passant_hub_uploads_recover   (PassantHubStore *store,
                                                  PassantBlobs    *blobs,
                                                  PassantClock    *clock,
                                                  GError         **error);

void               passant_hub_uploads_describe  (PassantHubUploads *self,
                                                  PassantHubRequest *request); /* OPTIONS */
void               passant_hub_uploads_create    (PassantHubUploads *self,
                                                  PassantHubRequest *request); /* POST */
void               passant_hub_uploads_tell      (PassantHubUploads *self,
                                                  PassantHubRequest *request); /* HEAD */
/* Removes the files of uploads that have expired. */
void               passant_hub_uploads_sweep     (PassantHubUploads *self);
/* PATCH: begin with its headers, take each piece of the body, end with it; abandon when it never ends. */
void               passant_hub_uploads_begin     (PassantHubUploads *self,
                                                  PassantHubRequest *request);
void               passant_hub_uploads_take      (PassantHubUploads *self,
                                                  PassantHubRequest *request,
                                                  GBytes            *piece);
void               passant_hub_uploads_end       (PassantHubUploads *self,
                                                  PassantHubRequest *request);
void               passant_hub_uploads_abandon   (PassantHubUploads *self,
                                                  PassantHubRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubUploads, passant_hub_uploads_free)

G_END_DECLS
