"""The report of a run in a real browser: what fits, what can be read, what is asked for; screenshots where wanted."""

import base64
import json
import os
import random
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT

WIDTHS = [320, 360, 390, 768, 1280]


def trainer():
    """The trainer's executable, or None where none was built."""
    named = os.environ.get("INKLING_TRAIN_BINARY")
    builds = [Path(named)] if named else [ROOT / f".build/{kind}/inkling-train" for kind in ("debug", "release")]
    return next((path.resolve() for path in builds if path.is_file()), None)


def scribbles(folder, count=200):
    """Test images of a thick random walk each, in MNIST's form: enough to be mistaken for any digit."""
    chance = random.Random(1)
    pixels, labels = bytearray(), bytearray()
    for index in range(count):
        image = [0] * 784
        x, y = chance.randrange(8, 20), chance.randrange(6, 22)
        for _ in range(60):
            x, y = min(max(x + chance.randint(-1, 1), 4), 22), min(max(y + chance.randint(-1, 1), 4), 22)
            for place in (28 * y + x, 28 * y + x + 1, 28 * y + x + 28):
                image[place] = 255
        pixels += bytes(image)
        labels.append(index % 10)
    sizes = [count.to_bytes(4), (28).to_bytes(4), (28).to_bytes(4)]
    (folder / "t10k-images-idx3-ubyte").write_bytes(b"\0\0\x08\x03" + b"".join(sizes) + pixels)
    (folder / "t10k-labels-idx1-ubyte").write_bytes(b"\0\0\x08\x01" + sizes[0] + labels)
    return folder


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The shipped weights' report on images that they cannot read, so that nothing is empty."""
    program = trainer()
    if program is None:
        pytest.skip("no inkling-train binary: run `swift build`, or name one in INKLING_TRAIN_BINARY")
    folder = tmp_path_factory.mktemp("report")
    path = folder / "report.html"
    subprocess.run(
        [program, "report", "--model", ROOT / "Models/inkling.safetensors", "--data", scribbles(folder), "--output", path],
        check=True, stdout=subprocess.DEVNULL)
    return path


@pytest.fixture
def open_report(chromium, report):
    def open_report(width, scheme="light", density=1):
        chromium.get("about:blank")
        for log in ("browser", "performance"):
            chromium.get_log(log)
        metrics = {"width": width, "height": 800, "deviceScaleFactor": density, "mobile": width < 768}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        chromium.get(report.as_uri())
        return chromium

    return open_report


# Whatever sticks out of the page, or has to be scrolled sideways within it.
OVERFLOW = """
const wide = [...document.querySelectorAll("body *")].filter((node) => {
    const box = node.getBoundingClientRect();
    return node.checkVisibility() && (box.right > innerWidth + 0.5 || box.left < -0.5);
});
const scrolled = [...document.querySelectorAll(".scroll")]
    .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth);
return [...wide, ...scrolled].map((node) => node.outerHTML.slice(0, 100));
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_has_to_be_scrolled_sideways(open_report, width):
    page = open_report(width)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    assert page.execute_script(OVERFLOW) == []
    assert page.execute_script("return innerWidth") == width


def test_text_in_drawings_is_legible_on_a_telephone(open_report):
    page = open_report(360)
    heights = page.execute_script("""
        return [...document.querySelectorAll("svg text")].map((text) =>
            parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.clientWidth
                / text.ownerSVGElement.viewBox.baseVal.width);""")
    assert len(heights) > 40 and min(heights) >= 10


def test_texts_in_drawings_lie_inside_and_not_on_each_other(open_report):
    page = open_report(360)
    touching = page.execute_script("""
        const found = [];
        for (const svg of document.querySelectorAll("svg")) {
            const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
            const frame = svg.getBoundingClientRect();
            for (const [text, box] of texts)
                if (box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom) found.push(text);
            for (const [i, [one, a]] of texts.entries())
                for (const [other, b] of texts.slice(i + 1))
                    if (a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom)
                        found.push(`${one} / ${other}`);
        }
        return found;""")
    assert touching == []


# The contrast of each visible text with its ground, after WCAG 2.2, section 1.4.3. Zeros of the confusion matrix are
# meant to be quiet, and say no more than an empty cell would.
CONTRAST = """
const channels = (color) => {
    const values = color.match(/[\\d.]+/g).map(Number);
    return color.startsWith("color(") ? values.map((value, index) => index < 3 ? 255 * value : value) : values;
};
const linear = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const luminance = (color) => {
    const [red, green, blue] = channels(color).slice(0, 3).map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const ground = (node) => {
    for (let at = node; at !== null; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if ((channels(color)[3] ?? 1) > 0) return color;
    }
    return "rgb(255, 255, 255)";
};
const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() === "" || !node.checkVisibility() || node.matches(".none, title")) continue;
    const style = getComputedStyle(node);
    const [one, other] = [node.closest("svg") ? style.fill : style.color, ground(node)].map(luminance);
    found.push([walker.currentNode.data.trim(), (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)]);
}
return found;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_of_aa_and_looks_like_this(open_report, artifacts, scheme):
    for width, density in ((390, 2), (1280, 1)):
        page = open_report(width, scheme, density)
        ratios = page.execute_script(CONTRAST)
        assert len(ratios) > 300
        assert [(text, round(ratio, 2)) for text, ratio in ratios if ratio < 4.5] == []
        if artifacts is not None:
            height = page.execute_script("return document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
            options = {"format": "png", "captureBeyondViewport": True, "clip": clip}
            picture = page.execute_cdp_cmd("Page.captureScreenshot", options)
            (artifacts / f"report-{width}-{scheme}.png").write_bytes(base64.b64decode(picture["data"]))


def test_the_page_asks_for_nothing_and_the_console_is_silent(open_report, report):
    page = open_report(1280)
    asked = []
    for entry in page.get_log("performance"):
        event = json.loads(entry["message"])["message"]
        if event["method"] == "Network.requestWillBeSent":
            asked.append(event["params"]["request"]["url"])
    assert [url for url in asked if not url.startswith("data:")] == [report.as_uri()]
    assert page.get_log("browser") == [] and page.execute_script("return violations") == []
    broken = "return [...document.images].filter((image) => !image.complete || image.naturalWidth === 0).length"
    assert page.execute_script("return document.images.length") > 200
    assert page.execute_script(broken) == 0


def test_the_figures_of_every_epoch_unfold_without_a_script(open_report):
    with (ROOT / "Models/inkling.safetensors").open("rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    kept, epochs = header["__metadata__"]["epoch"].split(" of ")
    page = open_report(1280)
    visible = """
        return [...document.querySelectorAll("details tbody tr")]
            .map((row) => row.checkVisibility() && row.textContent.length > 20);"""
    assert page.execute_script(visible) == [False] * int(epochs)
    page.find_element("css selector", "summary").click()
    assert page.execute_script(visible) == [True] * int(epochs)
    marked = page.find_elements("css selector", "details tr.marked th")
    assert [heading.text for heading in marked] == [kept]
