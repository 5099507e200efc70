/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-markdown.h"

#include <md4c.h>

#include "passant-figure.h"

#define INDENT     18
#define LISTS_MAX  8

struct _PassantMarkdown {
  AdwBin      parent_instance;

  GtkWidget  *blocks;
  GHashTable *pictures; /* name → path, or NULL */
};

G_DEFINE_FINAL_TYPE (PassantMarkdown, passant_markdown, ADW_TYPE_BIN)

/* One reading of a text: md4c calls, blocks grow. */
typedef struct {
  GtkBox     *blocks;
  GString    *markup;          /* of the block being read */
  int         numbers[LISTS_MAX]; /* next number of each open list, 0 for bullets */
  int         depth;           /* open lists */
  gboolean    has_mark;        /* the next block starts a list item */
  GString    *open;             /* the open tags, a letter each: b i t a */
  GHashTable *pictures;         /* name → path, or NULL */
  GdkTexture *picture;          /* that is being described, or NULL */
  GString    *description;      /* of it, as far as it was read */
} Reader;

static GtkWidget *
make_label (const char *markup,
            const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "hexpand", TRUE,
                                   "valign", GTK_ALIGN_START,
                                   NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_item (Reader    *reader,
           GtkWidget *label)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  int *number = &reader->numbers[MIN (reader->depth, LISTS_MAX) - 1];
  g_autofree char *mark = *number > 0 && reader->has_mark ? g_strdup_printf ("%d.", (*number)++)
                                                          : g_strdup (reader->has_mark ? "•" : " ");
  GtkWidget *bullet = gtk_label_new (mark);

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (bullet), 2);
  gtk_widget_set_margin_start (row, (MIN (reader->depth, LISTS_MAX) - 1) * INDENT);
  gtk_box_append (GTK_BOX (row), bullet);
  gtk_box_append (GTK_BOX (row), label);
  reader->has_mark = FALSE;

  return row;
}

static const char *
get_tag (char letter)
{
  return letter == 'b' ? "b" : letter == 'i' ? "i" : letter == 't' ? "tt" : "a";
}

static void
open_tag (Reader *reader,
          char    letter)
{
  g_string_append_c (reader->open, letter);
  if (letter != 'a')
    g_string_append_printf (reader->markup, "<%s>", get_tag (letter));
}

/* Closes the innermost @letter and all that was opened in it. md4c 0.5 may leave what it never entered ("[](*)*"), and
 * Pango takes no markup that is out of balance. */
static void
close_tag (Reader *reader,
           char    letter)
{
  const char *opened = strrchr (reader->open->str, letter);
  gsize left = opened ? (gsize) (opened - reader->open->str) : reader->open->len;

  while (reader->open->len > left) {
    const char *tag = get_tag (reader->open->str[reader->open->len - 1]);

    g_string_append_printf (reader->markup, "</%s>", tag);
    g_string_truncate (reader->open, reader->open->len - 1);
  }
}

/* Ends the block being read, if there is anything in it. */
static void
end_block (Reader     *reader,
           const char *css_class)
{
  GtkWidget *label;

  if (reader->markup->len == 0)
    return;

  while (reader->open->len > 0)
    close_tag (reader, reader->open->str[0]);

  label = make_label (reader->markup->str, css_class);
  gtk_box_append (reader->blocks, reader->depth > 0 ? make_item (reader, label) : label);
  g_string_truncate (reader->markup, 0);
}

static int
on_enter_block (MD_BLOCKTYPE type,
                void        *detail,
                void        *user_data)
{
  Reader *reader = user_data;

  switch (type) {
  case MD_BLOCK_UL:
  case MD_BLOCK_OL:
    end_block (reader, NULL);
    if (reader->depth < LISTS_MAX)
      reader->numbers[reader->depth] = type ==
                                       MD_BLOCK_OL ? (int) ((MD_BLOCK_OL_DETAIL *) detail)->start :
                                       0;
    reader->depth++;
    break;
  case MD_BLOCK_LI:
    reader->has_mark = TRUE;
    break;
  default:
    break;
  }

  return 0;
}

static const char *
get_heading_class (MD_BLOCK_H_DETAIL *detail)
{
  return detail->level == 1 ? "title-2" : detail->level == 2 ? "title-4" : "heading";
}

static int
on_leave_block (MD_BLOCKTYPE type,
                void        *detail,
                void        *user_data)
{
  Reader *reader = user_data;

  switch (type) {
  case MD_BLOCK_H:
    end_block (reader, get_heading_class (detail));
    break;
  case MD_BLOCK_UL:
  case MD_BLOCK_OL:
    end_block (reader, NULL);
    reader->depth--;
    break;
  case MD_BLOCK_HR:
    gtk_box_append (reader->blocks, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
    break;
  case MD_BLOCK_CODE:
    end_block (reader, "monospace");
    break;
  case MD_BLOCK_P:
  case MD_BLOCK_LI:
  default:
    end_block (reader, NULL);
  }

  return 0;
}

/* A link the app could open without surprise, or NULL. */
static char *
dup_link (MD_SPAN_A_DETAIL *detail)
{
  g_autofree char *href = g_strndup (detail->href.text ? detail->href.text : "", detail->href.size);
  g_autofree char *scheme = g_uri_parse_scheme (href);
  static const char *const schemes[] = { "http", "https", "mailto", "tel", NULL };

  if (!scheme || !g_strv_contains (schemes, scheme) || !g_utf8_validate (href, -1, NULL))
    return NULL;

  return g_steal_pointer (&href);
}

static void
open_link (Reader           *reader,
           MD_SPAN_A_DETAIL *detail)
{
  g_autofree char *link = dup_link (detail);
  g_autofree char *escaped = link ? g_markup_escape_text (link, -1) : NULL;

  if (!escaped)
    return;

  g_string_append_printf (reader->markup, "<a href=\"%s\">", escaped);
  open_tag (reader, 'a');
}

/* A picture that was handed over and can be read; anything else is as good as its description. */
static GdkTexture *
load_picture (Reader             *reader,
              MD_SPAN_IMG_DETAIL *detail)
{
  g_autofree char *name = g_strndup (detail->src.text ? detail->src.text : "", detail->src.size);
  const char *path = reader->pictures ? g_hash_table_lookup (reader->pictures, name) : NULL;
  g_autoptr (GError) error = NULL;
  GdkTexture *picture = path ? gdk_texture_new_from_filename (path, &error) : NULL;

  if (error)
    g_message ("Cannot show %s: %s", name, error->message);

  return picture;
}

static void
open_picture (Reader             *reader,
              MD_SPAN_IMG_DETAIL *detail)
{
  if (reader->picture)
    return;

  reader->picture = load_picture (reader, detail);
  g_string_truncate (reader->description, 0);
}

/* A block of its own, never wider than the page nor larger than it is. */
static void
close_picture (Reader *reader)
{
  GtkWidget *picture;

  if (!reader->picture)
    return;

  end_block (reader, NULL);
  picture = passant_figure_new (reader->picture, reader->description->str);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (reader->blocks, picture);
  g_clear_object (&reader->picture);
}

static char
get_letter (MD_SPANTYPE type)
{
  switch (type) {
  case MD_SPAN_EM:
    return 'i';
  case MD_SPAN_STRONG:
    return 'b';
  case MD_SPAN_CODE:
    return 't';
  case MD_SPAN_A:
    return 'a';
  default:
    return '\0';
  }
}

static int
on_enter_span (MD_SPANTYPE type,
               void       *detail,
               void       *user_data)
{
  Reader *reader = user_data;

  if (type == MD_SPAN_IMG)
    open_picture (reader, detail);
  else if (reader->picture)
    return 0; /* A description is plain. */
  else if (type == MD_SPAN_A)
    open_link (reader, detail);
  else if (get_letter (type))
    open_tag (reader, get_letter (type));

  return 0;
}

static int
on_leave_span (MD_SPANTYPE type,
               void       *detail,
               void       *user_data)
{
  Reader *reader = user_data;

  if (type == MD_SPAN_IMG)
    close_picture (reader);
  else if (!reader->picture && get_letter (type))
    close_tag (reader, get_letter (type));

  return 0;
}

/* md4c hands entities over as written; Pango knows the five of XML, the rest stay as the author typed them. */
static void
append_entity (Reader     *reader,
               const char *entity)
{
  static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", NULL };
  g_autofree char *escaped = g_markup_escape_text (entity, -1);

  if (g_strv_contains (known, entity))
    g_string_append (reader->markup, entity);
  else if (g_strcmp0 (entity, "&nbsp;") == 0)
    g_string_append (reader->markup, "\u00a0");
  else
    g_string_append (reader->markup, escaped);
}

static int
on_text (MD_TEXTTYPE    type,
         const MD_CHAR *text,
         MD_SIZE        size,
         void          *user_data)
{
  Reader *reader = user_data;
  g_autofree char *piece = g_strndup (text, size);
  g_autofree char *escaped = g_markup_escape_text (piece, -1);

  if (reader->picture)
    g_string_append (reader->description, piece);
  else if (type == MD_TEXT_BR)
    g_string_append_c (reader->markup, '\n');
  else if (type == MD_TEXT_SOFTBR)
    g_string_append_c (reader->markup, ' ');
  else if (type == MD_TEXT_NULLCHAR)
    g_string_append (reader->markup, "\ufffd");
  else if (type == MD_TEXT_ENTITY)
    append_entity (reader, piece);
  else
    g_string_append (reader->markup, escaped);

  return 0;
}

static void
passant_markdown_finalize (GObject *object)
{
  PassantMarkdown *self = PASSANT_MARKDOWN (object);

  g_clear_pointer (&self->pictures, g_hash_table_unref);

  G_OBJECT_CLASS (passant_markdown_parent_class)->finalize (object);
}

static void
passant_markdown_class_init (PassantMarkdownClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_markdown_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "passant-markdown");
}

static void
passant_markdown_init (PassantMarkdown *self)
{
  self->blocks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  adw_bin_set_child (ADW_BIN (self), self->blocks);
}

GtkWidget *
passant_markdown_new (const char *text)
{
  PassantMarkdown *self = g_object_new (PASSANT_TYPE_MARKDOWN, NULL);

  passant_markdown_set_text (self, text);

  return GTK_WIDGET (self);
}

void
passant_markdown_set_pictures (PassantMarkdown *self,
                               GHashTable      *pictures)
{
  g_return_if_fail (PASSANT_IS_MARKDOWN (self));

  g_clear_pointer (&self->pictures, g_hash_table_unref);
  self->pictures = pictures ? g_hash_table_ref (pictures) : NULL;
}

void
passant_markdown_set_text (PassantMarkdown *self,
                           const char      *text)
{
  const MD_PARSER parser = {
    .abi_version = 0,
    .flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_COLLAPSEWHITESPACE,
    .enter_block = on_enter_block,
    .leave_block = on_leave_block,
    .enter_span = on_enter_span,
    .leave_span = on_leave_span,
    .text = on_text,
  };
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autoptr (GString) open = g_string_new (NULL);
  g_autoptr (GString) description = g_string_new (NULL);
  Reader reader = { .markup = markup, .open = open, .description = description };
  GtkWidget *block;

  g_return_if_fail (PASSANT_IS_MARKDOWN (self));

  while ((block = gtk_widget_get_first_child (self->blocks)))
    gtk_box_remove (GTK_BOX (self->blocks), block);

  reader.blocks = GTK_BOX (self->blocks);
  reader.pictures = self->pictures;
  md_parse (valid, (MD_SIZE) strlen (valid), &parser, &reader);
  g_clear_object (&reader.picture);
}
