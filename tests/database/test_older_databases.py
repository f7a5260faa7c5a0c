"""A database whose tables are not as its revision says is refused before anything is served, with a sentence that says what differs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from database import DatabaseOutdated, open_engine, prepare_tables
from handoff import tables as handoff_tables
from handoff.database import open_database
from schools import tables as school_tables
from web import tables as web_tables

ROOT = Path(__file__).parents[2]
ALL = (handoff_tables.metadata, school_tables.METADATA, web_tables.METADATA)
WITHOUT_ACCOUNT = "ALTER TABLE sessions DROP COLUMN account"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database of today, with every table of the web process."""
    address = f"sqlite:///{tmp_path / 'parlons-en.db'}"
    engine = open_engine(address)
    for tables in ALL:
        prepare_tables(engine, tables)
    engine.dispose()
    return address


def change(url: str, *statements: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def start(url: str) -> None:
    engine = open_engine(url)
    try:
        for tables in ALL:
            prepare_tables(engine, tables)
    finally:
        engine.dispose()


def test_a_database_of_today_is_opened_again_and_again(url: str):
    for _ in range(2):
        start(url)


@pytest.mark.parametrize(
    ("statements", "difference"),
    [
        (["DROP INDEX ix_sessions_account", WITHOUT_ACCOUNT], "missing sessions.account"),
        (["ALTER TABLE outbox DROP COLUMN refusals"], "missing outbox.refusals"),
        (["DROP TABLE bells"], "no_table bells"),
        (["ALTER TABLE envelopes ADD COLUMN color TEXT NOT NULL DEFAULT ''"], None),
        (["ALTER TABLE envelopes ADD COLUMN note TEXT"], None),
        (
            [
                "DROP TABLE forgets",
                "CREATE TABLE forgets (conversation VARCHAR(32) PRIMARY KEY, asked_at TEXT NOT NULL)",
            ],
            "changed forgets.asked_at",
        ),
        (
            ["DROP TABLE forgets", "CREATE TABLE forgets (conversation VARCHAR(32) PRIMARY KEY, asked_at BIGINT)"],
            "changed forgets.asked_at",
        ),
        (
            ["DROP TABLE forgets", "CREATE TABLE forgets (conversation VARCHAR(32), asked_at BIGINT NOT NULL)"],
            "changed forgets.conversation",
        ),
        (
            [
                "DROP TABLE forgets",
                "CREATE TABLE forgets (conversation VARCHAR(32) PRIMARY KEY, asked_at BIGINT NOT NULL, why TEXT NOT NULL)",
            ],
            "leftover forgets.why",
        ),
    ],
)
def test_only_what_would_make_a_write_fail_is_refused(url: str, statements: list[str], difference: str | None):
    change(url, *statements)
    if difference is None:
        start(url)
        return
    with pytest.raises(DatabaseOutdated) as refused:
        start(url)
    assert refused.value.differences == (difference,)


def test_nothing_is_created_in_a_database_that_is_refused(url: str):
    change(url, "DROP TABLE bells", "ALTER TABLE outbox DROP COLUMN refusals")
    with pytest.raises(DatabaseOutdated) as refused:
        open_database(url)
    assert set(refused.value.differences) == {"no_table bells", "missing outbox.refusals"}
    engine = open_engine(url)
    with engine.begin() as connection:
        there = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'bells'")).all()
    engine.dispose()
    assert there == []


def test_the_sentence_names_the_columns_and_where_to_read_on(url: str):
    change(url, "DROP INDEX ix_sessions_account", WITHOUT_ACCOUNT, "DROP INDEX ix_sign_ins_subject")
    change(url, "ALTER TABLE sign_ins DROP COLUMN subject")
    with pytest.raises(DatabaseOutdated) as refused:
        start(url)
    said = str(refused.value)
    assert said == (
        "La base de données n'est pas telle que cette version de l'assistant l'attend : la colonne sessions.account manque ; la colonne"
        " sign_ins.subject manque. Rien n'a été démarré ni modifié ; lisez « Mettre la base à niveau » dans docs/fr/installation.md."
    )
    assert "## Mettre la base à niveau" in (ROOT / "docs" / "fr" / "installation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["-m", "web", "--port", "0"], ["-m", "cli", "courier"]])
def test_a_process_ends_at_once_with_that_sentence(url: str, tmp_path: Path, command: list[str]):
    change(url, "ALTER TABLE outbox DROP COLUMN refusals")
    schools = tmp_path / "schools.yml"
    schools.write_text(
        "- {id: col, uai: 0330139P, name: Collège, group_id: grp, group_name: Groupe, zone: A}\n", encoding="utf-8"
    )
    settings = {
        "DATABASE": url,
        "SERVER_KEYS": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "PUBLIC_URL": "http://bot.localhost:8091",
        "ENT_PUBLIC_URL": "http://ent.localhost:8090",
        "ENT_API_URL": "http://127.0.0.1:9",
        "ENT_CLIENT_ID": "vpe-bot",
        "ENT_CLIENT_SECRET": "demo-secret-of-a-test",
        "RASA_URL": "http://127.0.0.1:9",
        "RASA_SECRET": "secret-of-a-test-rasa",
        "ACTIONS_URL": "http://127.0.0.1:9",
        "ACTIONS_SECRET": "secret-of-a-test-acts",
        "SCHOOLS": str(schools),
        "EXIT_URL": "https://meteofrance.com",
    }
    environment = os.environ | {f"PARLONS_EN_{name}": value for name, value in settings.items()}
    ended = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert "la colonne outbox.refusals manque" in ended.stderr
    assert "Traceback" not in ended.stderr
