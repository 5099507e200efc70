#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cover: nothing of the study shows, is named, is read out or is sent about while the screen is a shopping list.

Every text of one guest's study, and all that this guest says, is a canary: a word that stands nowhere else. What is on the
screen has to be, pixel for pixel, what a guest with an ordinary study sees.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import canaries  # noqa: E402
import ledger  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402
from guest import Guest  # noqa: E402
from PIL import Image, ImageChops  # noqa: E402
from pointer import press  # noqa: E402
from script import Script  # noqa: E402
from tap import TRACES, Tap  # noqa: E402
from ui import DEPTH_MAX, wait_for  # noqa: E402
from world import INSTALL, STUDY, World  # noqa: E402

PLACE = 'utrecht_centrum'
APP = 'io.github.passant_survey.Passant'
TITLE = re.compile(r'set_title\("(.*)"\)')
APP_ID = re.compile(r'set_app_id\("(.*)"\)')
TOP_Y = 20


def settings():
    """The guest's, as the app reads them."""
    folder = str(INSTALL / 'share/glib-2.0/schemas')
    source = Gio.SettingsSchemaSource.new_from_directory(folder, None, True)
    return Gio.Settings.new_full(source.lookup(APP, False), None, None)


def choose(**values):
    chosen = settings()
    for name, value in values.items():
        chosen.set_value(name.replace('_', '-'), GLib.Variant('b' if isinstance(value, bool) else 's',
                                                               value))
    Gio.Settings.sync()
    time.sleep(0.4)  # The app hears of it from the file.


def a11y_address():
    """Of the bus that screen readers are on."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                         None, 0, -1, None).unpack()[0]


class Ears:
    """All that goes over a bus, the session's unless told which: notices, menus, actions, words read aloud."""

    def __init__(self, path, address=None, match=()):
        self.path = path
        self.file = open(path, 'wb')
        bus = ['--address', address] if address else ['--session']
        self.process = subprocess.Popen(['dbus-monitor', *bus, *match], stdout=self.file,
                                        stderr=subprocess.DEVNULL)
        wait_for('the bus to be heard', lambda: path.stat().st_size > 0)
        self.mark()

    def mark(self):
        self.begun = self.path.stat().st_size

    def heard(self):
        return self.path.read_bytes()[self.begun:].decode(errors='replace')

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.file.close()


class Covered:
    """A guest with the app in hand, and what others can find out."""

    def __init__(self, guest, folder):
        self.guest = guest
        self.folder = folder
        self.begun = 0

    @property
    def app(self):
        return self.guest.app

    def title(self):
        return self.guest.say('Shopping list')

    def is_covered(self):
        return self.app.frame.name == self.title()

    def cover(self):
        self.begun = self.guest.log.stat().st_size
        press('ctrl', 'h')
        wait_for('the cover', self.is_covered)

    def come_back(self):
        press('ctrl', 'h')
        wait_for('the app', lambda: not self.is_covered())

    def told_shell(self):
        """What went to the compositor since the cover came."""
        return self.guest.log.read_bytes()[self.begun:].decode(errors='replace')

    def screen(self, name):
        path = self.folder / f'{name}.png'
        self.guest.rest_pointer()
        self.app.screenshot(path, 0.6)
        return Image.open(path).convert('RGB')

    def read_out(self):
        """All that a screen reader can get at, shown or not."""
        lines = []

        def add(node, depth):
            lines.append(' '.join((node.role, node.name, node.description, node.text,
                                   *self.actions(node))))
            if depth < DEPTH_MAX:
                for child in node.children:
                    add(child, depth + 1)

        add(self.app.root, 0)
        return '\n'.join(lines) + self.cached()

    @staticmethod
    def actions(node):
        try:
            return node.actions
        except GLib.Error:  # Told of and gone again.
            return []

    def cached(self):
        """What the app has told of itself to whoever asks for all at once."""
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        bus = Gio.DBusConnection.new_for_address_sync(a11y_address(), flags, None, None)
        names = bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'ListNames', None,
                              None, 0, -1, None).unpack()[0]
        found = []
        for name in names:
            if name.startswith(':'):
                try:
                    found.append(str(bus.call_sync(name, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache',
                                                   'GetItems', None, None, 0, 2000, None).unpack()))
                except GLib.Error:
                    pass  # Not an app.
        return '\n'.join(found)

    def moments(self):
        return [fact['body'] for fact in ledger.facts(self.guest.database, 'visit.marked')]


def equal(one, other):
    return ImageChops.difference(one, other).getbbox() is None


class Hidden:
    """The canary guest's screens, one after another, each covered and looked at from all sides."""

    def __init__(self, covered, ears, references):
        self.covered = covered
        self.guest = covered.guest
        self.ears = ears
        self.references = references

    def check(self, name, reference):
        covered = self.covered
        before = covered.read_out()
        plain = covered.screen(f'{name} uncovered')
        assert canaries.WORD in before, 'the page has nothing to hide, so this shows nothing'
        self.ears.mark()
        covered.cover()
        try:
            self.judge(name, reference, plain)
        finally:
            covered.come_back()
        assert canaries.WORD in covered.read_out(), 'nothing came back'

    def judge(self, name, reference, plain):
        covered = self.covered
        shown = covered.screen(f'{name} covered')
        after, said = covered.read_out(), covered.told_shell()
        assert not equal(plain, shown)
        assert equal(shown, self.references[reference]), f'not what others see: {covered.folder}'
        for what, text in (('screen reader', after), ('shell', said), ('bus', self.ears.heard())):
            assert canaries.WORD not in text, f'{what}: {self.around(text)}'
        assert 'win.' not in after, 'what the app can do is still told'
        assert TITLE.findall(said)[-1] == covered.title(), said
        assert APP_ID.findall(said)[-1] == f'{APP}.List', said

    @staticmethod
    def around(text):
        at = text.index(canaries.WORD)
        return text[max(0, at - 200):at + 60]

    def home(self):
        self.check('home', 'home')

    def job(self):
        self.guest.open_job(PLACE)
        self.check('job', 'home')

    def visit(self):
        self.guest.claim()
        self.guest.take_quiz()
        self.guest.start()
        self.check('visit', 'visit')

    def menu(self):
        self.guest.app.find(role='toggle button', name=self.guest.say('Main menu')).click()
        time.sleep(0.6)
        self.check('menu', 'visit')

    def journey(self):
        self.guest.app.do('win.jump')
        time.sleep(0.6)
        self.check('journey', 'visit')
        self.guest.app.do('win.jump')
        time.sleep(0.6)

    def answers(self, words):
        """What the guest says in own words, kept and not yet kept."""
        touchpoint, question = next((touchpoint, question) for touchpoint in self.guest.script.touchpoints
                                    for question in touchpoint['questions']
                                    if question['type'] == 'text' and 'relevant' not in question)
        self.guest.go_to(touchpoint)
        self.guest.answer(question, words.word())
        self.check('answer', 'visit')
        self.guest.app.do('win.mark')
        entry = self.guest.app.find(role=('text', 'entry'),
                                    contains=self.guest.say('What happened'))
        typed = words.word()
        entry.set_text(typed)
        self.check('dialog', 'visit')
        assert typed in self.covered.read_out(), 'what was typed is gone'
        self.guest.close_dialog()

    def aloud(self, voice):
        """An answer that is no good is kept when the cover comes, and complained of when it has gone."""
        touchpoint = self.guest.script.home('compare_price')
        question = next(each for each in touchpoint['questions'] if each['id'] == 'compare_price')
        self.guest.go_to(touchpoint)
        self.guest.answer(question, '5')
        wait_for('the complaint to be heard', lambda: 'Announcement' in voice.heard())
        self.guest.answer(question, '500')
        voice.mark()
        self.guest.entries(question)[0].set_text('6')
        self.guest.app.do('win.cover')
        wait_for('the cover', self.covered.is_covered)
        wait_for('the answer to be kept', lambda: '"value":"6"' in self.guest.last_line(question))
        time.sleep(0.5)
        heard = voice.heard()
        self.covered.come_back()
        assert 'Announcement' not in heard, heard

    def finish(self):
        self.guest.app.do('win.finish')
        time.sleep(0.6)
        self.check('finish', 'visit')


class Gestures:
    def __init__(self, covered):
        self.covered = covered
        self.guest = covered.guest

    @property
    def pointer(self):
        return self.guest.app.pointer

    def middle(self):
        return self.guest.app.frame.extents[2] / 2

    def swipe(self):
        self.pointer.drag(self.middle(), TOP_Y, self.middle() + 5, TOP_Y + 120)

    def tap(self, times=1):
        for _ in range(times):
            self.pointer.click(self.middle() - 40, TOP_Y)
            time.sleep(0.06)

    def hold(self, seconds):
        self.pointer.hold(self.middle() - 40, TOP_Y, seconds)

    def covers(self, is_covered=True):
        wait_for(f'covered: {is_covered}', lambda: self.covered.is_covered() == is_covered, 3)

    def stays(self, is_covered=True):
        time.sleep(0.5)
        assert self.covered.is_covered() == is_covered

    def by_swipe(self):
        choose(cover_gesture='swipe', return_gesture='swipe')
        self.swipe()
        self.covers()
        self.tap(3)
        self.hold(1.4)
        self.stays()
        self.swipe()
        self.covers(False)

    def by_taps(self):
        choose(cover_gesture='taps', return_gesture='taps')
        self.swipe()
        self.stays(False)
        self.tap(3)
        self.covers()
        self.tap(2)
        self.stays()
        time.sleep(0.5)
        self.tap(3)
        self.covers(False)

    def by_hold(self):
        choose(cover_gesture='swipe', return_gesture='hold')
        self.swipe()
        self.covers()
        self.hold(0.4)
        self.swipe()
        self.stays()
        self.hold(1.4)
        self.covers(False)

    def by_volume_key(self):
        choose(cover_volume_keys=False)
        press('XF86AudioLowerVolume')
        self.stays(False)
        choose(cover_volume_keys=True)
        for key in ('XF86AudioLowerVolume', 'XF86AudioRaiseVolume'):
            press(key)
            self.covers()
            self.covered.come_back()

    def entry(self):
        return self.guest.app.find(role=('text', 'entry'), name=self.guest.say('Add to the list'))

    def add(self, text):
        self.entry().set_text(text)
        self.guest.app.find(role='button', name=self.guest.say_in('shopping list', 'Add')).press()

    def by_word(self):
        choose(return_gesture='word', return_word='Roomboter')
        self.covered.cover()
        self.add('Margarine')
        self.guest.app.find(role='check box', name='Margarine')
        self.hold(1.4)
        self.stays()
        self.add('roomboter ')
        self.covers(False)
        self.covered.cover()
        assert not self.guest.app.has(role='check box', contains='oomboter')
        self.entry().click()
        press('ctrl', 'z')
        time.sleep(0.3)
        assert 'oomboter' not in self.entry().text, 'undo tells the word'
        choose(return_gesture='word', return_word='')
        self.hold(1.4)
        self.covers(False)
        choose(return_gesture='hold')

    # What the list is good for

    def line(self, name):
        return self.guest.app.find(role='check box', name=name)

    def ticks(self):
        """A cover label that is ticked is a moment there; an own line is nobody's business."""
        touchpoint = self.guest.script.touchpoints[3]
        self.covered.cover()
        before = ledger.count(self.guest.database)
        self.guest.bring(self.line('Margarine')).click(0.1)
        wait_for('a tick', lambda: self.line('Margarine').is_('checked'))
        time.sleep(0.3)
        assert ledger.count(self.guest.database) == before, 'an own line became a fact'
        line = self.guest.bring(self.line(self.guest.text(touchpoint['cover'])))
        self.guest.commit(lambda: line.click(0.1))
        moment = self.covered.moments()[-1]
        assert moment['touchpoint'] == touchpoint['id'], moment
        assert moment['channel'] == touchpoint['channel'], moment

    def is_killed(self):
        """Covered when it ended, covered from its first frame; ticks and lines are there."""
        self.guest.app.kill()
        self.covered.begun = self.guest.log.stat().st_size
        self.guest.open()
        wait_for('the cover', self.covered.is_covered)
        said = self.covered.told_shell()
        assert set(TITLE.findall(said)) == {self.covered.title()}, TITLE.findall(said)
        unseen, shown = said.split('.presented(', 1)
        assert APP_ID.findall(unseen)[-1] == f'{APP}.List', APP_ID.findall(unseen)
        assert set(APP_ID.findall(shown)) <= {f'{APP}.List'}, APP_ID.findall(shown)
        assert canaries.WORD not in self.covered.read_out() + said
        touchpoint = self.guest.script.touchpoints[3]
        for name in ('Margarine', self.guest.text(touchpoint['cover'])):
            assert self.line(name).is_('checked'), name
        self.guest.app.find(role='button', name=self.guest.say('Clear what is ticked')).press()
        wait_for('the own line to go', lambda: not self.guest.app.has(name='Margarine'))
        self.hold(1.4)
        self.covers(False)
        assert 'win.next' in self.guest.app.frame.actions
        self.guest.app.kill()
        self.guest.open()
        self.stays(False)


def look_at_plain(world, folder):
    """What the cover looks like for a guest with an ordinary study: {'home': …, 'visit': …}."""
    handheld = world.add_guest('noor', 'Noor', (PLACE,))
    handheld.enrol()
    handheld.sync()
    seen = {}
    with Guest(handheld, Script(STUDY), env={'WAYLAND_DEBUG': '1'}) as guest:
        guest.open()
        covered = Covered(guest, folder)
        covered.cover()
        assert guest.app.has(name=guest.say('Hold the title to go back'))
        covered.come_back()
        covered.cover()
        assert not guest.app.has(name=guest.say('Hold the title to go back'))
        seen['home'] = covered.screen('plain home')
        covered.come_back()
        guest.open_job(PLACE)
        guest.claim()
        guest.take_quiz()
        guest.start()
        covered.cover()
        seen['visit'] = covered.screen('plain visit')
    return seen


def main():
    tap = Tap('cover')
    folder = Path(os.environ['PASSANT_SESSION'])
    with World(folder / 'world') as world:
        pictures = TRACES / 'cover'
        pictures.mkdir(exist_ok=True)
        references = look_at_plain(world, pictures)
        study = folder / 'study'
        words = canaries.write(study)
        world.desk.do('study', 'load', study)
        handheld = world.add_guest('kanarie', words.word(), (PLACE,), study)
        handheld.enrol()
        handheld.sync()
        ears = Ears(folder / 'bus.log')
        with Guest(handheld, Script(study), env={'WAYLAND_DEBUG': '1'}) as guest:
            guest.open()
            tap.watch(guest.app)
            hidden = Hidden(Covered(guest, pictures), ears, references)
            tap.case('home is hidden', hidden.home)
            tap.case('a job is hidden', hidden.job)
            tap.case('a visit is hidden', hidden.visit)
            tap.case('an open menu is hidden', hidden.menu)
            tap.case('the journey is hidden', hidden.journey)
            tap.case('answers and what is being typed are hidden', hidden.answers, words)
            tap.case('what is missing is hidden', hidden.finish)
            voice = Ears(folder / 'voice.log', a11y_address(), ["member='Announcement'"])
            tap.case('nothing is read aloud', hidden.aloud, voice)
            voice.stop()
            assert words.count >= 200, words.count
            gestures = Gestures(hidden.covered)
            tap.case('a swipe covers and uncovers', gestures.by_swipe)
            tap.case('three taps cover and uncover', gestures.by_taps)
            tap.case('holding the title uncovers', gestures.by_hold)
            tap.case('volume keys cover where they are wanted', gestures.by_volume_key)
            tap.case('a word uncovers', gestures.by_word)
            tap.case('a ticked cover label marks a moment', gestures.ticks)
            tap.case('a killed app comes up covered', gestures.is_killed)
        ears.stop()
    return tap.done()


sys.exit(main())
