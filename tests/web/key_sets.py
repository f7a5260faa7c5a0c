"""What a referent's browser deposits: a key set of the right shape."""

from tests.web.house import MONTHS, recipient_of
from tests.web.sealed import seal_falsely

ARMOUR = seal_falsely(1, 60)


def key_set(**changes: object) -> dict:
    months = [{"month": m, "recipient": recipient_of("x", m), "wrapped_identity": ARMOUR} for m in MONTHS]
    return {
        "wrapped_key": ARMOUR,
        "key_recipient": recipient_of("x", "own"),
        "function": None,
        "months": months,
        **changes,
    }
