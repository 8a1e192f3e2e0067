"""Labelled digits of 28 x 28: MNIST's, or drawn ones where its files are missing."""

from __future__ import annotations

import gzip
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from harness.rounds import say
from harness.settings import BUILD, MNIST
from pictures.strokes import drawn


@dataclass(frozen=True)
class Digits:
    # (N, 28, 28) of 0 to 255, light ink on dark.
    pictures: np.ndarray
    labels: np.ndarray

    @property
    def scaled(self) -> np.ndarray:
        """The pictures as float32 of 0 to 1, which is what a network's normalisation takes."""
        return self.pictures.astype(np.float32) / 255

    def first(self, count: int) -> Digits:
        return Digits(self.pictures[:count], self.labels[:count])


@cache
def test_digits() -> Digits:
    return _part("t10k", count=1000, seed=1)


@cache
def training_digits() -> Digits:
    return _part("train", count=4000, seed=2)


def small_dataset() -> Path:
    """A folder of IDX files that `inkling-train` reads, with 2,000 digits to learn from and 500 to be judged by."""
    folder = BUILD / "digits"
    folder.mkdir(parents=True, exist_ok=True)
    for part, digits in (("train", training_digits().first(2200)), ("t10k", test_digits().first(500))):
        for kind, values in (("images-idx3", digits.pictures), ("labels-idx1", digits.labels)):
            header = struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape)
            (folder / f"{part}-{kind}-ubyte").write_bytes(header + values.tobytes())
    return folder


def _part(part: str, count: int, seed: int) -> Digits:
    images, labels = (_located(f"{part}-{kind}-ubyte") for kind in ("images-idx3", "labels-idx1"))
    if images is None or labels is None:
        say(f"MNIST is not in {MNIST} (INKLING_DATA): drawn digits take its place")
        return _synthetic(count, seed)
    return Digits(_idx(images).reshape(-1, 28, 28), _idx(labels))


def _located(name: str) -> Path | None:
    return next((path for path in (MNIST / name, MNIST / f"{name}.gz") if path.exists()), None)


def _idx(path: Path) -> np.ndarray:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3])


def _synthetic(count: int, seed: int) -> Digits:
    random = np.random.default_rng(seed)
    labels = random.integers(0, 10, count, dtype=np.uint8)
    pictures = [drawn(int(label), size=28, pen=random.uniform(2, 3.5), random=random) for label in labels]
    return Digits(np.stack([np.asarray(picture) for picture in pictures]), labels)
