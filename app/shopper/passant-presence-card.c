/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-presence-card.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-scanner.h"
#include "passant-session-presence.h"

/**
 * PassantPresenceCard:
 *
 * How much speaks for it that the guest was there, in words, with every reason; and as long as that is not clear,
 * buttons to read the code on the spot (`win.scan-spot`) and to say so by hand (`win.say-here`). Hidden where there is
 * nothing to be present at.
 */
struct _PassantPresenceCard {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (PassantPresenceCard, passant_presence_card, GTK_TYPE_BOX)

static void
clear (PassantPresenceCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_box_remove (GTK_BOX (self), child);
}

static void
add_reason (GtkBox                      *lines,
            const PassantPresenceReason *reason,
            int                          utc_offset_min)
{
  static const struct { const char *icon, *name; } signs[] = {
    { "list-remove-symbolic", N_("Speaks against it") },
    { "content-loading-symbolic", N_("Says nothing") },
    { "object-select-symbolic", N_("Speaks for it") },
  };
  guint sign = reason->points > 0 ? 2 : reason->points < 0 ? 0 : 1;
  g_autofree char *words = passant_presence_reason_describe (reason, utc_offset_min);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (signs[sign].icon);
  GtkWidget *label = passant_label_new (words, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(signs[sign].name), -1);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (lines, line);
}

static gboolean
was_said (const PassantPresence *presence)
{
  for (guint i = 0; i < presence->reasons->len; i++) {
    if (((PassantPresenceReason *) presence->reasons->pdata[i])->kind == PASSANT_PRESENCE_SAID)
      return TRUE;
  }

  return FALSE;
}

static GtkWidget *
new_button (const char *words,
            const char *action)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", label, "height-request", 48,
                                    "action-name", action, NULL);

  return button;
}

/* What can still be done for it, the stronger first. */
static void
add_buttons (GtkBox                *card,
             const PassantPresence *presence,
             gboolean               wants_code)
{
  if (presence->verdict == PASSANT_PRESENCE_CLEAR)
    return;

  if (wants_code && passant_scanner_is_built ())
    gtk_box_append (card, new_button (_("Scan the code on the spot"), "win.scan-spot"));
  if (!was_said (presence))
    gtk_box_append (card, new_button (_("I am here"), "win.say-here"));
}

static GtkWidget *
new_heading (const char *words)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                     "label", words,
                                     "xalign", 0.0f,
                                     "wrap", TRUE,
                                     NULL);

  gtk_widget_add_css_class (heading, "title-3");

  return heading;
}

static void
fill (PassantPresenceCard   *self,
      const PassantPresence *presence,
      gboolean               wants_code,
      int                    utc_offset_min)
{
  GtkWidget *note = passant_label_new (_("For the reviewer to see. It keeps nothing from being "
                                         "handed in."), "dimmed");
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "passant-card");
  gtk_box_append (GTK_BOX (card), passant_label_new (passant_presence_describe (presence, TRUE),
                                                     "heading"));
  for (guint i = 0; i < presence->reasons->len; i++)
    add_reason (GTK_BOX (card), presence->reasons->pdata[i], utc_offset_min);
  add_buttons (GTK_BOX (card), presence, wants_code);
  gtk_box_append (GTK_BOX (self), new_heading (_("Being there")));
  gtk_box_append (GTK_BOX (self), note);
  gtk_box_append (GTK_BOX (self), card);
}

static void
passant_presence_card_class_init (PassantPresenceCardClass *klass)
{
}

static void
passant_presence_card_init (PassantPresenceCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
}

void
passant_presence_card_show (PassantPresenceCard *self,
                            PassantSession      *session)
{
  PassantVisit *visit = passant_session_get_visit (session);
  g_autoptr (PassantPresencePlace) place = NULL;
  g_autoptr (PassantPresence) presence = NULL;

  g_return_if_fail (PASSANT_IS_PRESENCE_CARD (self));

  place = passant_store_load_place (passant_session_get_store (session), visit, NULL);
  if (place)
    presence = passant_presence_new (passant_session_get_script (session), visit, place);

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), presence != NULL);
  if (presence)
    fill (self, presence, passant_session_wants_code (session),
          passant_visit_get_utc_offset_min (visit));
}
