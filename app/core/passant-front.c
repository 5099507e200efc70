/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-front.h"

#include "passant-timer.h"

struct _PassantFront {
  GHashTable *turns; /* device → Turn */
  GHashTable *spent; /* "visit", and "visit\ntouchpoint" → gint64, milliseconds */
};

/* What is in front on one device since the last thing said there. */
typedef struct {
  char        *visit;      /* or NULL: nothing is */
  GHashTable  *places;     /* visit → touchpoint entered last */
  PassantTimer since;
} Turn;

static void
turn_free (gpointer data)
{
  Turn *self = data;

  g_free (self->visit);
  g_free (self->since.device);
  g_hash_table_unref (self->places);
  g_free (self);
}

PassantFront *
passant_front_new (void)
{
  PassantFront *self = g_new0 (PassantFront, 1);

  self->turns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, turn_free);
  self->spent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
passant_front_free (PassantFront *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->turns);
  g_hash_table_unref (self->spent);
  g_free (self);
}

static Turn *
find_turn (PassantFront *self,
           const char   *device)
{
  Turn *turn = g_hash_table_lookup (self->turns, device);

  if (turn)
    return turn;

  turn = g_new0 (Turn, 1);
  turn->since.device = g_strdup (device);
  turn->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->turns, g_strdup (device), turn);

  return turn;
}

static gint64
measure (const Turn *turn,
         gint64      now_ms,
         gint64      boot_ms)
{
  gint64 elapsed_ms = passant_timer_get_elapsed_ms (&turn->since, turn->since.device, now_ms,
                                                    boot_ms);

  return elapsed_ms <= PASSANT_FRONT_SILENCE_MS ? elapsed_ms : 0;
}

/* @key is taken. */
static void
add (PassantFront *self,
     char         *key,
     gint64        ms)
{
  gint64 *spent = g_hash_table_lookup (self->spent, key);

  if (spent) {
    *spent += ms;
    g_free (key);
  } else {
    g_hash_table_insert (self->spent, key, g_memdup2 (&ms, sizeof ms));
  }
}

static void
count (PassantFront *self,
       Turn         *turn,
       PassantFact  *fact)
{
  const char *place = turn->visit ? g_hash_table_lookup (turn->places, turn->visit) : NULL;
  gint64 ms;

  if (!turn->visit)
    return;

  ms = measure (turn, fact->noted_ms, fact->boot_ms);
  add (self, g_strdup (turn->visit), ms);
  if (place)
    add (self, g_strdup_printf ("%s\n%s", turn->visit, place), ms);
}

void
passant_front_apply (PassantFront *self,
                     PassantFact  *fact)
{
  gboolean is_end;
  Turn *turn;

  g_return_if_fail (self != NULL);
  g_return_if_fail (fact != NULL);

  if (!g_str_has_prefix (fact->kind, "visit."))
    return;

  is_end = g_str_equal (fact->kind, "visit.finished") ||
           g_str_equal (fact->kind, "visit.broken_off");
  turn = find_turn (self, fact->device);
  count (self, turn, fact);
  g_set_str (&turn->visit, is_end ? NULL : fact->subject);
  turn->since.at_ms = fact->noted_ms;
  turn->since.boot_ms = fact->boot_ms;
  if (g_str_equal (fact->kind, "visit.entered") && passant_fact_get_string (fact, "touchpoint"))
    g_hash_table_replace (turn->places, g_strdup (fact->subject),
                          g_strdup (passant_fact_get_string (fact, "touchpoint")));
}

gint64
passant_front_get_ms (PassantFront *self,
                      const char   *visit)
{
  gint64 *spent;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (visit != NULL, 0);

  spent = g_hash_table_lookup (self->spent, visit);

  return spent ? *spent : 0;
}

gint64
passant_front_get_touchpoint_ms (PassantFront *self,
                                 const char   *visit,
                                 const char   *touchpoint)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", visit, touchpoint);

  return passant_front_get_ms (self, key);
}

gint64
passant_front_get_running_ms (PassantFront *self,
                              const char   *visit,
                              const char   *device,
                              gint64        now_ms,
                              gint64        boot_ms)
{
  Turn *turn;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (visit != NULL && device != NULL, 0);

  turn = g_hash_table_lookup (self->turns, device);

  return turn && g_strcmp0 (turn->visit, visit) == 0 ? measure (turn, now_ms, boot_ms) : 0;
}
