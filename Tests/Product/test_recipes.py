"""Recipes: files of settings, which flags override."""

import json
import shlex
import struct
import subprocess

import pytest
from program import environment, run
from training_runs import fit, header


def recipe_file(folder, text):
    path = folder / "recipe.json"
    path.write_text(text if isinstance(text, str) else json.dumps(text))
    return path


def test_a_recipe_is_a_file_that_flags_override(trainer, small_data, tmp_path, output):
    recipe = recipe_file(
        tmp_path,
        {"architecture": "cnn-small", "epochs": 7, "optimizer": {"kind": "sgd"}, "schedule": {"kind": "cosine"}},
    )
    shown = run(trainer, "fit", "--recipe", recipe, "--epochs", 1, "--momentum", 0.8, "--show-recipe")
    effective = json.loads(shown.stdout)
    assert effective["optimizer"] == {
        "kind": "sgd", "learning_rate": 0.1, "weight_decay": 0.0005, "momentum": 0.8, "nesterov": False}
    assert (effective["epochs"], effective["architecture"], effective["seed"]) == (1, "cnn-small", 1)

    result = run(trainer, *fit(output, small_data, epochs=1), "--recipe", recipe, "--momentum", 0.8)
    assert result.returncode == 0, result.stderr
    metadata = header(output)["__metadata__"]
    used = json.loads(metadata["recipe"])
    assert used == {**effective, "batch_size": 50, "seed": 3, "validation": {"count": 200}}
    assert f"--recipe {recipe}" in metadata["command"] and "--momentum 0.8" in metadata["command"]

    # What the checkpoint tells makes it again.
    again = output.with_name("again.safetensors")
    told = recipe_file(tmp_path, metadata["recipe"])
    assert run(trainer, "fit", "--data", small_data, "--output", again, "--recipe", told).returncode == 0
    tensors = [path.read_bytes()[8 + struct.unpack("<Q", path.read_bytes()[:8])[0] :] for path in (output, again)]
    assert tensors[0] == tensors[1]


@pytest.mark.parametrize(
    "text, words",
    [
        ({"epoch": 3}, ["epoch is no setting", "batch_size"]),
        (
            {"optimizer": {"kind": "sgd", "beta1": 0.9}},
            ["optimizer.beta1 belongs to optimizer.kind adam or adamw, and here that is sgd"],
        ),
        ({"schedule": {"kind": "linear"}}, ["schedule.kind", "linear", "one-cycle"]),
        ({"loss": {"label_smoothing": 2}}, ["loss.label_smoothing", "0..<1"]),
        ({"epochs": "many"}, ["line 1, column 12", "epochs", "many", "a whole number in 1...100000"]),
        ("{epochs: 3}", ["line 1, column 2", "double quotes"]),
        ('{"seed": 1,\n "seed": 2}', ["line 2, column 10", "seed is there twice"]),
    ],
    ids=str,
)
def test_a_bad_recipe_is_refused_with_its_file_and_field(trainer, tmp_path, output, text, words):
    path = recipe_file(tmp_path, text)
    result = run(trainer, "fit", "--recipe", path, "--output", output)
    assert (result.returncode, result.stdout) == (2, "")
    for word in [str(path), *words]:
        assert word in result.stderr
    assert not output.parent.exists()


@pytest.mark.parametrize(
    "words, message",
    [
        ("--momentum 0.5", "--momentum belongs to --optimizer sgd, and here that is adamw; leave --momentum out"),
        (
            "--schedule constant --minimum-rate 0.1",
            "--minimum-rate belongs to --schedule cosine or plateau, and here that is constant",
        ),
        ("--averaging none --average-decay 0.5", "--average-decay belongs to --averaging ema, and here that is none"),
        ("--validation 100 --validation-share 0.1", "give --validation or --validation-share, not both"),
    ],
)
def test_a_setting_of_another_kind_is_told_to_whom_it_belongs(trainer, output, words, message):
    result = run(trainer, "fit", *words.split(), "--output", output)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr


def test_the_command_that_makes_the_weights_again_can_be_typed(trainer, small_data, tmp_path, output):
    folder = tmp_path / "it's $HOME"
    folder.mkdir()
    recipe = recipe_file(folder, {"architecture": "cnn-small", "epochs": 1})
    words = ["--recipe", str(recipe), "--batch-size", "50", "--seed", "3", "--validation", "200"]
    place = ["--data", small_data, "--output", output]
    of_data = ["--dataset", "fashion", "--test", str(small_data), "--transpose"]
    result = run(trainer, "fit", *place, *of_data, *words)
    assert result.returncode == 0, result.stderr
    first = output.read_bytes()
    command = shlex.split(header(output)["__metadata__"]["command"])
    assert command == ["inkling-train", "fit", *of_data, "--recipe", str(recipe), *words[2:]]
    # A shell takes it as it stands.
    again = subprocess.run(
        f'{shlex.quote(str(trainer))} {header(output)["__metadata__"]["command"].removeprefix("inkling-train ")} '
        + shlex.join(map(str, place)),
        shell=True, env=environment(), capture_output=True, text=True, timeout=120)
    assert again.returncode == 0, again.stderr
    assert output.read_bytes() == first
