"""Several checkpoints as one, and several views of one image."""

import json

import mnist_files
import numpy as np
import pytest
from api_client import post_png, request
from png_files import of_array
from program import PUBLIC, ServerProcess, run


@pytest.fixture(scope="module")
def small_data(data, tmp_path_factory):
    """The first 2,000 training and 500 test images, not gzipped."""
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"), test=500)


@pytest.fixture(scope="module")
def second(trainer, small_data, tmp_path_factory):
    """A checkpoint of another architecture than the shipped one, and much worse."""
    path = tmp_path_factory.mktemp("second") / "second.safetensors"
    options = ["--architecture", "cnn-small", "--epochs", 1, "--validation", 200, "--seed", 5]
    result = run(trainer, "fit", "--data", small_data, "--output", path, *options)
    assert result.returncode == 0, result.stderr
    return path


@pytest.fixture
def pictures(tmp_path, digits):
    """Files with twelve digits."""
    paths = [tmp_path / f"{index}.png" for index in range(12)]
    for path, image in zip(paths, digits[0]):
        path.write_bytes(of_array(image))
    return paths


def predictions(inkling, files, *models, **settings):
    flags = [word for model in models for word in ("--model", model)]
    result = run(inkling, "predict", *files, *flags, "--json", **settings)
    assert (result.returncode, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def numbers(rows):
    """The probabilities and the likeness to a digit: (count, 11)."""
    return np.array([row["probabilities"] + [row["is_digit"]] for row in rows])


def geometric_mean(rows):
    """The probabilities that networks with the probabilities (networks, count, 10) have together."""
    means = np.exp(np.log(rows).mean(0))
    return means / means.sum(1, keepdims=True)


def test_predict_answers_with_the_mean(inkling, model, second, pictures):
    alone = np.array([numbers(predictions(inkling, pictures, path)) for path in (model, second)])
    together = predictions(inkling, pictures, model, second)
    mean = geometric_mean(alone[:, :, :10])
    assert np.abs(alone[0] - alone[1]).max() > 0.01, "they are two networks"
    assert numbers(together)[:, :10] == pytest.approx(mean, abs=2e-5)
    assert numbers(together)[:, 10] == pytest.approx(alone[:, :, 10].mean(0), abs=2e-6)
    for row, probabilities in zip(together, mean):
        assert row["digit"] == probabilities.argmax()
        assert row["confidence"] == pytest.approx(probabilities.max(), abs=2e-5)
        first, runner_up = sorted(probabilities)[:-3:-1]
        reason = "not_a_digit" if row["is_digit"] < 0.5 else "ambiguous" if runner_up > first / 2 else None
        assert row["reason"] == reason


def test_an_ensemble_has_a_name_and_a_version_of_its_own(inkling, model, second, pictures):
    def named(*models):
        return predictions(inkling, pictures[:1], *models)[0]["model"]

    assert named(model, second)["name"] == f"{named(model)['name']}+{named(second)['name']}"
    versions = [named(*models)["version"] for models in ((model,), (second,), (model, second), (second, model))]
    assert len(set(versions)) == 4
    assert versions[2] == named(model, second)["version"]


def test_serve_answers_with_the_ensemble_and_readyz_names_it(inkling, model, second, pictures, tmp_path):
    expected = predictions(inkling, pictures, model, second)
    with ServerProcess(
        tmp_path, "--port", 0, "--model", model, "--model", second, "--public", PUBLIC
    ) as server:
        ready = request(server, "GET", "/readyz")
        assert ready.status == 200 and ready.json["model"] == expected[0]["model"]
        for row, path in zip(expected, pictures):
            served = post_png(server, path.read_bytes()).json
            for key in ("digit", "confidence", "probabilities", "is_digit", "accepted", "reason", "model"):
                assert served[key] == row[key]


def test_the_variable_names_several_with_colons(inkling, model, second, pictures, tmp_path):
    expected = predictions(inkling, pictures, model, second)
    again = predictions(inkling, pictures, INKLING_MODEL=f"{model}:{second}")
    assert (numbers(again) == numbers(expected)).all()
    with ServerProcess(
        tmp_path, INKLING_PORT=0, INKLING_PUBLIC=PUBLIC, INKLING_MODEL=f"{model}:{second}"
    ) as server:
        assert request(server, "GET", "/readyz").json["model"] == expected[0]["model"]


@pytest.mark.parametrize("value", ["{0}:", ":{0}", "{0}::{0}"])
def test_an_empty_path_in_the_variable_is_named(inkling, model, pictures, value):
    value = value.format(model)
    result = run(inkling, "predict", pictures[0], INKLING_MODEL=value)
    assert (result.returncode, result.stdout) == (2, "")
    assert "INKLING_MODEL" in result.stderr and value in result.stderr


@pytest.mark.parametrize("command", [["predict", "x.png"], ["serve", "--port", "0"]], ids=["predict", "serve"])
def test_one_bad_member_is_named(inkling, model, tmp_path, command):
    """Its last weight is another number, so that the golden input tells."""
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(model.read_bytes()[:-4] + np.array([7], "<f4").tobytes())
    result = run(inkling, *command, "--model", model, "--model", bad)
    assert (result.returncode, result.stdout) == (2, "")
    assert str(bad) in result.stderr and "altered" in result.stderr


def test_bench_times_one_network(inkling, model, second):
    result = run(inkling, "bench", "--model", model, "--model", second)
    assert (result.returncode, result.stdout) == (2, "")
    assert "one --model" in result.stderr


def evaluate(trainer, data, *arguments):
    result = run(trainer, "evaluate", "--data", data, "--json", *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_evaluate_measures_several_as_one(trainer, model, second, small_data):
    first, other = (evaluate(trainer, small_data, "--model", path) for path in (model, second))
    together = evaluate(trainer, small_data, "--model", model, second)
    assert together == evaluate(trainer, small_data, "--model", model, "--model", second)
    assert set(together) == set(first)
    # The geometric mean's loss is at most the mean of the losses; and it is neither member's.
    assert together["loss"] < (first["loss"] + other["loss"]) / 2
    assert together["loss"] not in (first["loss"], other["loss"])
    assert together["accuracy"] > other["accuracy"]


def test_evaluate_names_the_ensemble(trainer, model, second, small_data):
    text = run(trainer, "evaluate", "--data", small_data, "--model", model, second).stdout
    assert text.splitlines()[0].split()[:2] == ["model", "inkling+cnn-small"]


def test_test_time_augmentation_averages_views(trainer, model, small_data):
    alone = evaluate(trainer, small_data, "--model", model)
    assert evaluate(trainer, small_data, "--model", model, "--tta", 1) == alone
    nine = evaluate(trainer, small_data, "--model", model, "--tta")
    assert nine == evaluate(trainer, small_data, "--tta", 9, "--model", model)
    assert nine == evaluate(trainer, small_data, "--tta", "--model", model)
    assert nine["loss"] != alone["loss"] and nine["loss"] < 0.1
    assert evaluate(trainer, small_data, "--model", model, "--tta", 3)["loss"] not in (alone["loss"], nine["loss"])


@pytest.mark.parametrize("views", [0, 10, -1, "many"])
def test_a_number_of_views_that_cannot_be_is_named(trainer, model, views):
    for words in ([f"--tta={views}"], ["--tta", views]):
        result = run(trainer, "evaluate", "--model", model, *words)
        assert (result.returncode, result.stdout) == (2, "")
        assert "tta" in result.stderr or str(views) in result.stderr


def test_networks_of_other_classes_do_not_answer_together(inkling, trainer, model, small_data, pictures, tmp_path):
    clothes = tmp_path / "clothes.safetensors"
    words = ["--dataset", "fashion", "--architecture", "mlp-base", "--epochs", 1, "--validation", 200]
    made = run(trainer, "fit", "--data", small_data, "--output", clothes, *words)
    assert made.returncode == 0, made.stderr
    commands = [
        (inkling, "predict", pictures[0], "--model", model, "--model", clothes),
        (inkling, "serve", "--port", 0, "--public", PUBLIC, "--model", model, "--model", clothes),
        (trainer, "evaluate", "--data", small_data, "--model", model, clothes),
    ]
    for command in commands:
        result = run(*command)
        assert (result.returncode, result.stdout) == (2, "")
        assert str(model) in result.stderr and str(clothes) in result.stderr and "Ankle boot" in result.stderr
