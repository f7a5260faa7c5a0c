"""The questions that a pupil's account answers: it goes the pupil's own way, up to the list of readers, and stops before any message."""

from collections.abc import Mapping

import httpx

from administration.check.answers import Fact, Known, Unknown
from administration.check.facts import SeenByPupil
from administration.check.gather.asking import asked
from administration.check.gather.ways import CALLBACK, ask_to_sign_in, home_of
from administration.check.rules.pupil import COMPLETE
from ent import AccountClient, Authorisation, BrowserSession, EntClient, Forbidden, MyApplication, NotSignedIn
from handoff.errors import ReadersError
from handoff.readers import readers
from settings import School, Settings

_PUPIL = "ELEVE"
_REFUSED = "refused"
_CONNECTOR_FIRST = Unknown("connector_first")


async def gather_pupil(
    http: httpx.AsyncClient,
    settings: Settings,
    school: School,
    session: Fact[BrowserSession],
    live: Fact[Mapping[str, str]],
) -> SeenByPupil:
    """All of it, or the same reason everywhere when this is not the account of a pupil of the school."""
    if isinstance(session, Unknown):
        return _nothing(session)
    client = AccountClient(settings.ent_api_url, http, session.value)
    me = await asked(client.me())
    if isinstance(me, Unknown):
        return _nothing(me)
    if me.value.type != _PUPIL:
        return _nothing(Unknown("not_a_pupil"))
    if school.id not in me.value.structure_ids:
        return _nothing(Unknown("pupil_elsewhere"))
    way = await asked(ask_to_sign_in(client, settings))
    applications = await asked(client.my_applications())
    return SeenByPupil(
        authorisation=Known(way.value.outcome) if isinstance(way, Known) else way,
        readers=await _seen(EntClient(settings.ent_api_url, http), settings, school, way, live),
        bubble=await asked(client.chatbot_url()),
        has_application=_has_ours(applications, settings),
        page=await asked(home_of(client)),
    )


def _nothing(why: Unknown) -> SeenByPupil:
    return SeenByPupil(why, why, why, why, why)


def _has_ours(applications: Fact[tuple[MyApplication, ...]], settings: Settings) -> Fact[bool]:
    if isinstance(applications, Unknown):
        return applications
    start = settings.public_url + "/assistant"
    client = settings.ent_client_id
    return Known(any(each.name == client or each.address.partition("?")[0] == start for each in applications.value))


async def _seen(
    ent: EntClient, settings: Settings, school: School, way: Fact[Authorisation], live: Fact[Mapping[str, str]]
) -> Fact[str]:
    """What the hand-off would do with this pupil's token; the token is forgotten at once."""
    if isinstance(way, Unknown) or way.value.outcome != "code":
        return _CONNECTOR_FIRST
    if isinstance(live, Unknown):
        return live
    back = settings.public_url + CALLBACK
    code, client, secret = way.value.code, settings.ent_client_id, settings.ent_client_secret
    granted = await asked(ent.exchange_code(code, back, client, secret))
    if isinstance(granted, Unknown):
        return _CONNECTOR_FIRST if granted.why == _REFUSED else granted
    return await asked(_outcome(ent, granted.value.access_token, school, live.value))


async def _outcome(ent: EntClient, token: str, school: School, live: Mapping[str, str]) -> str:
    try:
        await readers(ent, token, school, live)
    except ReadersError as error:
        return error.code
    except (Forbidden, NotSignedIn):
        return _REFUSED
    return COMPLETE
