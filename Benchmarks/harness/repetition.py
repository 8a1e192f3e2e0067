"""Short commands, run again and again."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median


def repeated_median(measure: Callable[[], float], seconds: float) -> float:
    """The median figure of a command that decides itself how long it measures, run until `seconds` are over."""
    end = time.perf_counter() + seconds
    figures = [measure()]
    while time.perf_counter() < end:
        figures.append(measure())
    return median(figures)
