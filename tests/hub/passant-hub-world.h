/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-caller.h"
#include "passant-test-folder.h"

G_BEGIN_DECLS

/**
 * PassantHubWorld:
 *
 * A hub with two coordinators and three devices of two shoppers, all let in. A fixture of g_test_add().
 */
typedef struct {
  PassantTestFolder *folder;
  PassantHubProcess *hub;
  PassantCaller     *desk;
  PassantCaller     *other_desk;
  PassantCaller     *anna;
  PassantCaller     *annas_tablet;
  PassantCaller     *ben;
  char              *script; /* hash of "{}" */
} PassantHubWorld;

void passant_hub_world_set_up     (PassantHubWorld *self,
                                   gconstpointer    data);
/* The hub must still be sound. */
void passant_hub_world_tear_down  (PassantHubWorld *self,
                                   gconstpointer    data);
/* The desk offers @shopper's @assignment in @location; it is one of @job's, or alone when that is "". */
void passant_hub_world_offer      (PassantHubWorld *self,
                                   const char      *assignment,
                                   const char      *shopper,
                                   const char      *location,
                                   const char      *job);
void passant_hub_world_open_visit (PassantHubWorld *self,
                                   PassantCaller   *caller,
                                   const char      *visit,
                                   const char      *assignment);

G_END_DECLS
