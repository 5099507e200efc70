/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-session-presence.h"

#include "passant-presence.h"
#include "passant-session-private.h"

static gboolean
was_read (PassantSession *self)
{
  GPtrArray *fixes = passant_visit_get_fixes (passant_session_get_visit (self));

  for (guint i = 0; i < fixes->len; i++) {
    if (((PassantFix *) fixes->pdata[i])->how == PASSANT_FIX_CODE)
      return TRUE;
  }

  return FALSE;
}

gboolean
passant_session_wants_code (PassantSession *self)
{
  g_return_val_if_fail (PASSANT_IS_SESSION (self), FALSE);

  return passant_session_is_open (self) && *passant_session_get_spot_code (self) &&
         !was_read (self);
}

gboolean
passant_session_read_code (PassantSession *self,
                           const char     *text)
{
  PassantTouchpoint *touchpoint;
  const char *place;
  PassantFix fix = { .how = PASSANT_FIX_CODE };

  g_return_val_if_fail (PASSANT_IS_SESSION (self) && text != NULL, FALSE);

  if (!*text || !g_str_equal (text, passant_session_get_spot_code (self)))
    return FALSE;

  place = passant_visit_get_place (passant_session_get_visit (self));
  touchpoint = place ? passant_script_find_touchpoint (passant_session_get_script (self), place)
                     : NULL;
  if (touchpoint && passant_presence_wants (touchpoint))
    fix.touchpoint = touchpoint->id;
  passant_session_locate (self, &fix);

  return TRUE;
}
