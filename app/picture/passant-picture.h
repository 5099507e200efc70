/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/*
 * A photo as pixels. All of it is plain and blocking, for a thread of its own; nothing here changes the pixels it is
 * handed.
 */

/* What will be kept of a photo. */
typedef struct {
  char *path;       /* a new file, the caller's to remove; NULL: the file itself is kept as it is */
  int   width, height;
  int   sharpness;  /* 0 … 1000 */
  char *look;       /* 16 hex digits */
} PassantKept;

void         passant_kept_clear                (PassantKept *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PassantKept, passant_kept_clear)

/* The photo in @path upright and opaque, neither side longer than @side_px. A JPEG, PNG, WebP or HEIF file; anything else,
 * and what is larger than a camera makes, is %PASSANT_ERROR_INVALID. */
GdkPixbuf   *passant_picture_load              (const char *path,
                                                int side_px,
                                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* No side longer than @side_px: @pixbuf itself, with a reference, when that is so already. */
GdkPixbuf   *passant_picture_shrink            (GdkPixbuf *pixbuf,
                                                int        side_px) G_GNUC_WARN_UNUSED_RESULT;
/* As a JPEG of pixels alone: no Exif, no place, no time, no thumbnail. */
gboolean     passant_picture_save              (GdkPixbuf  *pixbuf,
                                                const char *path,
                                                GError    **error);
/**
 * passant_picture_prepare:
 * @folder: where a new file may lie
 * @kept_out: on success, cleared by the caller
 *
 * Makes of the photo in @path what may be kept: upright, no side longer than @side_px, and nothing in it but pixels. A
 * file that is so already is kept byte for byte.
 */
gboolean     passant_picture_prepare           (const char  *path,
                                                const char  *folder,
                                                int          side_px,
                                                PassantKept *kept_out,
                                                GError     **error);
/* Likewise of pixels, which always makes a new file. */
gboolean     passant_picture_prepare_pixels    (GdkPixbuf   *pixbuf,
                                                const char  *folder,
                                                int          side_px,
                                                PassantKept *kept_out,
                                                GError     **error);

/* 0 … 1000; see schemas/wire/README.md, "Photos". */
int          passant_picture_measure_sharpness (GdkPixbuf *pixbuf);
/* What it looks like, roughly: 64 bits as 16 hex digits. */
char        *passant_picture_describe_look     (GdkPixbuf *pixbuf) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
