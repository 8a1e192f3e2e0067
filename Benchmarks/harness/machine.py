"""The machine: its name and its peak."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from harness.compiler import compiled
from harness.programs import json_of

_SOURCE = Path(__file__).with_name("fma_peak.c")


@dataclass(frozen=True)
class Machine:
    """What was measured on."""

    processor: str
    cores: int
    # Fused multiply-adds on registers alone, by threads that work at the same time.
    peak_gflops_one_thread: float
    peak_gflops_two_threads: float

    @staticmethod
    def measured() -> Machine:
        """The best of half a second each."""
        return Machine(
            processor=_processor_name(), cores=len(os.sched_getaffinity(0)),
            peak_gflops_one_thread=peak_gflops(threads=1), peak_gflops_two_threads=peak_gflops(threads=2),
        )  # fmt: skip

    def __str__(self) -> str:
        return (
            f"{self.processor}, {self.cores} cores, {platform.system()} {platform.machine()}; peak of fused"
            f" multiply-adds: {self.peak_gflops_one_thread:.0f} GFLOP/s with one thread,"
            f" {self.peak_gflops_two_threads:.0f} with two"
        )


def peak_gflops(threads: int) -> float:
    program = compiled(_SOURCE, ["-O3", "-march=native", "-pthread"])
    return float(json_of([program, threads])["gflops"])


def _processor_name() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
