/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-session-evidence.h"

#include <errno.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "passant-error.h"
#include "passant-look.h"
#include "passant-picture.h"
#include "passant-put-off.h"
#include "passant-session-private.h"

/* What is put behind the name of a recording on its way among the blobs. */
#define TAKEN ".taken-"
#define NO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* A file on its way among the blobs. */
typedef struct {
  PassantBlobs      *blobs;
  GFile             *file;     /* or … */
  GdkPixbuf         *photo;
  gboolean           is_ours;  /* the file is a recording made here, to be removed once the visit has it */
  PassantTouchpoint *touchpoint;
  PassantQuestion   *question;
  int                photo_px;
  guint              number;   /* from 1, as they were begun */
  gint64             begun_ms;
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

/* A recording is kept as it is, so what is none must not pass for one: a photo would tell where it was taken. */
static gboolean
check_recording (Import  *self,
                 GError **error)
{
  if (self->is_ours || (self->mime && (g_str_has_prefix (self->mime, "audio/") ||
                                       g_str_equal (self->mime, "application/ogg"))))
    return TRUE;

  g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                       _("This is no recording; choose a file with sound"));

  return FALSE;
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

  if (self->file) {
    g_autofree char *type = self->is_ours ? g_strdup ("audio/ogg") : dup_type (self->file);

    g_set_str (&self->mime, type);
  }
  if (!(is_recording (self) ? check_recording (self, &error) : prepare (self, &error))) {
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

static PassantDraft *
draft_evidence (PassantSession        *self,
                const PassantEvidence *evidence)
{
  PassantDraft *draft = passant_session_draft (self, "visit.evidenced");

  draft->at_ms = evidence->at_ms;
  passant_draft_set_string (draft, "sha256", evidence->sha256);
  passant_draft_set_int (draft, "bytes", evidence->bytes);
  passant_draft_set_string (draft, "mime", evidence->mime);
  passant_draft_set_string (draft, "name", evidence->name);
  passant_draft_set_string (draft, "touchpoint", evidence->touchpoint);
  passant_draft_set_string (draft, "question", evidence->question);
  if (evidence->look) {
    passant_draft_set_int (draft, "width", evidence->width);
    passant_draft_set_int (draft, "height", evidence->height);
    passant_draft_set_int (draft, "sharpness", evidence->sharpness);
    passant_draft_set_string (draft, "look", evidence->look);
  }

  return draft;
}

static void
say_evidence (PassantSession *self,
              Import         *import)
{
  const PassantEvidence evidence = {
    .sha256 = import->sha256,
    .question = import->question ? import->question->id : NULL,
    .touchpoint = import->touchpoint ? import->touchpoint->id : NULL,
    .mime = import->mime,
    .name = import->name,
    .look = import->kept.look,
    .width = import->kept.width,
    .height = import->kept.height,
    .sharpness = import->kept.sharpness,
    .bytes = import->bytes,
    .at_ms = import->at_ms,
  };

  passant_session_say (self, draft_evidence (self, &evidence));
}

static const PassantEvidence *
find_evidence (PassantSession *self,
               const char     *sha256)
{
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (self));

  for (guint i = 0; i < all->len; i++) {
    if (g_str_equal (((PassantEvidence *) all->pdata[i])->sha256, sha256))
      return all->pdata[i];
  }

  return NULL;
}

/* A recording goes only when the visit says it has it: until then a crash leaves it to be taken in anew. */
static gboolean
remove_when_kept (gpointer path,
                  gpointer sha256,
                  gpointer user_data)
{
  if (!*(char *) sha256 || !find_evidence (user_data, sha256))
    return FALSE;

  g_remove (path);

  return TRUE;
}

static void
on_changed_cb (PassantSession *self,
               gpointer        user_data)
{
  g_hash_table_foreach_remove (user_data, remove_when_kept, self);
}

/* Recordings made here that are still in their place: by path their sha256, "" until it is known. */
static GHashTable *
get_taken (PassantSession *self)
{
  GHashTable *taken = g_object_get_data (G_OBJECT (self), "passant-taken");

  if (!taken) {
    taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_object_set_data_full (G_OBJECT (self), "passant-taken", taken,
                            (GDestroyNotify) g_hash_table_unref);
    g_signal_connect (self, "changed", G_CALLBACK (on_changed_cb), taken);
  }

  return taken;
}

static void
take (PassantSession *self,
      GFile          *file,
      const char     *sha256)
{
  g_hash_table_replace (get_taken (self), g_file_get_path (file), g_strdup (sha256));
}

/* Of the files that became an answer here: by sha256 their number. */
static GHashTable *
get_numbers (PassantSession *self)
{
  GHashTable *numbers = g_object_get_data (G_OBJECT (self), "passant-numbers");

  if (!numbers) {
    numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_object_set_data_full (G_OBJECT (self), "passant-numbers", numbers,
                            (GDestroyNotify) g_hash_table_unref);
  }

  return numbers;
}

/* Whether the guest said something else in answer to the same question since: one that waited for room, or was large, comes
 * in late. What came in of a file that was begun before is nothing else. */
static gboolean
is_overtaken (PassantSession *self,
              Import         *import)
{
  const PassantAnswer *answer =
    passant_visit_get_answer (passant_session_get_visit (self), import->question->id);
  PassantSaid said = { NULL };
  guint number = 0;

  if (!passant_session_find_unsaid (self, import->question, &said) && answer) {
    said.value = answer->value;
    said.noted_ms = answer->noted_ms;
  }
  if (said.noted_ms <= import->begun_ms)
    return FALSE;

  if (said.value)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (get_numbers (self), said.value));

  return number == 0 || number > import->number;
}

static void
answer_imported (PassantSession *self,
                 Import         *import)
{
  if (is_overtaken (self, import))
    return;

  g_hash_table_replace (get_numbers (self), g_strdup (import->sha256),
                        GUINT_TO_POINTER (import->number));
  passant_session_answer (self, import->question, import->sha256, FALSE, import->at_ms, 0);
}

/* Of what a crash left in its place the visit may know already, up to its being the answer. */
static void
say_imported (PassantSession *self,
              Import         *import)
{
  const PassantEvidence *known = import->is_ours ? find_evidence (self, import->sha256) : NULL;

  if (import->is_ours)
    take (self, import->file, import->sha256);
  if (!known)
    say_evidence (self, import);
  if (import->question &&
      (!known || !passant_visit_get_answer (passant_session_get_visit (self),
                                            import->question->id)))
    answer_imported (self, import);
}

static void run (gpointer session,
                 gpointer work);

static void
on_imported_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  PassantSession *self = PASSANT_SESSION (source);
  Import *import = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    say_imported (self, import);
  } else if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE)) {
    if (import->at_ms == 0)
      import->at_ms = passant_clock_now_ms (passant_store_get_clock (
                                              passant_session_get_store (self)));
    passant_put_off_add (passant_session_get_waiting (self), run, g_steal_pointer (&import),
                         (GDestroyNotify) import_free);
  } else if (import->is_ours) {
    g_hash_table_remove (get_taken (self), g_file_peek_path (import->file));
  }
  g_clear_pointer (&import, import_free);
  passant_session_end_import (self, error);
}

static Import *
import_new (PassantSession    *self,
            PassantTouchpoint *touchpoint,
            PassantQuestion   *question)
{
  static guint newest;
  Import *import = g_new0 (Import, 1);

  import->number = ++newest;
  import->begun_ms = passant_clock_now_ms (passant_store_get_clock (
                                             passant_session_get_store (self)));
  import->blobs = passant_blobs_ref (passant_store_get_blobs (passant_session_get_store (self)));
  import->photo_px = passant_session_get_script (self)->photo_px;
  import->touchpoint = touchpoint;
  import->question = question;

  return import;
}

/* No question's id begins with "@". */
static char *
dup_recording_name (PassantTouchpoint *touchpoint,
                    PassantQuestion   *question)
{
  return question ? g_strdup_printf ("%s.ogg", question->id)
                  : g_strdup_printf ("@%s.ogg", touchpoint->id);
}

char *
passant_session_dup_recording_path (PassantSession    *self,
                                    PassantTouchpoint *touchpoint,
                                    PassantQuestion   *question)
{
  PassantBlobs *blobs = passant_store_get_blobs (passant_session_get_store (self));
  g_autofree char *arriving = passant_blobs_dup_arriving_path (blobs, NO_HASH);
  g_autoptr (GFile) folder = g_file_new_build_filename (arriving, "..", "..", "..", "recordings",
                                                        NULL);
  g_autofree char *made = dup_recording_name (touchpoint, question);
  g_autofree char *name =
    g_strconcat (passant_visit_get_id (passant_session_get_visit (self)), ".", made, NULL);

  g_mkdir_with_parents (g_file_peek_path (folder), 0700);

  return g_build_filename (g_file_peek_path (folder), name, NULL);
}

/* Takes @work, an Import. */
static void
run (gpointer session,
     gpointer work)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, on_imported_cb, work);

  passant_kept_clear (&((Import *) work)->kept);
  passant_session_begin_import (session);
  g_task_set_task_data (task, work, NULL);
  g_task_run_in_thread (task, import_thread);
}

/* Out of the way of the next one that is made there. NULL when it cannot be moved. */
static GFile *
move_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, TAKEN "XXXXXX", NULL);
  int fd = g_mkstemp (aside);

  if (fd < 0)
    return NULL;

  g_close (fd, NULL);
  if (g_rename (path, aside) == 0)
    return g_file_new_for_path (aside);

  g_remove (aside);

  return NULL;
}

/* @file: a recording made here. Takes it. */
static void
attach_recording (PassantSession    *self,
                  GFile             *file,
                  PassantTouchpoint *touchpoint,
                  PassantQuestion   *question)
{
  Import *import = import_new (self, touchpoint, question);

  import->file = file;
  import->is_ours = TRUE;
  take (self, file, "");
  import->name = question ? g_strdup_printf ("%s.ogg", question->id)
                          : g_strdup_printf ("%s.ogg", touchpoint->id);
  run (self, import);
}

void
passant_session_attach (PassantSession    *self,
                        GFile             *file,
                        PassantTouchpoint *touchpoint,
                        PassantQuestion   *question)
{
  g_autofree char *path = NULL;
  GFile *aside = NULL;
  Import *import;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (G_IS_FILE (file));

  if (question ? question->type == PASSANT_QUESTION_AUDIO : touchpoint != NULL)
    path = passant_session_dup_recording_path (self, touchpoint, question);
  if (path && g_strcmp0 (g_file_peek_path (file), path) == 0)
    aside = move_aside (path);
  if (aside) {
    attach_recording (self, aside, touchpoint, question);
    return;
  }

  import = import_new (self, touchpoint, question);
  import->file = g_object_ref (file);
  import->name = g_file_get_basename (file);
  run (self, import);
}

/* Of several all are kept; one of them is the answer. */
void
passant_session_recover (PassantSession    *self,
                         PassantTouchpoint *touchpoint,
                         PassantQuestion   *question)
{
  g_autofree char *path = NULL, *folder = NULL, *prefix = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GFile) file = NULL;
  const char *name;

  g_return_if_fail (PASSANT_IS_SESSION (self) && (question != NULL || touchpoint != NULL));

  path = passant_session_dup_recording_path (self, touchpoint, question);
  folder = g_path_get_dirname (path);
  prefix = g_strconcat (strrchr (path, G_DIR_SEPARATOR) + 1, TAKEN, NULL);
  dir = g_dir_open (folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *taken = g_build_filename (folder, name, NULL);

    /* It may be on its way just now. */
    if (g_str_has_prefix (name, prefix) && !g_hash_table_contains (get_taken (self), taken))
      attach_recording (self, g_file_new_for_path (taken), touchpoint, question);
  }

  file = g_file_new_for_path (path);
  if (g_file_query_exists (file, NULL))
    passant_session_attach (self, file, touchpoint, question);
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

/* Handed in, and the reviewer did not ask about it. */
static gboolean
is_closed (PassantSession  *self,
           PassantQuestion *question)
{
  return question && passant_guide_is_locked (passant_session_get_guide (self), question);
}

gboolean
passant_session_is_movable (PassantSession *self,
                            const char     *sha256)
{
  g_return_val_if_fail (PASSANT_IS_SESSION (self) && sha256 != NULL, FALSE);

  return passant_session_is_open (self) &&
         !is_closed (self, passant_session_find_answered (self, sha256));
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
  if (is_closed (self, before) || is_closed (self, question))
    return;

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
  const PassantEvidence *evidence;
  PassantQuestion *before;
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self) && sha256 != NULL);

  before = passant_session_find_answered (self, sha256);
  evidence = find_evidence (self, sha256);
  if (is_closed (self, before) || !evidence)
    return;

  if (before)
    passant_session_answer (self, before, NULL, FALSE, 0, 0);
  passant_session_remember_evidence (self, draft_evidence (self, evidence), before);
  draft = passant_session_draft (self, "visit.evidence_withdrawn");
  passant_draft_set_string (draft, "sha256", sha256);
  passant_session_say (self, draft);
}

GStrv
passant_session_list_loose (PassantSession *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *all;

  g_return_val_if_fail (PASSANT_IS_SESSION (self), NULL);

  all = passant_visit_get_evidence (passant_session_get_visit (self));
  for (guint i = 0; i < all->len; i++) {
    PassantEvidence *evidence = all->pdata[i];

    if (!evidence->touchpoint && !evidence->question &&
        !passant_session_find_answered (self, evidence->sha256))
      g_strv_builder_add (builder, evidence->sha256);
  }

  return g_strv_builder_end (builder);
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

    if (passant_look_is_same (evidence->look, look))
      return evidence;
  }

  return NULL;
}
