"""Pen strokes drawn as pictures, by Pillow: an oracle that shares no code with what it judges."""

import base64
import io
import json
import os
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

CANVAS = 280
# Pillow draws without anti-aliasing, so pictures are drawn larger and shrunk.
SUPERSAMPLING = 4


def folder(root):
    """Where the stroke files are, or None."""
    path = Path(os.environ.get("INKLING_STROKES", root.parent / "shared" / "strokes"))
    return path if (path / "pendigits-train.json").is_file() else None


def load(path):
    """A list of {"label", "writer", "strokes"}."""
    return json.loads(path.read_text())


def kept_apart(digits):
    """The digits of every third writer."""
    writers = sorted({digit["writer"] for digit in digits})
    return [digit for digit in digits if digit["writer"] in writers[2::3]]


def ink(strokes, height, pen):
    """Strokes drawn so high with a pen so wide, as an array: 1 where there is ink, 0 where there is none."""
    points = [point for stroke in strokes for point in stroke]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    extent = max(max(y for _, y in points) - top, (max(x for x, _ in points) - left) / 1.3, 1)
    scale = (height - pen) / extent
    sides = [round(scale * (max(ends) - min(ends)) + pen) + 1 for ends in zip(*points)]

    def place(x, y):
        return (x - left) * scale + pen / 2, (y - top) * scale + pen / 2

    return 1 - np.asarray(_drawn(strokes, sides, pen, place)) / 255


def _drawn(strokes, size, pen, place):
    """Dark ink on white; `place` gives where a point lies."""
    k = SUPERSAMPLING
    image = Image.new("L", (size[0] * k, size[1] * k), 255)
    pencil = ImageDraw.Draw(image)
    radius = pen * k / 2
    for stroke in strokes:
        line = [(x * k, y * k) for x, y in (place(*point) for point in stroke)]
        pencil.line(line, fill=0, width=round(2 * radius), joint="curve")
        for x, y in line:
            pencil.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    return image.resize(tuple(size), Image.Resampling.BOX)


def draw(strokes, rng, canvas=CANVAS):
    """A PNG of dark ink on white: random place, size 35 to 90 % of the canvas, pen 8 to 24 pixels at 280."""
    points = [point for stroke in strokes for point in stroke]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    extent = max(max(x for x, _ in points) - left, max(y for _, y in points) - top, 1)
    pen = rng.uniform(8, 24) * canvas / 280
    size = max(rng.uniform(0.35, 0.9) * canvas, 1.5 * pen)
    scale = (size - pen) / extent
    width = (max(x for x, _ in points) - left) * scale
    height = (max(y for _, y in points) - top) * scale
    x0 = rng.uniform(pen / 2, canvas - pen / 2 - width)
    y0 = rng.uniform(pen / 2, canvas - pen / 2 - height)

    def place(x, y):
        return x0 + (x - left) * scale, y0 + (y - top) * scale

    return _drawn(strokes, (canvas, canvas), pen, place)


def png(image):
    """The bytes of a PNG file."""
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def base64_png(image):
    return base64.b64encode(png(image)).decode()


def seeded(seed=20):
    return random.Random(seed)
