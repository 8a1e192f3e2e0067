"""Digits as people photograph them: on ruled paper, in bad light, in a form's box, with the table beside the sheet."""

import numpy as np
import pytest
import strokes
from api_client import predict_all
from png_files import of_array

COUNT = 300
SIDE = strokes.CANVAS
ROWS, COLUMNS = np.mgrid[0:SIDE, 0:SIDE].astype(float)


def line(position, width):
    """How much of each pixel a line covers; position: distances from its middle."""
    return np.clip(width / 2 + 0.5 - np.abs(position), 0, 1)


def rules(rng, squared):
    """Straight lines from edge to edge, tilted a little."""
    spacing, tilt, width = rng.uniform(35, 70), rng.uniform(-0.08, 0.08), rng.uniform(1.2, 2.5)
    start = rng.uniform(0, spacing)

    def every(position):
        return line((position - start) % spacing - spacing / 2, width)

    flat = every(ROWS + tilt * COLUMNS)
    return np.maximum(flat, every(COLUMNS - tilt * ROWS)) if squared else flat


def slant(rng, depth):
    """Light that falls off across the picture."""
    angle = rng.uniform(0, 2 * np.pi)
    across = (COLUMNS * np.cos(angle) + ROWS * np.sin(angle)) / SIDE
    return 1 - depth * (across - across.min()) / np.ptp(across)


def photo(paper, ink, digit, light, rng):
    """What a camera makes of ink on paper: with uneven light and noise."""
    sheet = (paper * (1 - digit) + ink * digit) * light
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 3, sheet.shape)
    return np.clip(sheet + noise, 0, 255).round().astype(np.uint8)


def in_pencil(digit, rng, paper):
    return photo(paper, rng.uniform(70, 110), digit, slant(rng, 0.3), rng)


def pencil_on_ruled_paper(digit, rng):
    return in_pencil(digit, rng, 220 - 50 * rules(rng, squared=False))


def pencil_on_squared_paper(digit, rng):
    return in_pencil(digit, rng, 220 - 50 * rules(rng, squared=True))


def ruled_screen(digit, rng):
    page = (255 - 90 * rules(rng, squared=rng.random() < 0.5)) * (1 - digit) + 30 * digit
    return page.round().astype(np.uint8)


def cast_shadow(digit, rng):
    angle, soft = rng.uniform(0, 2 * np.pi), rng.uniform(2, 12)
    across = (COLUMNS - rng.uniform(90, 190)) * np.cos(angle) + (ROWS - rng.uniform(90, 190)) * np.sin(angle)
    return photo(220, 50, digit, 1 - 0.45 / (1 + np.exp(-across / soft)), rng)


def falling_light(digit, rng):
    return photo(220, 50, digit, slant(rng, 0.7), rng)


def beside_the_table(digit, rng):
    edge = rng.uniform(4, 20) + (COLUMNS - SIDE / 2) * rng.uniform(-0.05, 0.05)
    page = np.where(np.rot90(ROWS < edge, rng.randrange(4)), 60, 220)
    # Only the sheet was written on.
    return photo(page, 50, digit * (page == 220), slant(rng, 0.2), rng)


def in_a_form_box(digit, rng):
    rows, columns = np.nonzero(digit > 0.5)
    gap, width = rng.uniform(8, 16), rng.uniform(1.5, 3)
    left, right = columns.min() - gap, columns.max() + gap
    top, bottom = rows.min() - gap, rows.max() + gap
    off = np.maximum(np.abs(COLUMNS - (left + right) / 2) - (right - left) / 2,
                     np.abs(ROWS - (top + bottom) / 2) - (bottom - top) / 2)  # fmt: skip
    return photo(220 - 130 * line(off, width), 50, digit, slant(rng, 0.2), rng)


# The share that must be right: a little below what was measured. Plainly drawn, 97 % of these digits are.
KINDS = {
    pencil_on_ruled_paper: 0.94,
    pencil_on_squared_paper: 0.94,
    ruled_screen: 0.91,
    cast_shadow: 0.94,
    falling_light: 0.94,
    beside_the_table: 0.89,
    in_a_form_box: 0.86,
}


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_a_photographed_digit_is_read(server, pendigits, make):
    rng = strokes.seeded(5)
    chosen = rng.sample(pendigits, COUNT)
    drawings = (1 - np.asarray(strokes.draw(digit["strokes"], rng), float) / 255 for digit in chosen)
    predictions = predict_all(server, (of_array(make(digit, rng)) for digit in drawings))
    right = np.mean([row["digit"] == digit["label"] for row, digit in zip(predictions, chosen, strict=True)])
    accepted = np.mean([row["accepted"] for row in predictions])
    print(f"\n{make.__name__}: {right:.1%} right, {accepted:.1%} accepted")
    assert right >= KINDS[make]
