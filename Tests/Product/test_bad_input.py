"""Hostile bodies: each its exact status and code, the process alive afterwards and its memory back."""

import base64
import io
import json
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from api_client import encoded, post_json, post_png
from PIL import Image
from png_files import GRAY, PALETTE, RGBA, SIGNATURE, assemble, bomb, chunk, header, of_array
from program import eventually

# A sound picture to wrap in unsound bodies.
PNG = of_array(np.pad(np.full((20, 4), 255, np.uint8), ((4, 4), (12, 12))))
TEXT = encoded(PNG)
DEEP = b"[" * 100_000 + b"]" * 100_000
LIMIT = 8 << 20


def picture(value, **fields):
    return json.dumps({"image": value, **fields}).encode()


def with_top_k(number):
    return b'{"image": "%s", "top_k": %s}' % (TEXT.encode(), number)


BAD_JSON = {
    "empty": (b"", 400, "invalid_json", None),
    "words": (b"seven, please", 400, "invalid_json", None),
    "a PNG": (PNG, 400, "invalid_json", None),
    "cut short": (picture(TEXT)[:-1], 400, "invalid_json", None),
    "two values": (picture(TEXT) + b"{}", 400, "invalid_json", None),
    "single quotes": (b"{'image': ''}", 400, "invalid_json", None),
    "NaN": (with_top_k(b"NaN"), 400, "invalid_json", None),
    "white space": (b" " * 7_000_000, 400, "invalid_json", None),
    "invalid UTF-8": (b'{"image": "\xff\xfe"}', 400, "invalid_json", None),
    "a lone surrogate": (rb'{"image": "\ud800"}', 400, "invalid_json", None),
    "a line break in a string": (b'{"image": "\n"}', 400, "invalid_json", None),
    "deep nesting": (DEEP, 400, "invalid_json", None),
    "deep nesting, unclosed": (b'{"a":' * 100_000, 400, "invalid_json", None),
    "deep nesting beside the image": (b'{"x": %s, "image": ""}' % DEEP, 400, "invalid_json", None),
    "null": (b"null", 400, "not_an_object", None),
    "a list": (b"[]", 400, "not_an_object", None),
    "a string": (b'"x"', 400, "not_an_object", None),
    "no field": (b"{}", 400, "missing_field", "image"),
    "another field": (json.dumps({"picture": TEXT}).encode(), 400, "missing_field", "image"),
    "many other fields": (json.dumps(dict.fromkeys(map(str, range(200_000)))).encode(), 400, "missing_field", "image"),
    "image is null": (picture(None), 400, "missing_field", "image"),
    "image is a number": (picture(7), 400, "wrong_type", "image"),
    "image is a list": (picture([TEXT]), 400, "wrong_type", "image"),
    "image is an object": (picture({}), 400, "wrong_type", "image"),
    "images is a string": (json.dumps({"images": TEXT}).encode(), 400, "wrong_type", "images"),
    "images is empty": (b'{"images": []}', 422, "empty_batch", "images"),
    "too many images": (json.dumps({"images": [""] * 257}).encode(), 422, "too_many_images", "images"),
    "a million images": (b'{"images": [%s0]}' % (b"0," * 1_000_000), 422, "too_many_images", "images"),
    "image and images": (picture(TEXT, images=[TEXT]), 400, "conflicting_fields", "images"),
    "top_k is 0": (with_top_k(b"0"), 400, "out_of_range", "top_k"),
    "top_k is 11": (with_top_k(b"11"), 400, "out_of_range", "top_k"),
    "top_k is negative": (with_top_k(b"-1"), 400, "out_of_range", "top_k"),
    "top_k is text": (with_top_k(b'"3"'), 400, "wrong_type", "top_k"),
    "top_k is true": (with_top_k(b"true"), 400, "wrong_type", "top_k"),
    "top_k has a fraction": (with_top_k(b"1.5"), 400, "wrong_type", "top_k"),
    "top_k has 25 digits": (with_top_k(b"9" * 25), 400, "wrong_type", "top_k"),
    "top_k is beyond a double": (with_top_k(b"1e400"), 400, "wrong_type", "top_k"),
    "explain is a number": (picture(TEXT, explain=1), 400, "wrong_type", "explain"),
    "not base64": (picture("not base64!"), 400, "invalid_base64", "image"),
    "base64 for URLs": (picture("-_-_"), 400, "invalid_base64", "image"),
    "base64 cut short": (picture(TEXT[:-1]), 400, "invalid_base64", "image"),
    "padding in the middle": (picture(TEXT[:4] + "====" + TEXT[4:]), 400, "invalid_base64", "image"),
    "digits of another script": (picture("٠١٢٣"), 400, "invalid_base64", "image"),
    "a NUL": (picture("\0"), 400, "invalid_base64", "image"),
    "an address": (picture("http://example.org/7.png"), 400, "invalid_base64", "image"),
    "duplicate keys": (b'{"image": "!", "image": "%s"}' % TEXT.encode(), 400, "duplicate_field", "image"),
    "a trailing comma": (b'{"image": "%s",}' % TEXT.encode(), 400, "invalid_json", None),
    "UTF-16": (picture(TEXT).decode().encode("utf-16"), 400, "invalid_json", None),
    "a data URL without comma": (picture("data:image/png;base64"), 400, "invalid_data_url", "image"),
    "a data URL not in base64": (picture("data:image/png,%89PNG"), 400, "invalid_data_url", "image"),
    "no text": (picture(""), 422, "empty_image", "image"),
    "a data URL of nothing": (picture("data:image/png;base64,"), 422, "empty_image", "image"),
    "base64 of words": (picture(base64.b64encode(b"seven").decode()), 400, "not_png", "image"),
    "seven megabytes of A": (picture("A" * 7_000_000), 400, "not_png", "image"),
    "a damaged PNG": (picture(encoded(PNG[:-30])), 400, "damaged_png", "image"),
    "beyond the limit": (b" " * (LIMIT + 1), 413, "body_too_large", None),
}


def saved(kind):
    stream = io.BytesIO()
    Image.new("L", (28, 28)).save(stream, kind)
    return stream.getvalue()


def flipped(data, index):
    return data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :]


def drawn(head, data):
    return assemble(head, chunk(b"IDAT", data))


BAD_PNG = {
    "empty": (b"", 422, "empty_image"),
    "JPEG": (saved("JPEG"), 400, "not_png"),
    "GIF": (saved("GIF"), 400, "not_png"),
    "BMP": (saved("BMP"), 400, "not_png"),
    "JSON": (picture(TEXT), 400, "not_png"),
    "half a signature": (SIGNATURE[:4], 400, "damaged_png"),
    "a signature alone": (SIGNATURE, 400, "damaged_png"),
    "cut in the header": (PNG[:20], 400, "damaged_png"),
    "cut in the data": (PNG[: len(PNG) // 2], 400, "damaged_png"),
    "without its end": (PNG[:-12], 400, "damaged_png"),
    "wrong checksum of the header": (flipped(PNG, 8 + 8 + 13), 400, "damaged_png"),
    "wrong checksum of the data": (flipped(PNG, len(PNG) - 13), 400, "damaged_png"),
    "wrong checksum of the end": (flipped(PNG, len(PNG) - 1), 400, "damaged_png"),
    "a flipped bit in the data": (flipped(PNG, len(PNG) - 20), 400, "damaged_png"),
    "a chunk of 4 gigabytes": (SIGNATURE + b"\xff\xff\xff\xffIHDR", 400, "damaged_png"),
    "no data": (assemble(header(28, 28)), 400, "damaged_png"),
    "too little data": (drawn(header(28, 28), zlib.compress(bytes(9))), 400, "damaged_png"),
    "data that are not deflated": (drawn(header(28, 28), bytes(900)), 400, "damaged_png"),
    "bit depth 3": (drawn(header(28, 28, depth=3), zlib.compress(bytes(900))), 400, "damaged_png"),
    "colour type 5": (drawn(header(28, 28, color=5), zlib.compress(bytes(900))), 400, "damaged_png"),
    "colours without a palette": (drawn(header(28, 28, color=PALETTE), zlib.compress(bytes(900))), 400, "damaged_png"),
    "no width": (drawn(header(0, 28), b""), 422, "empty_image"),
    "no height": (drawn(header(28, 0), b""), 422, "empty_image"),
    "60,000 x 60,000": (drawn(header(60_000, 60_000), b"x"), 422, "image_too_large"),
    "all of 32 bits": (drawn(header(2**32 - 1, 2**32 - 1), b"x"), 422, "image_too_large"),
    "one pixel too wide": (drawn(header(16_385, 1), b"x"), 422, "image_too_large"),
    "a row beyond 16 megapixels": (drawn(header(4096, 4097), b"x"), 422, "image_too_large"),
    "a bomb behind a small header": (bomb(28, 28, inflated=200 << 20), 400, "damaged_png"),
    "eight megabytes of zeros": (SIGNATURE + bytes(LIMIT - 8), 400, "damaged_png"),
    "beyond the limit": (PNG + bytes(LIMIT), 413, "body_too_large"),
}


def check_refusal(answer, status, code, field):
    assert (answer.status, answer.error["code"]) == (status, code), answer.body[:300]
    assert answer.error.get("field") == field
    message = answer.error["message"]
    assert message.endswith(".") and 15 < len(message) < 200
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]
    assert answer.headers["Content-Type"] == "application/json"


@pytest.fixture(scope="module")
def attacked(start_server, tmp_path_factory):
    """The server that has to bear it all; it must be alive at the end and read what it read before."""
    folder = tmp_path_factory.mktemp("attacked")
    with start_server(folder, "--limit-body", LIMIT, "--limit-bodies", 32 * LIMIT) as server:
        before = post_png(server, PNG).json["digit"]
        yield server
        assert server.is_alive, f"status {server.process.poll()}: {server.log.read_text()[-2000:]}"
        assert post_png(server, PNG).json["digit"] == before


@pytest.mark.parametrize("body, status, code, field", BAD_JSON.values(), ids=BAD_JSON)
def test_a_bad_json_body_is_refused(attacked, body, status, code, field):
    check_refusal(post_json(attacked, body), status, code, field)


@pytest.mark.parametrize("body, status, code", BAD_PNG.values(), ids=BAD_PNG)
def test_a_bad_png_is_refused_as_raw_bytes(attacked, body, status, code):
    check_refusal(post_png(attacked, body), status, code, None)


@pytest.mark.parametrize(
    "body, status, code", [row for row in BAD_PNG.values() if len(row[0]) < 1 << 20],
    ids=[name for name, row in BAD_PNG.items() if len(row[0]) < 1 << 20],
)
def test_a_bad_png_is_refused_the_same_in_base64_and_in_a_batch(attacked, body, status, code):
    check_refusal(post_json(attacked, {"image": encoded(body)}), status, code, "image")
    row = post_json(attacked, {"images": [encoded(body)]}).json["predictions"][0]
    assert (row["error"]["code"], row["error"]["field"]) == (code, "images[0]")


def test_every_byte_of_a_png_may_be_missing_or_wrong(attacked):
    """No cut and no flipped byte crashes the reader; a checksum guards every byte but the end's own length and name."""
    for length in range(1, len(PNG)):
        assert post_png(attacked, PNG[:length]).status == 400, length
    for index in range(len(PNG)):
        answer = post_png(attacked, flipped(PNG, index))
        assert answer.status in (400, 422), (index, answer.body)


def test_memory_comes_back_after_the_largest_pictures(attacked):
    """16 megapixels decode to 64 MiB; twelve at a time, thrice, leave nothing behind."""
    largest = [bomb(4096, 4096, RGBA), bomb(16_384, 1024, GRAY), PNG + bytes(LIMIT - len(PNG) - 1)]
    bodies = largest * 4

    def storm():
        with ThreadPoolExecutor(len(bodies)) as pool:
            assert {answer.status for answer in pool.map(lambda body: post_png(attacked, body), bodies)} == {200}

    storm()
    warm = attacked.resident_megabytes
    storm()
    storm()
    assert eventually(lambda: attacked.resident_megabytes < warm + 8), (
        f"{attacked.resident_megabytes:.0f} MB, {warm:.0f} MB after the first storm"
    )
    print(f"\nresident {warm:.0f} MB after one storm, {attacked.resident_megabytes:.0f} MB after three")


def test_memory_comes_back_after_the_largest_json(attacked):
    bodies = [BAD_JSON[name][0] for name in ("a million images", "seven megabytes of A", "many other fields")] * 2

    def storm():
        with ThreadPoolExecutor(len(bodies)) as pool:
            assert {answer.status for answer in pool.map(lambda body: post_json(attacked, body), bodies)} == {400, 422}

    storm()
    warm = attacked.resident_megabytes
    for _ in range(3):
        storm()
    assert eventually(lambda: attacked.resident_megabytes < warm + 24), (
        f"{attacked.resident_megabytes:.0f} MB, {warm:.0f} MB after the first storm"
    )
    print(f"\nresident {warm:.0f} MB after one storm, {attacked.resident_megabytes:.0f} MB after four")
