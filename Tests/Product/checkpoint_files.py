"""What a checkpoint says of itself, and holds."""

import json

import numpy as np


def metadata(path):
    """The text fields of a safetensors file's header."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        return json.loads(file.read(length))["__metadata__"]


def tensors(path):
    """The arrays of a safetensors file of float32, by name."""
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    entries = {name: entry for name, entry in json.loads(data[8:start]).items() if name != "__metadata__"}
    assert {entry["dtype"] for entry in entries.values()} == {"F32"}
    return {
        name: np.frombuffer(data[start:][slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
        for name, entry in entries.items()
    }
