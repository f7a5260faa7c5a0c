"""What the tests of the hand-off start from: a school, a pupil with a live ENT token, envelopes sealed to two referents."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff import tables, tokens
from handoff.carrying import courier, outbox
from handoff.carrying.delivery import deliver
from handoff.envelopes import Envelope, deposit
from handoff.keys.sets import MonthKey, ReferentKeys
from handoff.states import State
from handoff.tokens import PupilToken
from tests.ent.emulated import DIALLO, LEA, LEMOINE, EmulatedEnt
from tests.keys import keys_for
from vault import KeyRing

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.utc)
RING = KeyRing((bytes([7]) * 32,))
WORD = "étoile filante"
CONVERSATION = "c0ffee" * 5 + "00"
SETTINGS = SimpleNamespace(public_url="http://bot.localhost:8091")
LATER = timedelta(minutes=4)  # past any lease
READERS = (LEMOINE, DIALLO)


def armour(seed: str, stanzas: int = 2, size: int = 2048) -> str:
    """Looks like age's, as long as age's: base64 in lines of 64 between the two markers; different for each seed."""
    size += 1_560 * stanzas + 300  # a hybrid stanza, and what is there once
    noise = b"".join(hashlib.sha256(f"{seed}{n}".encode()).digest() for n in range(size // 32))
    text = base64.b64encode(noise).decode()
    lines = "\n".join(text[start : start + 64] for start in range(0, len(text), 64))
    return f"-----BEGIN AGE ENCRYPTED FILE-----\n{lines}\n-----END AGE ENCRYPTED FILE-----\n"


def envelope(name: str = "un", readers: tuple[str, ...] = READERS, **changes: object) -> Envelope:
    """An envelope whose id and armour depend on `name` only."""
    fields = {
        "id": str(uuid5(NAMESPACE_URL, name)),
        "school": "col-zola",
        "date": date(2026, 11, 22),
        "month": "2026-11",
        "size": 2048,
        "readers": readers,
        "armour": armour(name, len(readers)),
    }
    return Envelope(**{**fields, **changes})


def promised(db: Engine, name: str = "un", conversation: str = CONVERSATION, sender: str = LEA) -> str:
    """The id of an envelope deposited and promised."""
    made = envelope(name)
    deposit(db, made, WORD, sender, RING, NOW)
    outbox.promise(db, made.id, conversation, NOW)
    return made.id


def keep_token(db: Engine, access_token: str, conversation: str = CONVERSATION, user: str = LEA) -> None:
    """The pupil has just signed in."""
    token = PupilToken(access_token, user, ("col-zola",), NOW + timedelta(hours=1))
    tokens.keep(db, RING, conversation, token, NOW)


def keys_of(referent: str, name: str, first: tuple[int, int] = (2026, 9), **changes: object) -> ReferentKeys:
    """Twelve months of keys from `first`."""
    numbers = [first[0] * 12 + first[1] - 1 + n for n in range(12)]
    months = tuple(
        MonthKey(f"{n // 12}-{n % 12 + 1:02d}", f"age1pq{referent[-1]}{n}", armour(f"{referent}{n}", 1))
        for n in numbers
    )
    fields = {"months": months, **changes}
    return keys_for(referent, str(fields.pop("school_id", "col-zola")), name, NOW - timedelta(days=30), **fields)


@dataclass(frozen=True)
class Carrier:
    """A courier on one database and one ENT."""

    db: Engine
    ent: EntClient

    async def deliver(self, envelope_id: str, now: datetime = NOW) -> State:
        return await deliver(self.db, RING, self.ent, envelope_id, SETTINGS, now, chance=lambda: 1)

    async def round(self, now: datetime) -> courier.Round:
        return await courier.run_once(self.db, RING, self.ent, SETTINGS, lambda: now)

    async def rounds(self, start: datetime, count: int = 12) -> None:
        """As many rounds as it takes for everything to come to rest, a lease apart."""
        for number in range(count):
            await self.round(start + LATER * number)

    def row(self, envelope_id: str) -> object:
        return row_of(self.db, envelope_id)


def row_of(db: Engine, envelope_id: str) -> object:
    """The outbox row, as the database has it."""
    table = tables.outbox
    with db.connect() as connection:
        return connection.execute(select(table).where(table.c.envelope_id == envelope_id)).one()


def count_rows(db: Engine, table: object) -> int:
    """How many rows a table holds."""
    with db.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def copies_of(ent: EmulatedEnt, envelope_id: str) -> dict[str, int]:
    """How many messages carrying this envelope each referent has received."""
    carrying = [m for m in ent.messages() if envelope_id in m["body"]]
    received = [c["login"] for m in carrying for c in m["copies"] if c["received"]]
    return {login: received.count(login) for login in ("mme.lemoine", "m.diallo", "mme.benali", "m.roche")}


ONCE = {"mme.lemoine": 1, "m.diallo": 1, "mme.benali": 0, "m.roche": 0}
NEVER = {"mme.lemoine": 0, "m.diallo": 0, "mme.benali": 0, "m.roche": 0}
