/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

#define ID_BYTES_MAX 64
#define NAMED_BYTES_MAX 56 /* leaves room for a number behind it */

typedef struct {
  PassantXlsform *form;
  GHashTable     *questions, *touchpoints; /* ids in small letters */
  int             column;
} Naming;

/* Our ids are letters, digits, _ and -, and begin with no digit or -. */
char *
passant_xlsform_make_id (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  GString *id = g_string_new (NULL);

  if (!g_ascii_isalpha (*ascii) && *ascii != '_')
    g_string_append_c (id, '_');
  for (const char *c = ascii; *c && id->len < ID_BYTES_MAX; c++)
    g_string_append_c (id, g_ascii_isalnum (*c) || *c == '_' || *c == '-' ? *c : '_');

  return g_string_free_and_steal (id);
}

static char *
claim_id (GHashTable *taken,
          const char *wanted)
{
  g_autofree char *id = g_strdup (wanted);
  g_autofree char *folded = g_ascii_strdown (id, -1);

  for (guint n = 2; g_hash_table_contains (taken, folded); n++) {
    g_free (id);
    g_free (folded);
    id = g_strdup_printf ("%.*s_%u", NAMED_BYTES_MAX, wanted, n);
    folded = g_ascii_strdown (id, -1);
  }
  g_hash_table_add (taken, g_steal_pointer (&folded));

  return g_steal_pointer (&id);
}

static void
learn_name (PassantXlsform     *form,
            PassantXlsformNode *node)
{
  GPtrArray *nodes = g_hash_table_lookup (form->names, node->name);

  if (!nodes) {
    nodes = g_ptr_array_new ();
    g_hash_table_insert (form->names, g_strdup (node->name), nodes);
  }
  g_ptr_array_add (nodes, node);
}

/* Two that stand side by side may not share a name: nobody could tell which is meant. */
static void
check_siblings (Naming             *self,
                PassantXlsformNode *node,
                guint               index)
{
  PassantXlsformNode *child = g_ptr_array_index (node->children, index);

  for (guint i = 0; i < index; i++) {
    PassantXlsformNode *other = g_ptr_array_index (node->children, i);

    if (!g_str_equal (child->name, other->name) || child->choice)
      continue;
    passant_xlsform_report (self->form, PASSANT_SEVERITY_ERROR, "doubled-name", self->form->survey,
                            child->row, self->column,
                            "The name “%s” stands in row %u already; rename one", child->name,
                            other->row + 1);
    return;
  }
}

static void
name_node (Naming             *self,
           PassantXlsformNode *node)
{
  GHashTable *taken = passant_xlsform_is_group (node) ? self->touchpoints : self->questions;
  g_autofree char *wanted = passant_xlsform_make_id (node->name);

  node->id = claim_id (taken, wanted);
  learn_name (self->form, node);
  if (g_str_equal (node->id, node->name))
    return;

  passant_xlsform_report (self->form, PASSANT_SEVERITY_NOTE, "renamed", self->form->survey,
                          node->row, self->column, "“%s” is called “%s” here: %s", node->name,
                          node->id, g_str_equal (wanted, node->name) ?
                          "its name is that of another row, capitals or not" :
                          "a name is letters, digits, _ and -, begins with a letter and has at "
                          "most 64 characters");
}

static void
name_children (Naming             *self,
               PassantXlsformNode *node)
{
  for (guint i = 0; i < node->children->len; i++) {
    PassantXlsformNode *child = g_ptr_array_index (node->children, i);

    check_siblings (self, node, i);
    name_node (self, child);
    name_children (self, child);
  }
}

void
passant_xlsform_name_nodes (PassantXlsform *form)
{
  g_autoptr (GHashTable) questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) touchpoints =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Naming self = {
    form, questions, touchpoints, passant_xlsform_table_find (form->survey, "name")
  };

  name_children (&self, form->root);
}

/* How far up the groups that both stand in begin to be the same, the root being 0. */
static guint
count_shared (PassantXlsformNode *left,
              PassantXlsformNode *right)
{
  for (PassantXlsformNode *up = left; up; up = up->parent) {
    guint depth = 0;
    PassantXlsformNode *other = right->parent;

    while (other && other != up)
      other = other->parent;
    for (PassantXlsformNode *above = up->parent; other && above; above = above->parent)
      depth++;
    if (other)
      return depth + 1;
  }

  return 0;
}

PassantXlsformNode *
passant_xlsform_resolve (PassantXlsform     *self,
                         PassantXlsformNode *node,
                         const char         *name)
{
  GPtrArray *nodes = NULL;
  PassantXlsformNode *best = NULL;
  guint most = 0;

  if (node && node->choice) {
    g_autofree char *inner = g_strdup_printf ("%s_%s", node->choice, name);

    nodes = g_hash_table_lookup (self->names, inner);
  }
  if (!nodes)
    nodes = g_hash_table_lookup (self->names, name);

  for (guint i = 0; nodes && i < nodes->len; i++) {
    PassantXlsformNode *candidate = g_ptr_array_index (nodes, i);
    guint shared = node ? count_shared (node, candidate) : 0;

    if (!best || shared > most) {
      best = candidate;
      most = shared;
    }
  }

  return best;
}
