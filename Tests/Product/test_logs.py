"""What is logged: its forms, its traces, and a log that nobody reads or that is full."""

import json
import os
import re
import subprocess
import time

import pytest
from api_client import post_png, request, send_raw
from png_files import of_array
from program import INKLING, MODEL, PUBLIC, ROOT, environment, eventually, run

TRACE = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def png(digits):
    return of_array(digits[0][0])


def test_a_json_log_has_an_object_a_line(start_server, tmp_path, png):
    with start_server(tmp_path, "--access-log", "json") as server:
        answer = request(
            server, "POST", "/predict", png, {"Content-Type": "image/png", "traceparent": TRACEPARENT}
        )
        send_raw(server, b"GET /%0a HTTP/1.1\r\nHost: a\r\n\r\n")
        send_raw(server, b'GET /"\\{} HTTP/1.1\r\nHost: a\r\n\r\n')
        request(server, "GET", "/a%22b?c=%5C", headers={"X-Request-Id": 'evil"}'})
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert {"listening", "request", "stopping: finishing the requests in flight"} <= {line["message"] for line in lines}
    found = next(line for line in lines if line.get("path") == "/predict")
    assert found["method"] == "POST" and found["status"] == "200" and found["digit"] == "7"
    assert found["request_id"] == answer.headers["X-Request-Id"] and found["trace_id"] == TRACE
    assert found["duration_ms"] > 0 and found["bytes"] == len(answer.body)
    assert "evil" not in server.log.read_text()


def test_a_trace_is_passed_on_if_it_is_sound(start_server, tmp_path, png):
    with start_server(tmp_path) as server:
        headers = {"traceparent": TRACEPARENT}
        for path in ("/", "/nothing", "/readyz"):
            assert request(server, "GET", path, headers=headers).headers["traceparent"] == TRACEPARENT
        for bad in ("00-" + "0" * 32 + "-b7ad6b7169203331-01", TRACEPARENT.upper(), TRACEPARENT + "-x", "evil"):
            answer = request(server, "GET", "/", headers={"traceparent": bad})
            assert answer.status == 200 and answer.headers["traceparent"] is None
    log = server.log.read_text()
    assert log.count(f"trace_id={TRACE} parent_id=b7ad6b7169203331") == 3
    assert "evil" not in log


def test_the_log_of_requests_can_be_off(start_server, tmp_path, png):
    with start_server(tmp_path, INKLING_ACCESS_LOG="off") as server:
        post_png(server, png)
    assert "path=" not in server.log.read_text() and "listening" in server.log.read_text()


@pytest.mark.parametrize("arguments, settings", [(["--access-log", "xml"], {}), ([], {"INKLING_ACCESS_LOG": "xml"})])
def test_a_form_that_is_none_is_named(inkling, arguments, settings):
    result = run(inkling, "serve", "--port", 0, "--model", MODEL, "--public", PUBLIC, *arguments, **settings)
    assert result.returncode == 2 and "xml" in result.stderr


class LoggedElsewhere:
    """A server whose standard error is the descriptor."""

    def __init__(self, descriptor):
        self._descriptor = descriptor

    def __enter__(self):
        command = [INKLING, "serve", "--port", "0", "--model", MODEL, "--public", PUBLIC]
        self.process = subprocess.Popen(
            list(map(str, command)), cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=self._descriptor
        )
        line = self.process.stdout.readline().decode()
        self.host, self.port = "127.0.0.1", int(re.search(r":(\d+)\n", line)[1])
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def dropped(self):
        text = request(self, "GET", "/metrics").body.decode()
        return int(re.search(r"^inkling_log_dropped_lines_total (\d+)$", text, re.MULTILINE)[1])


def test_a_full_disk_under_the_log_costs_lines_and_nothing_else(inkling):
    with open("/dev/full", "wb") as full, LoggedElsewhere(full) as server:
        assert request(server, "GET", "/healthz").status == 200
        assert eventually(lambda: server.dropped() > 1)
        assert request(server, "GET", "/").status == 200
        server.process.terminate()
        assert server.process.wait(timeout=15) == 0


def test_a_log_that_nobody_reads_stops_neither_the_server_nor_its_end(inkling):
    reader, writer = os.pipe()
    try:
        with LoggedElsewhere(writer) as server:
            # More lines than a pipe holds, so that the writing of them blocks.
            burst = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 2000
            last = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            assert send_raw(server, burst + last).count(b"HTTP/1.1 200 OK") == 2001
            assert request(server, "GET", "/readyz").status == 200
            server.process.terminate()
            began = time.monotonic()
            assert server.process.wait(timeout=15) == 0
            assert time.monotonic() - began < 5
    finally:
        os.close(reader)
        os.close(writer)
