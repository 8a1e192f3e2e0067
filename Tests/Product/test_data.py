"""Other data than MNIST's files: other names and sizes, PNG files by class, and what is written from data."""

import json
import re

import mnist_files
import numpy as np
import pytest
from checkpoint_files import metadata
from PIL import Image
from png_files import of_array
from program import NO_NETWORK, run


@pytest.fixture(scope="module")
def small_data(data, tmp_path_factory):
    """The first 300 training and 200 test images."""
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"), train=300, test=200)


@pytest.fixture(scope="module")
def pictures(trainer, small_data, tmp_path_factory):
    """The same as PNG files, written by the trainer."""
    folder = tmp_path_factory.mktemp("pictures")
    for part in ("train", "test"):
        result = run(trainer, "export-images", "--data", small_data, "--part", part, "--output", folder / part)
        assert (result.returncode, result.stderr) == (0, "")
    return folder


def fit(trainer, data, output, *arguments, architecture="cnn-small", **settings):
    usual = ["--epochs", 1, "--batch-size", 20, "--validation", 20, "--architecture", architecture]
    return run(trainer, "fit", "--data", data, "--output", output, *usual, *arguments, **settings)


def evaluate(trainer, model, data, *arguments):
    result = run(trainer, "evaluate", "--model", model, "--data", data, "--json", *arguments)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


# PNG files


def test_exported_files_are_the_images(pictures, small_data):
    images = mnist_files.read(small_data, mnist_files.TEST_IMAGES)
    labels = mnist_files.read(small_data, mnist_files.TEST_LABELS)
    files = sorted((pictures / "test").rglob("*.png"))
    assert len(files) == 200
    for file in files:
        index = int(file.stem)
        assert file.name == f"{index:05}.png" and file.parent.name == str(labels[index])
        assert (np.asarray(Image.open(file)) == images[index]).all()


def test_a_folder_of_pictures_is_evaluated_as_the_files_it_was_made_of(trainer, model, pictures, small_data):
    ours, theirs = evaluate(trainer, model, pictures), evaluate(trainer, model, small_data)
    # The images come in another order, which rounds sums otherwise.
    bins = [side.pop("reliability")["bins"] for side in (ours, theirs)]
    assert bins[0] == [pytest.approx(row) for row in bins[1]]
    assert ours == pytest.approx(theirs)


def test_a_run_learns_from_a_folder_of_pictures(trainer, pictures, tmp_path):
    output = tmp_path / "a.safetensors"
    result = fit(trainer, pictures, output, **NO_NETWORK)
    assert result.returncode == 0, result.stderr
    assert "280 images to learn from, 20 to choose by" in result.stdout
    assert re.fullmatch("[0-9a-f]{64}", metadata(output)["data_digest"])


def test_an_undivided_folder_is_cut_alike_by_fit_and_evaluate(trainer, model, pictures, tmp_path):
    folder = pictures / "train"
    output = tmp_path / "a.safetensors"
    result = fit(trainer, folder, output)
    assert result.returncode == 0, result.stderr
    count = evaluate(trainer, output, folder)["count"]
    assert 40 <= count <= 50
    assert f"{300 - count - 20} images to learn from" in result.stdout
    assert evaluate(trainer, output, folder, "--test", pictures / "test")["count"] == 200


def test_other_sizes_are_read_as_the_server_reads_them(trainer, model, digits, tmp_path):
    images, labels = digits
    for index in range(60):
        page = np.full((90, 120), 255, np.uint8)
        page[10:66, 40:96] -= np.kron(images[index], np.ones((2, 2), np.uint8))
        file = tmp_path / "test" / str(labels[index]) / f"{index}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(of_array(page))
    assert evaluate(trainer, model, tmp_path)["accuracy"] >= 0.95


def test_bad_pictures_are_named_all_at_once(trainer, model, pictures, tmp_path):
    (tmp_path / "test" / "4").mkdir(parents=True)
    bad = tmp_path / "test" / "4" / "bad.png"
    sound = next((pictures / "test" / "4").iterdir()).read_bytes()
    bad.write_bytes(sound[:-9])
    worse = bad.with_name("worse.png")
    worse.write_bytes(sound[1:])
    result = run(trainer, "evaluate", "--model", model, "--data", tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{bad}: " in result.stderr and "cut short" in result.stderr
    assert f"{worse}: " in result.stderr and "2 PNG files" in result.stderr


def test_classes_that_are_no_digits_are_named_and_nothing_is_downloaded(trainer, model, pictures, tmp_path):
    (tmp_path / "cat").mkdir()
    (tmp_path / "cat" / "a.png").write_bytes(next((pictures / "test" / "4").iterdir()).read_bytes())
    result = run(trainer, "evaluate", "--model", model, "--data", tmp_path, **NO_NETWORK)
    assert (result.returncode, result.stdout) == (2, "")
    assert str(tmp_path / "cat") in result.stderr and "0 to 9" in result.stderr


def test_export_for_people(trainer, small_data, tmp_path):
    output = tmp_path / "new" / "out"
    arguments = ["export-images", "--data", small_data, "--output", output, "--count", 2, "--per-class"]
    result = run(trainer, *arguments, "--invert", "--scale", 3)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"wrote 20 images to {output}\n"
    images = mnist_files.read(small_data, mnist_files.TEST_IMAGES)
    files = sorted(output.rglob("*.png"))
    assert [file.parent.name for file in files] == [str(digit) for digit in range(10) for _ in "12"]
    for file in files:
        expected = np.kron(255 - images[int(file.stem)], np.ones((3, 3), np.uint8))
        assert (np.asarray(Image.open(file)) == expected).all()
    again = run(trainer, *arguments)
    assert (again.returncode, again.stdout) == (2, "")
    assert "--output" in again.stderr and str(output) in again.stderr


@pytest.mark.parametrize("arguments", [["--scale", 0], ["--count", 0], ["--per-class"], ["--part", "all"]], ids=str)
def test_an_export_that_cannot_be_is_refused(trainer, small_data, tmp_path, arguments):
    result = run(trainer, "export-images", "--data", small_data, "--output", tmp_path / "out", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert arguments[0] in result.stderr and not (tmp_path / "out").exists()


# IDX files


def test_other_names_and_another_size(trainer, inkling, small_data, tmp_path):
    """EMNIST's names, images of 40x36: cnn-adaptive learns from them, and is not for the server."""
    folder = tmp_path / "emnist"
    folder.mkdir()
    for part, name in (("train", "train"), ("t10k", "test")):
        images = mnist_files.read(small_data, f"{part}-images-idx3-ubyte")
        padded = np.pad(images, ((0, 0), (6, 6), (4, 4)))
        mnist_files.write(folder, f"emnist-digits-{name}-images-idx3-ubyte", padded)
        labels = mnist_files.read(small_data, f"{part}-labels-idx1-ubyte")
        mnist_files.write(folder, f"emnist-digits-{name}-labels-idx1-ubyte", labels)
    output = tmp_path / "a.safetensors"
    result = fit(trainer, folder, output, architecture="cnn-adaptive", **NO_NETWORK)
    assert result.returncode == 0, result.stderr
    assert metadata(output)["input"] == "40x36"
    assert evaluate(trainer, output, folder)["count"] == 200
    smaller = tmp_path / "int8.safetensors"
    quantized = run(trainer, "quantize", "--model", output, "--output", smaller, "--data", folder)
    assert quantized.returncode == 0, quantized.stderr
    assert metadata(smaller)["input"] == "40x36"

    other = run(trainer, "evaluate", "--model", output, "--data", small_data)
    assert (other.returncode, other.stdout) == (2, "")
    assert "40x36" in other.stderr and "28x28" in other.stderr
    for command in (["predict", "x.png"], ["serve", "--port", "0"], ["bench"]):
        refused = run(inkling, *command, "--model", output)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert str(output) in refused.stderr and "40x36" in refused.stderr


def test_two_collections_in_one_folder_are_named(trainer, model, small_data, tmp_path):
    for name in ("digits", "letters"):
        for kind in ("images-idx3", "labels-idx1"):
            content = (small_data / f"t10k-{kind}-ubyte").read_bytes()
            (tmp_path / f"emnist-{name}-test-{kind}-ubyte").write_bytes(content)
    result = run(trainer, "evaluate", "--model", model, "--data", tmp_path, **NO_NETWORK)
    assert (result.returncode, result.stdout) == (2, "")
    assert "emnist-digits-test-" in result.stderr and "emnist-letters-test-" in result.stderr


def test_images_on_their_side_are_set_upright(trainer, model, small_data, tmp_path):
    """As EMNIST has them."""
    for name in (mnist_files.TEST_IMAGES, mnist_files.TEST_LABELS):
        content = mnist_files.read(small_data, name)
        mnist_files.write(tmp_path, name, content.transpose(0, 2, 1) if content.ndim == 3 else content)
    upright = evaluate(trainer, model, small_data)
    assert evaluate(trainer, model, tmp_path)["accuracy"] < 0.7
    assert evaluate(trainer, model, tmp_path, "--transpose") == upright


# Fashion-MNIST


def test_fashion_is_asked_of_its_own_mirrors(trainer, tmp_path):
    folder = tmp_path / "data"
    result = fit(trainer, folder, tmp_path / "a.safetensors", "--dataset", "fashion", timeout=300, **NO_NETWORK)
    assert result.returncode == 1
    assert "fashion-mnist.s3-website" in result.stderr and "zalandoresearch/fashion-mnist" in result.stderr
    assert "ossci-datasets" not in result.stderr
    assert list(folder.iterdir()) == []


def test_mnist_is_not_taken_for_fashion(trainer, data, tmp_path):
    result = fit(trainer, data, tmp_path / "a.safetensors", "--dataset", "fashion")
    assert (result.returncode, result.stdout) == (2, "")
    assert "this is MNIST, not Fashion-MNIST" in result.stderr and "--data" in result.stderr


def test_the_names_of_fashion_s_classes_go_into_the_checkpoint(trainer, small_data, tmp_path):
    """Any files but MNIST's may be called so: 300 images are a set of their own."""
    output = tmp_path / "a.safetensors"
    assert fit(trainer, small_data, output, "--dataset", "fashion").returncode == 0
    labels = metadata(output)["class_labels"].split(",")
    assert (len(labels), labels[0], labels[9]) == (10, "T-shirt/top", "Ankle boot")
    options = ("--model", output, "--data", small_data, "--dataset", "fashion")
    rows = run(trainer, "evaluate", *options).stdout.splitlines()
    assert any(re.match(r"9 Ankle boot( +\d\.\d{4}){3} +\d+$", row) for row in rows)
    assert not any("digit" in row for row in rows)
    assert json.loads(run(trainer, "evaluate", "--json", *options).stdout)["class_labels"] == labels
    page = output.with_suffix(".html").read_text()
    assert "Ankle boot" in page and "How it sees a digit" not in page


# Kaggle


def write_csv(path, images, labels=None):
    names = ["label"] * (labels is not None) + [f"pixel{index}" for index in range(784)]
    table = images.reshape(len(images), 784)
    if labels is not None:
        table = np.column_stack([labels, table])
    np.savetxt(path, table, fmt="%d", delimiter=",", header=",".join(names), comments="")
    return path


@pytest.mark.parametrize("labelled", [False, True], ids=["test.csv", "train.csv"])
def test_a_submission_has_the_answers_in_order(trainer, model, digits, tmp_path, labelled):
    images, labels = (values[:500] for values in digits)
    table = write_csv(tmp_path / "in.csv", images, labels if labelled else None)
    output = tmp_path / "out.csv"
    result = run(trainer, "submission", "--model", model, "--input", table, "--output", output)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"wrote 500 answers to {output}\n"
    lines = output.read_text().splitlines()
    assert lines[0] == "ImageId,Label" and output.read_text().endswith("\n")
    rows = np.array([line.split(",") for line in lines[1:]], int)
    assert (rows[:, 0] == np.arange(1, 501)).all()
    assert (rows[:, 1] == labels).mean() >= 0.99


def test_a_table_on_its_side_is_turned(trainer, model, digits, tmp_path):
    images, labels = (values[:100] for values in digits)
    table = write_csv(tmp_path / "in.csv", images.transpose(0, 2, 1), labels)
    output = tmp_path / "out.csv"
    result = run(trainer, "submission", "--model", model, "--input", table, "--output", output, "--transpose")
    assert (result.returncode, result.stderr) == (0, "")
    answers = np.array([line.split(",")[1] for line in output.read_text().splitlines()[1:]], int)
    assert (answers == labels).mean() >= 0.98


def test_without_a_table_the_test_part_is_answered(trainer, model, small_data, tmp_path):
    result = run(trainer, "submission", "--model", model, "--data", small_data, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    rows = (tmp_path / "submission.csv").read_text().splitlines()
    labels = mnist_files.read(small_data, mnist_files.TEST_LABELS)
    answers = np.array([line.split(",")[1] for line in rows[1:]], int)
    assert (answers == labels).mean() == pytest.approx(evaluate(trainer, model, small_data)["accuracy"])


def test_a_mistake_in_a_table_is_told_by_line_and_column(trainer, model, digits, tmp_path):
    table = write_csv(tmp_path / "in.csv", digits[0][:3])
    lines = table.read_text().splitlines()
    lines[2] = lines[2].replace("0,", "x,", 1)
    table.write_text("\n".join(lines))
    output = tmp_path / "out.csv"
    result = run(trainer, "submission", "--model", model, "--input", table, "--output", output)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{table}: line 3, column pixel0:" in result.stderr
    assert not output.exists()
