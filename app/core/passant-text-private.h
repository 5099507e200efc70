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
PassantText *passant_text_copy (const PassantText *self) G_GNUC_WARN_UNUSED_RESULT;
/* The wordings one by one, from 0 on; NULL behind the last. */
const char  *passant_text_get_at (const PassantText *self,
                                  guint              index,
                                  const char       **language);

/* What the compiler itself has to say in a script. */
typedef enum {
  PASSANT_WORDING_YES,
  PASSANT_WORDING_NO,
  PASSANT_WORDING_WHICH,
  PASSANT_WORDING_WHY,
  PASSANT_WORDING_AMOUNT,
  PASSANT_WORDING_TIME,
} PassantWording;

#define PASSANT_WORDINGS (PASSANT_WORDING_TIME + 1)

/* In each of @languages; English where Passant does not know the words. */
PassantText *passant_text_new_built_in (PassantWording wording,
                                        GStrv          languages) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of the "${question}" that begins at @at; 0 when none does. */
gsize        passant_text_measure_reference (const char *at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantText, passant_text_free)

G_END_DECLS
