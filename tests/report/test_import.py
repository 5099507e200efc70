#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`script import`, and spreadsheets wherever passantctl reads a script.

    test_import.py PASSANTCTL SOURCE_ROOT
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

CTL, TOP = (Path(word).resolve() for word in sys.argv[1:3])
FORMS = TOP / 'tests/fixtures/xlsform'
SOUND = FORMS / 'example_xls/widgets.xls'
SPEC = FORMS / 'example_xls/xlsform_spec_test.xlsx'
WRONG = FORMS / 'example_xls/unknown_question_type.xls'
ENVIRONMENT = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TZ': 'Europe/Amsterdam', 'G_DEBUG': 'fatal-warnings'}
OK, REFUSED = 0, 1


def expect(code, *words):
    """(stdout, stderr); a crash is never an answer."""
    done = subprocess.run([str(CTL), *map(str, words)], capture_output=True, text=True, env=ENVIRONMENT, timeout=120)
    assert done.returncode == code, f'{words}: {done.returncode}, not {code}\n{done.stdout}{done.stderr}'
    return done.stdout, done.stderr


def test_file(folder):
    form = folder / 'form.xls'
    shutil.copy(SOUND, form)
    out, _ = expect(OK, 'script', 'import', form)
    assert 'form.xls:survey!' in out and ': warning: ' in out, out
    script = json.loads((folder / 'form.json').read_text())
    assert script['passant'] == 1 and script['phases'][0]['touchpoints'], script
    expect(OK, 'script', 'check', folder / 'form.json')
    _, err = expect(REFUSED, 'script', 'import', form)
    assert '--force' in err, err
    expect(OK, 'script', 'import', form, '--force')


def test_output(folder):
    out, err = expect(OK, 'script', 'import', SPEC, '--output=-')
    script = json.loads(out)
    assert 'xlsform_spec_test.xlsx:survey!' in err, err
    expect(OK, 'script', 'import', SPEC, f'--output={folder}/spec.yaml')
    expect(OK, 'script', 'import', SPEC, f'--output={folder}/spec.json')
    assert json.loads((folder / 'spec.json').read_text()) == script
    ids = []
    for name in ('spec.yaml', 'spec.json'):
        answer, _ = expect(OK, 'script', 'check', folder / name, '--format=json')
        ids.append(json.loads(answer)['files'][0]['hash'])
    assert ids[0] == ids[1], 'YAML and JSON of a form are not the same script'


def test_refused(folder):
    out, _ = expect(REFUSED, 'script', 'import', WRONG, f'--output={folder}/wrong.json')
    assert 'unknown_question_type.xls:survey!A' in out and ': error: unknown-type: ' in out, out
    assert not (folder / 'wrong.json').exists()
    answer, _ = expect(REFUSED, 'script', 'import', WRONG, f'--output={folder}/wrong.json', '--format=json')
    first = next(one for one in json.loads(answer)['problems'] if one['severity'] == 'error')
    assert first['sheet'] == 'survey' and first['line'] > 1 and first['column'] == 1, first
    (folder / 'no.xlsx').write_text('type,name,label\n')
    _, err = expect(REFUSED, 'script', 'import', folder / 'no.xlsx')
    assert 'not a spreadsheet' in err, err
    _, err = expect(REFUSED, 'script', 'import', folder / 'nowhere.xlsx')
    assert 'nowhere.xlsx' in err, err


def test_everywhere(folder):
    out, _ = expect(OK, 'script', 'check', SPEC)
    assert ':survey!' in out, out
    expect(OK, 'script', 'walk', SPEC, '--random', '--seed=3')
    study = folder / 'study'
    study.mkdir()
    shutil.copy(SOUND, study / 'script.xls')
    (study / 'study.json').write_text(json.dumps({
        'id': 'forms', 'title': {'en': 'Forms'}, 'client': 'Veer', 'wave': '1', 'currency': 'EUR', 'pay_cents': 100,
        'script': 'script.xls',
        'locations': [{'id': 'one', 'name': 'One', 'address': 'Street 1', 'geo': '52.09,5.12'}]}))
    expect(OK, 'study', 'load', study, f'--data={folder}/desk', '--offline')
    out, _ = expect(OK, 'study', 'list', f'--data={folder}/desk')
    assert 'forms' in out, out


TESTS = {
    'a form becomes a script beside it': test_file,
    'it goes where it is sent, as JSON or YAML': test_output,
    'what is wrong is told by its cell and nothing is written': test_refused,
    'spreadsheets are read wherever scripts are': test_everywhere,
}


def main():
    failed = False
    print(f'1..{len(TESTS)}')
    for number, (title, test) in enumerate(TESTS.items(), 1):
        with tempfile.TemporaryDirectory(prefix='passant-import-') as folder:
            try:
                test(Path(folder))
                print(f'ok {number} {title}', flush=True)
            except Exception:  # noqa: B902: whatever it is, the next is tried
                failed = True
                print(f'not ok {number} {title}', flush=True)
                traceback.print_exc()
    return failed


sys.exit(main())
