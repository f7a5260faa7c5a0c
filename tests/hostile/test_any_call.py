"""Each call of the document, as whoever may make it and as strangers, with bodies that fit it and bodies that do not (schemathesis).

Whatever is asked, the answer is one that the document knows: never a 500, never another kind, never a field more. The examples are always
the same; `HOSTILE_EXAMPLES=1000` makes a long run by hand.
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from tests.doors.town import Town, Visitor
from tests.hostile.document import DOCUMENT, OPERATIONS, fault_of
from tests.hostile.ground import fast_town
from tests.web.house import DIALLO, FAURE

EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "8"))
ENDS = {"session", "leave", "desk_sign_out", "ent_logout"}  # of these, a visitor who has nothing to lose
OF_PUPILS = {name for name, (_, path, _) in OPERATIONS.items() if path.startswith("/api/")} - ENDS
OF_THE_DESK = {name for name, (_, path, _) in OPERATIONS.items() if path.startswith("/desk/")} - ENDS
CALLS = [
    *(("nobody", name) for name in sorted(OPERATIONS)),
    *(("pupil", name) for name in sorted(OF_PUPILS)),
    *(("signed_in", name) for name in sorted(OF_PUPILS)),
    *(("addressee", name) for name in sorted(OF_THE_DESK)),
    *(("left", name) for name in ("desk_me", "desk_keys", "desk_absence_declared")),
]
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
FOUND = {each.ok().definition.raw["operationId"]: each.ok() for each in SCHEMA.get_all_operations()}
A_LIVE_ONE = {"school": "col-zola", "referent": FAURE, "to": DIALLO, "holder": DIALLO, "substitute": DIALLO}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with fast_town(tmp_path_factory.mktemp("hostile")) as found:
        yield found


@pytest.fixture(scope="module")
def visitors(town: Town) -> dict[str, Visitor]:
    return {role: town.visitor(role) for role in ("nobody", "pupil", "signed_in", "addressee", "left")}


@pytest.mark.parametrize(("role", "name"), CALLS)
def test_whatever_is_asked_the_answer_is_a_known_one(town: Town, visitors: dict[str, Visitor], role: str, name: str):
    kept = set(visitors[role].cookies["web"])
    modes = st.sampled_from([GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    cases = modes.flatmap(lambda mode: FOUND[name].as_strategy(generation_mode=mode))

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(cases, st.sampled_from([True, True, False]))
    def play(case: Case, is_live: bool) -> None:
        town.web.clock.advance(seconds=3)
        answer = _send(visitors[role], town, case, is_live=is_live)
        kind = answer.headers.get("content-type", "")
        body = answer.json() if kind.startswith("application/json") else answer.text or None
        assert answer.status_code != 500
        assert answer.headers["cache-control"] == "no-store"
        if answer.status_code not in {404, 405} or isinstance(body, str):
            fault = fault_of(name, answer.status_code, kind, body)
            assert fault is None, fault

    play()
    if kept:
        assert set(visitors[role].cookies["web"]) == kept


def _send(visitor: Visitor, town: Town, case: Case, *, is_live: bool) -> httpx.Response:
    if is_live and "envelope" in case.path_parameters:
        case.path_parameters["envelope"] = town.envelope
    if is_live and isinstance(case.query, dict) and "school" in case.query:
        case.query["school"] = "col-zola"
    asked = case.as_transport_kwargs(base_url=town.web.public)
    headers = {name: value for name, value in (case.headers or {}).items() if _is_a_header(value)}
    headers |= town.web.ours
    headers |= {} if visitor.turn is None else {"X-Parlons-Turn": str(visitor.turn)}
    if "who is there" in case.operation.definition.raw["x-caller"] and visitor.key and is_live:
        headers |= visitor.presence()
    body: dict[str, Any] = {}
    if "json" in asked:
        live = A_LIVE_ONE | {"turn": (visitor.turn or 0) + 1}
        body = {"content": json.dumps(_with_values(asked["json"], live) if is_live else asked["json"]).encode()}
        headers["Content-Type"] = "application/json"
    elif asked.get("data") is not None:
        body = {"content": asked["data"] if isinstance(asked["data"], bytes) else str(asked["data"]).encode()}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    answer = visitor.send(case.method, str(httpx.URL(asked["url"], params=asked.get("params"))), headers, **body)
    if answer.status_code == 200 and "/api/turns" in asked["url"]:
        visitor.turn = answer.json()["turn"]
    return answer


def _with_values(body: Any, live: dict[str, Any]) -> Any:
    """The same body, with what is there in the place of what is drawn."""
    if isinstance(body, list):
        return [_with_values(each, live) for each in body]
    if not isinstance(body, dict):
        return body
    return {name: live.get(name) or _with_values(value, live) for name, value in body.items()}


def _is_a_header(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable()
