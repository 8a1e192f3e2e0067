"""Export and import as seen by Python's own zipfile, pickletools and NumPy; PyTorch and ONNX are Tests/Oracles's."""

import json
import os
import pickletools
import struct
import zipfile

import numpy as np
import pytest
import torch_files
from program import run


def checkpoint_tensors(path):
    """A checkpoint's arrays by name, in the file's order, and its metadata."""
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__")
    places = sorted(header.items(), key=lambda item: item[1]["data_offsets"])
    arrays = {
        name: np.frombuffer(content[8 + length :][slice(*info["data_offsets"])], "<f4").reshape(info["shape"])
        for name, info in places
    }
    return arrays, metadata


def assert_same(actual, expected):
    assert set(actual) == set(expected)
    for name, array in expected.items():
        assert actual[name].dtype == np.float32 and actual[name].shape == array.shape, name
        assert actual[name].tobytes() == array.tobytes(), name


@pytest.fixture(scope="module")
def weights(model):
    return checkpoint_tensors(model)[0]


@pytest.fixture(scope="module")
def exported(trainer, model, tmp_path_factory):
    """The shipped weights in every format."""
    folder = tmp_path_factory.mktemp("exported")
    for ending in ("onnx", "pt", "npz"):
        result = run(trainer, "export", "--model", model, "--output", folder / f"digits.{ending}")
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout == f"wrote {folder}/digits.{ending}\n"
    return folder


def imported(trainer, file, output, *options, architecture="inkling"):
    result = run(trainer, "import", "--input", file, "--architecture", architecture, "--output", output, *options)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def refusal(trainer, file, *options, architecture="inkling"):
    """What an import says that fails for its input, and leaves nothing behind."""
    output = file.parent / "refused.safetensors"
    result = run(trainer, "import", "--input", file, "--architecture", architecture, "--output", output, *options)
    assert result.returncode == 2, result.stderr
    assert not output.exists() and result.stdout == ""
    return result.stderr


# export


@pytest.mark.parametrize("ending", ["pt", "npz"])
def test_an_exported_archive_is_sound_and_its_records_are_aligned(exported, ending):
    path = exported / f"digits.{ending}"
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED and entry.flag_bits & 8 == 0
            name, extra = struct.unpack_from("<HH", content, entry.header_offset + 26)
            assert (entry.header_offset + 30 + name + extra) % 64 == 0, entry.filename


def test_an_exported_npz_holds_the_checkpoints_bits(exported, weights):
    with np.load(exported / "digits.npz", allow_pickle=False) as arrays:
        assert list(arrays) == list(weights)
        assert_same(arrays, weights)


def test_an_exported_pickle_names_nothing_but_tensors(exported):
    with zipfile.ZipFile(exported / "digits.pt") as archive:
        pickle = archive.read("archive/data.pkl")
    operations = list(pickletools.genops(pickle))
    assert operations[0][:2] == (pickletools.code2op["\x80"], 2)
    assert {argument for opcode, argument, _ in operations if opcode.name == "GLOBAL"} == {
        "collections OrderedDict", "torch._utils _rebuild_tensor_v2", "torch FloatStorage", "torch LongStorage",
    }  # fmt: skip
    with open(os.devnull, "w") as sink:
        pickletools.dis(pickle, sink)  # refuses a stack that does not come out even


def test_an_exported_pt_has_a_record_for_every_tensor_and_counter(exported, weights):
    with zipfile.ZipFile(exported / "digits.pt") as archive:
        names = [name for name in archive.namelist() if name.startswith("archive/data/")]
        records = [archive.read(name) for name in names]
    kept = [record for record in records if record != bytes(8)]
    assert kept == [array.tobytes() for array in weights.values()]
    assert len(records) - len(kept) == sum("running_var" in name for name in weights)


def fields(message):
    """The fields of a protocol buffer's message: (number, value) in order, texts and messages as bytes."""
    place = 0

    def varint():
        nonlocal place
        value = shift = 0
        while True:
            byte = message[place]
            place += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while place < len(message):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
        else:
            length = {2: varint, 5: lambda: 4}[key & 7]()
            yield key >> 3, message[place : place + length]
            place += length
    assert place == len(message)


def test_an_exported_graph_holds_the_checkpoints_bits(exported, weights, model):
    file = list(fields((exported / "digits.onnx").read_bytes()))
    (graph,) = [value for number, value in file if number == 7]
    constants = {}
    for number, value in fields(graph):
        if number == 5:
            tensor = list(fields(value))
            shape = [value for number, value in tensor if number == 1]
            members = dict(tensor)
            assert members[2] == 1  # float32
            constants[members[8].decode()] = np.frombuffer(members[9], "<f4").reshape(shape)
    scalars = {name: constants.pop(name) for name in ("input_mean", "input_std", "temperature")}
    assert_same(constants, weights)
    metadata = checkpoint_tensors(model)[1]
    for name, value in scalars.items():
        assert value.shape == () and value == np.float32(metadata[name])
    properties = [dict(fields(value)) for number, value in file if number == 14]
    said = {pair[1].decode(): pair[2].decode() for pair in properties}
    assert metadata.items() <= said.items() and len(said["version"]) == 8


@pytest.mark.parametrize("ending", ["onnx", "pt", "npz"])
def test_an_export_is_the_same_bytes_every_time(trainer, model, exported, tmp_path, ending):
    again = tmp_path / "again"
    assert run(trainer, "export", "--model", model, "--format", ending, "--output", again).returncode == 0
    assert again.read_bytes() == (exported / f"digits.{ending}").read_bytes()


def test_an_export_goes_beside_the_checkpoint_by_default(trainer, model, tmp_path):
    copy = tmp_path / "copy.safetensors"
    copy.write_bytes(model.read_bytes())
    assert run(trainer, "export", "--model", copy, "--format", "npz").stdout == f"wrote {tmp_path}/copy.npz\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.npz", "copy.safetensors"]


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        ([], 2, "name a --format (onnx, pt or npz)"),
        (["--output", "weights.bin"], 2, "name a --format (onnx, pt or npz)"),
        (["--format", "h5"], 2, "--format"),
        (["--format", "pt", "--output", "x.onnx"], 2, "x.onnx is by its name onnx, --format says pt"),
        (["--format", "onnx", "--output", "x.pth"], 2, "x.pth is by its name pt, --format says onnx"),
        (["--output", "no/such/folder.npz"], 1, "cannot write no/such/folder.npz: there is no such file"),
    ],
)
def test_an_export_that_cannot_be_says_why(trainer, model, tmp_path, options, status, words):
    result = run(trainer, "export", "--model", model, *options, cwd=tmp_path)
    assert result.returncode == status and words in result.stderr
    assert list(tmp_path.iterdir()) == []


# import


@pytest.mark.parametrize("ending", ["pt", "npz", "safetensors"])
def test_what_was_exported_is_imported_as_the_same_bits(trainer, model, exported, weights, tmp_path, ending):
    file = model if ending == "safetensors" else exported / f"digits.{ending}"
    said = imported(trainer, file, tmp_path / "a.safetensors")
    assert "not calibrated" in said
    arrays, metadata = checkpoint_tensors(tmp_path / "a.safetensors")
    assert_same(arrays, weights)
    assert float(metadata["temperature"]) == 1 and metadata["imported_from"] == file.name


def test_an_import_with_data_is_calibrated_by_it(trainer, model, data, exported, tmp_path):
    """By MNIST's images alone, where the trainer had the digits of ten writers too."""
    said = imported(trainer, exported / "digits.pt", tmp_path / "a.safetensors", "--data", data)
    original, ours = checkpoint_tensors(model)[1], checkpoint_tensors(tmp_path / "a.safetensors")[1]
    temperature = float(ours["temperature"])
    assert f"calibrated on 5000 images: temperature {temperature:.3f}, accuracy 99." in said
    assert temperature == pytest.approx(float(original["temperature"]), rel=0.1)
    for key in ("reject_threshold", "reject_scale", "validation_accuracy"):
        assert float(ours[key]) == pytest.approx(float(original[key]), rel=0.5), key
    before, after = (
        json.loads(run(trainer, "evaluate", "--model", file, "--data", data, "--json").stdout)
        for file in (model, tmp_path / "a.safetensors")
    )
    assert before["confusion_matrix"] == after["confusion_matrix"]


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_a_training_scripts_dictionary_is_read(trainer, weights, tmp_path, protocol):
    value = {
        "epoch": 12, "best": 0.997, "history": [1.5, 0.25], "classes": ("zero", "one"), "done": True, "rest": None,
        "optimizer": {"state": {0: {"step": 3, "exp_avg": torch_files.tensors({"x": np.ones(3, "<f4")})["x"]}}},
        "model_state_dict": torch_files.tensors(weights, prefix="module."),
    }  # fmt: skip
    imported(trainer, torch_files.save(tmp_path / "a.pth", value, protocol), tmp_path / "a.safetensors")
    assert_same(checkpoint_tensors(tmp_path / "a.safetensors")[0], weights)


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("type", ["<f2", "<f8"])
def test_other_types_orders_and_packings_are_read(trainer, weights, tmp_path, type, compression):
    arrays = {name: np.asfortranarray(array.astype(type)) for name, array in weights.items()}
    counters = {name.replace("running_var", "num_batches_tracked"): np.array(7, "<i8") for name in arrays}
    arrays |= {name: array for name, array in counters.items() if name.endswith("tracked")}
    torch_files.save(tmp_path / "a.pt", torch_files.tensors(arrays), compression=compression)
    (np.savez if compression == zipfile.ZIP_STORED else np.savez_compressed)(tmp_path / "a.npz", **arrays)
    expected = {name: array.astype(type).astype("<f4") for name, array in weights.items()}
    for ending in ("pt", "npz"):
        imported(trainer, tmp_path / f"a.{ending}", tmp_path / f"{ending}.safetensors")
        assert_same(checkpoint_tensors(tmp_path / f"{ending}.safetensors")[0], expected)


def test_layers_of_other_names_are_renamed(trainer, weights, tmp_path):
    others = {name.replace("conv1.", "features.0.").replace("fc.", "head."): array for name, array in weights.items()}
    np.savez(tmp_path / "a.npz", **others)
    words = refusal(trainer, tmp_path / "a.npz")
    assert "it lacks conv1.weight, fc.weight, fc.bias" in words
    assert "it has features.0.weight, head.bias, head.weight" in words
    renames = ("--rename", "features.0=conv1", "--rename", "head=fc")
    imported(trainer, tmp_path / "a.npz", tmp_path / "a.safetensors", *renames)
    assert_same(checkpoint_tensors(tmp_path / "a.safetensors")[0], weights)


def test_the_scaling_of_other_trainings_is_kept(trainer, model, exported, data, tmp_path):
    imported(trainer, exported / "digits.npz", tmp_path / "a.safetensors", "--input-mean", 0, "--input-deviation", 0.5)
    metadata = checkpoint_tensors(tmp_path / "a.safetensors")[1]
    assert (float(metadata["input_mean"]), float(metadata["input_std"])) == (0, 0.5)
    assert metadata["golden_logits"] != checkpoint_tensors(model)[1]["golden_logits"]


def test_what_is_imported_is_not_overwritten_by_any_path_to_it(trainer, exported, tmp_path):
    (tmp_path / "a.npz").write_bytes((exported / "digits.npz").read_bytes())
    options = ("--input", "a.npz", "--architecture", "inkling")
    for path in ("a.npz", "./a.npz", tmp_path / "a.npz"):
        result = run(trainer, "import", *options, "--output", path, cwd=tmp_path)
        assert result.returncode == 2 and "name another file" in result.stderr
    assert (tmp_path / "a.npz").read_bytes() == (exported / "digits.npz").read_bytes()
    result = run(trainer, "import", *options, "--output", "no/x", cwd=tmp_path)
    assert result.returncode == 1 and "cannot write the checkpoint no/x: there is no such file" in result.stderr


class Harm:
    """What a hostile pickle does when Python opens it."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize("place", ["top", "beside", "inside"])
def test_a_hostile_pickle_is_refused_by_name_and_not_run(trainer, weights, tmp_path, protocol, place):
    harm, state = Harm(tmp_path / "harm"), torch_files.tensors(weights)
    value = {"top": harm, "beside": {"state_dict": state, "extra": [harm]}, "inside": {**state, "fc.bias": harm}}[place]
    words = refusal(trainer, torch_files.save(tmp_path / "a.pt", value, protocol))
    assert "posix.mkdir" in words and "nothing of it was run" in words and "a.pt is refused" in words
    assert not (tmp_path / "harm").exists()


def test_what_cannot_be_imported_is_said(trainer, weights, model, exported, tmp_path):
    def file(content, name="a.pt"):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    pt = (exported / "digits.pt").read_bytes()
    assert "there is no such file" in refusal(trainer, tmp_path / "none.pt")
    assert "is a directory" in refusal(trainer, tmp_path)
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "zero"):
        if path.name == "zero":
            path.symlink_to("/dev/zero")
        assert "it is a device, pipe or socket, not a file" in refusal(trainer, path)
    assert "neither a PyTorch file, nor .npz, nor safetensors" in refusal(trainer, file(b"GIF89a"))
    assert "cut short" in refusal(trainer, file(pt[:-1]))
    assert "is damaged" in refusal(trainer, file(pt.replace(weights["fc.bias"].tobytes(), bytes(40))))
    legacy = bytes.fromhex("80028a0a6cfc9c46f9206aa85019") + b"."
    assert "before 1.6; convert it in Python: torch.save(torch.load(" in refusal(trainer, file(legacy))
    assert "it lacks conv1.bias" in refusal(trainer, exported / "digits.pt", architecture="mnist-net")
    assert "cnn-adaptive" in refusal(trainer, exported / "digits.pt", architecture="resnet50")
    assert "--input-deviation" in refusal(trainer, model, "--input-deviation", 0)
    assert "it must be OLD=NEW" in refusal(trainer, model, "--rename", "conv1")
    idle = refusal(trainer, exported / "digits.pt", "--rename", "conv=conv1")
    assert "--rename conv=conv1 fits none of its tensors; there are " in idle
    assert all(name in idle for name in weights)
    np.savez(tmp_path / "nan.npz", **weights | {"fc.bias": np.full(10, np.nan, "f4")})
    assert "fc.bias holds NaN" in refusal(trainer, tmp_path / "nan.npz")
    np.savez(tmp_path / "objects.npz", **weights | {"fc.bias": np.array([{}] * 10)})
    assert 'fc.bias.npy in its archive is refused: its elements are "|O"' in refusal(trainer, tmp_path / "objects.npz")
