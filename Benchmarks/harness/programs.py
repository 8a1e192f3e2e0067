"""Programs that answer with JSON."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from harness.settings import ROOT

# A part of a command.
Word = str | Path | int | float


class ProgramFailed(Exception):
    """A program's exit status is not 0: the command, and what it said."""


def clean_environment(**settings: str) -> dict[str, str]:
    """Ours without the variables that the programs read, so that nothing depends on the caller's shell."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INKLING_")}
    return kept | settings


def run(command: Sequence[Word]) -> str:
    """What the program writes to standard output."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, env=clean_environment(), capture_output=True, text=True)
    if done.returncode != 0:
        raise ProgramFailed(f"{' '.join(words)}: {done.stderr.strip()[-1000:]}")
    return done.stdout


def json_of(command: Sequence[Word]) -> Any:
    """The JSON value that the program writes to standard output."""
    return json.loads(run(command))
