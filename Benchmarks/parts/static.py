"""A static file of 10 KB over 64 connections: ours against nginx with one worker and against Hummingbird.

Neither keeps an access log; nginx has the file's descriptor cached, and Hummingbird the bytes in memory, as ours has
them. All must send the file before they are timed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from harness.load import load
from harness.machine import Machine
from harness.programs import run
from harness.rounds import say
from harness.rows import Goal, Row
from harness.server import Server, free_port
from harness.settings import BENCHMARKS, BUILD, INKLING, ROOT, SHIPPED_MODEL, Settings
from networks.agreement import Disagreement

CONNECTIONS = 64
BYTES = 10 * 1024
PATH = "/static.bin"
# As long as a request's load, for the sake of the p99.
LOAD_LENGTH = 4

NGINX_CONFIGURATION = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    open_file_cache max=16;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


def rows(settings: Settings, machine: Machine) -> Iterator[Row]:
    folder = _written_folder()
    hummingbird = _built_hummingbird()
    sides = {"ours": _ours, "nginx, 1 worker": _nginx, "Hummingbird": lambda folder: _hummingbird(hummingbird, folder)}
    rates: dict[str, list[float]] = {name: [] for name in sides}
    slowest: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(settings.rounds):
        for name, server_of in sides.items():
            with server_of(folder) as server:
                if server.get(PATH) != (200, (folder / PATH[1:]).read_bytes()):
                    raise Disagreement(f"{name} does not send the file")
                url = f"http://127.0.0.1:{server.port}{PATH}"
                load(url, None, CONNECTIONS, seconds=1)
                measured = load(url, None, CONNECTIONS, LOAD_LENGTH * settings.seconds)
                rates[name].append(measured.per_second)
                slowest[name].append(measured.p99_ms)
    for name, figures in rates.items():
        say(f"static: {name} {' '.join(f'{figure:.0f}/s' for figure in figures)}")
    for name, bound in (("nginx, 1 worker", 0.8), ("Hummingbird", 1.5)):
        yield Row(
            "static", f"10 KB file, {CONNECTIONS} connections", "requests/s", median(rates["ours"]),
            median(rates[name]), name, more_is_better=True, goal=Goal(bound),
        )  # fmt: skip
        yield Row("static", "p99", "ms", median(slowest["ours"]), median(slowest[name]), name)


def _ours(folder: Path) -> Server:
    port = free_port()
    return Server(
        [INKLING, "serve", "--port", port, "--model", SHIPPED_MODEL, "--public", folder, "--log-level", "warning"],
        port, PATH, folder=ROOT, environment={},
    )  # fmt: skip


def _nginx(folder: Path) -> Server:
    port = free_port()
    configuration = folder.parent / "nginx.conf"
    configuration.write_text(NGINX_CONFIGURATION.format(folder=folder, port=port))
    return Server(
        ["/usr/sbin/nginx", "-p", folder, "-c", configuration], port, PATH, folder=folder, environment={}
    )


def _hummingbird(program: Path, folder: Path) -> Server:
    port = free_port()
    return Server([program, port, folder / PATH[1:]], port, PATH, folder=folder, environment={})


def _built_hummingbird() -> Path:
    """The peer, built where it is not; the first time that takes minutes."""
    package, build = BENCHMARKS / "peers/hummingbird_server", BUILD / "hummingbird"
    say("static: building Hummingbird")
    run(["swift", "build", "-c", "release", "--package-path", package, "--scratch-path", build])
    return build / "release/hummingbird-peer"


def _written_folder() -> Path:
    """A folder with the file, which is not compressible, and the page that ours wants to find."""
    folder = BUILD / "static/files"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PATH[1:]).write_bytes(random.Random(1).randbytes(BYTES))
    (folder / "index.html").write_text("<!doctype html>")
    return folder
