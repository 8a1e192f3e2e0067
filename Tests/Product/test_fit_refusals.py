"""What stops a run before it starts, and what it says then."""

import shutil

import mnist_files
import pytest
from program import run
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
