"""A training step of every network: ours, augmentation included, against PyTorch without."""

from __future__ import annotations

from collections.abc import Iterator

from harness.machine import Machine
from harness.programs import Word, json_of
from harness.rounds import medians
from harness.rows import Goal, Row
from harness.settings import MNIST, TRAINER, Settings
from harness.worker import Worker
from networks.declarations import Network
from networks.zoo import ALL, CNN_BLOCKS

BATCH = 64
THREADS = 2

# glibc gives large blocks back to the system at once, and PyTorch then pays a page fault for each page of each step.
KEEP_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(4 << 30),
    "MALLOC_TRIM_THRESHOLD_": str(4 << 30),
    "MALLOC_TOP_PAD_": str(256 << 20),
}


def rows(settings: Settings, machine: Machine) -> Iterator[Row]:
    with (
        Worker("peers.pytorch_worker") as usual,
        Worker("peers.pytorch_worker", **KEEP_MEMORY) as tuned,
    ):
        for network in ALL:
            yield from _rows(settings, machine, network, usual, tuned)


def _rows(settings: Settings, machine: Machine, network: Network, usual: Worker, tuned: Worker) -> Iterator[Row]:
    what = f"{network.name}, batch {BATCH}, {THREADS} threads"
    command: list[Word] = [
        TRAINER, "bench", "--architecture", network.name, "--batch-size", BATCH, "--threads", THREADS,
        "--data", MNIST, "--json",
    ]  # fmt: skip

    def peer(worker: Worker, channels_last: bool, flush_denormals: bool) -> float:
        answer = worker.ask(
            network=network.name, batch=BATCH, threads=THREADS, seconds=settings.seconds,
            channels_last=channels_last, flush_denormals=flush_denormals,
        )  # fmt: skip
        return float(answer["images_per_second"])

    figures = medians(
        f"training {what}", settings.rounds,
        {
            "ours": lambda: json_of(command)["images_per_second"],
            "as people run it": lambda: peer(usual, channels_last=False, flush_denormals=False),
            "tuned": lambda: peer(tuned, channels_last=False, flush_denormals=True),
            "tuned, channels last": lambda: peer(tuned, channels_last=True, flush_denormals=True),
        },
    )  # fmt: skip
    ours, people = figures["ours"], figures["as people run it"]
    best = max(value for side, value in figures.items() if side != "ours")
    # Forward, the gradient of the weights and that of the inputs cost the same each.
    share = 3 * 2 * network.multiply_adds * ours / 1e9 / machine.peak_gflops_two_threads
    for peer_figure, against, goal in (
        (people, "PyTorch", Goal(1.5 if network == CNN_BLOCKS else 1.0)),
        (best, "PyTorch, its best settings", Goal(1.2) if network == CNN_BLOCKS else None),
    ):
        yield Row(
            "training", what, "images/s", ours, peer_figure, against, more_is_better=True, limit_share=share,
            goal=goal,
        )  # fmt: skip
