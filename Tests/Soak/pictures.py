"""Ten digits drawn by Pillow, of which everybody knows what they show."""

import math
from dataclasses import dataclass

import strokes
from api_client import encoded
from png_files import of_pillow


def _arc(x, y, width, height, begin, end):
    """Points on an ellipse, from one angle to another in degrees; 0 is to the right, 90 is down."""
    angles = [math.radians(begin + (end - begin) * step / 24) for step in range(25)]
    return [(x + width * math.cos(angle), y + height * math.sin(angle)) for angle in angles]


# How a pen writes them, in a box of 100 by 160.
DIGITS = [
    [_arc(50, 80, 45, 78, 270, -90)],
    [[(30, 30), (55, 2), (55, 158)]],
    [[*_arc(50, 45, 42, 43, 190, 400), (8, 155), (95, 155)]],
    [[*_arc(45, 40, 40, 38, 200, 430), *_arc(45, 116, 45, 42, 280, 510)]],
    [[(60, 2), (5, 100), (95, 100)], [(72, 55), (72, 158)]],
    [[(88, 4), (22, 4), (16, 70), *_arc(46, 108, 44, 48, 230, 500)]],
    [[(70, 2), (30, 50), *_arc(48, 112, 42, 46, 200, 560)]],
    [[(6, 6), (94, 6), (38, 158)]],
    [[*_arc(50, 42, 36, 40, 60, 300), *_arc(50, 42, 36, 40, 300, 420), *_arc(50, 118, 42, 40, 270, 630)]],
    [[*_arc(50, 48, 40, 45, 0, -360), (84, 158)]],
]


@dataclass(frozen=True)
class Picture:
    digit: int
    png: bytes
    # The same without compression: 77 KB, so that it comes in several reads.
    bulky: bytes

    @property
    def text(self):
        return encoded(self.png)


def pictures(seed=11):
    """One of each digit, on a canvas like the page's, the same ones for the same seed."""
    rng = strokes.seeded(seed)
    drawn = [(digit, strokes.draw(lines, rng)) for digit, lines in enumerate(DIGITS)]
    return [Picture(digit, of_pillow(image), of_pillow(image, compress_level=0)) for digit, image in drawn]
