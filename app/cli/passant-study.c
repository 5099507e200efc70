/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-study.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <yyjson.h>

#include "passant-error.h"
#include "passant-problems.h"
#include "passant-source.h"

#define LOCATIONS_MAX 10000
#define PICTURE_BYTES_MAX (5 * 1024 * 1024)

static void
add_problem (PassantStudy *self,
             const char   *path,
             const char   *code,
             const char   *message)
{
  PassantProblem *problem = g_new0 (PassantProblem, 1);

  problem->path = g_strdup (path);
  problem->code = g_strdup (code);
  problem->message = g_strdup (message);
  g_ptr_array_add (self->problems, problem);
}

static gboolean
is_id (const char *text)
{
  return text && g_regex_match_simple ("^[a-z][a-z0-9_]{0,63}$", text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static void
check_id (PassantStudy *self,
          yyjson_val   *id,
          const char   *path)
{
  if (!is_id (yyjson_get_str (id)))
    add_problem (self, path, "bad-id",
                 _(
                   "An id is small letters, digits and _, begins with a letter and has at most 64 "
                   "of them"));
}

static void
check_title (PassantStudy *self,
             yyjson_val   *title)
{
  yyjson_obj_iter texts = yyjson_obj_iter_with (title);
  yyjson_val *language;

  if (yyjson_obj_size (title) == 0)
    add_problem (self, "/title", "bad-text",
                 _("A title is a text per language, {\"nl\": \"…\", \"en\": \"…\"}"));
  while ((language = yyjson_obj_iter_next (&texts))) {
    const char *text = yyjson_get_str (yyjson_obj_iter_get_val (language));
    g_autofree char *path = g_strconcat ("/title/", yyjson_get_str (language), NULL);

    if (!text || !*text)
      add_problem (self, path, "bad-text",
                   _("This language has no text; write it or leave the language out"));
  }
}

static void
check_string (PassantStudy *self,
              yyjson_val   *object,
              const char   *key,
              const char   *path)
{
  yyjson_val *value = yyjson_obj_get (object, key);

  if (value && !yyjson_is_str (value))
    add_problem (self, path, "bad-type", _("This is a text between quotation marks"));
}

static void
check_money (PassantStudy *self,
             yyjson_val   *study)
{
  yyjson_val *currency = yyjson_obj_get (study, "currency"),
             *pay = yyjson_obj_get (study, "pay_cents");

  if (currency
      && !(yyjson_is_str (currency) && g_regex_match_simple ("^[A-Z]{3}$",
                                                             yyjson_get_str (currency), 0, 0)))
    add_problem (self, "/currency", "bad-currency", _("A currency is three capitals, like EUR"));
  if (pay && !(yyjson_is_uint (pay) && yyjson_get_uint (pay) <= 100 * 1000 * 1000))
    add_problem (self, "/pay_cents", "bad-pay",
                 _("The pay is a whole number of cents, not negative: 4500 for 45.00"));
}

static void
check_location (PassantStudy *self,
                yyjson_val   *location,
                gsize         index,
                GHashTable   *ids)
{
  g_autofree char *path = g_strdup_printf ("/locations/%" G_GSIZE_FORMAT, index);
  g_autofree char *id_path = g_strconcat (path, "/id", NULL),
                  *name_path = g_strconcat (path, "/name", NULL);
  g_autofree char *geo_path = g_strconcat (path, "/geo", NULL),
                  *address_path = g_strconcat (path, "/address", NULL);
  g_autofree char *code_path = g_strconcat (path, "/code", NULL);
  const char *id = yyjson_get_str (yyjson_obj_get (location, "id"));
  const char *name = yyjson_get_str (yyjson_obj_get (location, "name"));
  const char *geo = yyjson_get_str (yyjson_obj_get (location, "geo"));

  check_id (self, yyjson_obj_get (location, "id"), id_path);
  if (id && !g_hash_table_add (ids, (gpointer) id))
    add_problem (self, id_path, "doubled-id", _("Another location has this id already"));
  if (!name || !*name)
    add_problem (self, name_path, "missing-name", _("A location needs a name"));
  check_string (self, location, "address", address_path);
  check_string (self, location, "code", code_path);
  check_string (self, location, "geo", geo_path);
  if (geo && *geo && !g_regex_match_simple ("^-?[0-9]{1,2}(\\.[0-9]+)?,-?[0-9]{1,3}(\\.[0-9]+)?$",
                                            geo, 0, 0))
    add_problem (self, geo_path, "bad-geo",
                 _("A place on the map is “latitude,longitude”, like “52.09,5.12”"));
}

static void
check_locations (PassantStudy *self,
                 yyjson_val   *locations)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize index, n;
  yyjson_val *location;

  if (yyjson_arr_size (locations) == 0 || yyjson_arr_size (locations) > LOCATIONS_MAX) {
    add_problem (self, "/locations", "bad-locations",
                 _("A study needs 1 to 10,000 locations, [{\"id\": …, \"name\": …}]"));
    return;
  }

  yyjson_arr_foreach (locations, index, n, location)
  check_location (self, location, index, ids);
}

/* The script lies in the study's folder, so that the folder can be handed on. */
static void
check_script_name (PassantStudy *self,
                   const char   *name)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (!name || !*name || strchr (name, '/') || g_str_equal (name, "..")) {
    add_problem (self, "/script", "bad-script",
                 _("“script” is the name of the script’s file in the same folder"));
    return;
  }

  self->script_path = g_build_filename (folder, name, NULL);
}

static void
check_study (PassantStudy *self,
             yyjson_val   *study)
{
  if (!yyjson_is_obj (study)) {
    add_problem (self, "", "no-object",
                 _("A study is an object, {\"id\": …, \"title\": …, \"script\": …}"));
    return;
  }

  check_id (self, yyjson_obj_get (study, "id"), "/id");
  check_title (self, yyjson_obj_get (study, "title"));
  check_string (self, study, "client", "/client");
  check_string (self, study, "wave", "/wave");
  check_money (self, study);
  check_script_name (self, yyjson_get_str (yyjson_obj_get (study, "script")));
  check_locations (self, yyjson_obj_get (study, "locations"));
  self->id = g_strdup (yyjson_get_str (yyjson_obj_get (study, "id")));

  yyjson_obj_iter titles = yyjson_obj_iter_with (yyjson_obj_get (study, "title"));

  self->title =
    g_strdup (yyjson_get_str (yyjson_obj_iter_get_val (yyjson_obj_iter_next (&titles))));
}

static char *
dup_picture_path (PassantStudy *self,
                  const char   *name)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  return g_build_filename (folder, name, NULL);
}

/* By what the file begins with: a name may say anything. NULL: no picture that every handheld can show. */
static const char *
find_mime (const char *path)
{
  static const struct { const char *bytes; gsize length; const char *mime; } kinds[] = {
    { "\x89PNG\r\n\x1a\n", 8, "image/png" }, { "\xff\xd8\xff", 3, "image/jpeg" },
  };
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  for (guint i = 0; file && i < G_N_ELEMENTS (kinds); i++) {
    if (g_mapped_file_get_length (file) >= kinds[i].length &&
        memcmp (g_mapped_file_get_contents (file), kinds[i].bytes, kinds[i].length) == 0)
      return kinds[i].mime;
  }

  return NULL;
}

/* What the briefing shows lies beside the script and is a picture that a handheld can show. */
static void
check_picture (PassantStudy *self,
               const char   *name)
{
  g_autofree char *path = dup_picture_path (self, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *message = NULL;
  GStatBuf about;

  if (g_stat (path, &about) != 0)
    message = g_strdup_printf (_("The briefing shows %s, and there is no such file in %s"), name,
                               folder);
  else if (!find_mime (path))
    message = g_strdup_printf (_("The briefing shows %s, which is no PNG or JPEG picture"), name);
  else if (about.st_size > PICTURE_BYTES_MAX)
    message =
      g_strdup_printf (_("The briefing shows %s, which is larger than 5 MiB; every handheld "
                         "fetches it, so make it smaller"), name);
  if (message)
    add_problem (self, "/script", "bad-picture", message);
}

static void
check_pictures (PassantStudy *self)
{
  g_auto (GStrv) names = self->script ? passant_script_list_pictures (self->script) : NULL;

  for (char **name = names; name && *name; name++)
    check_picture (self, *name);
}

static gboolean
read_script (PassantStudy *self,
             GError      **error)
{
  g_autoptr (GError) local = NULL;

  if (!self->script_path)
    return TRUE;

  self->script = passant_source_compile (self->script_path, self->script_problems, &local);
  if (!self->script && !self->script_problems->len) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  check_pictures (self);

  return TRUE;
}

PassantStudy *
passant_study_read (const char *folder,
                    GError    **error)
{
  g_autoptr (PassantStudy) self = g_new0 (PassantStudy, 1);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self->path = g_build_filename (folder, "study.json", NULL);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  self->script_problems = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  self->json = passant_source_to_json (self->path, self->problems, &local);
  if (!self->json && !self->problems->len) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }

  if (self->json) {
    yyjson_doc *document = yyjson_read (self->json, strlen (self->json), 0);

    check_study (self, yyjson_doc_get_root (document));
    yyjson_doc_free (document);
  }

  return read_script (self, error) ? g_steal_pointer (&self) : NULL;
}

void
passant_study_free (PassantStudy *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->script, passant_script_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->script_problems, g_ptr_array_unref);
  g_free (self->path);
  g_free (self->script_path);
  g_free (self->id);
  g_free (self->title);
  g_free (self->json);
  g_free (self);
}

gboolean
passant_study_is_sound (PassantStudy *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->script && !self->problems->len &&
         !passant_problems_count (self->script_problems, PASSANT_SEVERITY_ERROR);
}

/* Drafts */

static void
add_study (PassantStudy *self,
           yyjson_val   *study,
           GPtrArray    *drafts)
{
  static const char * const keys[] = { "title", "client", "wave", "currency", "pay_cents" };
  PassantDraft *draft = passant_draft_new ("study.put", self->id, self->id);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (yyjson_obj_get (study, keys[i]))
      passant_draft_set_json (draft, keys[i], yyjson_obj_get (study, keys[i]));
  g_ptr_array_add (drafts, draft);
}

/* Copies the pictures among the desk's files, and says which they are. */
static gboolean
add_pictures (PassantStudy *self,
              PassantStore *store,
              PassantDraft *draft,
              GError      **error)
{
  g_auto (GStrv) names = passant_script_list_pictures (self->script);
  yyjson_mut_val *images;

  if (!*names)
    return TRUE;

  images = yyjson_mut_obj_add_arr (draft->body, yyjson_mut_doc_get_root (draft->body), "images");
  for (char **name = names; *name; name++) {
    g_autofree char *path = dup_picture_path (self, *name);
    g_autofree char *sha256 = NULL;
    g_autoptr (GFile) file = g_file_new_for_path (path);
    const char *mime = find_mime (path);
    yyjson_mut_val *image;
    gint64 bytes;

    if (!passant_blobs_import (passant_store_get_blobs (store), file, &sha256, &bytes, error))
      return FALSE;
    image = yyjson_mut_arr_add_obj (draft->body, images);
    yyjson_mut_obj_add_strcpy (draft->body, image, "name", *name);
    yyjson_mut_obj_add_strcpy (draft->body, image, "sha256", sha256);
    yyjson_mut_obj_add_sint (draft->body, image, "bytes", bytes);
    yyjson_mut_obj_add_strcpy (draft->body, image, "mime", mime ? mime : "");
  }

  return TRUE;
}

static gboolean
add_script (PassantStudy *self,
            PassantStore *store,
            GPtrArray    *drafts,
            GError      **error)
{
  PassantDraft *draft = passant_draft_new ("script.published", self->id, self->script->hash);

  passant_draft_set_string (draft, "script", self->script->id);
  passant_draft_set_int (draft, "version", self->script->version);
  passant_draft_set_string (draft, "hash", self->script->hash);
  passant_draft_set_string (draft, "text", self->script->text);
  g_ptr_array_add (drafts, draft);

  return add_pictures (self, store, draft, error);
}

static void
add_location (PassantStudy *self,
              yyjson_val   *location,
              GPtrArray    *drafts)
{
  static const char * const keys[] = { "name", "address", "geo", "code" };
  PassantDraft *draft = passant_draft_new ("location.put", self->id,
                                           yyjson_get_str (yyjson_obj_get (location, "id")));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    const char *text = yyjson_get_str (yyjson_obj_get (location, keys[i]));

    /* A key that was not known yet is only said when there is something to say: what is said already stays so. */
    if (text || !g_str_equal (keys[i], "code"))
      passant_draft_set_string (draft, keys[i], text ? text : "");
  }
  g_ptr_array_add (drafts, draft);
}

/* Whether the newest fact of @draft's kind about its subject says the same already. */
static gboolean
is_said (PassantStore *store,
         PassantDraft *draft,
         GError      **error)
{
  g_autoptr (GPtrArray) facts = passant_store_list_facts (store, draft->subject, error);
  PassantFact *newest = NULL;

  for (guint i = 0; facts && i < facts->len; i++) {
    PassantFact *fact = g_ptr_array_index (facts, i);

    if (g_str_equal (fact->kind, draft->kind) && g_str_equal (fact->study, draft->study)
        && (!newest || strcmp (fact->id, newest->id) > 0))
      newest = fact;
  }
  if (!newest)
    return FALSE;

  yyjson_doc *body = yyjson_mut_doc_imut_copy (draft->body, NULL);
  gboolean same = yyjson_equals (yyjson_doc_get_root (body), newest->body);

  yyjson_doc_free (body);

  return same;
}

/* What is published stays as it is: whoever reads “version 2” in a report must know which text that was. */
static gboolean
check_version (PassantStudy *self,
               PassantStore *store,
               GError      **error)
{
  g_autoptr (GPtrArray) rows = passant_store_list_scripts (store, self->id, error);

  if (!rows)
    return FALSE;

  for (guint i = 0; i < rows->len; i++) {
    const PassantScriptRow *row = g_ptr_array_index (rows, i);

    if (!g_str_equal (row->id, self->script->id) || row->version != self->script->version ||
        g_str_equal (row->hash, self->script->hash))
      continue;
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("Version %d of %s is published already, with another text, and stays as it is; "
                   "give %s a higher version (passantctl script diff %.12s %s tells what differs)"),
                 self->script->version, self->script->id, self->script_path, row->hash,
                 self->script_path);
    return FALSE;
  }

  return TRUE;
}

GPtrArray *
passant_study_list_drafts (PassantStudy *self,
                           PassantStore *store,
                           GError      **error)
{
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autoptr (GError) local = NULL;
  gsize index, n;
  yyjson_val *location;

  g_return_val_if_fail (passant_study_is_sound (self), NULL);

  if (!check_version (self, store, error))
    return NULL;

  yyjson_doc *document = yyjson_read (self->json, strlen (self->json), 0);
  yyjson_val *study = yyjson_doc_get_root (document);

  add_study (self, study, drafts);
  add_script (self, store, drafts, &local);
  yyjson_arr_foreach (yyjson_obj_get (study, "locations"), index, n, location)
  add_location (self, location, drafts);
  yyjson_doc_free (document);

  for (guint i = drafts->len; i > 0 && !local; i--)
    if (is_said (store, g_ptr_array_index (drafts, i - 1), &local))
      g_ptr_array_remove_index (drafts, i - 1);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }

  return g_steal_pointer (&drafts);
}
