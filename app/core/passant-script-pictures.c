/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files a briefing shows. What draws it reads Markdown whole; this finds the names, and may find one too many (in a
 * piece of code) but none too few. */

#include "passant-script.h"

#include "passant-text-private.h"

#include <string.h>

/* "![what it shows](shelf.png)", in pointed brackets when there are blanks in it, a title behind it perhaps. */
#define PICTURE "!\\[[^\\]]*\\]\\(\\s*(?:<([^<>\\n]+)>|([^\\s()<>]+))"

/* A file beside the script: no address, no folder. */
static gboolean
is_file_name (const char *name)
{
  g_autofree char *scheme = g_uri_parse_scheme (name);

  return !scheme && !strchr (name, '/') && !strchr (name, '\\') && name[0] != '.' && name[0] != '#';
}

static void
collect (const char *text,
         GRegex     *regex,
         GHashTable *names)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL)) {
    g_autofree char *pointed = g_match_info_fetch (match, 1);
    g_autofree char *plain = g_match_info_fetch (match, 2);
    const char *name = plain && *plain ? plain : pointed;

    if (name && *name && is_file_name (name))
      g_hash_table_add (names, g_strdup (name));
  }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

GStrv
passant_script_list_pictures (PassantScript *self)
{
  g_autoptr (GRegex) regex = g_regex_new (PICTURE, 0, 0, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) sorted = NULL;
  const char *text, *language;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->briefing && (text = passant_text_get_at (self->briefing, i, &language));
       i++)
    collect (text, regex, names);
  sorted = g_hash_table_get_keys_as_ptr_array (names);
  g_ptr_array_sort_values (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    g_strv_builder_add (builder, sorted->pdata[i]);

  return g_strv_builder_end (builder);
}
