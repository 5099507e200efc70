/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-news.h"

#define NOTICE_MS (24 * G_GINT64_CONSTANT (60 * 60 * 1000))

static void
news_free (gpointer data)
{
  PassantNews *self = data;

  g_free (self->key);
  g_free (self->assignment);
  g_free (self->place);
  g_free (self);
}

static void
add (GPtrArray               *news,
     PassantNewsKind          kind,
     const char              *word,
     const char              *id,
     const PassantAssignment *assignment)
{
  PassantNews *item = g_new0 (PassantNews, 1);

  item->kind = kind;
  item->key = g_strdup_printf ("%s:%s", word, id);
  item->assignment = g_strdup (assignment->id);
  item->place = g_strdup (assignment->location_name);
  item->until_ms = assignment->until_ms;
  g_ptr_array_add (news, item);
}

static gboolean
is_over (const PassantAssignment *self,
         gint64                   now_ms)
{
  return self->until_ms > 0 && now_ms > self->until_ms;
}

static gboolean
is_free (const PassantAssignment *self)
{
  return g_str_equal (self->state, "offered") && !self->visit && !self->is_taken &&
         self->claim == PASSANT_CLAIM_NONE;
}

/* The guest has it, and has not handed it in. */
static gboolean
is_to_do (const PassantAssignment *self)
{
  if (self->visit)
    return self->visit_state == PASSANT_VISIT_OPEN || self->visit_state == PASSANT_VISIT_RETURNED;

  return g_str_equal (self->state, "claimed") && self->claim != PASSANT_CLAIM_LOST;
}

static void
wait_until (gint64  then_ms,
            gint64 *next_ms)
{
  *next_ms = *next_ms ? MIN (*next_ms, then_ms) : then_ms;
}

/* As long as the guest has not gone on. */
static void
look_at_leg (GPtrArray               *news,
             const PassantAssignment *assignment,
             gint64                   now_ms,
             gint64                  *next_ms)
{
  g_autofree char *id = NULL;

  if (!assignment->visit_leg)
    return;

  id = g_strdup_printf ("%s.%s", assignment->visit, assignment->visit_leg);
  if (now_ms >= assignment->leg_from_ms)
    add (news, PASSANT_NEWS_LEG, "leg", id, assignment);
  else
    wait_until (assignment->leg_from_ms, next_ms);
}

static void
look_at (GPtrArray               *news,
         const PassantAssignment *assignment,
         gint64                   now_ms,
         gint64                  *next_ms)
{
  gint64 notice_ms = assignment->until_ms - NOTICE_MS;

  if (is_free (assignment) && !is_over (assignment, now_ms))
    add (news, PASSANT_NEWS_NEW, "new", assignment->id, assignment);
  if (assignment->visit && assignment->visit_state == PASSANT_VISIT_RETURNED)
    add (news, PASSANT_NEWS_RETURNED, "returned", assignment->visit, assignment);
  look_at_leg (news, assignment, now_ms, next_ms);
  if (assignment->until_ms == 0 || !is_to_do (assignment) || is_over (assignment, now_ms))
    return;

  if (now_ms >= notice_ms)
    add (news, PASSANT_NEWS_DEADLINE, "deadline", assignment->id, assignment);
  else
    wait_until (notice_ms, next_ms);
}

GPtrArray *
passant_news_list (GPtrArray *assignments,
                   gint64     now_ms,
                   gint64    *next_ms)
{
  GPtrArray *news = g_ptr_array_new_with_free_func (news_free);

  *next_ms = 0;
  for (guint i = 0; i < assignments->len; i++)
    look_at (news, assignments->pdata[i], now_ms, next_ms);

  return news;
}
