/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <dlfcn.h>
#include <fcntl.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/*
 * Loaded before a program (LD_PRELOAD) it tells how long the main thread was away from its main loop: each stretch between
 * leaving one ppoll() and entering the next, one a line in the file that PASSANT_STALLS names:
 *
 *   when it began (CLOCK_MONOTONIC, µs), how long it took (µs), how long of that it had a processor (µs)
 */

#define SHORTEST_US 500

int meter_ppoll (struct pollfd         *fds,
                 nfds_t                 n,
                 const struct timespec *timeout,
                 const sigset_t        *signals) __asm__ ("ppoll");

static gint64
read_us (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
tell (gint64 began_us,
      gint64 worked_us)
{
  static int file = -1;
  gint64 took_us = read_us (CLOCK_MONOTONIC) - began_us;

  if (took_us < SHORTEST_US)
    return;

  if (file < 0 && g_getenv ("PASSANT_STALLS"))
    file = open (g_getenv ("PASSANT_STALLS"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file >= 0)
    dprintf (file, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", began_us,
             took_us, read_us (CLOCK_THREAD_CPUTIME_ID) - worked_us);
}

int
meter_ppoll (struct pollfd         *fds,
             nfds_t                 n,
             const struct timespec *timeout,
             const sigset_t        *signals)
{
  static int (*real) (struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);
  static gint64 left_us, left_cpu_us;
  gboolean is_main = getpid () == gettid ();
  int result;

  if (!real)
    real = (int (*) (struct pollfd *, nfds_t, const struct timespec *,
                     const sigset_t *))dlsym (RTLD_NEXT, "ppoll");
  if (is_main && left_us > 0)
    tell (left_us, left_cpu_us);

  result = real (fds, n, timeout, signals);
  if (is_main) {
    left_us = read_us (CLOCK_MONOTONIC);
    left_cpu_us = read_us (CLOCK_THREAD_CPUTIME_ID);
  }

  return result;
}
