"""A client of the API, made of the standard library alone."""

import base64
import http.client
import json
import socket
from dataclasses import dataclass

# Below the server's 1 MiB.
BATCH_BYTES = 900_000
BATCH_IMAGES = 128


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def error(self):
        return self.json["error"]


def request(server, method, path, body=None, headers=None, timeout=60):
    connection = http.client.HTTPConnection(server.host, server.port, timeout=timeout)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def post_json(server, body):
    """Posts a value as JSON, or bytes just as they are."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return request(server, "POST", "/predict", data, {"Content-Type": "application/json"})


def post_png(server, png, query=""):
    return request(server, "POST", f"/predict{query}", png, {"Content-Type": "image/png"})


def encoded(png):
    return base64.b64encode(png).decode()


def predict(server, png, **fields):
    """The prediction for one picture that must have one."""
    answer = post_json(server, {"image": encoded(png), **fields})
    assert answer.status == 200, answer.body
    return answer.json


def predict_all(server, pngs):
    """The predictions for many pictures, posted in batches, in order."""
    predictions, batch = [], []

    def flush():
        answer = post_json(server, {"images": batch})
        assert answer.status == 200, answer.body
        assert len(answer.json["predictions"]) == len(batch)
        predictions.extend(answer.json["predictions"])
        batch.clear()

    for png in pngs:
        text = encoded(png)
        if batch and (len(batch) == BATCH_IMAGES or sum(map(len, batch)) + len(text) > BATCH_BYTES):
            flush()
        batch.append(text)
    if batch:
        flush()
    return predictions


def send_raw(server, data, timeout=20):
    """What comes back for bytes that need not be HTTP."""
    with socket.create_connection((server.host, server.port), timeout=timeout) as connection:
        connection.sendall(data)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    return received
