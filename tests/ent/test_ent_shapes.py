"""Answers of a real ENT in the shapes that the contract gives, and ours reduced to what may be kept."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone

import httpx
import pytest

from ent import BadAnswer, Notification
from ent.applications import NewApplication
from ent.groups import GroupRules, LinkCheck
from ent.news import NewsDraft
from tests.ent.canned import administering, answering

CONNECTOR = {
    "id": "app-1",
    "name": "vpe-bot",
    "displayName": "Violences, parlons-en",
    "address": "https://bot.exemple.fr/assistant",
    "scope": "userinfo conversation",
    "grantType": "authorization_code",
    "secret": "secret-du-connecteur",
    "target": "_blank",
    "locked": True,
}


def answer(body: object, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=body)


@pytest.mark.parametrize("row", [{"data": CONNECTOR, "actions": [], "roles": []}, CONNECTOR])
async def test_a_connector_is_read_nested_or_flat_and_its_secret_dropped(row: object):
    (found,) = await administering(answer([row])).external_applications("ecole")
    assert (found.id, found.scopes, found.locked) == ("app-1", ("userinfo", "conversation"), True)
    assert "secret-du-connecteur" not in str(vars(found))


@pytest.mark.parametrize(
    ("scope", "words"), [("", ()), (None, ()), (["userinfo", "auth"], ("userinfo", "auth")), (" a  b ", ("a", "b"))]
)
async def test_scopes_come_as_words_whatever_holds_them(scope: object, words: tuple[str, ...]):
    (found,) = await administering(answer([{"data": {"id": "1", "name": "n", "scope": scope}}])).external_applications(
        "ecole"
    )
    assert found.scopes == words


async def test_a_group_that_nobody_may_use_has_no_direction():
    assert await administering(answer({"id": "g", "communiqueWith": []})).rules("g") == GroupRules("NONE", ())


async def test_a_warning_is_a_key_or_nothing():
    assert await administering(answer({"warning": None})).check_link("a", "b") == LinkCheck(None)
    key = "warning.startgroup.users.can.communicate"
    assert await administering(answer({"warning": key})).check_link("a", "b") == LinkCheck(key)


async def test_an_administrator_of_two_schools_has_both_and_no_external_id():
    body = {
        "userId": "u",
        "type": "PERSEDUCNAT",
        "birthDate": "1980-01-01",
        "structures": ["externe-1"],
        "structureNodes": [{"id": "s1"}, {"id": "s2"}],
        "functions": {"ADMIN_LOCAL": {"code": "ADMIN_LOCAL", "scope": ["s1", "s2"]}},
    }
    me = await administering(answer(body)).me()
    assert (me.structure_ids, me.administered, me.is_super) == (("s1", "s2"), ("s1", "s2"), False)
    assert "1980" not in str(vars(me))


async def test_the_platforms_own_administrators_have_a_function_without_a_school():
    body = {"userId": "u", "type": "SUPERADMIN", "functions": {"SUPER_ADMIN": {"scope": None}}}
    me = await administering(answer(body)).me()
    assert (me.is_super, me.administered, me.structure_ids) == (True, (), ())


async def sent_by(call: str, *arguments: object) -> tuple[httpx.Request, object]:
    requests = []

    def keep(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answer({"id": 12, "roleId": "r"} if "news" in call or "thread" in call else {"id": "a", "roleId": "r"})

    await getattr(administering(keep), call)(*arguments)
    (request,) = requests
    return request, json.loads(request.content) if request.content else None


async def test_only_the_keys_of_the_schema_leave_for_a_new_connector():
    application = NewApplication("vpe-bot", "Nom", "https://b.exemple.fr", ("userinfo", "openid"), secret="s")
    request, body = await sent_by("create_application", "école/1", application)
    assert request.url.raw_path.decode() == "/appregistry/application/external?structureId=%C3%A9cole%2F1"
    assert set(body) == {
        *("name", "displayName", "address", "icon", "target", "grantType", "secret", "scope", "logoutUrl"),
        *("inherits", "appLocked"),
    }
    assert body["scope"] == "userinfo openid"
    _, change = await sent_by("configure_application", "app", application)
    assert set(body) - set(change) == {"appLocked"}


async def test_each_profile_is_named_when_a_connector_is_shown():
    request, _ = await sent_by("authorize_application", "e", "a", ["Student", "Teacher"])
    path = "/appregistry/structure/e/application/external/a/authorize"
    assert request.url.raw_path.decode() == f"{path}?profile=Student&profile=Teacher"


async def test_news_leave_as_a_draft_with_the_clock_of_the_school():
    paris = timezone(timedelta(hours=1))
    morning = datetime(2026, 11, 23, 8, 0, tzinfo=paris)
    request, body = await sent_by("create_news", NewsDraft("Titre", 3, "<p>é</p>", morning, None))
    assert (body["status"], body["is_headline"], body["publication_date"]) == (1, False, "2026-11-23T08:00:00")
    assert "expiration_date" not in body
    assert b"\\u00e9" not in request.content


async def test_a_share_lets_read_and_not_comment():
    _, body = await sent_by("share_news", 5, ["g1"])
    assert body == {
        "users": {},
        "groups": {"g1": ["net-atos-entng-actualites-controllers-InfoController|read"]},
        "bookmarks": {},
    }


async def test_a_bell_leaves_with_nothing_but_its_sentence():
    bodies = []

    def keep(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return answer({}, 201)

    await answering(keep).publish("jeton", Notification(("u1", "u2"), "Le bureau a du nouveau.", "VPE_BOT"))
    people = [{"userId": "u1", "unread": 1}, {"userId": "u2", "unread": 1}]
    assert bodies == [{"message": "Le bureau a du nouveau.", "type": "VPE_BOT", "recipients": people, "params": {}}]


async def test_ids_of_the_administrator_cannot_reach_another_address():
    request, _ = await sent_by("rename_group", "..", "x")
    assert request.url.raw_path.decode() == "/directory/group/%2E%2E"


async def test_an_id_token_is_kept_aside_and_never_shown():
    body = {"access_token": "jeton", "refresh_token": "r", "expires_in": 3600, "id_token": "a.b.c"}
    granted = await answering(answer(body)).exchange_code("code", "https://b.fr", "nous", "secret")
    assert (granted.access_token, granted.id_token) == ("jeton", "a.b.c")
    assert repr(granted) == "Granted(expires_in=3600)"


@pytest.mark.parametrize("token", ["", "deux mots", "ligne\nligne", "é", None, 12])
async def test_a_token_that_could_not_stand_in_a_header_is_a_bad_answer(token: object):
    with pytest.raises(BadAnswer):
        await answering(answer({"access_token": token, "expires_in": 3600})).exchange_code("c", "u", "n", "s")


async def test_an_answer_without_an_end_is_given_up():
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 1_000_000

    with pytest.raises(BadAnswer):
        await answering(lambda _: httpx.Response(200, content=endless())).userinfo("jeton")


async def test_half_a_character_is_a_bad_answer():
    raw = b'{"userId": "\\ud800", "type": "ELEVE", "structureIds": []}'
    half = httpx.Response(200, content=raw, headers={"content-type": "application/json"})
    with pytest.raises(BadAnswer):
        await answering(half).userinfo("jeton")


async def test_the_words_of_a_bell_are_kept_from_the_cleaner():
    bodies = []

    def keep(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content)["message"])
        return answer({}, 201)

    await answering(keep).publish("jeton", Notification(("u1",), "Une expression (rare)", "VPE_BOT"))
    assert bodies == ["Une expression \u2060(rare)"]


async def test_a_recipient_whose_account_is_gone_does_not_hide_the_others():
    to = {"users": [{"id": ""}, {"id": "u2"}], "groups": [{"id": "g1"}]}
    copy = await answering(answer({"id": "m", "state": "SENT", "subject": None, "body": None, "to": to})).own_message(
        "jeton", "m"
    )
    assert (copy.to, copy.subject, copy.body) == (("", "u2", "g1"), "", "")
