/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PASSANT_CRASH_VFS "passant-crash"

/**
 * passant_crash_vfs:
 *
 * A disk for SQLite, in memory, that can lose its power. Every file is there twice: as the programs see it, and as the
 * platter has it. A sync makes them the same. When the power goes, each 512-byte sector not synced since it was written
 * keeps its old bytes, has the new ones, or a torn mix; a file never synced may be gone, one deleted may be back, and a
 * length may be the old or the new one. All by seed. One disk a process, one connection at a time; files are opened
 * through the VFS called %PASSANT_CRASH_VFS.
 */

/* An empty disk. Registers the VFS the first time. */
void     passant_crash_vfs_wipe          (guint32 seed);
/* Keeps the disk as it is as an image, and later makes it so again, whole and synced. */
void     passant_crash_vfs_save          (void);
void     passant_crash_vfs_load          (guint32 seed);
/* The power goes at the @n-th operation from now on (1: the next), a write, truncate, sync, delete or new file; 0: never. */
void     passant_crash_vfs_cut_at        (guint n);
/* The @n-th operation from now on fails once with @code, SQLITE_FULL or an SQLITE_IOERR; 0: never. */
void     passant_crash_vfs_fail_at       (guint n,
                                          int   code);
/* Since the last cut_at or fail_at. */
guint    passant_crash_vfs_count         (void);
/* How many of them were syncs. */
guint    passant_crash_vfs_count_syncs   (void);
/* From now until the restart nothing works. */
void     passant_crash_vfs_cut           (void);
gboolean passant_crash_vfs_is_dead       (void);
/* The power is back: the disk is what the platter had. Nothing may be open. */
void     passant_crash_vfs_restart       (void);

G_END_DECLS
