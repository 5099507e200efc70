/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-buzz.h"

/* A build without libfeedback. */

void
passant_buzz_init (void)
{
}

void
passant_buzz (void)
{
}
