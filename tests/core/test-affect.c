/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-affect.h"

static void
test_affect_follows_the_grid (void)
{
  static const struct { int raw, affect; } rows[] = {
    { 0, -100 }, { 500, 0 }, { 1000, 100 }, { 502, 0 }, { 503, 1 }, { 498, 0 }, { 497, -1 },
    { 2, -100 }, { 3, -99 }, { 998, 100 }, { 997, 99 }, { -5, -100 }, { 1200, 100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (passant_affect_from_grid (rows[i].raw), ==, rows[i].affect);
}

static void
test_affect_comes_back_from_the_grid (void)
{
  for (int affect = -100; affect <= 100; affect++)
    g_assert_cmpint (passant_affect_from_grid (passant_affect_to_grid (affect)), ==, affect);

  g_assert_cmpint (passant_affect_to_grid (-1000), ==, 0);
  g_assert_cmpint (passant_affect_to_grid (1000), ==, PASSANT_GRID_MAX);
}

static void
test_affect_knows_32_feelings (void)
{
  g_autoptr (GHashTable) families = g_hash_table_new (g_str_hash, g_str_equal);
  int intensities[4] = { 0 };
  guint n = 0;

  for (; passant_feeling_get (n); n++) {
    const PassantFeeling *feeling = passant_feeling_get (n);

    g_assert_true (passant_feeling_find (feeling->key) == feeling);
    g_assert_cmpint (feeling->intensity, >=, 0);
    g_assert_cmpint (feeling->intensity, <=, 3);
    intensities[feeling->intensity]++;
    g_hash_table_add (families, (gpointer) feeling->family);

    /* A family is called after its basic feeling. */
    g_assert_nonnull (passant_feeling_find (feeling->family));
    g_assert_cmpint (passant_feeling_find (feeling->family)->intensity, ==, 2);
  }

  g_assert_cmpuint (n, ==, 32);
  g_assert_cmpuint (g_hash_table_size (families), ==, 8);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (intensities[i], ==, 8);
  g_assert_null (passant_feeling_find ("hangry"));
  g_assert_null (passant_feeling_find (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/affect/follows-the-grid", test_affect_follows_the_grid);
  g_test_add_func ("/affect/comes-back-from-the-grid", test_affect_comes_back_from_the_grid);
  g_test_add_func ("/affect/knows-32-feelings", test_affect_knows_32_feelings);

  return g_test_run ();
}
