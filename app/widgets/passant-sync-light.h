/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_SYNC_LIGHT (passant_sync_light_get_type ())
#define PASSANT_TYPE_SYNC_LIGHT_STATE (passant_sync_light_state_get_type ())

typedef enum {
  PASSANT_SYNC_LIGHT_QUIET,   /* nothing to say */
  PASSANT_SYNC_LIGHT_BUSY,    /* a spinner, once it lasts longer than 500 ms */
  PASSANT_SYNC_LIGHT_DONE,    /* a tick for 2 s */
  PASSANT_SYNC_LIGHT_OFFLINE, /* a calm mark: no hub in reach, everything is kept here */
} PassantSyncLightState;

GType                 passant_sync_light_state_get_type (void);

/**
 * PassantSyncLight:
 *
 * A calm light for the header bar. It never blinks, never takes room away from others, and says in words what it shows.
 *
 * Properties: state (PassantSyncLightState), waiting (uint: facts and photos not yet on the hub).
 */
G_DECLARE_FINAL_TYPE (PassantSyncLight, passant_sync_light, PASSANT, SYNC_LIGHT, AdwBin)

GtkWidget            *passant_sync_light_new         (void) G_GNUC_WARN_UNUSED_RESULT;
PassantSyncLightState passant_sync_light_get_state   (PassantSyncLight *self);
void                  passant_sync_light_set_state   (PassantSyncLight     *self,
                                                      PassantSyncLightState state);
guint                 passant_sync_light_get_waiting (PassantSyncLight *self);
void                  passant_sync_light_set_waiting (PassantSyncLight *self,
                                                      guint             waiting);

G_END_DECLS
