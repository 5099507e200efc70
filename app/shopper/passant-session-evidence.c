/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-session-evidence.h"

#include "passant-picture.h"
#include "passant-session-private.h"

#define NO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* A file on its way among the blobs. */
typedef struct {
  PassantBlobs      *blobs;
  GFile             *file;     /* or … */
  GdkPixbuf         *photo;
  gboolean           is_ours;  /* the file is a recording made here, to be removed once it is among the blobs */
  PassantTouchpoint *touchpoint;
  PassantQuestion   *question;
  int                photo_px;
  gint64             at_ms;
  char              *name;
  char              *mime;
  char              *sha256;
  gint64             bytes;
  PassantKept        kept;     /* of a photo */
} Import;

static void
import_free (Import *self)
{
  passant_kept_clear (&self->kept);
  g_clear_object (&self->file);
  g_clear_object (&self->photo);
  passant_blobs_unref (self->blobs);
  g_free (self->name);
  g_free (self->mime);
  g_free (self->sha256);
  g_free (self);
}

static char *
dup_type (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  const char *type = info ? g_file_info_get_content_type (info) : NULL;

  return type ? g_content_type_get_mime_type (type) : NULL;
}

/* Beside the blobs, where what a crash leaves behind is swept up. */
static char *
dup_folder (Import *self)
{
  g_autofree char *path = passant_blobs_dup_arriving_path (self->blobs, NO_HASH);

  return g_path_get_dirname (path);
}

static gboolean
is_recording (Import *self)
{
  return self->file && ((self->question && self->question->type == PASSANT_QUESTION_AUDIO) ||
                        (self->mime && g_str_has_prefix (self->mime, "audio/")));
}

/* A file that is a photo, or pixels, as what may be kept of it. */
static gboolean
prepare (Import  *self,
         GError **error)
{
  g_autofree char *folder = dup_folder (self);
  g_autofree char *path = self->file ? g_file_get_path (self->file) : NULL;

  if (self->photo)
    return passant_picture_prepare_pixels (self->photo, folder, self->photo_px, &self->kept, error);

  return passant_picture_prepare (path ? path : "", folder, self->photo_px, &self->kept, error);
}

static void
import_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Import *self = task_data;
  g_autoptr (GFile) kept = NULL;
  GError *error = NULL;

  if (self->file)
    self->mime = dup_type (self->file);
  if (!is_recording (self) && !prepare (self, &error)) {
    g_task_return_error (task, error);
    return;
  }

  if (!is_recording (self))
    g_set_str (&self->mime, "image/jpeg");
  kept = self->kept.path ? g_file_new_for_path (self->kept.path) : g_object_ref (self->file);
  if (passant_blobs_import (self->blobs, kept, &self->sha256, &self->bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
say_evidence (PassantSession *self,
              Import         *import)
{
  PassantDraft *draft = passant_session_draft (self, "visit.evidenced");

  draft->at_ms = import->at_ms;
  passant_draft_set_string (draft, "sha256", import->sha256);
  passant_draft_set_int (draft, "bytes", import->bytes);
  passant_draft_set_string (draft, "mime", import->mime);
  passant_draft_set_string (draft, "name", import->name);
  passant_draft_set_string (draft, "touchpoint",
                            import->touchpoint ? import->touchpoint->id : NULL);
  passant_draft_set_string (draft, "question", import->question ? import->question->id : NULL);
  if (import->kept.look) {
    passant_draft_set_int (draft, "width", import->kept.width);
    passant_draft_set_int (draft, "height", import->kept.height);
    passant_draft_set_int (draft, "sharpness", import->kept.sharpness);
    passant_draft_set_string (draft, "look", import->kept.look);
  }
  passant_session_say (self, draft);
}

static void
on_imported_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  PassantSession *self = PASSANT_SESSION (source);
  Import *import = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    if (import->is_ours)
      g_file_delete (import->file, NULL, NULL);
    say_evidence (self, import);
    if (import->question)
      passant_session_answer (self, import->question, import->sha256, FALSE, import->at_ms, 0);
  }
  passant_session_end_import (self, error);
}

static Import *
import_new (PassantSession    *self,
            PassantTouchpoint *touchpoint,
            PassantQuestion   *question)
{
  Import *import = g_new0 (Import, 1);

  import->blobs = passant_blobs_ref (passant_store_get_blobs (passant_session_get_store (self)));
  import->photo_px = passant_session_get_script (self)->photo_px;
  import->touchpoint = touchpoint;
  import->question = question;

  return import;
}

char *
passant_session_dup_recording_path (PassantSession  *self,
                                    PassantQuestion *question)
{
  PassantBlobs *blobs = passant_store_get_blobs (passant_session_get_store (self));
  g_autofree char *arriving = passant_blobs_dup_arriving_path (blobs, NO_HASH);
  g_autoptr (GFile) folder = g_file_new_build_filename (arriving, "..", "..", "..", "recordings",
                                                        NULL);
  g_autofree char *name = g_strdup_printf ("%s.%s.ogg",
                                           passant_visit_get_id (passant_session_get_visit (self)),
                                           question->id);

  g_mkdir_with_parents (g_file_peek_path (folder), 0700);

  return g_build_filename (g_file_peek_path (folder), name, NULL);
}

static void
run (PassantSession *self,
     Import         *import)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_imported_cb, NULL);

  passant_session_begin_import (self);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  g_task_run_in_thread (task, import_thread);
}

void
passant_session_attach (PassantSession    *self,
                        GFile             *file,
                        PassantTouchpoint *touchpoint,
                        PassantQuestion   *question)
{
  Import *import;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (G_IS_FILE (file));

  import = import_new (self, touchpoint, question);
  import->file = g_object_ref (file);
  if (question && question->type == PASSANT_QUESTION_AUDIO) {
    g_autofree char *path = passant_session_dup_recording_path (self, question);

    import->is_ours = g_strcmp0 (g_file_peek_path (file), path) == 0;
  }
  import->name = import->is_ours ? g_strdup_printf ("%s.ogg", question->id)
                                 : g_file_get_basename (file);
  run (self, import);
}

void
passant_session_attach_photo (PassantSession    *self,
                              GdkPixbuf         *photo,
                              gint64             at_ms,
                              const char        *name,
                              PassantTouchpoint *touchpoint,
                              PassantQuestion   *question)
{
  Import *import;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (GDK_IS_PIXBUF (photo));

  import = import_new (self, touchpoint, question);
  import->photo = g_object_ref (photo);
  import->at_ms = at_ms;
  import->name = g_strdup (name);
  run (self, import);
}

PassantQuestion *
passant_session_find_answered (PassantSession *self,
                               const char     *sha256)
{
  GPtrArray *questions;

  g_return_val_if_fail (PASSANT_IS_SESSION (self) && sha256 != NULL, NULL);

  questions = passant_session_get_script (self)->questions;
  for (guint i = 0; i < questions->len; i++) {
    PassantQuestion *question = questions->pdata[i];
    const PassantAnswer *answer =
      passant_visit_get_answer (passant_session_get_visit (self), question->id);

    if (answer && g_strcmp0 (answer->value, sha256) == 0)
      return question;
  }

  return NULL;
}

void
passant_session_assign (PassantSession    *self,
                        const char        *sha256,
                        PassantTouchpoint *touchpoint,
                        PassantQuestion   *question)
{
  PassantQuestion *before;
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self) && sha256 != NULL);

  before = passant_session_find_answered (self, sha256);
  if (before && before != question)
    passant_session_answer (self, before, NULL, FALSE, 0, 0);

  draft = passant_session_draft (self, "visit.attached");
  passant_draft_set_string (draft, "sha256", sha256);
  passant_draft_set_string (draft, "touchpoint", touchpoint ? touchpoint->id : NULL);
  passant_draft_set_string (draft, "question", question ? question->id : NULL);
  passant_session_say (self, draft);
  if (question && before != question)
    passant_session_answer (self, question, sha256, FALSE, 0, 0);
}

void
passant_session_withdraw (PassantSession *self,
                          const char     *sha256)
{
  PassantQuestion *before;
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self) && sha256 != NULL);

  before = passant_session_find_answered (self, sha256);
  if (before)
    passant_session_answer (self, before, NULL, FALSE, 0, 0);
  draft = passant_session_draft (self, "visit.evidence_withdrawn");
  passant_draft_set_string (draft, "sha256", sha256);
  passant_session_say (self, draft);
}

PassantEvidence *
passant_session_find_alike (PassantSession *self,
                            const char     *look)
{
  GPtrArray *all;

  g_return_val_if_fail (PASSANT_IS_SESSION (self), NULL);

  all = passant_visit_get_evidence (passant_session_get_visit (self));
  for (guint i = 0; i < all->len; i++) {
    PassantEvidence *evidence = all->pdata[i];

    if (passant_look_compare (evidence->look, look) <= PASSANT_LOOK_BITS_SAME)
      return evidence;
  }

  return NULL;
}
