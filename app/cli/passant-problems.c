/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-problems.h"

#include <glib/gi18n-lib.h>

/* Editors read these words, so they are the same in every language. */
static const char * const severities[] = {
  [PASSANT_SEVERITY_ERROR] = "error",
  [PASSANT_SEVERITY_WARNING] = "warning",
  [PASSANT_SEVERITY_NOTE] = "note",
};

/* "A" … "Z", "AA" …: what a spreadsheet calls column @column. */
static void
append_column (GString *place,
               int      column)
{
  if (column > 26)
    append_column (place, (column - 1) / 26);
  g_string_append_c (place, 'A' + (column - 1) % 26);
}

/* Where @problem is: "script.yaml:3:5", "form.xlsx:survey!C12"; what is not known is left out. */
static char *
dup_place (const char           *path,
           const PassantProblem *problem)
{
  g_autoptr (GString) place = g_string_new (path);

  if (problem->sheet) {
    g_string_append_printf (place, ":%s", problem->sheet);
    if (problem->line)
      g_string_append_c (place, '!');
    if (problem->line && problem->column)
      append_column (place, problem->column);
    if (problem->line)
      g_string_append_printf (place, "%d", problem->line);
  } else if (problem->line) {
    g_string_append_printf (place, ":%d:%d", problem->line, problem->column);
  } else if (problem->path && *problem->path) {
    g_string_append_printf (place, ":%s", problem->path);
  }

  return g_string_free_and_steal (g_steal_pointer (&place));
}

static char *
dup_line (const char           *path,
          const PassantProblem *problem)
{
  g_autofree char *place = dup_place (path, problem);

  return g_strdup_printf ("%s: %s: %s: %s%s%s", place, severities[problem->severity],
                          problem->code, problem->message, problem->fix ? ". " : "",
                          problem->fix ? problem->fix : "");
}

static void
say_problem (PassantCommand       *command,
             const char           *path,
             const PassantProblem *problem)
{
  g_autofree char *line = dup_line (path, problem);

  passant_command_say (command, "%s", line);
}

static void
add_problem (yyjson_mut_doc       *document,
             yyjson_mut_val       *array,
             const char           *path,
             const PassantProblem *problem)
{
  yyjson_mut_val *entry = yyjson_mut_arr_add_obj (document, array);

  yyjson_mut_obj_add_str (document, entry, "severity", severities[problem->severity]);
  yyjson_mut_obj_add_strcpy (document, entry, "code", problem->code);
  yyjson_mut_obj_add_strcpy (document, entry, "path", problem->path ? problem->path : "");
  yyjson_mut_obj_add_strcpy (document, entry, "file", path);
  if (problem->sheet)
    yyjson_mut_obj_add_strcpy (document, entry, "sheet", problem->sheet);
  else
    yyjson_mut_obj_add_null (document, entry, "sheet");
  yyjson_mut_obj_add_int (document, entry, "line", problem->line);
  yyjson_mut_obj_add_int (document, entry, "column", problem->column);
  yyjson_mut_obj_add_strcpy (document, entry, "message", problem->message);
  if (problem->fix)
    yyjson_mut_obj_add_strcpy (document, entry, "fix", problem->fix);
  else
    yyjson_mut_obj_add_null (document, entry, "fix");
}

void
passant_problems_print (PassantCommand *command,
                        yyjson_mut_val *object,
                        const char     *path,
                        GPtrArray      *problems)
{
  yyjson_mut_doc *document = passant_command_get_document (command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, object, "problems");

  for (guint i = 0; i < problems->len; i++) {
    say_problem (command, path, g_ptr_array_index (problems, i));
    add_problem (document, array, path, g_ptr_array_index (problems, i));
  }
  if (passant_problems_count (problems, PASSANT_SEVERITY_ERROR))
    passant_command_set_exit (command, PASSANT_EXIT_REFUSED);
}

void
passant_problems_complain (PassantCommand *command,
                           const char     *path,
                           GPtrArray      *problems)
{
  for (guint i = 0; i < problems->len; i++) {
    const PassantProblem *problem = g_ptr_array_index (problems, i);
    g_autofree char *line = dup_line (path, problem);

    g_printerr ("%s\n", line);
  }
  if (passant_problems_count (problems, PASSANT_SEVERITY_ERROR))
    passant_command_set_exit (command, PASSANT_EXIT_REFUSED);
}

guint
passant_problems_count (GPtrArray      *problems,
                        PassantSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += ((PassantProblem *) g_ptr_array_index (problems, i))->severity == severity;

  return n;
}

static void
append_count (GString    *line,
              const char *format,
              guint       n)
{
  if (n == 0)
    return;
  if (line->len)
    g_string_append (line, ", ");
  g_string_append_printf (line, format, n);
}

char *
passant_problems_dup_count (GPtrArray *problems)
{
  guint errors = passant_problems_count (problems, PASSANT_SEVERITY_ERROR);
  guint warnings = passant_problems_count (problems, PASSANT_SEVERITY_WARNING);
  guint notes = passant_problems_count (problems, PASSANT_SEVERITY_NOTE);
  g_autoptr (GString) line = g_string_new (NULL);

  append_count (line, ngettext ("%u error", "%u errors", errors), errors);
  append_count (line, ngettext ("%u warning", "%u warnings", warnings), warnings);
  append_count (line, ngettext ("%u note", "%u notes", notes), notes);

  return line->len ? g_string_free_and_steal (g_steal_pointer (&line))
         : g_strdup (_("no problems"));
}
