#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a job is: enrolled by QR code, claimed by two guests with the hub down, settled, handed back, claimed anew,
withdrawn; and how a device that was shut out is let in again."""

import datetime
import os
import re
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from guest import Guest  # noqa: E402
from PIL import Image  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap, Skip  # noqa: E402
from ui import wait_for  # noqa: E402
from world import BIN, STUDY, STUDY_ID, World, run  # noqa: E402

SHARED, OWN, OTHER = 'utrecht_centrum', 'zwolle_stadshagen', 'breda_ginnekenweg'
MODULE_PX = 8
# Upper and lower half of each character: light or dark.
HALVES = {'█': (255, 255), '▀': (255, 0), '▄': (0, 255), ' ': (0, 0)}


def picture_of(text):
    """What a camera sees of a QR code on a terminal."""
    lines = [re.sub('\033\\[[0-9;]*m', '', line) for line in text.splitlines() if '\033[' in line]
    picture = Image.new('L', (len(lines[0]), 2 * len(lines)))
    for row, line in enumerate(lines):
        for column, character in enumerate(line):
            for half in (0, 1):
                picture.putpixel((column, 2 * row + half), HALVES[character][half])
    return picture.resize([side * MODULE_PX for side in picture.size], Image.Resampling.NEAREST)


class Claims:
    def __init__(self, tap, world, scratch):
        self.tap = tap
        self.world = world
        self.scratch = scratch
        script = Script(STUDY)
        world.desk.do('shopper', 'put', 'ben', '--name=Ben')
        self.anna = Guest(world.add_guest('anna', 'Anna', (OWN, OTHER)), script, 'nl')
        self.ben = Guest(world.add_guest('ben', 'Ben', ()), script, 'en')
        world.desk.do('assignment', 'offer', f'--study={STUDY_ID}', f'--location={SHARED}',
                      '--shopper=anna', '--shopper=ben', '--pay=30', '--reimburse=10')

    def place(self, guest, place):
        return guest.location(place)['name']

    def open(self, guest):
        guest.open()
        self.tap.watch(guest.app)
        return guest

    def card(self, guest, word, place):
        """The button of an offer's card, by its word and place."""
        return guest.app.find(role='button', name=f'{guest.say(word)}: {self.place(guest, place)}',
                              timeout=20)

    def has_offer(self, guest, place):
        return guest.app.has(role='button', name=f'{guest.say("Claim")}: {self.place(guest, place)}')

    def enrols_by_what_it_sees(self):
        text = run(BIN / 'passant-hub', 'enrol', f'--data={self.world.hub.folder}', '--role=shopper',
                   '--shopper=anna', '--name=Anna', f'--url={self.world.hub.url}', '--qr')
        path = self.scratch / 'code.png'
        picture_of(text).save(path)
        self.anna.env = {'PASSANT_CAMERA': f'filesrc location={path} ! pngdec ! imagefreeze '
                                           'is-live=true'}
        with self.open(self.anna) as anna:
            if not anna.app.has(role='button', name=anna.say('Scan the QR code')):
                raise Skip('this build reads no codes')
            anna.button('Scan the QR code').press()
            anna.app.find(role='heading', contains=anna.say('To claim'), timeout=60)
            anna.sync()

    def everybody_is_enrolled(self):
        if not self.anna.handheld.database.exists():
            self.anna.handheld.enrol()
        for guest in (self.anna, self.ben):
            if guest is self.ben:
                guest.handheld.enrol()
            guest.handheld.sync()

    def a_tap_is_undone(self):
        with self.open(self.anna) as anna:
            for word in ('Claim', 'Decline'):
                button = self.card(anna, word, OWN)
                anna.commit(button.press)
                wait_for('the offer to go', lambda: not self.has_offer(anna, OWN))
                anna.commit(anna.button('Undo').press)
                wait_for('the offer to come back', lambda: self.has_offer(anna, OWN))
            anna.commit(self.card(anna, 'Decline', OTHER).press)
            wait_for('the offer to go', lambda: not self.has_offer(anna, OTHER))

    def a_search_leaves_what_it_finds(self):
        with self.open(self.anna) as anna:
            self.card(anna, 'Claim', OWN)
            anna.app.do('win.search')
            entry = anna.app.find(role=('text', 'entry', 'search box'), timeout=5)
            entry.set_text('zwolle')
            wait_for('the others to go', lambda: not self.has_offer(anna, SHARED))
            assert self.has_offer(anna, OWN)
            entry.set_text('nergens')
            anna.shows(anna.say('Nothing found'))

    def both_claim_out_of_reach(self):
        self.world.hub.stop()
        for guest in (self.anna, self.ben):
            with self.open(guest):
                guest.commit(self.card(guest, 'Claim', SHARED).press)
                guest.open_job(SHARED)
                guest.claim()
                guest.app.stop()
        self.world.hub.start()

    def the_second_is_told(self):
        self.ben.handheld.sync()
        with self.open(self.anna) as anna:
            anna.app.find(role='heading', name=anna.say('No longer available'), timeout=20)
            anna.open_job(SHARED)
            anna.shows(anna.say('Somebody else claimed this job before you. What you noted is kept on '
                                'this device and on the hub, but it does not count.'))
            anna.button('Put away').press()
            wait_for('it to be put away', lambda: not anna.app.has(
                role='button', contains=self.place(anna, SHARED)))
        offers = self.world_offers()
        assert (offers['anna']['state'], offers['ben']['state']) == ('taken', 'claimed'), offers

    def world_offers(self):
        self.world.desk.sync()
        return {each['shopper']: each for each in
                self.world.desk.ask('assignment', 'list', '--all')['assignments']
                if each['location'] == SHARED}

    def it_is_handed_back(self):
        with self.open(self.ben) as ben:
            ben.open_job(SHARED)
            ben.app.do('win.hand-back')
            ben.app.find(role=('toggle button', 'radio button'), name='It is too far').press()
            button = ben.button('Hand back')
            wait_for('the reason to count', lambda: button.is_('sensitive'))
            ben.commit(button.press)
            ben.sync()
        offers = self.world_offers()
        assert offers['ben']['reason'] == 'It is too far', offers
        assert (offers['ben']['state'], offers['anna']['state']) == ('handed_back', 'offered'), offers

    def it_is_claimed_anew(self):
        with self.open(self.anna) as anna:
            anna.commit(self.card(anna, 'Claim', SHARED).press)
            anna.sync()
            anna.open_job(SHARED)
            anna.claim()
            anna.app.do('win.pay')
            anna.shows('€ 30')
            anna.shows(anna.say('Waits for you: the visit is still to come.'))
        offers = self.world_offers()
        assert offers['anna']['state'] == 'claimed', offers

    def put_away(self, guest, place):
        guest.button('Put away').press()
        # A button that is pressed from afar shows it for a while before it acts.
        guest.app.find(role='button', name=guest.say('Outbox'))
        wait_for('it to be put away', lambda: not guest.app.has(
            role='button', contains=self.place(guest, place)))

    def what_is_withdrawn_is_told(self):
        """While the guest looks at it: the button to begin must not stay."""
        assignment = self.world_offers()['anna']['assignment']
        with self.open(self.anna) as anna:
            anna.open_job(SHARED)
            wait_for('the job to be ours', lambda: anna.app.has(
                role='button', name=anna.say('I cannot do this')))
            self.world.desk.do('assignment', 'withdraw', assignment, '--reason=De winkel sluit')
            anna.sync()
            anna.shows(anna.say('The coordinator took this job back.'))
            anna.shows('“De winkel sluit”')
            assert not anna.app.has(role='button', name=anna.say('I cannot do this'))
            anna.app.do('win.pay')
            anna.shows(anna.say('The coordinator took this job back.'))
            anna.go_home()
            anna.app.find(role='heading', name=anna.say('No longer available'))
            anna.open_job(SHARED)
            self.put_away(anna, SHARED)
        assert self.world_offers()['anna']['state'] == 'withdrawn'

    def what_is_over_is_told(self):
        yesterday = datetime.date.today() - datetime.timedelta(days=1)
        self.world.desk.do('assignment', 'offer', f'--study={STUDY_ID}', f'--location={OTHER}',
                           '--shopper=anna', f'--until={yesterday}')
        with self.open(self.anna) as anna:
            anna.sync()
            anna.app.find(role='heading', name=anna.say('No longer available'), timeout=20)
            assert not self.has_offer(anna, OTHER)
            anna.open_job(OTHER)
            anna.shows(anna.say('Its last day is over: this job cannot be claimed any more.'))
            assert not anna.app.has(role='button', name=anna.say('Claim'))
            self.put_away(anna, OTHER)
            anna.app.stop()
        with self.open(self.anna) as anna:
            self.card(anna, 'Claim', OWN)
            assert not anna.app.has(role='heading', name=anna.say('No longer available'))

    def a_device_that_was_shut_out_is_let_in_again(self):
        handheld = self.anna.handheld
        with self.open(self.anna) as anna:
            self.card(anna, 'Claim', OWN)
            run(BIN / 'passant-hub', 'revoke', f'--data={self.world.hub.folder}',
                f'--device={ledger.device_of(handheld.database)}')
            anna.commit(self.card(anna, 'Claim', OWN).press)
            anna.shows(anna.say('Your coordinator has closed the hub to this device. Everything is kept; '
                                'ask for a new code'), 30)
            anna.app.do('win.enrol')
            anna.app.find(role='heading', name=anna.say('Enrol again'))
            anna.app.find(role='text').set_text(handheld.new_code())
            anna.button('Enrol this device').press()
            anna.app.find(role='button', name=anna.say('Outbox'), timeout=20)
            anna.sync()
        self.world.desk.sync()
        own = [each['state'] for each in self.world.desk.ask('assignment', 'list')['assignments']
               if each['location'] == OWN]
        assert own == ['claimed'], own


def main():
    tap = Tap('claims')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'claims'
    with World(scratch / 'world') as world:
        claims = Claims(tap, world, scratch)
        for test in (claims.enrols_by_what_it_sees, claims.everybody_is_enrolled,
                     claims.a_tap_is_undone, claims.a_search_leaves_what_it_finds,
                     claims.both_claim_out_of_reach, claims.the_second_is_told,
                     claims.it_is_handed_back, claims.it_is_claimed_anew,
                     claims.what_is_withdrawn_is_told, claims.what_is_over_is_told,
                     claims.a_device_that_was_shut_out_is_let_in_again):
            tap.case(test.__name__.replace('_', ' '), test)
    return tap.done()


sys.exit(main())
