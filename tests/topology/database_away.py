"""What may happen to the PostgreSQL of `bin/with-postgres`: frozen as by a machine that hangs, stopped and started as by an upgrade."""

import os
import shlex
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from sqlalchemy import create_engine, text

_AS_ROOT = ("runuser", "-u", "postgres", "--")


class Postgres:
    """That server; `url` is an address of it."""

    def __init__(self, url: str) -> None:
        engine = create_engine(url, future=True)
        with engine.connect() as connection:
            self._data = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        engine.dispose()
        program, _, _, *self._options = shlex.split((self._data / "postmaster.opts").read_text())
        self._programs = Path(program).parent

    def freeze(self) -> None:
        """Every process of it stops where it is: it still takes connections, and says nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """At once, as after a power cut."""
        self._pg_ctl("-m", "immediate", "stop")

    def start(self) -> None:
        """As it was started before, and ready."""
        self._pg_ctl("-w", "-l", str(self._data.parent / "log"), "-o", " ".join(self._options), "start")

    def _signal(self, number: signal.Signals) -> None:
        first = int((self._data / "postmaster.pid").read_text().split("\n")[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for pid in (first, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def _pg_ctl(self, *words: str) -> None:
        owner = _AS_ROOT if os.geteuid() == 0 else ()
        command = [*owner, str(self._programs / "pg_ctl"), "-D", str(self._data), *words]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
