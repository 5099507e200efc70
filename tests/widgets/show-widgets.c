/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <libintl.h>
#include <locale.h>

#include "passant-test-widgets.h"
#include "passant-widgets.h"

/*
 * Shows the widgets as pages, to look at and to take pictures of:
 *
 *   show-widgets --page=PAGE [--dark] [--contrast] [--large] [--rtl] [--language=LANGUAGE] [--picture=FILE]
 *
 * where PAGE is tap, rate, type, more, feel, felt, read or scan.
 */

static char *page = NULL;
static char *language = NULL;
static char *picture = NULL;
static gboolean dark, contrast, large, rtl;

static const GOptionEntry options[] = {
  { "page", 0, 0, G_OPTION_ARG_STRING, &page, "What to show", "PAGE" },
  { "language", 0, 0, G_OPTION_ARG_STRING, &language, "The script's language", "LANGUAGE" },
  { "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture, "A photo that was taken", "FILE" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark colours", NULL },
  { "contrast", 0, 0, G_OPTION_ARG_NONE, &contrast, "High contrast (set ADW_DEBUG_HIGH_CONTRAST=1)",
    NULL },
  { "large", 0, 0, G_OPTION_ARG_NONE, &large, "Text twice as large", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "Right to left", NULL },
  { NULL },
};

typedef struct {
  const char *page, *question;
  const char *value; /* shown as stored, or NULL */
} Shown;

static const Shown cards[] = {
  { "tap", "greeted", "yes" }, { "tap", "first", "nobody" }, { "tap", "subjects", "use height" },
  { "rate", "known", "4" }, { "rate", "recommend", "8" }, { "rate", "served", NULL },
  { "type", "bikes", "33" }, { "type", "price", "899.50" }, { "type", "arrived", "14:05" },
  { "type", "bought", NULL },
  { "more", "wait", NULL }, { "more", "story", "The bell. Everybody rings it once." },
  { "more", "receipt", NULL }, { "more", "remark", NULL },
};

static void
on_answered_cb (PassantQuestionCard *card,
                const char          *value,
                gboolean             na,
                gint64               shown_ms,
                gpointer             user_data)
{
  g_print ("%s = %s%s after %d ms\n", passant_question_card_get_question (card)->id,
           value ? value : "(nothing)", na ? " (not applicable)" : "", (int) shown_ms);
}

static void
on_back_dated_cb (PassantQuestionCard *card,
                  gint64               ago_ms,
                  gpointer             user_data)
{
  g_print ("%s happened %d ms ago\n", passant_question_card_get_question (card)->id, (int) ago_ms);
}

static void
on_felt_cb (PassantAffectGrid *grid,
            const PassantFelt *felt,
            gpointer           user_data)
{
  g_print ("felt %d, %d after %d ms and %d moves\n", felt->x, felt->y, (int) felt->shown_ms,
           felt->moves);
}

static GtkWidget *
make_card (PassantScript *script,
           const Shown   *shown,
           PassantClock  *clock)
{
  PassantQuestion *question = passant_test_find_question (script, shown->question);
  GtkWidget *card = passant_question_card_new (question, language, clock);
  const gint64 now_ms = passant_clock_now_ms (clock);
  PassantAnswer answer = { .value = (char *) shown->value, .at_ms = now_ms - 250000,
                           .noted_ms = now_ms };
  g_autoptr (GError) error = NULL;

  passant_question_card_set_required (PASSANT_QUESTION_CARD (card), question->required);
  if (picture && question->type == PASSANT_QUESTION_PHOTO) {
    answer.value = (char *) "a photo";
    answer.at_ms = now_ms;
    passant_question_card_set_blob_path (PASSANT_QUESTION_CARD (card), picture);
  } else if (shown->value) {
    passant_question_check (question, shown->value, &error);
  }

  if (answer.value)
    passant_question_card_set_answer (PASSANT_QUESTION_CARD (card), &answer,
                                      error ? PASSANT_STEP_WRONG : PASSANT_STEP_DONE,
                                      error ? error->message : NULL);
  g_signal_connect (card, "answered", G_CALLBACK (on_answered_cb), NULL);
  g_signal_connect (card, "back-dated", G_CALLBACK (on_back_dated_cb), NULL);

  return card;
}

static GtkWidget *
make_grid (PassantClock *clock)
{
  GtkWidget *grid = passant_affect_grid_new (clock);
  PassantFelt felt = { .x = 760, .y = 320, .affect = { 52, -36, "acceptance", 0 } };

  if (g_strcmp0 (page, "felt") == 0)
    passant_affect_grid_set_felt (PASSANT_AFFECT_GRID (grid), &felt);
  g_signal_connect (grid, "felt", G_CALLBACK (on_felt_cb), NULL);

  return grid;
}

static GtkWidget *
make_faces (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int row = 0; row < 5; row++) {
    for (int column = 0; column < 5; column++) {
      GtkWidget *face = passant_face_new (column * 50 - 100, 100 - row * 50);

      passant_face_set_size (PASSANT_FACE (face), 48);
      gtk_widget_set_halign (face, GTK_ALIGN_CENTER);
      gtk_grid_attach (GTK_GRID (grid), face, column, row, 1, 1);
    }
  }

  return grid;
}

static void
fill_reading (GtkBox        *box,
              PassantScript *script)
{
  gtk_box_append (box, passant_markdown_new (passant_text_get (script->briefing, language)));
  gtk_box_append (box, passant_ago_picker_new ());
  gtk_box_append (box, make_faces ());
}

static GtkWidget *
make_page (PassantScript *script,
           PassantClock  *clock)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++) {
    if (g_strcmp0 (cards[i].page, page) == 0)
      gtk_box_append (GTK_BOX (box), make_card (script, &cards[i], clock));
  }
  if (g_strcmp0 (page, "feel") == 0 || g_strcmp0 (page, "felt") == 0)
    gtk_box_append (GTK_BOX (box), make_grid (clock));
  if (g_strcmp0 (page, "read") == 0)
    fill_reading (GTK_BOX (box), script);

  return box;
}

static void
on_scanned_cb (PassantScanner *scanner,
               const char     *text)
{
  g_print ("scanned %s\n", text);
}

static void
show_scanner (GtkWidget *window)
{
  AdwDialog *scanner = passant_scanner_new ("Scan", "Hold the code in view.");

  g_signal_connect (scanner, "scanned", G_CALLBACK (on_scanned_cb), NULL);
  adw_dialog_present (scanner, window);
}

static GtkWidget *
make_strip (PassantScript *script)
{
  PassantVisit *visit = passant_visit_new ("visit");
  PassantGuide *guide = passant_guide_new (script, visit);
  GtkWidget *strip = passant_journey_strip_new ();

  passant_journey_strip_update (PASSANT_JOURNEY_STRIP (strip), script, guide,
                                passant_script_find_touchpoint (script, "test_ride"), language);
  passant_guide_free (guide);
  passant_visit_unref (visit);

  return strip;
}

static GtkWidget *
make_view (PassantScript *script,
           PassantClock  *clock)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *light = passant_sync_light_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  passant_sync_light_set_state (PASSANT_SYNC_LIGHT (light), PASSANT_SYNC_LIGHT_OFFLINE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), light);
  adw_clamp_set_child (ADW_CLAMP (clamp), make_page (script, clock));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_strip (script));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);

  return view;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- show the widgets");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);

  adw_init ();
  passant_widgets_init ();
  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (large)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);

  script = passant_test_load_script ();
  page = page ? page : (char *) "tap";
  window = g_object_new (ADW_TYPE_WINDOW,
                         "title", "Widgets", "content", make_view (script, clock),
                         "default-width", 360, "default-height", 720,
                         "width-request", 360, "height-request", 294,
                         NULL);
  g_signal_connect_swapped (window, "close-request", G_CALLBACK (g_main_loop_quit), loop);
  gtk_window_present (GTK_WINDOW (window));
  if (g_str_equal (page, "scan"))
    show_scanner (window);
  g_main_loop_run (loop);

  return 0;
}
