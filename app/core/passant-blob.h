/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PASSANT_BLOB_BYTES_MAX (64 * 1024 * 1024)

/**
 * PassantBlobs:
 *
 * A folder of photos, receipts and recordings, each a file named by the sha256 of its bytes (ab/abcdef…). What is in it is
 * whole and on disk: written beside, fsynced, checked, renamed, folder fsynced. Safe from any thread.
 */
typedef struct _PassantBlobs PassantBlobs;

PassantBlobs *passant_blobs_open     (const char *folder,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;
PassantBlobs *passant_blobs_ref      (PassantBlobs *self);
void          passant_blobs_unref    (PassantBlobs *self);
/* Copies @file in. @sha256_out gets the name, @bytes_out (or NULL) its length. %PASSANT_ERROR_NOT_FOUND: no such
 * file; %PASSANT_ERROR_INVALID: larger than %PASSANT_BLOB_BYTES_MAX; %PASSANT_ERROR_STORAGE: it could not be kept. The same
 * bytes again are harmless. */
gboolean      passant_blobs_import   (PassantBlobs *self,
                                      GFile        *file,
                                      char        **sha256_out,
                                      gint64       *bytes_out,
                                      GError      **error);
/* Takes over the finished file at @path (same file system): checks it against @sha256, fsyncs, renames. On a mismatch
 * %PASSANT_ERROR_DAMAGED and the file is left. */
gboolean      passant_blobs_adopt    (PassantBlobs *self,
                                      const char   *path,
                                      const char   *sha256,
                                      GError      **error);
gboolean      passant_blobs_has      (PassantBlobs *self,
                                      const char   *sha256);
/* Reads every blob back against its name; %PASSANT_ERROR_DAMAGED names the first that differs. */
gboolean      passant_blobs_check    (PassantBlobs *self,
                                      GError      **error);
/* Where it lies, or would lie. NULL when @sha256 is not 64 lower-case hex digits. */
char         *passant_blobs_dup_path (PassantBlobs *self,
                                      const char   *sha256);
/* Where to write one that comes from elsewhere, before it is adopted. NULL likewise. What is left there is nobody's. */
char         *passant_blobs_dup_arriving_path (PassantBlobs *self,
                                               const char   *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantBlobs, passant_blobs_unref)

G_END_DECLS
