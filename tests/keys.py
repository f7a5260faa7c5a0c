"""Referents with keys, for any test: real signing keys (the same for the same person each time), locks and months that nobody opens."""

import base64
import hashlib
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from sqlalchemy.engine import Engine

from handoff.keys import counting, directory
from handoff.keys.sets import Lock, MonthKey, ReferentKeys
from vault import Canonical, canonical

_LETTERS = "023456789acdefghjklmnpqrstuvwxyz"


def enrol_counted(
    db: Engine,
    referent_id: str,
    school_id: str = "col-zola",
    name: str = "Mme Lemoine",
    *,
    now: datetime,
    **changes: Any,
) -> ReferentKeys:
    """Somebody who may be offered to pupils: a key made at `now` for twelve months, and counted. `changes` are fields of ReferentKeys."""
    keys = keys_for(referent_id, school_id, name, now, **changes)
    counted(db, keys)
    return keys


def counted(db: Engine, *people: ReferentKeys) -> None:
    """These keys are there and count, since they were made."""
    for keys in people:
        directory.enrol(db, keys)
        counting.count(db, keys.referent_id, keys.enrolled_at)


def keys_for(referent_id: str, school_id: str, name: str, now: datetime, **changes: Any) -> ReferentKeys:
    """A key set of the right shape, its first month that of `now`."""
    months = tuple(MonthKey(month, recipient_for(referent_id, month), "wrapped") for month in months_from(now))
    fields: dict[str, Any] = {
        "referent_id": referent_id,
        "school_id": school_id,
        "name": name,
        "function": None,
        "locks": (lock_for(referent_id),),
        "key_recipient": recipient_for(referent_id, "own"),
        "signing_key": signing_key_of(referent_id),
        "wrapped_signing": "wrapped",
        "months": months,
        "enrolled_at": now,
    }
    return ReferentKeys(**{**fields, **changes})


def lock_for(referent_id: str, name: str = "first", kind: str = "passphrase") -> Lock:
    """A way in that opens nothing."""
    id_ = hashlib.sha256(f"{referent_id} {name}".encode()).hexdigest()
    return Lock(f"{id_[:8]}-{id_[8:12]}-4{id_[13:16]}-8{id_[17:20]}-{id_[20:32]}", kind, name, "wrapped")


def months_from(now: datetime, count: int = 12) -> list[str]:
    """So many months, the first one that of `now`."""
    numbers = [now.year * 12 + now.month - 1 + ahead for ahead in range(count)]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def recipient_for(who: str, month: str) -> str:
    """A recipient of the right shape; nobody opens anything with it."""
    seed = hashlib.sha256(f"{who} {month}".encode()).digest()
    return "age1pq1" + "".join(_LETTERS[(seed[place % 32] + place) % 32] for place in range(1952))


def signing_key_of(who: str) -> str:
    """The public key that `sign` signs for."""
    spki = (
        _private_key(who)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return _unpadded(spki)


def sign(who: str, statement: Canonical) -> str:
    """What the browser of `who` answers: base64url of r||s."""
    numbers = decode_dss_signature(_private_key(who).sign(canonical(statement), ec.ECDSA(hashes.SHA256())))
    return _unpadded(b"".join(number.to_bytes(32, "big") for number in numbers))


def _private_key(who: str) -> ec.EllipticCurvePrivateKey:
    secret = int.from_bytes(hashlib.sha256(f"signing key of {who}".encode()).digest()[:31], "big")
    return ec.derive_private_key(secret, ec.SECP256R1())


def _unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
