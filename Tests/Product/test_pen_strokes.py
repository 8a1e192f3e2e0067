"""Digits by other people than MNIST's, drawn with other pens, at random place, size and pen width."""

from collections import Counter

import strokes
from api_client import predict_all

COUNT = 1000


def test_drawn_digits_are_read(server, pendigits):
    rng = strokes.seeded()
    chosen = rng.sample(pendigits, COUNT)
    predictions = predict_all(server, (strokes.png(strokes.draw(digit["strokes"], rng)) for digit in chosen))
    answers = [(digit["label"], row["digit"], row["accepted"]) for digit, row in zip(chosen, predictions, strict=True)]
    right = sum(label == answer for label, answer, _ in answers)
    accepted = [(label, answer) for label, answer, is_accepted in answers if is_accepted]
    right_accepted = sum(label == answer for label, answer in accepted)
    wrong = Counter((label, answer) for label, answer, _ in answers if label != answer)
    print(
        f"\n{COUNT} drawn digits: {right / COUNT:.1%} right; {len(accepted) / COUNT:.1%} accepted,"
        f" {right_accepted / len(accepted):.1%} of those right"
    )
    for (label, answer), count in wrong.most_common(8):
        print(f"  {label} read as {answer}: {count}")
    assert right / COUNT >= 0.97
    assert len(accepted) / COUNT >= 0.9
