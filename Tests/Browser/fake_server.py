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

# The real server's policy, and its leave to use the camera.
FIELDS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:",
    "Permissions-Policy": "camera=(self)",
    "Cache-Control": "no-cache",
}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}


def png(rows):
    """An 8-bit grey PNG of the rows, each a bytes object."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def picture(side=28):
    """A grey ramp as a PNG in base64."""
    return base64.b64encode(png([bytes(9 * (x % 28) for x in range(side))] * side)).decode()


SEEN = "data:image/png;base64," + picture()

CAPABILITIES = {
    "feedback": True,
    "key_required": False,
    "limits": {"body_bytes": 1 << 20, "pixels": 16 << 20, "images": 256},
    "model": {"name": "fake", "version": "1"},
}


@dataclass
class Reply:
    """What a question meets: waits until it is released (at once, unless held), then answers or hangs up."""

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


def explained(digit=7):
    """The same with all that explains it, as the curious ask for."""
    reply = answer(digit)
    names = ["picture", "ink", "digit", "input"]
    reply.body["explanation"] = {"steps": [{"name": name, "image": SEEN} for name in names]}
    saliency = [[(x - y) / 27 for x in range(28)] for y in range(28)]
    reply.body["saliency"] = {"method": "occlusion", "map": saliency}
    grid = {"maps": 16, "width": 28, "height": 28, "columns": 8, "image": picture(112)}
    reply.body["activations"] = [{"layer": "conv1", **grid}, {"layer": "conv2", **grid}]
    return reply


def number(text, accepted=True):
    """What /read says of digits side by side, each 40 by 60 pixels; a doubtful number's last digit is doubtful."""
    digits = [
        {"digit": int(each), "confidence": 0.99, "is_digit": 0.99, "accepted": accepted or index < len(text) - 1,
         "reason": None, "line": 0, "box": {"x": 60 + 100 * index, "y": 200, "width": 40, "height": 60}}
        for index, each in enumerate(text)
    ]
    body = {
        "text": text, "confidence": 0.98 if text else 0, "accepted": accepted, "digits": digits,
        "reason": None if accepted else "ambiguous", "model": {"name": "fake", "version": "1"},
        "timing_ms": {"total": 2.5}, "request_id": "r-1",
    }
    return Reply(body=body)


def error(status, code, message, **headers):
    body = {"error": {"code": code, "message": message}, "request_id": "r-1"}
    return Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


class FakeServer:
    """Answers each question with the queued replies in turn, then with its route's usual one for good."""

    def __init__(self, public, has_worker=False):
        self._files = {f"/{path.name}": path for path in public.iterdir()}
        self._files["/"] = public / "index.html"
        if not has_worker:
            del self._files["/sw.js"]  # Pages from a cache would outlive their test.
        self._lock = threading.Lock()
        self._underway = 0
        self.queue = deque()
        self.usual = answer(7)
        self.usual_number = number("42")
        self.capabilities = None  # what GET /capabilities says; None: a server that does not know it
        self.openapi = None
        self.asked = []  # the JSON of each question to /predict and /read
        self.times = []  # and when it came, in seconds
        self.paths = []  # and where to
        self.corrections = []  # the JSON of each POST /feedback
        self.correction_reply = Reply(201, {"id": "1"})
        self.most_underway = 0
        self._listen(port=0)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def _listen(self, port):
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                fake._get(self, self.path.partition("?")[0])

            def do_POST(self):
                fake._post(self, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def _get(self, handler, path):
        described = {"/capabilities": self.capabilities, "/openapi.json": self.openapi}.get(path)
        if described is not None:
            self._send(handler, 200, {}, "application/json", json.dumps(described).encode())
        elif path in self._files:
            file = self._files[path]
            self._send(handler, 200, {}, TYPES[file.suffix], file.read_bytes())
        else:
            self._send(handler, 404, {}, "application/json", b"{}")

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

    def _post(self, handler, question):
        if handler.path == "/feedback":
            self.corrections.append(question)
            self._answer(handler, self.correction_reply)
            return
        with self._lock:
            usual = self.usual_number if handler.path == "/read" else self.usual
            reply = self.queue.popleft() if self.queue else usual
            self.asked.append(question)
            self.paths.append(handler.path)
            self.times.append(time.monotonic())
            self._underway += 1
            self.most_underway = max(self.most_underway, self._underway)
        reply.wait()
        with self._lock:
            self._underway -= 1
        self._answer(handler, reply)

    def _answer(self, handler, reply):
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
            for name, value in FIELDS.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)
        except ConnectionError:
            pass  # The page gave this answer up, as it should.
