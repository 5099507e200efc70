#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Visits that cannot be done, or end under way: why, and the photos that show it, from the door to the desk."""

import contextlib
import os
import sqlite3
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from guest import Guest  # noqa: E402
from pointer import press  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap  # noqa: E402
from ui import wait_for  # noqa: E402
from verdict import pdf_text  # noqa: E402
from world import STUDY, World  # noqa: E402

CLOSED, UNDER_WAY, FULL = 'utrecht_centrum', 'zwolle_stadshagen', 'breda_ginnekenweg'
# A press that a screen reader makes acts a little after it.
PRESS_S = 0.6
NOTE = 'Er hing een briefje op de deur.'


def facts(guest, kind):
    return [fact['body'] for fact in ledger.facts(guest.database, kind)]


class Ends:
    def __init__(self, guest, world, scratch):
        self.guest = guest
        self.world = world
        self.scratch = scratch

    @property
    def app(self):
        return self.guest.app

    def press(self, msgid):
        name = self.guest.say(msgid)
        wait_for(name, lambda: self.app.find(role='button', name=name).is_('sensitive'), 20)
        self.app.find(role='button', name=name).press()

    def shoot(self):
        """A photo with the camera, from the button to the list; its sha256."""
        before = len(facts(self.guest, 'visit.evidenced'))
        self.press('Show it in a photo')
        self.press('Take the photo')
        self.guest.keep_photo()
        wait_for('the photo', lambda: len(facts(self.guest, 'visit.evidenced')) > before, 20)
        kept = facts(self.guest, 'visit.evidenced')[-1]
        assert kept['touchpoint'] is None and kept['question'] is None, kept
        return kept['sha256']

    def expect(self, amount):
        wait_for(f'{amount} photos', lambda: len(self.guest.proofs()) == amount)

    def confirm(self, msgid):
        """Twice, as a hurried thumb does."""
        self.app.find(role='toggle button', name=self.guest.say('The store was closed')).press()
        self.app.find(role='text', name=self.guest.say('In your own words')).set_text(NOTE)
        name = self.guest.say(msgid)
        wait_for(name, lambda: self.app.find(role='button', name=name).is_('sensitive'))
        button = self.app.find(role='button', name=name)
        button.press()
        try:
            button.press()
        except Exception:  # It may be gone already.
            pass
        wait_for('the end', lambda: facts(self.guest, 'visit.broken_off'))

    def the_closed_door_is_photographed(self):
        self.guest.open_job(CLOSED)
        self.guest.claim()
        self.press('I cannot do this')
        assert facts(self.guest, 'visit.opened') == []
        self.door = self.shoot()
        self.expect(1)
        assert len(facts(self.guest, 'visit.opened')) == 1

    def a_second_photo_is_taken_back(self):
        time.sleep(1.1)  # Its name is the second it was taken in.
        other = self.shoot()
        self.expect(2)
        self.guest.commit(self.guest.proofs()[1].press)
        self.expect(1)
        assert [body['sha256'] for body in facts(self.guest, 'visit.evidence_withdrawn')] == [other]

    def a_kill_loses_no_photo(self):
        self.app.kill()
        self.guest.open()
        self.app.find(role='button', contains=self.guest.say('Continue')).press()
        # The quiz stands before the start as before.
        self.guest.button('Check yourself first')
        self.press('I cannot do this')
        self.expect(1)
        assert len(facts(self.guest, 'visit.opened')) == 1

    def it_is_handed_in_once(self):
        self.confirm('Hand this in')
        self.guest.button('Outbox')
        time.sleep(0.5)
        said, = facts(self.guest, 'visit.broken_off')
        assert (said['reason'], said['text'], said['evidence'], said['touchpoint']) == \
            ('store_closed', NOTE, [self.door], None), said

    def under_way_only_what_shows_it_goes_along(self):
        self.guest.open_job(UNDER_WAY)
        self.guest.start()
        self.guest.answer(self.guest.script.touchpoints[0]['questions'][0], 'no')
        self.app.do('win.shoot-first')
        self.press('Take the photo')
        self.guest.keep_photo()
        wait_for('the photo', lambda: len(facts(self.guest, 'visit.evidenced')) == 3, 20)
        # Kept it is; a busy machine may take its time to show it, and then it would count as of the end.
        time.sleep(3)
        self.app.do('win.break-off')
        self.expect(0)
        street = self.shoot()
        self.expect(1)
        self.confirm('End the visit here')
        wait_for('both ends', lambda: len(facts(self.guest, 'visit.broken_off')) == 2)
        self.guest.button('Outbox')
        time.sleep(0.5)
        assert len(facts(self.guest, 'visit.broken_off')) == 2
        assert facts(self.guest, 'visit.broken_off')[-1]['evidence'] == [street]

    def the_desk_sees_them(self):
        self.guest.sync()
        self.world.desk.sync()
        visits = {each['location']: each['visit']
                  for each in self.world.desk.ask('visit', 'list')['visits']}
        shown = self.world.desk.ask('visit', 'show', visits[CLOSED])
        assert (shown['state'], shown['revision'], shown['break_reason'], shown['break_text']) == \
            ('broken_off', 1, 'store_closed', NOTE), shown
        assert [(each['sha256'], each['shows_end']) for each in shown['evidence']] == \
            [(self.door, True)], shown['evidence']
        shown = self.world.desk.ask('visit', 'show', visits[UNDER_WAY])
        assert [each['shows_end'] for each in shown['evidence']] == [False, True], shown['evidence']
        words = self.world.desk.do('visit', 'show', visits[CLOSED])
        assert self.door[:12] in words, words
        report = self.scratch / 'report.pdf'
        self.world.desk.do('report', 'visit', visits[CLOSED], f'--pdf={report}', '--language=nl')
        text = ' '.join(pdf_text(report).split())
        assert NOTE in text and 'niet op deze desk' not in text, text
        # The photo stands with the reason, before the list of steps.
        name = next(body['name'] for body in facts(self.guest, 'visit.evidenced')
                    if body['sha256'] == self.door)
        assert text.index(NOTE) < text.index(name) < text.index('Contactmoment voor contactmoment')

    def shoot_without_room(self):
        """A photo that the device refuses to keep; the folder to give back."""
        arriving = self.guest.database.parent / 'blobs' / 'arriving'
        arriving.rename(arriving.with_name('aside'))
        self.press('Show it in a photo')
        self.press('Take the photo')
        self.guest.keep_photo()
        self.app.find(role='button', name=self.guest.say('Retry'))
        return arriving

    def a_photo_without_room_is_told(self):
        """Where it was taken, and by the visit's own page when that was left."""
        self.guest.open_job(FULL)
        self.guest.claim()
        before = len(facts(self.guest, 'visit.evidenced'))
        for left in (False, True):
            self.press('I cannot do this')
            arriving = self.shoot_without_room()
            if left:
                self.app.find(role='button', name='Close').press()
                wait_for('the visit', lambda: 'win.jump' in self.app.frame.actions)
            time.sleep(0.3)
            arriving.with_name('aside').rename(arriving)
            self.press('Retry')
            before += 1
            wait_for('the photo', lambda: len(facts(self.guest, 'visit.evidenced')) == before)
            if not left:
                self.expect(1)
                self.app.find(role='button', name='Close').press()

    @contextlib.contextmanager
    def busy_disk(self):
        """What is said meanwhile is kept afterwards."""
        disk = sqlite3.connect(self.guest.database, isolation_level=None)
        disk.execute('BEGIN IMMEDIATE')
        try:
            yield
        finally:
            disk.execute('ROLLBACK')
            disk.close()

    def wait_for_no_dialog(self):
        wait_for('all dialogs to go', lambda: not self.app.has(role='dialog'))

    def refuse(self):
        self.press('I cannot do this')
        self.app.find(role='toggle button', name=self.guest.say('I was refused or sent away')).press()

    def handed_in_while_it_opens(self):
        """The first photo opens the visit; a guest in a hurry says why before the disk has done so."""
        self.guest.open_job(CLOSED)
        self.guest.claim()
        before = len(facts(self.guest, 'visit.broken_off'))
        self.refuse()
        with self.busy_disk():
            self.press('Show it in a photo')
            self.press('Hand this in')
            self.wait_for_no_dialog()
        wait_for('the end', lambda: len(facts(self.guest, 'visit.broken_off')) > before)
        assert facts(self.guest, 'visit.broken_off')[-1]['reason'] == 'refused'
        self.guest.button('Outbox')
        assert not self.app.has(role='dialog')

    def closed_while_it_opens(self):
        """Who turns away before the visit is open is shown no camera."""
        self.guest.open_job(CLOSED)
        self.guest.claim()
        self.press('I cannot do this')
        with self.busy_disk():
            self.press('Show it in a photo')
            time.sleep(PRESS_S)
            press('Escape')
        wait_for('the visit', lambda: len(facts(self.guest, 'visit.opened')) == 1)
        time.sleep(1)
        assert not self.app.has(role='dialog')

    def handed_in_as_the_camera_comes(self):
        """Between the finger going down and up: the camera goes with what it was to show."""
        self.guest.open_job(CLOSED)
        self.refuse()
        self.press('Show it in a photo')
        self.guest.button('Take the photo')
        self.press('Hand this in')
        wait_for('the end', lambda: facts(self.guest, 'visit.broken_off'))
        self.guest.button('Outbox')
        self.wait_for_no_dialog()

    def asked_twice_is_one_visit(self):
        """While the disk is busy the job stands as before: it can be begun once more, and is not."""
        self.guest.open_job(FULL)
        self.guest.claim()
        self.guest.take_quiz()
        before = len(facts(self.guest, 'visit.opened')), len(facts(self.guest, 'visit.broken_off'))
        self.refuse()
        with self.busy_disk():
            self.press('Show it in a photo')
            self.press('Hand this in')
            self.wait_for_no_dialog()
            self.press('Start')
            time.sleep(PRESS_S)
        wait_for('the end', lambda: len(facts(self.guest, 'visit.broken_off')) > before[1])
        self.guest.button('Outbox')
        time.sleep(1)
        assert (len(facts(self.guest, 'visit.opened')), len(facts(self.guest, 'visit.broken_off'))) == \
            (before[0] + 1, before[1] + 1)
        self.guest.button('Outbox')

    def elsewhere_when_it_is_kept(self):
        """Who has handed in and opens another job is not taken from it."""
        self.guest.open_job(UNDER_WAY)
        self.guest.claim()
        before = len(facts(self.guest, 'visit.broken_off'))
        self.refuse()
        other = self.guest.location(FULL)['name']
        with self.busy_disk():
            self.press('Hand this in')
            self.wait_for_no_dialog()
            self.guest.go_home()
            self.app.find(role='button', contains=other).press()
            time.sleep(PRESS_S)  # What its page shows is read when the disk is free.
        wait_for('the end', lambda: len(facts(self.guest, 'visit.broken_off')) > before)
        self.app.find(role='heading', name=other)
        time.sleep(1)
        assert not self.app.has(role='button', name=self.guest.say('Outbox'))

    def looking_is_not_being_there(self):
        """The job's page and why it cannot be done only read the visit: the guest is still in the other one."""
        self.guest.open_job(FULL)
        self.guest.claim()
        self.press('I cannot do this')
        self.shoot()
        self.app.find(role='button', name='Close').press()
        self.guest.go_home()
        self.guest.open_job(UNDER_WAY)
        self.guest.start()
        self.guest.go_home()
        name = self.guest.say('Continue: %s, %s').split('%s')[0] + self.guest.location(FULL)['name']
        self.app.find(role='button', contains=name).press()
        self.press('I cannot do this')
        self.expect(1)
        self.app.find(role='button', name='Close').press()
        assert facts(self.guest, 'visit.turned_to') == []
        self.press('Start')
        wait_for('the turn', lambda: len(facts(self.guest, 'visit.turned_to')) == 1)
        self.guest.go_home()


def main():
    tap = Tap('ends')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'ends'
    # Each frame another picture, as a hand that holds a camera gives it; also the first of each time the camera comes up.
    env = {'PASSANT_CAMERA': 'videotestsrc is-live=true pattern=ball animation-mode=wall-time'}
    with World(scratch / 'world') as world:
        handheld = world.add_guest('sam', 'Sam', (CLOSED, UNDER_WAY, FULL))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Script(STUDY), 'nl', env=env) as guest:
            guest.open()
            tap.watch(guest.app)
            ends = Ends(guest, world, scratch)
            for step in (ends.the_closed_door_is_photographed, ends.a_second_photo_is_taken_back,
                         ends.a_kill_loses_no_photo, ends.it_is_handed_in_once,
                         ends.under_way_only_what_shows_it_goes_along, ends.the_desk_sees_them,
                         ends.a_photo_without_room_is_told):
                tap.case(step.__name__.replace('_', ' '), step)
        handheld = world.add_guest('kim', 'Kim', (CLOSED, UNDER_WAY, FULL))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Script(STUDY), 'nl', env=env) as guest:
            guest.open()
            tap.watch(guest.app)
            ends = Ends(guest, world, scratch)
            tap.case('looking is not being there', ends.looking_is_not_being_there)
            tap.case('handed in while it opens', ends.handed_in_while_it_opens)
        handheld = world.add_guest('lou', 'Lou', (CLOSED, UNDER_WAY, FULL))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Script(STUDY), 'nl', env=env) as guest:
            guest.open()
            tap.watch(guest.app)
            ends = Ends(guest, world, scratch)
            tap.case('closed while it opens', ends.closed_while_it_opens)
            guest.go_home()
            tap.case('handed in as the camera comes', ends.handed_in_as_the_camera_comes)
            tap.case('elsewhere when it is kept', ends.elsewhere_when_it_is_kept)
            guest.go_home()
            tap.case('asked twice is one visit', ends.asked_twice_is_one_visit)
    return tap.done()


sys.exit(main())
