/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-expression.h"
#include "passant-places-private.h"
#include "passant-script.h"
#include "passant-workbook.h"

#include <yyjson.h>

G_BEGIN_DECLS

#define PASSANT_XLSFORM_DEPTH_MAX 64
#define PASSANT_XLSFORM_NODES_MAX 20000

typedef struct _PassantXlsform PassantXlsform;
typedef struct _PassantXlsformNode PassantXlsformNode;

/* One column of a sheet: what it says it holds. */
typedef struct {
  char    *header; /* as written */
  char    *key;   /* "label", "relevant", "image", "passant::phase" …; NULL without a header */
  char    *token; /* the language as written, or NULL */
  char    *language; /* its code, or NULL for a column that is not translated */
  gboolean is_known;
} PassantXlsformColumn;

/* A sheet with its header read. */
typedef struct {
  PassantWorkbook *workbook;
  guint            sheet;
  const char      *name;
  guint            header;    /* row of the header, 0-based */
  guint            n_rows;
  guint            n_filled;  /* rows that are not blank */
  guint           *next;      /* of each row, the next that is not blank */
  GPtrArray       *columns;   /* PassantXlsformColumn, by column */
} PassantXlsformTable;

/* Where a value comes from. column −1: the row. */
typedef struct {
  PassantXlsformTable *table;
  guint                row;
  int                  column;
} PassantXlsformCell;

typedef enum {
  PASSANT_XLSFORM_GROUP,
  PASSANT_XLSFORM_REPEAT,
  PASSANT_XLSFORM_LOOP,
  PASSANT_XLSFORM_END,
  PASSANT_XLSFORM_TEXT,
  PASSANT_XLSFORM_PHONE,
  PASSANT_XLSFORM_INTEGER,
  PASSANT_XLSFORM_PERCENTAGE,
  PASSANT_XLSFORM_DAYS_MONTH,
  PASSANT_XLSFORM_DAYS_HALF_YEAR,
  PASSANT_XLSFORM_DAYS_YEAR,
  PASSANT_XLSFORM_DECIMAL,
  PASSANT_XLSFORM_RANGE,
  PASSANT_XLSFORM_ONE,
  PASSANT_XLSFORM_MULTIPLE,
  PASSANT_XLSFORM_RANK,
  PASSANT_XLSFORM_EXTERNAL,   /* a list of the external_choices sheet */
  PASSANT_XLSFORM_FILE,       /* choices in a file that is not here */
  PASSANT_XLSFORM_NOTE,
  PASSANT_XLSFORM_DATE,
  PASSANT_XLSFORM_TIME,
  PASSANT_XLSFORM_DATE_TIME,
  PASSANT_XLSFORM_PLACE,
  PASSANT_XLSFORM_CODE,
  PASSANT_XLSFORM_PHOTO,
  PASSANT_XLSFORM_AUDIO,
  PASSANT_XLSFORM_ACKNOWLEDGE,
  PASSANT_XLSFORM_CALCULATE,
  PASSANT_XLSFORM_HIDDEN,
  PASSANT_XLSFORM_START,      /* worked out by our guide too */
  PASSANT_XLSFORM_TODAY,
  PASSANT_XLSFORM_META,       /* of the device, which a script does not ask */
  PASSANT_XLSFORM_DATA,       /* a file beside the form */
  PASSANT_XLSFORM_LEFT,       /* nothing like it here: a text instead */
  PASSANT_XLSFORM_INCLUDE,
  PASSANT_XLSFORM_SETTING,    /* set form title, set form id */
  PASSANT_XLSFORM_UNKNOWN,
} PassantXlsformKind;

/* What a cell of the type column says. */
typedef struct {
  PassantXlsformKind kind;
  char              *list;     /* of choices, or what a loop goes over; or NULL */
  gboolean           or_other;
} PassantXlsformType;

/* A row of the survey, or the group that begins there. */
struct _PassantXlsformNode {
  PassantXlsformType  type;
  PassantXlsformNode *parent;
  GPtrArray          *children; /* PassantXlsformNode; of groups */
  guint               row;
  char               *name;     /* as written */
  char               *id;       /* ours; of a group its touchpoint's; NULL: not carried over */
  const char         *choice;   /* in a loop: the choice it stands for */
  const char         *choice_list;
  gboolean            is_touchpoint;
  gboolean            is_dropped; /* told already; what refers to it is left out */
  gboolean            is_referred;
  gboolean            is_told;    /* that its condition is left out */
};

/* A choices list. */
typedef struct {
  char                *name;
  char                *id;
  PassantXlsformTable *table;
  GArray              *rows;   /* guint */
  GPtrArray           *ids;    /* char *, one a row; NULL: left out */
  guint                uses;   /* by questions that do not ask which other */
  PassantXlsformNode  *user;   /* one of them */
  gboolean             is_written; /* somewhere, by its choices */
  gboolean             is_own, is_shared; /* said in passant::list; neither: it depends on who uses it */
} PassantXlsformList;

struct _PassantXlsform {
  PassantWorkbook     *workbook;
  GPtrArray           *problems;
  GPtrArray           *tables;     /* owns them */
  PassantXlsformTable *survey, *choices, *external, *settings, *quiz; /* or NULL */
  GStringChunk        *strings;
  yyjson_mut_doc      *doc;
  GHashTable          *origins;    /* yyjson_mut_val → PassantXlsformCell */
  GPtrArray           *languages;  /* codes, the first the fallback */
  GHashTable          *codes;      /* language as written, in small letters → code */
  char                *plain;      /* the language of columns that name none */
  GHashTable          *lists;      /* name → PassantXlsformList */
  GHashTable          *external_lists;
  GPtrArray           *list_order; /* borrowed */
  GHashTable          *renamed;    /* choice as written → id, where they differ */
  PassantXlsformNode  *root;
  GHashTable          *names;      /* name → GPtrArray of PassantXlsformNode */
  char                *title_row, *id_row; /* set in the survey, the old way; or NULL */
  const char          *fallback;   /* what to call it when it does not say: the file's name */
  gboolean             asks_photos, asks_audio;
};

/* passant-xlsform.c: as passant_xlsform_to_json(), and in @places (or NULL) where each value of it comes from */
char       *passant_xlsform_read          (const char    *path,
                                           PassantPlaces *places,
                                           GPtrArray     *problems,
                                           GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* passant-xlsform-report.c */
void        passant_xlsform_report        (PassantXlsform      *self,
                                           PassantSeverity      severity,
                                           const char          *code,
                                           PassantXlsformTable *table,
                                           guint                row,
                                           int                  column,
                                           const char          *format,
                                           ...) G_GNUC_PRINTF (7, 8);
void        passant_xlsform_set_origin    (PassantXlsform      *self,
                                           yyjson_mut_val      *value,
                                           PassantXlsformTable *table,
                                           guint                row,
                                           int                  column);
/* Adds @value as @key to @object, from that cell. */
void        passant_xlsform_add           (PassantXlsform      *self,
                                           yyjson_mut_val      *object,
                                           const char          *key,
                                           yyjson_mut_val      *value,
                                           PassantXlsformTable *table,
                                           guint                row,
                                           int                  column);
void        passant_xlsform_add_string    (PassantXlsform      *self,
                                           yyjson_mut_val      *object,
                                           const char          *key,
                                           const char          *text,
                                           PassantXlsformTable *table,
                                           guint                row,
                                           int                  column);

/* passant-xlsform-table.c */
PassantXlsformTable *passant_xlsform_table_new  (PassantWorkbook    *workbook,
                                                 guint               sheet,
                                                 const char * const *marks);
void        passant_xlsform_table_free    (PassantXlsformTable *self);
/* The next row after @row that is not blank; n_rows behind the last. */
guint       passant_xlsform_table_next    (PassantXlsformTable *self,
                                           guint                row);
/* The column @key that no language is given for, or the first that has it; −1: none. */
int         passant_xlsform_table_find    (PassantXlsformTable *self,
                                           const char          *key);
/* The cell in a column that is not for reading: one line, straight quotes, plain blanks. NULL when blank. */
const char *passant_xlsform_get           (PassantXlsform      *self,
                                           PassantXlsformTable *table,
                                           guint                row,
                                           const char          *key,
                                           int                 *column);
/* The same as it stands there. */
const char *passant_xlsform_get_raw       (PassantXlsformTable *table,
                                           guint                row,
                                           int                  column);
gboolean    passant_xlsform_is_blank      (PassantXlsformTable *table,
                                           guint                row);
/* 1 yes, 0 no, −1 neither. */
int         passant_xlsform_to_boolean    (const char *text);

/* passant-xlsform-column.c */
PassantXlsformColumn *passant_xlsform_column_new (const char *header);
void        passant_xlsform_column_free   (PassantXlsformColumn *self);

/* passant-xlsform-language.c */
void        passant_xlsform_read_languages (PassantXlsform *self);

/* passant-xlsform-text.c */
/* The texts of @key in all languages as "@json_key" of @object; FALSE when there are none. ${…} is told in our ids, as seen
 * from @node (or NULL). */
gboolean    passant_xlsform_add_text      (PassantXlsform      *self,
                                           yyjson_mut_val      *object,
                                           const char          *json_key,
                                           PassantXlsformTable *table,
                                           guint                row,
                                           const char          *key,
                                           PassantXlsformNode  *node);
/* @text in all languages. */
void        passant_xlsform_add_plain     (PassantXlsform      *self,
                                           yyjson_mut_val      *object,
                                           const char          *json_key,
                                           const char          *text,
                                           PassantXlsformTable *table,
                                           guint                row,
                                           int                  column);
/* One a line: an array of texts. */
void        passant_xlsform_add_lines     (PassantXlsform      *self,
                                           yyjson_mut_val      *object,
                                           const char          *json_key,
                                           PassantXlsformTable *table,
                                           guint                row,
                                           const char          *key);

/* A cell that says yes or no: true or false; nothing when there is none. */
void        passant_xlsform_add_switch    (PassantXlsform *self,
                                           yyjson_mut_val *object,
                                           const char     *json_key,
                                           guint           row,
                                           const char     *key);

/* passant-xlsform-type.c */
void        passant_xlsform_type_parse    (PassantXlsformType *self,
                                           const char         *text);
void        passant_xlsform_type_clear    (PassantXlsformType *self);
gboolean    passant_xlsform_has_choices   (PassantXlsformKind kind);
const char *passant_xlsform_type_suggest  (const char *text);

/* passant-xlsform-choices.c */
void        passant_xlsform_read_choices  (PassantXlsform *self);
void        passant_xlsform_list_free     (PassantXlsformList *self);
PassantXlsformList *passant_xlsform_find_list (PassantXlsform           *self,
                                               const PassantXlsformType *type);
/* Whether @node has the choices written out: it asks which other, or nobody else has a list of its name. */
gboolean    passant_xlsform_is_own_list   (PassantXlsformList       *list,
                                           const PassantXlsformNode *node);
/* All lists that are not, by name. */
void        passant_xlsform_add_lists     (PassantXlsform *self,
                                           yyjson_mut_val *root);
/* The array of its choices; with_other: that ask which other. */
yyjson_mut_val *passant_xlsform_make_choices (PassantXlsform     *self,
                                              PassantXlsformList *list,
                                              gboolean            with_other,
                                              PassantXlsformNode *node);

/* passant-xlsform-survey.c */
void        passant_xlsform_read_survey   (PassantXlsform *self);
void        passant_xlsform_node_free     (PassantXlsformNode *self);
gboolean    passant_xlsform_is_group      (const PassantXlsformNode *node);

/* passant-xlsform-names.c */
void        passant_xlsform_name_nodes    (PassantXlsform *self);
/* Finds out which rows cannot be carried over, and which of those that are worked out anybody asks for. */
void        passant_xlsform_sift_nodes    (PassantXlsform *self);
char       *passant_xlsform_make_id       (const char *name);
/* The node that @name means from where @node stands, or NULL. */
PassantXlsformNode *passant_xlsform_resolve (PassantXlsform     *self,
                                             PassantXlsformNode *node,
                                             const char         *name);

/* passant-xlsform-expression.c */
/* @text in our words, as seen from @node; NULL with a reason when it cannot be said here. */
char       *passant_xlsform_rewrite       (PassantXlsform       *self,
                                           PassantXlsformNode   *node,
                                           const char           *text,
                                           PassantExpressionKind kind,
                                           gboolean             *is_error,
                                           char                **reason);
/* The cell's expression as @json_key of @object, or told why not. */
gboolean    passant_xlsform_add_expression (PassantXlsform       *self,
                                            yyjson_mut_val       *object,
                                            const char           *json_key,
                                            PassantXlsformNode   *node,
                                            const char           *key,
                                            PassantExpressionKind kind);

/* passant-xlsform-question.c */
/* The question that @node becomes, or NULL when it becomes none, which then is told. */
yyjson_mut_val *passant_xlsform_make_question (PassantXlsform     *self,
                                               PassantXlsformNode *node);
/* passant-xlsform-answer.c: what goes with the type */
void        passant_xlsform_add_answer    (PassantXlsform     *self,
                                           PassantXlsformNode *node,
                                           yyjson_mut_val     *question,
                                           const char         *type);

/* passant-xlsform-journey.c */
yyjson_mut_val *passant_xlsform_make_phases (PassantXlsform *self);

/* passant-xlsform-touchpoint.c: what a group's row says of its touchpoint */
void        passant_xlsform_add_touchpoint (PassantXlsform     *self,
                                            PassantXlsformNode *node,
                                            yyjson_mut_val     *touchpoint);
/* "store", unless it is said otherwise. */
void        passant_xlsform_need_channel  (PassantXlsform *self,
                                           yyjson_mut_val *touchpoint);
/* What has to be so for @node: the conditions of @groups (PassantXlsformNode) and its own. */
void        passant_xlsform_add_relevant  (PassantXlsform     *self,
                                           yyjson_mut_val     *object,
                                           GPtrArray          *groups,
                                           PassantXlsformNode *node);

/* passant-xlsform-settings.c */
/* A cell of the one row of settings, or NULL. */
const char *passant_xlsform_get_setting   (PassantXlsform *self,
                                           const char     *key,
                                           int            *column);
/* What the form is called. */
void        passant_xlsform_add_title     (PassantXlsform *self,
                                           yyjson_mut_val *object);
/* What the script begins with. */
void        passant_xlsform_add_settings  (PassantXlsform *self,
                                           yyjson_mut_val *root);
/* What of guests and staff may be kept: needs the questions to have been made. */
void        passant_xlsform_add_legal     (PassantXlsform *self,
                                           yyjson_mut_val *root);
/* passant-xlsform-quiz.c */
void        passant_xlsform_add_quiz      (PassantXlsform *self,
                                           yyjson_mut_val *root);

/* passant-xlsform-compile.c */
/* The script's JSON; @root may lose what does not compile, which is told. NULL when it is none. */
char       *passant_xlsform_compile       (PassantXlsform *self,
                                           yyjson_mut_val *root);

G_END_DECLS
