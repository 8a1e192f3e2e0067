"""inkling-train quantize: smaller checkpoints that every command reads, and what they cost."""

import json
import struct

import numpy as np
import pytest
from api_client import post_png
from png_files import of_array
from program import ServerProcess, PUBLIC, run

FORMATS = {"int8": (3.5, "I8"), "float16": (1.9, "F16")}


def header(path):
    content = path.read_bytes()
    return json.loads(content[8 : 8 + struct.unpack("<Q", content[:8])[0]])


@pytest.fixture(scope="module", params=FORMATS)
def quantized(request, trainer, model, data, tmp_path_factory):
    """The format, the file, and what `quantize` said of it."""
    path = tmp_path_factory.mktemp(request.param) / "small.safetensors"
    result = run(
        trainer, "quantize", "--model", model, "--output", path, "--format", request.param, "--data", data, "--json"
    )
    assert (result.returncode, result.stderr) == (0, "")
    return request.param, path, json.loads(result.stdout)


def test_the_report_is_of_the_promised_shape_and_true_of_the_files(quantized, model):
    format, path, report = quantized
    assert set(report) == {
        "architecture", "original", "quantized", "count", "accuracy_lost", "size_ratio", "speed_ratio",
        "batch_speed_ratio",
    }
    before, after = report["original"], report["quantized"]
    keys = {"format", "bytes", "accuracy", "loss", "ece", "us_per_image", "us_per_image_in_batches"}
    assert set(before) == set(after) == keys
    assert (before["format"], after["format"], report["count"]) == ("float32", format, 10_000)
    assert (before["bytes"], after["bytes"]) == (model.stat().st_size, path.stat().st_size)
    assert report["accuracy_lost"] == pytest.approx(before["accuracy"] - after["accuracy"])
    assert report["size_ratio"] == pytest.approx(before["bytes"] / after["bytes"])
    assert report["speed_ratio"] == pytest.approx(before["us_per_image"] / after["us_per_image"])
    assert 1 < after["us_per_image"] < 10_000


def test_it_is_smaller_and_hardly_less_accurate(quantized):
    format, _, report = quantized
    assert report["size_ratio"] > FORMATS[format][0]
    assert report["accuracy_lost"] <= 0.0005
    assert abs(report["quantized"]["loss"] - report["original"]["loss"]) < 0.0005
    assert abs(report["quantized"]["ece"] - report["original"]["ece"]) < 0.002


def test_kernels_and_matrices_are_narrow_and_nothing_else_is(quantized, model):
    format, path, _ = quantized
    before, after = header(model), header(path)
    assert after["__metadata__"]["quantization"] == format and "quantization" not in before["__metadata__"]
    del before["__metadata__"], after["__metadata__"]
    for name, tensor in before.items():
        is_weight = len(tensor["shape"]) > 1
        assert after[name]["shape"] == tensor["shape"]
        assert after[name]["dtype"] == (FORMATS[format][1] if is_weight else "F32")
        assert ((name + ".scale") in after) == (is_weight and format == "int8")


def test_evaluate_says_the_same_of_it(quantized, trainer, data):
    _, path, report = quantized
    said = json.loads(run(trainer, "evaluate", "--model", path, "--data", data, "--json").stdout)
    assert {key: said[key] for key in ("accuracy", "loss", "ece")} == {
        key: report["quantized"][key] for key in ("accuracy", "loss", "ece")
    }
    assert float(header(path)["__metadata__"]["test_accuracy"]) == said["accuracy"]


def test_predict_and_bench_read_it(quantized, inkling, digits, tmp_path):
    _, path, _ = quantized
    pictures = [tmp_path / f"{index}.png" for index in range(10)]
    for picture, pixels in zip(pictures, digits[0]):
        picture.write_bytes(of_array(pixels))
    result = run(inkling, "predict", *pictures, "--model", path, "--json")
    assert [json.loads(line)["digit"] for line in result.stdout.splitlines()] == digits[1][:10].tolist()
    timing = json.loads(run(inkling, "bench", "--model", path, "--json").stdout)
    assert timing["median_us_per_image"] > 0


def test_the_server_answers_by_it(quantized, digits, tmp_path):
    _, path, _ = quantized
    with ServerProcess(tmp_path, "--port", "0", "--model", path, "--public", PUBLIC) as server:
        answers = [post_png(server, of_array(pixels)).json for pixels in digits[0][:5]]
    assert [answer["digit"] for answer in answers] == digits[1][:5].tolist()
    assert all(answer["accepted"] for answer in answers)


def test_it_makes_the_same_file_again(quantized, trainer, model, data, tmp_path):
    format, path, _ = quantized
    again = tmp_path / "again.safetensors"
    run(trainer, "quantize", "--model", model, "--output", again, "--format", format, "--data", data, "--threads", "1")
    assert again.read_bytes() == path.read_bytes()


def test_it_is_not_quantised_twice(quantized, trainer, data, tmp_path):
    format, path, _ = quantized
    output = tmp_path / "twice.safetensors"
    result = run(trainer, "quantize", "--model", path, "--output", output, "--data", data)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"quantised already, as {format}" in result.stderr and not output.exists()


def test_a_person_gets_a_table(trainer, model, data, tmp_path):
    output = tmp_path / "small.safetensors"
    result = run(trainer, "quantize", "--model", model, "--output", output, "--data", data)
    lines = result.stdout.splitlines()
    assert lines[0].split() == [header(model)["__metadata__"]["architecture"], "float32", "int8", "gained"]
    rows = {line[: len("calibration error")].strip(): line.split()[-4:] for line in lines[1:-1]}
    assert set(rows) == {
        "file, bytes", "accuracy, %", "loss", "calibration error", "us an image", "in batches of 64"
    }
    assert rows["file, bytes"][:2] == [str(model.stat().st_size), str(output.stat().st_size)]
    assert len(set(map(len, lines[1:-1]))) > 0 and lines[-1].startswith(f"wrote {output}  weights ")


def test_the_original_is_not_overwritten_by_any_path_to_it(trainer, model, data, tmp_path):
    original = tmp_path / "a.safetensors"
    original.write_bytes(model.read_bytes())
    (tmp_path / "link.safetensors").symlink_to(original)
    for path in (original, "a.safetensors", "./a.safetensors", "link.safetensors"):
        result = run(trainer, "quantize", "--model", original, "--output", path, "--data", data, cwd=tmp_path)
        assert result.returncode == 2 and "name another file" in result.stderr
    assert original.read_bytes() == model.read_bytes()


def test_a_result_that_cannot_be_written_is_status_1(trainer, model, data, tmp_path):
    result = run(trainer, "quantize", "--model", model, "--output", "no/x", "--data", data, cwd=tmp_path)
    assert result.returncode == 1 and "cannot write the checkpoint no/x: there is no such file" in result.stderr


@pytest.mark.parametrize(
    "arguments, words",
    [
        ([], ["--model"]),
        (["--model", "{model}"], ["--output"]),
        (["--model", "{model}", "--output", "{model}"], ["another file"]),
        (["--model", "{model}", "--output", "x", "--format", "int4"], ["int4", "float16"]),
        (["--model", "{model}", "--output", "x", "--format", "float32"], ["--format", "int8 or float16"]),
        (["--model", "none.safetensors", "--output", "x"], ["none.safetensors", "no such file"]),
        (["--model", "{model}", "--output", "x", "--threads", "0"], ["--threads", "1...256"]),
    ],
    ids=lambda value: " ".join(value) or "nothing",
)
def test_bad_usage_is_status_2(trainer, model, data, tmp_path, arguments, words):
    named = [argument.format(model=model) for argument in arguments]
    result = run(trainer, "quantize", *named, "--data", data, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    for word in words:
        assert word in result.stderr
    assert not (tmp_path / "x").exists()
