"""The ENT's answers against the JSON Schemas of schemas/: strict on what the contract states, silent on the rest."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

FOLDER = Path(__file__).parents[1] / "schemas"


@cache
def registry() -> Registry[Any]:
    known = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")}
    return Registry().with_resources([(name, Resource.from_contents(schema)) for name, schema in known.items()])


@cache
def validator(shape: str) -> Draft202012Validator:
    schema = registry().contents(f"{shape}.json")
    return Draft202012Validator(schema, registry=registry(), format_checker=FormatChecker())


def departures(shape: str, body: Any) -> list[str]:
    """Where and by which rule the body departs from its shape. Values are left out: a report may leave the school."""
    return sorted(f"{each.json_path}: {each.validator}" for each in validator(shape).iter_errors(body))


def assert_shape(shape: str, body: Any) -> None:
    found = departures(shape, body)
    assert not found, f"{shape}: {'; '.join(found[:5])}"
