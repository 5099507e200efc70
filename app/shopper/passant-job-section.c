/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-job-section.h"

#include <glib/gi18n-lib.h>

/* How many cards one more tap brings. */
#define MORE_CARDS 20

/**
 * PassantJobSection:
 *
 * A part of the home page: a heading, the first few of its jobs as cards, and "Show … more". Two hundred jobs cost no more
 * than the few that are looked at. Cards of jobs that look as before stay what they are, so that neither the focus nor a
 * finger on its way loses them when the list is read anew. Invisible without jobs.
 */
struct _PassantJobSection {
  GtkBox              parent_instance;

  guint               n_wanted; /* cards that may be shown: the first few, or more when asked for */
  GPtrArray          *jobs;
  GPtrArray          *shown;    /* the jobs that have a card, in the order of the cards */
  PassantJobCardMaker maker;
  gpointer            maker_data;

  GtkLabel           *title_label;
  GtkLabel           *count_label;
  GtkBox             *list;
  GtkButton          *more_button;
};

G_DEFINE_FINAL_TYPE (PassantJobSection, passant_job_section, GTK_TYPE_BOX)

typedef enum {
  PROP_TITLE = 1,
  PROP_N_FIRST,
} PassantJobSectionProperty;

static GParamSpec *properties[PROP_N_FIRST + 1];

static void
show_count (PassantJobSection *self)
{
  guint left = self->jobs->len - self->shown->len;
  guint next = MIN (left, MORE_CARDS);
  g_autofree char *count = g_strdup_printf ("%u", self->jobs->len);
  /* Translators: a button below a list of jobs. */
  g_autofree char *more = g_strdup_printf (ngettext ("Show %u more", "Show %u more", next), next);

  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), left > 0);
  gtk_button_set_label (self->more_button, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), left > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), self->jobs->len > 0);
}

static GtkWidget *
find_card (PassantJobSection *self,
           guint              index)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (card && index-- > 0)
    card = gtk_widget_get_next_sibling (card);

  return card;
}

static void
drop_card (PassantJobSection *self,
           guint              index)
{
  gtk_box_remove (self->list, find_card (self, index));
  g_ptr_array_remove_index (self->shown, index);
}

/* Where the card of @job, as it looks now, stands at or behind @from; −1 when it has none. */
static int
find_shown (PassantJobSection *self,
            PassantJob        *job,
            guint              from)
{
  for (guint i = from; i < self->shown->len; i++) {
    if (passant_job_is_alike (self->shown->pdata[i], job))
      return (int) i;
  }

  return -1;
}

static void
put_card (PassantJobSection *self,
          guint              index,
          PassantJob        *job)
{
  int there = find_shown (self, job, index);

  /* What stood before it is gone from here, or comes later. */
  if (there >= 0) {
    while (there-- > (int) index)
      drop_card (self, index);
    return;
  }

  gtk_box_insert_child_after (self->list, self->maker (job, self->maker_data),
                              index > 0 ? find_card (self, index - 1) : NULL);
  g_ptr_array_insert (self->shown, (int) index, g_object_ref (job));
}

static guint
show_cards (PassantJobSection *self,
            guint              n_max)
{
  guint n = MIN (MIN (self->jobs->len, self->n_wanted), n_max);

  for (guint i = 0; i < n; i++)
    put_card (self, i, self->jobs->pdata[i]);
  while (self->shown->len > n)
    drop_card (self, self->shown->len - 1);
  show_count (self);

  return n;
}

static void
on_more_clicked_cb (PassantJobSection *self)
{
  guint before = self->shown->len;
  GtkWidget *first;

  self->n_wanted += MORE_CARDS;
  show_cards (self, G_MAXUINT);
  /* The button may be gone; who goes by keys goes on where the new cards begin. */
  first = find_card (self, before);
  if (first)
    gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
}

static void
passant_job_section_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PassantJobSection *self = PASSANT_JOB_SECTION (object);

  switch ((PassantJobSectionProperty) id) {
  case PROP_TITLE:
    gtk_label_set_label (self->title_label, g_value_get_string (value));
    break;
  case PROP_N_FIRST:
    self->n_wanted = g_value_get_uint (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
passant_job_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_JOB_SECTION);

  G_OBJECT_CLASS (passant_job_section_parent_class)->dispose (object);
}

static void
passant_job_section_finalize (GObject *object)
{
  PassantJobSection *self = PASSANT_JOB_SECTION (object);

  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (passant_job_section_parent_class)->finalize (object);
}

static void
passant_job_section_class_init (PassantJobSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = passant_job_section_set_property;
  object_class->dispose = passant_job_section_dispose;
  object_class->finalize = passant_job_section_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "",
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_FIRST] = g_param_spec_uint ("n-first", NULL, NULL, 1, G_MAXUINT, 5,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-job-section.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantJobSection, title_label);
  gtk_widget_class_bind_template_child (widget_class, PassantJobSection, count_label);
  gtk_widget_class_bind_template_child (widget_class, PassantJobSection, list);
  gtk_widget_class_bind_template_child (widget_class, PassantJobSection, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked_cb);
}

static void
passant_job_section_init (PassantJobSection *self)
{
  self->n_wanted = 5;
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
passant_job_section_set_maker (PassantJobSection  *self,
                               PassantJobCardMaker maker,
                               gpointer            user_data)
{
  g_return_if_fail (PASSANT_IS_JOB_SECTION (self));

  self->maker = maker;
  self->maker_data = user_data;
}

guint
passant_job_section_show (PassantJobSection *self,
                          GPtrArray         *jobs,
                          guint              n_max)
{
  g_return_val_if_fail (PASSANT_IS_JOB_SECTION (self) && self->maker != NULL, 0);

  g_ptr_array_set_size (self->jobs, 0);
  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (self->jobs, g_object_ref (jobs->pdata[i]));

  return show_cards (self, n_max);
}
