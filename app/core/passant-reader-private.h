/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

#include <yyjson.h>

G_BEGIN_DECLS

#define PASSANT_PROBLEMS_MAX 1000
#define PASSANT_ID_BYTES_MAX 64
#define PASSANT_TEXT_BYTES_MAX 4000
#define PASSANT_LONG_TEXT_BYTES_MAX 50000

/**
 * PassantReader:
 *
 * Reads a script's JSON value by value, knows where it is, and collects every problem on the way. Each look-up returns
 * something harmless (NULL, the default) after it has reported, so that the rest is read as well.
 */
typedef struct {
  GString   *path;       /* JSON pointer to the value being read */
  GPtrArray *problems;   /* PassantProblem */
  GStrv      languages;  /* borrowed; NULL until they are known */
} PassantReader;

void          passant_reader_init       (PassantReader *self,
                                         GPtrArray     *problems);
void          passant_reader_clear      (PassantReader *self);

/* Steps into a member or an element; give the result to leave() to step back. */
gsize         passant_reader_enter      (PassantReader *self,
                                         const char    *key);
gsize         passant_reader_enter_at   (PassantReader *self,
                                         gsize          index);
void          passant_reader_leave      (PassantReader *self,
                                         gsize          mark);

/* About the value being read, or its member @key. */
void          passant_reader_report     (PassantReader *self,
                                         const char    *key,
                                         const char    *code,
                                         const char    *format,
                                         ...) G_GNUC_PRINTF (4, 5);

/* That the member @key is none of @keys. */
void          passant_reader_report_key (PassantReader      *self,
                                         const char         *key,
                                         const char * const *keys);

/* FALSE unless @value is an object. Reports keys that come twice, or that are not in @keys unless that is NULL. */
gboolean      passant_reader_object     (PassantReader      *self,
                                         yyjson_val         *value,
                                         const char * const *keys);
/* Likewise of one whose keys are the author's; FALSE too when there are more than @most. */
gboolean      passant_reader_named      (PassantReader *self,
                                         yyjson_val    *value,
                                         gsize          most);
/* The member, reported when it is not there. */
yyjson_val   *passant_reader_need       (PassantReader *self,
                                         yyjson_val    *object,
                                         const char    *key);
/* An array of @least … @most elements, or NULL. */
yyjson_val   *passant_reader_array      (PassantReader *self,
                                         yyjson_val    *object,
                                         const char    *key,
                                         gsize          least,
                                         gsize          most);
/* A string member, or NULL; a string with NUL in it is refused. */
const char   *passant_reader_string     (PassantReader *self,
                                         yyjson_val    *object,
                                         const char    *key);
/* A needed id, or NULL. */
char         *passant_reader_id         (PassantReader *self,
                                         yyjson_val    *object);
/* Likewise of a choice: any text without blanks. */
char         *passant_reader_choice_id  (PassantReader *self,
                                         yyjson_val    *object);
gboolean      passant_reader_boolean    (PassantReader *self,
                                         yyjson_val    *object,
                                         const char    *key,
                                         gboolean       missing);
/* A whole number of @min … @max in @number; FALSE when it is missing or wrong. */
gboolean      passant_reader_integer    (PassantReader *self,
                                         yyjson_val    *object,
                                         const char    *key,
                                         int            min,
                                         int            max,
                                         int           *number);
/* One of @words: its place, or -1. @code names the problem of another word. */
int           passant_reader_word       (PassantReader      *self,
                                         yyjson_val         *object,
                                         const char         *key,
                                         const char * const *words,
                                         const char         *code);
/* A language map, or NULL. */
PassantText  *passant_reader_text       (PassantReader *self,
                                         yyjson_val    *object,
                                         const char    *key,
                                         gsize          bytes_max);
PassantText  *passant_reader_need_text  (PassantReader *self,
                                         yyjson_val    *object,
                                         const char    *key);
/* An array of language maps; never NULL. */
GPtrArray    *passant_reader_texts      (PassantReader *self,
                                         yyjson_val    *object,
                                         const char    *key);

/* The word that @word was most likely meant to be, or NULL. */
const char   *passant_reader_suggest    (const char         *word,
                                         const char * const *words);
gboolean      passant_reader_is_id      (const char *text);
/* Ids that differ in capitals only are one: a GHashTable of them. */
guint         passant_reader_hash_id    (gconstpointer id);
gboolean      passant_reader_equal_id   (gconstpointer a,
                                         gconstpointer b);

G_END_DECLS
