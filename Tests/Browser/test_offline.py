"""Without a network: the page comes from its service worker, says so, and still draws."""

import re
import shutil

import pytest

import version
from conftest import PUBLIC
from fake_server import CAPABILITIES, FakeServer
from page import DASH, SEVEN


@pytest.fixture
def copy(tmp_path):
    """The page's files, to be changed as an update would."""
    return shutil.copytree(PUBLIC, tmp_path / "Public")


@pytest.fixture
def server(copy):
    server = FakeServer(copy, has_worker=True)
    yield server
    server.stop()


def wait_for_worker(page):
    page.until(lambda: page.script("return navigator.serviceWorker.controller !== null"), "no service worker", 30)


def test_the_service_worker_knows_every_file_by_its_present_content():
    assert version.WORKER.read_text() == version.current(), "run python3 Tests/Browser/version.py"


def test_the_page_opens_and_draws_while_the_server_is_away(open_page, server):
    page = open_page(server.url)
    wait_for_worker(page)
    server.go_away()
    page.load()
    page.until(lambda: page.statement == "The server is away")
    page.draw(SEVEN)
    page.next_frame()
    assert page.ink > 1000
    page.until(lambda: page.detail.startswith("Trying again"))
    # What is loaded when it is first wanted is there too.
    page.click("clear")
    page.click("samples")
    page.choose(".sample", "Draw 2026")
    page.until(lambda: page.statement == "The server is away" and page.element("retry").is_displayed())
    server.capabilities = CAPABILITIES
    server.come_back()
    page.click("retry")
    page.until(lambda: page.state == "answer")
    assert page.digit == "42"
    # What it can do is learnt then.
    page.click("several")
    page.settle()
    page.until(lambda: page.element("wrong").is_displayed())


def test_being_offline_is_said_and_ends_by_itself(open_page, server):
    page = open_page(server.url)
    network = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page.browser.execute_cdp_cmd("Network.enable", {})
    page.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**network, "offline": True})
    try:
        page.draw(DASH)
        page.until(lambda: page.statement == "You are offline")
        assert page.detail.startswith("You can go on drawing. Trying again in ")
    finally:
        page.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**network, "offline": False})
    page.until(lambda: page.state == "answer", seconds=3)


def test_a_new_version_takes_the_place_of_the_old_one_whole(open_page, server, copy):
    page = open_page(server.url)
    wait_for_worker(page)
    for name, old, new in (("words.js", "Draw a digit. A small", "Write a digit. A small"),
                           ("sw.js", re.search('version = "(.*)"', version.WORKER.read_text()).group(1), "new")):
        text = (copy / name).read_text()
        assert old in text
        (copy / name).write_text(text.replace(old, new))
    page.load()
    tagline = "return document.querySelector('[data-word=tagline]').textContent"
    assert page.script(tagline).startswith("Draw")
    caches = """
        const [done] = arguments;
        caches.keys().then(done);"""
    kept = lambda: page.browser.execute_async_script(caches)
    page.until(lambda: kept() == ["inkling-new"], "the new version did not come", 30)
    page.load()
    assert page.script(tagline).startswith("Write")


def test_the_page_can_be_installed(open_page, server):
    page = open_page(server.url)
    wait_for_worker(page)
    assert page.browser.execute_cdp_cmd("Page.getInstallabilityErrors", {})["installabilityErrors"] == []
    manifest = page.browser.execute_cdp_cmd("Page.getAppManifest", {})
    assert manifest["errors"] == [] and manifest["url"].endswith("/manifest.webmanifest")
