/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-report-visit.h"

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-document.h"
#include "passant-error.h"
#include "passant-progress.h"
#include "passant-verbs.h"

static GTimeZone *
make_zone (PassantCommand *command,
           GError        **error)
{
  const char *name = passant_command_get (command, "timezone");
  GTimeZone *zone = name ? g_time_zone_new_identifier (name) : g_time_zone_new_local ();

  if (!zone)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("This computer knows no time zone “%s”; write one like Europe/Amsterdam"), name);

  return zone;
}

static GBytes *
make_report (PassantCommand *command,
             PassantStore   *store,
             PassantVisit   *visit,
             GError        **error)
{
  const char *study = passant_visit_get_study (visit), *place = passant_visit_get_location (visit);
  g_autoptr (PassantScript) script = passant_desk_load_script (store, visit, error);
  const char *language = script ? passant_desk_get_language (command, script, error) : NULL;
  g_autoptr (GTimeZone) zone = language ? make_zone (command, error) : NULL;
  g_autofree char *json = passant_store_dup_study (store, study, NULL);
  g_autofree char *title = passant_desk_dup_title (study, json, language);
  g_autoptr (PassantLocation) location = passant_desk_dup_location (store, study, place);

  if (!zone)
    return NULL;

  g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
  g_autoptr (GPtrArray) earlier = passant_store_list_earlier (store, passant_visit_get_id (visit),
                                                              error);
  g_autoptr (GPtrArray) doubts = earlier ? passant_doubts_list (script, visit, guide, earlier)
                                         : NULL;

  g_autoptr (PassantFront) front =
    doubts ? passant_store_load_front (store, passant_visit_get_id (visit), error) : NULL;

  if (!front)
    return NULL;

  PassantReportVisit report = {
    .script = script,
    .visit = visit,
    .blobs = passant_store_get_blobs (store),
    .language = language,
    .zone = zone,
    .study = title,
    .location = location ? location->name : place ? place : "–",
    .address = location ? location->address : NULL,
    .is_for_client = passant_command_has (command, "client"),
    .doubts = doubts,
    .front_ms = passant_front_get_ms (front, passant_visit_get_id (visit)),
  };

  return passant_report_visit_to_pdf (&report, error);
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  PassantStore *store = passant_desk_open (command, error);
  g_autoptr (PassantVisit) visit = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (!store)
    return FALSE;

  visit = passant_store_load_visit (store, passant_command_get_arguments (command)[0], error);
  if (!visit)
    return FALSE;

  passant_progress_show (_("Drawing the report"), 0, 0);
  pdf = make_report (command, store, visit, error);
  passant_progress_clear ();
  if (!pdf)
    return FALSE;

  passant_command_answer (command, "visit", passant_visit_get_id (visit));

  return passant_document_write (command, passant_command_get (command, "pdf"), pdf, error);
}

static const PassantOption options[] = {
  { "pdf", PASSANT_OPTION_FILE, TRUE, N_("FILE"), N_("Where to write it; - for standard output") },
  { "language", PASSANT_OPTION_TEXT, FALSE, "nl|en|de|fr",
    N_("Language of the report (default: the script’s first)") },
  { "timezone", PASSANT_OPTION_TEXT, FALSE, N_("ZONE"),
    N_("Zone its times are told in (default: this computer’s)") },
  { "client", PASSANT_OPTION_FLAG, FALSE, NULL,
    N_("The client’s copy: without the trap questions") },
  { 0 }
};

const PassantVerb passant_verb_report_visit = {
  .noun = "report",
  .verb = "visit",
  .arguments = "VISIT",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Write the report of one visit as a PDF"),
  .description =
    N_(
      "A4: scores, the emotion curve, planned against actual, every answer with its moment, "
      "feelings and photos. "
      "The same visit gives the same bytes in the same language and time zone."),
  .options = options,
  .run = run,
};
