/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-clock.h"
#include "passant-error.h"
#include "passant-moment.h"
#include "passant-problems.h"
#include "passant-samples.h"
#include "passant-source.h"
#include "passant-stroll.h"
#include "passant-verbs.h"

#define VISITS_MAX 100000
#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define DAYS_BACK 30

/* NULL without an error: its problems have been told. */
static PassantScript *
read_script (PassantCommand *command,
             const char     *path,
             GError        **error)
{
  yyjson_mut_doc *document = passant_command_get_document (command);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) local = NULL;
  PassantScript *script = passant_source_compile (path, problems, &local);

  if (script)
    return script;

  if (problems->len)
    passant_problems_print (command, yyjson_mut_doc_get_root (document), path, problems);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

static gboolean
read_number (PassantCommand *command,
             const char     *option,
             guint64         missing,
             guint64         max,
             guint64        *number,
             GError        **error)
{
  const char *given = passant_command_get (command, option);

  *number = missing;
  if (!given || g_ascii_string_to_unsigned (given, 10, 0, max, number, NULL))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--%s must be a whole number, and no larger than %s"), option,
               max == G_MAXUINT64 ? "2^64 − 1" : G_STRINGIFY (VISITS_MAX));

  return FALSE;
}

static gint64
get_default_start_ms (void)
{
  g_autoptr (PassantClock) clock = passant_clock_new_system ();

  return passant_clock_now_ms (clock) - DAYS_BACK * DAY_MS;
}

static gboolean
make_samples (PassantCommand *command,
              PassantScript  *script,
              GError        **error)
{
  PassantSamples samples = { .script = script, .folder = passant_command_get (command, "into") };
  const char *from = passant_command_get (command, "from");
  guint64 n_visits;

  if (!read_number (command, "seed", 1, G_MAXUINT64, &samples.seed, error) ||
      !read_number (command, "visits", 1, VISITS_MAX, &n_visits, error))
    return FALSE;

  samples.n_visits = n_visits;
  samples.start_ms = get_default_start_ms ();
  if (from && !passant_moment_parse (from, FALSE, &samples.start_ms, error))
    return FALSE;

  return passant_samples_make (&samples, command, error);
}

static gboolean
check_options (PassantCommand *command,
               GError        **error)
{
  static const char * const random_only[] = { "seed", "visits", "into", "from", NULL };

  for (guint i = 0; random_only[i]; i++)
    if (passant_command_has (command, random_only[i]) && !passant_command_has (command, "random")) {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("--%s goes with --random"),
                   random_only[i]);
      return FALSE;
    }

  return TRUE;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *language = passant_command_get (command, "language");
  const char *path = passant_command_get_arguments (command)[0];
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (GError) local = NULL;

  if (!check_options (command, error))
    return FALSE;

  script = read_script (command, path, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!script)
    return TRUE;

  if (passant_command_has (command, "random"))
    return make_samples (command, script, error);

  return passant_stroll_take (script, language ? language : *g_get_language_names (), command,
                              error);
}

static const PassantOption options[] = {
  { "language", PASSANT_OPTION_TEXT, FALSE, "LANG", N_("Language of the script (default: yours)") },
  { "random", PASSANT_OPTION_FLAG, FALSE, NULL, N_("Make sample visits instead, at random") },
  { "seed", PASSANT_OPTION_TEXT, FALSE, "N",
    N_("The same one gives the same visits (default: 1)") },
  { "visits", PASSANT_OPTION_TEXT, FALSE, "N", N_("How many (default: 1)") },
  { "from", PASSANT_OPTION_TEXT, FALSE, N_("DAY"),
    N_("When the first one begins (default: a month ago)") },
  { "into", PASSANT_OPTION_FILE, FALSE, N_("FOLDER"),
    N_("Keep them there, for reports and exports with --data=FOLDER") },
  { 0 }
};

const PassantVerb passant_verb_script_walk = {
  .noun = "script",
  .verb = "walk",
  .arguments = "FILE",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Walk through a script as a guest would"),
  .description =
    N_(
      "Asks in the terminal what a guest is asked, by the same guide as the app, and tells in the "
      "end what is missing and what it scores. Ends with 1 when the walk stops before the visit is "
      "finished. With --random it makes sample visits, which say that they are samples wherever "
      "they are shown; with --format=json these are facts, one a line."),
  .options = options,
  .run = run,
};
