/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "passant-affect.h"
#include "passant-expression.h"

G_BEGIN_DECLS

#define PASSANT_SCRIPT_FORMAT 1

/* A text in several languages. Never blank for a reader: falls back to the script's first language. */
typedef struct _PassantText PassantText;

/* Never NULL: in @language ("nl", or "nl_NL.UTF-8": the part before _ counts), else the first one. "" when @self is NULL. */
const char *passant_text_get (const PassantText *self,
                              const char        *language);

typedef enum {
  PASSANT_QUESTION_YES_NO,   /* "yes" | "no" */
  PASSANT_QUESTION_CHOICE,   /* a choice's id */
  PASSANT_QUESTION_CHOICES,  /* choice ids in script order, joined by one space */
  PASSANT_QUESTION_SCALE,    /* an integer min … max */
  PASSANT_QUESTION_NUMBER,   /* decimal, '.' as separator, at most `decimals` places */
  PASSANT_QUESTION_MONEY,    /* decimal in the currency's main unit: "12.50" */
  PASSANT_QUESTION_TEXT,     /* UTF-8, ≤ 10,000 bytes */
  PASSANT_QUESTION_TIME,     /* "14:05" or "14:05:30", local */
  PASSANT_QUESTION_DATE,     /* "2026-11-22" */
  PASSANT_QUESTION_DURATION, /* whole seconds */
  PASSANT_QUESTION_PHOTO,    /* sha256 of the blob */
  PASSANT_QUESTION_NOTE,     /* shown, never answered */
} PassantQuestionType;

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
} PassantChoice;

typedef struct _PassantTouchpoint PassantTouchpoint;

/* Everything below is read-only and lives as long as the script. Arrays hold pointers to the named struct. */
typedef struct {
  char               *id; /* [a-z][a-z0-9_]*, unique in the script */
  PassantQuestionType type;
  PassantTouchpoint  *touchpoint;
  guint               index; /* place in the script, 0-based */
  PassantText        *text;
  PassantText        *hint;         /* or NULL */
  GPtrArray          *choices;      /* PassantChoice; yes_no has two: yes, no */
  int                 min, max;     /* scale; number, money, duration: bounds when has_min / has_max */
  gboolean            has_min, has_max;
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
  PassantText        *message;      /* why the constraint fails, or NULL */
} PassantQuestion;

typedef struct _PassantPhase PassantPhase;

struct _PassantTouchpoint {
  char              *id; /* as question ids, unique among touchpoints */
  PassantPhase      *phase;
  guint              index;
  PassantText       *title, *instruction, *cover; /* instruction, cover: or NULL */
  GPtrArray         *dos, *donts;     /* PassantText */
  char              *channel;         /* store web phone chat app social mail street */
  char              *owner;           /* own partner */
  char              *media;           /* owned earned paid */
  gboolean           has_desired, has_believed;
  PassantAffect      desired, believed;
  PassantExpression *relevant;        /* or NULL */
  PassantTouchpoint *after;           /* must be done first, or NULL: free order */
  gboolean           asks_feeling;    /* the affect grid stands last; default yes */
  GPtrArray         *questions;       /* PassantQuestion */
};

struct _PassantPhase {
  char        *id;
  guint        index;
  PassantText *title;
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
  GPtrArray   *quiz;          /* PassantQuizItem */
  gboolean     allows_photos, allows_audio, allows_staff_names; /* the legal profile */
  PassantText *legal_basis;   /* or NULL */
  GPtrArray   *phases;        /* PassantPhase */
  GPtrArray   *touchpoints;   /* PassantTouchpoint, all, in script order */
  GPtrArray   *questions;     /* PassantQuestion, all, in script order */
} PassantScript;

/* What is wrong with a script, and where. */
typedef struct {
  char *path;    /* JSON pointer: "/phases/0/touchpoints/2/questions/1/type" */
  char *code;    /* stable, kebab-case: "unknown-question-type" */
  char *message; /* a sentence: what is wrong and what to do */
  int   line, column; /* 1-based in the author's file; 0 when it is not known */
} PassantProblem;

void               passant_problem_free            (PassantProblem *self);

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
