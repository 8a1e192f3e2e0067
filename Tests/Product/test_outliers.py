"""`inkling-train fit --outlier-share`: learning that not everything is a digit."""

import json
import re
import struct

import mnist_files
import pytest
from program import run


@pytest.fixture(scope="module")
def small_data(data, tmp_path_factory):
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"))


def fit(trainer, data, output, *arguments):
    words = ["--epochs", 1, "--batch-size", 50, "--validation", 200, "--architecture", "cnn-small"]
    return run(trainer, "fit", "--data", data, "--output", output, *words, *arguments)


def test_a_run_with_outliers_is_told_in_the_checkpoint_and_can_be_repeated(trainer, small_data, tmp_path):
    weights = []
    for name, threads in (("first", 1), ("again", 2)):
        path = tmp_path / f"{name}.safetensors"
        result = fit(trainer, small_data, path, "--outlier-share", 0.5, "--threads", threads)
        assert (result.returncode, result.stderr) == (0, "")
        weights += re.findall(r"weights ([0-9a-f]{16})", result.stdout)
        content = path.read_bytes()
        metadata = json.loads(content[8 : 8 + struct.unpack("<Q", content[:8])[0]])["__metadata__"]
        recipe = json.loads(metadata["recipe"])
        assert recipe["outliers"] == {"share": 0.5, "weight": 0.5, "energy_weight": 0.5}
        assert "--outlier-share 0.5" in metadata["command"]
    assert len(weights) == 2 and weights[0] == weights[1]
    plain = fit(trainer, small_data, tmp_path / "plain.safetensors")
    assert weights[0] not in plain.stdout


@pytest.mark.parametrize("option, words", [("--outlier-share=-1", "in 0...10"), ("--outlier-weight=-1", "0 or more")])
def test_a_setting_that_may_not_be_is_bad_usage(trainer, small_data, tmp_path, option, words):
    result = fit(trainer, small_data, tmp_path / "x.safetensors", option)
    assert result.returncode == 2 and option.split("=")[0] in result.stderr and words in result.stderr
