/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_MARKDOWN (passant_markdown_get_type ())

/**
 * PassantMarkdown:
 *
 * A briefing as the author wrote it: paragraphs, headings, lists, emphasis and links, as wrapped labels.
 * HTML stays text, images are their description, and nothing is ever fetched; a link opens only when tapped, and only
 * http, https, mailto and tel ones are links at all.
 */
G_DECLARE_FINAL_TYPE (PassantMarkdown, passant_markdown, PASSANT, MARKDOWN, AdwBin)

GtkWidget *passant_markdown_new      (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void       passant_markdown_set_text (PassantMarkdown *self,
                                      const char      *text);

G_END_DECLS
