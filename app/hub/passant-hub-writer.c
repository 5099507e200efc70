/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-writer.h"

#include "passant-error.h"

#define QUEUE_MAX 4096 /* waiting writes; beyond that the hub says it is busy */
#define GROUP_MAX 256  /* writes in one transaction */

typedef struct {
  PassantHubWrite   write;
  gpointer          data;
  GDestroyNotify    data_free;
  PassantHubWritten written;
  gpointer          user_data;
  PassantHubAnswer *answer;
} Job;

struct _PassantHubWriter {
  PassantHubStore *store;
  GThread         *thread;
  GAsyncQueue     *jobs;
  GMainContext    *context;
};

static Job stop;

static void
free_job (Job *job)
{
  if (job->data_free)
    job->data_free (job->data);
  g_clear_pointer (&job->answer, passant_hub_answer_free);
  g_free (job);
}

static gboolean
deliver (gpointer data)
{
  GPtrArray *group = data;

  for (guint i = 0; i < group->len; i++) {
    Job *job = g_ptr_array_index (group, i);

    job->written (g_steal_pointer (&job->answer), job->user_data);
  }

  return G_SOURCE_REMOVE;
}

static void
set_answer (Job              *job,
            PassantHubAnswer *answer)
{
  g_clear_pointer (&job->answer, passant_hub_answer_free);
  job->answer = answer;
}

/* FALSE when not even taking the piece back worked: then the whole group is lost. */
static gboolean
do_job (PassantHubWriter *self,
        Job              *job,
        GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  PassantHubAnswer *answer;

  if (!passant_hub_store_begin_part (self->store, error))
    return FALSE;

  answer = job->write (self->store, job->data, &local_error);
  if (!answer) {
    g_warning ("A write was taken back: %s", local_error->message);
    answer = passant_hub_answer_new_for_error (local_error);
  }
  set_answer (job, answer);

  return passant_hub_store_end_part (self->store, answer->status < 400, error);
}

static gboolean
do_group (PassantHubWriter *self,
          GPtrArray        *group,
          GError          **error)
{
  if (!passant_hub_store_begin (self->store, TRUE, error))
    return FALSE;

  for (guint i = 0; i < group->len; i++) {
    if (!do_job (self, g_ptr_array_index (group, i), error)) {
      passant_hub_store_roll_back (self->store);
      return FALSE;
    }
  }

  return passant_hub_store_commit (self->store, error);
}

/* A commit that failed may or may not be on disk, and what the connection remembers is not to be trusted: it is opened
 * again, and every device is told to ask again, which is harmless. */
static void
fail_group (PassantHubWriter *self,
            GPtrArray        *group,
            const GError     *error)
{
  g_autoptr (GError) reopen_error = NULL;

  g_warning ("%u writes were taken back: %s", group->len, error->message);
  for (guint i = 0; i < group->len; i++)
    set_answer (g_ptr_array_index (group, i), passant_hub_answer_new_for_error (error));

  if (!passant_hub_store_reopen (self->store, &reopen_error))
    g_warning ("The hub's database cannot be opened again: %s", reopen_error->message);
}

static gboolean
collect (PassantHubWriter *self,
         GPtrArray        *group)
{
  Job *job = g_async_queue_pop (self->jobs);

  while (job && job != &stop) {
    g_ptr_array_add (group, job);
    job = group->len < GROUP_MAX ? g_async_queue_try_pop (self->jobs) : NULL;
  }

  return job != &stop;
}

static gpointer
write_thread (gpointer data)
{
  PassantHubWriter *self = data;
  gboolean go_on;

  do {
    g_autoptr (GPtrArray) group = g_ptr_array_new_with_free_func ((GDestroyNotify) free_job);
    g_autoptr (GError) error = NULL;

    go_on = collect (self, group);
    if (group->len == 0)
      continue;

    if (!do_group (self, group, &error))
      fail_group (self, group, error);

    g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, deliver,
                                g_steal_pointer (&group), (GDestroyNotify) g_ptr_array_unref);
  } while (go_on);

  return NULL;
}

PassantHubWriter *
passant_hub_writer_new (PassantHubStore *store)
{
  PassantHubWriter *self = g_new0 (PassantHubWriter, 1);

  self->store = store;
  self->jobs = g_async_queue_new ();
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_new ("writer", write_thread, self);

  return self;
}

void
passant_hub_writer_free (PassantHubWriter *self)
{
  if (!self)
    return;

  g_async_queue_push (self->jobs, &stop);
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_main_context_unref (self->context);
  passant_hub_store_free (self->store);
  g_free (self);
}

gboolean
passant_hub_writer_push (PassantHubWriter *self,
                         PassantHubWrite   write,
                         gpointer          data,
                         GDestroyNotify    data_free,
                         PassantHubWritten written,
                         gpointer          user_data)
{
  Job *job;

  if (g_async_queue_length (self->jobs) >= QUEUE_MAX)
    return FALSE;

  job = g_new0 (Job, 1);
  job->write = write;
  job->data = data;
  job->data_free = data_free;
  job->written = written;
  job->user_data = user_data;
  g_async_queue_push (self->jobs, job);

  return TRUE;
}
