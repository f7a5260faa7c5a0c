from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update
from sqlalchemy.engine import Engine

from handoff import receipts
from handoff.carrying import outbox
from handoff.cases import case_acts, papers
from handoff.cases.case import CaseState, three_days
from handoff.cases.case_acts import Doer
from handoff.cases.events import Event, events_of, note
from handoff.cases.files import CaseFile, SchoolTime, file_of, lines_for
from handoff.cases.papers import Paper
from handoff.cases.tables import case_events
from handoff.envelopes import deposit
from handoff.errors import CaseClosed, CaseRefused, EnvelopeUnknown, PaperConflict
from handoff.keys import leaving
from handoff.states import State
from handoff.tables import envelope_readers
from handoff.tables import outbox as outbox_table
from tests.ent.emulated import DIALLO, LEA, LEMOINE, ROCHE
from tests.handoff.scene import CONVERSATION, NOW, RING, WORD, envelope
from tests.keys import enrol_counted

TODAY = NOW.date()
TIME = SchoolTime(TODAY, three_days)
BENALI = "c3d5c0de-0000-4000-8000-000000000007"


@pytest.fixture
def people(db: Engine) -> Engine:
    named = ((LEMOINE, "Sophie Lemoine"), (DIALLO, "Ibrahim Diallo"), (BENALI, "Nadia Benali"), (ROCHE, "Paul Roche"))
    for referent, name in named:
        enrol_counted(db, referent, "col-zola", name, now=NOW)
    return db


def arrived(db: Engine, name: str = "un", readers: tuple[str, ...] = (LEMOINE, DIALLO), **changes: object) -> str:
    made = envelope(name, readers, **changes)
    deposit(db, made, WORD, LEA, RING, NOW)
    outbox.promise(db, made.id, CONVERSATION, NOW)
    with db.begin() as connection:
        connection.execute(
            update(outbox_table).where(outbox_table.c.envelope_id == made.id).values(state=State.DELIVERED.value)
        )
    return made.id


def by(referent: str, envelope_id: str, after: timedelta = timedelta(0)) -> Doer:
    return Doer(envelope_id, referent, NOW + after, (NOW + after).date())


def opened(db: Engine, envelope_id: str, *referents: str) -> None:
    for referent in referents:
        receipts.mark_opened(db, envelope_id, referent, NOW)


def file(db: Engine, envelope_id: str, viewer: str = LEMOINE) -> CaseFile:
    return file_of(db, envelope_id, viewer, TIME)


def state(db: Engine, envelope_id: str, viewer: str = LEMOINE) -> CaseState:
    return file(db, envelope_id, viewer).case.state


def kinds(db: Engine, envelope_id: str, viewer: str = LEMOINE) -> list[str]:
    return [event.kind for event in file(db, envelope_id, viewer).events]


def paper(envelope_id: str, referent: str, **changes: object) -> Paper:
    fields = {
        "id": "5b1f6a54-3d8e-4c5e-9c52-0a8f5b7f0a11",
        "envelope_id": envelope_id,
        "by": referent,
        "kind": "note",
        "at": NOW,
        "armour": "sealed",
    }
    return Paper(**{**fields, **changes})


ACTS: dict[str, Callable[[Engine, str, str], None]] = {
    "opened": lambda db, id_, who: receipts.mark_opened(db, id_, who, NOW),
    "given": lambda db, id_, who: case_acts.hand_out(db, by(who, id_)),
    "taken": lambda db, id_, who: receipts.mark_taken(db, id_, who, NOW),
    "step": lambda db, id_, who: case_acts.date_a_step(db, by(who, id_), TODAY),
    "handed over": lambda db, id_, who: case_acts.hand_over(db, RING, by(who, id_), DIALLO),
    "closed": lambda db, id_, who: case_acts.close(db, by(who, id_)),
    "reopened": lambda db, id_, who: case_acts.reopen(db, by(who, id_)),
    "linked": lambda db, id_, who: case_acts.link(db, by(who, id_), arrived(db, f"autre {who}", tuple({who, BENALI}))),
    "exported": lambda db, id_, who: case_acts.export(db, by(who, id_)),
    "a paper": lambda db, id_, who: papers.store(db, paper(id_, who)),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_nobody_but_a_reader_can_do_anything(people: Engine, act: Callable[[Engine, str, str], None]):
    id_ = arrived(people)
    with pytest.raises(EnvelopeUnknown):
        act(people, id_, ROCHE)
    assert kinds(people, id_) == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_reader_who_has_left_can_do_nothing_any_more(people: Engine, act: Callable[[Engine, str, str], None]):
    id_ = arrived(people)
    leaving.leave(people, LEMOINE, DIALLO, NOW)
    with pytest.raises(EnvelopeUnknown):
        act(people, id_, LEMOINE)
    assert kinds(people, id_, DIALLO) == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_what_was_never_promised_is_nobodys(people: Engine, act: Callable[[Engine, str, str], None]):
    made = envelope("jamais promis")
    deposit(people, made, WORD, LEA, RING, NOW)
    with pytest.raises(EnvelopeUnknown):
        act(people, made.id, LEMOINE)


def test_every_opening_is_told_to_the_group(people: Engine):
    id_ = arrived(people)
    for hours in (0, 1, 2):
        receipts.mark_opened(people, id_, LEMOINE, NOW + timedelta(hours=hours))
    seen = file(people, id_, DIALLO)
    assert [(event.kind, event.by, event.at.hour) for event in seen.events] == [
        ("opened", LEMOINE, NOW.hour),
        ("opened", LEMOINE, NOW.hour + 1),
        ("opened", LEMOINE, NOW.hour + 2),
    ]
    assert [(reader.name, reader.opened_at) for reader in seen.readers] == [
        ("Ibrahim Diallo", None),
        ("Sophie Lemoine", NOW),
    ]


def test_taking_it_again_is_not_another_event(people: Engine):
    id_ = arrived(people)
    for _ in range(3):
        receipts.mark_taken(people, id_, LEMOINE, NOW)
    assert kinds(people, id_) == ["taken"]
    receipts.mark_taken(people, id_, DIALLO, NOW)
    assert file(people, id_).case.taken_by == DIALLO


@pytest.mark.parametrize("days", [-1, 32])
def test_a_step_is_not_in_the_past_nor_so_far_that_it_is_forgotten(people: Engine, days: int):
    id_ = arrived(people)
    with pytest.raises(CaseRefused):
        case_acts.date_a_step(people, by(LEMOINE, id_), TODAY + timedelta(days=days))
    assert kinds(people, id_) == []


@pytest.mark.parametrize("days", [0, 31])
def test_a_step_by_somebody_takes_it_too_and_the_sender_may_know(people: Engine, days: int):
    id_ = arrived(people)
    case_acts.date_a_step(people, by(LEMOINE, id_), TODAY + timedelta(days=days))
    seen = file(people, id_).case
    assert (seen.state, seen.taken_by, seen.step_on) == (CaseState.STEP, LEMOINE, TODAY + timedelta(days=days))
    assert receipts.states_for(people, RING, LEA, WORD)[0].state == "taken"


def test_it_is_handed_over_to_a_colleague_who_reads_it(people: Engine):
    id_ = arrived(people)
    case_acts.hand_over(people, RING, by(LEMOINE, id_), DIALLO)
    case_acts.hand_over(people, RING, by(LEMOINE, id_), DIALLO)
    assert kinds(people, id_) == ["handed_over"]
    assert file(people, id_).names[DIALLO] == "Ibrahim Diallo"


@pytest.mark.parametrize("to", [LEMOINE, ROCHE, BENALI, "personne"], ids=["oneself", "left out", "stranger", "nobody"])
def test_it_is_handed_over_to_nobody_else(people: Engine, to: str):
    id_ = arrived(people, excluded=(ROCHE,))
    with pytest.raises(CaseRefused):
        case_acts.hand_over(people, RING, by(LEMOINE, id_), to)
    assert kinds(people, id_) == []


def test_somebody_left_out_is_refused_even_if_a_row_came_by_mistake(people: Engine):
    id_ = arrived(people, excluded=(ROCHE,))
    with people.begin() as connection:
        connection.execute(insert(envelope_readers).values(envelope_id=id_, referent_id=ROCHE))
    with pytest.raises(CaseRefused):
        case_acts.hand_over(people, RING, by(LEMOINE, id_), ROCHE)


def test_it_is_not_handed_over_to_a_colleague_who_has_left(people: Engine):
    id_ = arrived(people)
    leaving.leave(people, DIALLO, LEMOINE, NOW)
    with pytest.raises(CaseRefused):
        case_acts.hand_over(people, RING, by(LEMOINE, id_), DIALLO)


def test_closing_takes_two_readers_who_have_both_opened_it(people: Engine):
    id_ = arrived(people)
    opened(people, id_, LEMOINE)
    case_acts.close(people, by(LEMOINE, id_))
    case_acts.close(people, by(LEMOINE, id_))
    assert state(people, id_) is CaseState.CLOSE_ASKED
    with pytest.raises(CaseRefused):
        case_acts.close(people, by(DIALLO, id_))
    opened(people, id_, DIALLO)
    case_acts.close(people, by(DIALLO, id_))
    assert state(people, id_) is CaseState.CLOSED


def test_a_single_reader_closes_alone_and_so_does_the_last_one_left(people: Engine):
    alone = arrived(people, "un seul", (LEMOINE,))
    opened(people, alone, LEMOINE)
    case_acts.close(people, by(LEMOINE, alone))
    assert state(people, alone) is CaseState.CLOSED
    left = arrived(people, "l'autre est parti")
    opened(people, left, LEMOINE)
    leaving.leave(people, DIALLO, LEMOINE, NOW)
    case_acts.close(people, by(LEMOINE, left))
    assert state(people, left) is CaseState.CLOSED


def test_a_closed_case_is_reopened_before_anything_goes_on(people: Engine):
    id_ = arrived(people, "un seul", (LEMOINE,))
    opened(people, id_, LEMOINE)
    case_acts.close(people, by(LEMOINE, id_))
    for act in (
        lambda: receipts.mark_taken(people, id_, LEMOINE, NOW),
        lambda: case_acts.date_a_step(people, by(LEMOINE, id_), TODAY),
        lambda: case_acts.hand_over(people, RING, by(LEMOINE, id_), DIALLO),
    ):
        with pytest.raises(CaseClosed):
            act()
    case_acts.reopen(people, by(LEMOINE, id_))
    case_acts.reopen(people, by(LEMOINE, id_))
    receipts.mark_taken(people, id_, LEMOINE, NOW)
    assert kinds(people, id_) == ["opened", "closed", "reopened", "taken"]


def test_a_closed_prank_says_nothing_of_the_next_message_of_the_same_pupil(people: Engine):
    prank = arrived(people, "une blague")
    opened(people, prank, LEMOINE, DIALLO)
    case_acts.close(people, by(LEMOINE, prank))
    case_acts.close(people, by(DIALLO, prank))
    following = arrived(people, "un vrai message")
    case_acts.link(people, by(LEMOINE, prank), following)
    line = lines_for(people, [prank, following], lambda _school: TIME, NOW)[following]
    assert (line.case.state, line.case.quiet_through, line.case.overdue) == (CaseState.WAITING, None, False)
    assert state(people, prank) is CaseState.CLOSED
    sent = {one.id: one.state for one in receipts.states_for(people, RING, LEA, WORD)}
    assert sent == {prank: "opened", following: "at_school"}


moves = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from([LEMOINE, DIALLO, ROCHE])), max_size=8)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves)
def test_whatever_is_done_with_one_message_the_other_one_stays_as_it_was(people: Engine, moves: list):
    one, other = arrived(people, "un"), arrived(people, "deux")
    with people.begin() as connection:
        connection.execute(delete(case_events))
    receipts.mark_opened(people, other, DIALLO, NOW)
    for name, who in moves:
        with suppress(EnvelopeUnknown, CaseClosed, CaseRefused, PaperConflict):
            ACTS[name](people, one, who)
    assert [(event.kind, event.by) for event in file(people, other).events] == [("opened", DIALLO)]


def test_two_messages_of_one_event_are_linked_both_ways_once(people: Engine):
    one, other = arrived(people, "un"), arrived(people, "deux")
    for id_, towards in ((one, other), (other, one), (one, other)):
        case_acts.link(people, by(LEMOINE, id_), towards)
    lines = lines_for(people, [one, other], lambda _school: TIME, NOW)
    assert (lines[one].linked, lines[other].linked) == ((other,), (one,))
    with pytest.raises(CaseRefused):
        case_acts.link(people, by(LEMOINE, one), one)
    with pytest.raises(EnvelopeUnknown):
        case_acts.link(people, by(LEMOINE, one), "jamais-vu")


def test_whoever_was_left_out_of_one_learns_nothing_of_it_from_the_other(people: Engine):
    open_to_all = arrived(people, "à tous")
    without_diallo = arrived(people, "sans lui", (LEMOINE, BENALI), excluded=(DIALLO,))
    case_acts.link(people, by(LEMOINE, open_to_all), without_diallo)
    assert kinds(people, open_to_all, LEMOINE) == ["linked"]
    assert kinds(people, open_to_all, DIALLO) == []
    assert lines_for(people, [open_to_all], lambda _school: TIME, NOW)[open_to_all].linked == ()
    with pytest.raises(EnvelopeUnknown):
        case_acts.link(people, by(DIALLO, open_to_all), without_diallo)


def test_it_is_late_when_the_promised_moment_is_past_and_nobody_has_opened(people: Engine):
    made = envelope("promis")
    deposit(people, made, WORD, LEA, RING, NOW, promised_by=NOW + timedelta(days=2))
    outbox.promise(people, made.id, CONVERSATION, NOW)

    def is_late(days: int) -> bool:
        return lines_for(people, [made.id], lambda _school: TIME, NOW + timedelta(days=days))[made.id].late

    assert [is_late(days) for days in (1, 3)] == [False, True]
    opened(people, made.id, LEMOINE)
    assert is_late(3) is False


def test_a_paper_comes_once_and_is_never_changed(people: Engine):
    id_ = arrived(people)
    assert papers.store(people, paper(id_, LEMOINE)) is True
    assert papers.store(people, paper(id_, LEMOINE, at=NOW + timedelta(hours=1))) is False
    for change in ({"armour": "other"}, {"kind": "reply"}, {"by": DIALLO}, {"envelope_id": arrived(people, "deux")}):
        with pytest.raises(PaperConflict):
            papers.store(people, paper(**{"envelope_id": id_, "referent": LEMOINE} | _renamed(change)))
    assert [(one.by, one.armour) for one in file(people, id_).papers] == [(LEMOINE, "sealed")]
    assert kinds(people, id_) == ["noted"]


def _renamed(change: dict) -> dict:
    return {"referent": change["by"]} if "by" in change else change


def test_a_reply_reaches_only_the_sender_who_gives_the_word(people: Engine):
    id_ = arrived(people)
    papers.store(people, paper(id_, LEMOINE, kind="reply", armour="for the pupil"))
    papers.store(people, paper(id_, LEMOINE, id="5b1f6a54-3d8e-4c5e-9c52-0a8f5b7f0a12", armour="for the team"))
    (sent,) = receipts.states_for(people, RING, LEA, WORD)
    assert [(reply.at, reply.armour) for reply in sent.replies] == [(NOW, "for the pupil")]
    assert receipts.states_for(people, RING, LEA, "un autre mot") == ()


def test_an_event_of_an_unknown_kind_is_not_written(people: Engine):
    id_ = arrived(people)
    with pytest.raises(ValueError, match="unknown_event"):
        note(people, id_, LEMOINE, "read the chat", NOW)
    note(people, id_, LEMOINE, "wrapped", NOW, DIALLO)
    with people.begin() as connection:
        assert events_of(connection, [id_])[id_] == (Event("wrapped", LEMOINE, NOW, DIALLO),)


def test_the_days_of_the_events_are_kept_as_days(people: Engine):
    id_ = arrived(people)
    case_acts.date_a_step(people, by(LEMOINE, id_), date(2026, 12, 1))
    assert file(people, id_).case.step_on == date(2026, 12, 1)
