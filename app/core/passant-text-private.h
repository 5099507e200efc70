/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

G_BEGIN_DECLS

/* An empty text; the script's first language is to be set first, for it is what the others fall back to. */
PassantText *passant_text_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void         passant_text_set  (PassantText *self,
                                const char  *language,
                                const char  *text);
void         passant_text_free (PassantText *self);
/* "Yes" and "No" in each of @languages; English where Passant does not know the word. */
PassantText *passant_text_new_yes (const char * const *languages) G_GNUC_WARN_UNUSED_RESULT;
PassantText *passant_text_new_no  (const char * const *languages) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantText, passant_text_free)

G_END_DECLS
