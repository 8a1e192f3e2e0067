"""System calls that fail as they may on any day: memory is short, a signal comes, a socket takes a few bytes only."""

import errno
import http.client
import shutil
import subprocess
from pathlib import Path

import pytest
from api_client import encoded, post_json, request
from png_files import of_array
from program import PUBLIC, eventually, run

LOST = (ConnectionError, http.client.RemoteDisconnected, http.client.IncompleteRead)


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """The library that makes them."""
    if not shutil.which("gcc"):
        pytest.skip("no gcc to make the faults with")
    library = tmp_path_factory.mktemp("faults") / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run(["gcc", "-Wall", "-Werror", "-O1", "-shared", "-fPIC", source, "-o", library, "-ldl"], check=True)
    return library


@pytest.fixture
def start_faulty(start_server, tmp_path, faults):
    def start(*arguments, **settings):
        return start_server(tmp_path, *arguments, LD_PRELOAD=faults, **settings)

    return start


def content(server):
    """A file of the page, asked for on a connection of its own; None where that is lost."""
    try:
        answer = request(server, "GET", "/base.css")
    except LOST:
        return None
    assert answer.status == 200
    return answer.body


@pytest.mark.parametrize("code", ["ENOBUFS", "ENOMEM", "ENFILE", "EMFILE"])
def test_accepting_pauses_while_there_is_no_room_and_goes_on(start_faulty, code):
    number = getattr(errno, code)
    with start_faulty(FAULT_CALL="accept4", FAULT_CODE=number, FAULT_TIMES=3) as server:
        assert content(server) == (PUBLIC / "base.css").read_bytes()
        assert eventually(lambda: "cannot accept connections" in server.log.read_text())
        # Once for the whole shortage.
        assert server.log.read_text().count("cannot accept connections") == 1


@pytest.mark.parametrize("code", ["ECONNABORTED", "EPROTO", "EINTR"])
def test_a_client_that_is_gone_when_it_is_accepted_is_passed_over(start_faulty, code):
    with start_faulty(FAULT_CALL="accept4", FAULT_CODE=getattr(errno, code), FAULT_TIMES=3) as server:
        assert content(server) == (PUBLIC / "base.css").read_bytes()
        assert "cannot accept" not in server.log.read_text()


@pytest.mark.parametrize("call, code", [("send", "ENOBUFS"), ("recv", "ENOMEM"), ("epoll_ctl", "ENOSPC")])
def test_a_call_that_fails_costs_its_own_connection_and_no_other(start_faulty, call, code):
    with start_faulty(FAULT_CALL=call, FAULT_CODE=getattr(errno, code), FAULT_EVERY=7, FAULT_TIMES=8) as server:
        contents = [content(server) for _ in range(40)]
        assert None in contents, "no call failed"
        assert contents[-1] == (PUBLIC / "base.css").read_bytes()
        assert {each for each in contents if each is not None} == {contents[-1]}


@pytest.mark.parametrize("call", ["send", "recv", "epoll_ctl", "epoll_wait", "accept4"])
def test_an_interrupted_call_is_made_again(start_faulty, call):
    with start_faulty(FAULT_CALL=call, FAULT_CODE=errno.EINTR, FAULT_EVERY=3) as server:
        for _ in range(20):
            assert content(server) == (PUBLIC / "base.css").read_bytes()


def test_a_socket_that_takes_and_gives_seven_bytes_at_a_time(start_faulty, digits):
    with start_faulty(FAULT_SHORT=7) as server:
        assert content(server) == (PUBLIC / "base.css").read_bytes()
        answer = post_json(server, {"image": encoded(of_array(digits[0][0]))})
        assert (answer.status, answer.json["digit"]) == (200, 7)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "two.test"])
def test_a_name_of_two_addresses_is_reached_whichever_of_them_is_listened_on(start_faulty, inkling, faults, host):
    with start_faulty("--host", host) as server:
        for name, status in (("two.test", 0), ("127.0.0.1", 1 if host != "127.0.0.1" else 0)):
            probe = run(inkling, "healthcheck", "--url", f"http://{name}:{server.port}/readyz", LD_PRELOAD=faults)
            assert probe.returncode == status, probe.stderr
