"""When somebody is reminded, and who: the ladder of reminders, by the school's own days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.school_calendar import load_calendar
from handoff.cases.case import CaseState, case_of
from handoff.cases.events import Event
from handoff.waiting.reader_clock import quiet_of
from handoff.waiting.reminder_rules import (
    MOST_TICKS,
    Audience,
    Reader,
    Reminder,
    Waiting,
    acts_in,
    due,
    read_stage,
    stage_of,
)
from tests.handoff.school_rules import rules

CALENDAR = load_calendar()
PARIS = ZoneInfo("Europe/Paris")
SCHOOL = rules("B")
A, B, C = "lemoine", "diallo", "roche"
BOTH = frozenset({A, B})


def paris(*shown: int) -> datetime:
    return datetime(*shown, tzinfo=PARIS)  # type: ignore[misc, arg-type]


PROMISED = paris(2026, 11, 24, 17)  # a Tuesday; the next day of reading ends on Wednesday at noon
NEXT, THIRD = paris(2026, 11, 25, 12), paris(2026, 11, 30, 17)


def look(
    now: datetime, *events: Event, opened: str = "", away: str = "", readers: tuple[str, ...] = (A, B)
) -> Reminder | None:
    case = case_of(events, now.date(), quiet_of(SCHOOL, CALENDAR))
    people = tuple(Reader(who, who in opened, who in away) for who in readers)
    return due(Waiting(people, case, acts_in(events), PROMISED), SCHOOL, now, CALENDAR)


def told(now: datetime, *events: Event, **seen: object) -> tuple[frozenset[str], bool] | None:
    found = look(now, *events, **seen)  # type: ignore[arg-type]
    return None if found is None else (found.readers, found.tells_outside)


@pytest.mark.parametrize(
    ("now", "seen", "expected"),
    [
        (PROMISED - timedelta(minutes=1), {}, None),
        (PROMISED, {}, (BOTH, False)),
        (NEXT - timedelta(minutes=1), {}, (BOTH, False)),
        (NEXT, {}, (BOTH, True)),
        (THIRD, {}, (BOTH, False)),
        (PROMISED, {"opened": A}, (frozenset({B}), False)),
        (NEXT, {"opened": A}, (BOTH, False)),  # opened, but nobody has it: whoever opened is told too, and the head is not
        (PROMISED, {"away": A}, (frozenset({B}), False)),
        (PROMISED, {"away": A + B}, (BOTH, False)),  # rather those who are away than nobody
        (PROMISED, {"opened": B, "away": A}, (frozenset({A}), False)),
        (NEXT, {"away": A}, (frozenset({B}), True)),
        (PROMISED, {"readers": ()}, None),
    ],
)  # fmt: skip
def test_nobody_has_it(now, seen, expected):
    assert told(now, **seen) == expected


TAKEN = Event("taken", A, paris(2026, 11, 23, 10))  # Monday: quiet through Thursday


@pytest.mark.parametrize(
    ("now", "events", "expected"),
    [
        (PROMISED, (TAKEN,), None),
        (paris(2026, 11, 26, 17), (TAKEN,), None),
        (paris(2026, 11, 27, 7), (TAKEN,), None),
        (paris(2026, 11, 27, 8), (TAKEN,), (frozenset({B}), False)),
        (paris(2026, 11, 30, 17), (TAKEN,), (BOTH, False)),
        (paris(2026, 11, 27, 8), (TAKEN, Event("step", A, paris(2026, 11, 24, 9), "2026-12-01")), None),
        (paris(2026, 12, 1, 12), (TAKEN, Event("step", A, paris(2026, 11, 24, 9), "2026-12-01")), None),
        (paris(2026, 12, 2, 8), (TAKEN, Event("step", A, paris(2026, 11, 24, 9), "2026-12-01")), (frozenset({B}), False)),
        (paris(2026, 11, 27, 8), (TAKEN, Event("closed", B, paris(2026, 11, 24, 9))), None),
        (paris(2026, 12, 4, 8), (TAKEN, Event("closed", B, paris(2026, 11, 24, 9))), None),
        (paris(2026, 11, 27, 8), (TAKEN, Event("closed", B, paris(2026, 11, 24, 9)), Event("reopened", B, paris(2026, 11, 25, 9))), None),
        (paris(2026, 11, 27, 17), (TAKEN, Event("closed", B, paris(2026, 11, 24, 9)), Event("reopened", B, paris(2026, 11, 25, 9))), (frozenset({B}), False)),
    ],
)  # fmt: skip
def test_somebody_has_it(now, events, expected):
    assert told(now, *events, opened=A) == expected


def test_the_only_reader_who_said_i_have_it_and_does_nothing_is_reminded():
    assert told(paris(2026, 11, 27, 8), TAKEN, opened=A, readers=(A,)) == (frozenset({A}), False)


def test_i_have_it_on_the_eve_of_the_holidays_is_quiet_until_the_third_day_after():
    taken = Event("taken", A, paris(2026, 12, 18, 16))
    assert look(paris(2027, 1, 6, 18), taken, opened=A) is None
    assert told(paris(2027, 1, 7, 8), taken, opened=A) == (frozenset({B}), False)


def test_a_reminder_that_was_due_more_than_a_week_ago_is_not_made():
    late = look(PROMISED + timedelta(days=40))
    assert late is None or PROMISED + timedelta(days=33) < late.at


def test_reminders_end():
    after = (look(PROMISED + timedelta(days=days)) for days in range(60, 120))
    assert not any(after)


ACTS = st.lists(
    st.tuples(st.sampled_from(["opened", "taken", "step", "handed_over", "close_asked", "closed", "reopened"]), st.sampled_from([A, B]), st.integers(0, 20)),
    max_size=6,
)  # fmt: skip


def history(acts: list[tuple[str, str, int]], before: datetime) -> tuple[Event, ...]:
    """Those that can happen: only what is closed, or asked to be, is reopened."""
    made: list[Event] = []
    for kind, who, days in sorted(acts, key=lambda act: act[2]):
        at = paris(2026, 11, 23, 10) + timedelta(days=days)
        detail = (date(2026, 11, 23) + timedelta(days=days + 4)).isoformat() if kind == "step" else None
        possible = kind != "reopened" or case_of(made, at.date()).state in {CaseState.CLOSED, CaseState.CLOSE_ASKED}
        made += [Event(kind, who, at, detail)] if possible and at <= before else []
    return tuple(made)


@given(ACTS, st.integers(0, 40), st.sets(st.sampled_from([A, B, C])), st.sets(st.sampled_from([A, B, C])))
def test_only_readers_are_told_somebody_always_is_and_a_closed_case_never(acts, days, opened, away):
    now = PROMISED + timedelta(days=days)
    events = history(acts, now)
    found = look(now, *events, opened="".join(opened), away="".join(away), readers=(A, B, C))
    if found is None:
        return
    assert found.readers <= {A, B, C}
    assert found.readers or opened == {A, B, C}
    assert found.at <= now
    state = case_of(events, now.date(), quiet_of(SCHOOL, CALENDAR))
    assert state.state.value != "closed"
    assert state.quiet_through is None or now.date() > state.quiet_through
    assert not (found.tells_outside and opened)


@given(ACTS, st.lists(st.integers(0, 40 * 24), min_size=2, max_size=30))
def test_a_number_never_goes_back_and_comes_with_one_moment_only(acts, hours):
    seen: dict[int, datetime] = {}
    numbers = []
    for hour in sorted(hours):
        now = PROMISED + timedelta(hours=hour)
        found = look(now, *history(acts, now))
        if found is not None:
            numbers.append(found.number)
            assert seen.setdefault(found.number, found.at) == found.at
    assert numbers == sorted(numbers)


@given(st.integers(0, 40), ACTS)
def test_the_stage_of_a_reminder_tells_its_number_and_its_audience_and_is_never_the_bells(days, acts):
    found = look(PROMISED + timedelta(days=days), *history(acts, PROMISED))
    number = found.number if found else 1
    for audience in Audience:
        assert stage_of(number, audience) > 0
        assert read_stage(stage_of(number, audience)) == (number, audience)


def test_the_ladder_has_so_many_steps():
    seen = {found.number for hours in range(24 * 60) if (found := look(PROMISED + timedelta(hours=hours)))}
    assert len(seen) == MOST_TICKS
