"""The report of a run: one page, complete, well-formed and on its own; and the summary of a network."""

import base64
import json
import re
import shutil
import struct
from html.parser import HTMLParser
from xml.etree import ElementTree

import mnist_files
import pytest
from program import run

SECTIONS = "figures curves confusion reliability errors filters maps model provenance".split()
# Elements that HTML closes by itself, and those among them that a page of ours may have.
VOID = {"meta", "img"}


@pytest.fixture(scope="module")
def small_data(data, tmp_path_factory):
    """The first 2,000 training and 200 test images, not gzipped."""
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def finished(trainer, small_data, tmp_path_factory):
    """The checkpoint of a run of two epochs."""
    output = tmp_path_factory.mktemp("run") / "best.safetensors"
    result = run(
        trainer, "fit", "--data", small_data, "--output", output, "--architecture", "cnn-small", "--epochs", 2,
        "--batch-size", 50, "--validation", 200, "--seed", 3,
    )
    assert result.returncode == 0, result.stderr
    return output


def report(trainer, model, data, output, *arguments):
    result = run(trainer, "report", "--model", model, "--data", data, "--output", output, *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    return output.read_text()


@pytest.fixture(scope="module")
def page(finished):
    """The page that the run left."""
    return finished.with_suffix(".html").read_text()


def test_fit_and_report_write_the_same_page(trainer, finished, small_data, tmp_path, page):
    assert report(trainer, finished, small_data, tmp_path / "page.html") == page


def test_fit_writes_its_report_where_it_is_told(trainer, small_data, tmp_path):
    output, page = tmp_path / "run" / "best.safetensors", tmp_path / "pages" / "one.html"
    result = run(
        trainer, "fit", "--data", small_data, "--output", output, "--report", page, "--architecture", "cnn-small",
        "--epochs", 1, "--batch-size", 50, "--validation", 200,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert f"report {page}\n" in result.stdout
    assert sorted(path.name for path in page.parent.iterdir()) == ["one.html", "one.model_summary.txt"]
    assert not output.with_suffix(".html").exists()


class Outline(HTMLParser):
    """The page as HTML reads it: every element closed where it should be, every identifier used once."""

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.tags, self.references = [], [], [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(set(names)) == len(names) and not any(name.startswith("on") for name in names)
        attributes = dict(attributes)
        self.tags.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.references += [attributes[name] for name in ("src", "href", "action", "poster") if name in attributes]
        if tag == "img":
            assert {"alt", "width", "height"} <= attributes.keys()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        # Only void elements and those of SVG may close themselves in HTML.
        if tag not in VOID:
            assert "svg" in self.open
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag


def test_the_page_is_well_formed_html_and_xml(page):
    assert page.startswith("<!DOCTYPE html>\n")
    outline = Outline(page)
    assert len(set(outline.ids)) == len(outline.ids)
    assert {"html", "head", "title", "body", "main", "h1", "table", "svg", "img"} <= set(outline.tags)
    document = ElementTree.fromstring(page)
    for table in document.iter("table"):
        assert len({len(row) for row in table.iter("tr")}) == 1
    drawings = list(document.iter("svg"))
    assert len(drawings) == 4
    for drawing in drawings:
        assert drawing.get("role") == "img" and drawing.get("aria-label") and drawing.findtext("title")
        width, height = map(float, drawing.get("viewBox").split()[2:])
        for element in drawing.iter():
            for name, limit in (("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height)):
                assert 0 <= float(element.get(name, 0)) <= limit


def test_every_section_is_there_with_a_heading(page):
    document = ElementTree.fromstring(page)
    assert [heading.get("id") for heading in document.iter("h2")] == SECTIONS
    assert [section.get("aria-labelledby") for section in document.iter("section")] == SECTIONS


def test_the_page_asks_for_nothing(page):
    references = Outline(page).references
    assert references and all(reference.startswith("data:image/png;base64,") for reference in references)
    assert not re.search(r"https?:|[\"'\s=(]//|@import|url\(|<script|<link|<iframe|<object", page, re.I)
    assert "default-src 'none'" in page
    assert len(page.encode()) < 400_000


def test_every_picture_is_a_png_of_the_size_it_says(page):
    for image in ElementTree.fromstring(page).iter("img"):
        png = base64.b64decode(image.get("src").partition(",")[2], validate=True)
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", png[16:24]) == (int(image.get("width")), int(image.get("height")))


def test_the_figures_are_those_of_evaluate(trainer, finished, small_data, page):
    said = json.loads(run(trainer, "evaluate", "--model", finished, "--data", small_data, "--json").stdout)
    document = ElementTree.fromstring(page)
    tiles = {
        tile.findtext("dt"): tile.findtext("dd/strong").replace("\xa0", " ")
        for tile in document.find(".//dl[@class='headline']")
    }
    wrong = round((1 - said["accuracy"]) * 200)
    assert tiles["Accuracy"] == f"{said['accuracy']:.2%}".replace("%", " %")
    assert tiles["Errors"] == str(wrong)
    assert float(tiles["Loss"]) == pytest.approx(said["loss"], rel=5e-3)
    assert float(tiles["Calibration error"]) == pytest.approx(said["ece"], abs=6e-5)
    assert (tiles["Parameters"], tiles["Multiply-adds"], tiles["Seed"]) == ("21,840", "480,500", "3")

    confusion = document.find(".//table[@class='confusion']/tbody")
    assert [[int(cell.text) for cell in row.findall("td")] for row in confusion] == said["confusion_matrix"]
    assert len(document.findall(".//ul[@class='gallery']/li")) == min(24, wrong)


def test_the_curves_are_those_of_the_log(finished, page):
    rows = [line.split(",") for line in finished.with_suffix(".csv").read_text().splitlines()[1:]]
    document = ElementTree.fromstring(page)
    lines = document.findall(".//polyline")
    assert len(lines) == 5 and all(len(line.get("points").split()) == len(rows) for line in lines)
    table = document.findall(".//details/div/table/tbody/tr")
    assert [row.find("th").text for row in table] == [row[0] for row in rows]
    losses = [float(row.findall("td")[0].text) for row in table]
    assert losses == pytest.approx([float(row[2]) for row in rows], abs=6e-5)


def test_without_a_log_the_page_says_so(trainer, finished, small_data, tmp_path):
    model = shutil.copy(finished, tmp_path / "alone.safetensors")
    page = report(trainer, model, small_data, tmp_path / "alone.html")
    assert "There is no log of this run" in page
    Outline(page)


def test_the_page_goes_beside_the_checkpoint_with_a_summary(trainer, finished, small_data, tmp_path):
    model = shutil.copy(finished, tmp_path / "some.safetensors")
    assert run(trainer, "report", "--model", model, "--data", small_data).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["some.html", "some.model_summary.txt", "some.safetensors"]
    summary = (tmp_path / "some.model_summary.txt").read_text()
    assert summary == run(trainer, "summary", "--model", model).stdout


@pytest.mark.parametrize(
    "change, line",
    [
        (lambda lines: [*lines[:2], lines[2] + ",7"], "line 3"),
        (lambda lines: [*lines[:2], lines[2].replace("2,", "two,", 1)], "line 3"),
        (lambda lines: [*lines, lines[1]], "line 4"),
        (lambda lines: ["hello"], "line 1"),
    ],
    ids=["an extra field", "no number", "an epoch twice", "no log"],
)
def test_a_broken_log_is_named_with_its_line(trainer, finished, small_data, tmp_path, change, line):
    log = tmp_path / "log.csv"
    log.write_text("\n".join(change(finished.with_suffix(".csv").read_text().splitlines())) + "\n")
    page = tmp_path / "page.html"
    result = run(
        trainer, "report", "--model", finished, "--data", small_data, "--log", log, "--output", page
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{log}, {line}:" in result.stderr
    assert not page.exists()


def test_a_log_that_is_named_must_be_there(trainer, finished, small_data, tmp_path):
    result = run(trainer, "report", "--model", finished, "--data", small_data, "--log", tmp_path / "none.csv")
    assert (result.returncode, result.stdout) == (2, "")
    assert str(tmp_path / "none.csv") in result.stderr and "--log" in result.stderr


def test_a_page_that_cannot_be_written_is_named(trainer, finished, small_data, tmp_path):
    (tmp_path / "file").write_text("")
    result = run(
        trainer, "report", "--model", finished, "--data", small_data, "--output", tmp_path / "file" / "page.html"
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert str(tmp_path / "file") in result.stderr


# summary


def rows_of(text):
    """Layer names with their parameters and multiply-adds."""
    rows = {}
    for line in text.splitlines():
        cells = re.split(r"\s{2,}", line)
        if len(cells) >= 3 and cells[0] and cells[-1] != "multiply-adds":
            counts = [int(cell.replace(",", "").replace("-", "0")) for cell in cells[-2:]]
            rows[cells[0]] = counts
    return rows


@pytest.mark.parametrize(
    "name, parameters",
    [("inkling", 157_330), ("mnist-net", 1_200_074), ("cnn-small", 21_840), ("mlp-improved", 1_497_994)],
)
def test_the_summary_adds_up(trainer, name, parameters):
    result = run(trainer, "summary", "--architecture", name)
    assert (result.returncode, result.stderr) == (0, "")
    rows = rows_of(result.stdout)
    total = rows.pop("total")
    assert total == [sum(column) for column in zip(*rows.values(), strict=True)]
    assert total[0] == parameters


@pytest.mark.parametrize("arguments", [(), ("--architecture", "inkling", "--model", "x")])
def test_the_summary_wants_one_network(trainer, arguments):
    result = run(trainer, "summary", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--model" in result.stderr and "--architecture" in result.stderr


def test_an_architecture_that_does_not_exist_is_named(trainer):
    result = run(trainer, "summary", "--architecture", "huge")
    assert (result.returncode, result.stdout) == (2, "")
    assert '"huge"' in result.stderr and "inkling-tiny" in result.stderr
