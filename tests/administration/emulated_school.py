from __future__ import annotations

import base64
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import uvicorn
import yaml
from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from emulator.app import create_app
from emulator.options import Options
from emulator.seed import read_seed
from emulator.serve import CuttableProtocol, utc_now
from schools import pages
from schools.page import Author, SchoolPage
from settings import School, Settings
from tests.keys import enrol_counted
from web.headers import HeaderRules, Kind

BOT, ENT, NOT_AN_ENT = "https://bot.ent-exemple.fr", "https://col.ent-exemple.fr", "https://faux.exemple.fr"
GROUP = "grp-parlons-en"
LEMOINE, DIALLO, ROCHE, BENALI = (f"c3d5c0de-0000-4000-8000-00000000000{n}" for n in (1, 2, 3, 7))
NAMES = {LEMOINE: "Sophie Lemoine", DIALLO: "Ibrahim Diallo", ROCHE: "Paul Roche", BENALI: "Samira Benali"}
ZOLA = School("col-zola", "0330139P", "Collège Émile-Zola", GROUP, "Violences, parlons-en", "A")
CAMUS = School("lyc-camus", "0330001C", "Lycée Albert-Camus", "92766-1510043922665", "Violences, parlons-en", "A")
NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)  # a Tuesday, ten o'clock in Paris
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
OPTIONS = Options(public_url=ENT, bot_url=BOT)
SETTINGS = {
    "PARLONS_EN_SERVER_KEYS": base64.b64encode(bytes(32)).decode(),
    "PARLONS_EN_PUBLIC_URL": BOT,
    "PARLONS_EN_ENT_PUBLIC_URL": ENT,
    "PARLONS_EN_ENT_CLIENT_ID": "vpe-bot",
    "PARLONS_EN_ENT_CLIENT_SECRET": "demo-secret",
    "PARLONS_EN_ENT_BELL_CLIENT_ID": "vpe-bell",
    "PARLONS_EN_ENT_BELL_CLIENT_SECRET": "demo-bell-secret",
    "PARLONS_EN_RASA_URL": "http://127.0.0.1:1",
    "PARLONS_EN_RASA_SECRET": "secret-de-rasa-pour-les-essais",
    "PARLONS_EN_ACTIONS_URL": "http://127.0.0.1:2",
    "PARLONS_EN_ACTIONS_SECRET": "secret-des-actions-pour-les-essais",
    "PARLONS_EN_EXIT_URL": "https://meteofrance.com",
}


@contextmanager
def running_emulator() -> Iterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(read_seed(), OPTIONS, utc_now),
            port=0,
            http=CuttableProtocol,
            log_level="critical",
            lifespan="off",
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(5)


@dataclass
class Scene:
    """One installation and its emulated ENT, both ready; a test breaks something, then looks."""

    url: str
    folder: Path
    database: Engine
    door: httpx.Client = field(default_factory=lambda: httpx.Client(verify=NO_TLS))
    environment: dict[str, str] = field(default_factory=lambda: dict(SETTINGS))
    schools: tuple[School, ...] = (ZOLA,)
    administrator: str | None = "mme.besson"
    pupil: str | None = "lea.martin"
    password: str = "demo"
    now: datetime = NOW
    machine_is_late: timedelta = timedelta()

    def make_ready(self) -> None:
        self.knob("reset")
        self.knob("users/m.roche", activated=True)
        self.knob("applications/vpe-bot", address=f"{BOT}/assistant?ecole=0330139P", logout_url=f"{BOT}/ent/logout")
        self.environment["PARLONS_EN_ENT_API_URL"] = self.url
        for referent, name in NAMES.items():
            self.give_key(referent, name)
        pages.prepare(self.database)
        self.write_page(SchoolPage(hours={"mon": (480, 1020)}))

    def knob(self, path: str, **changes: Any) -> Any:
        answer = self.door.post(f"{self.url}/__test/{path}", json=changes)
        answer.raise_for_status()
        return answer.json()

    def remove(self, path: str) -> None:
        self.door.delete(f"{self.url}/__test/{path}").raise_for_status()

    def arm(self, *faults: dict[str, Any]) -> None:
        self.knob("faults", faults=list(faults))

    def signed_in(self, login: str) -> httpx.Client:
        browser = httpx.Client(base_url=self.url, verify=NO_TLS)
        browser.post("/auth/login", data={"email": login, "password": "demo"})
        browser.headers["X-XSRF-TOKEN"] = browser.cookies["XSRF-TOKEN"]
        return browser

    def shown(self, path: str) -> Any:
        return self.door.get(f"{self.url}/__test/{path}").json()

    def give_key(self, referent: str, name: str) -> None:
        enrol_counted(self.database, referent, "col-zola", name, now=NOW)

    def write_page(self, page: SchoolPage) -> None:
        over = pages.latest(self.database, "col-zola").version
        pages.write(self.database, "col-zola", page, Author("a", "N. Besson"), NOW, over=over, today=NOW.date())

    @property
    def settings(self) -> Settings:
        written = self.folder / "schools.yml"
        rows = [{name: value for name, value in vars(school).items() if value is not None} for school in self.schools]
        written.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
        model = self.folder / "model.tar.gz"
        model.touch()
        places = {"PARLONS_EN_SCHOOLS": str(written), "PARLONS_EN_MODEL": str(model)}
        database = {"PARLONS_EN_DATABASE": str(self.database.url)}
        return Settings.from_env({**database, **places, **self.environment})


def our_page(settings: Settings) -> Starlette:
    """Our assistant as far as a frame sees it: the real policy of the real page."""
    policy = HeaderRules(settings.public_url, settings.ent_public_url, settings.ent_hosts).of(Kind.FRAMED_PAGE)

    async def page(request: Request) -> Response:
        return HTMLResponse("<main></main>", headers=policy)

    return Starlette(routes=[Route("/assistant", page)])


def browser(settings: Settings) -> httpx.AsyncClient:
    """As `ent.open_http()`, with our own address and a site that is no ENT answered in this process."""
    ours = httpx.ASGITransport(app=our_page(settings))
    return httpx.AsyncClient(verify=NO_TLS, trust_env=False, mounts={f"{BOT}": ours, NOT_AN_ENT: ours})
