/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-welcome-page.h"

#include <glib/gi18n-lib.h>

#include "passant-announce.h"
#include "passant-scanner.h"
#include "passant-wording.h"

/**
 * PassantWelcomePage:
 *
 * Makes this device somebody's: a code with the hub's address, or a link that names both. When it worked the notebook
 * changes, and the window goes home. Controls by name: "Scan the QR code", "Code or link", "Hub address", "Enrol this
 * device". A device that is somebody's, and that the hub has shut out or forgotten, is let in again by the same page on top
 * of the others: it goes when that worked, and what is on the device stays.
 */
struct _PassantWelcomePage {
  AdwNavigationPage parent_instance;

  PassantNotebook  *notebook;
  gboolean          is_enrolling;
  gboolean          is_again;

  GtkImage         *icon;
  GtkLabel         *title_label;
  GtkLabel         *hint_label;
  GtkLabel         *note_label;
  GtkWidget        *scan_button;
  AdwEntryRow      *code_entry;
  AdwEntryRow      *hub_entry;
  GtkLabel         *problem_label;
  GtkButton        *enrol_button;
};

G_DEFINE_FINAL_TYPE (PassantWelcomePage, passant_welcome_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
update (PassantWelcomePage *self)
{
  gboolean is_link = g_str_has_prefix (get_text (self->code_entry), "passant:");
  gboolean is_whole = *get_text (self->code_entry) != '\0' &&
                      (is_link || *get_text (self->hub_entry) != '\0');

  gtk_widget_set_visible (GTK_WIDGET (self->hub_entry), !is_link);
  gtk_widget_set_sensitive (GTK_WIDGET (self->enrol_button), is_whole && !self->is_enrolling);
  gtk_button_set_label (self->enrol_button,
                        self->is_enrolling ? _("Asking the hub …") : _("Enrol this device"));
}

/* Above an open keyboard there is room for the field alone; what is wrong with it stands below. */
static gboolean
bring_problem (GtkWidget     *label,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (label, GTK_TYPE_VIEWPORT);

  if (gtk_widget_get_visible (label) && !gtk_widget_get_height (label))
    return G_SOURCE_CONTINUE;
  if (gtk_widget_get_visible (label))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), label, NULL);

  return G_SOURCE_REMOVE;
}

static void
show_problem (PassantWelcomePage *self,
              const char         *words)
{
  gtk_label_set_label (self->problem_label, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), words != NULL);
  if (!words)
    return;

  passant_announce (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->problem_label), bring_problem, NULL, NULL);
}

static void
on_enrolled_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (PassantWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->is_enrolling = FALSE;
  if (!passant_notebook_enrol_finish (PASSANT_NOTEBOOK (source), result, &error))
    words = passant_wording_for_error (error);
  show_problem (self, words);
  update (self);
  if (!words && self->is_again) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                                _("The hub lets this device in again"));
    gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
  }
}

static void
on_enrol_clicked_cb (PassantWelcomePage *self)
{
  const char *hub = get_text (self->hub_entry);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->enrol_button)))
    return;

  self->is_enrolling = TRUE;
  show_problem (self, NULL);
  update (self);
  passant_notebook_enrol_async (self->notebook,
                                gtk_widget_get_visible (GTK_WIDGET (self->hub_entry)) ? hub : NULL,
                                get_text (self->code_entry), on_enrolled_cb, g_object_ref (self));
}

static void
on_entry_changed_cb (PassantWelcomePage *self)
{
  show_problem (self, NULL);
  update (self);
}

static void
on_scanned_cb (PassantWelcomePage *self,
               const char         *text,
               PassantScanner     *scanner)
{
  if (g_str_has_prefix (text, "passant:"))
    passant_welcome_page_enrol (self, text);
  else
    show_problem (self, _("This is a QR code, but not one to enrol with. Ask your coordinator for "
                          "another"));
}

static void
on_scan_clicked_cb (PassantWelcomePage *self)
{
  AdwDialog *scanner =
    passant_scanner_new (_("Enrol by QR code"),
                         _("Hold the QR code from your coordinator in view."));

  show_problem (self, NULL);
  g_signal_connect_object (scanner, "scanned", G_CALLBACK (on_scanned_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (scanner, GTK_WIDGET (self));
}

static void
passant_welcome_page_dispose (GObject *object)
{
  PassantWelcomePage *self = PASSANT_WELCOME_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_WELCOME_PAGE);
  g_clear_object (&self->notebook);

  G_OBJECT_CLASS (passant_welcome_page_parent_class)->dispose (object);
}

static void
passant_welcome_page_class_init (PassantWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_welcome_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, icon);
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, title_label);
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, note_label);
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, scan_button);
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, code_entry);
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, hub_entry);
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, PassantWelcomePage, enrol_button);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_enrol_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_scan_clicked_cb);
}

static void
passant_welcome_page_init (PassantWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (self->icon, PASSANT_APP_ID);
  gtk_widget_set_visible (self->scan_button, passant_scanner_is_built ());
}

AdwNavigationPage *
passant_welcome_page_new (PassantNotebook *notebook)
{
  PassantWelcomePage *self = g_object_new (PASSANT_TYPE_WELCOME_PAGE, NULL);

  self->notebook = g_object_ref (notebook);

  return ADW_NAVIGATION_PAGE (self);
}

/* For a device that is enrolled. @link: (nullable): stands in the field, and is not sent before the guest says so: a link
 * may come from anywhere. */
AdwNavigationPage *
passant_welcome_page_new_again (PassantNotebook *notebook,
                                const char      *link)
{
  PassantWelcomePage *self = PASSANT_WELCOME_PAGE (passant_welcome_page_new (notebook));
  const PassantEnrolment *enrolment = passant_notebook_get_enrolment (notebook);

  self->is_again = TRUE;
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self), "enrol");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Enrol again"));
  gtk_label_set_label (self->title_label, _("Enrol again"));
  gtk_label_set_label (self->hint_label,
                       _("When the hub lets this device in no more: scan or fill in what your "
                         "coordinator gave you anew."));
  gtk_label_set_label (self->note_label, _("Everything on this device stays on it."));
  gtk_editable_set_text (GTK_EDITABLE (self->hub_entry), enrolment ? enrolment->url : "");
  gtk_editable_set_text (GTK_EDITABLE (self->code_entry), link ? link : "");

  return ADW_NAVIGATION_PAGE (self);
}

/* As if @link had been typed; the guest sends it. */
void
passant_welcome_page_fill (PassantWelcomePage *self,
                           const char         *link)
{
  g_return_if_fail (PASSANT_IS_WELCOME_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->code_entry), link);
}

/* As if @link had been typed and sent. */
void
passant_welcome_page_enrol (PassantWelcomePage *self,
                            const char         *link)
{
  g_return_if_fail (PASSANT_IS_WELCOME_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->code_entry), link);
  on_enrol_clicked_cb (self);
}
