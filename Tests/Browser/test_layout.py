"""How the page looks: sizes, contrast, targets, weight; screenshots where asked for."""

import base64

import pytest

from fake_server import CAPABILITIES, answer, error, explained, number
from page import DASH, SEVEN

SIZES = [(320, 568), (390, 844), (844, 390), (768, 1024), (1280, 800), (2560, 1440)]

# Everything to be pressed that is smaller than 44 by 44 pixels.
SMALL = """
return [...document.querySelectorAll("button, a, canvas[tabindex]")].filter((node) => {
    const box = node.getBoundingClientRect();
    return node.checkVisibility() && (box.width < 44 || box.height < 44);
}).map((node) => node.outerHTML);
"""

# Whatever sticks out of the page sideways.
WIDE = """
return [...document.querySelectorAll("body *")].filter((node) => {
    const box = node.getBoundingClientRect();
    return node.checkVisibility() && (box.right > innerWidth + 0.5 || box.left < -0.5);
}).map((node) => node.outerHTML.slice(0, 100));
"""


@pytest.mark.parametrize("width, height", SIZES)
def test_canvas_and_answer_are_visible_at_once_and_every_target_is_44_pixels(open_page, fake, width, height):
    fake.capabilities = CAPABILITIES
    fake.usual = explained()
    page = open_page(fake.url, width, height, touch=width < 768)
    page.draw(SEVEN)
    page.settle()
    for name in ("pad", "samples", "digit", "statement", "bars"):
        box = page.element(name).rect
        assert box["y"] + box["height"] <= height, name
    assert page.element("pad").rect["width"] >= 0.55 * min(width, height)
    for panel in (None, "Inside", "Code"):
        if panel is not None:
            page.choose("button", panel)
            page.next_frame()
        assert page.script("return document.documentElement.scrollWidth") <= width
        assert (page.script(WIDE), page.script(SMALL)) == ([], [])


@pytest.mark.parametrize("width, height", [(320, 568), (1280, 800)])
def test_menus_and_the_camera_fit_on_the_screen(open_page, fake, width, height):
    fake.capabilities = CAPABILITIES
    page = open_page(fake.url, width, height)
    page.draw(SEVEN)
    page.until(lambda: page.element("wrong").is_displayed())
    for opener, opened, closer in (
        ("samples", "sampleMenu", "hidePopover"), ("wrong", "corrections", "hidePopover"),
        ("camera", "cameraDialog", "close"),
    ):
        page.click(opener)
        page.until(lambda: page.element(opened).is_displayed())
        box = page.element(opened).rect
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["height"] <= height
        assert (page.script(WIDE), page.script(SMALL)) == ([], [])
        page.script(f"document.getElementById('{opened}').{closer}()")


@pytest.mark.parametrize("width, height", [(390, 844), (844, 390), (1280, 800)])
def test_the_paper_never_moves_under_the_pen(open_page, fake, width, height):
    page = open_page(fake.url, width, height)
    places = {}

    def note(state):
        places[state] = page.script("""
            const { left, top, width, height } = document.getElementById("pad").getBoundingClientRect();
            return [left, top, width, height];""")

    note("empty")
    for state, reply in (
        ("sure", answer(7)), ("ambiguous", answer(4, 0.52, 9, "ambiguous")),
        ("no digit", answer(1, 0.3, 2, "not_a_digit")),
        ("trouble", error(429, "too_many_requests", "A long story about too many requests.", Retry_After="30")),
    ):
        fake.usual = reply
        page.draw(DASH)
        page.until(lambda: page.is_settled)
        note(state)
        page.click("clear")
    fake.usual_number = number("12345678901234567890", accepted=False)
    page.click("several")
    page.draw(DASH)
    page.settle()
    note("number")
    assert len(places) == 6
    assert all(place == places["empty"] for place in places.values()), places


def test_the_page_does_not_scroll_under_a_drawing_finger(open_page, fake):
    page = open_page(fake.url, 390, 500, touch=True)
    page.draw([[(0.5, 0.9 - 0.04 * step) for step in range(20)]], "touch")
    page.settle()
    assert page.script("return scrollY") == 0
    assert page.state == "answer"


# The contrast of each visible text with the ground it stands on, after WCAG 2.2, section 1.4.3.
CONTRAST = """
const channels = (color) => color.match(/[\\d.]+/g).map(Number);
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
    if (walker.currentNode.data.trim() === "" || !node.checkVisibility()) continue;
    const [one, other] = [getComputedStyle(node).color, ground(node)].map(luminance);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    found.push([walker.currentNode.data.trim(), ratio]);
}
return found;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["empty", "answered", "unsure", "away"])
def test_every_text_has_the_contrast_of_aa_and_looks_like_this(open_page, fake, artifacts, scheme, name):
    for width, height, density, touch in ((390, 844, 2, True), (1280, 800, 1, False)):
        page = open_page(fake.url, width, height, density, touch, scheme)
        show(page, fake, name)
        ratios = page.script(CONTRAST)
        assert len(ratios) > 10
        assert [(text, round(ratio, 2)) for text, ratio in ratios if ratio < 4.5] == []
        if artifacts is not None:
            save(page, artifacts / f"{name}-{width}x{height}-{scheme}.png")


def show(page, fake, name):
    """Brings the page into the state named."""
    fake.usual = answer(4, 0.52, runner_up=9, reason="ambiguous") if name == "unsure" else answer(7)
    if name == "empty":
        return
    page.draw(SEVEN)
    page.settle()
    if name == "away":
        fake.go_away()
        page.draw(DASH)
        page.until(lambda: page.state == "trouble")
        fake.come_back()


def save(page, path):
    picture = page.browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    path.write_bytes(base64.b64decode(picture["data"]))
