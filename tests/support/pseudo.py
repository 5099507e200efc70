# SPDX-License-Identifier: GPL-3.0-or-later
"""Two languages that nobody speaks, to see where words do not fit.

qps is English with accents and half as long again, between brackets, so that a cut or a text that
never went through gettext is seen at once. ar is English spelled in Arabic letters: no Arabic reads
so, but it is written from right to left and joins its letters, which is what a layout has to bear.
"""

import gettext
import json
import os
import re
import struct
from pathlib import Path

# What a program or the script fills in or reads: formats, marks of Markdown, tags, line breaks.
KEPT = re.compile(r'(%(?:\d+\$)?[-+ #0]*[\d.*]*[a-zA-Z%]|\$\{\w+\}|<[^<>]*>|&\w+;|\n|https?://\S+|\*\*|^#+ |^- '
                  r'|\]\([^()]*\))', re.M)
ACCENTS = str.maketrans('AaCcDdEeGgIiLlNnOoRrSsTtUuYyZz', 'ÅåÇçĎďĒēĞğÎîĽľÑñÖöŘřŠšŢţŨũÝýŽž')
LETTERS = str.maketrans('abcdefghijklmnopqrstuvwxyz',
                        'ابثديفغهيجكلمنوبقرستوفوخيز')
PADDING = 'åñď möŕē åñď möŕē '
TEXT_MAP_KEY = re.compile(r'[a-z]{2,3}$')


def spelled(text, spell):
    """@text with every letter that a person reads spelled anew."""
    return ''.join(part if KEPT.fullmatch(part) else spell(part) for part in KEPT.split(text) if part)


def accented(text):
    words = spelled(text, lambda part: part.translate(ACCENTS))
    if len(text.strip()) < 4:
        return words
    missing = round(len(text) * 0.4) - 2
    padding = (PADDING * (missing // len(PADDING) + 1))[:max(missing, 0)].rstrip()
    body = words.rstrip('\n')
    return f'[{body}{" " if padding else ""}{padding}]{words[len(body):]}'


def arabic(text):
    return spelled(text, lambda part: part.lower().translate(LETTERS))


SPELLING = {'qps': accented, 'ar': arabic}


def is_pseudo(language):
    return language in SPELLING


def catalogue(language, install):
    """The folder where gettext finds the app's words in @language; made when Dutch has newer ones."""
    folder = Path(install).parent / 'pseudo'
    model = Path(install) / 'share/locale/nl/LC_MESSAGES/passant.mo'
    made = folder / language / 'LC_MESSAGES/passant.mo'
    if not made.exists() or made.stat().st_mtime < model.stat().st_mtime:
        made.parent.mkdir(parents=True, exist_ok=True)
        part = made.with_suffix(f'.{os.getpid()}')
        part.write_bytes(compiled(model, SPELLING[language]))
        part.rename(made)
    return folder


def compiled(model, spell):
    """A .mo file that has what @model has, spelled anew. Dutch is complete, so it knows all there is."""
    with open(model, 'rb') as source:
        known = gettext.GNUTranslations(source)._catalog
    words = {}
    for key in known:
        message = key[0] if isinstance(key, tuple) else key
        text = message.split('\x04')[-1]
        if not text:
            continue
        # GNU gettext compares up to the first zero, so what the plural was called does not matter.
        if isinstance(key, tuple):
            words[f'{message}\0{message}'] = f'{spell(text)}\0{spell(text)}'
        else:
            words[message] = spell(text)
    words[''] = ('Content-Type: text/plain; charset=UTF-8\n'
                 'Plural-Forms: nplurals=2; plural=(n != 1);\n')
    return packed(sorted((key.encode(), text.encode()) for key, text in words.items()))


def packed(pairs):
    """The layout of a .mo file: a head, two tables of (length, offset), then all strings."""
    head = 7 * 4
    at = head + 16 * len(pairs)
    tables = [], []
    strings = b''
    for side in (0, 1):
        for pair in pairs:
            tables[side].append(struct.pack('<2I', len(pair[side]), at + len(strings)))
            strings += pair[side] + b'\0'
    return (struct.pack('<7I', 0x950412de, 0, len(pairs), head, head + 8 * len(pairs), 0, 0)
            + b''.join(tables[0]) + b''.join(tables[1]) + strings)


def dress(path):
    """Gives the script or study in the JSON file at @path its texts in these languages too."""
    path = Path(path)
    document = json.loads(path.read_text(encoding='utf-8'))
    if 'languages' in document:
        document['languages'] += [each for each in SPELLING if each not in document['languages']]
    path.write_text(json.dumps(dressed(document), ensure_ascii=False, indent=1), encoding='utf-8')


def dressed(value):
    if isinstance(value, list):
        return [dressed(each) for each in value]
    if not isinstance(value, dict):
        return value
    if 'en' in value and all(TEXT_MAP_KEY.match(key) and isinstance(text, str)
                             for key, text in value.items()):
        return {**value, **{language: spell(value['en']) for language, spell in SPELLING.items()}}
    return {key: dressed(each) for key, each in value.items()}
