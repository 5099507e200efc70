# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what came out, CSV and report, against what the finger did.

Scores are counted again from the script and the taps alone (support/script.py).
"""

import csv
import re
import subprocess
from fractions import Fraction

from guest import FEELING_SLACK
from script import percent

PILLARS = ('effectiveness', 'ease', 'emotion')
# A row tells six decimals.
ROUNDING = Fraction(1, 1000000)


def read_csv(path, visit):
    with open(path, encoding='utf-8', newline='') as file:
        return [row for row in csv.DictReader(file) if row['visit'] == visit]


def pdf_text(path):
    done = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', str(path), '-'], check=True,
                          capture_output=True, text=True)
    return done.stdout


def squeeze(text):
    """Without white space: lines are broken and justified as the page needs it."""
    return ''.join(text.replace('\u00ad', '').split())


def in_order(words, text):
    """Whether all words follow each other; a broken line may have the moment noted in between."""
    for word in words:
        at = text.find(word)
        if at < 0:
            return False
        text = text[at + len(word):]
    return True


def same_number(text, expected):
    return text != '' and abs(Fraction(text) - expected) <= ROUNDING


class Verdict:
    """Collects every difference; is empty when there is none."""

    def __init__(self, script, taps):
        self.script = script
        self.taps = taps
        self.differences = []
        self.checked = 0

    def check(self, same, what):
        self.checked += 1
        if not same:
            self.differences.append(what)

    def of_csv(self, rows):
        answers = {row['question']: row for row in rows if row['kind'] == 'answer'}
        feelings = {row['touchpoint']: row for row in rows if row['kind'] == 'feeling'}
        moments = [row['value'] for row in rows if row['kind'] == 'moment']
        counted = self.script.counted(self.taps.answers)
        for name, value in counted.items():
            row = answers.get(name, {})
            self.check(row.get('value') == value,
                       f'answers.csv: {name} is {row.get("value")!r}, tapped {value!r}')
            self.of_points(name, value, row)
        for name in self.taps.not_applicable:
            row = answers.get(name, {})
            self.check(row.get('na') == 'true' and not row.get('value'),
                       f'answers.csv: {name} is not "not applicable"')
        said = set(counted) | set(self.taps.not_applicable) | set(self.taps.photos)
        for name, row in answers.items():
            self.check(name in said or not row['value'],
                       f'answers.csv: {name} is {row["value"]!r}, never tapped')
        self.of_feelings(feelings)
        marks = {row['phase']: int(row['mark']) for row in rows if row['kind'] == 'mark'}
        self.check(marks == self.taps.marks,
                   f'answers.csv: marks {marks!r}, tapped {self.taps.marks!r}')
        self.check(moments == self.taps.moments,
                   f'answers.csv: moments {moments!r}, noted {self.taps.moments!r}')
        for name, minutes in self.taps.back_dated.items():
            delay = int(answers.get(name, {}).get('delay_s') or 0)
            self.check(abs(delay - minutes * 60) <= 2,
                       f'answers.csv: {name} happened {delay} s before, told {minutes} min')
        return self

    def of_points(self, name, value, row):
        scored = self.script.score(self.script.questions[name], value)
        if scored is None:
            self.check(not row.get('points'), f'answers.csv: {name} scores {row.get("points")}')
        else:
            self.check(same_number(row.get('points', ''), scored[0]) and
                       same_number(row.get('most', ''), scored[1]),
                       f'answers.csv: {name} scores {row.get("points")} of {row.get("most")}, '
                       f'counted {scored[0]} of {scored[1]}')

    def of_feelings(self, rows):
        for name, (valence, arousal) in self.taps.feelings.items():
            row = rows.get(name)
            near = row and abs(int(row['valence']) - valence) <= FEELING_SLACK and \
                abs(int(row['arousal']) - arousal) <= FEELING_SLACK
            self.check(near, f'answers.csv: {name} felt {row and (row["valence"], row["arousal"])}, '
                             f'tapped {(valence, arousal)}')
        self.check(set(rows) <= set(self.taps.feelings) | {''},
                   f'answers.csv: feelings never tapped: {set(rows) - set(self.taps.feelings)}')

    def of_report(self, text, rows):
        """Dutch figures: a comma for the point. Every scored answer stands behind its question."""
        squeezed = squeeze(text)
        for pillar in (*PILLARS, None):
            ratio = percent(self.script.pillar(pillar, self.taps.answers)).replace('.', ',')
            self.check(squeeze(ratio) in squeezed,
                       f'report.pdf: {pillar or "all pillars"} at {ratio} % is not there')
        for row in rows:
            if row['kind'] == 'answer' and row['value'] and row['type'] != 'photo':
                question = self.script.questions[row['question']]
                self.of_answer(squeezed, question, row['label'] or row['value'])
        for row in rows:
            if row['kind'] == 'feeling':
                sign = '+' if int(row['valence']) > 0 else '\u2212' if int(row['valence']) < 0 else ''
                self.check(f'{sign}{abs(int(row["valence"]))}' in squeezed,
                           f'report.pdf: {row["touchpoint"]} felt {row["valence"]} is not there')
        for phase, mark in self.taps.marks.items():
            title = next(each['title'] for each in self.script.data['phases']
                         if each['id'] == phase)
            line = f'Cijfer voor ‘{title["nl"]}’ als geheel: {mark} van 10'
            self.check(squeeze(line) in squeezed, f'report.pdf: {line!r} is not there')
        for moment in self.taps.moments:
            self.check(squeeze(moment) in squeezed, f'report.pdf: the moment {moment!r} is not there')
        return self

    def of_answer(self, squeezed, question, label, reach=150):
        """Somewhere behind its question, before the page is on to other things."""
        asked = squeeze(question['text']['nl'])
        places = [match.end() for match in re.finditer(re.escape(asked[:14]), squeezed)]
        reach += len(asked) + len(label)
        found = any(in_order(label.split(), squeezed[at:at + reach]) for at in places)
        self.check(found, f'report.pdf: {label!r} does not stand behind “{question["text"]["nl"]}”')
