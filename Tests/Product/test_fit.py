"""`inkling-train fit`: what a run leaves behind."""

import json
import re
import shlex
import subprocess

import pytest
from program import run
from training_runs import COLUMNS, FILES, fit, header, log_rows, start, until


def test_one_epoch_on_everything_reaches_98_5_percent(trainer, data, output):
    """The real thing, on all cores: about a minute on two."""
    result = run(trainer, "fit", "--data", data, "--output", output, "--epochs", "1", timeout=900)
    assert result.returncode == 0, result.stderr
    accuracy = float(re.search(r"test accuracy (\d+\.\d+) %", result.stdout)[1])
    print(f"\none epoch: {accuracy} % on test\n{result.stdout}")
    assert accuracy >= 98.5
    assert "\r" not in result.stdout
    measured = json.loads(run(trainer, "evaluate", "--model", output, "--data", data, "--json").stdout)
    assert measured["accuracy"] * 100 == pytest.approx(accuracy, abs=0.006)


def test_a_run_leaves_checkpoints_state_and_log(trainer, inkling, small_data, output):
    result = run(trainer, *fit(output, small_data))
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in output.parent.iterdir()) == sorted(FILES)
    rows = log_rows(output)
    assert list(rows[0]) == COLUMNS.split()
    assert [row["epoch"] for row in rows] == ["1", "2"]
    for row in rows:
        assert all(float(value) >= 0 for value in row.values())
        assert float(row["train_accuracy"]) <= 1 and float(row["validation_accuracy"]) <= 1
    metadata = header(output)["__metadata__"]
    assert "--seed 3" in metadata["command"] and "--epochs 2" in metadata["command"]
    assert (metadata["seed"], metadata["train_images"], metadata["validation_images"]) == ("3", "1800", "200")
    for path in (output, output.with_suffix(".last.safetensors")):
        assert run(inkling, "bench", "--model", path, "--json").returncode == 0


def test_the_same_seed_gives_the_same_file_and_another_another(trainer, small_data, tmp_path):
    outputs = [tmp_path / name / "best.safetensors" for name in "abc"]
    for output, seed in zip(outputs, (3, 3, 4), strict=True):
        assert run(trainer, *fit(output, small_data, epochs=1, seed=seed)).returncode == 0
    first, again, other = (path.read_bytes() for path in outputs)
    assert first == again
    assert first != other


def test_a_report_that_fails_after_a_finished_run_is_a_warning(trainer, small_data, tmp_path, output):
    page = tmp_path / "my pages" / "page.html"
    process = start(
        trainer, fit(output, small_data, report=page), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until(process, "epoch 1 ")
    assert list(page.parent.iterdir()) == []
    page.mkdir()
    (page / "in the way").write_text("")
    rest, errors = process.communicate(timeout=60)
    assert process.returncode == 0 and "wrote" in rest
    assert "warning" in errors and str(page) in errors
    command = errors[errors.index("inkling-train report"):]
    assert shlex.split(command)[1:6] == ["report", "--model", str(output), "--output", str(page)]
    assert output.exists()
