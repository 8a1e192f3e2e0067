"""Several digits: found by the ink or by the switch, read as a number, each with its box."""

import pytest

from fake_server import number
from page import SEVEN, line

TWO_ONES = [line((0.3, 0.3), (0.3, 0.7)), line((0.6, 0.3), (0.6, 0.7))]
# A five whose cap stands off: its parts lie side by side, but the cap is no digit.
FIVE = [line((0.35, 0.25), (0.35, 0.5), (0.5, 0.6), (0.35, 0.8)), line((0.5, 0.25), (0.65, 0.25))]


@pytest.fixture
def page(open_page, fake):
    return open_page(fake.url)


def boxes(page):
    """The boxes about digits, in units of the paper's side, and whether each is doubtful."""
    return page.script("""
        const paper = document.getElementById("paper").getBoundingClientRect();
        return [...document.querySelectorAll("#marks .boxes > g")].map((group) => {
            const box = group.querySelector("rect").getBoundingClientRect();
            return [(box.left - paper.left) / paper.width, (box.top - paper.top) / paper.width,
                box.width / paper.width, group.textContent, group.classList.contains("doubtful")];
        });""")


def test_digits_side_by_side_are_read_as_a_number_with_a_box_about_each(page, fake):
    page.draw(TWO_ONES)
    page.settle()
    assert fake.paths[-1] == "/read"
    assert (page.state, page.digit, page.statement, page.detail) == ("answer", "42", "98% sure", "2 digits.")
    page.until(lambda: page.spoken == "42, 98% sure. 2 digits.")
    assert page.element("several").get_attribute("aria-pressed") == "true"
    assert page.script("return [...document.querySelectorAll('#digits li')].map((item) => item.innerText)") == [
        "4\n99%", "2\n99%"]
    # The ink is 0.45 high, box and pen included, and 440 pixels of the picture's 480.
    scale, left, top = 0.45 / 440, 0.45 - 0.45 * 240 / 440, 0.5 - 0.45 * 240 / 440
    for index, (x, y, width, text, is_doubtful) in enumerate(boxes(page)):
        assert x == pytest.approx(left + scale * (60 + 100 * index), abs=0.005)
        assert y == pytest.approx(top + scale * 200, abs=0.005)
        assert width == pytest.approx(scale * 40, abs=0.005)
        assert (text, is_doubtful) == ("42"[index], False)


def test_a_doubtful_digit_is_marked_and_said(page, fake):
    fake.usual_number = number("2026", accepted=False)
    page.draw(TWO_ONES)
    page.settle()
    assert (page.state, page.digit, page.statement) == ("unsure", "2026", "Not sure")
    assert page.detail == "The digits marked are doubtful."
    assert [box[4] for box in boxes(page)] == [False, False, False, True]


def test_no_digits_at_all_are_said(page, fake):
    fake.usual_number = number("", accepted=False)
    page.draw(TWO_ONES)
    page.settle()
    assert (page.state, page.digit, page.detail) == ("unsure", "?", "No digits were found.")


@pytest.mark.parametrize("strokes", [SEVEN, FIVE], ids=["one stroke", "parts of one digit"])
def test_one_digit_is_not_taken_for_several(page, fake, strokes):
    page.draw(strokes)
    page.settle()
    assert set(fake.paths) == {"/predict"}
    assert boxes(page) == []


def test_the_switch_overrules_the_ink_until_the_paper_is_empty(page, fake):
    page.draw(SEVEN)
    page.settle()
    page.click("several")
    page.settle()
    assert (fake.paths[-1], page.digit) == ("/read", "42")
    page.click("several")
    page.settle()
    assert (fake.paths[-1], page.digit, boxes(page)) == ("/predict", "7", [])
    page.draw(TWO_ONES)
    page.settle()
    assert fake.paths[-1] == "/predict"
    page.click("clear")
    page.draw(TWO_ONES)
    page.settle()
    assert fake.paths[-1] == "/read"


def test_clearing_takes_the_boxes_along(page):
    page.draw(TWO_ONES)
    page.settle()
    assert len(boxes(page)) == 2
    page.click("clear")
    assert boxes(page) == []
    assert page.element("bars").is_displayed() and not page.element("digits").is_displayed()
