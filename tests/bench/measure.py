#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/bench/run prints: from answer to guide, from tap to disk, facts the hub accepts, and the first frame."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'bench'), str(TESTS / 'support')]
import big_script  # noqa: E402
import ledger  # noqa: E402
import walk_trace  # noqa: E402
from first_frame import compare  # noqa: E402
from ui import App  # noqa: E402
from world import TOP, World, environment, run  # noqa: E402

BUILD = Path(os.environ.get('PASSANT_BUILD', TOP / '_build'))
WRITE_FACTS = BUILD / 'tests/bench/write-facts'
OPEN_SCRIPTS = BUILD / 'tests/bench/open-scripts'
LEAD_GUESTS = BUILD / 'tests/bench/lead-guests'
EMPTY_WINDOW = BUILD / 'tests/bench/empty-window'
# Stores lie in the build folder: a real disk, where the session's own folder may be memory.
SCRATCH = BUILD / 'bench'
DEVICES = 8
FULL_JOBS, FULL_VISITS = 200, 5


def quantile(values, part):
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def flushes(folder, taps):
    """fdatasync and fsync calls per tap, counted by strace; None where tracing is not allowed."""
    trace = folder.with_suffix('.strace')
    done = subprocess.run(['strace', '-f', '-c', '-e', 'trace=fsync,fdatasync', '-o', trace,
                           WRITE_FACTS, folder, 'taps', str(taps)], stdout=subprocess.DEVNULL)
    if done.returncode:
        return None
    calls = sum(int(line.split()[3]) for line in trace.read_text().splitlines()
                if line.split()[-1:] in (['fsync'], ['fdatasync']))
    return calls / taps


def measure_taps(world, taps):
    handheld = world.add_guest('tapper', 'Tapper', ('utrecht_centrum',))
    handheld.enrol()
    handheld.sync()
    output = run(WRITE_FACTS, handheld.folder, 'taps', taps, timeout=600)
    took_ms = [int(line) / 1000 for line in output.split()]
    print(f'tap to durable     p50 {quantile(took_ms, 0.5):.2f} ms, p99 {quantile(took_ms, 0.99):.2f} ms, '
          f'worst {max(took_ms):.1f} ms (n = {len(took_ms)})')
    per_tap = flushes(handheld.folder, 200)
    print('flushes per tap    ' + (f'{per_tap:.2f} (n = 200)' if per_tap is not None else 'not traceable'))


def measure_hub(world, facts):
    """So many handhelds hand in at once what each noted offline."""
    handhelds = []
    for number in range(DEVICES):
        handheld = world.add_guest(f'guest{number}', f'Guest {number}', ('zwolle_stadshagen',))
        handheld.enrol()
        handheld.sync()
        run(WRITE_FACTS, handheld.folder, 'batch', facts // DEVICES)
        handhelds.append(handheld)
    began = time.monotonic()
    running = [subprocess.Popen([*map(str, each.command), '--sync'], env=environment('en'),
                                stdout=subprocess.DEVNULL) for each in handhelds]
    if any(each.wait() for each in running):
        raise SystemExit('a sync failed')
    took = time.monotonic() - began
    total = sum(ledger.count(each.database) for each in handhelds)
    held = ledger.rows(world.hub.database, 'SELECT sum(seq) FROM device WHERE role = ?', 'shopper')[0][0]
    if held < total:
        raise SystemExit(f'the hub holds {held} of {total} facts')
    print(f'facts accepted     {total / took:,.0f} a second: {total} of {DEVICES} devices at once, '
          f'signed, durable, receipted, in {took:.2f} s')


def measure_guide():
    """The whole guide anew after each answer, of a long script against the sample study's."""
    lines = run(LEAD_GUESTS, TOP / 'data/studies/fiets/script.json').splitlines()
    (few, few_us), (many, many_us) = (map(float, line.split()) for line in lines)
    print(f'guide, one answer  {many_us / few_us:.0f} × the sample study at {many / few:.0f} × its questions; '
          f'{many_us / 1000:.2f} ms for {many:.0f}, {few_us / 1000:.3f} ms for {few:.0f}')


def measure_scripts(folder):
    """A script of 300 questions in four languages against the sample study's, compiled, checked and opened."""
    stores = folder / 'stores'
    stores.mkdir()
    big = folder / 'big.json'
    big.write_text(json.dumps(big_script.make(300, ('nl', 'en', 'de', 'fr'))), encoding='utf-8')
    lines = run(OPEN_SCRIPTS, stores, TOP / 'data/studies/fiets/script.json', big).splitlines()
    few, many = ([float(part) for part in line.split()] for line in lines)
    for name, one, other in zip(('compile a script', 'check a script', 'open a visit'), few[1:], many[1:]):
        print(f'{name:18} {other / one:.1f} × the sample study at {many[0] / few[0]:.1f} × its questions; '
              f'{other / 1000:.1f} ms for {many[0]:.0f} in four languages ({big.stat().st_size >> 10} KiB), '
              f'{one / 1000:.1f} ms for {few[0]:.0f}')


def measure_start(world, pairs):
    handheld = world.add_guest('starter', 'Starter', ('breda_ginnekenweg',))
    handheld.enrol()
    handheld.sync()
    app, floor, ratio, ratios = compare(handheld.command, [EMPTY_WINDOW], pairs, environment('en'))
    print(f'first frame        {ratio:.2f} × an empty libadwaita window, median of {pairs} pairs '
          f'({ratios[len(ratios) // 4]:.2f} … {ratios[len(ratios) * 3 // 4]:.2f} the middle half); '
          f'{app:.0f} ms against {floor:.0f} ms')


def measure_full(world, pairs):
    """The same with a home page as full as it gets: jobs to claim, claimed ones, visits under way."""
    study = json.loads((world.study / 'study.json').read_text(encoding='utf-8'))
    places = [each['id'] for each in study['locations']]
    handheld = world.add_guest('busy', 'Busy', ())
    for number in range(FULL_JOBS):
        world.desk.do('assignment', 'offer', f'--study={study["id"]}', '--shopper=busy', '--offline',
                      f'--location={places[number % len(places)]}')
    world.desk.sync()
    handheld.enrol()
    handheld.sync()
    run(WRITE_FACTS, handheld.folder, 'day', FULL_VISITS)
    handheld.sync()
    app, floor, ratio, ratios = compare(handheld.command, [EMPTY_WINDOW], pairs, environment('en'))
    print(f'… of a full day    {ratio:.2f} × with {FULL_JOBS} assignments and {FULL_VISITS} visits under way, '
          f'median of {pairs} pairs ({ratios[len(ratios) // 4]:.2f} … {ratios[len(ratios) * 3 // 4]:.2f} '
          f'the middle half); {app:.0f} ms against {floor:.0f} ms')


def begin_inside(handheld):
    """Goes into the visit once: an app that was left inside a visit begins there the next time."""
    with App(handheld.command, 'passant', env=environment('en')).wait() as app:
        app.find(role='button', contains='Continue:').press()
        app.find(role='heading', contains='')


def measure_visit(world, pairs):
    """The app from its start to the touchpoint where the guest was, of a long script against the sample study's."""
    study = world.folder / 'big'
    study.mkdir()
    (study / 'script.json').write_text(json.dumps(big_script.make(300, ('nl', 'en', 'de', 'fr'))), encoding='utf-8')
    (study / 'study.json').write_text(json.dumps(
        {'id': 'big_2026', 'title': {'en': 'Big'}, 'client': 'Big', 'currency': 'EUR', 'pay_cents': 100,
         'script': 'script.json', 'locations': [{'id': 'here', 'name': 'Here', 'address': '', 'geo': ''}]}),
        encoding='utf-8')
    world.desk.do('study', 'load', study)
    commands = []
    for shopper, folder, location, touchpoint in (('long', study, 'here', 't20'),
                                                  ('short', world.study, 'breda_ginnekenweg', 'till')):
        handheld = world.add_guest(shopper, shopper.title(), (location,), folder)
        handheld.enrol()
        handheld.sync()
        run(WRITE_FACTS, handheld.folder, 'enter', touchpoint)
        begin_inside(handheld)
        commands.append(handheld.command)
    many, few, ratio, _ = compare(*commands, pairs, environment('en'))
    print(f'start in a visit   {ratio:.2f} × the sample study with 300 questions in four languages; '
          f'{many:.0f} ms against {few:.0f} ms to the touchpoint on the screen, median of {pairs} pairs')


def main():
    parser = argparse.ArgumentParser(prog='tests/bench/run')
    parser.add_argument('--pairs', type=int, default=24)
    parser.add_argument('--taps', type=int, default=2000)
    parser.add_argument('--facts', type=int, default=40000)
    options = parser.parse_args()
    with World(SCRATCH) as world:
        print(f'{os.cpu_count()} processors, {os.uname().machine}; store and hub in {SCRATCH}')
        measure_guide()
        measure_scripts(world.folder)
        measure_taps(world, options.taps)
        measure_hub(world, options.facts)
        measure_start(world, options.pairs)
        measure_full(world, options.pairs)
        measure_visit(world, max(1, options.pairs // 2))
        walk_trace.measure(world, BUILD)
    return 0


sys.exit(main())
