"""What the tests of the bell start from: two enrolled referents, a stranded envelope, and what the emulated ENT shows and would send."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import httpx
from sqlalchemy import select
from sqlalchemy.engine import Engine

from handoff import tables
from handoff.carrying.courier import Round, run_once
from handoff.carrying.outbox import promise
from handoff.envelopes import deposit
from handoff.waiting.bell import Bell
from tests.ent.emulated import DIALLO, LEA, LEMOINE, NO_TLS, EmulatedEnt
from tests.handoff.scene import CONVERSATION, NOW, RING, SETTINGS, WORD, Carrier, envelope, keys_of
from tests.keys import counted

BELL = Bell("vpe-bell", "demo-bell-secret", SETTINGS.public_url)
PUBLISH = "/timeline/publish"


def enrol_readers(db: Engine) -> None:
    """Both readers hold a key: they can open, so they may be rung for."""
    counted(db, keys_of(LEMOINE, "Sophie Lemoine"), keys_of(DIALLO, "Ibrahim Diallo"))


def stranded(db: Engine, name: str = "un", readers: tuple[str, ...] = (LEMOINE, DIALLO)) -> str:
    """The id of an envelope that no token can carry: the next round strands it."""
    made = envelope(name, readers)
    deposit(db, made, WORD, LEA, RING, NOW)
    promise(db, made.id, f"{CONVERSATION}-{name}", NOW)
    return made.id


async def round_at(carrier: Carrier, now: datetime, bell: Bell | None = BELL, apart: float = 6) -> Round:
    """One round of the courier with the bell, `apart` seconds of the ENT's clock after the last."""
    await asyncio.to_thread(httpx.post, f"{carrier.ent._base}/__test/clock", json={"advance": apart}, verify=NO_TLS)
    return await run_once(carrier.db, RING, carrier.ent, SETTINGS, lambda: now, bell)


def with_secret(secret: str) -> Bell:
    """The application with another secret."""
    return replace(BELL, client_secret=secret)


def feed_of(ent: EmulatedEnt, login: str, kind: str = "VPE_BOT") -> list[dict[str, Any]]:
    """What this person's page of news shows."""
    with httpx.Client(base_url=ent.url, verify=NO_TLS) as browser:
        browser.post("/auth/login", data={"email": login, "password": "demo", "callBack": "/"})
        rows: list[dict[str, Any]] = browser.get("/timeline/lastNotifications", params={"type": kind}).json()["results"]
    return rows


def rings(ent: EmulatedEnt) -> tuple[int, int]:
    """How often each of the two readers has been told."""
    return len(feed_of(ent, "mme.lemoine")), len(feed_of(ent, "m.diallo"))


def mails(ent: EmulatedEnt) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ent.door.get(ent.url + "/__test/mails").json()
    return rows


def pushes(ent: EmulatedEnt) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ent.door.get(ent.url + "/__test/pushes").json()
    return rows


def advance(ent: EmulatedEnt, seconds: float) -> None:
    """The ENT's clock moves on."""
    ent.door.post(ent.url + "/__test/clock", json={"advance": seconds}).raise_for_status()


def bell_rows_of(db: Engine, envelope_id: str) -> list[Any]:
    query = select(tables.bells).where(tables.bells.c.envelope_id == envelope_id).order_by("referent_id")
    with db.connect() as connection:
        return list(connection.execute(query).all())
