"""Rows of digits as pictures: composed by numpy and Pillow, which share no code with what they judge."""

import numpy as np
import strokes
from PIL import Image


def of_image(image, height):
    """One of MNIST's images cut to its ink, 1 where it is full; `height` is what 20 of its pixels become."""
    rows, columns = np.nonzero(image > 40)
    ink = image[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    size = [max(round(side * height / 20), 1) for side in reversed(ink.shape)]
    return np.asarray(Image.fromarray(ink).resize(size, Image.Resampling.BICUBIC)) / 255


def of_strokes(digit, height, pen):
    """A pen's digit cut to its ink, 1 where it is full."""
    ink = strokes.ink(digit["strokes"], height, pen)
    rows, columns = np.nonzero(ink)
    return ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def row(digits, height, gap, rng):
    """Dark ink on white: digits on a wavering line, `gap` giving what lies between two, as a share of their height."""
    widths = [digit.shape[1] for digit in digits]
    page = np.zeros((round(2.4 * height), round(sum(widths) + height * (len(digits) + 1))))
    x = round(0.4 * height)
    for digit in digits:
        y = round(1.1 * height - digit.shape[0] / 2 + rng.uniform(-0.08, 0.08) * height)
        place = page[y : y + digit.shape[0], x : x + digit.shape[1]]
        np.maximum(place, digit, out=place)
        x += digit.shape[1] + round(gap() * height)
    return (255 * (1 - page[:, : x + round(0.3 * height)])).round().astype(np.uint8)


def edits(text, other):
    """How many digits must be put in, left out or changed to make one text the other (Levenshtein 1966)."""
    before = list(range(len(other) + 1))
    for count, left in enumerate(text, 1):
        now = [count]
        for index, right in enumerate(other, 1):
            now.append(min(before[index] + 1, now[-1] + 1, before[index - 1] + (left != right)))
        before = now
    return before[-1]
