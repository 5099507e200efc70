# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos to attach: drawn here, so that nobody's shop or face is in the repository."""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path('/usr/share/fonts')


def font(size):
    found = sorted(FONTS.rglob('Cantarell*')) + sorted(FONTS.rglob('NotoSans-Regular*'))
    return ImageFont.truetype(str(found[0]), size) if found else ImageFont.load_default()


def make(folder):
    """A shop window and a receipt as JPEG files, the same bytes each time."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    window().save(folder / 'window.jpg', quality=88)
    receipt().save(folder / 'receipt.jpg', quality=88)
    return folder


def window():
    dice = random.Random(1)
    image = Image.new('RGB', (1600, 1200), (196, 205, 210))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1600, 190), fill=(24, 78, 68))
    draw.text((90, 40), 'TRAPWERK', fill=(240, 236, 220), font=font(110))
    draw.rectangle((80, 250, 1520, 1040), fill=(222, 232, 235), outline=(70, 80, 84), width=14)
    for x in (420, 820, 1220):
        bicycle(draw, x, 830, tuple(dice.randint(30, 170) for _ in range(3)))
    draw.rectangle((0, 1090, 1600, 1200), fill=(150, 146, 140))
    return image


def bicycle(draw, x, y, colour):
    for wheel in (x - 120, x + 120):
        draw.ellipse((wheel - 90, y - 90, wheel + 90, y + 90), outline=(40, 40, 44), width=10)
    frame = [(x - 120, y), (x - 40, y - 150), (x + 90, y - 140), (x, y), (x - 120, y)]
    draw.line(frame, fill=colour, width=14, joint='curve')
    draw.line([(x, y), (x - 40, y - 150), (x - 55, y - 185)], fill=colour, width=14)
    draw.line([(x + 120, y), (x + 85, y - 190), (x + 130, y - 200)], fill=colour, width=14)
    draw.line([(x - 85, y - 188), (x - 25, y - 188)], fill=(40, 40, 44), width=18)


def receipt():
    image = Image.new('RGB', (900, 1400), (120, 104, 88))
    draw = ImageDraw.Draw(image)
    draw.rectangle((120, 60, 780, 1340), fill=(250, 249, 244))
    lines = ['TRAPWERK UTRECHT', 'Oudegracht 214', '', 'Stadsfiets 7v      849,00',
             'Ringslot            30,00', '', 'TOTAAL EUR         879,00', '', 'PIN  22-11-2026  14:32',
             'Bon 004417']
    for number, line in enumerate(lines):
        draw.text((170, 130 + number * 84), line, fill=(36, 36, 40), font=font(44))
    return image
