"""Fixtures of the browser tests: one headless Chromium, the real server and a scripted fake one.

    /usr/bin/python3 -m pytest Tests/Browser [--artifacts DIR]

needs Debian's chromium, chromium-driver, python3-selenium and python3-pytest. INKLING_BINARY names the
server to test (else the one in .build), INKLING_STROKES the folder of pen strokes to draw.
"""

import os
import shutil
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from fake_server import FakeServer
from page import Page
from real_server import RealServer, binary

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ROOT / "Public"

# Runs before the page's own scripts: keeps what would otherwise be lost in a console nobody reads.
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""


def pytest_addoption(parser):
    parser.addoption("--artifacts", metavar="DIR", type=Path, help="write screenshots into this folder")


@pytest.fixture(scope="session")
def artifacts(request):
    folder = request.config.getoption("--artifacts")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once; tests get it through `open_page`."""
    driver = shutil.which("chromedriver")
    if driver is None:
        pytest.fail("chromedriver is missing: apt-get install chromium chromium-driver")
    options = Options()
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars",
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(service=Service(driver), options=options)
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    yield browser
    browser.quit()


@pytest.fixture
def open_page(chromium):
    """Opens the page at a URL, with empty logs, as a device of the given size, density and scheme."""

    scripts = []

    def open_page(url, width=1280, height=800, density=1, touch=False, scheme="light", before=None):
        # Leaving the page first empties it, and reading the logs empties them.
        chromium.get("about:blank")
        for log in ("browser", "performance"):
            chromium.get_log(log)
        metrics = {"width": width, "height": height, "deviceScaleFactor": density, "mobile": touch}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        chromium.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": touch})
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        if before is not None:
            source = {"source": before}
            scripts.append(chromium.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", source))
        page = Page(chromium, url)
        page.load()
        return page

    yield open_page
    for script in scripts:
        chromium.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


@pytest.fixture
def fake():
    server = FakeServer(PUBLIC)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def inkling():
    """The real server, with the shipped weights."""
    path = binary(ROOT)
    if path is None:
        pytest.skip("no inkling binary: run `swift build`, or name one in INKLING_BINARY")
    with RealServer(path, ROOT) as server:
        yield server


@pytest.fixture
def resize(chromium):
    """Turns the device, or gives it another screen, under an open page."""

    def resize(page, width, height, density=1):
        metrics = {"width": width, "height": height, "deviceScaleFactor": density, "mobile": False}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        page.until(lambda: page.script("return [innerWidth, devicePixelRatio]") == [width, density])
        page.next_frame()

    return resize


@pytest.fixture(scope="session")
def strokes_file():
    folder = Path(os.environ.get("INKLING_STROKES", ROOT.parent / "shared" / "strokes"))
    path = folder / "pendigits-train.json"
    if not path.is_file():
        pytest.skip(f"no pen strokes at {path}: name their folder in INKLING_STROKES")
    return path
