/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The languages a report can be written in, NULL-terminated; the first is the fallback. */
const char * const *passant_gloss_languages (void);

/**
 * passant_gloss:
 * @language: "nl", or "nl_NL.UTF-8": the part before _ counts
 * @english: a text of the report, in English
 *
 * The same text in @language. A document's language is asked for, it is not the process's locale, so that the same visit
 * gives the same bytes on every desk. An unknown language reads as English; a text not in the table is a programmer's
 * mistake and reads as itself. Texts with placeholders have the same ones in every language.
 */
const char         *passant_gloss            (const char *language,
                                              const char *english) G_GNUC_FORMAT (2);

G_END_DECLS
