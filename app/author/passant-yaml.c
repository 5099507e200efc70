/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

/* Longer ones are written a member a line. */
#define LINE_BYTES_MAX 100

static void write_value (yyjson_val *value,
                         guint       depth,
                         GString    *text);

/* What JSON makes of it is YAML as well. */
static void
write_flow (yyjson_val *value,
            GString    *text)
{
  char *json = yyjson_val_write (value, YYJSON_WRITE_NOFLAG, NULL);

  g_string_append (text, json ? json : "null");
  free (json);
}

static void
indent (guint    depth,
        GString *text)
{
  g_string_append_printf (text, "\n%*s", (int) depth * 2, "");
}

/* A key that is a plain word and could be taken for nothing else. */
static void
write_key (yyjson_val *key,
           GString    *text)
{
  static const char * const others[] = { "true", "false", "null", "yes", "no", "on", "off", NULL };
  const char *word = yyjson_get_str (key);
  g_autofree char *lower = g_ascii_strdown (word, -1);
  gsize plain = strspn (word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");

  if (*word && !word[plain] && !g_ascii_isdigit (*word) && !g_strv_contains (others, lower))
    g_string_append (text, word);
  else
    write_flow (key, text);
  g_string_append_c (text, ':');
}

static gboolean
is_short (yyjson_val *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!yyjson_is_ctn (value) || yyjson_get_len (value) == 0)
    return TRUE;
  /* Language maps and choices fit on a line; lists of such are easier to read one below the other. */
  if (yyjson_is_arr (value) && yyjson_is_ctn (yyjson_arr_get_first (value)))
    return FALSE;
  write_flow (value, text);

  return text->len <= LINE_BYTES_MAX;
}

static void
write_member (yyjson_val *value,
              guint       depth,
              GString    *text)
{
  if (is_short (value)) {
    g_string_append_c (text, ' ');
    write_flow (value, text);
  } else {
    indent (depth, text);
    write_value (value, depth, text);
  }
}

static void
write_value (yyjson_val *value,
             guint       depth,
             GString    *text)
{
  size_t i, n;
  yyjson_val *key, *member;

  yyjson_obj_foreach (value, i, n, key, member) {
    if (i > 0)
      indent (depth, text);
    write_key (key, text);
    write_member (member, depth + 1, text);
  }
  yyjson_arr_foreach (value, i, n, member) {
    if (i > 0)
      indent (depth, text);
    g_string_append (text, "- ");
    if (is_short (member))
      write_flow (member, text);
    else
      write_value (member, depth + 1, text);
  }
}

char *
passant_yaml_from_json (const char *json)
{
  yyjson_doc *document = yyjson_read (json, strlen (json), YYJSON_READ_NOFLAG);
  yyjson_val *root = yyjson_doc_get_root (document);
  GString *text;

  if (!document)
    return NULL;

  text = g_string_new (NULL);
  if (yyjson_get_len (root) > 0 && yyjson_is_ctn (root))
    write_value (root, 0, text);
  else
    write_flow (root, text);
  g_string_append_c (text, '\n');
  yyjson_doc_free (document);

  return g_string_free_and_steal (text);
}
