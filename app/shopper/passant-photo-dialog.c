/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-photo-dialog.h"

#include <glib/gi18n-lib.h>

#include "passant-announce.h"
#include "passant-doubt.h"
#include "passant-look.h"
#include "passant-picture.h"
#include "passant-session-evidence.h"
#include "passant-veil-canvas.h"
#include "passant-viewfinder.h"

/**
 * PassantPhotoDialog:
 *
 * From seeing to keeping a photo: the viewfinder with its shutter, or a file; then a look at it, with what is doubtful
 * about it in words and a brush for what nobody should see; then "Keep the photo" hands it to the session. Nothing is
 * written anywhere before that, so what is hidden was never kept.
 */
struct _PassantPhotoDialog {
  AdwDialog          parent_instance;

  PassantSession    *session;
  PassantTouchpoint *touchpoint; /* or NULL */
  PassantQuestion   *question;   /* or NULL */
  GFile             *file;       /* that is looked at, or NULL */
  gint64             taken_ms;   /* 0: not known */
  gconstpointer      newest;     /* the Look that counts: an earlier one may come in later */

  GtkStack          *stack, *bar;
  PassantViewfinder *viewfinder;
  PassantVeilCanvas *canvas;
  GtkWidget         *warning_box;
  GtkLabel          *warning_label;
  GtkToggleButton   *brush_button, *rectangle_button;
  GtkWidget         *undo_button;
  GtkWidget         *file_button, *shutter_button, *again_button, *keep_button;
};

G_DEFINE_FINAL_TYPE (PassantPhotoDialog, passant_photo_dialog, ADW_TYPE_DIALOG)

/* A photo on its way to being looked at. */
typedef struct {
  PassantStore *store;
  char         *visit;
  char         *path;   /* or … */
  GdkPixbuf    *photo;
  int           side_px;
  char         *look;
  int           sharpness;
  gboolean      was_before; /* one that looks the same was handed in with an earlier visit */
} Look;

static void
look_free (Look *self)
{
  g_clear_object (&self->store);
  g_free (self->visit);
  g_free (self->path);
  g_clear_object (&self->photo);
  g_free (self->look);
  g_free (self);
}

static void
show_page (PassantPhotoDialog *self,
           const char         *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_stack_set_visible_child_name (self->bar, name);
}

static void
show_warning (PassantPhotoDialog *self,
              const char         *words)
{
  gtk_label_set_label (self->warning_label, words ? words : "");
  gtk_widget_set_visible (self->warning_box, words != NULL);
  if (words)
    passant_announce (GTK_WIDGET (self), words,
                      GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static char *
dup_doubts (PassantPhotoDialog *self,
            const Look         *look)
{
  g_autoptr (GPtrArray) doubts = g_ptr_array_new ();

  if (look->sharpness < PASSANT_SHARPNESS_MIN)
    g_ptr_array_add (doubts, _("This photo looks blurred. Can it be read?"));
  if (passant_session_find_alike (self->session, look->look))
    g_ptr_array_add (doubts, _("You already have a photo that looks like this one."));
  else if (look->was_before)
    g_ptr_array_add (doubts, _("You handed in a photo that looks like this one with an earlier "
                               "visit."));
  g_ptr_array_add (doubts, NULL);

  return doubts->len > 1 ? g_strjoinv ("\n", (char **) doubts->pdata) : NULL;
}

/* Away from the main thread: a guest may have been out often. */
static gboolean
was_handed_in (const Look *look)
{
  g_autoptr (GPtrArray) earlier = passant_store_list_earlier (look->store, look->visit, NULL);

  for (guint i = 0; earlier && i < earlier->len; i++) {
    if (passant_look_is_same (((PassantEarlier *) earlier->pdata[i])->value, look->look))
      return TRUE;
  }

  return FALSE;
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Look *look = task_data;
  GError *error = NULL;

  if (!look->photo)
    look->photo = passant_picture_load (look->path, look->side_px, &error);
  if (!look->photo) {
    g_task_return_error (task, error);
    return;
  }

  look->look = passant_picture_describe_look (look->photo);
  look->sharpness = passant_picture_measure_sharpness (look->photo);
  look->was_before = was_handed_in (look);
  g_task_return_boolean (task, TRUE);
}

static void
on_looked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PassantPhotoDialog *self = PASSANT_PHOTO_DIALOG (source);
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *doubts = NULL;

  if (look != self->newest)
    return;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    show_warning (self, error->message);
    return;
  }

  doubts = dup_doubts (self, look);
  passant_veil_canvas_set_photo (self->canvas, look->photo);
  show_warning (self, doubts);
  gtk_widget_set_sensitive (self->keep_button, TRUE);
  gtk_widget_grab_focus (self->keep_button);
}

/* Takes @photo. */
static void
look_at (PassantPhotoDialog *self,
         GdkPixbuf          *photo,
         char               *path)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_looked_cb, NULL);
  Look *look = g_new0 (Look, 1);

  look->store = g_object_ref (passant_session_get_store (self->session));
  look->visit = g_strdup (passant_visit_get_id (passant_session_get_visit (self->session)));
  look->photo = photo;
  look->path = path;
  look->side_px = passant_session_get_script (self->session)->photo_px;
  self->newest = look;
  passant_veil_canvas_set_photo (self->canvas, NULL);
  gtk_widget_set_sensitive (self->keep_button, FALSE);
  show_warning (self, NULL);
  show_page (self, "look");
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look_thread);
}

static void
on_shutter_clicked_cb (PassantPhotoDialog *self)
{
  GdkPixbuf *frame = passant_viewfinder_dup_frame (self->viewfinder);
  PassantClock *clock = passant_store_get_clock (passant_session_get_store (self->session));

  if (!frame)
    return;

  g_clear_object (&self->file);
  self->taken_ms = passant_clock_now_ms (clock);
  look_at (self, frame, NULL);
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PassantPhotoDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file)
    passant_photo_dialog_look_at (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    passant_viewfinder_set_advice (self->viewfinder, error->message);
}

static void
on_file_clicked_cb (PassantPhotoDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_filter_set_name (filter, _("Photos"));
  gtk_file_dialog_set_title (dialog, _("Attach a photo"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_file_chosen_cb, g_object_ref (self));
}

static void
on_again_clicked_cb (PassantPhotoDialog *self)
{
  self->newest = NULL;
  show_page (self, "camera");
}

static char *
dup_name (PassantPhotoDialog *self)
{
  g_autoptr (GDateTime) taken = NULL;

  if (self->file)
    return g_file_get_basename (self->file);

  taken = g_date_time_new_from_unix_local (self->taken_ms / 1000);

  return g_date_time_format (taken, "%H.%M.%S.jpg");
}

/* A file in which nothing was hidden is kept from the file, so that one that is bare already stays as it is. */
static void
on_keep_clicked_cb (PassantPhotoDialog *self)
{
  g_autoptr (GdkPixbuf) photo = NULL;
  g_autofree char *name = dup_name (self);

  if (self->file && passant_veil_canvas_is_clear (self->canvas)) {
    passant_session_attach (self->session, self->file, self->touchpoint, self->question);
  } else {
    photo = passant_veil_canvas_dup_photo (self->canvas);
    passant_session_attach_photo (self->session, photo, self->taken_ms, name, self->touchpoint,
                                  self->question);
  }
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_tool_toggled_cb (PassantPhotoDialog *self)
{
  passant_veil_canvas_set_tool (self->canvas,
                                gtk_toggle_button_get_active (self->rectangle_button)
                                ? PASSANT_VEIL_TOOL_RECTANGLE : PASSANT_VEIL_TOOL_BRUSH);
}

static void
on_undo_clicked_cb (PassantPhotoDialog *self)
{
  passant_veil_canvas_undo (self->canvas);
}

static void
on_canvas_changed_cb (PassantPhotoDialog *self)
{
  gtk_widget_set_sensitive (self->undo_button, passant_veil_canvas_can_undo (self->canvas));
}

static void
passant_photo_dialog_dispose (GObject *object)
{
  PassantPhotoDialog *self = PASSANT_PHOTO_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->file);
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_PHOTO_DIALOG);

  G_OBJECT_CLASS (passant_photo_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, viewfinder);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, canvas);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, warning_box);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, warning_label);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, brush_button);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, rectangle_button);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, file_button);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, shutter_button);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, PassantPhotoDialog, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, on_shutter_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_file_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_tool_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_canvas_changed_cb);
}

static void
passant_photo_dialog_class_init (PassantPhotoDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_photo_dialog_dispose;

  g_type_ensure (PASSANT_TYPE_VIEWFINDER);
  g_type_ensure (PASSANT_TYPE_VEIL_CANVAS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-photo-dialog.ui");
  bind_template (widget_class);
}

static void
passant_photo_dialog_init (PassantPhotoDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (self->undo_button, FALSE);
  passant_viewfinder_set_advice (self->viewfinder, _("A photo from a file does as well."));
}

AdwDialog *
passant_photo_dialog_new (PassantSession    *session,
                          PassantTouchpoint *touchpoint,
                          PassantQuestion   *question)
{
  PassantPhotoDialog *self = g_object_new (PASSANT_TYPE_PHOTO_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->touchpoint = touchpoint;
  self->question = question;

  return ADW_DIALOG (self);
}

void
passant_photo_dialog_look_at (PassantPhotoDialog *self,
                              GFile              *file)
{
  char *path;

  g_return_if_fail (PASSANT_IS_PHOTO_DIALOG (self));

  path = g_file_get_path (file);
  g_set_object (&self->file, file);
  self->taken_ms = 0;
  look_at (self, NULL, path ? path : g_strdup (""));
}
