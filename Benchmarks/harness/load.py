"""Load by wrk."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from harness.programs import ProgramFailed, run
from harness.settings import BENCHMARKS


@dataclass(frozen=True)
class Load:
    """What wrk saw."""

    requests: int
    failed: int
    per_second: float
    p50_ms: float
    p99_ms: float


def load(url: str, bodies: Path | None, connections: int, seconds: float) -> Load:
    """Posts the lines of `bodies` in turn, or without any gets `url`, over as many connections.

    Each sends on as soon as it has its answer.
    """
    output = run([
        "wrk", "--threads", 1, "--connections", connections, "--duration", f"{math.ceil(seconds)}s",
        "--timeout", "10s", "--script", BENCHMARKS / "peers/requests.lua", url, "--", *([bodies] if bodies else []),
    ])  # fmt: skip
    (line,) = (line for line in output.splitlines() if line.startswith("JSON "))
    result = Load(**json.loads(line.removeprefix("JSON ")))
    if result.failed or not result.requests:
        raise ProgramFailed(f"{url}: {result.failed} of {result.requests} requests failed")
    return result
