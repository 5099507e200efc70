/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-notebook.h"

#include "passant-signal.h"
#include "passant-sync.h"
#include "passant-wording.h"

/**
 * PassantNotebook:
 *
 * What this device holds, as the pages show it: who is enrolled, the jobs, the visits on their way to the hub, and how
 * much is not sent. Reads from the store on the store's worker; the pages see lists (PassantJob, PassantParcel) and the
 * signal `changed`, on the main thread. Begins and resumes visits, and owns the sync runner.
 */
struct _PassantNotebook {
  GObject            parent_instance;

  PassantStore      *store;
  PassantSyncRunner *runner;
  PassantPocket     *pocket;
  PassantPocket     *place;     /* where on the screen the guest is */
  PassantEnrolment  *enrolment;
  PassantReceipt    *receipt;
  GListStore        *jobs;
  GListStore        *parcels;
  guint              unsent;
};

G_DEFINE_FINAL_TYPE (PassantNotebook, passant_notebook, G_TYPE_OBJECT)

typedef enum {
  CHANGED,
} PassantNotebookSignals;

static guint signals[CHANGED + 1];

/* What one reading of the store found. */
typedef struct {
  PassantEnrolment *enrolment;
  PassantReceipt   *receipt;
  GPtrArray        *assignments;
  GPtrArray        *visits;
  guint             unsent;
} Snapshot;

static void
snapshot_free (Snapshot *self)
{
  g_clear_pointer (&self->enrolment, passant_enrolment_free);
  g_clear_pointer (&self->receipt, passant_receipt_free);
  g_clear_pointer (&self->assignments, g_ptr_array_unref);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Snapshot, snapshot_free)

/* What is needed to redeem a code. */
typedef struct {
  char *url;
  char *code;
} Enrolling;

static void
enrolling_free (Enrolling *self)
{
  g_free (self->url);
  g_free (self->code);
  g_free (self);
}

/* A visit about to begin. */
typedef struct {
  PassantJob *job;
  char       *visit;
  int         utc_offset_min;
  char       *reason, *text; /* why it ends at once, or NULL */
} Beginning;

static void
beginning_free (Beginning *self)
{
  g_object_unref (self->job);
  g_free (self->visit);
  g_free (self->reason);
  g_free (self->text);
  g_free (self);
}

static guint
count_unsent (PassantStore           *store,
              const PassantEnrolment *enrolment,
              GError                **error)
{
  g_auto (GStrv) blobs = passant_store_list_unsent_blobs (store, error);
  gint64 facts = passant_store_get_own_seq (store) - (enrolment ? enrolment->acked : 0);

  return blobs ? (guint) MAX (facts, 0) + g_strv_length (blobs) : 0;
}

static Snapshot *
read_snapshot (PassantStore *store,
               gboolean      with_legs,
               GError      **error)
{
  g_autoptr (Snapshot) self = g_new0 (Snapshot, 1);
  g_autoptr (GError) failed = NULL;

  self->enrolment = passant_store_load_enrolment (store, &failed);
  if (!failed)
    self->receipt = passant_store_load_receipt (store, &failed);
  if (!failed)
    self->assignments =
      passant_store_list_jobs (store, self->enrolment ? self->enrolment->shopper : NULL, &failed);
  for (guint i = 0; with_legs && self->assignments && i < self->assignments->len; i++)
    passant_store_find_leg (store, self->assignments->pdata[i]);
  if (!failed)
    self->visits = passant_store_list_visits (store, NULL, &failed);
  if (!failed)
    self->unsent = count_unsent (store, self->enrolment, &failed);

  if (failed) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return NULL;
  }

  return g_steal_pointer (&self);
}

/* A job that cannot be had any more stays until the guest has seen it and put it away. */
static gboolean
is_out_of_sight (PassantNotebook *self,
                 PassantJob      *job)
{
  g_autofree char *away = NULL;

  if (passant_job_get_group (job) == PASSANT_JOB_LOST)
    away = passant_pocket_dup (self->pocket, "put-away", passant_job_get_id (job));

  return passant_job_get_group (job) == PASSANT_JOB_GONE || away != NULL;
}

static void
fill_jobs (PassantNotebook *self,
           GPtrArray       *assignments)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now_ms = passant_notebook_get_now_ms (self);
  gsize n = 0;
  g_autofree gpointer *taken = g_ptr_array_steal (assignments, &n);

  for (gsize i = 0; i < n; i++) {
    g_autoptr (PassantJob) job = passant_job_new (taken[i], now_ms);

    if (!is_out_of_sight (self, job))
      g_ptr_array_add (jobs, g_steal_pointer (&job));
  }

  g_list_store_splice (self->jobs, 0, g_list_model_get_n_items (G_LIST_MODEL (self->jobs)),
                       jobs->pdata, jobs->len);
}

/* Newest first: what the guest looks for is what they did last. */
static void
fill_parcels (PassantNotebook *self,
              GPtrArray       *visits)
{
  g_autoptr (GPtrArray) parcels = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n = 0;
  g_autofree gpointer *taken = g_ptr_array_steal (visits, &n);

  for (gsize i = n; i > 0; i--)
    g_ptr_array_add (parcels, passant_parcel_new (taken[i - 1]));

  g_list_store_splice (self->parcels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->parcels)),
                       parcels->pdata, parcels->len);
}

static void
show_snapshot (PassantNotebook *self,
               Snapshot        *snapshot)
{
  g_clear_pointer (&self->enrolment, passant_enrolment_free);
  g_clear_pointer (&self->receipt, passant_receipt_free);
  self->enrolment = g_steal_pointer (&snapshot->enrolment);
  self->receipt = g_steal_pointer (&snapshot->receipt);
  self->unsent = snapshot->unsent;
  fill_jobs (self, snapshot->assignments);
  fill_parcels (self, snapshot->visits);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
refresh_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  Snapshot *snapshot = read_snapshot (PASSANT_NOTEBOOK (source)->store, TRUE, &error);

  if (snapshot)
    g_task_return_pointer (task, snapshot, (GDestroyNotify) snapshot_free);
  else
    g_task_return_error (task, error);
}

static void
on_refreshed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Snapshot) snapshot = g_task_propagate_pointer (G_TASK (result), &error);

  if (snapshot)
    show_snapshot (PASSANT_NOTEBOOK (source), snapshot);
  else
    g_message ("Cannot read the store just now: %s", error->message);
}

static void
enrol_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Enrolling *enrolling = task_data;
  GError *error = NULL;

  if (passant_sync_enrol (PASSANT_NOTEBOOK (source)->store, enrolling->url, enrolling->code,
                          g_get_host_name (), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
passant_notebook_dispose (GObject *object)
{
  PassantNotebook *self = PASSANT_NOTEBOOK (object);

  if (self->runner)
    passant_sync_runner_stop (self->runner);
  g_clear_object (&self->runner);
  g_clear_object (&self->pocket);
  g_clear_object (&self->place);
  g_clear_object (&self->jobs);
  g_clear_object (&self->parcels);
  g_clear_pointer (&self->enrolment, passant_enrolment_free);
  g_clear_pointer (&self->receipt, passant_receipt_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (passant_notebook_parent_class)->dispose (object);
}

static void
passant_notebook_class_init (PassantNotebookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_notebook_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_notebook_init (PassantNotebook *self)
{
  self->jobs = g_list_store_new (PASSANT_TYPE_JOB);
  self->parcels = g_list_store_new (PASSANT_TYPE_PARCEL);
}

static gboolean
has_open_visit (PassantNotebook *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (PassantJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    if (passant_job_get_group (job) == PASSANT_JOB_OPEN)
      return TRUE;
  }

  return FALSE;
}

/* Which parts of their journeys open visits wait for is read now, too. */
static gboolean
tidy (gpointer user_data)
{
  PassantNotebook *self = user_data;

  passant_store_tidy_async (self->store);
  if (has_open_visit (self))
    passant_notebook_refresh (self);

  return G_SOURCE_REMOVE;
}

/* Opens what lies in @folder and reads it once, so that the first frame already shows it. */
PassantNotebook *
passant_notebook_open (const char *folder,
                       GError    **error)
{
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (PassantNotebook) self = g_object_new (PASSANT_TYPE_NOTEBOOK, NULL);
  g_autoptr (Snapshot) snapshot = NULL;

  self->store = passant_store_open (folder, clock, NULL, error);
  if (!self->store)
    return NULL;

  snapshot = read_snapshot (self->store, FALSE, error);
  if (!snapshot)
    return NULL;

  self->pocket = passant_pocket_new (folder, "pocket.ini", FALSE,
                                     passant_store_get_worker (self->store));
  self->place = passant_pocket_new (folder, "place.ini", TRUE,
                                    passant_store_get_worker (self->store));
  /* After the first frame, which must not wait for the card. */
  g_idle_add_full (G_PRIORITY_LOW, tidy, g_object_ref (self), g_object_unref);
  self->runner = passant_sync_runner_new (self->store);
  g_signal_connect_object (self->runner, "finished", G_CALLBACK (passant_notebook_refresh), self,
                           G_CONNECT_SWAPPED);
  show_snapshot (self, snapshot);

  return g_steal_pointer (&self);
}

PassantStore *
passant_notebook_get_store (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  return self->store;
}

PassantSyncRunner *
passant_notebook_get_runner (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  return self->runner;
}

PassantPocket *
passant_notebook_get_pocket (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  return self->pocket;
}

/* The light one: where on the screen the guest is. */
PassantPocket *
passant_notebook_get_place (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  return self->place;
}

/* NULL: not enrolled yet. */
const PassantEnrolment *
passant_notebook_get_enrolment (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  return self->enrolment;
}

/* NULL: the hub has confirmed nothing yet. */
const PassantReceipt *
passant_notebook_get_receipt (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  return self->receipt;
}

GListModel *
passant_notebook_get_jobs (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  return G_LIST_MODEL (self->jobs);
}

GListModel *
passant_notebook_get_parcels (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  return G_LIST_MODEL (self->parcels);
}

/* Facts and photos the hub has not confirmed, as of the last reading. */
guint
passant_notebook_get_unsent (PassantNotebook *self)
{
  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), 0);

  return self->unsent;
}

/* By the assignment's id, or by that of its newest visit; NULL when there is none. Borrowed. */
PassantJob *
passant_notebook_find_job (PassantNotebook *self,
                           const char      *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));

  for (guint i = 0; i < n; i++) {
    g_autoptr (PassantJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
    const PassantAssignment *assignment = passant_job_get_assignment (job);

    if (g_strcmp0 (assignment->id, id) == 0 || g_strcmp0 (assignment->visit, id) == 0)
      return job;
  }

  return NULL;
}

gint64
passant_notebook_get_now_ms (PassantNotebook *self)
{
  return passant_clock_now_ms (passant_store_get_clock (self->store));
}

/* The language @script is read in: what the guest chose for it, else the first of the user's that it has. Interned. With
 * no script: the user's. */
const char *
passant_notebook_pick_language (PassantNotebook *self,
                                PassantScript   *script)
{
  g_autofree char *chosen = script ? passant_pocket_dup (self->pocket, "language",
                                                         script->id) : NULL;

  if (!script)
    return passant_wording_user_language ();

  if (chosen && g_strv_contains ((const char * const *) script->languages, chosen))
    return g_intern_string (chosen);

  return g_intern_string (passant_wording_pick_language ((const char * const *) script->languages));
}

void
passant_notebook_set_language (PassantNotebook *self,
                               PassantScript   *script,
                               const char      *language)
{
  passant_pocket_put (self->pocket, "language", script->id, language);
}

/* Reads everything again, behind what is queued; `changed` follows. */
void
passant_notebook_refresh (PassantNotebook *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PASSANT_IS_NOTEBOOK (self));

  task = g_task_new (self, NULL, on_refreshed_cb, NULL);
  passant_worker_push (passant_store_get_worker (self->store), task, refresh_thread);
}

/* @url may be NULL when @code is a passant:// link. */
void
passant_notebook_enrol_async (PassantNotebook    *self,
                              const char         *url,
                              const char         *code,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Enrolling *enrolling;

  g_return_if_fail (PASSANT_IS_NOTEBOOK (self));

  enrolling = g_new0 (Enrolling, 1);
  enrolling->url = g_strdup (url);
  enrolling->code = g_strdup (code);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, enrolling, (GDestroyNotify) enrolling_free);
  g_task_run_in_thread (task, enrol_thread);
}

gboolean
passant_notebook_enrol_finish (PassantNotebook *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  passant_notebook_refresh (self);
  passant_sync_runner_start (self->runner);

  return TRUE;
}

/* The visit as it was left. Looking at it is not being there: see passant_notebook_turn_to(). Reads at once: it is what the
 * guest waits for. */
PassantSession *
passant_notebook_resume (PassantNotebook *self,
                         const char      *visit,
                         GError         **error)
{
  g_autoptr (PassantVisit) found = NULL;
  g_autoptr (PassantScript) script = NULL;

  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  found = passant_store_load_visit (self->store, visit, error);
  if (!found)
    return NULL;

  script = passant_store_load_script (self->store, passant_visit_get_script (found), error);
  if (!script)
    return NULL;

  return passant_session_new (self->store, found, script);
}

/* The guest goes on with @session's visit, which comes to the front. */
void
passant_notebook_turn_to (PassantNotebook *self,
                          PassantSession  *session)
{
  g_autofree char *front = NULL;

  g_return_if_fail (PASSANT_IS_NOTEBOOK (self));

  /* What is being said of it brings it there already. */
  if (!passant_session_is_open (session) || passant_session_is_saying (session))
    return;

  front = passant_store_dup_front (self->store);
  if (g_strcmp0 (front, passant_visit_get_id (passant_session_get_visit (session))) != 0)
    passant_session_turn_to (session);
}

/* The version of its script that the assignment of @session's visit names by now, when that is a newer one than the visit
 * goes by; NULL otherwise, and when it has not come to this device yet. */
PassantScript *
passant_notebook_dup_newer_script (PassantNotebook *self,
                                   PassantSession  *session)
{
  PassantScript *script = passant_session_get_script (session);
  PassantVisit *visit = passant_session_get_visit (session);
  PassantJob *job = passant_notebook_find_job (self, passant_visit_get_id (visit));
  const char *named = job ? passant_job_get_assignment (job)->script : NULL;
  g_autoptr (PassantScript) newer = NULL;

  g_return_val_if_fail (PASSANT_IS_NOTEBOOK (self), NULL);

  if (!named || g_str_equal (named, script->hash) || !passant_session_is_open (session))
    return NULL;

  newer = passant_store_load_script (self->store, named, NULL);
  if (!newer || newer->version <= script->version || g_strcmp0 (newer->id, script->id) != 0)
    return NULL;

  return g_steal_pointer (&newer);
}

/* Here and now, east of UTC. */
static int
get_utc_offset_min (gint64 now_ms)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_ms / 1000);

  return now ? g_date_time_get_utc_offset (now) / G_TIME_SPAN_MINUTE : 0;
}

static PassantDraft *
draft_opening (const PassantAssignment *assignment,
               const Beginning         *beginning)
{
  PassantDraft *draft = passant_draft_new ("visit.opened", assignment->study, beginning->visit);

  passant_draft_set_string (draft, "assignment", assignment->id);
  passant_draft_set_string (draft, "script", assignment->script);
  passant_draft_set_string (draft, "location", assignment->location);
  passant_draft_set_string (draft, "shopper", assignment->shopper);
  passant_draft_set_int (draft, "utc_offset_min", beginning->utc_offset_min);

  return draft;
}

static PassantDraft *
draft_end (const PassantAssignment *assignment,
           const Beginning         *beginning)
{
  PassantDraft *draft = passant_draft_new ("visit.broken_off", assignment->study,
                                           beginning->visit);

  passant_draft_set_string (draft, "touchpoint", NULL);
  passant_draft_set_string (draft, "reason", beginning->reason);
  passant_draft_set_string (draft, "text", beginning->text);

  return draft;
}

static const PassantAssignment *
find_begun (GPtrArray  *jobs,
            const char *assignment)
{
  for (guint i = 0; i < jobs->len; i++) {
    const PassantAssignment *each = jobs->pdata[i];

    if (each->visit && g_str_equal (each->id, assignment))
      return each;
  }

  return NULL;
}

/* A guest in a hurry asks again before the disk has kept what was asked first: it is still one visit. */
static gboolean
keep_beginning (PassantStore *store,
                Beginning    *beginning,
                GError      **error)
{
  const PassantAssignment *assignment = passant_job_get_assignment (beginning->job);
  g_autoptr (GPtrArray) jobs = passant_store_list_jobs (store, assignment->shopper, error);
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  const PassantAssignment *begun;

  if (!jobs)
    return FALSE;

  begun = find_begun (jobs, assignment->id);
  if (begun)
    g_set_str (&beginning->visit, begun->visit);
  else
    g_ptr_array_add (drafts, draft_opening (assignment, beginning));
  if (beginning->reason && (!begun || begun->visit_state == PASSANT_VISIT_OPEN))
    g_ptr_array_add (drafts, draft_end (assignment, beginning));

  return drafts->len == 0 || passant_store_append_all (store, drafts, error);
}

static void
begin_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  PassantNotebook *self = source;
  Beginning *beginning = task_data;
  g_autoptr (PassantScript) script = NULL;
  PassantSession *session = NULL;
  GError *error = NULL;

  /* The script first: a visit that cannot be walked must not be opened. */
  script = passant_store_load_script (self->store,
                                      passant_job_get_assignment (beginning->job)->script, &error);
  if (script && keep_beginning (self->store, beginning, &error))
    session = passant_notebook_resume (self, beginning->visit, &error);

  if (session)
    g_task_return_pointer (task, session, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Opens a visit on a job that was claimed, or goes on with the one that is there. With @break_reason the visit is broken off
 * in the same breath: it could not be done at all, and that is worth knowing too. */
void
passant_notebook_begin_async (PassantNotebook    *self,
                              PassantJob         *job,
                              const char         *break_reason,
                              const char         *break_text,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Beginning *beginning;

  g_return_if_fail (PASSANT_IS_NOTEBOOK (self));
  g_return_if_fail (PASSANT_IS_JOB (job));

  beginning = g_new0 (Beginning, 1);
  beginning->job = g_object_ref (job);
  beginning->visit = passant_id_new (passant_store_get_clock (self->store));
  beginning->utc_offset_min = get_utc_offset_min (passant_notebook_get_now_ms (self));
  beginning->reason = g_strdup (break_reason);
  beginning->text = g_strdup (break_text);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, beginning, (GDestroyNotify) beginning_free);
  passant_worker_push (passant_store_get_worker (self->store), task, begin_thread);
}

PassantSession *
passant_notebook_begin_finish (PassantNotebook *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  passant_notebook_refresh (self);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_quiz_noted_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact =
    passant_store_append_finish (PASSANT_STORE (source), result, &error);

  if (!fact)
    g_message ("What was said beside the quiz was not kept: %s", error->message);
}

/* @script: the version that asks it, for which the answer counts in every job. */
void
passant_notebook_note_quiz (PassantNotebook *self,
                            PassantJob      *job,
                            PassantScript   *script,
                            const char      *item,
                            const char      *choice,
                            gboolean         is_correct)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  PassantDraft *draft = passant_draft_new ("quiz.answered", assignment->study, assignment->id);

  passant_draft_set_string (draft, "item", item);
  passant_draft_set_string (draft, "choice", choice);
  passant_draft_set_bool (draft, "correct", is_correct);
  passant_draft_set_string (draft, "script", script->hash);
  passant_store_append_async (self->store, draft, NULL, on_quiz_noted_cb, NULL);
}

/* How long each of the @n neutral taps beside the quiz took. */
void
passant_notebook_note_calibration (PassantNotebook *self,
                                   PassantJob      *job,
                                   const gint64    *touch_ms,
                                   guint            n)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  PassantDraft *draft = passant_draft_new ("quiz.calibrated", assignment->study, assignment->id);
  yyjson_mut_val *times = yyjson_mut_obj_add_arr (draft->body,
                                                  yyjson_mut_doc_get_root (draft->body),
                                                  "touch_ms");

  for (guint i = 0; i < n; i++)
    yyjson_mut_arr_add_sint (draft->body, times, touch_ms[i]);
  passant_store_append_async (self->store, draft, NULL, on_quiz_noted_cb, NULL);
}

/* The guest's own pace by the newest neutral taps on this device; 0 when there are none. */
gint64
passant_notebook_get_pace_ms (PassantNotebook *self)
{
  g_autoptr (PassantFact) fact =
    passant_store_find_newest_own (self->store, "quiz.calibrated", NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  yyjson_val *time;
  gsize i, n;

  if (!fact)
    return 0;

  yyjson_arr_foreach (yyjson_obj_get (fact->body, "touch_ms"), i, n, time) {
    gint64 touch_ms = yyjson_get_sint (time);

    g_array_append_val (times, touch_ms);
  }

  return passant_signal_find_pace ((const gint64 *) times->data, times->len);
}
