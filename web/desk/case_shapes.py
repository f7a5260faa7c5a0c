"""A case as it crosses to the desk (docs/contracts.md, "Cases"): people by id and name, moments in ISO, papers sealed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from handoff.arrivals import Arrived, Sealed
from handoff.attachments import Listed
from handoff.cases.events import Event
from handoff.cases.files import CaseFile, CaseLine
from handoff.cases.papers import Paper
from handoff.cases.readers import Reader

Person = Callable[[str | None], dict[str, str | None] | None]

# Events whose `detail` is a referent.
_ABOUT_SOMEBODY = frozenset({"handed_over", "wrapped"})
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def file_as_json(file: CaseFile) -> dict[str, Any]:
    """Everything of one case."""
    case, person = file.case, _person_of(file)
    state = {
        "state": case.state.value,
        "taken_by": person(case.taken_by),
        "handed_to": person(case.handed_to),
        "step_on": _iso(case.step_on),
        "close_asked_by": person(case.close_asked_by),
        "overdue": case.overdue,
    }
    return {
        **state,
        "hold": file.hold.value,
        "events": [_event(event, person) for event in file.events],
        "papers": [_paper(paper, person) for paper in file.papers],
        "readers": [_reader(reader, file.away.get(reader.id)) for reader in file.readers],
    }


@dataclass(frozen=True)
class Line:
    """What the list says of one message. `erased_on`: its day, once readers are to be warned that it comes."""

    arrived: Arrived
    case: CaseLine
    school: str
    erased_on: date | None


def line_as_json(line: Line, mark: str) -> dict[str, Any]:
    """One line of the list. `mark`: the same letter for messages of one pupil, in this answer only."""
    arrived, case = line.arrived, line.case
    place = {"id": arrived.id, "school": line.school, "date": arrived.date.isoformat()}
    seal = {"size": arrived.size, "readers": arrived.readers, "damaged": arrived.damaged, "joined": arrived.joined}
    receipts = {"opened_by": list(arrived.opened_by), "taken_by": case.taken_by}
    state: dict[str, Any] = {
        "state": case.case.state.value,
        "since": case.since.isoformat(),
        "overdue": case.case.overdue,
    }
    state |= {"step_on": _iso(case.case.step_on), "late": case.late, "held": case.held}
    others = {"attachments": list(arrived.attachments), "sender_mark": mark, "linked": list(case.linked)}
    mine = {"mine": {"opened": arrived.opened_by_me}, "erased_on": _iso(line.erased_on)}
    return {**place, **seal, **receipts, **state, **others, **mine}


def marks_of_senders(senders: list[str]) -> list[str]:
    """A letter for each, the same for the same sender: nothing of the sender, and another one tomorrow perhaps."""
    order = {sender: place for place, sender in enumerate(dict.fromkeys(senders))}
    return [_letter(order[sender]) for sender in senders]


def header_as_json(sealed: Sealed) -> dict[str, Any]:
    """The clear header, as it was sealed."""
    clear = {"v": 1, "id": sealed.id, "school": sealed.school, "date": sealed.date.isoformat()}
    return {**clear, "month": sealed.month, "readers": sealed.readers, "size": sealed.size}


def attachment_as_json(listed: Listed) -> dict[str, Any]:
    """A piece that follows the text; `here`: its bytes have come."""
    return {"id": listed.id, "kind": listed.kind, "size": listed.size, "here": listed.here}


def _letter(place: int) -> str:
    """A to Z, then AA, AB…"""
    before, last = divmod(place, len(_LETTERS))
    return (_letter(before - 1) if before else "") + _LETTERS[last]


def _person_of(file: CaseFile) -> Person:
    return lambda id_: None if id_ is None else {"id": id_, "name": file.names.get(id_) or _name_among(file, id_)}


def _name_among(file: CaseFile, id_: str) -> str | None:
    return next((reader.name for reader in file.readers if reader.id == id_), None)


def _event(event: Event, person: Person) -> dict[str, Any]:
    detail = person(event.detail) if event.kind in _ABOUT_SOMEBODY else event.detail
    return {"kind": event.kind, "by": person(event.by), "at": event.at.isoformat(), "detail": detail}


def _paper(paper: Paper, person: Person) -> dict[str, Any]:
    place = {"id": paper.id, "kind": paper.kind, "by": person(paper.by)}
    return {**place, "at": paper.at.isoformat(), "armour": paper.armour}


def _reader(reader: Reader, away_until: date | None) -> dict[str, Any]:
    opened_at = None if reader.opened_at is None else reader.opened_at.isoformat()
    who = {"id": reader.id, "name": reader.name, "function": reader.function}
    return {**who, "opened_at": opened_at, "away_until": _iso(away_until)}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
