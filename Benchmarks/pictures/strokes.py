"""Digits as pen strokes, for canvas-like pictures and where MNIST is missing."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw

Point = tuple[float, float]


def _arc(x: float, y: float, width: float, height: float, start: float, end: float) -> list[Point]:
    """Part of an ellipse around (x, y); angles in degrees, clockwise from the right."""
    angles = [math.radians(start + (end - start) * step / 24) for step in range(25)]
    return [(x + width * math.cos(angle), y + height * math.sin(angle)) for angle in angles]


# Each a list of strokes within the square of 0 to 1, y downwards.
DIGITS: tuple[list[list[Point]], ...] = (
    [_arc(0.5, 0.5, 0.3, 0.45, -90, 270)],
    [[(0.35, 0.25), (0.55, 0.05), (0.55, 0.95)]],
    [[*_arc(0.5, 0.3, 0.3, 0.25, -170, 40), (0.2, 0.95), (0.85, 0.95)]],
    [[*_arc(0.45, 0.27, 0.3, 0.22, -150, 90), *_arc(0.45, 0.71, 0.34, 0.23, -90, 150)]],
    [[(0.55, 0.05), (0.15, 0.65), (0.85, 0.65)], [(0.65, 0.4), (0.65, 0.95)]],
    [[(0.8, 0.05), (0.3, 0.05), (0.25, 0.45), *_arc(0.46, 0.67, 0.32, 0.27, -130, 140)]],
    [[(0.68, 0.05), (0.35, 0.35), *_arc(0.5, 0.7, 0.28, 0.25, -180, 180)]],
    [[(0.2, 0.05), (0.8, 0.05), (0.4, 0.95)]],
    [_arc(0.5, 0.27, 0.22, 0.22, 90, 450), _arc(0.5, 0.72, 0.28, 0.23, -90, 270)],
    [[*_arc(0.48, 0.3, 0.26, 0.25, 0, 360), (0.7, 0.6), (0.62, 0.95)]],
)


def drawn(digit: int, size: int, pen: float, random: np.random.Generator) -> Image.Image:
    """Light ink on black in grey, the edges soft: written a little differently each time."""
    finer = 4
    canvas = Image.new("L", (size * finer, size * finer))
    pencil = ImageDraw.Draw(canvas)
    turn, extent = random.uniform(-0.2, 0.2), size * random.uniform(0.5, 0.75)
    slant, (right, down) = random.uniform(-0.2, 0.2), random.uniform(-0.06, 0.06, 2) * size
    radius = pen * finer / 2

    def placed(point: Point) -> Point:
        x, y = point[0] - 0.5 - slant * (point[1] - 0.5), point[1] - 0.5
        turned = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        return (
            (turned[0] * extent + size / 2 + right) * finer,
            (turned[1] * extent + size / 2 + down) * finer,
        )

    for stroke in DIGITS[digit]:
        points = [placed(point) for point in stroke]
        pencil.line(points, fill=255, width=round(2 * radius))
        for x, y in points:
            pencil.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return canvas.resize((size, size), Image.Resampling.BOX)
