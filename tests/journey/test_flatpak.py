#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The app as a Flatpak, in its own sandbox, where every portal refuses: built, installed, walked.

    session.sh -- test_flatpak.py

The runtime is a stand-in made of this system's own /usr: it shows what the manifest builds and what
the sandbox lets in, not that the real runtime's versions fit. Takes minutes and 3 GB, so it belongs
to tests/run --soak; the folder stays for the next time and goes with the build.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent),
                str(Path(__file__).resolve().parents[1] / 'support')]
import ledger  # noqa: E402
from guest import Guest  # noqa: E402
from gi.repository import Atspi  # noqa: E402
from plan import story  # noqa: E402
from script import Script  # noqa: E402
from tap import Skip, Tap  # noqa: E402
from ui import App, Node, wait_for  # noqa: E402
from world import STUDY, TOP, World  # noqa: E402

APP_ID = 'io.github.passant_survey.Passant'
SUPPORT = TOP / 'tests/support'
FOLDER = Path(os.environ.get('PASSANT_BUILD', TOP / '_build')) / 'flatpak'
RUNTIME_VERSION = '51'
TOOLS = ('flatpak', 'flatpak-builder', 'ostree', 'eu-strip', 'appstreamcli')
# All that the sandbox may have; the rest goes through portals. Flatpak tells fallback-x11 as x11 too, for older ones.
ALLOWED = {'shared': {'network', 'ipc'}, 'sockets': {'wayland', 'x11', 'fallback-x11'},
           'devices': {'dri'}}


def home():
    """What makes flatpak live in a folder of its own."""
    return {**os.environ, 'HOME': str(FOLDER), 'XDG_DATA_HOME': str(FOLDER / 'share'),
            'XDG_CACHE_HOME': str(FOLDER / 'cache')}


def make_runtime():
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        raise Skip(f'{", ".join(missing)} missing; app/setup --soak installs them')
    done = subprocess.run(['flatpak', '--user', 'info', f'org.gnome.Sdk//{RUNTIME_VERSION}'],
                          env=home(), capture_output=True)
    if done.returncode:
        run(SUPPORT / 'flatpak-runtime.sh', FOLDER, RUNTIME_VERSION)


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]


def build():
    run(SUPPORT / 'flatpak-build.sh', FOLDER)


def check_permissions():
    """No more than the manifest's five: one that slips in would be seen in the software shop."""
    told = subprocess.run(['flatpak', '--user', 'info', '--show-permissions', APP_ID], env=home(),
                          check=True, capture_output=True, text=True).stdout
    given = {key: set(filter(None, value.split(';')))
             for key, _, value in (line.partition('=') for line in told.splitlines()) if value}
    assert given == ALLOWED, told


def check_exports():
    exported = FOLDER / 'share/flatpak/exports/share'
    for name in (f'applications/{APP_ID}.desktop', f'dbus-1/services/{APP_ID}.service',
                 f'icons/hicolor/scalable/apps/{APP_ID}.svg'):
        assert (exported / name).exists(), f'{name} is not exported'


class SandboxedApp(App):
    """The process that a screen reader hears has another id inside the sandbox than outside."""

    def _look(self):
        if self.process.poll() is not None:
            raise RuntimeError(f'{self.name} ended by itself ({self.process.returncode})')
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(index)
            if found and found.get_child_count() and found.get_name() == 'passant':
                found.set_cache_mask(Atspi.Cache.NONE)
                return Node(found, self)
        return None

    def kill(self):
        subprocess.run(['flatpak', 'kill', APP_ID], env=home(), check=True)
        self.process.wait(20)


class SandboxedGuest(Guest):
    """Keeps its notes where the sandbox lets an app keep them."""

    @property
    def database(self):
        return FOLDER / f'.var/app/{APP_ID}/data/passant/passant.db'

    def open(self):
        # What only a test without a desktop tells an app must not reach this one.
        env = {key: value for key, value in home().items()
               if key not in ('ADW_DISABLE_PORTAL', 'GDK_DEBUG', 'GSETTINGS_BACKEND')}
        # The stand-in has no locales, so the app speaks as its sources do.
        env.update(LC_ALL='C.UTF-8', LANGUAGE='')
        command = ['env', '-i', *(f'{key}={value}' for key, value in env.items()),
                   'flatpak', 'run', '--user', APP_ID]
        self.app = SandboxedApp(command, APP_ID, log=self.log).wait(60)
        return self


def walk(guest, world, script):
    """From a new device to answers on the hub, with a kill on the way."""
    guest.open()
    guest.enrol(guest.handheld.new_code())
    guest.open_job('utrecht_centrum', 60)
    guest.take_quiz()
    guest.start()
    plan = story()
    guest.fill(script.touchpoints[0], plan)
    guest.next()
    guest.fill(script.touchpoints[1], plan)
    said = ledger.count(guest.database)
    guest.app.kill()
    guest.open()
    guest.resume(script.touchpoints[1], 60)
    assert ledger.count(guest.database) >= said, 'a note was lost'
    guest.sync()
    world.desk.sync()
    visits = world.desk.ask('visit', 'list')
    assert visits, 'nothing of the visit reached the desk'


def ask_for_a_photo(guest, script):
    """A refused file dialog is no end: the app says so or does nothing, and lives on."""
    touchpoint = script.touchpoint('shop_front')
    guest.go_to(touchpoint)
    question = next(each for each in touchpoint['questions'] if each['type'] == 'photo')
    button = next(node for node in guest.card(question).all(role='button') if node.actions
                  and node.name != guest.say('It happened earlier'))
    button.press()
    time.sleep(3)
    assert guest.app.process.poll() is None, 'the app ended'
    guest.app.screenshot(FOLDER / 'photo-refused.png')


def main():
    tap = Tap('flatpak')
    for title, step in (('a stand-in runtime is made', make_runtime),
                        ('the manifest builds and installs', build),
                        ('it asks for no more than it should', check_permissions),
                        ('it exports what a desktop needs', check_exports)):
        tap.case(title, step)
    shutil.rmtree(FOLDER / '.var', ignore_errors=True)
    script = Script(STUDY)
    portals = subprocess.Popen([SUPPORT / 'portals.py'], stdout=open(FOLDER / 'portals.log', 'wb'))
    scratch = Path(os.environ['PASSANT_SESSION']) / 'flatpak'
    with World(scratch) as world:
        handheld = world.add_guest('anna', 'Anna', ('utrecht_centrum',))
        with SandboxedGuest(handheld, script, language='en', log=FOLDER / 'app.log') as guest:
            tap.case('a visit goes from code to hub with every portal refusing', walk, guest, world,
                     script)
            tap.watch(guest.app)
            tap.case('a photo that may not be chosen ends nothing', ask_for_a_photo, guest, script)
            subprocess.run(['flatpak', 'kill', APP_ID], env=home())
    portals.terminate()
    portals.wait()
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
