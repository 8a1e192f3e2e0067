"""What a command is asked to write never costs the user a file that it reads, writes itself or cannot replace."""

import os

import pytest
from program import run


@pytest.fixture
def checkpoint(model, tmp_path):
    copy = tmp_path / "m.safetensors"
    copy.write_bytes(model.read_bytes())
    return copy


# Every command that writes a file: M is a checkpoint, R a recipe, F an empty folder.
COLLISIONS = [
    "report --model M --output M",
    "report --model M --output F/../m.safetensors",
    "export --model M --format npz --output M",
    "import --input M --architecture inkling --output M",
    "quantize --model M --output M",
    "submission --model M --output M",
    "submission --model M --input R --output R",
    "preview --recipe R --output R",
    "fit --recipe R --output R",
    "fit --recipe R --output F/new.safetensors --report R",
    "fit --recipe R --output M --report M",
    "distill --teacher M --output M",
]


@pytest.mark.parametrize("words", COLLISIONS)
def test_a_file_that_is_read_is_not_written(trainer, checkpoint, tmp_path, words):
    recipe = tmp_path / "r.json"
    recipe.write_text('{"architecture": "cnn-small", "epochs": 1}')
    folder = tmp_path / "folder"
    folder.mkdir()
    names = {"M": str(checkpoint), "R": str(recipe)}
    arguments = [names.get(word, word.replace("F/", f"{folder}/")) for word in words.split()]
    before = [checkpoint.read_bytes(), recipe.read_bytes()]
    result = run(trainer, *arguments)
    assert result.returncode == 2, result.stderr
    assert "name another file" in result.stderr
    assert [checkpoint.read_bytes(), recipe.read_bytes()] == before
    assert not list(folder.iterdir())


COMMANDS = ["fit --output P", "report --model M --output P", "export --model M --format npz --output P"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind, word", [("folder", "is a folder"), ("pipe", "device, pipe or socket"), ("", "no file")])
def test_only_files_are_replaced(trainer, checkpoint, tmp_path, command, kind, word):
    place = tmp_path / "place"
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    names = {"M": str(checkpoint), "P": str(place) if kind else f"{place}/"}
    result = run(trainer, *[names.get(part, part) for part in command.split()])
    assert result.returncode == 2, result.stderr
    assert word in result.stderr
    assert (place.is_dir(), place.is_fifo()) == (kind == "folder", kind == "pipe")
