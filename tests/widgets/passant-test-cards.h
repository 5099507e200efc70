/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

/* The script with a question of every kind: cards.json beside this file. Ends the program when it does not compile. */
PassantScript   *passant_test_cards_load     (void);
PassantQuestion *passant_test_cards_question (PassantScript *script,
                                              const char    *id);
