/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What jobs earn, as the guest's page and the desk list it. */

#include "passant-pay.h"

void
passant_earning_free (PassantEarning *self)
{
  g_return_if_fail (self != NULL);

  passant_assignment_free (self->assignment);
  g_free (self);
}

static gint64
sum_receipts (PassantStore            *store,
              const PassantAssignment *assignment)
{
  g_autoptr (PassantVisit) visit = NULL;
  g_autoptr (PassantScript) script = NULL;

  if (!assignment->visit || assignment->reimburse_cents <= 0)
    return 0;

  visit = passant_store_load_visit (store, assignment->visit, NULL);
  script = passant_store_load_script (store, assignment->visit_script, NULL);

  return visit && script ? passant_pay_sum_receipts (script, visit, assignment->currency) : 0;
}

/* A visit of which this device said nothing came to it by the hub. */
static gboolean
is_sent (GPtrArray  *visits,
         const char *id)
{
  for (guint i = 0; id && i < visits->len; i++) {
    const PassantVisitRow *row = visits->pdata[i];

    if (g_str_equal (row->id, id))
      return row->facts == 0 ||
             (row->facts == row->facts_acked && row->blobs == row->blobs_confirmed);
  }

  return FALSE;
}

GPtrArray *
passant_earning_list (PassantStore *store,
                      const char   *shopper,
                      gboolean      is_desk,
                      GError      **error)
{
  g_autoptr (GPtrArray) assignments = passant_store_list_earning_assignments (store, shopper,
                                                                              error);
  g_autoptr (GPtrArray) visits =
    assignments ? passant_store_list_visits (store, NULL, error) : NULL;
  GPtrArray *earnings;
  gsize n = 0;
  g_autofree gpointer *taken = NULL;

  if (!visits)
    return NULL;

  earnings = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_earning_free);
  taken = g_ptr_array_steal (assignments, &n);
  for (gsize i = 0; i < n; i++) {
    g_autoptr (PassantAssignment) assignment = taken[i];
    PassantPay pay;
    PassantEarning *earning;

    if (!passant_pay_judge (assignment, is_desk || is_sent (visits, assignment->visit),
                            sum_receipts (store, assignment), &pay))
      continue;

    earning = g_new0 (PassantEarning, 1);
    earning->assignment = g_steal_pointer (&assignment);
    earning->pay = pay;
    g_ptr_array_add (earnings, earning);
  }

  return earnings;
}
