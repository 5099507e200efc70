/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-shopping-list.h"

#include <glib/gi18n-lib.h>

/**
 * PassantShoppingList:
 *
 * What the cover shows: a line for each touchpoint of the visit at hand that has a cover label, in the journey's order, then
 * the guest's own lines. Ticking a touchpoint's line marks a moment there, at once and for good; what is ticked, and the
 * own lines, are kept in the pocket, for they are no facts. Knows no widget.
 */
struct _PassantShoppingList {
  GObject         parent_instance;

  PassantPocket  *pocket; /* NULL where nothing can be kept */
  PassantSession *session;
  const char     *language;
  GPtrArray      *lines;  /* PassantShoppingLine */
};

G_DEFINE_FINAL_TYPE (PassantShoppingList, passant_shopping_list, G_TYPE_OBJECT)

#define OWN_LINES_MAX 100
#define LINE_LETTERS_MAX 200

static void
line_free (gpointer data)
{
  PassantShoppingLine *line = data;

  g_free (line->text);
  g_free (line);
}

static void
append (PassantShoppingList *self,
        const char          *text,
        PassantTouchpoint   *touchpoint,
        gboolean             is_ticked)
{
  PassantShoppingLine *line = g_new0 (PassantShoppingLine, 1);

  line->text = g_strdup (text);
  line->touchpoint = touchpoint;
  line->is_ticked = is_ticked;
  g_ptr_array_add (self->lines, line);
}

static const char *
get_visit (PassantShoppingList *self)
{
  return passant_visit_get_id (passant_session_get_visit (self->session));
}

static void
add_touchpoints (PassantShoppingList *self)
{
  PassantScript *script = passant_session_get_script (self->session);
  PassantGuide *guide = passant_session_get_guide (self->session);
  g_autofree char *kept = self->pocket ? passant_pocket_dup (self->pocket, "ticked",
                                                             get_visit (self)) : NULL;
  g_auto (GStrv) ticked = g_strsplit (kept ? kept : "", " ", -1);

  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = script->touchpoints->pdata[i];
    const char *label = touchpoint->cover ? passant_text_get (touchpoint->cover,
                                                              self->language) : NULL;

    if (label && passant_guide_get_touchpoint (guide, touchpoint) != PASSANT_STEP_HIDDEN)
      append (self, label, touchpoint,
              g_strv_contains ((const char * const *) ticked, touchpoint->id));
  }
}

/* An empty list would look made up; these are anybody's. */
static void
add_common_goods (PassantShoppingList *self)
{
  append (self, C_("shopping list", "Milk"), NULL, FALSE);
  append (self, C_("shopping list", "Bread"), NULL, TRUE);
  append (self, C_("shopping list", "Bananas"), NULL, FALSE);
  append (self, C_("shopping list", "Coffee"), NULL, FALSE);
  append (self, C_("shopping list", "Washing-up liquid"), NULL, FALSE);
}

/* Kept as one line of text each, with an "x" or a "-" in front. */
static void
add_own (PassantShoppingList *self)
{
  g_autofree char *kept = self->pocket ? passant_pocket_dup (self->pocket, "list", "own") : NULL;
  g_auto (GStrv) lines = kept ? g_strsplit (kept, "\n", OWN_LINES_MAX) : NULL;

  if (!kept && self->lines->len == 0)
    add_common_goods (self);

  for (guint i = 0; lines && lines[i]; i++) {
    if (strlen (lines[i]) > 2)
      append (self, lines[i] + 2, NULL, lines[i][0] == 'x');
  }
}

static void
keep_ticks (PassantShoppingList *self)
{
  g_autoptr (GString) ticked = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++) {
    PassantShoppingLine *line = self->lines->pdata[i];

    if (line->touchpoint && line->is_ticked)
      g_string_append_printf (ticked, "%s%s", ticked->len > 0 ? " " : "", line->touchpoint->id);
  }
  passant_pocket_put (self->pocket, "ticked", get_visit (self), ticked->len > 0 ? ticked->str
                                                                                : NULL);
}

static void
keep_own (PassantShoppingList *self)
{
  g_autoptr (GString) own = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++) {
    PassantShoppingLine *line = self->lines->pdata[i];

    if (!line->touchpoint)
      g_string_append_printf (own, "%s%s %s", own->len > 0 ? "\n" : "",
                              line->is_ticked ? "x" : "-", line->text);
  }
  passant_pocket_put (self->pocket, "list", "own", own->str);
}

static void
keep (PassantShoppingList *self)
{
  if (!self->pocket)
    return;

  keep_own (self);
  if (self->session)
    keep_ticks (self);
}

static void
passant_shopping_list_finalize (GObject *object)
{
  PassantShoppingList *self = PASSANT_SHOPPING_LIST (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->pocket);

  G_OBJECT_CLASS (passant_shopping_list_parent_class)->finalize (object);
}

static void
passant_shopping_list_class_init (PassantShoppingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_shopping_list_finalize;
}

static void
passant_shopping_list_init (PassantShoppingList *self)
{
  self->lines = g_ptr_array_new_with_free_func (line_free);
}

/* @pocket: (nullable): where lines are kept; without one they go with the program. */
PassantShoppingList *
passant_shopping_list_new (PassantPocket *pocket)
{
  PassantShoppingList *self = g_object_new (PASSANT_TYPE_SHOPPING_LIST, NULL);

  g_set_object (&self->pocket, pocket);

  return self;
}

/* Makes the lines anew. @session: (nullable): the visit at hand; @language: what its labels are read in. */
void
passant_shopping_list_fill (PassantShoppingList *self,
                            PassantSession      *session,
                            const char          *language)
{
  g_return_if_fail (PASSANT_IS_SHOPPING_LIST (self));

  g_ptr_array_set_size (self->lines, 0);
  g_set_object (&self->session, session);
  self->language = language;
  if (session)
    add_touchpoints (self);
  add_own (self);
}

guint
passant_shopping_list_get_length (PassantShoppingList *self)
{
  g_return_val_if_fail (PASSANT_IS_SHOPPING_LIST (self), 0);

  return self->lines->len;
}

/* Lives until the list is filled, cleared or added to. */
const PassantShoppingLine *
passant_shopping_list_get_line (PassantShoppingList *self,
                                guint                index)
{
  g_return_val_if_fail (PASSANT_IS_SHOPPING_LIST (self), NULL);
  g_return_val_if_fail (index < self->lines->len, NULL);

  return self->lines->pdata[index];
}

/* A line of the guest's own, at the end. FALSE when @text says nothing or there is no room. */
gboolean
passant_shopping_list_add (PassantShoppingList *self,
                           const char          *text)
{
  g_autofree char *plain = NULL;
  g_autofree char *cut = NULL;

  g_return_val_if_fail (PASSANT_IS_SHOPPING_LIST (self), FALSE);

  plain = g_strstrip (g_strdelimit (g_strdup (text), "\n\r", ' '));
  if (!*plain || self->lines->len >= OWN_LINES_MAX)
    return FALSE;

  cut = g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), LINE_LETTERS_MAX));
  append (self, cut, NULL, FALSE);
  keep (self);

  return TRUE;
}

void
passant_shopping_list_tick (PassantShoppingList *self,
                            guint                index,
                            gboolean             is_ticked)
{
  PassantShoppingLine *line;

  g_return_if_fail (PASSANT_IS_SHOPPING_LIST (self));
  g_return_if_fail (index < self->lines->len);

  line = self->lines->pdata[index];
  if (line->is_ticked == is_ticked)
    return;

  line->is_ticked = is_ticked;
  if (is_ticked && line->touchpoint)
    passant_session_mark_at (self->session, line->touchpoint,
                             passant_text_get (line->touchpoint->title, self->language));
  keep (self);
}

/* Takes away the guest's own lines that are ticked. */
void
passant_shopping_list_clear (PassantShoppingList *self)
{
  g_return_if_fail (PASSANT_IS_SHOPPING_LIST (self));

  for (guint i = self->lines->len; i > 0; i--) {
    PassantShoppingLine *line = self->lines->pdata[i - 1];

    if (line->is_ticked && !line->touchpoint)
      g_ptr_array_remove_index (self->lines, i - 1);
  }
  keep (self);
}
