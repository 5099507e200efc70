/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-kind.h"

#include "passant-blob.h"

#define DEPTH_MAX 32
#define KEYS_MAX 4

/* What the hub, or whoever derives from the fact, cannot do without. Everything else a fact may leave out. */
typedef struct {
  const char    *name;
  PassantHubSaid said;
  struct {
    const char *key;
    char        type; /* 's'tring, 'n'umber (whole), 'o'bject, 'h'ash (sha256) */
  } keys[KEYS_MAX];
} Kind;

#define COORDINATOR PASSANT_HUB_SAID_BY_COORDINATOR
#define ASSIGNMENT PASSANT_HUB_SAID_ABOUT_ASSIGNMENT
#define VISIT PASSANT_HUB_SAID_ABOUT_VISIT

static const Kind kinds[] = {
  { "study.put", COORDINATOR, { { "title", 'o' } } },
  { "script.published", COORDINATOR, { { "script", 's' }, { "hash", 'h' }, { "text", 's' } } },
  { "location.put", COORDINATOR, { { "name", 's' } } },
  { "shopper.put", COORDINATOR, { { "name", 's' } } },
  { "assignment.offered", COORDINATOR,
    { { "shopper", 's' }, { "location", 's' }, { "script", 'h' } } },
  { "assignment.withdrawn", COORDINATOR, { { NULL } } },
  { "assignment.paid", COORDINATOR, { { "cents", 'n' } } },
  { "assignment.claimed", ASSIGNMENT, { { NULL } } },
  { "assignment.handed_back", ASSIGNMENT, { { NULL } } },
  { "quiz.answered", ASSIGNMENT, { { "item", 's' } } },
  { "quiz.calibrated", ASSIGNMENT, { { NULL } } },
  { "visit.opened", VISIT, { { "assignment", 's' }, { "script", 'h' }, { "shopper", 's' } } },
  { "visit.migrated", VISIT, { { "script", 'h' } } },
  { "visit.turned_to", VISIT, { { NULL } } },
  { "visit.entered", VISIT, { { "touchpoint", 's' } } },
  { "visit.redone", VISIT, { { "touchpoint", 's' } } },
  { "visit.timer_started", VISIT, { { "question", 's' } } },
  { "visit.timer_stopped", VISIT, { { "question", 's' } } },
  { "visit.answered", VISIT, { { "touchpoint", 's' }, { "question", 's' } } },
  { "visit.felt", VISIT, { { "touchpoint", 's' } } },
  { "visit.phase_marked", VISIT, { { "phase", 's' }, { "mark", 'n' } } },
  { "visit.skipped", VISIT, { { "touchpoint", 's' } } },
  { "visit.marked", VISIT, { { NULL } } },
  { "visit.evidenced", VISIT, { { "sha256", 'h' }, { "bytes", 'n' } } },
  { "visit.attached", VISIT, { { "sha256", 'h' } } },
  { "visit.evidence_withdrawn", VISIT, { { "sha256", 'h' } } },
  { "visit.located", VISIT, { { NULL } } },
  { "visit.explained", VISIT, { { "doubt", 's' } } },
  { "visit.broken_off", VISIT, { { "reason", 's' } } },
  { "visit.finished", VISIT, { { NULL } } },
  { "review.remarked", COORDINATOR, { { NULL } } },
  { "review.returned", COORDINATOR, { { "revision", 'n' } } },
  { "review.accepted", COORDINATOR, { { "revision", 'n' } } },
  { "review.rejected", COORDINATOR, { { "revision", 'n' } } },
};

static const Kind *
find_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  }

  return NULL;
}

PassantHubSaid
passant_hub_kind_get_said (const char *name)
{
  const Kind *kind = find_kind (name);

  return kind ? kind->said : PASSANT_HUB_SAID_UNKNOWN;
}

gboolean
passant_hub_is_sha256 (const char *text)
{
  gsize length = 0;

  while (text && (g_ascii_isdigit (text[length]) || (text[length] >= 'a' && text[length] <= 'f')))
    length++;

  return length == PASSANT_HASH_LENGTH && text[length] == '\0';
}

static gboolean
is_of_type (yyjson_val *value,
            char        type)
{
  switch (type) {
  case 's':
    return yyjson_is_str (value);
  case 'n':
    return yyjson_is_int (value);
  case 'o':
    return yyjson_is_obj (value);
  case 'h':
    return passant_hub_is_sha256 (yyjson_get_str (value));
  default:
    g_assert_not_reached ();
  }
}

/* Counts brackets outside strings in text that is known to be JSON, so that no reader of it ever has to be recursive
 * deeper than this. */
static gboolean
is_too_deep (PassantFact *fact)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (const char *c = fact->text; *c; c++) {
    if (in_string && *c == '\\' && c[1])
      c++;
    else if (*c == '"')
      in_string = !in_string;
    else if (!in_string && (*c == '{' || *c == '['))
      depth++;
    else if (!in_string && (*c == '}' || *c == ']'))
      depth--;

    if (depth > DEPTH_MAX)
      return TRUE;
  }

  return FALSE;
}

static char *
dup_script_complaint (PassantFact *fact)
{
  const char *hash = passant_fact_get_string (fact, "hash");
  g_autofree char *sum =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, passant_fact_get_string (fact, "text"), -1);

  if (!g_str_equal (hash, sum) || !g_str_equal (hash, fact->subject))
    return g_strdup ("The script's text is not the one its hash names");

  return NULL;
}

char *
passant_hub_kind_dup_complaint (PassantFact *fact)
{
  const Kind *kind = find_kind (fact->kind);

  if (is_too_deep (fact))
    return g_strdup_printf ("It is nested deeper than %d levels", DEPTH_MAX);

  if (!kind)
    return NULL;

  if (*fact->subject == '\0')
    return g_strdup_printf ("A %s must name what it is about", fact->kind);

  for (gsize i = 0; i < KEYS_MAX && kind->keys[i].key; i++) {
    yyjson_val *value = yyjson_obj_get (fact->body, kind->keys[i].key);

    if (!is_of_type (value, kind->keys[i].type))
      return g_strdup_printf ("A %s must say its %s", fact->kind, kind->keys[i].key);
  }

  if (g_str_equal (fact->kind, "script.published"))
    return dup_script_complaint (fact);

  if (g_str_equal (fact->kind, "visit.evidenced") &&
      passant_fact_get_int (fact, "bytes", 0) > PASSANT_BLOB_BYTES_MAX)
    return g_strdup ("The file is larger than 64 MiB");

  return NULL;
}
