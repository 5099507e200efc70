#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journey that waits for its next part: when that is due stands on the home page, in the list of steps and on the step."""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import photos  # noqa: E402
from guest import Guest  # noqa: E402
from plan import random_plan  # noqa: E402
from script import Script  # noqa: E402
from tap import Skip, Tap, seed, soaks  # noqa: E402
from world import STUDY, World  # noqa: E402

PLACE = 'utrecht_centrum'


class Waits:
    def __init__(self, guest):
        self.guest = guest
        self.due = guest.say('due from %s').split('%s')[0]

    @property
    def app(self):
        return self.guest.app

    def touchpoint(self, name):
        return self.guest.script.touchpoint(name)

    def the_purchase_is_done(self):
        plan = random_plan(self.guest.script, seed(), photos=False)
        plan.answers['till_receipt'] = 'receipt.jpg'
        for name in ('welcome', 'advice', 'till'):
            self.guest.go_to(self.touchpoint(name))
            self.guest.fill(self.touchpoint(name), plan)

    def the_step_says_when_it_is_due(self):
        self.guest.go_to(self.touchpoint('order_mail'))
        words = self.guest.say('By the script: %s').split('%s')[0]
        self.app.find(contains=f'{words}{self.due}')

    def the_list_says_when_the_others_are(self):
        self.app.do('win.jump')
        title = self.guest.text(self.touchpoint('collection')['title'])
        self.app.find(role='button', contains=f'{title}, {self.due}')
        self.app.do('win.jump')

    def home_says_what_comes_next(self):
        self.guest.go_home()
        title = self.guest.text(self.touchpoint('collection')['title'])
        self.app.find(contains=f'{title}: {self.due}')

    def home_goes_with_the_time(self):
        """How long ago the last note was, on a page that nobody touches."""
        if not soaks():
            raise Skip('takes over a minute: only by tests/run --soak')
        last = self.guest.say('Last note %s')
        self.app.find(contains=last % self.guest.say('just now'))
        self.app.find(contains=(last % self.guest.say('%d minute ago')) % 1, timeout=120)


def main():
    tap = Tap('waits')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'waits'
    photos.make(scratch / 'photos')
    with World(scratch / 'world') as world:
        handheld = world.add_guest('sam', 'Sam', (PLACE,))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Script(STUDY), 'nl', photos=scratch / 'photos') as guest:
            guest.open()
            tap.watch(guest.app)
            guest.open_job(PLACE)
            guest.start()
            waits = Waits(guest)
            for step in (waits.the_purchase_is_done, waits.the_step_says_when_it_is_due,
                         waits.the_list_says_when_the_others_are, waits.home_says_what_comes_next,
                         waits.home_goes_with_the_time):
                tap.case(step.__name__.replace('_', ' '), step)
    return tap.done()


sys.exit(main())
