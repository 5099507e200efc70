#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A script as large as a real one gets, made up the same way each time:

    big_script.py QUESTIONS LANGUAGE… > script.json
"""

import json
import sys

TYPES = ('yes_no', 'choice', 'scale', 'choices', 'number', 'narrative', 'duration', 'money', 'text', 'rank')
PILLARS = ('effectiveness', 'ease', 'emotion')
PER_TOUCHPOINT = 7
TOUCHPOINTS_PER_PHASE = 8


def wording(languages, text, number):
    return {language: f'{text} {number} ({language}): what did you see, and how long did it take?'
            for language in languages}


def choices(languages, number, points):
    return [{'id': f'c{each}', 'label': wording(languages, 'Choice', each), **({'points': each} if points else {})}
            for each in range(2 + number % 5)]


def condition(number):
    """Most questions hang on one before them, some on a chain of conditions."""
    before = number - number % len(TYPES)
    if number % len(TYPES) in (1, 2, 5):
        return {'relevant': f"${{q{before}}} = 'yes'"}
    if number % len(TYPES) == 8 and number > len(TYPES):
        return {'relevant': f"${{q{before}}} = 'yes' and (${{q{before + 2}}} > 2 or selected(${{q{before + 3}}}, 'c1'))"
                            f" and not(${{q{before - len(TYPES)}}} = 'no')"}
    return {}


def question(number, languages):
    kind = TYPES[number % len(TYPES)]
    made = {'id': f'q{number}', 'type': kind, 'text': wording(languages, 'Question', number), **condition(number)}
    if kind in ('choice', 'choices', 'rank'):
        made['choices'] = choices(languages, number, kind != 'rank')
    if kind in ('yes_no', 'choice', 'scale', 'choices'):
        made |= {'pillar': PILLARS[number % 3], 'weight': 1 + number % 3, 'hint': wording(languages, 'Hint', number)}
    if kind == 'scale':
        made |= {'min': 1, 'max': 5, 'comment_if_below': 3}
    if kind in ('number', 'money', 'duration'):
        made |= {'min': 0, 'max': 1000, 'constraint': '. < 900', 'message': wording(languages, 'Message', number)}
    return made


def touchpoint(number, questions, languages):
    first = number * PER_TOUCHPOINT
    return {'id': f't{number}', 'title': wording(languages, 'Touchpoint', number), 'channel': 'store',
            'instruction': wording(languages, 'Instruction', number),
            'desired': {'valence': 40, 'arousal': 20, 'feeling': 'interest', 'mark': 8},
            'questions': [question(each, languages)
                          for each in range(first, min(first + PER_TOUCHPOINT, questions))]}


def make(questions, languages):
    count = -(-questions // PER_TOUCHPOINT)
    touchpoints = [touchpoint(number, questions, languages) for number in range(count)]
    phases = [{'id': f'p{at}', 'title': wording(languages, 'Phase', at),
               'touchpoints': touchpoints[at:at + TOUCHPOINTS_PER_PHASE]}
              for at in range(0, count, TOUCHPOINTS_PER_PHASE)]
    return {'passant': 1, 'id': 'big', 'version': 1, 'languages': list(languages),
            'title': wording(languages, 'Script', questions), 'phases': phases}


if __name__ == '__main__':
    print(json.dumps(make(int(sys.argv[1]), sys.argv[2:]), ensure_ascii=False, indent=1))
