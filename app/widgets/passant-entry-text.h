/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-script.h"

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

/* Names @widget for a screen reader by the question, and what it is in (or NULL): "What did it cost?, EUR". */
void  passant_entry_text_name          (GtkWidget       *widget,
                                        PassantQuestion *question,
                                        const char      *language,
                                        const char      *unit);

G_END_DECLS
