"""Short names of keys. Whole, they are what is signed and logged; cut to ten groups of four, what two people compare with their eyes.

The same as `web/client/src/sealed/fingerprint.ts`.
"""

import hashlib
from collections.abc import Iterable

_SHOWN = 40


def key_hash(key_recipient: str, signing_key: str) -> str:
    """The whole hash of a published key: 64 hex digits."""
    return text_hash(f"{key_recipient}\n{signing_key}")


def months_hash(recipients: Iterable[str]) -> str:
    """The hash of a set of months, in their order: 64 hex digits."""
    return text_hash("\n".join(recipients))


def text_hash(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(hash_: str) -> str:
    """What people read aloud: « 3f2a 90b1 … »."""
    return " ".join(hash_[start : start + 4] for start in range(0, _SHOWN, 4))
