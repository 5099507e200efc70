/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "passant-affect.h"
#include "passant-expression.h"

G_BEGIN_DECLS

/* What a script's "evidence" may say, and what holds when it says nothing. */
#define PASSANT_PHOTO_PX     2048
#define PASSANT_PHOTO_PX_MIN 480
#define PASSANT_PHOTO_PX_MAX 8192
#define PASSANT_RADIUS_M     150
#define PASSANT_RADIUS_M_MIN 20
#define PASSANT_RADIUS_M_MAX 100000

#define PASSANT_SCRIPT_FORMAT 1

/* A text in several languages. In texts of questions and touchpoints ${question} stands for what was answered there: show
 * those with passant_guide_dup_text(). Never blank for a reader: falls back to the script's first language. */
typedef struct _PassantText PassantText;

/* Never NULL: in @language ("nl", or "nl_NL.UTF-8": the part before _ counts), else the first one. "" when @self is NULL. */
const char *passant_text_get (const PassantText *self,
                              const char        *language);

typedef enum {
  PASSANT_QUESTION_YES_NO,    /* "yes" | "no" */
  PASSANT_QUESTION_CHOICE,    /* a choice's id */
  PASSANT_QUESTION_CHOICES,   /* choice ids in script order, joined by one space */
  PASSANT_QUESTION_RANK,      /* all (offered) choice ids, the first the best, joined by one space */
  PASSANT_QUESTION_SCALE,     /* an integer min … max */
  PASSANT_QUESTION_NUMBER,    /* decimal, '.' as separator, at most `decimals` places */
  PASSANT_QUESTION_MONEY,     /* decimal in the currency's main unit: "12.50" */
  PASSANT_QUESTION_TEXT,      /* UTF-8, ≤ 10,000 bytes */
  PASSANT_QUESTION_NARRATIVE, /* likewise, at least min_length characters; in the guest's own words */
  PASSANT_QUESTION_TIME,      /* "14:05" or "14:05:30", local */
  PASSANT_QUESTION_DATE,      /* "2026-11-22" */
  PASSANT_QUESTION_DATE_TIME, /* "2026-11-22T14:05", local */
  PASSANT_QUESTION_DURATION,  /* whole seconds */
  PASSANT_QUESTION_PHOTO,     /* sha256 of the blob */
  PASSANT_QUESTION_RECEIPT,   /* likewise, of the photo; amount and time are questions of their own beside it */
  PASSANT_QUESTION_AUDIO,     /* likewise, of the recording */
  PASSANT_QUESTION_CODE,      /* what a QR or barcode says, 1 … 4,000 bytes */
  PASSANT_QUESTION_PLACE,     /* "52.0907 5.1214", then optionally altitude and accuracy in metres: "52.0907 5.1214 4 12" */
  PASSANT_QUESTION_NOTE,      /* shown, never answered */
  PASSANT_QUESTION_CALCULATE, /* never shown: the guide works it out; see passant_guide_get_value() */
} PassantQuestionType;

#define PASSANT_QUESTION_TYPES (PASSANT_QUESTION_CALCULATE + 1)

/* "yes_no" …, as in the script's JSON. */
const char *passant_question_type_to_string (PassantQuestionType type);

/* Why a question is there. All but ASKED are made by the compiler beside the question that calls for them (its host). */
typedef enum {
  PASSANT_ROLE_ASKED,
  PASSANT_ROLE_OTHER,   /* "q.other": which other, after a choice that wants it specified */
  PASSANT_ROLE_COMMENT, /* "q.comment": why, after an answer below comment_if_below */
  PASSANT_ROLE_AMOUNT,  /* "q.amount", "q.time": of a receipt */
  PASSANT_ROLE_TIME,
  PASSANT_ROLE_ROUNDS,  /* "touchpoint.rounds": how often a repeated touchpoint is gone through; a NUMBER that the guest
                         * raises and lowers, or a CALCULATE */
} PassantRole;

typedef enum {
  PASSANT_PILLAR_NONE,
  PASSANT_PILLAR_EFFECTIVENESS,
  PASSANT_PILLAR_EASE,
  PASSANT_PILLAR_EMOTION,
} PassantPillar;

typedef enum {
  PASSANT_SCALE_NUMBERS,
  PASSANT_SCALE_FACES,
  PASSANT_SCALE_WORDS, /* one label per point */
} PassantScaleStyle;

typedef struct {
  char        *id;
  PassantText *label;
  int          points; /* ≥ 0; −1: does not score */
  gboolean     exclusive;
  PassantText *specify;   /* what is asked when this is chosen ("q.other"), or NULL */
  GHashTable  *columns;   /* name → text: what a filter can look at; or NULL */
} PassantChoice;

typedef struct _PassantTouchpoint PassantTouchpoint;

/* Everything below is read-only and lives as long as the script. Arrays hold pointers to the named struct. */
typedef struct _PassantQuestion PassantQuestion;

struct _PassantQuestion {
  char               *id;           /* [A-Za-z_][A-Za-z0-9_-]*, unique in the script whatever the case; of those the
                                     * compiler makes, host and part: "q.other"; of a later round, with its number: "q.2" */
  PassantQuestionType type;
  PassantRole         role;
  PassantQuestion    *host;         /* of a made one: what it stands beside; NULL for ASKED and ROUNDS */
  guint               round;        /* 1, 2, … in a repeated touchpoint, 0 elsewhere */
  PassantQuestion    *first;        /* the same question in round 1; itself elsewhere. Owns all that rounds share */
  PassantTouchpoint  *touchpoint;
  guint               index;        /* place in the script, 0-based */
  PassantText        *text;
  PassantText        *hint;         /* or NULL */
  GPtrArray          *choices;      /* PassantChoice; yes_no has two: yes, no. Questions with one list share it */
  char               *list;         /* the name of that list, or NULL */
  int                 min, max;     /* scale; number, money, duration: bounds when has_min / has_max */
  gboolean            has_min, has_max;
  int                 min_length;   /* narrative, in characters; 0: none */
  PassantText        *low, *high;   /* scale end labels, or NULL */
  GPtrArray          *labels;       /* PassantText per scale point for WORDS, else NULL */
  PassantScaleStyle   style;
  PassantText        *unit;         /* or NULL */
  char               *currency;     /* money: ISO 4217 */
  int                 decimals;     /* number, money */
  gboolean            allows_na;    /* "not applicable" may be said */
  PassantPillar       pillar;
  int                 weight;       /* ≥ 0 */
  gboolean            reversed;     /* scale: min scores highest */
  gboolean            integrity;    /* a trap question, not shown to the client */
  gboolean            required;     /* when required_if is NULL */
  PassantExpression  *required_if, *relevant, *constraint; /* or NULL */
  PassantExpression  *calculation;  /* of a CALCULATE, else NULL */
  PassantExpression  *proposal;     /* "default": offered to take over, never an answer by itself; or NULL */
  PassantExpression  *filter;       /* which choices are offered, or NULL: all */
  PassantText        *message;      /* why the constraint fails, or NULL */
};

typedef struct _PassantPhase PassantPhase;

struct _PassantTouchpoint {
  char              *id; /* as question ids, unique among touchpoints */
  PassantPhase      *phase;
  guint              index;
  PassantText       *title, *instruction, *cover; /* instruction, cover: or NULL */
  int                minutes;         /* about how long it takes, waiting included; 0: not said */
  GPtrArray         *dos, *donts;     /* PassantText */
  char              *channel;         /* store web phone chat app social mail street */
  char              *owner;           /* own partner */
  char              *media;           /* owned earned paid */
  gboolean           has_desired, has_believed;
  PassantAffect      desired, believed;
  PassantExpression *relevant;        /* or NULL */
  PassantTouchpoint *after;           /* must be done first, or NULL: free order */
  gboolean           waits;           /* it is due only some time after that … */
  int                wait_min, wait_max; /* … in minutes */
  gboolean           asks_feeling;    /* the affect grid stands last, once whatever the rounds; default yes */
  gboolean           repeats;         /* "for each employee you met": its questions come again in each round */
  PassantText       *repeat_label;    /* "Employee", or NULL */
  guint              rounds_min, rounds_max; /* rounds_max: how many rounds the script's questions hold */
  PassantQuestion   *rounds;          /* how many there are; the first of questions; NULL unless it repeats */
  GPtrArray         *questions;       /* PassantQuestion: round 1 with what the compiler makes, then round 2 … */
};

struct _PassantPhase {
  char        *id;
  guint        index;
  PassantText *title;
  gboolean     asks_mark;   /* 1 … 10, when the guest has gone through it */
  GPtrArray   *touchpoints; /* PassantTouchpoint */
};

typedef struct {
  char        *id;
  PassantText *prompt, *why; /* why: shown after a wrong answer, or NULL */
  GPtrArray   *choices;      /* PassantChoice */
  char        *correct;
} PassantQuizItem;

/**
 * PassantScript:
 *
 * A scripted customer journey, compiled: phases › touchpoints › questions. Immutable, atomically reference counted, safe
 * from any thread. Addressed by @hash, the sha256 of its JSON @text. schemas/script/README.md describes the format.
 */
typedef struct {
  char        *text;    /* the JSON as published */
  char         hash[65];
  char        *id;
  int          version;
  GStrv        languages; /* the first is the fallback */
  PassantText *title, *persona_name, *persona, *briefing; /* briefing: Markdown */
  GPtrArray   *dos, *donts;   /* PassantText */
  int          window_minutes; /* the guest has this long from the first touchpoint to the last; 0: not said */
  GPtrArray   *quiz;          /* PassantQuizItem */
  gboolean     allows_photos, allows_audio, allows_staff_names; /* the legal profile */
  PassantText *legal_basis;   /* or NULL */
  int          photo_px;      /* no side of a photo is kept longer than this */
  int          radius_m;      /* how near to the location a fix speaks for being there */
  GPtrArray   *phases;        /* PassantPhase */
  GPtrArray   *touchpoints;   /* PassantTouchpoint, all, in script order */
  GPtrArray   *questions;     /* PassantQuestion, all, in script order */
} PassantScript;

typedef enum {
  PASSANT_SEVERITY_ERROR,   /* the script cannot be used */
  PASSANT_SEVERITY_WARNING, /* it can, but not as it was meant */
  PASSANT_SEVERITY_NOTE,    /* something was read in another way than it stands there */
} PassantSeverity;

/* What is wrong with a script, and where. */
typedef struct {
  PassantSeverity severity;
  char           *path; /* JSON pointer: "/phases/0/touchpoints/2/questions/1/type" */
  char           *code; /* stable, kebab-case: "unknown-question-type" */
  char           *message; /* a sentence: what is wrong, and what to do unless @fix says so */
  char           *fix; /* a sentence: how to fix it; or NULL */
  char           *sheet; /* of a spreadsheet, whose rows are lines; or NULL */
  int             line, column; /* 1-based in the author's file; 0 when it is not known */
} PassantProblem;

void               passant_problem_free            (PassantProblem *self);

/* The files that the briefing shows in any of its languages, by name: those that lie beside the script, no addresses. */
GStrv              passant_script_list_pictures    (PassantScript *self) G_GNUC_WARN_UNUSED_RESULT;
/* And what it would show from an address or a folder, which nobody ever sees. */
GStrv              passant_script_list_strays      (PassantScript *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the legal profile lets @question be asked: a photo, receipt or recording that it does not allow is hidden. */
gboolean           passant_script_allows           (PassantScript   *self,
                                                    PassantQuestion *question);
/* Compiles @text (JSON, exact bytes kept). Collects every problem it finds in @problems (element-type PassantProblem,
 * or NULL) and then returns NULL; never half a script. A format this Passant does not know is %PASSANT_ERROR_TOO_NEW,
 * all else %PASSANT_ERROR_INVALID with the first problem as message. */
PassantScript     *passant_script_compile          (const char *text,
                                                    gssize      length,
                                                    GPtrArray  *problems,
                                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;
PassantScript     *passant_script_ref              (PassantScript *self);
void               passant_script_unref            (PassantScript *self);
PassantQuestion   *passant_script_find_question    (PassantScript *self,
                                                    const char    *id);
PassantTouchpoint *passant_script_find_touchpoint  (PassantScript *self,
                                                    const char    *id);
/* Whether it is the last one of its phase, in script order. */
gboolean           passant_phase_ends_with         (PassantTouchpoint *touchpoint);
PassantChoice     *passant_question_find_choice    (PassantQuestion *self,
                                                    const char      *id);
/* %PASSANT_ERROR_INVALID with a sentence for the person when @value is not one @self's type and bounds allow.
 * Constraints are the guide's to judge. */
gboolean           passant_question_check          (PassantQuestion *self,
                                                    const char      *value,
                                                    GError         **error);
/* @value in words for a reader: choice labels, "3 of 5", "€ 12,50" … as @language has it; untranslatable stays as is. */
char              *passant_question_format         (PassantQuestion *self,
                                                    const char      *value,
                                                    const char      *language)
G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantScript, passant_script_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantProblem, passant_problem_free)

G_END_DECLS
