"""Whether ours and ONNX Runtime give the same answers with the same weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime

from harness.programs import json_of
from harness.settings import BUILD, INKLING
from networks.checkpoints import Checkpoint
from pictures.digits import test_digits

TOLERANCE = 1e-4
PICTURES = 200


class Disagreement(Exception):
    """The two sides do not compute the same thing, so their times say nothing."""


def check_agreement(name: str, checkpoint: Checkpoint, graph: Path, batch: int) -> float:
    """The largest difference between the logits of both, over real digits that go through ours `batch` at a time.

    Raises Disagreement where it exceeds the tolerance.
    """
    pixels = test_digits().first(PICTURES).scaled
    file = BUILD / "pixels.f32"
    file.write_bytes(pixels.astype("<f4").tobytes())
    ours = np.asarray(json_of([INKLING, "bench", "--model", checkpoint.path, "--batch", batch, "--logits", file]))
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    (theirs,) = session.run(None, {"image": checkpoint.normalized(pixels)})
    difference = float(np.abs(ours - theirs).max())
    if not difference <= TOLERANCE:
        raise Disagreement(f"{name}: ours and ONNX Runtime differ by {difference:.2g} in a logit")
    return difference
