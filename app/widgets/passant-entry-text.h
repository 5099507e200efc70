/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What people type, against what is kept. Everything here takes text as it stands in an entry and returns the value as
 * passant-script.h writes it, NULL for nothing typed; what it cannot read it returns trimmed but otherwise as it stands,
 * so that nothing typed is ever lost and the check can say what is wrong with it.
 */

/* "1.234,50", "1 234.50", "1234,5" → "1234.50", "1234.50", "1234.5" */
char *passant_entry_text_to_number     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *passant_entry_text_from_number   (const char *value,
                                        const char *decimal_point) G_GNUC_WARN_UNUSED_RESULT;
/* "14:05", "14.05", "1405", "9:5", "14:05:30" → "14:05", …, "09:05", "14:05:30" */
char *passant_entry_text_to_time       (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Minutes and seconds, either may be empty: "4" and "30" → "270" */
char *passant_entry_text_to_duration   (const char *minutes,
                                        const char *seconds) G_GNUC_WARN_UNUSED_RESULT;

/* A place, as people write or paste one: "52.09, 5.12", "52,09 5,12", "52°5'26\"N 5°7'17\"E", "geo:52.09,5.12", a link to a
 * map → "52.09 5.12" */
char *passant_entry_text_to_place      (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* For eyes: "52.0907° N, 5.1214° E"; NULL when @value is no place. */
char *passant_entry_text_from_place    (const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
