"""Runs of the trainer on little data, and what they leave."""

import csv
import json
import struct
import subprocess

from program import environment

UNFINISHED = ("best.safetensors", "best.last.safetensors", "best.state.safetensors", "best.csv")
FILES = (*UNFINISHED, "best.html", "best.model_summary.txt")
COLUMNS = "epoch learning_rate train_loss train_accuracy validation_loss validation_accuracy images_per_second seconds"


def fit(output, data, **options):
    """The command line of a run on the small data."""
    usual = {"epochs": 2, "batch-size": 50, "validation": 200, "seed": 3}
    named = [str(word) for name, value in {**usual, **options}.items() for word in (f"--{name}", value)]
    return ["fit", "--data", str(data), "--output", str(output), *named]


def header(path):
    """The JSON header of a safetensors file, whose length must be exact."""
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    values = json.loads(content[8 : 8 + length])
    ends = [value["data_offsets"][1] for name, value in values.items() if name != "__metadata__"]
    assert 8 + length + max(ends) == len(content)
    return values


def log_rows(output):
    with output.with_suffix(".csv").open() as file:
        return list(csv.DictReader(file))


def start(trainer, arguments, **streams):
    return subprocess.Popen([str(trainer), *arguments], env=environment(), text=True, **streams)


def until(process, beginning):
    """Reads a run's lines up to one that begins so."""
    for line in process.stdout:
        if line.startswith(beginning):
            return
    raise AssertionError(f"the run ended before {beginning!r}: {process.communicate()}")
