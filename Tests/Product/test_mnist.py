"""All of MNIST's test images, sent as a client would send them."""

import json

import numpy as np
from api_client import predict_all
from png_files import of_array
from program import run


def test_the_api_reads_the_test_set_as_well_as_the_trainer_says(server, trainer, model, data, digits):
    images, labels = digits
    predictions = predict_all(server, map(of_array, images))
    right = np.array([row["digit"] for row in predictions]) == labels
    accepted = np.array([row["accepted"] for row in predictions])

    evaluation = run(trainer, "evaluate", "--model", model, "--data", data, "--json")
    promised = json.loads(evaluation.stdout)["accuracy"]
    print(
        f"\n{len(labels)} test images: {right.mean():.2%} over the API, {promised:.2%} by the trainer;"
        f" {accepted.mean():.2%} accepted, {right[accepted].mean():.2%} of those right"
    )
    # The trainer reads the images as they are, the API finds the ink and sets it anew.
    assert abs(right.mean() - promised) <= 0.0015
    assert accepted.mean() > 0.98
