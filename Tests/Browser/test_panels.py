"""The panels: how it was read, the same request from a program, corrections, and the page of the API."""

import ast
import json
import subprocess
import sys

import pytest

from fake_server import CAPABILITIES, error, explained
from page import DASH, SEVEN

COPYING = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}


@pytest.fixture
def page(open_page, fake):
    fake.capabilities = CAPABILITIES
    fake.usual = explained()
    page = open_page(fake.url)
    page.until(lambda: page.statement == "Ready")
    return page


def captions(page, panel):
    return page.script("""
        return [...document.querySelectorAll(`#${arguments[0]} figcaption`)].map((node) => node.textContent);""", panel)


def test_the_panel_of_the_curious_shows_steps_saliency_and_activations(page, fake):
    page.draw(SEVEN)
    page.settle()
    assert {key: fake.asked[-1][key] for key in fake.asked[-1] if key != "image"} == {"explain": "input"}
    page.choose("button", "Inside")
    page.until(lambda: "saliency" in fake.asked[-1] and captions(page, "activations"))
    page.settle()
    wanted = {key: value for key, value in fake.asked[-1].items() if key != "image"}
    assert wanted == {"explain": True, "saliency": True, "activations": True}
    assert captions(page, "steps") == ["The picture, in grey", "Its ink", "The digit alone", "What the network sees"]
    assert captions(page, "activations") == ["conv1: 16 maps of 28 × 28", "conv2: 16 maps of 28 × 28"]
    # The map rises to the right: warm there, cold on the left, nothing between.
    left, middle, right = page.script("""
        const { data } = document.getElementById("saliencyMap").getContext("2d").getImageData(0, 0, 28, 28);
        return [[0, 27], [13, 13], [27, 0]].map(([x, y]) => [...data.slice(4 * (28 * y + x), 4 * (28 * y + x) + 4)]);""")
    assert (left[0] < left[2], middle[3], right[0] > right[2]) == (True, 0, True)
    page.choose("button", "Inside")
    page.draw(DASH)
    page.settle()
    assert fake.asked[-1]["explain"] == "input"


def test_a_server_that_cannot_explain_is_asked_no_more_than_it_knows(open_page, fake):
    page = open_page(fake.url)
    page.choose("button", "Inside")
    page.until(lambda: page.text("insideNote") == "Draw one digit to see how it is read.")
    page.draw(SEVEN)
    page.settle()
    assert set(fake.asked[-1]) == {"image", "explain"} and fake.asked[-1]["explain"] is True
    assert page.text("insideNote") == "This server shows the way of the picture, but not the network at work."
    assert captions(page, "steps") == ["What the network sees"]
    assert not page.element("saliency").is_displayed()


def copied(page, language):
    page.browser.execute_cdp_cmd("Browser.grantPermissions", COPYING)
    page.choose("#languages button", language)
    page.click("copy")
    page.until(lambda: page.text("copy") == "Copied")
    return page.browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])")


# The programs run as they were copied, against the real server.
RUNNERS = {"curl": ["bash", "-c"], "Python": [sys.executable, "-c"]}


@pytest.mark.parametrize("language", ["curl", "Python", "JavaScript"])
def test_the_copied_request_is_answered_like_the_page(open_page, inkling, language):
    page = open_page(inkling.url)
    page.draw(SEVEN)
    page.settle()
    page.choose("button", "Code")
    page.until(lambda: page.element("copy").is_displayed())
    text = copied(page, language)
    assert f"{inkling.url}/predict" in text and "…" in page.text("request") and "…" not in text
    if language == "JavaScript":
        answer = page.browser.execute_async_script(f"""
            const done = arguments[0];
            const console = {{ log: done }};
            (async () => {{ {text} }})();""")
    else:
        run = subprocess.run([*RUNNERS[language], text], capture_output=True, text=True, timeout=60)
        assert run.returncode == 0, run.stderr
        answer = json.loads(run.stdout) if language == "curl" else ast.literal_eval(run.stdout)
    assert str(answer["digit"]) == page.digit == "7"


def test_the_swift_request_names_the_very_picture_and_a_number_goes_to_read(page, fake):
    page.draw([[(0.2, 0.3), (0.2, 0.7)], [(0.7, 0.3), (0.7, 0.7)]])
    page.settle()
    page.choose("button", "Code")
    page.until(lambda: page.element("copy").is_displayed())
    text = copied(page, "Swift")
    assert f'URL(string: "{fake.url}/read")' in text and fake.asked[-1]["image"] in text


def test_without_a_drawing_there_is_no_request_to_copy(page):
    page.choose("button", "Code")
    page.until(lambda: page.text("codeNote") == "Draw something to see the request that reads it.")
    assert not page.element("copy").is_displayed()


def test_a_correction_is_sent_with_the_picture_and_thanked_for(page, fake):
    assert not page.element("wrong").is_displayed()
    page.draw(SEVEN)
    page.settle()
    page.until(lambda: page.element("wrong").is_displayed())
    page.click("wrong")
    page.choose("#corrections button", "No digit")
    page.until(lambda: page.text("thanks") == "Thank you. It was kept to learn from.")
    assert fake.corrections == [{"image": fake.asked[-1]["image"], "label": None, "digit": 7}]
    assert not page.element("wrong").is_displayed()
    page.draw(DASH)
    page.settle()
    assert page.text("thanks") == "" and page.element("wrong").is_displayed()


def test_a_correction_that_is_not_kept_is_said(page, fake):
    fake.correction_reply = error(507, "feedback_full", "The folder is full.")
    page.draw(SEVEN)
    page.settle()
    page.click("wrong")
    page.choose("#corrections button", "4")
    page.until(lambda: page.text("thanks") == "The server keeps no more pictures. The folder is full.")


def test_corrections_are_offered_only_where_they_are_kept(open_page, fake):
    fake.capabilities = {**CAPABILITIES, "feedback": False}
    page = open_page(fake.url)
    page.draw(SEVEN)
    page.settle()
    assert not page.element("wrong").is_displayed()


DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Inkling", "version": "1", "description": "Reads digits."},
    "paths": {
        "/predict": {"post": {
            "summary": "Reads one digit.",
            "parameters": [{"name": "top_k", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 10}}],
            "requestBody": {"content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Question"}, "example": {"image": "iVBORw0"}}}},
            "responses": {"200": {"description": "The answer.", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Answer"}}}}, "413": {"description": "Too large."}},
        }},
    },
    "components": {"schemas": {
        "Question": {"type": "object", "required": ["image"],
                     "properties": {"image": {"type": "string", "description": "Base64 of a `PNG`."}}},
        "Answer": {"type": "object", "properties": {
            "digit": {"type": "integer", "minimum": 0, "maximum": 9},
            "top_k": {"type": "array", "items": {"$ref": "#/components/schemas/Answer"}}}},
    }},
}


@pytest.fixture
def open_api(chromium, open_page, fake):
    def open_api():
        page = open_page(fake.url)
        chromium.get(f"{fake.url}/api.html")
        page.until(lambda: page.text("about") not in ("", "Loading the description."))
        return page

    return open_api


def test_the_page_of_the_api_shows_what_the_description_says(open_api, fake):
    fake.openapi = DESCRIPTION
    page = open_api()
    page.until(lambda: page.text("routes") == "POST /predict")
    text = page.script("return document.getElementById('operations').textContent")
    for part in ("Reads one digit.", "top_k", "integer, 1 to 10", "image", "string, required", "Base64 of a PNG.",
                 '"image": "iVBORw0"', "The answer.", "digit", "integer, 0 to 9", "array of object", "Too large."):
        assert part in text
    assert page.script("return document.querySelector('dd code').textContent") == "PNG"


def test_a_server_without_a_description_is_said_to_have_none(open_api):
    page = open_api()
    assert page.text("about") == "This server does not describe its API: it has no openapi.json."
