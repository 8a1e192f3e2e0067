"""The page's files over HTTP: validators, codings and ranges; and what keeps `serve` from starting."""

import email.utils
import gzip
import os
import shutil

import pytest
from api_client import request
from program import INKLING, PUBLIC, run

FILES = sorted(path.name for path in PUBLIC.iterdir())


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_the_same_plain_and_in_gzip_and_by_head(server, name):
    content = (PUBLIC / name).read_bytes()
    plain = request(server, "GET", f"/{name}")
    packed = request(server, "GET", f"/{name}", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert (plain.status, plain.body) == (200, content)
    assert plain.headers["Content-Encoding"] is None
    modified = email.utils.parsedate_to_datetime(plain.headers["Last-Modified"]).timestamp()
    assert modified == int(os.stat(PUBLIC / name).st_mtime)
    if plain.headers["Vary"]:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == content
        assert len(packed.body) < len(content)
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
        assert packed.headers["ETag"] != plain.headers["ETag"]
    for answer, coding in ((plain, "identity"), (packed, "gzip")):
        head = request(server, "HEAD", f"/{name}", headers={"Accept-Encoding": coding})
        assert head.body == b""
        per_request = {"Date", "X-Request-Id"}
        assert {(k, v) for k, v in head.headers.items() if k not in per_request} == {
            (k, v) for k, v in answer.headers.items() if k not in per_request
        }


def test_the_page_is_worth_compressing(server):
    total = {coding: 0 for coding in ("identity", "gzip")}
    for coding in total:
        total[coding] = sum(
            len(request(server, "GET", f"/{name}", headers={"Accept-Encoding": coding}).body) for name in FILES
        )
    assert total["gzip"] < 0.6 * total["identity"], total


def test_refused_conditions_are_errors_in_json(server):
    size = (PUBLIC / "index.html").stat().st_size
    for fields, status, code in [
        ({"If-Match": '"x"'}, 412, "precondition_failed"),
        ({"Range": f"bytes={size}-"}, 416, "range_not_satisfiable"),
        ({"Accept-Encoding": "identity;q=0"}, 406, "not_acceptable"),
    ]:
        answer = request(server, "GET", "/", headers=fields)
        if status == 406:
            # http.client adds no coding of its own where one is named.
            assert request(server, "GET", "/", headers={"Accept-Encoding": "gzip, identity;q=0"}).status == 200
        assert (answer.status, answer.error["code"]) == (status, code)
        assert answer.headers["Vary"] == "Accept-Encoding"
        if status == 416:
            assert answer.headers["Content-Range"] == f"bytes */{size}"
    answer = request(server, "GET", "/", headers={"Range": "bytes=1-4"})
    assert (answer.status, answer.body) == (206, (PUBLIC / "index.html").read_bytes()[1:5])
    assert answer.headers["Content-Range"] == f"bytes 1-4/{size}"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_a_file_is_only_for_reading(server, method):
    answer = request(server, method, "/index.html", headers={"If-Match": '"x"'})
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    options = request(server, "OPTIONS", "/index.html")
    assert (options.status, options.headers["Allow"], options.body) == (204, "GET, HEAD, OPTIONS", b"")


def serve(folder, model):
    return run(INKLING, "serve", "--port", "0", "--model", model, "--public", folder, timeout=20)


def test_serve_needs_a_page(inkling, model, tmp_path):
    result = serve(tmp_path, model)
    assert result.returncode == 2
    assert f"there is no index.html in {tmp_path}" in result.stderr and "--public" in result.stderr


def test_serve_refuses_a_link_that_leads_outside(inkling, model, tmp_path):
    folder = tmp_path / "page"
    shutil.copytree(PUBLIC, folder)
    (folder / "leak").symlink_to("/etc/passwd")
    result = serve(folder, model)
    assert result.returncode == 2
    assert f"{folder}/leak is a link to /etc/passwd" in result.stderr
