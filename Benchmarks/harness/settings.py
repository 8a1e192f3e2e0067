"""Where things are, and how long to measure."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[1]
ROOT = BENCHMARKS.parent

# What a run makes and the next one uses again: C programs, checkpoints, graphs, pictures.
BUILD = BENCHMARKS / ".build"


def _named(variable: str, usual: str) -> Path:
    return Path(os.environ.get(variable, ROOT / usual)).resolve()


INKLING = _named("INKLING_BINARY", ".build/release/inkling")
TRAINER = _named("INKLING_TRAIN_BINARY", ".build/release/inkling-train")
SHIPPED_MODEL = _named("INKLING_MODEL", "Models/inkling.safetensors")
MNIST = _named("INKLING_DATA", "../shared/mnist")


@dataclass(frozen=True)
class Settings:
    """How long to measure."""

    # Of one measurement of one side.
    seconds: float = 1.0
    # Times that ours and the peer are measured in turn; the median counts.
    rounds: int = 3

    @staticmethod
    def from_environment() -> Settings:
        return Settings(
            seconds=float(os.environ.get("BENCH_SECONDS", Settings.seconds)),
            rounds=int(os.environ.get("BENCH_ROUNDS", Settings.rounds)),
        )
