"""Decoding PNG files: ours against libpng's two interfaces, the faster of them.

On both sides a file's fastest run counts, the one that nothing disturbed, and the mean over the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import mean

from harness.compiler import compiled
from harness.machine import Machine
from harness.programs import json_of
from harness.rounds import medians
from harness.rows import Goal, Row
from harness.settings import BENCHMARKS, BUILD, INKLING, Settings
from pictures.canvas import OPTIMIZED, kinds


def rows(settings: Settings, machine: Machine) -> Iterator[Row]:
    libpng = compiled(BENCHMARKS / "peers/libpng_reader.c", ["-O2"], ["-lpng", "-lm"])
    for kind, contents in kinds().items():
        yield _row(settings, libpng, kind, _written(kind, contents))


def _row(settings: Settings, libpng: Path, kind: str, files: list[Path]) -> Row:
    measure_libpng = partial(_libpng, libpng, files, settings.seconds / len(files))
    figures = medians(
        f"png {kind}", settings.rounds,
        {
            "ours": lambda: _ours(files),
            "libpng, classic": lambda: measure_libpng("classic"),
            "libpng, simplified": lambda: measure_libpng("simplified"),
        },
    )  # fmt: skip
    peer = min(("libpng, classic", "libpng, simplified"), key=lambda name: figures[name])
    return Row(
        "png", kind, "us/picture", figures["ours"], figures[peer], peer, goal=None if kind == OPTIMIZED else Goal(2.5)
    )


def _ours(files: list[Path]) -> float:
    return mean(float(picture["decode_us"]) for picture in json_of([INKLING, "bench", "--png", *files, "--json"]))


def _libpng(program: Path, files: list[Path], seconds: float, interface: str) -> float:
    return float(json_of([program, interface, seconds, *files])["us"])


def _written(kind: str, contents: list[bytes]) -> list[Path]:
    folder = BUILD / "png" / kind.replace(", ", "-").replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{index}.png" for index in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    return files
