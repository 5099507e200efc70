/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include <glib/gi18n-lib.h>

#include "passant-nearest.h"
#include "passant-verbs.h"

static const PassantVerb * const verbs[] = {
  &passant_verb_hub_enrol,
  &passant_verb_hub_sync,
  &passant_verb_script_new,
  &passant_verb_script_import,
  &passant_verb_script_check,
  &passant_verb_script_walk,
  &passant_verb_script_diff,
  &passant_verb_script_export,
  &passant_verb_script_list,
  &passant_verb_study_load,
  &passant_verb_study_list,
  &passant_verb_shopper_put,
  &passant_verb_assignment_offer,
  &passant_verb_assignment_list,
  &passant_verb_assignment_move,
  &passant_verb_assignment_withdraw,
  &passant_verb_pay_list,
  &passant_verb_pay_mark,
  &passant_verb_visit_list,
  &passant_verb_visit_show,
  &passant_verb_review_accept,
  &passant_verb_review_return,
  &passant_verb_review_reject,
  &passant_verb_export,
  &passant_verb_report_visit,
  &passant_verb_store_check,
  &passant_verb_store_rebuild,
};

static void
print_verbs (const char *noun)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++) {
    g_autofree char *name = g_strdup_printf ("%s %s", verbs[i]->noun, verbs[i]->verb);

    if (!noun || g_str_equal (verbs[i]->noun, noun))
      g_print ("  %-20s %s\n", name, _(verbs[i]->summary));
  }
}

static void
print_help (void)
{
  g_print (_("Usage:\n  passantctl NOUN VERB [OPTION…]\n\n"));
  g_print (_("The coordinator’s desk: studies, assignments, reviews, reports. What is said\n"
             "here is kept in a folder of its own and goes to the hub when there is one.\n\n"));
  print_verbs (NULL);
  g_print (_("\n“passantctl NOUN VERB --help” tells more. Ends with 0 when done, 1 when refused,\n"
             "2 when called wrongly, 3 when the hub did not answer (what was said is kept).\n"));
}

static gboolean
is_noun (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->noun, word))
      return TRUE;

  return FALSE;
}

static const PassantVerb *
find_verb (const char *noun,
           const char *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->noun, noun) && g_str_equal (verbs[i]->verb, verb))
      return verbs[i];

  return NULL;
}

/* @noun: NULL when even that is unknown. */
static int
refuse (const char *noun,
        const char *word)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_null_terminated (0, NULL, TRUE);
  const char *near;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (!noun || g_str_equal (verbs[i]->noun, noun))
      g_ptr_array_add (words, (gpointer) (noun ? verbs[i]->verb : verbs[i]->noun));

  near = passant_nearest (word, (const char * const *) words->pdata);
  if (near)
    g_printerr (_("passantctl: There is no “%s%s%s”; did you mean “passantctl %s%s%s”?\n"),
                noun ? noun : "",
                noun ? " " : "", word, noun ? noun : "", noun ? " " : "", near);
  else
    g_printerr (_("passantctl: There is no “%s%s%s”; “passantctl --help” lists what there is\n"),
                noun ? noun : "",
                noun ? " " : "", word);

  return PASSANT_EXIT_USAGE;
}

static gboolean
is_help (const char *word)
{
  return g_str_equal (word, "--help") || g_str_equal (word, "-h") || g_str_equal (word, "help");
}

static int
run (char **words)
{
  const PassantVerb *verb;

  if (!words[0] || is_help (words[0])) {
    print_help ();
    return words[0] ? PASSANT_EXIT_OK : PASSANT_EXIT_USAGE;
  }
  if (g_str_equal (words[0], "--version")) {
    g_print ("passantctl %s\n", PASSANT_VERSION);
    return PASSANT_EXIT_OK;
  }
  if (!is_noun (words[0]))
    return refuse (NULL, words[0]);

  verb = find_verb (words[0], "");
  if (verb)
    return passant_command_run (verb, words + 1);

  if (!words[1] || is_help (words[1])) {
    print_verbs (words[0]);
    return words[1] ? PASSANT_EXIT_OK : PASSANT_EXIT_USAGE;
  }

  verb = find_verb (words[0], words[1]);

  return verb ? passant_command_run (verb, words + 2) : refuse (words[0], words[1]);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PASSANT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("passantctl");

  return run (argv + 1);
}
