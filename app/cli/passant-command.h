/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* What a script that calls passantctl can count on. */
enum {
  PASSANT_EXIT_OK = 0,
  PASSANT_EXIT_REFUSED = 1,
  PASSANT_EXIT_USAGE = 2,
  PASSANT_EXIT_OFFLINE = 3, /* the hub did not answer; what was said is kept and goes with the next sync */
};

typedef enum {
  PASSANT_OPTION_FLAG,
  PASSANT_OPTION_TEXT,
  PASSANT_OPTION_LIST,     /* may be given several times */
  PASSANT_OPTION_FILE,
} PassantOptionKind;

typedef struct {
  const char       *name;
  PassantOptionKind kind;
  gboolean          required;
  const char       *value; /* what stands for the value in the help: "ID" */
  const char       *help;
} PassantOption;

typedef struct _PassantCommand PassantCommand;

/**
 * PassantVerb:
 *
 * One thing passantctl can do. @run says what it did through passant_command_say() and the JSON root, whichever was asked
 * for; what it cannot do it returns as an error with nothing half done.
 */
typedef struct {
  const char          *noun, *verb;
  const char          *arguments; /* as in the help: "FILE…", or "" */
  guint                arguments_min, arguments_max;
  const char          *summary;
  const char          *description; /* more, or NULL */
  gboolean             changes;     /* appends facts: takes --offline */
  const PassantOption *options;     /* ends with a NULL name, or NULL */
  int                  trouble;     /* what it ends with when it is refused; 0: %PASSANT_EXIT_REFUSED */
  gboolean (*run) (PassantCommand *command,
                   GError        **error);
} PassantVerb;

/* Reads the options in @argv (without the program, noun and verb) and does it. Returns the exit code. */
int             passant_command_run           (const PassantVerb *verb,
                                               char             **argv);

/* NULL when the option was not given. */
const char     *passant_command_get           (PassantCommand *self,
                                               const char     *option);
gboolean        passant_command_has           (PassantCommand *self,
                                               const char     *option);
/* Never NULL; empty when it was not given. */
const char * const *passant_command_get_list  (PassantCommand *self,
                                               const char     *option);
const char * const *passant_command_get_arguments (PassantCommand *self);
gboolean        passant_command_is_json       (PassantCommand *self);
/* A line for a reader; left out of JSON. */
void            passant_command_say           (PassantCommand *self,
                                               const char     *format,
                                               ...) G_GNUC_PRINTF (2, 3);
/* The document printed with --format=json, and its root, an object. */
yyjson_mut_doc *passant_command_get_document  (PassantCommand *self);
void            passant_command_answer        (PassantCommand *self,
                                               const char     *key,
                                               const char     *text);
void            passant_command_answer_int    (PassantCommand *self,
                                               const char     *key,
                                               gint64          number);
void            passant_command_answer_bool   (PassantCommand *self,
                                               const char     *key,
                                               gboolean        is_so);
/* For an end that is no error but not OK either. */
void            passant_command_set_exit      (PassantCommand *self,
                                               int             code);

/* Standard output holds a document already: answer nothing more. */
void            passant_command_set_quiet     (PassantCommand *self);

/* Dropped with the command: lets the desk hang on to its store. */
void            passant_command_keep          (PassantCommand *self,
                                               const char     *key,
                                               gpointer        data,
                                               GDestroyNotify  destroy);
gpointer        passant_command_get_kept      (PassantCommand *self,
                                               const char     *key);

G_END_DECLS
