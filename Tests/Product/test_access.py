"""Who may ask: keys, rates, other origins, proxies; and what every answer tells browsers."""

import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from api_client import encoded, request, send_raw
from png_files import bomb, of_array
from program import MODEL, PUBLIC, run

KEY = "0123456789abcdefghij"


@pytest.fixture
def png(digits):
    return of_array(digits[0][0])


def post(server, png, **fields):
    headers = {name.replace("_", "-"): value for name, value in fields.items()}
    return request(server, "POST", "/predict", png, {"Content-Type": "image/png"} | headers)


@pytest.fixture
def keys(tmp_path):
    path = tmp_path / "keys"
    path.write_text(f"# ours\nweb:{KEY}\nanother-key-without-a-name\n")
    return path


def test_a_key_opens_the_api(start_server, tmp_path, keys, png):
    with start_server(tmp_path, "--api-keys", keys) as server:
        for answer in (post(server, png), request(server, "GET", "/metrics")):
            assert (answer.status, answer.error["code"]) == (401, "key_missing")
            assert answer.headers["WWW-Authenticate"] == 'Bearer realm="inkling"'
        answer = post(server, png, Authorization=f"Bearer {KEY}x")
        assert (answer.status, answer.error["code"]) == (401, "key_unknown")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="inkling", error="invalid_token"'
        assert post(server, png, Authorization=f"Bearer {KEY}").json["digit"] == 7
        assert post(server, png, Authorization="bearer another-key-without-a-name").status == 200
        metrics = request(server, "GET", "/metrics", headers={"Authorization": f"Bearer {KEY}"})
        assert 'inkling_http_requests_total{route="/predict",method="POST",status="401"} 2' in metrics.body.decode()
        for path in ("/", "/healthz", "/readyz"):
            assert request(server, "GET", path).status == 200
        assert request(server, "OPTIONS", "/predict").status == 204
    assert KEY not in server.log.read_text()


@pytest.mark.parametrize(
    "text, words", [("", "no keys"), ("short\n", "line 1"), (f"a:{KEY}\nb:{KEY}\n", "line 2"), (None, "no such file")]
)
def test_a_bad_file_of_keys_is_named(inkling, tmp_path, text, words):
    path = tmp_path / "keys"
    if text is not None:
        path.write_text(text)
    result = run(inkling, "serve", "--port", 0, "--model", MODEL, "--public", PUBLIC, INKLING_API_KEYS=path)
    assert result.returncode == 2
    assert words in result.stderr.lower() and str(path) in result.stderr and "--api-keys" in result.stderr
    assert KEY not in result.stderr


def test_who_asks_too_often_is_told_when_to_come_back(start_server, tmp_path, png):
    with start_server(tmp_path, "--rate", "2/h", "--burst", 3) as server:
        assert [post(server, png).status for _ in range(5)] == [200, 200, 200, 429, 429]
        answer = post(server, png)
        assert answer.error["code"] == "too_many_requests"
        assert 1700 < int(answer.headers["Retry-After"]) <= 1800
        assert answer.headers["RateLimit-Policy"] == '"requests";q=3;w=5400'
        assert re.fullmatch(r'"requests";r=0;t=1[78]\d\d', answer.headers["RateLimit"])
        # Everybody may still look, and nobody counts it.
        for _ in range(5):
            assert request(server, "GET", "/").status == request(server, "GET", "/readyz").status == 200


def test_a_list_of_pictures_counts_as_so_many_requests(start_server, tmp_path, png):
    batch = json.dumps({"images": [encoded(png)] * 9 + ["no picture"]})
    with start_server(tmp_path, "--rate", "1/m", "--burst", 3) as server:
        answer = request(server, "POST", "/predict", batch, {"Content-Type": "application/json"})
        assert (answer.status, len(answer.json["predictions"])) == (200, 10)
        refused = post(server, png)
        assert refused.status == 429
        # Of ten two are paid at once beside the first, and one more is wanted.
        assert 60 * 7 < int(refused.headers["Retry-After"]) <= 60 * 8


def test_who_has_no_key_is_told_so_before_the_body(start_server, tmp_path, keys):
    head = b"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nExpect: 100-continue\r\n"
    with start_server(tmp_path, "--api-keys", keys, "--rate", "1/h") as server:
        assert send_raw(server, head + b"Content-Length: 9\r\n\r\n").startswith(b"HTTP/1.1 401 ")
        with socket.create_connection((server.host, server.port), timeout=20) as client:
            client.sendall(head + b"Authorization: Bearer %s\r\nContent-Length: 9\r\n\r\n" % KEY.encode())
            assert client.recv(4096) == b"HTTP/1.1 100 Continue\r\n\r\n"
            # Asking counted for nothing: the one request of this hour is still free.
            client.sendall(b"no PNG at")
            assert b" 400 " in client.recv(4096)[:14]


def test_who_finds_the_queue_full_can_read_it_from_another_origin(start_server, tmp_path):
    origin = "https://pages.example"
    slow = json.dumps({"images": [encoded(bomb(4096, 4096))] * 4})
    headers = {"Content-Type": "application/json", "Origin": origin}
    with start_server(
        tmp_path, "--cors-origin", origin, "--limit-handlers", 1, "--limit-queue", 1
    ) as server, ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: request(server, "POST", "/predict", slow, headers), range(6)))
    assert {answer.status for answer in answers} == {200, 503}
    for answer in answers:
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert "Origin" in answer.headers["Vary"]


def test_a_proxy_is_believed_only_where_it_is_trusted(start_server, tmp_path, png):
    def statuses(server):
        return [post(server, png, X_Forwarded_For=f"203.0.113.{number}").status for number in range(3)]

    with start_server(tmp_path, "--rate", "1/h") as server:
        assert statuses(server) == [200, 429, 429]
    with start_server(tmp_path, "--rate", "1/h", INKLING_TRUSTED_PROXY="10.0.0.0/8,127.0.0.1") as server:
        assert statuses(server) == [200, 200, 200]
        assert statuses(server) == [429, 429, 429]
        assert post(server, png, X_Forwarded_For="198.51.100.7, 203.0.113.1").status == 429
    assert "client=203.0.113.1 " in server.log.read_text()


def test_pages_of_allowed_origins_may_ask(start_server, tmp_path, png):
    origin = "https://pages.example"
    ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    with start_server(tmp_path, "--cors-origin", origin, "--rate", "1/h") as server:
        preflight = request(server, "OPTIONS", "/predict", headers=ask | {"Origin": origin})
        assert preflight.status == 204
        assert preflight.headers["Access-Control-Allow-Origin"] == origin
        assert "POST" in preflight.headers["Access-Control-Allow-Methods"].split(", ")
        assert {"Authorization", "Content-Type"} <= set(preflight.headers["Access-Control-Allow-Headers"].split(", "))
        assert int(preflight.headers["Access-Control-Max-Age"]) > 0
        assert "Origin" in preflight.headers["Vary"]
        # Refusals too, or the page could not read why.
        for status in (200, 429):
            answer = post(server, png, Origin=origin)
            assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (status, origin)
        other = request(server, "OPTIONS", "/predict", headers=ask | {"Origin": "https://evil.example"})
        assert not [name for name in other.headers if name.lower().startswith("access-control")]
        assert "Origin" in other.headers["Vary"]


def test_without_allowed_origins_nothing_is_said_of_them(server, png):
    answer = post(server, png, Origin="https://pages.example")
    assert answer.status == 200
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET / HTTP/3.0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    ],
)
def test_every_answer_tells_browsers_to_be_careful(server, data):
    head = send_raw(server, data).split(b"\r\n\r\n")[0].decode().lower()
    for field in (
        "x-content-type-options: nosniff", "referrer-policy: no-referrer", "frame-ancestors 'none'",
        "permissions-policy: ",
    ):
        assert field in head, field
    assert "unsafe" not in head and "server:" not in head


@pytest.mark.parametrize(
    "arguments",
    [
        ["--rate", "fast"], ["--burst", "3"], ["--rate", "1/s", "--burst", "0"], ["--cors-origin", "pages.example"],
        ["--cors-origin", "https://pages.example/"], ["--trusted-proxy", "10.1.0.0/8"], ["--proxy-field", "via"],
    ],
    ids=" ".join,
)
def test_bad_rules_are_named(inkling, arguments):
    result = run(inkling, "serve", "--port", 0, "--model", MODEL, "--public", PUBLIC, *arguments)
    assert result.returncode == 2 and arguments[-2] in result.stderr


def test_errors_tell_nothing_of_the_inside(server):
    answer = request(server, "POST", "/predict", b"{", {"Content-Type": "application/json"})
    text = json.dumps(answer.json)
    assert ".swift" not in text and "/work" not in text and str(MODEL) not in text
