"""What is somebody else's and what never was are answered alike, to the letter: status, body, headers. From the running server."""

import uuid
from collections.abc import Iterator

import httpx
import pytest

from tests.doors.town import Town, Visitor, a_town
from tests.web.house import BENALI, CAMUS, FAURE, LEMOINE, ZOLA
from tests.web.sealed import lock_falsely, seal_falsely

pytestmark = pytest.mark.sqlite
NEVER = "00000000-0000-4000-8000-000000000000"
ARMOUR = seal_falsely(1, 60)
COUNTERSIGN = {"key": "0" * 64, "signature": "A" * 86}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("town")) as found:
        yield found


def told(answer: httpx.Response, *names: str) -> tuple[int, str, list[tuple[str, str]]]:
    """All that was said, without what was asked for and the date."""
    text = answer.text
    for name in names:
        text = text.replace(name, "…")
    headers = [
        (name, value) for name, value in sorted(answer.headers.items()) if name not in {"date", "content-length"}
    ]
    return answer.status_code, text, headers


def alike(visitor: Visitor, method: str, path: str, theirs: str, never: str, body: object = None) -> None:
    """The same call about somebody else's and about what never was."""
    more = {} if body is None else {"json": body}
    answers = [visitor.call(method, path.replace("{id}", one), **more) for one in (theirs, never)]
    found = [told(answer, theirs, never) for answer in answers]
    assert found[0] == found[1], path
    assert answers[0].status_code in {401, 403, 404, 409, 422}, path


ENVELOPE_CALLS = [
    ("GET", "", None),
    ("GET", "/case", None),
    ("GET", f"/attachments/{NEVER}", None),
    ("POST", "/opened", {}),
    ("POST", "/taken", {}),
    ("POST", "/step", {"on": "2026-12-01"}),
    ("POST", "/hand-over", {"to": BENALI}),
    ("POST", "/papers", {"id": str(uuid.uuid4()), "kind": "note", "armour": lock_falsely(64, "1")}),
    ("POST", "/close", {}),
    ("POST", "/reopen", {}),
    ("POST", "/link", {"other": NEVER}),
    ("POST", "/exported", {}),
    ("POST", "/hold", {}),
    ("POST", "/release", {}),
    ("POST", "/readers", {"referent": BENALI, "armour": ARMOUR}),
]


@pytest.mark.parametrize(
    "role", ["nobody", "signed_in", "left_out", "not_addressed", "left", "of_another_school", "administrator"]
)
def test_a_message_of_others_is_one_that_never_was(town: Town, role: str):
    visitor = town.visitor(role)
    for method, behind, body in ENVELOPE_CALLS:
        alike(visitor, method, "/desk/api/envelopes/{id}" + behind, town.envelope, NEVER, body)


def test_a_reader_links_to_no_message_of_others(town: Town):
    reader = town.visitor("addressee")
    alike(reader, "GET", f"/desk/api/envelopes/{town.envelope}/attachments/{{id}}", str(uuid.uuid4()), NEVER)


@pytest.mark.parametrize("role", ["not_addressed", "of_another_school", "of_a_circonscription"])
def test_a_colleague_of_another_school_is_nobody(town: Town, role: str):
    visitor = town.visitor(role)
    mine = {"not_addressed": ZOLA.id, "of_another_school": CAMUS.id, "of_a_circonscription": "eco-hugo"}[role]
    theirs = LEMOINE if role != "not_addressed" else FAURE
    calls = [
        ("GET", "/desk/api/directory/{id}/months", None),
        ("POST", "/desk/api/directory/{id}/countersign", COUNTERSIGN | {"school": mine}),
        ("POST", "/desk/api/directory/{id}/left", {"school": mine}),
        ("POST", "/desk/api/recovery/{id}", {"armour": ARMOUR}),
        ("POST", "/desk/api/keys/locks/{id}/remove", {"signature": "A" * 86}),
        ("POST", "/desk/api/keys/locks/{id}/rehearsed", {}),
    ]
    for method, path, body in calls:
        alike(visitor, method, path, theirs, NEVER, body)


@pytest.mark.parametrize(
    ("role", "theirs"),
    [("signed_in", CAMUS.id), ("addressee", CAMUS.id), ("administrator", CAMUS.id), ("nobody", ZOLA.id)],
)
def test_a_school_of_others_is_none(town: Town, role: str, theirs: str):
    visitor = town.visitor(role)
    pages = ("", "/page", "/history", "/check", "/kit/affiche.pdf")
    calls = [
        "/api/handoff/readers?school={id}",
        "/desk/api/directory?school={id}",
        *("/administration/schools/{id}" + page for page in pages),
    ]
    for path in calls:
        alike(visitor, "GET", path, theirs, "ecole-de-nulle-part")


def test_a_lock_of_a_colleague_is_none(town: Town):
    with town.db.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM referent_locks WHERE referent_id = ?", (FAURE,)).all()
    reader = town.visitor("addressee")
    alike(reader, "POST", "/desk/api/keys/locks/{id}/remove", rows[0].id, NEVER, {"signature": "A" * 86})
    alike(reader, "POST", "/desk/api/keys/locks/{id}/rehearsed", rows[0].id, NEVER, {})


def test_a_pupil_brings_nothing_to_a_message_of_another_and_learns_nothing_of_it(town: Town):
    for role in ("pupil", "signed_in"):
        visitor = town.visitor(role)
        piece = {"kind": "voice", "size": 16384, "armour": ARMOUR}
        alike(visitor, "PUT", f"/api/handoff/envelopes/{{id}}/attachments/{NEVER}", town.envelope, NEVER, piece)


def test_the_word_of_another_pupil_is_a_wrong_word(town: Town):
    noe = town.visitor("signed_in")
    right, wrong = (noe.call("POST", "/api/state", json={"word": word}) for word in ("parapluie", "casserole"))
    assert told(right) == told(wrong)
    assert right.json() == {"found": False}
