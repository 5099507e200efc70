#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a fuzzer try for a minute, or ten with PASSANT_TEST_SOAK.

    tests/fuzz/run-fuzzer.py FUZZER DICTIONARY

It begins with what the fixtures and samples have, and with what earlier runs in this build found worth keeping. What
makes it crash, leak, take more than a second or fill the memory is kept beside, with the command that shows it again.
"""

import os
import subprocess
import sys
from pathlib import Path

import seeds

SECONDS = 60
SOAK_SECONDS = 600
TIMEOUT = 1  # seconds for one input
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
    done = subprocess.run(
        [fuzzer, f'-max_total_time={seconds}', f'-timeout={TIMEOUT}', f'-rss_limit_mb={MEMORY_MB}',
         f'-max_len={BYTES_MAX[name]}', f'-dict={dictionary}', f'-seed={seed}',
         f'-artifact_prefix={finds}/', '-print_final_stats=1', '-verbosity=1', corpus, seeded],
        env=os.environ | SANITIZERS, stderr=subprocess.STDOUT, stdout=subprocess.PIPE,
        errors='replace', text=True)
    lines = done.stdout.splitlines()
    if done.returncode == 0:
        print('\n'.join(line for line in lines if line.startswith(('Done', 'stat::'))))
        return 0

    print('\n'.join(lines[-120:]))
    for line in lines:
        if 'Test unit written to ' in line:
            find = line.split('Test unit written to ')[1]
            print(f'to see it again: app/setup run {fuzzer} -timeout={TIMEOUT} {find}')
    return 1


sys.exit(main())
