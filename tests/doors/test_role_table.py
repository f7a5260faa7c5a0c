"""Every route of every door by every role and school, from the running server. The expectation is `expected.py`, by hand."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.doors.expected import ADMINISTRATOR_ROLES, IN, MAY, PUPIL_ROLES, ROLES, SCHOOLS, STAFF_ROLES, THEIRS
from tests.doors.town import STAFF, TELEGRAM_SECRET, Town, Visitor, a_town
from tests.web.house import FAURE
from web.access import Door
from web.administration.routes import DOORS as ADMINISTRATION_DOORS
from web.app import DOORS
from web.headers import Kind

CLOSED = {
    "session_over",
    "sign_in_needed",
    "desk_sign_in_needed",
    "desk_envelope_unknown",
    "key_left",
    "presence_needed",
    "fresh_sign_in_needed",
    "wrong_origin",
    "invalid_request",
}
pytestmark = pytest.mark.sqlite
LAST = {"leave", "session", "desk_sign_out", "administration_sign_out"}
WEBHOOK = "/telegram/webhook"
EVERY_DOOR: tuple[Door[Any], ...] = (*DOORS, *ADMINISTRATION_DOORS)
ASKS = {door.name for door in DOORS if door.caller.name.endswith("who is there")}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("town")) as found:
        yield found


def path_of(door: Door[Any], town: Town, school: str = "col-zola") -> str:
    values = {
        "{envelope}": town.envelope,
        "{path:path}": "page.css",
        "{referent}": FAURE,
        "{lock}": "x",
        "{attachment}": FAURE,
        "{school}": school,
        "{file}": "affiche.pdf",
        "{theme}": "1",
        "{digest}": "0" * 16,
    }
    path = door.path
    for name, value in values.items():
        path = path.replace(name, value)
    return path


def knock(visitor: Visitor, door: Door[Any], path: str, **more: Any) -> httpx.Response:
    if door.kind is Kind.FORM_PAGE or door.is_for_a_server:
        return visitor.call(door.method, path, **({"data": {"version": "0"}} if door.writes else {}), **more)
    return visitor.call(door.method, path, **({"json": {}} if door.writes else {}), **more)


def outcome(door: Door[Any], answer: httpx.Response) -> str:
    assert answer.status_code != 500, door.name
    if door.kind is Kind.FORM_PAGE:
        return str(answer.status_code) if answer.status_code in {401, 404} else IN
    error = answer.json()["error"] if answer.is_error and "json" in answer.headers["content-type"] else None
    return error if error in CLOSED else IN


def test_every_route_of_the_running_server_has_its_line():
    assert {door.name for door in EVERY_DOOR} | {"telegram_webhook"} == MAY.keys()
    assert len({(door.method, door.path) for door in EVERY_DOOR}) == len(EVERY_DOOR)
    assert all(line.keys() == set(ROLES) for line in MAY.values())


@pytest.mark.parametrize("role", ROLES)
def test_each_route_lets_in_whom_its_line_says_and_nobody_else(town: Town, role: str):
    visitor = town.visitor(role)
    found = {}
    for door in sorted(EVERY_DOOR, key=lambda door: door.name in LAST):
        answer = knock(visitor, door, path_of(door, town))
        found[door.name] = outcome(door, answer)
        if found[door.name] != IN and door.kind is Kind.API and not door.is_for_a_server:
            assert answer.json()["helplines"], door.name
    found["telegram_webhook"] = visitor.call("POST", WEBHOOK, json={"update_id": 1}).json()["error"]

    assert found == {name: line[role] for name, line in MAY.items()}


def test_telegrams_server_is_known_by_its_secret_alone(town: Town):
    for secret, status in (
        (TELEGRAM_SECRET, 204),
        (TELEGRAM_SECRET[:-1], 404),
        (TELEGRAM_SECRET + "x", 404),
        ("", 404),
    ):
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        answer = Visitor(town.web).send("POST", town.web.public + WEBHOOK, headers, json={"update_id": 7})
        assert answer.status_code == status, secret


@pytest.mark.parametrize("role", ["addressee"])
def test_what_cannot_be_taken_back_is_refused_without_presence(town: Town, role: str):
    visitor = town.visitor(role)
    for door in DOORS:
        if door.name in ASKS:
            assert outcome(door, knock(visitor, door, path_of(door, town), present=False)) == "presence_needed", (
                door.name
            )


def of_a_school(role: str, school: str) -> list[tuple[str, str, Any, set[str]]]:
    """What that role asks about a school: method, path, body, and the refusals that say « none of yours »."""
    if role in PUPIL_ROLES:
        return [("GET", f"/api/handoff/readers?school={school}", None, {"group_unknown"})]
    if role in STAFF_ROLES:
        head = {"school": school, "seq": 1, "hash": "0" * 64, "signature": "A" * 86}
        vouch = {"school": school, "key": "0" * 64, "signature": "A" * 86}
        return [
            ("GET", f"/desk/api/directory?school={school}", None, {"key_unknown"}),
            ("POST", "/desk/api/directory/head", head, {"key_unknown"}),
            ("POST", f"/desk/api/directory/{STAFF[role][1]}/countersign", vouch, {"key_unknown"}),
        ]
    pages = ("", "/page", "/history", "/check", "/kit/affiche.pdf")
    return [("GET", f"/administration/schools/{school}{page}", None, {"404"}) for page in pages]


@pytest.mark.parametrize("role", sorted(THEIRS))
def test_each_role_asks_about_its_own_schools_only(town: Town, role: str):
    visitor = town.visitor(role)
    for school in SCHOOLS:
        for method, path, body, refusals in of_a_school(role, school):
            answer = visitor.call(method, path, **({} if body is None else {"json": body}))
            error = str(answer.status_code) if role in ADMINISTRATOR_ROLES else answer.json().get("error")
            assert (error in refusals) is (school not in THEIRS[role]), (role, school, path, error)
