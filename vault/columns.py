"""One contract per sealed column: which row, by which values, its bytes belong to.

A column that stores sealed bytes is declared here, or `tests/vault/test_inventory.py` fails. Bound values go in the
associated data, so bytes copied to another row or another column no longer open.
"""

from dataclasses import dataclass

from vault.errors import BindingRefused


@dataclass(frozen=True)
class SealedColumn:
    """A sealed column: a stable id (never reused), where it is stored, and the names bound to each value."""

    id: str
    table: str
    column: str
    bound: tuple[str, ...]

    def associated_data(self, bound: dict[str, str]) -> bytes:
        """Unambiguous bytes of the place: each part is preceded by its length. Raises BindingRefused."""
        if set(bound) != set(self.bound):
            raise BindingRefused
        if not all(isinstance(value, str) and value for value in bound.values()):
            raise BindingRefused
        parts = [self.id, self.table, self.column]
        parts += [text for name in self.bound for text in (name, bound[name])]
        encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
        return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


ENT_TOKEN = SealedColumn("ent-token", "ent_tokens", "sealed", ("conversation",))
TRACKER_EVENT = SealedColumn("tracker-event", "tracker_events", "sealed", ("conversation", "seq"))
SESSION_KEY = SealedColumn("session-key", "session_tokens", "wrapped_key", ("session",))
SESSION_REPLY = SealedColumn("session-reply", "session_replies", "sealed", ("conversation", "turn"))
DESK_SESSION = SealedColumn("desk-session", "desk_sessions", "sealed", ("session",))
ADMINISTRATION_SESSION = SealedColumn("administration-session", "administration_sessions", "sealed", ("session",))
SIGN_IN = SealedColumn("sign-in", "sign_ins", "sealed", ("state",))
SHOWN_READERS = SealedColumn("shown-readers", "shown_readers", "sealed", ("session", "school"))
GIVEN_SENTENCE = SealedColumn("given-sentence", "given_sentences", "sealed", ("id",))
REPLY_LOCK = SealedColumn("reply-lock", "envelopes", "reply_lock", ("envelope",))

INVENTORY: tuple[SealedColumn, ...] = (
    ENT_TOKEN,
    TRACKER_EVENT,
    SESSION_KEY,
    SESSION_REPLY,
    DESK_SESSION,
    ADMINISTRATION_SESSION,
    SIGN_IN,
    SHOWN_READERS,
    REPLY_LOCK,
    GIVEN_SENTENCE,
)

# Binary columns that hold no sealed value, each with its reason.
NOT_SEALED: dict[tuple[str, str], str] = {
    (
        "session_tokens",
        "salt",
    ): "a salt is no secret; destroying it with its row is what makes the wrapped key unreadable",
}
