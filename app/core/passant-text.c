/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-text-private.h"

#include <string.h>

typedef struct {
  char *language;
  char *text;
} Wording;

typedef struct {
  const char *language;
  const char *words[PASSANT_WORDINGS];
} BuiltIn;

/* The words of the languages Passant comes in. The first serves all others. A script's language is not the screen's, so
 * gettext cannot help here. */
static const BuiltIn built_in[] = {
  { "en", { "Yes", "No", "Which?", "Why?", "Amount on the receipt", "Time on the receipt" } },
  { "nl", { "Ja", "Nee", "Welke?", "Waarom?", "Bedrag op de bon", "Tijd op de bon" } },
  { "de", { "Ja", "Nein", "Welche?", "Warum?", "Betrag auf dem Beleg", "Uhrzeit auf dem Beleg" } },
  { "fr", { "Oui", "Non", "Lequel ?", "Pourquoi ?", "Montant sur le ticket",
            "Heure sur le ticket" } },
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

static const BuiltIn *
find_built_in (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (built_in[i].language, language))
      return &built_in[i];

  return &built_in[0];
}

PassantText *
passant_text_new_built_in (PassantWording wording,
                           GStrv          languages)
{
  PassantText *self = passant_text_new ();

  for (guint i = 0; languages && languages[i]; i++)
    passant_text_set (self, languages[i], find_built_in (languages[i])->words[wording]);

  return self;
}

PassantText *
passant_text_copy (const PassantText *self)
{
  PassantText *copy = passant_text_new ();

  for (guint i = 0; i < self->wordings->len; i++) {
    const Wording *wording = &g_array_index (self->wordings, Wording, i);

    passant_text_set (copy, wording->language, wording->text);
  }

  return copy;
}

const char *
passant_text_get_at (const PassantText *self,
                     guint              index,
                     const char       **language)
{
  const Wording *wording;

  if (!self || index >= self->wordings->len)
    return NULL;

  wording = &g_array_index (self->wordings, Wording, index);
  *language = wording->language;

  return wording->text;
}

gsize
passant_text_measure_reference (const char *at)
{
  gsize length;

  if (at[0] != '$' || at[1] != '{' || !(g_ascii_isalpha (at[2]) || at[2] == '_'))
    return 0;

  length = 2 + strspn (at + 2, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-");

  return at[length] == '}' ? length + 1 : 0;
}
