#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scanner before a camera that sees a code, one that sees none, and none at all.

    test-scanner.py SHOW_WIDGETS DRAW_CODE

The pictures come from GStreamer's own test source, or from a file that DRAW_CODE draws. Needs a
session of tests/support/session.sh; says so and is skipped without one.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'support'))

if not os.environ.get('PASSANT_VNC'):
    print('1..0 # SKIP there is no session with a pointer')
    sys.exit(77)

from tap import Tap  # noqa: E402
from ui import App, wait_for  # noqa: E402

SHOW, DRAW = sys.argv[1:3]
SCRATCH = Path(os.environ['PASSANT_SESSION'])
LOG = SCRATCH / 'show-widgets.log'


def scan(source):
    LOG.unlink(missing_ok=True)
    return App([SHOW, '--page=scan'], 'show-widgets', log=LOG,
               env={'GTK_A11Y': 'atspi', 'PASSANT_CAMERA': source})


def log():
    return LOG.read_text() if LOG.exists() else ''


def a_code_in_view_is_scanned_once():
    picture = SCRATCH / 'code.png'
    subprocess.run([DRAW, 'passant://enrol?t=ABCD', str(picture)], check=True)
    source = f'filesrc location={picture} ! pngdec ! imagefreeze is-live=true'
    with scan(source) as app:
        app.wait()
        wait_for('the code', lambda: 'scanned passant://enrol?t=ABCD\n' in log(), 20)
        wait_for('the scanner to close',
                 lambda: not app.has(role='button', contains='from a picture'))
        assert len(re.findall('^scanned', log(), re.M)) == 1, log()


def what_the_camera_sees_is_shown():
    with scan('videotestsrc is-live=true') as app:
        app.wait()
        app.find(name='What the camera sees', timeout=20)
        assert 'scanned' not in log(), log()


def without_a_portal_the_reason_is_said():
    with scan('') as app:
        app.wait()
        app.find(contains='no camera that Passant may use', timeout=20)
        assert app.find(role='button', contains='from a picture').is_('sensitive')


def a_camera_that_breaks_down_is_told():
    with scan('videotestsrc num-buffers=5') as app:
        app.wait()
        app.find(contains='gives no more pictures', timeout=20)


def a_source_that_is_none_is_told():
    with scan('nosuchelement') as app:
        app.wait()
        app.find(contains='lacks what is needed', timeout=20)


def main():
    tap = Tap('scanner')
    for test in (a_code_in_view_is_scanned_once, what_the_camera_sees_is_shown,
                 without_a_portal_the_reason_is_said, a_camera_that_breaks_down_is_told,
                 a_source_that_is_none_is_told):
        tap.case(test.__name__.replace('_', ' '), test)
    return tap.done()


sys.exit(main())
