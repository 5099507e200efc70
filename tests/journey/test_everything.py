#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of question, rounds, filters and questions that others call for, by hand through the real app."""

import datetime
import os
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from everything import Places, prepare  # noqa: E402
from guest import Guest  # noqa: E402
from tap import Tap  # noqa: E402
from ui import wait_for  # noqa: E402
from world import World  # noqa: E402

# What is said in the course of the walk, as it is to be kept. A sha256 is only looked at for its length.
EXPECTED = {
    'sources': 'friends other', 'sources.other': 'Uit de krant', 'found_menu': 'yes',
    'expected': '25.50', 'province': 'zeeland', 'town': 'veere',
    'waited': '420', 'greeted': 'yes', 'spot': '51.5500 3.6700', 'table_code': 'TAFEL 7/b', 'dishes': '2',
    'staff.rounds': '2', 'role': 'waiter', 'friendly': '2', 'friendly.comment': 'Hij keek niet op.',
    'awake': 'no', 'role.2': 'other', 'role.other.2': 'De eigenaar', 'friendly.2': '5', 'awake.2': 'no',
    'name': 'Soep', 'taste': '8', 'name.2': 'Tosti', 'taste.2': '6',
    'bill.amount': '24.50', 'bill.time': '13:15', 'asked_at': '13:05', 'tip': '10',
    'mattered': 'people price food', 'story': 'Veere ligt er mooi bij, en de soep was warm.',
}
HASHED = ('bill', 'sound')


class Walk:
    """In Dutch, card by card: what a guest reads is what is looked for."""

    def __init__(self, guest):
        self.guest = guest
        self.app = guest.app

    def go(self, title):
        self.guest.next()
        self.app.find(role='heading', name=title)

    def card(self, text, within=None):
        return (within or self.app).find(role='grouping', name=text)

    def tap(self, text, *answers, within=None):
        for answer in answers:
            tile = self.card(text, within).find(role='toggle button', name=answer)
            self.guest.commit(tile.press)

    def press(self, name, within=None):
        button = (within or self.app).find(role='button', name=name)
        self.guest.commit(button.press)

    def type(self, text, *typed, within=None):
        entries = list(self.card(text, within).all(role=('text', 'entry')))

        def fill():
            for entry, words in zip(entries, typed):
                entry.set_text(words)

        self.guest.commit(fill)

    def pick(self, text, button, path):
        """A file, and then both facts: that it is here, and what it answers."""
        before = ledger.count(self.guest.database)
        self.card(text).find(role='button', name=button).press()
        self.guest.pick_file(path)
        if path.suffix == '.jpg':
            self.guest.keep_photo()
        wait_for(f'{path.name} to be kept', lambda: ledger.count(self.guest.database) >= before + 2, 20)
        time.sleep(0.6)

    def round(self, name):
        return self.app.find(role='grouping', name=name)

    # Touchpoint by touchpoint

    def website(self):
        day = next(node for node in self.card('Op welke dag keek je?').all(role='button')
                   if node.name.startswith('Overnemen: '))
        assert not answers(self.guest), 'nothing is an answer before the first tap'
        self.guest.commit(day.press)
        assert answers(self.guest)['looked_on'] == datetime.date.today().isoformat()
        self.tap('Waarvan ken je Het Veer?', 'Anders', 'Vrienden')
        self.type('Waarvan dan?', 'Uit de krant')
        self.tap('Vond je de lunchkaart?', 'Nee')
        self.card('Waar bleef je steken?')
        self.tap('Vond je de lunchkaart?', 'Ja')
        wait_for('the comment to go', lambda: not self.app.has(role='grouping',
                                                               name='Waar bleef je steken?'))
        self.card('Een schermafdruk van de kaart')
        self.type('Wat verwacht je kwijt te zijn?', '25,50')

    def filters(self):
        """A town that is not in the province any more stays to be seen, and is told."""
        province = 'In welke provincie ga je lunchen?'
        self.tap(province, 'Utrecht')
        self.tap('In welke plaats in Utrecht?', 'Zeist')
        assert not self.app.has(role='toggle button', name='Veere')
        self.tap(province, 'Zeeland')
        town = self.card('In welke plaats in Zeeland?')
        assert town.find(role='toggle button', name='Zeist').is_('pressed')
        self.guest.shows('Kies uit de antwoorden die hier worden aangeboden')
        assert answers(self.guest)['town'] == 'zeist', 'the answer is not lost'
        self.tap('In welke plaats in Zeeland?', 'Veere')
        wait_for('Zeist to go', lambda: not self.app.has(role='toggle button', name='Zeist'))

    def arrival(self):
        self.go('Aankomst')
        self.press('Nu', self.card('Wanneer kwam je binnen?'))
        came = datetime.datetime.fromisoformat(answers(self.guest)['came_at'])
        assert abs(datetime.datetime.now() - came) < datetime.timedelta(minutes=3), came
        self.type('Hoelang tot iemand je aansprak?', '7', '0')
        wait_for('seven minutes', lambda: answers(self.guest).get('waited') == '420')
        self.guest.shows('dat is lang')
        self.tap('Werd je begroet?', 'Ja')
        self.type('Waar zit je?', '51,5500 3,6700')
        self.guest.shows('51,5500° N, 3,6700° O')
        self.type('Scan de code op tafel', 'TAFEL 7/b')
        self.type('Hoeveel gerechten bestellen jullie?', '2')

    def staff(self):
        self.go('De bediening')
        self.press('Medewerker 2 toevoegen')
        self.press('Medewerker 3 toevoegen')
        wait_for('no more than three', lambda: not self.app.has(role='button', contains='toevoegen'))
        self.press('Medewerker 3 weghalen')
        first, second = self.round('Medewerker 1'), self.round('Medewerker 2')
        self.tap('Wie was het?', 'De ober', within=first)
        faces = list(self.card('Hoe vriendelijk? (De ober)', first).all(role='toggle button'))
        self.guest.commit(next(face for face in faces if face.name.startswith('2 ')).press)
        self.type('Waarom?', 'Hij keek niet op.', within=first)
        self.tap('Kies hier Nee', 'Nee', within=first)
        self.tap('Wie was het?', 'Iemand anders', within=second)
        self.type('Welke?', 'De eigenaar', within=second)
        self.tap('Kies hier Nee', 'Nee', within=second)

    def asks_first(self):
        """A round with answers is taken away only after a question."""
        before = ledger.count(self.guest.database)
        self.app.find(role='button', name='Medewerker 2 weghalen').press()
        self.app.find(role='button', name='Behouden').press()
        wait_for('the question to go', lambda: not self.app.has(role='button', name='Behouden'))
        assert ledger.count(self.guest.database) == before

    def finish_tells(self):
        """What is missing is told with its round, and leads there."""
        self.guest.finish()
        missing = self.app.find(role='button', contains='Medewerker 2: Hoe vriendelijk? (Iemand anders)')
        missing.press()
        second = self.round('Medewerker 2')
        faces = list(self.card('Hoe vriendelijk? (Iemand anders)', second).all(role='toggle button'))
        self.guest.commit(next(face for face in faces if face.name.startswith('5 ')).press)

    def dish(self):
        self.go('De gerechten')
        for number, (name, mark) in enumerate((('Soep', '8'), ('Tosti', '6')), 1):
            part = self.round(f'Gerecht {number}')
            self.type('Wat was het?', name, within=part)
            tiles = self.card(f'Hoe smaakte het? ({name})', part).all(role='toggle button')
            self.guest.commit(next(each for each in tiles if each.name.split()[0] == mark).press)
        assert not self.app.has(role='button', contains='toevoegen'), 'the script counts the dishes'

    def paying(self):
        self.go('Afrekenen')
        self.pick('De bon', 'Een foto uit de bestanden kiezen', self.guest.photos / 'receipt.jpg')
        self.type('Bedrag op de bon', '24,50')
        self.type('Tijd op de bon', '13.15')
        self.type('Hoe laat vroeg je om de rekening?', '1305')
        self.press('Overnemen: 10 %')
        self.tap('Wat telde het zwaarst?', 'Mensen', 'Eten')
        self.tap('Wat telde het zwaarst?', 'Prijs')
        self.press('Zet Prijs hoger')
        self.pick('Neem op hoe druk het klinkt', 'Kies een opname…', self.guest.photos / 'room.wav')
        self.type('Vertel hoe het ging in Veere', EXPECTED['story'])

    def finish(self):
        self.guest.finish()
        self.guest.finish_visit()


def answers(guest):
    """What counts, told from the facts."""
    said = {}
    for fact in ledger.facts(guest.database, 'visit.answered'):
        said[fact['body']['question']] = fact['body'].get('value')
    return {name: value for name, value in said.items() if value is not None}


def is_as_said(guest):
    kept = answers(guest)
    for name in ('looked_on', 'came_at'):
        kept.pop(name)
    for name in HASHED:
        assert len(kept.pop(name)) == 64, name
    differing = {name: (EXPECTED.get(name), kept.get(name)) for name in {*EXPECTED, *kept}
                 if EXPECTED.get(name) != kept.get(name)}
    assert not differing, f'expected and kept: {differing}'
    assert len(ledger.facts(guest.database, 'visit.finished')) == 1


def reaches_the_desk(world, guest):
    guest.handheld.sync()
    world.desk.sync()
    states = [visit['state'] for visit in world.desk.ask('visit', 'list')['visits']]
    assert states == ['finished'], states


def main():
    tap = Tap('everything')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'everything'
    study, files = prepare(scratch)
    with World(scratch / 'world', study=study) as world:
        handheld = world.add_guest('sam', 'Sam', ('veere',))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Places, 'nl', photos=files) as guest:
            guest.open()
            tap.watch(guest.app)
            guest.open_job('veere')
            guest.take_quiz()
            guest.press_start()
            walk = Walk(guest)
            for step in (walk.website, walk.filters, walk.arrival, walk.staff, walk.asks_first,
                         walk.finish_tells, walk.dish, walk.paying, walk.finish):
                tap.case(step.__name__.replace('_', ' '), step)
            tap.case('everything is kept as it was said', is_as_said, guest)
            tap.case('the visit reaches the desk', reaches_the_desk, world, guest)
    return tap.done()


sys.exit(main())
