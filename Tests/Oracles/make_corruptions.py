#!/usr/bin/env python3
"""Writes what OpenCV and NumPy make of one picture by MNIST-C's deterministic corruptions, for the Swift test
`CorruptionOracleTests` to make again.

    python3 Tests/Oracles/make_corruptions.py Tests/Oracles/corruptions.json

needs NumPy and OpenCV. Each answer is the bytes of a picture of 28x28, 0 ground to 255 ink, in base64.
"""

import argparse
import base64
import json
import math
from pathlib import Path

import cv2
import numpy as np

SIDE = 28
MIDDLE = (SIDE - 1) / 2


def picture():
    """Something like a digit: a drawn 5, soft at its edges, that touches nothing."""
    large = np.zeros((SIDE * 8, SIDE * 8), np.uint8)
    outline = [(19, 6), (10, 6), (9, 13), (15, 12), (19, 15), (18, 20), (13, 22), (8, 20)]
    points = np.array(outline, np.float32) * 8 + 4
    cv2.polylines(large, [points.astype(np.int32)], False, 255, 18, cv2.LINE_AA)
    return cv2.resize(large, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float64) / 255


def warped(ink, matrix):
    """Where each pixel of the result comes from, about the middle, is `matrix` times where it is.

    Bilinear by definition: every pixel of the source counts by how near it is along both axes. OpenCV's own warp rounds
    places to a 32nd of a pixel.
    """
    rows, columns = np.mgrid[:SIDE, :SIDE] - MIDDLE
    x, y = np.tensordot(matrix, [columns, rows], 1) + MIDDLE
    near_x, near_y = (np.maximum(0, 1 - abs(place[..., None] - np.arange(SIDE))) for place in (x, y))
    return np.einsum("abv,vu,abu->ab", near_y, ink, near_x)


def sheared(ink, angle):
    return warped(ink, np.array([[1, -math.sin(angle)], [0, math.cos(angle)]]))


def rotated(ink, angle):
    return warped(ink, cv2.getRotationMatrix2D((0, 0), -math.degrees(angle), 1)[:, :2])


def blurred(ink, sigma):
    size = 2 * int(4 * sigma + 0.5) + 1
    return cv2.GaussianBlur(ink, (size, size), sigma, borderType=cv2.BORDER_REPLICATE)


def smeared(ink, angle):
    kernel = np.zeros((41, 41))
    weights = np.exp(-np.arange(21) ** 2 / (2 * 3.0**2))
    for step, weight in enumerate(weights / weights.sum()):
        kernel[20 + round(step * math.sin(angle)), 20 + round(step * math.cos(angle))] += weight
    return cv2.filter2D(ink, -1, kernel, borderType=cv2.BORDER_REPLICATE)


def line(start, end):
    """The soft line's ink."""
    (x0, y0), (x1, y1) = start, end
    columns, rows = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    distance = np.abs(rows - np.interp(columns, [x0 - 100, x1 + 100], [
        y0 - 100 * (y1 - y0) / (x1 - x0), y1 + 100 * (y1 - y0) / (x1 - x0)]))
    ink = np.maximum(0, 1 + np.log(np.maximum(1 - distance / 2.3, 1e-9)))
    return np.where((columns >= math.floor(x0)) & (columns < math.ceil(x1)), ink, 0)


def dotted(ink, left, right):
    return np.minimum(1, ink + line((0, left), (27, right)) * (np.arange(SIDE) // 2 % 2))


def zigzagged(ink, top, bottom):
    start, way = np.array([2, top]), np.array([23, bottom - top])
    length = np.hypot(*way)
    level = [(0, 0)] + [(2 + 4 * i, 2 * (-1) ** i) for i in range(7) if 2 + 4 * i < length] + [(length, 0)]
    cosine, sine = way / length
    corners = np.array(level) @ np.array([[cosine, sine], [-sine, cosine]]) + start
    for begin, end in zip(corners, corners[1:]):
        ink = np.minimum(1, ink + line(begin, end))
    return ink


def outlined(ink):
    """Canny's edges, by whole-picture operations."""
    smooth = blurred(ink, 1)
    right, down = (cv2.Sobel(smooth, cv2.CV_64F, *order, ksize=3) for order in [(1, 0), (0, 1)])
    steepness = np.hypot(right, down)
    across = np.abs(right) >= np.abs(down)
    slant = np.minimum(np.abs(right), np.abs(down)) / np.maximum(np.maximum(np.abs(right), np.abs(down)), 1e-300)
    ridge = np.ones_like(across)
    for way in (1, -1):
        x, y = (way * np.where(part < 0, -1, 1) for part in (right, down))
        rows, columns = np.mgrid[:SIDE, :SIDE]
        at = lambda dx, dy: steepness[(rows + dy) % SIDE, (columns + dx) % SIDE]  # noqa: E731
        straight = np.where(across, at(x, 0), at(0, y))
        ridge &= straight * (1 - slant) + at(x, y) * slant <= steepness
    ridge[[0, -1], :] = ridge[:, [0, -1]] = False
    weak, strong = ridge & (steepness >= 0.1), ridge & (steepness >= 0.2)
    _, parts = cv2.connectedComponents(weak.astype(np.uint8), connectivity=8)
    return (np.isin(parts, np.unique(parts[strong])) & weak).astype(np.float64)


def answers(ink):
    shifted = np.zeros_like(ink)
    shifted[: SIDE - 3, 3:] = ink[3:, : SIDE - 3]
    striped = ink.copy()
    striped[:, :7], striped[:, 21:] = 1 - ink[:, :7], 1 - ink[:, 21:]
    return {
        "shear": sheared(ink, 0.4),
        "shear_back": sheared(ink, -0.4),
        "rotate": rotated(ink, 0.4),
        "rotate_back": rotated(ink, -0.4),
        "scale": warped(ink, np.eye(2) / 0.7),
        "brightness": np.minimum(ink + 0.5, 1),
        "translate": shifted,
        "stripe": striped,
        "blur": blurred(ink, 0.7),
        "motion_blur": smeared(ink, 0.6),
        "motion_blur_level": smeared(ink, 0),
        "dotted_line": dotted(ink, 3, 22),
        "zigzag": zigzagged(ink, 12, 9),
        "canny_edges": outlined(ink),
    }


def encoded(ink):
    return base64.b64encode(np.rint(255 * np.clip(ink, 0, 1)).astype(np.uint8).tobytes()).decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    ink = np.rint(255 * picture()) / 255
    made = {"picture": ink, **answers(ink)}
    text = json.dumps({name: encoded(plane) for name, plane in made.items()}, indent=1)
    parser.parse_args().output.write_text(text + "\n")


if __name__ == "__main__":
    main()
