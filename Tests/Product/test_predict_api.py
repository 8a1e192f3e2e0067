"""POST /predict and its neighbours: every way to send a picture, every field of the answer, the plain refusals."""

import base64
import io
import json
import re

import numpy as np
import pytest
from api_client import Answer, encoded, post_json, post_png, predict, request, send_raw
from PIL import Image
from png_files import of_array

REQUEST_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")


@pytest.fixture(scope="module")
def example(digits):
    """A picture of the test set and what it shows: the first is a clear 7."""
    images, labels = digits
    return of_array(images[0]), int(labels[0])


def judgement(prediction):
    """A prediction less what is new each time."""
    return {key: value for key, value in prediction.items() if key not in ("timing_ms", "request_id")}


def is_share(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def test_a_digit_is_read_alike_however_it_is_sent(server, example):
    png, label = example
    text = encoded(png)
    wrapped = base64.encodebytes(png).decode()
    ways = {
        "base64": post_json(server, {"image": text}).json,
        "base64 in lines": post_json(server, {"image": wrapped}).json,
        "data URL": post_json(server, {"image": f"data:image/png;base64,{text}"}).json,
        "raw bytes": post_png(server, png).json,
        "batch": post_json(server, {"images": [text]}).json["predictions"][0],
    }
    assert ways["base64"]["digit"] == label
    for way, prediction in ways.items():
        assert judgement(prediction) == judgement(ways["base64"]), way


def test_the_answer_has_every_field_in_type_and_range(server, example):
    png, label = example
    prediction = predict(server, png)
    assert set(prediction) == {
        "digit", "confidence", "probabilities", "top_k", "is_digit", "accepted", "reason", "model", "timing_ms",
        "request_id",
    }
    assert type(prediction["digit"]) is int and prediction["digit"] == label
    assert is_share(prediction["confidence"]) and prediction["confidence"] > 0.9
    assert len(prediction["probabilities"]) == 10 and all(map(is_share, prediction["probabilities"]))
    assert sum(prediction["probabilities"]) == pytest.approx(1, abs=1e-5)
    assert prediction["probabilities"][label] == max(prediction["probabilities"]) == prediction["confidence"]
    assert is_share(prediction["is_digit"]) and prediction["is_digit"] > 0.5
    assert prediction["accepted"] is True and prediction["reason"] is None
    assert set(prediction["model"]) == {"name", "version"}
    assert all(isinstance(text, str) and text for text in prediction["model"].values())
    times = prediction["timing_ms"]
    assert set(times) == {"decode", "normalize", "infer", "total"}
    assert all(isinstance(time, (int, float)) and time >= 0 for time in times.values())
    assert times["total"] == pytest.approx(times["decode"] + times["normalize"] + times["infer"], abs=0.01)
    assert REQUEST_ID.fullmatch(prediction["request_id"])


@pytest.mark.parametrize("count", [1, 3, 10])
def test_top_k_names_the_likeliest_digits_first(server, example, count):
    prediction = predict(server, example[0], top_k=count)
    candidates = prediction["top_k"]
    assert len({candidate["digit"] for candidate in candidates}) == len(candidates) == count
    assert candidates[0] == {"digit": prediction["digit"], "confidence": prediction["confidence"]}
    confidences = [candidate["confidence"] for candidate in candidates]
    assert confidences == sorted(prediction["probabilities"], reverse=True)[:count]
    for candidate in candidates:
        assert candidate["confidence"] == prediction["probabilities"][candidate["digit"]]


def test_explain_shows_the_28_by_28_picture_that_the_network_saw(server, digits):
    shown = predict(server, of_array(digits[0][0]), explain=True)["explanation"]["steps"][-1]
    kind, _, data = shown["image"].partition(",")
    assert kind == "data:image/png;base64"
    seen = Image.open(io.BytesIO(base64.b64decode(data)))
    assert (seen.format, seen.mode, seen.size) == ("PNG", "L", (28, 28))
    # MNIST's own pictures are what normalising aims at: it must leave them nearly as they are.
    difference = np.abs(np.asarray(seen, float) - digits[0][0]).mean()
    assert difference < 12, f"{difference:.1f} of 255 on average"


def test_explain_shows_every_step_on_the_way(server, digits):
    page = np.full((900, 400), 255, np.uint8)
    page[600:712, 100:212] = np.kron(255 - digits[0][0], np.ones((4, 4), np.uint8))
    steps = predict(server, of_array(page), explain=True)["explanation"]["steps"]
    assert [step["name"] for step in steps] == ["picture", "paper", "ink", "digit", "stroke", "input"]
    for step in steps:
        assert max(Image.open(io.BytesIO(base64.b64decode(step["image"].partition(",")[2]))).size) <= 280


def test_no_explanation_is_sent_unasked(server, example):
    assert "explanation" not in predict(server, example[0])
    assert "explanation" not in predict(server, example[0], explain=False)


@pytest.mark.parametrize(
    "page",
    [
        Image.new("L", (280, 280), 255),
        Image.new("L", (28, 28), 0),
        Image.new("RGBA", (100, 50), (0, 0, 0, 0)),
        Image.new("L", (1, 1), 128),
        Image.new("RGB", (3000, 2), (200, 180, 160)),
    ],
    ids=["white", "black", "transparent", "one pixel", "long strip"],
)
def test_a_blank_picture_is_not_accepted(server, page):
    stream = io.BytesIO()
    page.save(stream, "PNG")
    prediction = predict(server, stream.getvalue(), explain=True)
    assert (prediction["accepted"], prediction["reason"]) == (False, "blank")
    assert prediction["is_digit"] == 0
    assert prediction["confidence"] == pytest.approx(0.1, abs=1e-6)


def test_a_batch_is_answered_in_order(server, digits):
    images, labels = digits
    answer = post_json(server, {"images": [encoded(of_array(image)) for image in images[:50]], "top_k": 2}).json
    agreeing = [row["digit"] == label for row, label in zip(answer["predictions"], labels[:50], strict=True)]
    assert sum(agreeing) >= 49
    assert all(len(row["top_k"]) == 2 for row in answer["predictions"])
    assert REQUEST_ID.fullmatch(answer["request_id"])


def test_one_bad_picture_in_a_batch_is_an_error_in_its_place(server, example):
    png, label = example
    answer = post_json(server, {"images": [encoded(png), "!!", 7, None, encoded(png[:-20]), "", encoded(png)]})
    assert answer.status == 200
    rows = answer.json["predictions"]
    assert [row.get("digit") for row in rows] == [label, None, None, None, None, None, label]
    codes = [row["error"]["code"] for row in rows[1:6]]
    assert codes == ["invalid_base64", "wrong_type", "wrong_type", "damaged_png", "empty_image"]
    assert [row["error"]["field"] for row in rows[1:6]] == [f"images[{index}]" for index in range(1, 6)]


def test_every_request_has_an_id_of_its_own(server, example):
    answers = [post_png(server, example[0]) for _ in range(3)] + [post_png(server, b"no")]
    ids = [answer.headers["X-Request-Id"] for answer in answers]
    assert len(set(ids)) == 4 and all(map(REQUEST_ID.fullmatch, ids))
    assert [answer.json["request_id"] for answer in answers] == ids


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"],
)
def test_the_usual_spellings_of_json_are_taken(server, example, content_type):
    body = json.dumps({"image": encoded(example[0])}).encode()
    answer = request(server, "POST", "/predict", body, {"Content-Type": content_type})
    assert (answer.status, answer.json["digit"]) == (200, example[1])


def test_a_chunked_body_is_read(server, example):
    body = json.dumps({"image": encoded(example[0])}).encode()
    pieces = iter([body[:1], body[1:100], body[100:]])
    answer = request(server, "POST", "/predict", pieces, {"Content-Type": "application/json"})
    assert (answer.status, answer.json["digit"]) == (200, example[1])


@pytest.mark.parametrize("path, status", [("/healthz", "ok"), ("/readyz", "ready")])
def test_health_and_readiness_are_told(server, path, status):
    answer = request(server, "GET", path)
    assert (answer.status, answer.json["status"]) == (200, status)
    assert answer.headers["Cache-Control"] == "no-store"
    head = request(server, "HEAD", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == answer.headers["Content-Length"]


def test_the_page_is_served_and_revalidated(server):
    page = request(server, "GET", "/")
    assert page.status == 200 and page.headers["Content-Type"].startswith("text/html")
    assert b"<canvas" in page.body
    assert request(server, "HEAD", "/").body == b""
    again = request(server, "GET", "/", headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "method, path, allow",
    [
        ("GET", "/predict", "OPTIONS, POST"),
        ("DELETE", "/predict", "OPTIONS, POST"),
        ("POST", "/healthz", "GET, HEAD, OPTIONS"),
        ("POST", "/", "GET, HEAD, OPTIONS"),
        ("PUT", "/index.html", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(server, method, path, allow):
    answer = request(server, method, path)
    assert (answer.status, answer.error["code"]) == (405, "method_not_allowed")
    assert answer.headers["Allow"] == allow
    options = request(server, "OPTIONS", path)
    assert (options.status, options.headers["Allow"], options.body) == (204, allow, b"")


@pytest.mark.parametrize(
    "path", ["/nothing", "/predict/", "/../Package.swift", "/%2e%2e/Package.swift", "/index.html%00"]
)
def test_what_is_not_there_is_a_404_or_no_path_at_all(server, path):
    answer = request(server, "GET", path)
    assert answer.status == (400 if "%00" in path else 404)
    assert answer.error["code"] == ("malformed_target" if "%00" in path else "not_found")


@pytest.mark.parametrize("content_type", [None, "", "text/plain", "image/jpeg", "multipart/form-data"])
def test_another_content_type_is_refused_with_the_right_ones(server, example, content_type):
    headers = {} if content_type is None else {"Content-Type": content_type}
    answer = request(server, "POST", "/predict", example[0], headers)
    assert (answer.status, answer.error["code"]) == (415, "unsupported_media_type")
    assert "application/json" in answer.error["message"] and "image/png" in answer.error["message"]


def test_a_body_beyond_the_limit_is_refused_before_it_is_sent(server):
    head = b"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: 9000000\r\n\r\n"
    refusal = received(send_raw(server, head))
    assert (refusal.status, refusal.error["code"]) == (413, "body_too_large")


def test_a_head_beyond_the_limit_is_refused(server):
    head = b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 20_000 + b"\r\n\r\n"
    refusal = received(send_raw(server, head))
    assert (refusal.status, refusal.error["code"]) == (431, "head_too_large")


def received(data):
    """The answer in raw bytes that end with the connection."""
    head, _, body = data.partition(b"\r\n\r\n")
    return Answer(int(head.split()[1]), None, body)
