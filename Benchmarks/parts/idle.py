"""5,000 idle connections beside a load: what they cost the others, and memory.

The peer is ours without them. Each has asked once and keeps silent from then on.
"""

from __future__ import annotations

import contextlib
import resource
import socket
from collections.abc import Iterator
from statistics import median

from harness.load import load
from harness.machine import Machine
from harness.programs import ProgramFailed
from harness.rounds import say
from harness.rows import Goal, Row
from harness.server import Server, free_port
from harness.settings import INKLING, ROOT, SHIPPED_MODEL, Settings
from parts.request import LOAD_LENGTH, written_bodies

IDLE = 5000
CONNECTIONS = 16
QUESTION = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


def rows(settings: Settings, machine: Machine) -> Iterator[Row]:
    bodies = written_bodies()
    _allow_descriptors(IDLE + 200)
    port = free_port()
    most = IDLE + 200
    server = Server(
        [
            INKLING, "serve", "--port", port, "--model", SHIPPED_MODEL, "--log-level", "warning",
            "--limit-connections", most, "--limit-connections-per-address", most, "--limit-idle-time", 3600,
        ],
        port, bodies.read_bytes().splitlines()[0], folder=ROOT, environment={},
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}/predict"
    alone: list[float] = []
    beside: list[float] = []
    megabytes: list[float] = []
    with server:
        load(url, bodies, CONNECTIONS, seconds=1)
        for _ in range(settings.rounds):
            alone.append(load(url, bodies, CONNECTIONS, LOAD_LENGTH * settings.seconds).p99_ms)
            with _idle_connections(port) as clients:
                beside.append(load(url, bodies, CONNECTIONS, LOAD_LENGTH * settings.seconds).p99_ms)
                megabytes.append(server.resident_megabytes)
                _require_answers(clients)
    say(f"idle: p99 {beside} ms, alone {alone} ms; {max(megabytes):.0f} MB")
    yield Row(
        "idle", f"p99 of /predict, {CONNECTIONS} connections, beside {IDLE:,} idle ones", "ms", median(beside),
        median(alone), "ours without them", goal=Goal(0.5),
    )  # fmt: skip
    yield Row(
        "idle", f"resident memory with {IDLE:,} idle connections", "MB", max(megabytes), max(megabytes), "itself",
        goal=Goal(100, of_ours=True),
    )  # fmt: skip


@contextlib.contextmanager
def _idle_connections(port: int) -> Iterator[list[socket.socket]]:
    with contextlib.ExitStack() as stack:
        clients = []
        for _ in range(IDLE):
            clients.append(stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60)))
            clients[-1].sendall(QUESTION)
        for client in clients:
            if not client.recv(4096).startswith(b"HTTP/1.1 200 "):
                raise ProgramFailed("an idle connection was not served")
        yield clients


def _require_answers(clients: list[socket.socket]) -> None:
    """Every one of them is served still."""
    for client in clients:
        client.sendall(QUESTION)
    for client in clients:
        if not client.recv(4096).startswith(b"HTTP/1.1 200 "):
            raise ProgramFailed("an idle connection was forgotten")


def _allow_descriptors(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))
