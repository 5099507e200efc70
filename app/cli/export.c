/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-export.h"

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-document.h"
#include "passant-error.h"
#include "passant-progress.h"
#include "passant-tidy.h"
#include "passant-verbs.h"

static gboolean
read_format (PassantCommand      *command,
             PassantExportFormat *format,
             GError             **error)
{
  const char *name = passant_command_get (command, "format");

  if (g_str_equal (name, "csv"))
    *format = PASSANT_EXPORT_CSV;
  else if (g_str_equal (name, "json"))
    *format = PASSANT_EXPORT_JSON;
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _("--format is “csv” or “json”, not “%s”"), name);

  return g_str_equal (name, "csv") || g_str_equal (name, "json");
}

static gboolean
add_visit (PassantExport   *export,
           PassantStore    *store,
           PassantVisitRow *row,
           const char      *language,
           GError         **error)
{
  g_autoptr (PassantVisit) visit = passant_store_load_visit (store, row->id, error);
  g_autoptr (PassantScript) script = visit ? passant_desk_load_script (store, visit, error) : NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!script) {
    g_prefix_error (error, _("Visit %s: "), row->id);
    return FALSE;
  }

  rows = passant_tidy_collect (script, visit, language ? language : script->languages[0]);
  passant_export_add (export, rows);

  return TRUE;
}

/* By moment of opening, then id: the order of the file is the data's, not the database's. */
static int
compare_visits (gconstpointer a,
                gconstpointer b)
{
  const PassantVisitRow *one = *(const PassantVisitRow * const *) a,
                        *other = *(const PassantVisitRow * const *) b;

  if (one->opened_ms != other->opened_ms)
    return one->opened_ms < other->opened_ms ? -1 : 1;

  return strcmp (one->id, other->id);
}

static gboolean
export_visits (PassantCommand *command,
               PassantExport  *export,
               PassantStore   *store,
               GError        **error)
{
  g_autoptr (GPtrArray) visits = passant_store_list_visits (store,
                                                            passant_command_get (command, "study"),
                                                            error);
  gboolean done = visits != NULL;

  if (visits)
    g_ptr_array_sort (visits, compare_visits);
  for (guint i = 0; done && i < visits->len; i++) {
    passant_progress_show (_("Writing visits"), i + 1, visits->len);
    done = add_visit (export, store, g_ptr_array_index (visits, i),
                      passant_command_get (command, "language"), error);
  }
  passant_progress_clear ();
  if (done)
    passant_command_answer_int (command, "visits", visits->len);

  return done;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *study = passant_command_get (command, "study");
  PassantStore *store = passant_desk_open (command, error);
  PassantExportFormat format = PASSANT_EXPORT_CSV;
  g_autoptr (PassantExport) export = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint rows;

  if (!store || !read_format (command, &format, error) || !passant_desk_find_study (store, study,
                                                                                    error))
    return FALSE;

  export = passant_export_new (format, study, passant_command_has (command, "exact"));
  if (!export_visits (command, export, store, error))
    return FALSE;

  rows = passant_export_count (export);
  bytes = passant_export_finish (export);
  passant_command_answer_int (command, "rows", rows);

  return passant_document_write (command, passant_command_get (command, "output"), bytes, error);
}

static const PassantOption options[] = {
  { "study", PASSANT_OPTION_TEXT, TRUE, "ID", N_("Whose answers") },
  { "format", PASSANT_OPTION_TEXT, TRUE, "csv|json", N_("What to write") },
  { "output", PASSANT_OPTION_FILE, TRUE, N_("FILE"),
    N_("Where to write it; - for standard output") },
  { "language", PASSANT_OPTION_TEXT, FALSE, "LANG",
    N_("Language of the labels (default: the script’s first)") },
  { "exact", PASSANT_OPTION_FLAG, FALSE, NULL,
    N_("Leave cells that look like formulas as they are") },
  { 0 }
};

const PassantVerb passant_verb_export = {
  .noun = "export",
  .verb = "",
  .arguments = "",
  .summary = N_("Write all answers, feelings and moments of a study as CSV or JSON"),
  .description =
    N_(
      "One row per answer, feeling and moment. In CSV, what a person wrote and a spreadsheet "
      "would run as a "
      "formula gets an apostrophe before it; the column “guarded” says where. --exact leaves it "
      "out. The same "
      "visits give the same bytes."),
  .options = options,
  .run = run,
};
