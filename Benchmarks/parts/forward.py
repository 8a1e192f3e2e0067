"""The forward pass of every network: ours against ONNX Runtime, one thread, the same weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from harness.machine import Machine
from harness.programs import Word, json_of
from harness.repetition import repeated_median
from harness.rounds import medians, say
from harness.rows import Goal, Row
from harness.settings import BUILD, INKLING, Settings
from harness.worker import Worker
from networks.agreement import check_agreement
from networks.checkpoints import checkpoint_of
from networks.declarations import Network
from networks.onnx_graph import write_graph
from networks.zoo import ALL, CNN_BLOCKS
from pictures.digits import test_digits

BATCHES = (1, 64)


@dataclass(frozen=True)
class Files:
    """What both sides take: ours the checkpoint, ONNX Runtime the graph made of it and normalised pictures."""

    checkpoint: Path
    graph: Path
    images: Path


def rows(settings: Settings, machine: Machine) -> Iterator[Row]:
    with Worker("peers.onnxruntime_worker", OMP_NUM_THREADS="1") as onnx_runtime:
        for network in ALL:
            files = _prepared(network)
            for batch in BATCHES:
                yield _row(settings, machine, onnx_runtime, network, files, batch)


def _prepared(network: Network) -> Files:
    """Raises Disagreement where the two sides answer differently."""
    checkpoint = checkpoint_of(network)
    graph = BUILD / "graphs" / f"{network.name}.onnx"
    write_graph(network, checkpoint, graph)
    difference = max(check_agreement(network.name, checkpoint, graph, batch) for batch in BATCHES)
    say(f"forward {network.name}: logits agree within {difference:.1e}")
    images = graph.with_suffix(".npy")
    np.save(images, checkpoint.normalized(test_digits().first(max(BATCHES)).scaled))
    return Files(checkpoint.path, graph, images)


def _row(settings: Settings, machine: Machine, onnx_runtime: Worker, network: Network, files: Files, batch: int) -> Row:
    what = f"{network.name}, batch {batch}"
    command: list[Word] = [INKLING, "bench", "--model", files.checkpoint, "--batch", batch, "--threads", 1, "--json"]

    def ours() -> float:
        return repeated_median(lambda: json_of(command)["median_us_per_image"], settings.seconds)

    def peer() -> float:
        answer = onnx_runtime.ask(
            graph=str(files.graph), images=str(files.images), batch=batch, seconds=settings.seconds
        )
        return float(answer["us_per_image"])

    figures = medians(f"forward {what}", settings.rounds, {"ours": ours, "peer": peer})
    return Row(
        "forward", what, "us/image", figures["ours"], figures["peer"], "ONNX Runtime",
        limit_share=2 * network.multiply_adds / figures["ours"] / 1e3 / machine.peak_gflops_one_thread,
        goal=Goal(1.5 if network == CNN_BLOCKS else 1.0),
    )  # fmt: skip
