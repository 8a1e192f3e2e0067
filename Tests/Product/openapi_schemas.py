"""The API's description, and its schemas made strict: what they do not name, no answer has."""

import copy
import json

import jsonschema


class Description:
    def __init__(self, text):
        self.document = json.loads(text)
        strict = copy.deepcopy(self.document["components"])
        _close(strict["schemas"])
        self._components = strict

    def operations(self):
        """Every (path, method, operation)."""
        for path, item in self.document["paths"].items():
            for method in ("get", "put", "post", "delete", "patch"):
                if method in item:
                    yield path, method, item[method]

    def resolved(self, value):
        """What a reference refers to, or the value itself."""
        if isinstance(value, dict) and "$ref" in value:
            found = self.document
            for part in value["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            return found
        return value

    def check(self, value, schema):
        """Raises ValidationError where `value` is not as the schema, closed, has it."""
        schema = copy.deepcopy(schema)
        _close(schema)
        self.validator(schema).validate(value)

    def validator(self, schema):
        return jsonschema.Draft202012Validator({**schema, "components": self._components})

    def check_answer(self, operation, answer):
        """That the status is described, and that type, fields and body are as the description has them."""
        responses = operation["responses"]
        response = self.resolved(responses.get(str(answer.status), responses["default"]))
        for name, header in response.get("headers", {}).items():
            value = answer.headers[name]
            assert value is not None, f"{answer.status} without {name}"
            schema = self.resolved(header)["schema"]
            self.check(int(value) if schema["type"] == "integer" else value, schema)
        if not response.get("content"):
            assert answer.body == b""
            return
        (media_type, content), = response["content"].items()
        assert answer.headers["Content-Type"].split(";")[0] == media_type
        body = answer.json if media_type == "application/json" else answer.body.decode()
        self.check(body, content.get("schema", {}))


def _close(schema):
    """Lets objects have no members but those that are named."""
    if isinstance(schema, list):
        for part in schema:
            _close(part)
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("properties"), dict):
        schema.setdefault("additionalProperties", False)
    for part in schema.values():
        _close(part)
