/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-sheet.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#include "passant-error.h"
#include "passant-photo.h"
#include "passant-glossary.h"

#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 48.0
#define PAGE_TOP 54.0
#define PAGE_BOTTOM (PAGE_HEIGHT - 60.0)
/* A taller block is split rather than moved to the next page whole. */
#define WHOLE_MAX ((PAGE_BOTTOM - PAGE_TOP) / 4)
#define SHADE_PADDING 5.0
#define BANNER_HEIGHT 22.0
#define BANNER_COLOUR 0xb3261e

typedef struct {
  double           x, y, width, height;
  PassantStyle     style;
  PangoLayout     *layout; /* one of these three */
  RsvgHandle      *svg;
  cairo_surface_t *photo;
} Cell;

typedef struct {
  PassantBlockFlags flags;
  double            gap, height;
  GPtrArray        *cells;
} Block;

struct _PassantSheet {
  char         *language;
  char         *head, *foot, *banner;
  PangoContext *context;
  GPtrArray    *blocks;
};

/* Where the pen is. The same walk is done twice: without a cairo to count the pages, then with one to draw them. */
typedef struct {
  PassantSheet *sheet;
  cairo_t      *cairo; /* or NULL */
  int           page, pages;
  double        y;
  int           chapter; /* in the outline */
  const Block  *head;    /* of the columns the rows now stand in, or NULL */
} Pen;

typedef struct {
  const char *font;
  guint32     colour;
} StyleLook;

/* The list of families makes the report look alike where one of them is missing. */
#define FAMILIES "Noto Sans, Cantarell, DejaVu Sans"

static const StyleLook looks[] = {
  [PASSANT_STYLE_TITLE] = { FAMILIES " Bold 21", 0x0b2b4a },
  [PASSANT_STYLE_HEADING] = { FAMILIES " Bold 13.5", 0x0b2b4a },
  [PASSANT_STYLE_SUBHEADING] = { FAMILIES " Bold 10.5", 0x0b2b4a },
  [PASSANT_STYLE_BODY] = { FAMILIES " 9", 0x1d2733 },
  [PASSANT_STYLE_STRONG] = { FAMILIES " Bold 9", 0x1d2733 },
  [PASSANT_STYLE_FIGURE] = { FAMILIES " Bold 15", 0x0b4f8a },
  [PASSANT_STYLE_SMALL] = { FAMILIES " 7.5", 0x1d2733 },
  [PASSANT_STYLE_SMALL_STRONG] = { FAMILIES " Bold 7.5", 0x1d2733 },
  [PASSANT_STYLE_QUIET] = { FAMILIES " 7.5", 0x5b6673 },
  [PASSANT_STYLE_LABEL] = { FAMILIES " Bold 7.5", 0x5b6673 },
};

static void
set_colour (cairo_t *cairo,
            guint32  colour)
{
  cairo_set_source_rgb (cairo, (colour >> 16) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
}

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_clear_object (&cell->layout);
  g_clear_object (&cell->svg);
  g_clear_pointer (&cell->photo, cairo_surface_destroy);
  g_free (cell);
}

static void
block_free (gpointer data)
{
  Block *block = data;

  g_ptr_array_unref (block->cells);
  g_free (block);
}

/* Hinting belongs to screens, and would make line breaks depend on the machine. */
static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);

  return context;
}

PassantSheet *
passant_sheet_new (const char *language)
{
  PassantSheet *self = g_new0 (PassantSheet, 1);

  self->language = g_strdup (language);
  self->context = make_context ();
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  pango_context_set_language (self->context, pango_language_from_string (language));

  return self;
}

void
passant_sheet_free (PassantSheet *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->blocks);
  g_object_unref (self->context);
  g_free (self->language);
  g_free (self->head);
  g_free (self->foot);
  g_free (self->banner);
  g_free (self);
}

double
passant_sheet_get_width (PassantSheet *self)
{
  return PAGE_WIDTH - 2 * MARGIN;
}

void
passant_sheet_set_runners (PassantSheet *self,
                           const char   *head,
                           const char   *foot)
{
  g_return_if_fail (self != NULL);

  g_set_str (&self->head, head);
  g_set_str (&self->foot, foot);
}

void
passant_sheet_set_banner (PassantSheet *self,
                          const char   *banner)
{
  g_return_if_fail (self != NULL);

  g_set_str (&self->banner, banner);
}

void
passant_sheet_begin (PassantSheet     *self,
                     PassantBlockFlags flags,
                     double            gap)
{
  g_return_if_fail (self != NULL);

  Block *block = g_new0 (Block, 1);

  block->flags = flags;
  block->gap = gap;
  block->cells = g_ptr_array_new_with_free_func (cell_free);
  g_ptr_array_add (self->blocks, block);
}

static Cell *
add_cell (PassantSheet *self,
          double        x,
          double        y,
          double        width,
          double        height)
{
  g_assert (self->blocks->len > 0);

  Block *block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  Cell *cell = g_new0 (Cell, 1);

  cell->x = x;
  cell->y = y;
  cell->width = width;
  cell->height = height;
  block->height = MAX (block->height, y + height);
  g_ptr_array_add (block->cells, cell);

  return cell;
}

static PangoLayout *
make_layout (PassantSheet *self,
             double        width,
             PassantStyle  style,
             const char   *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (looks[style].font);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, style == PASSANT_STYLE_TITLE ? 1.0f : 1.05f);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);

  return layout;
}

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

void
passant_sheet_add_text (PassantSheet *self,
                        double        x,
                        double        width,
                        PassantStyle  style,
                        const char   *text)
{
  passant_sheet_add_text_at (self, x, 0, width, style, text);
}

void
passant_sheet_add_text_at (PassantSheet *self,
                           double        x,
                           double        y,
                           double        width,
                           PassantStyle  style,
                           const char   *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  PangoLayout *layout = make_layout (self, width, style, text);
  Cell *cell = add_cell (self, x, y, width, layout_height (layout));

  cell->layout = layout;
  cell->style = style;
}

double
passant_sheet_measure (PassantSheet *self,
                       double        width,
                       PassantStyle  style,
                       const char   *text)
{
  g_return_val_if_fail (self != NULL, 0);

  g_autoptr (PangoLayout) layout = make_layout (self, width, style, text);

  return layout_height (layout);
}

void
passant_sheet_add_svg (PassantSheet *self,
                       double        x,
                       double        width,
                       double        height,
                       const char   *svg)
{
  passant_sheet_add_svg_at (self, x, 0, width, height, svg);
}

void
passant_sheet_add_svg_at (PassantSheet *self,
                          double        x,
                          double        y,
                          double        width,
                          double        height,
                          const char   *svg)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  RsvgHandle *handle = rsvg_handle_new_from_data ((const guint8 *) svg, strlen (svg), &error);

  /* Only our own drawings come here. */
  if (!handle) {
    g_critical ("A drawing does not read back: %s", error->message);
    return;
  }

  add_cell (self, x, y, width, height)->svg = handle;
}

double
passant_sheet_add_photo (PassantSheet *self,
                         double        x,
                         double        size,
                         const char   *path)
{
  double width, height;

  g_return_val_if_fail (self != NULL, 0);

  cairo_surface_t *photo = passant_photo_load (path, size, &width, &height);

  if (!photo)
    return 0;

  add_cell (self, x, 0, width, height)->photo = photo;

  return height;
}

/* Pages */

static void
draw_line (cairo_t *cairo,
           double   y,
           guint32  colour)
{
  set_colour (cairo, colour);
  cairo_set_line_width (cairo, 0.5);
  cairo_move_to (cairo, MARGIN, y);
  cairo_line_to (cairo, PAGE_WIDTH - MARGIN, y);
  cairo_stroke (cairo);
}

static void
draw_runner (Pen           *pen,
             double         y,
             PangoAlignment alignment,
             const char    *text)
{
  g_autoptr (PangoLayout) layout = make_layout (pen->sheet, PAGE_WIDTH - 2 * MARGIN,
                                                PASSANT_STYLE_QUIET, text);

  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  set_colour (pen->cairo, looks[PASSANT_STYLE_QUIET].colour);
  cairo_move_to (pen->cairo, MARGIN, y);
  pango_cairo_show_layout (pen->cairo, layout);
}

static void
draw_banner (Pen *pen)
{
  g_autoptr (PangoLayout) layout = make_layout (pen->sheet, PAGE_WIDTH - 2 * MARGIN,
                                                PASSANT_STYLE_STRONG, pen->sheet->banner);

  set_colour (pen->cairo, BANNER_COLOUR);
  cairo_rectangle (pen->cairo, 0, 0, PAGE_WIDTH, BANNER_HEIGHT);
  cairo_fill (pen->cairo);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  set_colour (pen->cairo, 0xffffff);
  cairo_move_to (pen->cairo, MARGIN, 5);
  pango_cairo_show_layout (pen->cairo, layout);
}

static void
draw_runners (Pen *pen)
{
  g_autofree char *number = g_strdup_printf (passant_gloss (pen->sheet->language, "Page %d of %d"),
                                             pen->page, pen->pages);

  if (pen->sheet->banner)
    draw_banner (pen);
  if (pen->page > 1 && pen->sheet->head)
    draw_runner (pen, 28, PANGO_ALIGN_LEFT, pen->sheet->head);
  draw_line (pen->cairo, PAGE_HEIGHT - 46, 0xc3ccd5);
  if (pen->sheet->foot)
    draw_runner (pen, PAGE_HEIGHT - 40, PANGO_ALIGN_LEFT, pen->sheet->foot);
  draw_runner (pen, PAGE_HEIGHT - 40, PANGO_ALIGN_RIGHT, number);
}

static void
begin_page (Pen *pen)
{
  if (pen->cairo && pen->page > 0)
    cairo_show_page (pen->cairo);
  pen->page++;
  pen->y = PAGE_TOP;
  if (pen->cairo)
    draw_runners (pen);
}

static void
add_to_outline (Pen        *pen,
                const Cell *cell)
{
  cairo_surface_t *surface = cairo_get_target (pen->cairo);
  g_autofree char *place = g_strdup_printf ("page=%d", pen->page);
  gboolean below = cell->style == PASSANT_STYLE_SUBHEADING;
  int id = cairo_pdf_surface_add_outline (surface, below ? pen->chapter : CAIRO_PDF_OUTLINE_ROOT,
                                          pango_layout_get_text (cell->layout), place, 0);

  if (!below)
    pen->chapter = id;
}

static void
draw_picture (cairo_t    *cairo,
              const Cell *cell,
              double      y)
{
  cairo_save (cairo);
  if (cell->svg) {
    RsvgRectangle place = { MARGIN + cell->x, y, cell->width, cell->height };

    rsvg_handle_render_document (cell->svg, cairo, &place, NULL);
  } else {
    cairo_translate (cairo, MARGIN + cell->x, y);
    cairo_scale (cairo, cell->width / cairo_image_surface_get_width (cell->photo),
                 cell->height / cairo_image_surface_get_height (cell->photo));
    cairo_set_source_surface (cairo, cell->photo, 0, 0);
    cairo_paint (cairo);
  }
  cairo_restore (cairo);
}

static void
draw_cell (Pen        *pen,
           const Cell *cell)
{
  if (!cell->layout) {
    draw_picture (pen->cairo, cell, pen->y + cell->y);
    return;
  }

  if (cell->style == PASSANT_STYLE_HEADING || cell->style == PASSANT_STYLE_SUBHEADING)
    add_to_outline (pen, cell);
  set_colour (pen->cairo, looks[cell->style].colour);
  cairo_move_to (pen->cairo, MARGIN + cell->x, pen->y + cell->y);
  pango_cairo_show_layout (pen->cairo, cell->layout);
}

static void
draw_ground (Pen         *pen,
             const Block *block)
{
  if (block->flags & PASSANT_BLOCK_SHADE) {
    set_colour (pen->cairo, 0xeef2f6);
    cairo_rectangle (pen->cairo, MARGIN - SHADE_PADDING, pen->y - SHADE_PADDING,
                     PAGE_WIDTH - 2 * MARGIN + 2 * SHADE_PADDING,
                     block->height + 2 * SHADE_PADDING);
    cairo_fill (pen->cairo);
  }
  if (block->flags & PASSANT_BLOCK_RULE)
    draw_line (pen->cairo, pen->y - block->gap / 2, 0xd5dbe1);
}

static void
draw_block (Pen         *pen,
            const Block *block)
{
  if (pen->cairo) {
    draw_ground (pen, block);
    for (guint i = 0; i < block->cells->len; i++)
      draw_cell (pen, g_ptr_array_index (block->cells, i));
  }
  pen->y += block->height;
}

/* Draws the lines of @cell from @first on that fit above the bottom; returns the first that does not. */
static int
draw_lines (Pen        *pen,
            const Cell *cell,
            int         first,
            double     *lowest)
{
  double y = pen->y;
  int line = first;

  for (; line < pango_layout_get_line_count (cell->layout); line++) {
    PangoLayoutLine *text = pango_layout_get_line_readonly (cell->layout, line);
    PangoRectangle extents;

    pango_layout_line_get_extents (text, NULL, &extents);
    if (y + (double) extents.height / PANGO_SCALE > PAGE_BOTTOM)
      break;
    if (pen->cairo) {
      set_colour (pen->cairo, looks[cell->style].colour);
      cairo_move_to (pen->cairo, MARGIN + cell->x,
                     y + (double) PANGO_ASCENT (extents) / PANGO_SCALE);
      pango_cairo_show_layout_line (pen->cairo, text);
    }
    y += (double) extents.height / PANGO_SCALE;
  }
  *lowest = MAX (*lowest, y);

  return line;
}

/* The rows go on under the same head. */
static void
begin_next_page (Pen         *pen,
                 const Block *block)
{
  begin_page (pen);
  if (!pen->head || !(block->flags & PASSANT_BLOCK_ROW))
    return;

  draw_block (pen, pen->head);
  pen->y += block->gap;
}

/* A long row goes on over as many pages as it takes. Pictures in it stand at its start. */
static void
draw_split (Pen         *pen,
            const Block *block)
{
  g_autofree int *next = g_new0 (int, block->cells->len);
  gboolean more = TRUE, fresh = FALSE;

  while (more) {
    double lowest = pen->y;

    more = FALSE;
    for (guint i = 0; i < block->cells->len; i++) {
      const Cell *cell = g_ptr_array_index (block->cells, i);

      if (!cell->layout) {
        if (!fresh && pen->cairo)
          draw_cell (pen, cell);
        continue;
      }
      next[i] = draw_lines (pen, cell, next[i], &lowest);
      more |= next[i] < pango_layout_get_line_count (cell->layout);
    }
    pen->y = lowest;
    if (more)
      begin_next_page (pen, block);
    fresh = TRUE;
  }
}

static gboolean
is_split (const Block *block)
{
  return !(block->flags & PASSANT_BLOCK_WHOLE) && block->height > WHOLE_MAX;
}

/* How much room the block at @index needs to start here: with it whatever must follow it. */
static double
room_for (PassantSheet *self,
          guint         index)
{
  double room = 0;

  for (guint i = index; i < self->blocks->len; i++) {
    const Block *block = g_ptr_array_index (self->blocks, i);
    double height = is_split (block) ? MIN (block->height, WHOLE_MAX / 3) : block->height;

    room += (i > index ? block->gap : 0) + height;
    if (block->flags & PASSANT_BLOCK_SHADE)
      room += SHADE_PADDING;
    if (!(block->flags & PASSANT_BLOCK_KEEP) || room > PAGE_BOTTOM - PAGE_TOP)
      break;
  }

  return MIN (room, PAGE_BOTTOM - PAGE_TOP);
}

static void
walk (Pen *pen)
{
  GPtrArray *blocks = pen->sheet->blocks;

  begin_page (pen);
  for (guint i = 0; i < blocks->len; i++) {
    const Block *block = g_ptr_array_index (blocks, i);

    if (pen->y > PAGE_TOP)
      pen->y += block->gap;
    if (!(block->flags & PASSANT_BLOCK_ROW))
      pen->head = block->flags & PASSANT_BLOCK_HEAD ? block : NULL;
    if (pen->y + room_for (pen->sheet, i) > PAGE_BOTTOM + 0.01 && pen->y > PAGE_TOP)
      begin_next_page (pen, block);
    if (is_split (block) && pen->y + block->height > PAGE_BOTTOM)
      draw_split (pen, block);
    else
      draw_block (pen, block);
  }
}

static cairo_status_t
collect (void                *closure,
         const unsigned char *data,
         unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Without dates of our own cairo would put in the clock's. */
static void
describe (cairo_surface_t         *surface,
          const PassantSheetAbout *about)
{
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc (about->created_ms / 1000);
  g_autofree char *date = created ? g_date_time_format (created, "%Y-%m-%dT%H:%M:%SZ")
                                  : g_strdup ("1970-01-01T00:00:00Z");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, about->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, about->subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Passant " PASSANT_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

GBytes *
passant_sheet_print (PassantSheet            *self,
                     const PassantSheetAbout *about,
                     GError                 **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (about != NULL, NULL);

  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, bytes, PAGE_WIDTH,
                                                                  PAGE_HEIGHT);
  Pen counting = { .sheet = self }, pen = { .sheet = self };

  describe (surface, about);
  walk (&counting);
  pen.pages = counting.page;
  pen.cairo = cairo_create (surface);
  walk (&pen);
  cairo_show_page (pen.cairo);
  cairo_destroy (pen.cairo);
  cairo_surface_finish (surface);

  cairo_status_t status = cairo_surface_status (surface);

  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_byte_array_unref (bytes);
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                 _("The report could not be drawn: %s"), cairo_status_to_string (status));
    return NULL;
  }

  return g_byte_array_free_to_bytes (bytes);
}
