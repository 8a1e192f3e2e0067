"""PyTorch as the judge of `inkling-train summary`: shapes, parameters and multiply-adds, layer by layer.

Needs PyTorch and safetensors; without them the stored totals of `ModelSummaryTests` still hold the counts to PyTorch's. INKLING_TRAIN
names the program; default: the one in .build, release before debug.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: the stored totals are tested instead")
pytest.importorskip("safetensors", reason="safetensors for Python is not installed")

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))

import make_expectations  # noqa: E402


def layers_of(module):
    """Name: (output shape, parameters, multiply-adds) of every layer that has parameters, seen at work."""
    found = {}

    def watch(name):
        def seen(layer, _, output):
            shape = tuple(output.shape[1:])
            parameters = sum(parameter.numel() for parameter in layer.parameters())
            if isinstance(layer, (torch.nn.Conv2d, torch.nn.Linear)):
                # Each output sums over as many inputs as a filter has weights.
                work = output[0].numel() * layer.weight[0].numel()
            else:
                work = 0
            found[name] = (shape, parameters, work)

        return seen

    for name, layer in module.named_children():
        if list(layer.parameters()):
            layer.register_forward_hook(watch(name))
    with torch.no_grad():
        module.eval()(torch.zeros(1, 1, 28, 28))
    return found


def summary_of(name):
    """The same, by the program; and its totals."""
    programs = [ROOT / ".build/release/inkling-train", ROOT / ".build/debug/inkling-train"]
    program = os.environ.get("INKLING_TRAIN") or next((str(path) for path in programs if path.exists()), None)
    assert program, "build inkling-train first, or name it in INKLING_TRAIN"
    done = subprocess.run([program, "summary", "--architecture", name], check=True, capture_output=True, text=True)
    found = {}
    row = re.compile(r"(\w+) +\S.*?  +(\d+(?: x \d+)*) +([\d,-]+) +([\d,-]+)")
    for match in filter(None, map(row.fullmatch, done.stdout.splitlines())):
        numbers = [int(text.replace(",", "").replace("-", "0")) for text in match.groups()[2:]]
        found[match[1]] = (tuple(map(int, match[2].split(" x "))), *numbers)
    total = re.search(r"^total +([\d,]+) +([\d,]+)$", done.stdout, re.M)
    return found, tuple(int(text.replace(",", "")) for text in total.groups())


@pytest.mark.parametrize("name", sorted(set(make_expectations.NETWORKS) - {"tiny"}))
def test_every_layer_is_as_large_and_costs_as_much_as_pytorch_says(name):
    layers, _ = make_expectations.NETWORKS[name]
    module = make_expectations.build(layers, 28, 28, 1)
    expected = layers_of(module)
    found, total = summary_of(name)
    assert found == expected
    assert total == tuple(sum(layer[column] for layer in expected.values()) for column in (1, 2))
