"""Clients of every kind together, for minutes: no wrong answer, and nothing of them stays.

    /usr/bin/python3 Tests/Soak/soak.py [--minutes 10]

`make soak MINUTES=10` builds the server and runs it. A server of its own, on a free port of the loopback, with
deadlines of a second or two, is asked for one picture of each digit, whose answers are the right ones from then on. A
warm-up follows, a tenth of the time; then all clients go, and what the process holds is read. After the soak they go
again: descriptors must be as many as before the first client, memory at most 10 % and 4 MB above the warm-up's, the
log without an error, and SIGTERM must end the server with status 0.

Needs Debian's python3-pil, python3-numpy and python3-pytest. Exit status 1, and what failed, where something did.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Product"))

from clients import CLIENTS, LIMITS, NAMES, Soak  # noqa: E402
from process_readings import Readings  # noqa: E402
from program import MODEL, PUBLIC, ServerProcess, eventually  # noqa: E402

# What memory may grow by: the allocator gives back what it likes.
SHARE, MEGABYTES = 1.10, 4
SETTLING_SECONDS = 30


def main():
    options = _options()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        limits = [word for name, value in LIMITS.items() for word in (f"--limit-{name}", value)]
        with ServerProcess(
            Path(folder), "--port", 0, "--model", MODEL, "--public", PUBLIC, "--log-level", "warning", *limits
        ) as server:
            failures = _soak(server, 60 * options.minutes)
            server.process.send_signal(signal.SIGTERM)
            try:
                status = server.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                status = None
        if status != 0:
            failures.append(f"SIGTERM ended the server with status {status}")
        failures += [f"in the log: {line}" for line in server.log.read_text().splitlines()[:10]]
    for failure in failures:
        print(f"FAILED  {failure}")
    print("The soak failed." if failures else "All is as it was: the soak passed.")
    return 1 if failures else 0


def _soak(server, seconds):
    """What failed, in words."""
    process = server.process.pid
    fresh = Readings.of(process).descriptors
    soak = Soak(server, threading.Event())
    print(f"{len(soak.questions) + len(soak.bulky)} answers are known.", flush=True)
    _go_round(soak, max(seconds / 10, 4))
    if not eventually(lambda: Readings.of(process).descriptors == fresh, SETTLING_SECONDS):
        return [f"after the warm-up: {Readings.of(process)}, {fresh} descriptors at the start"]
    before = Readings.of(process)
    print(f"after the warm-up: {before}", flush=True)
    begin = time.monotonic()
    _go_round(soak, seconds)
    eventually(lambda: Readings.of(process).descriptors == fresh, SETTLING_SECONDS)
    after = Readings.of(process)
    print(f"after {time.monotonic() - begin:.0f} s: {after}\n\n{soak.tally.table()}\n", flush=True)

    failures = soak.tally.failures
    failures += [f"{client}: not one turn was done" for client in soak.tally.silent(NAMES)]
    if after.descriptors != fresh:
        failures.append(f"{after.descriptors} descriptors are open, {fresh} before the first client")
    allowed = SHARE * before.megabytes + MEGABYTES
    if after.megabytes > allowed:
        failures.append(f"{after.megabytes:.1f} MB of memory, {allowed:.1f} MB allowed")
    return failures


def _go_round(soak, seconds):
    """All clients at once, each going round until the time is over; every one has ended when this returns."""
    soak.stop.clear()

    def go(turn):
        while not soak.stop.is_set():
            try:
                turn(soak)
            # Whatever goes wrong in a client is a failure of the soak, not the end of it.
            except Exception as error:
                soak.tally.fail(turn.__name__, error)

    threads = [threading.Thread(target=go, args=[turn]) for turn, count in CLIENTS.items() for _ in range(count)]
    for thread in threads:
        thread.start()
    soak.stop.wait(seconds)
    soak.stop.set()
    for thread in threads:
        thread.join()


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long, after the warm-up (default: 10)")
    parser.add_argument("--seed", type=int, default=os.getpid(), help="what the clients' choices begin with")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
