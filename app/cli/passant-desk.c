/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-desk.h"

#include <glib/gi18n-lib.h>

#include "passant-error.h"
#include "passant-nearest.h"
#include "passant-progress.h"
#include "passant-sync.h"
#include "passant-glossary.h"

#define PREFIX_LENGTH_MIN 8

PassantStore *
passant_desk_open (PassantCommand *command,
                   GError        **error)
{
  PassantStore *store = passant_command_get_kept (command, "store");
  const char *given = passant_command_get (command, "data");
  g_autofree char *folder = given ? g_strdup (given) : g_build_filename (g_get_user_data_dir (),
                                                                         "passant-desk", NULL);
  g_autoptr (PassantClock) clock = NULL;

  if (store)
    return store;

  if (!*folder) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("--data names no folder"));
    return NULL;
  }

  clock = passant_clock_new_system ();
  store = passant_store_open (folder, clock, NULL, error);
  if (!store)
    return NULL;

  passant_command_keep (command, "store", store, g_object_unref);

  return store;
}

PassantStore *
passant_desk_open_to_say (PassantCommand *command,
                          GError        **error)
{
  PassantStore *store = passant_desk_open (command, error);
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (GError) local = NULL;

  if (!store)
    return NULL;

  enrolment = passant_store_load_enrolment (store, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (enrolment && g_strcmp0 (enrolment->role, "coordinator") != 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DENIED,
                 _(
                   "This folder is enrolled as %s’s, not as a coordinator’s desk; only a "
                   "coordinator can say this"),
                 enrolment->name);
    return NULL;
  }

  return store;
}

/* Sync */

static void
on_progress_cb (PassantSyncStage stage,
                guint            done,
                guint            total,
                gpointer         data)
{
  static const char * const titles[] = {
    [PASSANT_SYNC_SENDING_FACTS] = N_("Sending facts"),
    [PASSANT_SYNC_SENDING_BLOBS] = N_("Sending photos"),
    [PASSANT_SYNC_RECEIVING] = N_("Receiving"),
  };

  passant_progress_show (_(titles[stage]), done, total);
}

static void
answer_sync (PassantCommand          *command,
             const PassantSyncResult *result)
{
  passant_command_answer_bool (command, "synced", TRUE);
  passant_command_answer_int (command, "facts_sent", result->facts_sent);
  passant_command_answer_int (command, "facts_received", result->facts_received);
  passant_command_answer_int (command, "blobs_sent", result->blobs_sent);
  passant_command_answer_int (command, "blobs_received", result->blobs_received);
  passant_command_answer_int (command, "quarantined", result->quarantined);

  if (result->quarantined) {
    passant_command_set_exit (command, PASSANT_EXIT_REFUSED);
    g_printerr (_(
                  "passantctl: The hub holds %u of what this desk said but does not count it: "
                  "this desk may not say that, "
                  "or it read badly\n"), result->quarantined);
  }
}

static gboolean
check_enrolled (PassantStore *store,
                GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (PassantEnrolment) enrolment = passant_store_load_enrolment (store, &local);

  if (enrolment)
    return TRUE;
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DENIED,
                 _("This desk has no hub yet; enrol it with passantctl hub enrol"));

  return FALSE;
}

gboolean
passant_desk_sync (PassantCommand *command,
                   GError        **error)
{
  PassantStore *store = passant_desk_open (command, error);
  PassantSyncResult result = { 0 };
  gboolean synced;

  if (!store || !check_enrolled (store, error))
    return FALSE;

  synced = passant_sync_run (store, &result, on_progress_cb, NULL, NULL, error);
  passant_progress_clear ();
  if (!synced)
    return FALSE;

  passant_command_say (command,
                       _("Synced: %u facts sent, %u received; %u photos sent, %u received"),
                       result.facts_sent, result.facts_received, result.blobs_sent,
                       result.blobs_received);
  answer_sync (command, &result);

  return TRUE;
}

/* Whatever the hub does, what was said is kept: that comes first in the sentence. */
static void
say_not_synced (PassantCommand *command,
                const GError   *error)
{
  passant_command_answer_bool (command, "synced", FALSE);
  passant_command_answer (command, "hub", error->message);
  if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE)) {
    g_printerr (_("passantctl: Kept on this desk; it goes with the next sync. %s\n"),
                error->message);
    passant_command_set_exit (command, PASSANT_EXIT_OFFLINE);
  } else {
    g_printerr (_("passantctl: Kept on this desk, but not sent: %s\n"), error->message);
    passant_command_set_exit (command, PASSANT_EXIT_REFUSED);
  }
}

static void
deliver (PassantCommand *command,
         PassantStore   *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantEnrolment) enrolment = passant_store_load_enrolment (store, &error);
  PassantSyncResult result = { 0 };
  gboolean synced;

  if (!enrolment && !error) {
    passant_command_answer_bool (command, "synced", FALSE);
    passant_command_say (command,
                         _(
                           "Kept on this desk, which has no hub yet; see passantctl hub enrol "
                           "--help"));
    return;
  }

  synced = !error && passant_sync_run (store, &result, on_progress_cb, NULL, NULL, &error);
  passant_progress_clear ();
  if (synced) {
    answer_sync (command, &result);
    passant_command_say (command, _("Kept on this desk and on the hub"));
  } else {
    say_not_synced (command, error);
  }
}

gboolean
passant_desk_say (PassantCommand *command,
                  GPtrArray      *drafts,
                  const char     *sentence,
                  GError        **error)
{
  PassantStore *store = passant_desk_open (command, error);

  if (!store || !passant_store_append_all (store, drafts, error))
    return FALSE;

  passant_command_say (command, "%s", sentence);
  passant_command_answer_int (command, "facts", drafts->len);
  if (passant_command_has (command, "offline")) {
    passant_command_answer_bool (command, "synced", FALSE);
    passant_command_say (command, _("Kept on this desk; it goes with the next sync"));
  } else {
    deliver (command, store);
  }

  return TRUE;
}

/* Finding things */

gboolean
passant_desk_find_study (PassantStore *store,
                         const char   *study,
                         GError      **error)
{
  g_auto (GStrv) studies = passant_store_list_studies (store, error);
  const char *near;

  if (!studies)
    return FALSE;
  if (g_strv_contains ((const char * const *) studies, study))
    return TRUE;

  near = passant_nearest (study, (const char * const *) studies);
  if (near)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("This desk knows no study “%s”; did you mean “%s”?"), study, near);
  else
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _(
                   "This desk knows no study “%s”; load it with passantctl study load, or sync "
                   "first"),
                 study);

  return FALSE;
}

/* The one in @assignments that @id names, whole or by its beginning. */
static PassantAssignment *
find_assignment (GPtrArray  *assignments,
                 const char *id,
                 GError    **error)
{
  PassantAssignment *found = NULL;

  for (guint i = 0; i < assignments->len; i++) {
    PassantAssignment *each = g_ptr_array_index (assignments, i);

    if (g_str_equal (each->id, id))
      return each;
    if (strlen (id) < PREFIX_LENGTH_MIN || !g_str_has_prefix (each->id, id))
      continue;
    if (found) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                   _("More than one assignment starts with %s; give more of it"), id);
      return NULL;
    }
    found = each;
  }

  if (!found)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("This desk knows no assignment %s; see passantctl assignment list --all, or "
                   "sync first"), id);

  return found;
}

PassantAssignment *
passant_desk_load_assignment (PassantStore *store,
                              const char   *id,
                              GError      **error)
{
  g_autoptr (GPtrArray) assignments = passant_store_list_all_assignments (store, NULL, error);
  PassantAssignment *found = assignments ? find_assignment (assignments, id, error) : NULL;
  guint index;

  if (!found || !g_ptr_array_find (assignments, found, &index))
    return NULL;

  return g_ptr_array_steal_index_fast (assignments, index);
}

PassantScript *
passant_desk_load_script (PassantStore *store,
                          PassantVisit *visit,
                          GError      **error)
{
  const char *hash = passant_visit_get_script (visit);

  if (!hash) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("Of visit %s the beginning has not arrived yet; sync first"),
                 passant_visit_get_id (visit));
    return NULL;
  }

  return passant_store_load_script (store, hash, error);
}

PassantLocation *
passant_desk_dup_location (PassantStore *store,
                           const char   *study,
                           const char   *id)
{
  g_autoptr (GPtrArray) locations = passant_store_list_locations (store, study, NULL);

  for (guint i = 0; locations && i < locations->len; i++) {
    PassantLocation *location = g_ptr_array_index (locations, i);

    if (g_strcmp0 (location->id, id) == 0) {
      PassantLocation *copy = g_new0 (PassantLocation, 1);

      copy->id = g_strdup (location->id);
      copy->name = g_strdup (location->name);
      copy->address = g_strdup (location->address);
      copy->geo = g_strdup (location->geo);
      return copy;
    }
  }

  return NULL;
}

/* @map: {"nl": "…"}: in @language, else the first there is. */
static const char *
pick_text (yyjson_val *map,
           const char *language)
{
  const char *text = yyjson_get_str (yyjson_obj_get (map, language));
  yyjson_obj_iter iter = yyjson_obj_iter_with (map);

  if (!text)
    text = yyjson_get_str (yyjson_obj_iter_get_val (yyjson_obj_iter_next (&iter)));

  return text;
}

char *
passant_desk_dup_title (const char *study,
                        const char *study_json,
                        const char *language)
{
  yyjson_doc *document = study_json ? yyjson_read (study_json, strlen (study_json), 0) : NULL;
  const char *title = document ? pick_text (yyjson_obj_get (yyjson_doc_get_root (document),
                                                            "title"), language) : NULL;
  char *copy = g_strdup (title && *title ? title : study);

  yyjson_doc_free (document);

  return copy;
}

const char *
passant_desk_get_language (PassantCommand *command,
                           PassantScript  *script,
                           GError        **error)
{
  const char * const *known = passant_gloss_languages ();
  const char *asked = passant_command_get (command, "language");

  for (guint i = 0; known[i]; i++)
    if (g_strcmp0 (known[i], asked ? asked : script->languages[0]) == 0)
      return known[i];
  if (!asked)
    return known[0];

  g_autofree char *list = g_strjoinv (", ", (char **) known);

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("--language is one of %s, not “%s”"),
               list, asked);

  return NULL;
}
