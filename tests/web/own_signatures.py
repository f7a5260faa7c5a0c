"""What an owner's browser adds to a change of their own key: its signature. The hashes are made here by hand, as the contract says them."""

import hashlib
from typing import Any

from tests.keys import sign


def signed_lock(who: str, lock: dict[str, Any]) -> dict[str, Any]:
    return lock | {"signature": _own(who, "lock_added", str(lock.get("wrapped_key")))}


def signed_removal(who: str, lock_id: str) -> dict[str, Any]:
    return {"signature": _own(who, "lock_removed", lock_id)}


def signed_months(who: str, body: dict[str, Any]) -> dict[str, Any]:
    in_order = sorted(body["months"], key=lambda month: str(month["month"]))
    return body | {"signature": _own(who, "months_added", "\n".join(month["recipient"] for month in in_order))}


def signed_shares(who: str, body: dict[str, Any]) -> dict[str, Any]:
    lines = sorted(f"{share['holder']} {share['armour']}" for share in body["shares"])
    return body | {"signature": _own(who, "shares", "\n".join(lines))}


def signed_recovery(who: str, body: dict[str, Any]) -> dict[str, Any]:
    wrapped = "\n".join(str(lock["wrapped_key"]) for lock in body["locks"])
    return body | {"signature": _own(who, "recovered", wrapped)}


def proof_of(who: str, challenge: str) -> dict[str, str]:
    """The header that shows that the owner of a key is there."""
    return {"X-Parlons-Presence": f"{challenge}.{_own(who, 'present', challenge)}"}


def _own(who: str, does: str, text: str) -> str:
    return sign(who, {"does": does, "referent": who, "what": hashlib.sha256(text.encode()).hexdigest()})
