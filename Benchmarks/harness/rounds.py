"""Ours and the peer in turn, so that a slow minute of the machine is slow for both."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from statistics import median


def say(text: str) -> None:
    """Progress, on standard error: standard output is the table's."""
    print(text, file=sys.stderr, flush=True)


def medians(name: str, rounds: int, sides: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """Each side's median over `rounds`, measured one after the other in every round."""
    figures: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(rounds):
        for side, measure in sides.items():
            figures[side].append(measure())
    for side, values in figures.items():
        say(f"{name}: {side} {' '.join(f'{value:.5g}' for value in values)}")
    return {side: median(values) for side, values in figures.items()}
