"""web as it is started, on a port, with an ENT where people of every kind live, and one message between them."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import yaml
from sqlalchemy.engine import Engine

from handoff.carrying import outbox
from handoff.database import open_database
from handoff.envelopes import Envelope, deposit
from handoff.keys.leaving import leave
from tests.keys import enrol_counted
from tests.limits.served import Served, served
from tests.web.house import BENALI, CAMUS, DIALLO, FAURE, LEMOINE, ROCHE, ZOLA
from tests.web.own_signatures import proof_of
from tests.web.sealed import seal_falsely
from vault import KeyRing

GARNIER = "c3d5c0de-0000-4000-8000-000000000004"
NORTH = "c3d5c0de-0000-4000-8000-0000000000aa"
HUGO = replace(ZOLA, id="eco-hugo", uai="0330002Y", name="École Hugo", group_id="grp-nord", circonscription="Nord")
VERNE = replace(HUGO, id="eco-verne", uai="0330003Z", name="École Verne")
RING = KeyRing((b"k" * 32,))
TELEGRAM_SECRET = "telegram-secret-of-the-test"
STAFF = {
    "addressee": ("mme.lemoine", LEMOINE, ZOLA),
    "left_out": ("m.diallo", DIALLO, ZOLA),
    "not_addressed": ("mme.benali", BENALI, ZOLA),
    "left": ("m.roche", ROCHE, ZOLA),
    "of_two_schools": ("mme.garnier", GARNIER, ZOLA),
    "of_another_school": ("m.faure", FAURE, CAMUS),
    "of_a_circonscription": ("mme.nord", NORTH, HUGO),
}
PUPILS = {"pupil": "", "signed_in": "noe.petit", "of_another_college": "ines.caron", "parent": "parent.martin"}
ADMINISTRATORS = {"administrator": "mme.besson", "administrator_elsewhere": "adm.camus", "operator": "super.admin"}


@dataclass
class Town:
    """The process, its database, and the message."""

    web: Served
    db: Engine
    envelope: str = field(default_factory=lambda: str(uuid.uuid4()))

    def visitor(self, role: str) -> "Visitor":
        """Somebody of that role, in a browser of their own, who tried every sign-in: as far in as they come."""
        visitor = Visitor(self.web)
        login = PUPILS.get(role) or ADMINISTRATORS.get(role) or (STAFF[role][0] if role in STAFF else "")
        if role in PUPILS:
            visitor.open_assistant(login)
        if login:
            visitor.log_in(login)
            visitor.go("/administration/sign-in")
            visitor.go("/desk/sign-in")
        visitor.key = STAFF[role][1] if role in STAFF else None
        return visitor


class Visitor:
    """A browser without a script: its cookies are kept by hand, since a client sends no `Secure` cookie to a bare port."""

    def __init__(self, web: Served) -> None:
        self.web = web
        self.ent = web.ent_url
        self.cookies: dict[str, dict[str, str]] = {"web": {}, "ent": {}}
        self.turn: int | None = None
        self.key: str | None = None
        self.http = httpx.Client(timeout=20)

    def send(self, method: str, url: str, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
        url = url.replace(self.web.public, f"http://127.0.0.1:{self.web.port}")
        jar = self.cookies["ent" if url.startswith(self.ent) else "web"]
        kept = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}
        self.http.cookies.clear()
        answer = self.http.request(method, url, headers=kept | (headers or {}), **body)
        for given in answer.headers.get_list("set-cookie"):
            name, _, value = given.partition(";")[0].partition("=")
            jar[name] = value
            if "max-age=0" in given.lower():
                del jar[name]
        return answer

    def call(self, method: str, path: str, *, present: bool = True, **body: Any) -> httpx.Response:
        """As a page of ours asks, with the proof that its owner is there where they have a key."""
        headers = self.web.ours | ({} if self.turn is None else {"X-Parlons-Turn": str(self.turn)})
        if present and self.key is not None:
            headers |= self.presence()
        return self.send(method, self.web.public + path, headers, **body)

    def presence(self) -> dict[str, str]:
        answer = self.send("GET", self.web.public + "/desk/api/presence")
        return proof_of(str(self.key), answer.json()["challenge"]) if answer.status_code == 200 else {}

    def go(self, url: str) -> httpx.Response:
        """Follow redirects from site to site."""
        answer = self.send("GET", url if "://" in url else self.web.public + url)
        while answer.is_redirect:
            answer = self.send("GET", str(answer.url.join(answer.headers["location"])))
        return answer

    def log_in(self, login: str) -> None:
        form = {"email": login, "password": "demo", "callBack": "/"}
        assert self.send("POST", self.ent + "/auth/login", data=form).status_code == 302, login

    def open_assistant(self, login: str) -> None:
        self.turn = self.call("POST", "/api/session", json={}).json()["turn"]
        if login:
            asked = self.call("POST", "/api/sign-in", json={}).json()["url"]
            self.log_in(login)
            code = re.search(r'data-code="([^"]+)"', self.go(asked).text)
            assert code
            assert self.call("POST", "/api/sign-in/join", json={"code": code[1]}).status_code == 200


@contextmanager
def a_town(folder: Path) -> Iterator[Town]:
    """Everything, until the end of the block."""
    (folder / "four.yml").write_text(yaml.safe_dump([_row(school) for school in (ZOLA, CAMUS, HUGO, VERNE)]))
    telegram = {
        "TELEGRAM_TOKEN": "123456789:" + "x" * 35,
        "TELEGRAM_WEBHOOK_SECRET": TELEGRAM_SECRET,
        "TELEGRAM_API_URL": "http://127.0.0.1:9",
    }
    with served(folder, SCHOOLS=str(folder / "four.yml"), **telegram) as web:
        _people(web.world)
        town = Town(web, open_database(f"sqlite:///{folder}/web.db"))
        _keys_and_message(town)
        yield town
        town.db.dispose()


def _row(school: Any) -> dict[str, Any]:
    names = ("id", "uai", "name", "group_id", "group_name", "zone", "circonscription")
    return {name: getattr(school, name) for name in names if getattr(school, name) is not None}


def _people(world: Any) -> None:
    world.options = replace(world.options, openid_key=True)
    world.application_by_name("vpe-bot").scope += " openid"
    roche, faure = world.users[ROCHE], world.users[FAURE]
    roche.activated, roche.activation_code = True, None
    world.users[NORTH] = replace(faure, id=NORTH, external_id="920099", login="mme.nord", functions={})
    scope = {"ADMIN_LOCAL": {"code": "ADMIN_LOCAL", "scope": [CAMUS.id]}}
    world.users["adm"] = replace(faure, id="adm", external_id="920098", login="adm.camus", functions=scope)
    zola = world.groups[ZOLA.group_id]
    zola.members = [*zola.members, GARNIER]
    camus = world.groups[CAMUS.group_id]
    camus.members = [*camus.members, GARNIER]
    world.groups[HUGO.group_id] = replace(zola, id=HUGO.group_id, members=[NORTH])


def _keys_and_message(town: Town) -> None:
    now = datetime.now(timezone.utc)
    for _, who, school in STAFF.values():
        enrol_counted(town.db, who, school.id, now=now)
    leave(town.db, ROCHE, ROCHE, now)
    envelope = Envelope(
        id=town.envelope,
        school=ZOLA.id,
        date=now.date(),
        month=f"{now:%Y-%m}",
        size=2048,
        readers=(LEMOINE,),
        armour=seal_falsely(1, 2048),
        excluded=(DIALLO,),
    )
    deposit(town.db, envelope, "parapluie", "somebody", RING, now)
    outbox.promise(town.db, town.envelope, "c" * 32, now)
    with town.db.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'delivered'")
