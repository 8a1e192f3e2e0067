"""The whole road: people's strokes, drawn with real pointer events, read by the real server."""

import json
import math
import random

from page import SEVEN

SEED = 20260401
DIGITS = 40
LEAST_ACCURACY = 0.95
POINTERS = ["mouse", "mouse", "touch", "pen"]


def sample(path):
    """Forty digits, four of each, each by another writer where the writers suffice."""
    chance = random.Random(SEED)
    drawings = json.loads(path.read_text())
    chance.shuffle(drawings)
    chosen, writers = [], set()
    for label in range(10):
        of_label = [drawing for drawing in drawings if drawing["label"] == label]
        of_label.sort(key=lambda drawing: drawing["writer"] in writers)
        chosen += of_label[: DIGITS // 10]
        writers |= {drawing["writer"] for drawing in chosen}
    return chosen


def placed(strokes, chance):
    """The strokes at a random size and place, in units of the canvas."""
    points = [point for stroke in strokes for point in stroke]
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    extent = max(max(point[axis] for point in points) - low for axis, low in ((0, left), (1, top)))
    size = chance.uniform(0.45, 0.85)
    room = 0.94 - size
    x0, y0 = 0.03 + chance.uniform(0, room), 0.03 + chance.uniform(0, room)
    scale = size / max(extent, 1)
    return [[(x0 + (x - left) * scale, y0 + (y - top) * scale) for x, y in stroke] for stroke in strokes]


def test_digits_of_many_writers_are_read_as_they_are_drawn(open_page, inkling, strokes_file, capsys):
    page = open_page(inkling.url)
    chance = random.Random(SEED)
    drawings = sample(strokes_file)
    wrong = []
    for number, drawing in enumerate(drawings):
        page.draw(placed(drawing["strokes"], chance), POINTERS[number % len(POINTERS)])
        page.settle()
        if page.digit != str(drawing["label"]):
            said = f"{page.digit!r}, {page.statement}, {page.detail}"
            wrong.append(f"{drawing['label']} by writer {drawing['writer']}: {said}")
        page.click("clear")
    accuracy = 1 - len(wrong) / len(drawings)
    writers = len({drawing["writer"] for drawing in drawings})
    headline = f"\n{len(drawings)} digits by {writers} writers through the page: {accuracy:.1%} right"
    with capsys.disabled():
        print(headline, *wrong, sep="\n  ")
    assert page.complaints() == []
    assert accuracy >= LEAST_ACCURACY


def test_a_drawn_number_is_read_digit_by_digit(open_page, inkling):
    page = open_page(inkling.url)
    page.click("samples")
    page.choose(".sample", "Draw 2026")
    page.settle()
    assert (page.state, page.digit) == ("answer", "2026")
    assert page.script("return document.querySelectorAll('#marks rect').length") == 4


def test_the_page_is_quiet_and_asks_nobody_else(open_page, inkling):
    page = open_page(inkling.url)
    page.draw(SEVEN)
    page.settle()
    assert page.state in ("answer", "unsure")
    page.choose("button", "Inside")
    page.until(lambda: page.script("return document.querySelectorAll('#activations img').length") == 2)
    assert page.element("saliency").is_displayed()
    page.click("camera")
    page.until(lambda: page.element("shoot").is_enabled(), "the server does not let the page use the camera")
    page.click("closeCamera")
    page.until(lambda: page.script("return navigator.serviceWorker.controller !== null"), "no service worker", 30)
    assert page.strangers() == []
    assert page.complaints() == []


def three():
    """Two open arcs, one below the other, as a finger leaves them."""
    arcs = [(0.48, 0.33, 0.16, -150, 80), (0.49, 0.64, 0.18, -80, 150)]
    return [
        [
            (x + r * math.cos(math.radians(a)), y + r * math.sin(math.radians(a)))
            for x, y, r, first, last in arcs
            for a in range(first, last + 1, 10)
        ]
    ]


def test_a_three_is_read_on_a_phone_and_on_a_desktop(open_page, inkling, artifacts):
    for width, height, density, touch, scheme in ((390, 844, 2, True, "light"), (1280, 800, 1, False, "dark")):
        page = open_page(inkling.url, width, height, density, touch, scheme)
        page.draw(three(), "touch" if touch else "mouse")
        page.settle()
        assert (page.digit, page.state) == ("3", "answer")
        if artifacts is not None:
            page.browser.save_screenshot(str(artifacts / f"three-{width}x{height}-{scheme}.png"))
