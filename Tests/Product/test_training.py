"""The trainer: what it measures, what a run leaves behind, what stops it and what it says when it cannot start."""

import csv
import json
import os
import pty
import re
import resource
import shlex
import shutil
import signal
import struct
import subprocess
import time

import mnist_files
import pytest
from program import environment, run

UNFINISHED = ("best.safetensors", "best.last.safetensors", "best.state.safetensors", "best.csv")
FILES = (*UNFINISHED, "best.html", "best.model_summary.txt")
COLUMNS = "epoch learning_rate train_loss train_accuracy validation_loss validation_accuracy images_per_second seconds"


@pytest.fixture(scope="module")
def small_data(data, tmp_path_factory):
    """The first 2,000 training and 200 test images, not gzipped."""
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"))


@pytest.fixture
def output(tmp_path):
    return tmp_path / "runs" / "best.safetensors"


def fit(output, data, **options):
    """The command line of a run on the small data."""
    usual = {"epochs": 2, "batch-size": 50, "validation": 200, "seed": 3}
    named = [str(word) for name, value in {**usual, **options}.items() for word in (f"--{name}", value)]
    return ["fit", "--data", str(data), "--output", str(output), *named]


def header(path):
    """The JSON header of a safetensors file, whose length must be exact."""
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    values = json.loads(content[8 : 8 + length])
    ends = [value["data_offsets"][1] for name, value in values.items() if name != "__metadata__"]
    assert 8 + length + max(ends) == len(content)
    return values


def log_rows(output):
    with output.with_suffix(".csv").open() as file:
        return list(csv.DictReader(file))


# evaluate


@pytest.fixture(scope="module")
def evaluation(trainer, model, data):
    result = run(trainer, "evaluate", "--model", model, "--data", data, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_evaluate_prints_json_of_the_promised_shape(evaluation):
    assert set(evaluation) == {
        "accuracy", "count", "loss", "ece", "reliability", "class_labels", "per_class", "confusion_matrix",
    }
    bins = evaluation["reliability"]["bins"]
    assert sum(row["count"] for row in bins) == 10_000
    assert sum(abs(row["confidence_sum"] - row["correct"]) for row in bins) / 10_000 == pytest.approx(evaluation["ece"])
    assert evaluation["class_labels"] == list("0123456789")
    assert evaluation["count"] == 10_000
    matrix = evaluation["confusion_matrix"]
    assert len(matrix) == 10 and all(len(row) == 10 for row in matrix)
    assert sum(map(sum, matrix)) == 10_000
    assert evaluation["accuracy"] == pytest.approx(sum(matrix[digit][digit] for digit in range(10)) / 10_000)
    assert 0 < evaluation["loss"] < 0.1 and 0 <= evaluation["ece"] < 0.02
    for digit, report in enumerate(evaluation["per_class"]):
        right, support, called = matrix[digit][digit], sum(matrix[digit]), sum(row[digit] for row in matrix)
        assert report == pytest.approx(
            {
                "precision": right / called,
                "recall": right / support,
                "f1": 2 * right / (called + support),
                "support": support,
            }
        )


def test_rows_of_the_confusion_matrix_are_labels(evaluation, digits):
    counts = [int((digits[1] == digit).sum()) for digit in range(10)]
    assert [sum(row) for row in evaluation["confusion_matrix"]] == counts


def test_the_shipped_weights_are_as_good_as_promised(evaluation):
    print(f"\ntest accuracy {evaluation['accuracy']:.2%}, calibration error {evaluation['ece']:.4f}")
    assert evaluation["accuracy"] >= 0.995


def test_evaluate_prints_a_table_for_a_person(trainer, model, data, evaluation):
    text = run(trainer, "evaluate", "--model", model, "--data", data).stdout
    wrong = 10_000 - round(evaluation["accuracy"] * 10_000)
    assert f"{evaluation['accuracy']:.2%}".replace("%", " %") in text
    assert f"({wrong} of 10000 wrong)" in text
    for word in ("loss", "calibration error", "precision", "recall", "f1"):
        assert word in text
    rows = [line.split() for line in text.splitlines()]
    reports = [row for row in rows if len(row) == 5 and row[0].isdigit()]
    confusion = [row for row in rows if len(row) == 11 and row[0].isdigit()]
    assert [row[0] for row in reports] == [row[0] for row in confusion] == [str(digit) for digit in range(10)]
    assert [int(row[4]) for row in reports] == [report["support"] for report in evaluation["per_class"]]
    matrix = [[0 if cell == "." else int(cell) for cell in row[1:]] for row in confusion]
    assert matrix == evaluation["confusion_matrix"]


# fit


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


def start(trainer, arguments, **streams):
    return subprocess.Popen([str(trainer), *arguments], env=environment(), text=True, **streams)


@pytest.mark.parametrize("number, status", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_cleanly_and_resume_finishes_as_if_nothing_had_been(
    trainer, inkling, small_data, tmp_path, number, status
):
    whole, stopped = tmp_path / "whole" / "best.safetensors", tmp_path / "stopped" / "best.safetensors"
    assert run(trainer, *fit(whole, small_data, epochs=3)).returncode == 0

    process = start(trainer, fit(stopped, small_data, epochs=3), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for line in process.stdout:
        if line.startswith("epoch 1 "):
            break
    # Now in the second epoch, of some 36 steps.
    time.sleep(0.1)
    process.send_signal(number)
    rest, errors = process.communicate(timeout=60)
    assert "stopping" in errors
    assert "--resume" in rest, rest
    assert process.returncode == status
    assert len(log_rows(stopped)) < 3
    for path in (stopped, stopped.with_suffix(".last.safetensors")):
        header(path)
        assert run(inkling, "bench", "--model", path, "--json").returncode == 0

    result = run(trainer, *fit(stopped, small_data, epochs=3), "--resume")
    assert result.returncode == 0, result.stderr
    assert [row["epoch"] for row in log_rows(stopped)] == ["1", "2", "3"]
    assert stopped.read_bytes() == whole.read_bytes()


def until(process, beginning):
    """Reads a run's lines up to one that begins so."""
    for line in process.stdout:
        if line.startswith(beginning):
            return
    raise AssertionError(f"the run ended before {beginning!r}: {process.communicate()}")


def timeless_rows(output):
    return [{k: v for k, v in row.items() if k not in ("images_per_second", "seconds")} for row in log_rows(output)]


def expect_resumes_to(whole, stopped, trainer, data, **options):
    result = run(trainer, *fit(stopped, data, **options), "--resume")
    assert result.returncode == 0, result.stderr
    assert stopped.read_bytes() == whole.read_bytes()
    last = ".last.safetensors"
    assert stopped.with_suffix(last).read_bytes() == whole.with_suffix(last).read_bytes()
    assert timeless_rows(stopped) == timeless_rows(whole)
    assert sorted(path.name for path in stopped.parent.iterdir()) == sorted(FILES)


@pytest.fixture(scope="module")
def whole_run(trainer, small_data, tmp_path_factory):
    """A run of four epochs that nothing stopped."""
    output = tmp_path_factory.mktemp("whole") / "best.safetensors"
    assert run(trainer, *fit(output, small_data, epochs=4)).returncode == 0
    return output


@pytest.mark.parametrize("epoch, seconds", [(1, 0), (1, 0.1), (2, 0.02), (3, 0.15)])
def test_a_killed_run_resumes_as_if_nothing_had_been(trainer, small_data, whole_run, output, epoch, seconds):
    process = start(trainer, fit(output, small_data, epochs=4), stdout=subprocess.PIPE)
    until(process, f"epoch {epoch} ")
    time.sleep(seconds)
    process.kill()
    process.communicate()
    expect_resumes_to(whole_run, output, trainer, small_data, epochs=4)


def test_a_file_that_may_not_grow_leaves_the_last_good_epoch(trainer, small_data, whole_run, output):
    process = start(
        trainer, fit(output, small_data, epochs=4), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until(process, "epoch 1 ")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (2000, 2000))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1, errors
    assert "best" in errors and "too large" in errors
    assert sorted(path.name for path in output.parent.iterdir()) == sorted(UNFINISHED)
    expect_resumes_to(whole_run, output, trainer, small_data, epochs=4)


@pytest.fixture
def small_disk(tmp_path):
    """A disk for the files of one epoch, but not for two at a time."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_last_good_epoch(trainer, inkling, small_data, whole_run, small_disk, output):
    result = run(trainer, *fit(small_disk / "best.safetensors", small_data, epochs=4))
    assert result.returncode == 1, result.stdout
    assert str(small_disk / "best.") in result.stderr and "the disk is full" in result.stderr
    assert run(inkling, "bench", "--model", small_disk / "best.safetensors", "--json").returncode == 0
    # With room, it goes on.
    shutil.copytree(small_disk, output.parent)
    assert sorted(path.name for path in output.parent.iterdir()) == sorted(UNFINISHED)
    expect_resumes_to(whole_run, output, trainer, small_data, epochs=4)


def test_resume_needs_a_run_of_the_same_options(trainer, small_data, output):
    missing = run(trainer, *fit(output, small_data), "--resume")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "best.state.safetensors" in missing.stderr and "without --resume" in missing.stderr
    assert run(trainer, *fit(output, small_data, epochs=1)).returncode == 0
    other = run(trainer, *fit(output, small_data, epochs=2), "--resume")
    assert other.returncode == 2
    assert "epochs" in other.stderr and "1" in other.stderr and "2" in other.stderr


def test_a_terminal_gets_a_progress_bar(trainer, small_data, output):
    controller, terminal = pty.openpty()
    process = start(trainer, fit(output, small_data), stdout=terminal, stderr=terminal)
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(controller, 65536):
            shown += piece
    except OSError:
        pass  # Linux says EIO when the other side is closed.
    os.close(controller)
    assert process.wait(timeout=60) == 0
    bars = [part for part in shown.decode().split("\r") if "left" in part]
    assert len(bars) >= 2
    for bar in bars:
        assert re.search(
            r"epoch \d/2  \d+ %  loss \d+\.\d+  accuracy \d+\.\d+ %  \d+ images/s  \d+:\d\d left", bar
        ), bar
        assert len(bar.removeprefix("\x1b[K").rstrip("\n")) < 80
    assert len(re.findall(r"epoch \d  train loss .* validation loss .* accuracy", shown.decode())) == 2


def test_a_pipe_gets_plain_lines(trainer, small_data, output):
    text = run(trainer, *fit(output, small_data)).stdout
    assert "\r" not in text and "\x1b" not in text
    assert len(re.findall(r"^epoch \d  train loss .* images/s ", text, re.M)) == 2
    assert re.search(r"^test accuracy|test accuracy \d", text, re.M)


# The recipe


def recipe_file(folder, text):
    path = folder / "recipe.json"
    path.write_text(text if isinstance(text, str) else json.dumps(text))
    return path


def test_a_recipe_is_a_file_that_flags_override(trainer, small_data, tmp_path, output):
    recipe = recipe_file(
        tmp_path,
        {"architecture": "cnn-small", "epochs": 7, "optimizer": {"kind": "sgd"}, "schedule": {"kind": "cosine"}},
    )
    shown = run(trainer, "fit", "--recipe", recipe, "--epochs", 1, "--momentum", 0.8, "--show-recipe")
    effective = json.loads(shown.stdout)
    assert effective["optimizer"] == {
        "kind": "sgd", "learning_rate": 0.1, "weight_decay": 0.0005, "momentum": 0.8, "nesterov": False}
    assert (effective["epochs"], effective["architecture"], effective["seed"]) == (1, "cnn-small", 1)

    result = run(trainer, *fit(output, small_data, epochs=1), "--recipe", recipe, "--momentum", 0.8)
    assert result.returncode == 0, result.stderr
    metadata = header(output)["__metadata__"]
    used = json.loads(metadata["recipe"])
    assert used == {**effective, "batch_size": 50, "seed": 3, "validation": {"count": 200}}
    assert f"--recipe {recipe}" in metadata["command"] and "--momentum 0.8" in metadata["command"]

    # What the checkpoint tells makes it again.
    again = output.with_name("again.safetensors")
    told = recipe_file(tmp_path, metadata["recipe"])
    assert run(trainer, "fit", "--data", small_data, "--output", again, "--recipe", told).returncode == 0
    tensors = [path.read_bytes()[8 + struct.unpack("<Q", path.read_bytes()[:8])[0] :] for path in (output, again)]
    assert tensors[0] == tensors[1]


@pytest.mark.parametrize(
    "text, words",
    [
        ({"epoch": 3}, ["epoch is no setting", "batch_size"]),
        ({"optimizer": {"kind": "sgd", "beta1": 0.9}}, ["optimizer.beta1", "optimizer.momentum"]),
        ({"schedule": {"kind": "linear"}}, ["schedule.kind", "linear", "one-cycle"]),
        ({"loss": {"label_smoothing": 2}}, ["loss.label_smoothing", "0..<1"]),
        ({"epochs": "many"}, ["epochs", "many", "1...100000"]),
        ("{epochs: 3}", ["not JSON"]),
    ],
    ids=str,
)
def test_a_bad_recipe_is_refused_with_its_file_and_field(trainer, tmp_path, output, text, words):
    path = recipe_file(tmp_path, text)
    result = run(trainer, "fit", "--recipe", path, "--output", output)
    assert (result.returncode, result.stdout) == (2, "")
    for word in [str(path), *words]:
        assert word in result.stderr
    assert not output.parent.exists()


def test_a_setting_of_another_kind_is_refused_by_its_flag(trainer, output):
    result = run(trainer, "fit", "--momentum", 0.5, "--output", output)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--momentum" in result.stderr and "optimizer.beta1" in result.stderr


def test_the_command_that_makes_the_weights_again_can_be_typed(trainer, small_data, tmp_path, output):
    folder = tmp_path / "it's $HOME"
    folder.mkdir()
    recipe = recipe_file(folder, {"architecture": "cnn-small", "epochs": 1})
    words = ["--recipe", str(recipe), "--batch-size", "50", "--seed", "3", "--validation", "200"]
    place = ["--data", small_data, "--output", output]
    of_data = ["--dataset", "fashion", "--test", str(small_data), "--transpose"]
    result = run(trainer, "fit", *place, *of_data, *words)
    assert result.returncode == 0, result.stderr
    first = output.read_bytes()
    command = shlex.split(header(output)["__metadata__"]["command"])
    assert command == ["inkling-train", "fit", *of_data, "--recipe", str(recipe), *words[2:]]
    # A shell takes it as it stands.
    again = subprocess.run(
        f'{shlex.quote(str(trainer))} {header(output)["__metadata__"]["command"].removeprefix("inkling-train ")} '
        + shlex.join(map(str, place)),
        shell=True, env=environment(), capture_output=True, text=True, timeout=120)
    assert again.returncode == 0, again.stderr
    assert output.read_bytes() == first


# What cannot start


@pytest.mark.parametrize(
    "options, word",
    [
        ({"epochs": 0}, "--epochs"),
        ({"batch-size": 0}, "--batch-size"),
        ({"batch-size": 100_000}, "--batch-size"),
        ({"learning-rate": -1}, "--learning-rate"),
        ({"learning-rate": "nan"}, "--learning-rate"),
        ({"label-smoothing": 1}, "--label-smoothing"),
        ({"validation": 0}, "--validation"),
        ({"validation": 2000}, "--validation"),
        ({"rotation": -1}, "--rotation"),
        ({"architecture": "huge"}, "--architecture"),
        ({"threads": 0}, "--threads"),
        ({"epochs": "many"}, "--epochs"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_is_named(trainer, small_data, output, options, word):
    result = run(trainer, *fit(output, small_data, **options))
    assert (result.returncode, result.stdout) == (2, "")
    assert word in result.stderr


def test_missing_data_without_a_network_names_every_mirror_and_leaves_nothing(trainer, tmp_path, output):
    """A proxy that refuses connections stands for a missing network, whatever this machine has."""
    nowhere = "http://127.0.0.1:9"
    empty = tmp_path / "data"
    settings = {"http_proxy": nowhere, "https_proxy": nowhere, "HTTPS_PROXY": nowhere, "no_proxy": ""}
    result = run(trainer, "fit", "--data", empty, "--output", output, timeout=300, **settings)
    assert result.returncode == 1
    assert "ossci-datasets" in result.stderr and "cvdf-datasets" in result.stderr
    assert ".gz" in result.stderr
    assert list(empty.iterdir()) == []
    assert not output.exists()


def damage(folder, name, change):
    path = folder / name
    path.write_bytes(change(path.read_bytes()))
    return path


@pytest.mark.parametrize(
    "name, change",
    [
        (mnist_files.TRAIN_IMAGES, lambda content: content[:-1]),
        (mnist_files.TRAIN_IMAGES, lambda content: content + b"\0"),
        (mnist_files.TRAIN_IMAGES, lambda content: b"\1" + content[1:]),
        (mnist_files.TRAIN_LABELS, lambda content: content[:-1] + b"\x0a"),
        (mnist_files.TRAIN_LABELS, lambda content: content[:7] + b"\x01" + content[8:9]),
        (mnist_files.TEST_IMAGES, lambda content: content[:8]),
        (mnist_files.TEST_LABELS, lambda content: b""),
    ],
    ids=["short", "long", "magic", "label 10", "another count", "a header", "empty"],
)
def test_a_damaged_data_file_is_named(trainer, small_data, tmp_path, output, name, change):
    folder = shutil.copytree(small_data, tmp_path / "data")
    path = damage(folder, name, change)
    result = run(trainer, *fit(output, folder))
    assert (result.returncode, result.stdout) == (2, "")
    assert str(path) in result.stderr
    assert not output.exists()


def test_a_damaged_gzip_file_is_named(trainer, data, tmp_path):
    folder = shutil.copytree(data, tmp_path / "data", copy_function=shutil.copyfile)
    path = damage(folder, f"{mnist_files.TEST_IMAGES}.gz", lambda content: content[: len(content) // 2])
    result = run(trainer, *fit(tmp_path / "x.safetensors", folder))
    assert (result.returncode, result.stdout) == (2, "")
    assert str(path) in result.stderr


def test_evaluate_names_a_missing_checkpoint_before_it_looks_for_data(trainer, tmp_path):
    result = run(trainer, "evaluate", "--model", tmp_path / "none", "--data", tmp_path / "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert str(tmp_path / "none") in result.stderr
    assert not (tmp_path / "nowhere").exists()


def test_an_output_that_cannot_be_written_is_named(trainer, small_data, tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("")
    result = run(trainer, *fit(blocker / "best.safetensors", small_data))
    assert (result.returncode, result.stdout) == (1, "")
    assert str(blocker) in result.stderr


@pytest.mark.parametrize("path, status", [("file/page.html", 1), ("folder.html", 2)])
def test_a_report_that_cannot_be_written_is_named_before_anything_is_learnt(
    trainer, small_data, tmp_path, output, path, status
):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.html").mkdir()
    result = run(trainer, *fit(output, small_data, report=tmp_path / path))
    assert (result.returncode, result.stdout) == (status, "")
    assert str(tmp_path / path.partition("/")[0]) in result.stderr
    assert not output.exists() and list(output.parent.iterdir()) == []


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
