#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""passantctl script walk: led by hand, and at random.

    test_walk.py PASSANTCTL SOURCE_ROOT
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

CTL, TOP = (Path(word).resolve() for word in sys.argv[1:3])
sys.path[:0] = [str(TOP / 'tests/support')]
from tap import Tap  # noqa: E402

SAMPLE = TOP / 'data/studies/fiets/script.json'
EVERYTHING = TOP / 'tests/fixtures/scripts/everything.yaml'
OK, REFUSED, USAGE = 0, 1, 2
ENVIRONMENT = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TZ': 'Europe/Amsterdam',
               'G_DEBUG': 'fatal-warnings'}

SHORT = """
passant: 1
id: short
version: 1
languages: [nl, en]
title: {nl: Kort, en: Short}
phases:
- id: p
  title: {nl: Bezoek, en: Visit}
  touchpoints:
  - id: counter
    title: {nl: Balie, en: Counter}
    channel: store
    instruction: {nl: Loop naar binnen., en: Walk in.}
    questions:
    - {id: greeted, type: yes_no, text: {nl: "Begroet?", en: "Greeted?"}, required: true, pillar: ease}
    - {id: wait, type: number, text: {nl: "Wachttijd?", en: "Wait?"}, min: 0, max: 9, na: true}
    - {id: town, type: text, text: {nl: "Waar?", en: "Where?"}, default: Utrecht}
  - id: exit
    title: {nl: Uitgang, en: Exit}
    channel: store
    feeling: false
    questions:
    - {id: why, type: text, text: {nl: "Waarom ${wait}?", en: "Why ${wait}?"}, relevant: "${wait} > 3",
       required: true}
"""


def walk(*words, typed='', code=OK, folder=None):
    done = subprocess.run([CTL, 'script', 'walk', *map(str, words)], input=typed, text=True, cwd=folder,
                          capture_output=True, env=ENVIRONMENT, timeout=120)
    assert done.returncode == code, f'{words}: {done.returncode}, not {code}\n{done.stdout}{done.stderr}'
    return done.stdout if code != USAGE else done.stderr


def has(text, *parts):
    for part in parts:
        assert part in text, f'{part!r} is not in {text!r}'


def lines(*words):
    return ''.join(f'{word}\n' for word in words)


def leads_to_the_end(script):
    out = walk(script, '--language=en', typed=lines('y', '5', 'take', '40 10', 'Busy'))
    has(out, 'Visit › Counter  [counter]', 'Walk in.', '* Greeted?', 'A number from 0 to 9',
        '“take” takes over: Utrecht', 'How did it feel?', 'Why 5?', 'The visit is finished.',
        'Ease           100.0 %  n = 1', 'valence +40, arousal +10')
    assert 'Missing' not in out, out
    has(walk(script, '--language=nl', typed=lines('ja', '5', '', '0 0', 'Druk')), 'Begroet?', 'Waarom 5?')


def says_what_is_wrong_and_what_is_missing(script):
    out = walk(script, '--language=en', typed=lines('perhaps', 'n', '12', 'na', '', 'a lot'), code=REFUSED)
    has(out, '! Choose one of the answers given', '! This must be from 0 to 9', '! Type two numbers',
        'The walk stopped before the end.', '? counter has no feeling', '? exit was neither entered nor skipped')


def goes_back_jumps_skips_and_breaks_off(script):
    out = walk(script, '--language=en', typed=lines('n', 'back', 'y', '2', 'back', 'back', 'n', '', '', ''))
    has(out, 'greeted: No', 'The visit is finished.', '? counter has no feeling')
    has(walk(script, '--language=en', typed=lines('jump exit', 'skip Not in the mood')),
        'skipped: Not in the mood', 'The visit is finished.')
    has(walk(script, '--language=en', typed=lines('jump nowhere', 'break Closed'), code=REFUSED),
        'There is no touchpoint “nowhere”', 'Closed', '! greeted needs an answer')
    has(walk(script, typed=lines('help', 'back', '=back'), code=REFUSED), 'This is the first question')


def tells_it_as_json(script):
    told = json.loads(walk(script, '--format=json', typed=lines('y', '5', 'Zeist', '1 2', 'Busy')))
    assert told['finished'] and told['state'] == 'finished' and told['gaps'] == [], told
    answers = {each['question']: each['value'] for each in told['touchpoints'][0]['answers']}
    assert answers == {'greeted': 'yes', 'wait': '5', 'town': 'Zeist'}, answers
    told = json.loads(walk(script, '--format=json', typed='', code=REFUSED))
    assert not told['finished']
    assert {'kind': 'answer', 'touchpoint': 'counter', 'question': 'greeted', 'blocks': True} in told['gaps']


def refuses_what_it_cannot_do(script):
    has(walk(script, '--visits=3', code=USAGE), '--visits goes with --random')
    has(walk(script, '--random', '--visits=many', code=USAGE), '--visits must be a whole number')
    has(walk(script, '--random', '--seed=-1', code=USAGE), '--seed must be a whole number')
    walk(script.with_name('nothing.yaml'), code=REFUSED)
    bad = script.with_name('bad.yaml')
    bad.write_text(SHORT.replace('yes_no', 'yes_yes'), encoding='utf-8')
    has(walk(bad, code=REFUSED), f'{bad}:16:27:', 'unknown-question-type')


def tells(samples):
    """The facts without ids, which differ each time."""
    facts = [json.loads(line) for line in samples.splitlines()]
    return [(fact['kind'], fact['at_ms'], {key: value for key, value in fact['body'].items()
                                           if key != 'assignment'}) for fact in facts]


def makes_the_same_samples_by_the_same_seed(script):
    words = (EVERYTHING, '--random', '--visits=2', '--from=2026-11-01', '--format=json')
    once, again, other = (tells(walk(*words, f'--seed={seed}')) for seed in (4, 4, 5))
    assert once == again and once != other
    opened = [body for kind, _, body in once if kind == 'visit.opened']
    assert len(opened) == 2 and all(body['sample'] for body in opened), opened


def counts_a_touchpoint_once(script):
    """Who cannot answer comes back to it, and in the end skips it."""
    stuck = script.with_name('stuck.yaml')
    stuck.write_text(SHORT.replace('default: Utrecht', 'required: true, constraint: "string-length(.) = 9999"'),
                     encoding='utf-8')
    out = walk(stuck, '--random', '--visits=20', '--language=en')
    entered = [int(line.split(' touchpoints entered')[0].split()[-1]) for line in out.splitlines()]
    assert len(entered) == 20 and max(entered) == 2, out


def keeps_samples_apart(script):
    """In a store of their own, which reports and exports read, and never beside what somebody really said."""
    folder = script.with_name('samples')
    has(walk(EVERYTHING, '--random', '--visits=3', f'--into={folder}'), 'Sample visit 3')
    walk(SAMPLE, '--random', '--visits=1', f'--into={folder}')

    def ctl(*words):
        done = subprocess.run([CTL, *map(str, words), f'--data={folder}'], capture_output=True, text=True,
                              env=ENVIRONMENT, timeout=120)
        return done.returncode, done.stdout, done.stderr

    code, out, err = ctl('visit', 'list', '--format=json')
    visits = json.loads(out)['visits']
    assert len(visits) == 4 and {visit['study'] for visit in visits} == {
        'everything_2026_sample', 'fiets_2026_sample'}, out
    assert ctl('store', 'check')[0] == OK
    report = script.with_name('sample.pdf')
    assert ctl('report', 'visit', visits[0]['visit'], f'--pdf={report}')[0] == OK
    assert report.read_bytes().startswith(b'%PDF')
    code, out, err = ctl('export', '--study=everything_2026_sample', '--format=csv', '--output=-')
    assert code == OK and 'Voorbeeld' in out, out + err

    desk = script.with_name('desk')
    subprocess.run([CTL, 'study', 'load', SAMPLE.parent, f'--data={desk}', '--offline'], check=True,
                   capture_output=True, env=ENVIRONMENT)
    walk(SAMPLE, '--random', f'--into={desk}', code=REFUSED)


def main():
    tap = Tap('walk')
    with tempfile.TemporaryDirectory(prefix='passant-walk-') as folder:
        script = Path(folder) / 'short.yaml'
        script.write_text(SHORT, encoding='utf-8')
        for test in (leads_to_the_end, says_what_is_wrong_and_what_is_missing,
                     goes_back_jumps_skips_and_breaks_off, tells_it_as_json, refuses_what_it_cannot_do,
                     makes_the_same_samples_by_the_same_seed, counts_a_touchpoint_once,
                     keeps_samples_apart):
            tap.case(test.__name__.replace('_', ' '), test, script)
    return tap.done()


sys.exit(main())
