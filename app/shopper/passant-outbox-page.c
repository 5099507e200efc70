/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-outbox-page.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-wording.h"

/**
 * PassantOutboxPage:
 *
 * Where everything is by now, in words: each visit with its notes and photos, how the sync goes, and the hub's receipt
 * ("Receipt", `win.receipt`). Follows the notebook and its sync runner.
 */
struct _PassantOutboxPage {
  AdwNavigationPage parent_instance;

  PassantNotebook  *notebook;

  GtkLabel         *status_label;
  GtkBox           *list;
  GtkWidget        *empty_page;
};

G_DEFINE_FINAL_TYPE (PassantOutboxPage, passant_outbox_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
describe_photos (const PassantVisitRow *row)
{
  if (row->blobs == 0)
    return NULL;

  if (row->blobs_confirmed >= row->blobs)
    return g_strdup_printf (ngettext ("%d photo, on the hub", "%d photos, all on the hub",
                                      (int) row->blobs), (int) row->blobs);

  /* Translators: how many photos of a visit are on the hub, of how many. */
  return g_strdup_printf (_("Photos: %d of %d on the hub"), (int) row->blobs_confirmed,
                          (int) row->blobs);
}

static const char *
icon_for (const PassantVisitRow *row)
{
  gboolean is_whole = row->facts_acked >= row->facts && row->blobs_confirmed >= row->blobs;

  return is_whole ? "object-select-symbolic" : "document-send-symbolic";
}

static GtkWidget *
new_card (PassantOutboxPage     *self,
          const PassantVisitRow *row)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_image_new_from_icon_name (icon_for (row));
  g_autofree char *time = passant_wording_for_time (row->ended_ms > 0 ? row->ended_ms
                                                                    : row->opened_ms);
  g_autofree char *state = g_strdup_printf ("%s · %s", passant_wording_for_visit_state (row->state),
                                            time);
  g_autofree char *whereabouts = passant_wording_for_whereabouts (row);
  g_autofree char *photos = describe_photos (row);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (lines),
                  passant_label_new (row->location_name ? row->location_name : row->id,
                                     "heading"));
  gtk_box_append (GTK_BOX (lines), passant_label_new (state, NULL));
  gtk_box_append (GTK_BOX (lines), passant_label_new (whereabouts, "caption"));
  if (photos)
    gtk_box_append (GTK_BOX (lines), passant_label_new (photos, "caption"));
  gtk_box_append (GTK_BOX (card), image);
  gtk_box_append (GTK_BOX (card), lines);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "passant-card");

  return card;
}

static void
show_status (PassantOutboxPage *self)
{
  PassantSyncRunner *runner = passant_notebook_get_runner (self->notebook);
  const PassantEnrolment *enrolment = passant_notebook_get_enrolment (self->notebook);
  g_autofree char *words = NULL;

  if (passant_sync_runner_get_words (runner)) {
    words = g_strdup (passant_sync_runner_get_words (runner));
  } else if (!enrolment || enrolment->synced_ms == 0) {
    words = g_strdup (_("Not synced yet"));
  } else {
    g_autofree char *ago = passant_wording_for_ago (enrolment->synced_ms,
                                                    passant_notebook_get_now_ms (self->notebook));

    /* Translators: a hub's name, then "5 minutes ago" or "just now". */
    words = g_strdup_printf (_("Synced with %s %s"), enrolment->title, ago);
  }
  gtk_label_set_label (self->status_label, words);
}

static void
on_notebook_changed_cb (PassantOutboxPage *self)
{
  GListModel *parcels = passant_notebook_get_parcels (self->notebook);
  guint n = g_list_model_get_n_items (parcels);
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_box_remove (self->list, card);
  for (guint i = 0; i < n; i++) {
    g_autoptr (PassantParcel) parcel = g_list_model_get_item (parcels, i);

    gtk_box_append (self->list, new_card (self, passant_parcel_get_row (parcel)));
  }
  gtk_widget_set_visible (self->empty_page, n == 0);
  show_status (self);
}

static void
passant_outbox_page_dispose (GObject *object)
{
  PassantOutboxPage *self = PASSANT_OUTBOX_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_OUTBOX_PAGE);
  g_clear_object (&self->notebook);

  G_OBJECT_CLASS (passant_outbox_page_parent_class)->dispose (object);
}

static void
passant_outbox_page_class_init (PassantOutboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_outbox_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantOutboxPage, status_label);
  gtk_widget_class_bind_template_child (widget_class, PassantOutboxPage, list);
  gtk_widget_class_bind_template_child (widget_class, PassantOutboxPage, empty_page);
}

static void
passant_outbox_page_init (PassantOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
passant_outbox_page_new (PassantNotebook *notebook)
{
  PassantOutboxPage *self = g_object_new (PASSANT_TYPE_OUTBOX_PAGE, NULL);

  self->notebook = g_object_ref (notebook);
  g_signal_connect_object (notebook, "changed", G_CALLBACK (on_notebook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (passant_notebook_get_runner (notebook), "notify",
                           G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  on_notebook_changed_cb (self);

  return ADW_NAVIGATION_PAGE (self);
}
