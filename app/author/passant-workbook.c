/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-workbook.h"

#include "passant-error.h"
#include "passant-workbook-private.h"

#include <errno.h>
#include <freexl.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHEETS_MAX 100
#define ROWS_MAX 100000
#define COLUMNS_MAX 2000
#define CELLS_MAX 1000000
#define PLACES_MAX 8000000 /* a row takes room up to its last cell */
#define TEXT_BYTES_MAX (32 * 1024 * 1024)

#define CHILD_SECONDS_MAX 10
#define CHILD_BYTES_MAX (1024 * 1024 * 1024)

typedef struct {
  char      *name;
  GPtrArray *rows; /* of GPtrArray of texts, NULL where there is nothing */
  guint      n_columns;
} Sheet;

struct _PassantWorkbook {
  GPtrArray *sheets; /* Sheet */
  gsize      cells;
  gsize      places;
  gsize      bytes;
};

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_ptr_array_unref (sheet->rows);
  g_free (sheet);
}

static void
free_row (gpointer data)
{
  g_clear_pointer ((GPtrArray **) &data, g_ptr_array_unref);
}

PassantWorkbook *
passant_workbook_new (void)
{
  PassantWorkbook *self = g_new0 (PassantWorkbook, 1);

  self->sheets = g_ptr_array_new_with_free_func (free_sheet);

  return self;
}

void
passant_workbook_free (PassantWorkbook *self)
{
  if (self)
    g_ptr_array_unref (self->sheets);
  g_free (self);
}

gboolean
passant_workbook_add_sheet (PassantWorkbook *self,
                            const char      *name,
                            GError         **error)
{
  Sheet *sheet;

  if (self->sheets->len == SHEETS_MAX) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "The workbook has more than %d sheets; remove those that are not needed",
                 SHEETS_MAX);
    return FALSE;
  }

  sheet = g_new0 (Sheet, 1);
  sheet->name = g_utf8_make_valid (name, -1);
  sheet->rows = g_ptr_array_new_with_free_func (free_row);
  g_ptr_array_add (self->sheets, sheet);

  return TRUE;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x200b || c == 0xfeff;
}

/* Without the blanks around it; those that do not break and those of no width too. */
static char *
dup_trimmed (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *begin = valid;
  const char *end;

  while (*begin && is_blank (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  end = begin + strlen (begin);
  while (end > begin && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (begin, end - begin);
}

static gboolean
check_bounds (PassantWorkbook *self,
              Sheet           *sheet,
              guint            row,
              guint            column,
              GError         **error)
{
  if (row < ROWS_MAX && column < COLUMNS_MAX && self->cells < CELLS_MAX &&
      self->places < PLACES_MAX && self->bytes < TEXT_BYTES_MAX)
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               "The workbook is too big: its sheet “%s” goes on at row %u, column %u; at most %d "
               "rows, %d columns and %d cells in all will do", sheet->name, row + 1, column + 1,
               ROWS_MAX, COLUMNS_MAX, CELLS_MAX);

  return FALSE;
}

gboolean
passant_workbook_set (PassantWorkbook *self,
                      guint            row,
                      guint            column,
                      const char      *text,
                      GError         **error)
{
  Sheet *sheet = g_ptr_array_index (self->sheets, self->sheets->len - 1);
  g_autofree char *trimmed = dup_trimmed (text);
  GPtrArray *cells;

  if (!*trimmed)
    return TRUE;
  if (!check_bounds (self, sheet, row, column, error))
    return FALSE;

  if (sheet->rows->len <= row)
    g_ptr_array_set_size (sheet->rows, row + 1);
  if (!g_ptr_array_index (sheet->rows, row))
    g_ptr_array_index (sheet->rows, row) = g_ptr_array_new_with_free_func (g_free);
  cells = g_ptr_array_index (sheet->rows, row);
  if (cells->len <= column) {
    self->places += column + 1 - cells->len;
    g_ptr_array_set_size (cells, column + 1);
  }

  self->cells++;
  self->bytes += strlen (trimmed);
  sheet->n_columns = MAX (sheet->n_columns, column + 1);
  g_free (g_ptr_array_index (cells, column));
  g_ptr_array_index (cells, column) = g_steal_pointer (&trimmed);

  return TRUE;
}

char *
passant_workbook_number (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == floor (number) && fabs (number) < 1e15)
    return g_strdup_printf ("%.0f", number == 0 ? 0.0 : number);

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.15g", number));
}

/* The 1900 calendar has a 29 February 1900 that never was: before it days count from one day later. */
char *
passant_workbook_date (double   serial,
                       gboolean is_1904)
{
  g_autoptr (GDateTime) epoch = NULL;
  g_autoptr (GDateTime) moment = NULL;
  gint64 seconds;

  if (!(serial >= 0 && serial < 2958466))
    return passant_workbook_number (serial);

  seconds = (gint64) llround (serial * 86400);
  if (seconds < 86400)
    return g_strdup_printf ("%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));

  if (is_1904)
    epoch = g_date_time_new_utc (1904, 1, 1, 0, 0, 0);
  else
    epoch = g_date_time_new_utc (1899, 12, serial < 61 ? 31 : 30, 0, 0, 0);
  moment = g_date_time_add_seconds (epoch, seconds);

  return g_date_time_format (moment, seconds % 86400 == 0 ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S");
}

gboolean
passant_workbook_is_date_code (const char *code)
{
  for (const char *c = code; *c; c++) {
    if (*c == '"' || *c == '[') {
      char close = *c == '[' ? ']' : '"';
      const char *end = strchr (c + 1, close);

      /* [h], [mm] and [ss] count hours and on; all else in brackets is a colour or a condition. */
      if (*c == '[' && end && strspn (c + 1, "hHmMsS") == (gsize) (end - c - 1))
        return TRUE;
      if (!end)
        return FALSE;
      c = end;
    } else if (*c == '\\' || *c == '_' || *c == '*') {
      if (!c[1])
        return FALSE;
      c++;
    } else if (strchr ("yYdDhHsSmM", *c)) {
      return TRUE;
    }
  }

  return FALSE;
}

/* Those that every program knows by number. */
gboolean
passant_workbook_is_date_format (guint id)
{
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
         (id >= 50 && id <= 58);
}

/* The child's side of the pipe: a byte that says what, then what. */
static gboolean
say (FILE       *pipe,
     char        what,
     guint32     row,
     guint32     column,
     const char *text)
{
  guint32 head[3] = { row, column, strlen (text) };

  return fputc (what, pipe) != EOF && fwrite (head, sizeof head, 1, pipe) == 1 &&
         fwrite (text, 1, head[2], pipe) == head[2];
}

static void
say_cell (FILE                   *pipe,
          guint                   row,
          guint                   column,
          const FreeXL_CellValue *value)
{
  g_autofree char *number = NULL;

  switch (value->type) {
  case FREEXL_CELL_INT:
    number = passant_workbook_number (value->value.int_value);
    say (pipe, 'c', row, column, number);
    break;

  case FREEXL_CELL_DOUBLE:
    number = passant_workbook_number (value->value.double_value);
    say (pipe, 'c', row, column, number);
    break;

  case FREEXL_CELL_TEXT:
  case FREEXL_CELL_SST_TEXT:
  case FREEXL_CELL_DATE:
  case FREEXL_CELL_DATETIME:
  case FREEXL_CELL_TIME:
    if (value->value.text_value)
      say (pipe, 'c', row, column, value->value.text_value);
    break;

  default:
    break;
  }
}

static gboolean
say_sheet (FILE          *pipe,
           const void    *handle,
           unsigned short sheet)
{
  const char *name = NULL;
  unsigned int rows = 0;
  unsigned short columns = 0;

  if (freexl_get_worksheet_name (handle, sheet, &name) != FREEXL_OK ||
      freexl_select_active_worksheet (handle, sheet) != FREEXL_OK ||
      freexl_worksheet_dimensions (handle, &rows, &columns) != FREEXL_OK)
    return FALSE;

  say (pipe, 's', 0, 0, name ? name : "");
  for (unsigned int row = 0; row < rows; row++)
    for (unsigned short column = 0; column < columns; column++) {
      FreeXL_CellValue value = { 0 };

      if (freexl_get_cell_value (handle, row, column, &value) == FREEXL_OK)
        say_cell (pipe, row, column, &value);
    }

  return TRUE;
}

static gboolean
say_workbook (FILE       *pipe,
              const char *path)
{
  const void *handle = NULL;
  unsigned int n = 0, locked = FREEXL_BIFF_PLAIN;

  if (freexl_open (path, &handle) != FREEXL_OK)
    return FALSE;
  if (freexl_get_info (handle, FREEXL_BIFF_PASSWORD, &locked) == FREEXL_OK &&
      locked == FREEXL_BIFF_OBFUSCATED)
    return say (pipe, 'l', 0, 0, "");
  if (freexl_get_info (handle, FREEXL_BIFF_SHEET_COUNT, &n) != FREEXL_OK)
    return FALSE;

  for (unsigned int sheet = 0; sheet < n; sheet++)
    if (!say_sheet (pipe, handle, sheet))
      return FALSE;

  return say (pipe, 'e', 0, 0, "");
}

/* FreeXL can crash, hang or ask for all memory over a file that was made to. Here that ends nothing but the child. */
G_GNUC_NORETURN
static void
run_child (int         fd,
           const char *path)
{
  FILE *pipe = fdopen (fd, "wb");
  struct rlimit seconds = { CHILD_SECONDS_MAX, CHILD_SECONDS_MAX };
  struct rlimit none = { 0, 0 };

  alarm (CHILD_SECONDS_MAX * 2);
  setrlimit (RLIMIT_CPU, &seconds);
  setrlimit (RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* which maps more than any limit */
  {
    struct rlimit bytes = { CHILD_BYTES_MAX, CHILD_BYTES_MAX };

    setrlimit (RLIMIT_AS, &bytes);
  }
#endif
  _exit (pipe && say_workbook (pipe, path) && fflush (pipe) == 0 ? 0 : 1);
}

/* Everything that comes, until the child closes, which it does in time or is ended. */
static GByteArray *
listen_to (int fd)
{
  GByteArray *heard = g_byte_array_new ();
  gsize bytes_max = TEXT_BYTES_MAX + (gsize) CELLS_MAX * 13;

  while (heard->len < bytes_max) {
    guint8 chunk[65536];
    gssize got = read (fd, chunk, sizeof chunk);

    if (got > 0)
      g_byte_array_append (heard, chunk, got);
    else if (got == 0 || errno != EINTR)
      break;
  }

  return heard;
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               "The workbook is damaged or of a kind too old to read; open it in a spreadsheet "
               "program and save it as .xlsx");

  return FALSE;
}

/* One message; FALSE with an error when there is not a whole one, or it is none to go on after. */
static gboolean
take_message (PassantWorkbook *self,
              GByteArray      *heard,
              gsize           *at,
              gboolean        *is_end,
              GError         **error)
{
  g_autofree char *text = NULL;
  guint32 head[3];
  char what;

  if (heard->len - *at < 1 + sizeof head)
    return refuse_damaged (error);
  what = heard->data[*at];
  memcpy (head, heard->data + *at + 1, sizeof head);
  *at += 1 + sizeof head;
  if (heard->len - *at < head[2])
    return refuse_damaged (error);
  text = g_strndup ((const char *) heard->data + *at, head[2]);
  *at += head[2];

  *is_end = what == 'e';
  if (what == 's')
    return passant_workbook_add_sheet (self, text, error);
  if (what == 'c' && self->sheets->len > 0)
    return passant_workbook_set (self, head[0], head[1], text, error);
  if (what == 'l')
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "The workbook is locked with a password; save it without one");

  return *is_end;
}

static gboolean
read_xls (PassantWorkbook *self,
          const char      *path,
          GError         **error)
{
  g_autoptr (GByteArray) heard = NULL;
  gboolean is_end = FALSE;
  gsize at = 0;
  int fds[2];
  pid_t child;

  if (!g_unix_open_pipe (fds, O_CLOEXEC, error))
    return FALSE;

  child = fork ();
  if (child == 0)
    run_child (fds[1], path);
  close (fds[1]);
  heard = listen_to (fds[0]);
  close (fds[0]);
  if (child > 0) {
    kill (child, SIGKILL);
    while (waitpid (child, NULL, 0) < 0 && errno == EINTR)
      continue;
  }

  while (!is_end)
    if (!take_message (self, heard, &at, &is_end, error))
      return FALSE;

  return TRUE;
}

typedef enum {
  KIND_NONE,
  KIND_XLSX,
  KIND_XLS,
} Kind;

static Kind
tell_kind (const guint8 *data,
           gsize         length)
{
  static const guint8 compound[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

  if (length >= 4 && memcmp (data, "PK\003\004", 4) == 0)
    return KIND_XLSX;
  if (length >= sizeof compound && memcmp (data, compound, sizeof compound) == 0)
    return KIND_XLS;
  /* Those from before files had files in them begin with a record. */
  if (length >= 4 && data[0] == 0x09 && data[1] <= 0x08 && (data[1] & 1) == 0 && data[3] == 0)
    return KIND_XLS;

  return KIND_NONE;
}

/* A locked .xlsx is a compound file, with this name in it in UTF-16. */
static gboolean
is_locked (const guint8 *data,
           gsize         length)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

  return memmem (data, length, name, sizeof name) != NULL;
}

static gboolean
refuse_kind (const guint8 *data,
             gsize         length,
             GError      **error)
{
  const char *what = "a spreadsheet";

  if (memmem (data, MIN (length, 200), "opendocument", 12))
    what = "an Excel workbook but an OpenDocument one";
  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               "This is not %s; save the form as .xlsx", what);

  return FALSE;
}

/* Our own reader for what it knows, FreeXL for the rest. */
static gboolean
read_either_xls (PassantWorkbook *self,
                 const char      *path,
                 const guint8    *data,
                 gsize            length,
                 GError         **error)
{
  g_autoptr (GError) local = NULL;

  if (passant_workbook_read_xls (self, data, length, &local))
    return TRUE;
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  g_ptr_array_set_size (self->sheets, 0);

  return read_xls (self, path, error);
}

static gboolean
read_kind (PassantWorkbook *self,
           const char      *path,
           const guint8    *data,
           gsize            length,
           GError         **error)
{
  gboolean is_other_zip = memmem (data, MIN (length, 200), "opendocument", 12) != NULL;

  switch (tell_kind (data, length)) {
  case KIND_XLSX:
    return is_other_zip ? refuse_kind (data, length, error) :
           passant_workbook_read_xlsx (self, data, length, error);

  case KIND_XLS:
    if (!is_locked (data, length))
      return read_either_xls (self, path, data, length, error);
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "The workbook is locked with a password; save it without one");
    return FALSE;

  default:
    return refuse_kind (data, length, error);
  }
}

PassantWorkbook *
passant_workbook_read (const guint8 *data,
                       gsize         length,
                       GError      **error)
{
  g_autoptr (PassantWorkbook) self = passant_workbook_new ();
  g_autoptr (GError) local = NULL;
  gboolean done = tell_kind (data, length) == KIND_XLS ?
                  passant_workbook_read_xls (self, data, length, &local) :
                  passant_workbook_read_xlsx (self, data, length, &local);

  if (!done && !local)
    refuse_damaged (&local);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));

  return done ? g_steal_pointer (&self) : NULL;
}

static guint8 *
load (const char *path,
      gsize       bytes_max,
      gsize      *length,
      GError    **error)
{
  g_autofree guint8 *data = g_malloc (bytes_max + 1);
  FILE *file;
  gboolean done;

  errno = 0;
  file = g_fopen (path, "rbe");
  *length = file ? fread (data, 1, bytes_max + 1, file) : 0;
  done = file && !ferror (file);
  if (!done)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, "%s cannot be read: %s", path,
                 g_strerror (errno));
  g_clear_pointer (&file, fclose);

  return done ? g_steal_pointer (&data) : NULL;
}

/**
 * passant_workbook_open:
 * @path: an .xlsx or .xls file
 *
 * All its cells. Fails with %PASSANT_ERROR_NOT_FOUND when it cannot be read and %PASSANT_ERROR_INVALID, with a sentence
 * that says what to do, when it is no workbook or one that is damaged, locked or too big.
 */
PassantWorkbook *
passant_workbook_open (const char *path,
                       GError    **error)
{
  g_autoptr (PassantWorkbook) self = passant_workbook_new ();
  g_autofree guint8 *data = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  data = load (path, PASSANT_WORKBOOK_BYTES_MAX, &length, error);
  if (!data)
    return NULL;
  if (length > PASSANT_WORKBOOK_BYTES_MAX) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "%s: The workbook is too big: at most %d MiB will do", path,
                 PASSANT_WORKBOOK_BYTES_MAX / 1024 / 1024);
    return NULL;
  }
  if (!read_kind (self, path, data, length, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }

  return g_steal_pointer (&self);
}

gboolean
passant_workbook_is_one (const char *path)
{
  static const char * const suffixes[] = { ".xlsx", ".xlsm", ".xls", NULL };
  g_autofree guint8 *data = NULL;
  g_autofree char *name = g_ascii_strdown (path, -1);
  gsize length;

  data = load (path, 8, &length, NULL);
  if (data && tell_kind (data, length) != KIND_NONE)
    return TRUE;

  for (guint i = 0; suffixes[i]; i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;

  return FALSE;
}

guint
passant_workbook_get_n_sheets (PassantWorkbook *self)
{
  return self->sheets->len;
}

static Sheet *
get_sheet (PassantWorkbook *self,
           guint            sheet)
{
  g_assert (sheet < self->sheets->len);

  return g_ptr_array_index (self->sheets, sheet);
}

const char *
passant_workbook_get_name (PassantWorkbook *self,
                           guint            sheet)
{
  return get_sheet (self, sheet)->name;
}

guint
passant_workbook_get_n_rows (PassantWorkbook *self,
                             guint            sheet)
{
  return get_sheet (self, sheet)->rows->len;
}

guint
passant_workbook_get_n_columns (PassantWorkbook *self,
                                guint            sheet)
{
  return get_sheet (self, sheet)->n_columns;
}

const char *
passant_workbook_get_cell (PassantWorkbook *self,
                           guint            sheet,
                           guint            row,
                           guint            column)
{
  GPtrArray *rows = get_sheet (self, sheet)->rows;
  GPtrArray *cells = row < rows->len ? g_ptr_array_index (rows, row) : NULL;

  return cells && column < cells->len ? g_ptr_array_index (cells, column) : NULL;
}

guint
passant_workbook_get_width (PassantWorkbook *self,
                            guint            sheet,
                            guint            row)
{
  GPtrArray *rows = get_sheet (self, sheet)->rows;
  GPtrArray *cells = row < rows->len ? g_ptr_array_index (rows, row) : NULL;

  return cells ? cells->len : 0;
}
