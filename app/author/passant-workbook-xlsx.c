/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-workbook-private.h"

#include "passant-error.h"

#include <stdlib.h>
#include <string.h>

/* Why not FreeXL here too: it takes a sheet's number for its file's name, keeps only the last run of a text that is
 * partly bold, and knows neither texts in the cell nor what formulas made. */

#define SHEETS_MAX 100
#define ROW_MAX 1048576
#define COLUMN_MAX 16384

typedef struct {
  char    *name;
  char    *part; /* "xl/worksheets/sheet1.xml" */
  gboolean is_cells;
} Part;

/* One file being read, whichever: what has been seen of it so far. */
typedef struct {
  PassantWorkbook *workbook;
  const guint8    *data;
  gsize            length;
  GHashTable      *targets;   /* relationship id → part */
  GPtrArray       *sheets;    /* Part */
  GPtrArray       *strings;   /* shared texts */
  GHashTable      *formats;   /* numFmtId → is a date, those of the file */
  GArray          *styles;    /* gboolean: is a date */
  char            *folder;    /* of the workbook part: "xl/" */
  gboolean         is_1904;
  gboolean         is_xfs;
  /* of a sheet */
  guint            row, column;
  char             type;      /* n s b e d t (a text that stands in the cell) */
  guint            style;
  gboolean         is_formula;
  GString         *text;
  guint            takes_text; /* depth of elements whose text counts */
  guint            skips;      /* depth of those whose does not */
} Xlsx;

typedef void (*StartElement) (Xlsx        *self,
                              const char  *name,
                              const char **keys,
                              const char **values,
                              GError     **error);
typedef void (*EndElement) (Xlsx       *self,
                            const char *name,
                            GError    **error);

typedef struct {
  Xlsx        *xlsx;
  StartElement start;
  EndElement   end;
} Handler;

/* Some programs write a prefix before every name. */
static const char *
strip_prefix (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon ? colon + 1 : name;
}

static const char *
find_attribute (const char **keys,
                const char **values,
                const char  *key)
{
  for (guint i = 0; keys[i]; i++)
    if (g_str_equal (strip_prefix (keys[i]), key))
      return values[i];

  return NULL;
}

static gboolean
is_true (const char *text)
{
  return g_strcmp0 (text, "1") == 0 || g_strcmp0 (text, "true") == 0;
}

static void
on_start (GMarkupParseContext *context,
          const char          *name,
          const char         **keys,
          const char         **values,
          gpointer             data,
          GError             **error)
{
  Handler *handler = data;

  handler->start (handler->xlsx, strip_prefix (name), keys, values, error);
}

static void
on_end (GMarkupParseContext *context,
        const char          *name,
        gpointer             data,
        GError             **error)
{
  Handler *handler = data;

  if (handler->end)
    handler->end (handler->xlsx, strip_prefix (name), error);
}

static void
on_text (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             data,
         GError             **error)
{
  Xlsx *self = ((Handler *) data)->xlsx;

  if (self->takes_text && !self->skips)
    g_string_append_len (self->text, text, length);
}

/* TRUE too when there is no such part: @needed says whether that will do. */
static gboolean
read_part (Xlsx        *self,
           const char  *part,
           gboolean     needed,
           StartElement start,
           EndElement   end,
           GError     **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  Handler handler = { self, start, end };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  const char *begin;
  gsize length;

  text = passant_zip_dup_member (self->data, self->length, part, &length, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!text && needed)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "The workbook is damaged: its part %s is not there", part);
  if (!text)
    return !needed;

  begin = g_str_has_prefix (text, "\357\273\277") ? text + 3 : text;
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &handler, NULL);
  if (g_markup_parse_context_parse (context, begin, length - (begin - text), &local) &&
      g_markup_parse_context_end_parse (context, &local))
    return TRUE;

  if (local->domain == PASSANT_ERROR)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "The workbook is damaged: its part %s does not read; "
                 "open it in a spreadsheet program and save it anew", part);

  return FALSE;
}

static char *
resolve (const char *folder,
         const char *target)
{
  g_autofree char *path = NULL;
  g_autofree char *canonical = NULL;

  if (*target == '/')
    return g_strdup (target + 1);
  path = g_strconcat ("/", folder, target, NULL);
  canonical = g_canonicalize_filename (path, "/");

  return g_strdup (canonical + 1);
}

static void
start_relationship (Xlsx        *self,
                    const char  *name,
                    const char **keys,
                    const char **values,
                    GError     **error)
{
  const char *id = find_attribute (keys, values, "Id");
  const char *target = find_attribute (keys, values, "Target");
  const char *type = find_attribute (keys, values, "Type");

  if (!g_str_equal (name, "Relationship") || !id || !target || !type)
    return;

  g_hash_table_replace (self->targets, g_strdup (id), resolve (self->folder, target));
  /* These go by what they are. */
  if (strrchr (type, '/'))
    g_hash_table_replace (self->targets, g_strdup (strrchr (type, '/')),
                          resolve (self->folder, target));
}

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_free (part->name);
  g_free (part->part);
  g_free (part);
}

static void
start_workbook (Xlsx        *self,
                const char  *name,
                const char **keys,
                const char **values,
                GError     **error)
{
  const char *id = find_attribute (keys, values, "id");
  const char *title = find_attribute (keys, values, "name");
  const char *target = id ? g_hash_table_lookup (self->targets, id) : NULL;
  Part *part;

  if (g_str_equal (name, "workbookPr"))
    self->is_1904 = is_true (find_attribute (keys, values, "date1904"));
  if (!g_str_equal (name, "sheet") || !title || !target)
    return;

  if (self->sheets->len == SHEETS_MAX) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "The workbook has more than %d sheets; remove those that are not needed",
                 SHEETS_MAX);
    return;
  }
  part = g_new0 (Part, 1);
  part->name = g_strdup (title);
  part->part = g_strdup (target);
  /* A sheet of one chart has no cells. */
  part->is_cells = strstr (target, "chartsheet") == NULL && strstr (target, "dialogsheet") == NULL;
  g_ptr_array_add (self->sheets, part);
}

static gboolean
is_date_format (Xlsx *self,
                guint id)
{
  gpointer own;

  if (g_hash_table_lookup_extended (self->formats, GUINT_TO_POINTER (id), NULL, &own))
    return GPOINTER_TO_INT (own);

  return passant_workbook_is_date_format (id);
}

static void
start_styles (Xlsx        *self,
              const char  *name,
              const char **keys,
              const char **values,
              GError     **error)
{
  const char *id = find_attribute (keys, values, "numFmtId");
  const char *code = find_attribute (keys, values, "formatCode");
  guint number = id ? strtoul (id, NULL, 10) : 0;

  if (g_str_equal (name, "cellXfs"))
    self->is_xfs = TRUE;
  if (g_str_equal (name, "numFmt") && code)
    g_hash_table_replace (self->formats, GUINT_TO_POINTER (number),
                          GINT_TO_POINTER (passant_workbook_is_date_code (code)));
  if (g_str_equal (name, "xf") && self->is_xfs) {
    gboolean is_date = is_date_format (self, number);

    g_array_append_val (self->styles, is_date);
  }
}

static void
end_styles (Xlsx       *self,
            const char *name,
            GError    **error)
{
  if (g_str_equal (name, "cellXfs"))
    self->is_xfs = FALSE;
}

static void
start_text (Xlsx       *self,
            const char *name)
{
  if (g_str_equal (name, "t") || g_str_equal (name, "v"))
    self->takes_text++;
  if (g_str_equal (name, "rPh")) /* how a text is said in Japanese */
    self->skips++;
}

static void
end_text (Xlsx       *self,
          const char *name)
{
  if (self->takes_text && (g_str_equal (name, "t") || g_str_equal (name, "v")))
    self->takes_text--;
  if (self->skips && g_str_equal (name, "rPh"))
    self->skips--;
}

/* "_x000D_" is how XML that cannot hold a character holds it. */
static char *
unescape (const char *text)
{
  GString *result;
  const char *mark = strstr (text, "_x");

  if (!mark)
    return g_strdup (text);

  result = g_string_new_len (text, mark - text);
  for (const char *c = mark; *c; c++) {
    char *end;
    gulong code = g_str_has_prefix (c, "_x") && g_ascii_isxdigit (c[2]) ?
                  strtoul (c + 2, &end, 16) : 0;

    if (code >= 1 && end == c + 6 && *end == '_' && g_unichar_validate (code)) {
      g_string_append_unichar (result, code == '\r' ? ' ' : code);
      c = end;
    } else {
      g_string_append_c (result, *c);
    }
  }

  return g_string_free_and_steal (result);
}

static void
start_strings (Xlsx        *self,
               const char  *name,
               const char **keys,
               const char **values,
               GError     **error)
{
  if (g_str_equal (name, "si"))
    g_string_truncate (self->text, 0);
  start_text (self, name);
}

static void
end_strings (Xlsx       *self,
             const char *name,
             GError    **error)
{
  end_text (self, name);
  if (g_str_equal (name, "si"))
    g_ptr_array_add (self->strings, unescape (self->text->str));
}

/* "BC12" is column 54; −1 for what is none. */
static int
read_column (const char *reference)
{
  int column = 0;

  for (const char *c = reference; g_ascii_isalpha (*c); c++) {
    column = column * 26 + g_ascii_toupper (*c) - 'A' + 1;
    if (column > COLUMN_MAX)
      return -1;
  }

  return column - 1;
}

static void
start_row (Xlsx       *self,
           const char *number)
{
  gulong row = number ? strtoul (number, NULL, 10) : 0;

  /* Numbers may be left out. */
  self->row = row >= 1 && row <= ROW_MAX ? row : self->row + 1;
  self->column = 0;
}

static void
start_cell (Xlsx        *self,
            const char **keys,
            const char **values)
{
  const char *type = find_attribute (keys, values, "t");
  const char *style = find_attribute (keys, values, "s");
  const char *reference = find_attribute (keys, values, "r");
  int column = reference ? read_column (reference) : -1;

  self->column = column >= 0 ? (guint) column + 1 : self->column + 1;
  self->style = style ? strtoul (style, NULL, 10) : 0;
  self->type = 'n';
  self->is_formula = FALSE;
  if (g_strcmp0 (type, "str") == 0 || g_strcmp0 (type, "inlineStr") == 0)
    self->type = 't';
  else if (type && strlen (type) == 1 && strchr ("sbed", *type))
    self->type = *type;
  g_string_truncate (self->text, 0);
}

static char *
dup_number (Xlsx *self)
{
  char *end;
  double number = g_ascii_strtod (self->text->str, &end);

  if (end == self->text->str || *end)
    return g_strdup (self->text->str);
  if (self->style < self->styles->len && g_array_index (self->styles, gboolean, self->style))
    return passant_workbook_date (number, self->is_1904);

  return passant_workbook_number (number);
}

static char *
dup_value (Xlsx *self)
{
  guint64 index;

  switch (self->type) {
  case 's':
    index = g_ascii_strtoull (self->text->str, NULL, 10);
    return index < self->strings->len ? g_strdup (g_ptr_array_index (self->strings, index)) : NULL;

  case 'b':
    return g_strdup (is_true (self->text->str) ? "TRUE" : "FALSE");

  case 'n':
    return dup_number (self);

  case 't':
    return unescape (self->text->str);

  default:
    return g_strdup (self->text->str);
  }
}

static void
start_sheet (Xlsx        *self,
             const char  *name,
             const char **keys,
             const char **values,
             GError     **error)
{
  if (g_str_equal (name, "row"))
    start_row (self, find_attribute (keys, values, "r"));
  else if (g_str_equal (name, "c"))
    start_cell (self, keys, values);
  else if (g_str_equal (name, "f"))
    self->is_formula = TRUE;
  else
    start_text (self, name);
}

static void
end_sheet (Xlsx       *self,
           const char *name,
           GError    **error)
{
  g_autofree char *text = NULL;

  end_text (self, name);
  if (!g_str_equal (name, "c") || self->row == 0)
    return;
  /* What a program wrote that cannot work it out; a formula that made nothing is a text. */
  if (self->is_formula && self->type == 'n' && self->text->len == 0)
    g_string_assign (self->text, "#N/A");
  if (self->text->len == 0)
    return;

  text = dup_value (self);
  if (text)
    passant_workbook_set (self->workbook, self->row - 1, self->column - 1, text, error);
}

static gboolean
read_sheets (Xlsx    *self,
             GError **error)
{
  for (guint i = 0; i < self->sheets->len; i++) {
    Part *part = g_ptr_array_index (self->sheets, i);

    if (!passant_workbook_add_sheet (self->workbook, part->name, error))
      return FALSE;
    self->row = self->column = 0;
    self->takes_text = self->skips = 0;
    if (part->is_cells && !read_part (self, part->part, TRUE, start_sheet, end_sheet, error))
      return FALSE;
  }

  return TRUE;
}

/* A part that the workbook names by its kind, or where it mostly is. */
static const char *
find_target (Xlsx       *self,
             const char *kind,
             const char *usual)
{
  const char *target = g_hash_table_lookup (self->targets, kind);

  return target ? target : usual;
}

static gboolean
read_workbook (Xlsx    *self,
               GError **error)
{
  g_autofree char *part = NULL;
  g_autofree char *relations = NULL;
  char *slash;

  if (!read_part (self, "_rels/.rels", FALSE, start_relationship, NULL, error))
    return FALSE;
  part = g_strdup (find_target (self, "/officeDocument", "xl/workbook.xml"));
  slash = strrchr (part, '/');
  g_free (self->folder);
  self->folder = g_strndup (part, slash ? slash + 1 - part : 0);
  relations = g_strdup_printf ("%s_rels/%s.rels", self->folder, slash ? slash + 1 : part);
  g_hash_table_remove_all (self->targets);

  return read_part (self, relations, FALSE, start_relationship, NULL, error) &&
         read_part (self, part, TRUE, start_workbook, NULL, error) &&
         read_part (self, find_target (self, "/styles", "xl/styles.xml"), FALSE, start_styles,
                    end_styles, error) &&
         read_part (self, find_target (self, "/sharedStrings", "xl/sharedStrings.xml"), FALSE,
                    start_strings, end_strings, error) &&
         read_sheets (self, error);
}

gboolean
passant_workbook_read_xlsx (PassantWorkbook *workbook,
                            const guint8    *data,
                            gsize            length,
                            GError         **error)
{
  Xlsx self = {
    .workbook = workbook,
    .data = data,
    .length = length,
    .targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .sheets = g_ptr_array_new_with_free_func (clear_part),
    .strings = g_ptr_array_new_with_free_func (g_free),
    .formats = g_hash_table_new (NULL, NULL),
    .styles = g_array_new (FALSE, FALSE, sizeof (gboolean)),
    .folder = g_strdup (""),
    .text = g_string_new (NULL),
  };
  gboolean done = read_workbook (&self, error);

  g_hash_table_unref (self.targets);
  g_ptr_array_unref (self.sheets);
  g_ptr_array_unref (self.strings);
  g_hash_table_unref (self.formats);
  g_array_unref (self.styles);
  g_free (self.folder);
  g_string_free (self.text, TRUE);

  return done;
}
