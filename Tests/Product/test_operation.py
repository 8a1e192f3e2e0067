"""Starting, stopping, and a new model without either."""

import http.client
import os
import re
import shutil
import signal
import socket
import stat
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from api_client import post_png, request
from png_files import of_array
from program import MODEL, PUBLIC, ServerProcess, eventually, run


def other_model():
    """The model with one weight in its last bit another: it answers alike, under another version."""
    content = bytearray(MODEL.read_bytes())
    content[-4] ^= 1
    return bytes(content)


@dataclass
class Address:
    host: str
    port: int


@pytest.fixture
def png(digits):
    return of_array(digits[0][0])


def version(server):
    answer = request(server, "GET", "/readyz")
    assert answer.status == 200
    return answer.json["model"]["version"]


class Administered:
    """A context: a server with a port for who runs it, and a model file of its own."""

    def __init__(self, folder, *arguments, **settings):
        self.model = folder / "model.safetensors"
        shutil.copy(MODEL, self.model)
        self.server = ServerProcess(
            folder, "--port", 0, "--admin-port", 0, "--model", self.model, "--public", PUBLIC, *arguments,
            **settings,
        )

    def __enter__(self):
        self.server.__enter__()
        found = re.fullmatch(r"Its administration is at http://127\.0\.0\.1:(\d+)\n", self.server.next_line())
        self.administration = Address("127.0.0.1", int(found[1]))
        return self

    def __exit__(self, *arguments):
        self.server.__exit__(*arguments)

    def reload(self, headers=None):
        return request(self.administration, "POST", "/admin/reload", headers=headers)

    def replace(self, content):
        """Puts another file in the model's place, whole."""
        part = self.model.with_suffix(".part")
        part.write_bytes(content)
        part.rename(self.model)


@pytest.fixture
def administered(inkling, model, tmp_path):
    with Administered(tmp_path) as running:
        yield running


# A new model


def test_a_reload_changes_the_answers_model(administered, png):
    server = administered.server
    before = version(server)
    assert post_png(server, png).json["model"]["version"] == before
    administered.replace(other_model())
    assert version(server) == before
    answer = administered.reload()
    assert (answer.status, answer.json["status"]) == (200, "reloaded")
    after = post_png(server, png).json["model"]["version"]
    assert after == answer.json["model"]["version"] == version(server) != before
    assert eventually(lambda: "the model was loaded anew" in server.log.read_text())


def test_a_signal_reloads_too(administered, png):
    server = administered.server
    before = version(server)
    administered.replace(other_model())
    server.process.send_signal(signal.SIGHUP)
    assert eventually(lambda: version(server) != before)
    assert post_png(server, png).status == 200


def garbage(model):
    content = bytearray(model.read_bytes())
    yield "rubbish", b"rubbish" * 1000
    yield "nothing", b""
    yield "half", bytes(content[: len(content) // 2])
    content[-3:] = b"\xff\xff\x7f"  # A weight that is NaN.
    yield "not a number", bytes(content)


@pytest.mark.parametrize("name, content", garbage(MODEL), ids=lambda value: value if isinstance(value, str) else "")
def test_rubbish_in_the_models_place_leaves_the_old_one_answering(administered, png, name, content):
    server = administered.server
    before = version(server)
    # In place, not by renaming: whoever had mapped the file would see it change, or die of it.
    administered.model.write_bytes(content)
    assert post_png(server, png).json["model"]["version"] == before
    answer = administered.reload()
    assert (answer.status, answer.error["code"]) == (422, "model_refused")
    server.process.send_signal(signal.SIGHUP)
    assert eventually(lambda: server.log.read_text().count("the old one goes on") == 2)
    assert str(administered.model) in server.log.read_text()
    assert version(server) == before
    assert post_png(server, png).json["model"]["version"] == before
    metrics = request(administered.administration, "GET", "/metrics").body.decode()
    assert 'inkling_model_reloads_total{result="failed"} 2' in metrics


def test_requests_never_fail_while_models_are_exchanged(administered, png):
    server = administered.server
    versions, failures = set(), []
    end = threading.Event()

    def ask():
        while not end.is_set():
            answer = post_png(server, png)
            if answer.status != 200 or answer.json["digit"] != 7:
                failures.append(answer)
            versions.add(answer.json["model"]["version"])

    clients = [threading.Thread(target=ask) for _ in range(3)]
    for client in clients:
        client.start()
    for turn in range(6):
        administered.replace((other_model(), MODEL.read_bytes())[turn % 2])
        assert administered.reload().status == 200
        assert eventually(lambda: len(versions) > min(turn, 1))
    end.set()
    for client in clients:
        client.join()
    assert not failures and len(versions) == 2


def test_the_administration_is_for_this_machines_programs_alone(administered):
    assert administered.reload({"Origin": "http://evil.example"}).error["code"] == "not_for_pages"
    assert request(administered.server, "POST", "/admin/reload").status == 404
    assert request(administered.server, "GET", "/metrics").status == 404
    assert request(administered.administration, "GET", "/metrics").status == 200
    assert request(administered.administration, "GET", "/readyz").status == 200
    assert request(administered.administration, "POST", "/predict").status == 404
    listening = Path(f"/proc/{administered.server.process.pid}/net/tcp").read_text()
    assert f"0100007F:{administered.administration.port:04X} 00000000:0000 0A" in listening


# The end


def test_during_the_grace_the_server_serves_and_says_that_it_is_not_ready(inkling, model, png, tmp_path):
    with Administered(tmp_path, "--shutdown-grace", 30) as running:
        server = running.server
        server.process.send_signal(signal.SIGTERM)
        assert eventually(lambda: request(server, "GET", "/readyz").status == 503)
        assert request(server, "GET", "/readyz").error["code"] == "stopping"
        assert request(server, "GET", "/healthz").status == 200
        assert post_png(server, png).status == 200
        assert server.is_alive
        # A second signal does not wait for the grace.
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=5) == 0


def test_what_is_not_done_by_the_deadline_is_cut(start_server, tmp_path):
    with start_server(tmp_path, INKLING_SHUTDOWN_DEADLINE="0.3") as server:
        with socket.create_connection((server.host, server.port), timeout=20) as slow:
            slow.sendall(b"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
            assert request(server, "GET", "/healthz").status == 200
            server.process.send_signal(signal.SIGINT)
            assert slow.recv(4096) == b""
        assert server.process.wait(timeout=5) == 0


def test_a_second_signal_ends_at_once(start_server, tmp_path):
    with start_server(tmp_path, "--shutdown-deadline", 300) as server:
        with socket.create_connection((server.host, server.port), timeout=20) as slow:
            slow.sendall(b"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
            assert request(server, "GET", "/healthz").status == 200
            server.process.send_signal(signal.SIGTERM)
            assert eventually(lambda: "stopping" in server.log.read_text())
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(timeout=5) == 0


# Where it listens


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("inkling", timeout=20)
        self._path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self._path)


def status_over(path):
    connection = UnixConnection(path)
    connection.request("GET", "/readyz")
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_unix_socket_in_place_of_a_port(inkling, model, tmp_path):
    path = tmp_path / "inkling.sock"
    with ServerProcess(tmp_path, "--unix", path, "--model", model, "--public", PUBLIC) as server:
        assert server.line == f"Inkling reads digits at unix:{path}\n"
        assert status_over(path) == 200
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        for arguments, settings in ((["--url", f"unix:{path}"], {}), ([], {"INKLING_UNIX": path})):
            probe = run(inkling, "healthcheck", *arguments, **settings)
            assert (probe.returncode, probe.stdout) == (0, "ready\n"), probe.stderr
        second = run(inkling, "serve", "--unix", path, "--model", model, "--public", PUBLIC)
        assert second.returncode == 1 and str(path) in second.stderr
        server.process.kill()
        server.process.wait()
    assert path.exists()
    with ServerProcess(
        tmp_path, "--model", model, "--public", PUBLIC, INKLING_UNIX=path, INKLING_UNIX_MODE="600"
    ):
        assert status_over(path) == 200
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()
    probe = run(inkling, "healthcheck", "--url", f"unix:{path}")
    assert probe.returncode == 1 and str(path) in probe.stderr


def test_several_addresses(inkling, model, tmp_path):
    with ServerProcess(
        tmp_path, "--port", 0, "--model", model, "--public", PUBLIC, INKLING_HOST="127.0.0.1,::1"
    ) as server:
        assert server.host == "127.0.0.1"
        other = re.fullmatch(r"Inkling reads digits at http://\[::1\]:(\d+)\n", server.next_line())
        assert request(server, "GET", "/readyz").status == 200
        assert request(Address("::1", int(other[1])), "GET", "/readyz").status == 200


def test_sockets_that_systemd_hands_over(inkling, model, tmp_path):
    """As systemd does: descriptors from 3 on, their number and the process they are for in the environment."""
    with socket.create_server(("127.0.0.1", 0)) as owned:
        port = owned.getsockname()[1]

        def hand_over():
            os.dup2(owned.fileno(), 3, inheritable=True)

        # The process must know its own id, which only a shell between can tell it.
        script = tmp_path / "inkling"
        script.write_text(f'#!/bin/sh\nexport LISTEN_PID=$$ LISTEN_FDS=1\nexec {inkling} "$@"\n')
        script.chmod(0o755)
        for _ in range(2):
            with ServerProcess(
                tmp_path, "--model", model, "--public", PUBLIC, program=script, before=hand_over,
                keep=(3, owned.fileno()),
            ) as server:
                assert server.port == port
                assert request(server, "GET", "/readyz").status == 200
        # It listens still, for its owner, who would start another server now.
        with socket.create_connection(("127.0.0.1", port)):
            accepted, _ = owned.accept()
            accepted.close()


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--unix-mode", "888"], ["--unix-mode"]),
        (["--shutdown-grace", "-1"], ["--shutdown-grace"]),
        (["--shutdown-deadline", "soon"], ["--shutdown-deadline"]),
        (["--admin-port", "65536"], ["--admin-port"]),
    ],
)
def test_bad_options_are_named(inkling, arguments, words):
    result = run(inkling, "serve", *arguments)
    assert result.returncode == 2
    for word in words:
        assert word in result.stderr
