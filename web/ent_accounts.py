"""Which ENT account a session belongs to, as keyed hashes: what a back-channel logout finds it by (docs/adr/0010).

The ENT has two ids for one person: `uid` (what messages are addressed with) and `sub` (the external id), and its logout token may name
either. Nothing is written where the ENT has no key: nobody could then end a session from there.
"""

from dataclasses import dataclass, field

import sqlalchemy as sa

from vault import KeyRing, keyed_hash, keyed_hashes

_ACCOUNT_PURPOSE = "ent-account"
_SUBJECT_PURPOSE = "ent-subject"


@dataclass(frozen=True)
class EntAccount:
    """Both ids of one person, proved by a signed id_token; a logout token may leave one out."""

    uid: str | None = field(repr=False)
    sub: str | None = field(repr=False)

    def columns(self, ring: KeyRing) -> dict[str, str | None]:
        """The two columns of a row that belongs to this person."""
        account = keyed_hash(ring, _ACCOUNT_PURPOSE, self.uid) if self.uid else None
        subject = keyed_hash(ring, _SUBJECT_PURPOSE, self.sub) if self.sub else None
        return {"account": account, "subject": subject}

    def rows_of(self, table: sa.Table, ring: KeyRing) -> sa.sql.ColumnElement:
        """The rows of that table that belong to this person; whoever has neither id has no row."""
        accounts = keyed_hashes(ring, _ACCOUNT_PURPOSE, self.uid) if self.uid else ()
        subjects = keyed_hashes(ring, _SUBJECT_PURPOSE, self.sub) if self.sub else ()
        return sa.or_(table.c.account.in_(accounts), table.c.subject.in_(subjects))


def columns_of(account: EntAccount | None, ring: KeyRing) -> dict[str, str | None]:
    """The two columns of a row, empty when nobody was proved."""
    return (account or EntAccount(None, None)).columns(ring)
