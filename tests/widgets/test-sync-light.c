/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-sync-light.h"
#include "passant-test-widgets.h"

static gboolean
shows (GtkWidget *light,
       GType      type,
       guint      nth)
{
  return gtk_widget_get_visible (passant_test_find_widget (light, type, nth));
}

/* A short sync is not worth a spinner, and a tick does not stay. */
static void
test_is_calm (void)
{
  GtkWidget *light = g_object_ref_sink (passant_sync_light_new ());
  PassantSyncLight *self = PASSANT_SYNC_LIGHT (light);

  passant_sync_light_set_state (self, PASSANT_SYNC_LIGHT_BUSY);
  passant_test_wait_ms (300);
  g_assert_false (shows (light, ADW_TYPE_SPINNER, 0));
  passant_test_wait_ms (400);
  g_assert_true (shows (light, ADW_TYPE_SPINNER, 0));

  passant_sync_light_set_state (self, PASSANT_SYNC_LIGHT_DONE);
  g_assert_false (shows (light, ADW_TYPE_SPINNER, 0));
  g_assert_true (shows (light, GTK_TYPE_IMAGE, 0));
  gtk_test_accessible_assert_property (light, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Everything is on the hub");
  passant_test_wait_ms (2200);
  g_assert_cmpint (passant_sync_light_get_state (self), ==, PASSANT_SYNC_LIGHT_QUIET);
  g_assert_false (shows (light, GTK_TYPE_IMAGE, 0));

  g_assert_finalize_object (light);
}

static void
test_says_what_waits (void)
{
  GtkWidget *light = g_object_ref_sink (passant_sync_light_new ());
  PassantSyncLight *self = PASSANT_SYNC_LIGHT (light);

  passant_sync_light_set_state (self, PASSANT_SYNC_LIGHT_OFFLINE);
  gtk_test_accessible_assert_property (light, GTK_ACCESSIBLE_PROPERTY_LABEL, "No hub in reach");
  passant_sync_light_set_waiting (self, 1);
  gtk_test_accessible_assert_property (light, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "No hub in reach, 1 thing waits on this device");
  passant_sync_light_set_waiting (self, 7);
  gtk_test_accessible_assert_property (light, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "No hub in reach, 7 things wait on this device");

  g_assert_finalize_object (light);
}

static void
test_notifies_on_change_alone (void)
{
  GtkWidget *light = g_object_ref_sink (passant_sync_light_new ());
  int notified = 0;

  g_signal_connect_swapped (light, "notify", G_CALLBACK (g_atomic_int_inc), &notified);
  g_object_set (light, "waiting", 3, "waiting", 3, NULL);
  passant_sync_light_set_state (PASSANT_SYNC_LIGHT (light), PASSANT_SYNC_LIGHT_QUIET);
  g_assert_cmpint (notified, ==, 1);

  g_assert_finalize_object (light);
}

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);
  g_test_add_func ("/sync-light/is-calm", test_is_calm);
  g_test_add_func ("/sync-light/says-what-waits", test_says_what_waits);
  g_test_add_func ("/sync-light/notifies-on-change-alone", test_notifies_on_change_alone);

  return g_test_run ();
}
