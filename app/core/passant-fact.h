/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

#define PASSANT_FACT_BYTES_MAX (1024 * 1024)
#define PASSANT_HASH_LENGTH 64 /* sha256 in lower-case hex, without the closing NUL */

/**
 * PassantFact:
 *
 * One thing that somebody said, for ever: a line of JSON. Immutable, atomically reference counted, safe from any thread.
 *
 *   {"id":…,"device":…,"seq":418,"prev":…,"kind":"visit.answered","study":…,"subject":…,
 *    "at_ms":…,"noted_ms":…,"boot_ms":…,"body":{…}}
 *
 * @text is the exact bytes as first written (no newline); @hash is their sha256; @prev is the @hash of the same device's
 * fact before this one (64 zeros for its first). Strings live as long as the fact. schemas/wire/README.md lists the kinds.
 */
typedef struct {
  const char *text;
  gsize       length;
  char        hash[PASSANT_HASH_LENGTH + 1];

  const char *id;
  const char *device;
  gint64      seq;      /* 1, 2, 3 … per device */
  const char *prev;
  const char *kind;     /* "noun.past_tense" */
  const char *study;    /* "" when it belongs to no study */
  const char *subject;  /* id of the thing it is about: a visit, an assignment … */
  gint64      at_ms;    /* when it happened */
  gint64      noted_ms; /* when it was noted */
  gint64      boot_ms;  /* CLOCK_BOOTTIME when it was noted */
  yyjson_val *body;     /* an object */
} PassantFact;

/* %PASSANT_ERROR_INVALID when @text is no fact: not JSON, a key missing or of the wrong type, longer than
 * %PASSANT_FACT_BYTES_MAX. Unknown keys and kinds are kept. @length may be -1. */
PassantFact *passant_fact_parse (const char *text,
                                 gssize      length,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;
PassantFact *passant_fact_ref   (PassantFact *self);
void         passant_fact_unref (PassantFact *self);

/* Body look-ups: NULL, or @missing, when the key is absent, null or of another type. */
const char  *passant_fact_get_string (PassantFact *self,
                                      const char  *key);
gint64       passant_fact_get_int    (PassantFact *self,
                                      const char  *key,
                                      gint64       missing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantFact, passant_fact_unref)

/**
 * PassantDraft:
 *
 * A fact not yet said: what and about what. The store stamps it (id, device, seq, prev, times) when it keeps it.
 */
typedef struct {
  char           *kind;
  char           *study;
  char           *subject;
  gint64          at_ms; /* 0: the moment it was noted */
  gint64          noted_ms, boot_ms; /* 0: the moment it is kept */
  gboolean        is_light; /* may go in a power cut as long as nothing heavier was kept after it */
  yyjson_mut_doc *body;  /* root is an object */
} PassantDraft;

PassantDraft *passant_draft_new        (const char *kind,
                                        const char *study,
                                        const char *subject) G_GNUC_WARN_UNUSED_RESULT;
PassantDraft *passant_draft_copy       (PassantDraft *self) G_GNUC_WARN_UNUSED_RESULT;
void          passant_draft_free       (PassantDraft *self);
/* @value is copied; NULL writes null. */
void          passant_draft_set_string (PassantDraft *self,
                                        const char   *key,
                                        const char   *value);
void          passant_draft_set_int    (PassantDraft *self,
                                        const char   *key,
                                        gint64        value);
void          passant_draft_set_bool   (PassantDraft *self,
                                        const char   *key,
                                        gboolean      value);
void          passant_draft_set_real   (PassantDraft *self,
                                        const char   *key,
                                        double        value);
/* Copies a whole JSON value under @key. */
void          passant_draft_set_json   (PassantDraft *self,
                                        const char   *key,
                                        yyjson_val   *value);
void          passant_draft_set_strv   (PassantDraft       *self,
                                        const char         *key,
                                        const char * const *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantDraft, passant_draft_free)

/* The stamp that makes a draft a fact. For stores and tests that play a device. */
typedef struct {
  const char *device;
  gint64      seq;
  const char *prev;
  gint64      now_ms;
  gint64      boot_ms;
  const char *id;
} PassantStamp;

PassantFact  *passant_draft_stamp      (PassantDraft       *self,
                                        const PassantStamp *stamp,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
