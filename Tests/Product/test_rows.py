"""`POST /read`: rows of four digits that come back as the number that they are."""

import rows
import pytest
import strokes
from api_client import request
from png_files import of_array

COUNT = 150
LENGTH = 4
APART = 0.15, 0.6
# The least is a pixel or two.
CLOSE = 0.03, 0.12


def from_images(digits, _, rng, height):
    images, labels = digits
    index = rng.randrange(len(images))
    return str(labels[index]), rows.of_image(images[index], height)


def from_strokes(_, pendigits, rng, height):
    digit = rng.choice(pendigits)
    return str(digit["label"]), rows.of_strokes(digit, height * rng.uniform(0.85, 1.1), height * rng.uniform(0.08, 0.14))


@pytest.mark.parametrize("gap", [APART, CLOSE], ids=["apart", "close"])
@pytest.mark.parametrize("source", [from_images, from_strokes], ids=["images", "strokes"])
def test_rows_of_four_digits_are_read(server, digits, unlearnt_pendigits, source, gap):
    rng = strokes.seeded(9)
    right = wrong_digits = 0
    for _ in range(COUNT):
        height = rng.uniform(40, 90)
        labels, inks = zip(*(source(digits, unlearnt_pendigits, rng, height) for _ in range(LENGTH)))
        picture = rows.row(inks, height, lambda: rng.uniform(*gap), rng)
        answer = request(server, "POST", "/read", of_array(picture), {"Content-Type": "image/png"}).json
        number = "".join(labels)
        right += answer["text"] == number
        wrong_digits += rows.edits(answer["text"], number)
    digits_right = 1 - wrong_digits / COUNT / LENGTH
    print(f"\n{COUNT} rows: {right / COUNT:.1%} right, {digits_right:.2%} of their digits")
    assert right / COUNT >= 0.9
    assert digits_right >= 0.97
