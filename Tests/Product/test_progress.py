"""What a run shows while it goes on."""

import fcntl
import os
import pty
import re
import struct
import termios

import pytest
from program import run
from training_runs import fit, start

WIDE = r"epoch \d/2  \d+ %  loss \d+\.\d+  accuracy \d+\.\d+ %  \d+ images/s  \d+:\d\d left"
NARROW = r"epoch \d/2  \d+ %  (loss \d+\.\d+  )?\d+:\d\d left"


def shown(trainer, arguments, columns):
    """What a run draws on a terminal of that width."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = start(trainer, arguments, stdout=terminal, stderr=terminal)
    os.close(terminal)
    text = b""
    try:
        while piece := os.read(controller, 65536):
            text += piece
    except OSError:
        pass  # Linux says EIO when the other side is closed.
    os.close(controller)
    assert process.wait(timeout=60) == 0
    return text.decode()


@pytest.mark.parametrize("columns, line", [(120, rf"\[=* *\] {WIDE}"), (80, WIDE), (40, NARROW), (12, r"epoch \d/2")])
def test_a_terminal_gets_a_progress_line_that_does_not_wrap(trainer, small_data, output, columns, line):
    text = shown(trainer, fit(output, small_data), columns)
    drawn = [part.removeprefix("\x1b[K") for part in text.split("\r") if part.startswith("\x1b[K")]
    # What is printed for good replaces the line, too.
    bars = [part for part in drawn if "train loss" not in part]
    assert len(bars) >= 2
    for bar in bars:
        assert re.search(line, bar), bar
        assert len(bar) < columns
    assert len(re.findall(r"epoch \d  train loss .* validation loss .* accuracy", text)) == 2


def test_a_pipe_gets_plain_lines(trainer, small_data, output):
    text = run(trainer, *fit(output, small_data)).stdout
    assert "\r" not in text and "\x1b" not in text
    assert len(re.findall(r"^epoch \d  train loss .* images/s ", text, re.M)) == 2
    assert re.search(r"^test accuracy|test accuracy \d", text, re.M)
