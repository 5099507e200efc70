/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-pay-card.h"

#include <glib/gi18n-lib.h>

#include "passant-wording.h"

/**
 * PassantPayCard:
 *
 * What one job earns: where, how much, what receipts add to it, and why it is due, held or not paid, and by whom.
 */
struct _PassantPayCard {
  GtkBox    parent_instance;

  GtkLabel *place_label;
  GtkLabel *amount_label;
  GtkLabel *study_label;
  GtkLabel *receipts_label;
  GtkLabel *paid_label;
  GtkLabel *reason_label;
  GtkLabel *remark_label;
};

G_DEFINE_FINAL_TYPE (PassantPayCard, passant_pay_card, GTK_TYPE_BOX)

/* "Paid on 22 November, 14:05", or what of it was; NULL when nothing was. */
static char *
describe_paid (const PassantAssignment *assignment,
               const PassantPay        *pay)
{
  g_autofree char *when = passant_wording_for_time (assignment->paid_ms);
  g_autofree char *paid = passant_wording_for_pay (pay->paid_cents, assignment->currency);

  if (pay->paid_cents == 0)
    return NULL;
  if (pay->state == PASSANT_PAY_PAID)
    /* Translators: %s is a day and a time. */
    return g_strdup_printf (_("Paid, says your coordinator, on %s."), when);

  /* Translators: an amount, then a day and a time. */
  return g_strdup_printf (_("%s of it was paid on %s; this is the rest."), paid, when);
}

/* Who is to move next, or who decided. */
static const char *
describe_reason (PassantPayReason reason)
{
  switch (reason) {
  case PASSANT_PAY_ACCEPTED:
    return _("The reviewer accepted your visit.");
  case PASSANT_PAY_TO_BEGIN:
    return _("Waits for you: the visit is still to come.");
  case PASSANT_PAY_UNDER_WAY:
    return _("Waits for you: the visit is under way.");
  case PASSANT_PAY_UNSENT:
    return _("Waits for a sync: not everything is on the hub yet.");
  case PASSANT_PAY_TO_REVIEW:
    return _("Waits for the reviewer, who has still to look at it.");
  case PASSANT_PAY_RETURNED:
    return _("Waits for you: the reviewer sent the visit back with a question.");
  case PASSANT_PAY_REJECTED:
    return _("The reviewer did not accept the visit.");
  case PASSANT_PAY_WITHDRAWN:
    return _("The coordinator took this job back.");
  case PASSANT_PAY_TAKEN:
    return _("Somebody else had claimed this job before you, says the hub.");
  default:
    return "";
  }
}

/* "Receipts € 12.50, of which € 10 are paid back", or NULL when there are none and none were asked for. */
static char *
describe_receipts (const PassantAssignment *assignment,
                   const PassantPay        *pay)
{
  g_autofree char *most = passant_wording_for_pay (assignment->reimburse_cents,
                                                   assignment->currency);
  g_autofree char *told = passant_wording_for_pay (pay->receipts_cents, assignment->currency);
  g_autofree char *back = passant_wording_for_pay (pay->reimburse_cents, assignment->currency);

  if (assignment->reimburse_cents <= 0)
    return NULL;
  if (pay->receipts_cents == 0)
    /* Translators: %s is an amount. */
    return g_strdup_printf (_("Receipts up to %s are paid back; there are none yet"), most);
  if (pay->reimburse_cents == pay->receipts_cents)
    /* Translators: %s is an amount. */
    return g_strdup_printf (_("With receipts of %s"), told);

  /* Translators: an amount on receipts, and the smaller one that is paid back. */
  return g_strdup_printf (_("With %2$s of receipts of %1$s: more was not offered"), told, back);
}

static const char *
find_remark (const PassantAssignment *assignment,
             const PassantPay        *pay)
{
  PassantPayReason reason = pay->reason;

  if (*assignment->paid_remark)
    return assignment->paid_remark;
  if (reason == PASSANT_PAY_WITHDRAWN)
    return assignment->reason;
  if (reason == PASSANT_PAY_ACCEPTED || reason == PASSANT_PAY_REJECTED ||
      reason == PASSANT_PAY_RETURNED)
    return assignment->visit_remark;

  return NULL;
}

static void
show_line (GtkLabel   *label,
           const char *words)
{
  gtk_label_set_label (label, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words);
}

static void
passant_pay_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_PAY_CARD);

  G_OBJECT_CLASS (passant_pay_card_parent_class)->dispose (object);
}

static void
passant_pay_card_class_init (PassantPayCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_pay_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-pay-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantPayCard, place_label);
  gtk_widget_class_bind_template_child (widget_class, PassantPayCard, amount_label);
  gtk_widget_class_bind_template_child (widget_class, PassantPayCard, study_label);
  gtk_widget_class_bind_template_child (widget_class, PassantPayCard, receipts_label);
  gtk_widget_class_bind_template_child (widget_class, PassantPayCard, reason_label);
  gtk_widget_class_bind_template_child (widget_class, PassantPayCard, paid_label);
  gtk_widget_class_bind_template_child (widget_class, PassantPayCard, remark_label);
}

static void
passant_pay_card_init (PassantPayCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
passant_pay_card_new (const PassantAssignment *assignment,
                      const PassantPay        *pay,
                      const char              *language)
{
  PassantPayCard *self = g_object_new (PASSANT_TYPE_PAY_CARD, NULL);
  g_autofree char *study = passant_wording_from_map (assignment->study_title, language);
  g_autofree char *amount = passant_wording_for_pay (pay->amount_cents, assignment->currency);
  g_autofree char *receipts = describe_receipts (assignment, pay);
  g_autofree char *paid = describe_paid (assignment, pay);

  gtk_label_set_label (self->place_label, assignment->location_name);
  gtk_label_set_label (self->amount_label, amount);
  if (pay->state == PASSANT_PAY_REFUSED)
    gtk_widget_add_css_class (GTK_WIDGET (self->amount_label), "passant-refused");
  show_line (self->study_label, study);
  show_line (self->receipts_label, receipts);
  show_line (self->paid_label, paid);
  show_line (self->reason_label,
             pay->state == PASSANT_PAY_PAID ? NULL : describe_reason (pay->reason));
  show_line (self->remark_label, find_remark (assignment, pay));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  assignment->location_name, -1);

  return GTK_WIDGET (self);
}
