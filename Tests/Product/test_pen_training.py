"""Learning from pen strokes: `fit --pen-copies`, `preview --pen`, and what both refuse."""

import json

import mnist_files
import numpy as np
import pytest
from PIL import Image
from program import run

UCI = "https://archive.ics.uci.edu/dataset/81"


@pytest.fixture(scope="module")
def small_data(data, tmp_path_factory):
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"), train=300, test=100)


@pytest.fixture(scope="module")
def some(pendigits):
    """Four digits of each writer."""
    chosen = [[digit for digit in pendigits if digit["writer"] == writer][:4] for writer in range(1, 31)]
    return [digit for digits in chosen for digit in digits]


def write_json(folder, digits):
    folder.mkdir()
    (folder / "pendigits-train.json").write_text(json.dumps(digits))
    return folder


def write_unipen(folder, digits):
    """As UCI has them: y points up from the bottom of 500 units."""
    lines = [" .INCLUDE dene.doc", ".COMMENT written by a test"]
    for index, digit in enumerate(digits):
        label, strokes = digit["label"], digit["strokes"]
        lines += [f'.SEGMENT DIGIT 0-{len(strokes) - 1} ? "{label}"', f".COMMENT {label} {digit['writer']} {index}"]
        for stroke in strokes:
            lines += [".PEN_DOWN", *(f"  {x}  {500 - y}" for x, y in stroke), ".PEN_UP", ".DT 100"]
    folder.mkdir()
    (folder / "pendigits-orig.tra").write_text("\n".join(lines) + "\n")
    return folder


def fit(trainer, data, output, *arguments, **settings):
    usual = ["--architecture", "cnn-small", "--epochs", 1, "--batch-size", 20, "--validation", 20]
    return run(trainer, "fit", "--data", data, "--output", output, *usual, *arguments, **settings)


def metadata(path):
    content = path.read_bytes()
    return json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])["__metadata__"]


def test_both_forms_of_the_strokes_train_the_same_network(trainer, small_data, some, tmp_path):
    folders = [write_json(tmp_path / "json", some), write_unipen(tmp_path / "unipen", some)]
    outputs = [tmp_path / f"{folder.name}.safetensors" for folder in folders]
    result = fit(trainer, small_data, outputs[0], "--pen-copies", 3, "--strokes", folders[0], "--threads", 1)
    assert (result.returncode, result.stderr) == (0, "")
    # Of 300 images 20 are kept apart, of 30 writers ten; of each of the others' digits three pictures are drawn.
    assert f"{280 + 3 * 80} images to learn from, {20 + 40} to choose by" in result.stdout
    result = fit(trainer, small_data, outputs[1], "--pen-copies", 3, INKLING_STROKES=folders[1])
    assert (result.returncode, result.stderr) == (0, "")
    notes = [metadata(output) for output in outputs]
    differing = {key for key in notes[0] if notes[0][key] != notes[1][key]}
    assert differing <= {"command", "trained_on"}
    assert json.loads(notes[0]["recipe"])["pen_strokes"] == {"copies": 3}
    weights = [output.read_bytes() for output in outputs]
    starts = [8 + int.from_bytes(content[:8], "little") for content in weights]
    assert weights[0][starts[0] :] == weights[1][starts[1] :]


def test_a_run_goes_on_only_with_its_own_strokes(trainer, small_data, some, tmp_path):
    folder, others = write_json(tmp_path / "a", some), write_json(tmp_path / "b", some[1:])
    output = tmp_path / "run.safetensors"
    arguments = ["--pen-copies", 1, "--strokes"]
    assert fit(trainer, small_data, output, *arguments, folder).returncode == 0
    result = fit(trainer, small_data, output, *arguments, others, "--resume")
    assert (result.returncode, result.stdout) == (2, "")
    assert "other data" in result.stderr and "--strokes" in result.stderr
    result = fit(trainer, small_data, output, *arguments, folder, "--resume")
    assert result.returncode == 0, result.stderr


def test_without_copies_strokes_are_not_even_looked_for(trainer, small_data, tmp_path):
    with_folder, without = tmp_path / "with.safetensors", tmp_path / "without.safetensors"
    result = fit(trainer, small_data, with_folder, "--strokes", tmp_path / "none", INKLING_STROKES="/nowhere")
    assert (result.returncode, result.stderr) == (0, "")
    assert fit(trainer, small_data, without).returncode == 0
    assert with_folder.read_bytes() == without.read_bytes()


def test_missing_strokes_say_where_to_get_them(trainer, small_data, tmp_path):
    for command in (["fit", "--pen-copies", 2], ["preview", "--pen"]):
        result = run(trainer, *command, "--data", small_data, "--output", tmp_path / "new")
        assert (result.returncode, result.stdout) == (2, "")
        for word in ("--strokes", "INKLING_STROKES", UCI, "pendigits-orig.tra", "gzip -d"):
            assert word in result.stderr
    assert not (tmp_path / "new").exists()


BAD = {
    "empty folder": (None, "", ["pendigits-train.json", "pendigits-orig.tra"]),
    "not JSON": ("pendigits-train.json", "8 1 1", ["no list in JSON"]),
    "cut JSON": ("pendigits-train.json", '[{"label": 8, "wri', ["ends in the middle"]),
    "no point": ("pendigits-train.json", '[{"label": 8, "strokes": [[[1, "2"]]]}]', ["[0].strokes[0][0]", "[x, y]"]),
    "no writer": ("pendigits-train.json", '[{"label": 8, "strokes": [[[1, 2]]]}]', ["drawing 0", "writer"]),
    "no digit": (
        "pendigits-train.json",
        '[{"label": "Greek/1", "writer": 1, "strokes": [[[1, 2]]]}]',
        ["drawing 0", "Greek/1"],
    ),
    "one writer": ("pendigits-train.json", '[{"label": 8, "writer": 1, "strokes": [[[1, 2]]]}]', ["writers"]),
    "no UNIPEN": ("pendigits-orig.tra", "\x1f\x9d\x90 compressed still", ["no drawing"]),
    "no number": ("pendigits-orig.tra", '.SEGMENT DIGIT 0 ? "8"\n.PEN_DOWN\n1 x\n', ["line 3", "x and y"]),
    "cut UNIPEN": ("pendigits-orig.tra", '.SEGMENT DIGIT 0 ? "8"\n.PEN_DOWN\n1 2\n', ["ends in the middle"]),
}


@pytest.mark.parametrize("kind", BAD)
def test_unsound_strokes_are_named(trainer, small_data, tmp_path, kind):
    name, content, words = BAD[kind]
    folder = tmp_path / "strokes"
    folder.mkdir()
    if name:
        (folder / name).write_text(content, encoding="latin-1")
    result = fit(trainer, small_data, tmp_path / "a.safetensors", "--pen-copies", 1, "--strokes", folder)
    assert (result.returncode, result.stdout) == (2, "")
    for word in [str(folder / name) if name else str(folder), *words]:
        assert word in result.stderr
    assert "Context" not in result.stderr and "Error" not in result.stderr


def test_more_copies_than_there_may_be_are_refused(trainer, small_data, tmp_path):
    result = fit(trainer, small_data, tmp_path / "a.safetensors", "--pen-copies", 101)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--pen-copies is 101, it must be in 0...100" in result.stderr


def test_the_sheet_shows_digits_as_the_network_sees_them(trainer, some, tmp_path):
    folder = write_json(tmp_path / "strokes", some)
    sheets = [tmp_path / f"{name}.png" for name in "abc"]
    for sheet, seed in zip(sheets, (1, 1, 2), strict=True):
        arguments = ["--count", 10, "--columns", 5, "--seed", seed, "--strokes", folder]
        result = run(trainer, "preview", "--pen", "--output", sheet, *arguments)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.startswith("rows 1 to 10: ")
    first, again, other = (sheet.read_bytes() for sheet in sheets)
    assert first == again and first != other
    pixels = np.asarray(Image.open(sheets[0]))
    assert pixels.shape == (18 + 10 * 88, 4 + 6 * 88)
    for top in range(18, pixels.shape[0], 88):
        tiles = [pixels[top : top + 84 : 3, left : left + 84 : 3] / 255 for left in range(4, pixels.shape[1], 88)]
        for tile in tiles:
            # MNIST's frame: full ink, a box of 20, its mass in the middle.
            rows, columns = np.nonzero(tile > 0.1)
            assert tile.max() == 1 and 15 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 21
            centre = (tile * np.arange(28)).sum() / tile.sum(), (tile.T * np.arange(28)).sum() / tile.sum()
            assert np.abs(np.array(centre) - 13.5).max() < 1.1
        assert all((tile != tiles[0]).any() for tile in tiles[1:])
