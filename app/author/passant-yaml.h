/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @json as YAML that a person can go on with: a member a line, texts in quotes. Reads back to the same. NULL when it is
 * no JSON. */
char *passant_yaml_from_json (const char *json) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
