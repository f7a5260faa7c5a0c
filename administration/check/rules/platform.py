"""The ENT as a whole: is it one, has it the messaging we need, is its clock right, what does it do with messages (contract 0, 2.13)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from administration.check.answers import Unknown
from administration.check.facts import SchoolFacts
from administration.check.findings import Finding, ok, red, unverified, warn
from administration.check.rules.connector import LOGOUT_PATH
from administration.check.rules.judging import judged

LATE_SECONDS = 60
WRONG_SECONDS = 300  # half the life of an authorisation code
UNREACHABLE = "ent_unreachable"


def platform(facts: SchoolFacts) -> Iterator[Finding]:
    """Reachable, an ENT, conversation, recent, on time, no AI exercise, rich text unknown."""
    ent = facts.platform
    yield from _reached(facts)
    yield from judged("messaging", ent.messaging, _messaging)
    yield from judged("version", ent.is_recent, lambda recent: [ok("ent_recent") if recent else warn("ent_old")])
    yield from judged("clock", ent.skew, _clock)
    yield from judged("exercises", ent.exercises, lambda on: [warn("exercises_on") if on else ok("exercises_off")])
    yield from judged("openid", ent.openid_keys, lambda count: _signed(count, facts))
    yield unverified("transformer", "ask_operator")


def _reached(facts: SchoolFacts) -> Iterator[Finding]:
    host = urlsplit(facts.addresses.ent_public_url).netloc
    reached = facts.platform.is_ent
    if isinstance(reached, Unknown):
        yield red(UNREACHABLE, host=host) if reached.why == UNREACHABLE else unverified("ent", reached.why)
    else:
        yield ok("ent_reached", host=host) if reached.value else red("not_an_ent", host=host)


def _signed(keys: int, facts: SchoolFacts) -> Iterator[Finding]:
    """docs/adr/0010: with the issuer set and no key nobody signs in; with a key and no issuer no sign-out of the ENT is obeyed."""
    address = facts.addresses.ent_public_url
    if facts.addresses.ent_signs:
        yield ok("openid_key") if keys else red("openid_key_missing", ent=address)
    elif keys:
        yield warn("openid_unused", ent=address, logout=facts.addresses.public_url + LOGOUT_PATH)
    else:
        yield ok("openid_none")


def _messaging(module: str) -> Iterator[Finding]:
    yield ok("messaging_here") if module == "conversation" else red("messaging_absent")


def _clock(skew: float) -> Iterator[Finding]:
    seconds = round(abs(skew))
    if seconds >= WRONG_SECONDS:
        yield red("clock_wrong", minutes=round(seconds / 60))
    elif seconds >= LATE_SECONDS:
        yield warn("clock_late", seconds=seconds)
    else:
        yield ok("clock_right")
