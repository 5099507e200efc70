#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong is told in a sentence, and everything captured is still there."""

import http.server
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
from guest import Guest  # noqa: E402
from plan import story  # noqa: E402
from script import Script  # noqa: E402
from tap import Skip, Tap  # noqa: E402
from world import STUDY, Refused, World  # noqa: E402

PLACE = 'utrecht_centrum'
NOTEBOOK_BYTES = 24 * 1024 * 1024


class Page(http.server.BaseHTTPRequestHandler):
    """A captive portal: a page with 200 for whatever is asked."""

    def answer(self):
        body = b'<!DOCTYPE html><title>Wifi</title><p>Please sign in to the shop\'s wifi.'
        self.send_response(200)
        self.send_header('Content-Type', 'text/html')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_HEAD = answer

    def log_message(self, *_):
        pass


@contextmanager
def captive_portal():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f'http://127.0.0.1:{server.server_port}'
    finally:
        server.shutdown()


@contextmanager
def small_disk(folder):
    folder.mkdir()
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={NOTEBOOK_BYTES}', 'tmpfs', folder],
                      capture_output=True).returncode:
        raise Skip('mounting a small disk is not allowed here')
    try:
        yield folder
    finally:
        subprocess.run(['umount', '-l', folder], check=True)


class BadInput:
    def __init__(self, tap, world, scratch):
        self.tap = tap
        self.world = world
        self.scratch = scratch
        self.script = Script(STUDY)

    def guest(self, name, language='en'):
        handheld = self.world.add_guest(name, name.title(), (PLACE,))
        return Guest(handheld, self.script, language)

    def opened(self, guest):
        guest.open()
        self.tap.watch(guest.app)
        return guest

    def wrong_code(self):
        with self.guest('bert') as guest:
            self.opened(guest).enrol('ABCD-EFGH')
            guest.shows('The hub does not know this code')

    def used_code(self):
        first = self.world.add_guest('carla', 'Carla', (PLACE,))
        code = first.new_code()
        with self.guest('dirk') as guest, Guest(first, self.script, 'en') as owner:
            self.opened(owner).enrol(code)
            owner.app.find(role='button', contains=owner.location(PLACE)['name'], timeout=20)
            owner.app.stop()
            self.opened(guest).enrol(code)
            guest.shows('This code has been used on another device already')

    def page_for_a_hub(self):
        with self.guest('els') as guest, captive_portal() as address:
            guest.handheld.hub = type('Portal', (), {'url': address})
            self.opened(guest).enrol('ABCD-EFGH')
            label = guest.app.find(role='label', contains='hub')
            assert '<' not in label.name and 'JSON' not in label.name, label.name

    def no_hub_at_all(self):
        with self.guest('frits') as guest:
            guest.handheld.hub = type('Nowhere', (), {'url': 'http://127.0.0.1:9'})
            self.opened(guest).enrol('ABCD-EFGH')
            guest.shows('The hub did not answer')

    def in_their_language(self):
        with self.guest('saskia', 'nl') as guest:
            guest.handheld.hub = type('Nowhere', (), {'url': 'http://127.0.0.1:9'})
            self.opened(guest).enrol('ABCD-EFGH')
            guest.shows('De hub antwoordde niet. Alles is bewaard op dit apparaat')

    def from_the_future(self):
        guest = self.with_notes('gerda')
        with closing(sqlite3.connect(guest.database)) as connection:
            connection.execute('PRAGMA user_version = 999')
            connection.commit()
        before = guest.database.read_bytes()
        with guest:
            self.opened(guest)
            guest.shows('Your notes cannot be opened')
            guest.shows('newer Passant')
            guest.app.stop()
        assert guest.database.read_bytes() == before, 'the database was touched'

    def truncated(self):
        guest = self.with_notes('henk')
        with closing(sqlite3.connect(guest.database)) as connection:
            connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')
        size = guest.database.stat().st_size
        with open(guest.database, 'r+b') as file:
            file.truncate(size // 3)
        before = guest.database.read_bytes()
        with guest:
            self.opened(guest)
            guest.shows('Your notes cannot be opened')
            guest.app.stop()
        assert guest.database.read_bytes() == before, 'the database was touched'

    def with_notes(self, name):
        guest = self.guest(name)
        guest.handheld.enrol()
        guest.handheld.sync()
        return guest

    def full_disk(self):
        with small_disk(self.scratch / 'full') as folder:
            self.fill_up(folder)

    def full_from_the_start(self):
        """So full that the database cannot even be opened; once there is room, all is there."""
        with small_disk(self.scratch / 'fuller') as folder:
            handheld = self.world.add_guest('joke', 'Joke', (PLACE,))
            handheld.folder = folder / 'joke'
            handheld.enrol()
            handheld.sync()
            with open(folder / 'filler', 'wb', buffering=0) as file:
                self.pour(file)
            try:
                handheld.sync()
            except Refused as refused:
                assert 'There is no space left on this device' in str(refused), str(refused)
            else:
                raise AssertionError('a full disk was never told')
            (folder / 'filler').unlink()
            handheld.sync()

    def fill_up(self, folder):
        handheld = self.world.add_guest('ineke', 'Ineke', (PLACE,))
        handheld.folder = folder / 'ineke'
        handheld.enrol()
        handheld.sync()
        touchpoint = self.script.touchpoints[0]
        question = touchpoint['questions'][0]
        with Guest(handheld, self.script, 'en', log=self.scratch / 'ineke.log') as guest:
            self.opened(guest).open_job(PLACE)
            guest.start()
            guest.answer(question, story().answers[question['id']])
            kept = ledger.lines(guest.database, ledger.device_of(guest.database))
            filler = folder / 'filler'
            with open(filler, 'wb', buffering=0) as file:
                self.pour(file)
            self.tap_until_refused(guest, question)
            filler.unlink()
            guest.button('Retry').press()
            guest.commit(lambda: None, facts=0)
            time.sleep(1)
            now = ledger.lines(guest.database, ledger.device_of(guest.database))
            assert all(now.get(seq) == line for seq, line in kept.items()), 'facts are gone'
            assert len(now) > len(kept), 'the refused note was not kept on the second try'

    @staticmethod
    def pour(file):
        """Until not a byte more fits."""
        for size in (65536, 4096, 1):
            try:
                while True:
                    if file.write(b'x' * size) < size:
                        break
            except OSError:
                pass

    def tap_until_refused(self, guest, question):
        """What the database had room for already still fits; then a banner says so."""
        tiles = guest.tiles(question, 2)
        for number in range(400):
            tiles[number % 2].press()
            time.sleep(0.03)
            if guest.app.has(contains='Your last note is not kept yet'):
                return
        raise AssertionError('a full disk was never told')


def main():
    tap = Tap('bad-input')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'bad-input'
    with World(scratch / 'world') as world:
        bad = BadInput(tap, world, scratch)
        tap.case('a wrong code is told', bad.wrong_code)
        tap.case('a used code is told', bad.used_code)
        tap.case('a page where a hub should be is told', bad.page_for_a_hub)
        tap.case('no hub at all is told', bad.no_hub_at_all)
        tap.case('a Dutch guest is told in Dutch', bad.in_their_language)
        tap.case('a database from the future is left alone', bad.from_the_future)
        tap.case('a truncated database is left alone', bad.truncated)
        tap.case('a full disk loses nothing, and the note is kept later', bad.full_disk)
        tap.case('a disk that is full from the start is told', bad.full_from_the_start)
    shutil.rmtree(scratch, ignore_errors=True)
    return tap.done()


sys.exit(main())
