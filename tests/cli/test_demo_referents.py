"""The demonstration's referents have keys that count by the server's own rules, and that the demonstration's passphrase opens."""

from datetime import datetime, timezone
from pathlib import Path

from cli.demo_referents import REFERENTS, enrol_referents
from handoff.database import open_database
from handoff.keys import directory, directory_log

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
QUICK = 10  # log2 of scrypt's N: for invented people only


def test_the_three_have_confirmed_one_another_and_may_be_offered_to_pupils(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    enrol_referents(url, "col-zola", NOW, QUICK)
    database = open_database(url)
    assert set(directory.live_keys(database, "col-zola", "2026-11")) == {one["id"] for one in REFERENTS}
    entries = directory_log.entries_of(database, "col-zola")
    assert [entry.kind for entry in entries] == ["enrolled"] * 3 + ["countersigned"] * 6 + ["counted"] * 3
    assert directory_log.is_whole("col-zola", entries)
    database.dispose()
