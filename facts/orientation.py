"""Who can help in this situation: routes (which know no clock) and the lines shown at this hour.

* `urgence` comes first when urgency is 2, and as soon as someone is concerned when a weapon or an attack is announced (B.20).
* A pupil hurt by an adult of the school is never sent to the school's adults by default: 119 first (B.9, R47).
* 3018 closes at night: 119 everywhere, MaSécurité for what happens online; a closed line is still shown, as closed (A.1).
* In danger, emergency numbers come first, as the case fits; 114 by SMS first for someone who cannot speak.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from facts.helplines import Helplines, load_helplines
from facts.reading import read

URGENCY_IN_DANGER = 2
URGENCY_CONCERNED = 1
EMERGENCY = "urgence"
REFERENTS = "referents"
CHILD_PROTECTION = "119"
NOBODY = "none"


@dataclass(frozen=True)
class Orientation:
    """One situation of the table: routes, lines by day, lines that step in when one is closed, lines in danger."""

    routes: tuple[str, ...]
    lines: tuple[str, ...]
    when_closed: tuple[str, ...]
    urgent: tuple[str, ...]


def routes(situation: str | None, *, about: str | None, urgency: int, flags: Collection[str]) -> tuple[str, ...]:  # noqa: ARG001 (contract: a route may come to depend on it)
    """At most three first-line answers, most fitting first: line ids, `referents`, `urgence`, `none`."""
    wanted = _entry(situation).routes
    if offers_no_referents(situation, flags) and wanted != (NOBODY,):
        wanted = (str(_table()["without_referents"]["first_line"]), *(route for route in wanted if route != REFERENTS))
    if is_urgent(urgency, flags):
        wanted = (EMERGENCY, *(route for route in wanted if route != NOBODY))
    return _unique(wanted)[: int(_table()["most_routes"])]


def lines_for(
    situation: str | None,
    about: str | None,  # noqa: ARG001 (contract: a witness is sent to the same lines as the pupil concerned, B.18)
    urgency: int,
    flags: Collection[str],
    at: datetime,
    *,
    helplines: Helplines | None = None,
) -> tuple[str, ...]:
    """The lines whose card is shown at `at`, those that answer now first; expired ones are left out.

    Raises:
        NaiveTimeError: `at` has no offset.
    """
    known = helplines or load_helplines()
    entry = _entry(situation)
    urgent = is_urgent(urgency, flags)
    wanted = _in_danger(entry, flags) if urgent else _in_peace(entry, situation, flags)
    served = [line for line in _suited(wanted, flags) if known.is_served(line, at)]
    is_open = {line: known.opening(line, at).is_open for line in served}
    if not all(is_open.values()):
        stand_ins = [line for line in _suited(entry.when_closed, flags) if known.is_served(line, at)]
        is_open |= {line: known.opening(line, at).is_open for line in stand_ins}
        served = [*served, *stand_ins] if urgent else [*stand_ins, *served]
    shown = _unique(sorted(served, key=lambda line: not is_open[line]))
    return shown[: int(_table()["most_lines"])]


def offers_no_referents(situation: str | None, flags: Collection[str]) -> bool:
    """Whether the school's group must not be proposed by default: an adult of the school may be the one who hurts (R47)."""
    rule = _table()["without_referents"]
    return situation in rule["situations"] or any(flag in flags for flag in rule["flags"])


def proposes_referents(situation: str | None, urgency: int) -> bool:
    """Whether the school's group fits: nothing told yet, or a situation sent to it, and no danger now (R53: it is not read at once)."""
    return urgency < URGENCY_IN_DANGER and (not situation or REFERENTS in _entry(situation).routes)


def is_kept(situation: str | None, urgency: int) -> bool:
    """Whether its lines stay shown whatever is said next: a danger, or a situation of the table (R32, R34)."""
    return urgency >= URGENCY_IN_DANGER or (urgency >= URGENCY_CONCERNED and situation in _table()["kept"])


def gravity(situation: str, urgency: int) -> int:
    """Which of two things told is answered first: 2 for what is kept (R32), 1 for what goes to child protection first, 0 for the rest."""
    if is_kept(situation, urgency):
        return 2
    return int(bool(_entry(situation).routes) and _entry(situation).routes[0] == CHILD_PROTECTION)


def is_situation(name: str) -> bool:
    """Whether `name` is a situation that someone may need help in."""
    return name in _entries() and _entry(name).routes != (NOBODY,)


def is_urgent(urgency: int, flags: Collection[str]) -> bool:
    """Whether emergency numbers come first."""
    announced = any(flag in flags for flag in _table()["always_urgent"])
    return urgency >= URGENCY_IN_DANGER or (urgency >= URGENCY_CONCERNED and announced)


def silent_flags() -> frozenset[str]:
    """The flags of who cannot speak."""
    return frozenset(_table()["silent"]["flags"])


def _in_danger(entry: Orientation, flags: Collection[str]) -> tuple[str, ...]:
    silent = _table()["silent"]
    first = (str(silent["line"]),) if any(flag in flags for flag in silent["flags"]) else ()
    announced = any(flag in flags for flag in _table()["always_urgent"])
    return _unique((*first, *(_entry(None).urgent if announced else ()), *entry.urgent))


def _in_peace(entry: Orientation, situation: str | None, flags: Collection[str]) -> tuple[str, ...]:
    if offers_no_referents(situation, flags):
        return _unique((str(_table()["without_referents"]["first_line"]), *entry.lines))
    return entry.lines


def _suited(lines: Collection[str], flags: Collection[str]) -> tuple[str, ...]:
    rule = _table()["not_for_children"]
    if not any(flag in flags for flag in rule["flags"]):
        return tuple(lines)
    return tuple(line for line in lines if line not in rule["lines"])


def _unique(names: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


@cache
def _table() -> Mapping[str, Any]:
    return read("orientation")


@cache
def _entries() -> Mapping[str, Orientation]:
    default = _table()["default"]
    return {name: _written(entry, default) for name, entry in {"": default, **_table()["situations"]}.items()}


def _written(entry: Mapping[str, Any], default: Mapping[str, Any]) -> Orientation:
    return Orientation(
        routes=tuple(entry["routes"]),
        lines=tuple(entry.get("lines", default["lines"])),
        when_closed=tuple(entry.get("when_closed", ())),
        urgent=tuple(entry.get("urgent", default["urgent"])),
    )


def _entry(situation: str | None) -> Orientation:
    return _entries().get(situation or "", _entries()[""])
