import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Engine

from handoff.carrying import leading
from tests.ent.emulated import ROOT
from tests.handoff.leading_courier import LEAD, LOOK, SKEW, now

A_BUSY_MACHINE = 5.0  # seconds


@contextmanager
def courier(db: Engine, holder: str) -> Iterator["subprocess.Popen[str]"]:
    script = str(ROOT / "tests" / "handoff" / "leading_courier.py")
    command = [sys.executable, script, db.url.render_as_string(hide_password=False), holder]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_leader_that_is_killed_is_replaced_in_the_time_that_is_written_and_not_before(db: Engine):
    with courier(db, "un") as first:
        assert first.stdout.readline()
        with courier(db, "deux") as second:
            time.sleep((LEAD * 3).total_seconds())
            assert leading.leader(db, now()).holder == "un"
            killed = time.monotonic()
            first.kill()
            taken = float(second.stdout.readline()) - killed
            assert leading.leader(db, now()).holder == "deux"
    assert SKEW.total_seconds() <= taken <= (LEAD + SKEW + LOOK).total_seconds() + A_BUSY_MACHINE
