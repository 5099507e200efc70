/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-text-private.h"

#include <string.h>

typedef struct {
  char *language;
  char *text;
} Wording;

typedef struct {
  const char *language;
  const char *yes;
  const char *no;
} YesNo;

/* The words of the languages Passant comes in. The first serves all others. A script's language is not the screen's, so
 * gettext cannot help here. */
static const YesNo yes_no[] = {
  { "en", "Yes", "No" },
  { "nl", "Ja", "Nee" },
  { "de", "Ja", "Nein" },
  { "fr", "Oui", "Non" },
};

/* A handful of languages at most, so a list is as quick as anything. */
struct _PassantText {
  GArray *wordings;
};

static void
clear_wording (gpointer data)
{
  Wording *wording = data;

  g_clear_pointer (&wording->language, g_free);
  g_clear_pointer (&wording->text, g_free);
}

PassantText *
passant_text_new (void)
{
  PassantText *self = g_new0 (PassantText, 1);

  self->wordings = g_array_new (FALSE, FALSE, sizeof (Wording));
  g_array_set_clear_func (self->wordings, clear_wording);

  return self;
}

void
passant_text_free (PassantText *self)
{
  if (!self)
    return;

  g_array_unref (self->wordings);
  g_free (self);
}

void
passant_text_set (PassantText *self,
                  const char  *language,
                  const char  *text)
{
  Wording wording = { g_strdup (language), g_strdup (text) };

  g_array_append_val (self->wordings, wording);
}

/**
 * passant_text_get:
 * @self: (nullable): a text
 * @language: (nullable): a language or locale: "nl", "nl_NL.UTF-8", "nl-BE"
 *
 * The wording in @language (only the part before '_', '-', '.' or '@' counts), else the one in the script's first
 * language. Never %NULL: "" when there is no text.
 */
const char *
passant_text_get (const PassantText *self,
                  const char        *language)
{
  gsize length = language ? strcspn (language, "_-.@") : 0;

  if (!self || self->wordings->len == 0)
    return "";

  for (guint i = 0; i < self->wordings->len; i++) {
    const Wording *wording = &g_array_index (self->wordings, Wording, i);

    if (strlen (wording->language) == length && strncmp (wording->language, language, length) == 0)
      return wording->text;
  }

  return g_array_index (self->wordings, Wording, 0).text;
}

static const YesNo *
find_yes_no (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (yes_no); i++)
    if (g_str_equal (yes_no[i].language, language))
      return &yes_no[i];

  return &yes_no[0];
}

PassantText *
passant_text_new_yes (const char * const *languages)
{
  PassantText *self = passant_text_new ();

  for (guint i = 0; languages[i]; i++)
    passant_text_set (self, languages[i], find_yes_no (languages[i])->yes);

  return self;
}

PassantText *
passant_text_new_no (const char * const *languages)
{
  PassantText *self = passant_text_new ();

  for (guint i = 0; languages[i]; i++)
    passant_text_set (self, languages[i], find_yes_no (languages[i])->no);

  return self;
}
