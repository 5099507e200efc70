/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-account.h"

#include <glib/gi18n-lib.h>

/* For a reader */

static const char *
get_place (const PassantDoubt *doubt)
{
  if (doubt->question)
    return doubt->question->id;

  return doubt->touchpoint ? doubt->touchpoint->id : _("the visit");
}

static void
say_doubts (const PassantAccount *self)
{
  if (!self->doubts || self->doubts->len == 0)
    return;

  passant_command_say (self->command, _("Doubts    %u, %u without an explanation"),
                       self->doubts->len, passant_doubts_count_open (self->doubts));
  for (guint i = 0; i < self->doubts->len; i++) {
    const PassantDoubt *doubt = g_ptr_array_index (self->doubts, i);
    g_autofree char *words = passant_doubt_dup_words (doubt, self->guide, self->language);

    passant_command_say (self->command, "    %-16s  %s: %s",
                         passant_doubt_kind_to_string (doubt->kind), get_place (doubt), words);
    if (doubt->explanation)
      passant_command_say (self->command, "                      “%s”", doubt->explanation);
  }
}

static void
say_remarks (const PassantAccount *self)
{
  GPtrArray *remarks = passant_visit_get_remarks (self->visit);

  if (remarks->len > 0)
    passant_command_say (self->command, _("Remarks"));
  for (guint i = 0; i < remarks->len; i++) {
    PassantRemark *remark = g_ptr_array_index (remarks, i);

    passant_command_say (self->command, _("    revision %-7d  %s: %s"), remark->revision,
                         remark->question ? remark->question : _("the visit"), remark->text);
  }
}

void
passant_account_say_review (const PassantAccount *self)
{
  say_doubts (self);
  say_remarks (self);
}

/* As JSON */

static void
add_text (yyjson_mut_doc *document,
          yyjson_mut_val *object,
          const char     *key,
          const char     *text)
{
  yyjson_mut_obj_add_val (document, object, key,
                          text ? yyjson_mut_strcpy (document, text) : yyjson_mut_null (document));
}

static void
answer_doubts (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "doubts");

  for (guint i = 0; i < self->doubts->len; i++) {
    const PassantDoubt *doubt = g_ptr_array_index (self->doubts, i);
    g_autofree char *words = passant_doubt_dup_words (doubt, self->guide, self->language);
    yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array);

    add_text (document, object, "doubt", passant_doubt_kind_to_string (doubt->kind));
    add_text (document, object, "touchpoint", doubt->touchpoint ? doubt->touchpoint->id : NULL);
    add_text (document, object, "question", doubt->question ? doubt->question->id : NULL);
    add_text (document, object, "twin", doubt->twin ? doubt->twin->id : NULL);
    add_text (document, object, "earlier", doubt->visit);
    add_text (document, object, "words", words);
    add_text (document, object, "explanation", doubt->explanation);
  }
}

static void
answer_remarks (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "remarks");
  GPtrArray *remarks = passant_visit_get_remarks (self->visit);

  for (guint i = 0; i < remarks->len; i++) {
    PassantRemark *remark = g_ptr_array_index (remarks, i);
    yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array);

    add_text (document, object, "question", remark->question);
    add_text (document, object, "text", remark->text);
    yyjson_mut_obj_add_int (document, object, "revision", remark->revision);
    yyjson_mut_obj_add_sint (document, object, "noted_ms", remark->noted_ms);
  }
}

void
passant_account_answer_review (const PassantAccount *self)
{
  if (self->doubts)
    answer_doubts (self);
  answer_remarks (self);
}
