/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-hub-answer.h"
#include "passant-hub-store.h"

G_BEGIN_DECLS

/**
 * PassantHubWriter:
 *
 * The one thread that changes the hub's data. It takes everything that queued up while it was busy, does each piece in a
 * part (savepoint) of one transaction, commits once, and only then lets the answers go: so an answer that says "kept" is
 * on disk, and 64 devices pushing at once cost one flush, not 64.
 */
typedef struct _PassantHubWriter PassantHubWriter;

/* Does one piece of work, on the writer's thread. An answer below 400 keeps what was written, any other takes it back; NULL
 * with @error when the hub itself failed. */
typedef PassantHubAnswer *(*PassantHubWrite) (PassantHubStore *store,
                                              gpointer         data,
                                              GError         **error);
/* Gets the answer (transfer full) in the main context the writer was made in. */
typedef void (*PassantHubWritten) (PassantHubAnswer *answer,
                                   gpointer          user_data);

/* Takes @store. */
PassantHubWriter *passant_hub_writer_new  (PassantHubStore *store) G_GNUC_WARN_UNUSED_RESULT;
/* Does what is queued, then ends the thread; the answers are still delivered. */
void              passant_hub_writer_free (PassantHubWriter *self);
/* Queues @write; @data is freed with @data_free once it is done. FALSE, and nothing queued, when too much is waiting. */
gboolean          passant_hub_writer_push (PassantHubWriter *self,
                                           PassantHubWrite   write,
                                           gpointer          data,
                                           GDestroyNotify    data_free,
                                           PassantHubWritten written,
                                           gpointer          user_data) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubWriter, passant_hub_writer_free)

G_END_DECLS
