/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-hub-process.h"
#include "passant-store.h"

G_BEGIN_DECLS

/* What people do on their devices, made up by seed; and whether a hub has it all. */

/* PASSANT_TEST_SEED, or one that is drawn; printed either way, so that a failure can be had again. */
guint32       passant_guest_draw_seed      (void);
/* A store in @folder, enrolled as @shopper ("": a coordinator) with @hub, and from then on looking for it at @url (NULL:
 * where it is). */
PassantStore *passant_guest_new            (PassantHubProcess *hub,
                                            const char        *folder,
                                            const char        *shopper,
                                            const char        *url) G_GNUC_WARN_UNUSED_RESULT;
void          passant_guest_move           (PassantStore *store,
                                            const char   *url);
/* Says one thing. @key may be NULL. */
void          passant_guest_say            (PassantStore *store,
                                            const char   *kind,
                                            const char   *subject,
                                            const char   *key,
                                            const char   *value);
/* The coordinator offers @shopper an assignment. Its id. */
char         *passant_guest_offer          (PassantStore *store,
                                            const char   *shopper) G_GNUC_WARN_UNUSED_RESULT;
/* The guest takes a photo of at most @bytes_max random bytes in @visit. */
void          passant_guest_prove          (PassantStore *store,
                                            const char   *visit,
                                            GRand        *rand,
                                            guint         bytes_max);
/* The guest makes a visit: @n_answers answers and @n_photos photos of at most @bytes_max random bytes, finished. Its id. */
char         *passant_guest_visit          (PassantStore *store,
                                            const char   *assignment,
                                            const char   *shopper,
                                            GRand        *rand,
                                            guint         n_answers,
                                            guint         n_photos,
                                            guint         bytes_max) G_GNUC_WARN_UNUSED_RESULT;
/* Bytes of all blobs here. */
gint64        passant_guest_count_blob_bytes (PassantStore *store);
/* Syncs; TRUE when it came through. Anything but being offline ends the test. */
gboolean      passant_guest_sync           (PassantStore *store);
/* What @store said is on the hub, bit for bit, once, in order, nothing of it in quarantine; its receipt covers all and is
 * good; every blob it speaks of is there, whole. */
void          passant_guest_assert_on_hub  (PassantStore      *store,
                                            PassantHubProcess *hub);
/* The derived tables are what a rebuild makes of the facts, and everything reads back. */
void          passant_guest_assert_sound   (PassantStore *store);

G_END_DECLS
