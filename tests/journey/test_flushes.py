#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the running app asks of the card, counted by strace: one flush a tap, none for turning pages or visits."""

import os
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from guest import Guest  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap  # noqa: E402
from ui import wait_for  # noqa: E402
from world import STUDY, World  # noqa: E402

PLACES = ('utrecht_centrum', 'zwolle_stadshagen')
CALLS = 'fsync,fdatasync,sync_file_range,syncfs,msync'
PAGES = 8


class Flushes:
    def __init__(self, guest, script, log):
        self.guest = guest
        self.script = script
        self.log = log

    def watch(self):
        """From now on; what went before has a moment to come to rest."""
        time.sleep(5)
        watcher = subprocess.Popen(['strace', '-f', '-qq', '-e', f'trace={CALLS}', '-o', self.log,
                                    '-p', str(self.guest.app.process.pid)])
        time.sleep(1)
        assert watcher.poll() is None, 'strace cannot look at the app'
        return watcher

    def count(self):
        time.sleep(0.3)
        return sum('sync' in line for line in self.log.read_text().splitlines())

    def during(self, act):
        """How many flushes it takes until what @act says is kept."""
        flushes, facts = self.count(), ledger.count(self.guest.database)
        act()
        wait_for('it to be kept', lambda: ledger.count(self.guest.database) > facts)
        return self.count() - flushes

    def pages_are_free(self):
        spent = [self.during(self.guest.next) for _ in range(PAGES)]
        assert not any(spent), f'flushes a page: {spent}'

    def turning_is_free(self):
        name = self.guest.say('Visit: %s') % self.guest.location(PLACES[0])['name']
        spent = self.during(self.guest.app.find(role='toggle button', name=name).press)
        assert spent == 0, f'{spent} flushes'

    def a_tap_is_one(self):
        question = self.script.touchpoints[0]['questions'][0]
        spent = [self.during(lambda: self.guest.answer(question, value))
                 for value in ('yes', 'no', 'yes')]
        # None at all would mean that strace sees nothing.
        assert spent == [1, 1, 1], f'flushes a tap: {spent}'


def begin(guest):
    for place in PLACES:
        guest.open_job(place)
        if place == PLACES[0]:
            guest.take_quiz()
        guest.start()
        if place != PLACES[-1]:
            guest.go_home()


def main():
    tap = Tap('flushes')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'flushes'
    script = Script(STUDY)
    with World(scratch) as world:
        handheld = world.add_guest('anna', 'Anna', PLACES)
        handheld.enrol()
        handheld.sync()
        world.hub.stop()
        with Guest(handheld, script) as guest:
            guest.open()
            tap.watch(guest.app)
            begin(guest)
            flushes = Flushes(guest, script, scratch / 'strace.log')
            watcher = flushes.watch()
            tap.case('turning pages flushes nothing', flushes.pages_are_free)
            tap.case('turning to another visit flushes nothing', flushes.turning_is_free)
            tap.case('a tap is one flush', flushes.a_tap_is_one)
            watcher.terminate()
            watcher.wait()
    return tap.done()


sys.exit(main())
