"""The same digit, however the picture is made: place, size, colours, transparency, PNG's every form."""

import numpy as np
import pytest
from api_client import predict_all
from PIL import Image
from png_files import gray, of_array, of_pillow

COUNT = 100
AGREEMENT = 0.97


@pytest.fixture(scope="module")
def sample(digits):
    """Every hundredth test image as light ink on dark, and its digit as the network reads it unchanged."""
    return digits[0][:: len(digits[0]) // COUNT]


@pytest.fixture(scope="module")
def plain(server, sample):
    return [row["digit"] for row in predict_all(server, map(of_array, sample))]


def resized(pixels, side):
    """Scaled so that the whole picture has that side."""
    return Image.fromarray(pixels).resize((side, side), Image.Resampling.LANCZOS)


def on_page(pixels, x, y, side, page=280):
    canvas = Image.new("L", (page, page))
    canvas.paste(resized(pixels, side), (round(x * (page - side)), round(y * (page - side))))
    return canvas


def ink(pixels, color):
    """Ink of one colour on a transparent ground."""
    picture = Image.new("RGBA", (28, 28), (*color, 0))
    picture.putalpha(Image.fromarray(pixels))
    return picture


def painted(pixels, paper, ink):
    """Ink of one colour on paper of another."""
    share = pixels[:, :, None] / 255
    return np.round(np.array(paper) * (1 - share) + np.array(ink) * share).astype(np.uint8)


def palette_with_transparency(pixels):
    """A palette of one colour whose entries differ in opacity alone (tRNS)."""
    picture = Image.fromarray(pixels, "P")
    picture.putpalette([20, 20, 60] * 256)
    return of_pillow(picture, transparency=bytes(range(256)))


def palette_of_16(pixels):
    picture = Image.fromarray(pixels // 17, "P")
    picture.putpalette([level for index in range(16) for level in [255 - 17 * index] * 3])
    return of_pillow(picture, bits=4)


def key_color(pixels):
    """Grey ink whose ground is transparent by being named in tRNS."""
    return of_pillow(Image.fromarray(np.maximum(pixels, 1) * (pixels > 40)), transparency=0)


VARIATIONS = {
    "at the top left": lambda p: of_pillow(on_page(p, 0, 0, 84)),
    "at the bottom right": lambda p: of_pillow(on_page(p, 1, 1, 84)),
    "small on a large page": lambda p: of_pillow(on_page(p, 0.8, 0.1, 56, page=1000)),
    "on a wide page": lambda p: of_array(np.pad(p, ((0, 0), (300, 30)))),
    "on a tall page": lambda p: of_array(np.pad(p, ((10, 400), (0, 0)))),
    "cut to two pixels of its ink": lambda p: of_array(np.pad(p[np.ix_(p.any(axis=1), p.any(axis=0))], 2)),
    "scaled to 12": lambda p: of_pillow(resized(p, 12)),
    "scaled to 16": lambda p: of_pillow(resized(p, 16)),
    "scaled to 20": lambda p: of_pillow(resized(p, 20)),
    "scaled to 64": lambda p: of_pillow(resized(p, 64)),
    "scaled to 280": lambda p: of_pillow(resized(p, 280)),
    "scaled to 1000": lambda p: of_pillow(resized(p, 1000)),
    "scaled to 2000": lambda p: of_pillow(resized(p, 2000)),
    "inverted": lambda p: of_array(255 - p),
    "faint": lambda p: of_array(200 - p // 4),
    "blue on yellow": lambda p: of_array(painted(p, (250, 240, 170), (20, 40, 160))),
    "dark ink on nothing": lambda p: of_pillow(ink(p, (0, 0, 0))),
    "light ink on nothing": lambda p: of_pillow(ink(p, (255, 255, 255))),
    "1 (bilevel)": lambda p: of_pillow(Image.fromarray(p).point(lambda v: 255 * (v > 127)).convert("1")),
    "L": lambda p: of_array(p),
    "L with tRNS": key_color,
    "LA": lambda p: of_pillow(ink(p, (0, 0, 0)).convert("LA")),
    "P of 16": palette_of_16,
    "P of 256": lambda p: of_pillow(Image.fromarray(255 - p).convert("P")),
    "P with tRNS": palette_with_transparency,
    "RGB": lambda p: of_pillow(Image.fromarray(255 - p).convert("RGB")),
    "RGBA": lambda p: of_pillow(Image.fromarray(255 - p).convert("RGBA")),
    "I;16": lambda p: of_array(p.astype(np.uint16) * 257),
    "2 bits": lambda p: gray(p, depth=2),
    "4 bits": lambda p: gray(255 - p, depth=4),
    "16 bits, interlaced": lambda p: gray(p, depth=16, interlaced=True),
    "8 bits, interlaced": lambda p: gray(255 - p, interlaced=True),
    "1 bit, interlaced": lambda p: gray(p, depth=1, interlaced=True),
}


@pytest.fixture(scope="module")
def table():
    """What was measured, printed when all of it is there."""
    rows = []
    yield rows
    print(f"\n\n{'the same digit, made':28} agreement")
    for name, agreement in rows:
        print(f"{name:28} {agreement:9.1%}")


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_digit_reads_the_same(server, sample, plain, table, name):
    answers = [row["digit"] for row in predict_all(server, map(VARIATIONS[name], sample))]
    agreement = np.mean(np.array(answers) == plain)
    table.append((name, agreement))
    assert agreement >= AGREEMENT
