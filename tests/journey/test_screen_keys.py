#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyboard of a handheld slides in: what is typed into stays in sight, and digits get keys for digits."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import dbus  # noqa: E402
from guest import Guest  # noqa: E402
from PIL import Image, ImageChops  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap  # noqa: E402
from ui import wait_for  # noqa: E402
from world import World  # noqa: E402

KEYBOARD = 'sm.puri.OSK0'
STUDY = {'id': 'bakker_2026', 'title': {'nl': 'De bakker'}, 'client': 'De Bakker', 'wave': '2026-4',
         'currency': 'EUR', 'pay_cents': 1500, 'script': 'script.json',
         'locations': [{'id': 'zeist', 'name': 'De Bakker, Zeist', 'address': 'Slotlaan 1, Zeist'}]}
FIELDS = [{'id': 'people', 'type': 'number', 'min': 0, 'text': {'nl': 'Hoeveel mensen zag je?'}},
          {'id': 'paid', 'type': 'money', 'text': {'nl': 'Wat betaalde je?'}},
          {'id': 'left', 'type': 'time', 'text': {'nl': 'Hoe laat ging je weg?'}},
          {'id': 'song', 'type': 'text', 'text': {'nl': 'Welk liedje klonk er?'}},
          {'id': 'story', 'type': 'narrative', 'text': {'nl': 'Hoe ging het?'}}]
SCRIPT = {'passant': 1, 'id': 'bakker', 'version': 1, 'languages': ['nl'],
          'title': {'nl': 'Brood kopen'},
          'phases': [{'id': 'shop', 'title': {'nl': 'De winkel'}, 'touchpoints': [
              {'id': 'till', 'title': {'nl': 'De kassa'}, 'channel': 'store', 'feeling': False,
               'questions': FIELDS}]}]}


class Hand:
    """A guest with a keyboard on the screen."""

    def __init__(self, guest, scratch):
        self.guest, self.app, self.scratch = guest, guest.app, scratch
        self.keyboard = dbus.SessionBus().get_object(KEYBOARD, '/sm/puri/OSK0')
        self.full = self.app.frame.extents[3]
        self.pictures = {}

    def is_out(self):
        return bool(self.keyboard.Get(KEYBOARD, 'Visible',
                                      dbus_interface='org.freedesktop.DBus.Properties'))

    def tap(self, question):
        """As a finger does; the keyboard comes, the window makes room, and the field is in what is left."""
        entry = self.guest.bring(self.guest.entries(question)[0])
        entry.click()
        wait_for('the field to have the focus', lambda: entry.is_('focused'))
        wait_for('the keyboard', self.is_out)
        wait_for('room for it', lambda: self.app.frame.extents[3] < self.full)
        wait_for('the field to stay in sight', lambda: self.is_seen(entry))
        path = self.scratch / f'{question["id"]}.png'
        self.app.screenshot(path, 0.8)
        with Image.open(path) as picture:
            scale = picture.width / self.app.frame.extents[2]
            top = int(self.app.frame.extents[3] * scale)
            self.pictures[question['id']] = picture.crop((0, top, picture.width, picture.height)).copy()

    def is_seen(self, entry):
        _, y, _, height = entry.extents
        return y >= 0 and y + min(height, 60) <= self.app.frame.extents[3]

    def differ(self, one, other):
        left, right = self.pictures[one], self.pictures[other]
        return left.size != right.size or ImageChops.difference(left.convert('L'),
                                                                right.convert('L')).getbbox()

    def has_keys_for_digits(self):
        assert self.differ('people', 'song'), 'a number and a text have the same keys'
        assert self.differ('paid', 'song'), 'money and a text have the same keys'
        assert not self.differ('song', 'story'), 'two texts have different keys'


def main():
    tap = Tap('screen-keys')
    session = Path(os.environ['PASSANT_SESSION'])
    scratch = session / 'keyboard'
    study = scratch / 'study'
    study.mkdir(parents=True)
    (study / 'study.json').write_text(json.dumps(STUDY), encoding='utf-8')
    (study / 'script.json').write_text(json.dumps(SCRIPT), encoding='utf-8')
    subprocess.run(['gsettings', 'set', 'org.gnome.desktop.a11y.applications',
                    'screen-keyboard-enabled', 'true'], check=True)
    with open(session / 'squeekboard.log', 'wb') as log:
        squeekboard = subprocess.Popen(['squeekboard'], stdout=log, stderr=log)
    try:
        wait_for('squeekboard', lambda: dbus.SessionBus().name_has_owner(KEYBOARD), 20)
        with World(scratch / 'world', study=study) as world:
            handheld = world.add_guest('sam', 'Sam', ('zeist',))
            handheld.enrol()
            handheld.sync()
            with Guest(handheld, Script(study), 'nl') as guest:
                guest.open()
                tap.watch(guest.app)
                guest.open_job('zeist')
                guest.press_start()
                guest.app.find(role='heading', name='De kassa')
                time.sleep(0.5)
                hand = Hand(guest, scratch)
                for question in FIELDS:
                    tap.case(f'covers no {question["type"]}', hand.tap, question)
                tap.case('has keys for digits', hand.has_keys_for_digits)
    finally:
        squeekboard.terminate()
        squeekboard.wait()
    sys.exit(tap.done())


if __name__ == '__main__':
    main()
