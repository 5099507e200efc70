/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

#define VERSION_MAX 1000000

/* The first row under the header that has anything, or 0. */
static guint
find_row (PassantXlsform *self)
{
  guint row = self->settings ? passant_xlsform_table_next (self->settings,
                                                           self->settings->header) : 0;

  return self->settings && row < self->settings->n_rows ? row : 0;
}

const char *
passant_xlsform_get_setting (PassantXlsform *self,
                             const char     *key,
                             int            *column)
{
  guint row = find_row (self);

  return row > 0 ? passant_xlsform_get (self, self->settings, row, key, column) : NULL;
}

void
passant_xlsform_add_title (PassantXlsform *self,
                           yyjson_mut_val *object)
{
  guint row = find_row (self);
  const char *id;

  if (row > 0 && passant_xlsform_add_text (self, object, "title", self->settings, row,
                                           "form_title", NULL))
    return;
  id = passant_xlsform_get_setting (self, "form_id", NULL);
  passant_xlsform_add_plain (self, object, "title", self->title_row ? self->title_row :
                             id ? id : self->fallback, NULL, 0, 0);
}

static void
add_id (PassantXlsform *self,
        yyjson_mut_val *root)
{
  guint row = find_row (self);
  int column = -1;
  const char *text = passant_xlsform_get_setting (self, "form_id", &column);
  g_autofree char *id = NULL;

  if (!text)
    text = self->id_row ? self->id_row : self->fallback;
  id = passant_xlsform_make_id (text);
  passant_xlsform_add_string (self, root, "id", id, column < 0 ? NULL : self->settings, row,
                              column);
  if (!g_str_equal (id, text))
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "renamed",
                            column < 0 ? NULL : self->settings, row, column,
                            "The form “%s” is called “%s” here", text, id);
}

static void
add_version (PassantXlsform *self,
             yyjson_mut_val *root)
{
  guint row = find_row (self);
  int column = -1;
  const char *text = passant_xlsform_get_setting (self, "passant::version", &column);
  gint64 version = 1;

  if (!text)
    text = passant_xlsform_get_setting (self, "version", &column);
  if (text && !g_ascii_string_to_signed (text, 10, 1, VERSION_MAX, &version, NULL)) {
    version = 1;
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "version", self->settings, row, column,
                            "A script's version is a number from 1 on, not “%s”; it is 1, unless "
                            "“passant::version” says otherwise", text);
  }
  passant_xlsform_add (self, root, "version", yyjson_mut_sint (self->doc, version),
                       column < 0 ? NULL : self->settings, row, column);
}

static void
add_languages (PassantXlsform *self,
               yyjson_mut_val *root)
{
  yyjson_mut_val *languages = yyjson_mut_obj_add_arr (self->doc, root, "languages");

  for (guint i = 0; i < self->languages->len; i++)
    yyjson_mut_arr_add_strcpy (self->doc, languages, g_ptr_array_index (self->languages, i));
}

static void
add_persona (PassantXlsform *self,
             yyjson_mut_val *root)
{
  guint row = find_row (self);
  yyjson_mut_val *persona = yyjson_mut_obj (self->doc);
  gboolean has_name = passant_xlsform_add_text (self, persona, "name", self->settings, row,
                                                "passant::persona_name", NULL);
  gboolean has_text = passant_xlsform_add_text (self, persona, "text", self->settings, row,
                                                "passant::persona", NULL);

  if (has_name || has_text)
    passant_xlsform_add (self, root, "persona", persona, self->settings, row, -1);
}

/* @unit: of what it is a number, for the one who wrote another thing. */
static void
add_number (PassantXlsform *self,
            yyjson_mut_val *object,
            const char     *key,
            const char     *setting,
            const char     *unit)
{
  int column;
  const char *text = passant_xlsform_get_setting (self, setting, &column);
  gint64 number;

  if (text && g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &number, NULL))
    passant_xlsform_add (self, object, key, yyjson_mut_sint (self->doc, number), self->settings,
                         find_row (self), column);
  else if (text)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", self->settings,
                            find_row (self), column, "This must be a number of %s, not “%s”", unit,
                            text);
}

static void
add_evidence (PassantXlsform *self,
              yyjson_mut_val *root)
{
  yyjson_mut_val *evidence = yyjson_mut_obj (self->doc);

  add_number (self, evidence, "photo_px", "passant::photo_px", "pixels");
  add_number (self, evidence, "radius_m", "passant::radius_m", "metres");
  if (yyjson_mut_obj_size (evidence) > 0)
    passant_xlsform_add (self, root, "evidence", evidence, self->settings, find_row (self), -1);
}

/* Settings for other programs. Empty ones are no news. */
static void
report_rest (PassantXlsform *self,
             guint           row)
{
  static const char * const read[] = {
    "form_title", "form_id", "version", "default_language", "allow_choice_duplicates", NULL
  };

  for (guint i = 0; i < self->settings->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (self->settings->columns, i);

    if (column->key && passant_xlsform_get_raw (self->settings, row, i) &&
        !g_str_has_prefix (column->key, "passant::") && !g_strv_contains (read, column->key))
      passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "setting-not-read", self->settings, row,
                              i, "The setting “%s” is not looked at here", column->header);
  }
}

void
passant_xlsform_add_settings (PassantXlsform *self,
                              yyjson_mut_val *root)
{
  guint row = find_row (self);

  yyjson_mut_obj_add_int (self->doc, root, "passant", PASSANT_SCRIPT_FORMAT);
  add_id (self, root);
  add_version (self, root);
  add_languages (self, root);
  passant_xlsform_add_title (self, root);
  if (row == 0)
    return;

  add_persona (self, root);
  passant_xlsform_add_text (self, root, "briefing", self->settings, row, "passant::briefing", NULL);
  passant_xlsform_add_lines (self, root, "do", self->settings, row, "passant::do");
  passant_xlsform_add_lines (self, root, "dont", self->settings, row, "passant::dont");
  add_number (self, root, "window_minutes", "passant::window_minutes", "minutes");
  add_evidence (self, root);
  report_rest (self, row);
}

/* −1: not said. */
static int
read_permission (PassantXlsform *self,
                 yyjson_mut_val *legal,
                 const char     *json_key,
                 const char     *key)
{
  int column;
  const char *text = passant_xlsform_get_setting (self, key, &column);
  int is_yes = text ? passant_xlsform_to_boolean (text) : -1;

  if (text && is_yes < 0)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", self->settings,
                            find_row (self), column, "This must be yes or no, not “%s”", text);
  else if (text)
    passant_xlsform_add (self, legal, json_key, yyjson_mut_bool (self->doc, is_yes),
                         self->settings, find_row (self), column);

  return is_yes;
}

/* A form of another program says nothing about what may be kept. Pictures of things may; of voices one has to say why. */
static void
assume (PassantXlsform *self,
        yyjson_mut_val *legal,
        int             photos,
        int             audio)
{
  if (photos < 0 && self->asks_photos) {
    yyjson_mut_obj_add_bool (self->doc, legal, "photos", true);
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "photos-allowed", self->survey,
                            self->survey->header, -1, "Photos are allowed, since the form asks "
                            "for them; say “passant::legal_photos” in the sheet “settings”");
  }
  if (audio < 0 && self->asks_audio)
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "audio-not-allowed", self->survey,
                            self->survey->header, -1, "Recordings stay hidden until the sheet "
                            "“settings” says yes in “passant::legal_audio” and on what ground in "
                            "“passant::legal_basis”");
}

void
passant_xlsform_add_legal (PassantXlsform *self,
                           yyjson_mut_val *root)
{
  yyjson_mut_val *legal = yyjson_mut_obj (self->doc);
  guint row = find_row (self);
  int photos = read_permission (self, legal, "photos", "passant::legal_photos");
  int audio = read_permission (self, legal, "audio", "passant::legal_audio");

  read_permission (self, legal, "staff_names", "passant::legal_staff_names");
  if (row > 0)
    passant_xlsform_add_text (self, legal, "basis", self->settings, row, "passant::legal_basis",
                              NULL);
  assume (self, legal, photos, audio);
  if (yyjson_mut_obj_size (legal) > 0)
    passant_xlsform_add (self, root, "legal", legal, row > 0 ? self->settings : NULL, row, -1);
}
