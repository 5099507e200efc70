/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-evidence-row.h"

#include <glib/gi18n-lib.h>

#include "passant-memo.h"
#include "passant-session-evidence.h"
#include "passant-tape.h"
#include "passant-thumbnail.h"

/**
 * PassantEvidenceRow:
 *
 * One photo or recording of a visit: a small picture, its name and where it belongs, a menu to say that it belongs
 * elsewhere (`win.assign`), and a button to take it back (`win.withdraw`).
 */
struct _PassantEvidenceRow {
  AdwBin             parent_instance;

  PassantSession    *session;
  PassantTouchpoint *here;     /* or NULL */
  const char        *language;
  char              *sha256;
  gboolean           is_photo;

  GtkBox            *box;
};

G_DEFINE_FINAL_TYPE (PassantEvidenceRow, passant_evidence_row, ADW_TYPE_BIN)

static GtkWidget *
make_thumbnail (PassantEvidenceRow *self,
                const char         *name)
{
  PassantBlobs *blobs = passant_store_get_blobs (passant_session_get_store (self->session));
  g_autofree char *path = passant_blobs_dup_path (blobs, self->sha256);

  return passant_thumbnail_new (path, name);
}

/* A button to hear it; where this build has no sound, or the file is elsewhere, a sign of what it is. */
static GtkWidget *
make_sound (PassantEvidenceRow *self)
{
  PassantStore *store = passant_session_get_store (self->session);
  g_autofree char *path = passant_blobs_dup_path (passant_store_get_blobs (store), self->sha256);
  GtkWidget *sound;

  if (passant_tape_is_built () && passant_blobs_has (passant_store_get_blobs (store),
                                                     self->sha256)) {
    sound = passant_memo_new (passant_store_get_clock (store));
    passant_memo_set_recording (PASSANT_MEMO (sound), path);
    gtk_widget_set_halign (sound, GTK_ALIGN_CENTER);
    gtk_widget_set_valign (sound, GTK_ALIGN_CENTER);
  } else {
    sound = gtk_image_new_from_icon_name ("audio-input-microphone-symbolic");
  }
  gtk_widget_set_size_request (sound, PASSANT_THUMBNAIL_PX, -1);

  return sound;
}

/* "Till › Photo of the receipt", "Till", "Not attached yet". */
static char *
describe_place (PassantEvidenceRow    *self,
                const PassantEvidence *evidence)
{
  PassantScript *script = passant_session_get_script (self->session);
  PassantQuestion *answered = passant_session_find_answered (self->session, self->sha256);
  PassantTouchpoint *touchpoint =
    evidence->touchpoint ? passant_script_find_touchpoint (script, evidence->touchpoint) : NULL;

  if (answered) {
    g_autofree char *text = passant_guide_dup_text (passant_session_get_guide (self->session),
                                                    answered->text, answered, self->language);

    return g_strdup_printf ("%s › %s",
                            passant_text_get (answered->touchpoint->title, self->language), text);
  }

  return g_strdup (touchpoint ? passant_text_get (touchpoint->title, self->language)
                              : _("Not attached to a step yet"));
}

static GtkWidget *
make_lines (PassantEvidenceRow    *self,
            const PassantEvidence *evidence)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *place = describe_place (self, evidence);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", evidence->name ? evidence->name : "",
                                  "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "xalign", 0.0, NULL);
  GtkWidget *where = g_object_new (GTK_TYPE_LABEL, "label", place, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                                   "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "css-classes",
                                   (const char *[]) { "caption", "dimmed", NULL }, NULL);

  gtk_box_append (GTK_BOX (lines), name);
  gtk_box_append (GTK_BOX (lines), where);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);

  return lines;
}

/* A title with an underscore in it is no mnemonic. */
static void
add_place (PassantEvidenceRow *self,
           GMenu              *menu,
           const char         *label,
           PassantTouchpoint  *touchpoint,
           PassantQuestion    *question)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (plain, NULL);

  g_menu_item_set_action_and_target (item, "win.assign", "(sss)", self->sha256,
                                     touchpoint ? touchpoint->id : "",
                                     question ? question->id : "");
  g_menu_append_item (menu, item);
}

static gboolean
can_answer (PassantEvidenceRow *self,
            PassantQuestion    *question)
{
  if (!passant_script_allows (passant_session_get_script (self->session), question) ||
      passant_guide_is_locked (passant_session_get_guide (self->session), question))
    return FALSE;
  if (!self->is_photo)
    return question->type == PASSANT_QUESTION_AUDIO;

  return question->type == PASSANT_QUESTION_PHOTO || question->type == PASSANT_QUESTION_RECEIPT;
}

/* The step itself, and its questions that ask for such a file. */
static void
add_step (PassantEvidenceRow *self,
          GMenu              *menu,
          PassantTouchpoint  *touchpoint)
{
  PassantGuide *guide = passant_session_get_guide (self->session);

  add_place (self, menu, passant_text_get (touchpoint->title, self->language), touchpoint, NULL);
  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = touchpoint->questions->pdata[i];
    g_autofree char *text = NULL;

    if (!can_answer (self, question) ||
        passant_guide_get_question (guide, question) == PASSANT_STEP_HIDDEN)
      continue;
    text = passant_guide_dup_text (guide, question->text, question, self->language);
    add_place (self, menu, text, touchpoint, question);
  }
}

static GMenuModel *
make_menu (PassantEvidenceRow *self)
{
  GPtrArray *touchpoints = passant_session_get_script (self->session)->touchpoints;
  PassantGuide *guide = passant_session_get_guide (self->session);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) here = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  if (self->here)
    add_step (self, here, self->here);
  for (guint i = 0; i < touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = touchpoints->pdata[i];

    if (touchpoint != self->here &&
        passant_guide_get_touchpoint (guide, touchpoint) != PASSANT_STEP_HIDDEN)
      add_step (self, others, touchpoint);
  }
  g_menu_append_section (menu, self->here ? _("This step") : NULL, G_MENU_MODEL (here));
  g_menu_append_submenu (end, _("Another step"), G_MENU_MODEL (others));
  add_place (self, end, _("No step yet"), NULL, NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (menu);
}

static void
create_menu (GtkMenuButton *button,
             gpointer       user_data)
{
  g_autoptr (GMenuModel) menu = make_menu (user_data);

  gtk_menu_button_set_menu_model (button, menu);
}

static GtkWidget *
make_belongs (PassantEvidenceRow *self,
              const char         *name)
{
  /* Translators: %s is a photo's file name. */
  g_autofree char *words = g_strdup_printf (_("Where %s belongs"), name);
  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON,
                                    "icon-name", "view-more-symbolic",
                                    "tooltip-text", words,
                                    "valign", GTK_ALIGN_CENTER,
                                    "css-classes",
                                    (const char *[]) { "flat", "passant-action", "icon",
                                                       NULL },
                                    NULL);

  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_menu, self, NULL);

  return button;
}

static GtkWidget *
make_take_back (PassantEvidenceRow *self,
                const char         *name)
{
  /* Translators: %s is a photo's file name. */
  g_autofree char *words = g_strdup_printf (_("Take back %s"), name);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "icon-name", "user-trash-symbolic",
                                    "tooltip-text", words,
                                    "valign", GTK_ALIGN_CENTER,
                                    "action-name", "win.withdraw",
                                    "action-target", g_variant_new_string (self->sha256),
                                    "css-classes",
                                    (const char *[]) { "flat", "passant-action", "icon",
                                                       NULL },
                                    NULL);

  return button;
}

static void
passant_evidence_row_dispose (GObject *object)
{
  PassantEvidenceRow *self = PASSANT_EVIDENCE_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->sha256, g_free);

  G_OBJECT_CLASS (passant_evidence_row_parent_class)->dispose (object);
}

static void
passant_evidence_row_class_init (PassantEvidenceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_evidence_row_dispose;
}

static void
passant_evidence_row_init (PassantEvidenceRow *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
passant_evidence_row_new (PassantSession        *session,
                          const PassantEvidence *evidence,
                          PassantTouchpoint     *here,
                          const char            *language)
{
  PassantEvidenceRow *self = g_object_new (PASSANT_TYPE_EVIDENCE_ROW, NULL);
  const char *name = evidence->name ? evidence->name : _("The photo");

  self->session = g_object_ref (session);
  self->here = here;
  self->language = g_intern_string (language);
  self->sha256 = g_strdup (evidence->sha256);
  self->is_photo = !evidence->mime || !g_str_has_prefix (evidence->mime, "audio/");
  gtk_box_append (self->box, self->is_photo ? make_thumbnail (self, name) : make_sound (self));
  gtk_box_append (self->box, make_lines (self, evidence));
  if (passant_session_is_movable (session, self->sha256)) {
    gtk_box_append (self->box, make_belongs (self, name));
    gtk_box_append (self->box, make_take_back (self, name));
  }

  return GTK_WIDGET (self);
}
