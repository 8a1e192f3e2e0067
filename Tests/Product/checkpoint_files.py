"""What a checkpoint says of itself."""

import json


def metadata(path):
    """The text fields of a safetensors file's header."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        return json.loads(file.read(length))["__metadata__"]
