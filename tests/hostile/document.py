"""docs/openapi.yml, and what it says of one answer."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import httpx
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
    wrong = next(_validator(name, status).iter_errors(body), None)
    return wrong and f"{name}: {status} {wrong.json_path} {wrong.message[:300]}"


@cache
def _validator(name: str, status: int) -> Any:
    said = OPERATIONS[name][2]["responses"][str(status)]
    said = PROBLEMS[said["$ref"].rpartition("/")[2]] if "$ref" in said else said
    schema = {**said["content"]["application/json"]["schema"], "components": DOCUMENT["components"]}
    return jsonschema.Draft202012Validator(schema)


def operation_of(method: str, path: str) -> str | None:
    """The operation of that address, None for what is not answered in JSON."""
    return next((name for of, address, name in _ADDRESSES if of == method and address.fullmatch(path)), None)


async def require_documented(answer: httpx.Response) -> None:
    """For the clients of tests (an event hook): an answer of ours that the document does not know fails the test."""
    name = operation_of(answer.request.method, answer.request.url.path)
    if name is None:
        return
    await answer.aread()
    kind = answer.headers.get("content-type", "")
    body = answer.json() if kind.startswith("application/json") else answer.text or None
    fault = fault_of(name, answer.status_code, kind, body)
    assert fault is None, fault


_ADDRESSES = sorted(
    ((method, re.compile(re.sub(r"{\w+}", "[^/]*", path)), name) for name, (method, path, _) in OPERATIONS.items()),
    key=lambda address: "*" in address[1].pattern,
)
