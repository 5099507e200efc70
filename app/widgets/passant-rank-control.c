/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-rank-control.h"

#include <glib/gi18n-lib.h>

#include "passant-announce.h"
#include "passant-rank-row.h"

#define ROW_SPACING 8

struct _PassantRankControl {
  PassantAnswerControl parent_instance;

  GPtrArray           *order;   /* ids that have a place, the best first; owned */
  GPtrArray           *offered; /* PassantChoice; NULL: all */
  gboolean             is_dragging;

  GtkWidget           *how;     /* what to do, in words */
  GtkWidget           *rows;    /* PassantRankRow */
};

G_DEFINE_FINAL_TYPE (PassantRankControl, passant_rank_control, PASSANT_TYPE_ANSWER_CONTROL)

static PassantQuestion *
get_question (PassantRankControl *self)
{
  return passant_answer_control_get_question (PASSANT_ANSWER_CONTROL (self));
}

/* From 1; 0 when @id has none. */
static guint
get_place (PassantRankControl *self,
           const char         *id)
{
  guint index;

  return g_ptr_array_find_with_equal_func (self->order, id, g_str_equal, &index) ? index + 1 : 0;
}

static gboolean
is_offered (PassantRankControl *self,
            PassantChoice      *choice)
{
  return !self->offered || g_ptr_array_find (self->offered, choice, NULL);
}

static guint
count_rows (PassantRankControl *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows);
       row; row = gtk_widget_get_next_sibling (row))
    n++;

  return n;
}

static gboolean
is_whole (PassantRankControl *self)
{
  return self->order->len > 0 && self->order->len == count_rows (self);
}

static PassantRankRow *
find_row (PassantRankControl *self,
          const char         *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows);
       row; row = gtk_widget_get_next_sibling (row)) {
    if (g_strcmp0 (passant_rank_row_get_key (PASSANT_RANK_ROW (row)), id) == 0)
      return PASSANT_RANK_ROW (row);
  }

  return NULL;
}

static void
show_places (PassantRankControl *self)
{
  gboolean whole = is_whole (self);
  guint n = count_rows (self);

  gtk_label_set_label (GTK_LABEL (self->how),
                       whole ? _("Drag by the dots or use the arrows; a tap takes one back")
                             : _("Tap in order, the first one first"));
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows);
       row; row = gtk_widget_get_next_sibling (row))
    passant_rank_row_set_place (PASSANT_RANK_ROW (row),
                                get_place (self, passant_rank_row_get_key (PASSANT_RANK_ROW (row))),
                                n, whole);
}

/* Rows stay where the finger expects them while places are given; they change places once all have one. */
static void
sort_rows (PassantRankControl *self)
{
  GtkWidget *last = NULL;

  for (guint i = 0; i < self->order->len; i++) {
    PassantRankRow *row = find_row (self, g_ptr_array_index (self->order, i));

    gtk_box_reorder_child_after (GTK_BOX (self->rows), GTK_WIDGET (row), last);
    last = GTK_WIDGET (row);
  }
}

static void
show_order (PassantRankControl *self)
{
  if (is_whole (self))
    sort_rows (self);
  show_places (self);
}

static void
say_order (PassantRankControl *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < self->order->len; i++)
    g_string_append_printf (value, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (self->order, i));

  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), value->len > 0 ? value->str : NULL);
}

static void
announce (PassantRankControl *self,
          PassantRankRow     *row)
{
  passant_announce (GTK_WIDGET (self), passant_rank_row_get_name (row),
                    GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_row_tapped_cb (PassantRankControl *self,
                  PassantRankRow     *row)
{
  const char *id = passant_rank_row_get_key (row);
  guint place = get_place (self, id);

  if (place > 0)
    g_ptr_array_remove_index (self->order, place - 1);
  else
    g_ptr_array_add (self->order, g_strdup (id));

  show_order (self);
  announce (self, row);
  say_order (self);
}

static void
move_to (PassantRankControl *self,
         guint               from,
         guint               to)
{
  char *id = g_ptr_array_steal_index (self->order, from);

  g_ptr_array_insert (self->order, (int) to, id);
  show_order (self);
}

static void
on_row_moved_cb (PassantRankControl *self,
                 int                 by,
                 PassantRankRow     *row)
{
  int from = (int) get_place (self, passant_rank_row_get_key (row)) - 1;
  int to = from + by;

  if (!is_whole (self) || to < 0 || to >= (int) self->order->len)
    return;

  move_to (self, (guint) from, (guint) to);
  announce (self, row);
  say_order (self);
}

/* How many of the other rows lie above @y. */
static guint
count_above (PassantRankControl *self,
             PassantRankRow     *dragged,
             double              y)
{
  guint above = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows);
       row; row = gtk_widget_get_next_sibling (row)) {
    graphene_rect_t bounds;

    if (row != GTK_WIDGET (dragged) && gtk_widget_compute_bounds (row, self->rows, &bounds) &&
        bounds.origin.y + bounds.size.height / 2 < y)
      above++;
  }

  return above;
}

static void
on_row_dragged_cb (PassantRankControl *self,
                   double              y,
                   PassantRankRow     *row)
{
  guint from = get_place (self, passant_rank_row_get_key (row));
  guint to = count_above (self, row, y);

  if (!is_whole (self) || from == 0 || from - 1 == to)
    return;

  self->is_dragging = TRUE;
  move_to (self, from - 1, to);
}

/* One drag, one answer, however far it went about. */
static void
on_row_dropped_cb (PassantRankControl *self,
                   PassantRankRow     *row)
{
  if (!self->is_dragging)
    return;

  self->is_dragging = FALSE;
  announce (self, row);
  say_order (self);
}

static void
add_row (PassantRankControl *self,
         PassantChoice      *choice)
{
  const char *language = passant_answer_control_get_language (PASSANT_ANSWER_CONTROL (self));
  GtkWidget *row = passant_rank_row_new (choice->id, passant_text_get (choice->label, language));

  passant_rank_row_set_offered (PASSANT_RANK_ROW (row), is_offered (self, choice));
  gtk_box_append (GTK_BOX (self->rows), row);
  g_signal_connect_object (row, "tapped", G_CALLBACK (on_row_tapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "moved", G_CALLBACK (on_row_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dragged", G_CALLBACK (on_row_dragged_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dropped", G_CALLBACK (on_row_dropped_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A row for each choice on offer, and for each that has a place though it is not on offer any more. */
static void
make_rows (PassantRankControl *self)
{
  GPtrArray *choices = get_question (self)->choices;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->rows)))
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; i < choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (choices, i);

    if (is_offered (self, choice) || get_place (self, choice->id) > 0)
      add_row (self, choice);
  }
}

static gboolean
has_order (PassantRankControl *self,
           GStrv               ids)
{
  for (guint i = 0; i < self->order->len; i++) {
    if (g_strcmp0 (ids[i], g_ptr_array_index (self->order, i)) != 0)
      return FALSE;
  }

  return ids[self->order->len] == NULL;
}

static void
passant_rank_control_show_value (PassantAnswerControl *control,
                                 const char           *value)
{
  PassantRankControl *self = PASSANT_RANK_CONTROL (control);
  g_auto (GStrv) ids = g_strsplit (value ? value : "", " ", -1);

  if (self->is_dragging || (g_strv_length (ids) >= self->order->len && has_order (self, ids)))
    return;

  g_ptr_array_set_size (self->order, 0);
  for (guint i = 0; ids[i]; i++) {
    if (passant_question_find_choice (get_question (self), ids[i]) && get_place (self, ids[i]) == 0)
      g_ptr_array_add (self->order, g_strdup (ids[i]));
  }
  make_rows (self);
  show_order (self);
}

static void
passant_rank_control_set_offered (PassantAnswerControl *control,
                                  GPtrArray            *offered)
{
  PassantRankControl *self = PASSANT_RANK_CONTROL (control);

  g_clear_pointer (&self->offered, g_ptr_array_unref);
  self->offered = offered ? g_ptr_array_ref (offered) : NULL;
  make_rows (self);
  show_order (self);
}

static char *
passant_rank_control_dup_unfinished (PassantAnswerControl *control)
{
  PassantRankControl *self = PASSANT_RANK_CONTROL (control);
  guint left = count_rows (self) - self->order->len;

  if (self->order->len == 0 || left == 0)
    return NULL;

  /* Translators: of answers to put in order by tapping them. */
  return g_strdup_printf (ngettext ("%u more to put in order", "%u more to put in order", left),
                          left);
}

static void
passant_rank_control_constructed (GObject *object)
{
  PassantRankControl *self = PASSANT_RANK_CONTROL (object);

  G_OBJECT_CLASS (passant_rank_control_parent_class)->constructed (object);

  make_rows (self);
  show_order (self);
}

static void
passant_rank_control_finalize (GObject *object)
{
  PassantRankControl *self = PASSANT_RANK_CONTROL (object);

  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_ptr_array_unref);

  G_OBJECT_CLASS (passant_rank_control_parent_class)->finalize (object);
}

static void
passant_rank_control_class_init (PassantRankControlClass *klass)
{
  PassantAnswerControlClass *control_class = PASSANT_ANSWER_CONTROL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = passant_rank_control_constructed;
  G_OBJECT_CLASS (klass)->finalize = passant_rank_control_finalize;
  control_class->show_value = passant_rank_control_show_value;
  control_class->set_offered = passant_rank_control_set_offered;
  control_class->dup_unfinished = passant_rank_control_dup_unfinished;
}

static void
passant_rank_control_init (PassantRankControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, ROW_SPACING);

  self->order = g_ptr_array_new_with_free_func (g_free);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, ROW_SPACING);
  self->how = g_object_new (GTK_TYPE_LABEL,
                            "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                            "css-classes", (const char *[]) { "caption", "dimmed", NULL },
                            NULL);
  gtk_box_append (GTK_BOX (box), self->how);
  gtk_box_append (GTK_BOX (box), self->rows);
  adw_bin_set_child (ADW_BIN (self), box);
}
