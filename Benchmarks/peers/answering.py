"""A worker's side of the conversation."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import Any


def answer_questions(answer: Callable[..., dict[str, Any]]) -> None:
    """One question a line until there are no more."""
    for line in sys.stdin:
        print(json.dumps(answer(**json.loads(line))), flush=True)


def median_seconds(call: Callable[[], object], seconds: float, warm_up: float = 0.2) -> float:
    """The median time of one call, over `seconds` and at least a few of them."""
    times: list[float] = []
    begin = time.perf_counter()
    while len(times) < 10 or times[-1] < begin + warm_up + seconds:
        call()
        times.append(time.perf_counter())
    warm = [time for time in times if time >= begin + warm_up] or times[len(times) // 2 :]
    return median(after - before for before, after in pairwise(warm))
