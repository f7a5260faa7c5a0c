from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.cases.case import Case, CaseState, case_of, closing, state_of
from handoff.cases.events import KINDS, Event

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=timezone.utc)
TODAY = MONDAY.date()
ANNE, BORIS, CHLOE = "anne", "boris", "chloe"


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def told(*acts: tuple) -> list[Event]:
    """Events of a story: (who, kind[, detail[, on which day]])."""
    events = []
    for place, (by, kind, *more) in enumerate(acts):
        detail, after = (*more, None, 0)[:2] if len(more) < 2 else more
        at = MONDAY + timedelta(days=after or 0, minutes=place)
        events.append(Event(kind, by, at, detail))
    return events


OPENED = (ANNE, "opened")
TAKEN = (ANNE, "taken")
STEP_WEDNESDAY = (ANNE, "step", "2026-11-25")

STORIES = {
    "nothing was done": ([], 0, CaseState.WAITING),
    "handed out and not opened": ([(ANNE, "given")], 0, CaseState.WAITING),
    "opened": ([OPENED], 0, CaseState.OPENED),
    "taken": ([OPENED, TAKEN], 0, CaseState.TAKEN),
    "taken without being opened": ([TAKEN], 0, CaseState.TAKEN),
    "taken, on the last quiet day": ([OPENED, TAKEN], 3, CaseState.TAKEN),
    "taken, and no step after three days": ([OPENED, TAKEN], 4, CaseState.OVERDUE),
    "a step dated in time": ([OPENED, TAKEN, (ANNE, "step", "2026-12-04")], 9, CaseState.STEP),
    "a step on its very day": ([OPENED, TAKEN, STEP_WEDNESDAY], 2, CaseState.STEP),
    "a step whose day is past": ([OPENED, TAKEN, STEP_WEDNESDAY], 3, CaseState.OVERDUE),
    "a step alone takes it": ([OPENED, STEP_WEDNESDAY], 0, CaseState.STEP),
    "said again by the same, it gives no more time": ([OPENED, TAKEN, (ANNE, "taken", None, 3)], 4, CaseState.OVERDUE),
    "taken by a colleague, three more days": ([OPENED, TAKEN, (BORIS, "taken", None, 3)], 6, CaseState.TAKEN),
    "handing over gives no more time": ([TAKEN, (ANNE, "handed_over", BORIS, 3)], 4, CaseState.OVERDUE),
    "one asks to close": ([OPENED, TAKEN, (ANNE, "close_asked")], 0, CaseState.CLOSE_ASKED),
    "closed by two": ([OPENED, (ANNE, "close_asked"), (BORIS, "closed")], 99, CaseState.CLOSED),
    "a colleague gives a step instead": ([(ANNE, "close_asked"), (BORIS, "step", "2026-11-25")], 0, CaseState.STEP),
    "a colleague takes it instead": ([TAKEN, (ANNE, "close_asked"), (BORIS, "taken")], 0, CaseState.TAKEN),
    "reopened": ([TAKEN, (ANNE, "closed"), (BORIS, "reopened")], 0, CaseState.OPENED),
    "the asking is refused": ([TAKEN, (ANNE, "close_asked"), (BORIS, "reopened")], 99, CaseState.OPENED),
    "opened again when closed": ([(ANNE, "closed"), (BORIS, "opened")], 0, CaseState.CLOSED),
    "taken when closed": ([(ANNE, "closed"), (BORIS, "taken"), (BORIS, "step", "2026-11-25")], 0, CaseState.CLOSED),
    "reopened though it was not closed": ([TAKEN, (BORIS, "reopened")], 0, CaseState.TAKEN),
}


@pytest.mark.parametrize(("story", "after", "state"), STORIES.values(), ids=STORIES.keys())
def test_each_story_ends_in_its_state(story: list, after: int, state: CaseState):
    assert state_of(told(*story), day(after)) is state


def test_whoever_handed_it_over_keeps_it_until_the_colleague_says_so():
    handed = told(TAKEN, (ANNE, "handed_over", BORIS))
    assert (case_of(handed, TODAY).taken_by, case_of(handed, TODAY).handed_to) == (ANNE, BORIS)
    accepted = told(TAKEN, (ANNE, "handed_over", BORIS), (BORIS, "taken"))
    assert (case_of(accepted, TODAY).taken_by, case_of(accepted, TODAY).handed_to) == (BORIS, None)


def test_an_asked_closing_does_not_hide_that_it_is_overdue():
    case = case_of(told(TAKEN, (ANNE, "close_asked")), day(9))
    assert (case.state, case.overdue, case.close_asked_by) == (CaseState.CLOSE_ASKED, True, ANNE)


def test_the_quiet_days_are_those_of_the_school():
    in_holidays = lambda at: at.date() + timedelta(days=17)  # noqa: E731 (a school's own calendar)
    assert state_of(told(TAKEN), day(17), in_holidays) is CaseState.TAKEN
    assert state_of(told(TAKEN), day(18), in_holidays) is CaseState.OVERDUE


@pytest.mark.parametrize(
    ("state", "asked_by", "by", "readers", "kind"),
    [
        (CaseState.OPENED, None, ANNE, 2, "close_asked"),
        (CaseState.OPENED, None, ANNE, 1, "closed"),
        (CaseState.CLOSE_ASKED, ANNE, ANNE, 2, None),
        (CaseState.CLOSE_ASKED, ANNE, BORIS, 2, "closed"),
        (CaseState.CLOSED, None, BORIS, 2, None),
        (CaseState.CLOSED, None, BORIS, 1, None),
    ],
)
def test_closing_takes_two_different_people_where_two_can_read(
    state: CaseState, asked_by: str | None, by: str, readers: int, kind: str | None
):
    assert closing(Case(state, close_asked_by=asked_by), by, readers) == kind


acts = st.tuples(
    st.sampled_from([ANNE, BORIS, CHLOE]),
    st.sampled_from(sorted(KINDS - {"closed", "close_asked"}) + ["close"] * 4),
    st.integers(0, 12),
)


def played(story: list, readers: int) -> list[Event]:
    """The events that the acts make, with closings as the rule has them."""
    events: list[Event] = []
    for place, (by, kind, days) in enumerate(story):
        at = MONDAY + timedelta(hours=place)
        if kind == "close":
            made = closing(case_of(events, at.date()), by, readers)
            events += [Event(made, by, at)] if made else []
        else:
            detail = {"step": day(days).isoformat(), "handed_over": CHLOE}.get(kind)
            events.append(Event(kind, by, at, detail))
    return events


@given(st.lists(acts, max_size=25))
def test_whatever_is_done_a_case_is_closed_by_two_and_nobody_is_quiet_for_ever(story: list):
    events = played(story, readers=3)
    closers = [place for place, event in enumerate(events) if event.kind == "closed"]
    for place in closers:
        asked = [event for event in events[:place] if event.kind == "close_asked"][-1]
        assert asked.by != events[place].by
    long_after = case_of(events, day(400))
    assert long_after.state not in {CaseState.TAKEN, CaseState.STEP}
    assert long_after.overdue or long_after.quiet_through is None


@given(st.lists(acts, max_size=25), st.integers(0, 40))
def test_what_is_told_of_a_case_holds_together(story: list, after: int):
    case = case_of(played(story, readers=3), day(after))
    assert (case.close_asked_by is not None) == (case.state is CaseState.CLOSE_ASKED)
    assert (case.since is None) == (case.state is CaseState.WAITING)
    if case.state in {CaseState.TAKEN, CaseState.STEP, CaseState.OVERDUE}:
        assert case.taken_by is not None
    if case.state in {CaseState.WAITING, CaseState.OPENED, CaseState.CLOSED}:
        assert (case.taken_by, case.quiet_through, case.overdue) == (None, None, False)
