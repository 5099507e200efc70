# SPDX-License-Identifier: GPL-3.0-or-later
"""What the fuzzers begin with, of the fixtures and samples of this repository."""

import json
import re
import zipfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FOLDERS = ('data', 'tests/fixtures')
BYTES_MAX = 100_000
PARTS_BYTES_MAX = 40_000

# Parts of a workbook that say nothing of its cells.
NO_CELLS = ('docProps/', 'xl/theme/', 'xl/printerSettings/', 'xl/calcChain.xml')

ANSWERS = ('yes', '4', ' 2.5 ', '', 'bell pump', '2026-11-22', '14:05', '52.09 5.12', 'wóórd')


def files(*suffixes):
    for folder in FOLDERS:
        for path in sorted((TOP / folder).rglob('*')):
            if path.suffix in suffixes and path.stat().st_size <= BYTES_MAX:
                yield path


def expressions():
    """All texts of C that the tests of expressions hold, and all that name a question elsewhere."""
    found = {}
    for path in sorted((TOP / 'tests/core').glob('test-*.c')):
        if path.name.startswith(('test-expression', 'test-functions')):
            for text in re.findall(r'\{ "((?:\\.|[^"\\])*)"', path.read_text(encoding='utf-8')):
                found[text.replace('\\"', '"').replace('\\\\', '\\').replace('\\n', '\n')] = None
    for path in files('.json', '.yaml'):
        for text in re.findall(r'''(?:relevant|constraint|filter|calculation|default|required|count)"?:\s*"?(.*\$\{.*)''',
                               path.read_text(encoding='utf-8')):
            found[text.rstrip('",}')] = None
    answers = '\0'.join(ANSWERS)
    for text in found:
        yield f'{text}\0{answers}'.encode()


def scripts():
    for path in files('.json'):
        text = path.read_bytes()
        yield text
        yield json.dumps(json.loads(text), ensure_ascii=False, separators=(',', ':')).encode()


def sources():
    for path in files('.yaml', '.json'):
        yield path.read_bytes()


def workbooks():
    """Each as it is, and taken apart as passant_fuzz_archive() puts it together."""
    for path in files('.xls'):
        yield path.read_bytes()
    for path in files('.xlsx'):
        yield path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            parts = [b'%%' + name.encode() + b'\n' + archive.read(name)
                     for name in archive.namelist() if not name.startswith(NO_CELLS)]
        together = b'\n'.join(parts)
        if len(together) <= PARTS_BYTES_MAX:
            yield together


KINDS = {'expression': expressions, 'script': scripts, 'yaml': sources, 'workbook': workbooks}


def write(kind, folder):
    for number, text in enumerate(KINDS[kind]()):
        (folder / f'{number:04}').write_bytes(text)
