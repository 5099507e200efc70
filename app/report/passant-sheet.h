/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  PASSANT_STYLE_TITLE,
  PASSANT_STYLE_HEADING,    /* a chapter; goes into the outline */
  PASSANT_STYLE_SUBHEADING, /* likewise, one level down */
  PASSANT_STYLE_BODY,
  PASSANT_STYLE_STRONG,
  PASSANT_STYLE_FIGURE,     /* a big number */
  PASSANT_STYLE_SMALL,
  PASSANT_STYLE_SMALL_STRONG,
  PASSANT_STYLE_QUIET,      /* small and grey */
  PASSANT_STYLE_LABEL,      /* head of a column */
} PassantStyle;

typedef enum {
  PASSANT_BLOCK_PLAIN = 0,
  PASSANT_BLOCK_KEEP = 1 << 0,  /* never the last thing on a page: stays with the block after it */
  PASSANT_BLOCK_WHOLE = 1 << 1, /* never split over two pages */
  PASSANT_BLOCK_RULE = 1 << 2,  /* a hairline above */
  PASSANT_BLOCK_SHADE = 1 << 3, /* on a pale ground */
  PASSANT_BLOCK_HEAD = 1 << 4,  /* heads of columns: stands again on each page that the rows after it reach */
  PASSANT_BLOCK_ROW = 1 << 5,   /* a row under such a head */
} PassantBlockFlags;

/**
 * PassantSheet:
 *
 * A4 pages of blocks from top to bottom. A block is a row of cells: text that wraps in its width (inside a word if it must),
 * an SVG drawing or a photo. A block that does not fit goes to the next page, or is split between lines when it is long;
 * blocks with %PASSANT_BLOCK_KEEP stay with the next. Lengths are in points. With the same fonts the same blocks give the
 * same bytes: nothing is asked of the clock or the locale.
 */
typedef struct _PassantSheet PassantSheet;

PassantSheet *passant_sheet_new       (const char *language) G_GNUC_WARN_UNUSED_RESULT;
void          passant_sheet_free      (PassantSheet *self);
/* The width inside the margins. */
double        passant_sheet_get_width (PassantSheet *self);
/* What stands small at the top of every page but the first, and at the foot of every page beside "Page 2 of 7". */
void          passant_sheet_set_runners (PassantSheet *self,
                                         const char   *head,
                                         const char   *foot);
/* What stands large and red at the top of every page: who sees one page only must not take it for what it is not. */
void          passant_sheet_set_banner (PassantSheet *self,
                                        const char   *banner);
/* Begins a block, @gap below the one before. The add calls that follow fill it. */
void          passant_sheet_begin     (PassantSheet     *self,
                                       PassantBlockFlags flags,
                                       double            gap);
void          passant_sheet_add_text  (PassantSheet *self,
                                       double        x,
                                       double        width,
                                       PassantStyle  style,
                                       const char   *text);
void          passant_sheet_add_svg   (PassantSheet *self,
                                       double        x,
                                       double        width,
                                       double        height,
                                       const char   *svg);
/* The same, @y below the top of the block. For blocks that are not split. */
void          passant_sheet_add_text_at (PassantSheet *self,
                                         double        x,
                                         double        y,
                                         double        width,
                                         PassantStyle  style,
                                         const char   *text);
void          passant_sheet_add_svg_at  (PassantSheet *self,
                                         double        x,
                                         double        y,
                                         double        width,
                                         double        height,
                                         const char   *svg);
/* The photo in @path, JPEG or PNG, at most @size wide and high. How high it stands; 0, and nothing added, when it cannot be
 * read. */
double        passant_sheet_add_photo (PassantSheet *self,
                                       double        x,
                                       double        size,
                                       const char   *path);

/* How tall @text would stand. */
double        passant_sheet_measure   (PassantSheet *self,
                                       double        width,
                                       PassantStyle  style,
                                       const char   *text);

typedef struct {
  const char *title, *subject;
  gint64      created_ms; /* from the data, not the clock */
} PassantSheetAbout;

/* The whole document as PDF. %PASSANT_ERROR_STORAGE when cairo gives up. */
GBytes       *passant_sheet_print     (PassantSheet            *self,
                                       const PassantSheetAbout *about,
                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantSheet, passant_sheet_free)

G_END_DECLS
