"""The commands as a person types them: texts, exit statuses, files and variables."""

import json
import os
import re
import signal
import socket
import subprocess

import numpy as np
import pytest
from api_client import post_png, request
from PIL import Image
from png_files import SIGNATURE, bomb, of_array
from program import PUBLIC, ServerProcess, eventually, run


@pytest.fixture
def picture(tmp_path, digits):
    """A file with a 7."""
    path = tmp_path / "seven.png"
    path.write_bytes(of_array(digits[0][0]))
    return path


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as holder:
        return holder.getsockname()[1]


def refused(result, status, *words):
    """The run failed with that status, said why on standard error alone, and in these words."""
    assert result.returncode == status, result.stderr
    assert result.stdout == ""
    for word in map(str, words):
        assert word in result.stderr
    assert "Swift" not in result.stderr and "CocoaError" not in result.stderr


# Help and usage


@pytest.mark.parametrize(
    "command, words",
    [
        ([], ["serve", "predict", "bench", "healthcheck"]),
        (["serve"], ["--host", "--port", "--model", "--public", "(default: 8080)", "127.0.0.1", "SIGTERM"]),
        (["predict"], ["<file>", "--model", "--top-k", "--json", "--explain", "INKLING_MODEL"]),
        (["bench"], ["--model", "--batch", "--threads", "--png", "--json"]),
        (["healthcheck"], ["--url", "/readyz"]),
    ],
)
def test_help_names_every_option(inkling, command, words):
    result = run(inkling, *command, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    for word in words:
        assert word in result.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["nonsense"],
        ["serve", "--nonsense"],
        ["serve", "--port", "eighty"],
        ["serve", "--port", "65536"],
        ["serve", "--log-level", "loud"],
        ["predict"],
        ["predict", "--top-k", "11", "x.png"],
        ["bench", "--batch", "0"],
        ["bench", "--threads", "many"],
        ["healthcheck", "--url", "nonsense"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_status_2(inkling, command):
    refused(run(inkling, *command), 2, command[1] if len(command) > 1 else "Usage")


# inkling predict


def test_predict_prints_one_result_a_line(inkling, model, picture, tmp_path):
    blank = tmp_path / "blank.png"
    blank.write_bytes(of_array(np.zeros((28, 28), np.uint8)))
    result = run(inkling, "predict", picture, blank, "--model", model)
    assert (result.returncode, result.stderr) == (0, "")
    first, second = result.stdout.splitlines()
    assert re.fullmatch(re.escape(str(picture)) + r"  7 \d+\.\d\d %", first)
    assert second.startswith(str(blank)) and second.endswith("(blank)")


def test_predict_names_the_likeliest_digits(inkling, model, picture):
    line = run(inkling, "predict", picture, "--model", model, "--top-k", "3").stdout
    assert re.fullmatch(re.escape(str(picture)) + r"  7 \S+ %  \d \S+ %  \d \S+ %\n", line)


def test_predict_prints_json_lines(inkling, model, picture):
    result = run(inkling, "predict", picture, picture, "--model", model, "--json", "--top-k", "2")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["digit"], row["file"], len(row["top_k"]), row["reason"]) for row in rows] == [
        (7, str(picture), 2, None)
    ] * 2


STEPS = ["picture", "paper", "ink", "digit", "stroke", "input"]


def test_predict_keeps_the_steps_of_each_picture(inkling, model, tmp_path):
    page = np.full((700, 500), 255, np.uint8)
    page[200:500, 250:280] = 0
    (tmp_path / "one.png").write_bytes(of_array(page))
    (tmp_path / "blank.png").write_bytes(of_array(page[:150]))
    folder = tmp_path / "deep" / "steps"
    files = [tmp_path / "one.png", tmp_path / "blank.png"]
    result = run(inkling, "predict", *files, "--model", model, "--json", "--explain", folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert all("explanation" not in json.loads(line) for line in result.stdout.splitlines())
    names = [f"one-{number}-{step}.png" for number, step in enumerate(STEPS, 1)]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "blank-1-picture.png", "blank-2-paper.png"])
    pictures = [Image.open(folder / name) for name in names]
    assert all(max(picture.size) <= 280 and picture.mode == "L" for picture in pictures)
    assert pictures[-1].size == (28, 28)
    assert pictures[0].getpixel((0, 0)) == 255 and pictures[2].getpixel((0, 0)) == 0


def test_steps_go_over_no_picture_and_no_other_steps(inkling, model, picture, tmp_path):
    twin = tmp_path / "twin"
    twin.mkdir()
    (twin / picture.name).write_bytes(picture.read_bytes())
    command = [inkling, "predict", "--model", model, "--explain"]
    refused(run(*command, tmp_path / "out", picture, twin / picture.name), 2, "same name")
    refused(run(*command, picture, picture), 2, picture, "name a folder")
    source = tmp_path / "a.png"
    source.write_bytes(picture.read_bytes())
    step = tmp_path / "a-1-picture.png"
    step.write_bytes(picture.read_bytes())
    refused(run(*command, tmp_path, source, step), 2, "also reads")
    assert step.read_bytes() == picture.read_bytes()


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("missing.png", None, "no such file"),
        ("page.html", b"<html>", "not a PNG"),
        ("cut.png", SIGNATURE, "cut short"),
        ("empty.png", b"", "empty"),
        ("huge.png", bomb(5000, 5000), "5000x5000"),
    ],
)
def test_a_bad_file_among_good_ones_is_named_and_the_others_are_read(
    inkling, model, picture, tmp_path, name, content, words
):
    bad = tmp_path / name
    if content is not None:
        bad.write_bytes(content)
    result = run(inkling, "predict", picture, bad, picture, "--model", model)
    assert result.returncode == 2
    assert len(result.stdout.splitlines()) == 2
    assert len(result.stderr.splitlines()) == 1
    assert str(bad) in result.stderr and words in result.stderr


def test_predict_agrees_with_the_server(inkling, model, server, picture):
    local = json.loads(run(inkling, "predict", picture, "--model", model, "--json").stdout)
    served = post_png(server, picture.read_bytes()).json
    for key in ("digit", "confidence", "probabilities", "is_digit", "accepted", "model"):
        assert local[key] == served[key]


# Checkpoints


def altered(content):
    """The last weight another number."""
    return content[:-4] + np.array([7], "<f4").tobytes()


def not_finite(content):
    return content[:-4] + np.array([np.nan], "<f4").tobytes()


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda content: b"", "cut short"),
        (lambda content: b"rubbish", "cut short"),
        (lambda content: b"<html>" * 1000, "safetensors"),
        (lambda content: content[:1000], "cut short"),
        (lambda content: content[:-1], "cut short"),
        (lambda content: content + b"x", "follow the last tensor"),
        (altered, "altered"),
        (not_finite, "NaN"),
    ],
    ids=["empty", "rubbish", "a page", "half a header", "a byte short", "a byte long", "a weight altered", "NaN"],
)
@pytest.mark.parametrize("command", ["serve", "predict", "bench"])
def test_a_bad_checkpoint_is_refused_with_the_reason(inkling, model, tmp_path, command, change, words):
    path = tmp_path / "bad.safetensors"
    path.write_bytes(change(model.read_bytes()))
    files = ["x.png"] if command == "predict" else []
    refused(run(inkling, command, *files, "--model", path), 2, path, words)


def test_a_missing_checkpoint_is_named_with_the_way_to_make_it(inkling, tmp_path):
    refused(run(inkling, "serve", cwd=tmp_path), 2, "Models/inkling.safetensors", "--model", "inkling-train fit")


# inkling serve


def test_a_taken_port_is_named(inkling, model):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        result = run(inkling, "serve", "--port", port, "--model", model, "--public", PUBLIC)
    refused(result, 1, f"127.0.0.1:{port}", "in use")


def test_a_missing_page_is_named(inkling, model, tmp_path):
    result = run(inkling, "serve", "--port", 0, "--model", model, "--public", tmp_path / "nowhere")
    refused(result, 2, tmp_path / "nowhere", "--public")


@pytest.mark.parametrize(
    "variable, value", [("INKLING_PORT", "eighty"), ("INKLING_PORT", "65536"), ("INKLING_LOG_LEVEL", "loud")]
)
def test_a_bad_variable_is_named(inkling, model, variable, value):
    result = run(inkling, "serve", "--model", model, "--public", PUBLIC, **{variable: value})
    refused(result, 2, variable, value)


def test_every_flag_has_a_variable(inkling, model, tmp_path, free_port):
    settings = {
        "INKLING_HOST": "::1",
        "INKLING_PORT": free_port,
        "INKLING_MODEL": model,
        "INKLING_PUBLIC": PUBLIC,
        "INKLING_LOG_LEVEL": "error",
    }
    with ServerProcess(tmp_path, **settings) as server:
        assert (server.host, server.port) == ("::1", free_port)
        assert request(server, "GET", "/").status == 200
        assert run(inkling, "healthcheck", INKLING_PORT=free_port, INKLING_HOST="::1").returncode == 0
    assert server.log.read_text() == ""


def test_a_flag_goes_before_its_variable(start_server, tmp_path):
    with start_server(tmp_path, INKLING_PORT=1, INKLING_MODEL="/nowhere", INKLING_PUBLIC="/nowhere") as server:
        assert request(server, "GET", "/readyz").status == 200


def test_the_access_log_has_the_request_its_id_and_its_times(start_server, tmp_path, picture):
    with start_server(tmp_path) as server:
        answer = post_png(server, picture.read_bytes())
    line = next(line for line in server.log.read_text().splitlines() if "path=/predict" in line)
    for word in ("method=POST", "status=200", "digit=7", f"request_id={answer.headers['X-Request-Id']}"):
        assert word in line
    for key in ("duration_ms", "decode_ms", "normalize_ms", "infer_ms"):
        assert re.search(rf"\b{key}=\d+\.\d+\b", line)


def refuses_connections(server):
    try:
        socket.create_connection((server.host, server.port), timeout=2).close()
    except ConnectionRefusedError:
        return True
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_drains(start_server, tmp_path, number):
    """A request whose body is still arriving when the signal comes is answered; then the server ends well."""
    png = of_array(np.array(Image.new("L", (28, 28))))
    with start_server(tmp_path) as server:
        with socket.create_connection((server.host, server.port), timeout=20) as busy:
            head = f"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: {len(png)}\r\n\r\n"
            busy.sendall(head.encode() + png[:10])
            # An answer on another connection proves that the head has been read by now or is about to be.
            assert request(server, "GET", "/healthz").status == 200
            server.process.send_signal(number)
            assert eventually(lambda: "stopping" in server.log.read_text())
            assert server.is_alive
            assert eventually(lambda: refuses_connections(server))
            busy.sendall(png[10:])
            received = b""
            while piece := busy.recv(65536):
                received += piece
        assert received.startswith(b"HTTP/1.1 200 ") and b'"reason":"blank"' in received
        assert b"connection: close" in received.lower()
        assert server.process.wait(timeout=15) == 0


def test_a_signal_right_after_the_start_is_not_lost(start_server, tmp_path):
    for _ in range(20):
        with start_server(tmp_path) as server:
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(timeout=15) == 0


def test_an_idle_connection_does_not_delay_the_end(start_server, tmp_path):
    with start_server(tmp_path) as server:
        with socket.create_connection((server.host, server.port)) as idle:
            idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            assert idle.recv(65536).startswith(b"HTTP/1.1 200 ")
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(timeout=5) == 0


# inkling healthcheck and bench


def test_healthcheck_tells_a_ready_server(inkling, server):
    result = run(inkling, "healthcheck", "--url", f"http://127.0.0.1:{server.port}/readyz")
    assert (result.returncode, result.stdout, result.stderr) == (0, "ready\n", "")
    assert run(inkling, "healthcheck", INKLING_PORT=server.port).returncode == 0


def test_healthcheck_tells_a_server_that_is_not(inkling, server, free_port):
    refused(run(inkling, "healthcheck", INKLING_PORT=free_port), 1, f":{free_port}/readyz", "refused")
    url = f"http://127.0.0.1:{server.port}/nothing"
    refused(run(inkling, "healthcheck", "--url", url), 1, url, "404")


def test_healthcheck_gives_up_on_a_server_that_says_nothing(inkling):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        refused(run(inkling, "healthcheck", "--url", url, timeout=10), 1, url)


def test_bench_prints_json(inkling, model):
    result = json.loads(run(inkling, "bench", "--model", model, "--json").stdout)
    assert set(result) == {"median_us_per_image", "images_per_second", "gflops"}
    assert result["images_per_second"] == pytest.approx(1e6 / result["median_us_per_image"])
    assert 1 < result["median_us_per_image"] < 100_000 and result["gflops"] > 0


def test_bench_prints_text(inkling, model):
    text = run(inkling, "bench", "--model", model, "--batch", "4", "--threads", "2").stdout
    assert re.search(r"\d+\.\d us an image, \d+ images/s, \d+\.\d GFLOP/s \(batch 4, 2 threads\)", text)


def test_a_closed_pipe_ends_predict(inkling, model, picture):
    """`inkling predict ... | head` does not hang."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as out:
        command = [str(inkling), "predict", *[str(picture)] * 500, "--model", str(model)]
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        assert process.wait(timeout=60) in (0, -signal.SIGPIPE)


def test_bench_times_and_compares_the_two_ways_to_read_a_picture(inkling, tmp_path, digits):
    """Files as Pillow writes them; the command fails where libpng shows other pixels."""
    gray = Image.fromarray(digits[0][0]).resize((90, 70))
    color = Image.merge("RGBA", (gray, gray.rotate(90), gray.rotate(180), gray.point(lambda value: 255 - value)))
    palette = color.convert("RGB").quantize(100)
    images = [gray, color, palette, *(color.convert(mode) for mode in ("RGB", "LA", "1", "P", "I"))]
    files = [tmp_path / f"{number}.png" for number in range(2 * len(images))]
    for number, image in enumerate(images):
        image.save(files[2 * number])
        # A transparent colour, or a palette with alphas; compressed otherwise.
        image.save(files[2 * number + 1], compress_level=1, **({"transparency": 0} if image.mode in "LP" else {}))
    rows = json.loads(run(inkling, "bench", "--json", "--png", *files).stdout)
    assert [row["file"] for row in rows] == list(map(str, files))
    for row, file in zip(rows, files):
        assert (row["bytes"], row["width"], row["height"]) == (file.stat().st_size, 90, 70)
        assert row["ratio"] == pytest.approx(row["libpng_us"] / row["decode_us"])


def test_bench_names_a_picture_that_it_cannot_read(inkling, tmp_path):
    path = tmp_path / "none.png"
    refused(run(inkling, "bench", "--png", path), 2, path, "no such file")
    path.write_bytes(SIGNATURE)
    refused(run(inkling, "bench", "--png", path), 2, path, "cut short")


def test_version(inkling):
    result = run(inkling, "--version")
    assert result.returncode == 0
    assert re.fullmatch(r"inkling \d+\.\d+\.\d+\n", result.stdout)


def test_healthcheck_tries_every_address_of_a_name(inkling, server):
    """`localhost` means ::1 first on most machines, where nobody listens."""
    assert run(inkling, "healthcheck", "--url", f"http://localhost:{server.port}/readyz").returncode == 0
