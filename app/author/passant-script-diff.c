/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-diff.h"

#include <string.h>
#include <yyjson.h>

/**
 * passant_script_diff:
 *
 * Compares what was written, the JSON of both scripts, and not what was made of it: so nothing that is said can be missed,
 * and a key that the compiler learns later is compared already. Things with an id are paired by it, texts by language, all
 * else by its key.
 */

/* A thing with an id, and where it stands. */
typedef struct {
  yyjson_val *value;
  const char *parent; /* the id of what it stands in */
  gsize       place;  /* in there */
} Member;

typedef struct {
  yyjson_val *before, *after;
  GHashTable *touchpoints_before, *touchpoints_after; /* id → Member */
  GHashTable *questions_before, *questions_after;     /* likewise */
  GPtrArray  *changes;
} Diff;

/* What stands in an array of things with ids. */
typedef struct _Level Level;

struct _Level {
  const char  *noun;
  const char  *parent_noun; /* what a member that wandered moved to another one of; NULL: members never wander */
  const char  *inner_key;   /* the array inside each member, or NULL */
  const Level *inner;
  gboolean     has_long_ids; /* "greeted/yes" */
};

static const Level choice_level = { "choice", NULL, NULL, NULL, TRUE };
static const Level list_choice_level = { "list choice", NULL, NULL, NULL, TRUE };
static const Level quiz_choice_level = { "quiz choice", NULL, NULL, NULL, TRUE };
static const Level quiz_level = { "quiz item", NULL, "choices", &quiz_choice_level, FALSE };
static const Level question_level = { "question", "touchpoint", "choices", &choice_level, FALSE };
static const Level touchpoint_level =
{ "touchpoint", "phase", "questions", &question_level, FALSE };
static const Level phase_level = { "phase", NULL, "touchpoints", &touchpoint_level, FALSE };

static const char * const no_keys[] = { NULL };

static void diff_members (Diff        *self,
                          const Level *level,
                          const char  *parent,
                          yyjson_val  *before,
                          yyjson_val  *after);

const char *
passant_change_kind_to_string (PassantChangeKind kind)
{
  static const char * const words[] = { "added", "removed", "moved", "altered" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), NULL);

  return words[kind];
}

void
passant_change_free (PassantChange *self)
{
  if (!self)
    return;

  g_free (self->noun);
  g_free (self->id);
  g_free (self->property);
  g_free (self->language);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static PassantChange *
add_change (Diff             *self,
            PassantChangeKind kind,
            const char       *noun,
            const char       *id)
{
  PassantChange *change = g_new0 (PassantChange, 1);

  change->kind = kind;
  change->noun = g_strdup (noun);
  change->id = g_strdup (id);
  g_ptr_array_add (self->changes, change);

  return change;
}

/* As written: a text as it stands, anything else as JSON. */
static char *
dup_value (yyjson_val *value)
{
  char *json, *copy;

  if (!value)
    return NULL;
  if (yyjson_is_str (value))
    return g_strdup (yyjson_get_str (value));

  json = yyjson_val_write (value, YYJSON_WRITE_NOFLAG, NULL);
  copy = g_strdup (json);
  free (json);

  return copy;
}

/* A thing as JSON, without what stands in it when that comes with changes of its own. */
static char *
dup_member (yyjson_val  *value,
            const Level *level)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *copy = yyjson_val_mut_copy (document, value);
  char *json, *text;

  if (level->inner && !level->inner->has_long_ids)
    yyjson_mut_obj_remove_key (copy, level->inner_key);
  json = yyjson_mut_val_write (copy, YYJSON_WRITE_NOFLAG, NULL);
  text = g_strdup (json);
  free (json);
  yyjson_mut_doc_free (document);

  return text;
}

/* Properties */

static void
add_altered (Diff       *self,
             const char *noun,
             const char *id,
             const char *property,
             const char *language,
             yyjson_val *before,
             yyjson_val *after)
{
  PassantChange *change = add_change (self, PASSANT_CHANGE_ALTERED, noun, id);

  change->property = g_strdup (property);
  change->language = g_strdup (language);
  change->before = dup_value (before);
  change->after = dup_value (after);
}

/* The keys of both objects, each once, in the order of @after; @before and @after may be NULL. */
static GPtrArray *
list_keys (yyjson_val *before,
           yyjson_val *after)
{
  GPtrArray *keys = g_ptr_array_new ();
  gsize index, n;
  yyjson_val *key, *value;

  yyjson_obj_foreach (after, index, n, key, value)
  g_ptr_array_add (keys, (gpointer) yyjson_get_str (key));
  yyjson_obj_foreach (before, index, n, key, value)
  if (!yyjson_obj_get (after, yyjson_get_str (key)))
    g_ptr_array_add (keys, (gpointer) yyjson_get_str (key));

  return keys;
}

static void
diff_text (Diff       *self,
           const char *noun,
           const char *id,
           const char *property,
           yyjson_val *before,
           yyjson_val *after)
{
  g_autoptr (GPtrArray) languages = list_keys (before, after);

  for (guint i = 0; i < languages->len; i++) {
    const char *language = g_ptr_array_index (languages, i);
    yyjson_val *old = yyjson_obj_get (before, language), *new = yyjson_obj_get (after, language);

    if (!old || !new || !yyjson_equals (old, new))
      add_altered (self, noun, id, property, language, old, new);
  }
}

/* How many of the first and of the last elements are the same in both. */
static void
count_same (yyjson_val *before,
            yyjson_val *after,
            gsize      *first,
            gsize      *last)
{
  gsize n_before = yyjson_arr_size (before), n_after = yyjson_arr_size (after);
  gsize shorter = MIN (n_before, n_after);

  *first = *last = 0;
  while (*first < shorter
         && yyjson_equals (yyjson_arr_get (before, *first), yyjson_arr_get (after, *first)))
    ++*first;
  while (*last < shorter - *first
         && yyjson_equals (yyjson_arr_get (before, n_before - *last - 1),
                           yyjson_arr_get (after, n_after - *last - 1)))
    ++*last;
}

/* Lines of texts without ids: what is between the same beginning and the same end is paired line by line. */
static void
diff_texts (Diff       *self,
            const char *noun,
            const char *id,
            const char *property,
            yyjson_val *before,
            yyjson_val *after)
{
  gsize first, last, n_before, n_after;

  count_same (before, after, &first, &last);
  n_before = yyjson_arr_size (before) - last;
  n_after = yyjson_arr_size (after) - last;
  for (gsize i = first; i < MAX (n_before, n_after); i++)
    diff_text (self, noun, id, property, i < n_before ? yyjson_arr_get (before, i) : NULL,
               i < n_after ? yyjson_arr_get (after, i) : NULL);
}

static gboolean
is_text_key (const char *key)
{
  static const char * const keys[] = {
    "title", "name", "text", "briefing", "instruction", "cover", "hint", "low", "high", "unit",
    "message", "comment", "label", "prompt", "why", "basis", "specify", NULL
  };

  return g_strv_contains (keys, key);
}

static gboolean
is_texts_key (const char *key)
{
  static const char * const keys[] = { "do", "dont", "labels", NULL };

  return g_strv_contains (keys, key);
}

/* Both may be NULL, but not both: one that is not there counts as an empty one, if that is no difference of itself. */
static gboolean
are_objects (yyjson_val *before,
             yyjson_val *after)
{
  return before && after ? yyjson_is_obj (before) && yyjson_is_obj (after)
                         : yyjson_obj_size (before ? before : after) > 0;
}

static gboolean
are_arrays (yyjson_val *before,
            yyjson_val *after)
{
  return before && after ? yyjson_is_arr (before) && yyjson_is_arr (after)
                         : yyjson_arr_size (before ? before : after) > 0;
}

static void diff_object (Diff               *self,
                         const char         *noun,
                         const char         *id,
                         const char         *prefix,
                         yyjson_val         *before,
                         yyjson_val         *after,
                         const char * const *without);

static void
diff_property (Diff       *self,
               const char *noun,
               const char *id,
               const char *prefix,
               const char *key,
               yyjson_val *before,
               yyjson_val *after)
{
  g_autofree char *property = g_strconcat (prefix, key, NULL);

  if (before && after && yyjson_equals (before, after))
    return;

  if (is_texts_key (key) && are_arrays (before, after)) {
    diff_texts (self, noun, id, property, before, after);
  } else if (!are_objects (before, after)) {
    add_altered (self, noun, id, property, NULL, before, after);
  } else if (is_text_key (key)) {
    diff_text (self, noun, id, property, before, after);
  } else {
    g_autofree char *inner = g_strconcat (property, ".", NULL);

    diff_object (self, noun, id, inner, before, after, no_keys);
  }
}

/* Every property but those of @without. */
static void
diff_object (Diff               *self,
             const char         *noun,
             const char         *id,
             const char         *prefix,
             yyjson_val         *before,
             yyjson_val         *after,
             const char * const *without)
{
  g_autoptr (GPtrArray) keys = list_keys (before, after);

  for (guint i = 0; i < keys->len; i++) {
    const char *key = g_ptr_array_index (keys, i);

    if (!g_strv_contains (without, key))
      diff_property (self, noun, id, prefix, key, yyjson_obj_get (before, key),
                     yyjson_obj_get (after, key));
  }
}

/* Things with ids */

static const char *
get_id (yyjson_val *value)
{
  return yyjson_get_str (yyjson_obj_get (value, "id"));
}

static void
index_members (GHashTable *members,
               yyjson_val *array,
               const char *parent)
{
  gsize index, n;
  yyjson_val *value;

  yyjson_arr_foreach (array, index, n, value) {
    Member *member = g_new (Member, 1);

    *member = (Member) { value, parent, index };
    g_hash_table_insert (members, (gpointer) get_id (value), member);
  }
}

static GHashTable *
new_members (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

/* Touchpoints may go to another phase and questions to another touchpoint, so those are looked up in the whole script. */
static void
index_script (yyjson_val *root,
              GHashTable *touchpoints,
              GHashTable *questions)
{
  gsize i, n;
  yyjson_val *phase;
  GHashTableIter iter;
  gpointer id, member;

  yyjson_arr_foreach (yyjson_obj_get (root, "phases"), i, n, phase)
  index_members (touchpoints, yyjson_obj_get (phase, "touchpoints"), get_id (phase));

  g_hash_table_iter_init (&iter, touchpoints);
  while (g_hash_table_iter_next (&iter, &id, &member))
    index_members (questions, yyjson_obj_get (((Member *) member)->value, "questions"), id);
}

/* Where members are looked for: in the whole script when they can wander, else in @array. */
static GHashTable *
find_members (Diff        *self,
              const Level *level,
              yyjson_val  *array,
              gboolean     is_before)
{
  GHashTable *members;

  if (level == &touchpoint_level)
    return g_hash_table_ref (is_before ? self->touchpoints_before : self->touchpoints_after);
  if (level == &question_level)
    return g_hash_table_ref (is_before ? self->questions_before : self->questions_after);

  members = new_members ();
  index_members (members, array, NULL);

  return members;
}

/* One array of things compared with the other. */
typedef struct {
  Diff        *diff;
  const Level *level;
  const char  *parent;
  yyjson_val  *before, *after;
  GHashTable  *all_before, *all_after; /* id → Member */
  gsize        n_told;                 /* of @before: those that were removed up to here are told */
} Pairing;

static gboolean
has_stayed (Pairing      *self,
            const Member *member)
{
  return member && (!self->level->parent_noun || g_strcmp0 (member->parent, self->parent) == 0);
}

static char *
dup_id (Pairing    *self,
        yyjson_val *value)
{
  return self->level->has_long_ids ? g_strconcat (self->parent, "/", get_id (value), NULL)
                                   : g_strdup (get_id (value));
}

static void
diff_inside (Pairing    *self,
             yyjson_val *before,
             yyjson_val *after)
{
  const Level *level = self->level;

  if (level->inner)
    diff_members (self->diff, level->inner, get_id (after ? after : before),
                  yyjson_obj_get (before, level->inner_key),
                  yyjson_obj_get (after, level->inner_key));
}

static void
tell_removed (Pairing *self,
              gsize    end)
{
  for (; self->n_told < end; self->n_told++) {
    yyjson_val *value = yyjson_arr_get (self->before, self->n_told);
    g_autofree char *id = dup_id (self, value);

    if (g_hash_table_contains (self->all_after, get_id (value)))
      continue;

    add_change (self->diff, PASSANT_CHANGE_REMOVED, self->level->noun, id)->before =
      dup_member (value, self->level);
    if (self->level->inner && !self->level->inner->has_long_ids)
      diff_inside (self, value, NULL);
  }
}

static gboolean
is_removed (Pairing *self,
            gsize    place)
{
  yyjson_val *value = yyjson_arr_get (self->before, place);

  return value && !g_hash_table_contains (self->all_after, get_id (value));
}

/* What stood here and is no more is told first: of something renamed, the old name before the new. */
static void
tell_added (Pairing    *self,
            yyjson_val *value)
{
  g_autofree char *id = dup_id (self, value);

  while (is_removed (self, self->n_told))
    tell_removed (self, self->n_told + 1);

  add_change (self->diff, PASSANT_CHANGE_ADDED, self->level->noun, id)->after =
    dup_member (value, self->level);
  if (self->level->inner && !self->level->inner->has_long_ids)
    diff_inside (self, NULL, value);
}

static char *
dup_predecessor (yyjson_val *array,
                 gsize       place)
{
  return place ? g_strdup (get_id (yyjson_arr_get (array, place - 1))) : NULL;
}

static void
tell_moved (Pairing      *self,
            const Member *member,
            yyjson_val   *value,
            gsize         place)
{
  g_autofree char *id = dup_id (self, value);
  PassantChange *change = add_change (self->diff, PASSANT_CHANGE_MOVED, self->level->noun, id);

  if (has_stayed (self, member)) {
    change->property = g_strdup ("place");
    change->before = dup_predecessor (self->before, member->place);
    change->after = dup_predecessor (self->after, place);
  } else {
    change->property = g_strdup (self->level->parent_noun);
    change->before = g_strdup (member->parent);
    change->after = g_strdup (self->parent);
  }
}

static void
diff_pair (Pairing    *self,
           yyjson_val *before,
           yyjson_val *after)
{
  const Level *level = self->level;
  const char *without[] = { "id", level->inner_key, NULL };
  g_autofree char *id = dup_id (self, after);
  yyjson_val *old = level->inner ? yyjson_obj_get (before, level->inner_key) : NULL;
  yyjson_val *new = level->inner ? yyjson_obj_get (after, level->inner_key) : NULL;

  diff_object (self->diff, level->noun, id, "", before, after, without);
  if (!old && !new)
    return;

  /* A list's name, or an empty array where there was none, has no members to tell of. */
  if (are_arrays (old, new))
    diff_inside (self, before, after);
  else
    diff_property (self->diff, level->noun, id, "", level->inner_key, old, new);
}

/* Which of @after kept their order: as many as can, so that one that was moved is not told as all others having moved.
 * The longest rising run of old places, over those that stayed. */
static gboolean *
find_steady (Pairing *self)
{
  gsize n = yyjson_arr_size (self->after), best = 0;
  gboolean *steady = g_new0 (gboolean, n + 1);
  g_autofree gsize *length = g_new0 (gsize, n + 1); /* of the longest run that ends here; 0: not one of those */
  g_autofree gsize *place = g_new0 (gsize, n + 1);

  for (gsize i = 0; i < n; i++) {
    Member *member = g_hash_table_lookup (self->all_before,
                                          get_id (yyjson_arr_get (self->after, i)));

    if (!has_stayed (self, member))
      continue;
    place[i] = member->place;
    length[i] = 1;
    for (gsize j = 0; j < i; j++)
      if (length[j] && place[j] < place[i])
        length[i] = MAX (length[i], length[j] + 1);
    best = MAX (best, length[i]);
  }

  for (gsize i = n, next = G_MAXSIZE; i > 0 && best > 0; i--)
    if (length[i - 1] == best && place[i - 1] < next) {
      steady[i - 1] = TRUE;
      next = place[i - 1];
      best--;
    }

  return steady;
}

static void
diff_member (Pairing    *self,
             gsize       place,
             yyjson_val *value,
             gboolean    is_steady)
{
  Member *member = g_hash_table_lookup (self->all_before, get_id (value));

  if (!member) {
    tell_added (self, value);
    return;
  }

  if (is_steady)
    tell_removed (self, member->place + 1);
  else
    tell_moved (self, member, value, place);
  diff_pair (self, member->value, value);
}

static void
diff_members (Diff        *self,
              const Level *level,
              const char  *parent,
              yyjson_val  *before,
              yyjson_val  *after)
{
  g_autoptr (GHashTable) all_before = find_members (self, level, before, TRUE);
  g_autoptr (GHashTable) all_after = find_members (self, level, after, FALSE);
  Pairing pairing = { self, level, parent, before, after, all_before, all_after, 0 };
  g_autofree gboolean *steady = find_steady (&pairing);
  gsize index, n;
  yyjson_val *value;

  yyjson_arr_foreach (after, index, n, value)
  diff_member (&pairing, index, value, steady[index]);
  tell_removed (&pairing, yyjson_arr_size (before));
}

/* The script */

/* Lists have names where other things have ids, and no order. */
static void
diff_list (Diff       *self,
           const char *name,
           yyjson_val *before,
           yyjson_val *after)
{
  if (!before)
    add_change (self, PASSANT_CHANGE_ADDED, "list", name)->after = dup_value (after);
  else if (!after)
    add_change (self, PASSANT_CHANGE_REMOVED, "list", name)->before = dup_value (before);
  else
    diff_members (self, &list_choice_level, name, before, after);
}

static void
diff_lists (Diff       *self,
            yyjson_val *before,
            yyjson_val *after)
{
  g_autoptr (GPtrArray) names = list_keys (before, after);

  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);

    diff_list (self, name, yyjson_obj_get (before, name), yyjson_obj_get (after, name));
  }
}

static void
diff_quiz (Diff       *self,
           yyjson_val *before,
           yyjson_val *after)
{
  if (are_arrays (before, after))
    diff_members (self, &quiz_level, NULL, before, after);
  else
    diff_property (self, "script", "", "", "quiz", before, after);
}

static void
diff_root (Diff *self)
{
  static const char * const without[] = { "lists", "quiz", "phases", NULL };
  yyjson_val *before = self->before, *after = self->after;
  yyjson_val *lists_before = yyjson_obj_get (before, "lists");
  yyjson_val *lists_after = yyjson_obj_get (after, "lists");

  diff_object (self, "script", "", "", before, after, without);
  if (lists_before || lists_after) {
    if (are_objects (lists_before, lists_after))
      diff_lists (self, lists_before, lists_after);
    else
      diff_property (self, "script", "", "", "lists", lists_before, lists_after);
  }
  if (yyjson_obj_get (before, "quiz") || yyjson_obj_get (after, "quiz"))
    diff_quiz (self, yyjson_obj_get (before, "quiz"), yyjson_obj_get (after, "quiz"));
  diff_members (self, &phase_level, NULL, yyjson_obj_get (before, "phases"),
                yyjson_obj_get (after, "phases"));
}

static void
tell_script (GPtrArray  *changes,
             const char *id)
{
  for (guint i = 0; i < changes->len; i++) {
    PassantChange *change = g_ptr_array_index (changes, i);

    if (g_str_equal (change->noun, "script"))
      g_set_str (&change->id, id);
  }
}

/**
 * passant_script_diff:
 * @before: the older script
 * @after: the newer one
 *
 * What an author did to a script. A touchpoint that was removed or added brings its questions along, each as a change of
 * its own, for a question may also have been taken elsewhere. A question brings its choices in its JSON.
 */
GPtrArray *
passant_script_diff (PassantScript *before,
                     PassantScript *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_change_free);
  g_autoptr (GHashTable) touchpoints_before = new_members ();
  g_autoptr (GHashTable) touchpoints_after = new_members ();
  g_autoptr (GHashTable) questions_before = new_members ();
  g_autoptr (GHashTable) questions_after = new_members ();
  yyjson_doc *old, *new;

  g_return_val_if_fail (before != NULL, changes);
  g_return_val_if_fail (after != NULL, changes);

  old = yyjson_read (before->text, strlen (before->text), 0);
  new = yyjson_read (after->text, strlen (after->text), 0);
  index_script (yyjson_doc_get_root (old), touchpoints_before, questions_before);
  index_script (yyjson_doc_get_root (new), touchpoints_after, questions_after);

  Diff self = {
    yyjson_doc_get_root (old), yyjson_doc_get_root (new), touchpoints_before, touchpoints_after,
    questions_before, questions_after, changes
  };

  diff_root (&self);
  tell_script (changes, after->id);
  yyjson_doc_free (old);
  yyjson_doc_free (new);

  return changes;
}
