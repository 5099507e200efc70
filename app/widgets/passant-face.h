/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_FACE (passant_face_get_type ())

/**
 * PassantFace:
 *
 * One drawn face for a feeling, in the current colour: the mouth curves with valence, eyes, brows and an opening mouth
 * follow arousal. Square, 24 px unless asked for more. It says nothing to a screen reader; name what holds it.
 *
 * Properties: valence, arousal (int, −100 … 100), size (int, px).
 */
G_DECLARE_FINAL_TYPE (PassantFace, passant_face, PASSANT, FACE, GtkWidget)

GtkWidget *passant_face_new          (int valence,
                                      int arousal) G_GNUC_WARN_UNUSED_RESULT;
void       passant_face_set_affect   (PassantFace *self,
                                      int          valence,
                                      int          arousal);
void       passant_face_set_size     (PassantFace *self,
                                      int          size);

/* Paints the same face into @bounds: for charts and rims. */
void       passant_face_paint        (GtkSnapshot           *snapshot,
                                      const graphene_rect_t *bounds,
                                      const GdkRGBA         *color,
                                      int                    valence,
                                      int                    arousal);

G_END_DECLS
