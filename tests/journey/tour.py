#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One whole visit by itself, in the real app against a real hub, with a picture of every step.

    session.sh -- tour.py DIR       leaves NN-….png, report.pdf, answers.csv, receipt.json, summary.txt

Ends with 1 when any figure that came out differs from what was tapped.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
import ledger  # noqa: E402
import photos  # noqa: E402
import plan as plans  # noqa: E402
from guest import Guest  # noqa: E402
from script import Script, percent  # noqa: E402
from ui import wait_for  # noqa: E402
from verdict import PILLARS, Verdict, pdf_text, read_csv  # noqa: E402
from world import STUDY, STUDY_ID, World, environment  # noqa: E402

SESSION = TESTS / 'support/session.sh'
PLACE = 'utrecht_centrum'
# Where the app is killed, and which touchpoints are pictured.
KILLED_AT = 'welcome'
PICTURED = {'street_ad', 'website', 'chat', 'shop_front', 'welcome', 'advice', 'test_ride', 'till',
            'collection', 'return_desk', 'looking_back'}
# Of these the questions are shown, of the others the feeling.
PICTURED_FROM_THE_TOP = {'website', 'chat', 'shop_front', 'welcome', 'advice', 'till', 'looking_back'}
LEFT_FOR_LATER = 'recommend'
RETURNED = 'till_paid'
# How long a toast stands in the picture.
TOAST_S = 5
CORRECTED = '879.00'
# (name, size, scale, colour scheme, size of the text, language)
STILLS = (
    ('tablet', '800x1280', 1, 'prefer-light', 1.0, 'nl'),
    ('tablet-dark', '800x1280', 1, 'prefer-dark', 1.0, 'nl'),
    ('dark', '360x720', 2, 'prefer-dark', 1.0, 'nl'),
    ('large-text', '360x720', 2, 'prefer-light', 2.0, 'nl'),
    ('english', '360x720', 2, 'prefer-light', 1.0, 'en'),
)


def say(*words):
    print('passant:', *words, flush=True)


class Tour:
    def __init__(self, folder, scratch):
        self.folder = Path(folder)
        self.scratch = Path(scratch)
        self.script = Script(STUDY)
        self.plan = plans.story()
        self.number = 0
        self.started = time.monotonic()
        self.notes = []

    def picture(self, guest, name):
        self.number += 1
        guest.app.screenshot(self.folder / f'{self.number:02}-{name}.png')

    def note(self, words):
        self.notes.append(words)
        say(words)

    def run(self):
        photos.make(self.scratch / 'photos')
        with World(self.scratch / 'world') as world:
            handheld = world.add_guest('anna', 'Anna', (PLACE,))
            with Guest(handheld, self.script, photos=self.scratch / 'photos') as guest:
                self.prepare(guest)
                self.capture(world, guest)
                self.hand_in(world, guest)
                visit = self.review(world, guest)
                verdict = self.take_home(world, guest, visit)
        self.stills()
        return self.summarise(guest, verdict)

    def prepare(self, guest):
        guest.open()
        self.picture(guest, 'welcome')
        guest.enrol(guest.handheld.new_code())
        name = guest.location(PLACE)['name']
        guest.app.find(role='button', contains=name, timeout=20)
        self.picture(guest, 'home')
        guest.open_job(PLACE)
        self.picture(guest, 'assignment')
        guest.take_quiz()
        guest.bring(guest.app.find(role='heading', name=guest.say('Check yourself')))
        guest.rest_pointer()
        self.picture(guest, 'quiz')
        self.note('enrolled by a code, quiz passed')

    def capture(self, world, guest):
        """With the hub down from here on."""
        world.hub.stop()
        self.note('the hub is down')
        guest.start()
        self.picture(guest, 'start')
        self.plan.answers.pop(LEFT_FOR_LATER)
        guest.walk(self.plan, between=lambda index: self.after(guest, index))
        self.note(f'{len(guest.taps.entered)} touchpoints walked, {guest.taps.count} taps kept')

    def after(self, guest, index):
        touchpoint = self.script.touchpoints[index]
        if touchpoint['id'] in PICTURED_FROM_THE_TOP:
            guest.scroll_to_top()
        if touchpoint['id'] in PICTURED:
            self.picture(guest, touchpoint['id'].replace('_', '-'))
        if touchpoint['id'] == KILLED_AT:
            self.kill_and_reopen(guest, touchpoint)

    def kill_and_reopen(self, guest, touchpoint):
        before = ledger.count(guest.database)
        guest.app.kill()
        shutil.copytree(guest.handheld.folder, self.scratch / 'still')
        guest.open()
        guest.resume(touchpoint)
        if ledger.count(guest.database) != before:
            raise SystemExit('passant: facts came or went with the kill')
        self.picture(guest, 'reopened')
        self.note(f'killed with {before} facts kept, reopened at the same step')

    def hand_in(self, world, guest):
        guest.finish()
        self.picture(guest, 'missing')
        question = self.script.questions[LEFT_FOR_LATER]
        guest.app.find(role='button', contains=guest.text(question['text'])).press()
        guest.answer(question, plans.STORY[LEFT_FOR_LATER])
        guest.finish()
        wait_for('nothing to be needed any more', lambda: not guest.app.has(
            role='heading', name=guest.say('Still needed')))
        self.picture(guest, 'finish')
        guest.finish_visit()
        guest.open_outbox()
        time.sleep(TOAST_S)
        self.picture(guest, 'outbox-on-this-tablet')
        held = ledger.count(guest.database)
        world.hub.start()
        guest.sync()
        self.picture(guest, 'outbox-on-the-hub')
        self.note(f'handed in: {held} facts, and the hub’s receipt is here')
        guest.show_receipt()
        self.picture(guest, 'receipt')
        guest.close_dialog()

    def review(self, world, guest):
        world.desk.sync()
        visit = world.desk.ask('visit', 'list')['visits'][0]['visit']
        world.desk.do('review', 'return', visit, f'--question={RETURNED}',
                      '--remark=De bon zegt € 879: kijk je nog eens?')
        guest.sync()
        guest.go_home()
        self.picture(guest, 'returned')
        guest.open_returned(PLACE, self.script.questions[RETURNED])
        self.picture(guest, 'returned-step')
        guest.answer(self.script.questions[RETURNED], CORRECTED)
        guest.finish()
        guest.finish_visit()
        guest.sync()
        world.desk.sync()
        world.desk.do('review', 'accept', visit, '--remark=Goed gezien, dank je.')
        guest.sync()
        guest.open_outbox()
        time.sleep(TOAST_S)
        self.picture(guest, 'accepted')
        self.note('returned with one question, mended, accepted')
        return visit

    def take_home(self, world, guest, visit):
        answers, report = self.folder / 'answers.csv', self.folder / 'report.pdf'
        world.desk.do('export', f'--study={STUDY_ID}', '--format=csv', f'--output={answers}')
        world.desk.do('report', 'visit', visit, f'--pdf={report}', '--language=nl')
        receipt = ledger.receipt(guest.database)
        (self.folder / 'receipt.json').write_text(json.dumps(receipt, indent=2) + '\n')
        rows = read_csv(answers, visit)
        verdict = Verdict(self.script, guest.taps)
        return verdict.of_csv(rows).of_report(pdf_text(report), rows)

    def stills(self):
        """The same visit on other screens: a copy of the device as it was when it was killed."""
        for name, size, scale, scheme, text, language in STILLS:
            self.number += 1
            copy = self.scratch / f'still-{name}'
            shutil.copytree(self.scratch / 'still', copy)
            subprocess.run([SESSION, f'--size={size}', f'--scale={scale}', '--', sys.executable,
                            __file__, '--still', copy, self.folder / f'{self.number:02}-{name}.png',
                            str(text), language],
                           check=True, env={**os.environ, 'ADW_DEBUG_COLOR_SCHEME': scheme})

    def summarise(self, guest, verdict):
        taps = guest.taps
        lines = ['One visit to Trapwerk Utrecht Centrum, by Anna', '']
        lines += [f'  {note}' for note in self.notes]
        lines += ['', f'  answers {len(taps.answers)}, not applicable {len(taps.not_applicable)}, '
                      f'feelings {len(taps.feelings)}, photos {len(taps.photos)}, '
                      f'moments {len(taps.moments)}']
        for pillar in PILLARS:
            figure = percent(self.script.pillar(pillar, taps.answers))
            lines.append(f'  {pillar:<14}{figure:>6} %')
        lines += [f'  {"all pillars":<14}{percent(self.script.pillar(None, taps.answers)):>6} %', '',
                  f'  {verdict.checked} figures held against what was tapped: '
                  f'{len(verdict.differences)} differ']
        lines += [f'    {difference}' for difference in verdict.differences]
        lines += ['', f'  {self.number} pictures, report.pdf, answers.csv and receipt.json in '
                      f'{self.folder}', f'  took {time.monotonic() - self.started:.0f} s']
        text = '\n'.join(lines) + '\n'
        (self.folder / 'summary.txt').write_text(text, encoding='utf-8')
        print(text, flush=True)
        return 1 if verdict.differences else 0


def still(folder, path, text_scale, language):
    """Inside a session of its own: the open visit, as this screen shows it."""
    subprocess.run(['gsettings', 'set', 'org.gnome.desktop.interface', 'text-scaling-factor',
                    text_scale], check=True, env=environment(language))
    script = Script(STUDY)

    class Copy:
        def __init__(self):
            self.folder = Path(folder)
            self.database = self.folder / 'passant.db'
            self.command = [*_command(self.folder)]

    with Guest(Copy(), script, language) as guest:
        guest.open()
        guest.resume(script.touchpoint(KILLED_AT))
        guest.app.screenshot(path)


def _command(folder):
    from world import BIN
    return BIN / 'passant', f'--data={folder}'


def main():
    if sys.argv[1] == '--still':
        return still(*sys.argv[2:])
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob('[0-9][0-9]-*.png'):
        old.unlink()
    scratch = Path(os.environ['PASSANT_SESSION']) / 'tour'
    scratch.mkdir()
    return Tour(folder, scratch).run()


if __name__ == '__main__':
    sys.exit(main())
