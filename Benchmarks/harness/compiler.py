"""The small C programs, compiled where they run."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from harness.settings import BUILD


def compiled(source: Path, options: Sequence[str], libraries: Sequence[str] = ()) -> Path:
    """The program made of `source`, made anew where the source is newer."""
    program = BUILD / source.stem
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        BUILD.mkdir(parents=True, exist_ok=True)
        subprocess.run(["gcc", "-Wall", "-Wextra", *options, str(source), "-o", str(program), *libraries], check=True)
    return program
