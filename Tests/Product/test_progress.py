"""What a run shows while it goes on."""

import os
import pty
import re

from program import run
from training_runs import fit, start


def test_a_terminal_gets_a_progress_bar(trainer, small_data, output):
    controller, terminal = pty.openpty()
    process = start(trainer, fit(output, small_data), stdout=terminal, stderr=terminal)
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(controller, 65536):
            shown += piece
    except OSError:
        pass  # Linux says EIO when the other side is closed.
    os.close(controller)
    assert process.wait(timeout=60) == 0
    bars = [part for part in shown.decode().split("\r") if "left" in part]
    assert len(bars) >= 2
    for bar in bars:
        assert re.search(
            r"epoch \d/2  \d+ %  loss \d+\.\d+  accuracy \d+\.\d+ %  \d+ images/s  \d+:\d\d left", bar
        ), bar
        assert len(bar.removeprefix("\x1b[K").rstrip("\n")) < 80
    assert len(re.findall(r"epoch \d  train loss .* validation loss .* accuracy", shown.decode())) == 2


def test_a_pipe_gets_plain_lines(trainer, small_data, output):
    text = run(trainer, *fit(output, small_data)).stdout
    assert "\r" not in text and "\x1b" not in text
    assert len(re.findall(r"^epoch \d  train loss .* images/s ", text, re.M)) == 2
    assert re.search(r"^test accuracy|test accuracy \d", text, re.M)
