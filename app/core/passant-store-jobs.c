/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Assignments as lists read them, and what the hub said about whose the job is. */

#include "passant-store-private.h"

void
passant_assignment_free (PassantAssignment *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->study);
  g_free (self->study_title);
  g_free (self->script);
  g_free (self->location);
  g_free (self->location_name);
  g_free (self->location_address);
  g_free (self->shopper);
  g_free (self->currency);
  g_free (self->job);
  g_free (self->state);
  g_free (self->reason);
  g_free (self->visit);
  g_free (self->visit_script);
  g_free (self->visit_place);
  g_free (self->visit_remark);
  g_free (self->visit_leg);
  g_free (self->paid_remark);
  g_free (self);
}

PassantVisitState
passant_store_read_state (const char *word)
{
  for (int state = PASSANT_VISIT_OPEN; state <= PASSANT_VISIT_REJECTED; state++) {
    if (g_str_equal (passant_visit_state_to_string (state), word))
      return state;
  }

  return PASSANT_VISIT_OPEN;
}

/* NULL for NULL. */
static char *
dup_column (PassantStatement *row,
            int               column)
{
  return sqlite3_column_type (row, column) == SQLITE_NULL
         ? NULL
         : g_strdup (passant_store_column (row, column));
}

/* The last own word was a claim that the hub does not count, or has not heard. */
static PassantClaim
judge_claim (const char *state,
             gboolean    is_lost,
             gboolean    is_heard)
{
  if (!g_str_equal (state, "claimed"))
    return PASSANT_CLAIM_NONE;
  if (is_lost)
    return PASSANT_CLAIM_LOST;

  return is_heard ? PASSANT_CLAIM_SETTLED : PASSANT_CLAIM_SAID;
}

static void
read_visit (PassantAssignment *self,
            PassantStatement  *row)
{
  self->visit = dup_column (row, 19);
  if (!self->visit)
    return;

  self->visit_state = passant_store_read_state (passant_store_column (row, 20));
  self->visit_opened_ms = sqlite3_column_int64 (row, 21);
  self->visit_last_ms = sqlite3_column_int64 (row, 22);
  self->visit_script = dup_column (row, 23);
  self->visit_place = dup_column (row, 24);
  self->visit_remark = dup_column (row, 25);
}

/* A claim that was lost holds nothing: the offer stands as it stood before. */
static void
read_claim (PassantAssignment *self,
            PassantStatement  *row)
{
  const char *state = passant_store_column (row, 14);
  gboolean is_taken = sqlite3_column_int (row, 18) != 0;

  self->claim = judge_claim (state, is_taken || sqlite3_column_int (row, 16) != 0,
                             sqlite3_column_int (row, 17) != 0);
  self->state = g_strdup (self->claim == PASSANT_CLAIM_LOST ? "offered" : state);
  self->is_taken = is_taken;
  self->was_claimed = sqlite3_column_int (row, 26) != 0;
  /* Free again: it can be claimed anew. */
  if (self->claim == PASSANT_CLAIM_LOST && !is_taken)
    self->claim = PASSANT_CLAIM_NONE;
}

static gpointer
read_assignment (PassantStatement *row)
{
  PassantAssignment *self = g_new0 (PassantAssignment, 1);

  self->id = g_strdup (passant_store_column (row, 0));
  self->study = g_strdup (passant_store_column (row, 1));
  self->study_title = g_strdup (passant_store_column (row, 2));
  self->script = g_strdup (passant_store_column (row, 3));
  self->location = g_strdup (passant_store_column (row, 4));
  self->location_name = g_strdup (passant_store_column (row, 5));
  self->location_address = g_strdup (passant_store_column (row, 6));
  self->shopper = g_strdup (passant_store_column (row, 7));
  self->from_ms = sqlite3_column_int64 (row, 8);
  self->until_ms = sqlite3_column_int64 (row, 9);
  self->pay_cents = sqlite3_column_int64 (row, 10);
  self->reimburse_cents = sqlite3_column_int64 (row, 11);
  self->currency = g_strdup (passant_store_column (row, 12));
  self->job = g_strdup (passant_store_column (row, 13));
  self->reason = g_strdup (passant_store_column (row, 15));
  self->paid_cents = sqlite3_column_int64 (row, 27);
  self->paid_ms = sqlite3_column_int64 (row, 28);
  self->paid_remark = g_strdup (passant_store_column (row, 29));
  read_claim (self, row);
  read_visit (self, row);

  return self;
}

/* Of the visit: the newest. No deadline comes last. A desk sees all assignments of a job, and tells by them whose it is; a
 * guest's device is told by the hub. AND would look at all assignments without a job for each of them; CASE does not. */
#define SELECT_ASSIGNMENTS SELECT_WITH "v.id = " NEWEST WHERE_SHOPPER
#define NEWEST \
        "(SELECT id FROM visit WHERE assignment = a.id ORDER BY opened_ms DESC, id DESC LIMIT 1)"
/* The accepted one is what is paid, though another was begun later. */
#define BEST \
        "(SELECT id FROM visit WHERE assignment = a.id" \
        "  ORDER BY state = 'accepted' DESC, opened_ms DESC, id DESC LIMIT 1)"
#define WHERE_SHOPPER " WHERE (:shopper IS NULL OR a.shopper = :shopper)"
#define SELECT_WITH \
        "SELECT a.id, a.study, coalesce (s.title, '{}'), a.script, a.location," \
        " coalesce (l.name, ''), coalesce (l.address, ''), a.shopper, a.from_ms, a.until_ms," \
        " a.pay_cents, a.reimburse_cents, a.currency, a.job, a.state, a.reason," \
        " a.word_device = :device AND a.word_seq IN (SELECT seq FROM lost_claim)," \
        " a.word_device <> :device" \
        "  OR a.word_seq <= coalesce ((SELECT acked FROM enrolment), 0)," \
        " a.id IN (SELECT assignment FROM taken)" \
        "  OR CASE WHEN a.job <> '' AND a.state <> 'claimed' THEN" \
        "   EXISTS (SELECT 1 FROM assignment o WHERE o.job = a.job AND o.state = 'claimed')" \
        "  ELSE 0 END," \
        " v.id, v.state, v.opened_ms, v.last_ms, v.script, v.place, v.remark," \
        " CASE WHEN a.state = 'withdrawn' THEN" \
        "   EXISTS (SELECT 1 FROM fact w WHERE w.device = a.word_device AND w.seq = a.word_seq" \
        "    AND w.kind = 'assignment.claimed')" \
        "  ELSE 0 END," \
        " a.paid_cents, a.paid_ms, a.paid_remark" \
        " FROM assignment a" \
        " LEFT JOIN study s ON s.id = a.study" \
        " LEFT JOIN location l ON l.study = a.study AND l.id = a.location" \
        " LEFT JOIN visit v ON v.assignment = a.id AND "
#define ORDER_ASSIGNMENTS " ORDER BY a.until_ms = 0, a.until_ms, a.id"

GPtrArray *
passant_store_list_assignments (PassantStore *self,
                                const char   *shopper,
                                GError      **error)
{
  static const char sql[] = SELECT_ASSIGNMENTS " AND a.state IN ('offered', 'claimed')"
                            ORDER_ASSIGNMENTS;
  PassantStoreList list = { sql, ":shopper", shopper, TRUE, read_assignment,
                            (GDestroyNotify) passant_assignment_free };

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return passant_store_run_list (self, &list, error);
}

GPtrArray *
passant_store_list_all_assignments (PassantStore *self,
                                    const char   *shopper,
                                    GError      **error)
{
  static const char sql[] = SELECT_ASSIGNMENTS ORDER_ASSIGNMENTS;
  PassantStoreList list = { sql, ":shopper", shopper, TRUE, read_assignment,
                            (GDestroyNotify) passant_assignment_free };

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return passant_store_run_list (self, &list, error);
}

GPtrArray *
passant_store_list_jobs (PassantStore *self,
                         const char   *shopper,
                         GError      **error)
{
  static const char sql[] = SELECT_WITH "(v.state IN ('open', 'returned') OR v.id = " NEWEST ")"
                            WHERE_SHOPPER
                            ORDER_ASSIGNMENTS ", v.opened_ms DESC, v.id DESC";
  PassantStoreList list = { sql, ":shopper", shopper, TRUE, read_assignment,
                            (GDestroyNotify) passant_assignment_free };

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return passant_store_run_list (self, &list, error);
}

GPtrArray *
passant_store_list_earning_assignments (PassantStore *self,
                                        const char   *shopper,
                                        GError      **error)
{
  static const char sql[] = SELECT_WITH "v.id = " BEST WHERE_SHOPPER ORDER_ASSIGNMENTS;
  PassantStoreList list = { sql, ":shopper", shopper, TRUE, read_assignment,
                            (GDestroyNotify) passant_assignment_free };

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return passant_store_run_list (self, &list, error);
}

typedef struct {
  gint64  from, to;
  GArray *lost;
} Settlement;

/* Only a claim can be lost; whatever else the hub does not count is no claim's business. */
static gboolean
keep_lost (PassantStore *self,
           gint64        seq,
           GError      **error)
{
  static const char sql[] =
    "INSERT INTO lost_claim (seq) SELECT seq FROM fact"
    " WHERE device = :device AND seq = :seq AND kind = 'assignment.claimed'";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":device", self->device);
  passant_store_bind_int (statement, ":seq", seq);

  return passant_store_run (self, statement, error);
}

static gboolean
settle_work (PassantStore *self,
             gpointer      data,
             GError      **error)
{
  static const char sql[] = "DELETE FROM lost_claim WHERE seq BETWEEN :from AND :to";
  const Settlement *settlement = data;
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_int (statement, ":from", settlement->from);
  passant_store_bind_int (statement, ":to", settlement->to);
  if (!passant_store_run (self, statement, error))
    return FALSE;

  for (guint i = 0; i < settlement->lost->len; i++) {
    if (!keep_lost (self, g_array_index (settlement->lost, gint64, i), error))
      return FALSE;
  }

  return TRUE;
}

/* TRUE when the hub's word differs from what is here: a sync that brings nothing new is to write nothing. */
static gboolean
has_lost_between (PassantStore *self,
                  gint64        from,
                  gint64        to,
                  gboolean     *has,
                  GError      **error)
{
  static const char sql[] = "SELECT 1 FROM lost_claim WHERE seq BETWEEN :from AND :to";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  int step;

  if (!statement)
    return FALSE;

  passant_store_bind_int (statement, ":from", from);
  passant_store_bind_int (statement, ":to", to);
  step = passant_store_next (self, statement, error);
  *has = step > 0;

  return step >= 0;
}

gboolean
passant_store_settle_claims (PassantStore *self,
                             gint64        from,
                             gint64        to,
                             GArray       *lost,
                             GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Settlement settlement = { from, to, lost };
  gboolean has = FALSE;

  g_return_val_if_fail (PASSANT_IS_STORE (self) && lost != NULL, FALSE);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error) ||
      !has_lost_between (self, from, to, &has, error))
    return FALSE;

  return (!has && lost->len == 0) ||
         passant_store_transact (self, settle_work, &settlement, error);
}

/* Sorted, as the hub tells them. */
static GStrv
list_taken (PassantStore *self,
            GError      **error)
{
  g_autoptr (PassantStatement) statement =
    passant_store_prepare (self, "SELECT assignment FROM taken ORDER BY assignment", error);
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();
  int step = -1;

  while (statement && (step = passant_store_next (self, statement, error)) > 0)
    g_strv_builder_add (taken, passant_store_column (statement, 0));

  return step < 0 ? NULL : g_strv_builder_end (taken);
}

static gboolean
keep_one_taken (PassantStore *self,
                const char   *assignment,
                GError      **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO taken (assignment) VALUES (:assignment)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":assignment", assignment);

  return passant_store_run (self, statement, error);
}

/* An own claim that the hub has heard, of a job that somebody else has, was lost, also when the answer that said so never
 * arrived: else it would seem to hold once the other hands the job back. */
static gboolean
mark_lost (PassantStore *self,
           GError      **error)
{
  static const char sql[] =
    "INSERT OR IGNORE INTO lost_claim (seq) SELECT word_seq FROM assignment"
    " WHERE id IN (SELECT assignment FROM taken) AND state = 'claimed' AND word_device = :device"
    "  AND word_seq <= (SELECT acked FROM enrolment)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":device", self->device);

  return passant_store_run (self, statement, error);
}

static gboolean
keep_taken_work (PassantStore *self,
                 gpointer      data,
                 GError      **error)
{
  const char * const *assignments = data;

  if (!passant_store_run_text (self, "DELETE FROM taken", error))
    return FALSE;

  for (; *assignments; assignments++) {
    if (!keep_one_taken (self, *assignments, error))
      return FALSE;
  }

  return mark_lost (self, error);
}

gboolean
passant_store_keep_taken (PassantStore       *self,
                          const char * const *assignments,
                          GError            **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_auto (GStrv) before = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self) && assignments != NULL, FALSE);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return FALSE;

  before = list_taken (self, error);
  if (!before)
    return FALSE;

  return g_strv_equal ((const char * const *) before, assignments) ||
         passant_store_transact (self, keep_taken_work, (gpointer) assignments, error);
}
