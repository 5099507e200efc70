/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-journey-strip.h"
#include "passant-phase-button.h"
#include "passant-test-widgets.h"

typedef struct {
  PassantScript       *script;
  PassantVisit        *visit;
  PassantGuide        *guide;
  PassantJourneyStrip *strip;
  GtkWidget           *window;

  int                  activations;
  guint                activated;
} Fixture;

static void
on_phase_activated_cb (PassantJourneyStrip *strip,
                       guint                index,
                       Fixture             *fixture)
{
  fixture->activations++;
  fixture->activated = index;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->script = passant_test_load_script ();
  fixture->visit = passant_visit_new ("visit");
  fixture->guide = passant_guide_new (fixture->script, fixture->visit);
  fixture->strip = PASSANT_JOURNEY_STRIP (passant_journey_strip_new ());
  g_object_ref_sink (fixture->strip);
  g_signal_connect (fixture->strip, "phase-activated", G_CALLBACK (on_phase_activated_cb), fixture);
  passant_journey_strip_update (fixture->strip, fixture->script, fixture->guide,
                                passant_script_find_touchpoint (fixture->script, "test_ride"),
                                "en");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->strip);
  passant_guide_free (fixture->guide);
  passant_visit_unref (fixture->visit);
  passant_script_unref (fixture->script);
}

static GtkWidget *
get_phase (Fixture *fixture,
           guint    nth)
{
  return passant_test_find_widget (GTK_WIDGET (fixture->strip), PASSANT_TYPE_PHASE_BUTTON, nth);
}

static void
test_says_where (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *summary = passant_journey_strip_dup_summary (fixture->strip);

  g_assert_cmpstr (summary, ==, "Phase 2 of 5, Weighing up; 0 of 3 steps done");
  gtk_test_accessible_assert_property (fixture->strip, GTK_ACCESSIBLE_PROPERTY_LABEL, summary);
  gtk_test_accessible_assert_property (get_phase (fixture, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "3, Purchase; 0 of 6 steps done");
  g_assert_true (gtk_widget_has_css_class (get_phase (fixture, 1), "current"));
  g_assert_false (gtk_widget_has_css_class (get_phase (fixture, 0), "current"));
}

static void
test_tells_taps (Fixture      *fixture,
                 gconstpointer data)
{
  g_signal_emit_by_name (get_phase (fixture, 3), "clicked");
  g_assert_cmpint (fixture->activations, ==, 1);
  g_assert_cmpuint (fixture->activated, ==, 3);
}

/* A guide is made anew after each fact: the buttons, and with them the focus, stay. */
static void
test_keeps_its_buttons (Fixture      *fixture,
                        gconstpointer data)
{
  GtkWidget *first = get_phase (fixture, 0);

  passant_journey_strip_update (fixture->strip, fixture->script, fixture->guide, NULL, "en");
  g_assert_true (get_phase (fixture, 0) == first);
  g_assert_cmpuint (passant_test_count_widgets (GTK_WIDGET (fixture->strip),
                                                PASSANT_TYPE_PHASE_BUTTON), ==, 5);
  g_assert_false (gtk_widget_has_css_class (get_phase (fixture, 1), "current"));
}

static gboolean
shows_title (Fixture *fixture,
             guint    nth)
{
  return gtk_widget_get_child_visible (passant_test_find_widget (get_phase (fixture, nth),
                                                                 GTK_TYPE_LABEL, 0));
}

/* Gives the strip so much room, without a window. */
static void
allocate (Fixture *fixture,
          int      width)
{
  int height, min;

  gtk_widget_measure (GTK_WIDGET (fixture->strip), GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL,
                      NULL);
  g_assert_cmpint (min, <=, 328);
  gtk_widget_measure (GTK_WIDGET (fixture->strip), GTK_ORIENTATION_VERTICAL, width, &height, NULL,
                      NULL, NULL);
  g_assert_cmpint (height, >=, 44);
  gtk_widget_allocate (GTK_WIDGET (fixture->strip), width, height, -1, NULL);
}

static void
test_names_what_has_room (Fixture      *fixture,
                          gconstpointer data)
{
  allocate (fixture, 328);
  g_assert_true (shows_title (fixture, 1));
  g_assert_false (shows_title (fixture, 0) || shows_title (fixture, 4));

  allocate (fixture, 800);
  for (guint i = 0; i < 5; i++)
    g_assert_true (shows_title (fixture, i));
}

/* At twice the text size the current phase is still named in full, and nobody is squeezed below what he needs. */
static void
test_fits_large_text (Fixture      *fixture,
                      gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *title = passant_test_find_widget (get_phase (fixture, 1), GTK_TYPE_LABEL, 0);
  int wanted, dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  allocate (fixture, 360);
  gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wanted, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_width (title), >=, wanted);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* As many phases and steps as a script may have, nearly. */
static char *
write_long_script (void)
{
  GString *text =
    g_string_new ("{\"passant\": 1, \"id\": \"long\", \"version\": 1, \"languages\": [\"en\"],"
                  "\"title\": {\"en\": \"Long\"}, \"phases\": [");

  for (guint phase = 0; phase < 20; phase++) {
    g_string_append_printf (text, "%s{\"id\": \"p%u\", \"title\": {\"en\": \"Phase %u\"}, "
                            "\"touchpoints\": [", phase ? "," : "", phase, phase);
    for (guint step = 0; step < 10; step++)
      g_string_append_printf (text, "%s{\"id\": \"t%u_%u\", \"title\": {\"en\": \"Step\"}, "
                              "\"channel\": \"store\", \"questions\": []}", step ? "," : "",
                              phase, step);
    g_string_append (text, "]}");
  }
  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

static void
test_fits_many_phases (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *text = write_long_script ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_script_compile (text, -1, NULL, &error);
  g_autoptr (PassantVisit) visit = passant_visit_new ("long");
  g_autoptr (PassantGuide) guide = NULL;

  g_assert_no_error (error);
  guide = passant_guide_new (script, visit);
  passant_journey_strip_update (fixture->strip, script, guide,
                                passant_script_find_touchpoint (script, "t12_4"), "en");
  allocate (fixture, 328);
  passant_journey_strip_update (fixture->strip, fixture->script, fixture->guide, NULL, "en");
}

#define ADD(path, test) g_test_add ("/journey-strip/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);

  ADD ("says-where-the-guest-is", test_says_where);
  ADD ("tells-taps", test_tells_taps);
  ADD ("keeps-its-buttons", test_keeps_its_buttons);
  ADD ("names-what-has-room", test_names_what_has_room);
  ADD ("fits-large-text", test_fits_large_text);
  ADD ("fits-many-phases", test_fits_many_phases);

  return g_test_run ();
}
