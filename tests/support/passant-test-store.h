/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-store.h"
#include "passant-test-folder.h"

G_BEGIN_DECLS

#define PASSANT_TEST_NOON_MS G_GINT64_CONSTANT (1795348800000)

/* A store in a folder of its own, and the clock it goes by: set to noon, and it goes as it is told. */
typedef struct {
  PassantTestFolder *folder;
  PassantClock      *clock;
  PassantStore      *store; /* or NULL: a test has closed it */
} PassantTestStore;

/* A fixture for g_test_add(). */
void passant_test_store_set_up    (PassantTestStore *self,
                                   gconstpointer data);
void passant_test_store_tear_down (PassantTestStore *self,
                                   gconstpointer data);
/* As when the app is started again. */
void passant_test_store_reopen    (PassantTestStore *self);
/* Ten milliseconds later says @kind about @subject in the study "bikes", with pairs of text up to NULL. */
void passant_test_store_say       (PassantTestStore *self,
                                   const char       *kind,
                                   const char       *subject,
                                   ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
