"""Administrators' sessions: who holds the function ADMIN_LOCAL for their schools."""

from dataclasses import dataclass, field

from vault import derive
from vault.columns import ADMINISTRATION_SESSION
from web.staff_sessions import Opened, Person, SignedInStaff, StaffSessions
from web.tables import ADMINISTRATION_SESSIONS

_FORMS_PURPOSE = "administration-forms"


@dataclass(frozen=True)
class Administrator(SignedInStaff):
    """A local administrator of `schools`, whose session is live; `form_key` signs the forms that this session was shown."""

    form_key: bytes = field(repr=False)


def _live(person: Person, opened: Opened) -> Administrator:
    form_key = derive(bytes.fromhex(opened.token), _FORMS_PURPOSE)
    return Administrator(
        person.id, person.name, person.schools, opened.session, form_key, signed_in_at=opened.signed_in_at
    )


SESSIONS = StaffSessions(ADMINISTRATION_SESSIONS, ADMINISTRATION_SESSION, "administration-session", _live)
