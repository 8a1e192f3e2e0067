"""`inkling-train evaluate --suite`: what it measures, and the forms it says it in."""

import json

import mnist_files
import numpy as np
import pytest
import strokes
from program import ROOT, run

CORRUPTIONS = [
    "shot_noise", "impulse_noise", "glass_blur", "motion_blur", "shear", "scale", "rotate", "brightness", "translate",
    "stripe", "fog", "spatter", "dotted_line", "zigzag", "canny_edges",
]  # fmt: skip
PENS = ["pen", "pen_1px", "pen_2px", "pen_4px", "pen_40px", "pen_light_on_dark", "pen_canvas_1000"]


@pytest.fixture(scope="module")
def suite(trainer, model, data, tmp_path_factory):
    """Runs it on a hundred images a row, with all there is."""
    folder = strokes.folder(ROOT)
    if folder is None:
        pytest.skip("no pendigits-train.json: name its folder in INKLING_STROKES")
    clothes = tmp_path_factory.mktemp("clothes")
    rng = np.random.default_rng(1)
    mnist_files.write(clothes, mnist_files.TEST_IMAGES, rng.integers(0, 256, (150, 28, 28)))
    mnist_files.write(clothes, mnist_files.TEST_LABELS, np.arange(150) % 10)

    def measure(*arguments, limit=100):
        words = ["--suite", "--limit", limit, "--strokes", folder, "--fashion", clothes]
        return run(trainer, "evaluate", "--model", model, "--data", data, *words, *arguments)

    return measure


@pytest.fixture(scope="module")
def report(suite):
    result = suite("--json")
    assert result.returncode == 0, result.stderr
    assert "row 1 of 26: test images as they are\n" in result.stderr and "row 26 of 26: " in result.stderr
    return json.loads(result.stdout)


def test_the_report_has_a_row_for_each_kind_of_picture(report):
    assert set(report) == {
        "model", "fingerprint", "digits", "corruptions", "corruption_mean", "outliers", "missing",
    }  # fmt: skip
    assert [row["name"] for row in report["digits"]] == ["test", "test_canvas", *PENS]
    assert [row["name"] for row in report["corruptions"]] == CORRUPTIONS
    assert [(row["name"], row["against"]) for row in report["outliers"]] == [
        ("omniglot", "pen"), ("fashion", "test_canvas"),
    ]  # fmt: skip
    assert report["missing"] == []
    assert {row["count"] for row in report["digits"] + report["corruptions"] + report["outliers"]} == {100}


def test_shares_are_shares_and_agree_with_each_other(report):
    for row in report["digits"] + report["corruptions"]:
        assert all(0 <= row[key] <= 1 for key in ("accuracy", "accepted", "mean_confidence", "ece"))
        assert ("accuracy_unnormalized" in row) == (row["name"] in CORRUPTIONS)
        right = row["accepted"] * row.get("accepted_accuracy", 0)
        assert right <= row["accuracy"] + 1e-9
        assert row["sure_count"] <= row["accepted"] * row["count"] + 1e-9
        assert ("sure_accuracy" in row) == (row["sure_count"] > 0)
    for key in ("accuracy", "accuracy_unnormalized", "accepted", "mean_confidence"):
        mean = sum(row[key] for row in report["corruptions"]) / len(CORRUPTIONS)
        assert report["corruption_mean"][key] == pytest.approx(mean)
    assert report["corruption_mean"]["count"] == 1500


def test_the_shipped_weights_read_what_is_easy_and_turn_noise_away(report):
    rows = {row["name"]: row for row in report["digits"] + report["corruptions"] + report["outliers"]}
    for name in ("test", "test_canvas", "translate", "scale", "brightness", "pen", "pen_light_on_dark"):
        assert rows[name]["accuracy"] >= 0.95, name
    # What serves as clothes here is noise.
    assert rows["fashion"]["rejected"] >= 0.9 and rows["fashion"]["auroc"] >= 0.9
    assert rows["omniglot"]["auroc"] >= 0.7
    print(f"\nmean accuracy over the corruptions {report['corruption_mean']['accuracy']:.1%}")


def test_threads_and_repetition_change_nothing(suite, report):
    assert json.loads(suite("--json", "--threads", "1").stdout) == report


def cells(row):
    def percent(key):
        return f"{100 * row[key]:.2f}" if key in row else ""

    return [row["title"], str(row["count"]), percent("accuracy"), percent("accuracy_unnormalized"), percent("accepted")]


def test_the_table_is_for_a_person(suite, report):
    text = suite().stdout
    assert max(map(len, text.splitlines())) <= 100
    assert report["fingerprint"] in text.splitlines()[0]
    for row in report["digits"] + report["corruptions"] + [report["corruption_mean"]]:
        line = next(line for line in text.splitlines() if line.startswith(row["title"] + "  "))
        assert line[len(row["title"]) :].split()[: len(list(filter(None, cells(row)))) - 1] == [
            cell for cell in cells(row)[1:] if cell
        ]
    for row in report["outliers"]:
        line = next(line for line in text.splitlines() if line.startswith(row["title"] + "  "))
        assert f"{row['auroc']:.4f}" in line and f"{100 * row['rejected']:.2f}" in line
    for word in ("AUROC", "right:", "accepted:", "sure:", "ECE:"):
        assert word in text


def test_markdown_is_for_a_model_card(suite, report):
    text = suite("--markdown").stdout
    table = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    rows = {row[0]: row for row in table}
    for row in report["digits"] + report["corruptions"] + [report["corruption_mean"]]:
        assert rows[row["title"]][:5] == cells(row)
    assert len({len(row) for row in table}) == 2
    assert sum(set(row[0]) == {"-"} for row in table) == 3


def test_what_there_is_no_data_for_is_named(trainer, model, small_data):
    words = ["--model", model, "--data", small_data, "--suite", "--limit", 2]
    result = run(trainer, "evaluate", *words, "--json")
    assert result.returncode == 0
    report = json.loads(result.stdout)
    assert [row["name"] for row in report["digits"]] == ["test", "test_canvas"] and report["outliers"] == []
    assert len(report["missing"]) == 2
    text = run(trainer, "evaluate", *words).stdout
    assert "INKLING_STROKES" in text and "--fashion" in text and "AUROC" not in text


@pytest.mark.parametrize(
    "words, said",
    [
        (["--limit", "5"], "--limit"),
        (["--markdown"], "--markdown"),
        (["--fashion", "x"], "--fashion"),
        (["--strokes", "x"], "--strokes"),
        (["--suite", "--limit", "0"], "1 or more"),
        (["--suite", "--json", "--markdown"], "give one"),
    ],
)
def test_words_that_do_not_go_together_are_refused(trainer, model, data, words, said):
    result = run(trainer, "evaluate", "--model", model, "--data", data, *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("option", ["--strokes", "--fashion"])
def test_a_folder_without_its_files_is_bad_input(trainer, model, small_data, tmp_path, option):
    result = run(trainer, "evaluate", "--model", model, "--data", small_data, "--suite", option, tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert str(tmp_path) in result.stderr


def test_images_of_another_size_are_bad_input(trainer, model, small_data, tmp_path):
    mnist_files.write(tmp_path, mnist_files.TEST_IMAGES, np.zeros((4, 20, 20)))
    mnist_files.write(tmp_path, mnist_files.TEST_LABELS, np.arange(4))
    words = ["--model", model, "--data", small_data, "--suite", "--fashion", tmp_path]
    result = run(trainer, "evaluate", *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert "20x20" in result.stderr and "--fashion" in result.stderr
