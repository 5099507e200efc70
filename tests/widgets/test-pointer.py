#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taps and drags on the widgets with a real pointer: what a synthetic signal cannot show.

    test-pointer.py SHOW_WIDGETS

Needs a session of tests/support/session.sh; says so and is skipped without one.
"""

import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'support'))

if not os.environ.get('PASSANT_VNC'):
    print('1..0 # SKIP there is no session with a pointer')
    sys.exit(77)

from ui import App, wait_for  # noqa: E402

SHOW = sys.argv[1]
LOG = Path(os.environ['PASSANT_SESSION']) / 'show-widgets.log'
# As passant-affect-pad.c has it: the rim of faces around the plane.
RIM, RIM_MIN, RIM_MAX = 0.125, 32, 48
SLACK = 5


def show(page):
    LOG.unlink(missing_ok=True)
    return App([SHOW, f'--page={page}'], 'show-widgets', env={'GTK_A11Y': 'atspi'}, log=LOG)


def said(pattern):
    return re.findall(pattern, LOG.read_text() if LOG.exists() else '', re.M)


def expect(what, pattern, amount=1):
    """Waits for so many lines, then a little longer to see that no more come."""
    found = wait_for(what, lambda: len(said(pattern)) >= amount and said(pattern))
    try:
        wait_for('more', lambda: len(said(pattern)) > amount, 0.5)
    except Exception:
        return found
    raise AssertionError(f'{what}: said more than {amount} times: {said(pattern)}')


def place(pad, x, y):
    """Where on the screen the raw point x, y of the grid lies."""
    left, top, width, height = pad.extents
    size = min(width, height)
    rim = min(max(size * RIM, RIM_MIN), RIM_MAX)
    plane = size - 2 * rim
    return (left + (width - size) / 2 + rim + plane * x / 1000,
            top + (height - size) / 2 + rim + plane * (1000 - y) / 1000)


def close(found, wanted):
    return all(abs(int(a) - b) <= SLACK for a, b in zip(found, wanted))


def a_tap_on_the_grid_is_one_feeling():
    felt = r'^felt (\d+), (\d+) after (\d+) ms and (\d+) moves'
    with show('feel') as app:
        pad = app.wait().find(role='slider', name='How it felt')
        app.pointer.click(*place(pad, 830, 640))
        x, y, _, moves = expect('a feeling', felt)[0]
        assert close((x, y), (830, 640)) and moves == '0', (x, y, moves)
        app.find(role='label', name='very pleasant, lively')


def a_drag_on_the_grid_is_one_feeling():
    felt = r'^felt (\d+), (\d+) after (\d+) ms and (\d+) moves'
    with show('feel') as app:
        pad = app.wait().find(role='slider', name='How it felt')
        app.pointer.drag(*place(pad, 100, 100), *place(pad, 900, 500))
        x, y, _, moves = expect('a feeling', felt)[0]
        assert close((x, y), (900, 500)) and int(moves) >= 2, (x, y, moves)


def a_drag_past_the_rim_ends_at_it():
    felt = r'^felt (\d+), (\d+)'
    with show('feel') as app:
        pad = app.wait().find(role='slider', name='How it felt')
        app.pointer.drag(*place(pad, 500, 500), *place(pad, 1400, -300))
        assert expect('a feeling', felt)[0] == ('1000', '0'), said(felt)


def a_tap_on_a_tile_is_one_answer():
    with show('tap') as app:
        app.wait().find(role='toggle button', name='No').click()
        expect('an answer', r'^greeted = no after')
        app.find(role='toggle button', name='No').click()
        expect('a cleared answer', r'^greeted = \(nothing\) after')


def the_clock_opens_and_dates_back():
    with show('tap') as app:
        app.wait().find(role='toggle button', name='It happened earlier').click()
        app.find(role='slider', name='How long ago it happened').set_value(9)
        expect('a date back', r'^greeted happened 240000 ms ago')


TESTS = (
    a_tap_on_the_grid_is_one_feeling,
    a_drag_on_the_grid_is_one_feeling,
    a_drag_past_the_rim_ends_at_it,
    a_tap_on_a_tile_is_one_answer,
    the_clock_opens_and_dates_back,
)


def main():
    failed = 0
    print(f'1..{len(TESTS)}')
    for number, test in enumerate(TESTS, 1):
        try:
            test()
        except Exception as error:
            failed += 1
            print(f'not ok {number} {test.__name__.replace("_", " ")}')
            print(f'{type(error).__name__}: {error}', file=sys.stderr)
        else:
            print(f'ok {number} {test.__name__.replace("_", " ")}', flush=True)
    return 1 if failed else 0


sys.exit(main())
