"""Every recipe in Models/recipes/mnist, trained on MNIST alone for several seeds: the table of accuracies in Models/README.md.

    python3 Benchmarks/accuracy.py [--networks NAME ...] [--seeds 1 2 3] [--runs runs/accuracy] [--print]

A run that is finished is not run again, and one that was broken off goes on, so that the table can be made in pieces.
Accuracy is that of the epoch chosen by validation, measured once on the test images; plus or minus is the sample
standard deviation over the seeds. Progress goes to standard error, the table, as Markdown, to standard output.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

ROOT = Path(__file__).resolve().parents[1]
TRAINER = ROOT / ".build/release/inkling-train"
RECIPES = ROOT / "Models/recipes/mnist"

# What each network's author claims and what it is to reach here, in per cent of the test images.
GOALS = {
    "inkling": (None, 99.70),
    "inkling-tiny": (None, 99.60),
    "mnist-net": (99.30, 99.40),
    "mlp-base": (97.8, 98.70),
    "mlp-improved": (98.7, 99.20),
    "cnn-small": (98.0, 99.30),
    "cnn-adaptive": (98.0, 99.50),
    "cnn-blocks": (99.65, 99.68),
}


@dataclass
class Run:
    """One network, one seed."""

    network: str
    seed: int
    folder: Path

    @property
    def checkpoint(self) -> Path:
        return self.folder / f"{self.network}-{self.seed}.safetensors"

    @property
    def metadata(self) -> dict[str, str] | None:
        """The checkpoint's, once the run is finished."""
        if not self.checkpoint.exists():
            return None
        with self.checkpoint.open("rb") as file:
            header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        metadata = header["__metadata__"]
        with NamedTemporaryFile("w", suffix=".json") as recipe:
            recipe.write(metadata["recipe"])
            recipe.flush()
            trained = self.shown(["--recipe", recipe.name])
        if trained != self.shown(self.settings):
            raise SystemExit(f"{self.checkpoint} is of another recipe than {self.network}.json: move it away")
        return metadata if "test_accuracy" in metadata else None

    @property
    def settings(self) -> list[str | Path]:
        return ["--recipe", RECIPES / f"{self.network}.json", "--seed", str(self.seed)]

    @staticmethod
    def shown(settings: list[str | Path]) -> dict:
        """All that decides the weights; what a recipe leaves out is there too."""
        return json.loads(subprocess.check_output([TRAINER, "fit", *settings, "--show-recipe"]))

    @property
    def seconds(self) -> float:
        with self.checkpoint.with_suffix(".csv").open() as log:
            return sum(float(row["seconds"]) for row in csv.DictReader(log))

    def train(self) -> None:
        state = self.checkpoint.with_suffix(".state.safetensors")
        subprocess.run(
            [TRAINER, "fit", *self.settings, "--output", self.checkpoint, *(["--resume"] if state.exists() else [])],
            check=True, cwd=ROOT, stdout=sys.stderr,
        )


def row(network: str, runs: list[Run]) -> str:
    finished = [metadata for run in runs if (metadata := run.metadata)]
    if not finished:
        return f"| `{network}` | | | | not trained | | | |"
    accuracies = [100 * float(metadata["test_accuracy"]) for metadata in finished]
    deviation = f" ± {statistics.stdev(accuracies):.3f}" if len(accuracies) > 1 else ""
    claimed, goal = GOALS[network]
    error = max(float(metadata["test_ece"]) for metadata in finished)
    seconds = statistics.mean(run.seconds for run in runs if run.metadata)
    return (
        f"| `{network}` | {int(finished[0]['parameters']):,} | {f'{claimed:g}' if claimed else ''} | {goal:.2f} "
        f"| **{statistics.mean(accuracies):.3f}**{deviation} | {', '.join(f'{a:.2f}' for a in accuracies)} "
        f"| {error:.4f} | {seconds / 60:.0f} min |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--networks", nargs="+", choices=list(GOALS), default=list(GOALS))
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--runs", type=Path, default=ROOT / "runs/accuracy", help="where the checkpoints go")
    parser.add_argument("--print", action="store_true", help="train nothing: print what is there")
    options = parser.parse_args()
    options.runs.mkdir(parents=True, exist_ok=True)
    rows = []
    for network in options.networks:
        runs = [Run(network, seed, options.runs.resolve()) for seed in options.seeds]
        for run in runs:
            if not options.print and run.metadata is None:
                run.train()
        rows.append(row(network, runs))
    print("| network | parameters | claimed, % | goal, % | test accuracy, % | each seed | worst ECE | a run |")
    print("| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: |")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
