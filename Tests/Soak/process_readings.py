"""What Linux tells of a process."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Readings:
    megabytes: float
    descriptors: int
    threads: int

    @staticmethod
    def of(process):
        status = Path(f"/proc/{process}/status").read_text()

        def number(name):
            return int(re.search(rf"{name}:\s+(\d+)", status)[1])

        descriptors = len(list(Path(f"/proc/{process}/fd").iterdir()))
        return Readings(number("VmRSS") / 1024, descriptors, number("Threads"))

    def __str__(self):
        return f"{self.megabytes:.1f} MB, {self.descriptors} descriptors, {self.threads} threads"
