# SPDX-License-Identifier: GPL-3.0-or-later
"""What a guest is going to say at each touchpoint: a story told by hand, or a walk by the dice."""

import random
from dataclasses import dataclass, field

# Buying a city bike as it went for Anna. Values as the wire has them; photos by the file they are in.
STORY = {
    'ad_seen': 'yes', 'ad_message': 'test_at_home',
    'search_time': '95', 'search_found': 'yes', 'search_results': '14', 'search_ease': '4',
    'review_topics': 'advice waiting repair', 'review_reply': 'na', 'review_trust': '2',
    'compare_price': '849.00', 'compare_gears': 'no', 'compare_stock': 'yes', 'compare_ease': '5',
    'chat_wait': '340', 'chat_who': 'both', 'chat_solved': 'yes', 'chat_tone': '3',
    'chat_quote': 'Daar kan ik je in de winkel alles over laten zien.',
    'call_time': '10:35', 'call_rings': '6', 'call_answered': 'yes', 'call_known': 'no',
    'call_reserved': 'yes',
    'front_date': 'today', 'front_open': 'yes', 'front_tidy': '4', 'front_awning': 'no',
    'front_photo': 'window.jpg',
    'greeted': 'no', 'approach_wait': '410', 'staff_free': '2', 'welcome_feeling': '2',
    'advice_asked': 'use distance budget', 'advice_offered': '3', 'advice_over': 'no',
    'advice_clear': '4',
    'advice_story': 'Zeven versnellingen is genoeg als je niet over de Veluwe hoeft.',
    'ride_offered': 'yes', 'ride_done': 'yes', 'ride_saddle': 'yes', 'ride_minutes': '720',
    'ride_feeling': '9',
    'till_wait': '150', 'till_paid': '849.00', 'till_same': 'yes', 'till_extras': 'insurance lock',
    'till_pushy': '4', 'till_receipt': 'receipt.jpg',
    'mail_came': 'yes', 'mail_return_terms': 'no', 'mail_correct': 'yes',
    'collect_ready': 'no', 'collect_wait': '1500', 'collect_explained': 'lock_use lights',
    'first_defect': 'yes', 'first_defect_what': 'De achterrem sleept.', 'first_comfort': '4',
    'seat_warned': 'no', 'seat_days': '3', 'seat_track': 'yes',
    'return_clicks': '11', 'return_found': 'no', 'return_ease': '3',
    'desk_blame': 'yes', 'desk_refund': 'later', 'desk_amount': '54.95', 'desk_minutes': '540',
    'care_contact': 'no', 'care_service': 'yes',
    'goal_reached': '4', 'effort_low': '3', 'enjoyed': '3', 'recommend': '6',
    'best_moment': 'De proefrit langs de singel.', 'worst_moment': 'Wachten bij het ophalen.',
}

# (valence, arousal) that the guest aims at.
STORY_FEELINGS = {
    'street_ad': (30, 20), 'website': (20, -10), 'reviews': (-30, 10), 'compare': (-10, 30),
    'chat': (-40, 45), 'phone_call': (15, -20), 'shop_front': (35, 5), 'welcome': (-55, 25),
    'advice': (50, 15), 'test_ride': (85, 60), 'till': (5, 10), 'order_mail': (20, -40),
    'collection': (-60, 50), 'first_ride': (40, 35), 'accessory': (-45, 20),
    'return_form': (-50, 40), 'return_desk': (-65, 55), 'aftercare': (-15, -45),
    'looking_back': (10, -10),
}

# What the phases are worth; the last one asks no mark.
STORY_MARKS = {'orientation': 7, 'weighing': 6, 'purchase': 8, 'use': 4}


@dataclass
class Plan:
    """Answers by question, feelings by touchpoint, marks by phase. 'na' is not applicable, 'today' a date's tile."""
    answers: dict
    feelings: dict
    # Questions to say that they happened so many minutes ago, and a moment outside the script.
    back_dated: dict = field(default_factory=dict)
    moments: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)


def story():
    return Plan(dict(STORY), dict(STORY_FEELINGS), back_dated={'greeted': 5},
                moments={'till': 'Iemand bood me koffie aan terwijl ik wachtte.'},
                marks=dict(STORY_MARKS))


def random_plan(script, seed, photo='window.jpg', photos=True):
    """Any walk that the script allows."""
    dice = random.Random(seed)
    answers, feelings = {}, {}
    for touchpoint in script.touchpoints:
        for question in touchpoint['questions']:
            if not photos and question['type'] == 'photo' and not question.get('required'):
                continue
            value = random_value(question, dice, photo)
            if value is not None:
                answers[question['id']] = value
        if touchpoint.get('feeling', True):
            feelings[touchpoint['id']] = (dice.randint(-95, 95), dice.randint(-95, 95))
    marks = {phase: dice.randint(1, 10) for phase in STORY_MARKS}
    return Plan(answers, feelings, marks=marks)


def random_value(question, dice, photo):
    kind = question['type']
    low, high = question.get('min', 0), question.get('max', 100)
    if kind == 'yes_no':
        return dice.choice(('yes', 'no'))
    if kind == 'choice':
        return dice.choice(question['choices'])['id']
    if kind == 'choices':
        return random_choices(question, dice)
    if kind in ('scale', 'number'):
        return str(dice.randint(low, min(high, low + 40)))
    if kind == 'duration':
        return str(dice.randint(max(low, 30), min(high, 5000)))
    if kind == 'money':
        return f'{dice.randint(low, high)}.{dice.randint(0, 99):02}'
    if kind == 'time':
        return f'{dice.randint(9, 17):02}:{dice.randint(0, 59):02}'
    return {'date': 'today', 'photo': photo, 'note': None,
            'text': dice.choice(('Goed geholpen.', 'Zoë zei: “tot straks” – en toen niets meer.',
                                 '€ 12,50 te veel, “foutje”.', 'x' * 200))}[kind]


def random_choices(question, dice):
    alone = [choice['id'] for choice in question['choices'] if choice.get('exclusive')]
    others = [choice['id'] for choice in question['choices'] if not choice.get('exclusive')]
    if alone and dice.random() < 0.15:
        return alone[0]
    chosen = set(dice.sample(others, dice.randint(1, len(others))))
    return ' '.join(each for each in others if each in chosen)
