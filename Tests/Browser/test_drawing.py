"""Ink: drawing, undoing, clearing, by pointer and by key."""

import pytest
from selenium.webdriver.common.keys import Keys

from page import DASH, SEVEN, line


@pytest.fixture
def page(open_page, fake):
    return open_page(fake.url)


@pytest.mark.parametrize("pointer", ["mouse", "touch", "pen"])
def test_a_pointer_leaves_ink_and_gets_an_answer(page, pointer):
    page.draw(SEVEN, pointer)
    page.settle()
    assert page.ink > 1000
    assert (page.state, page.digit, page.statement) == ("answer", "7", "97% sure")
    assert page.detail == "Next best: 8, at 3%."
    assert page.bars == ["0", "0", "0", "0", "0", "0", "0", "97", "3", "0"]


def picture(page, question):
    """The picture that was sent: its side, its corner's colour, and the box of its dark pixels."""
    assert question["image"].startswith("data:image/png;base64,")
    return page.browser.execute_async_script(
        """
        const [url, done] = arguments;
        const image = new Image();
        image.onload = () => {
            const canvas = document.createElement("canvas");
            const [width, height] = [image.naturalWidth, image.naturalHeight];
            canvas.width = width;
            canvas.height = height;
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            const { data } = context.getImageData(0, 0, width, height);
            const box = [width, height, 0, 0];
            for (let y = 0; y < height; y += 1) {
                for (let x = 0; x < width; x += 1) {
                    if (data[4 * (y * width + x)] >= 128) continue;
                    box[0] = Math.min(box[0], x);
                    box[1] = Math.min(box[1], y);
                    box[2] = Math.max(box[2], x + 1);
                    box[3] = Math.max(box[3], y + 1);
                }
            }
            done([[width, height], [...data.slice(0, 4)], box]);
        };
        image.src = url;""",
        question["image"],
    )


# A dash is 0.35 long with the pen's round ends and 0.05 high; a third of the last one is outside the square.
@pytest.mark.parametrize(
    "stroke, width, height",
    [
        (DASH[0], 80, 80 / 7),
        ([(0.1 + 0.003 * step, 0.9) for step in range(50)], 80, 80 * 0.05 / 0.197),
        ([(0.5, 0.5)], 80, 80),
        ([(0.8 + 0.01 * step, 0.5) for step in range(31)], 80, 80 * 0.05 / 0.225),
    ],
    ids=["a dash", "a small one in a corner", "a dot", "one that leaves the square"],
)
def test_the_question_is_the_ink_dark_in_the_middle_of_a_white_png(page, fake, stroke, width, height):
    page.draw([stroke])
    page.settle()
    question = fake.asked[-1]
    assert question["explain"] is True
    sides, corner, (left, top, right, bottom) = picture(page, question)
    assert sides == [120, 120]
    assert corner == [255, 255, 255, 255]
    assert (right - left, bottom - top) == (pytest.approx(width, abs=2), pytest.approx(height, abs=2))
    assert (left + right, top + bottom) == (pytest.approx(120, abs=2), pytest.approx(120, abs=2))


def test_a_tap_is_a_dot(page):
    page.draw([[(0.5, 0.5)]])
    page.next_frame()
    side = page.script("return document.getElementById('pad').width")
    assert page.ink == pytest.approx(3.1416 * (0.025 * side) ** 2, rel=0.15)


def test_the_page_asks_while_the_pen_is_still_down(page, fake):
    page.draw([[(0.2 + 0.006 * step, 0.5) for step in range(100)]])
    page.settle()
    assert len(fake.asked) > 2
    assert fake.most_underway == 1
    pauses = [later - sooner for sooner, later in zip(fake.times, fake.times[1:])]
    assert min(pauses) > 1 / 60


def test_undo_takes_back_one_stroke_at_a_time_and_then_clearing_itself(page):
    page.draw(SEVEN)
    page.next_frame()
    one = page.ink
    page.draw(DASH)
    page.next_frame()
    two = page.ink
    assert two > one
    page.click("clear")
    page.next_frame()
    assert (page.ink, page.state, page.digit) == (0, "empty", "")
    for remaining in (two, one):
        page.click("undo")
        page.next_frame()
        assert page.ink == remaining
        page.settle()
        assert page.digit == "7"
    page.click("undo")
    page.next_frame()
    assert (page.ink, page.state) == (0, "empty")
    assert page.element("undo").get_attribute("aria-disabled") == "true"


@pytest.mark.parametrize("key", [Keys.ESCAPE, Keys.DELETE])
def test_a_key_clears_and_another_undoes(page, key):
    page.draw(SEVEN)
    page.settle()
    ink = page.ink
    page.press(key)
    page.next_frame()
    assert (page.ink, page.state, page.statement) == (0, "empty", "Ready")
    assert page.bars == [""] * 10
    page.press(Keys.CONTROL, "z")
    page.next_frame()
    assert page.ink == ink


@pytest.mark.parametrize("keys", ["y", Keys.SHIFT + "z", None], ids=["Control Y", "Control Shift Z", "the button"])
def test_redo_brings_back_what_undo_took_until_there_is_new_ink(page, keys):
    page.draw(SEVEN)
    page.draw(DASH)
    page.next_frame()
    both = page.ink
    page.click("undo")
    page.next_frame()
    assert page.ink < both
    if keys is None:
        page.click("redo")
    else:
        page.press(Keys.CONTROL, keys)
    page.next_frame()
    assert page.ink == both
    page.click("undo")
    page.draw([[(0.1, 0.1)]])
    assert page.element("redo").get_attribute("aria-disabled") == "true"


def test_the_eraser_takes_whole_strokes_and_one_undo_brings_them_all_back(page):
    page.draw([[(0.2, 0.2), (0.2, 0.8)], [(0.5, 0.2), (0.5, 0.8)], [(0.8, 0.2), (0.8, 0.8)]])
    page.next_frame()
    three = page.ink
    page.click("eraser")
    page.draw([line((0.1, 0.5), (0.6, 0.5), steps=20)])
    page.next_frame()
    assert page.ink == pytest.approx(three / 3, rel=0.02)
    page.click("undo")
    page.next_frame()
    assert page.ink == three
    page.click("pen")
    page.draw(DASH)
    page.next_frame()
    assert page.ink > three


def test_the_pen_has_three_widths_and_says_which(page):
    names, inks = [], []
    for _ in range(3):
        names.append(page.element("width").get_attribute("aria-label"))
        page.draw(DASH)
        page.next_frame()
        inks.append(page.ink)
        page.click("clear")
        page.click("width")
    assert names == ["Pen width: medium", "Pen width: broad", "Pen width: fine"]
    medium, broad, fine = inks
    assert fine < 0.7 * medium < medium < 0.75 * broad
    assert page.element("width").get_attribute("aria-label") == names[0]


def test_a_pen_that_is_pressed_leaves_more_ink(page):
    inks = []
    for force in (0.1, 0.5, 1):
        page.trace([(0.2, 0.5), (0.4, 0.5), (0.6, 0.5), (0.8, 0.5)], force)
        page.next_frame()
        inks.append(page.ink)
        page.click("clear")
    light, middle, strong = inks
    assert 1.5 * light < middle < strong / 1.3


def test_strokes_keep_the_width_they_were_drawn_with(page, resize):
    page.draw(DASH)
    page.trace([(0.2, 0.8), (0.5, 0.8), (0.8, 0.8)], 1)
    page.click("width")
    page.next_frame()
    share = page.ink / page.script("return document.getElementById('pad').width") ** 2
    resize(page, 844, 390, 2)
    side = page.script("return document.getElementById('pad').width")
    assert page.ink / side**2 == pytest.approx(share, rel=0.05)


def test_the_drawing_survives_a_resize_and_stays_sharp(open_page, fake, resize):
    page = open_page(fake.url, 1280, 800)
    page.draw(SEVEN)
    page.settle()
    share = page.ink / page.script("return document.getElementById('pad').width") ** 2
    for width, height, density in ((390, 844, 3), (844, 390, 2), (320, 568, 1.5)):
        resize(page, width, height, density)
        pixels, box = page.script("""
            const pad = document.getElementById("pad");
            return [pad.width, pad.clientWidth];""")
        assert pixels == pytest.approx(box * density, abs=1)
        assert page.ink / pixels**2 == pytest.approx(share, rel=0.1)
    assert page.digit == "7"


def test_a_second_finger_draws_nothing(page):
    page.script("""
        const pad = document.getElementById("pad");
        const box = pad.getBoundingClientRect();
        pad.setPointerCapture = () => {};
        window.send = (type, pointerId, x, y) => pad.dispatchEvent(new PointerEvent(type, {
            pointerId, pointerType: "touch", button: 0, isPrimary: pointerId === 7,
            clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
        send("pointerdown", 7, 0.2, 0.2);
        send("pointerdown", 8, 0.8, 0.8);
        send("pointermove", 8, 0.8, 0.2);
        send("pointerup", 8, 0.8, 0.2);""")
    page.next_frame()
    dot = page.ink
    page.script("send('pointermove', 7, 0.2, 0.8)")
    page.next_frame()
    assert page.ink > 3 * dot
    page.script("send('pointercancel', 7, 0.2, 0.8)")
    page.next_frame()
    assert (page.ink, page.state) == (0, "empty")
