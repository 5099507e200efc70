/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PassantHubProcess:
 *
 * The real hub as a process of its own, so that it can be killed. The program is the one that PASSANT_HUB names. Whatever
 * goes wrong here ends the test.
 */
typedef struct _PassantHubProcess PassantHubProcess;

/* Founds a hub in @folder, and starts it. */
PassantHubProcess *passant_hub_process_new      (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
/* Kills it. */
void               passant_hub_process_free     (PassantHubProcess *self);
/* Returns when it answers. It keeps its address. */
void               passant_hub_process_start    (PassantHubProcess *self);
/* SIGKILL; returns when it is gone. From any thread. */
void               passant_hub_process_kill     (PassantHubProcess *self);
const char        *passant_hub_process_get_url  (PassantHubProcess *self);
guint16            passant_hub_process_get_port (PassantHubProcess *self);
const char        *passant_hub_process_get_folder (PassantHubProcess *self);
/* A fresh enrolment code. @shopper: "" for a coordinator. */
char              *passant_hub_process_dup_code (PassantHubProcess *self,
                                                 const char        *shopper)
G_GNUC_WARN_UNUSED_RESULT;
/* The hub's own check finds nothing wrong. */
void               passant_hub_process_assert_sound (PassantHubProcess *self);
/* Runs "passant-hub VERB … --data=FOLDER", and expects it to succeed. What it printed. */
char              *passant_hub_process_run      (PassantHubProcess  *self,
                                                 const char * const *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubProcess, passant_hub_process_free)

G_END_DECLS
