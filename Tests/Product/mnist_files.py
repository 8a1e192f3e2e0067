"""MNIST's files, read and written by numpy."""

import gzip

import numpy as np

TEST_IMAGES, TEST_LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
TRAIN_IMAGES, TRAIN_LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


def read(folder, name):
    """An array of unsigned bytes: (count, 28, 28) or (count,)."""
    plain = folder / name
    content = plain.read_bytes() if plain.is_file() else gzip.decompress((folder / f"{name}.gz").read_bytes())
    dimensions = content[3]
    shape = np.frombuffer(content, ">u4", dimensions, 4)
    return np.frombuffer(content, np.uint8, -1, 4 + 4 * dimensions).reshape(shape)


def write(folder, name, array):
    """The file of `read`, not gzipped."""
    head = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    (folder / name).write_bytes(head + array.astype(np.uint8).tobytes())


def write_subset(source, target, train=2000, test=200):
    """A folder with the first images of each set."""
    target.mkdir(parents=True, exist_ok=True)
    for name, count in (
        (TRAIN_IMAGES, train),
        (TRAIN_LABELS, train),
        (TEST_IMAGES, test),
        (TEST_LABELS, test),
    ):
        write(target, name, read(source, name)[:count])
    return target
