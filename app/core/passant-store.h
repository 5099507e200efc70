/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "passant-blob.h"
#include "passant-clock.h"
#include "passant-doubt.h"
#include "passant-fact.h"
#include "passant-front.h"
#include "passant-presence.h"
#include "passant-receipt.h"
#include "passant-script.h"
#include "passant-visit.h"
#include "passant-worker.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_STORE (passant_store_get_type ())

/**
 * PassantStore:
 *
 * What this device knows: its own facts, those the hub sent, receipts and blobs, in one folder (passant.db, blobs/), and
 * every table derived from the facts. WAL, synchronous=FULL: when a call that keeps something returns TRUE it survives a
 * power cut; only a draft that is_light may not, until something else was kept after it. Every call is plain and
 * blocking, and may come from any thread (one at a time inside); a UI queues its calls on passant_store_get_worker() so
 * that what was said first is kept first.
 */
G_DECLARE_FINAL_TYPE (PassantStore, passant_store, PASSANT, STORE, GObject)

/* Makes or opens @folder. %PASSANT_ERROR_TOO_NEW: a database of a newer Passant; %PASSANT_ERROR_DAMAGED: not a database or
 * truncated (left untouched); %PASSANT_ERROR_STORAGE: no space, no permission. @vfs: a SQLite VFS by name, or NULL. */
PassantStore  *passant_store_open            (const char   *folder,
                                              PassantClock *clock,
                                              const char   *vfs,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
PassantWorker *passant_store_get_worker      (PassantStore *self);
PassantClock  *passant_store_get_clock       (PassantStore *self);
PassantBlobs  *passant_store_get_blobs       (PassantStore *self);
/* This device's id, minted when the store was made. */
const char    *passant_store_get_device      (PassantStore *self);
/* This device's Ed25519 key (64 bytes, libsodium's form), minted when the store was made: so that an enrolment whose answer
 * was lost can be asked for again with the same key. */
const guint8  *passant_store_get_secret_key  (PassantStore *self);

/* Facts */

/* Stamps and keeps one fact, and what it derives, in one transaction. */
PassantFact   *passant_store_append          (PassantStore *self,
                                              PassantDraft *draft,
                                              GError      **error);
/* All of @drafts (PassantDraft) or none; light when all of them are. */
gboolean       passant_store_append_all      (PassantStore *self,
                                              GPtrArray    *drafts,
                                              GError      **error);
/* The twin for a UI: queued on the worker. @draft is taken. */
void           passant_store_append_async    (PassantStore       *self,
                                              PassantDraft       *draft,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
PassantFact   *passant_store_append_finish   (PassantStore *self,
                                              GAsyncResult *result,
                                              GError      **error);
/* Makes what is light survive a power cut too. Before anybody else is told of it: what the hub has heard must not be said
 * otherwise later. */
gboolean       passant_store_settle          (PassantStore *self,
                                              GError      **error);
/* For a quiet moment, on the worker: empties the log when it is long, and begins the next one, so that the taps and the
 * steps to come need not. */
void           passant_store_tidy_async      (PassantStore *self);
/* The last fact of @kind that this device said; NULL when there is none, and on @error. */
PassantFact   *passant_store_find_newest_own (PassantStore *self,
                                              const char   *kind,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Facts about @subject (PassantFact), by device, then seq. */
GPtrArray     *passant_store_list_facts      (PassantStore *self,
                                              const char   *subject,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* What any visit was about, on the devices that walked @visit and while they did: what PassantFront needs to tell how long
 * that one was in front. PassantFact, by device, then seq. */
GPtrArray     *passant_store_list_around     (PassantStore *self,
                                              const char   *visit,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, counted. */
PassantFront  *passant_store_load_front      (PassantStore *self,
                                              const char   *visit,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The visit that this device said something about last, or NULL. */
char          *passant_store_dup_front       (PassantStore *self);
/* This device's own facts with seq > @after, at most @n_max. For sync. */
GPtrArray     *passant_store_list_own        (PassantStore *self,
                                              gint64        after,
                                              guint         n_max,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gint64         passant_store_get_own_seq     (PassantStore *self);
/* Takes in facts the hub sent (PassantFact), and @cursor, in one transaction. Those already here are left. A fact that
 * cannot be derived is kept all the same. */
gboolean       passant_store_adopt           (PassantStore *self,
                                              GPtrArray    *facts,
                                              const char   *cursor,
                                              GError      **error);
/* Drops every derived table and fills it again from the facts. */
gboolean       passant_store_rebuild         (PassantStore *self,
                                              GError      **error);
/* Every derived row as sorted text lines, for comparing. */
char          *passant_store_dump_derived    (PassantStore *self,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads everything back: chain of every device, hashes, SQLite's own integrity check, blobs against their names. */
gboolean       passant_store_check           (PassantStore *self,
                                              GError      **error);

/* The hub */

typedef struct {
  char  *url;         /* "https://…", or "http://127.0.0.1:…" */
  char  *title;       /* the hub's name for itself */
  char  *public_key;  /* base64, Ed25519 */
  char  *epoch;
  char  *token;
  guint8 secret_key[64];  /* this device's Ed25519 key */
  char  *role;        /* "shopper", "coordinator" */
  char  *shopper;     /* shopper's id, or "" */
  char  *name;
  char  *cursor;      /* last page adopted, or "" */
  gint64 acked;       /* own facts 1 … acked are on the hub, with receipt */
  gint64 synced_ms;   /* last complete sync, 0 never */
} PassantEnrolment;

void              passant_enrolment_free         (PassantEnrolment *self);
/* NULL without an error: not enrolled yet. */
PassantEnrolment *passant_store_load_enrolment   (PassantStore *self,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          passant_store_keep_enrolment   (PassantStore           *self,
                                                  const PassantEnrolment *enrolment,
                                                  GError                **error);
/* Keeps @receipt and moves `acked` to its seq, in one transaction. A receipt for a smaller seq under another epoch (a hub
 * restored from backup) moves it back. %PASSANT_ERROR_INVALID: it is for other facts than this device's. */
gboolean          passant_store_keep_receipt     (PassantStore         *self,
                                                  const PassantReceipt *receipt,
                                                  GError              **error);
/* The hub was found to hold own facts 1 … @held only, fewer than it acknowledged: they count as unsent again, and so do
 * all blobs. */
gboolean          passant_store_take_back_acked  (PassantStore *self,
                                                  gint64        held,
                                                  GError      **error);
/* The hub began anew: it holds own facts 1 … @held, and knows none of its cursors. Nothing else of the enrolment is touched:
 * a new token may have come meanwhile. */
gboolean          passant_store_begin_epoch      (PassantStore *self,
                                                  const char   *epoch,
                                                  gint64        held,
                                                  GError      **error);
/* The newest receipt, or NULL without an error. */
PassantReceipt   *passant_store_load_receipt     (PassantStore *self,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          passant_store_note_synced      (PassantStore *self,
                                                  gint64        at_ms,
                                                  GError      **error);
/* sha256 names that own facts speak of and the hub, in its present life, has not yet confirmed, oldest first. Evidence that
 * was withdrawn stays on the device. */
GStrv             passant_store_list_unsent_blobs (PassantStore *self,
                                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* sha256 names that facts of other devices speak of, not withdrawn, and that are not here yet; oldest first. */
GStrv             passant_store_list_missing_blobs (PassantStore *self,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Likewise of the pictures that published scripts show. */
GStrv             passant_store_list_missing_pictures (PassantStore *self,
                                                       GError      **error)
G_GNUC_WARN_UNUSED_RESULT;
gboolean          passant_store_confirm_blob     (PassantStore *self,
                                                  const char   *sha256,
                                                  GError      **error);

/* Of this device's own facts @from … @to the hub does not count the claims at @lost (gint64 seqs): somebody else had the
 * job. All others of these it counts. To be kept before the receipt for them, which is not given twice. */
gboolean          passant_store_settle_claims    (PassantStore *self,
                                                  gint64        from,
                                                  gint64        to,
                                                  GArray       *lost,
                                                  GError      **error);
/* The assignments (ids) of this device's guest whose job somebody else has now: these and no others. */
gboolean          passant_store_keep_taken       (PassantStore       *self,
                                                  const char * const *assignments,
                                                  GError            **error);

/* Derived: what lists and reports read. */

/* How far the guest's claim of an assignment has come. */
typedef enum {
  PASSANT_CLAIM_NONE,    /* not said, or taken back */
  PASSANT_CLAIM_SAID,    /* the hub has not heard it yet, and another may be before */
  PASSANT_CLAIM_SETTLED,
  PASSANT_CLAIM_LOST,    /* somebody else was before */
} PassantClaim;

typedef struct {
  char             *id;
  char             *study, *study_title; /* title as a JSON language map */
  char             *script;       /* hash */
  char             *location, *location_name, *location_address;
  char             *shopper;
  gint64            from_ms, until_ms; /* the window; 0: none */
  gint64            pay_cents, reimburse_cents;
  char             *currency;
  char             *job;          /* that it shares with other assignments, or "" */
  char             *state;        /* offered claimed handed_back withdrawn; a claim that was lost: offered */
  char             *reason;       /* why it was handed back or withdrawn, or "" */
  PassantClaim      claim;
  gboolean          is_taken;     /* somebody else has its job */
  gboolean          was_claimed;  /* when it was withdrawn */
  gint64            paid_cents;   /* in all, 0: nothing yet */
  gint64            paid_ms;      /* when that was said last, or 0 */
  char             *paid_remark;  /* or "" */
  char             *visit;        /* the newest visit's id, or NULL */
  PassantVisitState visit_state;  /* when visit is set … */
  gint64            visit_opened_ms, visit_last_ms; /* … last noted fact of it */
  char             *visit_script; /* … hash of the version it goes by */
  char             *visit_place;  /* … the touchpoint entered last, or NULL */
  char             *visit_remark; /* … the reviewer's last word, or NULL */
  char             *visit_leg;    /* the touchpoint that its journey waits for, or NULL: passant_store_find_leg() … */
  gint64            leg_from_ms, leg_until_ms; /* … and when that is due */
} PassantAssignment;

typedef struct {
  char             *id;
  char             *study, *assignment, *script, *location, *location_name, *shopper;
  char             *device;       /* that opened it */
  PassantVisitState state;
  int               revision;
  gint64            opened_ms, ended_ms;
  gint64            facts;        /* said by this device about it … */
  gint64            facts_acked;  /* … and on the hub with receipt */
  gint64            blobs, blobs_confirmed;
  gboolean          is_sample;    /* made by a random walker */
} PassantVisitRow;

typedef struct {
  char *id, *name, *address, *geo; /* geo: "52.37,4.89" or "" */
  char *code;                      /* what the QR code on the spot says, or "" */
} PassantLocation;

/* A version of a script that was published for a study. */
typedef struct {
  char  *study, *hash;
  char  *id;            /* of the script */
  gint64 version;
  gint64 published_ms;
  gint64 n_assignments; /* that stand on it and are not finished */
  gint64 n_visits;      /* that are on it */
} PassantScriptRow;

void             passant_script_row_free         (PassantScriptRow *self);
void             passant_assignment_free         (PassantAssignment *self);
void             passant_visit_row_free          (PassantVisitRow *self);
void             passant_location_free           (PassantLocation *self);

/* Not withdrawn or handed back, by until_ms. @shopper: only theirs, or NULL for all. */
GPtrArray       *passant_store_list_assignments  (PassantStore *self,
                                                  const char   *shopper,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with those that were withdrawn or handed back. */
GPtrArray       *passant_store_list_all_assignments (PassantStore *self,
                                                     const char   *shopper,
                                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, each with the visit that was accepted, where one was and another was begun later. */
GPtrArray       *passant_store_list_earning_assignments (PassantStore *self,
                                                         const char   *shopper,
                                                         GError      **error)
G_GNUC_WARN_UNUSED_RESULT;
/* All of @shopper's, whatever became of them. One with several visits that are still with the guest (begun on two
 * devices) is there once for each of those. */
GPtrArray       *passant_store_list_jobs         (PassantStore *self,
                                                  const char   *shopper,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Works out what the open visit of @assignment waits for. Folds that visit; lists do not. */
void             passant_store_find_leg          (PassantStore      *self,
                                                  PassantAssignment *assignment);
/* By opened_ms; @study: only that one, or NULL for all. */
GPtrArray       *passant_store_list_visits       (PassantStore *self,
                                                  const char   *study,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *passant_store_list_locations    (PassantStore *self,
                                                  const char   *study,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ids of the studies known, sorted. */
GStrv            passant_store_list_studies      (PassantStore *self,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest published script of a study, its hash; %PASSANT_ERROR_NOT_FOUND when there is none. */
char            *passant_store_dup_study_script  (PassantStore *self,
                                                  const char   *study,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every published version (PassantScriptRow), by study, then when it was published; @study: only that one, or NULL. */
GPtrArray       *passant_store_list_scripts      (PassantStore *self,
                                                  const char   *study,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* study.put's body as JSON text: title, client, wave … */
char            *passant_store_dup_study         (PassantStore *self,
                                                  const char   *study,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Compiled and cached. */
PassantScript   *passant_store_load_script       (PassantStore *self,
                                                  const char   *hash,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Folded from its facts. %PASSANT_ERROR_NOT_FOUND when nobody opened it. @id may be the first 8 or more characters when
 * they name one visit only. */
PassantVisit    *passant_store_load_visit        (PassantStore *self,
                                                  const char   *id,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The files that the briefing of the script @hash shows: name → sha256. Those of other devices come with a sync. */
GHashTable      *passant_store_load_pictures     (PassantStore *self,
                                                  const char   *hash,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the guest of @visit handed in before it (PassantEarlier): long texts and files of their earlier visits of the same
 * study, for passant_doubts_list(). */
GPtrArray       *passant_store_list_earlier      (PassantStore *self,
                                                  const char   *visit,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* What @shopper answered last to each quiz item of the script @hash, whatever the job: item → choice. */
GHashTable      *passant_store_load_quiz         (PassantStore *self,
                                                  const char   *hash,
                                                  const char   *shopper,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the location and the assignment of @visit say about being there; what they do not say is empty. */
PassantPresencePlace *passant_store_load_place   (PassantStore *self,
                                                  PassantVisit *visit,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantEnrolment, passant_enrolment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantScriptRow, passant_script_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantAssignment, passant_assignment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantVisitRow, passant_visit_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantLocation, passant_location_free)

G_END_DECLS
