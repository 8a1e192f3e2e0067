"""What a prediction says of itself where it is asked: its input, what it rests on, what the first layers make of it."""

import base64
import io

import numpy as np
import pytest
from api_client import post_json, post_png, predict, request
from checkpoint_files import metadata, tensors
from PIL import Image
from png_files import of_array


@pytest.fixture(scope="module")
def seven(digits):
    return of_array(digits[0][0])


@pytest.fixture(scope="module")
def blank():
    return of_array(np.full((50, 50), 255, np.uint8))


def pixels(url):
    """The picture in a data: URL."""
    kind, _, data = url.partition(",")
    assert kind == "data:image/png;base64"
    picture = Image.open(io.BytesIO(base64.b64decode(data)))
    assert (picture.format, picture.mode) == ("PNG", "L")
    return np.asarray(picture)


def test_the_input_alone_is_the_last_of_all_steps(server, seven):
    (step,) = predict(server, seven, explain="input")["explanation"]["steps"]
    assert step == predict(server, seven, explain=True)["explanation"]["steps"][-1]
    assert step["name"] == "input" and pixels(step["image"]).shape == (28, 28)


def test_the_map_of_what_an_answer_rests_on_is_on_the_ink_and_about_it(server, seven):
    answer = predict(server, seven, saliency=True, explain="input")
    assert answer["digit"] == 7 and answer["saliency"]["method"] == "occlusion"
    saliency = np.array(answer["saliency"]["map"])
    assert saliency.shape == (28, 28)
    assert np.abs(saliency).max() == 1
    # Covering places that no patch of five can reach from the ink changes nothing.
    ink = pixels(answer["explanation"]["steps"][0]["image"]) > 0
    reach = np.zeros_like(ink)
    for y, x in zip(*np.nonzero(ink), strict=True):
        reach[max(y - 4, 0) : y + 5, max(x - 4, 0) : x + 5] = True
    assert not saliency[~reach].any()
    assert saliency[ink].mean() > 0
    assert answer["timing_ms"]["explain"] > 0


def test_covering_what_speaks_for_the_answer_costs_it_more_than_what_does_not(server, seven):
    answer = predict(server, seven, saliency=True, explain="input")
    saliency = np.array(answer["saliency"]["map"])
    shown = pixels(answer["explanation"]["steps"][0]["image"])
    ink = shown > 0

    def probability(places):
        covered = np.where(places, 0, shown).astype(np.uint8)
        return predict(server, of_array(covered))["probabilities"][7]

    # A sixth of the ink: the part that speaks for a 7 the most, and the least.
    ranked = np.sort(saliency[ink])
    most, least = ranked[-len(ranked) // 6], ranked[len(ranked) // 6]
    assert probability(ink & (saliency >= most)) < probability(ink & (saliency <= least))


def test_activations_are_those_that_the_weights_make(server, seven, model):
    answer = predict(server, seven, activations=True, explain="input")
    first, second = answer["activations"]
    assert (first["layer"], second["layer"]) == ("conv1", "conv2")
    weights, facts = tensors(model), metadata(model)
    shown = pixels(answer["explanation"]["steps"][0]["image"]) / 255
    padded = np.pad((shown - float(facts["input_mean"])) / float(facts["input_std"]), 1)
    # The ground outside the picture is 0 behind the scaling, as PyTorch's padding is.
    inside = np.pad(np.ones((28, 28)), 1)
    windows = np.lib.stride_tricks.sliding_window_view(padded * inside, (3, 3))
    maps = np.einsum("yxij,oij->oyx", windows, weights["conv1.weight"][:, 0])
    scale = weights["bn1.weight"] / np.sqrt(weights["bn1.running_var"] + 1e-5)
    maps = maps * scale[:, None, None] + (weights["bn1.bias"] - weights["bn1.running_mean"] * scale)[:, None, None]
    maps = np.maximum(maps, 0)
    assert first["maps"] == len(maps)
    grid = pixels(first["image"])
    columns = first["columns"]
    for index, expected in enumerate(maps):
        y, x = index // columns * first["height"], index % columns * first["width"]
        found = grid[y : y + first["height"], x : x + first["width"]]
        assert np.abs(found - expected * 255 / maps.max()).max() < 4
    assert pixels(second["image"]).size == second["maps"] * second["width"] * second["height"]


def test_of_a_blank_page_there_is_nothing_to_explain(server, blank):
    answer = predict(server, blank, saliency=True, activations=True, explain="input")
    assert answer["reason"] == "blank"
    assert answer["saliency"] is None
    assert answer["activations"] == answer["explanation"]["steps"] == []


def test_raw_bytes_ask_by_the_query(server, seven):
    answer = post_png(server, seven, "?top_k=5&explain=input&saliency=true&activations=true").json
    assert len(answer["top_k"]) == 5
    same = predict(server, seven, top_k=5, explain="input", saliency=True, activations=True)
    for name in ("explanation", "saliency", "activations"):
        assert answer[name] == same[name]


@pytest.mark.parametrize(
    "query, code, field",
    [
        ("?topk=3", "unknown_parameter", "topk"), ("?top_k=0", "out_of_range", "top_k"),
        ("?explain=all", "out_of_range", "explain"), ("?saliency=1", "out_of_range", "saliency"),
        ("?top_k=3&top_k=4", "duplicate_parameter", "top_k"),
    ],
)
def test_a_bad_query_names_the_parameter(server, seven, query, code, field):
    answer = post_png(server, seven, query)
    assert (answer.status, answer.error["code"], answer.error["field"]) == (400, code, field)


def test_bad_members_are_named(server):
    for members in ({"explain": "all"}, {"saliency": 1}, {"activations": "true"}):
        answer = post_json(server, {"image": "x", **members})
        (field,) = members
        assert (answer.status, answer.error["code"], answer.error["field"]) == (400, "wrong_type", field)


def test_capabilities_are_told_to_everybody(server, start_server, tmp_path, model):
    told = request(server, "GET", "/capabilities").json
    assert told["model"]["name"] and not told["feedback"] and not told["key_required"]
    assert told["limits"] == {"body_bytes": 1 << 20, "images": 256, "pixels": 1 << 24}
    keys = tmp_path / "keys"
    keys.write_text("0123456789abcdefghij\n")
    with start_server(tmp_path, "--api-keys", keys, "--limit-body", "5000") as other:
        told = request(other, "GET", "/capabilities").json
        assert told["key_required"] and told["limits"]["body_bytes"] == 5000
