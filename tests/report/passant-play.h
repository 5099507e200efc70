/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

/**
 * PassantPlay:
 *
 * Plays a guest's device: says facts about one visit, a minute apart unless told otherwise, and folds them. Always the same
 * ids and times, so that what is made of it can be compared byte for byte.
 */
typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  GPtrArray     *facts; /* PassantFact as said */
  char          *prev;
  gint64         seq;
  gint64         now_ms;
  gboolean       is_other; /* another guest's, with ids of its own */
} PassantPlay;

#define PASSANT_PLAY_START_MS G_GINT64_CONSTANT (1795334400000) /* 2026-11-22 09:00 in Amsterdam */
#define PASSANT_PLAY_VISIT "0197a000-0000-7000-8000-000000000001"
#define PASSANT_PLAY_OTHER_VISIT "0197a000-0000-7000-8000-000000000002"

/* The sample study's script. */
PassantScript *passant_play_load_sample (void);
/* Compiles @json, which must be sound. */
PassantScript *passant_play_compile     (const char *json);

/* Opens a visit; takes its own reference of @script. */
PassantPlay   *passant_play_new         (PassantScript *script);
/* The same, marked as a random walker's. */
PassantPlay   *passant_play_new_sample  (PassantScript *script);
/* Of another guest, to be kept beside the first. */
PassantPlay   *passant_play_new_other   (PassantScript *script);
/* Goes on with @script, as a guest who takes a new version. */
void           passant_play_move        (PassantPlay   *self,
                                         PassantScript *script);
void           passant_play_free        (PassantPlay *self);
/* @draft is taken. */
void           passant_play_say         (PassantPlay  *self,
                                         PassantDraft *draft);
void           passant_play_enter       (PassantPlay *self,
                                         const char  *touchpoint);
/* @value NULL: not applicable. @minutes_ago: how long before noting it happened. */
void           passant_play_answer      (PassantPlay *self,
                                         const char  *question,
                                         const char  *value,
                                         const char  *comment,
                                         int          minutes_ago);
void           passant_play_feel        (PassantPlay *self,
                                         const char  *touchpoint,
                                         int          valence,
                                         int          arousal,
                                         const char  *word);
/* The id of the moment. */
char          *passant_play_mark        (PassantPlay *self,
                                         const char  *touchpoint,
                                         const char  *text);
void           passant_play_skip        (PassantPlay *self,
                                         const char  *touchpoint,
                                         const char  *reason);
void           passant_play_show        (PassantPlay *self,
                                         const char  *question,
                                         const char  *sha256,
                                         const char  *name);
void           passant_play_finish      (PassantPlay *self);
void           passant_play_break_off   (PassantPlay *self,
                                         const char  *touchpoint,
                                         const char  *reason,
                                         const char  *text);
void           passant_play_accept      (PassantPlay *self);
/* Enters @touchpoint and answers every question of it that is relevant with some allowed value, always the same. */
void           passant_play_walk        (PassantPlay *self,
                                         const char  *touchpoint);
/* An allowed value for @question, the same each time. */
char          *passant_play_dup_value   (PassantQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantPlay, passant_play_free)

G_END_DECLS
