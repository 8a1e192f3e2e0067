"""A small server that misbehaves on request: slow, late, busy, gone. It serves the page's real files."""

import base64
import json
import struct
import threading
import time
import zlib
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

POLICY = "default-src 'self'; img-src 'self' data: blob:"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


def png(rows):
    """An 8-bit grey PNG of the rows, each a bytes object."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


SEEN = "data:image/png;base64," + base64.b64encode(png([bytes(9 * x for x in range(28))] * 28)).decode()


@dataclass
class Reply:
    """What /predict does: waits until it is released (at once, unless held), then answers or hangs up."""

    status: int = 200
    body: object = None
    headers: dict = field(default_factory=dict)
    cuts: bool = False
    held: bool = False

    def __post_init__(self):
        self._released = threading.Event()
        if not self.held:
            self.release()

    def release(self):
        self._released.set()

    def wait(self):
        self._released.wait(60)


def answer(digit, confidence=0.97, runner_up=None, reason=None, held=False):
    """A full answer; what is left of 1 goes to the runner-up."""
    runner_up = (digit + 1) % 10 if runner_up is None else runner_up
    probabilities = [0.0] * 10
    probabilities[digit], probabilities[runner_up] = confidence, 1 - confidence
    body = {
        "digit": digit,
        "confidence": confidence,
        "probabilities": probabilities,
        "top_k": [{"digit": each, "confidence": probabilities[each]} for each in (digit, runner_up)],
        "is_digit": 0.02 if reason == "not_a_digit" else 0.99,
        "accepted": reason is None,
        "reason": reason,
        "model": {"name": "fake", "version": "1"},
        "timing_ms": {"decode": 0.4, "normalize": 0.2, "infer": 0.6, "total": 1.2},
        "request_id": "r-1",
        "explanation": {"steps": [{"name": "input", "image": SEEN}]},
    }
    return Reply(body=body, held=held)


def error(status, code, message, **headers):
    body = {"error": {"code": code, "message": message}, "request_id": "r-1"}
    return Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


class FakeServer:
    """Answers with the queued replies in turn, then with `usual` for good."""

    def __init__(self, public):
        self._files = {f"/{path.name}": path for path in public.iterdir()}
        self._files["/"] = public / "index.html"
        self._lock = threading.Lock()
        self._underway = 0
        self.queue = deque()
        self.usual = answer(7)
        self.asked = []  # the JSON of each question
        self.times = []  # and when it came, in seconds
        self.most_underway = 0
        self._listen(port=0)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def _listen(self, port):
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                path = fake._files.get(self.path.partition("?")[0])
                if path is None:
                    fake._send(self, 404, {}, "application/json", b"{}")
                else:
                    fake._send(self, 200, {}, TYPES[path.suffix], path.read_bytes())

            def do_POST(self):
                fake._predict(self, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def go_away(self):
        """Stops listening, so that connections are refused."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def come_back(self):
        """Listens again, at the same address."""
        self._listen(self._server.server_port)

    def stop(self):
        if self._server.socket.fileno() >= 0:
            self.go_away()

    def _predict(self, handler, question):
        with self._lock:
            reply = self.queue.popleft() if self.queue else self.usual
            self.asked.append(question)
            self.times.append(time.monotonic())
            self._underway += 1
            self.most_underway = max(self.most_underway, self._underway)
        reply.wait()
        with self._lock:
            self._underway -= 1
        if reply.cuts:
            handler.close_connection = True
            return
        body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        self._send(handler, reply.status, reply.headers, "application/json", body)

    @staticmethod
    def _send(handler, status, headers, kind, body):
        try:
            handler.send_response(status)
            for name, value in {**headers, "Content-Type": kind, "Content-Length": str(len(body))}.items():
                handler.send_header(name, value)
            handler.send_header("Content-Security-Policy", POLICY)
            handler.end_headers()
            handler.wfile.write(body)
        except ConnectionError:
            pass  # The page gave this answer up, as it should.
