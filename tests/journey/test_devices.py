#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the device does for the guest: where they are, what is new, when to be sparing, a buzz, staying awake, the desktop's
own menu; and all of it refused."""

import http.server
import json
import os
import sqlite3
import sys
import threading
import time
import urllib.parse
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import dbus  # noqa: E402
import ledger  # noqa: E402
import photos  # noqa: E402
import services  # noqa: E402
from guest import Guest  # noqa: E402
from script import Script  # noqa: E402
from tap import Tap  # noqa: E402
from ui import App, wait_for  # noqa: E402
from world import BIN, World, environment  # noqa: E402

SHOP = (52.09, 5.23)
PLACES = ('zeist', 'bunnik', 'baarn', 'leusden', 'houten', 'veenendaal', 'rhenen', 'soest', 'doorn')
SECRET = 'De Bakker'
STUDY = {'id': 'bakker_2026', 'title': {'nl': 'De bakker'}, 'client': SECRET, 'wave': '2026-4',
         'currency': 'EUR', 'pay_cents': 1500, 'script': 'script.json',
         'locations': [{'id': place, 'name': f'{SECRET}, {place.capitalize()}', 'address': 'Slotlaan 1',
                        'geo': f'{SHOP[0]},{SHOP[1]}'} for place in PLACES]}
GREETED = {'id': 'greeted', 'type': 'yes_no', 'text': {'nl': 'Werd je begroet?'}}
PAID = {'id': 'paid', 'type': 'money', 'text': {'nl': 'Wat betaalde je?'}}
QUEUE = {'id': 'queue', 'type': 'duration', 'text': {'nl': 'Hoe lang stond je in de rij?'}}
WINDOW = {'id': 'window', 'type': 'photo', 'text': {'nl': 'Toon de etalage'}}
SITE = {'id': 'site', 'type': 'yes_no', 'text': {'nl': 'Werkte de site?'}}
SCRIPT = {'passant': 1, 'id': 'bakker', 'version': 1, 'languages': ['nl'],
          'title': {'nl': 'Brood kopen'}, 'legal': {'photos': True},
          'phases': [{'id': 'shop', 'title': {'nl': 'De winkel'}, 'touchpoints': [
              {'id': 'web', 'title': {'nl': 'De site'}, 'channel': 'web', 'feeling': False,
               'questions': [SITE]},
              {'id': 'welcome', 'title': {'nl': 'De ontvangst'}, 'channel': 'store',
               'feeling': False, 'questions': [GREETED, QUEUE]},
              {'id': 'till', 'title': {'nl': 'De kassa'}, 'channel': 'store', 'feeling': False,
               'questions': [PAID, WINDOW]}]}]}
# Frame to frame on a busy machine; what hangs takes 25 seconds.
PATIENCE_S = 10
# Longer than the longest first pause of a device that was asked nothing.
LEAVE_ALONE_S = 18
APP = 'io.github.passant_survey.Passant'


class BusyHub(http.server.ThreadingHTTPServer):
    """In the hub's place: asks everybody to come back later, and remembers when they came."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.came.append(time.monotonic())
            self.send_response(503)
            self.send_header('Passant-Protocol', '1')
            self.send_header('Retry-After', str(LEAVE_ALONE_S))
            self.send_header('Content-Length', '0')
            self.end_headers()

        def log_message(self, *_):
            pass

    def __init__(self, port):
        super().__init__(('127.0.0.1', port), self.Handler)
        self.came = []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Day:
    """One handheld, opened anew for each part with the services of that part."""

    def __init__(self, tap, world, handheld, scratch):
        self.tap, self.world, self.handheld, self.scratch = tap, world, handheld, scratch
        self.guest = None

    def open(self, pictures=None):
        self.guest = Guest(self.handheld, Script(self.world.study), 'nl', pictures,
                           env={'GIO_USE_NETWORK_MONITOR': 'networkmanager'})
        self.guest.open()
        self.tap.watch(self.guest.app)
        return self.guest

    def fixes(self):
        """Those of the visit that was opened last."""
        visit = ledger.facts(self.handheld.database, 'visit.opened')[-1]['subject']
        return [fact['body'] for fact in ledger.visit_facts(self.handheld.database, visit)
                if fact['kind'] == 'visit.located']

    def begin(self, place):
        """From wherever the app came up."""
        self.guest.go_home()
        self.guest.open_job(place)
        self.guest.press_start()
        self.guest.app.find(role='heading', name='De site')

    def enter(self, title):
        self.guest.commit(lambda: self.guest.app.do('win.next'))
        self.guest.app.find(role='heading', name=title)

    # Where the guest is

    def refused(self):
        """Every portal says no: the visit goes on as if nothing were."""
        with services.location(answer=1) as portal:
            with self.open() as guest:
                self.begin('zeist')
                guest.answer(SITE, 'yes')
                self.enter('De ontvangst')
                guest.answer(GREETED, 'yes')
                wait_for('the portal to be asked', lambda: portal.calls('Start'))
                self.enter('De kassa')
                time.sleep(0.5)
                assert len(portal.calls('Start')) == 1, 'who says no is not asked again'
        assert not self.fixes()

    def without_any(self):
        """No portal, no service at all."""
        with self.open() as guest:
            self.begin('bunnik')
            self.enter('De ontvangst')
            guest.answer(GREETED, 'no')
            assert guest.tiles(GREETED, 2)[1].is_('pressed')
            guest.go_home()
        assert not self.fixes()

    def located(self):
        """One fix for the store, none at home, and the portal is left alone in between."""
        with services.location(latitude=SHOP[0] + 0.0004, longitude=SHOP[1], accuracy=20) as portal:
            with self.open() as guest:
                self.begin('baarn')
                wait_for('leave to be asked for at the opening', lambda: portal.calls('Start'))
                guest.answer(SITE, 'yes')
                assert not self.fixes(), 'where the guest reads a web site is nobody\'s business'
                self.enter('De ontvangst')
                wait_for('a fix', self.fixes)
                self.enter('De kassa')
                time.sleep(1)
                assert len(portal.calls('CreateSession')) <= 3, 'two minutes have not passed'
                fix, = self.fixes()
                assert fix['how'] == 'device' and fix['touchpoint'] == 'welcome', fix
                assert fix['latitude'] == SHOP[0] + 0.0004 and fix['accuracy_m'] == 20, fix
                self.is_told(guest)

    def is_told(self, guest):
        guest.app.do('win.finish')
        guest.app.find(role='heading', name='Ter plaatse')
        guest.shows('Het is duidelijk dat je er was')
        guest.shows('ongeveer 45 m vandaan')
        if os.environ.get('PASSANT_SHOTS'):
            guest.app.screenshot(Path(os.environ['PASSANT_SHOTS']) / 'presence.png')
        assert not guest.app.has(role='button', name='Ik ben hier')

    def by_hand(self):
        """Where no device helps, the guest's word is noted."""
        with self.open() as guest:
            self.begin('leusden')
            guest.app.do('win.finish')
            guest.shows('Er is weinig dat iets zegt')
            guest.commit(guest.button('I am here').press)
            wait_for('the button to go', lambda: not guest.app.has(role='button', name='Ik ben hier'))
            assert self.fixes()[-1]['how'] == 'said'

    def desk_knows(self):
        self.handheld.sync()
        self.world.desk.sync()
        visits = self.world.desk.ask('visit', 'list')['visits']
        shown = [self.world.desk.ask('visit', 'show', visit['visit']) for visit in visits]
        there = next(each for each in shown if each['location'] == 'baarn')['presence']
        assert there['verdict'] == 'clear', there
        assert there['reasons'][0]['reason'] == 'near' and there['reasons'][0]['points'] == 60
        assert there['reasons'][0]['distance_m'] == 45, there

    # Network and battery

    def take_photo(self):
        with self.open(photos.make(self.scratch / 'photos')) as guest:
            self.begin('houten')
            self.enter('De ontvangst')
            self.enter('De kassa')
            guest.answer(WINDOW, 'window.jpg')
            guest.go_home()
        sha256, = [fact['body']['sha256'] for fact in
                   ledger.facts(self.handheld.database, 'visit.evidenced')]
        return sha256

    def is_on_hub(self, sha256):
        return any(path.stat().st_size > 0 for path in self.world.hub.folder.rglob(f'*{sha256}*'))

    def sparing(self):
        """Over a network that is paid by the byte answers go, and photos wait until it is another."""
        sha256 = self.take_photo()
        with services.network(metered=1) as network, self.open() as guest:
            guest.shows('1 foto wacht op een netwerk zonder datakosten', 30)
            acked, = ledger.rows(self.handheld.database, 'SELECT acked FROM enrolment')[0]
            assert acked == ledger.count(self.handheld.database)
            assert not self.is_on_hub(sha256)
            network.set(Metered=dbus.UInt32(2))
            wait_for('the photo to go', lambda: self.is_on_hub(sha256), 30)

    def saving(self):
        """While the device saves power nothing goes by itself, but what the guest asks for does."""
        with services.power() as power:
            power.set(ActiveProfile='power-saver')
            before = self.synced_ms()
            with self.open() as guest:
                guest.go_home()
                guest.shows('Wacht zolang dit apparaat energie spaart', 30)
                assert self.synced_ms() == before
                guest.sync()
                assert self.synced_ms() > before
                power.set(ActiveProfile='balanced')

    def synced_ms(self):
        return ledger.rows(self.handheld.database, 'SELECT synced_ms FROM enrolment')[0][0]

    def left_alone(self):
        """A hub that asks to be left alone for a while is."""
        self.world.hub.stop()
        with BusyHub(self.world.hub.port) as hub, self.open():
            wait_for('the first try', lambda: hub.came, 30)
            time.sleep(0.5)
            first, tries = hub.came[-1], len(hub.came)
            wait_for('the next one', lambda: len(hub.came) > tries, 3 * LEAVE_ALONE_S)
            waited_s = hub.came[tries] - first
        self.world.hub.start()
        assert waited_s > LEAVE_ALONE_S - 1, f'{waited_s:.1f} s'

    # A buzz, and staying awake

    def buzzes(self):
        """Each tap that is kept, and nothing else; not at all where the guest wants none."""
        with services.feedback() as feedback, self.open() as guest:
            self.begin('veenendaal')
            time.sleep(1)
            before = len(feedback.calls('TriggerFeedback'))
            guest.answer(SITE, 'yes')
            wait_for('a buzz', lambda: len(feedback.calls('TriggerFeedback')) > before)
            app, event, *_ = feedback.calls('TriggerFeedback')[-1]
            assert (app, event) == (APP, 'button-pressed'), (app, event)

    def stays_awake(self):
        """While a stopwatch runs, and no longer; nobody who looks at the system learns what for."""
        with services.sessions() as sessions, self.open() as guest:
            guest.app.find(role='heading', name='De site')
            self.enter('De ontvangst')
            assert not sessions.calls('Inhibit')
            card = guest.card(QUEUE)
            guest.commit(card.find(role=('button', 'toggle button'), name=guest.say('Start the stopwatch')).press)
            wait_for('the device to be kept awake', lambda: sessions.calls('Inhibit'))
            app, _, reason, flags = sessions.calls('Inhibit')[0]
            assert flags == 4 and SECRET not in str((app, reason)), (app, reason, flags)
            guest.commit(guest.card(QUEUE).find(role=('button', 'toggle button'),
                                                name=guest.say('Stop the stopwatch')).press)
            wait_for('it to be let go', lambda: sessions.calls('Uninhibit'))
            assert len(sessions.calls('Inhibit')) == 1

    # The desktop's own menu

    def start_as_a_service(self):
        """As the bus does it when a menu is used: in the user's own folder."""
        home = self.scratch / 'home'
        home.mkdir(exist_ok=True)
        if not (home / 'passant').exists():
            (home / 'passant').symlink_to(self.handheld.folder)
        app = App([BIN / 'passant', '--gapplication-service'], 'passant',
                  env={**environment('nl'), 'XDG_DATA_HOME': str(home)})
        bus = dbus.SessionBus(private=True)
        wait_for('the service', lambda: bus.name_has_owner(APP), 20)
        place = bus.get_object(APP, '/' + APP.replace('.', '/'))
        return app, dbus.Interface(place, 'org.freedesktop.Application')

    def desktop_actions(self):
        """From the launcher, with no app running: "Go on where I left off" opens the visit noted in last, "Sync now"
        syncs."""
        home = self.guest
        with self.open() as guest:
            guest.go_home()
        app, menu = self.start_as_a_service()
        with app:
            menu.ActivateAction('resume', dbus.Array(signature='v'), dbus.Dictionary(signature='sv'))
            app.wait()
            app.find(role='heading', name='De ontvangst')
            before = self.synced_ms()
            menu.ActivateAction('sync', dbus.Array(signature='v'), dbus.Dictionary(signature='sv'))
            wait_for('a sync', lambda: self.synced_ms() > before, 30)
            app.find(role='heading', name='De ontvangst')
        assert home.app.process.poll() is not None

    def link(self):
        return f'passant://enrol?u={urllib.parse.quote(self.world.hub.url, "")}&t={self.handheld.new_code()}'

    def links_are_not_sent(self):
        """One that is opened stands in the field, as does the next one; the guest sends it, and it is used only then."""
        with self.open() as guest:
            guest.go_home()
        service, menu = self.start_as_a_service()
        with service as app:
            for link in ('passant://enrol?u=http%3A%2F%2F127.0.0.1%3A9&t=ABCD-EFGH', self.link()):
                menu.Open(dbus.Array([link], signature='s'), dbus.Dictionary(signature='sv'))
                app.wait()
                app.find(role='heading', name=self.guest.say('Enrol again'))
                wait_for(link, lambda: [node.text for node in app.frame.all(role='text')] == [link])
                time.sleep(1)
                assert app.has(role='button', name=self.guest.say('Enrol this device'))
            app.find(role='button', name=self.guest.say('Enrol this device')).press()
            app.find(role='button', name=self.guest.say('Outbox'), timeout=20)
            app.tell(self.guest.say('The hub lets this device in again'))

    def what_is_asked_stays(self):
        """A key, a menu or a notice that leads elsewhere under a question does not turn its answer to something else."""
        with self.open() as guest:
            guest.app.find(role='heading', name='De ontvangst')
            guest.commit(lambda: guest.app.do('win.back'))
            guest.app.find(role='heading', name='De site')
            guest.app.do('win.redo')
            again = guest.button('Start afresh')
            guest.commit(lambda: guest.app.do('win.next'))
            again.press()
            wait_for('the fresh start', lambda: ledger.facts(self.handheld.database, 'visit.redone'))
            redone, = ledger.facts(self.handheld.database, 'visit.redone')
            assert redone['body']['touchpoint'] == 'web', redone['body']

    def begun_once(self):
        """Who taps "Start" again while the disk is slow begins one visit."""
        with self.open() as guest:
            guest.go_home()
            guest.open_job('rhenen')
            guest.claim()
            before = len(ledger.facts(self.handheld.database, 'visit.opened'))
            disk = sqlite3.connect(self.handheld.database, isolation_level=None)
            disk.execute('BEGIN IMMEDIATE')
            guest.button('Start').press()
            time.sleep(0.3)
            guest.app.do('win.outbox')
            guest.button('Receipt')
            next(node for node in guest.app.frame.all(role='grouping')
                 if 'navigation.pop' in node.actions).act('navigation.pop')
            guest.button('Start').press()
            time.sleep(0.3)
            disk.execute('ROLLBACK')
            disk.close()
            guest.app.find(role='heading', name='De site', timeout=20)
            time.sleep(1)
            assert len(ledger.facts(self.handheld.database, 'visit.opened')) == before + 1

    # Notices

    def tell_elsewhere(self, guest, notices, place):
        """A job is offered while another app is in front; the last notice."""
        before = len(notices.calls('Notify'))
        self.world.desk.do('assignment', 'offer', f'--study={STUDY["id"]}', '--shopper=sam',
                           f'--location={place}')
        self.world.desk.sync()
        guest.app.do('win.sync')
        wait_for('a notice', lambda: len(notices.calls('Notify')) > before, 30)
        guest.sync()
        *_, told = notices.calls('Notify')
        assert len(notices.calls('Notify')) == before + 1
        return told

    def other_app(self):
        return App(self.world.handhelds['pim'].command, 'passant', env=environment('nl'))

    def notices(self):
        """Something new while the guest looks elsewhere is told once, gives nothing away, and leads there."""
        with services.notices() as notices, self.open() as guest:
            with self.other_app().wait():
                told = self.tell_elsewhere(guest, notices, 'soest')
                assert 'Er is iets voor je' in told, told
                assert SECRET not in str(told) and 'Soest' not in str(told), told
                assert not notices.calls('CloseNotification')
            guest.app.pointer.click(*guest.app.frame.at(0.5, 0.4))
            wait_for('it to be taken back', lambda: notices.calls('CloseNotification'), 20)
            with self.other_app().wait():
                self.tell_elsewhere(guest, notices, 'doorn')
                notices.mock.EmitSignal('', 'ActionInvoked', 'us', [dbus.UInt32(2), 'default'])
                guest.app.find(role='heading', name=guest.location('doorn')['name'])

    # Services that hang

    def hanging(self):
        """A system that does not answer keeps nobody waiting for the first page."""
        with services.network() as network, services.power() as power, services.location() as portal:
            for service in (network, power, portal):
                service.hang()
            began = time.monotonic()
            with self.open() as guest:
                took_s = time.monotonic() - began
                guest.app.find(role='heading')
            for service in (network, power, portal):
                service.wake()
        assert took_s < PATIENCE_S, f'{took_s:.1f} s'


def main():
    tap = Tap('devices')
    session = Path(os.environ['PASSANT_SESSION'])
    scratch = session / 'devices'
    study = scratch / 'study'
    study.mkdir(parents=True)
    (study / 'study.json').write_text(json.dumps(STUDY), encoding='utf-8')
    (study / 'script.json').write_text(json.dumps(SCRIPT), encoding='utf-8')
    with services.SystemBus(session), World(scratch / 'world', study=study) as world:
        world.add_guest('pim', 'Pim', ())
        handheld = world.add_guest('sam', 'Sam', PLACES[:-2])
        handheld.enrol()
        handheld.sync()
        day = Day(tap, world, handheld, scratch)
        for name in ('refused', 'without_any', 'located', 'by_hand', 'desk_knows', 'sparing', 'saving',
                     'left_alone', 'notices', 'buzzes', 'stays_awake', 'desktop_actions',
                     'what_is_asked_stays', 'begun_once', 'links_are_not_sent', 'hanging'):
            part = getattr(day, name)
            tap.case(name.replace('_', ' '), part)
    sys.exit(tap.done())


if __name__ == '__main__':
    main()
