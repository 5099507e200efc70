#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a fuzzer try for a minute, or ten with PASSANT_TEST_SOAK.

    tests/fuzz/run-fuzzer.py FUZZER DICTIONARY

It begins with what the fixtures and samples have, and with what earlier runs in this build found worth keeping. What
makes it crash, leak, hang or fill the memory is kept beside, with the command that shows it again; so is what took more
than a second, if it does so again by itself in processor time: a busy machine is no hang.
"""

import os
import subprocess
import sys
from pathlib import Path

import seeds

SECONDS = 60
SOAK_SECONDS = 600
SLOW = 1  # seconds of processor time for one input
TIMEOUT = 20  # seconds by the clock, when all is over
MEMORY_MB = 2048
BYTES_MAX = {'expression': 8192, 'script': 65536, 'yaml': 32768, 'workbook': 65536}

SANITIZERS = {
    # libFuzzer wants to hear of a signal itself, and a fuzzer that runs out of memory is a find.
    'ASAN_OPTIONS': 'detect_leaks=1:detect_stack_use_after_return=1:allocator_may_return_null=1',
    'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1',
    'LSAN_OPTIONS': f'suppressions={Path(__file__).resolve().parent}/leaks.txt:print_suppressions=0',
    'MALLOC_CHECK_': '0',
    'MALLOC_PERTURB_': '0',
}


def is_slow(fuzzer, unit):
    before = os.times()
    subprocess.run([fuzzer, unit], env=os.environ | SANITIZERS, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    after = os.times()
    spent = (after.children_user + after.children_system
             - before.children_user - before.children_system)
    return spent > SLOW


def tell(fuzzer, find):
    print(f'to see it again: app/setup run {fuzzer} -timeout={TIMEOUT} {find}')


def main():
    fuzzer, dictionary = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    name = fuzzer.name.removeprefix('fuzz-')
    build = fuzzer.parents[2]
    corpus, seeded, finds = (build / folder / name for folder in ('corpus', 'seeds', 'finds'))
    for folder in (corpus, seeded, finds):
        folder.mkdir(parents=True, exist_ok=True)
    seeds.write(name, seeded)

    seed = int(os.environ.get('PASSANT_TEST_SEED') or int.from_bytes(os.urandom(3), 'big') or 1)
    seconds = SOAK_SECONDS if os.environ.get('PASSANT_TEST_SOAK') else SECONDS
    print(f'PASSANT_TEST_SEED={seed}', flush=True)
    for stale in finds.glob('slow-unit-*'):
        stale.unlink()
    done = subprocess.run(
        [fuzzer, f'-max_total_time={seconds}', f'-timeout={TIMEOUT}',
         f'-report_slow_units={SLOW}', f'-rss_limit_mb={MEMORY_MB}',
         f'-max_len={BYTES_MAX[name]}', f'-dict={dictionary}', f'-seed={seed}',
         f'-artifact_prefix={finds}/', '-print_final_stats=1', '-verbosity=1', corpus, seeded],
        env=os.environ | SANITIZERS, stderr=subprocess.STDOUT, stdout=subprocess.PIPE,
        errors='replace', text=True)
    lines = done.stdout.splitlines()
    slow = [unit for unit in finds.glob('slow-unit-*') if is_slow(fuzzer, unit)]
    if done.returncode == 0:
        print('\n'.join(line for line in lines if line.startswith(('Done', 'stat::'))))
        for unit in slow:
            print(f'took more than {SLOW} s of processor time:')
            tell(fuzzer, unit)
        return 1 if slow else 0

    print('\n'.join(lines[-120:]))
    for line in lines:
        if 'Test unit written to ' in line:
            tell(fuzzer, line.split('Test unit written to ')[1])
    return 1


sys.exit(main())
