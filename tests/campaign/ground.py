"""Where a campaign is played: a real database, the emulated ENT over HTTP, couriers that may be killed."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff import tokens
from handoff.carrying import outbox
from handoff.carrying.courier import run_once
from handoff.carrying.delivery import deliver
from handoff.database import open_database
from handoff.envelopes import Envelope, deposit
from handoff.tokens import PupilToken
from tests.campaign.plans import PATIENCE, Plan
from tests.databases import ready_database_for
from tests.ent.emulated import LEA, NO_TLS, NOE, ROOT, EmulatedEnt
from tests.handoff.bell_scene import enrol_readers
from tests.handoff.dying_courier import ALIVE
from tests.handoff.points import Died, Points, WatchedTransport, dying_at, watch_database
from tests.handoff.scene import NOW, RING, SETTINGS, WORD, envelope

PUPILS = (("lea.martin", LEA), ("noe.petit", NOE))


@dataclass
class Ground:
    """One campaign's: `now` only goes forward."""

    db: Engine
    ent: EmulatedEnt
    courier: "subprocess.Popen[str]"
    now: datetime
    signed_in: int = 0

    def sign_in(self, pupil: int) -> str:
        """A conversation with a fresh token."""
        login, user_id = PUPILS[pupil]
        self.signed_in += 1
        conversation = f"conversation-{self.signed_in}"
        token = PupilToken(self.ent.token(login), user_id, (), self.now + timedelta(hours=1))
        tokens.keep(self.db, RING, conversation, token, self.now)
        return conversation

    def hands_over(self, name: str, pupil: int, conversation: str) -> Envelope:
        """Deposited and promised."""
        made = envelope(name, date=date(2026, 11, 22))
        deposit(self.db, made, WORD, PUPILS[pupil][1], RING, self.now)
        outbox.promise(self.db, made.id, conversation, self.now)
        return made

    async def attempt(self, envelope_id: str, plan: Plan, points: Points) -> None:
        """One attempt that may die or stall at a point."""
        watch_database(points)
        transport = WatchedTransport(points)
        try:
            async with httpx.AsyncClient(transport=transport, timeout=_patience(plan)) as http:
                await deliver(self.db, RING, EntClient(self.ent.url, http), envelope_id, SETTINGS, self.now)
        except Died:
            pass
        finally:
            watch_database(None)

    def killed_attempt(self, envelope_id: str, point: int) -> bool:
        """One attempt in a process that is killed at this point; whether it was."""
        job = {"database": str(self.db.url), "ent": self.ent.url, "envelope": envelope_id, "point": point}
        self.courier.stdin.write(json.dumps({**job, "now": self.now.isoformat()}) + "\n")
        self.courier.stdin.flush()
        return int(self.courier.stdout.readline()) != ALIVE

    async def round(self, plan: Plan, couriers: int) -> None:
        """One round of each courier, at the same time."""
        async with self.client(plan) as ent:
            rounds = (run_once(self.db, RING, ent, SETTINGS, lambda: self.now) for _ in range(couriers))
            await asyncio.gather(*rounds)

    @asynccontextmanager
    async def client(self, plan: Plan) -> AsyncIterator[EntClient]:
        """As patient as the plan lets it be."""
        async with httpx.AsyncClient(verify=NO_TLS, timeout=_patience(plan)) as http:
            yield EntClient(self.ent.url, http)


def dying(point: int) -> Points:
    """Dies there; never for 0."""
    return Points(dying_at(point))


def _patience(plan: Plan) -> float:
    return PATIENCE if plan.is_slow else 5.0


@contextmanager
def opened(ent: EmulatedEnt) -> Iterator[Ground]:
    """A database of its own, with two referents who can read."""
    with tempfile.TemporaryDirectory() as folder, _killable() as courier:
        db = open_database(ready_database_for(Path(folder) / "parlons-en.db"))
        enrol_readers(db)
        yield Ground(db, ent, courier, NOW)
        db.dispose()


@contextmanager
def _killable() -> Iterator["subprocess.Popen[str]"]:
    """The process that forks the couriers to be killed."""
    command = [sys.executable, str(ROOT / "tests" / "handoff" / "dying_courier.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.stdin.close()
