"""By when an adult will have opened what is being deposited, for those it is sealed to: kept with it, for the reminders and the pupil's news."""

from datetime import datetime

from facts.paris import on_clock
from handoff.envelopes import Envelope
from handoff.waiting import absences
from handoff.waiting.promises import promise
from schools.rules import rules_reader
from web.services import Services


def promised_by(services: Services, envelope: Envelope) -> datetime | None:
    """None where nothing is promised: nobody could be told that something waits (no bell), or the calendar does not know enough."""
    rules = rules_reader(services.db, services.settings)(envelope.school)
    if rules is None or services.settings.ent_bell_client_id is None:
        return None
    now = services.clock()
    away = absences.coming(services.db, envelope.readers, on_clock(now, rules.times.clock).date())
    return promise(rules, envelope.readers, away, now)
