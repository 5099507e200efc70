/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"

/* Built without playing: it is never offered. */
struct _PassantPlayer {
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PassantPlayer, passant_player, G_TYPE_OBJECT)

static void
passant_player_class_init (PassantPlayerClass *klass)
{
  g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
passant_player_init (PassantPlayer *self)
{
}

gboolean
passant_player_is_built (void)
{
  return FALSE;
}

PassantPlayer *
passant_player_new (void)
{
  return g_object_new (PASSANT_TYPE_PLAYER, NULL);
}

void
passant_player_start (PassantPlayer *self,
                      const char    *path)
{
}

void
passant_player_stop (PassantPlayer *self)
{
}

gboolean
passant_player_is_playing (PassantPlayer *self)
{
  return FALSE;
}
