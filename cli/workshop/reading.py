"""The content read by `content check`, in a process of its own: it sees the files as they are now. The last reading is kept for the page."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from cli.process import ROOT, Program
from facts.paris import PARIS


@dataclass(frozen=True)
class Read:
    """What a reading said: `remarks` as `content check --json`, worst first; None when it could not be made. `map`: the page of the map."""

    at: datetime
    remarks: tuple[dict[str, Any], ...] | None
    map: str | None

    @property
    def errors(self) -> int:
        """How many must be mended."""
        return sum(bool(each["error"]) for each in self.remarks or ())


class Reading:
    """`last` is the last reading that ended, None before the first; one at a time."""

    def __init__(self) -> None:
        self.last: Read | None = None
        self._one = Lock()

    @property
    def is_under_way(self) -> bool:
        """Whether the files are being read."""
        return self._one.locked()

    def begin(self) -> None:
        """Read again, unless it is being done."""
        if self._one.acquire(blocking=False):
            Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            self.last = read_now()
        finally:
            self._one.release()


def read_now() -> Read:
    """One reading; it takes about a minute."""
    with tempfile.TemporaryDirectory(prefix="parlons-en-page-") as folder:
        drawn = Path(folder) / "carte.html"
        command = Program("check", "web", "cli", ("content", "check", "--json", "--carte", str(drawn))).command()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        at, page = datetime.now(PARIS), drawn.read_text(encoding="utf-8") if drawn.is_file() else None
        try:
            remarks = [json.loads(line) for line in done.stdout.splitlines()]
        except ValueError:
            return Read(at, None, page)
    if done.returncode not in (0, 1):
        return Read(at, None, page)
    return Read(at, tuple(sorted(remarks, key=lambda each: (not each["error"], each["file"], each["line"]))), page)
