"""POST /feedback: what is kept, what is not, and when no more is."""

import base64
import datetime
import json
import os

import numpy as np
import pytest
from api_client import encoded, request
from PIL import Image
from png_files import SIGNATURE, chunk, of_array
from program import MODEL, PUBLIC, run

JSON = {"Content-Type": "application/json"}
SECRET = b"55.676 N 12.568 E"


def tell(server, png, headers=None, **said):
    body = json.dumps({"image": encoded(png), **said}).encode()
    return request(server, "POST", "/feedback", body, JSON | (headers or {}))


@pytest.fixture
def page():
    """A drawing in red on paper that is partly transparent, with a place in its metadata."""
    pixels = np.full((40, 30, 4), 255, np.uint8)
    pixels[5:35, 12:18] = (200, 10, 20, 255)
    pixels[:, :4, 3] = 100
    png = of_array(pixels)
    at = len(SIGNATURE) + 25
    return png[:at] + chunk(b"tEXt", b"Location\0" + SECRET) + png[at:], pixels


def test_pixels_and_words_are_kept_and_nothing_else(start_server, tmp_path, page):
    png, pixels = page
    folder = tmp_path / "deep" / "said"
    with start_server(tmp_path, "--feedback", folder) as server:
        answer = tell(server, png, {"X-Request-Id": "who-asked-this"}, label=1, digit=7)
        assert answer.status == 201
        other = tell(server, png, label=None)
        version = request(server, "GET", "/capabilities").json["model"]["version"]
    first, second = (json.loads(line) for line in (folder / "feedback.jsonl").read_text().splitlines())
    today = datetime.datetime.now(datetime.UTC if hasattr(datetime, "UTC") else datetime.timezone.utc).date()
    assert first == {
        "date": first["date"], "digit": 7, "file": f"{answer.json['id']}.png", "label": 1, "model": version,
    }
    assert abs((datetime.date.fromisoformat(first["date"]) - today).days) <= 1
    assert second == {"date": second["date"], "file": f"{other.json['id']}.png", "label": None, "model": version}
    files = {path.name for path in folder.iterdir()}
    assert files == {"feedback.jsonl", first["file"], second["file"]}
    # The greys, the transparency, and no byte of what else was in the upload.
    kept = Image.open(folder / first["file"])
    assert (kept.format, kept.mode, kept.info) == ("PNG", "LA", {})
    weights = np.array([77, 150, 29])
    luma = (pixels[:, :, :3].astype(int) @ weights + 128) >> 8
    assert (np.asarray(kept) == np.dstack([luma, pixels[:, :, 3]])).all()
    for path in folder.iterdir():
        content = path.read_bytes()
        for word in (SECRET, b"127.0.0.1", b"who-asked-this", b"tEXt"):
            assert word not in content, path


def test_it_is_the_same_picture_for_the_network(start_server, tmp_path, inkling, model, digits):
    png = of_array(255 - digits[0][0])
    (tmp_path / "sent.png").write_bytes(png)
    with start_server(tmp_path, INKLING_FEEDBACK=tmp_path / "said") as server:
        kept = tmp_path / "said" / f"{tell(server, png, label=7).json['id']}.png"
    lines = run(inkling, "predict", tmp_path / "sent.png", kept, "--model", model, "--json").stdout.splitlines()
    sent, stored = (json.loads(line)["probabilities"] for line in lines)
    assert sent == stored


def test_keys_and_rates_hold_here_too(start_server, tmp_path, page):
    keys = tmp_path / "keys"
    keys.write_text("0123456789abcdefghij\n")
    with start_server(tmp_path, "--feedback", tmp_path / "said", "--api-keys", keys, "--rate", "1/h") as server:
        assert tell(server, page[0], label=1).error["code"] == "key_missing"
        key = {"Authorization": "Bearer 0123456789abcdefghij"}
        assert tell(server, page[0], key, label=1).status == 201
        assert tell(server, page[0], key, label=1).status == 429
    assert len((tmp_path / "said" / "feedback.jsonl").read_text().splitlines()) == 1


def test_the_folder_is_full_at_its_limit_and_stays_so(start_server, tmp_path, digits):
    png = of_array(digits[0][0])
    folder = tmp_path / "said"
    for _ in range(2):
        with start_server(tmp_path, "--feedback", folder, "--feedback-limit", "2KiB") as server:
            answers = [tell(server, png, label=7) for _ in range(12)]
        assert answers[-1].status == 507 and answers[-1].error["code"] == "feedback_full"
        assert sum(path.stat().st_size for path in folder.iterdir()) <= 2048
    assert {answer.status for answer in answers} == {507}
    count = len((folder / "feedback.jsonl").read_text().splitlines())
    assert count >= 2 and len(list(folder.iterdir())) == count + 1


def test_a_full_disk_keeps_nothing_in_halves(start_server, tmp_path, digits):
    folder = tmp_path / "said"
    folder.mkdir()
    (folder / "feedback.jsonl").symlink_to("/dev/full")
    with start_server(tmp_path, "--feedback", folder) as server:
        answer = tell(server, of_array(digits[0][0]), label=7)
        assert (answer.status, answer.error["code"]) == (507, "feedback_full")
        assert request(server, "GET", "/readyz").status == 200
    assert [path.name for path in folder.iterdir()] == ["feedback.jsonl"]


def test_why_it_could_not_be_kept_is_in_the_log_alone(start_server, tmp_path, digits):
    folder = tmp_path / "said"
    (folder / "feedback.jsonl").mkdir(parents=True)
    with start_server(tmp_path, "--feedback", folder) as server:
        answer = tell(server, of_array(digits[0][0]), label=7)
        assert (answer.status, answer.error["code"]) == (500, "feedback_not_kept")
        assert str(folder) not in answer.body.decode()
    assert f"{folder}: is a directory" in server.log.read_text()


@pytest.mark.parametrize(
    "said, status, code, field",
    [
        ({}, 400, "missing_field", "label"), ({"label": 10}, 400, "out_of_range", "label"),
        ({"label": 1.5}, 400, "wrong_type", "label"), ({"label": 1, "digit": -1}, 400, "out_of_range", "digit"),
        ({"label": 1, "image": "!"}, 400, "invalid_base64", "image"),
        ({"label": 1, "image": base64.b64encode(b"GIF89a").decode()}, 400, "not_png", "image"),
        ({"label": 1, "image": ""}, 422, "empty_image", "image"),
    ],
)
def test_what_says_nothing_is_refused(start_server, tmp_path, page, said, status, code, field):
    with start_server(tmp_path, "--feedback", tmp_path / "said") as server:
        body = json.dumps({"image": encoded(page[0]), **said}).encode()
        answer = request(server, "POST", "/feedback", body, JSON)
        assert (answer.status, answer.error["code"], answer.error["field"]) == (status, code, field)
    assert os.listdir(tmp_path / "said") == []


def test_without_a_folder_there_is_no_feedback(server, page):
    answer = tell(server, page[0], label=1)
    assert (answer.status, answer.error["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "make, arguments",
    [(lambda path: path.write_text("x"), []), (None, ["--feedback-limit", "0"]), (None, ["--feedback-limit", "1MB"])],
    ids=["a file", "no bytes", "another unit"],
)
def test_a_folder_that_cannot_be_is_refused_at_the_start(inkling, tmp_path, make, arguments):
    folder = tmp_path / "said"
    if make:
        make(folder)
    result = run(
        inkling, "serve", "--port", 0, "--model", MODEL, "--public", PUBLIC, "--feedback", folder, *arguments
    )
    assert result.returncode in (2, 64) and "--feedback" in result.stderr


def test_a_limit_without_a_folder_is_refused(inkling):
    result = run(inkling, "serve", "--port", 0, "--model", MODEL, "--public", PUBLIC, "--feedback-limit", "1MiB")
    assert result.returncode == 2 and "needs --feedback" in result.stderr
