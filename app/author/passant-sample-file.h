/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a random walker hands in where a photo or a recording is asked for: a small picture that reads SAMPLE, and a second
 * of silence that is titled so. Always the same bytes. */
typedef struct {
  GBytes     *bytes;
  char       *sha256;
  const char *mime, *name;
} PassantSampleFile;

PassantSampleFile *passant_sample_file_new_photo (void) G_GNUC_WARN_UNUSED_RESULT;
PassantSampleFile *passant_sample_file_new_audio (void) G_GNUC_WARN_UNUSED_RESULT;
void               passant_sample_file_free      (PassantSampleFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantSampleFile, passant_sample_file_free)

G_END_DECLS
