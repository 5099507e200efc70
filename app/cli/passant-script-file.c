/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-problems.h"
#include "passant-source.h"

#define PREFIX_LENGTH_MIN 8

static PassantScript *
read_file (PassantCommand *command,
           const char     *path,
           GError        **error)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (PassantScript) script = passant_source_compile (path, problems, error);

  if (!script && problems->len)
    passant_problems_complain (command, path, problems);

  return g_steal_pointer (&script);
}

static gboolean
is_hash (const char *name)
{
  gsize length = strlen (name);

  return length >= PREFIX_LENGTH_MIN && length <= 64 &&
         strspn (name, "0123456789abcdef") == length;
}

/* The one hash that begins so. A script may have been published for several studies. */
static char *
complete_hash (PassantStore *store,
               const char   *prefix,
               GError      **error)
{
  g_autoptr (GPtrArray) rows = passant_store_list_scripts (store, NULL, error);
  const char *found = NULL;

  if (!rows)
    return NULL;

  for (guint i = 0; i < rows->len; i++) {
    const PassantScriptRow *row = g_ptr_array_index (rows, i);

    if (!g_str_has_prefix (row->hash, prefix) || g_strcmp0 (found, row->hash) == 0)
      continue;
    if (found) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                   _("Several published scripts begin with “%s”; give more of the hash"), prefix);
      return NULL;
    }
    found = row->hash;
  }

  if (!found)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("“%s” is no file, and this desk knows no published script whose hash begins so; "
                   "passantctl script list tells which there are"), prefix);

  return g_strdup (found);
}

PassantScript *
passant_script_file_load (PassantCommand *command,
                          const char     *name,
                          GError        **error)
{
  g_autofree char *hash = NULL;
  PassantStore *store;

  if (g_file_test (name, G_FILE_TEST_EXISTS) || !is_hash (name))
    return read_file (command, name, error);

  store = passant_desk_open (command, error);
  hash = store ? complete_hash (store, name, error) : NULL;

  return hash ? passant_store_load_script (store, hash, error) : NULL;
}
