"""What a referent's browser deposits: a key set of the right shape."""

from typing import Any

from tests.keys import recipient_for, signing_key_of
from tests.web.house import MONTHS
from tests.web.sealed import seal_falsely

ARMOUR = seal_falsely(1, 60)


def key_set(who: str = "x", **changes: object) -> dict[str, Any]:
    """The keys of `who`, as signed by `tests.keys.sign`."""
    months = [{"month": m, "recipient": recipient_for(who, m), "wrapped_identity": ARMOUR} for m in MONTHS]
    return {
        "locks": [lock()],
        "key_recipient": recipient_for(who, "own"),
        "signing_key": signing_key_of(who),
        "wrapped_signing": ARMOUR,
        "function": None,
        "months": months,
        **changes,
    }


def lock(**changes: object) -> dict[str, Any]:
    """A way in."""
    return {"kind": "passphrase", "label": "Phrase de passe", "wrapped_key": ARMOUR, "credential": None, **changes}
