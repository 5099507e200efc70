/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-assignment-page.h"

#include <glib/gi18n-lib.h>

#include "passant-job-words.h"
#include "passant-markdown.h"
#include "passant-quiz-section.h"
#include "passant-rules-box.h"
#include "passant-wording.h"

/**
 * PassantAssignmentPage:
 *
 * One job before it is walked: where, when, for how much, as whom, the briefing, the rules and a quiz, which has to be
 * passed once for each version of the script before the start. Below: "Claim" and "Decline" (`win.claim('assignment')`,
 * `win.decline('assignment')`); once it is the guest's, "Start" (`win.start('assignment')`), or "Continue" / "Look again"
 * (`win.resume('visit')`), and "I cannot do this" (`win.refuse`); one that was lost is put away
 * (`win.put-away('assignment')`). Above, in the menu, it is handed back (`win.hand-back`). Follows the notebook.
 */
struct _PassantAssignmentPage {
  AdwNavigationPage   parent_instance;

  PassantNotebook    *notebook;
  PassantJob         *job;
  gboolean            is_gone;   /* it is in no list any more, while its page is still open */
  PassantScript      *script;
  char               *geo;
  const char         *language;

  GtkLabel           *study_label;
  GtkLabel           *place_label;
  GtkLabel           *address_label;
  GtkLabel           *window_label;
  GtkWidget          *map_button;
  GtkWidget          *remark_box;
  GtkLabel           *remark_heading;
  GtkLabel           *remark_label;
  GtkWidget          *persona_box;
  GtkLabel           *persona_name_label;
  GtkLabel           *persona_label;
  PassantMarkdown    *briefing;
  PassantRulesBox    *rules;
  GtkWidget          *legal_box;
  GtkLabel           *legal_label;
  PassantQuizSection *quiz;
  GtkWidget          *claim_box;
  GtkLabel           *claim_label;
  GtkWidget          *more_button;
  GtkButton          *refuse_button;
  GtkButton          *start_button;
};

G_DEFINE_FINAL_TYPE (PassantAssignmentPage, passant_assignment_page, ADW_TYPE_NAVIGATION_PAGE)

static const PassantAssignment *
get_assignment (PassantAssignmentPage *self)
{
  return passant_job_get_assignment (self->job);
}

static void
on_map_launched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *page = user_data;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gtk_widget_activate_action (page, "win.tell", "s", _("There is no map app on this device"));
  g_object_unref (page);
}

static void
on_map_clicked_cb (PassantAssignmentPage *self)
{
  const PassantAssignment *assignment = get_assignment (self);
  g_autofree char *query = g_uri_escape_string (assignment->location_address, NULL, FALSE);
  g_autofree char *uri = *self->geo ? g_strdup_printf ("geo:%s?q=%s", self->geo, query)
                                    : g_strdup_printf ("geo:0,0?q=%s", query);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                           on_map_launched_cb, g_object_ref (self));
}

static void
show_text (GtkLabel          *label,
           GtkWidget         *holder,
           const PassantText *text,
           const char        *language)
{
  gtk_label_set_label (label, passant_text_get (text, language));
  gtk_widget_set_visible (holder, *passant_text_get (text, language) != '\0');
}

/* Those that have come to this device; a sync brings the others. */
static void
show_pictures (PassantAssignmentPage *self)
{
  PassantStore *store = passant_notebook_get_store (self->notebook);
  g_autoptr (GHashTable) names = passant_store_load_pictures (store, self->script->hash, NULL);
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, sha256;

  if (!names)
    return;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &sha256)) {
    if (passant_blobs_has (passant_store_get_blobs (store), sha256))
      g_hash_table_insert (paths, g_strdup (name),
                           passant_blobs_dup_path (passant_store_get_blobs (store), sha256));
  }
  passant_markdown_set_pictures (self->briefing, paths);
}

static void
show_script (PassantAssignmentPage *self)
{
  PassantScript *script = self->script;

  show_text (self->persona_label, self->persona_box, script->persona, self->language);
  gtk_label_set_label (self->persona_name_label,
                       passant_text_get (script->persona_name, self->language));
  show_pictures (self);
  passant_markdown_set_text (self->briefing, passant_text_get (script->briefing, self->language));
  passant_rules_box_show (self->rules, script->dos, script->donts, self->language);
  show_text (self->legal_label, self->legal_box, script->legal_basis, self->language);
  passant_quiz_section_show (self->quiz, self->notebook, self->job, script);
}

static void
find_geo (PassantAssignmentPage *self)
{
  const PassantAssignment *assignment = get_assignment (self);
  PassantStore *store = passant_notebook_get_store (self->notebook);
  g_autoptr (GPtrArray) locations = passant_store_list_locations (store, assignment->study, NULL);

  for (guint i = 0; locations && i < locations->len; i++) {
    PassantLocation *location = locations->pdata[i];

    if (g_strcmp0 (location->id, assignment->location) == 0)
      g_set_str (&self->geo, location->geo);
  }
}

static void
show_place (PassantAssignmentPage *self)
{
  const PassantAssignment *assignment = get_assignment (self);
  g_autofree char *study = passant_wording_from_map (assignment->study_title, self->language);
  g_autofree char *window = passant_wording_for_window (assignment->from_ms, assignment->until_ms);
  g_autofree char *pay = passant_job_words_dup_pay (assignment);
  g_autofree char *terms = pay ? g_strdup_printf ("%s · %s", window, pay) : g_strdup (window);
  gboolean has_address = assignment->location_address && *assignment->location_address;

  gtk_label_set_label (self->study_label, study);
  gtk_label_set_label (self->place_label, assignment->location_name);
  gtk_label_set_label (self->address_label, has_address ? assignment->location_address : "");
  gtk_label_set_label (self->window_label, terms);
  find_geo (self);
  gtk_widget_set_visible (GTK_WIDGET (self->address_label), has_address);
  gtk_widget_set_visible (self->map_button, has_address || *self->geo);
}

static void
show_remark (PassantAssignmentPage *self)
{
  const PassantAssignment *assignment = get_assignment (self);
  PassantStore *store = passant_notebook_get_store (self->notebook);
  g_autoptr (PassantVisit) visit = NULL;
  g_autofree char *heading = NULL;
  const char *remark;

  if (!assignment->visit)
    return;

  visit = passant_store_load_visit (store, assignment->visit, NULL);
  remark = visit ? passant_visit_get_remark (visit) : NULL;
  heading = visit ? passant_wording_for_review (visit) : NULL;
  gtk_label_set_label (self->remark_heading, heading ? heading : "");
  gtk_label_set_label (self->remark_label, remark ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark_label), remark != NULL && *remark);
  gtk_widget_set_visible (self->remark_box, assignment->visit_state != PASSANT_VISIT_OPEN);
}

static void
show_claim (PassantAssignmentPage *self)
{
  g_autofree char *words =
    self->is_gone ? g_strdup (_("This job is not to be had any more."))
                  : passant_job_words_dup_claim (get_assignment (self),
                                                 passant_notebook_get_now_ms (self->notebook));
  PassantJobGroup group = self->is_gone ? PASSANT_JOB_GONE : passant_job_get_group (self->job);

  gtk_label_set_label (self->claim_label, words ? words : "");
  gtk_widget_set_visible (self->claim_box, words != NULL);
  gtk_widget_set_visible (self->more_button,
                          group == PASSANT_JOB_TODAY || group == PASSANT_JOB_LATER);
}

static void
set_up_button (GtkButton  *button,
               const char *label,
               const char *action,
               const char *target)
{
  GtkActionable *actionable = GTK_ACTIONABLE (button);

  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (!label)
    return;

  gtk_button_set_label (button, label);
  gtk_actionable_set_action_target_value (actionable, NULL);
  gtk_actionable_set_action_name (actionable, action);
  if (!action)
    gtk_widget_set_sensitive (GTK_WIDGET (button), TRUE);
  if (target)
    gtk_actionable_set_action_target (actionable, "s", target);
}

static void
show_beginning (PassantAssignmentPage *self)
{
  set_up_button (self->refuse_button, _("I cannot do this"), "win.refuse", NULL);
  if (self->script && !passant_quiz_section_is_passed (self->quiz))
    set_up_button (self->start_button, _("Check yourself first"), NULL, NULL);
  else
    set_up_button (self->start_button, _("Start"), "win.start", get_assignment (self)->id);
}

/* What can be done with the job as it stands. */
static void
show_start (PassantAssignmentPage *self)
{
  const PassantAssignment *assignment = get_assignment (self);

  set_up_button (self->refuse_button, NULL, NULL, NULL);
  switch (self->is_gone ? PASSANT_JOB_GONE : passant_job_get_group (self->job)) {
  case PASSANT_JOB_OFFERED:
    set_up_button (self->refuse_button, _("Decline"), "win.decline", assignment->id);
    set_up_button (self->start_button, _("Claim"), "win.claim", assignment->id);
    break;
  case PASSANT_JOB_TODAY:
  case PASSANT_JOB_LATER:
    show_beginning (self);
    break;
  case PASSANT_JOB_OPEN:
    if (assignment->visit_place)
      set_up_button (self->start_button, _("Continue"), "win.resume", assignment->visit);
    else
      show_beginning (self);
    break;
  case PASSANT_JOB_RETURNED:
    set_up_button (self->start_button, _("Look again"), "win.resume", assignment->visit);
    break;
  case PASSANT_JOB_LOST:
    set_up_button (self->start_button, _("Put away"), "win.put-away", assignment->id);
    break;
  case PASSANT_JOB_SENT:
  case PASSANT_JOB_GONE:
  default:
    set_up_button (self->start_button, NULL, NULL, NULL);
  }
  if (!self->script)
    gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), FALSE);
}

/* It may have become the guest's, or somebody else's, while its page was open. */
static void
on_notebook_changed_cb (PassantAssignmentPage *self)
{
  PassantJob *job = passant_notebook_find_job (self->notebook, get_assignment (self)->id);

  if (self->is_gone == (job == NULL) && (!job || passant_job_is_alike (job, self->job)))
    return;

  self->is_gone = job == NULL;
  if (job)
    g_set_object (&self->job, job);
  show_claim (self);
  show_start (self);
}

static void
on_quiz_changed_cb (PassantAssignmentPage *self)
{
  show_start (self);
}

/* Without an action, it leads to what is to be done before. */
static void
on_start_clicked_cb (PassantAssignmentPage *self)
{
  if (!gtk_actionable_get_action_name (GTK_ACTIONABLE (self->start_button)))
    passant_quiz_section_start (self->quiz);
}

static void
passant_assignment_page_dispose (GObject *object)
{
  PassantAssignmentPage *self = PASSANT_ASSIGNMENT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_ASSIGNMENT_PAGE);
  g_clear_object (&self->notebook);
  g_clear_object (&self->job);
  g_clear_pointer (&self->script, passant_script_unref);

  G_OBJECT_CLASS (passant_assignment_page_parent_class)->dispose (object);
}

static void
passant_assignment_page_finalize (GObject *object)
{
  PassantAssignmentPage *self = PASSANT_ASSIGNMENT_PAGE (object);

  g_clear_pointer (&self->geo, g_free);

  G_OBJECT_CLASS (passant_assignment_page_parent_class)->finalize (object);
}

static void
passant_assignment_page_class_init (PassantAssignmentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = passant_assignment_page_dispose;
  object_class->finalize = passant_assignment_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-assignment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, study_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, address_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, window_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, map_button);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, remark_box);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, remark_heading);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, remark_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, persona_box);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, persona_name_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, persona_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, briefing);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, rules);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, legal_box);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, legal_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, quiz);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, claim_box);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, claim_label);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, refuse_button);
  gtk_widget_class_bind_template_child (widget_class, PassantAssignmentPage, start_button);
  gtk_widget_class_bind_template_callback (widget_class, on_map_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_quiz_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_start_clicked_cb);
}

static void
passant_assignment_page_init (PassantAssignmentPage *self)
{
  self->geo = g_strdup ("");
  g_type_ensure (PASSANT_TYPE_RULES_BOX);
  g_type_ensure (PASSANT_TYPE_QUIZ_SECTION);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
passant_assignment_page_new (PassantNotebook *notebook,
                             PassantJob      *job)
{
  PassantAssignmentPage *self = g_object_new (PASSANT_TYPE_ASSIGNMENT_PAGE, NULL);
  g_autoptr (GError) error = NULL;

  self->notebook = g_object_ref (notebook);
  self->job = g_object_ref (job);
  self->script = passant_store_load_script (passant_notebook_get_store (notebook),
                                            get_assignment (self)->script, &error);
  self->language = passant_notebook_pick_language (notebook, self->script);
  show_place (self);
  show_remark (self);
  show_claim (self);
  if (self->script)
    show_script (self);
  show_start (self);
  if (!self->script) {
    gtk_widget_set_visible (self->legal_box, FALSE);
    gtk_widget_set_visible (self->persona_box, FALSE);
    passant_markdown_set_text (self->briefing, error->message);
  }
  g_signal_connect_object (notebook, "changed", G_CALLBACK (on_notebook_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return ADW_NAVIGATION_PAGE (self);
}

PassantJob *
passant_assignment_page_get_job (PassantAssignmentPage *self)
{
  g_return_val_if_fail (PASSANT_IS_ASSIGNMENT_PAGE (self), NULL);

  return self->job;
}
