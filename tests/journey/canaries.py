# SPDX-License-Identifier: GPL-3.0-or-later
"""A study in which every text is a word that stands nowhere else, but for its cover labels."""

import json

from world import STUDY

WORD = 'Kanarie'


class Aviary:
    """Makes words by number: whoever meets one knows that it came from the study or its guest."""

    def __init__(self):
        self.count = 0

    def word(self):
        self.count += 1
        return f'{WORD}-{self.count:03}'

    def fill(self, tree, key=None):
        """The same tree with a word in place of each text in the study's languages."""
        if isinstance(tree, list):
            return [self.fill(each, key) for each in tree]
        if not isinstance(tree, dict) or key == 'cover':
            return tree
        if tree and set(tree) <= {'nl', 'en'}:
            return {language: self.word() for language in tree}
        return {name: self.fill(each, name) for name, each in tree.items()}


def write(folder):
    """The sample study as canaries, in @folder; tells who made the words."""
    aviary = Aviary()
    script = aviary.fill(json.loads((STUDY / 'script.json').read_text(encoding='utf-8')))
    study = aviary.fill(json.loads((STUDY / 'study.json').read_text(encoding='utf-8')))
    script['id'] = 'canaries'
    study.update(id='canaries_2026', client=aviary.word())
    for location in study['locations']:
        location.update(name=aviary.word(), address=aviary.word())
    folder.mkdir()
    for name, tree in (('script', script), ('study', study)):
        (folder / f'{name}.json').write_text(json.dumps(tree, ensure_ascii=False), encoding='utf-8')
    return aviary
