"""The built programs as processes, and where the things they need are."""

import os
import re
import select
import signal
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STARTUP_SECONDS = 30


def _named(variable, usual):
    return Path(os.environ.get(variable, ROOT / usual)).resolve()


INKLING = _named("INKLING_BINARY", ".build/release/inkling")
TRAIN = _named("INKLING_TRAIN_BINARY", ".build/release/inkling-train")
MODEL = _named("INKLING_MODEL", "Models/inkling.safetensors")
DATA = _named("INKLING_DATA", "../shared/mnist")
PUBLIC = ROOT / "Public"

_NOWHERE = "http://127.0.0.1:9"
# A proxy that refuses connections stands for a missing network, whatever this machine has.
NO_NETWORK = {"http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "HTTPS_PROXY": _NOWHERE, "no_proxy": ""}


def need(path, variable):
    """Skips the test that asks for something that is not there."""
    if not path.exists():
        pytest.skip(f"{path} is missing: make it, or name another in {variable}")
    return path


def environment(**settings):
    """Ours without the variables that the programs read, so that no test depends on the caller's shell."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INKLING_")}
    return kept | {name: str(value) for name, value in settings.items()}


def run(program, *arguments, cwd=None, timeout=120, **settings):
    """A finished run: its `returncode`, `stdout` and `stderr`."""
    command = [str(program), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=environment(**settings), capture_output=True, text=True, timeout=timeout
    )


class ServerProcess:
    """A context: inside it `inkling serve` answers at `port`; its log is in the file `log`."""

    def __init__(self, folder, *arguments, **settings):
        self._arguments = [str(argument) for argument in arguments]
        self._environment = environment(**settings)
        self.log = folder / "server.log"

    def __enter__(self):
        command = [str(INKLING), "serve", *self._arguments]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        readable, _, _ = select.select([self.process.stdout], [], [], STARTUP_SECONDS)
        self.line = self.process.stdout.readline() if readable else ""
        found = re.fullmatch(r"Inkling reads digits at http://(.+):(\d+)\n", self.line)
        if not found:
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"no server: it wrote {self.line!r} and {self.log.read_text()!r}")
        self.host, self.port = found[1].strip("[]"), int(found[2])
        return self

    def __exit__(self, *_):
        if self.is_alive:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    @property
    def is_alive(self):
        return self.process.poll() is None

    @property
    def resident_megabytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024


def eventually(condition, seconds=10):
    """Whether `condition` comes true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
