#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a guest says beside the answers: the pace of a hand, when, how known, which word, what mark; and a
stopwatch that a kill does not stop."""

import os
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from guest import AGO_STOPS_S, Guest  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap  # noqa: E402
from ui import wait_for  # noqa: E402
from world import STUDY, World  # noqa: E402

PLACE = 'utrecht_centrum'
AWAY_S = 3


class Feelings:
    def __init__(self, tap, guest, script):
        self.tap = tap
        self.guest = guest
        self.script = script

    def newest(self, kind):
        return ledger.facts(self.guest.database, kind)[-1]['body']

    def step(self, name):
        touchpoint = self.script.touchpoint(name)
        self.guest.go_to(touchpoint)
        self.guest.here(touchpoint)
        return touchpoint

    def calibrates(self):
        """Five taps on a spot that comes and goes."""
        begin = self.guest.bring(self.guest.button('Begin', context='calibration'))

        def tap_five():
            begin.press()
            for _ in range(5):
                name = self.guest.say('The spot')
                self.guest.app.find(role='button', name=name).press()
                wait_for('the spot to go', lambda: not self.guest.app.has(role='button', name=name))

        self.guest.commit(tap_five, timeout=30)
        times = self.newest('quiz.calibrated')['touch_ms']
        assert len(times) == 5 and all(0 <= each < 20000 for each in times), times

    def times(self):
        """Started here, told elsewhere, killed, and still running where it was."""
        website = self.step('website')
        question = website['questions'][0]
        start = self.guest.card(question).find(role='button',
                                               name=self.guest.say('Start the stopwatch'))
        self.guest.commit(start.press)
        began = time.monotonic()
        advert = self.step('street_ad')
        running = self.guest.say('A stopwatch runs: %s') % self.guest.text(question['text'])
        self.guest.app.find(role='button', name=running)
        time.sleep(AWAY_S)
        self.guest.app.kill()
        self.guest.open()
        self.tap.watch(self.guest.app)
        self.guest.resume(advert)
        self.guest.app.find(role='button', name=running).press()
        self.guest.here(website)
        stop = self.guest.card(question).find(role='button',
                                              name=self.guest.say('Stop the stopwatch'))
        self.guest.commit(stop.press)
        took = int(self.newest('visit.answered')['value'])
        assert AWAY_S <= took <= time.monotonic() - began + 1, f'{took} s'

    def discards(self):
        """One started by mistake leaves the answer as it was."""
        question = self.step('chat')['questions'][0]
        answers = len(ledger.facts(self.guest.database, 'visit.answered'))
        card = self.guest.card(question)
        self.guest.commit(card.find(role='button',
                                    name=self.guest.say('Start the stopwatch')).press)
        self.guest.commit(card.find(role='button',
                                    name=self.guest.say('Discard the stopwatch')).press)
        card.find(role='button', name=self.guest.say('Start the stopwatch'))
        assert self.newest('visit.timer_stopped')['question'] == question['id']
        assert len(ledger.facts(self.guest.database, 'visit.answered')) == answers

    def knows(self):
        """Asked instead of seen, and long ago is from memory."""
        touchpoint = self.step('compare')
        asked, recalled = touchpoint['questions'][1:3]
        self.guest.answer(asked, 'yes')
        assert self.newest('visit.answered')['source'] == 'seen'
        clock = self.open_clock(asked)
        chip = self.guest.app.find(role='toggle button', name=self.guest.say_in('source', 'Asked'))
        self.guest.commit(chip.press)
        clock.press()
        said = self.newest('visit.answered')
        assert (said['value'], said['source']) == ('yes', 'asked'), said

        self.guest.answer(recalled, 'no')
        clock = self.open_clock(recalled)
        slider = self.guest.app.find(role='slider', name=self.guest.say('How long ago it happened'))
        self.guest.commit(lambda: slider.set_value(AGO_STOPS_S.index(7200)))
        clock.press()
        chip = self.guest.card(recalled).find(role='button',
                                              name=self.guest.say('Noted from memory?'))
        self.guest.commit(chip.press)
        fact = ledger.facts(self.guest.database, 'visit.answered')[-1]
        assert fact['body']['source'] == 'recalled', fact
        assert abs(fact['noted_ms'] - fact['at_ms'] - 7200000) < 30000, fact

    def open_clock(self, question):
        card = self.guest.bring(self.guest.card(question))
        clock = card.find(role='toggle button', name=self.guest.say('It happened earlier'))
        clock.press()
        return clock

    def feels(self):
        """One tap is a feeling; a word of the wheel and an earlier moment leave the point as it was."""
        touchpoint = self.step('reviews')
        self.guest.feel(touchpoint, -40, -20)
        first = self.newest('visit.felt')
        assert 0 < first['touch_ms'] <= first['shown_ms'], first
        assert first['delay_ms'] > 0 and first['word'] is None, first

        self.guest.bring(self.guest.button('Other words …')).press()
        chip = self.guest.app.find(role='toggle button',
                                   name=self.guest.say_in('feeling', 'Remorse'))
        self.guest.commit(chip.press)
        worded = self.newest('visit.felt')
        assert worded == {**first, 'word': 'remorse'}, (first, worded)

    def marks(self):
        """What a phase as a whole was worth, where it ends; a second tap takes it back."""
        phase = self.script.phase(self.script.touchpoint('reviews'))
        title = self.guest.say('What mark do you give “%s” as a whole?') % \
            self.guest.text(phase['title'])
        card = self.guest.app.find(role='grouping', name=title)
        tile = card.find(role='toggle button', name=self.guest.say('%d of %d') % (7, 10))
        for mark in (7, 0, 7):
            self.guest.commit(tile.press)
            assert self.newest('visit.phase_marked')['mark'] == mark
        derived = ledger.rows(self.guest.database, 'SELECT phase, mark FROM phase_mark')
        assert derived == [(phase['id'], 7)], derived

    def sees_the_signal(self):
        """For the guest's own eyes: nothing is said by looking."""
        before = ledger.count(self.guest.database)
        self.guest.app.do('win.signal')
        self.guest.shows(self.guest.say('How your taps went'))
        pace = self.guest.say('Your pace, by the five taps: %.1f seconds.').split('%')[0]
        self.guest.shows(pace)
        self.guest.shows(self.guest.text(self.script.touchpoint('reviews')['title']))
        assert ledger.count(self.guest.database) == before


def run(tap, world):
    handheld = world.add_guest('anna', 'Anna', (PLACE,))
    handheld.enrol()
    handheld.sync()
    script = Script(STUDY)
    with Guest(handheld, script) as guest:
        guest.open()
        tap.watch(guest.app)
        feelings = Feelings(tap, guest, script)
        guest.open_job(PLACE)
        tap.case('five taps tell the pace of a hand', feelings.calibrates)
        guest.start()
        tap.case('a stopwatch outlives a kill', feelings.times)
        tap.case('a stopwatch is discarded', feelings.discards)
        tap.case('it is said how an answer is known', feelings.knows)
        tap.case('a feeling is one tap', feelings.feels)
        tap.case('a phase has a mark', feelings.marks)
        tap.case('the signal is shown and not said', feelings.sees_the_signal)
        handheld.sync()
        device = ledger.device_of(handheld.database)
        tap.case('the hub takes all of it', lambda: same(
            ledger.lines(handheld.database, device), ledger.lines(world.hub.database, device)))


def same(here, there):
    assert here == there, f'{len(here)} facts here, {len(there)} on the hub'


def main():
    tap = Tap('feelings')
    with World(Path(os.environ['PASSANT_SESSION']) / 'feelings') as world:
        run(tap, world)
    return tap.done()


sys.exit(main())
