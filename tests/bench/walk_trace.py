# SPDX-License-Identifier: GPL-3.0-or-later
"""The running app on a visit of 60 touchpoints, tapped through by a real pointer: how long its main thread is away, and how
long the screen takes to be covered."""

import json
import re
import subprocess
import sys
import time

import ledger
from first_frame import WRAP_MS
from pointer import Pointer
from ui import App
from world import environment, run

TOUCHPOINTS = 60
STALL_MS = 16
SETTLE_S = 0.35
LANGUAGES = ('en',)
STAMP = re.compile(r'\[ *(\d+)\.(\d+)\]')


def text(words):
    return {language: words for language in LANGUAGES}


def touchpoint(number):
    name = f't{number:02}'
    return {'id': name, 'title': text(f'Touchpoint {number:02}'), 'channel': 'store',
            'instruction': text('Look as you always look: in passing.'), 'cover': text(f'Line {number:02}'),
            'questions': [
                {'id': f'{name}a', 'type': 'yes_no', 'text': text('Were you greeted?')},
                {'id': f'{name}b', 'type': 'scale', 'min': 1, 'max': 5, 'text': text('How tidy was it?')},
                {'id': f'{name}c', 'type': 'number', 'text': text('How many waited?')},
                {'id': f'{name}d', 'type': 'yes_no', 'text': text('Was it clean?')},
                {'id': f'{name}e', 'type': 'text', 'text': text('What else?')}]}


def write_study(folder):
    folder.mkdir()
    phases = [{'id': f'p{at}', 'title': text(f'Phase {at}'),
               'touchpoints': [touchpoint(number) for number in range(at * 10, at * 10 + 10)]}
              for at in range(TOUCHPOINTS // 10)]
    script = {'passant': 1, 'id': 'walk', 'version': 1, 'languages': list(LANGUAGES), 'title': text('Walk'),
              'phases': phases}
    study = {'id': 'walk_2026', 'title': {'en': 'Walk'}, 'client': 'Walk', 'currency': 'EUR', 'pay_cents': 100,
             'script': 'script.json',
             'locations': [{'id': 'here', 'name': 'Here', 'address': '', 'geo': ''}]}
    for name, tree in (('script', script), ('study', study)):
        (folder / f'{name}.json').write_text(json.dumps(tree), encoding='utf-8')


class Walk:
    """One guest's app, taken into the visit. It is tapped where it was seen to have its buttons."""

    def __init__(self, world, shopper):
        study = world.folder / 'walk'
        if not study.exists():
            write_study(study)
            world.desk.do('study', 'load', study)
        self.handheld = world.add_guest(shopper, shopper.title(), ('here',), study)
        self.handheld.enrol()
        self.handheld.sync()
        run(world.write_facts, self.handheld.folder, 'enter', 't00')
        self.learn()

    def learn(self):
        with App(self.handheld.command, 'passant', env=environment('en')).wait() as app:
            resume = app.find(role='button', contains='Continue')
            self.resume = resume.at()
            resume.press()
            app.find(role='heading', name='Touchpoint 00')
            time.sleep(1)
            self.next = app.find(role='button', name='Next').at()
            self.yes = next(app.frame.all(role=('toggle button', 'radio button'), name='Yes')).at()
            next(node for node in app.frame.all(role='grouping') if 'navigation.pop' in node.actions).act(
                'navigation.pop')
            app.find(role='button', contains='Continue')
            time.sleep(1)

    def run(self, command, act, **more):
        """act(pointer) on the app, which nobody reads out meanwhile."""
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL,
                                   env=environment('en', GTK_A11Y='none', **more))
        try:
            time.sleep(3)
            pointer = Pointer()
            pointer.click(*self.resume)
            time.sleep(2)
            return act(pointer)
        finally:
            process.terminate()
            process.wait()

    def count(self):
        return ledger.count(self.handheld.database)

    def tap(self, pointer):
        pointer.click(*self.yes)
        time.sleep(SETTLE_S)

    def step(self, pointer):
        pointer.click(*self.next)
        time.sleep(SETTLE_S)


def stalls(world, meter):
    """[(ms, ms on a processor)] of the main thread's stretches away from its loop, from the first tap to the last."""
    walk = Walk(world, 'walker')
    trace = walk.handheld.folder.with_suffix('.stalls')

    def act(pointer):
        began, before = time.monotonic() * 1e6, walk.count()
        for _ in range(TOUCHPOINTS - 1):
            walk.tap(pointer)
            walk.step(pointer)
        return began, time.monotonic() * 1e6, walk.count() - before

    began, ended, said = walk.run(walk.handheld.command, act, LD_PRELOAD=str(meter), PASSANT_STALLS=str(trace))
    if said < 2 * (TOUCHPOINTS - 1):
        raise SystemExit(f'only {said} facts from {TOUCHPOINTS - 1} taps and as many steps')
    lines = (list(map(int, line.split())) for line in trace.read_text().splitlines())
    return [(took / 1000, worked / 1000) for at, took, worked in lines
            if began <= at <= ended]


def covering(world, times=20):
    """[ms] from the key's event to the first frame with the cover on the screen, as libwayland stamps them."""
    walk = Walk(world, 'coverer')
    log = walk.handheld.folder.with_suffix('.log')
    with App(walk.handheld.command, 'passant', log=log, env=environment('en', WAYLAND_DEBUG='1')).wait() as app:
        for _ in range(times):
            app.pointer.drag(300, 20, 304, 120)
            time.sleep(0.5)
            subprocess.run(['wtype', '-s', '300', '-M', 'ctrl', '-k', 'h', '-m', 'ctrl'], check=True)
            time.sleep(0.5)
    return list(read_covering(log.read_text(errors='replace').splitlines()))


def stamp_of(line):
    match = STAMP.match(line)
    return int(match[1]) + int(match[2]) / 1000 if match else None


def read_covering(lines):
    """Last event before the window took the list's title, to the frame that was committed after it and presented."""
    event, begun, committed = None, None, False
    for line in lines:
        if 'wl_pointer' in line and '.motion(' in line:
            event = stamp_of(line)
        elif 'set_title("Shopping list")' in line:
            begun, committed = event, False
        elif begun and 'wl_surface' in line and '.commit()' in line:
            committed = True
        elif begun and committed and '.presented(' in line:
            yield (stamp_of(line) - begun) % WRAP_MS
            begun = None


def quantile(values, part):
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def measure(world, build):
    world.write_facts = build / 'tests/bench/write-facts'
    took = stalls(world, build / 'tests/bench/stall-meter.so')
    walls, worked = [each[0] for each in took], [each[1] for each in took]
    print(f'main thread        away for p50 {quantile(walls, 0.5):.1f} ms, p99 {quantile(walls, 0.99):.1f} ms, worst '
          f'{max(walls):.1f} ms in a visit of {TOUCHPOINTS} touchpoints; {sum(each > STALL_MS for each in walls)} of '
          f'{len(walls)} stretches over {STALL_MS} ms, {sum(each > STALL_MS for each in worked)} of them by its own work '
          f'(worst {max(worked):.1f} ms)')
    covered = covering(world)
    print(f'gesture to covered p50 {quantile(covered, 0.5):.0f} ms, worst {max(covered):.0f} ms on the screen '
          f'(n = {len(covered)})')


if __name__ == '__main__':
    sys.exit('run by measure.py')
