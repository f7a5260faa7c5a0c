"""Projects without the `conversation` module (Zimbra, Carbonio): detected, said, and never taken for a missing message."""

from collections.abc import Callable

import httpx
import pytest

from ent import EntClient, EntError, EntUnreachable, MessagingAbsent, NotSignedIn, Refused
from ent.administration import AdministrationClient
from ent.sessions import sign_in
from tests.ent.canned import LETTER, LOGIN, administering, answering
from tests.ent.emulated import EmulatedEnt

NO_PAGE = httpx.Response(404)
PAGE = httpx.Response(404, html="<html><h1>404 Not Found</h1></html>")
BOUNCE = httpx.Response(302, headers={"location": LOGIN})
CONF = httpx.Response(200, json={"mail-to-exercizer": False})
ME = httpx.Response(200, json={"userId": "u", "type": "PERSEDUCNAT", "functions": {}, "structureNodes": []})


def routes(default: httpx.Response, **known: httpx.Response) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: known.get(request.url.path.split("/")[1].replace("-", "_"), default)


async def test_the_emulated_ent_has_the_messaging_module(client: EntClient, emulated: EmulatedEnt):
    assert await client.messaging() == "conversation"


@pytest.mark.parametrize("gone", [NO_PAGE, PAGE])
async def test_a_module_that_nobody_answers_for_is_absent(gone: httpx.Response):
    assert await answering(gone).messaging() == "absent"


async def test_a_module_that_answers_is_there():
    assert await answering(routes(PAGE, conversation=CONF)).messaging() == "conversation"


async def test_a_bounce_where_others_answer_anyone_is_an_absence():
    assert await answering(routes(CONF, conversation=BOUNCE)).messaging() == "absent"


@pytest.mark.parametrize(
    ("directory", "expected"), [(BOUNCE, NotSignedIn), (httpx.Response(502), EntUnreachable), (PAGE, Refused)]
)
async def test_where_nobody_answers_without_a_name_nothing_is_claimed(
    directory: httpx.Response, expected: type[EntError]
):
    with pytest.raises(expected):
        await answering(routes(directory, conversation=BOUNCE)).messaging()


@pytest.mark.parametrize("reading", ["default", "other"])
async def test_the_emulated_project_with_zimbra_is_recognised_whatever_it_answers(
    client: EntClient, emulated: EmulatedEnt, http: httpx.AsyncClient, reading: str
):
    emulated.read_otherwise(absent_module_is_404=reading)
    session = await sign_in(http, emulated.url, "mme.besson", "demo")
    administration = AdministrationClient(emulated.url, http, session)
    assert await administration.public_conf("conversation") is not None
    emulated.change_project(without=["conversation"])
    assert await client.messaging() == "absent"
    assert await administration.public_conf("conversation") is None
    with pytest.raises(MessagingAbsent if reading == "default" else NotSignedIn):
        await client.create_draft(emulated.token("lea.martin"), LETTER)


@pytest.mark.parametrize("gone", [NO_PAGE, PAGE])
async def test_a_message_sent_to_a_module_that_is_not_there_says_so(gone: httpx.Response):
    client = answering(gone)
    for call in (
        client.create_draft("jeton", LETTER),
        client.send("jeton", "d", LETTER),
        client.visibles("jeton", ["x"]),
        client.folder("jeton", "inbox"),
        client.trash("jeton", ["x"]),
        client.delete("jeton", ["x"]),
    ):
        with pytest.raises(MessagingAbsent):
            await call


async def test_a_missing_message_is_not_a_missing_module():
    with pytest.raises(Refused) as missing:
        await answering(NO_PAGE).own_message("jeton", "parti")
    assert type(missing.value) is Refused
    with pytest.raises(MessagingAbsent):
        await answering(PAGE).own_message("jeton", "parti")


async def test_a_missing_group_is_not_a_missing_messaging():
    for answer in (NO_PAGE, PAGE):
        with pytest.raises(Refused) as missing:
            await answering(answer).visible_members("jeton", "g")
        assert type(missing.value) is Refused


@pytest.mark.parametrize("gone", [NO_PAGE, PAGE])
async def test_an_administrator_learns_that_a_module_is_absent(gone: httpx.Response):
    assert await administering(gone).public_conf("conversation") is None
    assert await administering(gone).chatbot_url() is None


async def test_a_portal_that_bounces_unknown_addresses_is_seen_through_by_a_live_session():
    assert await administering(routes(BOUNCE, auth=ME)).public_conf("conversation") is None


async def test_a_session_that_is_over_claims_nothing_of_a_module():
    with pytest.raises(NotSignedIn):
        await administering(BOUNCE).public_conf("conversation")


@pytest.mark.parametrize("keys", [{"keys": []}, None])
async def test_an_ent_without_a_key_has_none(keys: object):
    answer = NO_PAGE if keys is None else httpx.Response(200, json=keys)
    assert await answering(answer).openid_keys() is None


async def test_an_ents_keys_come_as_they_are():
    keys = {"keys": [{"kty": "RSA", "kid": "1", "n": "x", "e": "AQAB"}]}
    assert await answering(httpx.Response(200, json=keys)).openid_keys() == keys
