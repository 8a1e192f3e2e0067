"""PyTorch and ONNX Runtime as the judges of export and import, for every architecture.

Run as `python3 -m pytest Tests/Oracles/test_interchange.py`. Needs PyTorch, onnx, onnxruntime and NumPy, and skips without
them; what Python alone can say is in Tests/Product/test_export_import.py. Environment:

INKLING_BINARY, INKLING_TRAIN_BINARY  the programs; default: the release build
INKLING_CHECKPOINT                    default: Models/inkling.safetensors
INKLING_DATA                          the folder of MNIST's files; default: ../shared/mnist
"""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: export and import are not held to it")
onnx = pytest.importorskip("onnx", reason="onnx is not installed: exported graphs are not checked")
onnxruntime = pytest.importorskip("onnxruntime", reason="ONNX Runtime is not installed: exported graphs are not run")
np = pytest.importorskip("numpy", reason="NumPy is not installed")

from torch import nn  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "Benchmarks")]

import make_expectations  # noqa: E402
from networks.torch_module import module_of  # noqa: E402
from networks.zoo import ALL, CNN_SMALL, INKLING, INKLING_TINY  # noqa: E402

TOLERANCE = 1e-5


def program(variable, name):
    path = Path(os.environ.get(variable, ROOT / ".build/release" / name)).resolve()
    if not path.exists():
        pytest.skip(f"{path} is missing: build it, or name another in {variable}")
    return path


def train(*arguments):
    done = subprocess.run(
        [program("INKLING_TRAIN_BINARY", "inkling-train"), *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refusal(file):
    """What the import of a network of cnn-small says that it refuses."""
    command = ["import", "--input", file, "--architecture", "cnn-small", "--output", file.with_suffix(".out")]
    done = subprocess.run(
        [program("INKLING_TRAIN_BINARY", "inkling-train"), *map(str, command)], capture_output=True, text=True)
    assert done.returncode == 2 and not file.with_suffix(".out").exists()
    return done.stderr


def import_and_export(file, network, folder):
    """Imports a file as the network's, exports it in every format; returns the exported files' common stem."""
    stem = folder / "round"
    train(
        "import", "--input", file, "--architecture", network.name, "--output", f"{stem}.safetensors",
        "--input-mean", MEAN, "--input-deviation", DEVIATION)
    for ending in ("onnx", "pt", "npz"):
        train("export", "--model", f"{stem}.safetensors", "--format", ending)
    return stem


MEAN, DEVIATION = 0.1307, 0.3081


def random_module(network, seed=1):
    """The network in PyTorch's own layers; nothing in it is right because it is 0 or 1."""
    torch.manual_seed(seed)
    module = module_of(network)
    make_expectations.randomize(module)
    return module.eval()


def ours(checkpoint, pixels, folder):
    """The logits that `inkling` answers with to pixels (N, 1, 28, 28) of 0 to 1."""
    file = folder / "pixels.f32"
    pixels.astype("<f4").tofile(file)
    command = [program("INKLING_BINARY", "inkling"), "bench", "--model", checkpoint, "--batch", "64", "--logits", file]
    return np.array(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def runtime(graph, pixels):
    """The logits and probabilities that ONNX Runtime answers with."""
    session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    parts = [session.run(["logits", "probabilities"], {"image": pixels[i : i + 500]}) for i in range(0, len(pixels), 500)]
    return (np.concatenate(part) for part in zip(*parts, strict=True))


def softmax(logits, temperature=1.0):
    scaled = logits / temperature
    exponentials = np.exp(scaled - scaled.max(1, keepdims=True))
    return exponentials / exponentials.sum(1, keepdims=True)


def assert_same_bits(actual, expected):
    assert list(actual) == list(expected)
    for name, tensor in expected.items():
        assert actual[name].dtype == tensor.dtype and torch.equal(actual[name], tensor), name


@pytest.mark.parametrize("network", ALL, ids=lambda network: network.name)
def test_every_network_goes_through_every_format(network, tmp_path):
    module = random_module(network)
    torch.save(module.state_dict(), tmp_path / "module.pt")
    stem = import_and_export(tmp_path / "module.pt", network, tmp_path)

    # The pt is the module's own state_dict again, in its order; the counters of a new module are 0.
    state = torch.load(f"{stem}.pt", weights_only=True)
    assert_same_bits(state, module.state_dict())
    fresh = module_of(network)
    fresh.load_state_dict(state, strict=True)
    with np.load(f"{stem}.npz", allow_pickle=False) as arrays:
        assert_same_bits(
            {name: torch.from_numpy(arrays[name]) for name in arrays}, make_expectations.state(module))

    model = onnx.load(f"{stem}.onnx")
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    shapes = {
        value.name: [dimension.dim_param or dimension.dim_value for dimension in value.type.tensor_type.shape.dim]
        for value in [*inferred.graph.value_info, *inferred.graph.input, *inferred.graph.output]
    }
    assert shapes["image"] == ["N", 1, 28, 28] and shapes["logits"] == shapes["probabilities"] == ["N", 10]
    assert all(output in shapes for node in inferred.graph.node for output in node.output)
    assert {node.op_type for node in model.graph.node}.isdisjoint({"Dropout", "Identity"})

    pixels = np.random.default_rng(2).random((67, 1, 28, 28), np.float32)
    with torch.no_grad():
        theirs = fresh.eval()((torch.from_numpy(pixels) - MEAN) / DEVIATION).numpy()
    logits, probabilities = runtime(f"{stem}.onnx", pixels)
    largest = np.abs(theirs).max()
    # Random weights give logits of tens or hundreds: relative to them.
    for answer in (logits, ours(f"{stem}.safetensors", pixels, tmp_path)):
        assert np.abs(answer - theirs).max() <= TOLERANCE * max(1, largest)
    assert np.abs(probabilities - softmax(logits.astype(np.float64))).max() <= TOLERANCE
    for count in (1, 7):
        few, _ = runtime(f"{stem}.onnx", pixels[:count])
        assert np.abs(few - logits[:count]).max() <= TOLERANCE * max(1, largest)


def test_the_shipped_weights_answer_in_onnx_runtime_as_served(tmp_path):
    checkpoint = Path(os.environ.get("INKLING_CHECKPOINT", ROOT / "Models/inkling.safetensors")).absolute()
    folder = Path(os.environ.get("INKLING_DATA", ROOT.parent / "shared/mnist"))
    if not any(folder.glob("t10k-images*")):
        pytest.skip(f"MNIST's test images are not in {folder}: set INKLING_DATA")
    path = folder / "t10k-images-idx3-ubyte"
    content = path.read_bytes() if path.exists() else gzip.decompress(path.with_name(path.name + ".gz").read_bytes())
    pixels = np.frombuffer(content, np.uint8, offset=16).reshape(-1, 1, 28, 28).astype(np.float32) / np.float32(255)
    assert len(pixels) == 10_000

    train("export", "--model", checkpoint, "--output", tmp_path / "digits.onnx")
    model = onnx.load(tmp_path / "digits.onnx")
    onnx.checker.check_model(model, full_check=True)
    said = {property.key: property.value for property in model.metadata_props}
    logits, probabilities = runtime(tmp_path / "digits.onnx", pixels)
    served = ours(checkpoint, pixels, tmp_path)
    apart = np.abs(logits - served).max()
    softened_apart = np.abs(probabilities - softmax(served, float(said["temperature"]))).max()
    print(f"\nlogits differ by {apart:.1e} at most, probabilities by {softened_apart:.1e}")
    assert apart <= TOLERANCE and softened_apart <= TOLERANCE
    assert (logits.argmax(1) == served.argmax(1)).all()


def wrapped(module):
    optimizer = torch.optim.Adam(module.parameters())
    module(torch.zeros(2, 1, 28, 28)).sum().backward()
    optimizer.step()
    # Taken after the step, as a training script would.
    return {
        "epoch": 3, "state_dict": nn.DataParallel(module).state_dict(), "optimizer": optimizer.state_dict(),
        "loss": 0.25, "best": None, "history": [1.0, 0.5], "shape": torch.Size([1, 28, 28]),
    }


FORMS = {
    "a training script's dictionary": wrapped,
    "channels last": lambda module: module.to(memory_format=torch.channels_last).state_dict(),
    "parameters": lambda module: dict(module.named_parameters()) | dict(module.named_buffers()),
    "float64": lambda module: module.double().state_dict(),
    "float16": lambda module: module.half().state_dict(),
    "bfloat16": lambda module: module.bfloat16().state_dict(),
    "one storage for all": lambda module: in_one_storage(module.state_dict()),
}


def in_one_storage(state):
    whole = torch.cat([tensor.flatten().float() for tensor in state.values()])
    parts = whole.split([tensor.numel() for tensor in state.values()])
    return {name: part.view(tensor.shape) for (name, tensor), part in zip(state.items(), parts, strict=True)}


@pytest.mark.parametrize("protocol", [2, 4, 5])
@pytest.mark.parametrize("form", FORMS)
def test_a_state_dict_is_read_however_it_was_saved(form, protocol, tmp_path):
    module = random_module(INKLING_TINY)
    saved = FORMS[form](module)
    expected = {name: tensor.detach().float() for name, tensor in make_expectations.state(module).items()}
    torch.save(saved, tmp_path / "a.pth", pickle_protocol=protocol)
    stem = import_and_export(tmp_path / "a.pth", INKLING_TINY, tmp_path)
    state = torch.load(f"{stem}.pt", weights_only=True)
    assert_same_bits({name: state[name] for name in expected}, expected)


@pytest.mark.parametrize("type", [torch.float32, torch.float16, torch.bfloat16])
def test_a_safetensors_file_of_pytorch_is_read(type, tmp_path):
    safetensors = pytest.importorskip("safetensors.torch", reason="safetensors for Python is not installed")
    module = random_module(INKLING_TINY).to(type)
    safetensors.save_file(module.state_dict(), tmp_path / "a.safetensors", metadata={"format": "pt"})
    stem = import_and_export(tmp_path / "a.safetensors", INKLING_TINY, tmp_path)
    state = torch.load(f"{stem}.pt", weights_only=True)
    for name, tensor in make_expectations.state(module).items():
        assert torch.equal(state[name], tensor.float()), name


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")
def test_what_is_no_state_dict_is_refused(tmp_path):
    module = random_module(CNN_SMALL)
    file = tmp_path / "a.pt"
    torch.save(module, file)
    assert "collections" not in refusal(file) and "its pickle names torch.nn.modules" in refusal(file)
    torch.save(module.state_dict(), file, _use_new_zipfile_serialization=False)
    assert "before 1.6" in refusal(file)
    torch.jit.save(torch.jit.trace(module, torch.zeros(1, 1, 28, 28)), file)
    assert "its pickle names __torch__" in refusal(file)
    torch.save({"epoch": 3, "device": torch.device("cpu"), "state_dict": module.state_dict()}, file)
    assert "its pickle names torch.device" in refusal(file)
    torch.save(torch.zeros(3), file)
    assert "holds no state_dict" in refusal(file)
    torch.save(random_module(INKLING).state_dict(), file)
    assert "it lacks conv1.bias" in refusal(file)


def test_the_legacy_formats_remedy_works(tmp_path):
    """The command in the error's text, word for word."""
    module = random_module(CNN_SMALL)
    torch.save(module.state_dict(), tmp_path / "old.pt", _use_new_zipfile_serialization=False)
    remedy = refusal(tmp_path / "old.pt").split("convert it in Python: ")[1].strip()
    subprocess.run([sys.executable, "-c", f"import torch; {remedy}"], cwd=tmp_path, check=True)
    stem = import_and_export(tmp_path / "new.pt", CNN_SMALL, tmp_path)
    assert_same_bits(torch.load(f"{stem}.pt", weights_only=True), module.state_dict())
