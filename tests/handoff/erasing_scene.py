"""Real keys made by the browser's code, messages really sealed to them, and what somebody who has the whole database can still open."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path
from uuid import NAMESPACE_URL, uuid4, uuid5

from sqlalchemy import select
from sqlalchemy.engine import Engine

from handoff.carrying import outbox
from handoff.envelopes import Envelope, deposit
from handoff.keys.sets import MonthKey
from handoff.keys.tables import referent_locks, referent_months
from tests.databases import on_postgres
from tests.ent.emulated import LEA
from tests.handoff.scene import CONVERSATION, NOW, RING, WORD
from tests.keys import counted, keys_for, lock_for
from tests.sealing.age_file import AgeRefused
from tests.sealing.age_reader import open_armour, open_armour_by_passphrase
from tests.sealing.browser import Browser
from tests.sealing.people import Referent, letter_to

NOVEMBER = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)
WORDS = "on me prend mon goûter et on me pousse dans les escaliers"


def enrol(db: Engine, *people: Referent, school: str = "col-zola") -> None:
    """The server holds what their browsers made, and counts it."""
    for person in people:
        keys = person.keys
        months = tuple(MonthKey(m["month"], m["recipient"], m["wrapped_identity"]) for m in keys["months"])
        kept = {name: keys[name] for name in ("key_recipient", "signing_key", "wrapped_signing")}
        (typed,) = keys["locks"]
        lock = type(lock_for(person.id))(
            str(uuid5(NAMESPACE_URL, person.id)), "passphrase", "Phrase", typed["wrapped_key"]
        )
        counted(db, keys_for(person.id, school, person.id, NOVEMBER, months=months, locks=(lock,), **kept))


def send(db: Engine, browser: Browser, readers: Sequence[Referent], school: str = "col-zola") -> tuple[str, str]:
    """A message of November 2026: its id, and the copy that the ENT keeps for years."""
    id_ = str(uuid4())
    sealed = browser.seal(letter_to(*readers, text=WORDS, id=id_, school=school))
    header = sealed.header
    made = Envelope(id_, school, NOW.date(), header["month"], header["size"], tuple(sealed.readers), sealed.armour)
    deposit(db, made, WORD, LEA, RING, NOVEMBER)
    outbox.promise(db, id_, CONVERSATION, NOVEMBER)
    return id_, sealed.armour


def opens(db: Engine, copy: str, *people: Referent) -> bool:
    """Whether anything in the database opens the ENT's copy, for somebody who has these people's passphrases besides."""
    return any(WORDS.encode() in plain for plain in _opened(db, copy, people))


def _opened(db: Engine, copy: str, people: Sequence[Referent]) -> Iterator[bytes]:
    with db.connect() as connection:
        locks = connection.execute(select(referent_locks.c.wrapped_key)).scalars().all()
        wrapped = connection.execute(select(referent_months.c.wrapped_identity)).scalars().all()
    keys = [
        key
        for lock in locks
        for person in people
        if (key := _tried(open_armour_by_passphrase, lock, person.passphrase))
    ]
    assert keys, "the passphrases open nothing: what follows would prove nothing"
    for key in keys:
        for armour in wrapped:
            identity = _tried(open_armour, armour, key.decode())
            yield (_tried(open_armour, copy, identity.decode()) or b"") if identity else b""


def _tried(how, armour: str, secret: str) -> bytes | None:  # type: ignore[no-untyped-def]
    try:
        return bytes(how(armour, secret))
    except AgeRefused:
        return None


def left_of(db: Engine, folder: Path, *texts: str) -> list[str]:
    """The lines of these armours that the files of the database, journal included, or its rows still hold."""
    if on_postgres():
        with db.connect() as connection:
            rows = connection.execute(select(referent_months.c.wrapped_identity)).scalars().all()
        held = "\n".join(rows).encode()
    else:
        held = b"".join(file.read_bytes() for file in sorted(folder.glob("parlons-en.db*")))
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("-----"))
    return [line for line in lines if len(line) > 40 and line.encode() in held]
