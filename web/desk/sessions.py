"""Referents' sessions: members of the pinned group of their schools."""

from dataclasses import dataclass

from vault.columns import DESK_SESSION
from web.staff_sessions import Opened, Person, SignedInStaff, StaffSessions
from web.tables import DESK_SESSIONS


@dataclass(frozen=True)
class Referent(SignedInStaff):
    """A member of the pinned group of `schools`, whose desk session is live."""

    @property
    def administers_one(self) -> bool:
        """Whether they manage the ENT of one of their schools: they vouch for nobody there."""
        return bool(self.administered)


def _live(person: Person, opened: Opened) -> Referent:
    return Referent(
        person.id,
        person.name,
        person.schools,
        opened.session,
        administered=person.administered,
        signed_in_at=opened.signed_in_at,
    )


SESSIONS = StaffSessions(DESK_SESSIONS, DESK_SESSION, "desk-session", _live)
