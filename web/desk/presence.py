"""Whether whoever sits at the desk is there now and holds the key, for what cannot be taken back (docs/adr/0024).

A browser asks for a challenge, has its owner open a lock again unless one was opened less than five minutes ago, and signs the challenge with
the owner's key. The proof goes with the call that needs it. The challenge says when it was made and is of one session and one person: nobody
signs it in advance, and it serves nobody else. Nothing is kept, so nothing of it is in a cookie or a row.

Whoever has lost every lock cannot sign: to ask colleagues for help, they come back from the ENT first.
"""

import hmac
import re
from datetime import datetime

from sqlalchemy.engine import Engine
from starlette.responses import Response

from handoff.keys.errors import KeysError
from handoff.keys.fingerprints import text_hash
from handoff.keys.own_acts import OwnAct, require_signed
from vault import KeyRing, keyed_hash, keyed_hashes
from web.access import Visit
from web.answers import answer
from web.desk.sessions import Referent
from web.times import seconds

PRESENCE_HEADER = "x-parlons-presence"
PRESENCE_SECONDS = 5 * 60
_PURPOSE = "desk-presence"
_PROOF = re.compile(r"(([0-9]{1,12})\.([0-9a-f]{64}))\.([A-Za-z0-9_-]{86})", re.ASCII)


async def show_challenge(visit: Visit[Referent]) -> Response:
    """What the owner's key signs to show that they are there."""
    return answer({"challenge": challenge_for(visit.services.ring, visit.who, visit.services.clock())})


def challenge_for(ring: KeyRing, referent: Referent, now: datetime) -> str:
    """A challenge of this moment for this session."""
    moment = str(seconds(now))
    return f"{moment}.{keyed_hash(ring, _PURPOSE, _bound(referent, moment))}"


def is_present(db: Engine, ring: KeyRing, referent: Referent, proof: str, now: datetime) -> bool:
    """Whether their key signed a challenge of ours that is less than five minutes old."""
    read = _PROOF.fullmatch(proof)
    if read is None:
        return False
    challenge, moment, mark, signature = read.groups()
    if not 0 <= seconds(now) - int(moment) < PRESENCE_SECONDS:
        return False
    ours = [hmac.compare_digest(mark, each) for each in keyed_hashes(ring, _PURPOSE, _bound(referent, moment))]
    if not any(ours):
        return False
    try:
        require_signed(db, referent.id, OwnAct.PRESENT, text_hash(challenge), signature)
    except KeysError:
        return False
    return True


def has_just_signed_in(referent: Referent, now: datetime) -> bool:
    """Whether they came back from the ENT less than five minutes ago."""
    return seconds(now) - referent.signed_in_at < PRESENCE_SECONDS


def _bound(referent: Referent, moment: str) -> str:
    return f"{referent.session} {referent.id} {moment}"
