/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-guesses.h"

#define WRONG_MAX 5
#define WINDOW_MS (60 * 1000)
#define CALLERS_MAX 10000

struct _PassantHubGuesses {
  PassantClock *clock;
  GHashTable   *wrong; /* caller → GArray of gint64, when */
};

PassantHubGuesses *
passant_hub_guesses_new (PassantClock *clock)
{
  PassantHubGuesses *self = g_new0 (PassantHubGuesses, 1);

  self->clock = passant_clock_ref (clock);
  self->wrong = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_array_unref);

  return self;
}

void
passant_hub_guesses_free (PassantHubGuesses *self)
{
  if (!self)
    return;

  g_hash_table_unref (self->wrong);
  passant_clock_unref (self->clock);
  g_free (self);
}

static void
forget_old (PassantHubGuesses *self,
            GArray            *times)
{
  gint64 now_ms = passant_clock_boot_ms (self->clock);

  while (times->len > 0 && now_ms - g_array_index (times, gint64, 0) >= WINDOW_MS)
    g_array_remove_index (times, 0);
}

static gboolean
is_forgotten (gpointer caller,
              gpointer times,
              gpointer self)
{
  forget_old (self, times);

  return ((GArray *) times)->len == 0;
}

gboolean
passant_hub_guesses_may (PassantHubGuesses *self,
                         const char        *caller)
{
  GArray *times = g_hash_table_lookup (self->wrong, caller);

  if (times)
    forget_old (self, times);

  return !times || times->len < WRONG_MAX;
}

/* The table is bounded; whoever fills it has used ten thousand addresses, and guesses better elsewhere. */
void
passant_hub_guesses_note (PassantHubGuesses *self,
                          const char        *caller)
{
  gint64 now_ms = passant_clock_boot_ms (self->clock);
  GArray *times;

  if (g_hash_table_size (self->wrong) >= CALLERS_MAX)
    g_hash_table_foreach_remove (self->wrong, is_forgotten, self);
  if (g_hash_table_size (self->wrong) >= CALLERS_MAX)
    g_hash_table_remove_all (self->wrong);

  times = g_hash_table_lookup (self->wrong, caller);
  if (!times) {
    times = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_hash_table_insert (self->wrong, g_strdup (caller), times);
  }
  if (times->len < WRONG_MAX)
    g_array_append_val (times, now_ms);
}
