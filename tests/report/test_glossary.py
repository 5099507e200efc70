#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report's own words: every text it uses is in the glossary, in every language, alike.

    test_glossary.py SOURCE_ROOT
"""

import re
import sys
from pathlib import Path

TOP = Path(sys.argv[1])
REPORT = TOP / 'app/report'
LITERAL = r'"(?:\\.|[^"\\\n])*"'
TEXT = rf'(?:{LITERAL}\s*)+'


def join(literals):
    """What the compiler makes of neighbouring literals."""
    return ''.join(part[1:-1] for part in re.findall(LITERAL, literals))


def read_glossary():
    """Each text as a tuple, in the order of the languages."""
    code = (REPORT / 'passant-glossary.c').read_text(encoding='utf-8')
    table = code[code.index('words[][LANGUAGES] = {'):code.index('\n};\n', code.index('words[]['))]
    return [tuple(join(text) for text in re.findall(TEXT, row)) for row in
            re.findall(rf'\{{\s*((?:{TEXT},?\s*)+)\}}', table)]


def placeholders(text):
    return re.findall(r'%[-+0-9.]*[a-z%]', text)


def used(sources):
    """Literals given to passant_gloss() at once; those in tables are found by their meaning."""
    found = set()
    for code in sources:
        for call in re.finditer(r'passant_gloss \((?:[^()"]|\([^()]*\))*?,', code):
            match = re.match(rf'\s*({TEXT})', code[call.end():])
            if match:
                found.add(join(match[1]))
    return found


def is_read(glossary, _):
    assert len(glossary) > 100, f'only {len(glossary)} words found'


def says_each_text_once(glossary, _):
    english = [pair[0] for pair in glossary]
    doubled = {text for text in english if english.count(text) > 1}
    assert not doubled, doubled


def leaves_no_text_out(glossary, sources):
    missing = used(sources) - {pair[0] for pair in glossary}
    assert not missing, missing


def keeps_no_text_nobody_uses(glossary, sources):
    feelings = (TOP / 'app/core/passant-affect.c').read_text(encoding='utf-8')
    scripts = (TOP / 'app/core/passant-script-touchpoint.c').read_text(encoding='utf-8')
    literals = {join(text) for code in (*sources, feelings, scripts)
                for text in re.findall(TEXT, code)}
    idle = {pair[0] for pair in glossary} - literals
    assert not idle, idle


def fills_the_same_holes_in_every_language(glossary, _):
    for english, *others in glossary:
        for other in others:
            assert placeholders(english) == placeholders(other), (english, other)


def is_said_in_every_language(glossary, _):
    code = (REPORT / 'passant-glossary.c').read_text(encoding='utf-8')
    languages = re.findall(r'"(\w+)"', re.search(r'languages\[.*?\};', code, re.S)[0])
    assert languages[:2] == ['en', 'nl'] and len(languages) >= 4, languages
    for row in glossary:
        assert len(row) == len(languages) and all(row), row


CASES = (is_read, says_each_text_once, leaves_no_text_out, keeps_no_text_nobody_uses,
         fills_the_same_holes_in_every_language, is_said_in_every_language)


def main():
    glossary = read_glossary()
    sources = [path.read_text(encoding='utf-8') for path in sorted(REPORT.glob('*.c'))
               if path.name != 'passant-glossary.c']
    failed = 0
    print(f'1..{len(CASES)}')
    for number, case in enumerate(CASES, 1):
        try:
            case(glossary, sources)
            print(f'ok {number} {case.__name__.replace("_", " ")}')
        except AssertionError as error:
            failed += 1
            print(f'not ok {number} {case.__name__.replace("_", " ")}\n# {error}')
    return 1 if failed else 0


sys.exit(main())
