/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-pay-page.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-pay-card.h"
#include "passant-wording.h"

/**
 * PassantPayPage:
 *
 * What the guest's jobs pay: due, held, paid and not paid, each with its sum, and why. Read from the store when it is
 * opened, on the store's worker, as receipts have to be added up.
 */
struct _PassantPayPage {
  AdwNavigationPage parent_instance;

  PassantStore     *store; /* until the end: the worker may still read */

  GtkWidget        *note_label;
  GtkBox           *due_list;
  GtkBox           *held_list;
  GtkBox           *paid_list;
  GtkBox           *refused_list;
  GtkWidget        *empty_page;
};

G_DEFINE_FINAL_TYPE (PassantPayPage, passant_pay_page, ADW_TYPE_NAVIGATION_PAGE)

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *earnings = passant_earning_list (PASSANT_PAY_PAGE (source)->store, task_data, FALSE,
                                              &error);

  if (earnings)
    g_task_return_pointer (task, earnings, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* "€ 85", or "€ 85 + £ 12": what is paid in two currencies has no sum. */
static char *
sum_up (GPtrArray      *earnings,
        PassantPayState state)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sums = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (guint i = 0; i < earnings->len; i++) {
    const PassantEarning *first = earnings->pdata[i];
    const char *currency = first->assignment->currency;
    gint64 cents = 0;

    if ((passant_pay_get_cents (&first->pay, state) == 0 && first->pay.state != state) ||
        !g_hash_table_add (seen, (gpointer) currency))
      continue;

    for (guint j = i; j < earnings->len; j++) {
      const PassantEarning *each = earnings->pdata[j];

      if (g_str_equal (each->assignment->currency, currency))
        cents += passant_pay_get_cents (&each->pay, state);
    }
    g_ptr_array_add (sums, passant_wording_for_pay (cents, currency));
  }

  return g_strjoinv (" + ", (char **) sums->pdata);
}

/* "Due  € 85" */
static GtkWidget *
make_heading (const char *title,
              const char *sum)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = passant_label_new (title, "title-3");
  GtkWidget *right = passant_label_new (sum, "title-3");

  gtk_widget_set_hexpand (left, TRUE);
  gtk_label_set_xalign (GTK_LABEL (right), 1);
  gtk_widget_add_css_class (right, "numeric");
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);

  return box;
}

static void
show_state (GtkBox         *list,
            GPtrArray      *earnings,
            PassantPayState state,
            const char     *title)
{
  g_autofree char *sum = sum_up (earnings, state);

  if (*sum)
    gtk_box_append (list, make_heading (title, sum));
  for (guint i = 0; i < earnings->len; i++) {
    const PassantEarning *earning = earnings->pdata[i];

    if (earning->pay.state == state)
      gtk_box_append (list, passant_pay_card_new (earning->assignment, &earning->pay,
                                                  passant_wording_user_language ()));
  }
  gtk_widget_set_visible (GTK_WIDGET (list), *sum != '\0');
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PassantPayPage *self = PASSANT_PAY_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) earnings = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *complaint = error ? passant_wording_for_error (error) : NULL;

  /* The page may be gone by now. */
  if (!self->due_list)
    return;
  if (!earnings) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", complaint);
    return;
  }

  show_state (self->due_list, earnings, PASSANT_PAY_DUE, C_("pay", "Due"));
  show_state (self->held_list, earnings, PASSANT_PAY_HELD, C_("pay", "Held"));
  show_state (self->paid_list, earnings, PASSANT_PAY_PAID, C_("pay", "Paid"));
  show_state (self->refused_list, earnings, PASSANT_PAY_REFUSED, C_("pay", "Not paid"));
  gtk_widget_set_visible (self->empty_page, earnings->len == 0);
  gtk_widget_set_visible (self->note_label, earnings->len > 0);
}

static void
passant_pay_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_PAY_PAGE);

  G_OBJECT_CLASS (passant_pay_page_parent_class)->dispose (object);
}

static void
passant_pay_page_finalize (GObject *object)
{
  g_clear_object (&PASSANT_PAY_PAGE (object)->store);

  G_OBJECT_CLASS (passant_pay_page_parent_class)->finalize (object);
}

static void
passant_pay_page_class_init (PassantPayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = passant_pay_page_dispose;
  object_class->finalize = passant_pay_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-pay-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantPayPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, PassantPayPage, due_list);
  gtk_widget_class_bind_template_child (widget_class, PassantPayPage, held_list);
  gtk_widget_class_bind_template_child (widget_class, PassantPayPage, refused_list);
  gtk_widget_class_bind_template_child (widget_class, PassantPayPage, paid_list);
  gtk_widget_class_bind_template_child (widget_class, PassantPayPage, empty_page);
}

static void
passant_pay_page_init (PassantPayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
passant_pay_page_new (PassantNotebook *notebook)
{
  PassantPayPage *self = g_object_new (PASSANT_TYPE_PAY_PAGE, NULL);
  const PassantEnrolment *enrolment = passant_notebook_get_enrolment (notebook);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read_cb, NULL);

  self->store = g_object_ref (passant_notebook_get_store (notebook));
  g_task_set_task_data (task, g_strdup (enrolment ? enrolment->shopper : NULL), g_free);
  passant_worker_push (passant_store_get_worker (self->store), task, read_thread);

  return ADW_NAVIGATION_PAGE (self);
}
