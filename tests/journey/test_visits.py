#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole visits with the hub down, found on the hub bit for bit once it is up."""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
import photos  # noqa: E402
from guest import Guest  # noqa: E402
from plan import random_plan  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap, seed, soaks  # noqa: E402
from verdict import Verdict, pdf_text, read_csv  # noqa: E402
from world import BIN, STUDY, STUDY_ID, World, run  # noqa: E402

PLACES = ('utrecht_centrum', 'zwolle_stadshagen', 'breda_ginnekenweg')
BROKEN_OFF_AFTER = 4


class Visits:
    def __init__(self, tap, world, scratch):
        self.tap = tap
        self.world = world
        self.scratch = scratch
        self.script = Script(STUDY)
        self.guests = []
        self.seed = seed()

    def add(self, number, place):
        """A guest with the job on the handheld; from then on the hub may be down."""
        handheld = self.world.add_guest(f'guest{number}', f'Gast {number}', (place,))
        handheld.enrol()
        handheld.sync()
        guest = Guest(handheld, self.script, language=('nl', 'en')[number % 2],
                      photos=self.scratch / 'photos')
        self.guests.append((guest, place))

    def capture(self, number, ends):
        guest, place = self.guests[number]
        plan = random_plan(self.script, self.seed + number, photos=False)
        with guest:
            guest.open()
            self.tap.watch(guest.app)
            guest.open_job(place)
            guest.take_quiz()
            guest.start()
            ends(guest, plan)
            guest.app.stop()

    def finished(self, guest, plan):
        guest.walk(plan)
        guest.finish()
        guest.finish_visit()

    def broken_off(self, guest, plan):
        for index, touchpoint in enumerate(self.script.touchpoints[:BROKEN_OFF_AFTER]):
            if index:
                guest.next()
            guest.fill(touchpoint, plan)
        guest.break_off('The store was closed', 'Er hing een briefje op de deur.')

    def hand_in(self):
        for guest, _ in self.guests:
            guest.handheld.sync()
        self.world.desk.sync()

    def is_on_the_hub(self, number):
        guest, _ = self.guests[number]
        device = ledger.device_of(guest.database)
        here = ledger.lines(guest.database, device)
        there = ledger.lines(self.world.hub.database, device)
        assert here and here == there, f'{len(here)} facts here, {len(there)} on the hub'
        desk = ledger.lines(self.world.desk.folder / 'passant.db', device)
        assert here == desk, f'{len(here)} facts here, {len(desk)} at the desk'

    def is_as_tapped(self, number):
        """At the desk, to the last figure."""
        guest, place = self.guests[number]
        visit = next(each['visit'] for each in self.world.desk.ask('visit', 'list')['visits']
                     if each['location'] == place)
        answers, report = self.scratch / 'answers.csv', self.scratch / 'report.pdf'
        self.world.desk.do('export', f'--study={STUDY_ID}', '--format=csv', f'--output={answers}',
                           '--exact')
        self.world.desk.do('report', 'visit', visit, f'--pdf={report}', '--language=nl')
        rows = read_csv(answers, visit)
        verdict = Verdict(self.script, guest.taps).of_csv(rows).of_report(pdf_text(report), rows)
        assert not verdict.differences, '\n'.join(verdict.differences)

    def rebuilds_identically(self):
        for folder in (*(guest.handheld.folder for guest, _ in self.guests), self.world.desk.folder):
            before = dump_derived(folder)
            run(BIN / 'passantctl', 'store', 'rebuild', f'--data={folder}')
            assert before and dump_derived(folder) == before, f'{folder.name} differs when rebuilt'
            run(BIN / 'passantctl', 'store', 'check', f'--data={folder}')


def dump_derived(folder):
    """Every row of every table that the facts file did not make."""
    database = folder / 'passant.db'
    kept = {'fact', 'self', 'enrolment', 'receipt', 'sent_blob', 'lost_claim', 'taken'}
    tables = [name for name, in ledger.rows(database, "SELECT name FROM sqlite_schema "
                                            "WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    return {table: sorted(map(repr, ledger.rows(database, f'SELECT * FROM "{table}"')))
            for table in tables if table not in kept}


def main():
    tap = Tap('visits')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'visits'
    photos.make(scratch / 'photos')
    with World(scratch / 'world') as world:
        visits = Visits(tap, world, scratch)
        amount = 9 if soaks() else 3
        for number in range(amount):
            visits.add(number, PLACES[number % 3])
        world.hub.stop()
        for number in range(amount):
            ends = visits.broken_off if number % 3 == 2 else visits.finished
            tap.case(f'visit {number + 1} is {ends.__name__.replace("_", " ")} with the hub down',
                     visits.capture, number, ends)
        world.hub.start()
        tap.case('all are handed in', visits.hand_in)
        for number in range(amount):
            tap.case(f'visit {number + 1} is on the hub bit for bit', visits.is_on_the_hub, number)
            tap.case(f'visit {number + 1} is at the desk as tapped', visits.is_as_tapped, number)
        tap.case('derived tables are rebuilt identically', visits.rebuilds_identically)
    return tap.done()


sys.exit(main())
