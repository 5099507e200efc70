/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * PassantHubAnswer:
 *
 * What the hub says back, made on whatever thread did the work and sent by the server's: a status, headers, a body. Errors
 * are always {"error":<code>,"message":<a sentence>}, never a page.
 */
typedef struct {
  guint       status;
  const char *content_type; /* literal; NULL: no body */
  GBytes     *body;
  GPtrArray  *headers;      /* char *: name, value, name, value … */
} PassantHubAnswer;

PassantHubAnswer *passant_hub_answer_new           (guint status) G_GNUC_WARN_UNUSED_RESULT;
PassantHubAnswer *passant_hub_answer_new_json      (guint           status,
                                                    yyjson_mut_doc *doc) G_GNUC_WARN_UNUSED_RESULT;
PassantHubAnswer *passant_hub_answer_new_error     (guint       status,
                                                    const char *code,
                                                    const char *format,
                                                    ...) G_GNUC_PRINTF (3,
                                                                        4)
G_GNUC_WARN_UNUSED_RESULT;
/* The same with one further key: where the device should go on from, or where the copies part. */
PassantHubAnswer *passant_hub_answer_new_conflict  (const char *code,
                                                    const char *key,
                                                    gint64      seq,
                                                    const char *message) G_GNUC_WARN_UNUSED_RESULT;
/* For what the hub itself could not do: 507 when its disk is full, 500 when its data is damaged, else 503. */
PassantHubAnswer *passant_hub_answer_new_for_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
void              passant_hub_answer_free          (PassantHubAnswer *self);
void              passant_hub_answer_add_header    (PassantHubAnswer *self,
                                                    const char       *name,
                                                    const char       *value);
void              passant_hub_answer_add_number    (PassantHubAnswer *self,
                                                    const char       *name,
                                                    gint64            value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubAnswer, passant_hub_answer_free)

/* What core left out for yyjson. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

G_END_DECLS
