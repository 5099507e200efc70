#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The compiler and the JSON Schema say the same about the same scripts.

test-script-schema.py CHECK_SCRIPTS SHOW_SOURCE SCHEMA SAMPLE FIXTURES

First a table: one mistake each, and what the compiler must call it. Then sound scripts spoiled at
random places. The schema cannot follow references or languages, so there the compiler may refuse
more; it must never refuse less, and what is a matter of shape both must refuse.
"""
import json
import os
import pathlib
import random
import subprocess
import sys

import jsonschema

# What no schema can see.
BEYOND_SHAPE = {
    'bad-bounds', 'bad-expression', 'bad-reference', 'bad-scale', 'bad-text',
    'comment-never', 'doubled-id', 'doubled-key',
    'doubled-specify', 'labels-do-not-match', 'later-question', 'later-touchpoint', 'missing-text',
    'never-answered', 'not-repeated', 'too-long', 'unknown-choice', 'unknown-column', 'unknown-language',
    'unknown-list', 'unknown-question', 'unknown-touchpoint', 'waits-for-nothing',
}
ROUNDS = 400
BASE_WEIGHTS = [10, 9, 1]
GONE = object()
RANDOM_VALUES = [
    GONE, None, True, 'x', '', 'yes', 0, -1, 3, 1.5, 10 ** 12, [], {}, [{}], ['x'], {'nl': 'x'},
    'words', 'note', 'scale', 'calculate', 'rank', 'receipt', 'places', {'nl': '${one}'}, {'max': 3},
    {'nl': [{'id': 'a', 'label': {'nl': 'x'}}]}, {'nl': 'x', 'en': 'y'},
]
RANDOM_KEYS = [
    'colour', 'points', 'min', 'labels', 'message', 'exclusive', 'default', 'filter', 'specify',
    'columns', 'repeat', 'count', 'comment', 'comment_if_below', 'calculation', 'minutes',
    'wait', 'min_minutes', 'max_minutes', 'order',
]


def spoil(script, pointer, value):
    """Puts @value where @pointer says; a function makes it of what stands there."""
    spoiled = json.loads(json.dumps(script))
    *way, last = [int(step) if step.isdigit() else step for step in pointer.split('/')]
    place = spoiled
    for step in way:
        place = place[step]
    if callable(value):
        place[last] = value(place[last])
    elif value is GONE:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return spoiled


def read_row(row):
    """["set", where, value, codes], ["fill", where, length, codes], ["remove", where, codes] or
    ["times", where, number, codes] with as many of the first one there."""
    verb, where, *value, codes = row
    if verb == 'remove':
        return where, GONE, codes
    if verb == 'times':
        return where, lambda there: there[:1] * value[0], codes
    return where, 'x' * value[0] if verb == 'fill' else value[0], codes


def pointers(value, pointer=''):
    members = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for key, member in members:
        yield f'{pointer}{key}'
        yield from pointers(member, f'{pointer}{key}/')


def spoil_anywhere(script, rand):
    for _ in range(rand.randint(1, 3)):
        where = rand.choice(list(pointers(script)))
        if rand.random() < 0.15:
            where += '/' + rand.choice(RANDOM_KEYS)
        try:
            script = spoil(script, where, rand.choice(RANDOM_VALUES))
        except (TypeError, KeyError, IndexError):
            pass  # there is no such place any more
    return script


def compile_all(helper, scripts):
    lines = ''.join(json.dumps(script) + '\n' for script in scripts)
    done = subprocess.run([helper], input=lines, capture_output=True, text=True, check=True)
    verdicts = done.stdout.splitlines()
    assert len(verdicts) == len(scripts), (len(verdicts), len(scripts))
    return verdicts


def list_cases(bases, table, rand):
    for name, script in bases.items():
        yield name, script, 'ok'
    for row in table:
        where, value, codes = read_row(row)
        yield json.dumps(row)[:80], spoil(bases['sound.json'], where, value), codes
    for number in range(ROUNDS):
        base = rand.choices(list(bases), weights=BASE_WEIGHTS)[0]
        yield f'random {number}, {base}', spoil_anywhere(bases[base], rand), None


def compare(validator, script, expected, verdict):
    """Every way in which the three do not agree."""
    codes = set(verdict.split()) - {'ok'}
    accepts = validator.is_valid(script)
    if expected is not None and verdict != expected:
        yield f'the compiler says {verdict}, not {expected}'
    if accepts and codes - BEYOND_SHAPE:
        yield f'the schema accepts what the compiler refuses for {verdict}'
    if not accepts and not codes:
        reason = next(validator.iter_errors(script)).message[:200]
        yield f'the schema refuses what the compiler accepts: {reason}'


def read_json(path):
    return json.loads(pathlib.Path(path).read_text(encoding='utf-8'))


def read_bases(show_source, *paths):
    done = subprocess.run([show_source, *paths], capture_output=True, text=True, check=True)
    return {
        pathlib.Path(path).name: json.loads(line)
        for path, line in zip(paths, done.stdout.splitlines(), strict=True)
    }


def main():
    helper, show_source, schema_path, sample_path, fixtures = sys.argv[1:]
    schema = read_json(schema_path)
    bases = read_bases(
        show_source, f'{fixtures}/sound.json', f'{fixtures}/everything.yaml', sample_path)
    table = read_json(f'{fixtures}/one-mistake.json')
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    seed = int(os.environ.get('PASSANT_TEST_SEED', random.randrange(2 ** 32)))
    print(f'# PASSANT_TEST_SEED={seed}')
    cases = list(list_cases(bases, table, random.Random(seed)))
    verdicts = compile_all(helper, [script for _, script, _ in cases])

    disagreements = 0
    for (name, script, expected), verdict in zip(cases, verdicts):
        for complaint in compare(validator, script, expected, verdict):
            disagreements += 1
            print(f'{name}: {complaint}', file=sys.stderr)
            if expected is None:
                print(json.dumps(script), file=sys.stderr)

    accepted = verdicts.count('ok')
    print(f'{len(cases)} scripts, {accepted} accepted, {disagreements} disagreements')
    sys.exit(disagreements > 0)


main()
