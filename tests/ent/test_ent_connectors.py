"""Applications, portal, news and the bell on the emulated ENT."""

from datetime import datetime, timezone

import httpx
import pytest

from ent import EntClient, Forbidden, Notification, NotSignedIn, Refused
from ent.administration import AdministrationClient
from ent.applications import NewApplication
from ent.news import NewsDraft
from ent.sessions import sign_in
from tests.ent.emulated import BELL, LEMOINE, EmulatedEnt

SCHOOL, PUPILS = "col-zola", "grp-eleves-zola"
CONNECTOR = NewApplication(
    name="vpe-essai",
    display_name="Violences, parlons-en",
    address="https://bot.exemple.fr/assistant",
    scopes=("userinfo", "conversation", "communication"),
    secret="secret-du-connecteur",
    logout_url="https://bot.exemple.fr/ent/logout",
)


async def test_an_application_is_registered_changed_and_shown_without_its_secret(administration: AdministrationClient):
    made = await administration.create_application(SCHOOL, CONNECTOR)
    (found,) = [each for each in await administration.external_applications(SCHOOL) if each.id == made.id]
    assert (found.name, found.scopes, found.grant_type) == ("vpe-essai", CONNECTOR.scopes, "authorization_code")
    assert (found.address, found.target, found.logout_url) == (CONNECTOR.address, "_blank", CONNECTOR.logout_url)
    assert "secret-du-connecteur" not in str(vars(found)) + repr(CONNECTOR)
    await administration.authorize_application(SCHOOL, made.id, ["Student", "Personnel"])
    with pytest.raises(Refused) as taken:
        await administration.create_application(SCHOOL, CONNECTOR)
    assert (taken.value.status, taken.value.key) == (400, "appregistry.failed.app")


async def test_configuring_without_a_secret_leaves_the_one_that_is_there(
    administration: AdministrationClient, emulated: EmulatedEnt, http: httpx.AsyncClient
):
    changes = {"name": "vpe-cloche", "scopes": (BELL[2],), "grant_type": "client_credentials"}
    made = await administration.create_application(SCHOOL, NewApplication(**vars(CONNECTOR) | changes))
    again = vars(CONNECTOR) | changes | {"secret": None, "display_name": "Autre nom"}
    await administration.configure_application(made.id, NewApplication(**again))
    client = EntClient(emulated.url, http)
    granted = await client.client_token("vpe-cloche", "secret-du-connecteur", BELL[2])
    assert granted.expires_in > 0


async def test_another_schools_applications_are_forbidden(administration: AdministrationClient):
    with pytest.raises(Forbidden):
        await administration.create_application("lyc-camus", CONNECTOR)


async def test_the_chatbot_is_there_for_those_who_have_the_right(
    administration: AdministrationClient, emulated: EmulatedEnt, http: httpx.AsyncClient
):
    pupil = AdministrationClient(emulated.url, http, await sign_in(http, emulated.url, "lea.martin", "demo"))
    assert (await pupil.chatbot_url() or "").startswith("http://")
    assert await administration.chatbot_url() is None


async def test_theme_and_public_settings_are_read(administration: AdministrationClient):
    theme = await administration.theme()
    assert theme.name
    assert theme.skin
    assert await administration.public_conf("conversation") is not None


async def test_an_announcement_is_a_draft_that_groups_may_read_and_keeps_its_words(
    administration: AdministrationClient, emulated: EmulatedEnt, http: httpx.AsyncClient
):
    thread = await administration.create_thread("Violences, parlons-en", SCHOOL)
    words = "Une expression (raciste) ? « Parlons-en. »"
    draft = NewsDraft(
        "Un endroit pour écrire", thread, f"<p>{words}</p>", datetime(2026, 11, 23, 8, 0, tzinfo=timezone.utc)
    )
    item = await administration.create_news(draft)
    await administration.share_news(item, [PUPILS])
    session = await sign_in(http, emulated.url, "mme.besson", "demo")
    url = f"{emulated.url}/actualites/api/v1/infos/{item}"
    shown = (await http.get(url, headers={"Cookie": f"oneSessionId={session.session}"})).json()
    assert words in shown["content"].replace("\u2060", "")
    assert shown["status"] in {1, "DRAFT"}


async def test_a_bell_without_words_reaches_the_feed_and_nobody_else(
    emulated: EmulatedEnt, http: httpx.AsyncClient, client: EntClient
):
    granted = await client.client_token(*BELL)
    await client.publish(granted.access_token, Notification((LEMOINE,), "Le bureau a du nouveau.", "VPE_BOT"))
    session = await sign_in(http, emulated.url, "mme.lemoine", "demo")
    feed = await http.get(
        emulated.url + "/timeline/lastNotifications?type=VPE_BOT",
        headers={"Cookie": f"oneSessionId={session.session}"},
    )
    assert [line["message"] for line in feed.json()["results"]] == ["Le bureau a du nouveau."]
    assert emulated.door.get(emulated.url + "/__test/mails").json() == []
    assert emulated.door.get(emulated.url + "/__test/pushes").json() == []


async def test_the_bells_token_reads_nothing(client: EntClient):
    granted = await client.client_token(*BELL)
    with pytest.raises(NotSignedIn):
        await client.folder(granted.access_token, "inbox")


@pytest.mark.parametrize(
    ("application", "secret", "key"),
    [("vpe-bell", "faux", "invalid_client"), ("vpe-bot", "demo-secret", "unauthorized_client")],
)
async def test_an_application_that_may_not_ring_is_refused_by_name(
    client: EntClient, application: str, secret: str, key: str
):
    with pytest.raises(Refused) as refused:
        await client.client_token(application, secret, BELL[2])
    assert (refused.value.status, refused.value.key) == (401, key)
