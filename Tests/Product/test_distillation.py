"""`inkling-train distill`: a student of trained networks."""

import json
import shlex
import shutil

import mnist_files
import numpy as np
import pytest
from checkpoint_files import metadata
from program import run


@pytest.fixture(scope="module")
def small_data(data, tmp_path_factory):
    """The first 3,000 training and 1,000 test images, not gzipped."""
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"), train=3000, test=1000)


@pytest.fixture(scope="module")
def other_teacher(trainer, small_data, tmp_path_factory):
    """A second teacher, of another architecture."""
    path = tmp_path_factory.mktemp("teacher") / "teacher.safetensors"
    words = ["--architecture", "mlp-base", "--epochs", 1, "--validation", 500]
    assert run(trainer, "fit", "--data", small_data, "--output", path, *words).returncode == 0
    return path


USUAL = ["--architecture", "cnn-small", "--epochs", 1, "--validation", 500, "--batch-size", 50, "--seed", 3]


def train(trainer, command, data, output, *words):
    result = run(trainer, command, "--data", data, "--output", output, *USUAL, *words)
    assert result.returncode == 0, result.stderr
    return result.stdout


def evaluate(trainer, data, path):
    result = run(trainer, "evaluate", "--data", data, "--model", path, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def fingerprint(trainer, data, path):
    """As evaluate prints it."""
    text = run(trainer, "evaluate", "--data", data, "--model", path).stdout
    return " ".join(text.splitlines()[0].split()[1:])


def test_a_student_learns_from_its_teacher_what_no_label_tells(trainer, model, small_data, tmp_path):
    """The training labels are dealt out anew, at random."""
    folder = shutil.copytree(small_data, tmp_path / "data")
    labels = mnist_files.read(folder, mnist_files.TRAIN_LABELS)
    mnist_files.write(folder, mnist_files.TRAIN_LABELS, np.random.default_rng(1).permutation(labels))
    alone, taught = tmp_path / "alone.safetensors", tmp_path / "taught.safetensors"
    quick = ["--batch-size", 25, "--average-decay", 0.9]
    train(trainer, "fit", folder, alone, *quick)
    attentive = ["--distillation-weight", 1, "--distillation-temperature", 1]
    train(trainer, "distill", folder, taught, *quick, "--teacher", model, *attentive)
    first, second = (evaluate(trainer, folder, path)["accuracy"] for path in (alone, taught))
    print(f"\nlabels alone {first:.2%}, the teacher alone {second:.2%}")
    assert first < 0.25 and second > 0.5
    assert metadata(taught)["teachers"] == fingerprint(trainer, small_data, model)
    assert "teachers" not in metadata(alone)


def test_several_teachers_teach_and_the_command_makes_the_same_weights_again(
    trainer, model, other_teacher, small_data, tmp_path
):
    first, again = tmp_path / "first.safetensors", tmp_path / "again.safetensors"
    words = ["--teacher", model, "--teacher", other_teacher, "--distillation-temperature", 2.5]
    train(trainer, "distill", small_data, first, *words)
    teachers = [fingerprint(trainer, small_data, path) for path in (model, other_teacher)]
    assert metadata(first)["teachers"] == ", ".join(teachers)
    command = shlex.split(metadata(first)["command"])
    assert command[0] == "inkling-train"
    result = run(trainer, *command[1:], "--data", small_data, "--output", again, "--threads", 1)
    assert result.returncode == 0, result.stderr
    # All is the same but the threads that are noted.
    notes = [{**metadata(path), "trained_on": None} for path in (first, again)]
    assert notes[0] == notes[1]
    assert fingerprint(trainer, small_data, first) == fingerprint(trainer, small_data, again)


def test_help_names_its_options_and_those_of_fit(trainer):
    result = run(trainer, "distill", "--help")
    assert (result.returncode, result.stderr) == (0, "")
    for word in ("inkling-train distill --teacher", "--distillation-weight", "--architecture", "--resume", "--data"):
        assert word in result.stdout


def test_without_a_teacher_it_is_refused(trainer, small_data, tmp_path):
    output = tmp_path / "student.safetensors"
    result = run(trainer, "distill", "--data", small_data, "--output", output, *USUAL)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--teacher" in result.stderr
    assert not output.exists()


@pytest.mark.parametrize(
    "words, named",
    [
        (["--teacher", "nowhere.safetensors"], "nowhere.safetensors"),
        (["--distillation-temperature", 0], "--distillation-temperature"),
        (["--distillation-weight", 1.5], "--distillation-weight"),
    ],
    ids=["missing", "temperature", "weight"],
)
def test_what_cannot_be_is_named(trainer, model, small_data, tmp_path, words, named):
    words = ["--teacher", model, *words]
    output = tmp_path / "student.safetensors"
    result = run(trainer, "distill", "--data", small_data, "--output", output, *USUAL, *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert named in result.stderr
    assert not output.exists()
