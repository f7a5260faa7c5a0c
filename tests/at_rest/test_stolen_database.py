"""Given the database, the server's keys, and a copy of the week before: no word of a conversation comes back. The real processes."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.at_rest.product import Browser, Product, running
from tests.at_rest.thief import Rows, forms_of, opened, steal
from tests.databases import on_postgres
from vault.inventory import declared
from web.pupil.session_keys import read_token

KEY = b"s" * 32
LIVE, GONE, HANDED, WORD = "zinzolin4711", "amarante5822", "cramoisi6933", "turquoise7044"
MARKERS = (LIVE, GONE, HANDED, WORD)
SERVER_OPENS = {"ent_tokens.sealed", "envelopes.reply_lock"}  # with its own keys; said in docs/threat-model.md


@dataclass(frozen=True)
class Stolen:
    """What was taken on each day. `before` is of while everybody was still there: raw, and by the command."""

    before: Rows
    before_bytes: bytes
    backup: Rows
    backup_bytes: bytes
    after: Rows
    after_bytes: bytes
    here: Browser
    gone_token: bytes


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("stolen"), KEY) as (product, _):
        yield product


@pytest.fixture(scope="module")
def stolen(house: Product, tmp_path_factory: pytest.TempPathFactory) -> Stolen:
    folder = tmp_path_factory.mktemp("loot")
    here, gone, sender = (house.browser() for _ in range(3))
    here.opens()
    here.says(f"on se moque de moi à cause de {LIVE}")
    gone.opens()
    gone.says(f"ils ont caché mon sac {GONE}")
    sender.opens()
    sender.says(f"ils me bousculent {GONE}")
    sender.signs_in("lea.martin")
    sender.hands_over(f"ça dure depuis la rentrée {HANDED}", WORD)
    gone.signs_in("noe.petit")  # whose ENT token is there

    before, before_bytes = steal(house.database_url), everything(house, folder / "before")
    file = folder / "week.backup"
    made = house.command("backup", str(file), keys=[KEY])
    assert made.returncode == 0, made.stderr

    gone_token = read_token(gone.token()) or b""
    gone.leaves()
    sender.leaves()
    wait_until_forgotten(house)
    after, after_bytes = steal(house.database_url), everything(house, folder / "after")
    backup = steal(f"sqlite:///{file}")
    return Stolen(before, before_bytes, backup, file.read_bytes(), after, after_bytes, here, gone_token)


def everything(house: Product, folder: Path) -> bytes:
    """The bytes of the database, journal included, copied as files are; of PostgreSQL, its whole folder."""
    if not on_postgres():
        copied = [Path(shutil.copy(each, _made(folder))) for each in house.folder.glob("parlons-en.db*")]
        return b"".join(each.read_bytes() for each in copied)
    engine = sa.create_engine(house.database_url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("CHECKPOINT"))
        place = Path(connection.execute(sa.text("SHOW data_directory")).scalar_one())
    engine.dispose()
    return b"".join(each.read_bytes() for each in sorted(place.rglob("*")) if each.is_file())


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def wait_until_forgotten(house: Product) -> None:
    for _ in range(200):
        if len({row["conversation_ref"] for row in steal(house.database_url)["tracker_events"]}) <= 1:
            return
        house.browser().ask("GET", "/aide")
    raise AssertionError("what was left is still there")


def said(found: dict[str, list[bytes]]) -> bytes:
    return b"\n".join(plain for each in found.values() for plain in each)


def test_no_byte_of_any_copy_says_a_word(stolen: Stolen):
    for name in ("before_bytes", "backup_bytes", "after_bytes"):
        kept = getattr(stolen, name)
        assert len(kept) > 10_000
        assert [(name, marker) for marker in MARKERS for form in forms_of(marker) if form in kept] == []


def test_with_the_servers_keys_nothing_of_a_conversation_opens_not_even_while_it_lasts(stolen: Stolen):
    assert {row["conversation_ref"] for row in stolen.before["tracker_events"]}
    assert len(stolen.before["sessions"]) == 3
    found = opened([KEY], stolen.before)
    assert set(found) <= SERVER_OPENS
    assert found["ent_tokens.sealed"]  # the attack works: what the keys open, it opens
    assert not any(marker.encode() in said(found) for marker in MARKERS)


def test_the_backup_holds_no_session_and_opens_nothing_but_the_locks_of_replies(stolen: Stolen):
    assert all(declared()[name].is_kept for name in stolen.backup if name != "backup_contents")
    assert set(opened([KEY], stolen.backup)) == {"envelopes.reply_lock"}


def test_after_the_exit_database_keys_and_the_week_before_together_give_no_word(stolen: Stolen):
    found = opened([KEY], stolen.after, stolen.before, stolen.backup)
    assert set(found) <= SERVER_OPENS
    assert not any(marker.encode() in said(found) for marker in MARKERS)


def test_with_the_browsers_token_besides_it_opens_while_it_lasts_so_the_attack_is_a_real_one(stolen: Stolen):
    token = read_token(stolen.here.token())
    assert token
    assert LIVE.encode() in said(opened([KEY, token], stolen.after))


def test_after_the_exit_not_even_the_token_opens_what_is_left(stolen: Stolen):
    assert GONE.encode() in said(opened([KEY, stolen.gone_token], stolen.before))
    assert GONE.encode() not in said(opened([KEY, stolen.gone_token], stolen.after, stolen.backup))
    assert len({row["conversation_ref"] for row in stolen.after["tracker_events"]}) == 1  # of who is still there


def test_the_running_database_has_declared_tables_only(stolen: Stolen):
    tables = {name: {column for row in each for column in row} for name, each in stolen.after.items()}
    assert set(tables) <= set(declared())
    assert all(columns <= set(declared()[name].columns) for name, columns in tables.items())
