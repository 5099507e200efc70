/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-sync.h"

G_BEGIN_DECLS

/**
 * PassantSyncState:
 * @PASSANT_SYNC_STATE_IDLE: the last sync went well, or none was tried
 * @PASSANT_SYNC_STATE_RUNNING: one is under way
 * @PASSANT_SYNC_STATE_OFFLINE: the hub could not be reached; it will be tried again
 * @PASSANT_SYNC_STATE_FAILED: somebody has to do something; `words` say what
 */
typedef enum {
  PASSANT_SYNC_STATE_IDLE,
  PASSANT_SYNC_STATE_RUNNING,
  PASSANT_SYNC_STATE_OFFLINE,
  PASSANT_SYNC_STATE_FAILED,
} PassantSyncState;

/* How sparing the device has to be, the better times first. */
typedef enum {
  PASSANT_THRIFT_NONE,
  PASSANT_THRIFT_METERED, /* the network is paid by the byte */
  PASSANT_THRIFT_POWER,   /* the battery is to last */
} PassantThrift;

#define PASSANT_TYPE_SYNC_RUNNER (passant_sync_runner_get_type ())

G_DECLARE_FINAL_TYPE (PassantSyncRunner, passant_sync_runner, PASSANT, SYNC_RUNNER, GObject)

PassantSyncRunner *passant_sync_runner_new        (PassantStore *store) G_GNUC_WARN_UNUSED_RESULT;
PassantSyncState   passant_sync_runner_get_state  (PassantSyncRunner *self);
const char        *passant_sync_runner_get_words  (PassantSyncRunner *self);
void               passant_sync_runner_start      (PassantSyncRunner *self);
void               passant_sync_runner_nudge      (PassantSyncRunner *self);
void               passant_sync_runner_hurry      (PassantSyncRunner *self);
void               passant_sync_runner_set_thrift (PassantSyncRunner *self,
                                                   PassantThrift      thrift);
void               passant_sync_runner_come_online (PassantSyncRunner *self);
void               passant_sync_runner_stop       (PassantSyncRunner *self);

G_END_DECLS
