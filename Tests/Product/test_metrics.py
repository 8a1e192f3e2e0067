"""GET /metrics, read by Prometheus's own client."""

import os
import socket
import time

import pytest
from api_client import encoded, post_json, post_png, request, send_raw
from png_files import of_array
from program import eventually

parser = pytest.importorskip("prometheus_client.parser", reason="Debian's python3-prometheus-client is missing")


def scrape(server):
    """Every sample, by its name and labels."""
    answer = request(server, "GET", "/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = list(parser.text_string_to_metric_families(answer.body.decode()))
    assert len({family.name for family in families}) == len(families)
    for family in families:
        assert family.documentation and family.type in ("counter", "gauge", "histogram"), family
    samples = [sample for family in families for sample in family.samples]
    found = {(sample.name, frozenset(sample.labels.items())): sample.value for sample in samples}
    assert len(found) == len(samples)
    return found


def value(samples, name, **labels):
    return samples.get((name, frozenset(labels.items())), 0)


@pytest.fixture
def own_server(start_server, tmp_path):
    with start_server(tmp_path) as server:
        yield server


def test_what_was_asked_and_answered_is_counted(own_server, digits):
    images, labels = digits
    pngs = [of_array(image) for image in images[:4]]
    for png in pngs:
        assert post_png(own_server, png).status == 200
    assert post_json(own_server, {"images": [encoded(png) for png in pngs] + ["?"]}).status == 200
    assert post_json(own_server, b"{").status == 400
    assert request(own_server, "GET", "/").status == 200
    assert request(own_server, "GET", "/no/such/%22path%0A").status in (400, 404)
    send_raw(own_server, b"nonsense\r\n\r\n")
    samples = scrape(own_server)

    def requests(**labels):
        return value(samples, "inkling_http_requests_total", **labels)

    assert requests(route="/predict", method="POST", status="200") == 5
    assert requests(route="/predict", method="POST", status="400") == 1
    assert requests(route="static", method="GET", status="200") == 1
    assert requests(route="none", method="none", status="400") >= 1
    for stage, count in {"queue": 5, "decode": 8, "normalize": 8, "infer": 8, "total": 8}.items():
        assert value(samples, "inkling_stage_duration_seconds_count", stage=stage) == count
        assert 0 <= value(samples, "inkling_stage_duration_seconds_sum", stage=stage) < 5
    assert value(samples, "inkling_images_per_request_sum") == 4 + 5
    for digit in range(10):
        expected = 2 * list(labels[:4]).count(digit)
        assert value(samples, "inkling_digits_total", digit=str(digit)) == expected
    assert value(samples, "inkling_image_errors_total", code="invalid_base64") == 1
    assert not any("no/such" in str(key) for key in samples)


def test_histograms_rise_to_their_count(own_server, digits):
    post_png(own_server, of_array(digits[0][0]))
    samples = scrape(own_server)
    series = {}
    for (name, labels), count in samples.items():
        if name.endswith("_bucket"):
            labels = dict(labels)
            bound = float(labels.pop("le"))
            series.setdefault((name[: -len("_bucket")], frozenset(labels.items())), []).append((bound, count))
    assert len(series) >= 7
    for (name, labels), buckets in series.items():
        counts = [count for _, count in sorted(buckets)]
        assert counts == sorted(counts)
        assert max(buckets)[0] == float("inf")
        assert counts[-1] == samples[(name + "_count", labels)]


def test_the_process_is_described(own_server):
    samples = scrape(own_server)
    assert value(samples, "process_resident_memory_bytes") == pytest.approx(
        own_server.resident_megabytes * 2**20, rel=0.1
    )
    descriptors = len(os.listdir(f"/proc/{own_server.process.pid}/fd"))
    assert abs(value(samples, "process_open_fds") - descriptors) <= 2
    assert time.time() - 120 < value(samples, "process_start_time_seconds") <= time.time() + 1
    assert 0 < value(samples, "process_cpu_seconds_total") < 60
    model = [dict(labels) for name, labels in samples if name == "inkling_model_info"]
    assert [set(labels) for labels in model] == [{"name", "version"}]


def test_connections_come_and_go(own_server):
    def connections():
        return value(scrape(own_server), "inkling_connections")

    assert eventually(lambda: connections() == 1)
    clients = [socket.create_connection((own_server.host, own_server.port)) for _ in range(20)]
    assert eventually(lambda: connections() == 21)
    for client in clients:
        client.close()
    assert eventually(lambda: connections() == 1)
    assert value(scrape(own_server), "inkling_connections_accepted_total") > 20


def test_no_client_makes_it_grow(own_server):
    sizes = []
    for turn in range(2):
        for number in range(50):
            request(own_server, f"BREW{turn}{number}", f"/{turn}/{number}", headers={"X-Request-Id": f"{number}"})
        sizes.append(len(scrape(own_server)))
    # The second look has seen the first one, nothing else is new.
    assert sizes[1] - sizes[0] < 25
