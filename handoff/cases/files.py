"""What a reader is shown of the cases of their messages: states, events, papers, readers. Nothing here can be read without the seals' keys.

That two messages tell of one event is shown only to who reads both: whoever was left out of one must not learn from the other that it exists.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from handoff.cases.case import Case, CaseState, Quiet, case_of
from handoff.cases.events import Event, events_of
from handoff.cases.holds import Hold, held_among, state_of
from handoff.cases.papers import Paper, papers_of
from handoff.cases.readers import Reader, names_of, readers_of
from handoff.database import reading
from handoff.tables import envelope_readers, envelopes
from handoff.waiting import absences


@dataclass(frozen=True)
class SchoolTime:
    """The school's day, and until when "je m'en occupe" makes colleagues quiet there."""

    today: date
    quiet: Quiet


@dataclass(frozen=True)
class CaseLine:
    """A case in the list. `since`: since when it is in its state; `late`: past the time promised to the pupil, and nobody has opened it."""

    case: Case
    since: datetime
    taken_by: str | None
    late: bool
    held: bool
    linked: tuple[str, ...]


@dataclass(frozen=True)
class CaseFile:
    """Everything of one case; `names` of all the referents in it, those who have left too; `away`: readers who are, and their last day."""

    case: Case
    events: tuple[Event, ...]
    papers: tuple[Paper, ...]
    readers: tuple[Reader, ...]
    hold: Hold
    names: Mapping[str, str]
    away: Mapping[str, date]


def lines_for(
    db: Engine, envelope_ids: Collection[str], time_at: Callable[[str], SchoolTime], now: datetime
) -> dict[str, CaseLine]:
    """The lines of these messages, which one referent reads all of; `time_at` is asked of each school's id."""
    wanted = list(envelope_ids)
    with reading(db) as connection:
        events = events_of(connection, wanted)
        cases = {row.id: (row, time_at(row.school)) for row in _rows(connection, wanted)}
        folded = {id_: case_of(events[id_], time.today, time.quiet) for id_, (_, time) in cases.items()}
        names = names_of(connection, {case.taken_by for case in folded.values() if case.taken_by is not None})
        held = held_among(connection, wanted, now)
    return {
        id_: CaseLine(
            case=case,
            since=case.since or cases[id_][0].deposited_at,
            taken_by=names.get(case.taken_by or ""),
            late=_is_late(case, cases[id_][0].promised_by, now),
            held=id_ in held,
            linked=_linked(events[id_], wanted),
        )
        for id_, case in folded.items()
    }


def file_of(db: Engine, envelope_id: str, viewer: str, time: SchoolTime) -> CaseFile:
    """The case of a message that `viewer` reads, as they may see it."""
    with reading(db) as connection:
        events = events_of(connection, [envelope_id])[envelope_id]
        shown = _without_links_to_others(connection, events, viewer)
        papers, readers = papers_of(connection, envelope_id), readers_of(connection, envelope_id)
        people = {event.by for event in shown} | {event.detail for event in shown} | {paper.by for paper in papers}
        names = names_of(connection, {one for one in people if one is not None})
        hold = state_of(connection, envelope_id)
    away = {who: absence.last for who, absence in absences.of(db, [one.id for one in readers], time.today).items()}
    return CaseFile(case_of(events, time.today, time.quiet), shown, papers, readers, hold, names, away)


def _rows(connection: Connection, envelope_ids: list[str]) -> list[Any]:
    columns = (envelopes.c.id, envelopes.c.school, envelopes.c.deposited_at, envelopes.c.promised_by)
    return list(connection.execute(select(*columns).where(envelopes.c.id.in_(envelope_ids))).all())


def _is_late(case: Case, promised_by: datetime | None, now: datetime) -> bool:
    return case.state is CaseState.WAITING and promised_by is not None and promised_by < now


def _linked(events: tuple[Event, ...], readable: Collection[str]) -> tuple[str, ...]:
    found = (event.detail for event in events if event.kind == "linked")
    return tuple(one for one in found if one is not None and one in readable)


def _without_links_to_others(connection: Connection, events: tuple[Event, ...], viewer: str) -> tuple[Event, ...]:
    towards = {event.detail for event in events if event.kind == "linked"}
    rows = envelope_readers.c
    query = select(rows.envelope_id).where(rows.referent_id == viewer, rows.envelope_id.in_(list(towards)))
    readable = frozenset(connection.execute(query).scalars()) if towards else frozenset()
    return tuple(event for event in events if event.kind != "linked" or event.detail in readable)
