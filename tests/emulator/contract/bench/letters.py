"""Test messages: written only to the test group and people, in sentences that say they are an exercise."""

from __future__ import annotations

from typing import Any

import httpx

from tests.emulator.contract.bench.answers import shaped
from tests.emulator.contract.bench.sentences import sentences
from tests.emulator.contract.bench.target import Ent


def letter(*to: str, **changes: Any) -> dict[str, Any]:
    fixed = {"subject": sentences()["subject"], "body": sentences()["body"], "cc": [], "cci": []}
    return {**fixed, "to": list(to), **changes}


def draft(client: httpx.Client, **changes: Any) -> str:
    body = shaped("created", client.post("/conversation/draft", json=letter(**changes)), 201)
    return str(body["id"])


def send(client: httpx.Client, content: dict[str, Any], **query: str) -> dict[str, Any]:
    body: dict[str, Any] = shaped("sent", client.post("/conversation/send", params=query, json=content))
    return body


def read(client: httpx.Client, id_: str) -> dict[str, Any]:
    body: dict[str, Any] = shaped("message", client.get(f"/conversation/api/messages/{id_}"))
    return body


def stored(client: httpx.Client, body: str) -> str:
    """What the ENT keeps of a body: written in a draft that reaches nobody, read back."""
    return str(read(client, draft(client, body=body))["body"])


def rows(client: httpx.Client, folder: str, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(f"/conversation/api/folders/{folder}/messages", params=query)
    listed: list[dict[str, Any]] = shaped("message_rows", answer)
    return listed


def row_of(client: httpx.Client, folder: str, id_: str) -> dict[str, Any] | None:
    return next((row for row in rows(client, folder) if row["id"] == id_), None)


def delivered(ent: Ent, sender: str = "pupil", **changes: Any) -> str:
    """A message of this sender in the boxes of the listening group."""
    return str(send(ent.bearer(sender), letter(ent.group, **changes))["id"])


def attach(
    client: httpx.Client, draft_id: str, content: bytes = b"age-encryption.org/v1\n\x00\xff", name: str = "preuve.age"
) -> str:
    part = {"file": (name, content, "application/octet-stream")}
    answer = client.post(f"/conversation/message/{draft_id}/attachment", files=part)
    return str(shaped("created", answer)["id"])
