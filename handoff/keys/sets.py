"""What the server holds of a referent: armours that only their browser opens, and public keys."""

from dataclasses import dataclass, field
from datetime import datetime

from handoff.keys.fingerprints import key_hash


@dataclass(frozen=True)
class MonthKey:
    """One month's identity: `month` is "2026-11", `wrapped_identity` is sealed to the referent's own key."""

    month: str
    recipient: str
    wrapped_identity: str = field(repr=False)


@dataclass(frozen=True)
class Lock:
    """One way into the wrapping key: `kind` is passphrase, passkey or sheet; `credential` says which passkey to ask for."""

    id: str
    kind: str
    label: str = field(repr=False)
    wrapped_key: str = field(repr=False)
    credential: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class ReferentKeys:
    """A whole key set, as its owner made it. `school_id` is where its log is kept."""

    referent_id: str
    school_id: str
    name: str
    function: str | None
    locks: tuple[Lock, ...]
    key_recipient: str
    signing_key: str
    wrapped_signing: str = field(repr=False)
    months: tuple[MonthKey, ...]
    enrolled_at: datetime

    @property
    def hash(self) -> str:
        """What a colleague countersigns: 64 hex digits."""
        return key_hash(self.key_recipient, self.signing_key)


@dataclass(frozen=True)
class Standing:
    """Where a key stands: it is offered to pupils only once counted, and nothing of it is given out once its owner has left."""

    school_id: str
    exercised_at: datetime
    counted_at: datetime | None
    left_at: datetime | None

    @property
    def is_counted(self) -> bool:
        """Whether two colleagues vouch for it, and its owner has not left since."""
        return self.counted_at is not None and self.left_at is None
