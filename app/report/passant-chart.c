/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-chart.h"

#include "passant-svg-face.h"
#include "passant-guide.h"
#include "passant-svg.h"
#include "passant-glossary.h"

/* Lengths are in hundredths of a unit. */
#define LEFT 5200
#define RIGHT (PASSANT_CHART_WIDTH * 100 - 800)
#define TOP 2200
#define BOTTOM 15900
#define INSET 1950   /* between the frame and ±100, room for what is written at a point */
#define RAIL 900     /* from the frame down to moments without a feeling */
#define LABELLED_MAX 30
#define LABEL_CHARACTERS_MAX 21
#define CHARACTER 400 /* a generous width of one letter of a phase title */

#define INK "#1d2733"
#define PALE "#8a939d"
#define FELT "#0b4f8a"
#define DESIRED "#b3510b"
#define BELIEVED "#6b6b6b"

typedef struct {
  PassantChartPoint point;
  char             *title;
  guint             phase;
  int               x;
} Point;

typedef struct {
  char    *text;
  guint    after; /* points before it */
  gboolean has_felt;
  int      felt;
} Moment;

struct _PassantChart {
  char      *language;
  GPtrArray *phases;  /* char * */
  GPtrArray *points;  /* Point */
  GPtrArray *moments; /* Moment */
};

static void
point_free (gpointer data)
{
  Point *point = data;

  g_free (point->title);
  g_free (point);
}

static void
moment_free (gpointer data)
{
  Moment *moment = data;

  g_free (moment->text);
  g_free (moment);
}

static Point *
get_point (PassantChart *self,
           guint         index)
{
  return g_ptr_array_index (self->points, index);
}

static int
y_of (int valence)
{
  int half = (BOTTOM - TOP) / 2 - INSET;

  return (TOP + BOTTOM) / 2 - valence * half / 100;
}

/* A signed number with a real minus sign. */
static char *
dup_signed (int valence)
{
  return g_strdup_printf ("%s%d", valence < 0 ? "−" : valence > 0 ? "+" : "", ABS (valence));
}

static char *
dup_shortened (const char *text,
               int         characters_max)
{
  if (g_utf8_strlen (text, -1) <= characters_max)
    return g_strdup (text);

  g_autofree char *head = g_utf8_substring (text, 0, MAX (characters_max - 1, 1));

  return g_strconcat (g_strchomp (head), "…", NULL);
}

static void
add_label (GString    *svg,
           const char *anchor,
           int         x,
           int         y,
           const char *colour,
           const char *extra,
           const char *text)
{
  passant_svg_add (svg, "<text x=\"%n\" y=\"%n\" text-anchor=\"%s\" fill=\"%s\"%s>%t</text>\n",
                   x, y, anchor, colour, extra, text);
}

/* Places every point in the middle of its own column. */
static void
place_points (PassantChart *self)
{
  for (guint i = 0; i < self->points->len; i++)
    get_point (self,
               i)->x = LEFT + (RIGHT - LEFT) * (2 * (int) i + 1) / (2 * (int) self->points->len);
}

static void
append_head (PassantChart *self,
             GString      *svg)
{
  passant_svg_add (svg,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                   "viewBox=\"0 0 %d %d\" "
                   "role=\"img\" font-family=\"Noto Sans, Cantarell, sans-serif\" "
                   "font-size=\"7\">\n",
                   PASSANT_CHART_WIDTH, PASSANT_CHART_HEIGHT, PASSANT_CHART_WIDTH,
                   PASSANT_CHART_HEIGHT);
  passant_svg_add (svg, "<title>%t</title>\n", passant_gloss (self->language, "Emotion curve"));
  passant_svg_add (svg, "<desc>%t</desc>\n",
                   passant_gloss (self->language,
                                  "Felt against desired along the journey, valence from −100 to "
                                  "100"));
}

/* Points of one phase that stand together. */
typedef struct {
  const char *title;
  gboolean    is_odd;
  int         left, right;
} Band;

static GArray *
list_bands (PassantChart *self)
{
  int column = (RIGHT - LEFT) / (int) self->points->len;
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (Band));
  guint first = 0;

  for (guint i = 1; i <= self->points->len; i++) {
    guint phase = get_point (self, first)->phase;

    if (i < self->points->len && get_point (self, i)->phase == phase)
      continue;
    if (phase < self->phases->len) {
      Band band = {
        .title = g_ptr_array_index (self->phases, phase),
        .is_odd = bands->len % 2,
        .left = get_point (self, first)->x - column / 2,
        .right = get_point (self, i - 1)->x + column / 2,
      };

      g_array_append_val (bands, band);
    }
    first = i;
  }

  return bands;
}

static void
append_band (GString    *svg,
             const Band *band,
             gboolean    staggered)
{
  gboolean is_high = staggered && !band->is_odd;
  int reach = staggered ? MIN (2 * (band->right - band->left), RIGHT + 800 - band->left)
                        : band->right - band->left;
  g_autofree char *title = dup_shortened (band->title, reach / CHARACTER);

  passant_svg_add (svg,
                   "<rect class=\"phase\" x=\"%n\" y=\"%n\" width=\"%n\" height=\"%n\" "
                   "fill=\"%s\"/>\n",
                   band->left, TOP, band->right - band->left, BOTTOM - TOP,
                   band->is_odd ? "#ffffff" : "#eef2f6");
  passant_svg_add (svg, "<path d=\"M%n %nV%n\" stroke=\"#c3ccd5\" stroke-width=\"0.5\"/>\n",
                   band->left, is_high ? TOP - 1900 : TOP - 1000, BOTTOM);
  add_label (svg, "start", band->left + 250, is_high ? TOP - 1350 : TOP - 400, INK,
             " class=\"phase-title\" font-weight=\"bold\"", title);
}

/* When the title of one phase is wider than its band, the titles take turns on two rows. */
static void
append_phases (PassantChart *self,
               GString      *svg)
{
  g_autoptr (GArray) bands = list_bands (self);
  gboolean staggered = FALSE;

  for (guint i = 0; i < bands->len; i++) {
    Band *band = &g_array_index (bands, Band, i);

    staggered |= g_utf8_strlen (band->title, -1) * CHARACTER > band->right - band->left;
  }
  for (guint i = 0; i < bands->len; i++)
    append_band (svg, &g_array_index (bands, Band, i), staggered);
}

static void
append_axis (PassantChart *self,
             GString      *svg)
{
  for (int valence = -100; valence <= 100; valence += 50) {
    g_autofree char *number = dup_signed (valence);

    passant_svg_add (svg, "<path d=\"M%n %nH%n\" stroke=\"%s\" stroke-width=\"%s\"/>\n", LEFT,
                     y_of (valence), RIGHT,
                     valence ? "#c3ccd5" : PALE, valence ? "0.4" : "0.8");
    add_label (svg, "end", LEFT - 400, y_of (valence) + 250, INK, " class=\"axis\"", number);
  }

  passant_svg_add_face (svg, 900, y_of (100) - 700, 1400, 100, 30, INK);
  passant_svg_add_face (svg, 900, y_of (0) - 700, 1400, 0, 0, INK);
  passant_svg_add_face (svg, 900, y_of (-100) - 700, 1400, -100, 30, INK);
  add_label (svg, "middle", 1600, y_of (100) - 1000, INK, "",
             passant_gloss (self->language, "pleasant"));
  add_label (svg, "middle", 1600, y_of (-100) + 1500, INK, "",
             passant_gloss (self->language, "unpleasant"));
}

/* One of the three values of a point; FALSE when the point has none. */
typedef gboolean (*Series) (const PassantChartPoint *point,
                            int                     *valence);

static gboolean
get_felt (const PassantChartPoint *point,
          int                     *valence)
{
  *valence = point->felt;
  return point->has_felt;
}

static gboolean
get_desired (const PassantChartPoint *point,
             int                     *valence)
{
  *valence = point->desired;
  return point->has_desired;
}

static gboolean
get_believed (const PassantChartPoint *point,
              int                     *valence)
{
  *valence = point->believed;
  return point->has_believed;
}

/* One path with a new start after every gap: what was not said is not drawn. */
static void
append_line (PassantChart *self,
             GString      *svg,
             Series        series,
             const char   *attributes)
{
  g_autoptr (GString) path = g_string_new (NULL);
  gboolean drawing = FALSE;
  int valence;

  for (guint i = 0; i < self->points->len; i++) {
    Point *point = get_point (self, i);

    if (!series (&point->point, &valence)) {
      drawing = FALSE;
      continue;
    }
    passant_svg_add (path, drawing ? "L%n %n" : "M%n %n", point->x, y_of (valence));
    drawing = TRUE;
  }

  if (path->len)
    passant_svg_add (svg, "<path d=\"%s\" fill=\"none\" stroke-linejoin=\"round\" %s/>\n",
                     path->str, attributes);
}

static void
append_mark (GString    *svg,
             const char *shape,
             Point      *point,
             int         valence)
{
  int x = point->x, y = y_of (valence);

  passant_svg_add (svg, "<g class=\"%s\" data-value=\"%d\">", shape, valence);
  if (g_str_equal (shape, "felt"))
    passant_svg_add (svg,
                     "<circle cx=\"%n\" cy=\"%n\" r=\"3\" fill=\"" FELT "\" stroke=\"#ffffff\"/>",
                     x, y);
  else if (g_str_equal (shape, "desired"))
    passant_svg_add (svg,
                     "<rect x=\"%n\" y=\"%n\" width=\"4\" height=\"4\" fill=\"#ffffff\" stroke=\""
                     DESIRED "\"/>",
                     x - 200, y - 200);
  else
    passant_svg_add (svg, "<path d=\"M%n %nl2 2l-2 2l-2 -2z\" fill=\"" BELIEVED "\"/>", x, y - 200);
  passant_svg_add (svg, "<title>%t: %d</title></g>\n", point->title, valence);
}

static void
append_marks (PassantChart *self,
              GString      *svg,
              Series        series,
              const char   *shape)
{
  int valence;

  for (guint i = 0; i < self->points->len; i++)
    if (series (&get_point (self, i)->point, &valence))
      append_mark (svg, shape, get_point (self, i), valence);
}

/* "peak", "trough · end" …, or NULL when the point is none of them. */
static char *
dup_remark (PassantChart              *self,
            const PassantChartSummary *summary,
            int                        index)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (summary->felt > 1 && index == summary->peak)
    g_ptr_array_add (words, (gpointer) passant_gloss (self->language, "peak"));
  if (summary->felt > 1 && index == summary->trough && summary->trough != summary->peak)
    g_ptr_array_add (words, (gpointer) passant_gloss (self->language, "trough"));
  if (index == summary->end)
    g_ptr_array_add (words, (gpointer) passant_gloss (self->language, "end"));
  g_ptr_array_add (words, NULL);

  return words->len > 1 ? g_strjoinv (" · ", (char **) words->pdata) : NULL;
}

/* What was felt, in figures, on the side of the curve where the desired line is not. */
static void
append_figure (PassantChart              *self,
               GString                   *svg,
               const PassantChartSummary *summary,
               guint                      index)
{
  Point *point = get_point (self, index);
  g_autofree char *number = dup_signed (point->point.felt);
  g_autofree char *remark = dup_remark (self, summary, (int) index);
  int y = y_of (point->point.felt);
  gboolean above = !point->point.has_desired || point->point.felt >= point->point.desired;

  if (remark)
    passant_svg_add (svg,
                     "<circle class=\"ring\" cx=\"%n\" cy=\"%n\" r=\"5\" fill=\"none\" stroke=\""
                     FELT "\"/>\n",
                     point->x, y);
  add_label (svg, "middle", point->x, above ? y - 650 : y + 1150, FELT,
             " class=\"figure\" font-weight=\"bold\" stroke=\"#ffffff\" stroke-width=\"2\" "
             "paint-order=\"stroke\"",
             number);
  if (remark)
    add_label (svg, "middle", point->x, above ? y - 1400 : y + 1900, INK,
               " class=\"remark\" font-style=\"italic\" stroke=\"#ffffff\" stroke-width=\"2\" "
               "paint-order=\"stroke\"",
               remark);
}

static void
append_figures (PassantChart *self,
                GString      *svg)
{
  PassantChartSummary summary = passant_chart_summarise (self);

  for (guint i = 0; i < self->points->len; i++)
    if (get_point (self, i)->point.has_felt)
      append_figure (self, svg, &summary, i);
}

/* Moments share the space between the points around them. */
static int
x_of_moment (PassantChart *self,
             guint         index)
{
  Moment *moment = g_ptr_array_index (self->moments, index);
  int column = (RIGHT - LEFT) / (int) self->points->len;
  guint before = 0, together = 0;

  for (guint i = 0; i < self->moments->len; i++) {
    Moment *other = g_ptr_array_index (self->moments, i);

    together += other->after == moment->after;
    before += other->after == moment->after && i < index;
  }

  /* The span ends at the frame for what came before the first point or after the last. */
  int left = moment->after ? get_point (self, moment->after - 1)->x : LEFT;
  int span = moment->after && moment->after < self->points->len ? column : column / 2;

  return left + span * (int) (before + 1) / (int) (together + 1);
}

static void
append_moments (PassantChart *self,
                GString      *svg)
{
  for (guint i = 0; i < self->moments->len; i++) {
    Moment *moment = g_ptr_array_index (self->moments, i);
    int x = x_of_moment (self, i);

    if (moment->has_felt)
      passant_svg_add (svg,
                       "<circle class=\"moment\" data-value=\"%d\" cx=\"%n\" cy=\"%n\" r=\"3\" "
                       "fill=\"#ffffff\" "
                       "stroke=\"" FELT "\" stroke-width=\"1.4\"><title>%t: %d</title></circle>\n",
                       moment->felt, x, y_of (moment->felt), moment->text, moment->felt);
    else
      passant_svg_add (svg,
                       "<path class=\"moment\" d=\"M%n %nl2.5 4.5h-5z\" fill=\"#ffffff\" stroke=\""
                       FELT "\">"
                       "<title>%t</title></path>\n", x, BOTTOM + RAIL - 500, moment->text);
  }
}

/* Beyond what can be read the touchpoints go by their numbers, which the tables of the report repeat. */
static void
append_titles (PassantChart *self,
               GString      *svg)
{
  gboolean in_words = self->points->len <= LABELLED_MAX;

  for (guint i = 0; i < self->points->len; i++) {
    Point *point = get_point (self, i);
    const char *colour = point->point.walked ? INK : PALE;
    g_autofree char *title = dup_shortened (point->title, LABEL_CHARACTERS_MAX);

    if (in_words)
      passant_svg_add (svg,
                       "<text class=\"touchpoint\" transform=\"translate(%n %n) rotate(-38)\" "
                       "text-anchor=\"end\" "
                       "fill=\"%s\">%d. %t</text>\n", point->x + 200, BOTTOM + RAIL + 900, colour,
                       point->point.number, title);
    else if (i % (self->points->len / LABELLED_MAX + 1) == 0)
      passant_svg_add (svg,
                       "<text class=\"touchpoint\" x=\"%n\" y=\"%n\" text-anchor=\"middle\" "
                       "fill=\"%s\">%d</text>\n",
                       point->x, BOTTOM + RAIL + 1100, colour, point->point.number);
  }
}

static gboolean
has_any (PassantChart *self,
         Series        series)
{
  int valence;

  for (guint i = 0; i < self->points->len; i++)
    if (series (&get_point (self, i)->point, &valence))
      return TRUE;

  return FALSE;
}

#define FELT_LINE "class=\"line-felt\" stroke=\"" FELT "\" stroke-width=\"2.2\""
#define DESIRED_LINE "class=\"line-desired\" stroke=\"" DESIRED \
        "\" stroke-width=\"1.3\" stroke-dasharray=\"6 3\""
#define BELIEVED_LINE "class=\"line-believed\" stroke=\"" BELIEVED \
        "\" stroke-width=\"0.7\" stroke-dasharray=\"1.2 2\""

static void
append_key (GString    *svg,
            int        *x,
            const char *line,
            const char *word)
{
  int y = PASSANT_CHART_HEIGHT * 100 - 700;

  passant_svg_add (svg, "<path d=\"M%n %nh22\" fill=\"none\" %s/>\n", *x, y - 230, line);
  add_label (svg, "start", *x + 2700, y, INK, " class=\"key\"", word);
  *x += 3900 + (int) g_utf8_strlen (word, -1) * CHARACTER;
}

static void
append_legend (PassantChart *self,
               GString      *svg)
{
  int y = PASSANT_CHART_HEIGHT * 100 - 700, x = LEFT;

  append_key (svg, &x, FELT_LINE, passant_gloss (self->language, "felt"));
  if (has_any (self, get_desired))
    append_key (svg, &x, DESIRED_LINE, passant_gloss (self->language, "desired"));
  if (has_any (self, get_believed))
    append_key (svg, &x, BELIEVED_LINE, passant_gloss (self->language, "believed"));
  if (self->moments->len) {
    passant_svg_add (svg,
                     "<circle cx=\"%n\" cy=\"%n\" r=\"3\" fill=\"#ffffff\" stroke=\"" FELT "\" "
                     "stroke-width=\"1.4\"/>\n", x + 1900, y - 230);
    add_label (svg, "start", x + 2700, y, INK, " class=\"key\"",
               passant_gloss (self->language, "outside the script"));
  }
}

PassantChart *
passant_chart_new (const char *language)
{
  PassantChart *self = g_new0 (PassantChart, 1);

  self->language = g_strdup (language);
  self->phases = g_ptr_array_new_with_free_func (g_free);
  self->points = g_ptr_array_new_with_free_func (point_free);
  self->moments = g_ptr_array_new_with_free_func (moment_free);

  return self;
}

void
passant_chart_free (PassantChart *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->moments);
  g_ptr_array_unref (self->points);
  g_ptr_array_unref (self->phases);
  g_free (self->language);
  g_free (self);
}

void
passant_chart_add_phase (PassantChart *self,
                         const char   *title)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (title != NULL);

  g_ptr_array_add (self->phases, g_strdup (title));
}

void
passant_chart_add_point (PassantChart            *self,
                         const PassantChartPoint *point)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (point != NULL);

  Point *kept = g_new0 (Point, 1);

  kept->point = *point;
  kept->title = g_strdup (point->title);
  kept->point.title = kept->title;
  if (!kept->point.number)
    kept->point.number = (int) self->points->len + 1;
  /* Before the first phase: G_MAXUINT, drawn without a band. */
  kept->phase = self->phases->len - 1;
  g_ptr_array_add (self->points, kept);
}

void
passant_chart_add_moment (PassantChart *self,
                          const char   *text,
                          const int    *felt)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  Moment *moment = g_new0 (Moment, 1);

  moment->text = g_strdup (text);
  moment->after = self->points->len;
  moment->has_felt = felt != NULL;
  moment->felt = felt ? *felt : 0;
  g_ptr_array_add (self->moments, moment);
}

int
passant_chart_get_felt (PassantChart *self,
                        guint         index)
{
  g_return_val_if_fail (self != NULL, 0);

  return index < self->points->len ? get_point (self, index)->point.felt : 0;
}

/* @sum / @n in tenths, half away from zero. */
static int
mean_tenths (int   sum,
             guint n)
{
  if (!n)
    return 0;

  return (sum * 20 + (sum < 0 ? -(int) n : (int) n)) / (2 * (int) n);
}

PassantChartSummary
passant_chart_summarise (PassantChart *self)
{
  PassantChartSummary summary = { .peak = -1, .trough = -1, .end = -1 };
  int sum = 0, gap = 0;

  g_return_val_if_fail (self != NULL, summary);

  for (guint i = 0; i < self->points->len; i++) {
    PassantChartPoint *point = &get_point (self, i)->point;

    if (!point->has_felt)
      continue;

    summary.felt++;
    sum += point->felt;
    if (summary.peak < 0 || point->felt > get_point (self, (guint) summary.peak)->point.felt)
      summary.peak = (int) i;
    if (summary.trough < 0 || point->felt < get_point (self, (guint) summary.trough)->point.felt)
      summary.trough = (int) i;
    if (summary.end < 0 || point->felt_at_ms >= get_point (self,
                                                           (guint) summary.end)->point.felt_at_ms)
      summary.end = (int) i;
    if (point->has_desired) {
      summary.compared++;
      gap += point->felt - point->desired;
    }
  }

  summary.mean_tenths = mean_tenths (sum, summary.felt);
  summary.gap_tenths = mean_tenths (gap, summary.compared);

  return summary;
}

char *
passant_chart_to_svg (PassantChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *svg = g_string_new (NULL);

  append_head (self, svg);
  if (self->points->len) {
    place_points (self);
    append_phases (self, svg);
  }
  append_axis (self, svg);
  append_line (self, svg, get_believed, BELIEVED_LINE);
  append_line (self, svg, get_desired, DESIRED_LINE);
  append_line (self, svg, get_felt, FELT_LINE);
  append_marks (self, svg, get_believed, "believed");
  append_marks (self, svg, get_desired, "desired");
  append_marks (self, svg, get_felt, "felt");
  if (self->points->len)
    append_moments (self, svg);
  append_figures (self, svg);
  append_titles (self, svg);
  append_legend (self, svg);
  g_string_append (svg, "</svg>\n");

  return g_string_free (svg, FALSE);
}

/* From a visit */

static void
add_touchpoint (PassantChart      *self,
                PassantVisit      *visit,
                PassantTouchpoint *touchpoint)
{
  const PassantFelt *felt = passant_visit_get_felt (visit, touchpoint->id);
  PassantChartPoint point = {
    .number = (int) touchpoint->index + 1,
    .title = passant_text_get (touchpoint->title, self->language),
    .walked = passant_visit_has_entered (visit, touchpoint->id),
    .has_felt = felt != NULL,
    .has_desired = touchpoint->has_desired,
    .has_believed = touchpoint->has_believed,
    .desired = touchpoint->desired.valence,
    .believed = touchpoint->believed.valence,
  };

  if (felt) {
    point.felt = felt->affect.valence;
    point.arousal = felt->affect.arousal;
    point.felt_at_ms = felt->at_ms;
  }
  passant_chart_add_point (self, &point);
}

/* Where the guest was at @at_ms, when the moment does not say it. */
static const char *
find_place (PassantVisit *visit,
            gint64        at_ms)
{
  GPtrArray *entries = passant_visit_get_entries (visit);
  const char *place = NULL;

  for (guint i = 0; i < entries->len; i++) {
    PassantEntry *entry = g_ptr_array_index (entries, i);

    if (entry->at_ms <= at_ms)
      place = entry->touchpoint;
  }

  return place;
}

static void
add_moments (PassantChart *self,
             PassantVisit *visit,
             const char   *touchpoint)
{
  GPtrArray *moments = passant_visit_get_moments (visit);

  for (guint i = 0; i < moments->len; i++) {
    PassantMoment *moment = g_ptr_array_index (moments, i);
    const char *place = moment->touchpoint ? moment->touchpoint : find_place (visit, moment->at_ms);
    const PassantFelt *felt = passant_visit_get_felt (visit, moment->id);

    if (g_strcmp0 (place, touchpoint) == 0)
      passant_chart_add_moment (self, moment->text, felt ? &felt->affect.valence : NULL);
  }
}

PassantChart *
passant_chart_new_visit (PassantScript *script,
                         PassantVisit  *visit,
                         const char    *language)
{
  g_return_val_if_fail (script != NULL, NULL);
  g_return_val_if_fail (visit != NULL, NULL);

  PassantChart *self = passant_chart_new (language);
  g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
  PassantPhase *phase = NULL;

  add_moments (self, visit, NULL);
  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);

    if (touchpoint->phase != phase)
      passant_chart_add_phase (self, passant_text_get (touchpoint->phase->title, language));
    phase = touchpoint->phase;
    if (passant_guide_get_touchpoint (guide, touchpoint) != PASSANT_STEP_HIDDEN
        || passant_visit_get_felt (visit, touchpoint->id))
      add_touchpoint (self, visit, touchpoint);
    add_moments (self, visit, touchpoint->id);
  }

  return self;
}
