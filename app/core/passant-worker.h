/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_WORKER (passant_worker_get_type ())

/**
 * PassantWorker:
 *
 * One thread that does jobs one after another, in the order they came.
 */
G_DECLARE_FINAL_TYPE (PassantWorker, passant_worker, PASSANT, WORKER, GObject)

PassantWorker *passant_worker_new  (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Queues a job; @func must return through @task (transfer none). A task cancelled before its turn fails unrun. */
void           passant_worker_push (PassantWorker  *self,
                                    GTask          *task,
                                    GTaskThreadFunc func);
/* Waits until all jobs queued so far are done. Before a program ends: what a guest said last may still be among them. Not
 * for a job to call. */
void           passant_worker_settle (PassantWorker *self);

G_END_DECLS
