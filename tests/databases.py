"""The database a test runs on: SQLite in its folder, or one of the PostgreSQL of PARLONS_EN_TEST_POSTGRES (bin/with-postgres)."""

import hashlib
import os
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


def on_postgres() -> bool:
    """Whether there is no file to look into."""
    return "PARLONS_EN_TEST_POSTGRES" in os.environ


def database_for(file: Path) -> str:
    """The address of the database that stands for this file: the same one each time, empty the first."""
    return _on_postgres(os.environ["PARLONS_EN_TEST_POSTGRES"], file) if on_postgres() else f"sqlite:///{file}"


def _on_postgres(postgres: str, file: Path) -> str:
    name = "test_" + hashlib.sha256(str(file).encode()).hexdigest()[:32]
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT", future=True)
    with engine.connect() as connection:
        known = connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}).first()
        if known is None:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
    engine.dispose()
    return make_url(postgres).set(database=name).render_as_string(hide_password=False)
