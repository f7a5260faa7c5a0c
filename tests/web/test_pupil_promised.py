"""What a pupil is told of time: before sending, with the list; after, with the word; and when the time has passed."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from handoff.carrying import outbox
from handoff.receipts import mark_opened, states_for
from handoff.waiting import absences
from handoff.waiting.absences import Absence
from schools import pages
from schools.page import Author, Person, SchoolPage
from tests.keys import counted
from tests.web.browsers import Pupil
from tests.web.house import BENALI, DIALLO, LEA, LEMOINE, ZOLA, House, keys_of

TODAY = date(2026, 11, 24)  # a Tuesday, 10 h
BELL = {"ent_bell_client_id": "vpe-bell", "ent_bell_client_secret": "demo-bell-secret"}
TWO = [LEMOINE, DIALLO]
THURSDAY = "Un adulte l'ouvrira au plus tard jeudi 26 novembre à 17 h."
AWAY = Absence(date(2026, 11, 24), date(2026, 12, 4), DIALLO)


@pytest.fixture
async def ringing(tmp_path: Path) -> AsyncIterator[House]:
    built = House(tmp_path / "web.db", changes=BELL)
    counted(built.services.db, keys_of(LEMOINE, "Mme Lemoine"), keys_of(DIALLO, "M. Diallo"))
    yield built
    await built.close()


@pytest.fixture
async def lea(ringing: House) -> AsyncIterator[Pupil]:
    browser = Pupil(ringing)
    await browser.open()
    await browser.sign_in()
    yield browser
    await browser.http.aclose()


def write(house: House, **page: Any) -> None:
    version = pages.latest(house.services.db, ZOLA.id).version
    author = Author("c3d5c0de", "Nadia Besson")
    pages.write(house.services.db, ZOLA.id, SchoolPage(**page), author, house.clock(), over=version, today=TODAY)


async def listed(pupil: Pupil) -> dict[str, Any]:
    answer = await pupil.see_readers()
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def followed(pupil: Pupil) -> dict[str, Any]:
    (message,) = (await pupil.post("/api/state", {"word": "parapluie"})).json()["messages"]
    return dict(message)


async def test_the_list_says_by_when_an_adult_will_have_opened(lea: Pupil):
    promise = (await listed(lea))["promise"]
    assert promise["text"] == THURSDAY
    assert datetime.fromisoformat(promise["by"]) == datetime.fromisoformat("2026-11-26T17:00:00+01:00")


async def test_the_schools_own_delay_and_hours_are_gone_by(ringing: House, lea: Pupil):
    write(ringing, delay_days=1, hours={"fri": (13 * 60, 16 * 60 + 30)})
    assert (await listed(lea))["promise"]["text"] == "Un adulte l'ouvrira au plus tard vendredi 27 novembre à 16 h 30."


async def test_without_a_bell_nothing_is_promised_and_nothing_is_kept(house: House, signed_in: Pupil):
    assert (await listed(signed_in))["promise"] is None
    await signed_in.deposit(TWO)
    (row,) = house.rows("envelopes")
    assert row.promised_by is None
    assert (await followed(signed_in))["promised"] is None


async def test_the_head_and_the_referent_outside_are_shown_where_the_school_has_named_them(ringing: House, lea: Pupil):
    before = await listed(lea)
    assert (before["head"], before["outside"]) == (None, None)
    write(ringing, head=Person("c3d5c0de", "Anne Morel"), outside=Person("e5d5c0de", "Paul Garcin"))
    after = await listed(lea)
    assert after["head"] == {"id": "c3d5c0de", "name": "Anne Morel"}
    assert after["outside"] == {"id": "e5d5c0de", "name": "Paul Garcin"}


async def test_whoever_is_away_is_shown_with_who_reads_meanwhile_and_the_promise_says_what_it_needs(
    ringing: House, lea: Pupil
):
    absences.declare(ringing.services.db, LEMOINE, AWAY, TODAY)
    shown = await listed(lea)
    absent = {reader["id"]: reader["absent"] for reader in shown["readers"]}
    assert absent[LEMOINE] == {
        "until": "2026-12-04",
        "substitute": next(r["name"] for r in shown["readers"] if r["id"] == DIALLO),
    }
    assert absent[DIALLO] is None
    assert shown["promise"]["text"] == THURSDAY + " Pour ça, garde au moins une personne qui n'est pas absente."


async def test_a_substitute_who_cannot_read_is_not_named(ringing: House, lea: Pupil):
    absences.declare(ringing.services.db, LEMOINE, Absence(TODAY, date(2026, 12, 4), BENALI), TODAY)
    shown = await listed(lea)
    assert {"until": "2026-12-04", "substitute": None} in [reader["absent"] for reader in shown["readers"]]


async def test_when_everybody_is_away_the_promise_is_that_of_their_return(ringing: House, lea: Pupil):
    for who in TWO:
        absences.declare(ringing.services.db, who, Absence(TODAY, date(2026, 12, 4)), TODAY)
    assert (await listed(lea))["promise"]["text"] == "Un adulte l'ouvrira au plus tard mardi 8 décembre à 17 h."


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        (TWO, "2026-11-26T17:00:00+01:00"),
        ([DIALLO], "2026-11-26T17:00:00+01:00"),
        ([LEMOINE], "2026-12-08T17:00:00+01:00"),
    ],
)
async def test_what_is_kept_is_counted_for_those_who_were_chosen(ringing: House, lea: Pupil, readers, expected):
    absences.declare(ringing.services.db, LEMOINE, AWAY, TODAY)
    await listed(lea)
    assert (await lea.deposit(readers))[0].status_code == 201
    (kept,) = states_for(ringing.services.db, ringing.services.ring, LEA, "parapluie")
    assert kept.promised_by == datetime.fromisoformat(expected)


async def test_the_promise_is_said_again_until_it_is_opened(ringing: House, lea: Pupil):
    _, sent = await lea.deposit(TWO)
    first = await followed(lea)
    assert (first["promised"], first["late"]) == (THURSDAY, False)
    assert "helplines" not in first
    outbox.promise(ringing.services.db, sent.id, "c" * 32, ringing.clock())
    mark_opened(ringing.services.db, sent.id, LEMOINE, ringing.clock())
    assert (await followed(lea))["promised"] is None


async def test_past_the_promise_the_pupil_is_told_so_and_given_the_lines_open_now(ringing: House, lea: Pupil):
    _, sent = await lea.deposit(TWO)
    ringing.clock.advance(days=2, hours=6, minutes=59)
    returned = Pupil(ringing)
    await returned.open()
    await returned.sign_in()
    assert (await followed(returned))["late"] is False
    ringing.clock.advance(minutes=1)
    late = await followed(returned)
    assert late["late"] is True
    assert late["promised"] is None
    assert "C'est trop long, et ce n'est pas ta faute" in late["text"]
    assert late["helplines"]
    assert all(card["open"] for card in late["helplines"])
    outbox.promise(ringing.services.db, sent.id, "c" * 32, ringing.clock())
    mark_opened(ringing.services.db, sent.id, LEMOINE, ringing.clock())
    assert (await followed(returned))["late"] is False
    await returned.http.aclose()


async def test_where_nothing_was_promised_a_message_that_nobody_opens_is_late_all_the_same(
    house: House, signed_in: Pupil
):
    await signed_in.deposit(TWO)
    house.clock.advance(days=6)
    again = Pupil(house)
    await again.open()
    await again.sign_in()
    assert (await followed(again))["late"] is True
    await again.http.aclose()


async def test_what_the_word_opens_comes_with_the_state(ringing: House, lea: Pupil):
    _, sent = await lea.deposit(TWO)
    message = await followed(lea)
    assert message["reply_lock"] == sent.body["reply_lock"]
    assert message["replies"] == []
