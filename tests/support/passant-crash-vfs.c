/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-crash-vfs.h"

#include <string.h>

#include <sqlite3.h>

#define SECTOR_BYTES 512
#define SHM_REGIONS_MAX 16

/* A file as programs see it, and as the platter has it. */
typedef struct {
  char       *name;
  gboolean    exists;    /* for programs */
  GByteArray *seen;
  gboolean    is_named;  /* the platter's folder has the name */
  GByteArray *platter;
  gboolean    is_dirty;  /* the two may differ */
  gboolean    is_reborn; /* deleted and made again since the folder was synced: @ghost may come back */
  GByteArray *ghost;     /* what the platter's name still leads to, or NULL */
  gpointer    regions[SHM_REGIONS_MAX]; /* shared memory: gone with the power */
} File;

/* SQLite's handle on a file. */
typedef struct {
  sqlite3_file base;
  File        *file;
  gboolean     syncs_folder; /* SQLite syncs the folder with a journal's first sync */
} Handle;

static GHashTable *disk;  /* name → File */
static GHashTable *image; /* name → GByteArray */
static guint64 dice;
static guint operations;
static guint syncs;
static guint cut_at;
static guint fail_at;
static int fail_code;
static gboolean is_dead;
static gboolean is_powersafe; /* a torn write leaves the bytes around it alone, and SQLite is told so */

static guint
roll (guint sides)
{
  dice ^= dice << 13;
  dice ^= dice >> 7;
  dice ^= dice << 17;

  return (guint) ((dice >> 11) % sides);
}

static void
file_free (gpointer data)
{
  File *file = data;

  for (int i = 0; i < SHM_REGIONS_MAX; i++)
    g_free (file->regions[i]);
  g_byte_array_unref (file->seen);
  g_byte_array_unref (file->platter);
  g_clear_pointer (&file->ghost, g_byte_array_unref);
  g_free (file->name);
  g_free (file);
}

/* SQLITE_OK, or why this operation does not happen. */
static int
begin_operation (int dead_code)
{
  if (is_dead)
    return dead_code;

  operations++;
  if (operations == cut_at) {
    is_dead = TRUE;
    return dead_code;
  }

  return operations == fail_at ? fail_code : SQLITE_OK;
}

static GByteArray *
copy_bytes (GByteArray *bytes)
{
  GByteArray *copy = g_byte_array_sized_new (bytes->len);

  return g_byte_array_append (copy, bytes->data, bytes->len);
}

static void
set_size (GByteArray *bytes,
          guint       size)
{
  guint before = bytes->len;

  g_byte_array_set_size (bytes, size);
  if (size > before)
    memset (bytes->data + before, 0, size - before);
}

static void
put_bytes (File         *file,
           const guint8 *bytes,
           guint         length,
           guint         offset)
{
  if (length == 0)
    return;
  if (file->seen->len < offset + length)
    set_size (file->seen, offset + length);

  memcpy (file->seen->data + offset, bytes, length);
  file->is_dirty = TRUE;
}

/* All names are on the platter now. */
static void
sync_folder (void)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, disk);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    File *file = value;

    file->is_named = file->exists;
    file->is_reborn = FALSE;
    g_clear_pointer (&file->ghost, g_byte_array_unref);
  }
}

static int
close_file (sqlite3_file *handle)
{
  return SQLITE_OK;
}

static int
read_file (sqlite3_file *handle,
           void         *bytes,
           int           length,
           sqlite3_int64 offset)
{
  File *file = ((Handle *) handle)->file;
  guint there;

  if (is_dead)
    return SQLITE_IOERR_READ;

  there = offset < file->seen->len ? MIN ((guint) length, file->seen->len - (guint) offset) : 0;
  if (there > 0)
    memcpy (bytes, file->seen->data + offset, there);
  memset ((guint8 *) bytes + there, 0, (guint) length - there);

  return there == (guint) length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
write_file (sqlite3_file *handle,
            const void   *bytes,
            int           length,
            sqlite3_int64 offset)
{
  File *file = ((Handle *) handle)->file;
  gboolean was_dead = is_dead;
  int code = begin_operation (SQLITE_IOERR_WRITE);

  if (code == SQLITE_OK)
    put_bytes (file, bytes, (guint) length, (guint) offset);
  else if (!was_dead && roll (2)) /* the write that failed got some way */
    put_bytes (file, bytes, roll ((guint) length + 1), (guint) offset);

  return code;
}

static int
truncate_file (sqlite3_file *handle,
               sqlite3_int64 size)
{
  File *file = ((Handle *) handle)->file;
  int code = begin_operation (SQLITE_IOERR_TRUNCATE);

  if (code != SQLITE_OK)
    return code;

  set_size (file->seen, (guint) size);
  file->is_dirty = TRUE;

  return SQLITE_OK;
}

static int
sync_file (sqlite3_file *handle,
           int           flags)
{
  File *file = ((Handle *) handle)->file;
  int code = begin_operation (SQLITE_IOERR_FSYNC);

  syncs++;
  if (code != SQLITE_OK)
    return code;

  g_byte_array_unref (file->platter);
  file->platter = copy_bytes (file->seen);
  file->is_dirty = FALSE;
  if (((Handle *) handle)->syncs_folder)
    sync_folder ();
  ((Handle *) handle)->syncs_folder = FALSE;

  return SQLITE_OK;
}

static int
size_file (sqlite3_file  *handle,
           sqlite3_int64 *size)
{
  *size = ((Handle *) handle)->file->seen->len;

  return SQLITE_OK;
}

static int
lock_file (sqlite3_file *handle,
           int           level)
{
  return SQLITE_OK;
}

static int
check_lock (sqlite3_file *handle,
            int          *is_reserved)
{
  *is_reserved = 0;

  return SQLITE_OK;
}

static int
control_file (sqlite3_file *handle,
              int           operation,
              void         *argument)
{
  return SQLITE_NOTFOUND;
}

static int
get_sector_size (sqlite3_file *handle)
{
  return SECTOR_BYTES;
}

static int
get_characteristics (sqlite3_file *handle)
{
  return is_powersafe ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

static int
map_shm (sqlite3_file   *handle,
         int             region,
         int             size,
         int             extend,
         void volatile **memory)
{
  File *file = ((Handle *) handle)->file;

  g_assert (region < SHM_REGIONS_MAX);
  if (!file->regions[region] && extend)
    file->regions[region] = g_malloc0 ((gsize) size);
  *memory = file->regions[region];

  return SQLITE_OK;
}

static int
lock_shm (sqlite3_file *handle,
          int           offset,
          int           n,
          int           flags)
{
  return SQLITE_OK;
}

static void
order_shm (sqlite3_file *handle)
{
}

static int
unmap_shm (sqlite3_file *handle,
           int           with_delete)
{
  File *file = ((Handle *) handle)->file;

  for (int i = 0; i < SHM_REGIONS_MAX; i++)
    g_clear_pointer (&file->regions[i], g_free);

  return SQLITE_OK;
}

static const sqlite3_io_methods file_methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = size_file,
  .xLock = lock_file,
  .xUnlock = lock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shm,
  .xShmLock = lock_shm,
  .xShmBarrier = order_shm,
  .xShmUnmap = unmap_shm,
};

static File *
file_new (const char *name)
{
  File *file = g_new0 (File, 1);

  file->name = g_strdup (name);
  file->seen = g_byte_array_new ();
  file->platter = g_byte_array_new ();
  g_hash_table_replace (disk, file->name, file);

  return file;
}

static int
make_file (const char *name,
           File      **made)
{
  File *file = g_hash_table_lookup (disk, name);
  int code = begin_operation (SQLITE_CANTOPEN);

  if (code != SQLITE_OK)
    return SQLITE_CANTOPEN;

  if (!file)
    file = file_new (name);
  if (file->is_named && !file->is_reborn) {
    file->is_reborn = TRUE;
    g_clear_pointer (&file->ghost, g_byte_array_unref);
    file->ghost = copy_bytes (file->platter);
  }
  file->exists = TRUE;
  file->is_dirty = TRUE;
  set_size (file->seen, 0);
  set_size (file->platter, 0);
  *made = file;

  return SQLITE_OK;
}

static int
open_file (sqlite3_vfs  *vfs,
           const char   *name,
           sqlite3_file *base,
           int           flags,
           int          *flags_out)
{
  Handle *handle = (Handle *) base;
  File *file;

  handle->base.pMethods = NULL;
  if (is_dead || !name) /* temporary files live in memory; the store says so */
    return SQLITE_CANTOPEN;

  file = g_hash_table_lookup (disk, name);
  if (!file || !file->exists) {
    int code = flags & SQLITE_OPEN_CREATE ? make_file (name, &file) : SQLITE_CANTOPEN;

    if (code != SQLITE_OK)
      return code;
  }

  handle->file = file;
  handle->syncs_folder = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  handle->base.pMethods = &file_methods;
  if (flags_out)
    *flags_out = flags;

  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *vfs,
             const char  *name,
             int          with_sync)
{
  File *file = g_hash_table_lookup (disk, name);
  int code;

  if (!file || !file->exists)
    return SQLITE_IOERR_DELETE_NOENT;

  code = begin_operation (SQLITE_IOERR_DELETE);
  if (code != SQLITE_OK)
    return code;

  file->exists = FALSE;
  if (with_sync)
    sync_folder ();

  return SQLITE_OK;
}

static int
access_file (sqlite3_vfs *vfs,
             const char  *name,
             int          flags,
             int         *result)
{
  File *file = g_hash_table_lookup (disk, name);

  *result = file && file->exists;

  return SQLITE_OK;
}

static int
get_full_name (sqlite3_vfs *vfs,
               const char  *name,
               int          size,
               char        *out)
{
  g_strlcpy (out, name, (gsize) size);

  return SQLITE_OK;
}

static int
get_randomness (sqlite3_vfs *vfs,
                int          length,
                char        *out)
{
  for (int i = 0; i < length; i++)
    out[i] = (char) roll (256);

  return length;
}

static int
sleep_not (sqlite3_vfs *vfs,
           int          microseconds)
{
  return microseconds;
}

static int
get_time (sqlite3_vfs *vfs,
          double      *days)
{
  *days = 2460000.5;

  return SQLITE_OK;
}

static int
get_last_error (sqlite3_vfs *vfs,
                int          length,
                char        *out)
{
  return 0;
}

static void
power_up (guint32 seed)
{
  static sqlite3_vfs vfs = {
    .iVersion = 1,
    .szOsFile = sizeof (Handle),
    .mxPathname = 512,
    .zName = PASSANT_CRASH_VFS,
    .xOpen = open_file,
    .xDelete = delete_file,
    .xAccess = access_file,
    .xFullPathname = get_full_name,
    .xRandomness = get_randomness,
    .xSleep = sleep_not,
    .xCurrentTime = get_time,
    .xGetLastError = get_last_error,
  };

  if (!disk) {
    disk = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, file_free);
    image = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) g_byte_array_unref);
    g_assert_cmpint (sqlite3_vfs_register (&vfs, 0), ==, SQLITE_OK);
  }

  g_hash_table_remove_all (disk);
  dice = (seed + 1) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  is_powersafe = roll (2);
  is_dead = FALSE;
  operations = cut_at = fail_at = 0;
  /* SQLite's own dice too, so that a seed plays the same again. */
  sqlite3_test_control (SQLITE_TESTCTRL_PRNG_SEED, (int) (seed | 1), NULL);
  sqlite3_randomness (0, NULL);
}

void
passant_crash_vfs_wipe (guint32 seed)
{
  power_up (seed);
}

void
passant_crash_vfs_save (void)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_remove_all (image);
  g_hash_table_iter_init (&iter, disk);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    File *file = value;

    if (file->exists)
      g_hash_table_replace (image, g_strdup (file->name), copy_bytes (file->seen));
  }
}

void
passant_crash_vfs_load (guint32 seed)
{
  GHashTableIter iter;
  gpointer name, bytes;

  power_up (seed);
  g_hash_table_iter_init (&iter, image);
  while (g_hash_table_iter_next (&iter, &name, &bytes)) {
    File *file = file_new (name);

    file->exists = file->is_named = TRUE;
    g_byte_array_append (file->seen, ((GByteArray *) bytes)->data, ((GByteArray *) bytes)->len);
    g_byte_array_append (file->platter, file->seen->data, file->seen->len);
  }
}

void
passant_crash_vfs_cut_at (guint n)
{
  operations = syncs = 0;
  cut_at = n;
}

void
passant_crash_vfs_fail_at (guint n,
                           int   code)
{
  operations = syncs = 0;
  fail_at = n;
  fail_code = code;
}

guint
passant_crash_vfs_count (void)
{
  return operations;
}

guint
passant_crash_vfs_count_syncs (void)
{
  return syncs;
}

void
passant_crash_vfs_cut (void)
{
  is_dead = TRUE;
}

gboolean
passant_crash_vfs_is_dead (void)
{
  return is_dead;
}

/* One sector of @file on its way to the platter when the power went. Returns how far the file now reaches. */
static guint
settle_sector (File *file,
               guint offset,
               guint length,
               guint reach)
{
  guint8 *platter = file->platter->data + offset;
  const guint8 *seen = file->seen->data + offset;
  guint arrived;

  if (memcmp (platter, seen, length) == 0 && offset + length <= reach)
    return reach;

  switch (roll (4)) {
  case 0:
  case 1:
    return reach;

  case 2:
    arrived = length;
    break;

  default:
    arrived = roll (length + 1);
    break;
  }
  memcpy (platter, seen, arrived);

  return MAX (reach, offset + arrived);
}

static void
settle_bytes (File *file)
{
  guint seen_size = file->seen->len;
  guint reach = file->platter->len;
  guint size = MAX (seen_size, reach);

  if (!file->is_dirty)
    return;

  set_size (file->seen, size);
  set_size (file->platter, size);
  if (seen_size < reach && roll (2))
    reach = seen_size;
  for (guint offset = 0; offset < size; offset += SECTOR_BYTES)
    reach = settle_sector (file, offset, MIN (SECTOR_BYTES, size - offset), reach);
  set_size (file->platter, reach);
}

/* Whether the name survived, and what it leads to. */
static gboolean
settle_name (File *file)
{
  settle_bytes (file);
  if (file->is_reborn && roll (2)) {
    g_byte_array_unref (file->platter);
    file->platter = g_steal_pointer (&file->ghost);
    return TRUE;
  }
  if (file->exists == file->is_named)
    return file->exists;

  return roll (2) == 1;
}

void
passant_crash_vfs_restart (void)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, disk);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    File *file = value;

    if (!settle_name (file)) {
      g_hash_table_iter_remove (&iter);
      continue;
    }
    unmap_shm ((sqlite3_file *) &(Handle) { .file = file }, 0);
    file->exists = file->is_named = TRUE;
    file->is_dirty = file->is_reborn = FALSE;
    g_clear_pointer (&file->ghost, g_byte_array_unref);
    g_byte_array_unref (file->seen);
    file->seen = copy_bytes (file->platter);
  }

  is_dead = FALSE;
  operations = cut_at = fail_at = 0;
}
