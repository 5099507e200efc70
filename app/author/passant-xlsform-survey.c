/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

/* Where the reading has got to. */
typedef struct {
  PassantXlsform     *form;
  PassantXlsformNode *group;   /* the innermost that is open */
  guint               depth;
  guint               n_nodes;
  gboolean            is_full;
} Survey;

gboolean
passant_xlsform_is_group (const PassantXlsformNode *node)
{
  return node->type.kind == PASSANT_XLSFORM_GROUP || node->type.kind == PASSANT_XLSFORM_REPEAT ||
         node->type.kind == PASSANT_XLSFORM_LOOP;
}

void
passant_xlsform_node_free (PassantXlsformNode *self)
{
  passant_xlsform_type_clear (&self->type);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->id);
  g_free (self);
}

static void
free_node (gpointer data)
{
  passant_xlsform_node_free (data);
}

static PassantXlsformNode *
append_node (Survey                   *self,
             guint                     row,
             const PassantXlsformType *type,
             const char               *name)
{
  PassantXlsformNode *node = g_new0 (PassantXlsformNode, 1);

  node->type = (PassantXlsformType) { type->kind, g_strdup (type->list), type->or_other };
  node->row = row;
  node->parent = self->group;
  node->name = g_strdup (name);
  node->children = g_ptr_array_new_with_free_func (free_node);
  if (self->group) {
    node->choice = self->group->choice;
    node->choice_list = self->group->choice_list;
    g_ptr_array_add (self->group->children, node);
  }
  self->n_nodes++;

  return node;
}

static const char *
say_kind (PassantXlsformKind kind)
{
  return kind == PASSANT_XLSFORM_REPEAT ? "repeat" : kind ==
         PASSANT_XLSFORM_LOOP ? "loop" : "group";
}

static PassantXlsformKind
read_end (const char *text)
{
  if (strstr (text, "oop") && !strstr (text, "ooped"))
    return PASSANT_XLSFORM_LOOP;

  return strstr (text, "epeat") || strstr (text, "lgroup") || strstr (text, "ooped") ?
         PASSANT_XLSFORM_REPEAT : PASSANT_XLSFORM_GROUP;
}

static void
close_group (Survey     *self,
             guint       row,
             int         column,
             const char *text)
{
  PassantXlsform *form = self->form;
  g_autofree char *lower = g_ascii_strdown (text, -1);
  PassantXlsformKind kind = read_end (lower);

  if (!self->group->parent) {
    passant_xlsform_report (form, PASSANT_SEVERITY_ERROR, "end-without-begin", form->survey, row,
                            column, "No %s is open here; remove this row or add “begin %s” above",
                            say_kind (kind), say_kind (kind));
    return;
  }
  if (self->group->type.kind != kind)
    passant_xlsform_report (form, PASSANT_SEVERITY_ERROR, "wrong-end", form->survey, row, column,
                            "The %s “%s” of row %u is open here; end it with “end %s”",
                            say_kind (self->group->type.kind), self->group->name,
                            self->group->row + 1, say_kind (self->group->type.kind));
  self->group = self->group->parent;
  self->depth--;
}

static void
open_group (Survey                   *self,
            guint                     row,
            int                       column,
            const PassantXlsformType *type,
            const char               *name)
{
  if (self->depth == PASSANT_XLSFORM_DEPTH_MAX) {
    passant_xlsform_report (self->form, PASSANT_SEVERITY_ERROR, "too-deep", self->form->survey, row,
                            column, "Groups stand more than %d deep in each other; make it simpler",
                            PASSANT_XLSFORM_DEPTH_MAX);
    self->is_full = TRUE;
    return;
  }
  self->group = append_node (self, row, type, name);
  self->depth++;
}

static void
read_setting (PassantXlsform *form,
              guint           row,
              const char     *type)
{
  const char *value = passant_xlsform_get (form, form->survey, row, "name", NULL);
  char **place = strstr (type, "itle") ? &form->title_row : &form->id_row;

  g_free (*place);
  *place = g_strdup (value);
  passant_xlsform_report (form, PASSANT_SEVERITY_NOTE, "setting", form->survey, row, 0,
                          "This is read as a setting: “%s” is “%s”", type, value ? value : "");
}

static void
report_type (PassantXlsform *form,
             guint           row,
             int             column,
             const char     *text)
{
  const char *near = passant_xlsform_type_suggest (text);

  passant_xlsform_report (form, PASSANT_SEVERITY_ERROR, "unknown-type", form->survey, row, column,
                          "“%s” is no type of question%s%s%s; see the types in the XLSForm "
                          "documentation", text, near ? "; did you mean “" : "", near ? near : "",
                          near ? "”?" : "");
}

static void
read_question (Survey             *self,
               guint               row,
               int                 column,
               PassantXlsformType *type,
               const char         *text,
               const char         *name)
{
  PassantXlsform *form = self->form;
  g_autofree char *made = NULL;
  int name_column = passant_xlsform_table_find (form->survey, "name");

  if (type->kind == PASSANT_XLSFORM_UNKNOWN) {
    report_type (form, row, column, text);
    return;
  }
  /* These need no name of their own. */
  if (!name && (type->kind == PASSANT_XLSFORM_NOTE || type->kind == PASSANT_XLSFORM_META)) {
    made = g_strdup_printf ("note_%u", row + 1);
    name = made;
    if (type->kind == PASSANT_XLSFORM_NOTE)
      passant_xlsform_report (form, PASSANT_SEVERITY_NOTE, "named", form->survey, row, name_column,
                              "This note has no name; it is called “%s”", made);
  }
  if (!name && type->kind == PASSANT_XLSFORM_LOOP)
    name = type->list;
  if (!name) {
    passant_xlsform_report (form, PASSANT_SEVERITY_ERROR, "missing-name", form->survey, row,
                            name_column, "This row (%s) has no name; fill in “name”", text);
    return;
  }
  if (passant_xlsform_is_group (&(PassantXlsformNode) { .type = *type }))
    open_group (self, row, column, type, name);
  else
    append_node (self, row, type, name);
}

/* TRUE when the row is nothing but a remark, or switched off, which is told. */
static gboolean
is_remark (PassantXlsform *form,
           guint           row,
           const char     *text)
{
  int column;
  const char *disabled = passant_xlsform_get (form, form->survey, row, "disabled", &column);

  if (disabled && passant_xlsform_to_boolean (disabled) == 1) {
    passant_xlsform_report (form, PASSANT_SEVERITY_NOTE, "disabled", form->survey, row, column,
                            "This row is disabled and left out");
    return TRUE;
  }
  if (text && *text != '#')
    return FALSE;
  if (!text && passant_xlsform_get (form, form->survey, row, "name", NULL)) {
    passant_xlsform_report (form, PASSANT_SEVERITY_ERROR, "missing-type", form->survey, row,
                            passant_xlsform_table_find (form->survey, "type"),
                            "This row has a name but no type; fill in “type”, or empty the row");
    return TRUE;
  }
  passant_xlsform_report (form, PASSANT_SEVERITY_NOTE, "remark", form->survey, row, -1,
                          "This row has no type and is taken as a remark");

  return TRUE;
}

static void
read_row (Survey *self,
          guint   row)
{
  PassantXlsform *form = self->form;
  int column;
  const char *text = passant_xlsform_get (form, form->survey, row, "type", &column);
  const char *name;
  PassantXlsformType type;

  if (is_remark (form, row, text))
    return;

  name = passant_xlsform_get (form, form->survey, row, "name", NULL);
  passant_xlsform_type_parse (&type, text);
  if (type.kind == PASSANT_XLSFORM_END)
    close_group (self, row, column, text);
  else if (type.kind == PASSANT_XLSFORM_SETTING)
    read_setting (form, row, text);
  else
    read_question (self, row, column, &type, text, name);
  passant_xlsform_type_clear (&type);
}

static void
copy_children (Survey             *self,
               PassantXlsformNode *from)
{
  for (guint i = 0; i < from->children->len && !self->is_full; i++) {
    PassantXlsformNode *child = g_ptr_array_index (from->children, i);
    PassantXlsformNode *outer = self->group;
    g_autofree char *name = g_strdup_printf ("%s_%s", self->group->choice, child->name);
    PassantXlsformNode *copy = append_node (self, child->row, &child->type, name);

    self->is_full = self->n_nodes > PASSANT_XLSFORM_NODES_MAX;
    self->group = copy;
    copy_children (self, child);
    self->group = outer;
  }
}

static void
tell_copies (Survey             *self,
             PassantXlsformList *list,
             GPtrArray          *nodes)
{
  PassantXlsform *form = self->form;

  for (guint i = 0; i < nodes->len; i++) {
    PassantXlsformNode *node = g_ptr_array_index (nodes, i);

    passant_xlsform_report (form, PASSANT_SEVERITY_NOTE, "renamed", form->survey, node->row,
                            passant_xlsform_table_find (form->survey, "name"),
                            "In the loop over “%s”, “%s” is called “%s_%s” and so on", list->name,
                            node->name, (char *) g_ptr_array_index (list->ids, 0), node->name);
    tell_copies (self, list, node->children);
  }
}

/* A loop is its questions once for each choice of a list, each in a group of its own. */
static void
expand_loop (Survey             *self,
             PassantXlsformNode *loop)
{
  PassantXlsform *form = self->form;
  PassantXlsformList *list = passant_xlsform_find_list (form, &loop->type);
  g_autoptr (GPtrArray) pattern = g_steal_pointer (&loop->children);
  PassantXlsformNode model = { .children = pattern };

  loop->children = g_ptr_array_new_with_free_func (free_node);
  if (!list || list->rows->len == 0) {
    passant_xlsform_report (form, PASSANT_SEVERITY_ERROR, "unknown-list", form->survey, loop->row,
                            passant_xlsform_table_find (form->survey, "type"),
                            "A loop goes over a list of choices, “begin loop over LIST”; %s%s",
                            loop->type.list ? "there is no list " : "name one",
                            loop->type.list ? loop->type.list : "");
    return;
  }
  passant_xlsform_report (form, PASSANT_SEVERITY_NOTE, "loop", form->survey, loop->row,
                          passant_xlsform_table_find (form->survey, "type"),
                          "The loop is written out: its questions for each of the %u choices of "
                          "“%s”", list->rows->len, list->name);
  list->is_written = TRUE;
  tell_copies (self, list, pattern);
  for (guint i = 0; i < list->rows->len; i++) {
    PassantXlsformType group = { .kind = PASSANT_XLSFORM_GROUP };
    g_autofree char *name = g_strdup_printf ("%s_%s", loop->name,
                                             (char *) g_ptr_array_index (list->ids, i));

    self->group = loop;
    self->group = append_node (self, loop->row, &group, name);
    self->group->choice = g_ptr_array_index (list->ids, i);
    self->group->choice_list = list->name;
    copy_children (self, &model);
  }
}

static void
expand_loops (Survey             *self,
              PassantXlsformNode *node)
{
  for (guint i = 0; i < node->children->len; i++)
    expand_loops (self, g_ptr_array_index (node->children, i));
  if (node->type.kind == PASSANT_XLSFORM_LOOP)
    expand_loop (self, node);
}

void
passant_xlsform_read_survey (PassantXlsform *self)
{
  Survey survey = { .form = self };
  PassantXlsformType root = { .kind = PASSANT_XLSFORM_GROUP };

  self->root = append_node (&survey, 0, &root, "");
  survey.group = self->root;
  for (guint row = passant_xlsform_table_next (self->survey, self->survey->header);
       row < self->survey->n_rows && !survey.is_full;
       row = passant_xlsform_table_next (self->survey, row)) {
    read_row (&survey, row);
    survey.is_full |= survey.n_nodes > PASSANT_XLSFORM_NODES_MAX;
  }
  for (; survey.group->parent; survey.group = survey.group->parent)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "group-not-closed", self->survey,
                            survey.group->row, passant_xlsform_table_find (self->survey, "type"),
                            "The %s “%s” that begins here is not closed; add “end %s” behind its "
                            "last question", say_kind (survey.group->type.kind),
                            survey.group->name, say_kind (survey.group->type.kind));
  expand_loops (&survey, self->root);
  if (survey.is_full)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "too-many", self->survey, 0, -1,
                            "The form holds too many questions, or groups too deep in each other");
}
