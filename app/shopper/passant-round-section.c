/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-round-section.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "passant-wording.h"

/**
 * PassantRoundSection:
 *
 * One round of a touchpoint that repeats: its name, "Employee 2", the way to take it away, and below it whatever is
 * appended. Asks first when something was noted in it.
 *
 * Signals:
 * - taken-away (): the guest wants it gone
 */
struct _PassantRoundSection {
  GtkBox             parent_instance;

  PassantSession    *session;
  PassantTouchpoint *touchpoint;
  guint              round;
  char              *title;

  GtkWidget         *take_away;
};

G_DEFINE_FINAL_TYPE (PassantRoundSection, passant_round_section, GTK_TYPE_BOX)

enum {
  TAKEN_AWAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_answers (PassantRoundSection *self)
{
  GPtrArray *questions = self->touchpoint->questions;

  for (guint i = 0; i < questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (questions, i);
    const PassantAnswer *answer =
      passant_visit_get_answer (passant_session_get_visit (self->session), question->id);

    if (question->round == self->round && answer && (answer->value || answer->na))
      return TRUE;
  }

  return FALSE;
}

static void
on_response_cb (AdwAlertDialog      *dialog,
                const char          *response,
                PassantRoundSection *self)
{
  if (g_strcmp0 (response, "take-away") == 0)
    g_signal_emit (self, signals[TAKEN_AWAY], 0);
}

static void
ask (PassantRoundSection *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);

  /* Translators: %s is what comes again in a step, with its number: "Employee 2". */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _("Take away %s?"), self->title);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("What you noted for %1$s no longer counts. It is not lost: add "
                                  "%1$s again and it is back."), self->title);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "keep", _("Keep"), "take-away", _("Take away"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "take-away",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_take_away_clicked_cb (PassantRoundSection *self)
{
  if (has_answers (self))
    ask (self);
  else
    g_signal_emit (self, signals[TAKEN_AWAY], 0);
}

static void
passant_round_section_finalize (GObject *object)
{
  PassantRoundSection *self = PASSANT_ROUND_SECTION (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (passant_round_section_parent_class)->finalize (object);
}

static void
passant_round_section_class_init (PassantRoundSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_round_section_finalize;

  signals[TAKEN_AWAY] = g_signal_new ("taken-away", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_round_section_init (PassantRoundSection *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

static GtkWidget *
make_header (PassantRoundSection *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", self->title,
                                   "xalign", 0.0f,
                                   "hexpand", TRUE,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "css-classes", (const char *[]) { "title-4", NULL },
                                   NULL);
  /* Translators: %s is what comes again in a step, with its number: "Employee 2". */
  g_autofree char *name = g_strdup_printf (_("Take away %s"), self->title);

  self->take_away = g_object_new (GTK_TYPE_BUTTON,
                                  "icon-name", "user-trash-symbolic",
                                  "tooltip-text", name,
                                  "visible", FALSE,
                                  "valign", GTK_ALIGN_CENTER,
                                  "css-classes",
                                  (const char *[]) { "flat", "passant-action", NULL },
                                  NULL);
  g_signal_connect_object (self->take_away, "clicked", G_CALLBACK (on_take_away_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (header, -1, 48);
  gtk_widget_set_margin_top (header, self->round > 1 ? 12 : 0);
  gtk_box_append (GTK_BOX (header), label);
  gtk_box_append (GTK_BOX (header), self->take_away);

  return header;
}

GtkWidget *
passant_round_section_new (PassantSession    *session,
                           PassantTouchpoint *touchpoint,
                           guint              round,
                           const char        *language)
{
  PassantRoundSection *self = g_object_new (PASSANT_TYPE_ROUND_SECTION,
                                            "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                            NULL);

  self->session = g_object_ref (session);
  self->touchpoint = touchpoint;
  self->round = round;
  self->title = passant_wording_for_round (touchpoint, round, language);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title,
                                  -1);
  gtk_box_append (GTK_BOX (self), make_header (self));

  return GTK_WIDGET (self);
}

guint
passant_round_section_get_round (PassantRoundSection *self)
{
  g_return_val_if_fail (PASSANT_IS_ROUND_SECTION (self), 0);

  return self->round;
}

void
passant_round_section_set_removable (PassantRoundSection *self,
                                     gboolean             removable)
{
  g_return_if_fail (PASSANT_IS_ROUND_SECTION (self));

  gtk_widget_set_visible (self->take_away, removable);
}
