/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *key;
} Alias;

/* What columns have been called over the years, in small letters with _ for blanks. */
static const Alias aliases[] = {
  { "caption", "label" },
  { "command", "type" },
  { "tag", "name" },
  { "value", "name" },
  { "list", "list_name" },
  { "listname", "list_name" },
  { "relevance", "relevant" },
  { "readonly", "read_only" },
  { "calculate", "calculation" },
  { "constraining_message", "constraint_message" },
  { "constraint_msg", "constraint_message" },
  { "constraint-msg", "constraint_message" },
  { "constraintmsg", "constraint_message" },
  { "jr:constraintmsg", "constraint_message" },
  { "requiredmsg", "required_message" },
  { "jr:requiredmsg", "required_message" },
  { "count", "repeat_count" },
  { "jr:count", "repeat_count" },
  { "noapperrorstring", "no_app_error_string" },
  { "jr:noapperrorstring", "no_app_error_string" },
  { "big_image", "big-image" },
  { "set_form_title", "form_title" },
  { "title", "form_title" },
  { "set_form_id", "form_id" },
  { "id_string", "form_id" },
};

/* These come in several languages. */
static const char * const translated[] = {
  "label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio",
  "video", "big-image", "form_title", "why", NULL
};

/* What each sheet may have beside those; what is not here is somebody's own column. */
static const char * const known[] = {
  "type", "name", "list_name", "relevant", "required", "constraint", "calculation", "read_only",
  "appearance", "default", "choice_filter", "parameters", "repeat_count", "trigger", "disabled",
  "form_id", "version", "default_language", "style", "correct", "autoplay", "rows", "intent",
  "no_app_error_string", "allow_choice_duplicates", "instance_name", "public_key",
  "submission_url", "sms_field", "sms_option", "save_to", "query", "save_incomplete", NULL
};

static char *
to_snake (const char *text)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *lower = g_utf8_strdown (text, -1);

  g_strdelimit (lower, " \t\r\n", ' ');
  words = g_strsplit (g_strstrip (lower), " ", -1);
  {
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    g_auto (GStrv) kept = NULL;

    for (guint i = 0; words[i]; i++)
      if (*words[i])
        g_strv_builder_add (builder, words[i]);
    kept = g_strv_builder_end (builder);

    return g_strjoinv ("_", kept);
  }
}

static const char *
find_alias (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i].name, name))
      return aliases[i].key;

  return name;
}

/* "label::English (en)" → label, English (en); "media:image" → media, image. "jr:count" is one word. */
static GStrv
split_header (const char *header)
{
  g_autofree char *masked = NULL;
  GString *text = g_string_new (header);
  GStrv words;

  if (strstr (header, "::")) {
    words = g_strsplit (header, "::", -1);
    g_string_free (text, TRUE);
  } else {
    g_string_replace (text, "jr:", "jr\001", 0);
    masked = g_string_free_and_steal (text);
    words = g_strsplit (masked, ":", -1);
    for (guint i = 0; words[i]; i++)
      g_strdelimit (words[i], "\001", ':');
  }
  for (guint i = 0; words[i]; i++)
    g_strstrip (words[i]);

  return words;
}

static gboolean
is_container (const char *word)
{
  static const char * const containers[] = { "bind", "control", "body", "media", NULL };

  return g_strv_contains (containers, word);
}

static void
read_ours (PassantXlsformColumn *self,
           GStrv                 words)
{
  g_autofree char *key = words[1] ? to_snake (words[1]) : g_strdup ("");

  self->key = g_strconcat ("passant::", key, NULL);
  self->token = words[1] && words[2] && *words[2] ? g_strdup (words[2]) : NULL;
  self->is_known = TRUE;
}

static void
read_theirs (PassantXlsformColumn *self,
             GStrv                 words)
{
  g_autofree char *first = to_snake (words[0]);
  guint next = 1;
  const char *key;

  if (is_container (first) && words[1]) {
    g_free (first);
    first = to_snake (words[1]);
    next = 2;
  }
  key = find_alias (first);
  if (g_strv_contains (translated, key)) {
    self->key = g_strdup (key);
    self->token = words[next] && *words[next] ? g_strdup (words[next]) : NULL;
    self->is_known = TRUE;
  } else if (g_strv_contains (known, key) && !words[next]) {
    self->key = g_strdup (key);
    self->is_known = TRUE;
  } else {
    /* A filter looks at it by this very name. */
    self->key = g_strdup (self->header);
  }
}

PassantXlsformColumn *
passant_xlsform_column_new (const char *header)
{
  PassantXlsformColumn *self = g_new0 (PassantXlsformColumn, 1);
  g_auto (GStrv) words = NULL;

  if (!header)
    return self;

  self->header = g_strdup (header);
  words = split_header (header);
  if (words[0] && g_ascii_strcasecmp (words[0], "passant") == 0)
    read_ours (self, words);
  else if (words[0])
    read_theirs (self, words);

  return self;
}

void
passant_xlsform_column_free (PassantXlsformColumn *self)
{
  g_free (self->header);
  g_free (self->key);
  g_free (self->token);
  g_free (self->language);
  g_free (self);
}
