#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the test suites one after another and adds them up in one closing line.

Called by tests/run, where the build is. Every test is a meson test; one that speaks TAP counts
by its lines, any other as one.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get('PASSANT_BUILD', TOP / '_build'))
SESSION = TOP / 'tests/support/session.sh'

SANITIZERS = {
    'ASAN_OPTIONS': 'detect_leaks=1:abort_on_error=1:detect_stack_use_after_return=1',
    'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1',
    'LSAN_OPTIONS': f'suppressions={TOP}/tests/support/leaks.txt:print_suppressions=0',
    # Sanitizers bring their own allocator, and must see every free.
    'G_SLICE': 'always-malloc',
    'MALLOC_CHECK_': '0',
}


@dataclass
class Stage:
    """Suites that run together: in one build, in a session of their own or not."""
    name: str
    suites: tuple
    build: Path = BUILD
    session: bool = False
    sanitized: bool = False
    fuzzed: bool = False
    quick: bool = True
    soak: bool = False
    processes: int = 2


STAGES = (
    Stage('lint', ('lint',)),
    Stage('core', ('core', 'author', 'report', 'hub')),
    Stage('faults', ('faults',)),
    Stage('widgets', ('widgets',), session=True, processes=1),
    Stage('journey', ('journey',), quick=False),
    Stage('screens', ('screens',), quick=False),
    Stage('flatpak', ('flatpak',), quick=False, soak=True),
    Stage('fuzz', ('fuzz',), TOP / '_build-fuzz', fuzzed=True, quick=False),
    Stage('asan', ('core', 'author', 'report', 'hub'), TOP / '_build-asan', sanitized=True, quick=False),
)


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list = field(default_factory=list)

    def add(self, test):
        """Takes in one entry of meson's JSON log."""
        name = test['name']
        lines = re.findall(r'^(ok|not ok)\b(.*)$', test.get('stdout') or '', re.M)
        expected = test['result'] in ('EXPECTEDFAIL',)
        if expected or not lines:
            return self.add_one(name, test['result'])
        broken = 0
        for verdict, rest in lines:
            if re.search(r'# *skip', rest, re.I):
                self.skipped += 1
            elif verdict == 'ok':
                self.passed += 1
            else:
                broken += 1
                self.failures.append(name + rest)
        self.failed += broken
        # A program that said ok all along and then crashed or ran out of time.
        if not broken and test['result'] not in ('OK', 'SKIP'):
            self.add_one(name, test['result'])

    def add_one(self, name, result):
        if result in ('OK', 'EXPECTEDFAIL'):
            self.passed += 1
        elif result == 'SKIP':
            self.skipped += 1
        else:
            self.failed += 1
            self.failures.append(f'{name}: {result.lower()}')

    def join(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.failures += other.failures

    def __str__(self):
        return f'{self.passed} passed, {self.failed} failed, {self.skipped} skipped'


def say(*words):
    print('passant:', *words, flush=True)


def prepare_sanitized(build):
    if not (build / 'build.ninja').exists():
        say('Configuring the build with AddressSanitizer and UndefinedBehaviorSanitizer')
        subprocess.run(['meson', 'setup', build, TOP, '-Db_sanitize=address,undefined',
                        '-Db_lundef=false', '-Dbuildtype=debug'],
                       check=True, stdout=subprocess.DEVNULL)


def prepare_fuzzed(build):
    """Only the fuzzers are built, by clang."""
    if not (build / 'build.ninja').exists():
        say('Configuring the build of the fuzzers')
        subprocess.run(['meson', 'setup', build, TOP, '-Dfuzz=true', '-Db_lundef=false',
                        '-Dwerror=false'],
                       env=os.environ | {'CC': 'clang'}, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['ninja', '-C', build, 'fuzzers'], check=True, stdout=subprocess.DEVNULL)


def suites_of(build):
    """The suites that have a test at all; meson takes an unknown one for a mistake."""
    listed = subprocess.run(['meson', 'introspect', '--tests', build],
                            check=True, capture_output=True, text=True).stdout
    return {suite.split(':')[-1] for test in json.loads(listed) for suite in test['suite']}


def run_stage(stage, soak):
    tally = Tally()
    env = dict(os.environ)
    if soak:
        env['PASSANT_TEST_SOAK'] = '1'
    if stage.sanitized:
        prepare_sanitized(stage.build)
        env |= SANITIZERS
    if stage.fuzzed:
        prepare_fuzzed(stage.build)
    present = [suite for suite in stage.suites if suite in suites_of(stage.build)]
    if not present:
        tally.failed += 1
        tally.failures.append(f'{stage.name}: has no tests')
        return tally
    log = f'suite-{stage.name}'
    command = ['meson', 'test', '-C', stage.build, '--print-errorlogs', '--logbase', log,
               '--num-processes', str(stage.processes)]
    command += [f'--suite={suite}' for suite in present]
    if not stage.sanitized:
        command.append('--no-rebuild')
    if stage.session:
        command = [SESSION, '--', *command]
    if soak:
        command += ['--timeout-multiplier', '10']
    path = stage.build / 'meson-logs' / f'{log}.json'
    path.unlink(missing_ok=True)
    done = subprocess.run(command, env=env)
    if path.exists():
        for line in path.read_text(encoding='utf-8', errors='replace').splitlines():
            tally.add(json.loads(line))
    if done.returncode and not tally.failed:
        tally.failed += 1
        tally.failures.append(f'{stage.name}: did not run to its end ({done.returncode})')
    return tally


def main():
    parser = argparse.ArgumentParser(prog='tests/run')
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--soak', action='store_true')
    parser.add_argument('--suite', default='', metavar='A,B')
    options = parser.parse_args()
    wanted = {name for name in options.suite.split(',') if name}
    known = {name for stage in STAGES for name in (stage.name, *stage.suites)}
    if wanted - known:
        parser.error(f'no suite {", ".join(sorted(wanted - known))} (there are '
                     f'{", ".join(sorted(known))})')

    total = Tally()
    if options.soak:
        next(stage for stage in STAGES if stage.name == 'screens').suites = ('screens', 'screens-soak')
    for stage in STAGES:
        if wanted:
            if stage.name not in wanted:
                suites = tuple(suite for suite in stage.suites if suite in wanted)
                if not suites or stage.sanitized:
                    continue
                stage.suites = suites
        elif options.quick and not stage.quick or stage.soak and not options.soak:
            continue
        started = time.monotonic()
        tally = run_stage(stage, options.soak)
        say(f'{stage.name}: {tally} ({time.monotonic() - started:.0f} s)')
        total.join(tally)
    for failure in total.failures:
        say(f'failed: {failure}')
    print(total, flush=True)
    return 1 if total.failed or not total.passed else 0


sys.exit(main())
