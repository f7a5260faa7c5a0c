"""The browser's own code, built afresh and run under Node: it makes keys, seals, and opens as the desk does."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CLIENT = HERE.parents[1] / "web" / "client"
WORK = 10  # log2 of scrypt's N: for invented people only


@dataclass(frozen=True)
class Sealed:
    """What the browser hands to web."""

    header: dict[str, Any]
    armour: str
    readers: list[str]


class BrowserRefused(Exception):
    """The browser's code stopped with an error."""


@dataclass(frozen=True)
class Browser:
    """The built files, in a folder of their own."""

    folder: Path

    @classmethod
    def build(cls, folder: Path) -> "Browser":
        """Build what `npm run build` builds, from the source as it is now, and the desk's opening as a tool."""
        _run(["node", "build.mjs"], built=folder)
        desk = [
            "--bundle",
            "--platform=node",
            "--format=esm",
            "--log-level=warning",
            f"--outfile={folder / 'desk.mjs'}",
        ]
        _run(["node_modules/.bin/esbuild", str(HERE / "desk_reads.ts"), *desk])
        shutil.copy(folder / "sealing.js", folder / "sealing.mjs")
        return cls(folder)

    def enrol(self, passphrase: str, month: str, work: int | None = WORK) -> dict[str, Any]:
        """A referent's key set, as the desk would post it; `work` None leaves the desk's own."""
        asked = {"passphrase": passphrase, "month": month} | ({} if work is None else {"work": work})
        (keys,) = self._ask([str(self.folder / "enrol.mjs")], asked)
        return dict(keys)

    def seal(self, letter: Mapping[str, Any]) -> Sealed:
        """Seal with the tool of the tests."""
        return Sealed(**self._ask([str(self.folder / "seal.mjs")], letter))

    def seal_as_the_page(self, letter: Mapping[str, Any]) -> Sealed:
        """Seal with the file that the page loads."""
        return Sealed(**self._ask([str(HERE / "seal_as_the_page.mjs"), str(self.folder / "sealing.mjs")], letter))

    def read_at_the_desk(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """`{"text"}` or `{"flaw"}`; see desk_reads.ts."""
        return dict(self._ask([str(self.folder / "desk.mjs")], asked))

    def _ask(self, command: Sequence[str], question: Mapping[str, Any]) -> Any:
        return json.loads(_run(["node", *command], json.dumps(question)))


def _run(command: Sequence[str], question: str = "", built: Path | None = None) -> str:
    where = {"PARLONS_EN_BUILT": str(built)} if built else {}
    done = subprocess.run(
        command, cwd=CLIENT, env=os.environ | where, input=question.encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise BrowserRefused(done.stderr.decode())
    return done.stdout.decode()
