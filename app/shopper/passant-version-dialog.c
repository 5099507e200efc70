/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-version-dialog.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-wording.h"

/**
 * PassantVersionDialog:
 *
 * What going on with another version of the script would do to this visit, before anybody decides: the answers that count
 * no more, those to look at again, the questions that are new, and how many stay as they are.
 *
 * Signals:
 * - moved (): the guest takes the other version
 * - stayed (): the guest keeps to the one they have
 */
struct _PassantVersionDialog {
  AdwDialog         parent_instance;

  PassantSession   *session;
  PassantScript    *script;    /* the other version */
  PassantGuide     *guide;     /* over that one */
  PassantMigration *migration;
  const char       *language;

  GtkLabel         *summary_label;
  GtkBox           *sections_box;
  GtkLabel         *move_label, *stay_label;
};

G_DEFINE_FINAL_TYPE (PassantVersionDialog, passant_version_dialog, ADW_TYPE_DIALOG)

enum {
  MOVED,
  STAYED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_move_clicked_cb (PassantVersionDialog *self)
{
  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[MOVED], 0);
  g_object_unref (self);
}

static void
on_stay_clicked_cb (PassantVersionDialog *self)
{
  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[STAYED], 0);
  g_object_unref (self);
}

static GtkBox *
add_section (PassantVersionDialog *self,
             const char           *title)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                     "label", title,
                                     "xalign", 0.0f,
                                     "wrap", TRUE,
                                     "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                     "css-classes", (const char *[]) { "heading", NULL },
                                     NULL);

  gtk_box_append (GTK_BOX (section), heading);
  gtk_box_append (self->sections_box, section);

  return GTK_BOX (section);
}

static void
add_card (GtkBox     *section,
          const char *question,
          const char *answer,
          const char *reason)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "passant-card");
  gtk_box_append (GTK_BOX (card), passant_label_new (question, NULL));
  if (answer)
    gtk_box_append (GTK_BOX (card), passant_label_new (answer, "dimmed"));
  if (reason)
    gtk_box_append (GTK_BOX (card), passant_label_new (reason, "caption"));
  gtk_box_append (section, card);
}

static char *
dup_answer (PassantVersionDialog *self,
            PassantQuestion      *question)
{
  const PassantAnswer *answer =
    passant_visit_get_answer (passant_session_get_visit (self->session), question->id);

  if (!answer || answer->na)
    return g_strdup (_("Not applicable"));
  if (!answer->value)
    return NULL;

  return passant_question_format (question, answer->value, self->language);
}

static void
add_moves (PassantVersionDialog *self,
           PassantMoveKind       kind,
           const char           *title)
{
  GPtrArray *moves = passant_migration_get_moves (self->migration);
  PassantGuide *guide = passant_session_get_guide (self->session);
  GtkBox *section = passant_migration_count (self->migration, kind) > 0 ? add_section (self, title)
                                                                        : NULL;

  for (guint i = 0; section && i < moves->len; i++) {
    PassantMove *move = g_ptr_array_index (moves, i);
    g_autofree char *question = NULL, *answer = NULL;

    if (move->kind != kind)
      continue;

    question = passant_wording_for_question (guide, move->from, self->language);
    answer = dup_answer (self, move->from);
    add_card (section, question, answer, move->reason);
  }
}

static void
add_new (PassantVersionDialog *self)
{
  GPtrArray *added = passant_migration_get_added (self->migration);
  GtkBox *section = added->len > 0 ? add_section (self, _("New questions")) : NULL;

  for (guint i = 0; i < added->len; i++) {
    PassantQuestion *question = g_ptr_array_index (added, i);
    g_autofree char *words = passant_wording_for_question (self->guide, question, self->language);

    add_card (section, words, passant_text_get (question->touchpoint->title, self->language), NULL);
  }
}

static void
show_summary (PassantVersionDialog *self)
{
  guint kept = passant_migration_count (self->migration, PASSANT_MOVE_KEPT);
  guint others = passant_migration_count (self->migration, PASSANT_MOVE_CHANGED) +
                 passant_migration_count (self->migration, PASSANT_MOVE_DROPPED);
  g_autofree char *words = NULL;

  if (others == 0)
    words = g_strdup (_("All you noted so far stays as it is."));
  else
    words = g_strdup_printf (ngettext ("%u answer stays as it is.", "%u answers stay as they are.",
                                       kept), kept);
  gtk_label_set_label (self->summary_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), others == 0 || kept > 0);
}

static void
show_buttons (PassantVersionDialog *self)
{
  /* Translators: the number of a version of the script. */
  g_autofree char *move = g_strdup_printf (_("Move to version %d"), self->script->version);
  /* Translators: the number of a version of the script. */
  g_autofree char *stay = g_strdup_printf (_("Stay on version %d"),
                                           passant_session_get_script (self->session)->version);
  /* Translators: the number of a version of the script. */
  g_autofree char *title = g_strdup_printf (_("Version %d of this script"), self->script->version);

  gtk_label_set_label (self->move_label, move);
  gtk_label_set_label (self->stay_label, stay);
  adw_dialog_set_title (ADW_DIALOG (self), title);
}

static void
passant_version_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_VERSION_DIALOG);

  G_OBJECT_CLASS (passant_version_dialog_parent_class)->dispose (object);
}

static void
passant_version_dialog_finalize (GObject *object)
{
  PassantVersionDialog *self = PASSANT_VERSION_DIALOG (object);

  g_clear_pointer (&self->migration, passant_migration_free);
  g_clear_pointer (&self->guide, passant_guide_free);
  g_clear_pointer (&self->script, passant_script_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (passant_version_dialog_parent_class)->finalize (object);
}

static void
passant_version_dialog_class_init (PassantVersionDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = passant_version_dialog_dispose;
  object_class->finalize = passant_version_dialog_finalize;

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[STAYED] = g_signal_new ("stayed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-version-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantVersionDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, PassantVersionDialog, sections_box);
  gtk_widget_class_bind_template_child (widget_class, PassantVersionDialog, move_label);
  gtk_widget_class_bind_template_child (widget_class, PassantVersionDialog, stay_label);
  gtk_widget_class_bind_template_callback (widget_class, on_move_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stay_clicked_cb);
}

static void
passant_version_dialog_init (PassantVersionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @script: the version that @session's visit may go on with. */
AdwDialog *
passant_version_dialog_new (PassantSession *session,
                            PassantScript  *script,
                            const char     *language)
{
  PassantVersionDialog *self = g_object_new (PASSANT_TYPE_VERSION_DIALOG, NULL);
  PassantVisit *visit = passant_session_get_visit (session);

  self->session = g_object_ref (session);
  self->script = passant_script_ref (script);
  self->guide = passant_guide_new (script, visit);
  self->migration = passant_migration_new (passant_session_get_script (session), script, visit);
  self->language = g_intern_string (language);

  show_summary (self);
  show_buttons (self);
  add_moves (self, PASSANT_MOVE_DROPPED, _("Counts no more, but stays among your notes"));
  add_moves (self, PASSANT_MOVE_CHANGED, _("To look at again"));
  add_new (self);

  return ADW_DIALOG (self);
}

PassantMigration *
passant_version_dialog_get_migration (PassantVersionDialog *self)
{
  g_return_val_if_fail (PASSANT_IS_VERSION_DIALOG (self), NULL);

  return self->migration;
}
