"""Ours beside what people would use instead: one table.

    Benchmarks/.venv/bin/python Benchmarks/bench.py [--parts forward training png request static idle] [--markdown] [--print]

`make bench` builds the programs, installs the peers and runs it. Progress goes to standard error, the table to standard
output, and the figures to Benchmarks/results.json, where a part measured again replaces that part alone.

BENCH_SECONDS (1) is how long one measurement of one side lasts, BENCH_ROUNDS (3) how often both are measured in turn.
The exit status is 1 where something could not be measured or the two sides gave different answers, and 0 otherwise,
whether the goals are met or not: a benchmark is no test.
"""

from __future__ import annotations

import argparse
import sys
from subprocess import CalledProcessError

from harness.machine import Machine
from harness.programs import ProgramFailed
from harness.results import Results
from harness.rounds import say
from harness.settings import BENCHMARKS, Settings
from harness.table import markdown_table, text_table
from networks.agreement import Disagreement
from parts import forward, idle, png, request, static, training

PARTS = {
    "forward": forward.rows, "training": training.rows, "png": png.rows, "request": request.rows, "static": static.rows,
    "idle": idle.rows,
}  # fmt: skip


def main() -> int:
    options = _options()
    results = Results(BENCHMARKS / "results.json")
    failed = False if options.print else _measure(options.parts, results)
    table = markdown_table if options.markdown else text_table
    print(results.machines(options.parts), table(results.rows(options.parts)), sep="\n\n")
    return int(failed)


def _measure(parts: list[str], results: Results) -> bool:
    """Whether a part failed; the others are measured all the same."""
    settings = Settings.from_environment()
    machine = Machine.measured()
    say(str(machine))
    failed = False
    for part in parts:
        results.begin(part, machine)
        try:
            for row in PARTS[part](settings, machine):
                results.append(row)
        except (ProgramFailed, Disagreement, CalledProcessError) as error:
            say(f"{part}: {error}")
            failed = True
    return failed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=list(PARTS), default=list(PARTS), help="what to measure")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--print", action="store_true", help="measure nothing: print what was measured last")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
