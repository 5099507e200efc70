#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What app/demo starts: a hub, a coordinator, a guest with jobs to do, and a handheld to do them on.

    demo.py --auto | --auto-unwatched | --browser | --tour=DIR
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / 'support'))
from world import BIN, TOP, Refused, World, environment, free_port  # noqa: E402

SESSION = TESTS / 'support/session.sh'
LOOK_EVERY_S = 3


def say(*words):
    print('passant:', *words, flush=True)


def answers(family, address):
    try:
        with socket.socket(family) as probe:
            probe.settimeout(2)
            probe.connect(address)
        return True
    except OSError:
        return False


def wayland_answers():
    name = os.environ.get('WAYLAND_DISPLAY')
    folder = os.environ.get('XDG_RUNTIME_DIR', '')
    return bool(name) and answers(socket.AF_UNIX, os.path.join(folder, name))


def x11_answers():
    host, colon, number = os.environ.get('DISPLAY', '').rpartition(':')
    number = number.split('.')[0]
    if not colon or not number.isdigit():
        return False
    if host in ('', 'unix'):
        return answers(socket.AF_UNIX, f'/tmp/.X11-unix/X{number}')
    return answers(socket.AF_INET, (host, 6000 + int(number)))


def choose(how):
    """--window, --browser or --tour=DIR for what the command line asks and this computer has."""
    if not how.startswith('--auto'):
        return how
    if wayland_answers() or x11_answers():
        return '--window'
    return '--browser' if how == '--auto' else f'--tour={TOP / "_build/tour"}'


def own_folder():
    """_build/demo, or one beside it when another demo is running."""
    for number in range(1, 100):
        folder = TOP / '_build' / ('demo' if number == 1 else f'demo-{number}')
        folder.mkdir(parents=True, exist_ok=True)
        lock = open(folder / '.lock', 'w')
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        for old in folder.iterdir():
            if old.is_dir():
                shutil.rmtree(old)
        return folder, lock
    raise SystemExit('passant: there are too many demos already')


class Reporter:
    """Looks at the desk now and then, and writes a report of every visit that has come in."""

    def __init__(self, desk, folder):
        self.desk = desk
        self.folder = folder
        self.written = set()

    def look(self):
        try:
            self.desk.sync()
            for visit in self.desk.ask('visit', 'list')['visits']:
                mark = (visit['visit'], visit['state'], visit.get('revision'))
                if visit['state'] != 'open' and mark not in self.written:
                    path = self.folder / f'report-{visit["visit"][-8:]}.pdf'
                    self.desk.do('report', 'visit', visit['visit'], f'--pdf={path}', language='nl')
                    self.written.add(mark)
                    say(f'a visit is {visit["state"].replace("_", " ")}: {path}')
        except Refused as error:
            say(f'the desk: {error}')


def handheld_command(how, handheld):
    """The command that shows the handheld, and the address to look at, if any."""
    if how == '--window':
        return handheld.command, None
    web, vnc = free_port(), free_port()
    return ([SESSION, '--size=360x720', '--scale=2', '--', TESTS / 'support/handheld.sh',
             str(web), str(vnc), *handheld.command], f'http://127.0.0.1:{web}/')


def show(how, world, folder):
    handheld = world.add_guest('anna', 'Anna', ('utrecht_centrum', 'zwolle_stadshagen',
                                                'breda_ginnekenweg'))
    handheld.enrol()
    handheld.sync()
    command, address = handheld_command(how, handheld)
    language = os.environ.get('LANGUAGE') or os.environ.get('LANG', 'nl').split('.')[0]
    process = subprocess.Popen([str(word) for word in command], start_new_session=True,
                               env=environment(language if language not in ('C', 'POSIX') else 'nl'),
                               stderr=open(world.folder / 'handheld.log', 'ab'))
    say(f'the hub:      {world.hub.url}')
    say(f'the handheld: {address or "in its window"}')
    say(f'the reports:  {folder}/report-….pdf, as soon as a visit is finished and synced')
    say(f'the desk:     app/setup run {BIN.relative_to(TOP)}/passantctl visit list '
        f'--data={world.desk.folder.relative_to(TOP)}')
    say('to stop:      Ctrl-C' + ('' if address else ', or close the window'))
    reporter = Reporter(world.desk, folder)
    try:
        while process.poll() is None:
            reporter.look()
            try:
                process.wait(LOOK_EVERY_S)
            except subprocess.TimeoutExpired:
                pass
        reporter.look()
    finally:
        stop(process)
    return process.returncode


def stop(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def run_tour(folder):
    return subprocess.run([SESSION, '--size=360x720', '--scale=2', '--', sys.executable,
                           TESTS / 'journey/tour.py', folder]).returncode


def main():
    how = choose(sys.argv[1])
    # app/demo keeps Ctrl-C from what is around this, so that there is time to clear up.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if how.startswith('--tour='):
        return run_tour(how.removeprefix('--tour='))
    folder, lock = own_folder()
    say('starting a hub, a desk and a handheld …')
    started = time.monotonic()
    try:
        with World(folder / 'world') as world, lock:
            code = show(how, world, folder)
            # A display that lets nobody in is no display.
            if code and how == '--window' and time.monotonic() - started < 30 and sys.stdout.isatty():
                say('the display cannot be used; the browser can')
                return 1 if show('--browser', world, folder) else 0
            return 0
    except KeyboardInterrupt:
        say('stopped; the reports are still there')
        return 0


sys.exit(main())
