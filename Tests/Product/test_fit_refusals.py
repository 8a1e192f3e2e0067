"""What stops a run before it starts, and what it says then."""

import os
import shutil

import mnist_files
import pytest
from program import NO_NETWORK, run
from training_runs import fit


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
    empty = tmp_path / "data"
    result = run(trainer, "fit", "--data", empty, "--output", output, timeout=300, **NO_NETWORK)
    assert result.returncode == 1
    assert "ossci-datasets" in result.stderr and "cvdf-datasets" in result.stderr
    assert ".gz" in result.stderr
    assert list(empty.iterdir()) == []
    assert not output.exists()


def test_a_folder_of_other_things_is_not_filled_with_a_download(trainer, tmp_path, output):
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in ("a.jpg", "b.jpg", "c.jpg", "d.jpg"):
        (photos / name).write_bytes(b"")
    result = run(trainer, "fit", "--data", photos, "--output", output, **NO_NETWORK)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{photos}: no data here, but a.jpg, b.jpg, c.jpg and 1 more" in result.stderr
    assert "train-images-idx3-ubyte" in result.stderr and "0 to 9" in result.stderr
    assert len(list(photos.iterdir())) == 4 and not output.exists()


def test_an_empty_folder_is_said_to_be_before_anything_is_fetched(trainer, tmp_path, output):
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(trainer, "fit", "--data", empty, "--output", output, timeout=300, **NO_NETWORK)
    assert result.returncode == 1
    assert result.stderr.startswith(f"{empty}: the folder is empty; fetching MNIST into it\n")
    # A folder that stands for all data, as a container's, is filled without a word.
    silent = run(trainer, "fit", "--output", output, timeout=300, INKLING_DATA=empty, **NO_NETWORK)
    assert silent.returncode == 1 and "empty" not in silent.stderr.splitlines()[0].replace(str(empty), "")


@pytest.mark.parametrize("name", [mnist_files.TRAIN_IMAGES, mnist_files.TEST_LABELS])
def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(trainer, small_data, tmp_path, output, name):
    folder = shutil.copytree(small_data, tmp_path / "data")
    (folder / name).unlink()
    os.mkfifo(folder / name)
    result = run(trainer, *fit(output, folder), timeout=30)
    assert (result.returncode, result.stdout) == (2, "")
    assert str(folder / name) in result.stderr and "pipe" in result.stderr


def test_a_pipe_in_place_of_a_table_is_refused_and_not_waited_for(trainer, model, tmp_path):
    os.mkfifo(tmp_path / "test.csv")
    result = run(trainer, "submission", "--model", model, "--input", tmp_path / "test.csv", timeout=30)
    assert (result.returncode, result.stdout) == (2, "")
    assert str(tmp_path / "test.csv") in result.stderr and "pipe" in result.stderr


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
