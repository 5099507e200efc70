/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-evidence-tray.h"

#include <glib/gi18n-lib.h>

#include "passant-evidence-row.h"
#include "passant-session-evidence.h"

/**
 * PassantEvidenceTray:
 *
 * The photos and recordings of one touchpoint that answer no question, those of the visit that are not attached anywhere
 * yet, and the way to take another ("Attach a photo", `win.shoot('')`) or to see all of the visit (`win.evidence`).
 */
struct _PassantEvidenceTray {
  AdwBin     parent_instance;

  char      *shown; /* what is in the lists, so that nothing is drawn anew for nothing */

  GtkBox    *list, *loose_list;
  GtkWidget *loose_label;
  GtkWidget *attach_button, *all_button;
  GtkLabel  *all_label;
};

G_DEFINE_FINAL_TYPE (PassantEvidenceTray, passant_evidence_tray, ADW_TYPE_BIN)

/* @touchpoint NULL: what is attached nowhere. */
static GPtrArray *
select_evidence (PassantSession    *session,
                 PassantTouchpoint *touchpoint)
{
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (session));
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    PassantEvidence *evidence = all->pdata[i];

    if (g_strcmp0 (evidence->touchpoint, touchpoint ? touchpoint->id : NULL) == 0 &&
        !passant_session_find_answered (session, evidence->sha256))
      g_ptr_array_add (own, evidence);
  }

  return own;
}

static void
add_names (GString   *names,
           GPtrArray *evidence)
{
  for (guint i = 0; i < evidence->len; i++)
    g_string_append (names, ((PassantEvidence *) evidence->pdata[i])->sha256);
  g_string_append_c (names, ' ');
}

static void
fill_list (GtkBox            *list,
           GPtrArray         *evidence,
           PassantSession    *session,
           PassantTouchpoint *touchpoint,
           const char        *language)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))))
    gtk_box_remove (list, row);
  for (guint i = 0; i < evidence->len; i++)
    gtk_box_append (list, passant_evidence_row_new (session, evidence->pdata[i], touchpoint,
                                                    language));
  gtk_widget_set_visible (GTK_WIDGET (list), evidence->len > 0);
}

static void
show_all_button (PassantEvidenceTray *self,
                 guint                all)
{
  /* Translators: opens the list of all photos and recordings of a visit; how many there are. */
  g_autofree char *words = g_strdup_printf (_("All of this visit: %u"), all);

  gtk_label_set_label (self->all_label, words);
  gtk_widget_set_visible (self->all_button, all > 0);
}

static void
passant_evidence_tray_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_EVIDENCE_TRAY);

  G_OBJECT_CLASS (passant_evidence_tray_parent_class)->dispose (object);
}

static void
passant_evidence_tray_finalize (GObject *object)
{
  g_clear_pointer (&PASSANT_EVIDENCE_TRAY (object)->shown, g_free);

  G_OBJECT_CLASS (passant_evidence_tray_parent_class)->finalize (object);
}

static void
passant_evidence_tray_class_init (PassantEvidenceTrayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = passant_evidence_tray_dispose;
  object_class->finalize = passant_evidence_tray_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-evidence-tray.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, list);
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, loose_list);
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, loose_label);
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, attach_button);
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, all_button);
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, all_label);
}

static void
passant_evidence_tray_init (PassantEvidenceTray *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
passant_evidence_tray_new (void)
{
  return g_object_new (PASSANT_TYPE_EVIDENCE_TRAY, NULL);
}

void
passant_evidence_tray_update (PassantEvidenceTray *self,
                              PassantSession      *session,
                              PassantTouchpoint   *touchpoint,
                              const char          *language)
{
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (session));
  g_autoptr (GPtrArray) own = select_evidence (session, touchpoint);
  g_autoptr (GPtrArray) loose = select_evidence (session, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_if_fail (PASSANT_IS_EVIDENCE_TRAY (self));

  show_all_button (self, all->len);
  add_names (names, own);
  add_names (names, loose);
  if (!g_set_str (&self->shown, names->str))
    return;

  fill_list (self->list, own, session, touchpoint, language);
  fill_list (self->loose_list, loose, session, touchpoint, language);
  gtk_widget_set_visible (self->loose_label, loose->len > 0);
}
