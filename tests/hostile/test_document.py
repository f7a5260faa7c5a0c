"""docs/openapi.yml says of each call that is answered in JSON what the route tables say, and what web can refuse."""

import re
from typing import Any

import pytest
import schemathesis

from tests.hostile.document import DOCUMENT, OPERATIONS, PROBLEMS, codes_of
from web.access import Door
from web.app import DOORS
from web.headers import Kind
from web.problems import STATUS_OF

ANSWERED_IN_JSON: dict[str, Door[Any]] = {door.name: door for door in DOORS if door.kind is Kind.API}
ELSEWHERE = {"wrong_method"}  # of no row: another method of the same address


def test_each_row_answered_in_json_is_in_the_document_and_no_other():
    assert {name: (method, path) for name, (method, path, _) in OPERATIONS.items()} == {
        name: (door.method, door.path) for name, door in ANSWERED_IN_JSON.items()
    }


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_call_names_its_caller_as_the_row_does(name: str):
    door = ANSWERED_IN_JSON[name]
    said = OPERATIONS[name][2]["x-caller"]
    assert said == ("the ENT's server" if door.is_for_a_server else door.caller.name)


def test_each_refusal_has_the_status_that_web_gives_it():
    for operation in (operation for *_, operation in OPERATIONS.values()):
        for status, answer in operation["responses"].items():
            if "$ref" in answer:
                name = answer["$ref"].rpartition("/")[2]
                assert {STATUS_OF[code] for code in name.split(".")} == {int(status)}, operation["operationId"]


def test_each_shared_refusal_lists_its_codes():
    for name, answer in PROBLEMS.items():
        assert answer["content"]["application/json"]["schema"]["allOf"][1]["properties"]["error"]["enum"] == name.split(
            "."
        )


def test_each_code_is_the_answer_of_some_call():
    named = set().union(*(codes_of(operation) for *_, operation in OPERATIONS.values()))
    assert named == STATUS_OF.keys() - ELSEWHERE
    assert set(DOCUMENT["components"]["schemas"]["Problem"]["properties"]["error"]["enum"]) == STATUS_OF.keys()


@pytest.mark.parametrize("name", OPERATIONS)
def test_whoever_must_sign_in_is_told_so(name: str):
    door, codes = ANSWERED_IN_JSON[name], codes_of(OPERATIONS[name][2])
    caller = door.caller.name
    assert ("session_over" in codes) == (caller in {"pupil", "signed-in pupil"})
    assert ("desk_sign_in_needed" in codes) == door.path.startswith("/desk")
    assert ("presence_needed" in codes) == caller.endswith("who is there")
    assert ("desk_envelope_unknown" in codes) == caller.startswith("addressee")
    assert ("wrong_origin" in codes) == (door.writes and not door.is_for_a_server)


def test_every_part_is_used():
    text = repr(DOCUMENT)
    for kind in ("schemas", "responses", "parameters"):
        for name in DOCUMENT["components"][kind]:
            assert re.search(rf"#/components/{kind}/{re.escape(name)}'", text), name


def test_it_is_a_document_that_tools_read():
    found = schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    assert {each.ok().definition.raw["operationId"] for each in found} == OPERATIONS.keys()
