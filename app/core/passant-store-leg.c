/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide.h"
#include "passant-store.h"

static gboolean
has_legs (PassantScript *script)
{
  for (guint i = 0; i < script->touchpoints->len; i++) {
    const PassantTouchpoint *touchpoint = script->touchpoints->pdata[i];

    if (touchpoint->waits)
      return TRUE;
  }

  return FALSE;
}

void
passant_store_find_leg (PassantStore      *self,
                        PassantAssignment *assignment)
{
  g_autoptr (PassantVisit) visit = NULL;
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (PassantGuide) guide = NULL;
  PassantTouchpoint *leg;

  g_return_if_fail (PASSANT_IS_STORE (self) && assignment != NULL);

  g_clear_pointer (&assignment->visit_leg, g_free);
  assignment->leg_from_ms = assignment->leg_until_ms = 0;
  if (!assignment->visit || assignment->visit_state != PASSANT_VISIT_OPEN)
    return;

  /* Only a journey of several legs is worth folding the visit for. What cannot be read is told where it is opened. */
  script = passant_store_load_script (self, assignment->visit_script, NULL);
  if (script && has_legs (script))
    visit = passant_store_load_visit (self, assignment->visit, NULL);
  if (!visit)
    return;

  guide = passant_guide_new (script, visit);
  leg = passant_guide_get_leg (guide);
  if (leg && passant_guide_get_due (guide, leg, &assignment->leg_from_ms,
                                    &assignment->leg_until_ms))
    assignment->visit_leg = g_strdup (leg->id);
}
