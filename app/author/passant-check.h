/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

G_BEGIN_DECLS

/* Looks at a script that compiles for what will disappoint its author, and adds warnings (PassantProblem, by JSON pointer
 * path; whoever read the file knows the place) to @problems:
 * unreachable-question, unreachable-touchpoint, unsatisfiable-constraint, dead-filter, missing-translation,
 * unscored-pillar, score-over-maximum, too-many-questions, journey-too-long, legal-missing. schemas/script/README.md
 * describes each. What it says is certain: where it would have to guess it is silent. */
void passant_check_script (PassantScript *script,
                           GPtrArray     *problems);

G_END_DECLS
