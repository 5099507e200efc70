/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-script.h"

G_BEGIN_DECLS

typedef struct {
  PassantScript *script;
  guint64        seed;
  guint          n_visits;
  gint64         start_ms; /* of the first; each begins when the one before has ended */
  const char    *folder;   /* of the store that they go to, or NULL: they are only told */
} PassantSamples;

/* Makes sample visits of a script, at random, and tells them: a line each, or, as JSON, one fact a line. */
gboolean passant_samples_make (const PassantSamples *self,
                               PassantCommand       *command,
                               GError              **error);

G_END_DECLS
