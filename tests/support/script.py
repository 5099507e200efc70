# SPDX-License-Identifier: GPL-3.0-or-later
"""A second reading of a script: what is relevant, what it scores.

Written from schemas/script/README.md alone, and with nothing of the product's in it, so that the two
can be held against each other.
"""

import json
import re
from fractions import Fraction
from pathlib import Path

TOKENS = re.compile(r'''\s*(?:(?P<ref>\$\{\w+\})|(?P<text>'[^']*'|"[^"]*")|(?P<number>\d+(?:\.\d+)?)
                        |(?P<word>[a-z][a-z-]*)|(?P<sign><=|>=|!=|[=<>()+*,.-]))''', re.X)
PRECEDENCE = (('or',), ('and',), ('=', '!='), ('<', '<=', '>', '>='), ('+', '-'),
              ('*', 'div', 'mod'))


class Expression:
    """XPath 1.0 as far as scripts use it: parsed afresh at each test, for it is short."""

    def __init__(self, text, answers, own=''):
        self.tokens = []
        at = 0
        text = text.rstrip()
        while at < len(text):
            match = TOKENS.match(text, at)
            if not match:
                raise ValueError(f'{text!r} at {at}')
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        self.at = 0
        self.answers = answers
        self.own = own

    def test(self):
        return boolean(self.binary(0))

    def peek(self):
        return self.tokens[self.at][1] if self.at < len(self.tokens) else None

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def binary(self, level):
        if level == len(PRECEDENCE):
            return self.primary()
        left = self.binary(level + 1)
        while self.peek() in PRECEDENCE[level]:
            sign = self.take()[1]
            left = apply(sign, left, self.binary(level + 1))
        return left

    def primary(self):
        kind, token = self.take()
        if kind == 'ref':
            return self.answers.get(token[2:-1]) or ''
        if kind == 'text':
            return token[1:-1]
        if kind == 'number':
            return float(token)
        if token == '.':
            return self.own
        if token == '-':
            return -number(self.primary())
        if token == '(':
            value = self.binary(0)
            self.take()
            return value
        return self.call(token)

    def call(self, name):
        values = []
        self.take()
        while self.peek() != ')':
            values.append(self.binary(0))
            if self.peek() == ',':
                self.take()
        self.take()
        if name == 'not':
            return not boolean(values[0])
        if name == 'selected':
            return values[1] in str(values[0]).split()
        if name == 'count-selected':
            return float(len(str(values[0]).split()))
        raise ValueError(f'{name}()')


def number(value):
    if isinstance(value, bool):
        return float(value)
    try:
        return float(value)
    except ValueError:
        return float('nan')


def boolean(value):
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value)


def apply(sign, a, b):
    if sign == 'or':
        return boolean(a) or boolean(b)
    if sign == 'and':
        return boolean(a) and boolean(b)
    if sign in ('=', '!='):
        if isinstance(a, bool) or isinstance(b, bool):
            same = boolean(a) == boolean(b)
        elif isinstance(a, float) or isinstance(b, float):
            same = number(a) == number(b)
        else:
            same = a == b
        return same if sign == '=' else not same
    x, y = number(a), number(b)
    return {'<': lambda: x < y, '<=': lambda: x <= y, '>': lambda: x > y, '>=': lambda: x >= y,
            '+': lambda: x + y, '-': lambda: x - y, '*': lambda: x * y, 'div': lambda: x / y,
            'mod': lambda: x % y}[sign]()


class Script:
    """A study folder's script, and what follows from answers to it."""

    def __init__(self, folder):
        folder = Path(folder)
        self.study = json.loads((folder / 'study.json').read_text(encoding='utf-8'))
        text = (folder / self.study['script']).read_text(encoding='utf-8')
        self.data = json.loads(text)
        self.touchpoints = [touchpoint for phase in self.data['phases']
                            for touchpoint in phase['touchpoints']]
        self.questions = {question['id']: question for touchpoint in self.touchpoints
                          for question in touchpoint['questions']}
        self.quiz = self.data.get('quiz', [])

    def touchpoint(self, name):
        return next(each for each in self.touchpoints if each['id'] == name)

    def phase(self, touchpoint):
        return next(each for each in self.data['phases'] if touchpoint in each['touchpoints'])

    def home(self, question):
        return next(each for each in self.touchpoints
                    if any(q['id'] == question for q in each['questions']))

    def is_relevant(self, thing, answers):
        return 'relevant' not in thing or Expression(thing['relevant'], answers).test()

    def is_required(self, question, answers):
        required = question.get('required', False)
        return required if isinstance(required, bool) else Expression(required, answers).test()

    def allows(self, question, value, answers):
        return 'constraint' not in question or \
            Expression(question['constraint'], answers, value).test()

    def relevant_questions(self, touchpoint, answers):
        """Those that are asked. Answers to what is not asked do not count further down."""
        if not self.is_relevant(touchpoint, self.counted(answers)):
            return []
        return [question for question in touchpoint['questions']
                if self.is_relevant(question, self.counted(answers))]

    def counted(self, answers):
        """The answers of relevant questions only, in script order."""
        kept = {}
        for touchpoint in self.touchpoints:
            if not self.is_relevant(touchpoint, kept):
                continue
            for question in touchpoint['questions']:
                if question['id'] in answers and self.is_relevant(question, kept):
                    kept[question['id']] = answers[question['id']]
        return kept

    def score(self, question, value):
        """(earned, possible), both times the weight; None when it does not score."""
        weight = question.get('weight', 1 if 'pillar' in question else 0)
        if 'pillar' not in question or weight == 0 or not value:
            return None
        kind = question['type']
        if kind == 'yes_no':
            part = best_of(question.get('points', {'yes': 1, 'no': 0}), value)
        elif kind == 'choice':
            part = best_of({each['id']: each['points'] for each in question['choices']
                            if 'points' in each}, value)
        elif kind == 'choices':
            points = {each['id']: each.get('points', 0) for each in question['choices']}
            chosen = sum(points[each] for each in value.split())
            part = Fraction(chosen, sum(points.values())) if sum(points.values()) else None
        elif kind == 'scale':
            low, high = question['min'], question['max']
            along = high - int(value) if question.get('reversed') else int(value) - low
            part = Fraction(along, high - low)
        else:
            part = None
        return None if part is None else (part * weight, Fraction(weight))

    def pillar(self, name, answers):
        """A pillar's score as a fraction, all pillars together for None; None for nothing."""
        earned = possible = Fraction(0)
        counted = self.counted(answers)
        for question in self.questions.values():
            if name is not None and question.get('pillar') != name:
                continue
            scored = self.score(question, counted.get(question['id']))
            if scored:
                earned += scored[0]
                possible += scored[1]
        return earned / possible if possible else None


def best_of(points, value):
    """A part of the highest choice's points."""
    most = max(points.values(), default=0)
    return Fraction(points[value], most) if most and value in points else None


def percent(ratio):
    """As the report prints it: one decimal, half up."""
    if ratio is None:
        return ''
    tenths = (ratio * 1000 + Fraction(1, 2)) // 1
    return f'{tenths // 10}.{tenths % 10}'
