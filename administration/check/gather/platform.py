"""The questions about the ENT as a whole, asked once for all schools."""

from administration.check.answers import Fact, Known, Unknown
from administration.check.facts import Platform
from administration.check.gather.asking import asked
from administration.check.gather.probes import CALLBACK, Probes
from administration.check.gather.witness import Witness
from ent import EntClient, Refused
from ent.sessions import Credential
from settings import Settings

_DEAD_CODE = "controle-parlons-en"
_BROWSER_ONLY = Unknown("browser_only")
_VALID = frozenset({"invalid_grant", "redirect_uri_mismatch"})


async def gather_platform(
    ent: EntClient, probes: Probes, witness: Witness, settings: Settings, someone: Fact[Credential]
) -> Platform:
    """All of it, of an ENT that has said that it is one; `someone` is any session, for what only a signed-in person is told."""
    keys = await asked(ent.openid_keys())
    recent = await asked(probes.is_recent(someone.value)) if isinstance(someone, Known) else someone
    return Platform(
        is_ent=Known(value=True),
        messaging=await asked(ent.messaging()),
        is_recent=recent,
        exercises=await asked(probes.exercises()),
        openid_keys=Known(len((keys.value or {}).get("keys", []))) if isinstance(keys, Known) else keys,
        client=await asked(_client(ent, settings)),
        skew=witness.skew,
        same_site=witness.same_site or (_BROWSER_ONLY if isinstance(someone, Known) else someone),
    )


def no_platform(is_ent: Fact[bool], why: Unknown) -> Platform:
    """Nothing answers there, or what answers is no ENT: nothing else is asked of it."""
    return Platform(is_ent, why, why, why, why, why, why, why)


async def _client(ent: EntClient, settings: Settings) -> str:
    """What the token endpoint says of our id and secret, by a code that cannot be good: a refused code means a good client."""
    back = settings.public_url + CALLBACK
    try:
        await ent.exchange_code(_DEAD_CODE, back, settings.ent_client_id, settings.ent_client_secret)
    except Refused as refused:
        return "valid" if refused.key in _VALID else refused.key
    return "valid"
