/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-test-store.h"

void
passant_test_store_set_up (PassantTestStore *self,
                           gconstpointer     data)
{
  self->folder = passant_test_folder_new ();
  self->clock = passant_clock_new_manual (PASSANT_TEST_NOON_MS);
  passant_test_store_reopen (self);
}

void
passant_test_store_tear_down (PassantTestStore *self,
                              gconstpointer     data)
{
  if (self->store)
    g_assert_finalize_object (self->store);
  passant_clock_unref (self->clock);
  passant_test_folder_free (self->folder);
}

void
passant_test_store_reopen (PassantTestStore *self)
{
  g_autoptr (GError) error = NULL;

  if (self->store)
    g_assert_finalize_object (self->store);
  self->store = passant_store_open (self->folder, self->clock, NULL, &error);
  g_assert_no_error (error);
}

void
passant_test_store_say (PassantTestStore *self,
                        const char       *kind,
                        const char       *subject,
                        ...)
{
  g_autoptr (PassantDraft) draft = passant_draft_new (kind, "bikes", subject);
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GError) error = NULL;
  const char *key;
  va_list pairs;

  va_start (pairs, subject);
  while ((key = va_arg (pairs, const char *)))
    passant_draft_set_string (draft, key, va_arg (pairs, const char *));
  va_end (pairs);

  passant_clock_advance_ms (self->clock, 10);
  fact = passant_store_append (self->store, draft, &error);
  g_assert_no_error (error);
}
