"""What one client may cost the others: bounded work in a request, and an end while every handler is busy."""

import json
import os
import signal
import threading

import pytest
from api_client import encoded, post_json, request
from png_files import bomb
from program import eventually

SIXTEEN_MEGAPIXELS = 4096


@pytest.fixture(scope="module")
def large():
    """A small file of a picture as large as is read."""
    return encoded(bomb(SIXTEEN_MEGAPIXELS, SIXTEEN_MEGAPIXELS))


def test_a_request_has_32_of_the_largest_pictures_decoded_and_no_more(server, large):
    answer = post_json(server, {"images": [large] * 34})
    rows = answer.json["predictions"]
    assert [row["reason"] for row in rows[:32]] == ["blank"] * 32
    assert [row["error"]["code"] for row in rows[32:]] == ["image_too_large"] * 2
    assert [row["error"]["field"] for row in rows[32:]] == ["images[32]", "images[33]"]


def test_a_list_of_half_a_million_is_refused_like_one_too_long_by_one(server):
    body = b'{"images": [' + b"0," * 500_000 + b"0]}"
    assert post_json(server, body).error["code"] == "too_many_images"


def test_a_signal_drains_while_every_handler_is_busy(start_server, tmp_path, large):
    batch = json.dumps({"images": [large] * 2})
    answers = []
    with start_server(tmp_path) as server:
        json_type = {"Content-Type": "application/json"}
        clients = [
            threading.Thread(
                target=lambda: answers.append(request(server, "POST", "/predict", batch, json_type).status)
            )
            for _ in range(2 * (os.cpu_count() or 1))
        ]
        for client in clients:
            client.start()
        # The first answer proves that the handlers are at work on the others.
        assert eventually(lambda: answers, seconds=30)
        server.process.send_signal(signal.SIGTERM)
        assert eventually(lambda: "stopping" in server.log.read_text(), seconds=2)
        assert server.process.wait(timeout=15) == 0
        for client in clients:
            client.join()
    assert answers == [200] * len(clients)
