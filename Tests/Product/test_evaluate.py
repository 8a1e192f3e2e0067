"""`inkling-train evaluate`: what it measures and how it says it."""

import json

import pytest
from program import run


@pytest.fixture(scope="module")
def evaluation(trainer, model, data):
    result = run(trainer, "evaluate", "--model", model, "--data", data, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_evaluate_prints_json_of_the_promised_shape(evaluation):
    assert set(evaluation) == {
        "accuracy", "count", "loss", "ece", "reliability", "class_labels", "per_class", "confusion_matrix",
    }
    bins = evaluation["reliability"]["bins"]
    assert sum(row["count"] for row in bins) == 10_000
    assert sum(abs(row["confidence_sum"] - row["correct"]) for row in bins) / 10_000 == pytest.approx(evaluation["ece"])
    assert evaluation["class_labels"] == list("0123456789")
    assert evaluation["count"] == 10_000
    matrix = evaluation["confusion_matrix"]
    assert len(matrix) == 10 and all(len(row) == 10 for row in matrix)
    assert sum(map(sum, matrix)) == 10_000
    assert evaluation["accuracy"] == pytest.approx(sum(matrix[digit][digit] for digit in range(10)) / 10_000)
    assert 0 < evaluation["loss"] < 0.1 and 0 <= evaluation["ece"] < 0.02
    for digit, report in enumerate(evaluation["per_class"]):
        right, support, called = matrix[digit][digit], sum(matrix[digit]), sum(row[digit] for row in matrix)
        assert report == pytest.approx(
            {
                "precision": right / called,
                "recall": right / support,
                "f1": 2 * right / (called + support),
                "support": support,
            }
        )


def test_rows_of_the_confusion_matrix_are_labels(evaluation, digits):
    counts = [int((digits[1] == digit).sum()) for digit in range(10)]
    assert [sum(row) for row in evaluation["confusion_matrix"]] == counts


def test_the_shipped_weights_are_as_good_as_promised(evaluation):
    print(f"\ntest accuracy {evaluation['accuracy']:.2%}, calibration error {evaluation['ece']:.4f}")
    assert evaluation["accuracy"] >= 0.995


def test_evaluate_prints_a_table_for_a_person(trainer, model, data, evaluation):
    text = run(trainer, "evaluate", "--model", model, "--data", data).stdout
    wrong = 10_000 - round(evaluation["accuracy"] * 10_000)
    assert f"{evaluation['accuracy']:.2%}".replace("%", " %") in text
    assert f"({wrong} of 10000 wrong)" in text
    for word in ("loss", "calibration error", "precision", "recall", "f1"):
        assert word in text
    rows = [line.split() for line in text.splitlines()]
    reports = [row for row in rows if len(row) == 5 and row[0].isdigit()]
    confusion = [row for row in rows if len(row) == 11 and row[0].isdigit()]
    assert [row[0] for row in reports] == [row[0] for row in confusion] == [str(digit) for digit in range(10)]
    assert [int(row[4]) for row in reports] == [report["support"] for report in evaluation["per_class"]]
    matrix = [[0 if cell == "." else int(cell) for cell in row[1:]] for row in confusion]
    assert matrix == evaluation["confusion_matrix"]


def test_evaluate_names_a_missing_checkpoint_before_it_looks_for_data(trainer, tmp_path):
    result = run(trainer, "evaluate", "--model", tmp_path / "none", "--data", tmp_path / "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert str(tmp_path / "none") in result.stderr
    assert not (tmp_path / "nowhere").exists()
