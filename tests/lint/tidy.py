#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The style of the house as tests: one TAP line per rule, each finding as file:line: what.

    tests/lint/tidy.py SOURCE_ROOT

The rules are numbered R1 to R13 in CONTRIBUTING.md. What a compiler can see is left to the
compiler; here is the rest.
"""

import ast
import re
import sys
from pathlib import Path

FUNCTION_LINES_MAX = 60
FILE_LINES_MAX = 800
COLUMNS_MAX = 100
COMMENT_COLUMNS_MAX = 125
NESTED_BLOCKS_MAX = 3

FOLDERS = ('.ci', 'app', 'data', 'flatpak', 'po', 'schemas', 'tests')
TOP_FILES = ('meson.build', 'meson.options', 'README.md', 'CONTRIBUTING.md', '.uncrustify.cfg')

# A folder of app/ may include headers of these folders, and nothing else of ours.
MAY_INCLUDE = {
    'core': {'core'},
    'author': {'core', 'author'},
    'report': {'core', 'report'},
    'picture': {'core', 'picture'},
    'widgets': {'core', 'report', 'picture', 'widgets'},
    'shopper': {'core', 'report', 'picture', 'widgets', 'shopper'},
    'coordinator': {'core', 'author', 'report', 'widgets', 'coordinator'},
    'hub': {'core', 'report', 'hub'},
    'cli': {'core', 'author', 'report', 'cli'},
}

# A library's header, and the files of app/ that may name it.
LIBRARY_WALLS = (
    (r'sqlite3\.h', r'.*store.*'),
    (r'curl/.*', r'core/passant-transport\.[ch]'),
    (r'libfyaml\.h', r'author/passant-source\.[ch]'),
    (r'freexl\.h', r'author/passant-workbook\.c'),
    (r'xlsxwriter\.h', r'author/passant-xlsform-write\.c'),
    (r'libsoup/.*', r'hub/.*'),
    (r'zbar\.h', r'picture/passant-barcode\.c'),
    (r'gst/.*', r'widgets/passant-(camera|tape)\.c'),
    (r'libportal/.*', r'(widgets|shopper)/.*'),
    (r'gdk-pixbuf/.*', r'(picture|report|widgets|shopper|coordinator)/.*'),
    (r'(gtk/.*|gdk/.*|adwaita\.h)', r'(widgets|shopper|coordinator)/.*'),
)

CLOCK = re.compile(r'\b(g_get_real_time|g_get_monotonic_time|clock_gettime|gettimeofday'
                   r'|g_date_time_new_now\w*|time \(NULL\))')
SQL_PRINTED = re.compile(r'printf\w* \((?:[^;]|\n)*?"[^"\n]*\b(?:SELECT|INSERT|UPDATE|DELETE'
                         r'|CREATE|DROP|ALTER)\b[^"\n]*%')
TRANSLATED = re.compile(r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext) ?\("')
TEXT_CUT = re.compile(r'\b(?:_|N_|C_|NC_) ?\((?:\s*"(?:\\.|[^"\\\n])*",?)*\s*[A-Z]\w*\s*[")]')
LOCK_TOO_LATE = re.compile(r'g_autoptr \(PassantStatement\)(?:(?!\n}).)*?g_autoptr \(GMutexLocker\)', re.S)
# In pieces, so that this file passes itself.
OPEN_ENDS = re.compile(r'\b(?:TO' r'DO|FIX' r'ME|XX' r'X)\b')
MACHINE_PATH = re.compile(r'(?<![\w.}])/(?:work|root|home/\w+|Users)' r'/\w')
FOREIGN_HOST = re.compile(r'\bhttps?://(?!127\.0\.0\.1|localhost|\$|%|\{|\[|<)([\w.-]+)')
# Addresses that are names of a format, or point at this project's own pages.
NAMED_HOSTS = ('www.w3.org', 'json-schema.org', 'passant-survey.github.io', 'github.com',
               'www.freedesktop.org', 'specifications.freedesktop.org', 'www.gnu.org', 'tus.io')


class Source:
    """One file: its path under the root, its lines, and for C its text without comments."""

    def __init__(self, root, path):
        self.path = path
        self.name = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding='utf-8', errors='replace')
        self.lines = self.text.split('\n')
        self.is_c = path.suffix in ('.c', '.h')
        self.is_script = self.text.startswith('#!')
        self.is_python = path.suffix == '.py' or bool(re.match(r'#!.*python', self.lines[0]))
        self.is_shell = path.suffix == '.sh' or bool(re.match(r'#!.*/(ba)?sh\b', self.lines[0]))
        self.code = strip_comments(self.text) if self.is_c else self.text

    def at(self, line, what):
        return f'{self.name}:{line}: {what}'

    def line_of(self, offset):
        return self.code.count('\n', 0, offset) + 1

    @property
    def in_app(self):
        return self.name.startswith('app/')

    @property
    def folder(self):
        """core for app/core/…, else the empty string."""
        parts = self.name.split('/')
        return parts[1] if self.in_app and len(parts) > 2 else ''


def strip_comments(text):
    """C without comments, line for line. Strings stay."""
    token = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/|//[^\n]*', re.S)
    return token.sub(lambda m: m[0] if m[0][0] in '"\'' else '\n' * m[0].count('\n'), text)


def strip_strings(code):
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', code)


def collect(root):
    paths = [root / name for name in TOP_FILES]
    for folder in FOLDERS:
        paths += sorted((root / folder).rglob('*'))
    kinds = ('.c', '.h', '.py', '.sh', '.blp', '.sql', '.css', '.md', '.build', '.options', '.xml',
             '.in', '.yml', '.yaml', '.json', '.svg', '')
    return [Source(root, path) for path in paths
            if path.is_file() and path.suffix in kinds and '__pycache__' not in path.parts
            and not any(part.startswith('_build') for part in path.parts)]


# Each rule takes all sources and yields findings.

def licence_comes_first(sources):
    for source in sources:
        code = source.path.suffix in ('.c', '.h', '.py', '.sh', '.blp', '.sql', '.css', '.build')
        if (code or source.is_script) and 'SPDX-License-Identifier: GPL-3.0-or-later' not in \
                '\n'.join(source.lines[:3]):
            yield source.at(1, 'no SPDX line (R1)')


def own_header_comes_first(sources):
    names = {source.name for source in sources}
    for source in sources:
        own = source.name[:-1] + 'h'
        if not (source.in_app and source.name.endswith('.c') and own in names):
            continue
        includes = re.findall(r'^#include ["<](.*)[">]', source.code, re.M)
        if includes and includes[0] != Path(own).name and includes[0] != 'config.h':
            yield source.at(1, f'{Path(own).name} is not the first header (R1)')


def files_are_short(sources):
    for source in sources:
        if (source.is_c or source.is_python or source.is_shell) and \
                len(source.lines) > FILE_LINES_MAX + 1:
            yield source.at(len(source.lines), f'more than {FILE_LINES_MAX} lines (R2)')


def functions_are_short(sources):
    for source in sources:
        for name, first, last in functions(source):
            if last - first + 1 > FUNCTION_LINES_MAX:
                yield source.at(first, f'{name} has {last - first + 1} lines (R2)')


def functions(source):
    """(name, first line, last line): the body in C, the whole in Python."""
    if source.is_c:
        opened, name = 0, ''
        for number, line in enumerate(source.code.split('\n'), 1):
            if match := re.match(r'(\w+) \(', line):
                name = match[1]
            if line == '{':
                opened = number
            elif line == '}' and opened:
                yield name, opened, number
                opened = 0
    elif source.is_python:
        for node in ast.walk(ast.parse(source.text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node.name, node.lineno, node.end_lineno


def functions_are_flat(sources):
    control = re.compile(r'\s*(?:\} )?(?:if|else|for|while|do|switch)\b.*\{$')
    for source in sources:
        if not source.is_c:
            continue
        stack = []
        for number, line in enumerate(strip_strings(source.code).split('\n'), 1):
            closes = line.count('}')
            del stack[max(0, len(stack) - closes):]
            stack += [bool(control.match(line))] * line.count('{')
            if sum(stack) > NESTED_BLOCKS_MAX:
                yield source.at(number, f'more than {NESTED_BLOCKS_MAX} blocks deep (R2)')


def lines_are_short(sources):
    for source in sources:
        if not (source.is_c or source.is_python or source.path.suffix == '.blp'):
            continue
        for number, (line, code) in enumerate(zip(source.lines, source.code.split('\n')), 1):
            if len(code.rstrip()) > COLUMNS_MAX and not source.is_python \
                    or len(line) > COMMENT_COLUMNS_MAX:
                yield source.at(number, f'{len(line)} columns (R12)')


def space_is_clean(sources):
    for source in sources:
        if source.path.suffix in ('.md', '.svg', '.json', '.in'):
            continue
        for number, line in enumerate(source.lines, 1):
            if line != line.rstrip() or '\t' in line:
                yield source.at(number, 'a tab, or space at the end (R12)')
        if source.text and not source.text.endswith('\n'):
            yield source.at(len(source.lines), 'no newline at the end (R12)')


def nothing_jumps_or_waits(sources):
    for source in sources:
        if source.is_c and (match := re.search(r'\bgo' r'to\b', strip_strings(source.code))):
            yield source.at(source.line_of(match.start()), 'a jump (R6)')
        if source.path.suffix == '.md':
            continue
        for number, line in enumerate(source.lines, 1):
            if OPEN_ENDS.search(line):
                yield source.at(number, 'an open end: write it down as an issue (R4)')


def libraries_stay_behind_their_walls(sources):
    for source in sources:
        if not (source.in_app and source.is_c):
            continue
        where = source.name.removeprefix('app/')
        for match in re.finditer(r'#include <(.*)>', source.code):
            for header, allowed in LIBRARY_WALLS:
                if re.fullmatch(header, match[1]) and not re.fullmatch(allowed, where):
                    yield source.at(source.line_of(match.start()), f'<{match[1]}> here (R7)')


def folders_stay_behind_their_walls(sources):
    home = {Path(source.name).name: source.folder for source in sources
            if source.in_app and source.name.endswith('.h')}
    for source in sources:
        allowed = MAY_INCLUDE.get(source.folder)
        if not (allowed and source.is_c):
            continue
        for match in re.finditer(r'#include "(.*)"', source.code):
            folder = home.get(Path(match[1]).name)
            if folder and folder not in allowed:
                yield source.at(source.line_of(match.start()), f'"{match[1]}" of {folder} (R7)')


def clock_has_one_door(sources):
    for source in sources:
        if source.in_app and source.is_c and not source.name.endswith('core/passant-clock.c'):
            for match in CLOCK.finditer(source.code):
                yield source.at(source.line_of(match.start()), f'{match[1]} here (R7)')


def sql_is_never_printed_together(sources):
    for source in sources:
        if source.in_app and source.is_c:
            for match in SQL_PRINTED.finditer(source.code):
                yield source.at(source.line_of(match.start()), 'SQL by printf (R8)')


def tables_are_strict(sources):
    for source in sources:
        if source.path.suffix != '.sql':
            continue
        text = re.sub(r'--[^\n]*', '', source.text)
        for match in re.finditer(r'CREATE TABLE(?: IF NOT EXISTS)? (\w+)[^;]*?\)([^();]*);', text):
            if 'STRICT' not in match[2]:
                yield source.at(text.count('\n', 0, match.start()) + 1,
                                f'table {match[1]} is not STRICT (R8)')


def translators_see_every_file(sources):
    listed = {line for source in sources if source.name == 'po/POTFILES.in'
              for line in source.lines if line and not line.startswith('#')}
    names = {source.name for source in sources}
    for source in sources:
        text = source.code if source.is_c else source.text
        if source.in_app and (source.is_c or source.path.suffix == '.blp') and \
                TRANSLATED.search(text) and source.name not in listed:
            yield source.at(1, 'has texts to translate, and is not in po/POTFILES.in')
    for name in sorted(listed - names):
        yield f'po/POTFILES.in:1: {name} is not there'


def texts_are_whole(sources):
    """xgettext ends a text at the first macro in it."""
    for source in sources:
        if source.in_app and source.is_c:
            for match in TEXT_CUT.finditer(source.code):
                yield source.at(source.line_of(match.start()), 'a macro within a text to translate')


def locks_outlive_statements(sources):
    """Scopes let go in reverse; a statement reset without the lock is another thread's by then."""
    for source in sources:
        if source.in_app and source.is_c:
            for match in LOCK_TOO_LATE.finditer(source.code):
                yield source.at(source.line_of(match.start()), 'a lock declared after a statement')


def every_source_is_built(sources):
    builds = {Path(source.name).parent.as_posix(): source.text for source in sources
              if source.name.endswith('meson.build')}
    for source in sources:
        name = Path(source.name)
        if source.path.suffix not in ('.c', '.blp') or not name.parts[0] in ('app', 'tests'):
            continue
        stem = name.stem.removeprefix('test-').removeprefix('fuzz-')
        text = builds.get(name.parent.as_posix(), '')
        if not re.search(rf"['/@-]?{re.escape(stem)}\b", text):
            yield source.at(1, 'not in its meson.build')


def no_machine_is_named(sources):
    for source in sources:
        if source.path.suffix == '.svg':
            continue
        for number, line in enumerate(source.lines, 1):
            if match := MACHINE_PATH.search(line):
                yield source.at(number, f'a path of one machine: {match[0]}')
            if source.is_shell and (match := FOREIGN_HOST.search(line)) \
                    and match[1] not in NAMED_HOSTS:
                yield source.at(number, f'a host by name: {match[1]}')


RULES = (
    licence_comes_first,
    own_header_comes_first,
    files_are_short,
    functions_are_short,
    functions_are_flat,
    lines_are_short,
    space_is_clean,
    nothing_jumps_or_waits,
    libraries_stay_behind_their_walls,
    folders_stay_behind_their_walls,
    clock_has_one_door,
    sql_is_never_printed_together,
    tables_are_strict,
    translators_see_every_file,
    texts_are_whole,
    locks_outlive_statements,
    every_source_is_built,
    no_machine_is_named,
)


def main():
    sources = collect(Path(sys.argv[1]).resolve())
    print(f'1..{len(RULES)}')
    failed = 0
    for number, rule in enumerate(RULES, 1):
        findings = list(rule(sources))
        failed += bool(findings)
        print(f'{"not ok" if findings else "ok"} {number} {rule.__name__.replace("_", " ")}')
        for finding in findings:
            print(finding, file=sys.stderr)
    return 1 if failed else 0


sys.exit(main())
