"""What left the browser, caught on the wire and opened as its readers would, by code that is not the browser's."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from tests.sealing.age_reader import AgeRefused, open_armour, open_armour_by_passphrase
from tests.sealing.hybrid_keys import identity_from


@dataclass(frozen=True)
class Reader:
    """A referent, with the identity of this month."""

    id: str
    identity: str

    @classmethod
    def named(cls, id_: str) -> "Reader":
        """The same identity for the same person each time."""
        return cls(id_, identity_from(hashlib.sha256(f"identity of {id_}".encode()).digest()))

    def opens(self, armour: str) -> dict[str, Any] | None:
        """What is inside, or None: it was not sealed to them."""
        try:
            return dict(json.loads(open_armour(armour, self.identity)))
        except AgeRefused:
            return None


def piece_in(inside: dict[str, Any], kind: str, armour: str) -> tuple[dict[str, Any], bytes]:
    """The head and the content of a piece, checked against what the message says of it."""
    (said,) = [one for one in inside["attachments"] if one["kind"] == kind]
    packed = open_armour_by_passphrase(armour, said["secret"])
    assert hashlib.sha256(packed).hexdigest() == said["sha256"]
    start = 4 + int.from_bytes(packed[:4], "big")
    head = json.loads(packed[4:start])
    assert (head["id"], head["envelope"]) == (said["id"], inside["header"]["id"])
    return head, packed[start : start + head["length"]]


def reply_secret(inside: dict[str, Any], reply_lock: str, word: str) -> str:
    """The secret of the replies, opened with the word as it is normalised."""
    secret = open_armour_by_passphrase(reply_lock, word).decode()
    assert secret == inside["reply"]
    return secret
