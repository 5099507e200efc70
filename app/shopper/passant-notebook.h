/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-job.h"
#include "passant-parcel.h"
#include "passant-pocket.h"
#include "passant-session.h"
#include "passant-sync-runner.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_NOTEBOOK (passant_notebook_get_type ())

G_DECLARE_FINAL_TYPE (PassantNotebook, passant_notebook, PASSANT, NOTEBOOK, GObject)

PassantNotebook        *passant_notebook_open            (const char *folder,
                                                          GError    *
                                                          *error) G_GNUC_WARN_UNUSED_RESULT;
PassantStore           *passant_notebook_get_store       (PassantNotebook *self);
PassantSyncRunner      *passant_notebook_get_runner      (PassantNotebook *self);
PassantPocket          *passant_notebook_get_pocket      (PassantNotebook *self);
PassantPocket          *passant_notebook_get_place       (PassantNotebook *self);
const PassantEnrolment *passant_notebook_get_enrolment   (PassantNotebook *self);
const PassantReceipt   *passant_notebook_get_receipt     (PassantNotebook *self);
GListModel             *passant_notebook_get_jobs        (PassantNotebook *self);
GListModel             *passant_notebook_get_parcels     (PassantNotebook *self);
guint                   passant_notebook_get_unsent      (PassantNotebook *self);
PassantJob             *passant_notebook_find_job        (PassantNotebook *self,
                                                          const char      *id);
gint64                  passant_notebook_get_now_ms      (PassantNotebook *self);
const char             *passant_notebook_pick_language   (PassantNotebook *self,
                                                          PassantScript   *script);
void                    passant_notebook_set_language    (PassantNotebook *self,
                                                          PassantScript   *script,
                                                          const char      *language);

void                    passant_notebook_refresh         (PassantNotebook *self);
void                    passant_notebook_enrol_async     (PassantNotebook    *self,
                                                          const char         *url,
                                                          const char         *code,
                                                          GAsyncReadyCallback callback,
                                                          gpointer            user_data);
gboolean                passant_notebook_enrol_finish    (PassantNotebook *self,
                                                          GAsyncResult    *result,
                                                          GError         **error);
void                    passant_notebook_turn_to         (PassantNotebook *self,
                                                          PassantSession  *session);
PassantSession         *passant_notebook_resume          (PassantNotebook *self,
                                                          const char      *visit,
                                                          GError         **error)
G_GNUC_WARN_UNUSED_RESULT;
PassantScript          *passant_notebook_dup_newer_script (PassantNotebook *self,
                                                           PassantSession  *session)
G_GNUC_WARN_UNUSED_RESULT;
void                    passant_notebook_begin_async     (PassantNotebook    *self,
                                                          PassantJob         *job,
                                                          const char         *break_reason,
                                                          const char         *break_text,
                                                          GAsyncReadyCallback callback,
                                                          gpointer            user_data);
PassantSession         *passant_notebook_begin_finish    (PassantNotebook *self,
                                                          GAsyncResult    *result,
                                                          GError         **error)
G_GNUC_WARN_UNUSED_RESULT;
void                    passant_notebook_note_quiz       (PassantNotebook *self,
                                                          PassantJob      *job,
                                                          PassantScript   *script,
                                                          const char      *item,
                                                          const char      *choice,
                                                          gboolean         is_correct);

void                    passant_notebook_note_calibration (PassantNotebook *self,
                                                           PassantJob      *job,
                                                           const gint64    *touch_ms,
                                                           guint            n);
gint64                  passant_notebook_get_pace_ms     (PassantNotebook *self);

G_END_DECLS
