"""ONNX Runtime's forward pass, on one thread."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import onnxruntime

from peers.answering import answer_questions, median_seconds


@cache
def session(graph: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def answer(graph: str, images: str, batch: int, seconds: float) -> dict[str, Any]:
    """images: a NumPy file of (N, 1, 28, 28), normalised"""
    network = session(graph)
    inputs = {"image": np.ascontiguousarray(np.load(images)[:batch])}
    return {"us_per_image": 1e6 * median_seconds(lambda: network.run(None, inputs), seconds) / batch}


if __name__ == "__main__":
    answer_questions(answer)
