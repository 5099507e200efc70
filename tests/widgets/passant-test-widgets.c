/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-test-widgets.h"

#include <stdlib.h>

#include "passant-widgets.h"

#define SKIPPED 77 /* as meson takes it */

void
passant_test_widgets_init (int    *argc,
                           char ***argv)
{
  g_test_init (argc, argv, NULL);

  if (!gtk_init_check ()) {
    g_print ("1..0 # SKIP there is no display\n");
    exit (SKIPPED);
  }

  adw_init ();
  passant_widgets_init ();
}

PassantScript *
passant_test_load_script (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "widgets", "cards.json",
                                            NULL);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  PassantScript *script;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  script = passant_script_compile (text, (gssize) length, problems, &error);
  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    g_printerr ("%s: %s\n", problem->path, problem->message);
  }
  g_assert_no_error (error);

  return script;
}

PassantQuestion *
passant_test_find_question (PassantScript *script,
                            const char    *id)
{
  PassantQuestion *question = passant_script_find_question (script, id);

  g_assert_nonnull (question);

  return question;
}

/* Counts @nth down while it walks. */
static GtkWidget *
walk (GtkWidget *widget,
      GType      type,
      guint     *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = walk (child, type, nth);

    if (found)
      return found;
  }

  return NULL;
}

GtkWidget *
passant_test_find_widget (GtkWidget *root,
                          GType      type,
                          guint      nth)
{
  GtkWidget *found = walk (root, type, &nth);

  g_assert_nonnull (found);

  return found;
}

guint
passant_test_count_widgets (GtkWidget *root,
                            GType      type)
{
  guint left = G_MAXUINT;

  walk (root, type, &left);

  return G_MAXUINT - left;
}

gboolean
passant_test_press_key (GtkWidget      *widget,
                        guint           keyval,
                        GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean taken = FALSE;

    if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
      continue;

    g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &taken);
    if (taken)
      return TRUE;
  }

  return FALSE;
}

static void
on_waited_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
passant_test_wait_ms (guint ms)
{
  gboolean waited = FALSE;

  g_timeout_add_once (ms, on_waited_cb, &waited);
  while (!waited)
    g_main_context_iteration (NULL, TRUE);
}
