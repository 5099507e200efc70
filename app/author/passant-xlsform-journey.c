/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

/* The journey that is being made of the tree of rows. */
typedef struct {
  PassantXlsform     *form;
  yyjson_mut_val     *phases;
  yyjson_mut_val     *phase;       /* the one that touchpoints go to; NULL before the first */
  yyjson_mut_val     *touchpoint;  /* the open one, or NULL */
  yyjson_mut_val     *questions;
  PassantXlsformNode *owner;       /* the group it is of; NULL: of loose questions */
  gboolean            is_plain;    /* neither repeated nor under a condition */
  yyjson_mut_val     *last_plain;  /* questions of the last closed touchpoint, when that is so */
  GPtrArray          *conditions;  /* groups the walk is in, whose conditions the touchpoint has */
  GPtrArray          *inner;       /* those within the touchpoint, whose conditions questions have */
  GPtrArray          *waiting;     /* loose calculates that have no touchpoint yet */
  GHashTable         *ids;         /* of touchpoints */
  guint               n_loose;
} Journey;

static void walk (Journey            *self,
                  PassantXlsformNode *node,
                  PassantXlsformNode *owner);

static int
find_column (Journey    *self,
             const char *key)
{
  return passant_xlsform_table_find (self->form->survey, key);
}

static yyjson_mut_val *
open_phase (Journey    *self,
            const char *id,
            guint       row)
{
  PassantXlsform *form = self->form;
  yyjson_mut_val *phase;
  size_t i, n;

  yyjson_mut_arr_foreach (self->phases, i, n, phase)
  if (yyjson_mut_equals_str (yyjson_mut_obj_get (phase, "id"), id))
    return phase;

  phase = yyjson_mut_arr_add_obj (form->doc, self->phases);
  passant_xlsform_set_origin (form, phase, form->survey, row, find_column (self, "passant::phase"));
  passant_xlsform_add_string (form, phase, "id", id, form->survey, row,
                              find_column (self, "passant::phase"));
  if (!passant_xlsform_add_text (form, phase, "title", form->survey, row, "passant::phase_title",
                                 NULL))
    passant_xlsform_add_title (form, phase);
  passant_xlsform_add_switch (form, phase, "mark", row, "passant::phase_mark");
  yyjson_mut_obj_add_arr (form->doc, phase, "touchpoints");

  return phase;
}

static void
choose_phase (Journey            *self,
              PassantXlsformNode *group)
{
  const char *id = group ? passant_xlsform_get (self->form, self->form->survey, group->row,
                                                "passant::phase", NULL) : NULL;

  if (id)
    self->phase = open_phase (self, id, group->row);
  else if (!self->phase)
    self->phase = open_phase (self, "journey", group ? group->row : self->form->survey->header);
}

/* Who names its phase means a touchpoint, also one that is there for its feeling alone. */
static gboolean
stands_alone (Journey            *self,
              PassantXlsformNode *group)
{
  return group && passant_xlsform_get (self->form, self->form->survey, group->row,
                                       "passant::phase", NULL);
}

/* A touchpoint without questions is none. */
static void
close_touchpoint (Journey *self)
{
  if (!self->touchpoint)
    return;

  if (yyjson_mut_arr_size (self->questions) > 0 || stands_alone (self, self->owner)) {
    choose_phase (self, self->owner);
    yyjson_mut_arr_append (yyjson_mut_obj_get (self->phase, "touchpoints"), self->touchpoint);
    self->last_plain = self->is_plain ? self->questions : NULL;
  }
  self->touchpoint = NULL;
  self->questions = NULL;
}

static char *
claim_id (Journey    *self,
          const char *wanted)
{
  g_autofree char *id = g_strdup (wanted);
  g_autofree char *folded = g_ascii_strdown (id, -1);

  for (guint n = 2; g_hash_table_contains (self->ids, folded); n++) {
    g_free (id);
    g_free (folded);
    id = g_strdup_printf ("%.56s_%u", wanted, n);
    folded = g_ascii_strdown (id, -1);
  }
  g_hash_table_add (self->ids, g_steal_pointer (&folded));

  return g_steal_pointer (&id);
}

static yyjson_mut_val *
start_touchpoint (Journey *self,
                  guint    row)
{
  PassantXlsform *form = self->form;

  self->touchpoint = yyjson_mut_obj (form->doc);
  self->questions = yyjson_mut_arr (form->doc);
  passant_xlsform_set_origin (form, self->touchpoint, form->survey, row, -1);

  return self->touchpoint;
}

/* Calculates that stood before it go first. */
static void
fill_waiting (Journey *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    yyjson_mut_arr_append (self->questions, g_ptr_array_index (self->waiting, i));
  g_ptr_array_set_size (self->waiting, 0);
}

static void
open_loose (Journey *self,
            guint    row)
{
  PassantXlsform *form = self->form;
  g_autofree char *name = g_strdup_printf ("part_%u", ++self->n_loose);
  g_autofree char *id = claim_id (self, name);
  yyjson_mut_val *touchpoint = start_touchpoint (self, row);

  self->owner = NULL;
  self->is_plain = self->conditions->len == 0;
  passant_xlsform_add_string (form, touchpoint, "id", id, form->survey, row, -1);
  passant_xlsform_add_title (form, touchpoint);
  passant_xlsform_need_channel (form, touchpoint);
  passant_xlsform_add_relevant (form, touchpoint, self->conditions, NULL);
  yyjson_mut_obj_add_val (form->doc, touchpoint, "questions", self->questions);
  fill_waiting (self);
}

/* Loose calculates go where nothing hides them: in the touchpoint before, or one of their own that asks nothing. */
static void
settle_waiting (Journey *self)
{
  if (self->waiting->len == 0)
    return;

  if (self->last_plain) {
    for (guint i = 0; i < self->waiting->len; i++)
      yyjson_mut_arr_append (self->last_plain, g_ptr_array_index (self->waiting, i));
    g_ptr_array_set_size (self->waiting, 0);
    return;
  }
  open_loose (self, self->form->survey->header);
  yyjson_mut_obj_add_bool (self->form->doc, self->touchpoint, "feeling", false);
  close_touchpoint (self);
}

static gboolean
has_condition (Journey            *self,
               PassantXlsformNode *node)
{
  return passant_xlsform_get (self->form, self->form->survey, node->row, "relevant", NULL) != NULL;
}

static gboolean
is_conditional (Journey *self)
{
  for (guint i = 0; i < self->conditions->len; i++)
    if (has_condition (self, g_ptr_array_index (self->conditions, i)))
      return TRUE;

  return FALSE;
}

static void
add_group_title (Journey            *self,
                 PassantXlsformNode *node,
                 yyjson_mut_val     *touchpoint)
{
  PassantXlsform *form = self->form;
  PassantXlsformList *list;

  if (passant_xlsform_add_text (form, touchpoint, "title", form->survey, node->row, "label", node))
    return;
  list = node->choice ? g_hash_table_lookup (form->lists, node->choice_list) : NULL;
  for (guint i = 0; list && i < list->rows->len; i++)
    if (g_strcmp0 (g_ptr_array_index (list->ids, i), node->choice) == 0 &&
        passant_xlsform_add_text (form, touchpoint, "title", list->table,
                                  g_array_index (list->rows, guint, i), "label", NULL))
      return;
  passant_xlsform_report (form, PASSANT_SEVERITY_NOTE, "missing-label", form->survey, node->row,
                          find_column (self, "label"),
                          "“%s” has no label; its name is the touchpoint's title", node->name);
  passant_xlsform_add_plain (form, touchpoint, "title", node->name, form->survey, node->row,
                             find_column (self, "name"));
}

/* Once more for the questions behind a repeat that stands within it. */
static void
open_group (Journey            *self,
            PassantXlsformNode *node)
{
  PassantXlsform *form = self->form;
  g_autofree char *id = NULL;
  yyjson_mut_val *touchpoint;
  gboolean is_plain = node->type.kind != PASSANT_XLSFORM_REPEAT && !is_conditional (self);

  if (!is_plain)
    settle_waiting (self);
  id = claim_id (self, node->id);
  if (!node->is_touchpoint) {
    g_free (node->id);
    node->id = g_strdup (id);
  }
  node->is_touchpoint = TRUE;
  touchpoint = start_touchpoint (self, node->row);
  self->owner = node;
  self->is_plain = is_plain;
  passant_xlsform_add_string (form, touchpoint, "id", id, form->survey, node->row,
                              find_column (self, "name"));
  add_group_title (self, node, touchpoint);
  passant_xlsform_add_touchpoint (form, node, touchpoint);
  passant_xlsform_add_relevant (form, touchpoint, self->conditions, NULL);
  yyjson_mut_obj_add_val (form->doc, touchpoint, "questions", self->questions);
  if (is_plain)
    fill_waiting (self);
}

static gboolean
is_worked_out (PassantXlsformKind kind)
{
  return kind == PASSANT_XLSFORM_CALCULATE || kind == PASSANT_XLSFORM_HIDDEN ||
         kind == PASSANT_XLSFORM_START || kind == PASSANT_XLSFORM_TODAY;
}

static void
walk_question (Journey            *self,
               PassantXlsformNode *node,
               PassantXlsformNode *owner)
{
  yyjson_mut_val *question;

  if (node->is_dropped)
    return;
  if (self->touchpoint && self->owner != owner)
    close_touchpoint (self);

  /* Loose ones wait for somewhere to go. */
  if (!owner && !self->touchpoint && is_worked_out (node->type.kind)) {
    question = passant_xlsform_make_question (self->form, node);
    passant_xlsform_add_relevant (self->form, question, self->conditions, node);
    g_ptr_array_add (self->waiting, question);
    return;
  }
  if (!self->touchpoint && owner)
    open_group (self, owner);
  else if (!self->touchpoint)
    open_loose (self, node->row);

  question = passant_xlsform_make_question (self->form, node);
  passant_xlsform_add_relevant (self->form, question, self->inner, node);
  yyjson_mut_arr_append (self->questions, question);
}

static gboolean
has_questions (PassantXlsformNode *node)
{
  for (guint i = 0; i < node->children->len; i++)
    if (!passant_xlsform_is_group (g_ptr_array_index (node->children, i)))
      return TRUE;

  return node->children->len == 0;
}

/* The heading of a group that goes up in a touchpoint stays, as a note. */
static void
add_heading (Journey            *self,
             PassantXlsformNode *node)
{
  PassantXlsform *form = self->form;
  yyjson_mut_val *note = yyjson_mut_obj (form->doc);
  g_autofree char *name = g_strdup_printf ("%.40s_heading", node->id);

  while (g_hash_table_contains (form->names, name)) {
    g_autofree char *taken = g_steal_pointer (&name);

    name = g_strconcat (taken, "_", NULL);
  }
  passant_xlsform_set_origin (form, note, form->survey, node->row, -1);
  passant_xlsform_add_string (form, note, "id", name, form->survey, node->row,
                              find_column (self, "name"));
  passant_xlsform_add_string (form, note, "type", "note", form->survey, node->row,
                              find_column (self, "type"));
  if (!passant_xlsform_add_text (form, note, "text", form->survey, node->row, "label", node))
    return;
  passant_xlsform_add_text (form, note, "hint", form->survey, node->row, "hint", node);
  passant_xlsform_add_relevant (form, note, self->inner, NULL);
  yyjson_mut_arr_append (self->questions, note);
}

static void
walk_inner_group (Journey            *self,
                  PassantXlsformNode *node,
                  PassantXlsformNode *owner)
{
  passant_xlsform_report (self->form, PASSANT_SEVERITY_NOTE, "group-within", self->form->survey,
                          node->row, find_column (self, "type"),
                          "The group “%s” goes up in the touchpoint “%s”", node->name, owner->id);
  if (self->touchpoint && self->owner != owner)
    close_touchpoint (self);
  if (!self->touchpoint)
    open_group (self, owner);
  g_ptr_array_add (self->inner, node);
  add_heading (self, node);
  walk (self, node, owner);
  g_ptr_array_remove (self->inner, node);
}

static void
report_empty (Journey            *self,
              PassantXlsformNode *node)
{
  if (!node->is_touchpoint)
    passant_xlsform_report (self->form, PASSANT_SEVERITY_WARNING, "empty-group",
                            self->form->survey, node->row, find_column (self, "type"),
                            "“%s” asks nothing and is left out", node->name);
}

static void
walk_repeat (Journey            *self,
             PassantXlsformNode *node)
{
  PassantXlsform *form = self->form;
  g_autoptr (GPtrArray) inner = g_ptr_array_copy (self->inner, NULL, NULL);
  g_autoptr (GPtrArray) outer = g_ptr_array_copy (self->conditions, NULL, NULL);

  for (PassantXlsformNode *up = node->parent; up; up = up->parent)
    if (up->type.kind == PASSANT_XLSFORM_REPEAT)
      passant_xlsform_report (form, PASSANT_SEVERITY_WARNING, "repeat-within", form->survey,
                              node->row, find_column (self, "type"),
                              "The repeat “%s” stands in the repeat “%s”; here it is a touchpoint "
                              "of its own behind it", node->name, up->name);
  close_touchpoint (self);
  g_ptr_array_extend (self->conditions, inner, NULL, NULL);
  g_ptr_array_add (self->conditions, node);
  g_ptr_array_set_size (self->inner, 0);
  walk (self, node, node);
  if (!node->is_touchpoint && stands_alone (self, node))
    open_group (self, node);
  close_touchpoint (self);
  report_empty (self, node);
  g_ptr_array_set_size (self->conditions, 0);
  g_ptr_array_extend (self->conditions, outer, NULL, NULL);
  g_ptr_array_set_size (self->inner, 0);
  g_ptr_array_extend (self->inner, inner, NULL, NULL);
}

static void
walk_outer_group (Journey            *self,
                  PassantXlsformNode *node)
{
  close_touchpoint (self);
  g_ptr_array_add (self->conditions, node);
  if (has_questions (node)) {
    walk (self, node, node);
    if (!node->is_touchpoint && stands_alone (self, node))
      open_group (self, node);
    close_touchpoint (self);
    report_empty (self, node);
  } else {
    passant_xlsform_report (self->form, PASSANT_SEVERITY_NOTE, "group-of-groups",
                            self->form->survey, node->row, find_column (self, "type"),
                            "The group “%s” holds groups only, which are touchpoints each",
                            node->name);
    walk (self, node, NULL);
  }
  close_touchpoint (self);
  g_ptr_array_remove_index (self->conditions, self->conditions->len - 1);
}

static void
walk (Journey            *self,
      PassantXlsformNode *node,
      PassantXlsformNode *owner)
{
  for (guint i = 0; i < node->children->len; i++) {
    PassantXlsformNode *child = g_ptr_array_index (node->children, i);

    if (child->type.kind == PASSANT_XLSFORM_REPEAT)
      walk_repeat (self, child);
    else if (passant_xlsform_is_group (child) && owner)
      walk_inner_group (self, child, owner);
    else if (passant_xlsform_is_group (child))
      walk_outer_group (self, child);
    else
      walk_question (self, child, owner);
  }
}

yyjson_mut_val *
passant_xlsform_make_phases (PassantXlsform *form)
{
  g_autoptr (GPtrArray) conditions = g_ptr_array_new ();
  g_autoptr (GPtrArray) inner = g_ptr_array_new ();
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Journey self = {
    .form = form, .phases = yyjson_mut_arr (form->doc), .conditions = conditions, .inner = inner,
    .waiting = waiting, .ids = ids,
  };

  walk (&self, form->root, NULL);
  close_touchpoint (&self);
  settle_waiting (&self);

  return self.phases;
}
