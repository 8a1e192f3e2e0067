"""A short soak: valid, broken and slow clients together, nothing wrong and nothing left (`make soak` is the long one)."""

import subprocess
import sys

from program import INKLING, MODEL, ROOT


def test_a_soak_of_seconds_passes(inkling, model):
    command = [sys.executable, ROOT / "Tests/Soak/soak.py", "--minutes", "0.15", "--seed", "1"]
    settings = {"INKLING_BINARY": str(INKLING), "INKLING_MODEL": str(MODEL)}
    result = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr
