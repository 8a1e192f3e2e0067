"""Every limit by its flag and by its variable, seen from outside; nonsense refused by name; what holds under faults."""

import os
import signal
import socket
import threading

import pytest
from api_client import request, send_raw
from program import INKLING, PUBLIC, run

GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n%s\r\n"
POST = b"POST /predict HTTP/1.1\r\nHost: a\r\n%s\r\n"
CHUNKED = POST % b"Transfer-Encoding: chunked\r\n"

# The limit, its value, what is sent, and the status (none: the connection just ends) with the code.
LIMITS = [
    ("request-line", "40", b"GET /%s HTTP/1.1\r\n" % (b"a" * 40), 414, b"request_line_too_long"),
    ("head", "60", GET % b"X-Long: 0123456789012345678901234567890\r\n", 431, b"head_too_large"),
    ("fields", "2", GET % b"A: b\r\nC: d\r\n", 431, b"too_many_fields"),
    ("body", "9", POST % b"Content-Length: 10\r\n", 413, b"body_too_large"),
    ("body", "1KiB", POST % b"Content-Length: 1025\r\n", 413, b"body_too_large"),
    ("chunk-framing", "20", CHUNKED + b"1\r\nx\r\n" * 5, 413, b"chunk_framing_too_large"),
    ("first-byte-time", "0.05", b"", None, b""),
    ("head-time", "0.05", b"GET / HTTP/1.1\r\n", 408, b"request_timeout"),
    ("body-time", "0.05", POST % b"Content-Length: 10\r\n", 408, b"request_timeout"),
    ("connections", "1", b"", 503, b"too_many_connections"),
    ("connections-per-address", "1", b"", 429, b"too_many_connections_from_address"),
]
OTHERS = {
    "body-rate": "1", "answer-time": "60", "answer-rate": "1", "idle-time": "100", "linger-time": "0.5", "bodies": "1GiB",
    "handlers": "1", "queue": "1", "requests-per-turn": "1", "retry-after": "7",
}


@pytest.mark.parametrize("by_flag", [True, False], ids=["flag", "variable"])
@pytest.mark.parametrize("name, value, data, status, code", LIMITS, ids=[f"{row[0]} {row[1]}" for row in LIMITS])
def test_a_limit_holds(start_server, tmp_path, name, value, data, status, code, by_flag):
    arguments = [f"--limit-{name}", value] if by_flag else []
    settings = {} if by_flag else {f"INKLING_LIMIT_{name.upper().replace('-', '_')}": value}
    with start_server(tmp_path, *arguments, **settings) as server:
        first = socket.create_connection((server.host, server.port)) if "connections" in name else None
        answer = send_raw(server, data)
        if first:
            first.close()
    assert answer[9:12] == (b"%d" % status if status else b"")
    assert b'"code":"%s"' % code in answer or not status


def test_every_other_limit_is_taken(start_server, tmp_path):
    arguments = [text for name, value in OTHERS.items() for text in (f"--limit-{name}", value)]
    with start_server(tmp_path, *arguments, "--limit-connections", 1) as server:
        with socket.create_connection((server.host, server.port)):
            assert b"\r\nRetry-After: 7\r\n" in send_raw(server, b"")


def test_silence_between_requests_ends_a_connection(start_server, tmp_path):
    with start_server(tmp_path, "--limit-idle-time", "0.05") as server:
        assert send_raw(server, GET % b"").startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("value", ["0", "-1", "+5", "5.0.0", "1e3", "x", "0x10", "1TiB", "1 KiB", "99999999999999999999"])
@pytest.mark.parametrize("name", ["body", "fields", "idle-time"])
def test_nonsense_is_refused_by_name(inkling, model, name, value):
    for arguments, settings, named in (
        ([f"--limit-{name}={value}"], {}, f"--limit-{name}"),
        ([], {f"INKLING_LIMIT_{name.upper().replace('-', '_')}": value}, f"INKLING_LIMIT_{name.upper().replace('-', '_')}"),
    ):
        result = run(INKLING, "serve", "--model", model, "--public", PUBLIC, *arguments, timeout=20, **settings)
        assert result.returncode == 2
        assert named in result.stderr and value in result.stderr


def test_a_body_cannot_be_more_than_all_bodies(inkling, model):
    result = run(INKLING, "serve", "--model", model, "--limit-body", "2MiB", "--limit-bodies", "1MiB", timeout=20)
    assert result.returncode == 2
    assert "--limit-body 2MiB" in result.stderr and "--limit-bodies 1MiB" in result.stderr


def test_interrupted_calls_are_made_again(start_server, tmp_path):
    """Stopped and continued, every blocking call of Linux that may comes back with EINTR."""
    with start_server(tmp_path) as server:
        is_over = threading.Event()

        def interrupt():
            while not is_over.is_set():
                os.kill(server.process.pid, signal.SIGSTOP)
                os.kill(server.process.pid, signal.SIGCONT)
                is_over.wait(0.001)

        thread = threading.Thread(target=interrupt)
        thread.start()
        try:
            for path in ["/", "/healthz", "/main.js"] * 100:
                assert request(server, "GET", path).status == 200
        finally:
            is_over.set()
            thread.join()
