/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

typedef struct {
  const char *name; /* small letters, in English or as its speakers call it */
  const char *code;
} Language;

static const Language names[] = {
  { "afrikaans", "af" }, { "albanian", "sq" }, { "amharic", "am" }, { "arabic", "ar" },
  { "العربية", "ar" }, { "armenian", "hy" }, { "assamese", "as" }, { "aymara", "ay" },
  { "azerbaijani", "az" }, { "azeri", "az" }, { "bambara", "bm" }, { "basque", "eu" },
  { "bahasa", "id" }, { "bahasa indonesia", "id" }, { "bangla", "bn" }, { "belarusian", "be" },
  { "bengali", "bn" }, { "bikol", "bik" }, { "bosnian", "bs" }, { "bulgarian", "bg" },
  { "burmese", "my" }, { "myanmar", "my" }, { "catalan", "ca" }, { "cebuano", "ceb" },
  { "chichewa", "ny" }, { "chinese", "zh" }, { "中文", "zh" }, { "creole", "ht" },
  { "haitian creole", "ht" }, { "kreyol", "ht" }, { "croatian", "hr" }, { "czech", "cs" },
  { "danish", "da" }, { "dansk", "da" }, { "dari", "prs" }, { "deutsch", "de" },
  { "dutch", "nl" }, { "nederlands", "nl" }, { "dzongkha", "dz" }, { "english", "en" },
  { "anglais", "en" }, { "inglés", "en" }, { "ingles", "en" }, { "engels", "en" },
  { "espagnol", "es" }, { "español", "es" }, { "espanol", "es" }, { "castellano", "es" },
  { "estonian", "et" }, { "ewe", "ee" }, { "farsi", "fa" }, { "persian", "fa" },
  { "filipino", "fil" }, { "tagalog", "tl" }, { "finnish", "fi" }, { "francais", "fr" },
  { "français", "fr" }, { "french", "fr" }, { "frans", "fr" }, { "fula", "ff" },
  { "fulfulde", "ff" }, { "ga", "gaa" }, { "galician", "gl" }, { "georgian", "ka" },
  { "german", "de" }, { "duits", "de" }, { "greek", "el" }, { "guarani", "gn" },
  { "gujarati", "gu" }, { "hausa", "ha" }, { "hebrew", "he" }, { "hiligaynon", "hil" },
  { "hindi", "hi" }, { "हिन्दी", "hi" }, { "hungarian", "hu" }, { "igbo", "ig" },
  { "ilocano", "ilo" }, { "indonesian", "id" }, { "irish", "ga" }, { "italian", "it" },
  { "italiano", "it" }, { "japanese", "ja" }, { "日本語", "ja" }, { "javanese", "jv" },
  { "kannada", "kn" }, { "kazakh", "kk" }, { "khmer", "km" }, { "kikuyu", "ki" },
  { "kinyarwanda", "rw" }, { "kirundi", "rn" }, { "kiswahili", "sw" }, { "korean", "ko" },
  { "kurdish", "ku" }, { "kurmanji", "kmr" }, { "kyrgyz", "ky" }, { "lao", "lo" },
  { "latvian", "lv" }, { "lingala", "ln" }, { "lithuanian", "lt" }, { "luganda", "lg" },
  { "luo", "luo" }, { "macedonian", "mk" }, { "malagasy", "mg" }, { "malay", "ms" },
  { "malayalam", "ml" }, { "maltese", "mt" }, { "mandarin", "zh" }, { "maori", "mi" },
  { "marathi", "mr" }, { "mongolian", "mn" }, { "nepali", "ne" }, { "नेपाली", "ne" },
  { "norwegian", "no" }, { "norsk", "no" }, { "odia", "or" }, { "oriya", "or" },
  { "oromo", "om" }, { "pashto", "ps" }, { "pidgin", "pcm" }, { "polish", "pl" },
  { "portugues", "pt" }, { "português", "pt" }, { "portuguese", "pt" }, { "punjabi", "pa" },
  { "quechua", "qu" }, { "romanian", "ro" }, { "russian", "ru" }, { "русский", "ru" },
  { "rwandan", "rw" }, { "samoan", "sm" }, { "serbian", "sr" }, { "sesotho", "st" },
  { "shona", "sn" }, { "sindhi", "sd" }, { "sinhala", "si" }, { "slovak", "sk" },
  { "slovenian", "sl" }, { "somali", "so" }, { "sorani", "ckb" }, { "sotho", "st" },
  { "spanish", "es" }, { "sundanese", "su" }, { "swahili", "sw" }, { "swedish", "sv" },
  { "svenska", "sv" }, { "tajik", "tg" }, { "tamil", "ta" }, { "telugu", "te" },
  { "tetum", "tet" }, { "thai", "th" }, { "tigrinya", "ti" }, { "tok pisin", "tpi" },
  { "tsonga", "ts" }, { "tswana", "tn" }, { "setswana", "tn" }, { "turkish", "tr" },
  { "türkçe", "tr" }, { "turkmen", "tk" }, { "twi", "tw" }, { "ukrainian", "uk" },
  { "українська", "uk" }, { "urdu", "ur" }, { "اردو", "ur" }, { "uyghur", "ug" },
  { "uzbek", "uz" }, { "vietnamese", "vi" }, { "tiếng việt", "vi" }, { "welsh", "cy" },
  { "wolof", "wo" }, { "xhosa", "xh" }, { "yoruba", "yo" }, { "zulu", "zu" },
};

/* "English  (en)" and "english (EN)" are one. */
static char *
fold (const char *token)
{
  g_autofree char *lower = g_utf8_strdown (token, -1);
  g_auto (GStrv) words = g_strsplit_set (lower, " \t\302\240", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_strv_builder_add (builder, words[i]);
  kept = g_strv_builder_end (builder);

  return g_strjoinv (" ", kept);
}

static gboolean
is_code (const char *text,
         gsize       length)
{
  return length >= 2 && length <= 3 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz") >= length;
}

static const char *
find_name (const char *folded,
           gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].name) == length && strncmp (names[i].name, folded, length) == 0)
      return names[i].code;

  return NULL;
}

/* "english (en-gb)" → en; "pt_br" → pt; "français" → fr; NULL when it is anybody's guess. */
static char *
find_code (const char *folded)
{
  const char *open = strrchr (folded, '(');
  const char *code = open ? open + 1 : folded;
  gsize length = strcspn (code, "-_) ");
  const char *found;
  const char *end = open ? open : folded + strlen (folded);

  while (end > folded && end[-1] == ' ')
    end--;
  found = find_name (folded, end - folded);
  if (open && is_code (code, length))
    return g_strndup (code, length);
  if (found)
    return g_strdup (found);
  if (!open && is_code (code, length) && (code[length] == '\0' || strchr ("-_", code[length])))
    return g_strndup (code, length);

  return NULL;
}

static gboolean
is_taken (PassantXlsform *self,
          const char     *code)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->codes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_equal (value, code))
      return TRUE;

  return FALSE;
}

/* The first letters of the name, or what is free near them. */
static char *
invent_code (PassantXlsform *self,
             const char     *folded)
{
  g_autofree char *ascii = g_str_to_ascii (folded, NULL);
  char code[4] = "xxx";
  guint n = 0;

  for (const char *c = ascii; *c && n < 3; c++)
    if (g_ascii_isalpha (*c))
      code[n++] = g_ascii_tolower (*c);
  for (guint i = 0; is_taken (self, code) && i < 26 * 26; i++) {
    code[1] = 'a' + i / 26;
    code[2] = 'a' + i % 26;
  }

  return g_strdup (code);
}

/* The same name or code once more, in this sheet, for another language than the one that has @code: "pt (pt-BR)" beside
 * "pt (pt-PT)". */
static gboolean
is_rival (PassantXlsform      *self,
          PassantXlsformTable *table,
          const char          *key,
          const char          *code)
{
  for (guint i = 0; i < table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (table->columns, i);

    if (column->key && column->token && g_str_equal (column->key, key) &&
        g_strcmp0 (column->language, code) == 0)
      return TRUE;
  }

  return FALSE;
}

static const char *
learn_code (PassantXlsform       *self,
            PassantXlsformTable  *table,
            int                   at,
            PassantXlsformColumn *column)
{
  g_autofree char *folded = fold (column->token);
  const char *known = g_hash_table_lookup (self->codes, folded);
  g_autofree char *code = NULL;

  if (known)
    return known;

  code = find_code (folded);
  if (!code || is_rival (self, table, column->key, code)) {
    g_free (code);
    code = invent_code (self, folded);
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "language-named", table, table->header,
                            at, "The language “%s” is called “%s” here; give its code, such as "
                            "“%s::English (en)”, for another", column->token, code, column->key);
  }
  known = g_strdup (code);
  g_hash_table_insert (self->codes, g_steal_pointer (&folded), (gpointer) known);

  return known;
}

static guint
count_cells (PassantXlsformTable *table,
             guint                column)
{
  guint n = 0;

  for (guint row = passant_xlsform_table_next (table, table->header); row < table->n_rows;
       row = passant_xlsform_table_next (table, row))
    n += passant_xlsform_get_raw (table, row, column) != NULL;

  return n;
}

static gboolean
has_cells (PassantXlsformTable *table,
           guint                column)
{
  return count_cells (table, column) > 0;
}

static void
add_language (PassantXlsform *self,
              const char     *code)
{
  if (!g_ptr_array_find_with_equal_func (self->languages, code, g_str_equal, NULL))
    g_ptr_array_add (self->languages, g_strdup (code));
}

static gboolean
is_translated (const PassantXlsformColumn *column)
{
  static const char * const ours[] = {
    "passant::phase_title", "passant::cover", "passant::do", "passant::dont", "passant::low",
    "passant::high", "passant::labels", "passant::unit", "passant::comment", "passant::specify",
    "passant::repeat_label", "passant::persona", "passant::persona_name", "passant::briefing",
    "passant::legal_basis", NULL
  };
  static const char * const theirs[] = {
    "label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio",
    "video", "big-image", "form_title", "why", NULL
  };

  return column->key && (g_strv_contains (ours, column->key) ||
                         g_strv_contains (theirs, column->key));
}

/* First those with a language of their own: what names none then can be told from them. */
static void
read_columns (PassantXlsform      *self,
              PassantXlsformTable *table)
{
  for (guint i = 0; table && i < table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (table->columns, i);

    if (column->key && column->token && column->is_known && is_translated (column) &&
        has_cells (table, i))
      column->language = g_strdup (learn_code (self, table, i, column));
  }
}

static void
read_plain_columns (PassantXlsform      *self,
                    PassantXlsformTable *table,
                    gboolean            *seen)
{
  for (guint i = 0; table && i < table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (table->columns, i);

    if (!is_translated (column) || column->token || !has_cells (table, i))
      continue;
    column->language = g_strdup (self->plain);
    *seen |= table == self->survey || table == self->choices;
  }
}

static void
collect (PassantXlsform      *self,
         PassantXlsformTable *table)
{
  for (guint i = 0; table && i < table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (table->columns, i);

    if (column->language)
      add_language (self, column->language);
  }
}

/* settings may name the languages in order, or the one that is shown first. */
static void
read_own (PassantXlsform *self)
{
  const char *list = passant_xlsform_get_setting (self, "passant::languages", NULL);
  g_auto (GStrv) codes = list ? g_strsplit_set (list, " ,;", -1) : NULL;

  for (guint i = 0; codes && codes[i]; i++)
    if (*codes[i])
      add_language (self, codes[i]);
}

static char *
read_default (PassantXlsform *self)
{
  int column;
  const char *text = passant_xlsform_get_setting (self, "default_language", &column);
  g_autofree char *folded = text ? fold (text) : NULL;
  const char *known = folded ? g_hash_table_lookup (self->codes, folded) : NULL;
  char *code;

  if (!text)
    return self->languages->len > 0 ? g_strdup (g_ptr_array_index (self->languages, 0)) : NULL;

  code = known ? g_strdup (known) : find_code (folded);
  if (!code) {
    code = invent_code (self, folded);
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "language-named", self->settings,
                            self->settings->header + 1, column,
                            "The language “%s” is called “%s” here; give its code, such as "
                            "“English (en)”, for another", text, code);
  }
  add_language (self, code);

  return code;
}

/* What is written without a language, when nothing says which it is. */
static char *
guess_plain (PassantXlsform *self)
{
  return g_strdup (is_taken (self, "en") ? "und" : "en");
}

static void
tell_plain (PassantXlsform *self)
{
  int column = passant_xlsform_table_find (self->survey, "label");

  passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "language-assumed", self->survey,
                          self->survey->header, column,
                          "Nothing says which language this is; it is taken as “%s”. Give "
                          "“default_language” in the sheet “settings”, or “label::Nederlands (nl)”",
                          self->plain);
}

/* Whether questions are worded in what is written without a language at least as often as in any other. */
static gboolean
is_plain_fullest (PassantXlsform *self)
{
  guint plain = 0, other = 0;

  for (guint i = 0; i < self->survey->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (self->survey->columns, i);

    if (g_strcmp0 (column->key, "label") == 0 && column->token)
      other = MAX (other, count_cells (self->survey, i));
    else if (g_strcmp0 (column->key, "label") == 0)
      plain = MAX (plain, count_cells (self->survey, i));
  }

  return plain >= other;
}

void
passant_xlsform_read_languages (PassantXlsform *self)
{
  PassantXlsformTable *tables[] = {
    self->survey, self->choices, self->external, self->settings, self->quiz
  };
  gboolean is_guess = FALSE, is_seen = FALSE;

  read_own (self);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    read_columns (self, tables[i]);

  self->plain = read_default (self);
  if (!self->plain) {
    self->plain = guess_plain (self);
    is_guess = TRUE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    read_plain_columns (self, tables[i], &is_seen);
  if (is_guess && is_seen)
    tell_plain (self);
  /* A language that only some texts have would leave the others without their first one. */
  if (is_guess && is_seen && is_plain_fullest (self))
    add_language (self, self->plain);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    collect (self, tables[i]);
  if (self->languages->len == 0)
    add_language (self, self->plain);
}
