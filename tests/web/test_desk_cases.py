import uuid
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from handoff import attachments
from handoff.attachments import Attachment
from handoff.keys import leaving
from handoff.waiting import absences
from handoff.waiting.absences import Absence
from tests.web.arriving import arrive
from tests.web.browsers import Pupil, Referent
from tests.web.house import BENALI, DIALLO, FAURE, LEMOINE, START, House, keys_of
from tests.web.sealed import lock_falsely, seal_falsely

READERS = [LEMOINE, DIALLO]


def path(envelope: str, act: str = "") -> str:
    return f"/desk/api/envelopes/{envelope}" + (f"/{act}" if act else "")


def paper(**changes: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "kind": "note", "armour": lock_falsely(1024, "1"), **changes}


@pytest.fixture
async def colleague(house: House) -> AsyncIterator[Referent]:
    browser = Referent(house)
    yield browser
    await browser.http.aclose()


@pytest.fixture
async def envelope(house: House, referent: Referent, colleague: Referent) -> str:
    """One message read by two who are at the desk; a third of the group is not among its readers."""
    house.enrol(keys_of(LEMOINE, "Mme Lemoine", function="CPE"), keys_of(DIALLO, "M. Diallo"))
    house.enrol(keys_of(BENALI, "Mme Benali"))
    id_ = await arrive(house, READERS)
    await referent.enter("mme.lemoine")
    await colleague.enter("m.diallo")
    return id_


async def act(browser: Referent, envelope: str, name: str, body: Any = None, status: int = 200) -> dict[str, Any]:
    answer = await browser.post(path(envelope, name), body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def line_of(browser: Referent, envelope: str) -> dict[str, Any]:
    (line,) = [one for one in (await browser.get("/desk/api/envelopes")).json() if one["id"] == envelope]
    return line


BODIES: dict[str, Any] = {
    "opened": {},
    "taken": {},
    "step": {"on": "2026-11-26"},
    "hand-over": {"to": DIALLO},
    "papers": paper(),
    "close": {},
    "reopen": {},
    "link": {"other": "6f1f3f3e-0000-4000-8000-000000000000"},
    "exported": {},
}


async def asked_everywhere(browser: Referent, envelope: str) -> list[httpx.Response]:
    """What each route about this message answers."""
    said = [await browser.get(path(envelope)), await browser.get(path(envelope, "case"))]
    said.append(await browser.get(path(envelope, f"attachments/{uuid.uuid4()}")))
    return said + [await browser.post(path(envelope, name), body) for name, body in BODIES.items()]


async def test_a_member_it_is_not_sealed_to_is_answered_as_for_a_message_that_never_was(house: House, envelope: str):
    stranger = Referent(house)
    await stranger.enter("mme.benali")
    for answer, unknown in zip(
        await asked_everywhere(stranger, envelope), await asked_everywhere(stranger, str(uuid.uuid4())), strict=True
    ):
        assert answer.status_code == unknown.status_code == 404
        assert answer.json() == unknown.json()
    assert house.rows("case_events") == []
    await stranger.http.aclose()


async def test_a_referent_of_another_school_is_answered_the_same(house: House, envelope: str):
    house.enrol(keys_of(FAURE, "M. Faure", "lyc-camus"))
    stranger = Referent(house)
    await stranger.enter("m.faure")
    assert {answer.status_code for answer in await asked_everywhere(stranger, envelope)} == {404}
    assert house.rows("case_events") == []
    await stranger.http.aclose()


async def test_a_leaver_gets_nothing_at_once(house: House, referent: Referent, envelope: str):
    leaving.leave(house.services.db, LEMOINE, DIALLO, house.clock())
    assert {answer.status_code for answer in await asked_everywhere(referent, envelope)} <= {401, 403, 404}
    assert house.rows("case_events") == []


async def test_without_a_session_nothing_is_answered(house: House, envelope: str):
    nobody = Referent(house)
    assert {answer.status_code for answer in await asked_everywhere(nobody, envelope)} == {401}
    await nobody.http.aclose()


async def test_handing_out_the_sealed_message_is_seen_by_the_group(
    referent: Referent, colleague: Referent, envelope: str
):
    given = (await referent.get(path(envelope))).json()
    assert given["header"]["id"] == envelope
    assert (given["joined"], given["key_month"], given["attachments"]) == (False, "2026-11", [])
    seen = (await colleague.get(path(envelope, "case"))).json()
    assert [(event["kind"], event["by"]) for event in seen["events"]] == [
        ("given", {"id": LEMOINE, "name": "Mme Lemoine"})
    ]
    assert "armour" not in seen


async def test_the_whole_way_of_a_case(referent: Referent, colleague: Referent, envelope: str):
    await act(referent, envelope, "opened")
    assert (await act(referent, envelope, "taken"))["taken_by"] == {"id": LEMOINE, "name": "Mme Lemoine"}
    assert (await act(referent, envelope, "step", {"on": "2026-11-27"}))["state"] == "step"
    handed = await act(referent, envelope, "hand-over", {"to": DIALLO})
    assert (handed["taken_by"]["id"], handed["handed_to"]["id"]) == (LEMOINE, DIALLO)
    await act(colleague, envelope, "opened")
    assert (await act(colleague, envelope, "taken"))["taken_by"]["id"] == DIALLO
    assert (await act(colleague, envelope, "close"))["state"] == "close_asked"
    closed = await act(referent, envelope, "close")
    assert closed["state"] == "closed"
    assert (await act(referent, envelope, "taken", status=409))["error"] == "case_closed"
    assert (await act(referent, envelope, "reopen"))["state"] == "opened"
    kinds = [event["kind"] for event in (await colleague.get(path(envelope, "case"))).json()["events"]]
    assert kinds == [
        *("opened", "taken", "step", "handed_over", "opened", "taken", "close_asked", "closed", "reopened")
    ]


async def test_the_list_says_the_state_its_age_and_who_has_it(house: House, referent: Referent, envelope: str):
    line = await line_of(referent, envelope)
    assert (line["state"], line["since"], line["overdue"]) == ("waiting", START.isoformat(), False)
    assert (line["attachments"], line["linked"], line["held"], line["joined"]) == ([], [], False, False)
    house.clock.advance(minutes=20)
    await act(referent, envelope, "taken")
    line = await line_of(referent, envelope)
    assert (line["state"], line["taken_by"]) == ("taken", "Mme Lemoine")
    assert line["since"] == house.clock().isoformat()


async def test_it_is_overdue_after_three_days_of_school_not_of_the_calendar(
    house: House, referent: Referent, colleague: Referent, envelope: str
):
    house.clock.advance(days=2)  # Thursday; then come Friday, a week-end, Monday and Tuesday
    await referent.enter("mme.lemoine")
    await act(referent, envelope, "taken")
    for days, state in ((5, "taken"), (1, "overdue")):
        house.clock.advance(days=days)
        await colleague.enter("m.diallo")
        assert (await line_of(colleague, envelope))["state"] == state


async def test_two_messages_of_one_pupil_have_one_letter_and_nothing_else_of_the_pupil(
    house: House, referent: Referent, envelope: str
):
    again = await arrive(house, READERS)
    lines = {line["id"]: line for line in (await referent.get("/desk/api/envelopes")).json()}
    assert lines[envelope]["sender_mark"] == lines[again]["sender_mark"] == "A"
    (sender,) = {row.sender for row in house.rows("envelopes")}
    assert sender not in (await referent.get("/desk/api/envelopes")).text


async def test_a_closed_prank_leaves_the_next_message_waiting(
    house: House, referent: Referent, colleague: Referent, envelope: str
):
    following = await arrive(house, READERS)
    for browser in (referent, colleague):
        await act(browser, envelope, "opened")
        await act(browser, envelope, "close")
    await act(referent, envelope, "link", {"other": following})
    assert (await line_of(referent, envelope))["state"] == "closed"
    waiting = await line_of(colleague, following)
    assert (waiting["state"], waiting["linked"]) == ("waiting", [envelope])


WRONG: dict[str, tuple[str, Any, str]] = {
    "a day that is none": ("step", {"on": "demain"}, "bad_request"),
    "no day": ("step", {}, "bad_request"),
    "a day that is past": ("step", {"on": "2026-11-23"}, "case_refused"),
    "a day too far away": ("step", {"on": "2027-11-23"}, "case_refused"),
    "nobody": ("hand-over", {}, "bad_request"),
    "oneself": ("hand-over", {"to": LEMOINE}, "case_refused"),
    "a member who does not read it": ("hand-over", {"to": BENALI}, "case_refused"),
    "an id without end": ("hand-over", {"to": "x" * 40}, "bad_request"),
    "the message itself": ("link", {"other": None}, "bad_request"),
    "a closing before it was opened": ("close", {}, "case_refused"),
    "a paper without an id": ("papers", paper(id=None), "paper_malformed"),
    "a paper under another id": ("papers", paper(id="../etc"), "paper_malformed"),
    "a paper of another kind": ("papers", paper(kind="photo"), "paper_malformed"),
    "a clear paper": ("papers", paper(armour="Léa m'a dit que…"), "paper_malformed"),
    "a paper of lists": ("papers", paper(armour=["x"]), "paper_malformed"),
    "a paper sealed to a key": ("papers", paper(armour=seal_falsely(1, 1024)), "paper_malformed"),
    "a paper under a guessable word": ("papers", paper(armour=lock_falsely(1024, "15")), "paper_malformed"),
    "a paper without end": ("papers", paper(armour=lock_falsely(40_000, "1")), "paper_malformed"),
    "a paper cut short": ("papers", paper(armour=lock_falsely(1024, "1")[:-80]), "paper_malformed"),
}


@pytest.mark.parametrize(("name", "body", "code"), WRONG.values(), ids=WRONG.keys())
async def test_what_makes_no_sense_is_refused_with_a_sentence_and_leaves_no_trace(
    house: House, referent: Referent, envelope: str, name: str, body: Any, code: str
):
    answer = await referent.post(path(envelope, name), body)
    assert (answer.status_code, answer.json()["error"]) == (400 if code == "bad_request" else 422, code)
    assert answer.json()["message"]
    assert house.rows("case_events") == house.rows("case_papers") == []


async def test_a_colleague_who_is_away_is_said_to_be(house: House, referent: Referent, envelope: str):
    today = house.clock().date()
    absences.declare(house.services.db, DIALLO, Absence(today, today + timedelta(days=3)), today)
    readers = (await referent.get(path(envelope, "case"))).json()["readers"]
    assert [(one["name"], one["away_until"]) for one in readers] == [("M. Diallo", "2026-11-27"), ("Mme Lemoine", None)]


async def test_a_paper_is_kept_once_and_read_by_the_colleague(referent: Referent, colleague: Referent, envelope: str):
    body = paper()
    first, again = [await referent.post(path(envelope, "papers"), body) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 200)
    other = await referent.post(path(envelope, "papers"), body | {"armour": lock_falsely(1024, "1")})
    assert (other.status_code, other.json()["error"]) == (409, "paper_conflict")
    (kept,) = (await colleague.get(path(envelope, "case"))).json()["papers"]
    assert (kept["id"], kept["kind"], kept["by"]["name"]) == (body["id"], "note", "Mme Lemoine")
    assert kept["armour"] == body["armour"]


async def test_a_piece_that_came_is_given_to_its_reader_and_that_is_seen(
    house: House, signed_in: Pupil, referent: Referent
):
    voice, talk = str(uuid.uuid4()), str(uuid.uuid4())
    announced = [{"id": voice, "kind": "voice", "size": 16384}, {"id": talk, "kind": "conversation", "size": 16384}]
    _, sent = await signed_in.deposit(READERS, attachments=announced)
    await signed_in.play(1, deposit=sent.id)
    armour = lock_falsely(16384, "1")
    attachments.store(house.services.db, Attachment(voice, sent.id, "voice", 16384, armour), house.clock())
    other = await arrive(house, READERS)
    await referent.enter("mme.lemoine")

    listed = (await referent.get(path(sent.id))).json()["attachments"]
    assert [(one["kind"], one["here"]) for one in listed] == [("conversation", False), ("voice", True)]
    assert (await referent.get(path(sent.id, f"attachments/{voice}"))).json() == {"armour": armour}
    for place in (path(sent.id, f"attachments/{talk}"), path(other, f"attachments/{voice}")):
        assert (await referent.get(place)).status_code == 404
    events = (await referent.get(path(sent.id, "case"))).json()["events"]
    assert [(event["kind"], event["detail"]) for event in events] == [("given", None), ("given", voice)]
