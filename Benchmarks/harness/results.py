"""What was measured, in results.json: a part measured again replaces that part alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from harness.machine import Machine
from harness.rows import Goal, Row


class Results:
    """The file's content: by part, the machine and the rows. Every row is on the disk as soon as it is known."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: dict[str, dict[str, Any]] = json.loads(path.read_text()) if path.exists() else {}

    def begin(self, part: str, machine: Machine) -> None:
        """Forgets what was known of the part."""
        self._parts[part] = {"machine": asdict(machine), "rows": []}

    def append(self, row: Row) -> None:
        self._parts[row.part]["rows"].append(asdict(row))
        self._path.write_text(json.dumps(self._parts, indent=1) + "\n")

    def rows(self, parts: Sequence[str]) -> list[Row]:
        """The rows of those parts that were measured, in that order."""
        found = [row for part in parts if part in self._parts for row in self._parts[part]["rows"]]
        return [Row(**{**row, "goal": Goal(**row["goal"]) if row["goal"] else None}) for row in found]

    def machines(self, parts: Sequence[str]) -> str:
        """What those parts were measured on: one line, or one for each run if they were measured in several."""
        by_machine: dict[Machine, list[str]] = {}
        for part in parts:
            if part in self._parts:
                by_machine.setdefault(Machine(**self._parts[part]["machine"]), []).append(part)
        if len(by_machine) == 1:
            return str(*by_machine)
        return "\n".join(f"{', '.join(measured)}: {machine}" for machine, measured in by_machine.items())
