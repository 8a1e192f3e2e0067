"""`inkling-train preview`: the contact sheet, and what it refuses."""

import json

import mnist_files
import numpy as np
import pytest
from PIL import Image
from program import run

KINDS = "rotation translation scale shear elastic thickness blur brightness contrast noise erasing outline scratches served".split()


@pytest.fixture(scope="module")
def small_data(data, tmp_path_factory):
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"))


def tiles(path):
    """The sheet's images: (rows, columns, 28, 28), from a picture in which each pixel is 3 x 3."""
    picture = Image.open(path)
    assert picture.format == "PNG" and picture.mode == "L"
    pixels = np.asarray(picture)
    # An image's ground is darker than what lies between them and under the captions.
    images = (pixels < pixels[0, 0]).any(axis=1)
    tops = [row for row in range(1, len(images)) if images[row] and not images[row - 1]]
    assert (pixels.shape[1] - 4) % 88 == 0
    return np.array(
        [
            [pixels[top : top + 84 : 3, left : left + 84 : 3] for left in range(4, pixels.shape[1], 88)]
            for top in tops
        ]
    )


def preview(trainer, data, output, *arguments):
    result = run(trainer, "preview", "--data", data, "--output", output, *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.splitlines()


def test_every_kind_has_a_block_and_all_together_the_last(trainer, small_data, tmp_path):
    output = tmp_path / "sheet.png"
    lines = preview(trainer, small_data, output, "--count", 2, "--columns", 5)
    assert lines[-1] == f"wrote {output}"
    assert [line.split(":")[0] for line in lines[:-1]] == [f"rows {2 * i + 1} to {2 * i + 2}" for i in range(15)]
    for kind, line in zip([*KINDS, "all of them"], lines, strict=False):
        assert line.split(": ")[1].startswith(kind)
    shown = tiles(output)
    assert shown.shape == (30, 6, 28, 28)
    # Each block starts from the same two images of the data.
    images = mnist_files.read(small_data, mnist_files.TRAIN_IMAGES)
    for row in (0, 1):
        assert (shown[row::2, 0] == shown[row, 0]).all()
        assert (images == shown[row, 0]).all(axis=(1, 2)).any()
    # All together leave no image as it was.
    assert (shown[28:, 1:] != shown[28:, :1]).any(axis=(2, 3)).all()


OUTLIERS = "latin greek cyrillic scripts signs doodles scribbles digits silhouettes textures specks".split()


def test_outliers_show_rows_of_each_kind_that_is_no_digit(trainer, small_data, tmp_path):
    output = tmp_path / "sheet.png"
    arguments = [output, "--outliers", "--count", 1, "--columns", 4, "--seed", 2]
    lines = preview(trainer, small_data, *arguments)
    assert lines == [f"rows {i} to {i}: {kind}" for i, kind in enumerate(OUTLIERS, 1)] + [f"wrote {output}"]
    shown = tiles(output)
    assert shown.shape == (11, 4, 28, 28)
    assert (shown.max(axis=(2, 3)) > 127).all()
    first = output.read_bytes()
    preview(trainer, small_data, *arguments)
    assert output.read_bytes() == first
    both = run(trainer, "preview", "--data", small_data, "--output", output, "--outliers", "--pen")
    assert both.returncode == 2 and "give one" in both.stderr


def test_options_show_what_they_set_and_the_seed_decides(trainer, small_data, tmp_path):
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    for path, seed in zip(paths, (3, 3, 4), strict=True):
        arguments = ["--elastic-alpha", 2, "--elastic-sigma", 5, "--seed", seed, "--count", 1]
        lines = preview(trainer, small_data, path, *arguments)
        # Beside what the default recipe has, as fit would do.
        kinds = [line.split(": ")[1].split()[0] for line in lines[:-1]]
        assert kinds == ["rotation", "translation", "scale", "shear", "elastic_alpha", "all"]
        assert lines[4] == "rows 5 to 5: elastic_alpha 2.0 pixels, elastic_sigma 5.0 pixels"
    assert tiles(paths[0]).shape == (6, 13, 28, 28)
    first, again, other = (path.read_bytes() for path in paths)
    assert first == again and first != other


def test_a_recipe_is_shown_and_options_override_it(trainer, small_data, tmp_path):
    recipe, output = tmp_path / "recipe.json", tmp_path / "sheet.png"
    off = {"rotation": 0, "translation": 0, "scale": 0, "shear": 0}
    recipe.write_text(json.dumps({"epochs": 3, "augmentation": {**off, "blur": 1, "noise": 0.25}}))
    lines = preview(trainer, small_data, output, "--recipe", recipe, "--noise", 0, "--count", 2)
    assert lines == ["rows 1 to 2: blur 1.0 pixels", f"wrote {output}"]
    recipe.write_text(json.dumps({"augmentation": {"blurr": 1}}))
    result = run(trainer, "preview", "--data", small_data, "--output", output, "--recipe", recipe)
    assert (result.returncode, result.stdout) == (2, "")
    assert str(recipe) in result.stderr and "augmentation.blurr" in result.stderr


@pytest.mark.parametrize(
    "option, value",
    [
        ("--count", 0),
        ("--columns", 101),
        ("--rotation", 181),
        ("--elastic-alpha", 9),
        ("--elastic-sigma", 0.5),
        ("--thickness", 1.5),
        ("--blur", "nan"),
        ("--contrast", 0.6),
        ("--erasing", "often"),
        ("--erasing-side", 0),
    ],
)
def test_a_strength_that_cannot_be_is_named(trainer, small_data, tmp_path, option, value):
    output = tmp_path / "sheet.png"
    result = run(trainer, "preview", "--data", small_data, "--output", output, option, value)
    assert (result.returncode, result.stdout) == (2, "")
    assert option in result.stderr and str(value) in result.stderr
    assert not output.exists()


def test_a_sheet_that_cannot_be_written_is_named(trainer, small_data, tmp_path):
    output = tmp_path / "none" / "sheet.png"
    result = run(trainer, "preview", "--data", small_data, "--output", output)
    assert (result.returncode, result.stdout) == (1, "")
    assert str(output) in result.stderr
