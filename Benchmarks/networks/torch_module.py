"""A network as a PyTorch module."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

from networks.declarations import BatchNorm, Convolution, Dense, Dropout, GlobalAveragePool, MaxPool, Network, Relu


def module_of(network: Network) -> nn.Sequential:
    """The plain layers that anyone would write, under the names of the checkpoint's tensors."""
    modules: OrderedDict[str, nn.Module] = OrderedDict()
    is_flat = False
    for index, (layer, shape) in enumerate(network.with_inputs()):
        match layer:
            case Convolution(name, outputs, kernel, padding, bias):
                modules[name] = nn.Conv2d(shape[0], outputs, kernel, padding=padding, bias=bias)
            case Dense(name, outputs):
                if not is_flat:
                    modules[f"flatten{index}"] = nn.Flatten()
                    is_flat = True
                modules[name] = nn.Linear(shape[0] * shape[1] * shape[2], outputs)
            case BatchNorm(name):
                modules[name] = nn.BatchNorm1d(shape[0]) if is_flat else nn.BatchNorm2d(shape[0])
            case Relu():
                modules[f"relu{index}"] = nn.ReLU()
            case MaxPool():
                modules[f"pool{index}"] = nn.MaxPool2d(2)
            case GlobalAveragePool():
                modules[f"pool{index}"] = nn.AdaptiveAvgPool2d(1)
            case Dropout(rate):
                modules[f"dropout{index}"] = nn.Dropout(rate)
    return nn.Sequential(modules)
