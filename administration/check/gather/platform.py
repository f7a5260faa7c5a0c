"""The questions about the ENT as a whole, asked once for all schools."""

from administration.check.answers import BROWSER_ONLY, Fact, Known, Unknown
from administration.check.facts import Platform
from administration.check.gather.asking import asked
from administration.check.gather.ways import CALLBACK
from administration.check.gather.witness import Witness
from ent import AccountClient, EntClient, MessagingAbsent, Refused
from settings import Settings

_HERE = "conversation"
_RECENT_KEY, _EXERCISES = "recall-delay-minutes", "mail-to-exercizer"
_DEAD_CODE = "controle-parlons-en"
_VALID = frozenset({"invalid_grant", "redirect_uri_mismatch"})


async def gather_platform(
    ent: EntClient, someone: Fact[AccountClient], witness: Witness, settings: Settings
) -> Platform:
    """All of it, of an ENT that has said that it is one; `someone` is any session, for what only a signed-in person is told."""
    keys = await asked(ent.openid_keys())
    return Platform(
        is_ent=Known(value=True),
        messaging=await asked(_messaging(ent, someone)),
        is_recent=await asked(_is_recent(someone.value)) if isinstance(someone, Known) else someone,
        exercises=await asked(_exercises(ent, someone)),
        openid_keys=Known(len((keys.value or {}).get("keys", []))) if isinstance(keys, Known) else keys,
        client=await asked(_client(ent, settings)),
        skew=witness.skew,
        same_site=witness.same_site or (BROWSER_ONLY if isinstance(someone, Known) else someone),
    )


def no_platform(is_ent: Fact[bool], why: Unknown) -> Platform:
    """Nothing answers there, or what answers is no ENT: nothing else is asked of it."""
    return Platform(is_ent, why, why, why, why, why, why, why)


async def _messaging(ent: EntClient, someone: Fact[AccountClient]) -> str:
    """Some portals answer nobody without a name, so a session asks when there is one."""
    if not isinstance(someone, Known):
        return await ent.messaging()
    return _HERE if await someone.value.public_conf(_HERE) is not None else "absent"


async def _exercises(ent: EntClient, someone: Fact[AccountClient]) -> bool:
    """Whether messages may be sent to an outside AI service (contract 2.13)."""
    if isinstance(someone, Known):
        conf = await someone.value.public_conf(_HERE)
    else:
        conf = await ent.anonymous_conf(_HERE)
    if conf is None:
        raise MessagingAbsent
    return bool(conf.get(_EXERCISES))


async def _is_recent(account: AccountClient) -> bool:
    """Whether the messaging answers as the version that was read (contract 2.6)."""
    return _RECENT_KEY in await account.messaging_limits()


async def _client(ent: EntClient, settings: Settings) -> str:
    """What the token endpoint says of our id and secret, by a code that cannot be good: a refused code means a good client."""
    back = settings.public_url + CALLBACK
    try:
        await ent.exchange_code(_DEAD_CODE, back, settings.ent_client_id, settings.ent_client_secret)
    except Refused as refused:
        return "valid" if refused.key in _VALID else refused.key
    return "valid"
