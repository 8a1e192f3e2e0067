"""PyTorch's files made without PyTorch: Python's own pickler asks no more of a function than its name."""

import io
import pickle
import sys
import types
import zipfile
from collections import OrderedDict
from unittest import mock

import numpy as np

STORAGES = {"<f2": "HalfStorage", "<f4": "FloatStorage", "<f8": "DoubleStorage", "<i8": "LongStorage"}


def _modules():
    """`torch` and `torch._utils`, as far as a state_dict's pickle names them."""
    torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")
    torch._utils = utils
    for name in STORAGES.values():
        setattr(torch, name, type(name, (), {"__module__": "torch"}))

    def _rebuild_tensor_v2():
        raise AssertionError("named, never called")

    _rebuild_tensor_v2.__module__ = "torch._utils"
    _rebuild_tensor_v2.__qualname__ = "_rebuild_tensor_v2"
    utils._rebuild_tensor_v2 = _rebuild_tensor_v2
    return {"torch": torch, "torch._utils": utils}


class _Storage:
    def __init__(self, array):
        self.array = array


class _Tensor:
    def __init__(self, array):
        self.array = array

    def __reduce__(self):
        strides = tuple(step // self.array.itemsize for step in self.array.strides)
        arguments = (_Storage(self.array), 0, self.array.shape, strides, False, OrderedDict())
        return sys.modules["torch._utils"]._rebuild_tensor_v2, arguments


class _Pickler(pickle.Pickler):
    def __init__(self, file, protocol):
        super().__init__(file, protocol)
        self.storages = []

    def persistent_id(self, value):
        if not isinstance(value, _Storage):
            return None
        self.storages.append(value.array)
        storage = getattr(sys.modules["torch"], STORAGES[value.array.dtype.str])
        return "storage", storage, str(len(self.storages) - 1), "cpu", value.array.size


def tensors(arrays, prefix=""):
    """A state_dict of arrays."""
    return OrderedDict((prefix + name, _Tensor(np.asarray(array))) for name, array in arrays.items())


def save(path, value, protocol=2, compression=zipfile.ZIP_STORED):
    """What torch.save would write: `value` may hold tensors anywhere."""
    with mock.patch.dict(sys.modules, _modules()):
        file = io.BytesIO()
        pickler = _Pickler(file, protocol)
        pickler.dump(value)
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("archive/data.pkl", file.getvalue())
        archive.writestr("archive/byteorder", "little")
        for key, array in enumerate(pickler.storages):
            archive.writestr(f"archive/data/{key}", array.tobytes(order="A"))
        archive.writestr("archive/version", "3\n")
    return path
