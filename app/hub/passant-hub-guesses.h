/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-clock.h"

G_BEGIN_DECLS

/**
 * PassantHubGuesses:
 *
 * Counts wrong enrolment codes per caller, so that codes cannot be searched for: after 5 within a minute, wait.
 */
typedef struct _PassantHubGuesses PassantHubGuesses;

PassantHubGuesses *passant_hub_guesses_new    (PassantClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void               passant_hub_guesses_free   (PassantHubGuesses *self);
gboolean           passant_hub_guesses_may    (PassantHubGuesses *self,
                                               const char        *caller);
void               passant_hub_guesses_note   (PassantHubGuesses *self,
                                               const char        *caller);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubGuesses, passant_hub_guesses_free)

G_END_DECLS
