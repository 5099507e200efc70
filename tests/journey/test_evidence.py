#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos, codes and memos through the real app: taken, hidden in part, sorted later, recorded, cut short."""

import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / 'journey'), str(TESTS / 'support')]
from PIL import Image, ImageFilter  # noqa: E402
import ledger  # noqa: E402
import photos  # noqa: E402
from guest import Guest  # noqa: E402
from tap import Tap  # noqa: E402
from ui import wait_for  # noqa: E402
from world import World  # noqa: E402

DRAW_CODE = sys.argv[1]
PHOTO_PX = 800
SCRIPT = '''
passant: 1
id: bewijs
version: 1
languages: [nl]
title: {nl: Bewijs}
legal: {photos: true, audio: true, basis: {nl: Toestemming van het personeel}}
evidence: {photo_px: 800}
phases:
- id: shop
  title: {nl: Winkel}
  touchpoints:
  - id: shelf
    title: {nl: Schap}
    channel: store
    feeling: false
    questions:
    - {id: shot, type: photo, text: {nl: Het schap}}
    - {id: code, type: code, text: {nl: De code op het bord}}
  - id: till
    title: {nl: Kassa}
    channel: store
    feeling: false
    questions:
    - {id: bill, type: receipt, text: {nl: De bon}}
    - {id: sound, type: audio, text: {nl: Hoe het klonk}}
'''
STUDY = {'id': 'bewijs_2026', 'title': {'nl': 'Bewijs'}, 'client': 'Het Veer', 'wave': '2026-4',
         'currency': 'EUR', 'pay_cents': 100, 'script': 'script.yaml',
         'locations': [{'id': 'veere', 'name': 'Het Veer, Veere', 'address': 'Kaai 1, Veere',
                        'code': 'SCHAP 7'}]}


class Places:
    study = STUDY
    quiz = ()
    touchpoints = ()


def prepare(scratch):
    """A study, a wall of noise to look at, a code, and a photo as a phone writes it."""
    study = scratch / 'study'
    study.mkdir(parents=True)
    (study / 'study.json').write_text(json.dumps(STUDY), encoding='utf-8')
    (study / 'script.yaml').write_text(SCRIPT, encoding='utf-8')
    wall = Image.frombytes('RGB', (400, 300), random.Random(7).randbytes(400 * 300 * 3))
    wall.resize((1600, 1200), Image.NEAREST).save(scratch / 'wall.png')
    exif = Image.Exif()
    exif[0x0112], exif[0x010f] = 6, 'Anna'
    exif.get_ifd(0x8825)[1] = 'N'
    lying = photos.window().filter(ImageFilter.GaussianBlur(16)).resize((1200, 900))
    lying.save(scratch / 'phone.jpg', exif=exif)
    assert b'Anna' in (scratch / 'phone.jpg').read_bytes()
    return study


def facts(guest, kind):
    return [fact['body'] for fact in ledger.facts(guest.database, kind)]


def blob(guest, sha256):
    return guest.database.parent / 'blobs' / sha256[:2] / sha256


def answer(guest, question):
    said = [body for body in facts(guest, 'visit.answered') if body['question'] == question]
    return said[-1]['value'] if said else None


def press(guest, name):
    """A button, once it may be pressed."""
    wait_for(name, lambda: guest.app.find(role='button', name=name).is_('sensitive'), 20)
    guest.app.find(role='button', name=name).press()


def shoot(guest):
    press(guest, 'Foto maken')
    wait_for('the photo', lambda: guest.app.find(role='button', name='Foto bewaren').is_('sensitive'))


class Walk:
    def __init__(self, guest, scratch):
        self.guest = guest
        self.scratch = scratch

    @property
    def app(self):
        return self.guest.app

    def card(self, text):
        return self.app.find(role='grouping', name=text)

    def shot_first_and_sorted_later(self):
        self.app.do('win.shoot-first')
        shoot(self.guest)
        self.guest.commit(self.guest.button('Keep the photo').press)
        kept = facts(self.guest, 'visit.evidenced')[-1]
        assert kept.get('touchpoint') is None and kept.get('question') is None, kept
        assert (kept['width'], kept['height']) == (PHOTO_PX, PHOTO_PX * 3 // 4), kept
        self.app.find(contains='Nog bij geen stap')
        self.guest.bring(self.app.find(role='toggle button', contains='Waar ')).press()
        # The step, and its question for a photo. GTK gives items of a menu no name.
        items = wait_for('the menu', lambda: [each for each in self.app.root.all(role='menu item')
                                              if each.is_('showing')])
        time.sleep(0.5)
        self.guest.commit(items[1].press, 2)
        attached = facts(self.guest, 'visit.attached')[-1]
        assert (attached['touchpoint'], attached['question']) == ('shelf', 'shot'), attached
        assert answer(self.guest, 'shot') == kept['sha256']

    def the_code_on_the_spot_is_read(self):
        name = 'De code ter plaatse scannen'
        self.guest.bring(self.app.find(role='button', name=name)).press()
        wait_for('the code', lambda: [fix for fix in facts(self.guest, 'visit.located')
                                      if fix['how'] == 'code'], 20)
        assert facts(self.guest, 'visit.located')[-1]['touchpoint'] == 'shelf'
        self.app.find(contains='De code zegt dat je er bent')
        wait_for('the button to go', lambda: not self.app.has(role='button', name=name))

    def a_code_is_scanned(self):
        self.card('De code op het bord').find(role='button', name='Een code scannen').press()
        wait_for('the code', lambda: answer(self.guest, 'code') == 'SCHAP 7', 20)

    def a_double_is_told(self):
        self.card('Het schap').find(role='button', name='Andere foto…').press()
        shoot(self.guest)
        self.app.find(contains='Je hebt al een foto die hierop lijkt')
        self.guest.close_dialog()

    def what_is_hidden_is_gone(self):
        self.guest.next()
        self.card('De bon').find(role='button', name='Foto toevoegen…').press()
        shoot(self.guest)
        canvas = self.app.find(role='image', name='De foto')
        x, y, width, height = canvas.extents
        self.app.find(role=('toggle button', 'radio button'), name='Rechthoek').press()
        # The photo is as wide as the canvas or as high, in its middle.
        wide = min(width, height * 4 / 3)
        left, top = x + (width - wide) / 2, y + (height - wide * 3 / 4) / 2
        self.app.pointer.drag(left + wide * 0.25, top + wide * 0.75 * 0.25,
                              left + wide * 0.6, top + wide * 0.75 * 0.6)
        time.sleep(0.3)
        self.guest.commit(self.guest.button('Keep the photo').press, 2)
        path = blob(self.guest, answer(self.guest, 'bill'))
        photo = Image.open(path)
        hidden = photo.crop((int(photo.width * .3), int(photo.height * .3),
                             int(photo.width * .5), int(photo.height * .5)))
        rest = photo.crop((0, 0, photo.width // 5, photo.height // 5))
        assert spread(hidden) * 20 < spread(rest), (spread(hidden), spread(rest))

    def brush_and_keys_hide_as_well(self):
        """A quick stroke to the left of the middle, and a square at it; one more square, taken back."""
        self.app.do('win.shoot-first')
        shoot(self.guest)
        time.sleep(1)  # until what is doubtful has made room for itself
        canvas = self.app.find(role='image', name='De foto')
        x, y, width, height = canvas.extents
        wide = min(width, height * 4 / 3)
        left, top = x + (width - wide) / 2, y + (height - wide * 3 / 4) / 2
        self.app.pointer.drag(left + wide * 0.1, top + wide * 0.75 * 0.3,
                              left + wide * 0.1, top + wide * 0.75 * 0.7, steps=2)
        time.sleep(0.3)
        self.guest.hide_by_keys('Return', 'Up', 'Up', 'Up', 'Up', 'Up', 'Up', 'Up', 'Up', 'Up', 'Up',
                                'space', 'BackSpace')
        self.guest.commit(self.guest.button('Keep the photo').press)
        kept = facts(self.guest, 'visit.evidenced')[-1]
        photo = Image.open(blob(self.guest, kept['sha256']))

        def part(left, top, right, bottom):
            return spread(photo.crop((int(left * photo.width), int(top * photo.height),
                                      int(right * photo.width), int(bottom * photo.height))))

        # Nothing is left in its way, as wide as the brush; where to the pixel does not matter.
        stroke = [at for at in range(2, 30) if part(at / 100, .4, (at + 1) / 100, .6) < 60]
        assert len(stroke) >= 5, stroke
        assert part(.46, .45, .54, .55) < 60 < part(.46, .25, .54, .35)
        assert part(.7, 0, .95, .2) > 1000
        take_back = self.app.find(role='button', name=f'{kept["name"]} terugnemen')
        self.guest.commit(self.guest.bring(take_back).press)
        self.guest.commit(self.guest.button('Undo').press)
        assert facts(self.guest, 'visit.evidenced')[-1] == kept

    def what_a_phone_wrote_is_gone(self):
        self.card('De bon').find(role='button', name='Een foto uit de bestanden kiezen').press()
        self.guest.pick_file(self.scratch / 'phone.jpg')
        self.app.find(contains='lijkt onscherp')
        self.guest.commit(self.guest.button('Keep the photo').press, 2)
        kept = facts(self.guest, 'visit.evidenced')[-1]
        data = blob(self.guest, kept['sha256']).read_bytes()
        assert not re.search(b'Anna|Exif|GPS', data)
        assert (kept['width'], kept['height']) == (PHOTO_PX * 3 // 4, PHOTO_PX), kept

    def a_memo_is_recorded_and_played(self):
        card = self.card('Hoe het klonk')
        self.guest.bring(card)
        card.find(role='button', name='Opnemen').press()
        # Not before the microphone is heard: the first words would be lost.
        card.find(role='button', name='Opname stoppen')
        made, = (self.guest.database.parent / 'recordings').iterdir()
        assert made.stat().st_size > 0
        time.sleep(2)
        self.guest.commit(card.find(role='button', name='Opname stoppen').press, 2)
        kept = facts(self.guest, 'visit.evidenced')[-1]
        assert kept['mime'].startswith('audio/'), kept
        assert blob(self.guest, kept['sha256']).read_bytes()[:4] == b'OggS'
        assert not list((self.guest.database.parent / 'recordings').iterdir())
        card.find(role='button', name='De opname afspelen').press()
        card.find(role='button', name='Afspelen stoppen')
        card.find(role='button', name='De opname afspelen', timeout=20)

    def a_memo_that_a_kill_cut_short_is_kept(self):
        before = answer(self.guest, 'sound')
        card = self.card('Hoe het klonk')
        card.find(role='button', name='Opnieuw opnemen').press()
        time.sleep(3)
        self.app.kill()
        self.guest.open()
        wait_for('the memo', lambda: answer(self.guest, 'sound') != before, 20)
        data = blob(self.guest, answer(self.guest, 'sound')).read_bytes()
        assert data[:4] == b'OggS' and len(data) > 2000, len(data)

    def a_memo_is_deleted(self):
        card = self.card('Hoe het klonk')
        remove = card.find(role='button', name='Haal de opname weg uit dit antwoord')
        self.guest.commit(remove.press)
        assert answer(self.guest, 'sound') is None


def spread(image):
    pixels = list(image.convert('L').getdata())
    mean = sum(pixels) / len(pixels)
    return sum((each - mean) ** 2 for each in pixels) / len(pixels)


def with_nothing_to_see_it_still_works(handheld):
    with Guest(handheld, Places, 'nl', env={'PASSANT_CAMERA': ''}) as guest:
        guest.open()
        time.sleep(1)
        guest.app.do('win.shoot-first')
        guest.app.find(contains='Er is geen camera die Passant mag gebruiken', timeout=20)
        assert guest.app.find(role='button', name='Een bestand kiezen …').is_('sensitive')
        assert not guest.app.find(role='button', name='Foto maken').is_('sensitive')


def main():
    tap = Tap('evidence')
    scratch = Path(os.environ['PASSANT_SESSION']) / 'evidence'
    study = prepare(scratch)
    code = scratch / 'code.png'
    subprocess.run([DRAW_CODE, 'SCHAP 7', str(code)], check=True)
    # The camera sees the wall, and the code in its corner.
    wall = Image.open(scratch / 'wall.png')
    wall.paste(Image.open(code), (900, 650))
    wall.save(scratch / 'seen.png')
    env = {'PASSANT_CAMERA': f'filesrc location={scratch}/seen.png ! pngdec ! imagefreeze is-live=true',
           'PASSANT_MICROPHONE': 'audiotestsrc is-live=true',
           'PASSANT_SPEAKER': 'fakesink sync=true'}
    with World(scratch / 'world', study=study) as world:
        handheld = world.add_guest('sam', 'Sam', ('veere',))
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, Places, 'nl', env=env) as guest:
            guest.open()
            tap.watch(guest.app)
            guest.open_job('veere')
            guest.press_start()
            walk = Walk(guest, scratch)
            for step in (walk.the_code_on_the_spot_is_read, walk.shot_first_and_sorted_later,
                         walk.a_code_is_scanned, walk.a_double_is_told, walk.what_is_hidden_is_gone,
                         walk.brush_and_keys_hide_as_well,
                         walk.what_a_phone_wrote_is_gone, walk.a_memo_is_recorded_and_played,
                         walk.a_memo_that_a_kill_cut_short_is_kept, walk.a_memo_is_deleted):
                tap.case(step.__name__.replace('_', ' '), step)
        tap.case('with nothing to see it still works', with_nothing_to_see_it_still_works, handheld)
    return tap.done()


sys.exit(main())
