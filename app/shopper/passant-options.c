/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-options.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "passant-store.h"
#include "passant-sync.h"
#include "passant-wording.h"

/*
 * What passant does with no display at all: tell its version, enrol this device, sync once. Read before GTK is
 * woken, so that it works over ssh and in a unit of systemd.
 *
 * Exit codes: 0 done, 1 not done (the sentence on stderr says why), 2 the command line makes no sense,
 * 3 the hub is out of reach: try again later, nothing is lost.
 */

enum {
  EXIT_DONE,
  EXIT_NOT_DONE,
  EXIT_USAGE,
  EXIT_OUT_OF_REACH,
};

/* The toolkit's own switches, of which --gapplication-service matters, are left for it. */
static gboolean
refuse_unknown (int      argc,
                char   **argv,
                GError **error)
{
  for (int i = 1; i < argc; i++) {
    if (g_str_has_prefix (argv[i], "-") && !g_str_has_prefix (argv[i], "--gapplication-")) {
      /* Translators: %s is an option of the command line. */
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _("unknown option %s; see passant --help"), argv[i]);
      return FALSE;
    }
  }

  return TRUE;
}

gboolean
passant_options_parse (PassantOptions *self,
                       int            *argc,
                       char         ***argv,
                       GError        **error)
{
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->shows_version, N_("Print the version"), NULL },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->folder,
      N_("Keep everything in this folder"), N_("FOLDER") },
    { "sync", 0, 0, G_OPTION_ARG_NONE, &self->syncs,
      N_("Sync with the hub once and leave"), NULL },
    { "enrol", 0, 0, G_OPTION_ARG_STRING, &self->code,
      N_("Enrol this device by a code or link and leave"), N_("CODE") },
    { "hub", 0, 0, G_OPTION_ARG_STRING, &self->hub, N_("The hub to enrol with"), N_("URL") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("[LINK]"));

  g_option_context_set_summary (context, _("Records what a mystery guest meets, online or not."));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  self->names_folder = self->folder != NULL;
  if (!self->folder)
    self->folder = g_build_filename (g_get_user_data_dir (), "passant", NULL);

  return refuse_unknown (*argc, *argv, error);
}

void
passant_options_clear (PassantOptions *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->hub, g_free);
}

/* Whether there is nothing to show on a screen. */
gboolean
passant_options_is_headless (const PassantOptions *self)
{
  return self->shows_version || self->syncs || self->code != NULL;
}

static int
tell_error (const GError *error)
{
  g_autofree char *words = passant_wording_for_error (error);

  g_printerr ("passant: %s\n", words);

  return g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE) ? EXIT_OUT_OF_REACH
                                                                       : EXIT_NOT_DONE;
}

static int
enrol (const PassantOptions *self,
       PassantStore         *store)
{
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;

  if (!passant_sync_enrol (store, self->hub, self->code, g_get_host_name (), NULL, &error))
    return tell_error (error);

  enrolment = passant_store_load_enrolment (store, &error);
  if (!enrolment)
    return error ? tell_error (error) : EXIT_NOT_DONE;

  /* Translators: a person's name, then the hub's. */
  g_print (_("This device is now %s's, with %s.\n"), enrolment->name, enrolment->title);

  return EXIT_DONE;
}

static int
run_sync (PassantStore *store)
{
  PassantSyncResult result = { 0 };
  g_autoptr (GError) error = NULL;

  if (!passant_sync_run (store, &result, NULL, NULL, NULL, &error))
    return tell_error (error);

  if (result.facts_sent + result.facts_received + result.blobs_sent + result.blobs_received == 0)
    g_print ("%s\n", _("Synced; there was nothing new."));
  else
    /* Translators: numbers of facts and photos sent, then received. */
    g_print (_("Synced: sent %u notes and %u photos, received %u and %u.\n"), result.facts_sent,
             result.blobs_sent, result.facts_received, result.blobs_received);
  if (result.quarantined > 0)
    g_print (_("The hub holds %u notes that do not count; ask your coordinator.\n"),
             result.quarantined);

  return EXIT_DONE;
}

int
passant_options_run_headless (const PassantOptions *self)
{
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (PassantStore) store = NULL;
  g_autoptr (GError) error = NULL;
  int status = EXIT_DONE;

  if (self->shows_version) {
    g_print ("passant %s\n", PASSANT_VERSION);
    return EXIT_DONE;
  }

  store = passant_store_open (self->folder, clock, NULL, &error);
  if (!store)
    return tell_error (error);

  if (self->code)
    status = enrol (self, store);
  if (status == EXIT_DONE && self->syncs)
    status = run_sync (store);

  return status;
}
