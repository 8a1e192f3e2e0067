"""The whole request: ours against FastAPI, OpenCV and ONNX Runtime in two processes.

Neither keeps an access log. The peer's network is mnist-net, which of those that people use is the quicker one with
their accuracy. Both must read digits before they are timed.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from harness.load import Load, load
from harness.machine import Machine
from harness.rounds import say
from harness.rows import Goal, Row
from harness.server import Server, free_port
from harness.settings import BENCHMARKS, BUILD, INKLING, ROOT, SHIPPED_MODEL, Settings
from networks.agreement import Disagreement
from networks.checkpoints import checkpoint_of
from networks.onnx_graph import write_graph
from networks.zoo import MNIST_NET
from pictures.canvas import png_bytes, upscaled
from pictures.digits import test_digits

BODIES = 200
CONNECTIONS = (1, 16, 64)
WORKERS = 2
# A load takes this many times as long as another measurement, for the sake of its p99.
LOAD_LENGTH = 4
PEER = "FastAPI, 2 workers"

# A quickly trained peer reads three quarters of the digits; one of ten is chance.
LEAST_RIGHT = 0.5


@dataclass
class Measurements:
    """One server's, over the rounds."""

    start_ms: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    loads: dict[int, list[Load]] = field(default_factory=lambda: {count: [] for count in CONNECTIONS})

    def figure(self, connections: int, name: str) -> float:
        return median(float(getattr(load, name)) for load in self.loads[connections])


def rows(settings: Settings, machine: Machine) -> Iterator[Row]:
    bodies = written_bodies()
    first = bodies.read_bytes().splitlines()[0]
    sides = {"ours": Measurements(), "peer": Measurements()}
    for _ in range(settings.rounds):
        for name, server in (("ours", _ours(first)), ("peer", _fastapi(first))):
            _measure(name, server, bodies, settings.seconds, sides[name])
    yield from _rows(sides["ours"], sides["peer"])


def _rows(ours: Measurements, peer: Measurements) -> Iterator[Row]:
    for count in CONNECTIONS:
        yield Row(
            "request", f"280x280 RGBA, {count} connection{'s' if count > 1 else ''}", "requests/s",
            ours.figure(count, "per_second"), peer.figure(count, "per_second"), PEER, more_is_better=True,
            goal=Goal(3) if count == 64 else None,
        )  # fmt: skip
    for what, count, name, goal in (
        ("p50, 1 connection", 1, "p50_ms", Goal(3)), ("p99, 64 connections", 64, "p99_ms", Goal(1)),
    ):  # fmt: skip
        yield Row("request", what, "ms", ours.figure(count, name), peer.figure(count, name), PEER, goal=goal)
    yield Row(
        "request", "resident memory after the load", "MB", median(ours.megabytes), median(peer.megabytes), PEER,
        goal=Goal(30, of_ours=True),
    )  # fmt: skip
    yield Row(
        "request", "start to first answer", "ms", median(ours.start_ms), median(peer.start_ms), PEER,
        goal=Goal(100, of_ours=True),
    )  # fmt: skip


def _measure(name: str, server: Server, bodies: Path, seconds: float, into: Measurements) -> None:
    with server:
        into.start_ms.append(server.start_ms)
        _judge(name, server, bodies)
        url = f"http://127.0.0.1:{server.port}/predict"
        load(url, bodies, connections=16, seconds=1)
        for count in CONNECTIONS:
            into.loads[count].append(load(url, bodies, count, LOAD_LENGTH * seconds))
        into.megabytes.append(server.resident_megabytes)
    rates = ", ".join(f"{loads[-1].per_second:.0f}/s at {count}" for count, loads in into.loads.items())
    say(f"request: {name} {rates}; {into.megabytes[-1]:.0f} MB; first answer in {into.start_ms[-1]:.0f} ms")


def _judge(name: str, server: Server, bodies: Path) -> None:
    """Raises Disagreement unless the server reads the digits."""
    labels = test_digits().first(BODIES).labels
    answers = [server.post(body) for body in bodies.read_bytes().splitlines()]
    right = sum(
        status == 200 and answer["digit"] == label for (status, answer), label in zip(answers, labels, strict=True)
    )
    if right < LEAST_RIGHT * len(labels):
        raise Disagreement(f"{name}: only {right} of {len(labels)} digits are read rightly")


def _ours(first: bytes) -> Server:
    port = free_port()
    return Server(
        [INKLING, "serve", "--port", port, "--model", SHIPPED_MODEL, "--log-level", "warning"],
        port, first, folder=ROOT, environment={},
    )  # fmt: skip


def _fastapi(first: bytes) -> Server:
    checkpoint = checkpoint_of(MNIST_NET)
    graph = BUILD / "graphs" / f"{MNIST_NET.name}.onnx"
    write_graph(MNIST_NET, checkpoint, graph)
    port = free_port()
    return Server(
        [
            sys.executable, "-m", "uvicorn", "peers.fastapi_server:app", "--port", port, "--workers", WORKERS,
            "--no-access-log", "--log-level", "warning",
        ],
        port, first, folder=BENCHMARKS,
        environment={"GRAPH": str(graph), "MEAN": str(checkpoint.mean), "DEVIATION": str(checkpoint.deviation)},
    )  # fmt: skip


def written_bodies() -> Path:
    """A file with one JSON body a line: MNIST's first test digits on a canvas."""
    path = BUILD / "bodies.jsonl"
    pictures = (png_bytes(upscaled(digit, 280)) for digit in test_digits().first(BODIES).pictures)
    lines = (json.dumps({"image": base64.b64encode(content).decode()}) for content in pictures)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines))
    return path
