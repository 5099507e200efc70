/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-moment.h"
#include "passant-money.h"
#include "passant-nearest.h"
#include "passant-verbs.h"

typedef struct {
  const char         *study, *location;
  const char * const *shoppers;
  char               *script;
  gint64              from_ms, until_ms, pay_cents, reimburse_cents;
  char               *currency;
} Offer;

static gboolean
check_location (PassantStore *store,
                const Offer  *offer,
                GError      **error)
{
  g_autoptr (GPtrArray) locations = passant_store_list_locations (store, offer->study, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (0, NULL, TRUE);
  const char *near;

  if (!locations)
    return FALSE;

  for (guint i = 0; i < locations->len; i++) {
    PassantLocation *location = g_ptr_array_index (locations, i);

    if (g_str_equal (location->id, offer->location))
      return TRUE;
    g_ptr_array_add (ids, location->id);
  }

  near = passant_nearest (offer->location, (const char * const *) ids->pdata);
  if (near)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("%s has no location “%s”; did you mean “%s”?"), offer->study, offer->location,
                 near);
  else
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, _("%s has no location “%s”"),
                 offer->study, offer->location);

  return FALSE;
}

static gboolean
check_shopper (PassantStore *store,
               const char   *shopper,
               GError      **error)
{
  g_autoptr (GPtrArray) facts = passant_store_list_facts (store, shopper, error);

  if (!facts)
    return FALSE;

  for (guint i = 0; i < facts->len; i++)
    if (g_str_equal (((PassantFact *) g_ptr_array_index (facts, i))->kind, "shopper.put"))
      return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
               _(
                 "This desk knows no shopper “%s”; write them down with passantctl shopper put, "
                 "or sync first"),
               shopper);

  return FALSE;
}

static gboolean
check_shoppers (PassantStore *store,
                const Offer  *offer,
                GError      **error)
{
  for (guint i = 0; offer->shoppers[i]; i++) {
    for (guint j = 0; j < i; j++) {
      if (g_str_equal (offer->shoppers[i], offer->shoppers[j])) {
        g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                     _("--shopper=%s is given twice"), offer->shoppers[i]);
        return FALSE;
      }
    }
    if (!check_shopper (store, offer->shoppers[i], error))
      return FALSE;
  }

  return TRUE;
}

/* What the study pays, when the offer does not say. */
static void
take_study_pay (PassantStore *store,
                Offer        *offer)
{
  g_autofree char *json = passant_store_dup_study (store, offer->study, NULL);
  yyjson_doc *document = json ? yyjson_read (json, strlen (json), 0) : NULL;
  yyjson_val *root = yyjson_doc_get_root (document);
  const char *currency = yyjson_get_str (yyjson_obj_get (root, "currency"));

  offer->pay_cents = yyjson_get_sint (yyjson_obj_get (root, "pay_cents"));
  offer->currency = g_strdup (currency ? currency : "EUR");
  yyjson_doc_free (document);
}

static gboolean
read_window (PassantCommand *command,
             Offer          *offer,
             GError        **error)
{
  const char *from = passant_command_get (command, "from"),
             *until = passant_command_get (command, "until");

  if (from && !passant_moment_parse (from, FALSE, &offer->from_ms, error)) {
    g_prefix_error (error, "--from: ");
    return FALSE;
  }
  if (until && !passant_moment_parse (until, TRUE, &offer->until_ms, error)) {
    g_prefix_error (error, "--until: ");
    return FALSE;
  }
  if (from && until && offer->until_ms <= offer->from_ms) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("--until %s is not after --from %s"), until, from);
    return FALSE;
  }

  return TRUE;
}

static gboolean
read_offer (PassantCommand *command,
            PassantStore   *store,
            Offer          *offer,
            GError        **error)
{
  const char *pay = passant_command_get (command, "pay");
  const char *reimburse = passant_command_get (command, "reimburse");

  if (!passant_desk_find_study (store, offer->study, error) || !check_location (store, offer, error)
      || !check_shoppers (store, offer, error) || !read_window (command, offer, error))
    return FALSE;

  take_study_pay (store, offer);
  if (pay && !passant_money_parse (pay, &offer->pay_cents, error)) {
    g_prefix_error (error, "--pay: ");
    return FALSE;
  }
  if (reimburse && !passant_money_parse (reimburse, &offer->reimburse_cents, error)) {
    g_prefix_error (error, "--reimburse: ");
    return FALSE;
  }

  offer->script = passant_store_dup_study_script (store, offer->study, error);

  return offer->script != NULL;
}

static PassantDraft *
draft_offer (const Offer *offer,
             const char  *shopper,
             const char  *id,
             const char  *job)
{
  PassantDraft *draft = passant_draft_new ("assignment.offered", offer->study, id);

  passant_draft_set_string (draft, "shopper", shopper);
  passant_draft_set_string (draft, "location", offer->location);
  passant_draft_set_string (draft, "script", offer->script);
  passant_draft_set_int (draft, "from_ms", offer->from_ms);
  passant_draft_set_int (draft, "until_ms", offer->until_ms);
  passant_draft_set_int (draft, "pay_cents", offer->pay_cents);
  passant_draft_set_string (draft, "currency", offer->currency);
  if (offer->reimburse_cents > 0)
    passant_draft_set_int (draft, "reimburse_cents", offer->reimburse_cents);
  if (job)
    passant_draft_set_string (draft, "job", job);

  return draft;
}

static gboolean
say_to_one (PassantCommand *command,
            PassantStore   *store,
            const Offer    *offer,
            GError        **error)
{
  g_autofree char *id = passant_id_new (passant_store_get_clock (store));
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autofree char *sentence = g_strdup_printf (_("Offered %s to %s: assignment %s"),
                                               offer->location, offer->shoppers[0], id);

  g_ptr_array_add (drafts, draft_offer (offer, offer->shoppers[0], id, NULL));
  passant_command_answer (command, "assignment", id);

  return passant_desk_say (command, drafts, sentence, error);
}

/* One assignment each, all of one job: each sees their own, and who claims first has it. */
static gboolean
say_to_several (PassantCommand *command,
                PassantStore   *store,
                const Offer    *offer,
                GError        **error)
{
  g_autofree char *job = passant_id_new (passant_store_get_clock (store));
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autofree char *names = g_strjoinv (", ", (GStrv) offer->shoppers);
  g_autofree char *sentence = NULL;
  yyjson_mut_doc *doc = passant_command_get_document (command);
  yyjson_mut_val *ids = yyjson_mut_arr (doc);

  for (guint i = 0; offer->shoppers[i]; i++) {
    g_autofree char *id = passant_id_new (passant_store_get_clock (store));

    yyjson_mut_arr_add_strcpy (doc, ids, id);
    g_ptr_array_add (drafts, draft_offer (offer, offer->shoppers[i], id, job));
  }
  passant_command_answer (command, "job", job);
  yyjson_mut_obj_add_val (doc, yyjson_mut_doc_get_root (doc), "assignments", ids);
  sentence = g_strdup_printf (_("Offered %s to %s, to whoever claims it first: job %s"),
                              offer->location, names, job);

  return passant_desk_say (command, drafts, sentence, error);
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  PassantStore *store = passant_desk_open_to_say (command, error);
  Offer offer = {
    .study = passant_command_get (command, "study"),
    .location = passant_command_get (command, "location"),
    .shoppers = passant_command_get_list (command, "shopper"),
  };
  gboolean done;

  if (!store)
    return FALSE;

  done = read_offer (command, store, &offer, error) &&
         (offer.shoppers[1] ? say_to_several (command, store, &offer, error)
                            : say_to_one (command, store, &offer, error));
  g_free (offer.script);
  g_free (offer.currency);

  return done;
}

static const PassantOption options[] = {
  { "study", PASSANT_OPTION_TEXT, TRUE, "ID", N_("Which study") },
  { "location", PASSANT_OPTION_TEXT, TRUE, "ID", N_("Where to go") },
  { "shopper", PASSANT_OPTION_LIST, TRUE, "ID",
    N_("Who is to go; given several times, whoever claims it first") },
  { "from", PASSANT_OPTION_TEXT, FALSE, N_("DAY"),
    N_("First day, 2026-11-22, or moment, 2026-11-22T09:00") },
  { "until", PASSANT_OPTION_TEXT, FALSE, N_("DAY"), N_("Last day, or last moment") },
  { "pay", PASSANT_OPTION_TEXT, FALSE, N_("AMOUNT"),
    N_("What it pays, 45.00 (default: what the study pays)") },
  { "reimburse", PASSANT_OPTION_TEXT, FALSE, N_("AMOUNT"),
    N_("What receipts are paid back up to, 10.00 (default: nothing)") },
  { 0 }
};

const PassantVerb passant_verb_assignment_offer = {
  .noun = "assignment",
  .verb = "offer",
  .arguments = "",
  .summary = N_("Offer a visit to a shopper"),
  .changes = TRUE,
  .options = options,
  .run = run,
};
