/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"
#include "passant-store.h"

G_BEGIN_DECLS

/**
 * PassantStudy:
 *
 * A study folder as a person wrote it: study.json and the script it names, both checked whole. schemas/script/README.md
 * describes it.
 */
typedef struct {
  char          *path;            /* of study.json */
  char          *script_path;
  char          *id;
  char          *title;           /* for messages, in the first language it has */
  PassantScript *script;
  char          *json;            /* study.json, compact */
  GPtrArray     *problems;        /* PassantProblem in study.json */
  GPtrArray     *script_problems; /* PassantProblem in the script */
} PassantStudy;

/* NULL when a file cannot be read. With problems in either list it is not to be used. */
PassantStudy *passant_study_read        (const char *folder,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void          passant_study_free        (PassantStudy *self);
gboolean      passant_study_is_sound    (PassantStudy *self);
/* What @store does not know yet: PassantDraft of study.put, script.published and location.put. Empty when it has all.
 * %PASSANT_ERROR_INVALID when the script's version was published before with another text. */
GPtrArray    *passant_study_list_drafts (PassantStudy *self,
                                         PassantStore *store,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantStudy, passant_study_free)

G_END_DECLS
