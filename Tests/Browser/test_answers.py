"""What the page says: not sure, late, away, refused."""

import time

import pytest

from fake_server import Reply, answer, error
from page import DASH, SEVEN


@pytest.fixture
def page(open_page, fake):
    return open_page(fake.url)


@pytest.mark.parametrize(
    "reply, digit, detail",
    [
        (answer(4, 0.5, runner_up=9, reason="ambiguous"), "4or9", "Could be 4 or 9."),
        (answer(3, 0.9, reason="not_a_digit"), "?", "This does not look like a digit."),
        (answer(1, 0.2, reason="blank"), "?", "There is not enough ink to read."),
        (answer(1, 0.2, reason="newer_reason"), "?", "No digit stands out."),
    ],
    ids=["ambiguous", "not_a_digit", "blank", "unknown"],
)
def test_an_answer_that_is_not_accepted_says_not_sure_and_why(page, fake, reply, digit, detail):
    fake.usual = reply
    page.draw(SEVEN)
    page.settle()
    assert (page.state, page.digit) == ("unsure", digit)
    assert (page.statement, page.detail) == ("Not sure", detail)
    page.until(lambda: page.spoken == f"Not sure. {detail}")


def test_an_answer_is_spoken_and_shows_what_the_model_saw_and_the_time(page):
    page.draw(SEVEN)
    page.settle()
    page.until(lambda: page.spoken == "7, 97% sure")
    assert page.element("spoken").get_attribute("aria-live") == "polite"
    seen = page.element("seen")
    page.until(lambda: page.script("return arguments[0].naturalWidth", seen) == 28)
    assert seen.is_displayed()
    assert seen.value_of_css_property("image-rendering") == "pixelated"
    assert page.text("timing").startswith("Read in 1.2 ms, ")
    assert page.text("timing").endswith("fake 1")


def test_an_answer_without_a_picture_of_the_input_is_still_an_answer(page, fake):
    fake.usual = answer(6)
    del fake.usual.body["explanation"], fake.usual.body["timing_ms"], fake.usual.body["model"]
    page.draw(SEVEN)
    page.settle()
    assert page.digit == "6"
    assert not page.element("seen").is_displayed()
    assert page.text("timing").endswith("ms in all")


def test_no_answer_is_called_certain(page, fake):
    fake.usual = answer(2, 1.0)
    page.draw(SEVEN)
    page.settle()
    assert page.statement == "99.9% sure"


def test_an_answer_that_the_drawing_has_outrun_is_not_waited_for(page, fake):
    slow = answer(1, held=True)
    fake.queue.append(slow)
    page.draw(SEVEN)
    page.draw(DASH)
    page.settle()
    assert page.digit == "7"
    assert len(fake.asked) > 1
    slow.release()
    page.next_frame()
    assert page.digit == "7"


def test_a_slow_answer_to_the_newest_drawing_is_waited_for(page, fake):
    slow = answer(1, held=True)
    fake.queue.append(slow)
    page.draw([[(0.5, 0.5)]])
    page.until(lambda: fake.asked)
    time.sleep(1)
    assert len(fake.asked) == 1
    assert (page.state, page.is_settled) == ("reading", False)
    slow.release()
    page.settle()
    assert page.digit == "1"


def test_an_answer_to_a_cleared_drawing_is_given_up(page, fake):
    late = answer(1, held=True)
    fake.queue.append(late)
    page.draw(SEVEN)
    page.until(lambda: fake.asked)
    page.click("clear")
    assert page.is_settled
    page.draw(DASH)
    page.settle()
    assert page.digit == "7"
    late.release()
    page.draw(DASH)
    page.settle()
    assert page.digit == "7"


# A fetch that cannot be aborted: only the page's own numbering can tell that its answer is late.
DEAF = """
const original = fetch;
window.arrived = 0;
window.fetch = async (url, { signal, ...options }) => {
    const response = await original(url, options);
    window.arrived += 1;
    return response;
};
window.shown = [];
addEventListener("DOMContentLoaded", () => {
    const digit = document.getElementById("digit");
    new MutationObserver(() => shown.push(digit.textContent)).observe(digit, { childList: true });
});
"""


@pytest.mark.parametrize("step", ["clear", "undo"])
def test_a_late_answer_never_replaces_a_newer_one(open_page, fake, step):
    page = open_page(fake.url, before=DEAF)
    late = answer(1, held=True)
    fake.queue.append(late)
    page.draw(SEVEN)
    page.until(lambda: fake.asked)
    page.click(step)
    page.draw(DASH)
    page.settle()
    assert page.digit == "7"
    arrived = page.script("return arrived")
    late.release()
    page.until(lambda: page.script("return arrived") > arrived)
    page.next_frame()
    assert page.digit == "7"
    assert "1" not in page.script("return shown")


def test_the_server_goes_away_and_comes_back(page, fake):
    page.draw(SEVEN)
    page.settle()
    fake.go_away()
    page.draw(DASH)
    page.until(lambda: page.state == "trouble")
    assert page.statement == "The server is away"
    assert page.detail.startswith("Trying again")
    assert page.digit == ""
    page.until(lambda: page.spoken == "The server is away. Trying again.")
    fake.come_back()
    page.until(lambda: page.state == "answer")
    assert (page.digit, page.statement) == ("7", "97% sure")
    page.until(lambda: page.spoken == "7, 97% sure")


def test_the_pauses_between_attempts_grow(page, fake):
    fake.usual = Reply(cuts=True)
    page.draw([[(0.5, 0.5)]])
    page.until(lambda: len(fake.times) >= 4)
    first, second, third = (later - sooner for sooner, later in zip(fake.times, fake.times[1:4]))
    assert 0.9 < first < second < third
    assert second > 1.5 * first and third > 1.5 * second
    fake.usual = answer(7)
    page.click("retry")
    page.until(lambda: page.state == "answer", seconds=5)


@pytest.mark.parametrize(
    "reply, statement, detail, pause",
    [
        (error(429, "too_many_requests", "Slow down.", Retry_After="30"),
         "Too many requests", "The server asked for a pause.", 30),
        (error(503, "overloaded", "All workers are busy.", Retry_After="20"),
         "The server is busy", "All workers are busy.", 20),
        (error(500, "internal", "Something broke.", Retry_After="10"),
         "The server made a mistake", "Something broke.", 10),
        (Reply(502, b"<html>Bad gateway</html>", {"Retry-After": "10"}),
         "The server is away", "", 10),
        (error(413, "body_too_large", "The body is too large."),
         "The picture is too large", "The server does not take pictures of this size.", None),
        (error(422, "image_too_large", "The picture has 20 megapixels."),
         "The picture cannot be read", "The picture has 20 megapixels.", None),
        (error(401, "unauthorized", "A key is wanted."),
         "The server wants a key", "It answers programs that have one, not this page.", None),
        (error(400, "not_a_png", "The picture is not a PNG."),
         "The server refused the picture", "The picture is not a PNG.", None),
    ],
    ids=["429", "503", "500", "502", "413", "422", "401", "400"],
)
def test_a_refusal_says_what_is_wrong(page, fake, reply, statement, detail, pause):
    fake.queue.append(reply)
    page.draw([[(0.5, 0.5)]])
    page.until(lambda: page.state == "trouble")
    shown, _, seconds = page.detail.partition("Trying again in ")
    assert (page.statement, shown.strip()) == (statement, detail)
    assert page.bars == [""] * 10
    assert page.element("retry").is_displayed() == (pause is not None)
    if pause is None:
        assert (seconds, len(fake.asked)) == ("", 1)
        page.draw(DASH)
    else:
        assert pause - 5 < int(seconds.removesuffix(" s.")) <= pause
        page.click("retry")
    page.until(lambda: page.state == "answer")


def test_an_answer_that_makes_no_sense_is_a_mistake_of_the_server(page, fake):
    fake.queue.append(Reply(body={"digit": "seven"}))
    page.draw([[(0.5, 0.5)]])
    page.until(lambda: page.state == "trouble")
    assert page.statement == "The server made a mistake"
    page.until(lambda: page.state == "answer")
