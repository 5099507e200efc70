#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the app all along a walk: every committed tap is there again, on disk and on the screen."""

import os
import random
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from guest import Guest  # noqa: E402
from plan import random_plan  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap, seed, soaks  # noqa: E402
from ui import Gone  # noqa: E402
from world import STUDY, World  # noqa: E402

PLACE = 'utrecht_centrum'
TYPES = ('yes_no', 'choice', 'scale')


class Kills:
    """Kills after some taps: at once, or up to a fifth of a second later."""

    def __init__(self, tap, guest, script):
        self.tap = tap
        self.guest = guest
        self.script = script
        self.seed = seed()
        self.dice = random.Random(self.seed)
        self.plan = random_plan(script, self.seed, photos=False)
        self.kills = 0
        self.kept = {}

    def snapshot(self):
        self.kept = ledger.lines(self.guest.database, ledger.device_of(self.guest.database))

    def walk(self, wanted):
        for index, touchpoint in enumerate(self.script.touchpoints):
            if index:
                self.guest.next()
            self.guest.here(touchpoint)
            for question in touchpoint['questions']:
                if question['type'] in TYPES and self.kills < wanted and \
                        self.script.is_relevant(question, self.script.counted(
                            self.guest.taps.answers)):
                    self.tap_and_kill(touchpoint, question)
            if self.kills >= wanted:
                return
        raise AssertionError(f'only {self.kills} kills in the whole walk')

    def tap_and_kill(self, touchpoint, question):
        """One tap that is committed and must be there, one that may be cut."""
        value = self.plan.answers[question['id']]
        self.guest.answer(question, value)
        self.snapshot()
        other = self.tile_of(question, self.other_value(question, value))
        other.press()
        time.sleep(self.dice.choice((0, 0.001, 0.005, 0.02, 0.2)))
        self.guest.app.kill()
        self.kills += 1
        self.guest.open()
        self.tap.watch(self.guest.app)
        self.guest.resume(touchpoint)
        self.check(question, value)

    def other_value(self, question, value):
        if question['type'] == 'yes_no':
            return 'no' if value == 'yes' else 'yes'
        if question['type'] == 'choice':
            return next(each['id'] for each in question['choices'] if each['id'] != value)
        return str(question['min'] if int(value) != question['min'] else question['max'])

    def tile_of(self, question, value):
        if question['type'] == 'scale':
            span = question['max'] - question['min'] + 1
            return self.guest.tiles(question, span)[int(value) - question['min']]
        ids = [each['id'] for each in question.get('choices', ({'id': 'yes'}, {'id': 'no'}))]
        return self.guest.tiles(question, len(ids))[ids.index(value)]

    def check(self, question, value):
        now = ledger.lines(self.guest.database, ledger.device_of(self.guest.database))
        lost = [seq for seq, line in self.kept.items() if now.get(seq) != line]
        assert not lost, f'facts lost: {lost}'
        assert list(now) == list(range(1, len(now) + 1)), 'a hole in the sequence'
        said = [fact['body']['value'] for fact in ledger.facts(self.guest.database, 'visit.answered')
                if fact['body']['question'] == question['id']]
        pressed = self.tile_of(question, said[-1])
        deadline = time.monotonic() + 5
        while not (pressed.is_('pressed') or pressed.is_('checked')):
            if time.monotonic() > deadline:
                raise Gone(f'{question["id"]} is {said[-1]} on disk, and not on the screen')
            time.sleep(0.05)
        # The cut tap got through, or it did not: both are whole. The walk goes on with what holds.
        self.guest.taps.answers[question['id']] = said[-1]


def run(tap, world, scratch):
    handheld = world.add_guest('anna', 'Anna', (PLACE,))
    handheld.enrol()
    handheld.sync()
    world.hub.stop()
    script = Script(STUDY)
    with Guest(handheld, script) as guest:
        guest.open()
        tap.watch(guest.app)
        guest.open_job(PLACE)
        guest.take_quiz()
        guest.start()
        kills = Kills(tap, guest, script)
        wanted = 40 if soaks() else 20
        tap.case(f'{wanted} kills of the app lose nothing that was kept', kills.walk, wanted)
        guest.app.stop()
    world.hub.start()
    handheld.sync()
    device = ledger.device_of(handheld.database)
    tap.case('what is left is one chain, and the hub takes it', lambda: same(
        ledger.lines(handheld.database, device), ledger.lines(world.hub.database, device)))


def same(here, there):
    assert here == there, f'{len(here)} facts here, {len(there)} on the hub'


def main():
    tap = Tap('kills')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'kills'
    with World(scratch) as world:
        run(tap, world, scratch)
    return tap.done()


sys.exit(main())
