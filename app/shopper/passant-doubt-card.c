/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-doubt-card.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-wording.h"

/**
 * PassantDoubtCard:
 *
 * One doubt: where, what, and the reason the guest gave. The upper part leads there (`win.look-into`), the lower one asks
 * for a reason (`win.explain`), both by the doubt's code, touchpoint and question, so that they mean the same doubt
 * whatever has been said since.
 */
struct _PassantDoubtCard {
  AdwBin  parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (PassantDoubtCard, passant_doubt_card, ADW_TYPE_BIN)

static void
passant_doubt_card_class_init (PassantDoubtCardClass *klass)
{
}

static void
passant_doubt_card_init (PassantDoubtCard *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "card");
  gtk_widget_set_overflow (GTK_WIDGET (self->box), GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

static void
set_action (GtkWidget          *button,
            const char         *action,
            const PassantDoubt *doubt)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)",
                                    passant_doubt_kind_to_string (doubt->kind),
                                    doubt->touchpoint ? doubt->touchpoint->id : "",
                                    doubt->question ? doubt->question->id : "");
}

static GtkWidget *
make_button (GtkWidget  *content,
             const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "passant-job-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

/* "Till", "How long did you wait?", "Hardly any words" */
static GtkWidget *
make_lines (const char *title,
            const char *question,
            const char *words)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (lines), passant_label_new (title, "caption-heading"));
  if (question)
    gtk_box_append (GTK_BOX (lines), passant_label_new (question, "dimmed"));
  gtk_box_append (GTK_BOX (lines), passant_label_new (words, NULL));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);

  return lines;
}

/* A doubt about the whole visit has no step to lead to. */
static void
add_head (PassantDoubtCard   *self,
          const PassantDoubt *doubt,
          PassantGuide       *guide,
          const char         *language)
{
  const char *title = doubt->touchpoint ? passant_text_get (doubt->touchpoint->title, language)
                                        : _("The whole visit");
  g_autofree char *question =
    doubt->question ? passant_wording_for_question (guide, doubt->question, language) : NULL;
  g_autofree char *words = passant_doubt_dup_words (doubt, guide, language);
  g_autofree char *name = g_strdup_printf (_("%s, %s"), title, words);
  GtkWidget *lines = make_lines (title, question, words), *content, *arrow, *button;

  if (!doubt->touchpoint) {
    gtk_widget_add_css_class (lines, "passant-card");
    gtk_box_append (self->box, lines);
    return;
  }

  content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_widget_add_css_class (arrow, "dimmed");
  gtk_box_append (GTK_BOX (content), lines);
  gtk_box_append (GTK_BOX (content), arrow);
  button = make_button (content, name);
  set_action (button, "win.look-into", doubt);
  gtk_box_append (self->box, button);
}

/* The reason as it was given, or the offer to give one. */
static void
add_reason (PassantDoubtCard   *self,
            const PassantDoubt *doubt)
{
  /* Translators: %s is the reason, in the guest's words. */
  g_autofree char *words = doubt->explanation ? g_strdup_printf (_("Your reason: %s"),
                                                                 doubt->explanation)
                                              : g_strdup (_("It is right as it stands …"));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (doubt->explanation ? "object-select-symbolic"
                                                                     : "document-edit-symbolic");
  GtkWidget *label = passant_label_new (words, NULL), *button;

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (content), icon);
  gtk_box_append (GTK_BOX (content), label);
  button = make_button (content, words);
  set_action (button, "win.explain", doubt);
  gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (self->box, button);
}

GtkWidget *
passant_doubt_card_new (const PassantDoubt *doubt,
                        PassantGuide       *guide,
                        const char         *language)
{
  PassantDoubtCard *self = g_object_new (PASSANT_TYPE_DOUBT_CARD, NULL);

  g_return_val_if_fail (doubt != NULL && guide != NULL, NULL);

  add_head (self, doubt, guide, language);
  add_reason (self, doubt);

  return GTK_WIDGET (self);
}
