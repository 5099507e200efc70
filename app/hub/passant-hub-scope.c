/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-scope.h"

#include "passant-hub-kind.h"

static char *
dup_shopper_scope (const char *shopper)
{
  return g_strconcat ("shopper:", shopper, NULL);
}

static gboolean
is_coordinator (const PassantHubDevice *device)
{
  return g_str_equal (device->role, "coordinator");
}

/* Compares what @owner says (and frees it) with the device's shopper. */
static gboolean
compare_owner (const PassantHubDevice *device,
               char                   *owner,
               const char             *noun,
               char                  **complaint,
               GError                 *lookup_error,
               GError                **error)
{
  g_autofree char *taken = owner;

  if (lookup_error) {
    g_propagate_error (error, lookup_error);
    return FALSE;
  }

  if (g_strcmp0 (taken, device->shopper) != 0)
    *complaint = g_strdup_printf ("This is no %s of %s, as far as the hub knows", noun,
                                  device->shopper);

  return TRUE;
}

static gboolean
judge_assignment (PassantHubStore        *store,
                  const PassantHubDevice *device,
                  const char             *assignment,
                  char                  **complaint,
                  GError                **error)
{
  GError *lookup_error = NULL;
  char *owner = passant_hub_store_dup_assignee (store, assignment, &lookup_error);

  return compare_owner (device, owner, "assignment", complaint, lookup_error, error);
}

static gboolean
judge_visit (PassantHubStore        *store,
             const PassantHubDevice *device,
             const char             *visit,
             char                  **complaint,
             GError                **error)
{
  GError *lookup_error = NULL;
  char *owner = passant_hub_store_dup_visitor (store, visit, &lookup_error);

  return compare_owner (device, owner, "visit", complaint, lookup_error, error);
}

/* A visit may be opened on one's own assignment, in one's own name, and under an id nobody else uses. */
static gboolean
judge_opening (PassantHubStore        *store,
               const PassantHubDevice *device,
               PassantFact            *fact,
               char                  **complaint,
               GError                **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *visitor = passant_hub_store_dup_visitor (store, fact->subject, &local_error);

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  if ((visitor && !g_str_equal (visitor, device->shopper)) ||
      g_strcmp0 (passant_fact_get_string (fact, "shopper"), device->shopper) != 0) {
    *complaint = g_strdup ("A visit can only be opened in one's own name");
    return TRUE;
  }

  return judge_assignment (store, device, passant_fact_get_string (fact, "assignment"), complaint,
                           error);
}

/* A kind this hub does not know, from a newer app: fine about one's own visits and assignments. */
static gboolean
judge_unknown (PassantHubStore        *store,
               const PassantHubDevice *device,
               const char             *subject,
               char                  **complaint,
               GError                **error)
{
  if (!judge_visit (store, device, subject, complaint, error))
    return FALSE;

  if (!*complaint)
    return TRUE;

  g_clear_pointer (complaint, g_free);

  return judge_assignment (store, device, subject, complaint, error);
}

gboolean
passant_hub_scope_judge (PassantHubStore        *store,
                         const PassantHubDevice *device,
                         PassantFact            *fact,
                         char                  **complaint,
                         GError                **error)
{
  PassantHubSaid said = passant_hub_kind_get_said (fact->kind);

  *complaint = NULL;
  if (is_coordinator (device)) {
    if (said != PASSANT_HUB_SAID_BY_COORDINATOR && said != PASSANT_HUB_SAID_UNKNOWN)
      *complaint = g_strdup_printf ("A %s is a shopper's to say", fact->kind);
    return TRUE;
  }

  switch (said) {
  case PASSANT_HUB_SAID_BY_COORDINATOR:
    *complaint = g_strdup_printf ("A %s is a coordinator's to say", fact->kind);
    return TRUE;
  case PASSANT_HUB_SAID_ABOUT_ASSIGNMENT:
    return judge_assignment (store, device, fact->subject, complaint, error);
  case PASSANT_HUB_SAID_ABOUT_VISIT:
    if (g_str_equal (fact->kind, "visit.opened"))
      return judge_opening (store, device, fact, complaint, error);
    return judge_visit (store, device, fact->subject, complaint, error);
  case PASSANT_HUB_SAID_UNKNOWN:
    return judge_unknown (store, device, fact->subject, complaint, error);
  default:
    g_assert_not_reached ();
  }
}

/* What the hub could not place when it came (a hub restored from a backup may hear the visit before the assignment) has
 * waited in quarantine; now it may have become the shopper's to say. */
static gboolean
release_disowned (PassantHubStore *store,
                  const char      *shopper,
                  gint64           now_ms,
                  GError         **error)
{
  g_autoptr (GPtrArray) lines = passant_hub_store_list_disowned (store, shopper, error);

  if (!lines)
    return FALSE;

  for (guint i = 0; i < lines->len; i++) {
    PassantHubQuarantined *line = g_ptr_array_index (lines, i);
    g_autoptr (PassantFact) fact = passant_fact_parse (line->text, -1, NULL);
    g_autoptr (PassantHubDevice) device = passant_hub_store_load_device (store, line->device,
                                                                         error);
    g_autofree char *complaint = NULL;
    gboolean known = FALSE;

    if (!fact)
      continue;
    if (!device || !passant_hub_scope_judge (store, device, fact, &complaint, error) ||
        !passant_hub_store_has_id (store, fact->id, &known, error))
      return FALSE;
    if (complaint || known)
      continue;

    if (!passant_hub_store_release (store, line->device, line->seq, error) ||
        !passant_hub_scope_admit (store, device, fact, now_ms, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
admit_offer (PassantHubStore *store,
             PassantFact     *fact,
             gint64           number,
             gint64           now_ms,
             GError         **error)
{
  const char *shopper = passant_fact_get_string (fact, "shopper");
  const char *location = passant_fact_get_string (fact, "location");
  const char *script = passant_fact_get_string (fact, "script");
  g_autofree char *scope = dup_shopper_scope (shopper);

  return passant_hub_store_keep_assignment (store, fact, error) &&
         passant_hub_store_feed_newest (store, scope, "study.put", fact->study, error) &&
         passant_hub_store_feed_newest (store, scope, "script.published", script, error) &&
         passant_hub_store_feed_newest (store, scope, "location.put", location, error) &&
         passant_hub_store_feed_newest (store, scope, "shopper.put", shopper, error) &&
         passant_hub_store_feed (store, scope, number, error) &&
         passant_hub_store_feed_said (store, scope, "assignment.withdrawn", fact->subject, error) &&
         release_disowned (store, shopper, now_ms, error);
}

static gboolean
feed_shoppers (PassantHubStore *store,
               PassantHubBy     by,
               const char      *id,
               gint64           number,
               GError         **error)
{
  g_auto (GStrv) shoppers = passant_hub_store_list_shoppers (store, by, id, error);

  if (!shoppers)
    return FALSE;

  for (char **shopper = shoppers; *shopper; shopper++) {
    g_autofree char *scope = dup_shopper_scope (*shopper);

    if (!passant_hub_store_feed (store, scope, number, error))
      return FALSE;
  }

  return TRUE;
}

/* Feeds the one shopper that @owner names (and frees it), if it names one. */
static gboolean
feed_owner (PassantHubStore *store,
            char            *owner,
            GError          *lookup_error,
            gint64           number,
            GError         **error)
{
  g_autofree char *taken = owner;
  g_autofree char *scope = NULL;

  if (lookup_error) {
    g_propagate_error (error, lookup_error);
    return FALSE;
  }

  if (!taken)
    return TRUE;

  scope = dup_shopper_scope (taken);

  return passant_hub_store_feed (store, scope, number, error);
}

static gboolean
admit_from_coordinator (PassantHubStore *store,
                        PassantFact     *fact,
                        gint64           number,
                        gint64           now_ms,
                        GError         **error)
{
  GError *lookup_error = NULL;
  char *owner;

  if (g_str_equal (fact->kind, "assignment.offered"))
    return admit_offer (store, fact, number, now_ms, error);
  if (g_str_equal (fact->kind, "study.put"))
    return feed_shoppers (store, PASSANT_HUB_BY_STUDY, fact->subject, number, error);
  if (g_str_equal (fact->kind, "script.published"))
    return feed_shoppers (store, PASSANT_HUB_BY_SCRIPT, fact->subject, number, error);
  if (g_str_equal (fact->kind, "location.put"))
    return feed_shoppers (store, PASSANT_HUB_BY_LOCATION, fact->subject, number, error);
  if (g_str_equal (fact->kind, "shopper.put"))
    return feed_owner (store, g_strdup (fact->subject), NULL, number, error);

  if (g_str_equal (fact->kind, "assignment.withdrawn")) {
    owner = passant_hub_store_dup_assignee (store, fact->subject, &lookup_error);
    return feed_owner (store, owner, lookup_error, number, error);
  }

  if (g_str_has_prefix (fact->kind, "review.")) {
    owner = passant_hub_store_dup_visitor (store, fact->subject, &lookup_error);
    return feed_owner (store, owner, lookup_error, number, error);
  }

  return TRUE;
}

static gboolean
admit_from_shopper (PassantHubStore        *store,
                    const PassantHubDevice *device,
                    PassantFact            *fact,
                    gint64                  number,
                    GError                **error)
{
  g_autofree char *scope = dup_shopper_scope (device->shopper);

  if (!passant_hub_store_feed (store, scope, number, error))
    return FALSE;

  if (!g_str_equal (fact->kind, "visit.opened"))
    return TRUE;

  return passant_hub_store_keep_visit (store, fact->subject,
                                       passant_fact_get_string (fact, "assignment"),
                                       device->shopper, error) &&
         passant_hub_store_feed_said (store, scope, "review.", fact->subject, error);
}

gboolean
passant_hub_scope_admit (PassantHubStore        *store,
                         const PassantHubDevice *device,
                         PassantFact            *fact,
                         gint64                  now_ms,
                         GError                **error)
{
  const char *sha256 = passant_fact_get_string (fact, "sha256");
  gint64 number;

  if (!passant_hub_store_keep_fact (store, fact, now_ms, &number, error) ||
      !passant_hub_store_feed (store, PASSANT_HUB_SCOPE_ALL, number, error))
    return FALSE;

  if (passant_hub_is_sha256 (sha256) && !passant_hub_store_mention (store, sha256, number, error))
    return FALSE;

  if (is_coordinator (device))
    return admit_from_coordinator (store, fact, number, now_ms, error);

  return admit_from_shopper (store, device, fact, number, error);
}
