/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-visit-private.h"

#include <math.h>

static const char * const hows[] = {
  [PASSANT_FIX_DEVICE] = "device",
  [PASSANT_FIX_CODE] = "code",
  [PASSANT_FIX_SAID] = "said",
};

static void
fix_free (gpointer data)
{
  PassantFix *fix = data;

  g_free (fix->touchpoint);
  g_free (fix);
}

GPtrArray *
passant_visit_new_fixes (void)
{
  return g_ptr_array_new_with_free_func (fix_free);
}

/* Degrees from -@most to @most. */
static gboolean
read_degrees (PassantFact *fact,
              const char  *key,
              double       most,
              double      *degrees)
{
  yyjson_val *value = yyjson_obj_get (fact->body, key);

  *degrees = yyjson_get_num (value);

  return yyjson_is_num (value) && fabs (*degrees) <= most;
}

/* A device that does not say where it is says nothing. */
void
passant_visit_fold_located (PassantVisit *self,
                            PassantFact  *fact)
{
  const char *how = passant_fact_get_string (fact, "how");
  double latitude, longitude;
  gboolean has_place = read_degrees (fact, "latitude", 90, &latitude);
  PassantFix *fix;
  guint i = 0;

  has_place = read_degrees (fact, "longitude", 180, &longitude) && has_place;
  while (i < G_N_ELEMENTS (hows) && g_strcmp0 (hows[i], how) != 0)
    i++;
  if (i == G_N_ELEMENTS (hows) || (i == PASSANT_FIX_DEVICE && !has_place))
    return;

  fix = g_new0 (PassantFix, 1);
  fix->how = i;
  fix->touchpoint = g_strdup (passant_fact_get_string (fact, "touchpoint"));
  fix->has_place = has_place;
  fix->latitude = has_place ? latitude : 0;
  fix->longitude = has_place ? longitude : 0;
  fix->accuracy_m = CLAMP (passant_fact_get_int (fact, "accuracy_m", 0), 0, G_MAXINT);
  fix->age_ms = MAX (passant_fact_get_int (fact, "age_ms", 0), 0);
  fix->at_ms = fact->at_ms;
  g_ptr_array_add (self->fixes, fix);
}

const char *
passant_fix_how_to_string (PassantFixHow how)
{
  g_return_val_if_fail (how < G_N_ELEMENTS (hows), NULL);

  return hows[how];
}

PassantDraft *
passant_fix_draft (const PassantFix *self,
                   const char       *study,
                   const char       *visit)
{
  PassantDraft *draft = passant_draft_new ("visit.located", study, visit);

  draft->is_light = self->how == PASSANT_FIX_DEVICE;
  passant_draft_set_string (draft, "how", passant_fix_how_to_string (self->how));
  passant_draft_set_string (draft, "touchpoint", self->touchpoint);
  if (self->has_place) {
    passant_draft_set_real (draft, "latitude", self->latitude);
    passant_draft_set_real (draft, "longitude", self->longitude);
    passant_draft_set_int (draft, "accuracy_m", self->accuracy_m);
    passant_draft_set_int (draft, "age_ms", self->age_ms);
  }

  return draft;
}
