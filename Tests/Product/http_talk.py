"""A client that sends any bytes and takes the answers apart to the byte."""

import contextlib
import re
import socket


def talk(server, data, size):
    """All that comes back for `data` in pieces of `size` bytes, until the server ends the connection."""
    with socket.create_connection((server.host, server.port), timeout=20) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # A server that has refused may end the connection before it has all.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for start in range(0, len(data), size):
                connection.sendall(data[start : start + size])
            connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    return received


def statuses(received):
    """The statuses of the answers, 100 aside, each answer's framing followed to the byte."""
    found = []
    while received:
        head, mark, rest = received.partition(b"\r\n\r\n")
        assert mark, received
        lines = head.split(b"\r\n")
        line = re.fullmatch(rb"HTTP/1\.1 (\d{3}) [A-Za-z -]+", lines[0])
        assert line, lines[0]
        fields = {name.lower(): value for name, value in (line.split(b": ", 1) for line in lines[1:])}
        assert len(fields) == len(lines) - 1, lines
        status = int(line[1])
        if status == 100:
            received = rest
            continue
        assert re.fullmatch(rb"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT", fields[b"date"])
        found.append(status)
        length = 0 if status in (204, 304) else int(fields[b"content-length"])
        assert (b"content-length" in fields) != (status in (204, 304))
        received = rest[length:]
        if fields.get(b"connection") == b"close":
            assert received == b"" or fields[b"content-type"], "more after the last answer"
    return found
