# SPDX-License-Identifier: GPL-3.0-or-later
"""A hub, a coordinator's desk and guests' handhelds, each a real program with a folder of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from pseudo import catalogue, is_pseudo

TOP = Path(__file__).resolve().parents[2]
INSTALL = Path(os.environ.get('PASSANT_BUILD', TOP / '_build')) / 'install'
BIN = INSTALL / 'bin'
STUDY = TOP / 'data/studies/fiets'
STUDY_ID = 'fiets_2026'
LOCALES = {'nl': 'nl_NL.UTF-8', 'de': 'de_DE.UTF-8', 'fr': 'fr_FR.UTF-8', 'ar': 'ar_EG.UTF-8'}


class Refused(Exception):
    """A program said no. Its sentence is the message, its exit code is kept."""

    def __init__(self, message, code):
        super().__init__(message)
        self.code = code


def environment(language='nl', **more):
    """Where an installed program finds its schemas, icons and words."""
    share = f'{INSTALL}/share:/usr/local/share:/usr/share'
    locale = LOCALES.get(language[:2], 'en_GB.UTF-8')
    if is_pseudo(language):
        more = {'PASSANT_LOCALE_DIR': str(words_folder(language)), **more}
    return {**os.environ, 'XDG_DATA_DIRS': share, 'LOCPATH': str(INSTALL.parent / 'locale'),
            'LC_ALL': locale, 'LANGUAGE': language, **more}


def words_folder(language):
    """Where the app's words in @language are."""
    return catalogue(language, INSTALL) if is_pseudo(language) else INSTALL / 'share/locale'


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def run(*command, language='en', timeout=120):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env=environment(language), timeout=timeout)
    if done.returncode:
        raise Refused((done.stderr or done.stdout).strip(), done.returncode)
    return done.stdout


class Hub:
    """passant-hub on loopback with its embedded SQLite. It keeps its address when it comes back."""

    def __init__(self, folder, title='Trapwerk veldwerk'):
        self.folder = Path(folder)
        self.port = free_port()
        self.url = f'http://127.0.0.1:{self.port}'
        self.log = self.folder.parent / 'hub.log'
        self.process = None
        run(BIN / 'passant-hub', 'init', f'--data={self.folder}', f'--title={title}')

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(
                [BIN / 'passant-hub', 'serve', f'--data={self.folder}', f'--listen=127.0.0.1:{self.port}'],
                stdout=log, stderr=log, env=environment('en'))
        deadline = time.monotonic() + 15
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f'the hub does not start: {self.log.read_text()[-2000:]}')
            time.sleep(0.05)
        return self

    def answers(self):
        try:
            with urllib.request.urlopen(f'{self.url}/v1/hub', timeout=2) as reply:
                return json.load(reply).get('passant') == 1
        except (urllib.error.URLError, OSError, ValueError):
            return False

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(15)
            self.process = None

    def kill(self):
        self.stop(signal.SIGKILL)

    def code(self, role, shopper='', name=''):
        """A fresh enrolment code."""
        words = ['enrol', f'--data={self.folder}', f'--role={role}', f'--name={name}']
        if shopper:
            words.append(f'--shopper={shopper}')
        return run(BIN / 'passant-hub', *words).split()[0]

    @property
    def database(self):
        return self.folder / 'hub.db'


class Desk:
    """The coordinator's passantctl with a store of its own."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def do(self, *words, language='en'):
        return run(BIN / 'passantctl', *words, f'--data={self.folder}', language=language)

    def ask(self, *words):
        return json.loads(self.do(*words, '--format=json'))

    def enrol(self, hub, name='Bureau'):
        self.do('hub', 'enrol', f'--hub={hub.url}', f'--code={hub.code("coordinator", name=name)}',
                f'--name={name}')

    def sync(self):
        self.do('hub', 'sync')


class Handheld:
    """A guest's device: a folder, and the app on it."""

    def __init__(self, folder, hub, shopper, name):
        self.folder = Path(folder)
        self.hub = hub
        self.shopper = shopper
        self.name = name

    def new_code(self):
        return self.hub.code('shopper', self.shopper, self.name)

    def enrol(self):
        """Without a screen, by the app's own command."""
        run(BIN / 'passant', f'--data={self.folder}', f'--hub={self.hub.url}',
            f'--enrol={self.new_code()}')

    def sync(self):
        return run(BIN / 'passant', f'--data={self.folder}', '--sync')

    @property
    def command(self):
        return [BIN / 'passant', f'--data={self.folder}']

    @property
    def database(self):
        return self.folder / 'passant.db'


class World:
    """Everything of one demonstration or test in one folder, which is removed with it."""

    def __init__(self, folder, keep=False, study=STUDY):
        self.folder = Path(folder)
        self.keep = keep
        self.study = Path(study)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.hub = Hub(self.folder / 'hub')
        self.desk = Desk(self.folder / 'desk')
        self.handhelds = {}

    def __enter__(self):
        self.hub.start()
        self.desk.enrol(self.hub)
        self.desk.do('study', 'load', self.study)
        return self

    def __exit__(self, *_):
        self.hub.stop()
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def add_guest(self, shopper, name, locations, study=None):
        """A guest with a handheld, and an assignment offered at each of the locations."""
        study = json.loads((Path(study or self.study) / 'study.json').read_text(encoding='utf-8'))
        self.desk.do('shopper', 'put', shopper, f'--name={name}')
        for location in locations:
            self.desk.do('assignment', 'offer', f'--study={study["id"]}', f'--shopper={shopper}',
                         f'--location={location}')
        self.desk.sync()
        handheld = Handheld(self.folder / shopper, self.hub, shopper, name)
        self.handhelds[shopper] = handheld
        return handheld
