#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb of passantctl: its good road, each refusal, its exit code, its help and its JSON.

    test_cli.py PASSANTCTL PLAY_VISIT PASSANT_HUB SOURCE_ROOT
"""

import base64
import csv
import hashlib
import io
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

CTL, PLAY, HUB, TOP = (Path(word).resolve() for word in sys.argv[1:5])
STUDY = TOP / 'data/studies/fiets'
VISIT = '0197a000-0000-7000-8000-000000000001'
OK, REFUSED, USAGE, OFFLINE = 0, 1, 2, 3
PIXEL = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg'
                         'gg==')

VERBS = ('hub enrol', 'hub sync', 'script new', 'script import', 'script check', 'script walk',
         'script diff', 'script export', 'script list', 'assignment move', 'assignment withdraw', 'pay list', 'pay mark',
         'study load', 'study list',
         'shopper put', 'assignment offer', 'assignment list', 'visit list', 'visit show', 'review accept',
         'review return', 'review reject', 'export', 'report visit', 'store check',
         'store rebuild')
ENVIRONMENT = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TZ': 'Europe/Amsterdam',
               'G_DEBUG': 'fatal-warnings'}


class Desk:
    """A desk in a folder of its own, which goes with it."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix='passant-cli-'))
        self.data = self.folder / 'desk'
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def run(self, *words):
        """(exit code, stdout, stderr); a crash is never an answer."""
        done = subprocess.run([str(CTL), *map(str, words), f'--data={self.data}'],
                              capture_output=True, text=True, env=ENVIRONMENT, timeout=120)
        assert done.returncode >= 0, f'{words} died: {done.returncode} {done.stderr}'
        return done.returncode, done.stdout, done.stderr

    def expect(self, code, *words):
        got, out, err = self.run(*words)
        assert got == code, f'{words}: {got}, not {code}\n{out}{err}'
        assert code == OK or err.startswith('passantctl: '), f'{words}: {err!r} is no sentence'
        return out, err

    def do(self, *words):
        return self.expect(OK, *words)[0]

    def refused(self, *words):
        return self.expect(REFUSED, *words)[1]

    def ask(self, *words, code=OK):
        got, out, err = self.run(*words, '--format=json')
        assert got == code, f'{words}: {got}, not {code}\n{out}{err}'
        return json.loads(out)

    def load(self):
        self.do('study', 'load', STUDY)

    def play(self, how):
        """A visit arrives, as if from the hub."""
        subprocess.run([str(PLAY), str(self.data), how], check=True, capture_output=True,
                       env={**ENVIRONMENT, 'G_TEST_SRCDIR': str(TOP / 'tests')})

    def state(self):
        return self.ask('visit', 'list')['visits'][0]['state']


def has(text, *parts):
    for part in parts:
        assert part in text, f'{part!r} is not in {text!r}'


def every_verb_tells_how(desk):
    for verb in VERBS:
        out = desk.do(*verb.split(), '--help')
        has(out, f'passantctl [OPTION…] {verb}', '--data=', '--format=')


def every_verb_refuses_what_it_does_not_know(desk):
    for verb in VERBS:
        desk.expect(USAGE, *verb.split(), '--nonsense')
        desk.expect(USAGE, *verb.split(), 'one', 'two', 'three', '--nonsense=1')


def the_help_lists_every_verb(desk):
    done = subprocess.run([str(CTL), '--help'], capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode == OK
    has(done.stdout, *VERBS)
    assert subprocess.run([str(CTL)], capture_output=True).returncode == USAGE


def slips_are_put_right(desk):
    has(desk.expect(USAGE, 'studdy', 'load')[1], 'did you mean “passantctl study”?')
    has(desk.expect(USAGE, 'study', 'laod')[1], 'did you mean “passantctl study load”?')
    has(desk.expect(USAGE, 'visit', 'sho')[1], 'did you mean “passantctl visit show”?')
    has(desk.expect(USAGE, 'xylophone')[1], '--help')


def usage_is_told(desk):
    has(desk.expect(USAGE, 'visit', 'show')[1], 'VISIT is missing')
    has(desk.expect(USAGE, 'visit', 'show', 'a', 'b')[1], '“b”')
    has(desk.expect(USAGE, 'visit', 'list', '--format=xml')[1], 'xml')
    has(desk.expect(USAGE, 'shopper', 'put', 'anna')[1], '--name=NAME is missing')
    has(desk.expect(USAGE, 'shopper', 'put', 'anna', '--name=a', '--name=b')[1], 'twice')
    answer = desk.ask('visit', 'show', code=USAGE)
    assert answer['error'] == 'usage', answer


def a_sound_script_passes(desk):
    has(desk.do('script', 'check', STUDY / 'script.json'), 'fiets_2026 version 1', 'no problems')
    answer = desk.ask('script', 'check', STUDY / 'script.json')
    assert answer['files'][0]['ok'] and answer['files'][0]['problems'] == []


def a_wrong_script_is_told_by_line(desk):
    text = (STUDY / 'script.json').read_text(encoding='utf-8')
    path = desk.folder / 'wrong.json'
    path.write_text(text.replace('"type": "yes_no"', '"type": "perhaps"', 1)
                    .replace('"channel": "chat"', '"channel": "pigeon"', 1), encoding='utf-8')
    lines = text.split('\n')
    wrong = [next(i for i, line in enumerate(lines, 1) if part in line)
             for part in ('"type": "yes_no"', '"channel": "chat"')]
    code, out, _ = desk.run('script', 'check', path)
    assert code == REFUSED
    for line in wrong:
        has(out, f'{path}:{line}:')
        has(out, ': error: ')
    has(out, f'{path}: 2 errors')
    problems = desk.ask('script', 'check', path, code=REFUSED)['files'][0]['problems']
    assert {problem['line'] for problem in problems} == set(wrong), problems
    assert all(problem['code'] and problem['message'] for problem in problems)


def a_doubtful_script_is_warned_of(desk):
    path = TOP / 'tests/fixtures/check/size.yaml'
    out = desk.do('script', 'check', path)
    has(out, f'{path}:7:17: warning: journey-too-long: ', '. Make “window_minutes” larger', '5 warnings')
    assert desk.run('script', 'check', '--strict', path)[0] == REFUSED
    desk.do('script', 'check', '--strict', STUDY / 'script.json')
    answer = desk.ask('script', 'check', path)['files'][0]
    assert answer['ok'], answer
    first = answer['problems'][0]
    assert first == {**first, 'severity': 'warning', 'code': 'journey-too-long', 'path': '/window_minutes',
                     'file': str(path), 'sheet': None, 'line': 7, 'column': 17}, first
    assert first['message'] and first['fix']


def a_broken_script_is_told_by_line(desk):
    path = desk.folder / 'broken.json'
    path.write_text('{\n  "passant": 1,\n  "id": \n}\n')
    code, out, _ = desk.run('script', 'check', path)
    assert code == REFUSED
    has(out, f'{path}:')
    has(desk.refused('script', 'check', desk.folder / 'not-there.json'), 'not-there.json')


def a_script_of_the_future_is_refused(desk):
    path = desk.folder / 'future.json'
    path.write_text('{"passant": 99, "id": "x"}')
    assert desk.run('script', 'check', path)[0] == REFUSED


def a_study_is_loaded_once(desk):
    has(desk.do('study', 'load', STUDY), 'fiets_2026', 'Kept on this desk')
    has(desk.do('study', 'load', STUDY), 'already')
    assert desk.ask('study', 'load', STUDY)['facts'] == 0
    study, = desk.ask('study', 'list')['studies']
    assert study['study'] == 'fiets_2026' and study['locations'] == 3 and study['version'] == 1
    has(desk.do('study', 'list'), 'fiets_2026')


def copy_study(desk, name, change):
    folder = desk.folder / name
    shutil.copytree(STUDY, folder)
    study = json.loads((folder / 'study.json').read_text(encoding='utf-8'))
    change(study)
    (folder / 'study.json').write_text(json.dumps(study), encoding='utf-8')
    return folder


def only_what_changed_is_said_again(desk):
    desk.load()
    folder = copy_study(desk, 'moved', lambda study: study['locations'][0].update(name='Moved'))
    assert desk.ask('study', 'load', folder)['facts'] == 1


def a_briefing_brings_its_pictures(desk):
    folder = copy_study(desk, 'pictures', lambda study: None)
    script = json.loads((folder / 'script.json').read_text(encoding='utf-8'))
    script['briefing'] = {'nl': 'Zo: ![de bon](kassa.png), niet ![zo](https://example.org/x.png).',
                          'en': 'Like ![the receipt](<a b.png>)'}
    (folder / 'script.json').write_text(json.dumps(script), encoding='utf-8')
    out = desk.run('study', 'load', folder)[1]
    has(out, 'kassa.png, and there is no such file', 'a b.png')
    (folder / 'kassa.png').write_bytes(PIXEL)
    (folder / 'a b.png').write_text('no picture', encoding='utf-8')
    has(desk.run('study', 'load', folder)[1], 'a b.png, which is no PNG or JPEG picture')
    (folder / 'a b.png').write_bytes(PIXEL)
    assert desk.ask('study', 'load', folder)['facts'] == 5
    assert desk.ask('study', 'load', folder)['facts'] == 0
    sha256 = hashlib.sha256(PIXEL).hexdigest()
    assert list(desk.folder.rglob(f'blobs/{sha256[:2]}/{sha256}')), 'the desk has no copy'


def a_wrong_study_loads_nothing(desk):
    def spoil(study):
        study.update(id='Not An Id', currency='euro', pay_cents=-1)
        study['locations'][1]['id'] = study['locations'][0]['id']
        study['locations'][2]['geo'] = 'north'
        del study['title']

    folder = copy_study(desk, 'spoilt', spoil)
    code, out, err = desk.run('study', 'load', folder)
    assert code == REFUSED
    has(out, '/id: error: bad-id', '/currency: error: bad-currency', '/pay_cents: error: bad-pay',
        '/locations/1/id: error: doubled-id', '/locations/2/geo: error: bad-geo',
        '/title: error: bad-text')
    has(err, 'Nothing was loaded: 6 problems')
    assert desk.ask('study', 'list')['studies'] == []
    answer = desk.ask('study', 'load', folder, code=REFUSED)
    assert answer['error'] == 'invalid' and len(answer['files'][0]['problems']) == 6


def a_wrong_script_loads_no_study(desk):
    folder = copy_study(desk, 'study', lambda study: None)
    text = (folder / 'script.json').read_text(encoding='utf-8')
    (folder / 'script.json').write_text(text.replace('"yes_no"', '"perhaps"', 1), encoding='utf-8')
    code, out, err = desk.run('study', 'load', folder)
    assert code == REFUSED
    has(out, 'script.json:')
    has(err, 'Nothing was loaded: 1 problem')
    assert desk.ask('study', 'list')['studies'] == []


def a_script_outside_its_folder_is_refused(desk):
    folder = copy_study(desk, 'away', lambda study: study.update(script='../script.json'))
    code, out, _ = desk.run('study', 'load', folder)
    assert code == REFUSED
    has(out, '/script: error: bad-script')
    has(desk.refused('study', 'load', desk.folder / 'nowhere'), 'nowhere')


def a_shopper_is_written_down(desk):
    has(desk.do('shopper', 'put', 'anna', '--name=Anna'), 'anna is Anna')
    has(desk.refused('shopper', 'put', 'Anna!', '--name=Anna'), '“Anna!”')
    has(desk.refused('shopper', 'put', 'anna', '--name= '), 'empty')


OFFER = ('assignment', 'offer', '--study=fiets_2026', '--location=utrecht_centrum',
         '--shopper=anna')


def an_assignment_is_offered(desk):
    desk.load()
    desk.do('shopper', 'put', 'anna', '--name=Anna')
    desk.do(*OFFER, '--from=2026-11-20', '--until=2026-11-30', '--pay=45,50')
    desk.do(*OFFER)
    offers = desk.ask('assignment', 'list')['assignments']
    window = next(offer for offer in offers if offer['until_ms'])
    plain = next(offer for offer in offers if not offer['until_ms'])
    assert (window['pay_cents'], window['currency']) == (4550, 'EUR'), window
    assert window['from_ms'] == 1795129200000 and window['until_ms'] == 1796079599999, window
    assert plain['pay_cents'] == json.loads((STUDY / 'study.json').read_text())['pay_cents']
    assert plain['state'] == 'offered' and plain['shopper'] == 'anna'
    assert desk.ask('assignment', 'list', '--shopper=bob')['assignments'] == []
    has(desk.do('assignment', 'list', '--study=fiets_2026'), 'utrecht_centrum', '2026-11-30 23:59')


def a_job_is_offered_to_several(desk):
    desk.load()
    for shopper in ('anna', 'bob'):
        desk.do('shopper', 'put', shopper, f'--name={shopper}')
    said = desk.ask(*OFFER, '--shopper=bob', '--pay=30', '--reimburse=12,50')
    offers = desk.ask('assignment', 'list')['assignments']
    assert sorted(offer['assignment'] for offer in offers) == sorted(said['assignments']), offers
    assert {offer['shopper'] for offer in offers} == {'anna', 'bob'}
    assert {(offer['job'], offer['pay_cents'], offer['reimburse_cents']) for offer in offers} == {
        (said['job'], 3000, 1250)}, offers
    has(desk.refused(*OFFER, '--shopper=anna'), '--shopper=anna is given twice')
    has(desk.refused(*OFFER, '--reimburse=x'), '--reimburse: “x”')
    desk.do('assignment', 'move', '--script=latest')
    assert {offer['job'] for offer in desk.ask('assignment', 'list')['assignments']} == {said['job']}


def an_assignment_is_withdrawn(desk):
    desk.load()
    desk.do('shopper', 'put', 'anna', '--name=Anna')
    one = desk.ask(*OFFER)['assignment']
    has(desk.refused('assignment', 'withdraw', 'nothing1'), 'no assignment nothing1')
    has(desk.do('assignment', 'withdraw', one, '--reason=Closed'), f'Withdrew assignment {one} from anna')
    assert desk.ask('assignment', 'list')['assignments'] == []
    kept, = desk.ask('assignment', 'list', '--all')['assignments']
    assert (kept['state'], kept['reason']) == ('withdrawn', 'Closed'), kept
    has(desk.refused('assignment', 'withdraw', one), 'withdrawn already')


def what_promises_nothing_is_not_paid(desk):
    desk.load()
    desk.do('shopper', 'put', 'anna', '--name=Anna')
    one = desk.ask(*OFFER)['assignment']
    assert desk.ask('pay', 'list')['pay'] == []
    has(desk.do('pay', 'list'), 'Nothing is earned yet')
    has(desk.refused('pay', 'mark', one, '--amount=5'), 'promises nothing')
    has(desk.refused('pay', 'list', '--state=owed'), 'due, held, paid, refused')


def a_wrong_offer_is_refused(desk):
    desk.load()
    desk.do('shopper', 'put', 'anna', '--name=Anna')
    has(desk.refused('assignment', 'offer', '--study=fiets', '--location=x', '--shopper=anna'),
        'did you mean “fiets_2026”')
    has(desk.refused(*OFFER[:3], '--location=utrecht', '--shopper=anna'),
        'did you mean “utrecht_centrum”')
    has(desk.refused(*OFFER[:4], '--shopper=bob'), '“bob”', 'shopper put')
    has(desk.refused(*OFFER, '--from=30-11-2026'), '--from: “30-11-2026”')
    has(desk.refused(*OFFER, '--from=2026-11-30', '--until=2026-11-29'), 'not after')
    has(desk.refused(*OFFER, '--pay=1.234'), '--pay: “1.234”')
    has(desk.refused(*OFFER, '--pay=-1'), '“-1”')
    assert desk.ask('assignment', 'list')['assignments'] == []


def a_visit_is_shown(desk):
    desk.load()
    desk.play('nasty')
    row, = desk.ask('visit', 'list', '--study=fiets_2026')['visits']
    assert (row['visit'], row['state'], row['revision']) == (VISIT, 'finished', 1), row
    has(desk.do('visit', 'list'), VISIT, 'anna')
    shown = desk.ask('visit', 'show', VISIT[:8], '--language=en')
    ad = shown['touchpoints'][0]
    answer = next(each for each in ad['answers'] if each['question'] == 'ad_seen')
    assert answer['value'] == 'yes' and answer['comment'] == '=1+1, "so"\n🚲', answer
    assert answer['noted_ms'] - answer['at_ms'] == 12 * 60 * 1000
    assert ad['felt']['valence'] == 60 and ad['desired']['valence'] == 30
    assert len(shown['entries']) == 6 and shown['scores']['effectiveness']['n'] > 0
    has(desk.do('visit', 'show', VISIT, '--language=en'), 'Advertisement in the street',
        'ad_seen: Yes', 'valence +60', 'Effectiveness')
    doubts = {(each['doubt'], each['touchpoint'], each['question']) for each in shown['doubts']}
    assert ('missing_step', 'website', None) in doubts or doubts, doubts
    has(desk.refused('visit', 'show', 'ffff'), 'ffff')
    assert desk.ask('visit', 'show', 'ffff', code=REFUSED)['error'] == 'not_found'


def a_sample_visit_says_so(desk):
    desk.do('script', 'walk', TOP / 'tests/fixtures/scripts/everything.yaml', '--random', '--seed=9',
            '--visits=2', f'--into={desk.data}')
    visits = desk.ask('visit', 'list')['visits']
    assert [visit['sample'] for visit in visits] == [True, True], visits
    has(desk.do('visit', 'list'), 'Sample', 'yes')
    visit = visits[0]['visit']
    out = desk.do('visit', 'show', visit, '--language=en')
    has(out, 'SAMPLE    made to try the script', 'worked out', 'staff.rounds: ', 'role.2: ')
    answers = [answer for touchpoint in desk.ask('visit', 'show', visit)['touchpoints']
               for answer in touchpoint['answers']]
    assert desk.ask('visit', 'show', visit)['sample'] is True
    again = next(answer for answer in answers if answer['question'] == 'role.2')
    assert again['round'] == 2 and again['type'] == 'choice', again
    counted = next(answer for answer in answers if answer['question'] == 'waited_min')
    assert counted['type'] == 'calculate' and 'at_ms' not in counted, counted
    path = desk.folder / 'rows.csv'
    desk.do('export', '--study=everything_2026_sample', '--format=csv', f'--output={path}')
    with open(path, encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    assert rows and {row['sample'] for row in rows} == {'true'}
    assert {'1', '2'} <= {row['round'] for row in rows if row['question'] == 'role'}


def count_front(desk):
    """How long the visit was in front, told from its facts alone: the wire's words, and none of its code."""
    with sqlite3.connect(desk.data / 'passant.db') as store:
        said = [json.loads(line) for line, in store.execute(
            "SELECT text FROM fact WHERE kind LIKE 'visit.%' ORDER BY device, seq")]
    assert {fact['subject'] for fact in said} == {VISIT} and len({fact['device'] for fact in said}) == 1
    gaps = [(one['kind'], two['boot_ms'] - one['boot_ms']) for one, two in zip(said, said[1:])]
    return sum(ms for kind, ms in gaps if kind not in ('visit.finished', 'visit.broken_off') and
               0 <= ms <= 30 * 60 * 1000)


def a_visit_tells_how_long_it_took(desk):
    desk.load()
    desk.play('finished')
    shown = desk.ask('visit', 'show', VISIT)
    assert shown['front_ms'] == count_front(desk) > 0, (shown['front_ms'], count_front(desk))
    assert 0 < sum(step['front_ms'] for step in shown['touchpoints']) <= shown['front_ms']
    minutes, seconds = divmod(shown['front_ms'] // 1000, 60)
    has(desk.do('visit', 'show', VISIT), f'In front  {minutes}:{seconds:02}')


def a_visit_is_accepted(desk):
    desk.load()
    desk.play('finished')
    answer = desk.ask('review', 'accept', VISIT[:8], '--remark=Thanks')
    assert (answer['visit'], answer['revision']) == (VISIT, 1), answer
    assert desk.state() == 'accepted'
    has(desk.refused('review', 'accept', VISIT), 'accepted already')
    has(desk.refused('review', 'return', VISIT, '--remark=x'), 'accepted already')


def a_visit_is_returned(desk):
    desk.load()
    desk.play('broken_off')
    has(desk.refused('review', 'return', VISIT, '--question=ad_sene', '--remark=x'),
        'did you mean “ad_seen”')
    assert desk.state() == 'broken_off'
    desk.do('review', 'return', VISIT, '--question=ad_seen=Which one, and where?',
            '--question=search_found', '--remark=Please look again')
    assert desk.state() == 'returned'
    remark, = desk.ask('visit', 'show', VISIT)['remarks']
    assert (remark['question'], remark['text'], remark['revision']) == (
        'ad_seen', 'Which one, and where?', 1), remark
    has(desk.do('visit', 'show', VISIT), 'Which one, and where?')
    has(desk.refused('review', 'accept', VISIT), 'with the shopper again')
    has(desk.do('visit', 'show', VISIT), 'Please look again')


def a_visit_is_rejected(desk):
    desk.load()
    desk.play('finished')
    desk.expect(USAGE, 'review', 'reject', VISIT)
    desk.do('review', 'reject', VISIT, '--remark=Another shop')
    assert desk.state() == 'rejected'


def an_open_visit_is_not_reviewed(desk):
    desk.load()
    desk.play('open')
    for verb in ('accept', 'return', 'reject'):
        has(desk.refused('review', verb, VISIT, '--remark=x'), 'still being walked')
    assert desk.state() == 'open'


def answers_are_exported(desk):
    desk.load()
    desk.play('nasty')
    path, again = desk.folder / 'a.csv', desk.folder / 'b.csv'
    desk.do('export', '--study=fiets_2026', '--format=csv', f'--output={path}', '--language=en')
    desk.do('export', '--study=fiets_2026', '--format=csv', f'--output={again}', '--language=en')
    assert path.read_bytes() == again.read_bytes()
    printed = desk.do('export', '--study=fiets_2026', '--format=csv', '--output=/dev/stdout',
                      '--language=en')
    assert path.read_text(encoding='utf-8') in printed and not Path('/dev/stdout').is_file()
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline='')))
    ad = next(row for row in rows if row['question'] == 'ad_seen')
    assert ad['comment'] == '\'=1+1, "so"\n🚲' and ad['guarded'] == 'comment', ad
    assert ad['label'] == 'Yes'
    answer = desk.ask('export', '--study=fiets_2026', f'--output={desk.folder / "a.json"}')
    assert answer['rows'] == len(rows) and answer['visits'] == 1, answer
    exact = json.loads((desk.folder / 'a.json').read_text(encoding='utf-8'))['rows']
    assert len(exact) == len(rows)
    assert next(row for row in exact if row['question'] == 'ad_seen')['comment'] == \
        '=1+1, "so"\n🚲'
    out = desk.do('export', '--study=fiets_2026', '--format=csv', '--output=-', '--exact')
    has(out, ',"=1+1, ""so""')


def an_export_that_cannot_be_is_refused(desk):
    desk.load()
    has(desk.refused('export', '--study=fiets', '--format=csv', '--output=-'), 'fiets_2026')
    has(desk.expect(USAGE, 'export', '--study=fiets_2026', '--format=xls', '--output=-')[1], 'xls')
    away = desk.folder / 'no' / 'where.csv'
    has(desk.refused('export', '--study=fiets_2026', '--format=csv', f'--output={away}'), 'where')


def a_report_is_written(desk):
    desk.load()
    desk.play('finished')
    for language, word in (('nl', 'Bezoekrapport'), ('en', 'Visit report'),
                           ('de', 'Besuchsbericht'), ('fr', 'Rapport de visite')):
        path, again = desk.folder / f'{language}.pdf', desk.folder / 'again.pdf'
        words = ('report', 'visit', VISIT, f'--language={language}')
        desk.do(*words, f'--pdf={path}', '--timezone=Europe/Amsterdam')
        desk.do(*words, f'--pdf={again}', '--timezone=Europe/Amsterdam')
        assert path.read_bytes() == again.read_bytes(), 'another run, other bytes'
        text = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True,
                              check=True).stdout
        has(text, word, VISIT, 'Trapwerk')
    assert desk.ask('report', 'visit', VISIT, f'--pdf={path}', '--client')['bytes'] > 10000


def a_report_that_cannot_be_is_refused(desk):
    desk.load()
    desk.play('finished')
    path = desk.folder / 'x.pdf'
    has(desk.refused('report', 'visit', 'ffff', f'--pdf={path}'), 'ffff')
    has(desk.refused('report', 'visit', VISIT, f'--pdf={path}', '--language=ar'), '“ar”')
    has(desk.refused('report', 'visit', VISIT, f'--pdf={path}', '--timezone=Mars'), '“Mars”')
    assert not path.exists()
    has(desk.refused('report', 'visit', VISIT, f'--pdf={path / "y.pdf"}'), 'y.pdf')


def the_store_is_checked_and_rebuilt(desk):
    desk.load()
    desk.play('finished')
    before = desk.ask('visit', 'show', VISIT)
    assert desk.ask('store', 'check')['whole'] is True
    assert desk.ask('store', 'rebuild')['rebuilt'] is True
    assert desk.ask('visit', 'show', VISIT) == before


def a_damaged_store_is_left_alone(desk):
    desk.data.mkdir()
    database = desk.data / 'passant.db'
    database.write_bytes(b'not a database' * 1000)
    desk.refused('visit', 'list')
    assert desk.ask('visit', 'list', code=REFUSED)['error'] == 'damaged'
    assert database.read_bytes() == b'not a database' * 1000


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Hub:
    def __init__(self, folder):
        self.folder = folder / 'hub'
        self.port = free_port()
        self.url = f'http://127.0.0.1:{self.port}'
        self.do('init', '--title=Hub')

    def do(self, *words):
        return subprocess.run([str(HUB), *words, f'--data={self.folder}'], check=True,
                              capture_output=True, text=True, env=ENVIRONMENT).stdout

    def code(self, *words):
        return re.search('[0-9A-Z]{4}-[0-9A-Z]{4}', self.do('enrol', *words))[0]

    def start(self):
        self.process = subprocess.Popen([str(HUB), 'serve', f'--data={self.folder}',
                                         f'--listen=127.0.0.1:{self.port}'], env=ENVIRONMENT,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(('127.0.0.1', self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError('the hub does not come up')

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def what_is_said_without_a_hub_goes_later(desk):
    hub = Hub(desk.folder)
    hub.start()
    try:
        code = hub.code('--role=coordinator', '--name=Desk')
        has(desk.refused('hub', 'sync'), 'hub enrol')
        has(desk.refused('hub', 'enrol', f'--hub={hub.url}', '--code=0000-0000'), 'Not enrolled')
        has(desk.expect(USAGE, 'hub', 'enrol', f'--code={code}')[1], '--hub=URL is missing')
        has(desk.refused('hub', 'enrol', '--hub=http://192.0.2.1', f'--code={code}'), 'https://')
        assert desk.ask('hub', 'enrol', f'--hub={hub.url}', f'--code={code}')['role'] == \
            'coordinator'
        has(desk.refused('hub', 'enrol', f'--hub={hub.url}', f'--code={code}'), '--again')
        has(desk.do('study', 'load', STUDY), 'on the hub')
    finally:
        hub.stop()
    answer = desk.ask('shopper', 'put', 'anna', '--name=Anna', code=OFFLINE)
    assert answer['synced'] is False and answer['facts'] == 1, answer
    has(desk.expect(OFFLINE, *OFFER)[1], 'Kept on this desk')
    desk.expect(OFFLINE, 'hub', 'sync')
    has(desk.do('shopper', 'put', 'bob', '--name=Bob', '--offline'), 'next sync')
    hub.start()
    try:
        assert desk.ask('hub', 'sync')['facts_sent'] == 3
        assert desk.ask('hub', 'sync')['facts_sent'] == 0
    finally:
        hub.stop()


def a_shopper_cannot_review(desk):
    hub = Hub(desk.folder)
    hub.start()
    try:
        desk.load()
        desk.play('finished')
        code = hub.code('--role=shopper', '--shopper=anna', '--name=Anna')
        desk.do('hub', 'enrol', f'--hub={hub.url}', f'--code={code}')
        has(desk.refused('review', 'accept', VISIT), 'only a coordinator')
        assert desk.state() == 'finished'
    finally:
        hub.stop()


def copy_script(desk, name, change):
    """The sample study with a script that @change made something else of."""
    folder = desk.folder / name
    shutil.copytree(STUDY, folder)
    script = json.loads((folder / 'script.json').read_text(encoding='utf-8'))
    change(script)
    (folder / 'script.json').write_text(json.dumps(script), encoding='utf-8')
    return folder


def reword(script):
    """One question of the third touchpoint put otherwise, and one of the fourth gone."""
    touchpoints = [each for phase in script['phases'] for each in phase['touchpoints']]
    touchpoints[2]['questions'][1]['text']['nl'] = 'Kwam er antwoord?'
    gone = touchpoints[3]['questions'].pop(0)
    text = json.dumps(script)
    assert '${' + gone['id'] + '}' not in text


def second_version(script):
    reword(script)
    script['version'] = 2


def scripts_are_told_apart(desk):
    old = STUDY / 'script.json'
    new = copy_script(desk, 'second', second_version) / 'script.json'
    same = desk.expect(OK, 'script', 'diff', old, old)[0]
    has(same, 'No difference')
    code, out, _ = desk.run('script', 'diff', old, new, '--language=nl')
    assert code == 1, code
    has(out, 'version changed: 1 → 2', 'question’s text changed (nl): “', '” → “Kwam er antwoord?”',
        'question removed: “', 'Wat anderen zeggen')
    answer = desk.ask('script', 'diff', old, new, code=1)
    assert not answer['same'] and [each['kind'] for each in answer['changes']] == \
        ['altered', 'altered', 'removed'], answer['changes']
    assert answer['changes'][1]['touchpoint'] == 'reviews', answer['changes'][1]
    code, _, err = desk.run('script', 'diff', old, desk.folder / 'nothing.json')
    assert code == 2 and err.startswith('passantctl: '), (code, err)
    assert desk.run('script', 'diff', old, 'deadbeefdeadbeef')[0] == 2


def a_script_is_exported(desk):
    sheet, plain = desk.folder / 'form.xlsx', desk.folder / 'form.json'
    desk.do('script', 'export', STUDY / 'script.json', '--format=xlsx', f'--output={sheet}')
    has(desk.do('script', 'diff', STUDY / 'script.json', sheet), 'No difference')
    desk.load()
    row = desk.ask('script', 'list')['scripts'][0]
    desk.do('script', 'export', row['hash'][:10], '--format=json', f'--output={plain}')
    has(desk.do('script', 'diff', plain, row['hash']), 'No difference')
    first = sheet.read_bytes()
    desk.do('script', 'export', plain, '--format=xlsx', f'--output={sheet}')
    assert sheet.read_bytes() == first, 'the same script gave other bytes'
    desk.expect(USAGE, 'script', 'export', plain, '--format=pdf')


def a_published_version_stays(desk):
    desk.load()
    has(desk.refused('study', 'load', copy_script(desk, 'sly', reword)),
        'Version 1 of fiets_2026 is published already', 'higher version')
    assert len(desk.ask('script', 'list')['scripts']) == 1
    desk.do('study', 'load', copy_script(desk, 'second', second_version))
    rows = desk.ask('script', 'list', '--study=fiets_2026')['scripts']
    assert [row['version'] for row in rows] == [1, 2], rows
    assert len({row['hash'] for row in rows}) == 2
    desk.do('study', 'load', desk.folder / 'second')
    desk.load()


def assignments_move_to_a_new_version(desk):
    desk.load()
    desk.do('shopper', 'put', 'anna', '--name=Anna')
    desk.do(*OFFER, '--from=2026-11-20', '--until=2026-11-30', '--pay=45,50')
    desk.do(*OFFER)
    before = desk.ask('assignment', 'list')['assignments']
    has(desk.do('assignment', 'move', '--script=latest'), 'Nothing to move: 2 on that version')
    desk.do('study', 'load', copy_script(desk, 'second', second_version))
    old, new = (row['hash'] for row in desk.ask('script', 'list')['scripts'])
    counts = {row['hash']: row['assignments'] for row in desk.ask('script', 'list')['scripts']}
    assert counts == {old: 2, new: 0}, counts
    desk.do('assignment', 'move', '--script=latest', before[0]['assignment'])
    answer = desk.ask('assignment', 'move', f'--script={new[:12]}', '--study=fiets_2026')
    assert (answer['moved'], answer['there_already']) == (1, 1), answer
    assert desk.ask('assignment', 'list')['assignments'] == before
    counts = {row['hash']: row['assignments'] for row in desk.ask('script', 'list')['scripts']}
    assert counts == {old: 0, new: 2}, counts
    desk.do('assignment', 'move', f'--script={old}')
    has(desk.refused('assignment', 'move', '--script=latest', 'nobody'), 'nobody')
    has(desk.refused('assignment', 'move', '--script=deadbeefdead'), 'script list')


def old_visits_stay_as_they_were(desk):
    """Bit for bit, whatever is published, moved and walked after them."""
    def rows():
        out = desk.folder / 'rows.csv'
        desk.do('export', '--study=fiets_2026', '--format=csv', f'--output={out}')
        lines = list(csv.reader(io.StringIO(out.read_text(encoding='utf-8-sig'))))
        return lines[0], [line for line in lines[1:] if VISIT in line], len(lines) - 1

    def page(visit=VISIT):
        out = desk.folder / 'page.pdf'
        desk.do('report', 'visit', visit, f'--pdf={out}', '--timezone=Europe/Amsterdam')
        return out.read_bytes()

    desk.load()
    desk.play('finished')
    header, first, n_first = rows()
    shown, drawn = desk.do('visit', 'show', VISIT), page()
    desk.do('study', 'load', copy_script(desk, 'second', second_version))
    desk.play('moved')
    desk.do('store', 'rebuild')
    later_header, later, n_later = rows()
    assert (later_header, later) == (header, first) and n_later > n_first
    assert desk.do('visit', 'show', VISIT) == shown and page() == drawn
    visits = {each['visit']: each for each in desk.ask('visit', 'list')['visits']}
    old, new = (row['hash'] for row in desk.ask('script', 'list')['scripts'])
    moved = next(each for key, each in visits.items() if key != VISIT)
    assert len(page(moved['visit'])) > 10000
    counts = {row['hash']: row['visits'] for row in desk.ask('script', 'list')['scripts']}
    assert counts == {old: 1, new: 1}, counts


CASES = (
    every_verb_tells_how, every_verb_refuses_what_it_does_not_know, the_help_lists_every_verb,
    slips_are_put_right, usage_is_told, a_sound_script_passes, a_wrong_script_is_told_by_line,
    a_doubtful_script_is_warned_of, a_broken_script_is_told_by_line,
    a_script_of_the_future_is_refused, a_study_is_loaded_once, only_what_changed_is_said_again,
    a_briefing_brings_its_pictures,
    a_wrong_study_loads_nothing, a_wrong_script_loads_no_study,
    a_script_outside_its_folder_is_refused, a_shopper_is_written_down, an_assignment_is_offered,
    an_assignment_is_withdrawn, what_promises_nothing_is_not_paid,
    a_job_is_offered_to_several, a_wrong_offer_is_refused, a_visit_is_shown, a_visit_tells_how_long_it_took,
    a_sample_visit_says_so, a_visit_is_accepted,
    a_visit_is_returned, a_visit_is_rejected, an_open_visit_is_not_reviewed, answers_are_exported,
    an_export_that_cannot_be_is_refused, a_report_is_written, a_report_that_cannot_be_is_refused,
    the_store_is_checked_and_rebuilt, a_damaged_store_is_left_alone,
    what_is_said_without_a_hub_goes_later, a_shopper_cannot_review, scripts_are_told_apart,
    a_script_is_exported, a_published_version_stays, assignments_move_to_a_new_version,
    old_visits_stay_as_they_were,
)


def main():
    print(f'1..{len(CASES)}')
    failed = 0
    for number, case in enumerate(CASES, 1):
        name = case.__name__.replace('_', ' ')
        try:
            with Desk() as desk:
                case(desk)
            print(f'ok {number} {name}', flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f'not ok {number} {name}', flush=True)
            traceback.print_exc()
    return 1 if failed else 0


sys.exit(main())
