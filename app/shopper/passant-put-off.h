/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes @work. */
typedef void (*PassantAgain) (gpointer owner,
                              gpointer work);

/*
 * PassantPutOff:
 *
 * Work that the disk refused, in the order it came, to be done again: a queue of these.
 */

/* Adds @work, which @drop frees when it is never done. Takes it. */
void passant_put_off_add      (GQueue        *queue,
                               PassantAgain   again,
                               gpointer       work,
                               GDestroyNotify drop);
/* Does each that is there now; what fails again may be added again. */
void passant_put_off_do_again (GQueue  *queue,
                               gpointer owner);
void passant_put_off_clear    (GQueue *queue);

G_END_DECLS
