#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the app as one kind of screen shows it.

    session.sh --size=… --scale=… -- screens.py LANGUAGE LOOK     with LOOK light, dark or large

Nothing may stick out of the window, every control has a name, answers are at least 48 px high. A
contact sheet is left in _build/screens to be looked at.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
from PIL import Image  # noqa: E402
from everything import Places, prepare  # noqa: E402
from guest import Guest  # noqa: E402
from plan import story  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap  # noqa: E402
from world import STUDY, TOP, World, environment  # noqa: E402

OUT = Path(os.environ.get('PASSANT_BUILD', TOP / '_build')) / 'screens'
ANSWER_PX_MIN = 48
TARGET_PX_MIN = 44
# One touchpoint of each make is enough to see each kind of card; the rest follows.
TOUCHPOINTS = ('street_ad', 'website', 'reviews', 'compare', 'phone_call', 'shop_front', 'till',
               'looking_back')
THUMB = (180, 360)


class Screens:
    def __init__(self, tap, guest, folder):
        self.tap = tap
        self.guest = guest
        self.folder = folder
        self.pictures = []
        folder.mkdir(parents=True, exist_ok=True)

    def page(self, name):
        """Looks at what is on the screen now."""
        self.tap.case(name, self.look, name)

    def look(self, name):
        app = self.guest.app
        path = self.folder / f'{len(self.pictures) + 1:02}-{name.replace(" ", "-")}.png'
        app.screenshot(path, 0.5)
        self.pictures.append(path)
        survey = app.survey()
        overflows, unnamed = app.overflows(survey), app.unnamed(survey)
        least = ANSWER_PX_MIN if name.startswith('touchpoint') else TARGET_PX_MIN
        low = [each for each in app.low(survey, least, ('toggle button', 'radio button', 'check box'))
               if self.is_answer(each)]
        assert not overflows, f'sticks out: {overflows[:5]}'
        assert not unnamed, f'has no name: {unnamed[:5]}'
        assert not low, f'lower than {least} px: {low[:5]}'

    def is_answer(self, found):
        """Tiles, and not the quiet helpers beside them."""
        helpers = {self.guest.say(name) for name in
                   ('It happened earlier', 'Not applicable', 'Use sliders', 'Main menu')}
        return found[1] not in helpers

    def sheet(self):
        columns = 6
        rows = -(-len(self.pictures) // columns)
        sheet = Image.new('RGB', (THUMB[0] * columns, THUMB[1] * rows), 'white')
        for number, path in enumerate(self.pictures):
            image = Image.open(path)
            image.thumbnail(THUMB)
            sheet.paste(image, (number % columns * THUMB[0], number // columns * THUMB[1]))
        sheet.save(self.folder.with_suffix('.png'))


def walk(screens, world, script):
    guest = screens.guest
    guest.open()
    screens.tap.watch(guest.app)
    screens.page('welcome')
    guest.enrol('AAAA-AAAA')
    time.sleep(1)
    screens.page('welcome refused')
    guest.enrol(guest.handheld.new_code())
    name = guest.location('utrecht_centrum')['name']
    guest.app.find(role='button', contains=name, timeout=20)
    screens.page('home')
    guest.open_job('utrecht_centrum')
    screens.page('assignment')
    guest.app.do('win.refuse')
    time.sleep(0.5)
    screens.page('cannot do this')
    guest.close_dialog()
    world.hub.stop()
    guest.start()
    plan = story()
    for name in TOUCHPOINTS:
        touchpoint = script.touchpoint(name)
        if touchpoint is not script.touchpoints[0]:
            guest.go_to(touchpoint)
        screens.page(f'touchpoint {name}')
        for question in touchpoint['questions'][:2]:
            if question['type'] in ('yes_no', 'choice', 'scale', 'choices', 'number', 'money'):
                guest.answer(question, plan.answers[question['id']])
        screens.page(f'touchpoint {name} answered')
    for action, page in (('win.jump', 'journey'), ('win.mark', 'moment'), ('win.skip', 'skip'),
                         ('win.break-off', 'break off')):
        guest.app.do(action)
        time.sleep(0.6)
        screens.page(page)
        # On a tablet the journey is no sheet, and Escape would leave the visit.
        if action == 'win.jump':
            guest.app.do(action)
            time.sleep(0.6)
        else:
            guest.close_dialog()
    guest.finish()
    time.sleep(0.6)
    screens.page('finish')
    guest.go_home()
    screens.page('home with an open visit')
    guest.open_outbox()
    screens.page('outbox')


class EveryCard:
    """Cards of all types, as the script that has everything brings them up."""

    def __init__(self, screens):
        self.screens = screens
        self.guest = screens.guest
        self.app = screens.guest.app

    def say(self, dutch, english):
        return dutch if self.guest.language == 'nl' else english

    def tap(self, *names):
        for name in names:
            tile = self.app.find(role='toggle button', name=name)
            self.guest.commit(tile.press)

    def type(self, contains, text):
        entry = self.app.find(role=('text', 'entry'), contains=contains)
        self.guest.commit(lambda: entry.set_text(text))

    def see(self, node, name):
        self.guest.bring(node)
        self.guest.rest_pointer()
        self.screens.page(f'touchpoint {name}')

    def card(self, dutch, english):
        return self.app.find(role='grouping', name=self.say(dutch, english))

    def button(self, dutch, english):
        return self.app.find(role='button', name=self.say(dutch, english))

    def go(self, dutch, english):
        self.guest.next()
        self.app.find(role='heading', name=self.say(dutch, english))

    def walk(self):
        self.screens.tap.watch(self.app)
        self.guest.open_job('veere')
        self.guest.commit(self.guest.button('Start').press)
        self.orientation()
        self.lunch()
        self.paying()
        self.guest.finish()
        time.sleep(0.6)
        self.screens.page('finish with rounds')

    def orientation(self):
        self.app.find(role='heading', name=self.say('De website', 'The website'))
        self.screens.page('touchpoint proposal')
        self.tap(self.say('Anders', 'Otherwise'), 'Utrecht', 'Zeist', 'Zeeland')
        self.see(self.card('Waarvan ken je Het Veer?', 'How do you know Het Veer?'), 'made question')
        self.see(self.card('In welke plaats in Zeeland?', 'In which town in Zeeland?'), 'not offered')

    def lunch(self):
        self.go('Aankomst', 'Arrival')
        self.see(self.card('Wanneer kwam je binnen?', 'When did you come in?'), 'date and time')
        self.type(self.say('Waar zit je', 'Where are you'), '51.55, 3.67')
        self.see(self.card('Waar zit je?', 'Where are you sitting?'), 'place and code')
        self.go('De bediening', 'The staff')
        self.guest.commit(self.button('Medewerker 2 toevoegen', 'Add Employee 2').press)
        self.see(self.button('Medewerker 2 weghalen', 'Take away Employee 2'), 'second round')
        self.see(self.button('Medewerker 3 toevoegen', 'Add Employee 3'), 'another round')

    def paying(self):
        self.go('Afrekenen', 'Paying')
        self.see(self.card('De bon', 'The receipt'), 'receipt')
        self.tap(self.say('Mensen', 'People'))
        ranking = self.card('Wat telde het zwaarst?', 'What mattered most?')
        self.see(ranking, 'rank begun')
        self.tap(self.say('Prijs', 'Price'), self.say('Eten', 'Food'))
        self.see(ranking, 'rank whole')
        self.see(self.card('Vertel hoe het ging in Zeist', 'Tell how it went in Zeist'), 'narrative')


def show_every_card(tap, screens, scratch, guest_options):
    study, _ = prepare(scratch)
    with World(scratch / 'world', study=study) as world:
        handheld = world.add_guest('sam', 'Sam', ('veere',))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Places, **guest_options) as guest:
            screens.guest = guest.open()
            tap.case('every card is reached', EveryCard(screens).walk)


def main():
    language, look = sys.argv[1:3]
    size = os.environ['PASSANT_SIZE']
    title = f'{size}-{language}-{look}'
    tap = Tap(f'screens-{title}')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'screens'
    if look == 'large':
        subprocess.run(['gsettings', 'set', 'org.gnome.desktop.interface', 'text-scaling-factor',
                        '2.0'], check=True, env=environment(language))
    script = Script(STUDY)
    folder = OUT / title
    shutil.rmtree(folder, ignore_errors=True)
    with World(scratch) as world:
        handheld = world.add_guest('anna', 'Anna', ('utrecht_centrum', 'zwolle_stadshagen'))
        scheme = 'prefer-dark' if look == 'dark' else 'prefer-light'
        options = {'language': language, 'env': {'ADW_DEBUG_COLOR_SCHEME': scheme}}
        with Guest(handheld, script, **options) as guest:
            screens = Screens(tap, guest, folder)
            tap.case('every page is reached', walk, screens, world, script)
    show_every_card(tap, screens, scratch.with_name('everything'), options)
    screens.sheet()
    return tap.done()


sys.exit(main())
