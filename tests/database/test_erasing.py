"""Much is due while others write: nobody fails, all that is due goes, nothing else does; killed half-way, the next one goes on."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

import database
from bot.memory.tables import tracker_events
from database import empty_journal, erase, open_engine, prepare_tables
from database.erasing import PIECE_ROWS
from given import keeping as given_sentences
from given.tables import GIVEN_SENTENCES
from handoff import retention
from handoff.tables import ent_tokens, envelope_readers, envelopes, sender_leases
from tallies import counting
from tallies.tables import TALLIES
from tests.database.rooms import ROOMS
from tests.databases import ready_database_for
from web.desk.sessions import SESSIONS as DESK
from web.ent_logouts import drop_old_logouts
from web.pupil.session_tokens import drop_ended_tokens
from web.pupil.sign_ins import drop_old_sign_ins
from web.pupil.word_tries import drop_old_tries
from web.tables import DESK_SESSIONS, ENT_LOGOUTS, SESSION_TOKENS, SESSIONS, SIGN_INS, WORD_TRIES

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
OLD, FRESH = datetime(2026, 11, 20), datetime(2026, 11, 24)  # noqa: DTZ001 (as the column is)
LONG_AGO, LATER = int(NOW.timestamp()) - 10**6, int(NOW.timestamp()) + 10**6
DUE, KEPT = 20_000, 2_000
MARKER = b"zinzolin-of-a-row-that-is-due"
EXPIRED = tracker_events.c.expires_at <= NOW.replace(tzinfo=None)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(ready_database_for(tmp_path / "erasing.db"))
    prepare_tables(engine, ROOMS[0])
    yield engine
    engine.dispose()


@pytest.fixture
def pieces(db: Engine) -> list[int]:
    """How many rows each transaction took away."""
    taken: list[int] = []

    def note(_connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith("DELETE"):
            taken[-1] += cursor.rowcount

    sa.event.listen(db, "begin", lambda _connection: taken.append(0))
    sa.event.listen(db, "after_cursor_execute", note)
    return taken


def event_row(number: int, expires_at: datetime) -> dict[str, Any]:
    return {"conversation_ref": f"{number:064x}", "seq": 0, "events": 1, "sealed": MARKER, "expires_at": expires_at}


def fill(db: Engine, due: int, kept: int) -> None:
    rows = [event_row(number, OLD if number < due else FRESH) for number in range(due + kept)]
    with db.begin() as connection:
        connection.execute(sa.insert(tracker_events), rows)


def left(db: Engine, table: sa.Table, condition: Any = True) -> int:
    with db.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table).where(condition)).scalar_one())


class Writer(threading.Thread):
    """Pupils' turns, a hundred a second at most, on an engine of its own."""

    def __init__(self, url: str, number: int) -> None:
        super().__init__()
        self.url, self.number, self.written = url, number, 0
        self.failure: Exception | None = None
        self.stopped = threading.Event()

    def run(self) -> None:
        engine = open_engine(self.url)
        session = {"session": f"s{self.number}", "conversation": f"c{self.number}", "turn": 0, "seen_at": LATER}
        try:
            with engine.begin() as connection:
                connection.execute(sa.insert(SESSIONS).values(session))
            while not self.stopped.is_set():
                with engine.begin() as connection:
                    connection.execute(
                        sa.update(SESSIONS)
                        .where(SESSIONS.c.session == f"s{self.number}")
                        .values(turn=SESSIONS.c.turn + 1)
                    )
                self.written += 1
                self.stopped.wait(0.01)
        except Exception as error:  # noqa: BLE001 (the test says it)
            self.failure = error
        finally:
            engine.dispose()


def test_twenty_thousand_rows_go_while_others_write(db: Engine, pieces: list[int]):
    fill(db, DUE, KEPT)
    writers = [Writer(db.url.render_as_string(hide_password=False), number) for number in range(3)]
    for writer in writers:
        writer.start()
    pieces.clear()
    assert erase(db, tracker_events, EXPIRED) == DUE
    for writer in writers:
        writer.stopped.set()
    for writer in writers:
        writer.join()
    assert [writer.failure for writer in writers] == [None] * len(writers)
    assert all(writer.written for writer in writers)
    assert max(pieces) == PIECE_ROWS
    assert (left(db, tracker_events, EXPIRED), left(db, tracker_events)) == (0, KEPT)


def test_killed_half_way_it_is_ended_by_the_next_one(db: Engine):
    fill(db, 10 * PIECE_ROWS, 7)
    code = """
import sys, time
from datetime import datetime
from bot.memory.tables import tracker_events
from database import erase, open_engine
def rest(seconds):
    print("piece", flush=True)
    time.sleep(0.2)
erase(open_engine(sys.argv[1]), tracker_events, tracker_events.c.expires_at <= datetime(2026, 11, 23), rest=rest)
"""
    url = db.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", code, url], cwd=ROOT, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        killed.stdout.readline()
        killed.send_signal(signal.SIGKILL)
    assert 0 < left(db, tracker_events, EXPIRED) <= 8 * PIECE_ROWS
    erase(db, tracker_events, EXPIRED)
    assert (left(db, tracker_events, EXPIRED), left(db, tracker_events)) == (0, 7)


def test_several_erase_the_same_rows_at_once(db: Engine):
    fill(db, 5 * PIECE_ROWS, 7)
    erased: list[int] = []
    threads = [threading.Thread(target=lambda: erased.append(erase(db, tracker_events, EXPIRED))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(erased) == 5 * PIECE_ROWS
    assert left(db, tracker_events) == 7


@pytest.mark.sqlite
def test_where_nothing_is_due_nobody_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 0)
    url = f"sqlite:///{tmp_path / 'idle.db'}"
    idle, other = open_engine(url), open_engine(url)
    prepare_tables(idle, ROOMS[0])
    fill(idle, 0, 7)
    with other.begin() as connection:
        connection.execute(sa.insert(tracker_events).values(event_row(99, FRESH)))
        assert erase(idle, tracker_events, EXPIRED) == 0
    for engine in (idle, other):
        engine.dispose()


@pytest.mark.sqlite
def test_erased_in_pieces_nothing_of_the_rows_is_on_the_disk(tmp_path: Path):
    file = tmp_path / "bytes.db"
    engine = open_engine(f"sqlite:///{file}")
    prepare_tables(engine, ROOMS[0])
    fill(engine, 3 * PIECE_ROWS, 0)
    assert MARKER in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    erase(engine, tracker_events, EXPIRED)
    assert empty_journal(engine)
    assert MARKER not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    engine.dispose()


def _desk(number: int, at: int) -> dict[str, Any]:
    return {"session": f"{number:064x}", "sealed": b"x", "person": "p", "begun_at": at, "seen_at": at}


def _sign_in(number: int, at: int) -> dict[str, Any]:
    return {"state": f"{number:064x}", "session": "s", "begun_at": at}


def _token(number: int, at: int) -> dict[str, Any]:
    key = {"token": f"{number:064x}", "session": "s", "salt": b"x", "wrapped_key": b"x"}
    return key | {"is_signed_in": False, "begun_at": at, "ends_at": at}


def _tally(number: int, at: int) -> dict[str, Any]:
    return {"place": "033", "year": 2010 if at == LONG_AGO else 2026, "term": 1, "what": f"w{number}", "count": 3}


def _given(number: int, at: int) -> dict[str, Any]:
    week = date(2026, 1, 5) if at == LONG_AGO else date(2026, 11, 23)
    return {"id": f"{number:032x}", "week": week, "situation": "none", "sealed": b"x"}


ERASERS: dict[str, tuple[sa.Table, Callable[[int, int], dict[str, Any]], Callable[[Engine], object]]] = {
    "desk sessions": (DESK_SESSIONS, _desk, lambda db: DESK.drop_old(db, NOW)),
    "sign-ins": (SIGN_INS, _sign_in, lambda db: drop_old_sign_ins(db, NOW)),
    "tokens": (SESSION_TOKENS, _token, lambda db: drop_ended_tokens(db, NOW)),
    "tries": (WORD_TRIES, lambda _n, at: {"sender": "s", "tried_at": at}, lambda db: drop_old_tries(db, NOW)),
    "logouts": (
        ENT_LOGOUTS,
        lambda n, at: {"token": f"{n:064x}", "heard_at": at},
        lambda db: drop_old_logouts(db, NOW),
    ),
    "tallies": (TALLIES, _tally, lambda db: counting.drop_old(db, NOW.date())),
    "given": (GIVEN_SENTENCES, _given, lambda db: given_sentences.drop_old(db, NOW.date())),
    "ENT tokens": (
        ent_tokens,
        lambda n, at: {
            "conversation": f"{n:064x}",
            "sealed": b"x",
            "expires_at": datetime.fromtimestamp(at, timezone.utc),
        },
        lambda db: retention.erase_due(db, NOW),
    ),
    "leases": (
        sender_leases,
        lambda n, at: {"sender": f"{n:064x}", "fence": 1, "free_at": datetime.fromtimestamp(at, timezone.utc)},
        lambda db: retention.erase_due(db, NOW),
    ),
}


@pytest.mark.parametrize("name", ERASERS)
def test_each_eraser_takes_all_that_is_due_a_piece_at_a_time(db: Engine, pieces: list[int], name: str):
    table, row, drop = ERASERS[name]
    rows = [row(number, LONG_AGO if number < 2 * PIECE_ROWS + 1 else LATER) for number in range(2 * PIECE_ROWS + 8)]
    with db.begin() as connection:
        connection.execute(sa.insert(table), rows)
    pieces.clear()
    drop(db)
    assert left(db, table) == 7
    assert sorted(piece for piece in pieces if piece) == [1, PIECE_ROWS, PIECE_ROWS]
    drop(db)
    assert left(db, table) == 7


def messages(db: Engine, count: int, month: str) -> None:
    envelope = {"school": "col", "date": date(2026, 1, 5), "readers": 1, "size": 1, "armour": "x", "sender": "s"}
    more = {"word": "w", "month": month, "deposited_at": NOW}
    with db.begin() as connection:
        connection.execute(sa.insert(envelopes), [envelope | more | {"id": f"{month} {n}"} for n in range(count)])
        readers = [{"envelope_id": f"{month} {n}", "referent_id": "r"} for n in range(count)]
        connection.execute(sa.insert(envelope_readers), readers)


def test_messages_go_some_each_round_with_what_hangs_on_them(db: Engine, pieces: list[int]):
    messages(db, 45, "2025-01")
    messages(db, 5, "2026-11")
    pieces.clear()
    counts = [retention.erase_due(db, NOW, most=20) for _ in range(4)]
    assert counts == [20, 20, 5, 0]
    assert max(pieces) == 10
    assert (left(db, envelopes), left(db, envelope_readers)) == (5, 5)


def test_whoever_no_longer_leads_erases_no_more(db: Engine):
    messages(db, 45, "2025-01")
    asked = iter([True, True, False])
    assert retention.erase_due(db, NOW, holds_on=lambda: next(asked)) == 20
    assert left(db, envelopes) == 25


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ages=st.lists(st.integers(-400, 400), max_size=60), piece=st.integers(1, 7))
def test_whatever_the_size_of_a_piece_exactly_what_is_due_goes(
    db: Engine, monkeypatch: pytest.MonkeyPatch, ages: list[int], piece: int
):
    monkeypatch.setattr("database.erasing.PIECE_ROWS", piece)
    moment = NOW.replace(tzinfo=None)
    rows = [event_row(number, moment - timedelta(hours=age)) for number, age in enumerate(ages)]
    with db.begin() as connection:
        connection.execute(sa.delete(tracker_events))
        if rows:
            connection.execute(sa.insert(tracker_events), rows)
    assert erase(db, tracker_events, EXPIRED, rest=lambda _seconds: None) == sum(age >= 0 for age in ages)
    assert left(db, tracker_events) == sum(age < 0 for age in ages)
