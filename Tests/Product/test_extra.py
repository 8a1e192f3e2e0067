"""`fit --extra`: learning from what people said about their pictures."""

import json

import numpy as np
import pytest
from api_client import encoded, request
from checkpoint_files import metadata
from png_files import of_array
from program import run

SMALL = ["--architecture", "cnn-small", "--epochs", 1, "--validation", 100, "--batch-size", 100, "--threads", 1]


def fit(trainer, data, output, *arguments):
    return run(trainer, "fit", "--data", data, "--output", output, *SMALL, *arguments, timeout=300)


@pytest.fixture(scope="module")
def said(start_server, tmp_path_factory, digits):
    """What a server keeps: three digits, something that is none, and an empty page."""
    folder = tmp_path_factory.mktemp("feedback")
    images, labels = digits
    page = np.zeros((28, 28), np.uint8)
    cross = page.copy()
    cross[4:24, 12:16] = cross[12:16, 4:24] = 255
    with start_server(folder, "--feedback", folder / "said") as server:
        for image, label in [*zip(images[:3], labels[:3].tolist(), strict=True), (cross, None), (page, 4)]:
            body = json.dumps({"image": encoded(of_array(image)), "label": label}).encode()
            assert request(server, "POST", "/feedback", body, {"Content-Type": "application/json"}).status == 201
    return folder / "said"


def test_pictures_are_learnt_from_and_noted(trainer, small_data, said, tmp_path):
    plain, extra = tmp_path / "plain.safetensors", tmp_path / "extra.safetensors"
    result = fit(trainer, small_data, plain)
    assert (result.returncode, result.stderr) == (0, "") and "extra" not in result.stdout
    result = fit(trainer, small_data, extra, "--extra", said, "--extra-copies", 20)
    assert (result.returncode, result.stderr) == (0, "")
    assert (
        "extra pictures: 3 of a digit, 1 of none left out, for want of --outlier-share, 1 without ink left out; "
        "each 20 times\n"
    ) in result.stdout
    without, noted = metadata(plain), metadata(extra)
    assert "extra_images" not in without and noted["extra_images"] == "3"
    assert int(noted["train_images"]) == int(without["train_images"]) + 60
    assert noted["validation_images"] == without["validation_images"]
    assert noted["data_digest"] != without["data_digest"]
    assert json.loads(noted["recipe"])["extra"] == {"copies": 20} and "--extra-copies 20" in noted["command"]
    assert str(said) not in noted["command"]


def test_what_is_no_digit_is_learnt_from_beside_such(trainer, small_data, said, tmp_path):
    output = tmp_path / "a.safetensors"
    result = fit(trainer, small_data, output, "--extra", said, "--extra", said, "--outlier-share", 0.1)
    assert (result.returncode, result.stderr) == (0, "")
    assert "extra pictures: 6 of a digit, 2 of none, 2 without ink left out; each 1 times" in result.stdout
    assert metadata(output)["extra_images"] == "8"


@pytest.mark.parametrize(
    "line, words",
    [
        ('{"file": "none.png", "label": 1}', "none.png cannot be read: there is no such file"),
        ('{"file": "../secret.png", "label": 1}', '"file": it names no file in this folder'),
        ('{"file": "a.png", "label": 10}', '"label": it is 10, not 0 to 9 or null'),
        ('{"file": "a.png"', "it is not JSON"),
        ('{"file": "broken.png", "label": 1}', "broken.png: the PNG file is cut short"),
    ],
)
def test_a_bad_line_is_told_by_file_and_number(trainer, small_data, tmp_path, digits, line, words):
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "good.png").write_bytes(of_array(digits[0][0]))
    (folder / "broken.png").write_bytes(of_array(digits[0][0])[:60])
    (folder / "feedback.jsonl").write_text('{"file": "good.png", "label": 7}\n\n' + line + "\n")
    result = fit(trainer, small_data, tmp_path / "a.safetensors", "--extra", folder)
    assert result.returncode == 2
    assert f"{folder}/feedback.jsonl, line 3: {words}" in result.stderr


def test_a_folder_without_a_list_is_refused(trainer, small_data, tmp_path):
    result = fit(trainer, small_data, tmp_path / "a.safetensors", "--extra", tmp_path)
    assert result.returncode == 2
    assert f"{tmp_path}/feedback.jsonl: cannot be read: there is no such file" in result.stderr
