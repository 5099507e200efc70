/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-source.h"

#include "passant-check.h"
#include "passant-error.h"
#include "passant-places-private.h"
#include "passant-workbook.h"
#include "passant-xlsform-private.h"
#include "passant-reader-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libfyaml.h>
#include <stdio.h>
#include <string.h>
#include <yyjson.h>

#define SOURCE_BYTES_MAX (2 * 1024 * 1024)
#define DEPTH_MAX 32
#define NUMBER_BYTES_MAX 40

/* Of the pointer to a value. Each value's is kept, so that a file of long keys would become many files' worth. */
#define PATH_BYTES_MAX 400

/* A mapping or sequence that is being read. */
typedef struct {
  yyjson_mut_val *value;
  yyjson_mut_val *key;    /* of a mapping: the member that comes next, or NULL before its key */
  int             column; /* of that key */
  gboolean        is_doubled;
  gboolean        is_shadow; /* under a doubled key: read, and then dropped */
  gsize           mark;   /* length of the path to it */
  gsize           count;
} Level;

/* Follows libfyaml's events, builds the JSON and notes where everything stands. No recursion, no aliases: what a file
 * can make of itself is bounded by its size. */
typedef struct {
  const char       *text;
  struct fy_parser *parser;
  yyjson_mut_doc   *doc;
  yyjson_mut_val   *root;
  Level             levels[DEPTH_MAX];
  guint             depth;
  GString          *path;
  PassantPlaces    *places;
  GPtrArray        *problems;
  gboolean          is_stopped;
} Source;

/* Where @event begins, 1-based. libfyaml's mark of a quoted scalar or an alias stands behind the quote or
 * asterisk. */
static void
find_place (struct fy_event *event,
            int             *line,
            int             *column)
{
  const struct fy_mark *mark = fy_event_start_mark (event);
  struct fy_token *token = event->type == FYET_SCALAR ? event->scalar.value : NULL;
  enum fy_scalar_style style = token ? fy_token_scalar_style (token) : FYSS_PLAIN;

  *line = mark ? mark->line + 1 : 1;
  *column = mark ? mark->column + 1 : 1;
  if (mark &&
      (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED || event->type == FYET_ALIAS))
    *column -= 1;
}

static void
G_GNUC_PRINTF (5, 6)
report (Source     *self,
        const char *code,
        int line,
        int column,
        const char *format,
        ...)
{
  PassantProblem *problem;
  va_list arguments;

  if (self->problems->len >= PASSANT_PROBLEMS_MAX)
    return;

  problem = g_new0 (PassantProblem, 1);
  va_start (arguments, format);
  problem->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  problem->path = g_strdup (self->path->str);
  problem->code = g_strdup (code);
  problem->line = line;
  problem->column = column;
  g_ptr_array_add (self->problems, problem);
}

static void
G_GNUC_PRINTF (4, 5)
stop (Source          *self,
      struct fy_event *event,
      const char      *code,
      const char      *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;
  int line, column;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  find_place (event, &line, &column);
  report (self, code, line, column, "%s", message);
  self->is_stopped = TRUE;
}

static Level *
innermost (Source *self)
{
  return self->depth > 0 ? &self->levels[self->depth - 1] : NULL;
}

/* YAML's core schema: what is not quoted may be null, true, false or a number; all else is text. */
static yyjson_mut_val *
make_plain (Source     *self,
            const char *text,
            gsize       length)
{
  static const char * const nulls[] = { "", "~", "null", "Null", "NULL", NULL };
  static const char * const trues[] = { "true", "True", "TRUE", NULL };
  static const char * const falses[] = { "false", "False", "FALSE", NULL };
  g_autofree char *word = g_strndup (text, length);
  yyjson_doc *number;

  if (strlen (word) == length) {
    if (g_strv_contains (nulls, word))
      return yyjson_mut_null (self->doc);
    if (g_strv_contains (trues, word))
      return yyjson_mut_true (self->doc);
    if (g_strv_contains (falses, word))
      return yyjson_mut_false (self->doc);
  }

  /* A number in JSON's spelling stays as the author wrote it. */
  number = length <= NUMBER_BYTES_MAX ? yyjson_read (word, length, YYJSON_READ_NOFLAG) : NULL;
  if (number && yyjson_is_num (yyjson_doc_get_root (number))) {
    yyjson_doc_free (number);
    return yyjson_mut_rawncpy (self->doc, text, length);
  }
  yyjson_doc_free (number);

  return yyjson_mut_strncpy (self->doc, text, length);
}

/* A block of text ("key: |") that is not indented further than its key is no YAML, but libfyaml lets it pass and hands out
 * something else for it. Only its first line counts: what comes further to the left ends the block. */
static gboolean
is_indented (Source          *self,
             struct fy_event *event,
             const char      *text,
             gsize            length)
{
  enum fy_scalar_style style = fy_token_scalar_style (event->scalar.value);
  const Level *level = innermost (self);
  const struct fy_mark *mark = fy_event_start_mark (event);
  const char *line, *word;

  if ((style != FYSS_LITERAL && style != FYSS_FOLDED) || !level || !level->key || !mark ||
      strspn (text, "\n ") >= length)
    return TRUE;

  word = self->text + mark->input_pos;
  for (line = word; *word == ' ' || *word == '\n'; word++)
    if (*word == '\n')
      line = word + 1;

  return word - line >= level->column;
}

static yyjson_mut_val *
make_scalar (Source          *self,
             struct fy_event *event)
{
  struct fy_token *token = event->scalar.value;
  gsize length = 0;
  const char *text = token ? fy_token_get_text (token, &length) : "";
  int line, column;

  if (token && !is_indented (self, event, text ? text : "", length)) {
    find_place (event, &line, &column);
    report (self, "bad-syntax", line, column,
            "This text does not stand further to the right than its key; indent it");
    return yyjson_mut_str (self->doc, "");
  }

  if (token && fy_token_scalar_style (token) != FYSS_PLAIN)
    return yyjson_mut_strncpy (self->doc, text, length);

  return make_plain (self, text ? text : "", length);
}

static void
note_place (Source          *self,
            struct fy_event *event)
{
  int line, column;

  find_place (event, &line, &column);
  passant_places_add (self->places, PASSANT_PLACE_VALUE, self->path->str, line, column);
}

/* The name of the member that comes next. */
static void
take_key (Source          *self,
          struct fy_event *event)
{
  Level *level = innermost (self);
  gsize length = 0;
  const char *text;
  int line, column;

  if (event->type != FYET_SCALAR) {
    stop (self, event, "bad-key", "A key must be a plain word here");
    return;
  }

  text = event->scalar.value ? fy_token_get_text (event->scalar.value, &length) : NULL;
  level->key = yyjson_mut_strncpy (self->doc, text ? text : "", length);
  passant_places_enter (self->path, yyjson_mut_get_str (level->key));
  if (self->path->len > PATH_BYTES_MAX) {
    stop (self, event, "too-deep", "This stands too deep, or under keys that are too long");
    return;
  }

  find_place (event, &line, &column);
  level->column = column;
  level->is_doubled = !level->is_shadow &&
                      !passant_places_add (self->places, PASSANT_PLACE_KEY, self->path->str, line,
                                           column);
  if (level->is_doubled)
    report (self, "doubled-key", line, column,
            "The key “%s” stands here twice; remove one", yyjson_mut_get_str (level->key));
}

/* Hangs @value where it belongs; the second of a doubled key nowhere. */
static void
take_value (Source          *self,
            struct fy_event *event,
            yyjson_mut_val  *value)
{
  Level *level = innermost (self);

  if (!level) {
    self->root = value;
  } else if (yyjson_mut_is_arr (level->value)) {
    g_string_append_printf (self->path, "/%" G_GSIZE_FORMAT, level->count++);
    yyjson_mut_arr_append (level->value, value);
  } else if (!level->is_doubled) {
    yyjson_mut_obj_add (level->value, level->key, value);
  }

  if (!level || !level->is_doubled)
    note_place (self, event);
}

/* The value just read is behind us. */
static void
step_back (Source *self)
{
  Level *level = innermost (self);

  g_string_truncate (self->path, level ? level->mark : 0);
  if (level)
    level->key = NULL;
}

static void
open_level (Source          *self,
            struct fy_event *event,
            yyjson_mut_val  *value)
{
  Level *outer = innermost (self);

  if (self->depth == DEPTH_MAX) {
    stop (self, event, "too-deep", "Nested more than %d deep; make it simpler", DEPTH_MAX);
    return;
  }

  take_value (self, event, value);
  self->levels[self->depth++] = (Level) {
    .value = value,
    .mark = self->path->len,
    .is_shadow = outer && (outer->is_doubled || outer->is_shadow),
  };
}

static void
close_level (Source *self)
{
  self->depth--;
  step_back (self);
}

static void
take_content (Source          *self,
              struct fy_event *event)
{
  Level *level = innermost (self);

  if (event->type == FYET_ALIAS) {
    stop (self, event, "alias", "Aliases (*name) are not read here; write it out");
  } else if (level && yyjson_mut_is_obj (level->value) && !level->key) {
    take_key (self, event);
  } else if (event->type == FYET_MAPPING_START) {
    open_level (self, event, yyjson_mut_obj (self->doc));
  } else if (event->type == FYET_SEQUENCE_START) {
    open_level (self, event, yyjson_mut_arr (self->doc));
  } else {
    take_value (self, event, make_scalar (self, event));
    step_back (self);
  }
}

static void
take_event (Source          *self,
            struct fy_event *event)
{
  switch ((int) event->type) {
  case FYET_MAPPING_END:
  case FYET_SEQUENCE_END:
    close_level (self);
    break;

  case FYET_DOCUMENT_START:
    if (self->root)
      stop (self, event, "second-document", "A second document begins here; keep one in a file");
    break;

  case FYET_MAPPING_START:
  case FYET_SEQUENCE_START:
  case FYET_SCALAR:
  case FYET_ALIAS:
    take_content (self, event);
    break;

  default:
    break;
  }
}

static void
report_syntax (Source         *self,
               struct fy_diag *diag)
{
  void *state = NULL;
  struct fy_diag_error *error = fy_diag_errors_iterate (diag, &state);

  if (error)
    report (self, "bad-syntax", MAX (error->line, 1), MAX (error->column, 1),
            "This cannot be read: %s", error->msg);
  else
    report (self, "bad-syntax", 1, 1, "This cannot be read");
}

static void
read_events (Source *self)
{
  while (!self->is_stopped) {
    struct fy_event *event = fy_parser_parse (self->parser);

    if (!event)
      return;

    take_event (self, event);
    fy_parser_event_free (self->parser, event);
  }
}

/* Reads @text as YAML, or as JSON by the same parser. */
static void
read_source (Source     *self,
             const char *text,
             gsize       length,
             gboolean    is_json)
{
  struct fy_diag_cfg diag_cfg;
  struct fy_parse_cfg cfg = { .flags = FYPCF_QUIET |
                                       (is_json ? FYPCF_JSON_FORCE : FYPCF_JSON_NONE) };

  fy_diag_cfg_default (&diag_cfg);
  diag_cfg.fp = NULL;
  cfg.diag = fy_diag_create (&diag_cfg);
  fy_diag_set_collect_errors (cfg.diag, true);

  self->text = text;
  self->parser = fy_parser_create (&cfg);
  fy_parser_set_string (self->parser, text, length);
  read_events (self);
  if (!self->is_stopped && fy_parser_get_stream_error (self->parser) && !is_json)
    report_syntax (self, cfg.diag);
  fy_parser_destroy (self->parser);
  fy_diag_destroy (cfg.diag);
}

/* yyjson tells more exactly than a YAML parser what is wrong with JSON. */
static yyjson_doc *
read_json (Source     *self,
           const char *text,
           gsize       length)
{
  yyjson_read_err error = { 0 };
  yyjson_doc *doc = yyjson_read_opts ((char *) text, length, YYJSON_READ_NOFLAG, NULL, &error);
  int line, column;

  if (!doc) {
    passant_places_measure (text, MIN (error.pos, length), &line, &column);
    report (self, "bad-syntax", line, column, "This is not JSON: %s", error.msg);
  }

  return doc;
}

/* No more than may come: a device or a pipe has no end of its own. */
static char *
read_some (const char *path,
           gsize      *length,
           GError    **error)
{
  g_autofree char *text = g_malloc (SOURCE_BYTES_MAX + 2);
  FILE *file;
  gboolean done;

  errno = 0;
  file = g_fopen (path, "rbe");
  *length = file ? fread (text, 1, SOURCE_BYTES_MAX + 1, file) : 0;
  done = file && !ferror (file);
  if (!done)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, _("%s cannot be read: %s"), path,
                 g_strerror (errno));
  g_clear_pointer (&file, fclose);
  text[*length] = '\0';

  return done ? g_steal_pointer (&text) : NULL;
}

static char *
load (const char *path,
      gsize      *length,
      GError    **error)
{
  g_autofree char *text = read_some (path, length, error);

  if (!text)
    return NULL;

  if (*length > SOURCE_BYTES_MAX) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("%s is too long: at most %d bytes will do"), path, SOURCE_BYTES_MAX);
    return NULL;
  }

  /* Some editors begin a file with a byte order mark. */
  if (g_str_has_prefix (text, "\357\273\277")) {
    *length -= 3;
    memmove (text, text + 3, *length + 1);
  }

  return g_steal_pointer (&text);
}

static gboolean
check_encoding (Source     *self,
                const char *text,
                gsize       length)
{
  const char *end;
  int line, column;

  if (g_utf8_validate_len (text, length, &end))
    return TRUE;

  passant_places_measure (text, end - text, &line, &column);
  report (self, "not-utf8", line, column,
          "This is not UTF-8 text from here on; save the file as UTF-8");

  return FALSE;
}

/* The file as compact JSON, or NULL when it cannot be read at all. Whatever is wrong goes to self->problems. */
static char *
convert (Source     *self,
         const char *text,
         gsize       length,
         gboolean    is_json)
{
  yyjson_doc *json = NULL;
  char *result = NULL;

  if (!check_encoding (self, text, length))
    return NULL;

  if (is_json) {
    json = read_json (self, text, length);
    if (!json)
      return NULL;
  }

  self->doc = yyjson_mut_doc_new (NULL);
  read_source (self, text, length, is_json);
  if (is_json)
    result = yyjson_write (json, YYJSON_WRITE_NOFLAG, NULL);
  else if (self->root && !self->is_stopped && self->depth == 0)
    result = yyjson_mut_val_write (self->root, YYJSON_WRITE_NOFLAG, NULL);
  else if (self->problems->len == 0)
    report (self, "empty", 1, 1, "This file is empty");
  if (!result && self->problems->len == 0)
    report (self, "bad-syntax", 1, 1, "This file cannot be made out");
  yyjson_mut_doc_free (self->doc);
  yyjson_doc_free (json);

  return result;
}

static char *
read_file (const char    *path,
           PassantPlaces *places,
           GPtrArray     *problems,
           GError       **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) pointer = g_string_new (NULL);
  Source self = { .places = places, .problems = problems, .path = pointer };
  gsize length = 0;

  text = load (path, &length, error);

  return text ? convert (&self, text, length, g_str_has_suffix (path, ".json")) : NULL;
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  const PassantProblem *left = a, *right = b;
  int sheet = g_strcmp0 (left->sheet, right->sheet);

  if (sheet != 0)
    return sheet;
  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;

  return (left->column > right->column) - (left->column < right->column);
}

/* Doubled keys are told once, by whoever saw where. */
static void
drop_untold (GPtrArray *problems)
{
  for (guint i = problems->len; i > 0; i--) {
    PassantProblem *problem = g_ptr_array_index (problems, i - 1);

    if (problem->line == 0 && g_str_equal (problem->code, "doubled-key"))
      g_ptr_array_remove_index (problems, i - 1);
  }
}

/* Gives what was found to the caller, in the order of the file; FALSE with an error when there is anything. */
static gboolean
hand_over (GPtrArray  *found,
           GPtrArray  *problems,
           const char *path,
           GError    **error)
{
  PassantProblem *first;

  if (found->len == 0)
    return TRUE;

  g_ptr_array_sort_values (found, compare_problems);
  first = g_ptr_array_index (found, 0);
  g_set_error (error, PASSANT_ERROR,
               g_str_equal (first->code, "too-new") ? PASSANT_ERROR_TOO_NEW : PASSANT_ERROR_INVALID,
               "%s:%d:%d: %s", path, first->line, first->column, first->message);
  if (problems)
    g_ptr_array_extend_and_steal (problems, g_ptr_array_ref (found));

  return FALSE;
}

/**
 * passant_source_to_json:
 * @path: a file that a person wrote: JSON when it ends in ".json", else YAML
 * @problems: (nullable) (element-type PassantProblem): where to put what is wrong
 *
 * The file as compact JSON with keys in the author's order. Fails with %PASSANT_ERROR_NOT_FOUND when there is no such
 * file and %PASSANT_ERROR_INVALID when it does not read; the message then is "file:line:column: …".
 */
char *
passant_source_to_json (const char *path,
                        GPtrArray  *problems,
                        GError    **error)
{
  g_autoptr (PassantPlaces) places = passant_places_new ();
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autofree char *json = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  json = read_file (path, places, found, &reason);
  if (reason) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }

  return hand_over (found, problems, path, error) ? g_steal_pointer (&json) : NULL;
}

static PassantScript *
compile_file (const char    *path,
              PassantPlaces *places,
              GPtrArray     *problems,
              GError       **error)
{
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *json = NULL;

  if (passant_workbook_is_one (path)) {
    json = passant_xlsform_read (path, places, problems, error);
    return json ? passant_script_compile (json, -1, problems, error) : NULL;
  }

  json = read_file (path, places, found, &reason);

  if (reason) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }

  if (json) {
    script = passant_script_compile (json, -1, found, NULL);
    drop_untold (found);
    for (guint i = 0; i < found->len; i++)
      passant_places_locate (places, g_ptr_array_index (found, i));
  }

  return hand_over (found, problems, path, error) ? g_steal_pointer (&script) : NULL;
}

/**
 * passant_source_compile:
 * @path: a script, as passant_source_to_json() reads it
 *
 * As passant_script_compile(), with every problem placed in the file, in its order.
 */
PassantScript *
passant_source_compile (const char *path,
                        GPtrArray  *problems,
                        GError    **error)
{
  g_autoptr (PassantPlaces) places = passant_places_new ();

  g_return_val_if_fail (path != NULL, NULL);

  return compile_file (path, places, problems, error);
}

/**
 * passant_source_check:
 * @path: a script, as passant_source_to_json() reads it
 * @problems: (element-type PassantProblem): where to put errors, or warnings
 *
 * As passant_source_compile(); of a script that compiles also what passant_check_script() warns of, in the file's order.
 */
PassantScript *
passant_source_check (const char *path,
                      GPtrArray  *problems,
                      GError    **error)
{
  g_autoptr (PassantPlaces) places = passant_places_new ();
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (PassantScript) script = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (problems != NULL, NULL);

  script = compile_file (path, places, problems, error);
  if (!script)
    return NULL;

  passant_check_script (script, found);
  for (guint i = 0; i < found->len; i++)
    passant_places_locate (places, g_ptr_array_index (found, i));
  g_ptr_array_sort_values (found, compare_problems);
  g_ptr_array_extend_and_steal (problems, g_steal_pointer (&found));

  return g_steal_pointer (&script);
}
