/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-rules-box.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"

/**
 * PassantRulesBox:
 *
 * What to do and what not to do, a line each, told apart by a sign and a word for the ear, not by colour alone. Not
 * visible when there are no rules.
 */
struct _PassantRulesBox {
  AdwBin  parent_instance;

  GtkBox *lines;
};

G_DEFINE_FINAL_TYPE (PassantRulesBox, passant_rules_box, ADW_TYPE_BIN)

static void
add_line (PassantRulesBox *self,
          const char      *icon,
          const char      *style,
          const char      *heard,
          const char      *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = passant_label_new (text, NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, heard, -1);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->lines, line);
}

static void
passant_rules_box_class_init (PassantRulesBoxClass *klass)
{
}

static void
passant_rules_box_init (PassantRulesBox *self)
{
  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->lines));
}

GtkWidget *
passant_rules_box_new (void)
{
  return g_object_new (PASSANT_TYPE_RULES_BOX, NULL);
}

/* @dos, @donts: PassantText. */
void
passant_rules_box_show (PassantRulesBox *self,
                        GPtrArray       *dos,
                        GPtrArray       *donts,
                        const char      *language)
{
  GtkWidget *line;

  g_return_if_fail (PASSANT_IS_RULES_BOX (self));

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))))
    gtk_box_remove (self->lines, line);

  for (guint i = 0; dos && i < dos->len; i++)
    add_line (self, "object-select-symbolic", "success", _("Do"),
              passant_text_get (dos->pdata[i], language));
  for (guint i = 0; donts && i < donts->len; i++)
    add_line (self, "window-close-symbolic", "error", _("Do not"),
              passant_text_get (donts->pdata[i], language));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->lines)) != NULL);
}
