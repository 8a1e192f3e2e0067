"""The networks, declared once for both peers; names are those of a checkpoint's tensors."""

from __future__ import annotations

from dataclasses import dataclass

# Channels, height, width.
Shape = tuple[int, int, int]

INPUT: Shape = (1, 28, 28)


@dataclass(frozen=True)
class Convolution:
    """Stride 1, zero padding."""

    name: str
    outputs: int
    kernel: int = 3
    padding: int = 1
    bias: bool = True

    def output(self, shape: Shape) -> Shape:
        lost = self.kernel - 1 - 2 * self.padding
        return self.outputs, shape[1] - lost, shape[2] - lost

    def multiply_adds(self, shape: Shape) -> int:
        outputs, height, width = self.output(shape)
        return outputs * height * width * shape[0] * self.kernel**2


@dataclass(frozen=True)
class Dense:
    """Over the flattened input."""

    name: str
    outputs: int

    def output(self, shape: Shape) -> Shape:
        return self.outputs, 1, 1

    def multiply_adds(self, shape: Shape) -> int:
        return self.outputs * shape[0] * shape[1] * shape[2]


@dataclass(frozen=True)
class BatchNorm:
    """After a convolution or a dense layer."""

    name: str


@dataclass(frozen=True)
class Relu:
    pass


@dataclass(frozen=True)
class MaxPool:
    """Of every square of 2 x 2."""

    def output(self, shape: Shape) -> Shape:
        return shape[0], shape[1] // 2, shape[2] // 2


@dataclass(frozen=True)
class GlobalAveragePool:
    def output(self, shape: Shape) -> Shape:
        return shape[0], 1, 1


@dataclass(frozen=True)
class Dropout:
    """While training."""

    rate: float


Layer = Convolution | Dense | BatchNorm | Relu | MaxPool | GlobalAveragePool | Dropout


@dataclass(frozen=True)
class Network:
    name: str
    layers: tuple[Layer, ...]

    def with_inputs(self) -> list[tuple[Layer, Shape]]:
        """Every layer with the shape that goes into it."""
        shape = INPUT
        pairs: list[tuple[Layer, Shape]] = []
        for layer in self.layers:
            pairs.append((layer, shape))
            if isinstance(layer, Convolution | Dense | MaxPool | GlobalAveragePool):
                shape = layer.output(shape)
        return pairs

    @property
    def multiply_adds(self) -> int:
        """For one image, by direct convolution."""
        counted = ((layer, shape) for layer, shape in self.with_inputs() if isinstance(layer, Convolution | Dense))
        return sum(layer.multiply_adds(shape) for layer, shape in counted)
