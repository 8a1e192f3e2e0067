"""The weights that the project ships are what they say: their recipes, their logs, their accuracy."""

import csv
import json
import math

import pytest
import strokes
from checkpoint_files import metadata
from program import ROOT, run

MODELS = ROOT / "Models"
# Each with the least accuracy on MNIST's test images that it may have.
SHIPPED = {"inkling": 0.996, "inkling-tiny": 0.996}
LARGEST_CALIBRATION_ERROR = 0.003


@pytest.mark.parametrize("name", SHIPPED)
def test_the_recipe_in_the_file_is_the_recipe_beside_it(trainer, tmp_path, name):
    recorded = tmp_path / "recipe.json"
    recorded.write_text(metadata(MODELS / f"{name}.safetensors")["recipe"])
    shown = [
        run(trainer, "fit", "--recipe", recipe, "--show-recipe").stdout
        for recipe in (recorded, MODELS / "recipes" / f"{name}.json")
    ]
    assert json.loads(shown[0])["architecture"] == name
    assert shown[0] == shown[1]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_log_ends_where_the_recipe_does_and_the_file_s_epoch_is_as_good_as_the_best(name):
    """Within one standard error of the best epoch's accuracy (Breiman and others 1984): more tells nothing."""
    about = metadata(MODELS / f"{name}.safetensors")
    with (MODELS / f"{name}.csv").open() as log:
        epochs = list(csv.DictReader(log))
    assert len(epochs) == json.loads(about["recipe"])["epochs"]
    chosen = next(epoch for epoch in epochs if epoch["epoch"] == about["epoch"].split()[0])
    best = max(float(epoch["validation_accuracy"]) for epoch in epochs)
    error = math.sqrt(best * (1 - best) / float(about["validation_images"]))
    assert float(chosen["validation_accuracy"]) >= best - error
    assert float(chosen["validation_accuracy"]) == pytest.approx(float(about["validation_accuracy"]), abs=1e-4)


@pytest.mark.parametrize(("name", "least"), SHIPPED.items())
def test_accuracy_and_calibration_are_what_the_file_says(trainer, data, name, least):
    path = MODELS / f"{name}.safetensors"
    judged = json.loads(run(trainer, "evaluate", "--model", path, "--data", data, "--json").stdout)
    assert judged["accuracy"] == pytest.approx(float(metadata(path)["test_accuracy"]), abs=1e-4)
    assert judged["accuracy"] >= least
    assert judged["ece"] <= LARGEST_CALIBRATION_ERROR


def test_the_default_reads_what_people_draw_and_knows_what_is_no_digit(trainer, data):
    folder = strokes.folder(ROOT)
    if folder is None:
        pytest.skip("no pendigits-train.json: name its folder in INKLING_STROKES")
    words = ["--suite", "--json", "--limit", 500, "--data", data, "--strokes", folder]
    report = json.loads(run(trainer, "evaluate", "--model", MODELS / "inkling.safetensors", *words).stdout)
    rows = {row["name"]: row for row in report["digits"] + report["outliers"]}
    assert report["corruption_mean"]["accuracy"] >= 0.96
    assert rows["pen"]["accuracy"] >= 0.985 and rows["pen"]["sure_accuracy"] >= 0.985
    assert rows["test_canvas"]["accuracy"] >= 0.985
    assert rows["omniglot"]["auroc"] >= 0.97
