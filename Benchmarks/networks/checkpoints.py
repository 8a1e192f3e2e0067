"""A checkpoint of every network: the shipped one, and quickly trained ones for the others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import safe_open

from harness.programs import run
from harness.rounds import say
from harness.settings import BUILD, SHIPPED_MODEL, TRAINER
from networks.declarations import Network
from networks.zoo import INKLING
from pictures.digits import small_dataset


@dataclass(frozen=True)
class Checkpoint:
    path: Path
    tensors: dict[str, np.ndarray]
    # Pixels, 0 to 1, go in as (pixel - mean) / deviation.
    mean: float
    deviation: float

    def normalized(self, pixels: np.ndarray) -> np.ndarray:
        """pixels: (N, 28, 28), 0 to 1; the result: (N, 1, 28, 28), what the network itself takes"""
        return ((pixels - np.float32(self.mean)) / np.float32(self.deviation))[:, np.newaxis]


def checkpoint_of(network: Network) -> Checkpoint:
    return _read(SHIPPED_MODEL if network == INKLING else _trained(network))


def _read(path: Path) -> Checkpoint:
    with safe_open(path, framework="numpy") as file:
        notes = file.metadata()
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    return Checkpoint(path, tensors, mean=float(notes["input_mean"]), deviation=float(notes["input_std"]))


def _trained(network: Network) -> Path:
    """Two epochs on few images: speed does not depend on what the weights are, and outputs need only be alike."""
    path = BUILD / "checkpoints" / f"{network.name}.safetensors"
    if not path.exists() or path.stat().st_mtime < TRAINER.stat().st_mtime:
        say(f"{network.name}: training a quick checkpoint")
        run([
            TRAINER, "fit", "--architecture", network.name, "--epochs", 2, "--average-decay", 0.9, "--validation", 200,
            "--data", small_dataset(), "--output", path,
        ])  # fmt: skip
    return path
