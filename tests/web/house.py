"""The house under test: our web process, a fake rasa, the emulated ENT, one real SQLite file, and a clock that we move."""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa
from starlette.applications import Starlette

from emulator.app import create_app as create_ent
from emulator.options import Options
from emulator.seed import read_seed
from handoff.keys import directory
from handoff.keys.sets import ReferentKeys
from settings import School, Settings
from tests.databases import on_postgres, ready_database_for
from tests.keys import counted, keys_for
from tests.web.fake_rasa import SECRET, FakeRasa
from web.app import create_app

PUBLIC = "https://bot.localhost"
ENT = "http://ent.localhost:8090"
RASA = "http://rasa.test"
ZOLA = School("col-zola", "0330139P", "Collège Émile-Zola", "grp-parlons-en", "Violences, parlons-en", "A")
CAMUS = School("lyc-camus", "0330001X", "Lycée Albert-Camus", "92766-1510043922665", "Violences, parlons-en", "A")
LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"
DIALLO = "c3d5c0de-0000-4000-8000-000000000002"
ROCHE = "c3d5c0de-0000-4000-8000-000000000003"
BENALI = "c3d5c0de-0000-4000-8000-000000000007"
FAURE = "c3d5c0de-0000-4000-8000-000000000005"
LEA = "a1d5c0de-0000-4000-8000-000000000001"
# A Tuesday of November 2026, 10 h in Paris.
START = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
MONTHS = ("2026-11", "2026-12", *(f"2027-{month:02}" for month in range(1, 11)))


@dataclass
class MovableClock:
    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **how_long: float) -> None:
        self.moment += timedelta(**how_long)


def settings_for(database: Path, **others: Any) -> Settings:
    values: dict[str, Any] = {
        "database_url": ready_database_for(database),
        "server_keys": (bytes(range(32)),),
        "public_url": PUBLIC,
        "ent_public_url": ENT,
        "ent_api_url": ENT,
        "ent_client_id": "vpe-bot",
        "ent_client_secret": "demo-secret",
        "rasa_url": RASA,
        "rasa_secret": SECRET,
        "actions_url": "http://actions.test",
        "actions_secret": "another-secret-of-ours",
        "schools": (ZOLA, CAMUS),
        "exit_url": "https://meteofrance.com",
        "model": Path("models/none.tar.gz"),
    }
    return Settings(**(values | others))


def keys_of(referent: str, name: str, school: str = ZOLA.id, function: str | None = None) -> ReferentKeys:
    return keys_for(referent, school, name, START, function=function)


@dataclass
class House:
    database: Path
    clock: MovableClock = field(default_factory=MovableClock)
    rasa: FakeRasa = field(default_factory=FakeRasa)
    changes: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        options = Options(public_url=ENT, bot_url=PUBLIC)
        self.ent: Starlette = create_ent(read_seed(), options, self.clock)
        self.rasa_http = httpx.AsyncClient(transport=httpx.ASGITransport(self.rasa.app()))
        self.ent_http = httpx.AsyncClient(transport=httpx.ASGITransport(self.ent), follow_redirects=False)
        self.app = self.start_web()

    def start_web(self) -> Starlette:
        """Another web process over the same database."""
        settings = settings_for(self.database, **self.changes)
        return create_app(settings, self.ent_http, self.rasa_http, self.clock, os.urandom)

    def restart_web(self) -> None:
        """Web dies and comes back; browsers do not notice but for the answers."""
        self.app = self.start_web()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)

    @property
    def services(self) -> Any:
        return self.app.state.services

    @property
    def ent_world(self) -> Any:
        return self.ent.state.world

    def fail_ent(self, kind: str, path: str) -> None:
        self.ent_world.faults.arm([{"kind": kind, "path": path}])

    def enrol(self, *people: ReferentKeys) -> None:
        for keys in people or (keys_of(LEMOINE, "Mme Lemoine", function="CPE"), keys_of(DIALLO, "M. Diallo")):
            counted(self.services.db, keys)

    def enrol_pending(self, *people: ReferentKeys) -> None:
        """Keys that nobody vouches for yet."""
        for keys in people:
            directory.enrol(self.services.db, keys)

    def tables(self) -> list[str]:
        with self.services.db.connect() as connection:
            return sa.inspect(connection).get_table_names()

    def rows(self, table: str) -> list[Any]:
        with self.services.db.connect() as connection:
            return connection.execute(sa.select(sa.Table(table, sa.MetaData(), autoload_with=connection))).all()

    def database_bytes(self) -> bytes:
        if on_postgres():
            return b"".join(_raw(value) for table in self.tables() for row in self.rows(table) for value in row)
        files = sorted(self.database.parent.glob(self.database.name + "*"))
        return b"".join(file.read_bytes() for file in files)

    async def close(self) -> None:
        await self.services.in_flight.settle()
        await self.rasa_http.aclose()
        await self.ent_http.aclose()
        self.services.db.dispose()


def _raw(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
