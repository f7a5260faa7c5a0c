"""The owner's signature on what changes their key: a desk session, which an ENT account gives, is not enough."""

from handoff.keys import own_acts
from handoff.keys.own_acts import OwnAct
from web.access import Visit
from web.desk.refusals import done
from web.desk.sessions import Referent
from web.problems import WebError


async def require_own_signature(visit: Visit[Referent], does: OwnAct, what: str) -> None:
    """The body's `signature` is the owner's, of exactly this. Raises WebError signature_refused or key_unknown."""
    signature = visit.body.get("signature")
    if not isinstance(signature, str):
        raise WebError("signature_refused")
    await done(lambda: own_acts.require_signed(visit.services.db, visit.who.id, does, what, signature))
