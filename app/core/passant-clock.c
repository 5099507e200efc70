/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-clock.h"

#include <time.h>

#include <sodium.h>

#define ID_LENGTH 36
#define RANDOM_BYTES 10 /* of an id's 16; the first 6 are the time */

/* What the last id was made of, so that the next one of the same millisecond sorts behind it. */
typedef struct {
  GMutex  lock;
  guint64 ms;
  guint8  random[RANDOM_BYTES];
} Mint;

struct _PassantClock {
  gatomicrefcount refs;
  gboolean        is_manual;
  GMutex          lock; /* of the two below */
  gint64          now_ms; /* manual only */
  gint64          boot_ms; /* manual only */
  Mint            own_mint; /* manual only */
};

/* All system clocks of a process tell the same time, so they mint from one place. */
static Mint system_mint;

static PassantClock *
clock_new (gboolean is_manual)
{
  PassantClock *self = g_new0 (PassantClock, 1);

  g_atomic_ref_count_init (&self->refs);
  self->is_manual = is_manual;
  g_mutex_init (&self->lock);
  g_mutex_init (&self->own_mint.lock);

  return self;
}

PassantClock *
passant_clock_new_system (void)
{
  return clock_new (FALSE);
}

PassantClock *
passant_clock_new_manual (gint64 now_ms)
{
  PassantClock *self = clock_new (TRUE);

  self->now_ms = now_ms;

  return self;
}

PassantClock *
passant_clock_ref (PassantClock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
passant_clock_unref (PassantClock *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_mutex_clear (&self->own_mint.lock);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gint64
passant_clock_now_ms (PassantClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, 0);

  if (!self->is_manual)
    return g_get_real_time () / 1000;

  locker = g_mutex_locker_new (&self->lock);

  return self->now_ms;
}

gint64
passant_clock_boot_ms (PassantClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  struct timespec now;

  g_return_val_if_fail (self != NULL, 0);

  if (!self->is_manual) {
    clock_gettime (CLOCK_BOOTTIME, &now);
    return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000;
  }

  locker = g_mutex_locker_new (&self->lock);

  return self->boot_ms;
}

void
passant_clock_advance_ms (PassantClock *self,
                          gint64        by_ms)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL && self->is_manual);

  locker = g_mutex_locker_new (&self->lock);
  self->now_ms += by_ms;
  self->boot_ms += MAX (by_ms, 0);
}

/* A fresh draw keeps its first bit clear, so that counting up never runs over within one
 * millisecond. */
static void
draw (Mint *mint)
{
  if (sodium_init () < 0)
    g_error ("This system has no source of random numbers");

  randombytes_buf (mint->random, sizeof mint->random);
  mint->random[0] &= 0x07;
}

static void
count_up (Mint *mint)
{
  for (int i = RANDOM_BYTES - 1; i >= 0; i--) {
    /* Bytes 0 and 2 share their byte with the version and the variant. */
    guint8 most = i == 0 ? 0x0f : i == 2 ? 0x3f : 0xff;

    mint->random[i] = (mint->random[i] + 1) & most;
    if (mint->random[i] != 0)
      return;
  }
}

static void
mint_bytes (Mint   *mint,
            guint64 ms,
            guint8 *bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mint->lock);

  if (ms == mint->ms) {
    count_up (mint);
  } else {
    draw (mint);
    mint->random[2] &= 0x3f;
    mint->ms = ms;
  }

  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8) (ms >> (40 - 8 * i));
  memcpy (bytes + 6, mint->random, RANDOM_BYTES);
  bytes[6] |= 0x70; /* version 7 */
  bytes[8] |= 0x80; /* variant of RFC 9562 */
}

char *
passant_id_new (PassantClock *clock)
{
  static const char digits[] = "0123456789abcdef";
  guint8 bytes[16];
  char *id = g_malloc (ID_LENGTH + 1);
  char *out = id;
  gint64 now_ms;

  g_return_val_if_fail (clock != NULL, NULL);

  /* Before 1970 there is no UUIDv7 time: such a clock counts as standing at its start. */
  now_ms = MAX (passant_clock_now_ms (clock), 0);
  mint_bytes (clock->is_manual ? &clock->own_mint : &system_mint, (guint64) now_ms, bytes);

  for (int i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      *out++ = '-';
    *out++ = digits[bytes[i] >> 4];
    *out++ = digits[bytes[i] & 0x0f];
  }
  *out = '\0';

  return id;
}
