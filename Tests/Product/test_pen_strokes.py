"""Digits by other people than MNIST's, drawn with other pens, at random place, size and pen width."""

from collections import Counter

import strokes
from api_client import predict_all


def test_drawn_digits_are_read(server, unlearnt_pendigits):
    """All that the ten writers drew whom the weights were not learnt from, only chosen by."""
    pendigits, rng = unlearnt_pendigits, strokes.seeded()
    count = len(pendigits)
    predictions = predict_all(server, (strokes.png(strokes.draw(digit["strokes"], rng)) for digit in pendigits))
    labels = [digit["label"] for digit in pendigits]
    answers = [(label, row["digit"], row["accepted"]) for label, row in zip(labels, predictions, strict=True)]
    right = sum(label == answer for label, answer, _ in answers)
    accepted = [(label, answer) for label, answer, is_accepted in answers if is_accepted]
    right_accepted = sum(label == answer for label, answer in accepted)
    wrong = Counter((label, answer) for label, answer, _ in answers if label != answer)
    print(
        f"\n{count} drawn digits: {right / count:.1%} right; {len(accepted) / count:.1%} accepted,"
        f" {right_accepted / len(accepted):.1%} of those right"
    )
    for (label, answer), times in wrong.most_common(8):
        print(f"  {label} read as {answer}: {times}")
    assert right / count >= 0.985
    assert len(accepted) / count >= 0.97
