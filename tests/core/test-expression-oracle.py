#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our expressions mean what XPath 1.0 means: libxml2 is asked the same, thousands of times.

test-expression-oracle.py SHOW_VALUES
"""
import ctypes
import ctypes.util
import math
import os
import random
import subprocess
import sys

ROUNDS = 3000
ANSWERS = {'a': '4', 'b': 'yes', 'c': ' 2.5 ', 'd': ''}
# No exponents: libxml2 reads them as numbers, XPath does not.
LEAVES = [
    '0', '1', '2', '3.5', '.25', '10', "''", "'4'", "'yes'", "'x'", "' 2.5'", "'-1'", "'false'",
    'true()', 'false()', *(f'${{{name}}}' for name in ANSWERS),
]
OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '+', '-', '*', 'div', 'mod', 'and', 'or']
ONE = ['not', 'number', 'boolean', 'floor', 'ceiling', 'round', '-']
ONE_OF_TEXT = ['string', 'string-length']
TWO_OF_TEXT = ['contains', 'starts-with']


def invent_text(rand, depth):
    """What is read letter by letter is no computed number: libxml2 writes 15 digits of it, XPath all it takes."""
    if rand.random() < 0.3:
        left, right = invent(rand, depth - 1), invent(rand, depth - 1)
        return f'string({left} {rand.choice(OPERATORS[:6])} {right})'
    return rand.choice(LEAVES)


def invent(rand, depth):
    if depth <= 0 or rand.random() < 0.15:
        return rand.choice(LEAVES)
    kind = rand.random()
    if kind < 0.7:
        left, right = invent(rand, depth - 1), invent(rand, depth - 1)
        text = f'{left} {rand.choice(OPERATORS)} {right}'
        return f'({text})' if rand.random() < 0.5 else text
    if kind < 0.85:
        function = rand.choice(ONE)
        inner = invent(rand, depth - 1)
        return f'- {inner}' if function == '-' else f'{function}({inner})'
    if kind < 0.93:
        return f'{rand.choice(ONE_OF_TEXT)}({invent_text(rand, depth)})'
    return f'{rand.choice(TWO_OF_TEXT)}({invent_text(rand, depth)}, {invent_text(rand, depth)})'


class Oracle:
    def __init__(self, library):
        self.xml = ctypes.CDLL(library)
        for name in ('NewDoc', 'XPathNewContext', 'XPathNewCString', 'XPathEvalExpression'):
            getattr(self.xml, f'xml{name}').restype = ctypes.c_void_p
        self.xml.xmlXPathCastToString.restype = ctypes.c_char_p
        document = ctypes.c_void_p(self.xml.xmlNewDoc(b'1.0'))
        self.context = ctypes.c_void_p(self.xml.xmlXPathNewContext(document))
        for name, value in ANSWERS.items():
            answer = ctypes.c_void_p(self.xml.xmlXPathNewCString(value.encode()))
            self.xml.xmlXPathRegisterVariable(self.context, name.encode(), answer)

    def evaluate(self, expression):
        for name in ANSWERS:
            expression = expression.replace(f'${{{name}}}', f'${name}')
        text = expression.encode()
        result = ctypes.c_void_p(self.xml.xmlXPathEvalExpression(text, self.context))
        assert result.value, f'libxml2 does not read {expression}'
        value = self.xml.xmlXPathCastToString(result).decode()
        self.xml.xmlXPathFreeObject(result)
        return value


def is_same(ours, theirs):
    """libxml2 writes 15 digits and exponents, we write all it takes; the numbers must agree."""
    if ours == theirs:
        return True
    try:
        return math.isclose(float(ours), float(theirs), rel_tol=1e-12, abs_tol=1e-12)
    except ValueError:
        return False


def main():
    library = ctypes.util.find_library('xml2')
    if not library:
        print('libxml2 is not here')
        sys.exit(77)

    oracle = Oracle(library)
    seed = int(os.environ.get('PASSANT_TEST_SEED', random.randrange(2 ** 32)))
    rand = random.Random(seed)
    print(f'# PASSANT_TEST_SEED={seed}')

    expressions = [invent(rand, rand.randint(1, 4)) for _ in range(ROUNDS)]
    lines = ''.join(f'{expression}\n' for expression in expressions)
    done = subprocess.run([sys.argv[1]], input=lines, capture_output=True, text=True, check=True)
    values = done.stdout.split('\n')[:-1]
    assert len(values) == ROUNDS, (len(values), ROUNDS)

    different = 0
    for expression, ours in zip(expressions, values):
        theirs = oracle.evaluate(expression)
        if not is_same(ours, theirs):
            different += 1
            print(f'{expression}: {ours!r}, and by libxml2 {theirs!r}', file=sys.stderr)

    print(f'{ROUNDS} expressions, {len(set(values))} values, {different} different')
    sys.exit(different > 0)


main()
