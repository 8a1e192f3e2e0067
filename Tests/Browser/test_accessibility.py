"""Nobody is left out: axe-core finds nothing in any state of the page, and every control has its name."""

import pytest

import axe
from fake_server import CAPABILITIES, answer, explained, number
from page import DASH, SEVEN
from test_panels import DESCRIPTION


@pytest.fixture(scope="module")
def axe_script():
    script = axe.script()
    if script is None:
        pytest.skip("axe-core is not in reach: no package index answers pip")
    return script


def unsure(page, fake):
    fake.usual = answer(4, 0.52, runner_up=9, reason="ambiguous")
    page.draw(SEVEN)


def away(page, fake):
    fake.go_away()
    page.draw(DASH)
    page.until(lambda: page.state == "trouble")
    fake.come_back()


def a_number(page, fake):
    fake.usual_number = number("2026", accepted=False)
    page.click("several")
    page.draw(SEVEN)


def inside(page, fake):
    page.draw(SEVEN)
    page.choose("button", "Inside")
    page.until(lambda: page.script("return document.querySelectorAll('#activations img').length") == 2)


def code(page, fake):
    page.draw(SEVEN)
    page.choose("button", "Code")
    page.until(lambda: page.element("copy").is_displayed())


def samples(page, fake):
    page.click("samples")
    page.until(lambda: page.element("sampleMenu").is_displayed())


def corrections(page, fake):
    page.draw(SEVEN)
    page.until(lambda: page.element("wrong").is_displayed())
    page.click("wrong")


def camera(page, fake):
    page.click("camera")
    page.until(lambda: page.element("shoot").is_enabled())


STATES = [lambda page, fake: None, unsure, away, a_number, inside, code, samples, corrections, camera]


@pytest.mark.parametrize("state", STATES, ids=["empty", *(state.__name__ for state in STATES[1:])])
def test_axe_finds_nothing(open_page, fake, axe_script, resize, state):
    fake.capabilities = CAPABILITIES
    fake.usual = explained()
    page = open_page(fake.url)
    state(page, fake)
    page.until(lambda: page.is_settled or page.state == "trouble")
    page.script(axe_script)
    for scheme, width, height in (("light", 1280, 800), ("dark", 320, 568)):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        resize(page, width, height)
        assert axe.violations(page) == []


def test_axe_finds_nothing_on_the_page_of_the_api(open_page, fake, axe_script):
    fake.openapi = DESCRIPTION
    page = open_page(fake.url)
    page.browser.get(f"{fake.url}/api.html")
    page.until(lambda: page.text("routes") == "POST /predict")
    page.choose("summary", "200 The answer.")
    page.script(axe_script)
    assert axe.violations(page) == []


def test_the_tree_of_the_browser_names_every_control(open_page, fake):
    page = open_page(fake.url)
    nodes = page.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes if not node["ignored"]
    ]
    controls = [(role, name) for role, name in named if role in ("button", "link", "application", "img", "textbox")]
    assert all(name for _, name in controls), controls
    names = {name for _, name in controls}
    assert {"Pen", "Undo", "Redo", "Clear", "Take a photo", "Samples", "Inside", "Code", "API"} <= names
    assert [name for role, name in named if role == "heading"] == ["Inkling"]
    described = next(node for node in nodes if node["role"].get("value") == "application")
    assert described["description"]["value"].startswith("Arrow keys move the cross")


def test_nothing_moves_for_those_who_want_it_still(open_page, fake):
    page = open_page(fake.url)
    page.browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]})
    page.draw(SEVEN)
    page.settle()
    moving = "return document.getAnimations().filter((each) => each.effect.getTiming().duration > 0).length"
    assert page.script(moving) == 0
    durations = page.script("return getComputedStyle(document.querySelector('.level')).transitionDuration")
    assert durations == "0s"
