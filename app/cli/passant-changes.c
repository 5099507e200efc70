/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-changes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  PassantCommand *command;
  PassantScript  *before, *after;
  GPtrArray      *changes;
  const char     *language;
} Print;

/* What a property is called; what is not here is called as in the script. */
static const char *
name_property (const char *property)
{
  static const struct {
    const char *property, *name;
  } names[] = {
    { "text", N_("question’s text") }, { "title", N_("title") }, { "hint", N_("hint") },
    { "label", N_("label") }, { "instruction", N_("instruction") }, { "type", N_("type") },
    { "relevant", N_("condition") }, { "required", N_("required") },
    { "constraint", N_("allowed answers") }, { "message", N_("message") },
    { "choices", N_("choices") }, { "filter", N_("choices offered") },
    { "default", N_("proposal") }, { "calculation", N_("calculation") },
    { "points", N_("points") }, { "weight", N_("weight") }, { "pillar", N_("pillar") },
    { "min", N_("least") }, { "max", N_("most") }, { "unit", N_("unit") },
    { "low", N_("low end") }, { "high", N_("high end") }, { "labels", N_("points’ labels") },
    { "channel", N_("channel") }, { "order.after", N_("to be done after") },
    { "do", N_("do") }, { "dont", N_("don’t") }, { "briefing", N_("briefing") },
    { "version", N_("version") }, { "languages", N_("languages") }, { "minutes", N_("minutes") },
    { "cover", N_("cover label") }, { "prompt", N_("question’s text") },
    { "correct", N_("right answer") }, { "why", N_("explanation") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].property, property))
      return _(names[i].name);

  return property;
}

static gboolean
is_in (const PassantChange *change,
       const char          *noun)
{
  return g_str_equal (change->noun, noun);
}

/* "greeted" of "greeted/yes" */
static char *
dup_host (const PassantChange *change)
{
  const char *slash = strchr (change->id, '/');

  return slash ? g_strndup (change->id, slash - change->id) : g_strdup (change->id);
}

/* Where a change belongs: a touchpoint of the newer script, else of the older one; NULL: to the script as a whole. */
static PassantTouchpoint *
find_touchpoint (Print               *self,
                 const PassantChange *change)
{
  PassantScript *scripts[] = { self->after, self->before };
  g_autofree char *host = dup_host (change);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++) {
    PassantQuestion *question;

    if (is_in (change, "touchpoint") && passant_script_find_touchpoint (scripts[i], host))
      return passant_script_find_touchpoint (scripts[i], host);
    question = is_in (change, "question") || is_in (change, "choice") ?
               passant_script_find_question (scripts[i], host) : NULL;
    if (question)
      return question->touchpoint;
  }

  return NULL;
}

/* @map in the reader's choice of language, from a thing's JSON. */
static char *
dup_text_of (Print      *self,
             const char *json,
             const char *key)
{
  yyjson_doc *document = json ? yyjson_read (json, strlen (json), 0) : NULL;
  yyjson_val *map = yyjson_obj_get (yyjson_doc_get_root (document), key);
  const char *text = yyjson_get_str (yyjson_obj_get (map, self->language));
  yyjson_obj_iter iter = yyjson_obj_iter_with (map);
  char *copy;

  if (!text)
    text = yyjson_get_str (yyjson_obj_iter_get_val (yyjson_obj_iter_next (&iter)));
  copy = g_strdup (text ? text : "");
  yyjson_doc_free (document);

  return copy;
}

/* The words a thing is known by. */
static char *
dup_words (Print               *self,
           const PassantChange *change,
           const char          *json)
{
  if (is_in (change, "question"))
    return dup_text_of (self, json, "text");
  if (is_in (change, "quiz item"))
    return dup_text_of (self, json, "prompt");
  if (g_str_has_suffix (change->noun, "choice"))
    return dup_text_of (self, json, "label");

  return dup_text_of (self, json, "title");
}

static char *
describe_arrival (Print               *self,
                  const PassantChange *change)
{
  gboolean is_new = change->kind == PASSANT_CHANGE_ADDED;
  g_autofree char *words = dup_words (self, change, is_new ? change->after : change->before);

  if (is_in (change, "touchpoint"))
    return g_strdup_printf (is_new ? _("added: “%s”") : _("removed: “%s”"), words);
  if (is_in (change, "list"))
    return g_strdup (is_new ? _("list added") : _("list removed"));
  if (g_str_has_suffix (change->noun, "choice"))
    return g_strdup_printf (is_new ? _("choice “%s” added") : _("choice “%s” removed"), words);
  if (is_in (change, "phase"))
    return g_strdup_printf (is_new ? _("phase added: “%s”") : _("phase removed: “%s”"), words);

  return g_strdup_printf (is_new ? _("question added: “%s”") : _("question removed: “%s”"), words);
}

static char *
describe_move (const PassantChange *change)
{
  if (!g_str_equal (change->property, "place"))
    return g_strdup_printf (_("moved from %s to %s"), change->before, change->after);
  if (!change->after)
    return g_strdup (_("moved to the front"));

  return g_strdup_printf (_("moved behind %s"), change->after);
}

static gboolean
is_no (const char *value)
{
  return !value || g_str_equal (value, "false");
}

static char *
describe_required (const PassantChange *change)
{
  if (g_strcmp0 (change->after, "true") == 0)
    return g_strdup (_("now required"));
  if (is_no (change->after) && !is_no (change->before))
    return g_strdup (_("no longer required"));
  if (is_no (change->after))
    return g_strdup (_("still not required, written otherwise"));

  return g_strdup_printf (_("now required when %s"), change->after);
}

static const char *
tell_value (const char *value)
{
  if (g_str_equal (value, "true"))
    return _("yes");

  return g_str_equal (value, "false") ? _("no") : value;
}

static char *
describe_text (const PassantChange *change)
{
  const char *name = name_property (change->property);

  /* Translators: a property of a question, the language it is in, then what was and is written there. */
  if (change->before && change->after)
    return g_strdup_printf (_("%s changed (%s): “%s” → “%s”"), name, change->language,
                            change->before, change->after);
  if (change->after)
    return g_strdup_printf (_("%s added (%s): “%s”"), name, change->language, change->after);

  return g_strdup_printf (_("%s removed (%s): “%s”"), name, change->language, change->before);
}

static char *
describe_change (const PassantChange *change)
{
  const char *name = name_property (change->property);

  if (g_str_equal (change->property, "required"))
    return describe_required (change);
  if (change->language)
    return describe_text (change);
  if (change->before && change->after)
    return g_strdup_printf (_("%s changed: %s → %s"), name, tell_value (change->before),
                            tell_value (change->after));
  if (change->after)
    return g_strdup_printf (_("%s added: %s"), name, tell_value (change->after));

  return g_strdup_printf (_("%s removed: %s"), name, tell_value (change->before));
}

static char *
describe (Print               *self,
          const PassantChange *change)
{
  switch (change->kind) {
  case PASSANT_CHANGE_ADDED:
  case PASSANT_CHANGE_REMOVED:
    return describe_arrival (self, change);

  case PASSANT_CHANGE_MOVED:
    return describe_move (change);

  case PASSANT_CHANGE_ALTERED:
  default:
    return describe_change (change);
  }
}

/* "counter › greeted › yes"; of what is in no touchpoint its own id, of the script nothing. */
static char *
dup_place (Print               *self,
           const PassantChange *change)
{
  PassantTouchpoint *touchpoint = find_touchpoint (self, change);
  g_auto (GStrv) parts = g_strsplit (change->id, "/", 2);
  g_autofree char *own = NULL;
  gboolean is_touchpoint = is_in (change, "touchpoint");

  /* A choice that came or went is named in the sentence. */
  if (g_str_has_suffix (change->noun, "choice") && change->kind < PASSANT_CHANGE_MOVED)
    g_clear_pointer (&parts[1], g_free);
  own = g_strjoinv (" › ", parts);
  if (is_in (change, "script"))
    return g_strdup ("");
  if (!touchpoint || is_touchpoint)
    return g_strconcat (own, ": ", NULL);

  return g_strconcat (touchpoint->id, " › ", own, ": ", NULL);
}

/* A language that came or went changes every text; that is one thing to tell. */
static gboolean
is_of_whole_language (Print               *self,
                      const PassantChange *change)
{
  const char * const *before = (const char * const *) self->before->languages;
  const char * const *after = (const char * const *) self->after->languages;

  return change->language && (!g_strv_contains (before, change->language) ||
                              !g_strv_contains (after, change->language));
}

static void
say_change (Print               *self,
            const PassantChange *change)
{
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;

  if (is_of_whole_language (self, change))
    return;

  place = dup_place (self, change);
  words = describe (self, change);
  passant_command_say (self->command, "  %s%s", place, words);
}

static void
say_group (Print             *self,
           PassantTouchpoint *touchpoint)
{
  gboolean is_told = FALSE;

  for (guint i = 0; i < self->changes->len; i++) {
    const PassantChange *change = g_ptr_array_index (self->changes, i);

    if (find_touchpoint (self, change) != touchpoint)
      continue;
    if (!is_told && !is_of_whole_language (self, change)) {
      passant_command_say (self->command, "%s", touchpoint ?
                           passant_text_get (touchpoint->title, self->language) : _("The script"));
      is_told = TRUE;
    }
    say_change (self, change);
  }
}

/* In the order of the changes, each touchpoint once. */
static void
say_groups (Print *self)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->changes->len; i++) {
    PassantTouchpoint *touchpoint = find_touchpoint (self,
                                                     g_ptr_array_index (self->changes, i));

    if (g_hash_table_add (told, touchpoint))
      say_group (self, touchpoint);
  }
}

static void
say_language (Print      *self,
              const char *language,
              gboolean    is_new)
{
  guint n = 0;

  for (guint i = 0; i < self->changes->len; i++)
    n += g_strcmp0 (((PassantChange *) self->changes->pdata[i])->language, language) == 0;
  if (n > 0)
    passant_command_say (self->command, is_new ? _("%u texts in “%s” added") :
                         _("%u texts in “%s” removed"), n, language);
}

static void
say_languages (Print *self)
{
  char **before = self->before->languages, **after = self->after->languages;

  for (guint i = 0; after[i]; i++)
    if (!g_strv_contains ((const char * const *) before, after[i]))
      say_language (self, after[i], TRUE);
  for (guint i = 0; before[i]; i++)
    if (!g_strv_contains ((const char * const *) after, before[i]))
      say_language (self, before[i], FALSE);
}

static void
add_word (yyjson_mut_doc *document,
          yyjson_mut_val *object,
          const char     *key,
          const char     *text)
{
  if (text)
    yyjson_mut_obj_add_strcpy (document, object, key, text);
  else
    yyjson_mut_obj_add_null (document, object, key);
}

static void
answer (Print *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "changes");

  for (guint i = 0; i < self->changes->len; i++) {
    const PassantChange *change = g_ptr_array_index (self->changes, i);
    PassantTouchpoint *touchpoint = find_touchpoint (self, change);
    yyjson_mut_val *entry = yyjson_mut_arr_add_obj (document, array);

    add_word (document, entry, "kind", passant_change_kind_to_string (change->kind));
    add_word (document, entry, "noun", change->noun);
    add_word (document, entry, "id", change->id);
    add_word (document, entry, "touchpoint", touchpoint ? touchpoint->id : NULL);
    add_word (document, entry, "property", change->property);
    add_word (document, entry, "language", change->language);
    add_word (document, entry, "before", change->before);
    add_word (document, entry, "after", change->after);
  }
}

void
passant_changes_print (PassantCommand *command,
                       PassantScript  *before,
                       PassantScript  *after,
                       GPtrArray      *changes,
                       const char     *language)
{
  Print self = { command, before, after, changes, language };

  say_groups (&self);
  say_languages (&self);
  answer (&self);
}
