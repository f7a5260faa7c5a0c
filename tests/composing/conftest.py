"""A pupil's browser with a microphone, the emulated ENT on one site, our web process on the other; three referents whose keys the test holds."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from emulator.app import create_app as create_ent
from emulator.options import Options
from emulator.seed import read_seed
from ent import open_http
from handoff.keys.sets import MonthKey
from handoff.waiting import absences
from schools import pages
from schools.page import Author, Person, SchoolPage
from tests.composing.opened import Reader
from tests.composing.pupil import Pupil, signs_in_to_the_ent
from tests.conftest import CHROMIUM_FLAGS
from tests.keys import enrol_counted, months_from
from tests.sealing.hybrid_keys import recipient_of
from tests.signing_in.conftest import listening, served
from tests.web.fake_rasa import FakeRasa
from tests.web.house import settings_for
from web.app import create_app

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
SCHOOL = "col-zola"
FUNCTIONS = {"mme.lemoine": "CPE", "m.diallo": "Infirmier", "mme.benali": "Assistante sociale"}


@dataclass
class Scene:
    """Where both sites are, who reads, and the words of the bot."""

    ent_url: str
    services: Any
    rasa: FakeRasa
    readers: dict[str, Reader] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    signed_in: Any = None


@pytest.fixture(scope="session")
def hearing(playwright: Playwright) -> Iterator[Browser]:
    """A browser with a microphone that beeps, and that asks nobody."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM_FLAGS, *MICROPHONE])
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    ent_socket, bot_socket = listening(), listening()
    ent_port, bot_port = ent_socket.getsockname()[1], bot_socket.getsockname()[1]
    ent_url, bot_url = f"http://ent.localhost:{ent_port}", f"http://bot.localhost:{bot_port}"
    ent = create_ent(read_seed(), Options(public_url=ent_url, bot_url=bot_url), now)
    bell = {"ent_bell_client_id": "vpe-bell", "ent_bell_client_secret": "demo-bell-secret"}
    places = bell | {"public_url": bot_url, "ent_public_url": ent_url, "ent_api_url": f"http://127.0.0.1:{ent_port}"}
    database = tmp_path_factory.mktemp("composing") / "web.db"
    rasa, ent_http = FakeRasa(), open_http()
    rasa_http = httpx.AsyncClient(transport=httpx.ASGITransport(rasa.app()))
    web = create_app(settings_for(Path(database), **places), ent_http, rasa_http, now, os.urandom)
    made = Scene(ent_url, web.state.services, rasa)
    _people(made, ent.state.world)
    for _ in served(ent, ent_socket):
        for _ in served(web, bot_socket, ent_http, rasa_http):
            yield made
    made.services.db.dispose()


@pytest.fixture
def pupil(hearing: Browser, scene: Scene) -> Iterator[Pupil]:
    context: BrowserContext = hearing.new_context(
        locale="fr-FR", viewport={"width": 1200, "height": 900}, storage_state=scene.signed_in
    )
    if scene.signed_in is None:
        signs_in_to_the_ent(context, scene.ent_url)
        scene.signed_in = context.storage_state()
    yield Pupil(context, scene.ent_url, scene.rasa)
    context.close()


def now() -> datetime:
    return datetime.now(timezone.utc)


def _people(scene: Scene, world: Any) -> None:
    """Three referents with live keys, a fourth without; the head of the school and somebody outside."""
    for login in (*FUNCTIONS, "m.roche", "lea.martin"):
        scene.ids[login] = world.user_by_login(login).id
    for login, function in FUNCTIONS.items():
        user = world.user_by_login(login)
        reader = Reader.named(user.id)
        months = tuple(
            MonthKey(month, recipient_of(reader.identity) if place == 0 else f"{month}-later", "wrapped")
            for place, month in enumerate(months_from(now()))
        )
        enrol_counted(
            scene.services.db, user.id, SCHOOL, user.display_name, now=now(), function=function, months=months
        )
        scene.readers[login] = reader
    today = now().date()
    absence = absences.Absence(today - timedelta(days=1), today + timedelta(days=5), scene.ids["mme.lemoine"])
    absences.declare(scene.services.db, scene.ids["mme.benali"], absence, today)
    page = SchoolPage(head=Person("head-of-zola", "Anne Aubry"), outside=Person("pole-ressources", "Luc Vidal"))
    pages.write(scene.services.db, SCHOOL, page, Author("admin", "Nadia Besson"), now(), over=0, today=today)
