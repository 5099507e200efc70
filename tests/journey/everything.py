# SPDX-License-Identifier: GPL-3.0-or-later
"""The script that has everything, as a study with one place to go to."""

import json
import shutil
import wave
from pathlib import Path

import photos
from pseudo import dressed

TESTS = Path(__file__).resolve().parents[1]
SCRIPT = TESTS / 'fixtures/scripts/everything.yaml'
STUDY = {'id': 'alles_2026', 'title': {'nl': 'Alles', 'en': 'Everything'}, 'client': 'Het Veer',
         'wave': '2026-4', 'currency': 'EUR', 'pay_cents': 4500, 'script': 'everything.yaml',
         'locations': [{'id': 'veere', 'name': 'Het Veer, Veere', 'address': 'Kaai 1, Veere',
                        'geo': '51.55,3.67'}]}


def prepare(scratch):
    """The study folder, and the files that a guest picks."""
    study, files = scratch / 'study', scratch / 'files'
    study.mkdir(parents=True)
    (study / 'study.json').write_text(json.dumps(STUDY), encoding='utf-8')
    shutil.copy(SCRIPT, study / 'everything.yaml')
    photos.make(files)
    with wave.open(str(files / 'room.wav'), 'wb') as recording:
        recording.setparams((1, 2, 8000, 0, 'NONE', ''))
        recording.writeframes(bytes(16000))
    return study, files


class Places:
    """As much of a script as a guest needs to find the job."""
    study = STUDY
    quiz = dressed([{'id': 'when_to_note', 'correct': 'at_once',
                     'choices': [{'id': 'at_once', 'label': {'nl': 'Meteen', 'en': 'At once'}}]}])
    touchpoints = ()
