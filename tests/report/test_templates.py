#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every template: begun with `script new` in each language, without a problem, and walked.

    test_templates.py PASSANTCTL SOURCE_ROOT

PASSANT_TEST_SEED takes the same walks again, PASSANT_TEST_WALKS more or fewer of them.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CTL, TOP = (Path(word).resolve() for word in sys.argv[1:3])
TEMPLATES = TOP / 'data/templates'
LANGUAGES = ('nl', 'en')
ENVIRONMENT = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TZ': 'Europe/Amsterdam',
               'G_DEBUG': 'fatal-warnings'}
OK, REFUSED, USAGE = 0, 1, 2
SEED = int(os.environ.get('PASSANT_TEST_SEED') or random.randrange(2 ** 32))
# A walk takes minutes, and no parcel gets late in that.
UNSEEN = {'late_told'}
# A thousand are half a minute; sanitizers take ten times as long.
WALKS = int(os.environ.get('PASSANT_TEST_WALKS')
            or (100 if 'LSAN_OPTIONS' in os.environ else 1000))


def run(*words):
    """(exit code, stdout, stderr); a crash is never an answer."""
    done = subprocess.run([str(CTL), *map(str, words)], capture_output=True, text=True,
                          env=ENVIRONMENT, timeout=300)
    assert done.returncode >= 0, f'{words} died: {done.returncode} {done.stderr}'
    return done.returncode, done.stdout, done.stderr


def expect(code, *words):
    got, out, err = run(*words)
    assert got == code, f'{words}: {got}, not {code}\n{out}{err}'
    return out if code == OK else err


def new(template, *words):
    return expect(OK, 'script', 'new', f'--template={template}', *words)


def check(path):
    """What `script check` says of a script, as JSON; it must find nothing."""
    code, out, err = run('script', 'check', path, '--format=json')
    answer, = json.loads(out)['files']
    assert code == OK and answer['problems'] == [], f'{path}: {answer["problems"]} {err}'
    return answer


def listed():
    rows = json.loads(expect(OK, 'script', 'new', '--list', '--format=json'))['templates']
    return {row['template']: row['what'] for row in rows}


def entries(text, language):
    """How many texts a script has in @language."""
    return len(re.findall(rf'^ *(?:- )?{language}: |[{{ ]{language}: "', text, re.M))


def all_are_listed(_folder):
    there = {path.stem for path in TEMPLATES.glob('*.yaml')}
    assert set(listed()) == there, f'{sorted(listed())}, not {sorted(there)}'
    assert all(what.endswith('.') for what in listed().values())


def each_is_written_as_it_stands(_folder):
    for name in listed():
        assert new(name) == (TEMPLATES / f'{name}.yaml').read_text(encoding='utf-8'), name


def each_has_no_problem(_folder):
    for name in listed():
        check(TEMPLATES / f'{name}.yaml')


def each_says_all_in_both_languages(_folder):
    for name in listed():
        text = new(name)
        nl, en = (entries(text, language) for language in LANGUAGES)
        assert nl == en > 100, f'{name}: {nl} texts in Dutch, {en} in English'


def each_can_be_had_in_one_language(folder):
    for name in listed():
        for language, other in (LANGUAGES, LANGUAGES[::-1]):
            path = folder / f'{name}.{language}.yaml'
            new(name, f'--language={language}', f'--output={path}')
            text = path.read_text(encoding='utf-8')
            assert entries(text, other) == 0, f'{path}: some {other} is left'
            assert entries(text, language) == entries(new(name), language), path
            assert f'languages: [{language}]' in text, path
            assert text.count('change:') == new(name).count('change:'), path
            check(path)


def languages_come_in_the_order_asked(folder):
    for name in listed():
        path = folder / f'{name}.yaml'
        new(name, '--language=en, nl', f'--output={path}')
        assert 'languages: [en, nl]' in path.read_text(encoding='utf-8')
        check(path)


def id_and_titles_are_put_in(folder):
    path = folder / 'own.yaml'
    title = 'De “reis” naar \\ "Oss": 100 % {raak} \U0001f6b2'
    for name in listed():
        new(name, '--id=Oss-2026_1', f'--title={title}', '--title=The #1 journey',
            f'--output={path}', '--force')
        assert check(path)['script'] == 'Oss-2026_1'
        text = path.read_text(encoding='utf-8')
        assert f'  nl: {json.dumps(title, ensure_ascii=False)}\n  en: "The #1 journey"\n' in text
        assert len(text.split('\n')) == len(new(name).split('\n')), name


def words_that_yaml_takes_for_others_are_ids_too(folder):
    for word in ('true', 'null', 'no', 'y', '_', 'e10'):
        path = folder / f'{word}.yaml'
        new('phone-call', f'--id={word}', f'--title={word}', f'--output={path}')
        assert check(path)['script'] == word


def a_file_that_is_there_stays(folder):
    path = folder / 'mine.yaml'
    path.write_text('mine')
    err = expect(REFUSED, 'script', 'new', '--template=phone-call', f'--output={path}')
    assert 'mine.yaml' in err and '--force' in err and path.read_text() == 'mine', err
    (folder / 'link.yaml').symlink_to(folder / 'nowhere.yaml')
    expect(REFUSED, 'script', 'new', '--template=phone-call', f'--output={folder}/link.yaml')
    new('phone-call', f'--output={path}', '--force')
    assert path.read_text(encoding='utf-8') == new('phone-call')
    expect(REFUSED, 'script', 'new', '--template=phone-call', f'--output={folder}', '--force')
    expect(REFUSED, 'script', 'new', '--template=phone-call', f'--output={folder}/no/such.yaml')
    err = expect(REFUSED, 'script', 'new', '--template=phone-call', '--output=')
    assert 'names no file' in err, err


def what_cannot_be_is_refused(_folder):
    for words, says in (
            (('--template=phone-cal',), 'did you mean “phone-call”?'),
            (('--template=xylophone',), '--list'),
            (('--template=',), '--list'),
            (('--template=../phone-call',), 'no template'),
            (('--template=phone-call', '--language=de'), 'nl, en'),
            (('--template=phone-call', '--language='), 'language'),
            (('--template=phone-call', '--language=nl,nl'), 'twice'),
            (('--template=phone-call', '--language=nl,'), 'nl, en'),
            (('--template=phone-call', '--id='), 'no id'),
            (('--template=phone-call', '--id=1st'), 'no id'),
            (('--template=phone-call', '--id=a b'), 'no id'),
            (('--template=phone-call', '--id=a\n'), 'no id'),
            (('--template=phone-call', '--id=' + 'a' * 65), 'no id'),
            (('--template=phone-call', '--title='), 'title'),
            (('--template=phone-call', '--title= \u00a0'), 'title'),
            (('--template=phone-call', '--title=one\ntwo'), 'one line'),
            (('--template=phone-call', '--title=' + 'é' * 2001), '4000'),
            (('--template=phone-call', '--title=a', '--title=b', '--title=c'), 'too many')):
        err = expect(REFUSED, 'script', 'new', *words)
        assert err.startswith('passantctl: ') and says in err, f'{words}: {err}'
    assert '--list' in expect(USAGE, 'script', 'new')


def each_comes_back_from_a_spreadsheet(folder):
    for name in listed():
        sheet, back = folder / f'{name}.xlsx', folder / f'{name}.yaml'
        expect(OK, 'script', 'export', TEMPLATES / f'{name}.yaml', '--format=xlsx',
               f'--output={sheet}')
        expect(OK, 'script', 'import', sheet, f'--output={back}')
        expect(OK, 'script', 'diff', TEMPLATES / f'{name}.yaml', back)


def the_readme_is_true(folder):
    """What it tells a coordinator to type works as it stands, from template to study."""
    section = re.search(r'^## Write a script$(.*?)^## ', (TOP / 'README.md').read_text('utf-8'),
                        re.M | re.S)[1]
    commands = re.search(r'```sh\n(.*?)```', section, re.S)[1].split('\n')
    study = re.search(r'```json\n(.*?)```', section, re.S)[1]
    home = {**ENVIRONMENT, 'XDG_DATA_HOME': str(folder / 'data')}

    def shell(line):
        done = subprocess.run(['bash', '-c', f'passantctl () {{ "{CTL}" "$@"; }}; {line}'], cwd=folder,
                              env=home, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=300)
        # Nobody answers the test-walk, so it stops before the end.
        expected = REFUSED if ' script walk ' in line and '--random' not in line else OK
        assert done.returncode == expected, f'{line}: {done.returncode} {done.stderr}'

    assert len([line for line in commands if line.startswith('passantctl ')]) >= 5
    for line in commands:
        shell(line)
    (folder / 'coffee/study.json').write_text(study, encoding='utf-8')
    shell('passantctl study load coffee')


def asked(text):
    """The ids of the questions of a template that a guest can answer."""
    return {name for name, kind in re.findall(r'- id: (\w+).*\n +type: (\w+)', text)
            if kind not in ('note', 'calculate')}


def walk(path):
    """No walk ends in a dead end, and together they come past every question."""
    name = path.stem
    out = expect(OK, 'script', 'walk', path, '--random', f'--seed={SEED}', f'--visits={WALKS}',
                 '--format=json')
    kinds = re.findall(r'"kind":"visit\.(opened|finished|broken_off)"', out)
    samples = re.findall(r'"kind":"visit\.opened".*"sample":true', out)
    assert kinds.count('opened') == len(samples) == WALKS, f'{name}: {len(samples)} are samples'
    assert len(kinds) == 2 * WALKS, f'{name}: {len(kinds) - WALKS} of {WALKS} visits ended'
    assert kinds.count('finished') > WALKS / 2, f'{name}: {kinds.count("finished")} were finished'
    if WALKS >= 1000:
        answered = set(re.findall(r'"question":"(\w+)', out))
        missed = asked(path.read_text(encoding='utf-8')) - answered - UNSEEN
        assert not missed, f'{name}: nobody answered {sorted(missed)}'


CASES = (
    all_are_listed, each_is_written_as_it_stands, each_has_no_problem,
    each_says_all_in_both_languages, each_can_be_had_in_one_language,
    languages_come_in_the_order_asked, id_and_titles_are_put_in,
    words_that_yaml_takes_for_others_are_ids_too, a_file_that_is_there_stays,
    what_cannot_be_is_refused, each_comes_back_from_a_spreadsheet, the_readme_is_true,
)


def cases():
    """Pairs of a name and what to call with a folder of its own."""
    for case in CASES:
        yield case.__name__.replace('_', ' '), case
    with ThreadPoolExecutor(2) as pool:
        walks = [(path.stem, pool.submit(walk, path)) for path in sorted(TEMPLATES.glob('*.yaml'))]
        for name, job in walks:
            yield f'{name} is walked {WALKS} times', lambda _folder, job=job: job.result()


def main():
    print(f'# seed {SEED}', flush=True)
    failed = 0
    number = 0
    for number, (name, case) in enumerate(cases(), 1):
        try:
            with tempfile.TemporaryDirectory(prefix='passant-templates-') as folder:
                case(Path(folder))
            print(f'ok {number} {name}', flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f'not ok {number} {name}', flush=True)
            traceback.print_exc()
    print(f'1..{number}')
    return 1 if failed else 0


sys.exit(main())
