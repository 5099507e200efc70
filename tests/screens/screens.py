#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the app as one kind of screen shows it.

    session.sh --size=… --scale=… -- screens.py LANGUAGE LOOK…     with LOOK light, dark, contrast or large

Nothing may stick out of the window, every control has a name, answers are at least 48 px high. Each
page is seen in every look that is named. Pictures and a contact sheet of them are left in
_build/screens to be looked at. LANGUAGE may be one of pseudo.py's.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from looks import LOOKS, Screens
import errand
import photos
from everything import Places, prepare
from guest import Guest
from plan import story
from pseudo import SPELLING, dress
from script import Script
from tap import Tap
from ui import wait_for
from world import BIN, STUDY, World, environment

# One touchpoint of each make is enough to see each kind of card; the rest follows.
TOUCHPOINTS = ('street_ad', 'website', 'reviews', 'compare', 'phone_call', 'shop_front', 'till',
               'looking_back')


def walk(screens, world, script):
    guest = screens.guest
    guest.open()
    screens.tap.watch(guest.app)
    arrive(screens)
    show_assignment(screens)
    world.hub.stop()
    guest.start()
    show_touchpoints(screens, script)
    show_evidence(screens, script)
    show_feeling(screens, script)
    show_sheets(screens)
    leave(screens)


def show(screens, action, page):
    """A dialog that an action of the window opens."""
    screens.guest.app.do(action)
    time.sleep(0.6)
    screens.page(page)


def arrive(screens):
    guest = screens.guest
    screens.page('welcome')
    guest.enrol('AAAA-AAAA')
    time.sleep(1)
    screens.page('welcome refused')
    guest.enrol(guest.handheld.new_code())
    name = guest.location('utrecht_centrum')['name']
    guest.app.find(role='button', contains=name, timeout=20)
    screens.page('home')
    show(screens, 'win.preferences', 'preferences')
    guest.close_dialog()
    show(screens, 'win.about', 'about')
    guest.close_dialog()


def show_assignment(screens):
    guest = screens.guest
    guest.open_job('utrecht_centrum')
    screens.page('assignment offered')
    guest.claim()
    # A toast does not measure itself anew when text grows under it.
    undo = guest.say('Undo')
    wait_for('the toast to go', lambda: not guest.app.has(role='button', name=undo), 20)
    screens.page('assignment')
    for action, page in (('win.hand-back', 'hand back'), ('win.refuse', 'cannot do this')):
        show(screens, action, page)
        guest.close_dialog()
    guest.take_quiz()
    screens.page('assignment quiz passed')


def show_touchpoints(screens, script):
    guest = screens.guest
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


def show_evidence(screens, script):
    """From the viewfinder to the list of all photos, before a camera that sees a shop window."""
    guest = screens.guest
    guest.go_to(script.touchpoint('shop_front'))
    show(screens, 'win.shoot-first', 'viewfinder')
    take_photo(guest)
    screens.page('photo looked at')
    guest.hide_by_keys('Up', 'plus', 'Return', 'Right')
    screens.page('photo hidden in part')
    guest.commit(guest.button('Keep the photo').press)
    guest.bring(guest.button('Attach a photo'))
    guest.rest_pointer()
    screens.page('touchpoint with a photo')
    show(screens, 'win.evidence', 'photos of the visit')
    guest.close_dialog()
    guest.app.do('win.shoot-first')
    take_photo(guest)
    screens.page('photo doubted')
    guest.close_dialog()
    show(screens, 'win.scan-spot', 'scanner')
    guest.close_dialog()


def take_photo(guest):
    shutter = guest.button('Take the photo')
    wait_for('the camera', lambda: shutter.is_('sensitive'), 20)
    shutter.press()
    wait_for('the photo', lambda: guest.button('Keep the photo').is_('sensitive'), 20)
    time.sleep(0.4)


def show_feeling(screens, script):
    """A phase that ends: a feeling, its clock, every word for it, and the mark."""
    guest = screens.guest
    touchpoint = script.touchpoint('reviews')
    guest.go_to(touchpoint)
    guest.feel(touchpoint, -40, -20)
    guest.rest_pointer()
    guest.bring(guest.pad())
    screens.page('touchpoint felt')
    guest.bring(guest.button('Other words …')).press()
    time.sleep(0.6)
    screens.page('words')
    guest.close_dialog()


def show_sheets(screens):
    guest = screens.guest
    for action, page in (('win.jump', 'journey'), ('win.mark', 'moment'), ('win.skip', 'skip'),
                         ('win.break-off', 'break off')):
        show(screens, action, page)
        # On a tablet the journey is no sheet, and Escape would leave the visit.
        if action == 'win.jump':
            guest.app.do(action)
            time.sleep(0.6)
        elif action == 'win.break-off':
            show_proof(screens)
        else:
            guest.close_dialog()


def show_proof(screens):
    """A photo that shows why the visit ends here, and is taken back."""
    guest = screens.guest
    guest.button('Show it in a photo').press()
    take_photo(guest)
    guest.commit(guest.keep_photo)
    wait_for('the photo', guest.proofs)
    time.sleep(0.6)
    screens.page('break off with a photo')
    guest.commit(guest.proofs()[0].press)
    guest.close_dialog()


def leave(screens):
    guest = screens.guest
    guest.finish()
    time.sleep(0.6)
    screens.page('finish')
    guest.ask_to_explain()
    screens.page('explain a doubt')
    guest.explain('That is how it was')
    screens.page('finish explained')
    show(screens, 'win.signal', 'signal')
    guest.go_home()
    screens.page('home with an open visit')
    guest.open_outbox()
    screens.page('outbox')
    guest.show_receipt()
    screens.page('receipt')
    guest.close_dialog()
    guest.go_home()
    guest.app.do('win.pay')
    time.sleep(0.8)
    screens.page('pay')
    # Last: the way back from under it is a gesture of its own.
    show(screens, 'win.cover', 'cover')


class EveryCard:
    """Cards of all types, as the script that has everything brings them up."""

    def __init__(self, screens):
        self.screens = screens
        self.guest = screens.guest
        self.app = screens.guest.app

    def say(self, dutch, english):
        """A text of the script. What it has no words for it says in its first language."""
        if self.guest.language in SPELLING:
            return SPELLING[self.guest.language](english)
        return english if self.guest.language == 'en' else dutch

    def round(self, message, number):
        """A button about one round, named by the app's words and the script's."""
        label = f'{self.say("Medewerker", "Employee")} {number}'
        return self.app.find(role='button', name=self.guest.say(message).replace('%s', label))

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

    def filled(self, dutch, english, name):
        """A card whose text speaks of an earlier answer."""
        text = re.sub(r'\$\{\w+\}', self.say(name, name), self.say(dutch, english))
        return self.app.find(role='grouping', name=text)

    def go(self, dutch, english):
        self.guest.next()
        self.app.find(role='heading', name=self.say(dutch, english))

    def walk(self):
        self.screens.tap.watch(self.app)
        self.guest.open_job('veere')
        self.guest.take_quiz()
        self.guest.press_start()
        self.orientation()
        self.lunch()
        self.paying()
        self.guest.finish()
        time.sleep(0.6)
        self.screens.page('finish with rounds')

    def orientation(self):
        self.app.find(role='heading', name=self.say('De website', 'The website'))
        self.screens.page('touchpoint proposal')
        self.tap(self.say('Anders', 'Otherwise'), *(self.say(name, name) for name in
                                                    ('Utrecht', 'Zeist', 'Zeeland')))
        self.see(self.card('Waarvan ken je Het Veer?', 'How do you know Het Veer?'), 'made question')
        self.see(self.filled('In welke plaats in ${province}?', 'In which town in ${province}?',
                             'Zeeland'), 'not offered')

    def lunch(self):
        self.go('Aankomst', 'Arrival')
        self.see(self.card('Wanneer kwam je binnen?', 'When did you come in?'), 'date and time')
        self.type(self.say('Waar zit je?', 'Where are you sitting?'), '51.55, 3.67')
        self.see(self.card('Waar zit je?', 'Where are you sitting?'), 'place and code')
        self.go('De bediening', 'The staff')
        self.guest.commit(self.round('Add %s', 2).press)
        self.see(self.round('Take away %s', 2), 'second round')
        self.see(self.round('Add %s', 3), 'another round')

    def paying(self):
        self.go('Afrekenen', 'Paying')
        self.see(self.card('De bon', 'The receipt'), 'receipt')
        self.tap(self.say('Mensen', 'People'))
        # Asked for anew: where large letters change the page's layout, what was found before is gone.
        ranking = 'Wat telde het zwaarst?', 'What mattered most?'
        self.see(self.card(*ranking), 'rank begun')
        self.tap(self.say('Prijs', 'Price'), self.say('Eten', 'Food'))
        self.see(self.card(*ranking), 'rank whole')
        self.see(self.filled('Vertel hoe het ging in ${town}', 'Tell how it went in ${town}', 'Zeist'),
                 'narrative')


def show_every_card(tap, screens, scratch, language):
    study, _ = prepare(scratch)
    as_json(study)
    with World(scratch / 'world', study=study) as world:
        handheld = world.add_guest('sam', 'Sam', ('veere',))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Places, language=language) as guest:
            screens.guest = guest.open()
            tap.case('every card is reached', EveryCard(screens).walk)


def as_json(study):
    """Rewrites the study's script from YAML to JSON, which the two made-up languages are added to."""
    script = study / 'everything.json'
    subprocess.run([BIN / 'passantctl', 'script', 'export', study / 'everything.yaml',
                    '--format=json', f'--output={script}'], check=True, env=environment('en'),
                   stdout=subprocess.DEVNULL)
    about = study / 'study.json'
    about.write_text(about.read_text(encoding='utf-8').replace('everything.yaml', script.name),
                     encoding='utf-8')
    dress(script)
    dress(about)


def dressed_study(folder):
    """The sample study with its texts in the two made-up languages too."""
    shutil.copytree(STUDY, folder)
    dress(folder / 'script.json')
    dress(folder / 'study.json')
    return folder


def main():
    language, looks = sys.argv[1], sys.argv[2:]
    if not looks or set(looks) - set(LOOKS):
        sys.exit(f'which looks? any of {", ".join(LOOKS)}')
    title = f'{os.environ["PASSANT_SIZE"]}-{language}'
    tap = Tap(f'screens-{title}')
    screens = Screens(tap, title, looks)
    screens.wear(looks[0])
    scratch = Path(os.environ['PASSANT_SESSION'])
    study = dressed_study(scratch / 'study')
    script = Script(study)
    with World(scratch / 'screens', study=study) as world:
        handheld = world.add_guest('anna', 'Anna', ('utrecht_centrum', 'zwolle_stadshagen'))
        photos.make(scratch / 'photos')
        camera = (f'filesrc location={scratch}/photos/window.jpg ! jpegdec'
                  ' ! videoscale ! video/x-raw,width=640,height=480'
                  ' ! imagefreeze is-live=true ! video/x-raw,framerate=2/1')
        with Guest(handheld, script, language=language, env={'PASSANT_CAMERA': camera}) as guest:
            screens.guest = guest
            tap.case('every page is reached', walk, screens, world, script)
    show_every_card(tap, screens, scratch / 'everything', language)
    errand.show(tap, screens, scratch / 'errand', language)
    screens.sheets()
    return tap.done()


sys.exit(main())
