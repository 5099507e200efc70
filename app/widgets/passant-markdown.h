/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_MARKDOWN (passant_markdown_get_type ())

/**
 * PassantMarkdown:
 *
 * A briefing as the author wrote it: paragraphs, headings, lists, emphasis and links, as wrapped labels.
 * HTML stays text, and nothing is ever fetched: an image is shown when it is one of those that were handed over by name,
 * and is its description otherwise. A link opens only when tapped, and only http, https, mailto and tel ones are links at
 * all.
 */
G_DECLARE_FINAL_TYPE (PassantMarkdown, passant_markdown, PASSANT, MARKDOWN, AdwBin)

GtkWidget *passant_markdown_new      (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* @pictures: name → path of a file, for the text that is set next; or NULL: none. */
void       passant_markdown_set_pictures (PassantMarkdown *self,
                                          GHashTable      *pictures);
void       passant_markdown_set_text (PassantMarkdown *self,
                                      const char      *text);

G_END_DECLS
