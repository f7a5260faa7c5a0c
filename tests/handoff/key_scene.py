"""What the tests of keys start from: a school's group, and what its members sign."""

from datetime import datetime, timezone

from sqlalchemy import select
from sqlalchemy.engine import Engine

from handoff.keys import directory, directory_log
from handoff.keys.sets import ReferentKeys
from handoff.keys.tables import referents
from handoff.keys.vouching import Vouch, countersign, statement_of
from tests.ent.emulated import BENALI, DIALLO, LEMOINE, ROCHE
from tests.keys import counted, keys_for, sign

NOW = datetime(2026, 11, 22, 10, tzinfo=timezone.utc)
ZOLA = ("col-zola",)
NAMES = {LEMOINE: "Sophie Lemoine", DIALLO: "Ibrahim Diallo", BENALI: "Samira Benali", ROCHE: "Paul Roche"}


def keys_made_by(who: str, school: str = "col-zola") -> ReferentKeys:
    """The keys that this person's browser made."""
    return keys_for(who, school, NAMES[who], NOW)


def enrol(db: Engine, *people: str) -> None:
    """They have keys, and nobody vouches for them yet."""
    for who in people:
        directory.enrol(db, keys_made_by(who))


def enrol_counted_ones(db: Engine, *people: str) -> None:
    """They have keys that count."""
    counted(db, *(keys_made_by(who) for who in people))


def vouch_of(by: str, subject: str, **changes: str) -> Vouch:
    """What `by` sends after comparing the key of `subject`; a change is signed too."""
    said = {"referent_id": subject, "by": by, "school": "col-zola", "key": keys_made_by(subject).hash, **changes}
    vouch = Vouch(**said, signature="")
    return Vouch(**said, signature=sign(by, statement_of(vouch)))


def vouch(db: Engine, by: str, subject: str) -> frozenset[str]:
    """`by` vouches for `subject`; who counts from now on."""
    return countersign(db, vouch_of(by, subject), ZOLA, NOW)


def counting(db: Engine) -> set[str]:
    """Whose keys count."""
    query = select(referents.c.id).where(referents.c.counted_at.is_not(None), referents.c.left_at.is_(None))
    with db.connect() as connection:
        return set(connection.execute(query).scalars())


def logged(db: Engine, school: str = "col-zola") -> list[tuple[str, str]]:
    """The kinds and subjects of the log, which is whole."""
    entries = directory_log.entries_of(db, school)
    assert directory_log.is_whole(school, entries)
    return [(entry.kind, entry.subject) for entry in entries]
