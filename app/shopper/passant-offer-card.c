/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-offer-card.h"

#include <glib/gi18n-lib.h>

#include "passant-job-card.h"

/**
 * PassantOfferCard:
 *
 * A job that can be had: its card, and below it "Decline" and "Claim", one tap each (`win.decline('id')`,
 * `win.claim('id')`), named with the place.
 */
struct _PassantOfferCard {
  GtkBox     parent_instance;

  GtkBox    *card_box;
  GtkWidget *decline_button;
  GtkWidget *claim_button;
};

G_DEFINE_FINAL_TYPE (PassantOfferCard, passant_offer_card, GTK_TYPE_BOX)

static void
passant_offer_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_OFFER_CARD);

  G_OBJECT_CLASS (passant_offer_card_parent_class)->dispose (object);
}

static void
passant_offer_card_class_init (PassantOfferCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_offer_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-offer-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantOfferCard, card_box);
  gtk_widget_class_bind_template_child (widget_class, PassantOfferCard, decline_button);
  gtk_widget_class_bind_template_child (widget_class, PassantOfferCard, claim_button);
}

static void
passant_offer_card_init (PassantOfferCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The word on the button comes first in its name, so that who speaks to the device can say it. */
static void
set_up_button (GtkWidget  *button,
               const char *word,
               PassantJob *job)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  g_autofree char *name = g_strdup_printf ("%s: %s", word, assignment->location_name);

  /* A button's own label would win. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", assignment->id);
}

GtkWidget *
passant_offer_card_new (PassantJob *job,
                        const char *language)
{
  PassantOfferCard *self = g_object_new (PASSANT_TYPE_OFFER_CARD, NULL);

  gtk_box_append (self->card_box, passant_job_card_new (job, language));
  set_up_button (self->decline_button, _("Decline"), job);
  set_up_button (self->claim_button, _("Claim"), job);

  return GTK_WIDGET (self);
}
