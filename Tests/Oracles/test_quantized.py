"""PyTorch and safetensors' own reader as the judges of a quantised checkpoint.

The environment is that of test_pytorch.py; INKLING_TRAIN names the program that quantises.
"""

import json
import os
import subprocess

import pytest
from test_pytorch import ROOT, checkpoint, data, inkling, logits, metadata, test_set, torch  # noqa: F401

safetensors = pytest.importorskip("safetensors.torch", reason="safetensors for Python is not installed")


@pytest.fixture(scope="module")
def train():
    programs = [ROOT / ".build/release/inkling-train", ROOT / ".build/debug/inkling-train"]
    found = os.environ.get("INKLING_TRAIN") or next((str(path) for path in programs if path.exists()), None)
    assert found, "build inkling-train first, or name it in INKLING_TRAIN"
    return found


def dequantized(tensors):
    """The float32 weights that a file's numbers stand for, by the documented convention alone."""
    weights = {}
    for name, tensor in tensors.items():
        if name.endswith(".scale"):
            continue
        weights[name] = tensor.float()
        if tensor.dtype == torch.int8:
            weights[name] *= tensors[name + ".scale"].reshape([-1] + [1] * (tensor.dim() - 1))
    return weights


@pytest.mark.parametrize("format, dtype", [("int8", torch.int8), ("float16", torch.float16)])
def test_what_pytorch_makes_of_it_is_what_we_do(
    format, dtype, train, checkpoint, metadata, data, test_set, tmp_path  # noqa: F811
):
    path = tmp_path / "small.safetensors"
    subprocess.run(
        [train, "quantize", "--model", checkpoint, "--output", path, "--format", format, "--data", data], check=True,
        capture_output=True)
    exact, tensors = safetensors.load_file(checkpoint), safetensors.load_file(path)
    weights = dequantized(tensors)
    assert weights.keys() == exact.keys()
    for name, tensor in exact.items():
        if tensor.dim() < 2:
            assert tensors[name].dtype == torch.float32
            continue
        assert tensors[name].dtype == dtype and tensors[name].shape == tensor.shape
        # Nothing is further from its weight than half a step.
        if dtype == torch.int8:
            step = tensors[name + ".scale"].reshape([-1] + [1] * (tensor.dim() - 1))
            assert ((weights[name] - tensor).abs() <= step * 0.50001).all()
            assert (tensors[name].flatten(1).abs().amax(1) == 127).all()
        else:
            assert torch.equal(weights[name], tensor.half().float())
    network = inkling()
    network.load_state_dict(weights, strict=True)
    pictures, labels = test_set
    answers = logits(network.eval(), metadata, pictures)
    said = json.loads(subprocess.run(
        [train, "evaluate", "--model", path, "--data", data, "--json"], check=True, capture_output=True,
        text=True).stdout)
    confusion = torch.zeros(10, 10, dtype=torch.int64).index_put_(
        (labels, answers.argmax(1)), torch.tensor(1), accumulate=True)
    assert said["confusion_matrix"] == confusion.tolist()
    loss = torch.nn.functional.cross_entropy(answers / float(metadata["temperature"]), labels)
    assert said["loss"] == pytest.approx(loss.item(), abs=1e-5)
