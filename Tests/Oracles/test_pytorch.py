"""PyTorch as the judge: of a training step's numbers, and of the shipped checkpoint.

Run from anywhere: `python3 -m pytest Tests/Oracles`. Needs PyTorch, NumPy and safetensors; without them the tests are
skipped, and the stored expectations still hold the Swift tests to PyTorch's numbers. Environment:

INKLING_SWIFT_TEST  the command that runs the Swift tests; `swift test --skip-build` saves building them again
INKLING_TRAIN       the inkling-train to ask; default: the one in .build, release before debug
INKLING_CHECKPOINT  default: Models/inkling.safetensors
INKLING_DATA        the folder of MNIST's files; default: ../shared/mnist
"""

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: the stored expectations are tested instead")
np = pytest.importorskip("numpy", reason="NumPy is not installed")
safetensors = pytest.importorskip("safetensors.torch", reason="safetensors for Python is not installed")

from torch import nn  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))

import make_distillation  # noqa: E402
import make_expectations  # noqa: E402


def swift_test(name, **environment):
    """Runs the Swift tests of that name; returns how many passed, and fails with their output if one did not."""
    command = shlex.split(os.environ.get("INKLING_SWIFT_TEST", "swift test")) + ["--filter", name]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        timeout=1800)
    assert done.returncode == 0, done.stdout[-4000:]
    ran = re.search(r"Test run with (\d+) tests?.* passed", done.stdout)
    assert ran, done.stdout[-4000:]
    return int(ran[1])


@pytest.mark.parametrize("network", make_expectations.NETWORKS)
def test_a_training_step_agrees_with_pytorch(network, tmp_path):
    tensors, metadata = make_expectations.expectations(network, seed=1234, batch=12)
    path = tmp_path / "expectations.safetensors"
    safetensors.save_file(tensors, path, metadata=metadata)
    assert swift_test("ExpectationTests", INKLING_EXPECTATIONS=str(path)) >= 5


def test_the_swift_test_can_fail(tmp_path):
    tensors, metadata = make_expectations.expectations("tiny", 99, batch=12)
    tensors["gradient.conv2.weight"][3, 2, 1, 0] += 0.01
    path = tmp_path / "expectations.safetensors"
    safetensors.save_file(tensors, path, metadata=metadata)
    with pytest.raises(AssertionError, match="conv2.weight"):
        swift_test("ExpectationTests", INKLING_EXPECTATIONS=str(path))


@pytest.mark.parametrize("is_right", [True, False])
def test_distillation_losses_agree_with_pytorch(tmp_path, is_right):
    """A gradient that is off by a little is noticed."""
    tensors, metadata = make_distillation.expectations(seed=77)
    path = tmp_path / "distillation.safetensors"
    if not is_right:
        tensors["1.gradient"][2, 3] += 1e-3
    safetensors.save_file(tensors, path, metadata=metadata)
    if is_right:
        assert swift_test("DistillationLossTests", INKLING_DISTILLATION=str(path)) >= 4
    else:
        with pytest.raises(AssertionError, match="case 1"):
            swift_test("DistillationLossTests", INKLING_DISTILLATION=str(path))


def inkling():
    """The default architecture, in PyTorch's own layers."""
    layers = OrderedDict()
    inputs = 1
    for index, outputs in enumerate([24, 48, 48, 96, 96], start=1):
        if index in (2, 4):
            layers[f"pool{index}"] = nn.MaxPool2d(2)
        layers[f"conv{index}"] = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        layers[f"bn{index}"] = nn.BatchNorm2d(outputs)
        layers[f"relu{index}"] = nn.ReLU()
        inputs = outputs
    layers |= {"pool": nn.AdaptiveAvgPool2d(1), "flat": nn.Flatten(), "fc": nn.Linear(inputs, 10)}
    return nn.Sequential(layers)


@pytest.fixture(scope="module")
def checkpoint():
    path = Path(os.environ.get("INKLING_CHECKPOINT", ROOT / "Models/inkling.safetensors")).absolute()
    if not path.exists():
        pytest.skip(f"there is no checkpoint at {path} yet")
    return path


@pytest.fixture(scope="module")
def metadata(checkpoint):
    with safetensors.safe_open(checkpoint, framework="pt") as file:
        return file.metadata()


@pytest.fixture(scope="module")
def network(checkpoint, metadata):
    """The checkpoint in a plain module, every tensor matched by name and shape."""
    assert metadata["architecture"] == "inkling"
    network = inkling()
    network.load_state_dict(safetensors.load_file(checkpoint), strict=True)
    return network.eval()


@pytest.fixture(scope="module")
def data():
    folder = Path(os.environ.get("INKLING_DATA", ROOT.parent / "shared/mnist"))
    if not any(folder.glob("t10k-images*")):
        pytest.skip(f"MNIST's test images are not in {folder}: set INKLING_DATA")
    return folder


@pytest.fixture(scope="module")
def test_set(data):
    """Pictures (10000, 1, 28, 28), 0 to 1, and labels."""
    def content(name):
        path = data / name
        return path.read_bytes() if path.exists() else gzip.decompress((data / (name + ".gz")).read_bytes())

    pictures = np.frombuffer(content("t10k-images-idx3-ubyte"), np.uint8, offset=16).reshape(-1, 1, 28, 28)
    labels = np.frombuffer(content("t10k-labels-idx1-ubyte"), np.uint8, offset=8)
    return torch.from_numpy(pictures.astype(np.float32) / 255), torch.from_numpy(labels.astype(np.int64))


def logits(network, metadata, pictures):
    """PyTorch's answers to pictures of 0 to 1."""
    x = (pictures - float(metadata["input_mean"])) / float(metadata["input_std"])
    with torch.no_grad():
        return torch.cat([network(part) for part in x.split(500)])


def test_every_tensor_of_the_checkpoint_is_finite_float32(checkpoint):
    tensors = safetensors.load_file(checkpoint)
    assert sum(t.numel() for name, t in tensors.items() if "running" not in name) <= 250_000
    for name, tensor in tensors.items():
        assert tensor.dtype == torch.float32 and torch.isfinite(tensor).all(), name


def test_accuracy_is_that_of_evaluate(checkpoint, network, metadata, test_set, data):
    programs = [ROOT / ".build/release/inkling-train", ROOT / ".build/debug/inkling-train"]
    found = os.environ.get("INKLING_TRAIN") or next((str(p) for p in programs if p.exists()), None)
    assert found, "build inkling-train first, or name it in INKLING_TRAIN"
    done = subprocess.run(
        [found, "evaluate", "--model", str(checkpoint), "--data", str(data), "--json"], check=True,
        capture_output=True, text=True)
    said = json.loads(done.stdout)
    pictures, labels = test_set
    ours = logits(network, metadata, pictures)
    answers = ours.argmax(1)
    assert said["count"] == len(labels) == 10_000
    assert round(said["accuracy"] * 10_000) == int((answers == labels).sum())
    confusion = torch.zeros(10, 10, dtype=torch.int64).index_put_((labels, answers), torch.tensor(1), accumulate=True)
    assert said["confusion_matrix"] == confusion.tolist()
    loss = nn.functional.cross_entropy(ours / float(metadata["temperature"]), labels)
    assert said["loss"] == pytest.approx(loss.item(), abs=1e-5)
    if "test_accuracy" in metadata:
        assert float(metadata["test_accuracy"]) == pytest.approx(said["accuracy"], abs=1e-9)


def test_logits_are_those_of_the_server(checkpoint, network, metadata, test_set, tmp_path):
    pictures = test_set[0][::50]
    path = tmp_path / "answers.safetensors"
    answers = logits(network, metadata, pictures).contiguous()
    safetensors.save_file(
        {"pictures": pictures.reshape(len(pictures), 784).contiguous(), "logits": answers}, path,
        metadata={"checkpoint": str(checkpoint)})
    assert swift_test("PyTorchAnswerTests", INKLING_ANSWERS=str(path)) == 1
