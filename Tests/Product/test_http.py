"""HTTP/1.1 over real sockets: the table of `http_cases`, each request whole and in pieces."""

import socket

import pytest
from http_cases import CASES
from http_requests import PROBE
from http_talk import statuses, talk


@pytest.mark.parametrize(
    "line, fields, status",
    [
        (b"POST /predict", b"Content-Type: application/json\r\n", 100),
        (b"POST /predict", b"Content-Type: text/plain\r\n", 415),
        (b"POST /predict", b"Content-Type: application/json\r\nContent-Encoding: gzip\r\n", 415),
        (b"PUT /predict", b"", 405), (b"POST /", b"", 405), (b"POST /nowhere", b"", 404), (b"BREW /", b"", 501),
        (b"GET /", b"", 100),
    ],
)
def test_who_asks_before_the_body_is_answered_before_the_body(server, line, fields, status):
    with socket.create_connection((server.host, server.port), timeout=20) as connection:
        head = b"%s HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n%s\r\n" % (line, fields)
        connection.sendall(head)
        assert connection.recv(12) == b"HTTP/1.1 %d" % status
        if status == 100:
            connection.sendall(b"hi" + PROBE)
            received = b""
            while piece := connection.recv(65536):
                received += piece
            assert received.count(b"HTTP/1.1 ") == 2


def test_head_with_a_body_is_framed_by_it(server):
    data = b"HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + PROBE
    received = talk(server, data, len(data))
    head, _, rest = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ") and b"\r\nContent-Length: " in head
    assert rest.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("data, expected", CASES.values(), ids=CASES)
def test_a_request_gets_its_status_whole_and_in_pieces(server, data, expected):
    data += PROBE
    sizes = [len(data), 1] if len(data) < 1000 else [len(data), 1009]
    for size in sizes:
        assert statuses(talk(server, data, size)) == expected, f"pieces of {size}"
