# SPDX-License-Identifier: GPL-3.0-or-later
"""A guest with the real app in hand: reads the screen, taps, and remembers what was tapped."""

import datetime
import gettext
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'support'))
import ledger  # noqa: E402
from pointer import press, type_text  # noqa: E402
from ui import App, Gone, wait_for  # noqa: E402
from world import environment, words_folder  # noqa: E402

# Where the slider of "it happened … ago" rests, in seconds.
AGO_STOPS_S = (0, 10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480, 600, 720, 900, 1200, 1500,
               1800, 2100, 2400, 2700, 3000, 3600, 5400, 7200, 10800, 14400, 21600, 28800, 43200,
               86400)
BAR_PX = 96
# A toast above the lower bar takes the taps that fall on it.
TOAST_PX = 60
# GTK tells where things are without the padding of what is around them: here, the page's.
AROUND_PAD_PX = (12, 18)
# A pointer lands on whole pixels; a pixel of the smallest grid is this much of a feeling.
FEELING_SLACK = 3


def settle(node):
    """Waits until @node stays where it is: a page that still scrolls or grows moves it from under the finger."""
    seen = []

    def is_still():
        seen.append(node.extents)
        return len(seen) >= 5 and len(set(seen[-5:])) == 1

    wait_for('the page to come to rest', is_still)


@dataclass
class Taps:
    """What this guest did, in the words of the wire, told from the finger and not from the store."""
    answers: dict = field(default_factory=dict)
    not_applicable: set = field(default_factory=set)
    feelings: dict = field(default_factory=dict)
    moments: list = field(default_factory=list)
    back_dated: dict = field(default_factory=dict)
    entered: list = field(default_factory=list)
    photos: dict = field(default_factory=dict)
    quiz: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)
    count: int = 0


class Guest:
    """Holds a handheld. Texts of the app are found through its own translations, so any language
    will do; texts of the journey come from the script."""

    def __init__(self, handheld, script, language='nl', photos=None, env=None, log=None):
        self.handheld = handheld
        self.script = script
        self.language = language
        self.photos = Path(photos) if photos else None
        self.env = env or {}
        self.log = log or handheld.folder.with_suffix('.log')
        self.taps = Taps()
        self.app = None
        catalogue = gettext.translation('passant', words_folder(language), [language],
                                        fallback=True)
        self.say = catalogue.gettext
        self.say_in = catalogue.pgettext

    # The app as a whole

    def open(self):
        self.app = App(self.handheld.command, 'passant', log=self.log,
                       env={**environment(self.language), **self.env}).wait()
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.app:
            self.app.stop()

    def text(self, words):
        """A text of the script in this guest's language."""
        return words.get(self.language) or next(iter(words.values()))

    @property
    def database(self):
        return self.handheld.database

    def commit(self, tap, facts=1, timeout=10):
        """Taps, and waits until the store holds what it said."""
        before = ledger.count(self.database)
        tap()
        self.taps.count += 1
        wait_for(f'{facts} more facts after {before}',
                 lambda: ledger.count(self.database) >= before + facts, timeout)

    def button(self, msgid, timeout=10, context=None):
        name = self.say_in(context, msgid) if context else self.say(msgid)
        return self.app.find(role='button', name=name, timeout=timeout)

    def shows(self, words, timeout=10):
        return self.app.tell(words, timeout)

    # Scrolling, as a finger does it

    def bring(self, node, margin=12):
        """Scrolls with the wheel until the node stands between the bars, as far as it fits."""
        _, _, width, height = self.app.frame.extents
        top, bottom = BAR_PX, height - BAR_PX - TOAST_PX
        for _ in range(80):
            y, tall = self.settled(node), node.extents[3]
            if y >= top - margin and (y + tall <= bottom or y <= top + margin):
                return node
            self.app.pointer.wheel(width / 2, height / 2, 1 if y + tall > bottom and y > top else -1)
            if self.settled(node) == y:
                return node
        return node

    def rest_pointer(self):
        """Out of the picture."""
        _, _, width, height = self.app.frame.extents
        self.app.pointer.move(width - 1, height - 1)

    def scroll_to_top(self):
        _, _, width, height = self.app.frame.extents
        self.app.pointer.wheel(width / 2, height / 2, -40)
        self.rest_pointer()
        time.sleep(0.3)

    @staticmethod
    def settled(node):
        """Where it stands once scrolling has come to rest."""
        before = None
        while (now := node.extents[1]) != before:
            before = now
            time.sleep(0.06)
        return now

    # Enrolment, home and assignment

    def enrol(self, code):
        entries = list(self.app.frame.all(role='text'))
        entries[0].set_text(code)
        entries[1].set_text(self.handheld.hub.url)
        self.button('Enrol this device').press()

    def location(self, place):
        return next(each for each in self.script.study['locations'] if each['id'] == place)

    def open_job(self, place, timeout=20):
        self.app.find(role='button', contains=self.location(place)['name'], timeout=timeout).press()
        self.app.find(role='heading', name=self.location(place)['name'])

    def take_quiz(self):
        """Once for each version of a script: who has passed is not asked in the next job."""
        if self.app.has(role='button', name=self.say('See the questions again')):
            return
        for item in self.script.quiz:
            chosen = next(choice for choice in item['choices'] if choice['id'] == item['correct'])
            tile = self.app.find(role='toggle button', name=self.text(chosen['label']))
            self.commit(tile.press)
            self.taps.quiz[item['id']] = item['correct']

    def claim(self):
        """The job whose page is on the screen, when it is still to be claimed."""
        ours = self.say('Start'), self.say('Check yourself first')
        wait_for('a job', lambda: any(self.app.has(role='button', name=name)
                                      for name in (self.say('Claim'), *ours)))
        if self.app.has(role='button', name=self.say('Claim')):
            self.commit(self.button('Claim').press)
        wait_for('the job to be ours', lambda: any(self.app.has(role='button', name=name)
                                                   for name in ours))

    def press_start(self):
        self.claim()
        if self.app.has(role='button', name=self.say('Check yourself first')):
            self.take_quiz()
        self.commit(self.button('Start').press)

    def start(self):
        self.press_start()
        self.here(self.script.touchpoints[0])

    # At a touchpoint

    def here(self, touchpoint, timeout=10):
        """Waits until the screen is about this touchpoint."""
        return self.app.find(role='heading', name=self.text(touchpoint['title']), timeout=timeout)

    def card(self, question, timeout=10):
        return self.app.find(role='grouping', name=self.text(question['text']), timeout=timeout)

    def tiles(self, question, amount):
        """The answers of a card in script order; a chip for "not applicable" stands after them."""
        card = self.card(question)
        chips = [node for node in card.all(role=('toggle button', 'radio button'))
                 if node.name not in (self.say('Not applicable'), self.say('It happened earlier'))]
        if len(chips) < amount:
            raise Gone(f'{question["id"]}: {amount} answers expected, {chips} found')
        return chips[-amount:]

    def answer(self, question, value):
        """Says one answer the way its kind is said, and remembers it."""
        name = question['id']
        if value == 'na':
            chip = self.card(question).find(role='toggle button', name=self.say('Not applicable'))
            self.commit(chip.press)
            self.taps.answers.pop(name, None)
            self.taps.not_applicable.add(name)
            return
        getattr(self, f'answer_{question["type"]}')(question, value)
        self.taps.not_applicable.discard(name)
        if value == 'today':
            value = datetime.date.today().isoformat()
        if question['type'] != 'photo':
            self.taps.answers[name] = value

    def answer_yes_no(self, question, value):
        self.commit(self.tiles(question, 2)[('yes', 'no').index(value)].press)

    def answer_choice(self, question, value):
        ids = [choice['id'] for choice in question['choices']]
        self.commit(self.tiles(question, len(ids))[ids.index(value)].press)

    def answer_choices(self, question, value):
        """One tap each; tiles already pressed stay, others are put out first."""
        ids = [choice['id'] for choice in question['choices']]
        tiles = self.tiles(question, len(ids))
        wanted = value.split()
        for name, tile in zip(ids, tiles):
            if name not in wanted and (tile.is_('pressed') or tile.is_('checked')):
                self.commit(tile.press)
        for name in wanted:
            tile = tiles[ids.index(name)]
            if not (tile.is_('pressed') or tile.is_('checked')):
                self.commit(tile.press)

    def answer_scale(self, question, value):
        low, high = question['min'], question['max']
        self.commit(self.tiles(question, high - low + 1)[int(value) - low].press)

    def entries(self, question):
        return list(self.card(question).all(role=('text', 'entry')))

    def answer_text(self, question, value):
        self.commit(lambda: self.entries(question)[0].set_text(value))

    answer_number = answer_text
    answer_money = answer_text
    answer_time = answer_text

    def answer_duration(self, question, value):
        minutes, seconds = self.entries(question)[:2]

        def type_both():
            minutes.set_text(str(int(value) // 60))
            seconds.set_text(f'{int(value) % 60:02}')

        self.commit(type_both)
        wanted = f'"value":"{value}"'
        wait_for(f'{question["id"]} to be {value}', lambda: self.last_line(question).count(wanted))

    def last_line(self, question):
        found = ledger.lines(self.database, ledger.device_of(self.database))
        return next((line for _, line in sorted(found.items(), reverse=True)
                     if f'"question":"{question["id"]}"' in line), '')

    def answer_date(self, question, value):
        if value != 'today':
            raise ValueError('dates are told by the tile for today')
        self.commit(self.tiles(question, 3)[0].press)

    def answer_photo(self, question, value):
        path = self.photos / value
        card = self.card(question)
        before = ledger.count(self.database)
        card.find(role='button', name=self.say('Choose a photo from the files')).press()
        self.pick_file(path)
        self.keep_photo()
        wait_for('the photo to be kept', lambda: ledger.count(self.database) > before, 20)
        time.sleep(0.8)  # The card grows once more when the thumbnail is there.
        self.taps.photos[question['id']] = path

    def pick_file(self, path):
        """Through the file dialog, by typing where the file is."""
        wait_for('a file dialog', lambda: len(list(self.app.root.children)) > 1)
        time.sleep(0.3)
        press('ctrl', 'l')
        time.sleep(0.2)
        type_text(str(path))
        time.sleep(0.3)
        press('Return')
        try:
            wait_for('the file dialog to close',
                     lambda: len(list(self.app.root.children)) == 1, 2)
        except Gone:
            press('Return')
            wait_for('the file dialog to close', lambda: len(list(self.app.root.children)) == 1)

    def keep_photo(self):
        """After a look at it."""
        name = self.say('Keep the photo')
        wait_for('the photo to be looked at',
                 lambda: self.app.find(role='button', name=name).is_('sensitive'))
        self.app.find(role='button', name=name).press()
        wait_for('the look to end', lambda: not self.app.has(role='button', name=name))

    def proofs(self):
        """The photos that show why a visit ends, each by the button to take it back."""
        before, after = self.say('Take back %s').split('%s')
        return [node for dialog in self.app.frame.all(role='dialog')
                for node in dialog.all(role='button')
                if node.name.startswith(before) and node.name.endswith(after)]

    def hide_by_keys(self, *keys):
        """Hides parts of the photo that is looked at; Tab goes round to it."""
        canvas = self.app.find(role='image', name=self.say('The photo'))
        # Without a keyboard in between nothing has the focus.
        with subprocess.Popen(['wtype', '-s', '3600000']) as keyboard:
            try:
                for _ in range(8):
                    time.sleep(0.3)
                    if canvas.is_('focused'):
                        break
                    press('Tab')
                assert canvas.is_('focused'), 'the keyboard does not reach the photo'
                for key in keys:
                    press(key)
                time.sleep(0.4)
            finally:
                keyboard.kill()

    def answer_note(self, question, value):
        raise ValueError('a note has no answer')

    def back_date(self, question, minutes):
        """The clock on the card: it happened so many minutes ago."""
        card = self.card(question)
        self.bring(card)
        clock = card.find(role='toggle button', name=self.say('It happened earlier'))
        clock.press()
        name = self.say('How long ago it happened')
        slider = self.app.find(role='slider', name=name)
        self.commit(lambda: slider.set_value(AGO_STOPS_S.index(minutes * 60)))
        clock.press()
        wait_for('the clock to close', lambda: not self.app.has(role='slider', name=name))
        self.taps.back_dated[question['id']] = minutes

    def pad(self):
        """The affect grid's plane is the one slider that no other slider label names."""
        others = {self.say(name) for name in
                  ('How pleasant, from unpleasant to pleasant', 'How lively, from calm to excited',
                   'How long ago it happened')}
        return wait_for('an affect grid', lambda: next(
            (node for node in self.app.frame.all(role='slider') if node.name not in others), None))

    def feel(self, touchpoint, valence, arousal):
        """One tap of a real pointer on the grid, at the pixel nearest to the feeling."""
        for attempt in range(3):
            pad = self.bring(self.pad())
            settle(pad)
            x, y = self.bring_point(pad, valence, arousal)
            # A dialog on its way out took the tap, or the page moved under it: a guest would look and tap again.
            try:
                self.commit(lambda: self.app.pointer.click(x, y), timeout=4)
            except Gone:
                if attempt == 2:
                    raise
                continue
            if self.has_felt(valence, arousal):
                break
        self.rest_pointer()
        self.taps.feelings[touchpoint['id']] = (valence, arousal)

    def has_felt(self, valence, arousal):
        felt = list(ledger.facts(self.database, 'visit.felt'))[-1]['body']
        return abs(felt['valence'] - valence) <= FEELING_SLACK and abs(felt['arousal'] - arousal) <= FEELING_SLACK

    def bring_point(self, pad, valence, arousal):
        """On a low screen the grid is higher than what is seen of it."""
        _, _, width, height = self.app.frame.extents
        for _ in range(40):
            x, y = self.feeling_at(pad, valence, arousal)
            if BAR_PX <= y <= height - BAR_PX:
                break
            self.app.pointer.wheel(width / 2, height / 2, 1 if y > height - BAR_PX else -1)
            settle(pad)
        return x, y

    @staticmethod
    def feeling_at(pad, valence, arousal):
        """The plane lies inside a rim of faces, an eighth of the square but 32 to 48 pixels."""
        left, top, width, height = pad.extents
        left, top = left + AROUND_PAD_PX[0], top + AROUND_PAD_PX[1]
        size = min(width, height)
        rim = min(max(size * 0.125, 32), 48)
        plane = size - 2 * rim
        return (left + (width - size) / 2 + rim + plane * (valence + 100) / 200,
                top + (height - size) / 2 + rim + plane * (100 - arousal) / 200)

    def fill(self, touchpoint, plan, snap=None):
        """Everything a plan says about one touchpoint, card by card as they come up."""
        self.here(touchpoint)
        for question in touchpoint['questions']:
            if question['type'] == 'note' or question['id'] not in plan.answers:
                continue
            if not self.script.is_relevant(question, self.script.counted(self.taps.answers)):
                continue
            self.answer(question, plan.answers[question['id']])
            if question['id'] in plan.back_dated:
                self.back_date(question, plan.back_dated[question['id']])
        if touchpoint['id'] in plan.moments:
            self.mark(plan.moments[touchpoint['id']])
        if touchpoint.get('feeling', True) and touchpoint['id'] in plan.feelings:
            self.feel(touchpoint, *plan.feelings[touchpoint['id']])
        self.mark_phase(self.script.phase(touchpoint), plan)
        if snap:
            snap(touchpoint)

    def mark_phase(self, phase, plan):
        """What the phase as a whole was worth, at the touchpoint where that is asked."""
        title = self.say('What mark do you give “%s” as a whole?') % self.text(phase['title'])
        if phase['id'] not in plan.marks or not self.app.has(role='grouping', name=title):
            return
        mark = plan.marks[phase['id']]
        card = self.app.find(role='grouping', name=title)
        tile = card.find(role='toggle button', name=self.say('%d of %d') % (mark, 10))
        self.commit(tile.press)
        self.taps.marks[phase['id']] = mark

    def mark(self, text):
        """A moment outside the script."""
        self.app.do('win.mark')
        entry = self.app.find(role='text', name=self.say('What happened'))
        entry.set_text(text)
        self.commit(self.button('Keep this moment').press)
        self.taps.moments.append(text)
        wait_for('the dialog to close', lambda: not self.app.has(
            role='button', name=self.say('Keep this moment')))
        time.sleep(0.6)

    # Along the journey

    def next(self):
        self.app.do('win.next')

    def walk(self, plan, snap=None, between=None):
        """All touchpoints in script order. between(index) may do anything, also kill the app."""
        for index, touchpoint in enumerate(self.script.touchpoints):
            if index:
                self.next()
            self.fill(touchpoint, plan, snap)
            self.taps.entered.append(touchpoint['id'])
            if between:
                between(index)

    def finish(self):
        self.app.do('win.finish')

    def ask_to_explain(self):
        """The first doubt of the finish page that has no reason yet."""
        self.app.find(role='button', name=self.say('It is right as it stands …')).press()
        self.app.find(role='button', name=self.say('Keep this reason'))

    def explain(self, reason):
        self.app.find(role='toggle button', name=self.say(reason)).press()
        button = self.button('Keep this reason')
        wait_for('the reason to count', lambda: button.is_('sensitive'))
        self.commit(button.press)

    def finish_visit(self):
        """Hands it in; the app then goes home and tries the hub by itself."""
        self.commit(self.button('Finish the visit').press)
        self.app.find(role='button', name=self.say('Outbox'))

    def break_off(self, reason, text):
        self.app.do('win.break-off')
        self.app.find(role=('toggle button', 'radio button', 'button'),
                      name=self.say(reason)).press()
        self.app.find(role='text', name=self.say('In your own words')).set_text(text)
        button = self.button('End the visit here')
        wait_for('the reason to count', lambda: button.is_('sensitive'))
        self.commit(button.press)
        wait_for('the visit to be broken off', lambda: any(
            fact['body']['text'] == text
            for fact in ledger.facts(self.database, 'visit.broken_off')))

    def go_home(self):
        """Back, page by page."""
        for _ in range(6):
            if self.app.has(role='button', name=self.say('Outbox')):
                return
            pages = next((node for node in self.app.frame.all(role='grouping')
                          if 'navigation.pop' in node.actions), None)
            if pages:
                pages.act('navigation.pop')
            else:
                press('Escape')
            time.sleep(0.5)
        raise Gone('no way home')

    def open_outbox(self):
        self.go_home()
        self.button('Outbox').press()
        self.button('Receipt')

    def close_dialog(self):
        press('Escape')
        wait_for('the dialog to close', lambda: not self.app.has(role='dialog'))
        time.sleep(0.4)

    def show_receipt(self):
        self.button('Receipt').press()
        time.sleep(0.4)

    def sync(self, timeout=60):
        """Asks for a sync, and waits until the hub has said that it holds everything."""
        began = int(time.time() * 1000)
        self.app.do('win.sync')
        wait_for('a whole sync', lambda: self.is_synced(began), timeout)

    def is_synced(self, since_ms):
        acked, synced_ms = ledger.rows(self.database, 'SELECT acked, synced_ms FROM enrolment')[0]
        return synced_ms >= since_ms and acked == ledger.count(self.database)

    def resume(self, touchpoint, timeout=20):
        """After a start: the app is where it was, without being asked."""
        self.here(touchpoint, timeout)

    def open_returned(self, place, question):
        """The job that came back, down to the question that is meant."""
        self.go_home()
        self.open_job(place)
        self.button('Look again').press()
        wait_for('the visit', lambda: 'win.jump' in self.app.frame.actions)
        self.here(self.script.home(question['id']))
        self.card(question)

    def go_to(self, touchpoint):
        """By the list of steps, where the screen is not there already."""
        title = self.text(touchpoint['title'])
        if self.app.has(role='heading', name=title):
            return
        self.app.do('win.jump')
        self.app.find(role='button', contains=title).press()
        self.here(touchpoint)
