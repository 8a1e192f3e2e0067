"""A network with its weights as an ONNX graph, the way a deployer's optimised export has it: batch norm folded into
the weights before it, dropout gone, everything else constant."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from networks.checkpoints import Checkpoint
from networks.declarations import (
    BatchNorm,
    Convolution,
    Dense,
    Dropout,
    GlobalAveragePool,
    Layer,
    MaxPool,
    Network,
    Relu,
)

# What PyTorch's batch norm adds to the variance.
EPSILON = 1e-5
OPSET = 17


class _Graph:
    """Nodes in a row, each taking what the one before it gives."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.last = "image"

    def append(self, operator: str, weights: tuple[np.ndarray, ...] = (), **attributes: int | list[int]) -> None:
        output = f"{operator.lower()}{len(self.nodes)}"
        names = [f"{output}.{index}" for index in range(len(weights))]
        self.constants += [
            numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name)
            for name, values in zip(names, weights, strict=True)
        ]
        self.nodes.append(helper.make_node(operator, [self.last, *names], [output], **attributes))
        self.last = output


def write_graph(network: Network, checkpoint: Checkpoint, path: Path) -> None:
    """Input `image`: (N, 1, 28, 28), normalised. Output `logits`: (N, 10)."""
    graph = _Graph()
    is_flat = False
    for layer, following in zip(network.layers, (*network.layers[1:], None), strict=True):
        match layer:
            case Convolution(kernel=kernel, padding=padding):
                weights = _folded(checkpoint.tensors, layer, following)
                graph.append("Conv", weights, kernel_shape=[kernel] * 2, pads=[padding] * 4)
            case Dense():
                if not is_flat:
                    graph.append("Flatten")
                    is_flat = True
                graph.append("Gemm", _folded(checkpoint.tensors, layer, following), transB=1)
            case Relu():
                graph.append("Relu")
            case MaxPool():
                graph.append("MaxPool", kernel_shape=[2, 2], strides=[2, 2])
            case GlobalAveragePool():
                graph.append("GlobalAveragePool")
            case BatchNorm() | Dropout():
                pass
    graph.nodes[-1].output[0] = "logits"
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 1, 28, 28])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 10])
    model = helper.make_model(
        helper.make_graph(graph.nodes, network.name, [image], [logits], graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8,
    )  # fmt: skip
    onnx.checker.check_model(model, full_check=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, path)


def _folded(
    tensors: dict[str, np.ndarray], layer: Convolution | Dense, following: Layer | None
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias with the batch norm that follows, if one does, in them."""
    weights = tensors[f"{layer.name}.weight"].astype(np.float64)
    bias = tensors.get(f"{layer.name}.bias", np.zeros(layer.outputs)).astype(np.float64)
    if not isinstance(following, BatchNorm):
        return weights, bias
    scale, shift, mean, variance = (
        tensors[f"{following.name}.{part}"].astype(np.float64)
        for part in ("weight", "bias", "running_mean", "running_var")
    )
    factor = scale / np.sqrt(variance + EPSILON)
    return weights * factor.reshape(-1, *[1] * (weights.ndim - 1)), (bias - mean) * factor + shift
