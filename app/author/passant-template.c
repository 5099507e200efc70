/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-template.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <yyjson.h>

#include "passant-error.h"
#include "passant-template-files.h"

#define ID_BYTES_MAX 64
#define TITLE_BYTES_MAX 4000

typedef struct {
  const char *name, *sentence;
} Template;

/* Each is data/templates/NAME.yaml. The texts are cut and put in by line, so that comments stay: there, a language's
 * entry is a line of its own, or in a flow mapping on one line a double-quoted text. A test makes each in each way. */
static const Template templates[] = {
  { "five-phase",
    N_("A whole customer journey: orientation, weighing, purchase, use and evaluation.") },
  { "mckinsey",
    N_(
      "The consumer decision journey: what is compared, and who comes back by the loyalty loop.") },
  { "altimeter",
    N_("The connected customer’s journey from awareness to advocacy, with what others share.") },
  { "forrester",
    N_(
      "The customer life cycle: discover, explore, buy, engage, and how channels hand over.") },
  { "phone-call",
    N_("One telephone call: menu, waiting, conversation and the promise kept.") },
  { "web-shop",
    N_("A web shop from search to parcel, and the return with the refund.") },
  { "chat",
    N_("An order in a chat such as WhatsApp, payment in the chat included.") },
  { "candidate",
    N_("A job application from vacancy to decision, as the candidate lives it.") },
  { "matched-pair",
    N_("A test for equal treatment: two testers, one script, one trait that differs.") },
};

const char * const *
passant_template_list (void)
{
  static const char *names[G_N_ELEMENTS (templates) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    names[i] = templates[i].name;

  return names;
}

const char *
passant_template_describe (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_str_equal (templates[i].name, name))
      return _(templates[i].sentence);

  return NULL;
}

static char *
load (const char *name,
      GError    **error)
{
  g_autofree char *path = g_strdup_printf ("/passant/templates/%s.yaml", name);
  g_autoptr (GBytes) bytes = NULL;

  if (!passant_template_describe (name)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, _("There is no template “%s”"),
                 name);
    return NULL;
  }

  bytes = g_resource_lookup_data (passant_template_files_get_resource (), path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

/* Languages */

static GStrv
read_languages (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("^languages: \\[(.*)\\]", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *list = NULL;

  g_regex_match (regex, text, 0, &match);
  list = g_match_info_fetch (match, 1);
  g_assert (list != NULL);

  return g_strsplit (list, ", ", -1);
}

static gboolean
check_languages (const char         *name,
                 const char * const *has,
                 const char * const *wanted,
                 GError            **error)
{
  g_autofree char *list = g_strjoinv (", ", (GStrv) has);

  for (guint i = 0; wanted[i]; i++) {
    if (!g_strv_contains (has, wanted[i])) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                   _("The template “%s” is written in %s, not in “%s”"), name, list, wanted[i]);
      return FALSE;
    }
    for (guint j = 0; j < i; j++)
      if (g_str_equal (wanted[i], wanted[j])) {
        g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("“%s” is given twice"),
                     wanted[i]);
        return FALSE;
      }
  }

  if (!wanted[0])
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("A script needs a language"));

  return wanted[0] != NULL;
}

/* Where @line's key begins, behind spaces and dashes. */
static gsize
find_key (const char *line)
{
  gsize at = strspn (line, " ");

  return g_str_has_prefix (line + at, "- ") ? at + 2 : at;
}

/* Leaves one language out, line by line. */
typedef struct {
  const char *language;
  GRegex     *flow[2];   /* its entry in a flow mapping, not the last one, and the last one */
  gssize      column;    /* of the entry that is being left out, or −1 */
  gboolean    owes_dash; /* that entry was the first of a list's item: the next one is now */
  guint       blanks;    /* lines held back: part of that entry, or not */
  GString    *text;
} Cut;

static gboolean
is_entry (Cut        *cut,
          const char *line)
{
  const char *key = line + find_key (line);

  return g_str_has_prefix (key, cut->language) && key[strlen (cut->language)] == ':';
}

static void
keep_line (Cut        *cut,
           const char *line)
{
  g_autofree char *first = g_regex_replace_literal (cut->flow[0], line, -1, 0, "", 0, NULL);
  g_autofree char *both = g_regex_replace_literal (cut->flow[1], first, -1, 0, "", 0, NULL);

  if (cut->owes_dash)
    both[cut->column - 2] = '-';
  cut->owes_dash = FALSE;
  cut->column = -1;
  for (; cut->blanks > 0; cut->blanks--)
    g_string_append_c (cut->text, '\n');
  g_string_append_printf (cut->text, "%s\n", both);
}

static void
cut_line (Cut        *cut,
          const char *line)
{
  if (cut->column >= 0 && !*line) {
    cut->blanks++;
  } else if (cut->column >= 0 && (gssize) strspn (line, " ") > cut->column) {
    cut->blanks = 0;
  } else if (is_entry (cut, line)) {
    cut->column = (gssize) find_key (line);
    cut->owes_dash = cut->column > 1 && line[cut->column - 2] == '-';
  } else {
    keep_line (cut, line);
  }
}

static char *
cut_language (const char *text,
              const char *language)
{
  const char *value = "\"(?:\\\\.|[^\"\\\\])*\"";
  g_autofree char *before = g_strdup_printf ("\\b%s: %s, ", language, value);
  g_autofree char *after = g_strdup_printf (", %s: %s", language, value);
  g_autoptr (GRegex) first = g_regex_new (before, 0, 0, NULL);
  g_autoptr (GRegex) last = g_regex_new (after, 0, 0, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Cut cut = { language, { first, last }, -1, FALSE, 0, g_string_new (NULL) };

  for (guint i = 0; lines[i]; i++)
    if (*lines[i] || lines[i + 1])
      cut_line (&cut, lines[i]);

  return g_string_free_and_steal (cut.text);
}

/* What is put in */

/* JSON's strings are YAML's double-quoted ones. */
static char *
quote (const char *text)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  g_autofree char *quoted = NULL;
  char *json;

  yyjson_mut_doc_set_root (doc, yyjson_mut_str (doc, text));
  json = yyjson_mut_write (doc, YYJSON_WRITE_NOFLAG, NULL);
  quoted = g_strdup (json);
  free (json);
  yyjson_mut_doc_free (doc);

  return g_steal_pointer (&quoted);
}

static void
replace (char      **text,
         const char *pattern,
         const char *by)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *old = *text;

  g_assert (g_regex_match (regex, old, 0, NULL));
  *text = g_regex_replace_literal (regex, old, -1, 0, by, 0, NULL);
}

static gboolean
put_id (char      **text,
        const char *id,
        GError    **error)
{
  g_autofree char *quoted = quote (id);
  g_autofree char *line = g_strdup_printf ("id: %s", quoted);

  if (!g_regex_match_simple ("^[A-Za-z_][A-Za-z0-9_-]*\\z", id, 0, 0) ||
      strlen (id) > ID_BYTES_MAX) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("“%s” is no id: a letter or _ first, then letters, digits, _ and -, at most %d"),
                 id, ID_BYTES_MAX);
    return FALSE;
  }
  replace (text, "^id: \\S+", line);

  return TRUE;
}

static gboolean
check_title (const char *title,
             GError    **error)
{
  gboolean is_blank = TRUE;

  for (const char *at = title; *at; at = g_utf8_next_char (at)) {
    is_blank = is_blank && g_unichar_isspace (g_utf8_get_char (at));
    if (g_unichar_iscntrl (g_utf8_get_char (at))) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("A title is one line of text"));
      return FALSE;
    }
  }
  if (is_blank || strlen (title) > TITLE_BYTES_MAX)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("A title is 1 to %d bytes of text"), TITLE_BYTES_MAX);

  return !is_blank && strlen (title) <= TITLE_BYTES_MAX;
}

static gboolean
put_titles (char              **text,
            const char * const *titles,
            const char * const *languages,
            GError            **error)
{
  g_autoptr (GString) block = g_string_new ("title:\n");
  guint n = g_strv_length ((GStrv) titles);

  if (n > g_strv_length ((GStrv) languages)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("“%s” is one title too many: there is one for each language"), titles[n - 1]);
    return FALSE;
  }

  for (guint i = 0; languages[i]; i++) {
    g_autofree char *quoted = quote (titles[i < n ? i : 0]);

    if (!check_title (titles[i < n ? i : 0], error))
      return FALSE;
    g_string_append_printf (block, "  %s: %s\n", languages[i], quoted);
  }
  replace (text, "^title:\n(?:  [a-z]+: .*\n)+", block->str);

  return TRUE;
}

static void
put_languages (char              **text,
               const char * const *has,
               const char * const *languages)
{
  g_autofree char *list = g_strjoinv (", ", (GStrv) languages);
  g_autofree char *line = g_strdup_printf ("languages: [%s]", list);

  for (guint i = 0; has[i]; i++)
    if (!g_strv_contains (languages, has[i])) {
      g_autofree char *whole = *text;

      *text = cut_language (whole, has[i]);
    }
  replace (text, "^languages: \\[.*\\]", line);
}

char *
passant_template_make (const char         *name,
                       const char         *id,
                       const char * const *titles,
                       const char * const *languages,
                       GError            **error)
{
  g_autofree char *text = load (name, error);
  g_auto (GStrv) has = text ? read_languages (text) : NULL;
  const char * const *wanted = languages ? languages : (const char * const *) has;

  g_return_val_if_fail (name != NULL, NULL);

  if (!text || !check_languages (name, (const char * const *) has, wanted, error))
    return NULL;

  put_languages (&text, (const char * const *) has, wanted);
  if ((id && !put_id (&text, id, error)) ||
      (titles && titles[0] && !put_titles (&text, titles, wanted, error)))
    return NULL;

  return g_steal_pointer (&text);
}
