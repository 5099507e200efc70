/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-wording.h"

#include <glib/gi18n-lib.h>

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

static GDateTime *
local_time (gint64 at_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);

  return utc ? g_date_time_to_local (utc) : NULL;
}

/* "just now" … "3 days ago", then the day itself. A clock that went back reads as just now. */
char *
passant_wording_for_ago (gint64 then_ms,
                         gint64 now_ms)
{
  gint64 ago_ms = now_ms - then_ms;
  int n;

  if (ago_ms < MINUTE_MS)
    return g_strdup (_("just now"));

  if (ago_ms < HOUR_MS) {
    n = (int) (ago_ms / MINUTE_MS);
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", n), n);
  }

  if (ago_ms < DAY_MS) {
    n = (int) (ago_ms / HOUR_MS);
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", n), n);
  }

  if (ago_ms < 7 * DAY_MS) {
    n = (int) (ago_ms / DAY_MS);
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", n), n);
  }

  return passant_wording_for_time (then_ms);
}

char *
passant_wording_for_time (gint64 at_ms)
{
  g_autoptr (GDateTime) local = local_time (at_ms);

  /* Translators: a day and a time, "22 November, 14:05"; see g_date_time_format(). */
  return local ? g_date_time_format (local, _("%-d %B, %H:%M")) : g_strdup ("");
}

/* The day goes without saying when it is today. */
static char *
format_moment (gint64 at_ms,
               gint64 now_ms)
{
  g_autoptr (GDateTime) at = local_time (at_ms);
  g_autoptr (GDateTime) now = local_time (now_ms);

  if (at && now && g_date_time_get_day_of_year (at) == g_date_time_get_day_of_year (now) &&
      g_date_time_get_year (at) == g_date_time_get_year (now))
    /* Translators: a time of today, "14:05"; see g_date_time_format(). */
    return g_date_time_format (at, _("%H:%M"));

  return passant_wording_for_time (at_ms);
}

char *
passant_wording_for_due (gint64 from_ms,
                         gint64 until_ms,
                         gint64 now_ms)
{
  g_autofree char *from = format_moment (from_ms, now_ms);
  g_autofree char *until = format_moment (until_ms, now_ms);

  if (now_ms < from_ms)
    /* Translators: of a step that comes some time after another; %s is a time, maybe with its day. */
    return g_strdup_printf (_("due from %s"), from);

  if (until_ms <= from_ms)
    /* Translators: %s is a time, maybe with its day. */
    return g_strdup_printf (_("due since %s"), from);

  if (now_ms <= until_ms)
    /* Translators: %s is a time, maybe with its day. */
    return g_strdup_printf (_("due now, until %s"), until);

  /* Translators: %s is a time, maybe with its day. */
  return g_strdup_printf (_("overdue since %s"), until);
}

static char *
format_day (gint64 at_ms)
{
  g_autoptr (GDateTime) local = local_time (at_ms);

  /* Translators: a day, "Sun 22 November"; see g_date_time_format(). */
  return local ? g_date_time_format (local, _("%a %-d %B")) : g_strdup ("");
}

char *
passant_wording_for_window (gint64 from_ms,
                            gint64 until_ms)
{
  g_autofree char *from = format_day (from_ms);
  g_autofree char *until = format_day (until_ms);

  if (from_ms == 0 && until_ms == 0)
    return g_strdup (_("Any day"));

  if (from_ms == 0)
    /* Translators: %s is a day. */
    return g_strdup_printf (_("Until %s"), until);

  if (until_ms == 0)
    /* Translators: %s is a day. */
    return g_strdup_printf (_("From %s"), from);

  if (g_str_equal (from, until))
    return g_steal_pointer (&from);

  /* Translators: from one day to another: "Sun 22 November – Tue 24 November". */
  return g_strdup_printf (_("%s – %s"), from, until);
}

static const char *
currency_symbol (const char *currency)
{
  static const char * const symbols[][2] = {
    { "EUR", "€" }, { "GBP", "£" }, { "USD", "$" }, { "JPY", "¥" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_strcmp0 (currency, symbols[i][0]) == 0)
      return symbols[i][1];

  return currency ? currency : "";
}

char *
passant_wording_for_pay (gint64      cents,
                         const char *currency)
{
  const char *symbol = currency_symbol (currency);
  g_autofree char *units = g_strdup_printf ("%" G_GINT64_FORMAT, cents / 100);

  if (cents % 100 == 0)
    /* Translators: a currency and a whole amount, "€ 45". */
    return g_strdup_printf (_("%s %s"), symbol, units);

  /* Translators: a currency, units and hundredths, "€ 45.50"; use your decimal mark. */
  return g_strdup_printf (_("%s %s.%02d"), symbol, units, (int) (cents % 100));
}

/* An untranslatable word of the script's own stays as it is. */
const char *
passant_wording_for_channel (const char *channel)
{
  static const char * const words[][2] = {
    { "store", N_("In the store") }, { "web", N_("On the web") }, { "phone", N_("By phone") },
    { "chat", N_("In a chat") }, { "app", N_("In the app") }, { "social", N_("Social media") },
    { "mail", N_("By mail") }, { "street", N_("In the street") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (channel, words[i][0]) == 0)
      return _(words[i][1]);

  return channel ? channel : "";
}

const char *
passant_wording_for_break (const char *reason)
{
  static const char * const words[][2] = {
    { "store_closed", N_("The store was closed") }, { "refused", N_("I was refused or sent away") },
    { "unsafe", N_("It did not feel safe") }, { "no_time", N_("I ran out of time") },
    { "other", N_("Something else") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (reason, words[i][0]) == 0)
      return _(words[i][1]);

  return reason ? reason : "";
}

const char *
passant_wording_for_visit_state (PassantVisitState state)
{
  switch (state) {
  case PASSANT_VISIT_OPEN:
    return _("Under way");
  case PASSANT_VISIT_FINISHED:
    return _("Finished");
  case PASSANT_VISIT_BROKEN_OFF:
    return _("Broken off");
  case PASSANT_VISIT_RETURNED:
    return _("Returned to you");
  case PASSANT_VISIT_ACCEPTED:
    return _("Accepted");
  case PASSANT_VISIT_REJECTED:
    return _("Not accepted");
  default:
    return "";
  }
}

/* "Returned to you, revision 1": which one, so that guest and reviewer mean the same. */
char *
passant_wording_for_review (PassantVisit *visit)
{
  /* Translators: what became of a visit ("Returned to you"), and how often it was handed in. */
  return g_strdup_printf (_("%s, revision %d"),
                          passant_wording_for_visit_state (passant_visit_get_state (visit)),
                          passant_visit_get_revision (visit));
}

/* Where a visit's facts and photos are by now: on this device, partly on the hub, or there with receipt. */
char *
passant_wording_for_whereabouts (const PassantVisitRow *row)
{
  gint64 facts_left = row->facts - row->facts_acked;
  gint64 blobs_left = row->blobs - row->blobs_confirmed;

  /* Of a visit on another device of the guest's this one said nothing. */
  if (facts_left <= 0 && (blobs_left <= 0 || row->facts == 0))
    return g_strdup (_("On the hub, with receipt"));

  if (row->facts_acked == 0)
    return g_strdup (_("On this device only, not sent yet"));

  if (facts_left > 0)
    /* Translators: how many of a visit's notes are on the hub. */
    return g_strdup_printf (_("%d of %d notes on the hub"), (int) row->facts_acked,
                            (int) row->facts);

  /* Translators: how many of a visit's photos are on the hub. */
  return g_strdup_printf (_("Answers on the hub, with receipt; %d of %d photos"),
                          (int) row->blobs_confirmed, (int) row->blobs);
}

/* Core's words end without a full stop, as errors do; where a guest reads two sentences, the second one ends too. */
char *
passant_wording_for_error (const GError *error)
{
  const char *message = error->message;

  if (error->domain == PASSANT_ERROR && error->code == PASSANT_ERROR_STORAGE)
    return g_strdup_printf ("%s: %s", _("This could not be kept"), message);

  if (strstr (message, ". ") && g_ascii_isalnum (message[strlen (message) - 1]))
    return g_strconcat (message, ".", NULL);

  return g_strdup (message);
}

char *
passant_wording_from_map (const char *json,
                          const char *language)
{
  yyjson_doc *doc = json ? yyjson_read (json, strlen (json), 0) : NULL;
  yyjson_val *root = yyjson_doc_get_root (doc);
  yyjson_val *text = yyjson_obj_getn (root, language, strcspn (language, "_.@"));
  yyjson_obj_iter each = yyjson_obj_iter_with (root);
  char *found;

  if (!text)
    text = yyjson_obj_iter_get_val (yyjson_obj_iter_next (&each));

  found = g_strdup (yyjson_is_str (text) ? yyjson_get_str (text) : "");
  yyjson_doc_free (doc);

  return found;
}

/* "C" comes last for everybody, and first for those whose app speaks English for want of a choice. */
static gboolean
is_no_choice (const char *language)
{
  return g_str_equal (language, "C") || g_str_has_prefix (language, "C.");
}

const char *
passant_wording_user_language (void)
{
  const char *first = g_get_language_names ()[0];

  return is_no_choice (first) ? "en" : g_intern_string (first);
}

const char *
passant_wording_pick_language (const char * const *languages)
{
  const char * const *wanted = g_get_language_names ();

  if (is_no_choice (wanted[0]) && g_strv_contains (languages, "en"))
    return "en";

  for (gsize i = 0; wanted[i]; i++)
    if (g_strv_contains (languages, wanted[i]))
      return g_intern_string (wanted[i]);

  return languages[0];
}

char *
passant_wording_for_round (PassantTouchpoint *touchpoint,
                           guint              round,
                           const char        *language)
{
  if (!touchpoint->repeat_label)
    /* Translators: a step that is gone through several times. */
    return g_strdup_printf (_("Round %u"), round);

  return g_strdup_printf ("%s %u", passant_text_get (touchpoint->repeat_label, language), round);
}

char *
passant_wording_for_question (PassantGuide    *guide,
                              PassantQuestion *question,
                              const char      *language)
{
  g_autofree char *text = passant_guide_dup_text (guide, question->text, question, language);
  g_autofree char *round = question->round > 0
                           ? passant_wording_for_round (question->touchpoint, question->round,
                                                        language)
                           : NULL;
  g_autofree char *host = question->host
                          ? passant_guide_dup_text (guide, question->host->text, question->host,
                                                    language)
                          : NULL;

  return g_strconcat (round ? round : "", round ? ": " : "", host ? host : "", host ? " – " : "",
                      text, NULL);
}
