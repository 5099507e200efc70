/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the facts about one subject mean, when it is no visit. Each function looks at all facts
 * about its subject and writes the rows they make, so the order they came in cannot matter.
 *
 * Where several devices spoke, each one's last word by seq counts, and of those the one noted last
 * (then the greater device id): a clock set back does not reorder one device's own words. */

#include "passant-store-private.h"

typedef gboolean (*Pick) (PassantFact *fact,
                          const char  *study);

static gboolean
is_of_study (PassantFact *fact,
             const char  *study)
{
  return g_str_equal (fact->study, study);
}

static gboolean
is_of_any_study (PassantFact *fact,
                 const char  *study)
{
  return TRUE;
}

/* A script is known by the sha256 of its text; one that does not match is none. */
static gboolean
is_true_script (PassantFact *fact,
                const char  *study)
{
  const char *text = passant_fact_get_string (fact, "text");
  g_autofree char *hash = text ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : NULL;

  return g_str_equal (fact->study, study) && g_strcmp0 (hash, fact->subject) == 0;
}

static gboolean
is_later (PassantFact *fact,
          PassantFact *than)
{
  if (fact->noted_ms != than->noted_ms)
    return fact->noted_ms > than->noted_ms;

  return strcmp (fact->device, than->device) > 0;
}

/* The last word of @facts (by device, then seq) among those of the kinds @one or @other. */
static PassantFact *
find_last (GPtrArray  *facts,
           const char *one,
           const char *other,
           Pick        pick,
           const char *study)
{
  PassantFact *best = NULL;
  PassantFact *candidate = NULL; /* of the device at hand */

  for (guint i = 0; i < facts->len; i++) {
    PassantFact *fact = facts->pdata[i];

    if (!g_str_equal (fact->kind, one) && g_strcmp0 (fact->kind, other) != 0)
      continue;
    if (!pick (fact, study))
      continue;

    if (candidate && !g_str_equal (candidate->device, fact->device) &&
        (!best || is_later (candidate, best)))
      best = candidate;
    candidate = fact;
  }

  return candidate && (!best || is_later (candidate, best)) ? candidate : best;
}

static const char *
get_or_empty (PassantFact *fact,
              const char  *key)
{
  const char *value = passant_fact_get_string (fact, key);

  return value ? value : "";
}

static char *
write_json (yyjson_val *value)
{
  return yyjson_is_obj (value) ? yyjson_val_write (value, YYJSON_WRITE_NOFLAG,
                                                   NULL) : g_strdup ("{}");
}

static gboolean
derive_study (PassantStore *self,
              GPtrArray    *facts,
              const char   *study,
              const char   *subject,
              GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO study (id, title, body) VALUES (:id, :title, :body)";
  PassantFact *fact = find_last (facts, "study.put", NULL, is_of_any_study, NULL);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (!fact || !statement)
    return statement != NULL;

  title = write_json (yyjson_obj_get (fact->body, "title"));
  body = write_json (fact->body);
  passant_store_bind_text (statement, ":id", subject);
  passant_store_bind_text (statement, ":title", title);
  passant_store_bind_text (statement, ":body", body);

  return passant_store_run (self, statement, error);
}

static gboolean
write_picture (PassantStore *self,
               PassantFact  *fact,
               yyjson_val   *image,
               GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO picture (study, script, name, sha256, bytes, mime, device)"
    " VALUES (:study, :script, :name, :sha256, :bytes, :mime, :device)";
  const char *name = yyjson_get_str (yyjson_obj_get (image, "name"));
  const char *sha256 = yyjson_get_str (yyjson_obj_get (image, "sha256"));
  const char *mime = yyjson_get_str (yyjson_obj_get (image, "mime"));
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!name || !sha256 || !statement)
    return statement != NULL;

  passant_store_bind_text (statement, ":study", fact->study);
  passant_store_bind_text (statement, ":script", fact->subject);
  passant_store_bind_text (statement, ":name", name);
  passant_store_bind_text (statement, ":sha256", sha256);
  passant_store_bind_int (statement, ":bytes", yyjson_get_sint (yyjson_obj_get (image, "bytes")));
  passant_store_bind_text (statement, ":mime", mime ? mime : "");
  passant_store_bind_text (statement, ":device", fact->device);

  return passant_store_run (self, statement, error);
}

/* Published twice, the last word counts for its pictures too. */
static gboolean
derive_pictures (PassantStore *self,
                 PassantFact  *fact,
                 GError      **error)
{
  static const char sql[] = "DELETE FROM picture WHERE study = :study AND script = :script";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  yyjson_val *images = yyjson_obj_get (fact->body, "images"), *image;
  gsize i, n;

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":study", fact->study);
  passant_store_bind_text (statement, ":script", fact->subject);
  if (!passant_store_run (self, statement, error))
    return FALSE;

  yyjson_arr_foreach (images, i, n, image) {
    if (!write_picture (self, fact, image, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
derive_script (PassantStore *self,
               GPtrArray    *facts,
               const char   *study,
               const char   *subject,
               GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO script (study, hash, device, seq, noted_ms)"
    " VALUES (:study, :hash, :device, :seq, :noted_ms)";
  PassantFact *fact = find_last (facts, "script.published", NULL, is_true_script, study);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!fact || !statement)
    return statement != NULL;

  passant_store_bind_text (statement, ":study", study);
  passant_store_bind_text (statement, ":hash", subject);
  passant_store_bind_text (statement, ":device", fact->device);
  passant_store_bind_int (statement, ":seq", fact->seq);
  passant_store_bind_int (statement, ":noted_ms", fact->noted_ms);

  return passant_store_run (self, statement, error) && derive_pictures (self, fact, error);
}

static gboolean
derive_location (PassantStore *self,
                 GPtrArray    *facts,
                 const char   *study,
                 const char   *subject,
                 GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO location (study, id, name, address, geo, code)"
    " VALUES (:study, :id, :name, :address, :geo, :code)";
  PassantFact *fact = find_last (facts, "location.put", NULL, is_of_study, study);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!fact || !statement)
    return statement != NULL;

  passant_store_bind_text (statement, ":study", study);
  passant_store_bind_text (statement, ":id", subject);
  passant_store_bind_text (statement, ":name", get_or_empty (fact, "name"));
  passant_store_bind_text (statement, ":address", get_or_empty (fact, "address"));
  passant_store_bind_text (statement, ":geo", get_or_empty (fact, "geo"));
  passant_store_bind_text (statement, ":code", get_or_empty (fact, "code"));

  return passant_store_run (self, statement, error);
}

static gboolean
derive_shopper (PassantStore *self,
                GPtrArray    *facts,
                const char   *study,
                const char   *subject,
                GError      **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO shopper (id, name) VALUES (:id, :name)";
  PassantFact *fact = find_last (facts, "shopper.put", NULL, is_of_any_study, NULL);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!fact || !statement)
    return statement != NULL;

  passant_store_bind_text (statement, ":id", subject);
  passant_store_bind_text (statement, ":name", get_or_empty (fact, "name"));

  return passant_store_run (self, statement, error);
}

/* The coordinators' last word first, then the guest's: an offer taken back stays so whatever the
 * guest says, and a guest's clock cannot put a claim before its offer. One handed back is offered
 * anew under another id, unless the guest only undid what they had said. */
static const char *
judge_assignment (PassantFact *coordinator,
                  PassantFact *guest)
{
  if (g_str_equal (coordinator->kind, "assignment.withdrawn"))
    return "withdrawn";
  if (!guest)
    return "offered";
  if (g_str_equal (guest->kind, "assignment.claimed"))
    return "claimed";

  return yyjson_get_bool (yyjson_obj_get (guest->body, "undone")) ? "offered" : "handed_back";
}

static void
bind_words (PassantStatement *statement,
            GPtrArray        *facts)
{
  PassantFact *coordinator = find_last (facts, "assignment.offered", "assignment.withdrawn",
                                        is_of_any_study, NULL);
  PassantFact *guest = find_last (facts, "assignment.claimed", "assignment.handed_back",
                                  is_of_any_study, NULL);
  const char *state = judge_assignment (coordinator, guest);
  const char *reason = "";

  if (g_str_equal (state, "withdrawn"))
    reason = get_or_empty (coordinator, "reason");
  else if (g_str_equal (state, "handed_back"))
    reason = get_or_empty (guest, "reason");

  passant_store_bind_text (statement, ":state", state);
  passant_store_bind_text (statement, ":reason", reason);
  passant_store_bind_text (statement, ":word_device", guest ? guest->device : NULL);
  if (guest)
    passant_store_bind_int (statement, ":word_seq", guest->seq);
}

/* @fact: what the desk said last of it, or NULL. */
static void
bind_paid (PassantStatement *statement,
           PassantFact      *fact)
{
  passant_store_bind_int (statement, ":paid_cents",
                          fact ? MAX (0, passant_fact_get_int (fact, "cents", 0)) : 0);
  passant_store_bind_int (statement, ":paid_ms",
                          fact && passant_fact_get_int (fact, "cents", 0) > 0 ? fact->at_ms : 0);
  passant_store_bind_text (statement, ":paid_remark", fact ? get_or_empty (fact, "remark") : "");
}

static gboolean
derive_assignment (PassantStore *self,
                   GPtrArray    *facts,
                   const char   *study,
                   const char   *subject,
                   GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO assignment"
    " (id, study, script, location, shopper, from_ms, until_ms, pay_cents, reimburse_cents,"
    " currency, job, state, reason, paid_cents, paid_ms, paid_remark, word_device, word_seq)"
    " VALUES (:id, :study, :script, :location, :shopper, :from_ms, :until_ms, :pay_cents,"
    " :reimburse_cents, :currency, :job, :state, :reason, :paid_cents, :paid_ms, :paid_remark,"
    " :word_device, :word_seq)";
  PassantFact *offer = find_last (facts, "assignment.offered", NULL, is_of_any_study, NULL);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!offer || !statement)
    return statement != NULL;

  passant_store_bind_text (statement, ":id", subject);
  passant_store_bind_text (statement, ":study", offer->study);
  passant_store_bind_text (statement, ":script", get_or_empty (offer, "script"));
  passant_store_bind_text (statement, ":location", get_or_empty (offer, "location"));
  passant_store_bind_text (statement, ":shopper", get_or_empty (offer, "shopper"));
  passant_store_bind_int (statement, ":from_ms", passant_fact_get_int (offer, "from_ms", 0));
  passant_store_bind_int (statement, ":until_ms", passant_fact_get_int (offer, "until_ms", 0));
  passant_store_bind_int (statement, ":pay_cents", passant_fact_get_int (offer, "pay_cents", 0));
  passant_store_bind_int (statement, ":reimburse_cents",
                          MAX (0, passant_fact_get_int (offer, "reimburse_cents", 0)));
  passant_store_bind_text (statement, ":currency", get_or_empty (offer, "currency"));
  passant_store_bind_text (statement, ":job", get_or_empty (offer, "job"));
  bind_words (statement, facts);
  bind_paid (statement, find_last (facts, "assignment.paid", NULL, is_of_any_study, NULL));

  return passant_store_run (self, statement, error);
}

/* @item: that of a quiz, and before it the script it was asked by. */
static gboolean
is_of_item (PassantFact *fact,
            const char  *item)
{
  g_autofree char *its = g_strconcat (get_or_empty (fact, "script"), "\n",
                                      get_or_empty (fact, "item"), NULL);

  return passant_fact_get_string (fact, "choice") && g_str_equal (its, item);
}

static gboolean
write_choice (PassantStore *self,
              PassantFact  *fact,
              GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO quiz (assignment, script, item, choice, noted_ms)"
    " VALUES (:assignment, :script, :item, :choice, :noted_ms)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":assignment", fact->subject);
  passant_store_bind_text (statement, ":script", get_or_empty (fact, "script"));
  passant_store_bind_text (statement, ":item", get_or_empty (fact, "item"));
  passant_store_bind_text (statement, ":choice", get_or_empty (fact, "choice"));
  passant_store_bind_int (statement, ":noted_ms", fact->noted_ms);

  return passant_store_run (self, statement, error);
}

static gboolean
derive_quiz (PassantStore *self,
             GPtrArray    *facts,
             const char   *study,
             const char   *subject,
             GError      **error)
{
  for (guint i = 0; i < facts->len; i++) {
    PassantFact *fact = facts->pdata[i], *last;
    g_autofree char *item = g_strconcat (get_or_empty (fact, "script"), "\n",
                                         get_or_empty (fact, "item"), NULL);

    if (!g_str_equal (fact->kind, "quiz.answered"))
      continue;
    last = find_last (facts, "quiz.answered", NULL, is_of_item, item);
    if (last && !write_choice (self, last, error))
      return FALSE;
  }

  return TRUE;
}

typedef gboolean (*Derive) (PassantStore *self,
                            GPtrArray    *facts,
                            const char   *study,
                            const char   *subject,
                            GError      **error);

/* By the noun of a fact's kind. NULL: the visit's. */
static const struct {
  const char *noun;
  Derive      derive;
} nouns[] = {
  { "study", derive_study },
  { "script", derive_script },
  { "location", derive_location },
  { "shopper", derive_shopper },
  { "assignment", derive_assignment },
  { "quiz", derive_quiz },
  { "visit", NULL },
  { "review", NULL },
};

static int
find_noun (const char *kind)
{
  gsize length = strcspn (kind, ".");

  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++) {
    if (strlen (nouns[i].noun) == length && strncmp (kind, nouns[i].noun, length) == 0)
      return (int) i;
  }

  return -1;
}

static gboolean
derive_subject (PassantStore *self,
                int           noun,
                const char   *study,
                const char   *subject,
                GError      **error)
{
  g_autoptr (GPtrArray) facts = NULL;

  if (noun < 0)
    return TRUE;
  if (!nouns[noun].derive)
    return passant_store_derive_visit (self, subject, error);

  facts = passant_store_read_facts (self, subject, error);
  if (!facts || !nouns[noun].derive (self, facts, study, subject, error))
    return FALSE;

  return nouns[noun].derive != derive_script || passant_store_derive_scores (self, subject, error);
}

gboolean
passant_store_derive_fact (PassantStore *self,
                           PassantFact  *fact,
                           GError      **error)
{
  int noun = find_noun (fact->kind);

  if (noun >= 0 && !nouns[noun].derive)
    return passant_store_derive_visit_fact (self, fact, error);

  return derive_subject (self, noun, fact->study, fact->subject, error);
}

/* TRUE the first time. */
static gboolean
is_due (GHashTable *done,
        int         noun,
        const char *study,
        const char *subject)
{
  gboolean is_visit = noun >= 0 && !nouns[noun].derive;

  return g_hash_table_add (done,
                           g_strdup_printf ("%s\n%s\n%s", is_visit ? "visit" : nouns[noun].noun,
                                            is_visit ? "" : study, subject));
}

gboolean
passant_store_derive_subjects (PassantStore *self,
                               GPtrArray    *facts,
                               GError      **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < facts->len; i++) {
    PassantFact *fact = facts->pdata[i];
    int noun = find_noun (fact->kind);

    if (noun < 0 || !is_due (done, noun, fact->study, fact->subject))
      continue;
    if (!derive_subject (self, noun, fact->study, fact->subject, error))
      return FALSE;
  }

  return TRUE;
}

typedef struct {
  int   noun;
  char *study;
  char *subject;
} Subject;

static void
subject_free (gpointer data)
{
  Subject *self = data;

  g_free (self->study);
  g_free (self->subject);
  g_free (self);
}

/* In the order of nouns[]: a script is known before the visits that it scores. */
static int
compare_subjects (gconstpointer a,
                  gconstpointer b)
{
  const Subject *one = a;
  const Subject *other = b;

  return one->noun != other->noun ? one->noun - other->noun : strcmp (one->subject, other->subject);
}

static GPtrArray *
list_subjects (PassantStore *self,
               GError      **error)
{
  static const char sql[] = "SELECT DISTINCT kind, study, subject FROM fact";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (subject_free);
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int step = -1;

  while (statement && (step = passant_store_next (self, statement, error)) > 0) {
    int noun = find_noun (passant_store_column (statement, 0));
    const char *study = passant_store_column (statement, 1);
    const char *subject = passant_store_column (statement, 2);
    Subject *found;

    if (noun < 0 || !is_due (done, noun, study, subject))
      continue;

    found = g_new0 (Subject, 1);
    found->noun = noun;
    found->study = g_strdup (study);
    found->subject = g_strdup (subject);
    g_ptr_array_add (subjects, found);
  }

  g_ptr_array_sort_values (subjects, compare_subjects);

  return step < 0 ? NULL : g_steal_pointer (&subjects);
}

gboolean
passant_store_derive_all (PassantStore *self,
                          GError      **error)
{
  g_autoptr (GPtrArray) subjects = list_subjects (self, error);

  for (guint i = 0; subjects && i < subjects->len; i++) {
    Subject *subject = subjects->pdata[i];

    if (!derive_subject (self, subject->noun, subject->study, subject->subject, error))
      return FALSE;
  }

  return subjects != NULL;
}
