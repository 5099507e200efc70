/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-chart.h"
#include "passant-play.h"
#include "passant-svg.h"

static PassantChart *
make_small_chart (void)
{
  PassantChart *chart = passant_chart_new ("en");
  static const PassantChartPoint points[] = {
    { .title = "Window", .walked = TRUE, .has_felt = TRUE, .has_desired = TRUE, .felt = 40,
      .desired = 20, .felt_at_ms = 1 },
    { .title = "Counter <&\">", .walked = TRUE, .has_felt = TRUE, .has_desired = TRUE,
      .felt = -60, .desired = 50, .felt_at_ms = 2 },
    { .title = "Advice", .has_desired = TRUE, .desired = 70, .has_believed = TRUE,
      .believed = 90 },
    { .title = "Till", .walked = TRUE, .has_felt = TRUE, .felt = 10, .felt_at_ms = 3 },
  };
  int felt = -80;

  passant_chart_add_phase (chart, "Orientation");
  passant_chart_add_point (chart, &points[0]);
  passant_chart_add_moment (chart, "A dog barked", &felt);
  passant_chart_add_phase (chart, "Purchase");
  for (guint i = 1; i < G_N_ELEMENTS (points); i++)
    passant_chart_add_point (chart, &points[i]);
  passant_chart_add_moment (chart, "It rained", NULL);

  return chart;
}

static guint
count (const char *text,
       const char *needle)
{
  guint n = 0;

  for (; (text = strstr (text, needle)); text += strlen (needle))
    n++;

  return n;
}

static void
assert_has (const char *svg,
            const char *needle)
{
  if (!strstr (svg, needle))
    g_error ("“%s” is not in %s", needle, svg);
}

/* GMarkup knows enough XML to see whether ours is sound. */
static void
assert_sound (const char *svg)
{
  static const GMarkupParser parser = { 0 };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

/* The first "M…" of the path with @class. */
static char *
dup_path (const char *svg,
          const char *class)
{
  g_autofree char *pattern = g_strdup_printf ("<path d=\"([^\"]*)\"[^>]*class=\"%s\"", class);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, svg, 0, &match));

  return g_match_info_fetch (match, 1);
}

static void
test_every_value_is_plotted (void)
{
  g_autoptr (PassantChart) chart = make_small_chart ();
  g_autofree char *svg = passant_chart_to_svg (chart);

  assert_sound (svg);
  assert_has (svg, "<g class=\"felt\" data-value=\"40\">");
  assert_has (svg, "<g class=\"felt\" data-value=\"-60\">");
  assert_has (svg, "<g class=\"felt\" data-value=\"10\">");
  g_assert_cmpuint (count (svg, "<g class=\"felt\""), ==, 3);
  assert_has (svg, "<g class=\"desired\" data-value=\"20\">");
  assert_has (svg, "<g class=\"desired\" data-value=\"50\">");
  assert_has (svg, "<g class=\"desired\" data-value=\"70\">");
  g_assert_cmpuint (count (svg, "<g class=\"desired\""), ==, 3);
  assert_has (svg, "<g class=\"believed\" data-value=\"90\">");
  assert_has (svg, ">+40</text>");
  assert_has (svg, ">−60</text>");
  assert_has (svg, "Counter &lt;&amp;&quot;&gt;");
  assert_has (svg, ">Orientation</text>");
  assert_has (svg, ">Purchase</text>");
}

static void
test_heights_tell_the_values (void)
{
  g_autoptr (PassantChart) chart = passant_chart_new ("en");
  double y[3];
  PassantChartPoint point = { .title = "A", .has_felt = TRUE };

  passant_chart_add_phase (chart, "P");
  for (int i = 0; i < 3; i++) {
    point.felt = 100 - 100 * i;
    passant_chart_add_point (chart, &point);
  }

  g_autofree char *svg = passant_chart_to_svg (chart);
  g_autofree char *path = dup_path (svg, "line-felt");
  char **points = g_strsplit_set (path + 1, "L", 3);

  for (int i = 0; i < 3; i++)
    y[i] = g_ascii_strtod (strchr (points[i], ' '), NULL);
  g_strfreev (points);

  g_assert_cmpfloat (y[0], <, y[1]);
  g_assert_cmpfloat_with_epsilon (y[1] - y[0], y[2] - y[1], 0.011);
}

static void
test_a_gap_is_not_bridged (void)
{
  g_autoptr (PassantChart) chart = make_small_chart ();
  g_autofree char *svg = passant_chart_to_svg (chart);
  g_autofree char *felt = dup_path (svg, "line-felt");
  g_autofree char *desired = dup_path (svg, "line-desired");

  /* Window–Counter, then nothing at Advice, then Till alone. */
  g_assert_cmpuint (count (felt, "M"), ==, 2);
  g_assert_cmpuint (count (felt, "L"), ==, 1);
  g_assert_cmpuint (count (desired, "M"), ==, 1);
  g_assert_cmpuint (count (desired, "L"), ==, 2);
}

static void
test_peak_trough_and_end_are_marked (void)
{
  g_autoptr (PassantChart) chart = make_small_chart ();
  g_autofree char *svg = passant_chart_to_svg (chart);
  PassantChartSummary summary = passant_chart_summarise (chart);

  g_assert_cmpuint (summary.felt, ==, 3);
  g_assert_cmpint (summary.peak, ==, 0);
  g_assert_cmpint (summary.trough, ==, 1);
  g_assert_cmpint (summary.end, ==, 3);
  g_assert_cmpint (summary.mean_tenths, ==, -33); /* −10 / 3 */
  g_assert_cmpuint (summary.compared, ==, 2);
  g_assert_cmpint (summary.gap_tenths, ==, -450); /* (20 − 110) / 2 */
  assert_has (svg, ">peak</text>");
  assert_has (svg, ">trough</text>");
  assert_has (svg, ">end</text>");
}

static void
test_moments_are_open_dots (void)
{
  g_autoptr (PassantChart) chart = make_small_chart ();
  g_autofree char *svg = passant_chart_to_svg (chart);

  assert_has (svg, "<circle class=\"moment\" data-value=\"-80\"");
  assert_has (svg, "<title>A dog barked: -80</title>");
  assert_has (svg, "<title>It rained</title>");
  assert_has (svg, ">outside the script</text>");
}

static void
test_lines_differ_without_colour (void)
{
  g_autoptr (PassantChart) chart = make_small_chart ();
  g_autofree char *svg = passant_chart_to_svg (chart);

  assert_has (svg, "class=\"line-desired\" stroke=\"#b3510b\" stroke-width=\"1.3\" "
              "stroke-dasharray=\"6 3\"");
  assert_has (svg, "class=\"line-felt\" stroke=\"#0b4f8a\" stroke-width=\"2.2\"/>");
}

static void
test_one_feeling_is_enough (void)
{
  g_autoptr (PassantChart) chart = passant_chart_new ("nl");
  PassantChartPoint point = { .title = "Balie", .has_felt = TRUE, .felt = 0 };
  g_autofree char *svg = NULL;

  passant_chart_add_phase (chart, "Kopen");
  passant_chart_add_point (chart, &point);
  svg = passant_chart_to_svg (chart);

  assert_sound (svg);
  assert_has (svg, ">eind</text>");
  g_assert_null (strstr (svg, ">piek</text>"));
}

static void
test_nothing_at_all_is_still_a_chart (void)
{
  g_autoptr (PassantChart) chart = passant_chart_new ("en");
  g_autofree char *svg = passant_chart_to_svg (chart);
  PassantChartSummary summary = passant_chart_summarise (chart);

  assert_sound (svg);
  g_assert_cmpuint (summary.felt, ==, 0);
  g_assert_cmpint (summary.peak, ==, -1);
}

static void
test_two_hundred_touchpoints_fit (void)
{
  g_autoptr (PassantChart) chart = passant_chart_new ("en");
  g_autofree char *svg = NULL;

  for (int i = 0; i < 200; i++) {
    PassantChartPoint point = { .title = "A rather long title of a touchpoint", .has_felt = i % 2,
                                .felt = i - 100 };

    if (i % 40 == 0)
      passant_chart_add_phase (chart, "A phase with a long name");
    passant_chart_add_point (chart, &point);
  }
  svg = passant_chart_to_svg (chart);

  assert_sound (svg);
  g_assert_cmpuint (count (svg, "<g class=\"felt\""), ==, 100);
  g_assert_cmpuint (count (svg, "class=\"touchpoint\""), <=, 40);
}

/* Made from integers, never by a printf that asks the locale for its decimal mark. */
static void
test_numbers_are_written_out (void)
{
  g_autoptr (GString) svg = g_string_new (NULL);

  passant_svg_add (svg, "%n %n %n %n %d%% %t", 1250, -5, 300, -1210, -7, "a<b\n");

  g_assert_cmpstr (svg->str, ==, "12.5 -0.05 3 -12.1 -7% a&lt;b ");
}

static void
test_a_visit_becomes_the_same_chart_twice (void)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  PassantTouchpoint *first = g_ptr_array_index (script->touchpoints, 0);
  PassantTouchpoint *second = g_ptr_array_index (script->touchpoints, 1);
  g_autofree char *moment = NULL, *one = NULL, *other = NULL;

  passant_play_walk (play, first->id);
  passant_play_feel (play, first->id, 30, 10, "interest");
  moment = passant_play_mark (play, NULL, "Nobody was there");
  passant_play_feel (play, moment, -50, 0, NULL);
  passant_play_walk (play, second->id);
  passant_play_feel (play, second->id, -20, 0, NULL);

  g_autoptr (PassantChart) chart = passant_chart_new_visit (script, play->visit, "nl");
  g_autoptr (PassantChart) again = passant_chart_new_visit (script, play->visit, "nl");

  one = passant_chart_to_svg (chart);
  other = passant_chart_to_svg (again);
  g_assert_cmpstr (one, ==, other);
  assert_sound (one);
  assert_has (one, "<g class=\"felt\" data-value=\"30\">");
  assert_has (one, "<g class=\"felt\" data-value=\"-20\">");
  /* Placed behind where the guest was, though it does not say where. */
  assert_has (one, "<circle class=\"moment\" data-value=\"-50\"");
}

/* A touchpoint that did not apply is left out, and the others keep the numbers that the tables have. */
static void
test_points_are_numbered_as_in_the_script (void)
{
  g_autoptr (PassantScript) script = passant_play_compile (
    "{\"passant\":1,\"id\":\"s\",\"version\":1,\"languages\":[\"en\"],\"title\":{\"en\":\"S\"},"
    "\"phases\":[{\"id\":\"p\",\"title\":{\"en\":\"P\"},\"touchpoints\":["
    "{\"id\":\"a\",\"title\":{\"en\":\"Door\"},\"channel\":\"store\",\"questions\":["
    "{\"id\":\"q\",\"type\":\"yes_no\",\"text\":{\"en\":\"Q\"}}]},"
    "{\"id\":\"b\",\"title\":{\"en\":\"Lift\"},\"channel\":\"store\",\"questions\":[],"
    "\"relevant\":\"${q} = 'yes'\"},"
    "{\"id\":\"c\",\"title\":{\"en\":\"Till\"},\"channel\":\"store\",\"questions\":[]}]}]}");
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autofree char *svg = NULL;

  passant_play_enter (play, "a");
  passant_play_feel (play, "a", 10, 0, NULL);

  g_autoptr (PassantChart) chart = passant_chart_new_visit (script, play->visit, "en");

  svg = passant_chart_to_svg (chart);
  assert_has (svg, ">1. Door<");
  assert_has (svg, ">3. Till<");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/plots-every-value", test_every_value_is_plotted);
  g_test_add_func ("/chart/heights-tell-the-values", test_heights_tell_the_values);
  g_test_add_func ("/chart/does-not-bridge-a-gap", test_a_gap_is_not_bridged);
  g_test_add_func ("/chart/marks-peak-trough-and-end", test_peak_trough_and_end_are_marked);
  g_test_add_func ("/chart/shows-moments-as-open-dots", test_moments_are_open_dots);
  g_test_add_func ("/chart/tells-lines-apart-without-colour", test_lines_differ_without_colour);
  g_test_add_func ("/chart/does-with-one-feeling", test_one_feeling_is_enough);
  g_test_add_func ("/chart/does-with-nothing", test_nothing_at_all_is_still_a_chart);
  g_test_add_func ("/chart/fits-two-hundred-touchpoints", test_two_hundred_touchpoints_fit);
  g_test_add_func ("/chart/writes-its-own-numbers", test_numbers_are_written_out);
  g_test_add_func ("/chart/numbers-points-as-in-the-script",
                   test_points_are_numbered_as_in_the_script);
  g_test_add_func ("/chart/gives-a-visit-the-same-bytes-twice",
                   test_a_visit_becomes_the_same_chart_twice);

  return g_test_run ();
}
