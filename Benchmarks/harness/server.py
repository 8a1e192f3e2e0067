"""A server as processes: started, asked, weighed and stopped."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from harness.programs import ProgramFailed, Word, clean_environment

PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A context: inside it the command answers at `port`, and `start_ms` tells how long its first answer took.

    The first request posts `first` to /predict, or, where that is a path, gets it.
    """

    def __init__(
        self, command: Sequence[Word], port: int, first: bytes | str, folder: Path, environment: dict[str, str]
    ) -> None:
        self.port = port
        self._command = [str(word) for word in command]
        self._first = first
        self._folder = folder
        self._environment = clean_environment(**environment)

    def __enter__(self) -> Server:
        begin = time.perf_counter()
        self._process = subprocess.Popen(
            self._command, cwd=self._folder, env=self._environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() > begin + PATIENCE_SECONDS:
                self._stop()
                raise ProgramFailed(f"{' '.join(self._command)} does not serve")
            time.sleep(0.001)
        self.start_ms = 1e3 * (time.perf_counter() - begin)
        return self

    def _answers(self) -> bool:
        try:
            first = self._first
            return (self.get(first) if isinstance(first, str) else self.post(first))[0] == 200
        except OSError:
            return False

    def get(self, path: str) -> tuple[int, bytes]:
        """The status and the body of the answer to `GET path`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def post(self, body: bytes) -> tuple[int, dict[str, Any]]:
        """The status and the JSON of the answer to `POST /predict`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("POST", "/predict", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    @property
    def resident_megabytes(self) -> float:
        """Of all its processes together."""
        return sum(_resident_kilobytes(process) for process in _with_descendants(self._process.pid)) / 1024

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        """Asks the first process, which stops the others, and after a while makes all of the session end."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _with_descendants(process: int) -> list[int]:
    children = [
        int(child)
        for task in Path(f"/proc/{process}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return [process, *(each for child in children for each in _with_descendants(child))]


def _resident_kilobytes(process: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) if found else 0
