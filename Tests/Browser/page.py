"""The page as a person meets it: draws with real pointer events, reads what is on the screen."""

import json
from urllib.parse import urlsplit

from selenium.webdriver.common.actions import interaction
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

POINTERS = {
    "mouse": interaction.POINTER_MOUSE,
    "touch": interaction.POINTER_TOUCH,
    "pen": interaction.POINTER_PEN,
}

# Shapes in units of the canvas: enough ink to ask about, where what it is does not matter.
def line(*corners, steps=12):
    """A stroke through corners, with points between them as a hand leaves them."""
    points = [corners[0]]
    for (x0, y0), (x1, y1) in zip(corners, corners[1:]):
        shares = [step / steps for step in range(1, steps + 1)]
        points += [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in shares]
    return points


SEVEN = [line((0.3, 0.22), (0.7, 0.22), (0.44, 0.8))]
DASH = [line((0.4, 0.5), (0.7, 0.5))]


class Page:
    def __init__(self, browser, url):
        self.browser = browser
        self.url = url

    def load(self):
        self.browser.get(self.url)
        self.until(lambda: self.statement != "", "the page's scripts did not run")

    def until(self, condition, message="", seconds=10):
        return WebDriverWait(self.browser, seconds, poll_frequency=0.02).until(lambda _: condition(), message)

    def element(self, name):
        return self.browser.find_element(By.ID, name)

    def script(self, source, *arguments):
        return self.browser.execute_script(source, *arguments)

    def text(self, name):
        return self.script("return document.getElementById(arguments[0]).textContent.trim()", name)

    # What is said.

    @property
    def digit(self):
        return self.text("digit")

    @property
    def statement(self):
        return self.text("statement")

    @property
    def detail(self):
        return self.text("detail")

    @property
    def spoken(self):
        return self.text("spoken")

    @property
    def state(self):
        return self.element("reading").get_attribute("data-state")

    @property
    def is_settled(self):
        return self.element("reading").get_attribute("aria-busy") == "false"

    @property
    def bars(self):
        """The ten numbers above the bars, as text."""
        return self.script("""
            return [...document.querySelectorAll("#bars .value")].map((value) => value.textContent);""")

    @property
    def ink(self):
        """How many pixels of the canvas are not empty."""
        return self.script("""
            const canvas = document.getElementById("pad");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let index = 3; index < data.length; index += 4) count += data[index] > 0;
            return count;""")

    def settle(self):
        """Waits for the answer to the drawing as it is now."""
        self.until(lambda: self.is_settled, "no answer came")

    def next_frame(self):
        self.browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    # What is done.

    def draw(self, strokes, pointer="mouse"):
        """Draws strokes, given in units of the canvas, with one real pointer."""
        box = self.script("""
            const box = document.getElementById("pad").getBoundingClientRect();
            return [box.left, box.top, box.width];""")
        left, top, side = box
        device = PointerInput(POINTERS[pointer], f"the {pointer}")
        for stroke in strokes:
            builder = ActionBuilder(self.browser, mouse=device, duration=0)
            places = [(round(left + x * side), round(top + y * side)) for x, y in stroke]
            builder.pointer_action.move_to_location(*places[0])
            builder.pointer_action.pointer_down()
            for place in places[1:]:
                builder.pointer_action.move_to_location(*place)
            builder.pointer_action.pointer_up()
            builder.perform()

    def trace(self, points, force=0.5):
        """Draws one stroke with a pen that is pressed with a force of 0 to 1."""
        left, top, side = self.script("""
            const box = document.getElementById("pad").getBoundingClientRect();
            return [box.left, box.top, box.width];""")
        kinds = ["mousePressed", *["mouseMoved"] * (len(points) - 1), "mouseReleased"]
        for kind, (x, y) in zip(kinds, [*points, points[-1]]):
            self.browser.execute_cdp_cmd("Input.dispatchMouseEvent", {
                "type": kind, "x": left + x * side, "y": top + y * side, "button": "left",
                "buttons": int(kind != "mouseReleased"), "clickCount": 1, "pointerType": "pen",
                "force": force if kind != "mouseReleased" else 0,
            })

    def click(self, name):
        self.element(name).click()

    def choose(self, selector, text):
        """Clicks the one that says so, once it is there."""
        def find():
            found = self.browser.find_elements(By.CSS_SELECTOR, selector)
            return next((node for node in found if text in (node.text, node.get_attribute("aria-label"))), None)

        self.until(find, f"no {selector} says {text!r}").click()

    def press(self, *keys):
        """Types at the page as a whole, whatever has the focus."""
        self.browser.switch_to.active_element.send_keys(*keys)

    # What went wrong.

    def complaints(self):
        """Console errors and warnings, and violations of the Content-Security-Policy."""
        lines = [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] != "INFO"]
        return lines + self.script("return violations")

    def strangers(self):
        """Every address asked for that is not the server's own."""
        urls = []
        for entry in self.browser.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                urls.append(event["params"]["request"]["url"])
        assert any(url.startswith(self.url) for url in urls), "the log of requests is empty"
        own = urlsplit(self.url).netloc
        parts = [urlsplit(url) for url in urls]
        return [part.geturl() for part in parts if part.scheme not in ("data", "blob") and part.netloc != own]
