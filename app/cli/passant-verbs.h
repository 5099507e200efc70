/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"

G_BEGIN_DECLS

/* One file each, named as it is called. */
extern const PassantVerb passant_verb_hub_enrol;
extern const PassantVerb passant_verb_hub_sync;
extern const PassantVerb passant_verb_script_new;
extern const PassantVerb passant_verb_script_import;
extern const PassantVerb passant_verb_script_check;
extern const PassantVerb passant_verb_script_walk;
extern const PassantVerb passant_verb_script_diff;
extern const PassantVerb passant_verb_script_export;
extern const PassantVerb passant_verb_script_list;
extern const PassantVerb passant_verb_study_load;
extern const PassantVerb passant_verb_study_list;
extern const PassantVerb passant_verb_shopper_put;
extern const PassantVerb passant_verb_assignment_offer;
extern const PassantVerb passant_verb_assignment_list;
extern const PassantVerb passant_verb_assignment_move;
extern const PassantVerb passant_verb_assignment_withdraw;
extern const PassantVerb passant_verb_pay_list;
extern const PassantVerb passant_verb_pay_mark;
extern const PassantVerb passant_verb_visit_list;
extern const PassantVerb passant_verb_visit_show;
extern const PassantVerb passant_verb_review_accept;
extern const PassantVerb passant_verb_review_return;
extern const PassantVerb passant_verb_review_reject;
extern const PassantVerb passant_verb_export;
extern const PassantVerb passant_verb_report_visit;
extern const PassantVerb passant_verb_store_check;
extern const PassantVerb passant_verb_store_rebuild;

G_END_DECLS
