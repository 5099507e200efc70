/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files a briefing shows. What draws it reads Markdown whole; this finds the names, and may find one too many (in a
 * piece of code) but none too few. */

#include "passant-script.h"

#include "passant-text-private.h"

#include <string.h>

/* One character, escaped perhaps, that is none of @others: what Markdown lets stand within brackets of a kind. */
#define WITHIN(others) "(?:[^" others "\\\\]|\\\\.)"
#define SHOWN "(?:" WITHIN ("\\[\\]") "|\\[" WITHIN ("\\[\\]") "*\\])*"
/* In pointed brackets when there are blanks in it; brackets of its own come in pairs. */
#define TARGET "(?:<(" WITHIN ("<>\\n") "+)>|((?:" WITHIN ("\\s()<>") "|\\(" WITHIN ("\\s()<>") \
        "*\\))+))"
/* "![what it shows](shelf.png)", a title behind it perhaps. */
#define PICTURE "!\\[" SHOWN "\\]\\(\\s*" TARGET
/* "[shelf]: shelf.png", for "![what it shows][shelf]" elsewhere; what is linked so is no picture. */
#define REFERENCE "^ {0,3}\\[" WITHIN ("\\[\\]") "+\\]:\\s*" TARGET

/* A file beside the script: no address, no folder. */
static gboolean
is_file_name (const char *name)
{
  g_autofree char *scheme = g_uri_parse_scheme (name);

  return !scheme && !strchr (name, '/') && !strchr (name, '\\') && name[0] != '.' && name[0] != '#';
}

static gboolean
is_picture_name (const char *name)
{
  static const char * const ends[] = { ".png", ".jpg", ".jpeg" };
  g_autofree char *small = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (small, ends[i]))
      return is_file_name (name);

  return FALSE;
}

/* "shelf\_1.png" is the file shelf_1.png. */
static char *
dup_target (GMatchInfo *match)
{
  g_autoptr (GRegex) escape = g_regex_new ("\\\\([[:punct:]])", 0, 0, NULL);
  g_autofree char *pointed = g_match_info_fetch (match, 1);
  g_autofree char *plain = g_match_info_fetch (match, 2);

  return g_regex_replace (escape, plain && *plain ? plain : pointed ? pointed : "", -1, 0, "\\1", 0,
                          NULL);
}

static void
collect (const char *text,
         const char *pattern,
         gboolean ( *is_meant ) (const char *name),
         gboolean    meant,
         GHashTable *names)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL)) {
    g_autofree char *name = dup_target (match);

    if (name && *name && is_meant (name) == meant)
      g_hash_table_add (names, g_steal_pointer (&name));
  }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static GStrv
sort_names (GHashTable *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) sorted = g_hash_table_get_keys_as_ptr_array (names);

  g_ptr_array_sort_values (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    g_strv_builder_add (builder, sorted->pdata[i]);

  return g_strv_builder_end (builder);
}

GStrv
passant_script_list_pictures (PassantScript *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *text, *language;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->briefing && (text = passant_text_get_at (self->briefing, i, &language));
       i++) {
    collect (text, PICTURE, is_file_name, TRUE, names);
    collect (text, REFERENCE, is_picture_name, TRUE, names);
  }

  return sort_names (names);
}

GStrv
passant_script_list_strays (PassantScript *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *text, *language;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->briefing && (text = passant_text_get_at (self->briefing, i, &language));
       i++)
    collect (text, PICTURE, is_file_name, FALSE, names);

  return sort_names (names);
}
