"""Pictures from outside: chosen, pasted, dropped, photographed, or one of the samples."""

import base64
import io

import pytest
from PIL import Image, ImageDraw

from page import DASH, SEVEN


def drawn(width=300, height=200, kind="PNG"):
    """A picture of a one."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).line([(width / 2, height / 5), (width / 2, height * 4 / 5)], "black", height // 12)
    data = io.BytesIO()
    image.save(data, kind)
    return data.getvalue()


@pytest.fixture
def page(open_page, fake):
    return open_page(fake.url)


def sent(question):
    """The picture of a question."""
    return Image.open(io.BytesIO(base64.b64decode(question["image"].removeprefix("data:image/png;base64,"))))


# Hands the page a file as the system would, by an event.
HAND_OVER = """
const [name, type, data, kind] = arguments;
const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
const transfer = new DataTransfer();
transfer.items.add(new File([bytes], name, { type }));
const options = { bubbles: true, cancelable: true };
const event = kind === "paste" ? new ClipboardEvent(kind, { ...options, clipboardData: transfer })
    : new DragEvent(kind, { ...options, dataTransfer: transfer });
return document.getElementById("pad").dispatchEvent(event);
"""


def hand_over(page, data, kind, name="one.png", media="image/png"):
    return page.script(HAND_OVER, name, media, base64.b64encode(data).decode(), kind)


def assert_it_was_read(page, fake, size):
    page.until(lambda: fake.asked)
    page.settle()
    assert sent(fake.asked[-1]).size == size
    assert (page.state, page.digit) == ("answer", "7")
    page.next_frame()
    assert page.ink > 1000
    assert not page.element("hint").is_displayed()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_chosen_file_is_shown_and_read(page, fake, tmp_path, kind):
    file = tmp_path / f"one.{kind.lower()}"
    file.write_bytes(drawn(kind=kind))
    page.element("file").send_keys(str(file))
    assert_it_was_read(page, fake, (300, 200))


def test_a_pasted_picture_is_read(page, fake):
    hand_over(page, drawn(), "paste")
    assert_it_was_read(page, fake, (300, 200))


def test_a_dropped_picture_is_read_and_the_browser_stays_on_the_page(page, fake):
    assert hand_over(page, drawn(), "dragover") is False
    assert "awaits" in page.element("paper").get_attribute("class")
    assert hand_over(page, drawn(), "drop") is False
    assert "awaits" not in page.element("paper").get_attribute("class")
    assert_it_was_read(page, fake, (300, 200))


def test_a_photo_is_shrunk_until_it_fits_into_a_request(page, fake):
    noise = Image.effect_noise((2000, 1500), 90).convert("RGB")
    data = io.BytesIO()
    noise.save(data, "JPEG", quality=80)
    hand_over(page, data.getvalue(), "paste", "noise.jpg", "image/jpeg")
    page.until(lambda: fake.asked, seconds=20)
    page.settle()
    width, height = sent(fake.asked[-1]).size
    assert len(fake.asked[-1]["image"]) < (1 << 20) - 100
    assert 150 < width < 1200 and height == pytest.approx(width * 0.75, abs=1)


def test_what_is_no_picture_is_refused_in_words(page, fake):
    hand_over(page, b"GIF87a, but not really", "paste")
    page.until(lambda: page.state == "trouble")
    assert page.statement == "This is not a picture"
    assert page.detail == "PNG, JPEG and what else this browser shows can be read."
    assert fake.asked == []


def test_a_photo_can_be_undone_and_ink_takes_its_place(page, fake):
    page.draw(SEVEN)
    page.settle()
    ink = page.ink
    hand_over(page, drawn(), "paste")
    page.until(lambda: sent(fake.asked[-1]).size == (300, 200))
    page.next_frame()
    assert page.ink > ink
    page.click("undo")
    page.next_frame()
    assert page.ink == ink
    page.click("redo")
    page.draw(DASH)
    page.settle()
    assert page.ink < ink
    assert sent(fake.asked[-1]).size == (120, 120)


def test_the_camera_takes_a_photo_and_its_light_goes_out(page, fake):
    page.click("camera")
    page.until(lambda: page.element("shoot").is_enabled(), "the camera did not start")
    assert page.text("cameraNote") == "Fill the frame with the digit."
    page.script("window.track = document.getElementById('viewfinder').srcObject.getTracks()[0]")
    page.click("shoot")
    page.until(lambda: fake.asked)
    page.settle()
    assert not page.element("cameraDialog").is_displayed()
    assert page.script("return track.readyState") == "ended"
    width, height = sent(fake.asked[-1]).size
    assert width > 150 and height > 150


@pytest.mark.parametrize(
    "name, words",
    [
        ("NotAllowedError", "This page may not use the camera. The browser's settings can allow it."),
        ("NotFoundError", "No camera was found."),
        ("NotReadableError", "The camera does not answer."),
    ],
)
def test_a_camera_that_will_not_says_why(page, name, words):
    page.script("""
        const [name] = arguments;
        navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", name); };""", name)
    page.click("camera")
    page.until(lambda: page.text("cameraNote") == words)
    assert not page.element("shoot").is_enabled()
    page.click("closeCamera")
    assert not page.element("cameraDialog").is_displayed()


def test_a_sample_is_drawn_and_can_be_undone(page, fake):
    page.click("samples")
    page.choose(".sample", "Draw 5")
    page.settle()
    assert page.digit == "7"
    assert page.ink > 1000
    assert sent(fake.asked[-1]).size == (120, 120)
    page.click("undo")
    page.next_frame()
    assert page.ink == 0
