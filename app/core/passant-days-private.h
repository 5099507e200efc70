/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Moments as days since the first of January 1970, a time as part of a day. All are readings of a local clock: without
 * zones, as answers have them. */

typedef enum {
  PASSANT_DAYS_NONE,
  PASSANT_DAYS_DATE,      /* "2026-11-22" */
  PASSANT_DAYS_TIME,      /* "14:05", "14:05:30", "14:05:30.123" */
  PASSANT_DAYS_DATE_TIME, /* both, with a "T" between */
} PassantDaysKind;

/* NaN, and in @kind (optional) NONE, when @text is no date or time; blanks around it are passed over. */
double passant_days_from_text    (const char      *text,
                                  PassantDaysKind *kind);
/* "2026-11-22T14:05:30", to the second; the empty string outside of the years 1 … 9999. */
char  *passant_days_to_date      (double days) G_GNUC_WARN_UNUSED_RESULT;
char  *passant_days_to_date_time (double days) G_GNUC_WARN_UNUSED_RESULT;
/* By ODK's codes, see passant_days_check_format(); the empty string outside of the years 1 … 9999. */
char  *passant_days_format       (double      days,
                                  const char *format) G_GNUC_WARN_UNUSED_RESULT;
/* The first "%" in @format that begins none of the codes (of the time of the day only if @has_time), or NULL. */
const char *passant_days_check_format (const char *format,
                                       gboolean    has_time);

G_END_DECLS
