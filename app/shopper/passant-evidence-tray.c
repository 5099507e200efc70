/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-evidence-tray.h"

#include <glib/gi18n-lib.h>

#include "passant-evidence-row.h"
#include "passant-memo.h"
#include "passant-session-evidence.h"

/**
 * PassantEvidenceTray:
 *
 * The photos and recordings of one touchpoint that answer no question, those of the visit that are not attached anywhere
 * yet, and the way to take another ("Attach a photo", `win.shoot('')`), to record a memo, or to see all of the visit
 * (`win.evidence`). What the script's legal profile does not allow is not there. Always shows the same touchpoint.
 */
struct _PassantEvidenceTray {
  AdwBin     parent_instance;

  char      *shown; /* what is in the lists, so that nothing is drawn anew for nothing */
  GtkWidget *memo;  /* or NULL */

  GtkBox    *list, *loose_list;
  GtkLabel  *title_label;
  AdwBin    *memo_bin;
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

/* A memo of one step. */
typedef struct {
  PassantSession    *session;
  PassantTouchpoint *touchpoint;
} Place;

static void
place_free (gpointer  data,
            GClosure *closure)
{
  Place *self = data;

  g_object_unref (self->session);
  g_free (self);
}

static void
on_recorded_cb (PassantMemo *memo,
                const char  *path,
                gpointer     user_data)
{
  Place *place = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  passant_session_attach (place->session, file, place->touchpoint, NULL);
}

/* Once: what this touchpoint may have. */
static void
prepare (PassantEvidenceTray *self,
         PassantSession      *session,
         PassantTouchpoint   *touchpoint)
{
  PassantScript *script = passant_session_get_script (session);
  g_autofree char *path = NULL;
  Place *place;

  gtk_widget_set_visible (self->attach_button, script->allows_photos);
  if (!script->allows_audio)
    return;

  gtk_label_set_label (self->title_label, script->allows_photos ? _("Photos and memos of this step")
                                                                : _("Memos of this step"));
  path = passant_session_dup_recording_path (session, touchpoint, NULL);
  self->memo = passant_memo_new (passant_store_get_clock (passant_session_get_store (session)));
  passant_memo_set_target (PASSANT_MEMO (self->memo), path);
  place = g_new0 (Place, 1);
  place->session = g_object_ref (session);
  place->touchpoint = touchpoint;
  g_signal_connect_data (self->memo, "recorded", G_CALLBACK (on_recorded_cb), place, place_free, 0);
  adw_bin_set_child (self->memo_bin, self->memo);
  gtk_widget_set_visible (GTK_WIDGET (self->memo_bin), TRUE);
  if (passant_session_is_open (session))
    passant_session_recover (session, touchpoint, NULL);
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
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, title_label);
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, memo_bin);
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

  if (!self->shown)
    prepare (self, session, touchpoint);
  show_all_button (self, all->len);
  add_names (names, own);
  add_names (names, loose);
  if (!g_set_str (&self->shown, names->str))
    return;

  fill_list (self->list, own, session, touchpoint, language);
  fill_list (self->loose_list, loose, session, touchpoint, language);
}

/* What is being recorded ends, and is kept. */
void
passant_evidence_tray_flush (PassantEvidenceTray *self)
{
  g_return_if_fail (PASSANT_IS_EVIDENCE_TRAY (self));

  if (self->memo)
    passant_memo_flush (PASSANT_MEMO (self->memo));
}
