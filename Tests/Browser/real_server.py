"""Runs the real `inkling serve` on a free port."""

import os
import re
import subprocess
import threading
from pathlib import Path

STARTUP_SECONDS = 60


def binary(root):
    """The server's executable, or None where none was built."""
    named = os.environ.get("INKLING_BINARY")
    candidates = [Path(named)] if named else [root / ".build/release/inkling", root / ".build/debug/inkling"]
    return next((path.resolve() for path in candidates if path.is_file()), None)


class RealServer:
    """A context: inside it the server answers at `url`."""

    def __init__(self, path, root):
        self._command = [str(path), "serve", "--port", "0", "--public", "Public"]
        self._root = root
        self._ready = threading.Event()
        self._lines = []
        self.url = None

    def __enter__(self):
        self._process = subprocess.Popen(
            self._command, cwd=self._root, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        # Reading goes on for as long as the server runs, so that a full pipe never stops it.
        threading.Thread(target=self._read, daemon=True).start()
        self._ready.wait(STARTUP_SECONDS)
        if self.url is None:
            self._end()
            raise RuntimeError("inkling did not start:\n" + "".join(self._lines))
        return self

    def __exit__(self, *_):
        self._end()

    def _read(self):
        for line in self._process.stdout:
            self._lines.append(line)
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found and self.url is None:
                self.url = found.group()
                self._ready.set()
        self._ready.set()

    def _end(self):
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
