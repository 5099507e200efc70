/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-sample.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define START_MS G_GINT64_CONSTANT (1795348800000)

struct _PassantSample {
  GRand *rand;
  char  *script_hash;
  char  *second_hash;
};

PassantSample *
passant_sample_new (guint32 seed)
{
  PassantSample *self = g_new0 (PassantSample, 1);

  self->rand = g_rand_new_with_seed (seed);
  self->script_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                     passant_sample_get_script (), -1);
  self->second_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                     passant_sample_get_second_script (), -1);

  return self;
}

void
passant_sample_free (PassantSample *self)
{
  g_rand_free (self->rand);
  g_free (self->script_hash);
  g_free (self->second_hash);
  g_free (self);
}

GRand *
passant_sample_get_rand (PassantSample *self)
{
  return self->rand;
}

const char *
passant_sample_get_script (void)
{
  return
    "{\"passant\":1,\"id\":\"sample\",\"version\":1,\"languages\":[\"en\"],"
    "\"title\":{\"en\":\"Sample\"},"
    "\"briefing\":{\"en\":\"Go.\"},"
    "\"phases\":[{\"id\":\"all\",\"title\":{\"en\":\"All\"},\"touchpoints\":["
    "{\"id\":\"door\",\"title\":{\"en\":\"Door\"},\"channel\":\"store\",\"questions\":["
    "{\"id\":\"greeted\",\"type\":\"yes_no\",\"text\":{\"en\":\"Greeted?\"},"
    "\"pillar\":\"effectiveness\",\"weight\":2},"
    "{\"id\":\"warmth\",\"type\":\"scale\",\"text\":{\"en\":\"How warm?\"},\"min\":1,\"max\":5,"
    "\"pillar\":\"emotion\",\"relevant\":\"${greeted} = 'yes'\"}]},"
    "{\"id\":\"till\",\"title\":{\"en\":\"Till\"},\"channel\":\"store\",\"questions\":["
    "{\"id\":\"queue\",\"type\":\"scale\",\"text\":{\"en\":\"How quick?\"},\"min\":0,\"max\":6,"
    "\"reversed\":true,\"na\":true,\"pillar\":\"ease\",\"weight\":3}]}]}]}";
}

const char *
passant_sample_get_second_script (void)
{
  return
    "{\"passant\":1,\"id\":\"sample\",\"version\":2,\"languages\":[\"en\"],"
    "\"title\":{\"en\":\"Sample\"},"
    "\"phases\":[{\"id\":\"all\",\"title\":{\"en\":\"All\"},\"touchpoints\":["
    "{\"id\":\"door\",\"title\":{\"en\":\"Door\"},\"channel\":\"store\",\"questions\":["
    "{\"id\":\"greeted\",\"type\":\"yes_no\",\"text\":{\"en\":\"Welcomed?\"},"
    "\"pillar\":\"effectiveness\",\"weight\":5}]},"
    "{\"id\":\"till\",\"title\":{\"en\":\"Till\"},\"channel\":\"store\",\"questions\":["
    "{\"id\":\"queue\",\"type\":\"scale\",\"text\":{\"en\":\"How quick?\"},\"min\":0,\"max\":3,"
    "\"reversed\":true,\"na\":true,\"pillar\":\"ease\",\"weight\":3}]}]}]}";
}

static const char *
pick (PassantSample      *self,
      const char * const *words)
{
  return words[g_rand_int_range (self->rand, 0, (gint32) g_strv_length ((GStrv) words))];
}

static const char * const visits[] = { "visit-a", "visit-b", "visit-c", NULL };
static const char * const assignments[] = { "assignment-a", "assignment-b", NULL };
static const char * const locations[] = { "utrecht", "gouda", NULL };
static const char * const studies[] = { "bikes", "books", NULL };
static const char * const touchpoints[] = { "door", "till", "street", NULL };
static const char * const blobs[] = {
  "1111111111111111111111111111111111111111111111111111111111111111",
  "2222222222222222222222222222222222222222222222222222222222222222",
  "3333333333333333333333333333333333333333333333333333333333333333", NULL
};

static PassantDraft *
draft_answer (PassantSample *self)
{
  static const char * const questions[] = { "greeted", "warmth", "queue", "unheard_of", NULL };
  static const char * const values[] = { "yes", "no", "1", "3", "5", NULL };
  PassantDraft *draft = passant_draft_new ("visit.answered", "bikes", pick (self, visits));

  passant_draft_set_string (draft, "touchpoint", pick (self, touchpoints));
  passant_draft_set_string (draft, "question", pick (self, questions));
  passant_draft_set_string (draft, "value",
                            g_rand_int_range (self->rand, 0, 8) ? pick (self, values) : NULL);
  passant_draft_set_bool (draft, "na", !g_rand_int_range (self->rand, 0, 8));
  passant_draft_set_string (draft, "comment", g_rand_boolean (self->rand) ? "“Goedemiddag”" : NULL);
  passant_draft_set_int (draft, "shown_ms", g_rand_int_range (self->rand, 0, 9000));

  return draft;
}

static PassantDraft *
draft_feeling (PassantSample *self)
{
  PassantDraft *draft = passant_draft_new ("visit.felt", "bikes", pick (self, visits));

  passant_draft_set_string (draft, "touchpoint", pick (self, touchpoints));
  passant_draft_set_int (draft, "x", g_rand_int_range (self->rand, -5, 1005));
  passant_draft_set_int (draft, "y", g_rand_int_range (self->rand, 0, 1001));
  passant_draft_set_string (draft, "word", g_rand_boolean (self->rand) ? "joy" : NULL);
  passant_draft_set_int (draft, "moves", g_rand_int_range (self->rand, 0, 4));

  return draft;
}

static PassantDraft *
draft_step (PassantSample *self)
{
  static const char * const kinds[] = { "visit.entered", "visit.entered", "visit.skipped", NULL };
  PassantDraft *draft = passant_draft_new (pick (self, kinds), "bikes", pick (self, visits));

  passant_draft_set_string (draft, "touchpoint", pick (self, touchpoints));
  passant_draft_set_string (draft, "reason", "closed");

  return draft;
}

static PassantDraft *
draft_moment (PassantSample *self)
{
  PassantDraft *draft = passant_draft_new ("visit.marked", "bikes", pick (self, visits));

  passant_draft_set_string (draft, "text", "A dog slept on the counter");
  draft->at_ms = START_MS + g_rand_int_range (self->rand, 0, 5000);

  return draft;
}

static PassantDraft *
draft_evidence (PassantSample *self)
{
  static const char * const kinds[] = {
    "visit.evidenced", "visit.evidenced", "visit.evidence_withdrawn", NULL
  };
  PassantDraft *draft = passant_draft_new (pick (self, kinds), "bikes", pick (self, visits));

  passant_draft_set_string (draft, "sha256", pick (self, blobs));
  passant_draft_set_string (draft, "mime", "image/jpeg");
  passant_draft_set_string (draft, "name", "photo.jpg");
  passant_draft_set_int (draft, "bytes", 1234);

  return draft;
}

static PassantDraft *
draft_fix (PassantSample *self)
{
  static const char * const hows[] = { "device", "device", "code", "said", "guessed", NULL };
  PassantDraft *draft = passant_draft_new ("visit.located", "bikes", pick (self, visits));

  passant_draft_set_string (draft, "how", pick (self, hows));
  passant_draft_set_real (draft, "latitude", g_rand_double_range (self->rand, -95, 95));
  if (g_rand_boolean (self->rand))
    passant_draft_set_real (draft, "longitude", g_rand_double_range (self->rand, -185, 185));
  passant_draft_set_int (draft, "accuracy_m", g_rand_int_range (self->rand, -5, 5000));

  return draft;
}

static PassantDraft *
draft_turn (PassantSample *self)
{
  static const char * const kinds[] = {
    "visit.opened", "visit.opened", "visit.opened", "visit.finished", "visit.broken_off", NULL
  };
  PassantDraft *draft = passant_draft_new (pick (self, kinds), "bikes", pick (self, visits));

  passant_draft_set_string (draft, "assignment", pick (self, assignments));
  passant_draft_set_string (draft, "script", self->script_hash);
  passant_draft_set_string (draft, "location", pick (self, locations));
  passant_draft_set_string (draft, "shopper", "anna");
  passant_draft_set_string (draft, "reason", "no_time");

  return draft;
}

/* To either script, now and then to one that nobody published, and with whatever answers dropped. */
static PassantDraft *
draft_migration (PassantSample *self)
{
  static const char * const dropped[][2] = { { NULL }, { "warmth" }, { "greeted" } };
  const char *scripts[] = { self->script_hash, self->second_hash, blobs[0], NULL };
  PassantDraft *draft = passant_draft_new ("visit.migrated", "bikes", pick (self, visits));

  passant_draft_set_string (draft, "script", pick (self, scripts));
  passant_draft_set_strv (draft, "dropped",
                          dropped[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (dropped))]);

  return draft;
}

static PassantDraft *
draft_review (PassantSample *self)
{
  static const char * const questions[] = { "greeted", NULL };
  static const char * const kinds[] = {
    "review.returned", "review.accepted", "review.rejected", "review.remarked", NULL
  };
  PassantDraft *draft = passant_draft_new (pick (self, kinds), "bikes", pick (self, visits));

  passant_draft_set_int (draft, "revision", g_rand_int_range (self->rand, 0, 3));
  passant_draft_set_strv (draft, "questions", questions);
  passant_draft_set_string (draft, "remark", "Which dog?");
  passant_draft_set_string (draft, "question", "greeted");
  passant_draft_set_string (draft, "text", "By whom?");

  return draft;
}

static PassantDraft *
draft_explanation (PassantSample *self)
{
  static const char * const doubts[] = { "speeding", "receipt_time", NULL };
  static const char * const texts[] = { "I know it by heart", "Its clock is wrong", "", NULL };
  PassantDraft *draft = passant_draft_new ("visit.explained", "bikes", pick (self, visits));

  passant_draft_set_string (draft, "doubt", pick (self, doubts));
  passant_draft_set_string (draft, "question", g_rand_boolean (self->rand) ? "greeted" : NULL);
  passant_draft_set_string (draft, "text", pick (self, texts));

  return draft;
}

static PassantDraft *
draft_quiz (PassantSample *self)
{
  static const char * const items[] = { "who", "when", NULL };
  PassantDraft *draft = passant_draft_new ("quiz.answered", "bikes", pick (self, assignments));

  passant_draft_set_string (draft, "item", pick (self, items));
  passant_draft_set_string (draft, "choice", pick (self, items));
  passant_draft_set_string (draft, "script", g_rand_boolean (self->rand) ? self->script_hash
                                                                         : NULL);

  return draft;
}

static PassantDraft *
draft_assignment (PassantSample *self)
{
  static const char * const kinds[] = {
    "assignment.offered", "assignment.offered", "assignment.withdrawn", "assignment.claimed",
    "assignment.handed_back", "assignment.paid", NULL
  };
  PassantDraft *draft = passant_draft_new (pick (self, kinds), "bikes", pick (self, assignments));

  passant_draft_set_string (draft, "shopper", "anna");
  passant_draft_set_string (draft, "location", pick (self, locations));
  passant_draft_set_string (draft, "script", self->script_hash);
  passant_draft_set_int (draft, "until_ms", START_MS + g_rand_int_range (self->rand, 0, 9));
  passant_draft_set_int (draft, "cents", g_rand_int_range (self->rand, 0, 9));
  passant_draft_set_int (draft, "pay_cents", g_rand_int_range (self->rand, 0, 9000));
  passant_draft_set_string (draft, "currency", "EUR");

  return draft;
}

/* The hash is right, and now and then not. */
static PassantDraft *
draft_script (PassantSample *self)
{
  gboolean is_first = g_rand_boolean (self->rand);
  gboolean is_right = g_rand_int_range (self->rand, 0, 4) > 0;
  const char *hash = is_first ? self->script_hash : self->second_hash;
  const char *text = is_first ? passant_sample_get_script () : passant_sample_get_second_script ();
  PassantDraft *draft = passant_draft_new ("script.published", pick (self, studies), hash);

  passant_draft_set_string (draft, "hash", hash);
  passant_draft_set_string (draft, "text", is_right ? text : "{}");

  return draft;
}

static PassantDraft *
draft_put (PassantSample *self)
{
  static const char * const kinds[] = { "study.put", "location.put", "shopper.put", "weather.put",
                                        NULL };
  const char *kind = pick (self, kinds);
  const char *study = pick (self, studies);
  gboolean is_study = g_str_equal (kind, "study.put");
  g_autofree char *name = g_strdup_printf ("Name %d", g_rand_int_range (self->rand, 0, 100));
  PassantDraft *draft = passant_draft_new (kind, study, is_study ? study : pick (self, locations));

  passant_draft_set_string (draft, "name", name);
  passant_draft_set_string (draft, "address", "Stationsplein 1");

  return draft;
}

PassantDraft *
passant_sample_next (PassantSample *self)
{
  static PassantDraft *(* const drafts[]) (PassantSample *) = {
    draft_answer, draft_answer, draft_answer, draft_answer, draft_feeling, draft_feeling,
    draft_step,
    draft_step, draft_moment, draft_evidence, draft_turn, draft_turn, draft_migration, draft_review,
    draft_explanation, draft_fix, draft_quiz, draft_assignment, draft_script, draft_put,
  };

  return drafts[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (drafts))] (self);
}

GPtrArray *
passant_sample_play (PassantSample *self,
                     const char    *device,
                     guint          n)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  gint64 now_ms = START_MS;

  for (guint i = 0; i < n; i++) {
    g_autoptr (PassantDraft) draft = passant_sample_next (self);
    g_autofree char *id = g_strdup_printf ("%s-%u", device, i + 1);
    PassantFact *before = i > 0 ? facts->pdata[i - 1] : NULL;
    PassantStamp stamp = { .device = device, .seq = i + 1, .prev = before ? before->hash : ZEROS,
                           .id = id };
    g_autoptr (GError) error = NULL;

    now_ms += g_rand_int_range (self->rand, -3, 8);
    stamp.now_ms = g_rand_int_range (self->rand, 0, 20) ? now_ms : 0;
    g_ptr_array_add (facts, passant_draft_stamp (draft, &stamp, &error));
    g_assert_no_error (error);
  }

  return facts;
}

guint32
passant_sample_pick_seed (guint32   otherwise,
                          gboolean *is_given)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");

  if (is_given)
    *is_given = given != NULL;

  return given ? (guint32) g_ascii_strtoull (given, NULL, 10) : otherwise;
}
