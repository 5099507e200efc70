/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

G_BEGIN_DECLS

/* A script made at random that compiles: all types of questions, relevances, filters, rounds, orders, made questions,
 * proposals and calculates, which all look at one another. The same @rand gives the same script. */
PassantScript *passant_invent_script (GRand *rand) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
