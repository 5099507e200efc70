/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-world.h"

void
passant_hub_world_set_up (PassantHubWorld *self,
                          gconstpointer    data)
{
  self->folder = passant_test_folder_new ();
  self->hub = passant_hub_process_new (self->folder);
  self->desk = passant_caller_new_enrolled (self->hub, "");
  self->other_desk = passant_caller_new_enrolled (self->hub, "");
  self->anna = passant_caller_new_enrolled (self->hub, "anna");
  self->annas_tablet = passant_caller_new_enrolled (self->hub, "anna");
  self->ben = passant_caller_new_enrolled (self->hub, "ben");
  self->script = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "{}", -1);
}

void
passant_hub_world_tear_down (PassantHubWorld *self,
                             gconstpointer    data)
{
  passant_caller_free (self->desk);
  passant_caller_free (self->other_desk);
  passant_caller_free (self->anna);
  passant_caller_free (self->annas_tablet);
  passant_caller_free (self->ben);
  passant_hub_process_assert_sound (self->hub);
  passant_hub_process_free (self->hub);
  passant_test_folder_free (self->folder);
  g_free (self->script);
}

void
passant_hub_world_offer (PassantHubWorld *self,
                         const char      *assignment,
                         const char      *shopper,
                         const char      *location,
                         const char      *job)
{
  passant_caller_say (self->desk, "assignment.offered", assignment,
                      "{'shopper':'%s','location':'%s','script':'%s','job':'%s',"
                      "'remark':'for-%s'}", shopper, location, self->script, job, shopper);
}

void
passant_hub_world_open_visit (PassantHubWorld *self,
                              PassantCaller   *caller,
                              const char      *visit,
                              const char      *assignment)
{
  passant_caller_say (caller, "visit.opened", visit,
                      "{'assignment':'%s','script':'%s','location':'dam','shopper':'%s'}",
                      assignment, self->script, caller->shopper);
}
