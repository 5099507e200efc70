/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-signal-page.h"

#include <glib/gi18n-lib.h>

#include "passant-face.h"
#include "passant-label.h"
#include "passant-signal.h"

#define FACE_SIZE 40
#define WIDTH_MAX 640

/**
 * PassantSignalPage:
 *
 * What the guest's own fingers did beside the words, touchpoint by touchpoint, for their eyes only: schemas/signal.md.
 * Worked out here when it is opened, and forgotten when it is left.
 */
struct _PassantSignalPage {
  AdwNavigationPage parent_instance;

  PassantSession   *session;
  const char       *language;
  GtkWidget        *box;
};

G_DEFINE_FINAL_TYPE (PassantSignalPage, passant_signal_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *
describe_level (int value)
{
  switch (passant_signal_get_level (value)) {
  case PASSANT_SIGNAL_STRAIGHT:
    return _("Straight away");
  case PASSANT_SIGNAL_LOOK:
    return _("With a second look");
  case PASSANT_SIGNAL_HESITANT:
  default:
    return _("Hesitantly");
  }
}

/* "With a second look · hesitation 38 of 100": the figure alone would praise who took long. */
static char *
describe_value (int      value,
                gboolean has_hesitation)
{
  /* Nor is anybody who took their time told "straight away" because their pace is not known. */
  if (!has_hesitation)
    return g_strdup_printf (_("%d of 100, reckoned without your pace"), value);

  /* Translators: how a feeling was tapped ("Hesitantly"), and its figure. */
  return g_strdup_printf (_("%s · hesitation %d of 100"), describe_level (value), value);
}

/* "First touch after 2.0 seconds · the point wandered once · 1 of 4 answers changed" */
static char *
describe_parts (const PassantSignal *signal)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (signal->touch_ms > 0)
    g_strv_builder_take (parts, g_strdup_printf (_("first touch after %.1f seconds"),
                                                 signal->touch_ms / 1000.0));
  if (signal->moves > 0)
    g_strv_builder_take (parts, g_strdup_printf (ngettext ("the point wandered %d time",
                                                           "the point wandered %d times",
                                                           signal->moves), signal->moves));
  if (signal->n_tapped > 0)
    g_strv_builder_take (parts, g_strdup_printf (ngettext ("%u of %u answer changed",
                                                           "%u of %u answers changed",
                                                           signal->n_tapped),
                                                 signal->n_changed, signal->n_tapped));
  all = g_strv_builder_end (parts);

  return g_strjoinv (" · ", all);
}

static GtkWidget *
new_meter (int         value,
           const char *name)
{
  GtkWidget *meter = gtk_level_bar_new_for_interval (0, 100);

  /* The stock colours call a low value bad; here none is. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (meter), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (meter), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (meter), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (meter), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (meter), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return meter;
}

static void
add_signal (PassantSignalPage   *self,
            const PassantSignal *signal)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  const PassantFelt *felt = passant_visit_get_felt (visit, signal->touchpoint->id);
  const char *title = passant_text_get (signal->touchpoint->title, self->language);
  g_autofree char *value = describe_value (signal->value, signal->has_hesitation);
  g_autofree char *parts = describe_parts (signal);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *face = passant_face_new (felt->affect.valence, felt->affect.arousal);

  passant_face_set_size (PASSANT_FACE (face), FACE_SIZE);
  gtk_widget_set_valign (face, GTK_ALIGN_START);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), passant_label_new (title, "heading"));
  gtk_box_append (GTK_BOX (lines), passant_label_new (value, NULL));
  gtk_box_append (GTK_BOX (lines), new_meter (signal->value, title));
  if (*parts)
    gtk_box_append (GTK_BOX (lines), passant_label_new (parts, "caption"));
  gtk_box_append (GTK_BOX (card), face);
  gtk_box_append (GTK_BOX (card), lines);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "passant-card");
  gtk_box_append (GTK_BOX (self->box), card);
}

static void
add_words (PassantSignalPage *self,
           const char        *words,
           const char        *style)
{
  gtk_box_append (GTK_BOX (self->box), passant_label_new (words, style));
}

static void
add_pace (PassantSignalPage *self,
          gboolean           is_calibrated,
          gint64             pace_ms)
{
  g_autofree char *words = NULL;

  if (pace_ms == 0)
    words = g_strdup (_("Your pace is not known yet, so hesitation is left out. The five taps "
                        "beside the quiz tell it."));
  else if (is_calibrated)
    words = g_strdup_printf (_("Your pace, by the five taps: %.1f seconds."), pace_ms / 1000.0);
  else
    words = g_strdup_printf (_("Your pace in this visit: %.1f seconds."), pace_ms / 1000.0);
  add_words (self, words, NULL);
}

static gboolean
has_hesitation (GPtrArray *signals)
{
  for (guint i = 0; i < signals->len; i++)
    if (((PassantSignal *) g_ptr_array_index (signals, i))->has_hesitation)
      return TRUE;

  return FALSE;
}

static void
show_signals (PassantSignalPage *self,
              gint64             pace_ms)
{
  gboolean is_calibrated = pace_ms > 0;
  g_autoptr (GPtrArray) signals =
    passant_signal_list (passant_session_get_script (self->session),
                         passant_session_get_visit (self->session), &pace_ms);
  g_autofree char *mean = NULL;

  add_words (self, _("What your fingers did, beside your words: how long a feeling waited for your "
                     "first touch, how far the point wandered, how many answers you changed. It "
                     "shows where your hand hesitated, not what you felt."), NULL);
  add_words (self, _("Only you see this. It is worked out on this device while you look at it; "
                     "nothing of it is kept, sent, or counted for or against you."), "dimmed");
  if (signals->len == 0) {
    add_words (self, _("Once you have noted a feeling, it stands here."), "heading");
    return;
  }

  mean = describe_value (passant_signal_get_mean (signals), has_hesitation (signals));
  add_words (self, mean, "title-3");
  add_pace (self, is_calibrated, pace_ms);
  for (guint i = 0; i < signals->len; i++)
    add_signal (self, signals->pdata[i]);
}

static void
passant_signal_page_dispose (GObject *object)
{
  g_clear_object (&PASSANT_SIGNAL_PAGE (object)->session);

  G_OBJECT_CLASS (passant_signal_page_parent_class)->dispose (object);
}

static void
passant_signal_page_class_init (PassantSignalPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_signal_page_dispose;
}

static void
passant_signal_page_init (PassantSignalPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "passant-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH_MAX);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

/* @pace_ms: of the guest's neutral taps; 0 when there are none. */
AdwNavigationPage *
passant_signal_page_new (PassantSession *session,
                         gint64          pace_ms,
                         const char     *language)
{
  PassantSignalPage *self = g_object_new (PASSANT_TYPE_SIGNAL_PAGE,
                                          "title", _("How your taps went"),
                                          "tag", "signal",
                                          NULL);

  self->session = g_object_ref (session);
  self->language = g_intern_string (language);
  show_signals (self, pace_ms);

  return ADW_NAVIGATION_PAGE (self);
}
