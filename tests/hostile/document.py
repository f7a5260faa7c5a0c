"""docs/openapi.yml, and what it says of one answer."""

from pathlib import Path
from typing import Any

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT: dict[str, Any] = yaml.safe_load((ROOT / "docs/openapi.yml").read_text("utf-8"))
OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
PROBLEMS: dict[str, Any] = DOCUMENT["components"]["responses"]


def codes_of(operation: dict[str, Any]) -> set[str]:
    """Every refusal that it names."""
    named = (answer["$ref"].rpartition("/")[2] for answer in operation["responses"].values() if "$ref" in answer)
    return {code for name in named for code in name.split(".")}


def fault_of(name: str, status: int, kind: str, body: Any) -> str | None:
    """Why this is no answer that the document knows for that operation; None when it is one."""
    said = OPERATIONS[name][2]["responses"].get(str(status))
    if said is None:
        return f"{name}: no {status} ({body})"
    said = PROBLEMS[said["$ref"].rpartition("/")[2]] if "$ref" in said else said
    if "content" not in said:
        return None if body is None else f"{name}: {status} says something"
    if kind != "application/json":
        return f"{name}: {status} of kind {kind}"
    schema = {**said["content"]["application/json"]["schema"], "components": DOCUMENT["components"]}
    wrong = next(jsonschema.Draft202012Validator(schema).iter_errors(body), None)
    return wrong and f"{name}: {status} {wrong.json_path} {wrong.message[:300]}"
