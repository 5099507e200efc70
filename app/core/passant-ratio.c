/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-score.h"

/* Twice as wide as what is kept, so that a product of two never runs over before it is reduced. */
typedef __int128 Wide;

static Wide
find_common_divisor (Wide a,
                     Wide b)
{
  while (b != 0) {
    Wide rest = a % b;

    a = b;
    b = rest;
  }

  return a;
}

/* What does not fit even in lowest terms is a programmer's mistake: the compiler lets no script come that far. */
static PassantRatio
reduce (Wide num,
        Wide den)
{
  PassantRatio nothing = { 0, 0 };
  Wide divisor;

  if (den == 0)
    return nothing;

  if (den < 0) {
    num = -num;
    den = -den;
  }
  divisor = find_common_divisor (num < 0 ? -num : num, den);
  num /= divisor;
  den /= divisor;
  g_return_val_if_fail (num <= G_MAXINT64 && num >= -G_MAXINT64 && den <= G_MAXINT64, nothing);

  return (PassantRatio) { (gint64) num, (gint64) den };
}

PassantRatio
passant_ratio_new (gint64 num,
                   gint64 den)
{
  return reduce (num, den);
}

/**
 * passant_ratio_add:
 *
 * The sum; to add nothing changes nothing.
 */
PassantRatio
passant_ratio_add (PassantRatio a,
                   PassantRatio b)
{
  if (passant_ratio_is_nothing (a))
    return b;
  if (passant_ratio_is_nothing (b))
    return a;

  return reduce ((Wide) a.num * b.den + (Wide) b.num * a.den, (Wide) a.den * b.den);
}

PassantRatio
passant_ratio_multiply (PassantRatio a,
                        PassantRatio b)
{
  return reduce ((Wide) a.num * b.num, (Wide) a.den * b.den);
}

gboolean
passant_ratio_is_nothing (PassantRatio self)
{
  return self.den == 0;
}

static gint64
divide_down (Wide num,
             Wide den)
{
  return (gint64) (num / den - (num % den < 0));
}

char *
passant_ratio_to_percent (PassantRatio self)
{
  gint64 tenths;

  if (passant_ratio_is_nothing (self))
    return g_strdup ("");

  /* Half up: ⌊1000·num/den + ½⌋ tenths of a percent. */
  tenths = divide_down ((Wide) self.num * 2000 + self.den, (Wide) self.den * 2);

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%d", tenths < 0 ? "-" : "", ABS (tenths) / 10,
                          (int) (ABS (tenths) % 10));
}
