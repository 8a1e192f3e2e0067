"""PNG files byte by byte (ISO/IEC 15948): what Pillow does not write, and what nobody should."""

import io
import struct
import zlib

import numpy as np
from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GRAY, RGB, PALETTE, GRAY_ALPHA, RGBA = 0, 2, 3, 4, 6
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width, height, depth=8, color=GRAY, interlaced=False):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced)))


def assemble(*chunks):
    return SIGNATURE + b"".join(chunks) + chunk(b"IEND")


def of_pillow(image, **options):
    """The file that Pillow writes."""
    stream = io.BytesIO()
    image.save(stream, "PNG", **options)
    return stream.getvalue()


def of_array(pixels, **options):
    return of_pillow(Image.fromarray(pixels), **options)


def gray(pixels, depth=8, interlaced=False):
    """A grey file of any bit depth, interlaced or not; pixels: (height, width) of 0 to 255."""
    levels = (1 << depth) - 1
    samples = np.round(pixels.astype(float) * levels / 255).astype(np.uint32)
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    rows = b"".join(_rows(samples[y::dy, x::dx], depth) for x, y, dx, dy in passes)
    height, width = pixels.shape
    return assemble(header(width, height, depth, GRAY, interlaced), chunk(b"IDAT", zlib.compress(rows)))


def _rows(samples, depth):
    if samples.size == 0:
        return b""
    bits = (samples[:, :, None] >> np.arange(depth - 1, -1, -1, dtype=np.uint32)) & 1
    packed = np.packbits(bits.reshape(len(samples), -1).astype(np.uint8), axis=1)
    return b"".join(b"\0" + row.tobytes() for row in packed)


def bomb(width, height, color=GRAY, inflated=None):
    """A small file whose data inflate to a picture of zeros, or to `inflated` bytes whatever the header says."""
    channels = {GRAY: 1, RGB: 3, RGBA: 4}[color]
    left = height * (1 + width * channels) if inflated is None else inflated
    compressor = zlib.compressobj(9)
    data, block = b"", bytes(1 << 20)
    while left > 0:
        data += compressor.compress(block[: min(left, len(block))])
        left -= len(block)
    data += compressor.flush()
    return assemble(header(width, height, color=color), chunk(b"IDAT", data))
