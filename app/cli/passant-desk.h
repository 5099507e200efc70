/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-store.h"

G_BEGIN_DECLS

/* The desk: this coordinator's replica, and the ways the verbs use it. */

/* Opens the store in --data, or in the user's data folder. Lives as long as the command. */
PassantStore  *passant_desk_open         (PassantCommand *command,
                                          GError        **error);
/* The same, for a verb that says something: refuses a desk that is enrolled as a shopper's. */
PassantStore  *passant_desk_open_to_say  (PassantCommand *command,
                                          GError        **error);
/* Appends @drafts (PassantDraft), all or none, says @sentence, and tries one sync unless --offline. A hub that does not
 * answer is no error: what was said is kept, and the command ends with %PASSANT_EXIT_OFFLINE. */
gboolean       passant_desk_say          (PassantCommand *command,
                                          GPtrArray      *drafts,
                                          const char     *sentence,
                                          GError        **error);
/* One sync with its progress on stderr. */
gboolean       passant_desk_sync         (PassantCommand *command,
                                          GError        **error);

/* %PASSANT_ERROR_NOT_FOUND, with the nearest that there is. */
gboolean       passant_desk_find_study   (PassantStore *store,
                                          const char   *study,
                                          GError      **error);
/* @id: the whole of it, or the first 8 letters or more when they name one only. %PASSANT_ERROR_NOT_FOUND. */
PassantAssignment *passant_desk_load_assignment (PassantStore *store,
                                                 const char   *id,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;
PassantScript *passant_desk_load_script  (PassantStore *store,
                                          PassantVisit *visit,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when the desk does not know it. */
PassantLocation *passant_desk_dup_location (PassantStore *store,
                                            const char   *study,
                                            const char   *id) G_GNUC_WARN_UNUSED_RESULT;
/* The title of a study in @language; its id when it has none. @study_json: study.put's body, or NULL. */
char          *passant_desk_dup_title    (const char *study,
                                          const char *study_json,
                                          const char *language) G_GNUC_WARN_UNUSED_RESULT;
/* One of the languages a report can be written in; --language, else the script's first when it is one of them. */
const char    *passant_desk_get_language (PassantCommand *command,
                                          PassantScript  *script,
                                          GError        **error);

G_END_DECLS
