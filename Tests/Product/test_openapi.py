"""GET /openapi.json is true: its form, and every route, status and field of it against real servers."""

import json
import re
import socket

import jsonschema
import pytest
from api_client import encoded, request
from openapi_schemas import Description
from png_files import SIGNATURE, header, of_array
from program import ROOT, eventually

KEY = "0123456789abcdefghij"
JSON = {"Content-Type": "application/json"}
PNG = {"Content-Type": "image/png"}


@pytest.fixture(scope="module")
def whole(start_server, tmp_path_factory):
    """A server that offers everything."""
    folder = tmp_path_factory.mktemp("whole")
    with start_server(folder, "--feedback", folder / "said", "--admin-port", "0") as server:
        administration = re.search(r":(\d+)$", server.next_line().strip())
        server.administration = type("Address", (), {"host": "127.0.0.1", "port": int(administration[1])})
        yield server


@pytest.fixture(scope="module")
def description(whole):
    answer = request(whole, "GET", "/openapi.json")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    return Description(answer.body)


def send(server, path, method, body=None, headers=None):
    """To the server of the path: metrics and reloads are its administration's."""
    there = server.administration if path in ("/metrics", "/admin/reload") else server
    return request(there, method.upper(), path, body, headers)


# The document's own form.


def test_the_file_is_served_as_it_lies_there(whole):
    answer = request(whole, "GET", "/openapi.json")
    assert answer.body == (ROOT / "Sources" / "DigitAPI" / "openapi.json").read_bytes()
    again = request(whole, "GET", "/openapi.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def test_every_reference_leads_somewhere_and_every_component_is_referred_to(description):
    found = set(references(description.document))
    for reference in found:
        assert description.resolved({"$ref": reference}) is not None
    components = {
        f"#/components/{kind}/{name}"
        for kind, members in description.document["components"].items() if kind != "securitySchemes"
        for name in members
    }
    assert components == found


def test_every_schema_is_a_schema_and_describes_its_members(description):
    for name, schema in description.document["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert set(schema.get("required", [])) <= set(schema.get("properties", {})), name


def test_every_operation_has_a_name_a_summary_a_tag_and_its_answers(description):
    operations = list(description.operations())
    assert len({operation["operationId"] for _, _, operation in operations}) == len(operations)
    tags = {tag["name"] for tag in description.document["tags"]}
    for path, _, operation in operations:
        assert path.startswith("/") and operation["summary"].endswith((".", "?")), path
        assert set(operation["tags"]) <= tags
        assert any(re.fullmatch("2..", status) for status in operation["responses"])
        for status, response in operation["responses"].items():
            assert re.fullmatch(r"[2-5]\d\d|default", status)
            assert description.resolved(response)["description"]
        for parameter in operation.get("parameters", []):
            assert {"name", "in", "description", "schema"} <= set(parameter)
        for requirement in operation.get("security", []):
            assert set(requirement) <= set(description.document["components"]["securitySchemes"])


# Against the server.


def test_every_route_answers_the_methods_that_it_is_said_to(description, whole):
    for path, method, _ in description.operations():
        methods = {method.upper() for method in description.document["paths"][path] if method in ("get", "post")}
        if "GET" in methods:
            methods.add("HEAD")
        allowed = send(whole, path, "OPTIONS").headers["Allow"]
        assert set(allowed.split(", ")) == methods | {"OPTIONS"}, path
        wrong = "DELETE"
        answer = send(whole, path, wrong)
        assert answer.status == 405


def examples(description):
    for path, method, operation in description.operations():
        contents = operation.get("requestBody", {}).get("content", {})
        for media_type, content in contents.items():
            for name, example in content.get("examples", {}).items():
                yield path, method, operation, media_type, name, content["schema"], example["value"]


def test_every_example_is_as_its_schema_and_so_is_its_answer(description, whole):
    statuses = {}
    for path, method, operation, media_type, name, schema, value in examples(description):
        description.check(value, schema)
        answer = send(whole, path, method, json.dumps(value).encode(), {"Content-Type": media_type})
        assert answer.status in (200, 201), (path, name, answer.body)
        description.check_answer(operation, answer)
        statuses[path, name] = answer.json
    assert statuses["/predict", "one"]["digit"] == 7
    explained = statuses["/predict", "explained"]
    assert {"explanation", "saliency", "activations"} <= set(explained)
    assert "error" in statuses["/predict", "several"]["predictions"][2]
    assert statuses["/read", "one"]["text"] == "7"
    assert len(statuses) == 9


def test_what_has_no_body_answers_as_described(description, whole):
    asked = 0
    for path, method, operation in description.operations():
        if "requestBody" in operation:
            continue
        answer = send(whole, path, method)
        assert answer.status == 200
        if path == "/openapi.json":
            assert answer.json == description.document
        else:
            description.check_answer(operation, answer)
        asked += 1
    assert asked == 6


def test_raw_bytes_and_every_parameter_answer_as_described(description, whole, digits):
    png = of_array(digits[0][0])
    operation = description.document["paths"]["/predict"]["post"]
    for parameter in operation["parameters"]:
        schema, name = parameter["schema"], parameter["name"]
        values = schema.get("enum") or {
            "boolean": ["true", "false"], "integer": [schema.get("minimum"), schema.get("maximum")],
        }[schema["type"]]
        for value in [*values, json.dumps(schema["default"]).strip('"')]:
            answer = send(whole, f"/predict?{name}={value}", "post", png, PNG)
            assert answer.status == 200
            description.check_answer(operation, answer)
        if schema["type"] == "integer":
            for value in (schema["minimum"] - 1, schema["maximum"] + 1):
                assert send(whole, f"/predict?{name}={value}", "post", png, PNG).status == 400
    description.check_answer(
        description.document["paths"]["/read"]["post"], send(whole, "/read", "post", png, PNG))


def test_a_schema_that_is_not_true_would_be_found(description):
    """The checks above can fail."""
    candidate = {"$ref": "#/components/schemas/Candidate"}
    description.check({"digit": 3, "confidence": 0.5}, candidate)
    for wrong in ({"digit": 3}, {"digit": 3, "confidence": 2}, {"digit": 3, "confidence": 0.5, "more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            description.check(wrong, candidate)


def test_every_status_that_is_described_is_answered_as_described(
    description, whole, start_server, tmp_path, model
):
    seven = next(examples(description))[-1]["image"]
    bodies = {"/predict": {"image": seven}, "/read": {"image": seven}, "/feedback": {"image": seven, "label": 7}}
    seen = set()

    def expect(server, path, method, status, body=None, headers=None):
        operation = description.document["paths"][path][method]
        answer = send(server, path, method, body, headers)
        assert answer.status == status, (path, answer.status, answer.body)
        assert str(status) in operation["responses"], (path, status)
        description.check_answer(operation, answer)
        seen.add((path, method, str(status)))

    def text(value):
        return json.dumps(value).encode()

    huge = encoded(SIGNATURE + header(60_000, 60_000))
    for path, body in bodies.items():
        expect(whole, path, "post", 201 if path == "/feedback" else 200, text(body), JSON)
        expect(whole, path, "post", 400, b"{", JSON)
        expect(whole, path, "post", 415, b"x", {"Content-Type": "text/plain"})
        expect(whole, path, "post", 422, text({**body, "image": huge}), JSON)
    for path, method, operation in description.operations():
        if path not in bodies and "requestBody" not in operation:
            if path == "/openapi.json":
                assert send(whole, path, method).status == 200
                tag = send(whole, path, method).headers["ETag"]
                assert send(whole, path, method, headers={"If-None-Match": tag}).status == 304
                seen |= {(path, method, "200"), (path, method, "304")}
            else:
                expect(whole, path, method, 200)
    expect(whole, "/admin/reload", "post", 403, headers={"Origin": "http://evil.example"})

    keys = tmp_path / "keys"
    keys.write_text(f"{KEY}\n")
    guarded = {"Authorization": f"Bearer {KEY}"}

    def alone(server):
        server.administration = server
        return server

    folder = tmp_path / "said"
    with start_server(
        tmp_path, "--api-keys", keys, "--rate", "9/h", "--limit-body", "4096", "--feedback", folder,
        "--feedback-limit", "50",
    ) as server:
        alone(server)
        for path in [*bodies, "/metrics"]:
            expect(server, path, "get" if path == "/metrics" else "post", 401, text(bodies.get(path, {})), JSON)
        for path in bodies:
            expect(server, path, "post", 413, bytes(5000), JSON | guarded)
        expect(server, "/feedback", "post", 507, text(bodies["/feedback"]), JSON | guarded)
        (folder / "feedback.jsonl").mkdir()
        while send(server, "/metrics", "get", headers=guarded).status == 200:
            pass
        for path in [*bodies, "/metrics"]:
            expect(
                server, path, "get" if path == "/metrics" else "post", 429, text(bodies.get(path, {})),
                JSON | guarded)

    with start_server(tmp_path, "--feedback", folder) as server:
        expect(alone(server), "/feedback", "post", 500, text(bodies["/feedback"]), JSON)
    with start_server(tmp_path) as server:
        expect(alone(server), "/feedback", "post", 404, text(bodies["/feedback"]), JSON)
    with start_server(tmp_path, "--limit-connections", "1") as server:
        with socket.create_connection((server.host, server.port)):
            for path, body in bodies.items():
                expect(alone(server), path, "post", 503, text(body), JSON)

    weights = tmp_path / "weights.safetensors"
    weights.write_bytes(model.read_bytes())
    with start_server(tmp_path, "--model", weights, "--admin-port", "0", "--shutdown-grace", "60") as server:
        port = int(re.search(r":(\d+)$", server.next_line().strip())[1])
        server.administration = type("Address", (), {"host": "127.0.0.1", "port": port})
        weights.write_bytes(b"no weights")
        expect(server, "/admin/reload", "post", 422)
        server.process.terminate()
        assert eventually(lambda: send(server, "/readyz", "get").status == 503)
        expect(server, "/readyz", "get", 503)
        server.process.terminate()

    described = {
        (path, method, status)
        for path, method, operation in description.operations()
        for status in operation["responses"] if status != "default"
    }
    assert described == seen
