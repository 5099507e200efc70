#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A new version of the script while a visit is open: shown first, refused, then taken."""

import json
import os
import sqlite3
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
from world import World  # noqa: E402

STUDY = {'id': 'bakker_2026', 'title': {'nl': 'De bakker'}, 'client': 'De Bakker', 'wave': '2026-4',
         'currency': 'EUR', 'pay_cents': 1500, 'script': 'script.json',
         'locations': [{'id': 'zeist', 'name': 'De Bakker, Zeist', 'address': 'Slotlaan 1, Zeist',
                        'geo': '52.09,5.23'}]}
BANNER = 'Er is een nieuwere versie van dit script'
GREETED = {'id': 'greeted', 'type': 'yes_no', 'text': {'nl': 'Werd je begroet?'}}
SMILE = {'id': 'smile', 'type': 'scale', 'min': 1, 'max': 5, 'text': {'nl': 'Hoe vrolijk was de bakker?'}}
SONG = {'id': 'song', 'type': 'text', 'text': {'nl': 'Welk liedje klonk er?'}}
SMELL = {'id': 'smell', 'type': 'yes_no', 'text': {'nl': 'Rook het naar brood?'}}
PAID = {'id': 'paid', 'type': 'money', 'text': {'nl': 'Wat betaalde je?'}}


def script(version, *questions):
    return {'passant': 1, 'id': 'bakker', 'version': version, 'languages': ['nl'],
            'title': {'nl': 'Brood kopen'},
            'persona': {'name': {'nl': 'Sam'}, 'text': {'nl': 'Eet graag brood.'}},
            'briefing': {'nl': 'Koop een brood.'}, 'do': [], 'dont': [], 'quiz': [],
            'phases': [{'id': 'shop', 'title': {'nl': 'De winkel'}, 'touchpoints': [
                {'id': 'welcome', 'title': {'nl': 'De ontvangst'}, 'channel': 'store', 'feeling': False,
                 'questions': list(questions)},
                {'id': 'till', 'title': {'nl': 'De kassa'}, 'channel': 'store', 'feeling': False,
                 'questions': [PAID]}]}]}


class Walk:
    def __init__(self, world, guest):
        self.world = world
        self.guest = guest
        self.app = guest.app

    def publish(self, folder, version, *questions):
        text = json.dumps(script(version, *questions), ensure_ascii=False)
        (folder / 'script.json').write_text(text, encoding='utf-8')

    def said(self, kind):
        return ledger.facts(self.guest.database, kind)

    def begin(self):
        guest = self.guest
        guest.open_job('zeist')
        guest.press_start()
        self.app.find(role='heading', name='De ontvangst')
        guest.answer(GREETED, 'yes')
        guest.answer(SMILE, '4')
        guest.answer(SONG, 'Vlieg met me mee')
        guest.next()
        self.app.find(role='heading', name='De kassa')
        guest.answer(PAID, '3.20')
        assert not self.app.has(role='button', name='Bekijken …')

    def is_told(self):
        """The desk publishes version 2 and moves what is under way; nothing changes by itself."""
        desk = self.world.desk
        self.publish(self.world.study, 2, GREETED,
                     {**SMILE, 'text': {'nl': 'Hoe vrolijk was wie je hielp?'}}, SMELL)
        desk.do('study', 'load', self.world.study)
        desk.do('assignment', 'move', '--script=latest')
        desk.sync()
        self.guest.sync()
        self.app.find(role='button', name='Bekijken …', timeout=20)
        self.guest.shows(BANNER)
        assert not self.said('visit.migrated')

    def is_shown_first(self):
        self.app.find(role='button', name='Bekijken …').press()
        self.app.find(role='heading', name='Telt niet meer mee, maar blijft bij je notities')
        self.guest.shows('Welk liedje klonk er?')
        self.guest.shows('Vlieg met me mee')
        self.app.find(role='heading', name='Nog eens bekijken')
        self.guest.shows('Hoe vrolijk was de bakker?')
        self.app.find(role='heading', name='Nieuwe vragen')
        self.guest.shows('Rook het naar brood?')

    def can_be_refused(self):
        self.app.find(role='button', name='Bij versie 1 blijven').press()
        wait_for('the banner to go', lambda: not self.app.has(role='button', name='Bekijken …'))
        assert not self.said('visit.migrated')
        assert self.app.has(role='heading', name='De kassa')

    def waits_for_what_is_not_kept(self):
        """What the disk refused is about the version it was said in: no other before it is kept."""
        disk = sqlite3.connect(self.guest.database, isolation_level=None)
        disk.execute('BEGIN IMMEDIATE')
        self.guest.entries(PAID)[0].set_text('3,25')
        retry = self.app.find(role='button', name=self.guest.say('Retry'), timeout=30)
        self.app.do('win.version')
        time.sleep(0.5)
        assert not self.app.has(role='button', name='Overstappen op versie 2')
        disk.execute('ROLLBACK')
        disk.close()
        self.guest.commit(retry.press)
        self.guest.answer(PAID, '3.20')

    def is_taken(self):
        """Later, from the menu. The guest stands where they stood."""
        self.app.do('win.version')
        self.guest.commit(self.app.find(role='button', name='Overstappen op versie 2').press)
        moved = self.said('visit.migrated')
        assert [fact['body'].get('dropped') for fact in moved] == [['song']], moved
        self.app.find(role='heading', name='De kassa')
        entry = self.guest.entries(PAID)[0]
        assert entry.text == '3,20', entry.text

    def goes_on(self):
        guest = self.guest
        self.app.do('win.back')
        self.app.find(role='heading', name='De ontvangst')
        self.app.find(role='grouping', name='Hoe vrolijk was wie je hielp?')
        assert not self.app.has(role='grouping', name='Welk liedje klonk er?')
        assert guest.tiles(GREETED, 2)[0].is_('pressed'), 'what was said still stands'
        guest.answer(SMELL, 'yes')

    def survives(self):
        """After a kill the visit is still on version 2."""
        self.app.kill()
        self.guest.open()
        self.app = self.guest.app
        self.app.find(role='heading', name='De ontvangst', timeout=20)
        assert self.guest.tiles(SMELL, 2)[0].is_('pressed')
        assert not self.app.has(role='button', name='Bekijken …')

    def is_handed_in(self):
        self.guest.finish()
        self.guest.finish_visit()
        self.guest.handheld.sync()
        self.world.desk.sync()
        states = [visit['state'] for visit in self.world.desk.ask('visit', 'list')['visits']]
        assert states == ['finished'], states


def main():
    tap = Tap('versions')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'versions'
    study = scratch / 'study'
    study.mkdir(parents=True)
    (study / 'study.json').write_text(json.dumps(STUDY), encoding='utf-8')
    (study / 'script.json').write_text(json.dumps(script(1, GREETED, SMILE, SONG)), encoding='utf-8')
    with World(scratch / 'world', study=study) as world:
        handheld = world.add_guest('sam', 'Sam', ('zeist',))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Script(study), 'nl') as guest:
            guest.open()
            tap.watch(guest.app)
            walk = Walk(world, guest)
            for step in (walk.begin, walk.is_told, walk.is_shown_first, walk.can_be_refused,
                         walk.waits_for_what_is_not_kept,
                         walk.is_taken, walk.goes_on, walk.survives, walk.is_handed_in):
                tap.case(step.__name__.replace('_', ' '), step)
    return tap.done()


sys.exit(main())
