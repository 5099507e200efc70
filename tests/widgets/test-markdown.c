/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-markdown.h"
#include "passant-figure.h"
#include "passant-test-widgets.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* All labels, one a line. */
static char *
read_markup (GtkWidget *markdown)
{
  GString *all = g_string_new (NULL);
  guint n = passant_test_count_widgets (markdown, GTK_TYPE_LABEL);

  for (guint i = 0; i < n; i++) {
    GtkWidget *label = passant_test_find_widget (markdown, GTK_TYPE_LABEL, i);

    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "",
                            gtk_label_get_label (GTK_LABEL (label)));
  }

  return g_string_free (all, FALSE);
}

static const struct {
  const char *text, *markup;
} cases[] = {
  { "", "" },
  { "One.\n\nTwo\nlines.", "One.\nTwo lines." },
  { "# Head\n\nBody", "Head\nBody" },
  { "**bold** and *slanted* and `code`", "<b>bold</b> and <i>slanted</i> and <tt>code</tt>" },
  { "- a\n- b\n  1. c\n  2. d\n- e", "•\na\n•\nb\n1.\nc\n2.\nd\n•\ne" },
  { "3. c\n4. d", "3.\nc\n4.\nd" },
  { "1. *a*\n\n   more", "1.\n<i>a</i>\n \nmore" },
  { "A & B < C", "A &amp; B &lt; C" },
  { "&amp; &copy; &nbsp;", "&amp; &amp;copy; \u00a0" },
  { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
  { "[desk](https://example.org/?a=1&b=2)",
    "<a href=\"https://example.org/?a=1&amp;b=2\">desk</a>" },
  { "[call](tel:+31201234567)", "<a href=\"tel:+31201234567\">call</a>" },
  { "[no](javascript:alert(1)) [nor](file:///etc/passwd) [this](page.md)", "no nor this" },
  { "[quoted](https://a\"><b>)", "<a href=\"https://a&quot;&gt;&lt;b&gt;\">quoted</a>" },
  { "![a cat](https://example.org/cat.png)", "a cat" },
  { "a  \nb", "a\nb" },
  /* md4c closes an emphasis here that it never opened. */
  { "[](*)!*", "!" },
};

static void
test_reads (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  GtkWidget *markdown = g_object_ref_sink (passant_markdown_new (cases[i].text));
  g_autofree char *markup = read_markup (markdown);

  g_assert_cmpstr (markup, ==, cases[i].markup);
  g_assert_finalize_object (markdown);
}

static void
test_replaces_its_text (void)
{
  GtkWidget *markdown = g_object_ref_sink (passant_markdown_new ("- a\n- b"));
  g_autofree char *markup = NULL;

  passant_markdown_set_text (PASSANT_MARKDOWN (markdown), "c");
  markup = read_markup (markdown);
  g_assert_cmpstr (markup, ==, "c");
  passant_markdown_set_text (PASSANT_MARKDOWN (markdown), NULL);
  g_assert_cmpuint (passant_test_count_widgets (markdown, GTK_TYPE_LABEL), ==, 0);
  g_assert_finalize_object (markdown);
}

/* A pixel, as PNG. */
static const guint8 pixel[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
  0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4,
  0x89, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0x60, 0x60, 0xf8,
  0x0f, 0x00, 0x01, 0x04, 0x01, 0x00, 0x5f, 0xe5, 0xc3, 0x4b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45,
  0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

/* Only what was handed over by name; the rest is its description. */
static void
test_shows_its_pictures (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "passant-markdown-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  g_autoptr (GHashTable) pictures = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *markdown = g_object_ref_sink (passant_markdown_new (NULL));
  g_autofree char *markup = NULL;
  GtkWidget *picture;

  g_assert_cmpint (write (fd, pixel, sizeof pixel), ==, sizeof pixel);
  g_assert_cmpint (close (fd), ==, 0);
  g_hash_table_insert (pictures, (gpointer) "shelf.png", path);
  g_hash_table_insert (pictures, (gpointer) "gone.png", (gpointer) "/nowhere/gone.png");
  passant_markdown_set_pictures (PASSANT_MARKDOWN (markdown), pictures);
  passant_markdown_set_text (PASSANT_MARKDOWN (markdown),
                             "Look ![the *full* shelf](shelf.png) here, ![not](other.png) there."
                             "\n\n![gone](gone.png)\n\n![open");

  markup = read_markup (markdown);
  g_assert_cmpstr (markup, ==, "Look \n here, not there.\ngone\n![open");
  g_assert_cmpuint (passant_test_count_widgets (markdown, PASSANT_TYPE_FIGURE), ==, 1);
  picture = passant_test_find_widget (markdown, PASSANT_TYPE_FIGURE, 0);
  g_assert_cmpstr (passant_figure_get_description (PASSANT_FIGURE (picture)), ==,
                   "the full shelf");

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_finalize_object (markdown);
}

/* Random bytes never break a label: Pango would warn, and warnings end this program. */
static void
test_survives_anything (void)
{
  static const char pieces[][8] = {
    "*", "**", "`", "[", "](", ")", "<", ">", "&", "#", "- ", "1. ", "\n", "\n\n", "  ", "a", "\\",
    "!", "http://",
    "\xff", "\xc3", "&lt;", "&#0;", "~~~\n", "> ", "|", "\x01",
  };
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  const guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  GRand *random = g_rand_new_with_seed (seed);
  GtkWidget *markdown = g_object_ref_sink (passant_markdown_new (NULL));

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (int round = 0; round < 400; round++) {
    g_autoptr (GString) text = g_string_new (NULL);

    for (int i = 0; i < 40; i++)
      g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
    passant_markdown_set_text (PASSANT_MARKDOWN (markdown), text->str);
  }

  g_assert_finalize_object (markdown);
  g_rand_free (random);
}

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/markdown/reads/%u", i);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_reads);
  }
  g_test_add_func ("/markdown/replaces-its-text", test_replaces_its_text);
  g_test_add_func ("/markdown/shows-its-pictures", test_shows_its_pictures);
  g_test_add_func ("/markdown/survives-anything", test_survives_anything);

  return g_test_run ();
}
