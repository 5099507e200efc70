/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-reader-private.h"
#include "passant-script.h"

G_BEGIN_DECLS

/* Escaped inside a fact's JSON, a text can double; this much still fits into a fact. */
#define PASSANT_SCRIPT_BYTES_MAX (500 * 1024)
#define PASSANT_PHASES_MAX 50
#define PASSANT_TOUCHPOINTS_MAX 200
#define PASSANT_QUESTIONS_MAX 2000
#define PASSANT_ALL_QUESTIONS_MAX 10000 /* with those of all rounds and those that are made */
#define PASSANT_LISTS_MAX 500
#define PASSANT_CHOICES_MAX 1000
#define PASSANT_COLUMNS_MAX 50
#define PASSANT_QUIZ_MAX 50
#define PASSANT_MINUTES_MAX 100000
#define PASSANT_LANGUAGES_MAX 20
#define PASSANT_POINTS_MAX 1000
#define PASSANT_WEIGHT_MAX 100
#define PASSANT_SCALE_POINTS_MAX 11
#define PASSANT_BOUND_MAX 1000000000

/* What the compiler has besides the script: the reader, and the names that are still to come. */
typedef struct {
  PassantReader  reader;
  PassantScript *script;
  GHashTable    *questions;   /* every question id of the file, whether read yet or not */
  GPtrArray     *names;       /* the former in order, once they are needed */
  GHashTable    *touchpoints; /* every touchpoint id likewise */
  GHashTable    *lists;       /* name → GPtrArray of PassantChoice, read before all questions */
  guint          authored;    /* questions that the author wrote */
  guint          repeated;    /* questions of later rounds that were counted but not added */
} PassantCompiler;

PassantScript     *passant_script_new               (void) G_GNUC_WARN_UNUSED_RESULT;
/* Puts it at the end and makes it findable; FALSE when its id is taken. It is the script's from then on either way. */
gboolean           passant_script_add_touchpoint    (PassantScript     *self,
                                                     PassantTouchpoint *touchpoint);
gboolean           passant_script_add_question      (PassantScript   *self,
                                                     PassantQuestion *question);

PassantTouchpoint *passant_touchpoint_new           (PassantPhase *phase) G_GNUC_WARN_UNUSED_RESULT;
PassantPhase      *passant_phase_new                (void) G_GNUC_WARN_UNUSED_RESULT;
PassantQuestion   *passant_question_new             (
  PassantTouchpoint *touchpoint) G_GNUC_WARN_UNUSED_RESULT;
PassantQuizItem   *passant_quiz_item_new            (void) G_GNUC_WARN_UNUSED_RESULT;
PassantChoice     *passant_choice_new               (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *passant_choices_new              (void) G_GNUC_WARN_UNUSED_RESULT;
/* How many places money of @currency has behind the separator. */
int                passant_currency_get_decimals    (const char *currency);

/* The readers of the parts, each for the value the reader's path points at. */
void               passant_compiler_read_touchpoint (PassantCompiler *self,
                                                     yyjson_val      *value,
                                                     PassantPhase    *phase);
void               passant_compiler_read_question   (PassantCompiler   *self,
                                                     yyjson_val        *value,
                                                     PassantTouchpoint *touchpoint);
void               passant_compiler_read_quiz_item  (PassantCompiler *self,
                                                     yyjson_val      *value);
/* The script's lists; then the choices of @question, its own or those of a list. */
void               passant_compiler_read_lists      (PassantCompiler *self,
                                                     yyjson_val      *root);
void               passant_compiler_read_choices    (PassantCompiler *self,
                                                     yyjson_val      *object,
                                                     PassantQuestion *question);
/* PassantChoice without points and the like. Never NULL. */
GPtrArray         *passant_compiler_read_plain      (PassantCompiler *self,
                                                     yyjson_val      *object);
/* @own: the id of the question that holds it, or NULL; @may_look_at_own: a constraint. */
PassantExpression *passant_compiler_read_expression (PassantCompiler *self,
                                                     yyjson_val      *object,
                                                     const char      *key,
                                                     const char      *own,
                                                     gboolean         may_look_at_own);
/* The “filter” of @question, whose choices are known already, or NULL. */
PassantExpression *passant_compiler_read_filter     (PassantCompiler *self,
                                                     yyjson_val      *object,
                                                     PassantQuestion *question);
/* The “default” of @question, all else of which is known already, or NULL. */
PassantExpression *passant_compiler_read_proposal   (PassantCompiler *self,
                                                     yyjson_val      *object,
                                                     PassantQuestion *question);
/* Puts what @host calls for right behind it. */
void               passant_compiler_make_questions  (PassantCompiler *self,
                                                     yyjson_val      *value,
                                                     PassantQuestion *host);
/* Whether and how often @touchpoint comes again; then, behind its questions, those of all later rounds. */
void               passant_compiler_read_repeat     (PassantCompiler   *self,
                                                     yyjson_val        *object,
                                                     PassantTouchpoint *touchpoint);
void               passant_compiler_add_rounds      (PassantCompiler   *self,
                                                     PassantTouchpoint *touchpoint);
/* That each ${question} in @text, the member @key, is one that was asked earlier. */
void               passant_compiler_check_text      (PassantCompiler   *self,
                                                     const char        *key,
                                                     const PassantText *text,
                                                     const char        *own,
                                                     gboolean           may_look_at_own);
/* That what all questions can earn adds up exactly. */
void               passant_compiler_check_points    (PassantCompiler *self);
/* @text as a literal of an expression. */
char              *passant_script_quote             (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
