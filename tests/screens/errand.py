# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a guest with more than one thing on hand: several visits side by side, a leg to wait for, a stopwatch, a
visit that came back, a newer script, a notebook that does not open. All texts are in every language that is walked."""

import json
import time

from guest import Guest
from pointer import press
from pseudo import dressed
from script import Script
from ui import wait_for
from world import World

PLACES = ('amersfoort', 'bussum', 'castricum')
ASKED = {'nl': 'Wie was dat?', 'en': 'Who was that?', 'de': 'Wer war das?', 'fr': 'Qui était-ce ?'}


def texts(nl, en, de, fr):
    return {'nl': nl, 'en': en, 'de': de, 'fr': fr}


def words(*texts_of_all):
    return dressed(texts(*texts_of_all))


def question(name, kind, *words, **more):
    return {'id': name, 'type': kind, 'text': texts(*words), **more}


def step(name, channel, words, *questions, **more):
    return {'id': name, 'title': words, 'channel': channel, 'questions': list(questions), **more}


GREETED = question('greeted', 'yes_no', 'Werd je gegroet?', 'Were you greeted?', 'Wurden Sie gegrüßt?',
                   'Vous a-t-on dit bonjour ?', required=True)
QUEUE = question('queue', 'duration', 'Hoelang stond je te wachten?', 'How long did you wait?',
                 'Wie lange haben Sie gewartet?', 'Combien de temps avez-vous attendu ?', min=0, max=7200)
ADVICE = question('advice', 'choice', 'Wat deed de verkoper?', 'What did the salesperson do?',
                  'Was hat die Verkaufskraft getan?', 'Qu’a fait la personne qui vous a servi ?', choices=[
                      {'id': 'asked', 'label': texts('Vragen wat ik nodig heb', 'Ask what I need',
                                                     'Fragen, was ich brauche', 'Demander ce qu’il me faut')},
                      {'id': 'showed', 'label': texts('Meteen iets laten zien', 'Show something at once',
                                                      'Gleich etwas zeigen', 'Montrer tout de suite un produit')},
                      {'id': 'nothing', 'label': texts('Niets', 'Nothing', 'Nichts', 'Rien')}])
PAID = question('paid', 'money', 'Wat betaalde je?', 'What did you pay?', 'Was haben Sie bezahlt?',
                'Combien avez-vous payé ?', currency='EUR')
INTACT = question('intact', 'yes_no', 'Was alles heel?', 'Was everything intact?', 'War alles unversehrt?',
                  'Tout était-il intact ?')
WORDS = question('words', 'narrative', 'Vertel hoe het ging.', 'Tell how it went.', 'Erzählen Sie, wie es war.',
                 'Racontez comment cela s’est passé.')
COUNTER = step('counter', 'store', texts('De toonbank', 'The counter', 'Der Tresen', 'Le comptoir'),
               GREETED, QUEUE, ADVICE, feeling=False, cover=texts('Brood', 'Bread', 'Brot', 'Pain'))
ORDER = step('order', 'store', texts('De bestelling', 'The order', 'Die Bestellung', 'La commande'), PAID,
             cover=texts('Melk', 'Milk', 'Milch', 'Lait'))
PARCEL = step('parcel', 'mail', texts('Het pakket', 'The parcel', 'Das Paket', 'Le colis'), INTACT, WORDS,
              feeling=False, order={'after': 'order'}, wait={'min_minutes': 1440, 'max_minutes': 7200})
SCRIPT = {'passant': 1, 'id': 'errand', 'version': 1, 'languages': ['nl', 'en', 'de', 'fr', 'qps', 'ar'],
          'title': texts('Bestellen en laten bezorgen', 'Order and have it delivered',
                         'Bestellen und liefern lassen', 'Commander et se faire livrer'),
          'briefing': texts(
              '## Wat je gaat doen\n\nBestel een **lamp** en laat die *thuis* bezorgen.\n\n- Betaal zelf.\n'
              '- Bewaar de bon.',
              '## What you will do\n\nOrder a **lamp** and have it delivered *at home*.\n\n- Pay yourself.\n'
              '- Keep the receipt.',
              '## Was Sie tun\n\nBestellen Sie eine **Lampe** und lassen Sie sie *nach Hause* liefern.\n\n'
              '- Bezahlen Sie selbst.\n- Heben Sie den Beleg auf.',
              '## Votre mission\n\nCommandez une **lampe** et faites-la livrer *chez vous*.\n\n'
              '- Payez vous-même.\n- Gardez le ticket.'),
          'quiz': [{'id': 'when', 'correct': 'at_once',
                    'prompt': texts('Wanneer noteer je iets?', 'When do you note something?',
                                    'Wann notieren Sie etwas?', 'Quand notez-vous quelque chose ?'),
                    'choices': [{'id': 'at_once', 'label': texts('Meteen', 'At once', 'Sofort', 'Tout de suite')},
                                {'id': 'home', 'label': texts('Thuis', 'At home', 'Zu Hause', 'À la maison')}]}],
          'phases': [{'id': 'shop', 'title': texts('In de winkel', 'In the shop', 'Im Geschäft', 'En magasin'),
                      'mark': True, 'touchpoints': [COUNTER, ORDER]},
                     {'id': 'home', 'title': texts('Thuis', 'At home', 'Zu Hause', 'À la maison'),
                      'touchpoints': [PARCEL]}]}
STUDY = {'id': 'errand_2026', 'title': SCRIPT['title'], 'client': 'Lumen', 'wave': '2026-4', 'currency': 'EUR',
         'pay_cents': 2500, 'script': 'script.json',
         'locations': [{'id': place, 'name': f'Lumen, {place.capitalize()}', 'address': 'Langestraat 1'}
                       for place in PLACES]}


def write(folder, **changes):
    folder.mkdir(parents=True, exist_ok=True)
    for name, tree in (('study', STUDY), ('script', {**SCRIPT, **changes})):
        (folder / f'{name}.json').write_text(json.dumps(dressed(tree), ensure_ascii=False), encoding='utf-8')
    return folder


class Errand:
    def __init__(self, screens, world, guest):
        self.screens, self.world, self.guest, self.app = screens, world, guest, guest.app
        self.counter, self.order, self.parcel = guest.script.touchpoints

    def ask(self, name):
        return self.guest.script.questions[name]

    def show(self, action, page):
        self.app.do(action)
        time.sleep(0.6)
        self.screens.page(page)

    def walk(self):
        self.screens.tap.watch(self.app)
        self.search()
        self.certify()
        self.side_by_side()
        self.wait_for_parcel()
        self.moment()
        self.cover()
        self.newer_version()
        self.hand_in()
        self.come_back()
        self.earn()
        self.enrol_again()

    def search(self):
        self.screens.page('home with offers')
        self.app.do('win.search')
        entry = self.app.find(role=('text', 'entry', 'search box'))
        entry.set_text('Bussum')
        time.sleep(0.6)
        self.screens.page('home searched')
        entry.set_text('zzz')
        time.sleep(0.6)
        self.screens.page('home nothing found')
        entry.set_text('')
        press('Escape')

    def certify(self):
        """What a wrong answer in the quiz looks like, before all are right."""
        guest, quiz = self.guest, self.guest.script.quiz[0]
        guest.open_job(PLACES[0])
        guest.claim()
        self.wait_for_toast('Undo')
        wrong = next(each for each in quiz['choices'] if each['id'] != quiz['correct'])
        tile = self.app.find(role='toggle button', name=guest.text(wrong['label']))
        guest.bring(tile)
        tile.press()
        guest.rest_pointer()
        self.screens.page('quiz answered wrong')
        guest.press_start()
        guest.here(self.counter)

    def wait_for_toast(self, button):
        """To be gone: it does not measure itself anew when text grows under it."""
        wait_for('the toast to go', lambda: not self.app.has(role='button', name=self.guest.say(button)), 20)

    def side_by_side(self):
        guest = self.guest
        clock = self.app.find(role='button', name=guest.say('Start the stopwatch'))
        guest.commit(clock.press)
        self.screens.page('stopwatch running')
        guest.answer(self.ask('greeted'), 'yes')
        guest.next()
        guest.here(self.order)
        self.screens.page('stopwatch of another step')
        for place in PLACES[1:]:
            guest.go_home()
            guest.open_job(place)
            guest.press_start()
            guest.here(self.counter)
        self.screens.page('visits side by side')
        self.app.find(role='toggle button', name=guest.say('Main menu')).click()
        guest.rest_pointer()
        time.sleep(0.6)
        self.screens.page('menu of a visit')
        # It may have gone with a change of looks, and Escape would then leave the visit.
        if self.app.has(role='menu'):
            press('Escape')
        time.sleep(0.4)

    def wait_for_parcel(self):
        guest = self.guest
        guest.answer(self.ask('greeted'), 'no')
        guest.answer(self.ask('advice'), 'showed')
        guest.next()
        guest.here(self.order)
        guest.answer(self.ask('paid'), '79.00')
        guest.feel(self.order, 40, 30)
        self.app.do('win.jump')
        time.sleep(0.6)
        self.screens.page('journey with a leg to come')
        self.app.do('win.jump')
        time.sleep(0.6)
        guest.next()
        guest.here(self.parcel)
        self.screens.page('leg to come')
        guest.go_home()
        time.sleep(0.6)
        self.screens.page('home with visits under way')

    def resume(self, place):
        name = self.guest.say('Continue: %s, %s').split('%s')[0] + self.guest.location(place)['name']
        self.app.find(role='button', contains=name).press()
        wait_for('the visit', lambda: 'win.jump' in self.app.frame.actions)

    def moment(self):
        guest = self.guest
        self.resume(PLACES[1])
        guest.answer(self.ask('greeted'), 'yes')
        text = guest.text(words('Iemand hield de deur open', 'Somebody held the door',
                                'Jemand hielt die Tür auf', 'Quelqu’un a tenu la porte'))
        guest.mark(text)
        self.wait_for_toast('Feeling …')
        self.app.do('win.jump')
        time.sleep(0.6)
        guest.bring(self.app.find(role='button', contains=text))
        self.screens.page('journey with a moment')
        self.app.find(role='button', contains=text).press()
        time.sleep(0.8)
        self.screens.page('feeling of a moment')
        guest.close_dialog()
        self.show('win.redo', 'redo')
        guest.close_dialog()

    def cover(self):
        self.show('win.cover', 'cover of a visit')
        press('ctrl', 'h')
        wait_for('the app', lambda: self.app.frame.name != self.guest.say('Shopping list'))
        time.sleep(0.4)

    def newer_version(self):
        desk, guest = self.world.desk, self.guest
        advice = {**ADVICE, 'text': texts('Wat deed wie je hielp?', 'What did your helper do?',
                                          'Was hat man für Sie getan?', 'Qu’a-t-on fait pour vous ?')}
        smell = question('light', 'yes_no', 'Brandde er licht?', 'Was the light on?', 'Brannte Licht?',
                         'La lumière était-elle allumée ?')
        write(self.world.study, version=2, phases=[
            {**SCRIPT['phases'][0], 'touchpoints': [{**COUNTER, 'questions': [advice, smell]}, ORDER]},
            SCRIPT['phases'][1]])
        desk.do('study', 'load', self.world.study)
        desk.do('assignment', 'move', '--script=latest')
        desk.sync()
        guest.sync()
        wait_for('the newer version', lambda: 'win.version' in self.app.frame.actions, 20)
        time.sleep(0.6)
        self.screens.page('newer version')
        self.show('win.version', 'what is new')
        guest.close_dialog()
        guest.go_home()

    def hand_in(self):
        guest = self.guest
        self.resume(PLACES[2])
        guest.finish()
        time.sleep(0.6)
        self.screens.page('finish in doubt')
        guest.finish_visit()
        time.sleep(0.4)
        self.screens.page('home with a toast')

    def come_back(self):
        guest, desk = self.guest, self.world.desk
        guest.sync()
        desk.sync()
        visit = next(each['visit'] for each in desk.ask('visit', 'list')['visits']
                     if each['location'] == PLACES[2])
        desk.do('review', 'return', visit, f'--remark={guest.text(ASKED)}',
                f'--question=greeted={guest.text(ASKED)}')
        desk.sync()
        guest.sync()
        guest.go_home()
        wait_for('the visit to come back', lambda: self.app.has(
            role='heading', name=guest.say('Returned to you')))
        self.screens.page('home with a visit that came back')
        guest.open_job(PLACES[2])
        self.screens.page('assignment that came back')
        guest.button('Look again').press()
        guest.here(self.counter)
        time.sleep(0.6)
        self.screens.page('visit that came back')
        guest.bring(guest.card(self.ask('advice')))
        guest.rest_pointer()
        self.screens.page('locked answers')

    def earn(self):
        """A sum in every state of pay: one job paid in full, one in part, one turned down."""
        guest, desk = self.guest, self.world.desk
        jobs = {each['location']: each['assignment'] for each in
                desk.ask('assignment', 'list', '--all')['assignments']}
        desk.do('pay', 'mark', jobs[PLACES[0]], '--amount=25',
                f'--remark={guest.text(words("Met dank", "With thanks", "Vielen Dank", "Avec nos remerciements"))}')
        desk.do('pay', 'mark', jobs[PLACES[2]], '--amount=5')
        desk.sync()
        guest.sync()
        guest.go_home()
        self.app.do('win.pay')
        self.app.find(role=('label', 'heading'), name=guest.say_in('pay', 'Paid'))
        time.sleep(0.6)
        self.screens.page('paid')
        guest.go_home()

    def enrol_again(self):
        self.app.do('win.enrol')
        self.app.find(role='heading', name=self.guest.say('Enrol again'))
        time.sleep(0.6)
        self.screens.page('enrol again')


def show_failure(screens, handheld, script, language):
    """A notebook that is damaged: nothing of it is touched, and the guest is told what to do."""
    handheld.folder.mkdir()
    handheld.database.write_bytes(b'This is no database.' * 300)
    with Guest(handheld, script, language) as guest:
        screens.guest = guest.open()
        screens.tap.watch(guest.app)
        time.sleep(0.6)
        screens.page('notebook that does not open')


def show(tap, screens, scratch, language):
    study = write(scratch / 'study')
    script = Script(study)
    with World(scratch / 'world', study=study) as world:
        handheld = world.add_guest('noa', 'Noa', PLACES)
        handheld.enrol()
        handheld.sync()
        with Guest(handheld, script, language=language) as guest:
            screens.guest = guest.open()
            tap.case('a busy guest reaches every page', Errand(screens, world, guest).walk)
        damaged = world.add_guest('kim', 'Kim', ())
        tap.case('a damaged notebook is told of', show_failure, screens, damaged, script, language)
