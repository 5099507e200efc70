/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A fresh folder for one test, gone with all that is in it when it goes out of scope. */
typedef char PassantTestFolder;

PassantTestFolder *passant_test_folder_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void               passant_test_folder_free (PassantTestFolder *self);
/* Removes @path and what is in it. */
void               passant_test_folder_drop (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantTestFolder, passant_test_folder_free)

G_END_DECLS
