/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-form-sheet.h"

/* The columns of an exported form, in the order an author reads them: what everybody's forms have, then ours. The notes are
 * English, as all that is about scripts. */

#define WORD 12
#define NAME 18
#define WORDS 36
#define LOGIC 28

#define YES_NO "yes,no"
#define TYPES \
        "begin_group,end_group,begin_repeat,end_repeat,select_one ,select_multiple ,rank ,text," \
        "integer,decimal,range,date,time,dateTime,geopoint,barcode,image,audio,note,calculate"
#define OWN_TYPES "yes_no,money,duration,receipt"
#define CHANNELS "store,web,phone,chat,app,social,mail,street"
#define PILLARS "effectiveness,ease,emotion"

const PassantFormField passant_form_survey_fields[] = {
  { "type", FALSE, TRUE, FALSE, 22, TYPES, FALSE,
    "What the row is. Behind select_one, select_multiple and rank stands the name of a list of the "
    "sheet “choices”. A group is a touchpoint." },
  { "name", FALSE, TRUE, FALSE, NAME, NULL, FALSE,
    "The id: letters, digits, _ and -. Answers are kept under it, so leave it as it is from one "
    "version to the next." },
  { "label", TRUE, TRUE, FALSE, WORDS, NULL, FALSE, "A touchpoint’s title, or what is asked." },
  { "hint", TRUE, TRUE, FALSE, WORDS, NULL, FALSE,
    "A touchpoint’s instruction, or what helps to answer." },
  { "required", FALSE, TRUE, FALSE, WORD, YES_NO, FALSE, "yes, no, or a condition." },
  { "relevant", FALSE, TRUE, FALSE, LOGIC, NULL, FALSE,
    "When it is asked: ${greeted} = 'yes'. Only what stands before can be looked at." },
  { "constraint", FALSE, TRUE, FALSE, LOGIC, NULL, FALSE,
    "Which answers are allowed; . is the answer: . <= today()" },
  { "constraint_message", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, NULL },
  { "calculation", FALSE, FALSE, FALSE, LOGIC, NULL, FALSE, NULL },
  { "default", FALSE, FALSE, FALSE, NAME, NULL, FALSE,
    "What the guest is offered to take over; never an answer by itself." },
  { "choice_filter", FALSE, FALSE, FALSE, LOGIC, NULL, FALSE,
    "Which choices are offered, by the columns of the sheet “choices”: province = ${province}" },
  { "repeat_count", FALSE, FALSE, FALSE, LOGIC, NULL, FALSE, NULL },
  { "appearance", FALSE, FALSE, FALSE, WORD, NULL, FALSE, NULL },
  { "parameters", FALSE, FALSE, FALSE, NAME, NULL, FALSE,
    "Of a range, which is a scale: start=1 end=5 step=1" },
  { "passant::phase", FALSE, TRUE, FALSE, NAME, NULL, FALSE,
    "At a group: the id of the phase that begins or goes on here." },
  { "passant::phase_title", TRUE, TRUE, FALSE, NAME, NULL, FALSE,
    "At the first group of a phase." },
  { "passant::phase_mark", FALSE, FALSE, FALSE, WORD, YES_NO, TRUE,
    "At the first group of a phase: whether a mark of 1 to 10 is asked for it." },
  { "passant::channel", FALSE, TRUE, FALSE, WORD, CHANNELS, TRUE, "At a group." },
  { "passant::owner", FALSE, FALSE, FALSE, WORD, "own,partner", TRUE, NULL },
  { "passant::media", FALSE, FALSE, FALSE, WORD, "owned,earned,paid", TRUE, NULL },
  { "passant::desired", FALSE, TRUE, FALSE, NAME, NULL, FALSE,
    "At a group, how it should feel: valence and arousal from -100 to 100, then a feeling and a "
    "mark from 1 to 10: 40 20 interest 8" },
  { "passant::believed", FALSE, FALSE, FALSE, NAME, NULL, FALSE, NULL },
  { "passant::cover", TRUE, FALSE, FALSE, NAME, NULL, FALSE,
    "What the touchpoint is called on the cover’s shopping list." },
  { "passant::do", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, "One a line." },
  { "passant::dont", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, "One a line." },
  { "passant::after", FALSE, FALSE, FALSE, NAME, NULL, FALSE,
    "The name of the group that is to be done before." },
  { "passant::wait_min", FALSE, FALSE, TRUE, WORD, NULL, FALSE,
    "How many minutes after that it is due, at the earliest …" },
  { "passant::wait_max", FALSE, FALSE, TRUE, WORD, NULL, FALSE, "… and at the latest." },
  { "passant::feeling", FALSE, FALSE, FALSE, WORD, YES_NO, TRUE, NULL },
  { "passant::minutes", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::repeat_label", TRUE, FALSE, FALSE, NAME, NULL, FALSE, NULL },
  { "passant::repeat_min", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::repeat_max", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::type", FALSE, TRUE, FALSE, WORD, OWN_TYPES, FALSE,
    "At a question that other programs know under another type." },
  { "passant::pillar", FALSE, TRUE, FALSE, WORD, PILLARS, TRUE, "What its answer is a mark for." },
  { "passant::weight", FALSE, TRUE, TRUE, WORD, NULL, FALSE, "How much it counts: 0 to 100." },
  { "passant::points", FALSE, FALSE, FALSE, WORD, NULL, FALSE, "yes=1 no=0" },
  { "passant::style", FALSE, FALSE, FALSE, WORD, "numbers,faces,words", TRUE, NULL },
  { "passant::low", TRUE, FALSE, FALSE, NAME, NULL, FALSE, NULL },
  { "passant::high", TRUE, FALSE, FALSE, NAME, NULL, FALSE, NULL },
  { "passant::labels", TRUE, FALSE, FALSE, NAME, NULL, FALSE, "One a line, one for each point." },
  { "passant::reversed", FALSE, FALSE, FALSE, WORD, YES_NO, TRUE, NULL },
  { "passant::min", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::max", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::decimals", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::unit", TRUE, FALSE, FALSE, WORD, NULL, FALSE, NULL },
  { "passant::currency", FALSE, FALSE, FALSE, WORD, NULL, FALSE, NULL },
  { "passant::min_length", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::na", FALSE, FALSE, FALSE, WORD, YES_NO, TRUE,
    "Whether “not applicable” may be answered." },
  { "passant::integrity", FALSE, FALSE, FALSE, WORD, YES_NO, TRUE, NULL },
  { "passant::comment_if_below", FALSE, FALSE, TRUE, WORD, NULL, FALSE,
    "An answer below it has to be explained." },
  { "passant::comment", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, NULL },
  { 0 }
};

const PassantFormField passant_form_choices_fields[] = {
  { "list_name", FALSE, TRUE, FALSE, NAME, NULL, FALSE, NULL },
  { "name", FALSE, TRUE, FALSE, NAME, NULL, FALSE, NULL },
  { "label", TRUE, TRUE, FALSE, WORDS, NULL, FALSE, NULL },
  { "passant::points", FALSE, TRUE, TRUE, WORD, NULL, FALSE,
    "What choosing it earns, against the others of its list." },
  { "passant::exclusive", FALSE, FALSE, FALSE, WORD, YES_NO, TRUE, "Goes with no other." },
  { "passant::specify", FALSE, FALSE, FALSE, WORD, YES_NO, FALSE,
    "Who chooses it is asked which: yes, or what is asked." },
  { "passant::specify", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, NULL },
  { "passant::list", FALSE, FALSE, FALSE, WORD, "own,shared", TRUE,
    "own: of the one question that uses it. shared: stands by itself." },
  { 0 }
};

const PassantFormField passant_form_settings_fields[] = {
  { "form_title", FALSE, TRUE, FALSE, WORDS, NULL, FALSE, NULL },
  { "form_id", FALSE, TRUE, FALSE, NAME, NULL, FALSE, NULL },
  { "version", FALSE, TRUE, FALSE, WORD, NULL, FALSE, NULL },
  { "default_language", FALSE, TRUE, FALSE, NAME, NULL, FALSE, NULL },
  { "form_title", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, NULL },
  { "passant::version", FALSE, TRUE, TRUE, WORD, NULL, FALSE,
    "Raise it with every version that is published." },
  { "passant::languages", FALSE, TRUE, FALSE, WORD, NULL, FALSE, "The first must be whole." },
  { "passant::window_minutes", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::photo_px", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::radius_m", FALSE, FALSE, TRUE, WORD, NULL, FALSE, NULL },
  { "passant::persona_name", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, NULL },
  { "passant::persona", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, NULL },
  { "passant::briefing", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, NULL },
  { "passant::do", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, "One a line." },
  { "passant::dont", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, "One a line." },
  { "passant::legal_photos", FALSE, TRUE, FALSE, WORD, YES_NO, TRUE, NULL },
  { "passant::legal_audio", FALSE, FALSE, FALSE, WORD, YES_NO, TRUE, NULL },
  { "passant::legal_staff_names", FALSE, FALSE, FALSE, WORD, YES_NO, TRUE, NULL },
  { "passant::legal_basis", TRUE, FALSE, FALSE, WORDS, NULL, FALSE, NULL },
  { 0 }
};

const PassantFormField passant_form_quiz_fields[] = {
  { "name", FALSE, TRUE, FALSE, NAME, NULL, FALSE, NULL },
  { "list_name", FALSE, TRUE, FALSE, NAME, NULL, FALSE, "Of the sheet “choices”." },
  { "label", TRUE, TRUE, FALSE, WORDS, NULL, FALSE, NULL },
  { "correct", FALSE, TRUE, FALSE, WORD, NULL, FALSE, "The name of the right choice." },
  { "why", TRUE, TRUE, FALSE, WORDS, NULL, FALSE, NULL },
  { 0 }
};
