#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the app at random moments of two visits that take turns: answering, typing, turning pages, turning from one
visit to the other, with a dialog open, while it starts. Every committed tap is there again, on disk and on the screen, in
the same visit at the same touchpoint, and nobody asks whether to recover anything."""

import os
import random
import sys
import time
from pathlib import Path

from gi.repository import GLib

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from guest import Guest  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap, seed, soaks  # noqa: E402
from ui import App, wait_for  # noqa: E402
from world import STUDY, World, environment  # noqa: E402

PLACES = ('utrecht_centrum', 'zwolle_stadshagen')
TAPPED = ('yes_no', 'choice', 'scale')
TYPED = ('text', 'narrative')
DELAYS_S = (0, 0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.4)
KILLS, KILLS_SOAKING = 24, 500


class Kills:
    """One random thing after another; what is on disk is read past the product's own code."""

    def __init__(self, tap, guest, script):
        self.tap = tap
        self.guest = guest
        self.script = script
        self.seed = seed()
        self.dice = random.Random(self.seed)
        self.by_action = {}
        self.lost = 0

    # What the disk says

    def facts(self):
        return [fact for fact in ledger.facts(self.guest.database)
                if fact['kind'].startswith('visit.')]

    def front(self):
        """The visit said anything about last, and the touchpoint that was entered last in it."""
        facts = self.facts()
        visit = facts[-1]['subject']
        place = next(fact['body']['touchpoint'] for fact in reversed(facts)
                     if fact['subject'] == visit and fact['kind'] == 'visit.entered')
        return visit, next(each for each in self.script.touchpoints if each['id'] == place)

    def answers(self, visit):
        return {fact['body']['question']: fact['body']['value'] for fact in self.facts()
                if fact['subject'] == visit and fact['kind'] == 'visit.answered'}

    # What the guest may do. Each only begins it; whether it is kept is the store's to say.

    def questions(self, types):
        visit, touchpoint = self.front()
        counted = self.script.counted(self.answers(visit))
        return [each for each in touchpoint['questions']
                if each['type'] in types and self.script.is_relevant(each, counted)]

    def tile(self, question, value):
        if question['type'] == 'scale':
            tiles = self.guest.tiles(question, question['max'] - question['min'] + 1)
            return tiles[int(value) - question['min']]
        ids = [each['id'] for each in question.get('choices', ({'id': 'yes'}, {'id': 'no'}))]
        return self.guest.tiles(question, len(ids))[ids.index(value)]

    def answer(self):
        question = self.dice.choice(self.questions(TAPPED))
        visit, _ = self.front()
        if question['type'] == 'scale':
            values = [str(each) for each in range(question['min'], question['max'] + 1)]
        else:
            values = [each['id'] for each in question.get('choices', ({'id': 'yes'}, {'id': 'no'}))]
        # A tap on what is said already would take it back.
        value = self.dice.choice([each for each in values
                                  if each != self.answers(visit).get(question['id'])])
        self.press(lambda: self.tile(question, value))

    @staticmethod
    def press(find):
        """What is found may just be made anew; a guest would look and tap again."""
        for _ in range(4):
            try:
                find().press()
                return
            except GLib.GError:
                time.sleep(0.2)
        find().press()

    def type(self):
        question = self.dice.choice(self.questions(TYPED))
        words = f'Woorden van toeval {self.dice.randrange(10 ** 6)}'
        self.guest.entries(question)[0].set_text(words)

    def turn_page(self):
        _, touchpoint = self.front()
        index = self.script.touchpoints.index(touchpoint)
        last = len(self.script.touchpoints) - 1
        forward = index == 0 or (index < last and self.dice.random() < 0.7)
        self.guest.app.do('win.next' if forward else 'win.back')

    def turn_to(self):
        visit, _ = self.front()
        other = next(place for place, each in self.visits.items() if each != visit)
        name = self.guest.say('Visit: %s') % self.guest.location(other)['name']
        self.press(lambda: self.guest.app.find(role='toggle button', name=name))

    def open_list(self):
        self.guest.app.do('win.jump')

    def open_moment(self):
        self.guest.app.do('win.mark')

    def possible(self):
        actions = [self.turn_page, self.turn_page, self.turn_to]
        if self.questions(TAPPED):
            actions += [self.answer] * 5
        if self.questions(TYPED):
            actions.append(self.type)
        return actions

    # The test

    def commit(self):
        """Something that is kept for sure; a page may turn to where nothing is said, as the finish."""
        before = ledger.count(self.guest.database)
        action = self.dice.choice(self.possible())
        action()
        wait_for(f'what {action.__name__} says to be kept',
                 lambda: ledger.count(self.guest.database) > before, 10)
        assert self.guest.app.process.poll() is None, f'the app ended after {action.__name__}'

    def strike(self):
        """Begins something and kills in the midst of it."""
        action = self.dice.choice(self.possible() + [self.open_list, self.open_moment, None])
        name = action.__name__ if action else 'idle'
        self.by_action[name] = self.by_action.get(name, 0) + 1
        before = ledger.lines(self.guest.database, ledger.device_of(self.guest.database))
        if action:
            action()
        time.sleep(self.dice.choice(DELAYS_S))
        self.guest.app.kill()
        return before

    def strike_while_starting(self):
        """Killed before, or just as, its window comes."""
        app = App(self.guest.handheld.command, 'passant', log=self.guest.log,
                  env=environment(self.guest.language))
        time.sleep(self.dice.random() * 0.6)
        app.kill()
        app.stop()
        self.by_action['starting'] = self.by_action.get('starting', 0) + 1

    def check_disk(self, before):
        now = ledger.lines(self.guest.database, ledger.device_of(self.guest.database))
        lost = [seq for seq, line in before.items() if now.get(seq) != line]
        assert not lost, f'facts lost: {lost}'
        assert list(now) == list(range(1, len(now) + 1)), 'a hole in the sequence'
        # The one thing in hand is there whole, or not at all; a visit turned to may enter its touchpoint as well.
        assert len(now) - len(before) <= 2, f'{len(now) - len(before)} facts of one tap'

    def check_screen(self):
        visit, touchpoint = self.front()
        self.guest.resume(touchpoint)
        assert not self.guest.app.has(role='dialog') and not self.guest.app.has(role='alert'), \
            'it asks something'
        said = self.answers(visit)
        for question in self.questions(TAPPED):
            if not said.get(question['id']):
                continue
            tile = self.tile(question, said[question['id']])
            wait_for(f'{question["id"]} to be {said[question["id"]]} on the screen as on disk',
                     lambda: tile.is_('pressed') or tile.is_('checked'), 5)

    def go_on(self, wanted):
        """@wanted kills, each after some that was kept."""
        done = 0
        while done < wanted:
            for _ in range(self.dice.randrange(3)):
                self.commit()
            before = self.strike()
            done += 1
            if self.dice.random() < 0.2 and done < wanted:
                self.strike_while_starting()
                done += 1
            self.check_disk(before)
            self.guest.open()
            self.tap.watch(self.guest.app)
            self.check_screen()
        print(f'# PASSANT_TEST_SEED={self.seed}: {done} kills ({self.by_action}), '
              f'{ledger.count(self.guest.database)} facts kept', flush=True)


def begin(guest, kills):
    """Two visits under way, the second in front."""
    kills.visits = {}
    for place in PLACES:
        guest.open_job(place)
        if place == PLACES[0]:
            guest.take_quiz()
        guest.start()
        kills.visits[place] = kills.front()[0]
        if place != PLACES[-1]:
            guest.go_home()


def run(tap, world):
    handheld = world.add_guest('anna', 'Anna', PLACES)
    handheld.enrol()
    handheld.sync()
    world.hub.stop()
    script = Script(STUDY)
    with Guest(handheld, script) as guest:
        guest.open()
        tap.watch(guest.app)
        kills = Kills(tap, guest, script)
        tap.case('two visits are under way', begin, guest, kills)
        wanted = KILLS_SOAKING if soaks() else KILLS
        tap.case(f'{wanted} kills of the app lose nothing that was kept', kills.go_on, wanted)
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
        run(tap, world)
    return tap.done()


sys.exit(main())
