/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-settings.h"

/* Beside the program as installed, where no session points at that folder. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *system = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;
  GSettingsSchema *schema = NULL;

  if (system)
    schema = g_settings_schema_source_lookup (system, PASSANT_APP_ID, TRUE);
  if (schema)
    return schema;

  own = g_settings_schema_source_new_from_directory (PASSANT_SCHEMA_DIR, system, TRUE, NULL);

  return own ? g_settings_schema_source_lookup (own, PASSANT_APP_ID, TRUE) : NULL;
}

/* What the guest chose for this device. Made when first asked for; lives as long as the program. */
GSettings *
passant_settings_get (void)
{
  static GSettings *settings;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings)
    return settings;

  schema = find_schema ();
  if (!schema)
    g_error ("The settings' schema is not in %s: please install Passant anew", PASSANT_SCHEMA_DIR);
  settings = g_settings_new_full (schema, NULL, NULL);

  return settings;
}

/* There is always a way back: without a word to type, it is the title that is held. */
PassantReturnGesture
passant_settings_get_return (GSettings *self)
{
  PassantReturnGesture chosen = g_settings_get_enum (self, "return-gesture");
  g_autofree char *word = g_settings_get_string (self, "return-word");

  return chosen == PASSANT_RETURN_BY_WORD && !*g_strstrip (word) ? PASSANT_RETURN_BY_HOLD : chosen;
}
