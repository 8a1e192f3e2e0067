"""The networks that `inkling-train fit --architecture` knows."""

from __future__ import annotations

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


def _unit(index: int, outputs: int, padding: int = 1, bias: bool = True) -> tuple[Layer, ...]:
    return Convolution(f"conv{index}", outputs, padding=padding, bias=bias), BatchNorm(f"bn{index}"), Relu()


def _inkling(name: str, a: int, b: int, c: int) -> Network:
    return Network(
        name,
        (
            *_unit(1, a, bias=False), MaxPool(),
            *_unit(2, b, bias=False), *_unit(3, b, bias=False), MaxPool(),
            *_unit(4, c, bias=False), *_unit(5, c, bias=False),
            GlobalAveragePool(), Dense("fc", 10),
        ),
    )  # fmt: skip


def _mlp_improved() -> Network:
    hidden: list[Layer] = []
    for index, outputs in enumerate((1024, 512, 256, 128), start=1):
        hidden += [Dense(f"fc{index}", outputs), BatchNorm(f"bn{index}"), Relu(), Dropout(0.4)]
    return Network("mlp-improved", (*hidden, Dense("fc5", 10)))


INKLING = _inkling("inkling", 24, 48, 96)
INKLING_TINY = _inkling("inkling-tiny", 12, 24, 48)
MNIST_NET = Network(
    "mnist-net",
    (
        *_unit(1, 32, padding=0), *_unit(2, 64, padding=0), MaxPool(), Dropout(0.25),
        Dense("fc1", 128), Relu(), Dropout(0.5), Dense("fc2", 10),
    ),
)  # fmt: skip
MLP_BASE = Network(
    "mlp-base",
    (
        Dense("fc1", 512), Relu(), Dropout(0.2),
        Dense("fc2", 512), Relu(), Dropout(0.2),
        Dense("fc3", 10),
    ),
)  # fmt: skip
MLP_IMPROVED = _mlp_improved()
CNN_SMALL = Network(
    "cnn-small",
    (
        Convolution("conv1", 10, kernel=5, padding=0), MaxPool(), Relu(),
        Convolution("conv2", 20, kernel=5, padding=0), Dropout(0.2), MaxPool(), Relu(),
        Dense("fc1", 50), Relu(), Dense("fc2", 10),
    ),
)  # fmt: skip
CNN_ADAPTIVE = Network(
    "cnn-adaptive",
    (
        Convolution("conv1", 32), Relu(), MaxPool(),
        Convolution("conv2", 64), Relu(), MaxPool(),
        Convolution("conv3", 128), Relu(),
        GlobalAveragePool(), Dense("fc", 10),
    ),
)  # fmt: skip
CNN_BLOCKS = Network(
    "cnn-blocks",
    (
        *_unit(1, 32), *_unit(2, 32), MaxPool(), Dropout(0.25),
        *_unit(3, 64), *_unit(4, 64), MaxPool(), Dropout(0.25),
        *_unit(5, 128), GlobalAveragePool(),
        Dense("fc1", 512), BatchNorm("bn6"), Relu(), Dropout(0.5), Dense("fc2", 10),
    ),
)  # fmt: skip

# The three-block network first: it has the highest goals.
ALL = (CNN_BLOCKS, INKLING, INKLING_TINY, MNIST_NET, CNN_ADAPTIVE, CNN_SMALL, MLP_BASE, MLP_IMPROVED)
