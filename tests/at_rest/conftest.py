import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from tests.at_rest.kept_scene import whole_database
from tests.handoff.conftest import carrier, ent, ent_process, log
from vault import KeyRing

__all__ = ["carrier", "ent", "ent_process", "log"]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Engine]:
    engine = whole_database(tmp_path / "parlons-en.db")
    yield engine
    engine.dispose()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    """The new database that a backup is put back into."""
    engine = whole_database(tmp_path / "other.db")
    yield engine
    engine.dispose()


@pytest.fixture
def settings_of(db: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts the settings of a command in its environment: which keys, which database."""
    schools = tmp_path / "schools.yml"
    schools.write_text("- {id: col-zola, uai: 0330139P, name: Zola, group_id: grp, group_name: G, zone: A}\n")
    plain = {"PUBLIC_URL": "http://bot.localhost", "ENT_PUBLIC_URL": "http://ent.localhost", "SCHOOLS": str(schools)}
    plain |= {"ENT_API_URL": "http://127.0.0.1:9", "ENT_CLIENT_ID": "vpe-bot", "ENT_CLIENT_SECRET": "s" * 20}
    for name in ("RASA", "ACTIONS"):
        plain |= {f"{name}_URL": "http://127.0.0.1:9", f"{name}_SECRET": "s" * 20}
    plain |= {"EXIT_URL": "https://meteofrance.com"}

    def set_for(ring: KeyRing, database: Engine = db) -> None:
        plain["DATABASE"] = database.url.render_as_string(hide_password=False)
        keys = ",".join(base64.b64encode(key).decode() for key in ring.keys)
        for name, value in (plain | {"SERVER_KEYS": keys}).items():
            monkeypatch.setenv(f"PARLONS_EN_{name}", value)

    return set_for
