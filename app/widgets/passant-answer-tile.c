/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-answer-tile.h"

#include <glib/gi18n-lib.h>

#include "passant-face.h"

#define FACE_SIZE 34

struct _PassantAnswerTile {
  GtkToggleButton parent_instance;

  char           *key;

  GtkLabel       *label; /* NULL for a face */
};

G_DEFINE_FINAL_TYPE (PassantAnswerTile, passant_answer_tile, GTK_TYPE_TOGGLE_BUTTON)

static void
passant_answer_tile_finalize (GObject *object)
{
  PassantAnswerTile *self = PASSANT_ANSWER_TILE (object);

  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (passant_answer_tile_parent_class)->finalize (object);
}

static void
passant_answer_tile_class_init (PassantAnswerTileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_answer_tile_finalize;
}

static void
passant_answer_tile_init (PassantAnswerTile *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "passant-tile");
}

/* The mark is decoration: the pressed state already says it to a screen reader. */
static GtkWidget *
make_mark (const char *css_class)
{
  return g_object_new (GTK_TYPE_IMAGE,
                       "icon-name", "object-select-symbolic",
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "css-classes", (const char *[]) { "mark", css_class, NULL },
                       "valign", GTK_ALIGN_CENTER,
                       NULL);
}

static GtkWidget *
make_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                       NULL);
}

static GtkWidget *
make_worded (GtkWidget  *label,
             const char *mark)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), make_mark (mark));
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static GtkWidget *
make_cornered (GtkWidget *child)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *mark = make_mark ("corner");

  gtk_widget_set_halign (mark, GTK_ALIGN_END);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_halign (child, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), child);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), mark);

  return overlay;
}

static GtkWidget *
make_tile (const char *key,
           const char *name,
           const char *css_class,
           GtkWidget  *child,
           GtkWidget  *label)
{
  PassantAnswerTile *self = g_object_new (PASSANT_TYPE_ANSWER_TILE, "child", child, NULL);

  self->key = g_strdup (key);
  self->label = label ? GTK_LABEL (label) : NULL;
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

GtkWidget *
passant_answer_tile_new (PassantTileLook look,
                         const char     *key,
                         const char     *label,
                         const char     *name)
{
  GtkWidget *text;

  g_return_val_if_fail (key != NULL && label != NULL, NULL);

  text = make_label (label);
  name = name ? name : label;

  switch (look) {
  case PASSANT_TILE_MANY:
    return make_tile (key, name, "worded", make_worded (text, "square"), text);
  case PASSANT_TILE_NUMBER:
    return make_tile (key, name, "number", make_cornered (text), text);
  case PASSANT_TILE_ONE:
  default:
    return make_tile (key, name, "worded", make_worded (text, "round"), text);
  }
}

GtkWidget *
passant_answer_tile_new_face (int         valence,
                              const char *key,
                              const char *name)
{
  GtkWidget *face;

  g_return_val_if_fail (key != NULL && name != NULL, NULL);

  face = passant_face_new (valence, 0);
  passant_face_set_size (PASSANT_FACE (face), FACE_SIZE);

  return make_tile (key, name, "face", make_cornered (face), NULL);
}

const char *
passant_answer_tile_get_key (PassantAnswerTile *self)
{
  g_return_val_if_fail (PASSANT_IS_ANSWER_TILE (self), NULL);

  return self->key;
}

void
passant_answer_tile_set_label (PassantAnswerTile *self,
                               const char        *label)
{
  g_return_if_fail (PASSANT_IS_ANSWER_TILE (self) && self->label != NULL);

  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
passant_answer_tile_set_offered (PassantAnswerTile *self,
                                 gboolean           offered)
{
  g_return_if_fail (PASSANT_IS_ANSWER_TILE (self));

  if (offered) {
    gtk_widget_remove_css_class (GTK_WIDGET (self), "withdrawn");
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  } else {
    gtk_widget_add_css_class (GTK_WIDGET (self), "withdrawn");
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    _("Not among the answers any more"), -1);
  }
}
