/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-scanner.h"

#include <glib/gi18n-lib.h>

#include "passant-announce.h"
#include "passant-barcode.h"
#include "passant-picture.h"
#include "passant-viewfinder.h"

/* Often enough to feel at once, seldom enough to leave the processor cool. */
#define LOOK_INTERVAL_MS 180
#define PICTURE_SIDE_PX  4000

struct _PassantScanner {
  AdwDialog          parent_instance;

  guint              timer;
  gboolean           is_looking; /* at a frame, in a thread */
  gboolean           is_done;

  GtkLabel          *words_label;
  PassantViewfinder *viewfinder;
  GtkLabel          *status_label;
  GtkWidget         *picture_button;
};

G_DEFINE_FINAL_TYPE (PassantScanner, passant_scanner, ADW_TYPE_DIALOG)

static guint scanned;

static void
tell (PassantScanner *self,
      const char     *words)
{
  gtk_label_set_label (self->status_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), TRUE);
  passant_announce (GTK_WIDGET (self), words,
                    GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
finish (PassantScanner *self,
        const char     *text)
{
  if (self->is_done)
    return;

  self->is_done = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_emit (self, scanned, 0, text);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
read_frame_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  g_task_return_pointer (task, passant_barcode_read (task_data), g_free);
}

static void
on_frame_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  PassantScanner *self = PASSANT_SCANNER (source);
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_looking = FALSE;
  if (text)
    finish (self, text);
}

static gboolean
look (gpointer user_data)
{
  PassantScanner *self = user_data;
  GdkPixbuf *frame = self->is_looking ? NULL : passant_viewfinder_dup_frame (self->viewfinder);
  g_autoptr (GTask) task = NULL;

  if (!frame)
    return G_SOURCE_CONTINUE;

  self->is_looking = TRUE;
  task = g_task_new (self, NULL, on_frame_read_cb, NULL);
  g_task_set_task_data (task, frame, g_object_unref);
  g_task_run_in_thread (task, read_frame_thread);

  return G_SOURCE_CONTINUE;
}

static void
on_showing_cb (PassantScanner *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (passant_viewfinder_is_showing (self->viewfinder) && !self->is_done)
    self->timer = g_timeout_add (LOOK_INTERVAL_MS, look, self);
}

static void
read_file_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GdkPixbuf) picture = passant_picture_load (task_data, PICTURE_SIDE_PX, &error);

  if (picture)
    g_task_return_pointer (task, passant_barcode_read (picture), g_free);
  else
    g_task_return_error (task, error);
}

static void
on_file_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PassantScanner *self = PASSANT_SCANNER (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);

  gtk_widget_set_sensitive (self->picture_button, TRUE);
  if (text)
    finish (self, text);
  else
    tell (self, error ? error->message : _("There is no code in this picture that can be read"));
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PassantScanner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GTask) task = NULL;
  char *path = file ? g_file_get_path (file) : NULL;

  if (!path) {
    if (error && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
      tell (self, error->message);
    return;
  }

  gtk_widget_set_sensitive (self->picture_button, FALSE);
  task = g_task_new (self, NULL, on_file_read_cb, NULL);
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, read_file_thread);
}

static void
on_picture_clicked_cb (PassantScanner *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_dialog_set_title (dialog, _("Read a code from a picture"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_file_chosen_cb, g_object_ref (self));
}

/* The guest closed it: a code that is still being read counts no more. */
static void
passant_scanner_closed (AdwDialog *dialog)
{
  PassantScanner *self = PASSANT_SCANNER (dialog);

  self->is_done = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
passant_scanner_dispose (GObject *object)
{
  PassantScanner *self = PASSANT_SCANNER (object);

  self->is_done = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_SCANNER);

  G_OBJECT_CLASS (passant_scanner_parent_class)->dispose (object);
}

static void
passant_scanner_class_init (PassantScannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_scanner_dispose;
  ADW_DIALOG_CLASS (klass)->closed = passant_scanner_closed;

  scanned = g_signal_new ("scanned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PASSANT_TYPE_VIEWFINDER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/widgets/passant-scanner.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantScanner, words_label);
  gtk_widget_class_bind_template_child (widget_class, PassantScanner, viewfinder);
  gtk_widget_class_bind_template_child (widget_class, PassantScanner, status_label);
  gtk_widget_class_bind_template_child (widget_class, PassantScanner, picture_button);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_clicked_cb);
}

static void
passant_scanner_init (PassantScanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  passant_viewfinder_set_advice (self->viewfinder,
                                 _("You can read the code from a picture, or close this and type "
                                   "what it says."));
  g_signal_connect_object (self->viewfinder, "notify::is-showing", G_CALLBACK (on_showing_cb), self,
                           G_CONNECT_SWAPPED);
}

gboolean
passant_scanner_is_built (void)
{
  return passant_barcode_is_built ();
}

AdwDialog *
passant_scanner_new (const char *title,
                     const char *words)
{
  PassantScanner *self = g_object_new (PASSANT_TYPE_SCANNER, "title", title, NULL);

  gtk_label_set_label (self->words_label, words);

  return ADW_DIALOG (self);
}

void
passant_scanner_set_advice (PassantScanner *self,
                            const char     *advice)
{
  g_return_if_fail (PASSANT_IS_SCANNER (self));

  passant_viewfinder_set_advice (self->viewfinder, advice);
}
