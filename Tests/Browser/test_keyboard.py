"""Everything by the keyboard alone."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from fake_server import CAPABILITIES
from page import line


@pytest.fixture
def page(open_page, fake):
    fake.capabilities = CAPABILITIES
    page = open_page(fake.url)
    page.until(lambda: page.statement == "Ready")
    return page


def focused(page):
    return page.script("return document.activeElement.id || document.activeElement.textContent.trim()")


def tab_to(page, name):
    """Presses Tab until the element named has the focus."""
    for _ in range(30):
        if focused(page) == name:
            return
        page.press(Keys.TAB)
    raise AssertionError(f"Tab never came to {name}")


def test_arrows_and_the_space_bar_draw_a_digit(page):
    tab_to(page, "pad")
    page.press(Keys.ARROW_LEFT * 3, Keys.ARROW_UP * 6)
    assert page.ink == 0
    page.press(" ")
    assert page.text("penSpoken") == "Pen down"
    page.press(Keys.ARROW_RIGHT * 6, Keys.ARROW_DOWN * 12)
    page.next_frame()
    drawn = page.ink
    side = page.script("return document.getElementById('pad').width")
    assert drawn == pytest.approx(0.05 * 18 * 0.03 * side**2, rel=0.15)
    page.press(" ")
    page.press(Keys.ARROW_LEFT * 8)
    page.next_frame()
    assert page.ink == drawn
    page.settle()
    page.until(lambda: page.spoken == "7, 97% sure")
    page.press(Keys.CONTROL, "z")
    page.next_frame()
    assert page.ink == 0


def test_two_arrows_at_once_go_slantwise_and_shift_goes_finely(page):
    tab_to(page, "pad")
    page.press(" ")
    keys = ActionChains(page.browser, duration=0)
    keys.key_down(Keys.ARROW_RIGHT).key_down(Keys.ARROW_DOWN).key_up(Keys.ARROW_RIGHT).key_up(Keys.ARROW_DOWN)
    keys.key_down(Keys.SHIFT).send_keys(Keys.ARROW_RIGHT).key_up(Keys.SHIFT).perform()
    transform = page.script("return document.querySelector('.cursor').getAttribute('transform')")
    x, y = (float(part) for part in transform.removeprefix("translate(").removesuffix(")").split())
    assert (x, y) == (pytest.approx(570), pytest.approx(530))


def test_leaving_the_paper_lifts_the_pen_and_hides_the_cross(page):
    tab_to(page, "pad")
    page.press(" ", Keys.ARROW_RIGHT)
    assert page.browser.find_elements("css selector", ".cursor")
    page.press(Keys.TAB)
    assert not page.browser.find_elements("css selector", ".cursor")
    page.until(lambda: page.spoken == "7, 97% sure")


def test_a_pointer_takes_over_from_the_keyboard_without_losing_its_stroke(page):
    tab_to(page, "pad")
    page.press(" ")
    page.draw([line((0.2, 0.2), (0.8, 0.2))])
    page.next_frame()
    side = page.script("return document.getElementById('pad').width")
    assert page.ink > 0.05 * 0.6 * side**2
    assert not page.browser.find_elements("css selector", ".cursor")
    assert page.text("penSpoken") == "Pen up"


def test_letters_are_tools_on_the_paper_and_nothing_elsewhere(page):
    page.press("e")
    assert page.element("eraser").get_attribute("aria-pressed") == "false"
    tab_to(page, "pad")
    page.press("e")
    assert page.element("eraser").get_attribute("aria-pressed") == "true"
    page.press("p", "w")
    assert page.element("pen").get_attribute("aria-pressed") == "true"
    assert page.element("width").get_attribute("aria-label") == "Pen width: broad"
    page.press("n")
    assert page.element("several").get_attribute("aria-pressed") == "true"


def test_a_sample_a_correction_and_a_copied_request(page, fake):
    tab_to(page, "pad")
    page.press("s")
    page.until(lambda: page.script("return document.activeElement.ariaLabel") == "Draw 0")
    page.press(Keys.TAB, Keys.TAB, Keys.ENTER)
    page.until(lambda: page.digit == "7")
    page.settle()
    tab_to(page, "wrong")
    page.press(Keys.ENTER)
    tab_to(page, "3")
    page.press(Keys.ENTER)
    page.until(lambda: page.text("thanks") == "Thank you. It was kept to learn from.")
    assert [(asked["label"], asked["digit"]) for asked in fake.corrections] == [(3, 7)]
    page.browser.execute_script("document.activeElement.blur()")
    tab_to(page, "Code")
    page.press(Keys.ENTER)
    page.until(lambda: page.element("copy").is_displayed())
    tab_to(page, "Python")
    page.press(Keys.ENTER)
    assert page.text("request").startswith("import json")
    tab_to(page, "copy")


def test_escape_closes_what_is_open_before_it_clears(page):
    tab_to(page, "pad")
    page.press(" ", Keys.ARROW_RIGHT, " ")
    page.press("s")
    page.until(lambda: page.element("sampleMenu").is_displayed())
    page.press(Keys.ESCAPE)
    page.until(lambda: not page.element("sampleMenu").is_displayed())
    page.next_frame()
    assert page.ink > 0
    tab_to(page, "pad")
    page.press("c")
    page.until(lambda: page.element("cameraDialog").is_displayed())
    page.press(Keys.ESCAPE)
    page.until(lambda: not page.element("cameraDialog").is_displayed())
    assert page.ink > 0
    tab_to(page, "pad")
    page.press(Keys.ESCAPE)
    page.next_frame()
    assert page.ink == 0
