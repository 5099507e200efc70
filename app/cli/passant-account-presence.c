/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-account-presence.h"

#include <glib/gi18n-lib.h>

/* NULL: nothing to be present at. */
static PassantPresence *
weigh (const PassantAccount *self)
{
  return self->place ? passant_presence_new (self->script, self->visit, self->place) : NULL;
}

void
passant_account_say_presence (const PassantAccount *self)
{
  g_autoptr (PassantPresence) presence = weigh (self);

  if (!presence)
    return;

  passant_command_say (self->command, _("Presence  %s, %d of 100"),
                       passant_presence_describe (presence, FALSE), presence->score);
  for (guint i = 0; i < presence->reasons->len; i++) {
    const PassantPresenceReason *reason = presence->reasons->pdata[i];
    g_autofree char *words =
      passant_presence_reason_describe (reason, passant_visit_get_utc_offset_min (self->visit));

    passant_command_say (self->command, "    %+4d  %s", reason->points, words);
  }
}

static void
add_reason (yyjson_mut_doc              *document,
            yyjson_mut_val              *array,
            const PassantPresenceReason *reason)
{
  yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array);

  yyjson_mut_obj_add_str (document, object, "reason",
                          passant_presence_kind_to_string (reason->kind));
  yyjson_mut_obj_add_int (document, object, "points", reason->points);
  if (reason->at_ms > 0)
    yyjson_mut_obj_add_sint (document, object, "at_ms", reason->at_ms);
  if (reason->kind == PASSANT_PRESENCE_NEAR || reason->kind == PASSANT_PRESENCE_ELSEWHERE) {
    yyjson_mut_obj_add_int (document, object, "distance_m", reason->distance_m);
    yyjson_mut_obj_add_int (document, object, "accuracy_m", reason->accuracy_m);
  }
}

void
passant_account_answer_presence (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  g_autoptr (PassantPresence) presence = weigh (self);
  yyjson_mut_val *object, *reasons;

  if (!presence)
    return;

  object = yyjson_mut_obj_add_obj (document, yyjson_mut_doc_get_root (document), "presence");
  yyjson_mut_obj_add_int (document, object, "score", presence->score);
  yyjson_mut_obj_add_str (document, object, "verdict",
                          passant_presence_verdict_to_string (presence->verdict));
  reasons = yyjson_mut_obj_add_arr (document, object, "reasons");
  for (guint i = 0; i < presence->reasons->len; i++)
    add_reason (document, reasons, presence->reasons->pdata[i]);
}
