# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at each page in several looks, and keeps a picture of each."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
from PIL import Image  # noqa: E402
from survey import Survey  # noqa: E402
from ui import wait_for  # noqa: E402
from world import TOP, environment  # noqa: E402

OUT = Path(os.environ.get('PASSANT_BUILD', TOP / '_build')) / 'screens'
ANSWER_PX_MIN = 48
TARGET_PX_MIN = 44
THUMB = (240, 360)
COLUMNS = 8
# How long a change of look takes to reach the screen at least, and at most on a machine that is busy.
TURN_S = (0.35, 5)
DESKTOP = 'org.gnome.desktop.interface'
LOOKS = {
    'light': {(DESKTOP, 'color-scheme'): 'prefer-light'},
    'dark': {(DESKTOP, 'color-scheme'): 'prefer-dark'},
    'contrast': {('org.gnome.desktop.a11y.interface', 'high-contrast'): 'true'},
    'large': {(DESKTOP, 'text-scaling-factor'): '2.0'},
}
PLAIN = {(DESKTOP, 'color-scheme'): 'prefer-light',
         ('org.gnome.desktop.a11y.interface', 'high-contrast'): 'false',
         (DESKTOP, 'text-scaling-factor'): '1.0'}
# Quiet helpers beside the answers, which may be lower than an answer.
HELPERS = ('It happened earlier', 'Not applicable', 'Use sliders', 'Main menu')


class Screens:
    """What one walk through the app sees: every page in every look, each with its picture."""

    def __init__(self, tap, title, looks):
        self.tap = tap
        self.looks = looks
        self.guest = None
        self.folders = {look: OUT / f'{title}-{look}' for look in looks}
        self.pictures = {look: [] for look in looks}
        self.worn = dict(PLAIN)
        for folder in self.folders.values():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)

    def wear(self, look):
        """Sets the desktop as somebody does who wants it so; the app follows while it runs."""
        wanted = {**PLAIN, **LOOKS[look]}
        turns = {key: value for key, value in wanted.items() if self.worn[key] != value}
        before = pixels() if turns and self.guest else None
        for (schema, key), value in turns.items():
            subprocess.run(['gsettings', 'set', schema, key, value], check=True, env=environment('en'))
        self.worn = wanted
        least, most = TURN_S
        time.sleep(least)
        if before:
            wait_for(f'the {look} look', lambda: pixels() != before, most)

    def page(self, name):
        """Looks at what is on the screen now, in the first look last: the walk goes on in it."""
        for look in (*self.looks[1:], self.looks[0]):
            self.tap.case(f'{name}, {look}', self.look, name, look)

    def look(self, name, look):
        app = self.guest.app
        if len(self.looks) > 1 or self.worn != {**PLAIN, **LOOKS[look]}:
            self.wear(look)
        pictures = self.pictures[look]
        path = self.folders[look] / f'{len(pictures) + 1:02}-{name.replace(" ", "-")}.png'
        app.screenshot(path, 0.35)
        pictures.append(path)
        survey = Survey(app.frame, (self.guest.say('Visits under way'),))
        overflows, unnamed = survey.overflows(), survey.unnamed()
        least = ANSWER_PX_MIN if name.startswith('touchpoint') else TARGET_PX_MIN
        low = [each for each in survey.low(least, self.targets(name)) if self.is_answer(each)]
        if name != 'about':  # It is the toolkit's own.
            low += survey.low(TARGET_PX_MIN, ('button',))
        low += survey.low_items(TARGET_PX_MIN)
        assert not overflows, f'sticks out: {overflows[:5]}'
        assert not unnamed, f'has no name: {unnamed[:5]}'
        assert not low, f'lower than {least} px: {low[:5]}'

    @staticmethod
    def targets(name):
        """The roles that are answered by on a page."""
        # The row that a switch of the preferences stands in takes the tap for it.
        return ('toggle button', 'radio button', *(() if name == 'preferences' else ('check box',)))

    def is_answer(self, found):
        """Tiles, and not the quiet helpers beside them."""
        return found[1] not in {self.guest.say(name) for name in HELPERS}

    def sheets(self):
        """One picture of all pictures per look."""
        for look, folder in self.folders.items():
            sheet(self.pictures[look], folder.with_suffix('.png'))


def pixels():
    return subprocess.run(['grim', '-t', 'ppm', '-'], check=True, capture_output=True).stdout


def sheet(pictures, path):
    images = []
    for picture in pictures:
        image = Image.open(picture)
        image.thumbnail(THUMB)
        images.append(image)
    if not images:
        return
    width, height = (max(image.size[side] for image in images) + 4 for side in (0, 1))
    rows = -(-len(images) // COLUMNS)
    whole = Image.new('RGB', (width * COLUMNS, height * rows), 'grey')
    for number, image in enumerate(images):
        whole.paste(image, (number % COLUMNS * width, number // COLUMNS * height))
    whole.save(path)
