/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a device is let in by a real hub, and how it is not. */

#include "passant-error.h"
#include "passant-fault-proxy.h"
#include "passant-hub-process.h"
#include "passant-scripted-server.h"
#include "passant-sync.h"
#include "passant-test-folder.h"

#include <string.h>

typedef struct {
  char              *folder;
  PassantHubProcess *hub;
  PassantStore      *store;
} Fixture;

static PassantStore *
open_store (Fixture    *self,
            const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (PassantClock) clock = passant_clock_new_manual (1790000000000);
  g_autoptr (GError) error = NULL;
  PassantStore *store = passant_store_open (path, clock, NULL, &error);

  g_assert_no_error (error);

  return store;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *hub = NULL;

  self->folder = passant_test_folder_new ();
  hub = g_build_filename (self->folder, "hub", NULL);
  self->hub = passant_hub_process_new (hub);
  self->store = open_store (self, "device");
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_assert_finalize_object (self->store);
  g_clear_pointer (&self->hub, passant_hub_process_free);
  passant_test_folder_drop (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static void
assert_refused (PassantStore *store,
                const char   *url,
                const char   *code,
                int           error_code)
{
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (passant_sync_enrol (store, url, code, "Device", NULL, &error));
  g_assert_error (error, PASSANT_ERROR, error_code);
  g_assert_cmpuint (strlen (error->message), >, 30);
  enrolment = passant_store_load_enrolment (store, NULL);
  g_assert_null (enrolment);
}

static void
test_enrol_by_code (Fixture      *self,
                    gconstpointer data)
{
  const char *url = passant_hub_process_get_url (self->hub);
  g_autofree char *code = passant_hub_process_dup_code (self->hub, "anna");
  g_autofree char *sloppy = g_ascii_strdown (code, -1);
  g_autofree char *spaced = g_strconcat ("  ", sloppy, "\n", NULL);
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (PassantStore) other = open_store (self, "other");
  g_autoptr (GError) error = NULL;

  assert_refused (self->store, url, "AAAA-AAAA", PASSANT_ERROR_INVALID);
  assert_refused (self->store, url, "", PASSANT_ERROR_INVALID);
  passant_sync_enrol (self->store, url, spaced, "Anna's \"phone\"", NULL, &error);
  g_assert_no_error (error);

  enrolment = passant_store_load_enrolment (self->store, &error);
  g_assert_cmpstr (enrolment->url, ==, url);
  g_assert_cmpstr (enrolment->title, ==, "Test hub");
  g_assert_cmpstr (enrolment->role, ==, "shopper");
  g_assert_cmpstr (enrolment->shopper, ==, "anna");
  g_assert_cmpint (enrolment->acked, ==, 0);
  g_assert_cmpuint (strlen (enrolment->token), >, 20);
  g_assert_true (passant_sync_run (self->store, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  assert_refused (other, url, code, PASSANT_ERROR_INVALID);
}

static void
test_enrol_by_link (Fixture      *self,
                    gconstpointer data)
{
  static const char * const bad[] = {
    "passant://enrol", "passant://enrol?u=https://hub.example", "passant://visit?u=a&t=b",
    "passant:enrol?u=a&t=b", "passant://enrol?u=http://hub.example&t=ABCD-EFGH",
  };
  g_autofree char *code = passant_hub_process_dup_code (self->hub, "");
  g_autofree char *url = g_uri_escape_string (passant_hub_process_get_url (self->hub), NULL, FALSE);
  g_autofree char *link = g_strdup_printf ("passant://enrol?u=%s&t=%s", url, code);
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (self->store, NULL, bad[i], PASSANT_ERROR_INVALID);
  assert_refused (self->store, NULL, code, PASSANT_ERROR_INVALID);

  passant_sync_enrol (self->store, NULL, link, NULL, NULL, &error);
  g_assert_no_error (error);
  enrolment = passant_store_load_enrolment (self->store, &error);
  g_assert_cmpstr (enrolment->role, ==, "coordinator");
  g_assert_cmpstr (enrolment->url, ==, passant_hub_process_get_url (self->hub));
}

/* The answer with the token may be lost, and the code is used up by then. The same device is let in all the same: at once,
 * and also when it was started anew in between. */
static void
test_enrol_answer_lost (Fixture      *self,
                        gconstpointer data)
{
  g_autofree char *code = passant_hub_process_dup_code (self->hub, "anna");
  g_autofree char *second = passant_hub_process_dup_code (self->hub, "bo");
  g_autoptr (PassantFaultProxy) proxy = NULL;
  g_autoptr (GError) error = NULL;

  proxy = passant_fault_proxy_new (passant_hub_process_get_port (self->hub), 1);
  passant_fault_proxy_fail_at (proxy, 2, PASSANT_FAULT_LOSE_ANSWER);
  passant_sync_enrol (self->store, passant_fault_proxy_get_url (proxy), code, "", NULL, &error);
  g_assert_no_error (error);

  g_assert_finalize_object (self->store);
  self->store = open_store (self, "second");
  passant_fault_proxy_set_chance (proxy, 0);
  for (guint n = 0; n < 3; n++) {
    passant_fault_proxy_fail_at (proxy, 2, PASSANT_FAULT_CUT_ANSWER);
    g_assert_finalize_object (self->store);
    self->store = open_store (self, "second");
    passant_sync_enrol (self->store, passant_fault_proxy_get_url (proxy), second, "", NULL, &error);
    g_assert_no_error (error);
  }
  g_assert_true (passant_sync_run (self->store, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_enrol_no_hub (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (PassantScriptedServer) server = passant_scripted_server_new ();
  const char *url = passant_scripted_server_get_url (server);

  passant_scripted_server_answer (server, "200 OK", "text/html", "<html>Sign in</html>");
  assert_refused (self->store, url, "ABCD-EFGH", PASSANT_ERROR_OFFLINE);
  passant_scripted_server_answer (server, "500 Oops", "text/html", "");
  assert_refused (self->store, url, "ABCD-EFGH", PASSANT_ERROR_OFFLINE);
  assert_refused (self->store, url, "ABCD-EFGH", PASSANT_ERROR_OFFLINE);
  assert_refused (self->store, "http://hub.example", "ABCD-EFGH", PASSANT_ERROR_INVALID);
  assert_refused (self->store, "", "ABCD-EFGH", PASSANT_ERROR_INVALID);
  for (guint i = 0; i < passant_scripted_server_count (server); i++) {
    g_autofree char *request = passant_scripted_server_dup_request (server, i);

    g_assert_null (strstr (request, "ABCD-EFGH"));
  }
}

/* Visits were made for one client; they must not land with another. */
static void
test_enrol_elsewhere (Fixture      *self,
                      gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "hub-2", NULL);
  g_autoptr (PassantHubProcess) second = passant_hub_process_new (folder);
  g_autofree char *code = passant_hub_process_dup_code (self->hub, "anna");
  g_autofree char *again = passant_hub_process_dup_code (self->hub, "anna");
  g_autofree char *elsewhere = passant_hub_process_dup_code (second, "anna");
  g_autoptr (PassantDraft) draft = passant_draft_new ("quiz.answered", "bike", "assignment-1");
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;

  passant_sync_enrol (self->store, passant_hub_process_get_url (self->hub), code, "", NULL, &error);
  g_assert_no_error (error);
  fact = passant_store_append (self->store, draft, &error);
  g_assert_true (passant_sync_run (self->store, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  g_assert_false (passant_sync_enrol (self->store, passant_hub_process_get_url (second), elsewhere,
                                      "", NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_clear_error (&error);

  passant_sync_enrol (self->store, passant_hub_process_get_url (self->hub), again, "", NULL,
                      &error);
  g_assert_no_error (error);
  enrolment = passant_store_load_enrolment (self->store, &error);
  g_assert_cmpint (enrolment->acked, ==, 1);
  g_assert_true (passant_sync_run (self->store, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
add (const char *path,
     void ( *test ) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/enrol/takes-a-code-once", test_enrol_by_code);
  add ("/enrol/takes-a-link", test_enrol_by_link);
  add ("/enrol/survives-a-lost-answer", test_enrol_answer_lost);
  add ("/enrol/gives-no-code-to-what-is-no-hub", test_enrol_no_hub);
  add ("/enrol/keeps-visits-with-their-hub", test_enrol_elsewhere);

  return g_test_run ();
}
