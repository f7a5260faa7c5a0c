"""What is shown with the list of readers besides the list: by when an adult will have opened it, who is away, who is told if it waits.

The promise shown holds whoever is chosen among those who are there, and for as long as it takes to write; the one that is kept is counted at
the deposit, for those chosen (`web.pupil.promised`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from facts.paris import on_clock
from facts.school_calendar import load_calendar
from handoff.readers import Readers
from handoff.waiting import absences
from handoff.waiting.absences import Absence
from handoff.waiting.promises import WRITING, promise_for_any, say
from handoff.waiting.reader_clock import Person, SchoolRules, sure_days
from schools.rules import rules_reader
from web.services import Services


def reader_facts(services: Services, found: Readers) -> dict[str, Any]:
    """The fields `promise`, `head` and `outside` of the answer, and `absent`: by reader, what is said beside the name."""
    rules = rules_reader(services.db, services.settings)(found.school_id)
    if rules is None:
        return {"promise": None, "head": None, "outside": None, "absent": {}}
    today = on_clock(services.clock(), rules.times.clock).date()
    away = absences.coming(services.db, [reader.id for reader in found.readers], today)
    absent = {who: absence for who, absence in away.items() if _counts(absence, rules, services, today)}
    rings = services.settings.ent_bell_client_id is not None  # without it nobody is told that something waits
    return {
        "promise": _promise(services, rules, found, away, absent),
        "head": _person(rules.head) if rings else None,
        "outside": _person(rules.outside) if rings else None,
        "absent": {who: _absence(absence, found) for who, absence in absent.items()},
    }


def _counts(absence: Absence, rules: SchoolRules, services: Services, today: date) -> bool:
    """Away today, or on the next day when the school reads: on a Sunday, whoever is away from Monday is away."""
    following = next(sure_days(rules, services.clock(), load_calendar()), None)
    return absence.covers(today) or (following is not None and absence.covers(following.day))


def _promise(
    services: Services, rules: SchoolRules, found: Readers, away: Mapping[str, Absence], absent: Mapping[str, Absence]
) -> dict[str, str] | None:
    if services.settings.ent_bell_client_id is None:
        return None
    able = [reader.id for reader in found.readers if reader.can_read]
    there = [who for who in able if who not in absent] or able
    by = promise_for_any(rules, there, away, services.clock() + WRITING)
    if by is None:
        return None
    sentence = services.sentences.get("promise.by" if len(there) == len(able) else "promise.by_who_is_there")
    return {"by": by.isoformat(), "text": say(by, rules.times, sentence)}


def _absence(absence: Absence, found: Readers) -> dict[str, Any]:
    """A substitute is named only where the pupil may choose them: whoever is not a reader reads nothing in the place of one."""
    names = {reader.id: reader.name for reader in found.readers if reader.can_read}
    return {"until": absence.last.isoformat(), "substitute": names.get(absence.substitute_id or "")}


def _person(person: Person | None) -> dict[str, str] | None:
    return None if person is None else {"id": person.id, "name": person.name}
