/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-clock.h"
#include "passant-fact.h"
#include "passant-receipt.h"

G_BEGIN_DECLS

#define PASSANT_HUB_SCOPE_ALL "hub" /* the feed of coordinators: everything that counts */

/**
 * PassantHubStore:
 *
 * One connection to the hub's database (hub.db in its folder): WAL, synchronous=FULL, so what was committed survives a
 * power cut. Used by one thread at a time; a hub opens one to write and others to read, and `passant-hub enrol` opens its
 * own beside them. Reads outside a transaction see the newest commit.
 */
typedef struct _PassantHubStore PassantHubStore;

/* Makes @folder (0700) with an empty hub in it: keys, epoch, @title. %PASSANT_ERROR_INVALID when there is one already. */
gboolean         passant_hub_store_found          (const char   *folder,
                                                   const char   *title,
                                                   PassantClock *clock,
                                                   GError      **error);
/* %PASSANT_ERROR_NOT_FOUND: no hub there; _TOO_NEW: of a newer Passant; _DAMAGED: not a hub's database, or cut short. */
PassantHubStore *passant_hub_store_open           (const char *folder,
                                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void             passant_hub_store_free           (PassantHubStore *self);
/* Closes and opens again. After a failed write nothing the connection remembers is to be trusted. */
gboolean         passant_hub_store_reopen         (PassantHubStore *self,
                                                   GError         **error);

/* Gives the hub a new epoch, after a backup was put in its place: every device then asks what the hub holds, and sends the
 * rest again. Other connections see it when they open anew. */
gboolean         passant_hub_store_renew          (PassantHubStore *self,
                                                   PassantClock    *clock,
                                                   GError         **error);

const char      *passant_hub_store_get_folder     (PassantHubStore *self);
const char      *passant_hub_store_get_title      (PassantHubStore *self);
const char      *passant_hub_store_get_epoch      (PassantHubStore *self);
const char      *passant_hub_store_get_public_key (PassantHubStore *self); /* base64 */
const guint8    *passant_hub_store_get_secret_key (PassantHubStore *self); /* 64 bytes */

/* To be called once before serving. Found in another place than where it last served from, the database is a copy: a backup
 * that was put back. Then the hub begins a new epoch, so that devices send again what it has not. */
gboolean         passant_hub_store_settle         (PassantHubStore *self,
                                                   PassantClock    *clock,
                                                   GError         **error);

/* Transactions. A part is a savepoint: it can be taken back without losing what came before it. */

gboolean         passant_hub_store_begin          (PassantHubStore *self,
                                                   gboolean         to_write,
                                                   GError         **error);
gboolean         passant_hub_store_commit         (PassantHubStore *self,
                                                   GError         **error);
void             passant_hub_store_roll_back      (PassantHubStore *self);
gboolean         passant_hub_store_begin_part     (PassantHubStore *self,
                                                   GError         **error);
gboolean         passant_hub_store_end_part       (PassantHubStore *self,
                                                   gboolean         keep,
                                                   GError         **error);

/* Devices */

typedef struct {
  char    *id;
  char    *role;    /* "shopper", "coordinator" */
  char    *shopper; /* whose it is, or "" */
  char    *name;
  guint8   public_key[32];
  gboolean revoked;
  gint64   seq;     /* facts 1 … seq are here */
  char    *head;    /* hash of the last of them, or 64 zeros */
} PassantHubDevice;

typedef struct {
  guint8   hash[32];
  char    *role;
  char    *shopper;
  char    *name;
  gint64   expires_at_ms;
  gboolean used;
  char    *device; /* that used it, or NULL */
} PassantHubCode;

void              passant_hub_device_free            (PassantHubDevice *self);
char             *passant_hub_device_dup_scope       (const PassantHubDevice *self);
void              passant_hub_code_free              (PassantHubCode *self);

/* NULL without an error: unknown. */
PassantHubDevice *passant_hub_store_load_device      (PassantHubStore *self,
                                                      const char      *id,
                                                      GError         **error)
G_GNUC_WARN_UNUSED_RESULT;
PassantHubDevice *passant_hub_store_find_token       (PassantHubStore *self,
                                                      const guint8    *token_hash,
                                                      GError         **error)
G_GNUC_WARN_UNUSED_RESULT;
/* Adds it, or gives a known one a new key, token and name. */
gboolean          passant_hub_store_keep_device      (PassantHubStore        *self,
                                                      const PassantHubDevice *device,
                                                      const guint8           *token_hash,
                                                      gint64                  now_ms,
                                                      GError                **error);
/* %PASSANT_ERROR_NOT_FOUND when there is no such device. */
gboolean          passant_hub_store_revoke_device    (PassantHubStore *self,
                                                      const char      *id,
                                                      gint64           now_ms,
                                                      GError         **error);
gboolean          passant_hub_store_move_head        (PassantHubStore *self,
                                                      const char      *device,
                                                      gint64           seq,
                                                      const char      *head,
                                                      GError         **error);
/* PassantHubDevice, by id. */
GPtrArray        *passant_hub_store_list_devices     (PassantHubStore *self,
                                                      GError         **error)
G_GNUC_WARN_UNUSED_RESULT;
gboolean          passant_hub_store_keep_code        (PassantHubStore      *self,
                                                      const PassantHubCode *code,
                                                      GError              **error);
PassantHubCode   *passant_hub_store_find_code        (PassantHubStore *self,
                                                      const guint8    *hash,
                                                      GError         **error)
G_GNUC_WARN_UNUSED_RESULT;
gboolean          passant_hub_store_use_code         (PassantHubStore *self,
                                                      const guint8    *hash,
                                                      const char      *device,
                                                      gint64           now_ms,
                                                      GError         **error);

/* Facts */

typedef struct {
  gint64 seq;
  char  *code;    /* "not_yours", "malformed", "duplicate_id", "taken" */
  char  *message;
  char  *text;    /* the line */
  char  *device;
} PassantHubQuarantined;

void      passant_hub_quarantined_free         (PassantHubQuarantined *self);

/* The hash of what this device said at @seq, counting or in quarantine; NULL without an error when nothing. */
char     *passant_hub_store_dup_hash           (PassantHubStore *self,
                                                const char      *device,
                                                gint64           seq,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  passant_hub_store_has_id             (PassantHubStore *self,
                                                const char      *id,
                                                gboolean        *has,
                                                GError         **error);
/* @number gets the fact's own number on this hub. */
gboolean  passant_hub_store_keep_fact          (PassantHubStore *self,
                                                PassantFact     *fact,
                                                gint64           now_ms,
                                                gint64          *number,
                                                GError         **error);
gboolean  passant_hub_store_quarantine         (PassantHubStore             *self,
                                                const PassantHubQuarantined *line,
                                                const char                  *hash,
                                                gint64                       now_ms,
                                                GError                     **error);
gboolean  passant_hub_store_release            (PassantHubStore *self,
                                                const char      *device,
                                                gint64           seq,
                                                GError         **error);
/* PassantHubQuarantined of one device, seq @from … @to, at most 1,000. */
GPtrArray *passant_hub_store_list_quarantined  (PassantHubStore *self,
                                                const char      *device,
                                                gint64           from,
                                                gint64           to,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* PassantHubQuarantined of all devices of @shopper that went there for this @code, in their order; about @subject, or about
 * anything when that is NULL. */
GPtrArray *passant_hub_store_list_put_aside    (PassantHubStore *self,
                                                const char      *shopper,
                                                const char      *code,
                                                const char      *subject,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* It stays, for another reason. */
gboolean  passant_hub_store_requarantine       (PassantHubStore             *self,
                                                const PassantHubQuarantined *line,
                                                const char                  *code,
                                                const char                  *message,
                                                GError                     **error);
gboolean  passant_hub_store_keep_receipt       (PassantHubStore      *self,
                                                const PassantReceipt *receipt,
                                                GError              **error);
/* Text, signature and seq only; NULL without an error when there is none. */
PassantReceipt *passant_hub_store_load_receipt (PassantHubStore *self,
                                                const char      *device,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Jobs */

/* The assignment that has the job of @assignment, itself or another; NULL without an error when none has. */
char     *passant_hub_store_dup_holder         (PassantHubStore *self,
                                                const char      *assignment,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* Which assignment @visit is on, also when its opening does not count; NULL without an error when it is unknown. */
char     *passant_hub_store_dup_visited        (PassantHubStore *self,
                                                const char      *visit,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a fact of this @kind about @subject counts. */
gboolean  passant_hub_store_has_said           (PassantHubStore *self,
                                                const char      *kind,
                                                const char      *subject,
                                                gboolean        *has,
                                                GError         **error);
/* Reads what was said about @assignment, and lets it have its job, or go. To be called after each offer, withdrawal, claim
 * and hand-back that counts. */
gboolean  passant_hub_store_settle_job         (PassantHubStore *self,
                                                const char      *assignment,
                                                GError         **error);
/* The assignments of @shopper whose job another one has, sorted. */
GStrv     passant_hub_store_list_taken         (PassantHubStore *self,
                                                const char      *shopper,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Feeds */

typedef struct {
  GPtrArray *lines; /* char *, the facts' exact bytes */
  gint64     position;
  gboolean   more;
} PassantHubPage;

void            passant_hub_page_free           (PassantHubPage *self);

/* Nothing when @scope has it already. */
gboolean        passant_hub_store_feed          (PassantHubStore *self,
                                                 const char      *scope,
                                                 gint64           fact,
                                                 GError         **error);
/* Feeds @scope the newest fact of this @kind about @subject, if there is one. Said of @study, unless that is NULL: two
 * studies may call different things alike. */
gboolean        passant_hub_store_feed_newest   (PassantHubStore *self,
                                                 const char      *scope,
                                                 const char      *kind,
                                                 const char      *subject,
                                                 const char      *study,
                                                 GError         **error);
/* Feeds @scope every fact coordinators said about @subject whose kind begins with @prefix, in their order. */
gboolean        passant_hub_store_feed_said     (PassantHubStore *self,
                                                 const char      *scope,
                                                 const char      *prefix,
                                                 const char      *subject,
                                                 GError         **error);
/* Positions behind @after, without @device's own facts; at most @n_max and 4 MiB of text, but at least one. */
PassantHubPage *passant_hub_store_load_page     (PassantHubStore *self,
                                                 const char      *scope,
                                                 const char      *device,
                                                 gint64           after,
                                                 guint            n_max,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* Tells the fact at @position of @scope from any other; "" where there is none. */
char           *passant_hub_store_dup_mark      (PassantHubStore *self,
                                                 const char      *scope,
                                                 gint64           position,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whose is what */

gboolean  passant_hub_store_keep_assignment     (PassantHubStore *self,
                                                 PassantFact     *offer,
                                                 GError         **error);
/* Opens a visit for @shopper; a visit keeps the shopper that opened it first. */
gboolean  passant_hub_store_keep_visit          (PassantHubStore *self,
                                                 const char      *visit,
                                                 const char      *assignment,
                                                 const char      *shopper,
                                                 GError         **error);
/* NULL without an error: unknown. */
char     *passant_hub_store_dup_assignee        (PassantHubStore *self,
                                                 const char      *assignment,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char     *passant_hub_store_dup_visitor         (PassantHubStore *self,
                                                 const char      *visit,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  PASSANT_HUB_BY_STUDY,
  PASSANT_HUB_BY_SCRIPT,
  PASSANT_HUB_BY_LOCATION,
} PassantHubBy;

/* Shoppers with an assignment of @study: any (@id is the study's), on that script, at that location. */
GStrv     passant_hub_store_list_shoppers       (PassantHubStore *self,
                                                 PassantHubBy     by,
                                                 const char      *study,
                                                 const char      *id,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Blobs */

typedef struct {
  char  *device;
  char  *sha256;
  gint64 bytes;
  gint64 kept_bytes;
  gint64 expires_at_ms;
} PassantHubUpload;

void              passant_hub_upload_free         (PassantHubUpload *self);

gboolean          passant_hub_store_mention       (PassantHubStore *self,
                                                   const char      *sha256,
                                                   gint64           fact,
                                                   GError         **error);
/* @bytes: -1 when the hub has no such blob, or (@scope not NULL) when none of its facts speaks of it. */
gboolean          passant_hub_store_find_blob     (PassantHubStore *self,
                                                   const char      *sha256,
                                                   const char      *scope,
                                                   gint64          *bytes,
                                                   GError         **error);
gboolean          passant_hub_store_keep_blob     (PassantHubStore *self,
                                                   const char      *sha256,
                                                   gint64           bytes,
                                                   gint64           now_ms,
                                                   GError         **error);
/* sha256 names, sorted; @bytes_out: GArray of gint64 beside them. */
GStrv             passant_hub_store_list_blobs    (PassantHubStore *self,
                                                   GArray         **bytes_out,
                                                   GError         **error)
G_GNUC_WARN_UNUSED_RESULT;
PassantHubUpload *passant_hub_store_load_upload   (PassantHubStore *self,
                                                   const char      *device,
                                                   const char      *sha256,
                                                   GError         **error)
G_GNUC_WARN_UNUSED_RESULT;
/* Adds or replaces. */
gboolean          passant_hub_store_keep_upload   (PassantHubStore        *self,
                                                   const PassantHubUpload *upload,
                                                   GError                **error);
gboolean          passant_hub_store_drop_upload   (PassantHubStore *self,
                                                   const char      *device,
                                                   const char      *sha256,
                                                   GError         **error);
gboolean          passant_hub_store_count_uploads (PassantHubStore *self,
                                                   const char      *device,
                                                   guint           *count,
                                                   GError         **error);
/* PassantHubUpload, all of them. */
GPtrArray        *passant_hub_store_list_uploads  (PassantHubStore *self,
                                                   GError         **error)
G_GNUC_WARN_UNUSED_RESULT;

/* Checking */

typedef void (*PassantHubComplaint) (const char *message,
                                     gpointer    data);

typedef struct {
  gint64 devices, facts, quarantined, feed_rows, blobs;
} PassantHubTally;

/* SQLite's own check, every device's chain and hashes, every feed row against its fact and every fact against the feed
 * of all; calls @complain for each thing that is wrong. FALSE only when it could not be read through. */
gboolean          passant_hub_store_check         (PassantHubStore    *self,
                                                   PassantHubTally    *tally,
                                                   PassantHubComplaint complain,
                                                   gpointer            data,
                                                   GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubStore, passant_hub_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubDevice, passant_hub_device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubCode, passant_hub_code_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubQuarantined, passant_hub_quarantined_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubPage, passant_hub_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubUpload, passant_hub_upload_free)

G_END_DECLS
