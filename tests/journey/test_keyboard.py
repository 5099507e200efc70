#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole visit with nothing but a keyboard, and what a screen reader can say at each stop.

Nothing is pressed, set or clicked through accessibility here: keys go in, and the focus is heard.
"""

import gettext
import os
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from guest import Guest  # noqa: E402
from pointer import press, type_text  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap  # noqa: E402
from survey import CONTROLS  # noqa: E402
from ui import Gone, wait_for  # noqa: E402
from world import STUDY, World  # noqa: E402

PLACE = 'utrecht_centrum'
TABS_MAX = 80
# What has the focus without being a stop of its own.
FRAMES = ('frame', 'window', 'application')


class Typist(Guest):
    """Hears the focus, and presses keys."""

    def open(self):
        # A window without a keyboard has no focus to hear; each key by itself comes and goes with one.
        self.keyboard = subprocess.Popen(['wtype', '-s', '3600000'])
        return super().open()

    def __exit__(self, *error):
        self.keyboard.terminate()
        self.keyboard.wait()
        super().__exit__(*error)

    def focus(self):
        """(role, name) of what has the focus; a page that has just come may wait for the first Tab."""
        def look():
            found = [node for node in self.app.root.walk()
                     if node.is_('focused') and node.role not in FRAMES]
            return (found[-1].role, found[-1].name) if found else None
        try:
            return wait_for('something to have the focus', look, 2)
        except Gone:
            press('Tab')
            return wait_for('something to have the focus', look, 4)

    def tab_to(self, name, key=('Tab',)):
        """Presses Tab until the focus is on what is called so."""
        heard = []
        for _ in range(TABS_MAX):
            role, now = self.focus()
            heard.append(now)
            if now == name or name in now.split(', '):
                return role
            press(*key)
        raise Gone(f'Tab never reaches {name!r}: {heard}')

    def stops(self):
        """All that Tab comes by until it is where it began."""
        found = []
        for _ in range(TABS_MAX):
            stop = self.focus()
            if len(found) > 2 and stop in found:
                return found
            found.append(stop)
            press('Tab')
        raise Gone(f'Tab goes on for ever: {found[-6:]}')

    def keep(self, *keys):
        """A key that says something: the store holds it before the next."""
        self.commit(lambda: press(*keys))


def start(guest):
    """From home into the first touchpoint."""
    place = guest.location(PLACE)['name']
    guest.app.find(role='button', contains=place, timeout=20)
    while place not in guest.focus()[1]:
        press('Tab')
    press('Return')
    guest.app.find(role='heading', name=place)
    guest.button('Claim')
    guest.tab_to(guest.say('Claim'))
    guest.keep('Return')
    pass_the_quiz(guest)
    guest.tab_to(guest.say('Start'))
    guest.keep('Return')
    guest.here(guest.script.touchpoints[0])


def pass_the_quiz(guest):
    """The right tile of each question, by the space bar."""
    guest.button('Check yourself first')
    for item in guest.script.quiz:
        chosen = next(each for each in item['choices'] if each['id'] == item['correct'])
        guest.tab_to(guest.text(chosen['label']))
        guest.keep('space')
    guest.button('Start')


def answer_and_feel(guest):
    """A tile by the space bar, a feeling by the arrows."""
    touchpoint = guest.script.touchpoints[0]
    question = touchpoint['questions'][0]
    tile = guest.tiles(question, 2)[0]
    guest.tab_to(tile.name)
    guest.keep('space')
    wait_for('the tile to be pressed', lambda: tile.is_('pressed') or tile.is_('checked'))
    pad = guest.pad().name
    guest.tab_to(pad)
    for key in ('Right', 'Right', 'Up', 'Return'):
        press(key)

    # One that rests longer than a hand does, as on a busy machine, is said on the way as well.
    def has_felt():
        felt = [line for _, line in sorted(ledger.lines(
            guest.database, ledger.device_of(guest.database)).items()) if '"visit.felt"' in line]
        return felt and '"x":550' in felt[-1] and '"y":525' in felt[-1]

    wait_for('the feeling where the keys left it', has_felt)


def every_control_is_reached(guest):
    """Whatever takes the focus on a touchpoint is one of Tab's stops, and has a name.

    GTK leaves out the window's own cross on purpose: Ctrl+W closes a window.
    """
    cross = gettext.translation('gtk40', '/usr/share/locale', [guest.language],
                                fallback=True).gettext('Close')
    controls = {(node.role, node.name) for node in guest.app.frame.walk()
                if node.role in CONTROLS and node.is_('focusable') and node.is_('sensitive')
                and node.name != cross}
    stops = guest.stops()
    unnamed = [stop for stop in stops if not stop[1].strip()]
    assert not unnamed, f'without a name: {unnamed} among {stops}'
    missed = controls - set(stops)
    assert not missed, f'Tab passes by {missed}; it stops at {stops}'


def go_on_and_type(guest):
    """Alt+Right to the next touchpoint, where an answer is typed."""
    press('alt', 'Right')
    touchpoint = guest.script.touchpoints[1]
    guest.here(touchpoint)
    question = next(each for each in touchpoint['questions'] if each['type'] == 'number')
    guest.tab_to(guest.entries(question)[0].name)
    guest.commit(lambda: type_text('14'))
    wait_for('the number', lambda: '"value":"14"' in guest.last_line(question))


def mark(guest):
    """A moment, by Ctrl+M: the words first, and Tab to what keeps it."""
    press('ctrl', 'm')
    guest.app.find(role='text', name=guest.say('What happened'))
    guest.tab_to(guest.say('What happened'))
    type_text('Een hond blafte')
    guest.tab_to(guest.say('Keep this moment'))
    guest.keep('Return')
    wait_for('the dialog to close', lambda: not guest.app.has(
        role='button', name=guest.say('Keep this moment')))


def jump(guest):
    """Ctrl+J opens the list of steps; Tab and Enter choose one of them."""
    time.sleep(0.6)
    target = guest.script.touchpoints[2]
    title = guest.text(target['title'])
    press('ctrl', 'j')
    guest.app.find(role='button', contains=title)
    for _ in range(TABS_MAX):
        if title in guest.focus()[1]:
            break
        press('Tab')
    press('Return')
    guest.here(target)


def finish(guest):
    """Ctrl+Enter leads to what is missing, each of which Tab comes by, and Enter leads to its step."""
    press('ctrl', 'Return')
    guest.app.find(role='heading', name=guest.say('Still needed'))
    missing = guest.script.touchpoints[1]
    title = guest.text(missing['title'])
    for _ in range(TABS_MAX):
        if title in guest.focus()[1]:
            break
        press('Tab')
    press('Return')
    guest.here(missing)


def main():
    tap = Tap('keyboard')
    script = Script(STUDY)
    with World(Path(os.environ['PASSANT_SESSION']) / 'keyboard') as world:
        handheld = world.add_guest('anna', 'Anna', (PLACE,))
        handheld.enrol()
        handheld.sync()
        with Typist(handheld, script) as guest:
            tap.watch(guest.open().app)
            for title, test in (('a job is opened and started', start),
                                ('a tile and a feeling are said', answer_and_feel),
                                ('every control is reached and named', every_control_is_reached),
                                ('an answer is typed at the next step', go_on_and_type),
                                ('a moment is marked', mark),
                                ('a step is jumped to', jump),
                                ('the end is reached', finish)):
                tap.case(title, test, guest)
    return tap.done()


sys.exit(main())
