/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-command.h"

#include <glib/gi18n-lib.h>

#include "passant-error.h"

struct _PassantCommand {
  const PassantVerb *verb;
  GHashTable        *values; /* option → GPtrArray of char *, NULL-terminated once parsed */
  GStrv              arguments;
  gboolean           json, quiet;
  yyjson_mut_doc    *document;
  GData             *kept;
  int                exit_code;
};

static const PassantOption shared[] = {
  { "data", PASSANT_OPTION_FILE, FALSE, N_("DIR"),
    N_("The desk’s own folder (default: passant-desk in your data folder)") },
  { "format", PASSANT_OPTION_TEXT, FALSE, "text|json", N_("How to answer") },
  { 0 }
};

static const PassantOption shared_by_changes[] = {
  { "offline", PASSANT_OPTION_FLAG, FALSE, NULL, N_("Keep it here; do not try the hub now") },
  { 0 }
};

static void
values_free (gpointer data)
{
  g_ptr_array_unref (data);
}

static PassantCommand *
command_new (const PassantVerb *verb)
{
  PassantCommand *self = g_new0 (PassantCommand, 1);

  self->verb = verb;
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, values_free);
  self->document = yyjson_mut_doc_new (NULL);
  yyjson_mut_doc_set_root (self->document, yyjson_mut_obj (self->document));
  g_datalist_init (&self->kept);

  return self;
}

static void
command_free (PassantCommand *self)
{
  g_datalist_clear (&self->kept);
  yyjson_mut_doc_free (self->document);
  g_strfreev (self->arguments);
  g_hash_table_unref (self->values);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantCommand, command_free)

/* Options */

static const PassantOption *
find_in (const PassantOption *options,
         const char          *name)
{
  for (; options && options->name; options++)
    if (g_str_equal (options->name, name))
      return options;

  return NULL;
}

static const PassantOption *
find_option (const PassantVerb *verb,
             const char        *name)
{
  const PassantOption *option = find_in (verb->options, name);

  if (!option)
    option = find_in (shared, name);

  return option ? option : find_in (shared_by_changes, name);
}

static gboolean
on_option_cb (const char *name,
              const char *value,
              gpointer    data,
              GError    **error)
{
  PassantCommand *self = data;
  const PassantOption *option = find_option (self->verb, name + 2);
  GPtrArray *values = g_hash_table_lookup (self->values, name + 2);

  g_assert (option != NULL);

  if (value && option->kind != PASSANT_OPTION_FILE && !g_utf8_validate (value, -1, NULL)) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _("What %s says is not UTF-8 text"), name);
    return FALSE;
  }
  if (values && option->kind != PASSANT_OPTION_LIST && option->kind != PASSANT_OPTION_FLAG) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("%s is given twice"), name);
    return FALSE;
  }

  if (!values) {
    values = g_ptr_array_new_null_terminated (2, g_free, TRUE);
    g_hash_table_insert (self->values, g_strdup (name + 2), values);
  }
  g_ptr_array_add (values, g_strdup (value ? value : ""));

  return TRUE;
}

/* @own: options of the verb itself, which go before those all verbs share. */
static void
add_entries (GArray              *entries,
             const PassantOption *options,
             const PassantOption *own)
{
  for (; options && options->name; options++) {
    if (find_in (own, options->name))
      continue;

    GOptionEntry entry = {
      .long_name = options->name,
      .flags = options->kind == PASSANT_OPTION_FLAG ? G_OPTION_FLAG_NO_ARG : G_OPTION_FLAG_FILENAME,
      .arg = G_OPTION_ARG_CALLBACK,
      .arg_data = on_option_cb,
      .description = _(options->help),
      .arg_description = options->value ? _(options->value) : NULL,
    };

    g_array_append_val (entries, entry);
  }
}

static GOptionContext *
make_context (PassantCommand *self)
{
  const PassantVerb *verb = self->verb;
  g_autofree char *usage = g_strdup_printf ("%s %s %s", verb->noun, verb->verb, verb->arguments);
  g_autofree char *summary = verb->description ? g_strdup_printf ("%s\n\n%s", _(verb->summary),
                                                                  _(verb->description))
                                               : g_strdup (_(verb->summary));
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  GOptionContext *context = g_option_context_new (g_strchomp (usage));
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, self, NULL);

  add_entries (entries, verb->options, NULL);
  add_entries (entries, shared, verb->options);
  if (verb->changes)
    add_entries (entries, shared_by_changes, verb->options);
  g_option_group_add_entries (group, (const GOptionEntry *) (gpointer) entries->data);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);

  return context;
}

static gboolean
wants_help (char **argv)
{
  for (; *argv && !g_str_equal (*argv, "--"); argv++)
    if (g_str_equal (*argv, "--help") || g_str_equal (*argv, "-h"))
      return TRUE;

  return FALSE;
}

static gboolean
is_format (const char *word)
{
  return g_str_equal (word, "text") || g_str_equal (word, "json");
}

/* What GOption cannot tell: what must be there, how many arguments, which format. */
static gboolean
check_usage (PassantCommand *self,
             GError        **error)
{
  const PassantVerb *verb = self->verb;
  const char *format = passant_command_get (self, "format");
  guint n = g_strv_length (self->arguments);

  for (const PassantOption *option = verb->options; option && option->name; option++)
    if (option->required && !passant_command_has (self, option->name)) {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("--%s=%s is missing"),
                   option->name,
                   _(option->value));
      return FALSE;
    }
  if (n < verb->arguments_min) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("%s is missing"), verb->arguments);
    return FALSE;
  }
  if (n > verb->arguments_max) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("“%s” is one word too many"),
                 self->arguments[verb->arguments_max]);
    return FALSE;
  }
  if (format && !find_in (verb->options, "format") && !is_format (format)) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _("--format is “text” or “json”, not “%s”"), format);
    return FALSE;
  }

  return TRUE;
}

/* What comes before "--" is read as options; arguments are what is left. */
static gboolean
parse (PassantCommand *self,
       GOptionContext *context,
       char          **argv,
       GError        **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean parsed;

  g_strv_builder_add (builder, "passantctl");
  g_strv_builder_addv (builder, (const char **) argv);
  words = g_strv_builder_end (builder);
  parsed = g_option_context_parse_strv (context, &words, error);
  self->json = g_strcmp0 (passant_command_get (self, "format"), "json") == 0;
  if (!parsed)
    return FALSE;

  char **rest = words + 1;

  if (*rest && g_str_equal (*rest, "--"))
    rest++;
  self->arguments = g_strdupv (rest);

  return check_usage (self, error);
}

/* Answers */

static const char *
error_word (const GError *error)
{
  static const char * const words[] = {
    [PASSANT_ERROR_INVALID] = "invalid",
    [PASSANT_ERROR_NOT_FOUND] = "not_found",
    [PASSANT_ERROR_STORAGE] = "storage",
    [PASSANT_ERROR_DAMAGED] = "damaged",
    [PASSANT_ERROR_TOO_NEW] = "too_new",
    [PASSANT_ERROR_OFFLINE] = "offline",
    [PASSANT_ERROR_DENIED] = "denied",
  };

  if (error->domain == G_OPTION_ERROR)
    return "usage";
  if (error->domain == PASSANT_ERROR && error->code >= 0 &&
      error->code < (int) G_N_ELEMENTS (words))
    return words[error->code];

  return "failed";
}

static int
exit_code_of (const PassantVerb *verb,
              const GError      *error)
{
  if (error->domain == G_OPTION_ERROR)
    return PASSANT_EXIT_USAGE;
  if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE))
    return PASSANT_EXIT_OFFLINE;

  return verb->trouble ? verb->trouble : PASSANT_EXIT_REFUSED;
}

static void
print_document (PassantCommand *self)
{
  gsize length;
  char *text = yyjson_mut_write (self->document, YYJSON_WRITE_PRETTY_TWO_SPACES, &length);

  g_print ("%s\n", text);
  free (text);
}

/* A sentence for the person on stderr; for a program the same as JSON on stdout. */
static void
report_error (PassantCommand *self,
              const GError   *error)
{
  g_printerr ("passantctl: %s\n", error->message);
  if (error->domain == G_OPTION_ERROR)
    g_printerr (_("“passantctl %s%s%s --help” tells how.\n"), self->verb->noun,
                *self->verb->verb ? " " : "", self->verb->verb);
  if (!self->json)
    return;

  passant_command_answer (self, "error", error_word (error));
  passant_command_answer (self, "message", error->message);
  print_document (self);
}

int
passant_command_run (const PassantVerb *verb,
                     char             **argv)
{
  g_autoptr (PassantCommand) self = command_new (verb);
  g_autoptr (GOptionContext) context = make_context (self);
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (verb != NULL, PASSANT_EXIT_USAGE);

  if (wants_help (argv)) {
    g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

    g_print ("%s", help);
    return PASSANT_EXIT_OK;
  }

  if (!parse (self, context, argv, &error) || !verb->run (self, &error)) {
    report_error (self, error);
    return exit_code_of (verb, error);
  }

  if (self->json && !self->quiet)
    print_document (self);

  return self->exit_code;
}

const char *
passant_command_get (PassantCommand *self,
                     const char     *option)
{
  GPtrArray *values = g_hash_table_lookup (self->values, option);

  return values ? g_ptr_array_index (values, 0) : NULL;
}

gboolean
passant_command_has (PassantCommand *self,
                     const char     *option)
{
  return g_hash_table_contains (self->values, option);
}

const char * const *
passant_command_get_list (PassantCommand *self,
                          const char     *option)
{
  static const char * const none[] = { NULL };
  GPtrArray *values = g_hash_table_lookup (self->values, option);

  return values ? (const char * const *) values->pdata : none;
}

const char * const *
passant_command_get_arguments (PassantCommand *self)
{
  return (const char * const *) self->arguments;
}

gboolean
passant_command_is_json (PassantCommand *self)
{
  return self->json;
}

void
passant_command_say (PassantCommand *self,
                     const char     *format,
                     ...)
{
  va_list arguments;

  if (self->json || self->quiet)
    return;

  va_start (arguments, format);
  g_autofree char *line = g_strdup_vprintf (format, arguments);

  va_end (arguments);
  g_print ("%s\n", line);
}

yyjson_mut_doc *
passant_command_get_document (PassantCommand *self)
{
  return self->document;
}

void
passant_command_answer (PassantCommand *self,
                        const char     *key,
                        const char     *text)
{
  yyjson_mut_val *root = yyjson_mut_doc_get_root (self->document);

  yyjson_mut_obj_put (root, yyjson_mut_strcpy (self->document, key),
                      text ? yyjson_mut_strcpy (self->document,
                                                text) : yyjson_mut_null (self->document));
}

void
passant_command_answer_int (PassantCommand *self,
                            const char     *key,
                            gint64          number)
{
  yyjson_mut_val *root = yyjson_mut_doc_get_root (self->document);

  yyjson_mut_obj_put (root, yyjson_mut_strcpy (self->document, key),
                      yyjson_mut_sint (self->document, number));
}

void
passant_command_answer_bool (PassantCommand *self,
                             const char     *key,
                             gboolean        is_so)
{
  yyjson_mut_val *root = yyjson_mut_doc_get_root (self->document);

  yyjson_mut_obj_put (root, yyjson_mut_strcpy (self->document, key),
                      yyjson_mut_bool (self->document, is_so));
}

void
passant_command_set_exit (PassantCommand *self,
                          int             code)
{
  self->exit_code = code;
}

void
passant_command_set_quiet (PassantCommand *self)
{
  self->quiet = TRUE;
}

void
passant_command_keep (PassantCommand *self,
                      const char     *key,
                      gpointer        data,
                      GDestroyNotify  destroy)
{
  g_datalist_set_data_full (&self->kept, key, data, destroy);
}

gpointer
passant_command_get_kept (PassantCommand *self,
                          const char     *key)
{
  return g_datalist_get_data (&self->kept, key);
}
