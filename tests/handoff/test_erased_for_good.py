"""Erasing, tested by failing to open: what the database opened before, nothing in it opens after, rows and bytes."""

from datetime import datetime, timezone
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from handoff import retention
from handoff.cases import holds
from handoff.keys import memberships
from handoff.tables import envelope_readers, envelopes
from tests.handoff.erasing_scene import NOVEMBER, enrol, left_of, opens, send
from tests.handoff.scene import count_rows
from tests.sealing.browser import Browser
from tests.sealing.people import Group, Referent
from tests.sealing.people import enrol as make_keys

LAST_DAY = datetime(2027, 11, 30, 23, 59, tzinfo=timezone.utc)
DUE = datetime(2027, 12, 1, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return Browser.build(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def group(browser: Browser) -> Group:
    return make_keys(browser)


def november_of(person: Referent) -> str:
    (wrapped,) = (one["wrapped_identity"] for one in person.keys["months"] if one["month"] == "2026-11")
    return str(wrapped)


def test_the_ents_copy_opens_until_the_last_day_and_never_after(
    db: Engine, tmp_path: Path, browser: Browser, group: Group
):
    both = (group.lemoine, group.diallo)
    enrol(db, *both)
    _, copy = send(db, browser, both)
    assert retention.erase_due(db, LAST_DAY) == 0
    assert opens(db, copy, *both)
    assert left_of(db, tmp_path, november_of(group.lemoine))

    assert retention.erase_due(db, DUE) == 1

    assert not opens(db, copy, *both)
    assert left_of(db, tmp_path, november_of(group.lemoine), november_of(group.diallo), copy) == []


def test_what_is_held_still_opens_and_what_that_keeps_is_known(
    db: Engine, tmp_path: Path, browser: Browser, group: Group
):
    lemoine, diallo, roche = group.lemoine, group.diallo, group.roche
    enrol(db, lemoine, diallo, roche)
    held, copy = send(db, browser, (lemoine, diallo))
    _, other = send(db, browser, (lemoine, roche))
    holds.hold(db, held, lemoine.id, LAST_DAY)
    holds.hold(db, held, diallo.id, LAST_DAY)

    assert retention.erase_due(db, DUE) == 1

    assert opens(db, copy, lemoine)
    assert opens(db, copy, diallo)
    assert opens(db, other, lemoine)  # what a hold keeps besides, said at the desk
    assert not opens(db, other, roche)
    assert left_of(db, tmp_path, november_of(roche), other) == []

    holds.release(db, held, lemoine.id, DUE)
    assert retention.erase_due(db, DUE) == 0
    holds.release(db, held, diallo.id, DUE)
    assert retention.erase_due(db, DUE) == 1
    assert not opens(db, copy, lemoine, diallo)
    assert not opens(db, other, lemoine)
    assert left_of(db, tmp_path, november_of(lemoine), november_of(diallo), copy) == []


def test_what_one_person_asked_to_keep_is_kept_for_thirty_days_only(db: Engine, browser: Browser, group: Group):
    lemoine, diallo = group.lemoine, group.diallo
    enrol(db, lemoine, diallo)
    id_, copy = send(db, browser, (lemoine, diallo))
    holds.hold(db, id_, lemoine.id, LAST_DAY)
    assert retention.erase_due(db, DUE) == 0
    assert opens(db, copy, lemoine)
    assert retention.erase_due(db, LAST_DAY + holds.ASKED_KEEPS) == 1
    assert not opens(db, copy, lemoine)


def test_each_school_keeps_as_long_as_it_says_and_a_referent_of_both_as_long_as_they_have_something_to_open(
    db: Engine, browser: Browser, group: Group
):
    lemoine, diallo, roche = group.lemoine, group.diallo, group.roche
    enrol(db, lemoine, diallo)
    enrol(db, roche, school="ecole-hugo")
    memberships.key_follows(db, diallo.id, ("col-zola", "ecole-hugo"))
    _, short = send(db, browser, (lemoine, diallo))
    _, long = send(db, browser, (diallo, roche), school="ecole-hugo")
    kept = {"col-zola": 3, "ecole-hugo": 24}.__getitem__

    assert retention.erase_due(db, datetime(2027, 3, 1, tzinfo=timezone.utc), kept) == 1
    assert not opens(db, short, lemoine)
    assert opens(db, long, diallo)
    assert opens(db, long, roche)
    assert retention.erase_due(db, datetime(2028, 11, 30, tzinfo=timezone.utc), kept) == 0
    assert opens(db, long, roche)
    assert retention.erase_due(db, datetime(2028, 12, 1, tzinfo=timezone.utc), kept) == 1
    assert not opens(db, long, lemoine, diallo, roche)
    assert not opens(db, short, lemoine, diallo, roche)


def test_a_colleague_who_joined_by_another_months_key_can_open_as_long_as_the_message_is_kept(
    db: Engine, browser: Browser, group: Group
):
    lemoine, diallo = group.lemoine, group.diallo
    enrol(db, lemoine, diallo)
    id_, _ = send(db, browser, (lemoine,))
    with db.begin() as connection:
        row = {"envelope_id": id_, "referent_id": diallo.id, "month": "2026-12", "armour": "x"}
        connection.execute(envelope_readers.insert().values(row))
    holds.hold(db, id_, lemoine.id, LAST_DAY)
    holds.hold(db, id_, diallo.id, LAST_DAY)
    retention.erase_due(db, datetime(2028, 3, 1, tzinfo=timezone.utc))
    with db.connect() as connection:
        kept = connection.exec_driver_sql(
            "SELECT referent_id, month FROM referent_months WHERE month < '2027-03'"
        ).all()
    assert {tuple(row) for row in kept} == {(lemoine.id, "2026-11"), (diallo.id, "2026-12")}


def test_no_school_erases_sooner_than_three_months_whatever_it_says(db: Engine, browser: Browser, group: Group):
    enrol(db, group.lemoine)
    _, copy = send(db, browser, (group.lemoine,))
    assert retention.erase_due(db, NOVEMBER, lambda _school: 0) == 0
    assert retention.erase_due(db, datetime(2027, 2, 28, tzinfo=timezone.utc), lambda _school: 0) == 0
    assert opens(db, copy, group.lemoine)
    assert count_rows(db, envelopes) == 1
