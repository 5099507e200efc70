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

void
passant_hub_objection_clear (PassantHubObjection *self)
{
  self->code = NULL;
  g_clear_pointer (&self->message, g_free);
}

/* Who says it: @complaint is a sentence when it is not @device's to say. */
static gboolean
judge_speaker (PassantHubStore        *store,
               const PassantHubDevice *device,
               PassantFact            *fact,
               char                  **complaint,
               GError                **error)
{
  PassantHubSaid said = passant_hub_kind_get_said (fact->kind);

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

/* The assignment that must have its job for @fact to count, or NULL without an error when none needs to: one may always
 * hand back, decline, and answer the quiz. */
static char *
dup_bound_to (PassantHubStore *store,
              PassantFact     *fact,
              GError         **error)
{
  if (g_str_equal (fact->kind, "assignment.claimed"))
    return g_strdup (fact->subject);
  if (g_str_equal (fact->kind, "visit.opened"))
    return g_strdup (passant_fact_get_string (fact, "assignment"));

  return passant_hub_store_dup_visited (store, fact->subject, error);
}

/* Once its opening was put aside a visit waits as a whole: a walk without its beginning is none. */
static gboolean
is_part_of_waiting (PassantHubStore *store,
                    PassantFact     *fact,
                    gboolean        *is,
                    GError         **error)
{
  gboolean has_begun = TRUE;

  if (!g_str_equal (fact->kind, "visit.opened") && !g_str_equal (fact->kind,
                                                                 "assignment.claimed") &&
      !passant_hub_store_has_said (store, "visit.opened", fact->subject, &has_begun, error))
    return FALSE;

  *is = !has_begun;

  return TRUE;
}

/* Whose the job is: @taken when another assignment has it. */
static gboolean
judge_job (PassantHubStore *store,
           PassantFact     *fact,
           gboolean        *taken,
           GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *assignment = dup_bound_to (store, fact, &local_error);
  g_autofree char *holder = NULL;

  *taken = FALSE;
  if (!local_error && assignment)
    holder = passant_hub_store_dup_holder (store, assignment, &local_error);
  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  if (!assignment || (holder && !g_str_equal (holder, assignment))) {
    *taken = assignment != NULL;
    return TRUE;
  }

  return is_part_of_waiting (store, fact, taken, error);
}

gboolean
passant_hub_scope_judge (PassantHubStore        *store,
                         const PassantHubDevice *device,
                         PassantFact            *fact,
                         PassantHubObjection    *objection,
                         GError                **error)
{
  gboolean taken = FALSE;

  *objection = (PassantHubObjection) { 0 };
  if (!judge_speaker (store, device, fact, &objection->message, error))
    return FALSE;
  if (objection->message) {
    objection->code = "not_yours";
    return TRUE;
  }

  if (!is_coordinator (device) && !judge_job (store, fact, &taken, error))
    return FALSE;
  if (taken) {
    objection->code = "taken";
    objection->message = g_strdup ("Somebody else had claimed this job before");
  }

  return TRUE;
}

gboolean
passant_hub_scope_put_aside (PassantHubStore           *store,
                             const PassantHubDevice    *device,
                             PassantFact               *fact,
                             const PassantHubObjection *objection,
                             GError                   **error)
{
  if (!g_str_equal (objection->code, "taken") || !g_str_equal (fact->kind, "visit.opened"))
    return TRUE;

  return passant_hub_store_keep_visit (store, fact->subject,
                                       passant_fact_get_string (fact, "assignment"),
                                       device->shopper, error);
}

/* What was put aside is judged anew: it counts now, or stays for the reason there is now. */
static gboolean
reconsider (PassantHubStore       *store,
            PassantHubQuarantined *line,
            PassantFact           *fact,
            gint64                 now_ms,
            GError               **error)
{
  g_autoptr (PassantHubDevice) device = passant_hub_store_load_device (store, line->device, error);
  g_auto (PassantHubObjection) objection = { 0 };
  gboolean known = FALSE;

  if (!device || !passant_hub_scope_judge (store, device, fact, &objection, error) ||
      !passant_hub_store_has_id (store, fact->id, &known, error))
    return FALSE;
  if (known || g_strcmp0 (objection.code, line->code) == 0)
    return TRUE;
  if (objection.code)
    return passant_hub_scope_put_aside (store, device, fact, &objection, error) &&
           passant_hub_store_requarantine (store, line, objection.code, objection.message, error);

  return passant_hub_store_release (store, line->device, line->seq, error) &&
         passant_hub_scope_admit (store, device, fact, now_ms, error);
}

/* What the hub could not place when it came (a hub restored from a backup may hear the visit before the assignment, or
 * before another device tells that it was opened) has waited in quarantine; now it may have become the shopper's to say.
 * @visit: all there is about this one but its openings, one of which was heard just now; NULL: everything. */
static gboolean
release_disowned (PassantHubStore *store,
                  const char      *shopper,
                  const char      *visit,
                  gint64           now_ms,
                  GError         **error)
{
  g_autoptr (GPtrArray) lines =
    passant_hub_store_list_put_aside (store, shopper, "not_yours", visit, error);

  if (!lines)
    return FALSE;

  for (guint i = 0; i < lines->len; i++) {
    PassantHubQuarantined *line = g_ptr_array_index (lines, i);
    g_autoptr (PassantFact) fact = passant_fact_parse (line->text, -1, NULL);

    if (!fact || (visit && g_str_equal (fact->kind, "visit.opened")))
      continue;
    if (!reconsider (store, line, fact, now_ms, error))
      return FALSE;
  }

  return TRUE;
}

/* @is: the fact is about a visit on @assignment. A claim that lost is not tried again: the guest may want the job no
 * more. */
static gboolean
waits_for (PassantHubStore *store,
           PassantFact     *fact,
           const char      *assignment,
           gboolean        *is,
           GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *bound_to = dup_bound_to (store, fact, &local_error);

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  *is = g_strcmp0 (bound_to, assignment) == 0 &&
        !g_str_equal (fact->kind, "assignment.claimed");

  return TRUE;
}

/* What the guest said of visits on @assignment while somebody else had its job. */
static gboolean
release_waiting (PassantHubStore *store,
                 const char      *shopper,
                 const char      *assignment,
                 gint64           now_ms,
                 GError         **error)
{
  g_autoptr (GPtrArray) lines =
    passant_hub_store_list_put_aside (store, shopper, "taken", NULL, error);

  if (!lines)
    return FALSE;

  for (guint i = 0; i < lines->len; i++) {
    PassantHubQuarantined *line = g_ptr_array_index (lines, i);
    g_autoptr (PassantFact) fact = passant_fact_parse (line->text, -1, NULL);
    gboolean is_waiting = FALSE;

    if (!fact || !waits_for (store, fact, assignment, &is_waiting, error))
      return FALSE;
    if (is_waiting && !reconsider (store, line, fact, now_ms, error))
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
         passant_hub_store_settle_job (store, fact->subject, error) &&
         passant_hub_store_feed_newest (store, scope, "study.put", fact->study, NULL, error) &&
         passant_hub_store_feed_newest (store, scope, "script.published", script, fact->study,
                                        error) &&
         passant_hub_store_feed_newest (store, scope, "location.put", location, fact->study,
                                        error) &&
         passant_hub_store_feed_newest (store, scope, "shopper.put", shopper, NULL, error) &&
         passant_hub_store_feed (store, scope, number, error) &&
         passant_hub_store_feed_said (store, scope, "assignment.withdrawn", fact->subject, error) &&
         passant_hub_store_feed_said (store, scope, "assignment.paid", fact->subject, error) &&
         release_disowned (store, shopper, NULL, now_ms, error);
}

static gboolean
feed_shoppers (PassantHubStore *store,
               PassantHubBy     by,
               PassantFact     *fact,
               gint64           number,
               GError         **error)
{
  const char *study = by == PASSANT_HUB_BY_STUDY ? fact->subject : fact->study;
  g_auto (GStrv) shoppers = passant_hub_store_list_shoppers (store, by, study, fact->subject,
                                                             error);

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
    return feed_shoppers (store, PASSANT_HUB_BY_STUDY, fact, number, error);
  if (g_str_equal (fact->kind, "script.published"))
    return feed_shoppers (store, PASSANT_HUB_BY_SCRIPT, fact, number, error);
  if (g_str_equal (fact->kind, "location.put"))
    return feed_shoppers (store, PASSANT_HUB_BY_LOCATION, fact, number, error);
  if (g_str_equal (fact->kind, "shopper.put"))
    return feed_owner (store, g_strdup (fact->subject), NULL, number, error);

  if (g_str_equal (fact->kind, "assignment.withdrawn") &&
      !passant_hub_store_settle_job (store, fact->subject, error))
    return FALSE;

  if (g_str_equal (fact->kind, "assignment.withdrawn") ||
      g_str_equal (fact->kind, "assignment.paid")) {
    owner = passant_hub_store_dup_assignee (store, fact->subject, &lookup_error);
    return feed_owner (store, owner, lookup_error, number, error);
  }

  if (g_str_has_prefix (fact->kind, "review.")) {
    owner = passant_hub_store_dup_visitor (store, fact->subject, &lookup_error);
    return feed_owner (store, owner, lookup_error, number, error);
  }

  return TRUE;
}

/* A claim, or a hand-back. What the guest said of visits while somebody else had the job counts once it is theirs. */
static gboolean
admit_word (PassantHubStore        *store,
            const PassantHubDevice *device,
            PassantFact            *fact,
            gint64                  now_ms,
            GError                **error)
{
  if (!passant_hub_store_settle_job (store, fact->subject, error))
    return FALSE;

  return !g_str_equal (fact->kind, "assignment.claimed") ||
         release_waiting (store, device->shopper, fact->subject, now_ms, error);
}

static gboolean
admit_from_shopper (PassantHubStore        *store,
                    const PassantHubDevice *device,
                    PassantFact            *fact,
                    gint64                  number,
                    gint64                  now_ms,
                    GError                **error)
{
  g_autofree char *scope = dup_shopper_scope (device->shopper);

  if (!passant_hub_store_feed (store, scope, number, error))
    return FALSE;

  if (g_str_equal (fact->kind, "assignment.claimed") ||
      g_str_equal (fact->kind, "assignment.handed_back"))
    return admit_word (store, device, fact, now_ms, error);

  if (!g_str_equal (fact->kind, "visit.opened"))
    return TRUE;

  return passant_hub_store_keep_visit (store, fact->subject,
                                       passant_fact_get_string (fact, "assignment"),
                                       device->shopper, error) &&
         passant_hub_store_feed_said (store, scope, "review.", fact->subject, error) &&
         release_disowned (store, device->shopper, fact->subject, now_ms, error);
}

/* A fact speaks of one file, a published script of those its briefing shows. */
static gboolean
mention_files (PassantHubStore *store,
               PassantFact     *fact,
               gint64           number,
               GError         **error)
{
  const char *sha256 = passant_fact_get_string (fact, "sha256");
  yyjson_val *images = g_str_equal (fact->kind, "script.published")
                       ? yyjson_obj_get (fact->body, "images") : NULL;
  yyjson_val *image;
  gsize i, n;

  if (passant_hub_is_sha256 (sha256) && !passant_hub_store_mention (store, sha256, number, error))
    return FALSE;

  yyjson_arr_foreach (images, i, n, image) {
    sha256 = yyjson_get_str (yyjson_obj_get (image, "sha256"));
    if (passant_hub_is_sha256 (sha256) &&
        !passant_hub_store_mention (store, sha256, number, error))
      return FALSE;
  }

  return TRUE;
}

gboolean
passant_hub_scope_admit (PassantHubStore        *store,
                         const PassantHubDevice *device,
                         PassantFact            *fact,
                         gint64                  now_ms,
                         GError                **error)
{
  gint64 number;

  if (!passant_hub_store_keep_fact (store, fact, now_ms, &number, error) ||
      !passant_hub_store_feed (store, PASSANT_HUB_SCOPE_ALL, number, error) ||
      !mention_files (store, fact, number, error))
    return FALSE;

  if (is_coordinator (device))
    return admit_from_coordinator (store, fact, number, now_ms, error);

  return admit_from_shopper (store, device, fact, number, now_ms, error);
}
