/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

typedef struct {
  const char        *phrase; /* small letters; a blank stands for blanks, _ or - */
  PassantXlsformKind kind;
} Phrase;

/* With something behind them: a list, a file. The longer of two that begin alike stands first. */
static const Phrase commands[] = {
  { "begin looped group", PASSANT_XLSFORM_REPEAT },
  { "begin lgroup", PASSANT_XLSFORM_REPEAT },
  { "begin repeat", PASSANT_XLSFORM_REPEAT },
  { "begin group", PASSANT_XLSFORM_GROUP },
  { "begin loop over", PASSANT_XLSFORM_LOOP },
  { "begin loop", PASSANT_XLSFORM_LOOP },
  { "end looped group", PASSANT_XLSFORM_END },
  { "end lgroup", PASSANT_XLSFORM_END },
  { "end repeat", PASSANT_XLSFORM_END },
  { "end group", PASSANT_XLSFORM_END },
  { "end loop", PASSANT_XLSFORM_END },
  { "add select one prompt using", PASSANT_XLSFORM_ONE },
  { "add select multiple prompt using", PASSANT_XLSFORM_MULTIPLE },
  { "select multiple from file", PASSANT_XLSFORM_FILE },
  { "select one from file", PASSANT_XLSFORM_FILE },
  { "select one external", PASSANT_XLSFORM_EXTERNAL },
  { "select all that apply from", PASSANT_XLSFORM_MULTIPLE },
  { "select all that apply", PASSANT_XLSFORM_MULTIPLE },
  { "select multiple from", PASSANT_XLSFORM_MULTIPLE },
  { "select multiple using", PASSANT_XLSFORM_MULTIPLE },
  { "select multiple", PASSANT_XLSFORM_MULTIPLE },
  { "select one from", PASSANT_XLSFORM_ONE },
  { "select one using", PASSANT_XLSFORM_ONE },
  { "select one", PASSANT_XLSFORM_ONE },
  { "select1", PASSANT_XLSFORM_ONE },
  { "select", PASSANT_XLSFORM_MULTIPLE },
  { "rank", PASSANT_XLSFORM_RANK },
  { "osm", PASSANT_XLSFORM_LEFT },
};

/* By themselves; "q …", "add … prompt" and "get …" are read as what is within. */
static const Phrase words[] = {
  { "text", PASSANT_XLSFORM_TEXT },
  { "string", PASSANT_XLSFORM_TEXT },
  { "integer", PASSANT_XLSFORM_INTEGER },
  { "int", PASSANT_XLSFORM_INTEGER },
  { "number", PASSANT_XLSFORM_DECIMAL },
  { "decimal", PASSANT_XLSFORM_DECIMAL },
  { "percentage", PASSANT_XLSFORM_PERCENTAGE },
  { "number of days in last month", PASSANT_XLSFORM_DAYS_MONTH },
  { "number of days in last six months", PASSANT_XLSFORM_DAYS_HALF_YEAR },
  { "number of days in last year", PASSANT_XLSFORM_DAYS_YEAR },
  { "phone number", PASSANT_XLSFORM_PHONE },
  { "range", PASSANT_XLSFORM_RANGE },
  { "note", PASSANT_XLSFORM_NOTE },
  { "date", PASSANT_XLSFORM_DATE },
  { "time", PASSANT_XLSFORM_TIME },
  { "datetime", PASSANT_XLSFORM_DATE_TIME },
  { "date time", PASSANT_XLSFORM_DATE_TIME },
  { "geopoint", PASSANT_XLSFORM_PLACE },
  { "location", PASSANT_XLSFORM_PLACE },
  { "gps", PASSANT_XLSFORM_PLACE },
  { "barcode", PASSANT_XLSFORM_CODE },
  { "image", PASSANT_XLSFORM_PHOTO },
  { "photo", PASSANT_XLSFORM_PHOTO },
  { "picture", PASSANT_XLSFORM_PHOTO },
  { "audio", PASSANT_XLSFORM_AUDIO },
  { "acknowledge", PASSANT_XLSFORM_ACKNOWLEDGE },
  { "acknowledgement", PASSANT_XLSFORM_ACKNOWLEDGE },
  { "trigger", PASSANT_XLSFORM_ACKNOWLEDGE },
  { "calculate", PASSANT_XLSFORM_CALCULATE },
  { "calculation", PASSANT_XLSFORM_CALCULATE },
  { "hidden", PASSANT_XLSFORM_HIDDEN },
  { "start", PASSANT_XLSFORM_START },
  { "start time", PASSANT_XLSFORM_START },
  { "end", PASSANT_XLSFORM_START },
  { "end time", PASSANT_XLSFORM_START },
  { "today", PASSANT_XLSFORM_TODAY },
  { "deviceid", PASSANT_XLSFORM_META },
  { "device id", PASSANT_XLSFORM_META },
  { "imei", PASSANT_XLSFORM_META },
  { "subscriberid", PASSANT_XLSFORM_META },
  { "subscriber id", PASSANT_XLSFORM_META },
  { "simserial", PASSANT_XLSFORM_META },
  { "sim id", PASSANT_XLSFORM_META },
  { "simid", PASSANT_XLSFORM_META },
  { "phonenumber", PASSANT_XLSFORM_META },
  { "username", PASSANT_XLSFORM_META },
  { "email", PASSANT_XLSFORM_META },
  { "uri:deviceid", PASSANT_XLSFORM_META },
  { "uri:subscriberid", PASSANT_XLSFORM_META },
  { "uri:simserial", PASSANT_XLSFORM_META },
  { "uri:phonenumber", PASSANT_XLSFORM_META },
  { "uri:username", PASSANT_XLSFORM_META },
  { "uri:email", PASSANT_XLSFORM_META },
  { "audit", PASSANT_XLSFORM_META },
  { "start geopoint", PASSANT_XLSFORM_META },
  { "background audio", PASSANT_XLSFORM_META },
  { "background geopoint", PASSANT_XLSFORM_META },
  { "csv external", PASSANT_XLSFORM_DATA },
  { "xml external", PASSANT_XLSFORM_DATA },
  { "geotrace", PASSANT_XLSFORM_LEFT },
  { "geoshape", PASSANT_XLSFORM_LEFT },
  { "video", PASSANT_XLSFORM_LEFT },
  { "file", PASSANT_XLSFORM_LEFT },
  { "osm", PASSANT_XLSFORM_LEFT },
  { "drawing", PASSANT_XLSFORM_PHOTO },
  { "signature", PASSANT_XLSFORM_PHOTO },
  { "include", PASSANT_XLSFORM_INCLUDE },
  { "set form title", PASSANT_XLSFORM_SETTING },
  { "set form id", PASSANT_XLSFORM_SETTING },
  { "form title", PASSANT_XLSFORM_SETTING },
  { "form id", PASSANT_XLSFORM_SETTING },
};

static gboolean
is_gap (char c)
{
  return c != '\0' && strchr (" _-", c) != NULL;
}

/* The place in @text behind @phrase, or NULL when it does not begin with it. */
static const char *
skip_phrase (const char *text,
             const char *phrase)
{
  for (; *phrase; phrase++) {
    if (*phrase == ' ') {
      if (!is_gap (*text))
        return NULL;
      while (is_gap (*text))
        text++;
    } else if (g_ascii_tolower (*text++) != *phrase) {
      return NULL;
    }
  }

  return text;
}

static PassantXlsformKind
find_word (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *rest = skip_phrase (text, words[i].phrase);

    if (rest && !*rest)
      return words[i].kind;
  }

  return PASSANT_XLSFORM_UNKNOWN;
}

/* "add location prompt", "q location", "get device id" */
static PassantXlsformKind
find_old_word (const char *text)
{
  g_autofree char *inner = NULL;
  const char *rest = skip_phrase (text, "q ");

  if (!rest)
    rest = skip_phrase (text, "get ");
  if (!rest)
    rest = skip_phrase (text, "add ");
  if (!rest)
    return PASSANT_XLSFORM_UNKNOWN;

  inner = g_strdup (rest);
  if (g_str_has_suffix (inner, " prompt"))
    inner[strlen (inner) - strlen (" prompt")] = '\0';

  return find_word (inner);
}

static void
read_list (PassantXlsformType *self,
           const char         *rest)
{
  static const char * const others[] = { "or specify other", "or other", NULL };
  g_auto (GStrv) parts = g_strsplit_set (rest, " ", 2);

  if (!parts[0] || !*parts[0])
    return;
  self->list = g_strdup (parts[0]);
  for (guint i = 0; parts[1] && others[i]; i++) {
    const char *end = skip_phrase (g_strchug (parts[1]), others[i]);

    self->or_other |= end && !*end;
  }
}

static gboolean
read_command (PassantXlsformType *self,
              const char         *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    const char *rest = skip_phrase (text, commands[i].phrase);

    if (!rest || (*rest && *rest != ' '))
      continue;
    self->kind = commands[i].kind;
    while (*rest == ' ')
      rest++;
    read_list (self, rest);
    /* A question that was answered in a repeat is no list. */
    if (self->list && g_str_has_prefix (self->list, "${"))
      self->kind = PASSANT_XLSFORM_FILE;
    return TRUE;
  }

  return FALSE;
}

void
passant_xlsform_type_parse (PassantXlsformType *self,
                            const char         *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  *self = (PassantXlsformType) { .kind = find_word (trimmed) };
  if (self->kind == PASSANT_XLSFORM_UNKNOWN)
    self->kind = find_old_word (trimmed);
  if (self->kind == PASSANT_XLSFORM_UNKNOWN)
    read_command (self, trimmed);
}

void
passant_xlsform_type_clear (PassantXlsformType *self)
{
  g_clear_pointer (&self->list, g_free);
}

gboolean
passant_xlsform_has_choices (PassantXlsformKind kind)
{
  return kind == PASSANT_XLSFORM_ONE || kind == PASSANT_XLSFORM_MULTIPLE ||
         kind == PASSANT_XLSFORM_RANK || kind == PASSANT_XLSFORM_EXTERNAL;
}

/* How many letters must change to make @right of @left; the first row of the table holds what is to be done. */
static guint
measure (const char *left,
         const char *right)
{
  guint row[64];
  gsize n = strlen (right);

  if (n >= G_N_ELEMENTS (row) || strlen (left) >= G_N_ELEMENTS (row))
    return G_MAXUINT;
  for (guint j = 0; j <= n; j++)
    row[j] = j;
  for (guint i = 0; left[i]; i++) {
    guint corner = row[0];

    row[0] = i + 1;
    for (guint j = 0; j < n; j++) {
      guint above = row[j + 1];
      guint change = corner + (g_ascii_tolower (left[i]) != right[j]);

      row[j + 1] = MIN (change, MIN (above, row[j]) + 1);
      corner = above;
    }
  }

  return row[n];
}

const char *
passant_xlsform_type_suggest (const char *text)
{
  const char *best = NULL;
  guint least = 3;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    guint steps = measure (text, words[i].phrase);

    if (steps < least) {
      least = steps;
      best = words[i].phrase;
    }
  }

  return best;
}
