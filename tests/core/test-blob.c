/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-blob.h"

#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "passant-error.h"

#define STEPS_MAX 100

/* Stand before the C library's own, so that any step of keeping a file can be made to fail. */
static int fail_at; /* 0: never */
static int fail_with;
static int steps;

static gboolean
fails (void)
{
  if (fail_at == 0 || ++steps != fail_at)
    return FALSE;

  errno = fail_with;

  return TRUE;
}

int
fsync (int fd)
{
  return fails () ? -1 : (int) syscall (SYS_fsync, fd);
}

int
rename (const char *from,
        const char *to)
{
  return fails () ? -1 : (int) syscall (SYS_renameat2, -100, from, -100, to, 0);
}

ssize_t
write (int         fd,
       const void *bytes,
       size_t      length)
{
  return fails () ? -1 : syscall (SYS_write, fd, bytes, length);
}

typedef struct {
  char         *folder;
  PassantBlobs *blobs;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *blobs = NULL;

  fixture->folder = g_dir_make_tmp ("passant-blob-XXXXXX", &error);
  g_assert_no_error (error);
  blobs = g_build_filename (fixture->folder, "kept", "blobs", NULL);
  fixture->blobs = passant_blobs_open (blobs, &error);
  g_assert_no_error (error);
}

static void
drop_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    drop_folder (path);
  }

  g_remove (folder);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_blobs_unref (fixture->blobs);
  drop_folder (fixture->folder);
  g_free (fixture->folder);
}

/* A photo on the camera's side, and its name to be. */
static char *
make_photo (Fixture *fixture,
            gsize    bytes,
            char   **sha256)
{
  char *path = g_build_filename (fixture->folder, "photo.jpg", NULL);
  g_autofree char *content = g_malloc (MAX (bytes, 1));
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < bytes; i++)
    content[i] = (char) (i * 31 + i / 256);
  g_assert_true (g_file_set_contents (path, content, (gssize) bytes, &error));
  *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) content, bytes);

  return path;
}

static guint
count_arriving (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "kept", "blobs", "arriving", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;

  return n;
}

static void
test_import_names_a_file_by_its_bytes (Fixture      *fixture,
                                       gconstpointer data)
{
  static const gsize sizes[] = { 1, 65536, 300000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *expected = NULL;
    g_autofree char *photo = make_photo (fixture, sizes[i], &expected);
    g_autoptr (GFile) file = g_file_new_for_path (photo);
    g_autofree char *sha256 = NULL;
    g_autofree char *path = NULL;
    g_autofree char *wanted = NULL;
    g_autofree char *kept = NULL;
    gsize length, wanted_length;
    g_autoptr (GError) error = NULL;
    gint64 bytes;

    g_assert_false (passant_blobs_has (fixture->blobs, expected));
    g_assert_true (passant_blobs_import (fixture->blobs, file, &sha256, &bytes, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (sha256, ==, expected);
    g_assert_cmpint (bytes, ==, sizes[i]);
    g_assert_true (passant_blobs_has (fixture->blobs, sha256));

    path = passant_blobs_dup_path (fixture->blobs, sha256);
    g_assert_true (g_file_get_contents (path, &kept, &length, NULL));
    g_assert_true (g_file_get_contents (photo, &wanted, &wanted_length, NULL));
    g_assert_cmpmem (kept, length, wanted, wanted_length);
  }

  g_assert_true (passant_blobs_check (fixture->blobs, NULL));
}

static void
test_import_twice_is_harmless (Fixture      *fixture,
                               gconstpointer data)
{
  g_autofree char *expected = NULL;
  g_autofree char *photo = make_photo (fixture, 1000, &expected);
  g_autoptr (GFile) file = g_file_new_for_path (photo);

  for (int i = 0; i < 2; i++) {
    g_autofree char *sha256 = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (passant_blobs_import (fixture->blobs, file, &sha256, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (sha256, ==, expected);
  }

  g_assert_cmpuint (count_arriving (fixture), ==, 0);
}

static void
test_import_refuses_what_is_not_there (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (passant_blobs_import (fixture->blobs, file, &sha256, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (passant_blobs_import (fixture->blobs, folder, &sha256, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND);
  g_assert_null (sha256);
}

static void
test_import_refuses_the_empty (Fixture      *fixture,
                               gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null");
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (passant_blobs_import (fixture->blobs, file, &sha256, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "This file is empty");
  g_assert_cmpuint (count_arriving (fixture), ==, 0);
}

static void
test_import_refuses_the_endless (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (passant_blobs_import (fixture->blobs, file, &sha256, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_assert_cmpuint (count_arriving (fixture), ==, 0);
}

/* Keeping a photo with its Nth step failing, for every N: it is there whole or the caller knows, and
 * the next try works. */
static void
test_import_survives_a_failure_at_every_step (Fixture      *fixture,
                                              gconstpointer data)
{
  static const int problems[] = { ENOSPC, EIO };
  g_autofree char *expected = NULL;
  g_autofree char *photo = make_photo (fixture, 200000, &expected);
  g_autoptr (GFile) file = g_file_new_for_path (photo);
  g_autofree char *path = passant_blobs_dup_path (fixture->blobs, expected);
  g_autofree char *shelf = g_path_get_dirname (path);
  int refused = 0;
  gboolean is_over = FALSE;

  for (int i = 0; i < STEPS_MAX && !is_over; i++) {
    g_autofree char *sha256 = NULL;
    g_autoptr (GError) error = NULL;
    gboolean was_kept;

    drop_folder (shelf);
    fail_with = problems[i % 2];
    steps = 0;
    fail_at = i / 2 + 1;
    was_kept = passant_blobs_import (fixture->blobs, file, &sha256, NULL, &error);
    is_over = steps < fail_at;
    fail_at = 0;

    g_assert_cmpint (was_kept, ==, is_over);
    if (!was_kept) {
      g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
      g_assert_null (sha256);
      refused++;
    }
    g_assert_cmpuint (count_arriving (fixture), ==, 0);
    g_assert_true (passant_blobs_check (fixture->blobs, NULL));
  }

  /* 4 writes, the file's fsync, the shelf's parent's, the rename, the shelf's fsync; each full and broken. */
  g_assert_true (is_over);
  g_assert_cmpint (refused, ==, 16);
  g_assert_true (passant_blobs_has (fixture->blobs, expected));
}

static void
test_adopt_takes_only_the_promised (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autofree char *expected = NULL;
  g_autofree char *photo = make_photo (fixture, 5000, &expected);
  g_autofree char *wrong = g_strnfill (64, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_false (passant_blobs_adopt (fixture->blobs, photo, wrong, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED);
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
  g_assert_false (passant_blobs_has (fixture->blobs, wrong));
  g_clear_error (&error);

  g_assert_false (passant_blobs_adopt (fixture->blobs, photo, "../../etc", &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (passant_blobs_adopt (fixture->blobs, photo, expected, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (photo, G_FILE_TEST_EXISTS));
  g_assert_true (passant_blobs_has (fixture->blobs, expected));

  g_assert_false (passant_blobs_adopt (fixture->blobs, photo, expected, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
}

static void
test_check_finds_an_altered_blob (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autofree char *expected = NULL;
  g_autofree char *photo = make_photo (fixture, 5000, &expected);
  g_autofree char *path = passant_blobs_dup_path (fixture->blobs, expected);
  g_autoptr (GError) error = NULL;

  g_assert_true (passant_blobs_adopt (fixture->blobs, photo, expected, &error));
  g_assert_true (passant_blobs_check (fixture->blobs, &error));
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_false (passant_blobs_check (fixture->blobs, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED);
}

static void
test_names_are_never_paths (Fixture      *fixture,
                            gconstpointer data)
{
  g_autofree char *upper = g_strnfill (64, 'A');
  g_autofree char *dots = g_strnfill (64, '.');
  const char *names[] = { "", "ab", "../passant.db", upper, dots };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_null (passant_blobs_dup_path (fixture->blobs, names[i]));
    g_assert_false (passant_blobs_has (fixture->blobs, names[i]));
  }
}

static void
test_open_drops_what_a_cut_left (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "kept", "blobs", NULL);
  g_autofree char *half = g_build_filename (folder, "arriving", "abcdef", NULL);
  g_autoptr (PassantBlobs) again = NULL;

  g_assert_true (g_file_set_contents (half, "half a pho", -1, NULL));
  again = passant_blobs_open (folder, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (count_arriving (fixture), ==, 0);
}

static void
test_open_refuses_an_impossible_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (passant_blobs_open ("/dev/null/blobs", &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/blob/import-names-a-file-by-its-bytes", test_import_names_a_file_by_its_bytes);
  ADD ("/blob/import-twice-is-harmless", test_import_twice_is_harmless);
  ADD ("/blob/import-refuses-what-is-not-there", test_import_refuses_what_is_not_there);
  ADD ("/blob/import-refuses-the-empty", test_import_refuses_the_empty);
  ADD ("/blob/import-refuses-the-endless", test_import_refuses_the_endless);
  ADD ("/blob/import-survives-a-failure-at-every-step",
       test_import_survives_a_failure_at_every_step);
  ADD ("/blob/adopt-takes-only-the-promised", test_adopt_takes_only_the_promised);
  ADD ("/blob/check-finds-an-altered-blob", test_check_finds_an_altered_blob);
  ADD ("/blob/names-are-never-paths", test_names_are_never_paths);
  ADD ("/blob/open-drops-what-a-cut-left", test_open_drops_what_a_cut_left);
  g_test_add_func ("/blob/open-refuses-an-impossible-folder",
                   test_open_refuses_an_impossible_folder);

  return g_test_run ();
}
