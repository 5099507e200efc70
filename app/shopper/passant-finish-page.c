/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-finish-page.h"

#include <glib/gi18n-lib.h>

#include "passant-doubt-card.h"
#include "passant-label.h"
#include "passant-presence-card.h"
#include "passant-wording.h"

/**
 * PassantFinishPage:
 *
 * What is still missing, as the guide sees it, each a button that does `win.mend(index)` and leads to its step; and what
 * a reviewer would ask, each a card that leads there or takes a reason. "Finish the visit" is `win.finish-visit`; only
 * what blocks disables it. Follows the session.
 */
struct _PassantFinishPage {
  AdwNavigationPage    parent_instance;

  PassantSession      *session;
  const char          *language;
  GPtrArray           *earlier; /* PassantEarlier, or NULL when it could not be read */

  AdwBanner           *problem_banner;
  GtkWidget           *whole_page;
  GtkWidget           *blocking_section;
  GtkBox              *blocking_list;
  PassantPresenceCard *presence_card;
  GtkWidget           *doubtful_section;
  GtkBox              *doubtful_list;
};

G_DEFINE_FINAL_TYPE (PassantFinishPage, passant_finish_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
describe_gap (PassantFinishPage *self,
              const PassantGap  *gap)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  g_autofree char *message = NULL, *text = NULL;

  switch (gap->kind) {
  case PASSANT_GAP_ANSWER:
    return passant_wording_for_question (guide, gap->question, self->language);
  case PASSANT_GAP_WRONG:
    text = passant_wording_for_question (guide, gap->question, self->language);
    message = passant_guide_dup_message (guide, gap->question, self->language);
    return g_strdup_printf ("%s\n%s", text, message ? message : "");
  case PASSANT_GAP_STEP:
  case PASSANT_GAP_FEELING:
  case PASSANT_GAP_MARK:
  default:
    return g_strdup (_("Neither visited nor skipped"));
  }
}

static GtkWidget *
new_gap_card (PassantFinishPage *self,
              const PassantGap  *gap,
              guint              index)
{
  const char *title = passant_text_get (gap->touchpoint->title, self->language);
  g_autofree char *words = describe_gap (self, gap);
  g_autofree char *name = g_strdup_printf (_("%s, %s"), title, words);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_box_append (GTK_BOX (lines), passant_label_new (title, "caption-heading"));
  gtk_box_append (GTK_BOX (lines), passant_label_new (words, NULL));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (arrow, "dimmed");
  gtk_box_append (GTK_BOX (content), lines);
  gtk_box_append (GTK_BOX (content), arrow);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "passant-job-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.mend");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);

  return button;
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static guint
show_blocking (PassantFinishPage *self)
{
  GPtrArray *gaps = passant_guide_get_gaps (passant_session_get_guide (self->session));
  guint n_blocking = 0;

  clear_box (self->blocking_list);
  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = gaps->pdata[i];

    if (!gap->blocks)
      continue;
    n_blocking++;
    gtk_box_append (self->blocking_list, new_gap_card (self, gap, i));
  }

  return n_blocking;
}

static void
on_session_changed_cb (PassantFinishPage *self)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  g_autoptr (GPtrArray) doubts =
    passant_doubts_list (passant_session_get_script (self->session),
                         passant_session_get_visit (self->session), guide, self->earlier);
  guint n_blocking = show_blocking (self);

  clear_box (self->doubtful_list);
  for (guint i = 0; i < doubts->len; i++)
    gtk_box_append (self->doubtful_list,
                    passant_doubt_card_new (doubts->pdata[i], guide, self->language));
  gtk_widget_set_visible (self->blocking_section, n_blocking > 0);
  passant_presence_card_show (self->presence_card, self->session);
  gtk_widget_set_visible (self->doubtful_section, doubts->len > 0);
  gtk_widget_set_visible (self->whole_page,
                          n_blocking == 0 && passant_doubts_count_open (doubts) == 0);
}

static void
on_problem_cb (PassantFinishPage *self)
{
  const char *problem = passant_session_get_problem (self->session);

  adw_banner_set_title (self->problem_banner, problem ? problem : "");
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
}

static void
passant_finish_page_dispose (GObject *object)
{
  PassantFinishPage *self = PASSANT_FINISH_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_FINISH_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);

  G_OBJECT_CLASS (passant_finish_page_parent_class)->dispose (object);
}

static void
passant_finish_page_class_init (PassantFinishPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_finish_page_dispose;

  g_type_ensure (PASSANT_TYPE_PRESENCE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-finish-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantFinishPage, problem_banner);
  gtk_widget_class_bind_template_child (widget_class, PassantFinishPage, whole_page);
  gtk_widget_class_bind_template_child (widget_class, PassantFinishPage, blocking_section);
  gtk_widget_class_bind_template_child (widget_class, PassantFinishPage, blocking_list);
  gtk_widget_class_bind_template_child (widget_class, PassantFinishPage, presence_card);
  gtk_widget_class_bind_template_child (widget_class, PassantFinishPage, doubtful_section);
  gtk_widget_class_bind_template_child (widget_class, PassantFinishPage, doubtful_list);
}

static void
passant_finish_page_init (PassantFinishPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
passant_finish_page_new (PassantSession *session,
                         const char     *language)
{
  PassantFinishPage *self = g_object_new (PASSANT_TYPE_FINISH_PAGE, NULL);

  self->session = g_object_ref (session);
  self->language = g_intern_string (language);
  self->earlier = passant_store_list_earlier (
    passant_session_get_store (session),
    passant_visit_get_id (passant_session_get_visit (session)), NULL);
  on_session_changed_cb (self);
  on_problem_cb (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::problem", G_CALLBACK (on_problem_cb), self,
                           G_CONNECT_SWAPPED);

  return ADW_NAVIGATION_PAGE (self);
}
