/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the command line asks for. */
typedef struct {
  gboolean shows_version;
  gboolean syncs;
  gboolean names_folder; /* --data was given */
  char    *folder;       /* never NULL once parsed */
  char    *code;
  char    *hub;
} PassantOptions;

gboolean passant_options_parse        (PassantOptions *self,
                                       int            *argc,
                                       char         ***argv,
                                       GError        **error);
void     passant_options_clear        (PassantOptions *self);
gboolean passant_options_is_headless  (const PassantOptions *self);
int      passant_options_run_headless (const PassantOptions *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PassantOptions, passant_options_clear)

G_END_DECLS
