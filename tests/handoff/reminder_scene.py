"""A message that arrived at the school on a Sunday, promised to be opened by Tuesday 17 h; and what looks at it as the days go by."""

from datetime import datetime, timedelta

from sqlalchemy.engine import Engine

from handoff.carrying import outbox
from handoff.cases.events import note
from handoff.envelopes import deposit
from handoff.waiting import reminders
from handoff.waiting.bell import Bell
from handoff.waiting.reader_clock import RulesOf
from schools.page import Person
from tests.ent.emulated import LEA, EmulatedEnt
from tests.handoff.bell_scene import BELL, advance, feed_of
from tests.handoff.scene import CONVERSATION, NOW, READERS, RING, WORD, Carrier, envelope
from tests.handoff.school_rules import only, rules

GARNIER = Person("c3d5c0de-0000-4000-8000-000000000004", "Hélène Garnier")
FAURE = Person("c3d5c0de-0000-4000-8000-000000000005", "Denis Faure")
SCHOOL = only(rules("A", head=GARNIER, outside=FAURE))
BY = datetime.fromisoformat("2026-11-24T17:00:00+01:00")
NEXT = datetime.fromisoformat("2026-11-25T12:00:00+01:00")
LOGINS = ("mme.lemoine", "m.diallo", "mme.garnier", "m.faure")


def arrived(db: Engine, name: str = "un", promised_by: datetime | None = BY, **changes: object) -> str:
    """The id of a message that has been handed in, and that nothing is left to do for but to be opened."""
    made = envelope(name, **{"readers": READERS, **changes})  # type: ignore[arg-type]
    deposit(db, made, WORD, LEA, RING, NOW, promised_by=promised_by)
    outbox.promise(db, made.id, CONVERSATION, NOW)
    return made.id


def act(db: Engine, envelope_id: str, kind: str, who: str, at: datetime, detail: str | None = None) -> None:
    """A referent did something."""
    note(db, envelope_id, who, kind, at, detail)


async def look(carrier: Carrier, ent: EmulatedEnt, now: datetime, school: RulesOf = SCHOOL, bell: Bell = BELL) -> int:
    """As many rounds as there is something to ring, at about `now`; how many were told."""
    told = 0
    for turn in range(6):
        advance(ent, 6)
        at = now + timedelta(seconds=7 * turn)
        told += await reminders.run(carrier.db, RING, carrier.ent, bell, school, at)
    return told


def heard(ent: EmulatedEnt) -> tuple[int, ...]:
    """How many lines each of `LOGINS` has in their feed."""
    return tuple(len(feed_of(ent, login)) for login in LOGINS)
