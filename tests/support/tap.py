# SPDX-License-Identifier: GPL-3.0-or-later
"""Says how tests went, in the words that meson understands (TAP)."""

import os
import sys
import time
import traceback
from pathlib import Path

TRACES = Path(os.environ.get('PASSANT_BUILD', Path(__file__).resolve().parents[2] / '_build'))


class Skip(Exception):
    """What cannot run here is skipped aloud."""


class Tap:
    def __init__(self, name):
        self.name = name
        self.number = 0
        self.failed = 0
        self.app = None

    def case(self, title, test, *args):
        """Runs one test. A failure leaves a picture and the accessible tree of the app."""
        self.number += 1
        began = time.monotonic()
        try:
            test(*args)
            print(f'ok {self.number} {title}', flush=True)
        except Skip as reason:
            print(f'ok {self.number} {title} # SKIP {reason}', flush=True)
        except BaseException as error:  # noqa: B902: an exit within a test is its failure too
            if isinstance(error, KeyboardInterrupt):
                raise
            self.failed += 1
            print(f'not ok {self.number} {title}', flush=True)
            traceback.print_exc()
            self.leave_traces()
        print(f'# {title}: {time.monotonic() - began:.1f} s', flush=True)

    def watch(self, app):
        """The app to picture when something goes wrong."""
        self.app = app

    def leave_traces(self):
        if not self.app or self.app.process.poll() is not None:
            return
        folder = TRACES / 'failures'
        folder.mkdir(parents=True, exist_ok=True)
        stem = folder / f'{self.name}-{self.number}'
        try:
            self.app.screenshot(stem.with_suffix('.png'), 0)
            stem.with_suffix('.txt').write_text(self.app.dump(), encoding='utf-8')
            print(f'see {stem}.png and .txt', file=sys.stderr)
        except Exception:  # noqa: B902: the failure itself is what counts
            traceback.print_exc()

    def done(self):
        print(f'1..{self.number}', flush=True)
        return 1 if self.failed else 0


def seed():
    """Printed, and taken back from PASSANT_TEST_SEED."""
    value = int(os.environ.get('PASSANT_TEST_SEED') or time.time_ns() % 1000000)
    print(f'# PASSANT_TEST_SEED={value}', flush=True)
    return value


def soaks():
    return bool(os.environ.get('PASSANT_TEST_SOAK'))
