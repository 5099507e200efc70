/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the guest and the reviewer say to each other, and what the guest answered in the quiz, as rows. */

#include "passant-store-private.h"

static gboolean
write_explanation (PassantStore       *self,
                   PassantVisit       *visit,
                   PassantExplanation *explanation,
                   GError            **error)
{
  static const char sql[] =
    "INSERT INTO explanation (visit, doubt, touchpoint, question, text, noted_ms)"
    " VALUES (:visit, :doubt, :touchpoint, :question, :text, :noted_ms)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_text (statement, ":doubt", explanation->doubt);
  passant_store_bind_text (statement, ":touchpoint",
                           explanation->touchpoint ? explanation->touchpoint : "");
  passant_store_bind_text (statement, ":question",
                           explanation->question ? explanation->question : "");
  passant_store_bind_text (statement, ":text", explanation->text);
  passant_store_bind_int (statement, ":noted_ms", explanation->noted_ms);

  return passant_store_run (self, statement, error);
}

static gboolean
write_remark (PassantStore  *self,
              PassantVisit  *visit,
              PassantRemark *remark,
              guint          number,
              GError       **error)
{
  static const char sql[] =
    "INSERT INTO remark (visit, number, question, text, revision, noted_ms)"
    " VALUES (:visit, :number, :question, :text, :revision, :noted_ms)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_int (statement, ":number", number);
  passant_store_bind_text (statement, ":question", remark->question);
  passant_store_bind_text (statement, ":text", remark->text);
  passant_store_bind_int (statement, ":revision", remark->revision);
  passant_store_bind_int (statement, ":noted_ms", remark->noted_ms);

  return passant_store_run (self, statement, error);
}

gboolean
passant_store_write_talk (PassantStore *self,
                          PassantVisit *visit,
                          GError      **error)
{
  GPtrArray *explanations = passant_visit_get_explanations (visit);
  GPtrArray *remarks = passant_visit_get_remarks (visit);

  for (guint i = 0; i < explanations->len; i++) {
    if (!write_explanation (self, visit, explanations->pdata[i], error))
      return FALSE;
  }
  for (guint i = 0; i < remarks->len; i++) {
    if (!write_remark (self, visit, remarks->pdata[i], i + 1, error))
      return FALSE;
  }

  return TRUE;
}
