"""PNG files of the kinds that browsers and phones send."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageChops

from pictures.digits import test_digits
from pictures.strokes import drawn

FILES_OF_A_KIND = 4

# What programs that make PNG files smaller leave, and no browser writes.
OPTIMIZED = "280x280 palette of 4 bits, pen"


def png_bytes(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def upscaled(digit: np.ndarray, size: int) -> Image.Image:
    """A digit of 28 x 28 drawn large: light ink on an opaque black canvas."""
    gray = Image.fromarray(digit).resize((size, size), Image.Resampling.BICUBIC)
    return Image.merge("RGBA", (gray, gray, gray, Image.new("L", gray.size, 255)))


def _opaque(ink: Image.Image) -> Image.Image:
    """Black ink on white."""
    paper = ImageChops.invert(ink)
    return Image.merge("RGBA", (paper, paper, paper, Image.new("L", ink.size, 255)))


def _transparent(ink: Image.Image) -> Image.Image:
    """Black ink on nothing."""
    nothing = Image.new("L", ink.size)
    return Image.merge("RGBA", (nothing, nothing, nothing, ink))


def _palette(ink: Image.Image, colors: int) -> Image.Image:
    """Black ink on white; PNG has a byte a pixel for more than 16 colours, and half a byte for more than 4."""
    return _opaque(ink).convert("RGB").quantize(colors)


def _pen(size: int, finish: Callable[[Image.Image], Image.Image]) -> list[Image.Image]:
    """The digits from 0, written with a pen as wide as a fourteenth of the canvas."""
    random = np.random.default_rng(size)
    return [finish(drawn(digit, size, size / 14, random)) for digit in range(FILES_OF_A_KIND)]


def kinds() -> dict[str, list[bytes]]:
    """Some files of each kind, by its name."""
    digits = test_digits().first(FILES_OF_A_KIND).pictures
    pictures = {
        "280x280 RGBA, MNIST enlarged": [upscaled(digit, 280) for digit in digits],
        "280x280 RGBA, pen on white": _pen(280, _opaque),
        "280x280 RGBA, pen on nothing": _pen(280, _transparent),
        "140x140 RGBA, pen on nothing": _pen(140, _transparent),
        "560x560 RGBA, pen on nothing": _pen(560, _transparent),
        "280x280 RGB, pen": _pen(280, lambda ink: _opaque(ink).convert("RGB")),
        "280x280 grey, pen": _pen(280, ImageChops.invert),
        "280x280 palette, pen": _pen(280, lambda ink: _palette(ink, 64)),
        OPTIMIZED: _pen(280, lambda ink: _palette(ink, 16)),
    }
    return {kind: [png_bytes(picture) for picture in group] for kind, group in pictures.items()}
