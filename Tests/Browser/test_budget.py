"""What the page costs: bytes, requests, time, memory; measured against the real server."""

import json

import pytest

from page import SEVEN

BYTES = 60_000  # as transferred: files compressed, and the fields of every answer
REQUESTS = 40
SECONDS_TO_DRAW = 5  # from the first byte asked for to a paper that can be drawn on; an idle machine needs 0.3
SECONDS_TO_ANSWER = 1  # from the pen's touch to the digit; an idle machine needs 0.05


@pytest.fixture
def page(open_page, inkling):
    page = open_page(inkling.url)
    page.until(lambda: page.script("return document.readyState") == "complete")
    return page


def test_the_page_loads_in_few_bytes_and_requests(page, inkling):
    sizes, asked = {}, {}
    for entry in page.browser.get_log("performance"):
        event = json.loads(entry["message"])["message"]
        if event["method"] == "Network.requestWillBeSent":
            asked[event["params"]["requestId"]] = event["params"]["request"]["url"]
        if event["method"] == "Network.loadingFinished":
            sizes[event["params"]["requestId"]] = event["params"]["encodedDataLength"]
    own = {key: url for key, url in asked.items() if url.startswith(inkling.url)}
    total = sum(sizes.get(key, 0) for key in own)
    assert len(own) <= REQUESTS, sorted(own.values())
    assert 20_000 < total < BYTES
    assert all(url.startswith((inkling.url, "data:")) for url in asked.values())


def test_the_first_answer_comes_soon(page):
    ready = page.script("return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000")
    assert 0 < ready < SECONDS_TO_DRAW
    page.script("""
        const pad = document.getElementById("pad");
        const digit = document.getElementById("digit");
        pad.addEventListener("pointerdown", () => { window.touched = performance.now(); }, { once: true });
        new MutationObserver(() => { if (digit.textContent) window.answered ??= performance.now(); })
            .observe(digit, { childList: true });""")
    page.draw(SEVEN)
    page.settle()
    seconds = page.script("return (answered - touched) / 1000")
    assert 0 < seconds < SECONDS_TO_ANSWER


def heap(page):
    """Bytes of JavaScript and nodes of the document, after a collection."""
    for _ in range(2):
        page.browser.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    metrics = page.browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    values = {metric["name"]: metric["value"] for metric in metrics}
    return values["JSHeapUsedSize"], values["Nodes"]


# Draws, waits for the answer and clears, over and over, by the page's own events.
DRAWINGS = """
const [count, done] = arguments;
const pad = document.getElementById("pad");
const reading = document.getElementById("reading");
const box = pad.getBoundingClientRect();
pad.setPointerCapture = () => {};
const send = (type, x, y) => pad.dispatchEvent(new PointerEvent(type, {
    pointerId: 7, button: 0, clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
const answered = () => new Promise((resolve) => {
    const look = () => ["answer", "unsure"].includes(reading.dataset.state) ? resolve() : setTimeout(look, 4);
    look();
});
(async () => {
    let answers = 0;
    for (let index = 0; index < count; index += 1) {
        const x = 0.3 + 0.001 * index;
        send("pointerdown", x, 0.2);
        for (const y of [0.3, 0.4, 0.5, 0.6, 0.7]) send("pointermove", x, y);
        send("pointerup", x, 0.8);
        await answered();
        answers += document.getElementById("statement").textContent.endsWith("sure");
        document.getElementById("clear").click();
    }
    done(answers);
})();
"""


def test_two_hundred_drawings_leave_nothing_behind(page):
    page.browser.execute_cdp_cmd("Performance.enable", {})

    def draw(count):
        for _ in range(count // 20):
            assert page.browser.execute_async_script(DRAWINGS, 20) == 20

    draw(60)  # The history of a hundred steps fills first.
    bytes_before, nodes_before = heap(page)
    draw(200)
    bytes_after, nodes_after = heap(page)
    assert bytes_after - bytes_before < 400_000
    assert abs(nodes_after - nodes_before) < 50
