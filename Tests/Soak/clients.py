"""The clients: each function is one turn of one client, and tells what came of it or raises what must not be.

Whatever arrives is judged: an answer by the model is compared with the one that the server gave before the soak began,
a refusal by its exact status, a cut connection by having been cut.
"""

import contextlib
import gzip
import http.client
import json
import operator
import random
import select
import signal
import socket
import struct
import time
from dataclasses import dataclass

from api_client import encoded, request
from http_cases import CASES
from http_requests import PROBE
from http_talk import statuses, talk
from pictures import pictures
from program import PUBLIC
from tally import Tally, Wrong

# Long enough for a busy machine, short enough for a soak of ten seconds.
FIRST_BYTE, HEAD, BODY, ANSWER, IDLE, LINGER = 2.5, 2.5, 2.5, 2.5, 4, 2
QUEUE = 8
LIMITS = {
    "first-byte-time": FIRST_BYTE, "head-time": HEAD, "body-time": BODY, "answer-time": ANSWER, "idle-time": IDLE,
    "linger-time": LINGER, "queue": QUEUE, "connections": 1024, "connections-per-address": 1024,
}
# Beyond a limit's time, before a connection counts as forgotten.
PATIENCE = 10
IDLE_CONNECTIONS = 300
JSON = {"Content-Type": "application/json"}
PNG = {"Content-Type": "image/png"}
TYPE_JSON = b"Content-Type: application/json\r\n"


def judgement(value):
    """An answer less what is new each time."""
    if isinstance(value, dict):
        return {key: judgement(each) for key, each in value.items() if key not in ("timing_ms", "request_id")}
    return [judgement(each) for each in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Question:
    """A request for work and the only right answer."""

    path: str
    headers: dict
    body: bytes
    answer: object

    @staticmethod
    def asked(server, path, headers, body, is_right):
        """The question with the answer that it has now, which must be right."""
        got = request(server, "POST", path, body, headers)
        if got.status != 200 or not is_right(got.json):
            raise Wrong(f"before the soak: {got.status} {got.body[:500]!r}")
        return Question(path, headers, body, judgement(got.json))

    def judge(self, status, headers, body):
        """200 and right, or 503 with its Retry-After."""
        if status == 503 and headers["Retry-After"] == "1" and json.loads(body)["error"]["code"] == "overloaded":
            return "503 overloaded"
        if status != 200:
            raise Wrong(f"{self.path}: {status} {body[:300]!r}")
        if judgement(json.loads(body)) != self.answer:
            raise Wrong(f"{self.path}: another answer than before: {body[:300]!r}")
        return "200 and right"


class Soak:
    """What the clients share."""

    def __init__(self, server, stop):
        self.server, self.stop = server, stop
        self.tally = Tally()
        self.files = {f"/{path.name}": path.read_bytes() for path in PUBLIC.iterdir()}
        drawn = pictures()
        self.questions, self.bulky = [], []
        for picture in drawn:
            def is_right(answer, digit=picture.digit):
                return answer["digit"] == digit

            ask = Question.asked
            image = json.dumps({"image": picture.text, "top_k": 10}).encode()
            link = json.dumps({"image": f"data:image/png;base64,{picture.text}"}).encode()
            self.questions.append(ask(server, "/predict", JSON, image, is_right))
            self.questions.append(ask(server, "/predict", JSON, link, is_right))
            self.questions.append(ask(server, "/predict", PNG, picture.png, is_right))
            self.bulky.append(ask(server, "/predict", PNG, picture.bulky, is_right))
            self.questions.append(ask(server, "/read", PNG, picture.png, lambda answer: answer["text"] != ""))
        batch = json.dumps({"images": [picture.text for picture in drawn]}).encode()
        self.questions.append(
            ask(
                server, "/predict", JSON, batch,
                lambda answer: [each["digit"] for each in answer["predictions"]] == list(range(10)),
            )
        )

    def connect(self, window=None):
        client = socket.socket()
        client.settimeout(20)
        if window:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.connect((self.server.host, self.server.port))
        return client


def read_all(client):
    """What comes until the server's end."""
    received = b""
    while piece := client.recv(65536):
        received += piece
    return received


def raw(question, fields=b""):
    """The question as bytes."""
    kind = question.headers["Content-Type"].encode()
    return b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s" % (
        question.path.encode(), kind, len(question.body), fields, question.body,
    )  # fmt: skip


# Those that behave


def asks(soak):
    """Questions on one connection, by length or in chunks."""
    connection = http.client.HTTPConnection(soak.server.host, soak.server.port, timeout=20)
    with contextlib.closing(connection):
        for question in random.sample(soak.questions, 10):
            if random.random() < 0.3:
                # Fewer chunks than the server has patience for their sizes.
                size = random.randint(len(question.body) // 1000 + 1, len(question.body))
                pieces = (question.body[at : at + size] for at in range(0, len(question.body), size))
                connection.request("POST", question.path, pieces, question.headers, encode_chunked=True)
            else:
                connection.request("POST", question.path, question.body, question.headers)
            answer = connection.getresponse()
            soak.tally.add("questions", question.judge(answer.status, answer.headers, answer.read()))


def crowds(soak):
    """Many questions at the same moment: over the queue's depth they are refused, and told when to come back."""
    questions = random.choices(soak.questions, k=4 * QUEUE)
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(soak.connect()) for _ in questions]
        for client, question in zip(clients, questions, strict=True):
            client.sendall(raw(question, b"Connection: close\r\n"))
        for client, question in zip(clients, questions, strict=True):
            answer = http.client.HTTPResponse(client)
            answer.begin()
            soak.tally.add("crowd", question.judge(answer.status, answer.headers, answer.read()))
    soak.stop.wait(0.3)


def browses(soak):
    """The page's files, plain, compressed, in part and unchanged, and what is asked beside them."""
    path, content = random.choice(list(soak.files.items()))
    connection = http.client.HTTPConnection(soak.server.host, soak.server.port, timeout=20)

    def get(headers, method="GET", target=path):
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    with contextlib.closing(connection):
        status, headers, body = get({})
        if (status, body) != (200, content):
            raise Wrong(f"{path}: {status}, {len(body)} bytes")
        status, packed, body = get({"Accept-Encoding": "gzip"})
        if packed["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        if (status, body) != (200, content):
            raise Wrong(f"{path} compressed: {status}, {len(body)} bytes")
        expected = [
            (get({"If-None-Match": headers["ETag"]}), 304, b""), (get({"Range": "bytes=10-19"}), 206, content[10:20]),
            (get({}, "HEAD"), 200, b""), (get({}, target="/nothing"), 404, None), (get({}, target="/readyz"), 200, None),
            (get({}, target="/metrics"), 200, None), (get({}, "PUT"), 405, None),
        ]  # fmt: skip
        for (status, _, body), wanted, content in expected:
            if status != wanted or content not in (None, body):
                raise Wrong(f"{path}: {status} for {wanted}, {len(body)} bytes")
    soak.tally.add("page", "every status and byte right")


def pipelines(soak):
    """Forty requests at once, answered in order."""
    ways = [(b"/healthz", 200), (b"/nothing", 404), *((path.encode(), 200) for path in soak.files)]
    chosen = random.choices(ways, k=40)
    data = b"".join(b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % target for target, _ in chosen)
    found = statuses(talk(soak.server, data + PROBE, random.choice([len(data), 7, 4096])))
    if found != [status for _, status in chosen] + [200]:
        raise Wrong(f"pipelined: {found}")
    soak.tally.add("pipelined", "41 answers in order")


def ends_early(soak):
    """Sends a question and its end at once, and reads the answer all the same."""
    question = random.choice(soak.questions)
    with soak.connect() as client:
        client.sendall(raw(question))
        client.shutdown(socket.SHUT_WR)
        answer = http.client.HTTPResponse(client)
        answer.begin()
        soak.tally.add("half-closed", question.judge(answer.status, answer.headers, answer.read()))


def takes_its_time(soak):
    """Sends a body for longer than the limit, but quickly enough."""
    question = random.choice(soak.bulky)
    with soak.connect() as client:
        data = raw(question)
        head = data.index(b"\r\n\r\n") + 4
        client.sendall(data[:head])
        size = (len(data) - head) // 8 + 1
        sent, longest = time.monotonic(), 0
        for start in range(head, len(data), size):
            soak.stop.wait(BODY / 6)
            client.sendall(data[start : start + size])
            sent, longest = time.monotonic(), max(longest, time.monotonic() - sent)
        answer = http.client.HTTPResponse(client)
        answer.begin()
        if answer.status == 408 and longest > BODY / 2:
            return soak.tally.add("slow and honest", "408, the client had no processor for so long")
        soak.tally.add("slow and honest", question.judge(answer.status, answer.headers, answer.read()))


def idles(soak):
    """Hundreds of connections that have asked once and keep silent until the server has had enough."""
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(soak.connect()) for _ in range(IDLE_CONNECTIONS)]
        for client in clients:
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        for client in clients:
            if not client.recv(4096).startswith(b"HTTP/1.1 200 "):
                raise Wrong("an idle connection had no answer")
        if soak.stop.wait(IDLE):
            return soak.tally.add("idle", "left by the client", len(clients))
        for client in clients:
            client.settimeout(PATIENCE)
            if client.recv(4096):
                raise Wrong("an idle connection was told something")
            soak.tally.add("idle", "closed by the server")


# Those that do not


def sends_rubbish(soak):
    """A case of the table of hostile requests, whole or in pieces."""
    name, (data, expected) = random.choice(list(CASES.items()))
    data += PROBE
    size = random.choice([len(data), 1009, 1 if len(data) < 500 else 4096])
    found = statuses(talk(soak.server, data, size))
    # What reaches the queue may find it full; a connection goes on after that, as it does after the expected status.
    allowed = [{status, 503} for status in expected[:-1]] + [{expected[-1]}]
    if len(found) != len(allowed) or not all(map(operator.contains, allowed, found)):
        raise Wrong(f"{name}, in pieces of {size}: {found} for {expected}")
    soak.tally.add("hostile", " ".join(map(str, found)))


def _drips(soak, client, begin, drop, limit, kind):
    """Sends drop after drop until it is answered with 408."""
    with soak.connect() as connection:
        connection.sendall(begin)
        connection.settimeout(0.1)
        received, end = b"", time.monotonic() + limit + PATIENCE
        while not received and time.monotonic() < end:
            try:
                received = connection.recv(4096)
            except TimeoutError:
                connection.sendall(drop)
        if not received.startswith(b"HTTP/1.1 408 "):
            raise Wrong(f"{kind}: {received[:80]!r} after {limit} s and more")
    soak.tally.add(client, "408")


def drips_a_head(soak):
    _drips(soak, "slow head", b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: ", b"x", HEAD, "a head without end")


def drips_a_body(soak):
    head = b"POST /predict HTTP/1.1\r\nHost: a\r\n" + TYPE_JSON
    begin, drop = random.choice([
        (b"Content-Length: 100000\r\n\r\n", b"x"), (b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ])  # fmt: skip
    _drips(soak, "slow body", head + begin, drop, BODY, "a body without end")


def keeps_silent(soak):
    """Connects and says nothing."""
    with soak.connect() as client:
        client.settimeout(FIRST_BYTE + PATIENCE)
        if received := read_all(client):
            raise Wrong(f"silence: {received[:80]!r}")
    soak.tally.add("silent", "closed")


def never_reads(soak):
    """Asks for megabytes through a window of a few kilobytes, and takes none of them."""
    path = max(soak.files, key=lambda path: len(soak.files[path]))
    requests = b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path.encode() * 1000
    with soak.connect(window=4096) as client, contextlib.suppress(ConnectionError):
        client.setblocking(False)
        # A reset is what tells: more requests are always there, unread.
        reset = select.poll()
        reset.register(client, 0)
        # The answer that is on its way when the pipe is full may have moved quickly enough for a second time.
        left, end = requests, time.monotonic() + 2 * ANSWER + 3 * PATIENCE
        while not reset.poll(100):
            if soak.stop.is_set():
                return soak.tally.add("never reads", "left by the client")
            if time.monotonic() > end:
                raise Wrong("who never reads is waited for")
            with contextlib.suppress(BlockingIOError):
                left = left[client.send(left) :] or requests
    soak.tally.add("never reads", "cut")


def resets(soak):
    """Ends without a word, at any moment."""
    question = random.choice(soak.bulky)
    data = random.choice([b"", b"GET / HT", raw(question)[: random.randint(1, len(question.body))], raw(question)])
    with soak.connect() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.sendall(data)
        soak.stop.wait(random.choice([0, 0.001, 0.01]))
    soak.tally.add("reset", "left by the client")


def reloads(soak):
    """Has the model loaded anew while all others ask it."""
    soak.server.process.send_signal(signal.SIGHUP)
    soak.tally.add("reload", "signalled")
    soak.stop.wait(1)


# How many of each go round at a time.
CLIENTS = {
    asks: 4, crowds: 1, browses: 2, pipelines: 1, ends_early: 1, takes_its_time: 2, idles: 1, sends_rubbish: 3,
    drips_a_head: 4, drips_a_body: 4, keeps_silent: 8, never_reads: 2, resets: 2, reloads: 1,
}  # fmt: skip
NAMES = [
    "questions", "crowd", "page", "pipelined", "half-closed", "slow and honest", "idle", "hostile", "slow head",
    "slow body", "silent", "never reads", "reset", "reload",
]  # fmt: skip
