#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A guest's whole day on the screen: jobs claimed, three visits that take turns, one broken off, two handed in, one of
them returned and handed in anew, both accepted. Desk and handheld tell the same at each step, and taps are counted.

    session.sh --size=… --scale=… -- test_day.py LANGUAGE
"""

import json
import os
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
from world import Desk, World  # noqa: E402

FIRST, SECOND, THIRD, LEFT = 'zeist', 'bunnik', 'baarn', 'soest'
VISITED = (FIRST, SECOND, THIRD)
STUDY = {'id': 'bakker_2026', 'title': {'nl': 'De bakker', 'en': 'The baker'}, 'client': 'De Bakker',
         'wave': '2026-4', 'currency': 'EUR', 'pay_cents': 1500, 'script': 'script.json',
         'locations': [{'id': place, 'name': f'De Bakker, {place.capitalize()}',
                        'address': 'Slotlaan 1'} for place in (*VISITED, LEFT)]}
BRIEFING = {'nl': 'Koop een brood en let op hoe u wordt geholpen.',
            'en': 'Buy a loaf, and notice how you are served.'}
WHY_BROKEN_OFF = 'Er hing een briefje op de deur.'
THIN, FULL = 'Goed', 'De korst kraakte, het kruim was nog warm en rook naar honing.'
REMARK = 'Twee dingen, dan is het rond.'
ASKED = {'greeted': 'Door wie?', 'words': 'Wat proefde u?'}


def question(name, kind, nl, en, **more):
    return {'id': name, 'type': kind, 'text': {'nl': nl, 'en': en}, **more}


def yes_no(name, nl, en):
    return question(name, 'yes_no', nl, en)


def scale(name, nl, en):
    return question(name, 'scale', nl, en, min=1, max=5)


def step(name, nl, en, feeling, *questions):
    return {'id': name, 'title': {'nl': nl, 'en': en}, 'channel': 'store', 'feeling': feeling,
            'questions': questions}


STREET = step('street', 'De straat', 'The street', True,
              yes_no('seen', 'Zag u de winkel meteen?', 'Did you see the shop at once?'),
              scale('window', 'Hoe mooi was de etalage?', 'How fine was the window?'))
DOOR = step('door', 'De ontvangst', 'The welcome', False,
            yes_no('greeted', 'Werd u begroet?', 'Were you greeted?'),
            scale('smile', 'Hoe vrolijk was de bakker?', 'How cheerful was the baker?'),
            question('queue', 'choice', 'Hoe lang was de rij?', 'How long was the queue?', choices=[
                {'id': 'none', 'label': {'nl': 'Geen rij', 'en': 'No queue'}},
                {'id': 'short', 'label': {'nl': 'Kort', 'en': 'Short'}},
                {'id': 'long', 'label': {'nl': 'Lang', 'en': 'Long'}}]),
            yes_no('clean', 'Was het schoon?', 'Was it clean?'),
            scale('choice', 'Hoe ruim was de keus?', 'How wide was the choice?'))
TILL = step('till', 'De kassa', 'The till', False,
            yes_no('price', 'Hing de prijs erbij?', 'Was the price shown?'),
            scale('speed', 'Hoe vlot ging het?', 'How quick was it?'))
TASTE = step('taste', 'Thuis', 'At home', True,
             yes_no('fresh', 'Was het brood vers?', 'Was the bread fresh?'),
             question('words', 'narrative', 'Hoe was het?', 'What was it like?'))
SCRIPT = {'passant': 1, 'id': 'bakker', 'version': 1, 'languages': ['nl', 'en'],
          'title': {'nl': 'Brood kopen', 'en': 'Buying bread'},
          'persona': {'name': {'nl': 'Sam', 'en': 'Sam'},
                      'text': {'nl': 'Eet graag brood.', 'en': 'Likes bread.'}},
          'briefing': BRIEFING, 'do': [], 'dont': [],
          'quiz': [{'id': 'loaf', 'prompt': {'nl': 'Wat koopt u?', 'en': 'What do you buy?'},
                    'choices': [{'id': 'bread', 'label': {'nl': 'Een brood', 'en': 'A loaf'}},
                                {'id': 'cake', 'label': {'nl': 'Een taart', 'en': 'A cake'}}],
                    'correct': 'bread'}],
          'phases': [{'id': 'arrive', 'title': {'nl': 'Aankomen', 'en': 'Arriving'},
                      'touchpoints': [STREET, DOOR]},
                     {'id': 'buy', 'title': {'nl': 'Kopen', 'en': 'Buying'},
                      'touchpoints': [TILL, TASTE]}]}
# What is said, another thing in each visit, so that an answer in the wrong one would show.
SAID = {FIRST: {'seen': 'yes', 'window': '5', 'greeted': 'no', 'smile': '4', 'queue': 'short',
                'clean': 'yes', 'choice': '3', 'price': 'yes', 'speed': '2', 'fresh': 'yes'},
        SECOND: {'seen': 'no', 'window': '2', 'fresh': 'no'},
        THIRD: {'seen': 'yes', 'window': '3', 'greeted': 'no'}}
FELT = {FIRST: (50, 30), SECOND: (-40, 20), THIRD: (10, -50)}


class Day:
    def __init__(self, tap, world, guest):
        self.tap, self.world, self.guest = tap, world, guest
        self.mine = Desk(guest.handheld.folder)
        self.visits = {}
        self.told = {place: {} for place in VISITED}
        self.felt = {place: [] for place in VISITED}

    # What is kept

    def name(self, place):
        return self.guest.location(place)['name']

    def facts(self, place, kind):
        return [fact['body'] for fact in ledger.visit_facts(self.guest.database, self.visits[place])
                if fact['kind'] == kind]

    def check_facts(self):
        """Everything that was tapped is in the visit it was tapped in, and nothing else is."""
        for place in self.visits:
            answers = {body['question']: body['value'] for body in self.facts(place, 'visit.answered')}
            assert answers == self.told[place], f'{place}: {answers}, told {self.told[place]}'
            felt = [body['touchpoint'] for body in self.facts(place, 'visit.felt')]
            assert felt == self.felt[place], f'{place}: {felt}, felt {self.felt[place]}'

    def sync(self):
        """Both have what the other said."""
        self.guest.sync()
        self.world.desk.sync()

    @staticmethod
    def states(side):
        return {visit['location']: (visit['state'], visit['revision'])
                for visit in side.ask('visit', 'list')['visits']}

    def check_states(self, **wanted):
        desk, handheld = self.states(self.world.desk), self.states(self.mine)
        assert desk == handheld == wanted, f'desk {desk}, handheld {handheld}, expected {wanted}'

    # What the finger does

    def answer(self, place, question, value):
        self.guest.answer(question, value)
        self.told[place][question['id']] = value

    def feel(self, place, touchpoint):
        before = self.guest.taps.count
        self.guest.feel(touchpoint, *FELT[place])
        assert self.guest.taps.count == before + 1, 'a feeling is one tap'
        self.felt[place].append(touchpoint['id'])

    def write(self, place, text):
        """The narrative, until it is kept whole."""
        entry = self.guest.entries(TASTE['questions'][1])[0]
        self.guest.commit(lambda: entry.set_text(text))
        wait_for('the words to be kept', lambda: text in [
            body['value'] for body in self.facts(place, 'visit.answered')])
        self.told[place]['words'] = text

    def next(self, touchpoint):
        self.guest.commit(self.guest.next)
        self.guest.here(touchpoint)

    def turn_to(self, place):
        """One tap; it is in front with no question asked."""
        name = self.guest.say('Visit: %s') % self.name(place)

        toggle = self.guest.app.find(role='toggle button', name=name)
        if not toggle.is_('pressed'):
            self.guest.commit(toggle.press)
            wait_for(f'{place} in front', lambda: self.guest.app.find(
                role='toggle button', name=name).is_('pressed'))

    def answer_step(self, place, touchpoint, following):
        """A tap for each question, and one for Next."""
        before = self.guest.taps.count
        for each in touchpoint['questions']:
            self.answer(place, each, SAID[place][each['id']])
        self.guest.commit(self.guest.button('Next', context='step').press)
        self.guest.here(following)
        taps = self.guest.taps.count - before
        print(f'# {touchpoint["id"]}: {taps} taps', flush=True)
        assert taps <= len(touchpoint['questions']) + 1, f'{taps} taps'

    def explain_all(self):
        """A reason to every doubt there is; how fast a driver taps may be one of them."""
        name = self.guest.say('It is right as it stands …')

        def count():
            return len(list(self.guest.app.frame.all(role='button', name=name)))

        self.guest.button('Finish the visit')
        for left in reversed(range(count())):
            self.guest.ask_to_explain()
            self.guest.explain('That is how it was')
            wait_for('the reason to stand there', lambda: count() == left)

    def take_back(self):
        """A reason that was given may go again; the doubt asks as before."""
        name = self.guest.say('It is right as it stands …')
        given = self.guest.say('Your reason: %s') % self.guest.say('That is how it was')

        def count():
            return len(list(self.guest.app.frame.all(role='button', name=name)))

        before = count()
        self.guest.app.find(role='button', name=given).press()
        self.guest.explain('No reason after all')
        wait_for('the reason to go', lambda: count() == before + 1)

    # The day

    def jobs_are_offered_and_claimed(self):
        guest = self.guest
        for place in VISITED:
            name = f'{guest.say("Claim")}: {self.name(place)}'
            guest.commit(guest.app.find(role='button', name=name, timeout=20).press)
            wait_for('the offer to go', lambda: not guest.app.has(role='button', name=name))
        self.sync()
        for side in (self.world.desk, self.mine):
            states = {each['location']: each['state']
                      for each in side.ask('assignment', 'list', '--all')['assignments']}
            assert states == {**{place: 'claimed' for place in VISITED}, LEFT: 'offered'}, states

    def briefing_and_quiz_come_first(self):
        guest = self.guest
        guest.open_job(FIRST)
        guest.shows(guest.text(BRIEFING))
        guest.button('Check yourself first')
        assert not guest.app.has(role='button', name=guest.say('Start'))
        guest.take_quiz()
        guest.button('Start')

    def three_visits_are_open(self):
        """Who has passed is not asked again for the same script."""
        guest = self.guest
        for place in VISITED:
            if place != FIRST:
                guest.go_home()
                guest.open_job(place)
                assert not guest.app.has(role='button', name=guest.say('Check yourself first'))
            guest.commit(guest.button('Start').press)
            guest.here(STREET)
            self.visits[place] = ledger.facts(guest.database, 'visit.opened')[-1]['subject']
        assert len(set(self.visits.values())) == len(VISITED)

    def visits_take_turns(self):
        """Question by question, each time in another visit; what was said before stands there still."""
        for number, each in enumerate(STREET['questions']):
            for place in VISITED:
                self.turn_to(place)
                if number:
                    is_yes = SAID[place]['seen'] == 'yes'
                    tile = self.guest.tiles(STREET['questions'][0], 2)[0 if is_yes else 1]
                    wait_for(f'{place} to show its own answer', lambda: tile.is_('pressed'))
                self.answer(place, each, SAID[place][each['id']])
                if number:
                    self.feel(place, STREET)
        self.check_facts()
        turned = ledger.facts(self.guest.database, 'visit.turned_to')
        assert {fact['subject'] for fact in turned} == set(self.visits.values()), turned

    def each_stands_where_it_was_left(self):
        self.turn_to(FIRST)
        self.next(DOOR)
        self.turn_to(THIRD)
        self.guest.here(STREET)

    def one_is_broken_off(self):
        self.next(DOOR)
        self.answer(THIRD, DOOR['questions'][0], SAID[THIRD]['greeted'])
        self.guest.break_off('The store was closed', WHY_BROKEN_OFF)
        self.guest.go_home()
        self.sync()
        self.check_states(zeist=('open', 0), bunnik=('open', 0), baarn=('broken_off', 1))
        shown = self.world.desk.ask('visit', 'show', self.visits[THIRD])
        assert shown['break_text'] == WHY_BROKEN_OFF, shown['break_text']

    def resume(self, place):
        name = self.guest.say('Continue: %s, %s').split('%s')[0] + self.name(place)
        self.guest.app.find(role='button', contains=name).press()
        wait_for('the visit', lambda: 'win.jump' in self.guest.app.frame.actions)

    def doubts(self, place):
        """The doubts that the desk sees, each with the guest's reason."""
        return {each['doubt']: each.get('explanation') for each in
                self.world.desk.ask('visit', 'show', self.visits[place])['doubts']}

    def two_are_handed_in(self):
        """The first with few words, the second without a feeling at its end: both are explained."""
        self.resume(FIRST)
        self.guest.here(DOOR)  # Where it was left for another visit.
        self.answer_step(FIRST, DOOR, TILL)
        self.answer_step(FIRST, TILL, TASTE)
        self.answer(FIRST, TASTE['questions'][0], SAID[FIRST]['fresh'])
        self.write(FIRST, THIN)
        self.feel(FIRST, TASTE)
        self.hand_in()
        self.resume(SECOND)
        self.guest.here(STREET)
        self.next(DOOR)
        self.next(TILL)
        self.next(TASTE)
        self.answer(SECOND, TASTE['questions'][0], SAID[SECOND]['fresh'])
        self.write(SECOND, FULL)
        self.guest.finish()
        self.explain_all()
        self.take_back()
        self.explain_all()
        self.guest.finish_visit()
        self.sync()
        self.check_facts()
        self.check_states(zeist=('finished', 1), bunnik=('finished', 1), baarn=('broken_off', 1))
        reason = self.guest.say('That is how it was')
        for place, doubt in ((FIRST, 'thin_narrative'), (SECOND, 'missing_feeling')):
            doubts = self.doubts(place)
            assert doubt in doubts and set(doubts.values()) == {reason}, f'{place}: {doubts}'

    def hand_in(self):
        self.guest.finish()
        self.explain_all()
        self.guest.finish_visit()

    def one_is_returned(self):
        """The guest sees which revision, the remark, and is let at what was named alone."""
        guest = self.guest
        self.world.desk.do('review', 'return', self.visits[FIRST], f'--remark={REMARK}',
                           *(f'--question={name}={text}' for name, text in ASKED.items()))
        self.world.desk.do('review', 'accept', self.visits[SECOND])
        self.world.desk.sync()
        self.sync()
        self.check_states(zeist=('returned', 1), bunnik=('accepted', 1), baarn=('broken_off', 1))
        guest.open_job(FIRST)
        guest.shows(guest.say('%s, revision %d') % (guest.say('Returned to you'), 1))
        guest.shows(REMARK)
        guest.button('Look again').press()
        guest.here(DOOR)
        guest.shows(REMARK)
        guest.shows(ASKED['greeted'])
        for each in DOOR['questions']:
            assert self.is_locked(each) == (each['id'] not in ASKED), each['id']
        self.tap_in_vain(DOOR['questions'][1])

    def is_locked(self, question):
        return self.guest.card(question).has(role='image',
                                             name=self.guest.say('Handed in; it stays as it is'))

    def tap_in_vain(self, question):
        """With a real finger, on what is no longer asked."""
        tile = self.guest.tiles(question, 5)[0]
        self.guest.bring(tile)
        before = ledger.count(self.guest.database)
        tile.click()
        time.sleep(0.5)
        assert ledger.count(self.guest.database) == before and not tile.is_('pressed')

    def it_is_mended(self):
        guest = self.guest
        self.answer(FIRST, DOOR['questions'][0], 'yes')
        guest.go_to(TASTE)
        guest.shows(ASKED['words'])
        assert self.is_locked(TASTE['questions'][0])
        self.write(FIRST, FULL)
        self.check_facts()
        self.hand_in()
        self.sync()
        self.check_states(zeist=('finished', 2), bunnik=('accepted', 1), baarn=('broken_off', 1))
        said = {each['question']: each['text'] for each in
                self.world.desk.ask('visit', 'show', self.visits[FIRST])['remarks']}
        assert said == ASKED, said
        assert 'thin_narrative' not in self.doubts(FIRST)

    def all_is_settled(self):
        guest = self.guest
        for place in (FIRST, THIRD):
            self.world.desk.do('review', 'accept', self.visits[place])
        self.world.desk.sync()
        self.sync()
        self.check_states(zeist=('accepted', 2), bunnik=('accepted', 1), baarn=('accepted', 1))
        for place, revision in ((FIRST, 2), (SECOND, 1)):
            guest.go_home()
            guest.open_job(place)
            guest.shows(guest.say('%s, revision %d') % (guest.say('Accepted'), revision))
        device = ledger.device_of(guest.database)
        assert ledger.lines(guest.database, device) == ledger.lines(self.world.hub.database, device)

    def pay(self):
        """What the desk says of each place: (state, cents)."""
        return {each['location']: (each['state'], each['amount_cents'])
                for each in self.world.desk.ask('pay', 'list')['pay']}

    def it_is_paid(self):
        """The desk says what it paid, the guest reads it, and what is due is no more than that."""
        guest, desk = self.guest, self.world.desk
        assert self.pay() == {place: ('due', 1500) for place in VISITED}, self.pay()
        jobs = {each['location']: each['assignment'] for each in
                desk.ask('assignment', 'list', '--all')['assignments']}
        desk.do('pay', 'mark', jobs[FIRST], '--remark=Met dank')
        desk.do('pay', 'mark', jobs[THIRD], '--amount=5')
        desk.sync()
        self.sync()
        assert self.pay() == {FIRST: ('paid', 1500), SECOND: ('due', 1500), THIRD: ('due', 1000)}, (
            self.pay())
        guest.go_home()
        guest.app.do('win.pay')
        for msgid in ('Due', 'Paid'):
            guest.app.find(role=('label', 'heading'), name=guest.say_in('pay', msgid))
        guest.shows('€ 25')
        guest.shows('€ 20')
        guest.shows('Met dank')
        if os.environ.get('PASSANT_SHOTS'):
            guest.app.screenshot(Path(os.environ['PASSANT_SHOTS']) / f'pay-{guest.language}.png')


def main():
    tap = Tap(f'day-{sys.argv[1]}')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'day'
    study = scratch / 'study'
    study.mkdir(parents=True)
    (study / 'study.json').write_text(json.dumps(STUDY), encoding='utf-8')
    (study / 'script.json').write_text(json.dumps(SCRIPT), encoding='utf-8')
    with World(scratch / 'world', study=study) as world:
        handheld = world.add_guest('sam', 'Sam', (*VISITED, LEFT))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Script(study), sys.argv[1]) as guest:
            tap.watch(guest.open().app)
            day = Day(tap, world, guest)
            for part in (day.jobs_are_offered_and_claimed, day.briefing_and_quiz_come_first,
                         day.three_visits_are_open, day.visits_take_turns,
                         day.each_stands_where_it_was_left, day.one_is_broken_off,
                         day.two_are_handed_in, day.one_is_returned, day.it_is_mended,
                         day.all_is_settled, day.it_is_paid):
                tap.case(part.__name__.replace('_', ' '), part)
                if tap.failed:
                    break  # Each part goes on where the one before it ended.
    return tap.done()


sys.exit(main())
