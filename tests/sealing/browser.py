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
MOST_SAID = 2_000
WORK = 10  # log2 of scrypt's N: for invented people only


@dataclass(frozen=True)
class Sealed:
    """What the browser hands to web."""

    header: dict[str, Any]
    armour: str
    readers: list[str]
    excluded: list[str]
    closed: bool
    reply_lock: str
    attachments: list[dict[str, Any]]

    def body(self, school: str, word: str) -> dict[str, Any]:
        """The PUT of the envelope."""
        announced = [{name: piece[name] for name in ("id", "kind", "size")} for piece in self.attachments]
        return {**vars(self), "school": school, "word": word, "attachments": announced}

    def piece_bodies(self) -> dict[str, dict[str, Any]]:
        """The PUT of each piece, by its id."""
        return {p["id"]: {name: p[name] for name in ("kind", "size", "armour")} for p in self.attachments}


class BrowserRefused(Exception):
    """The browser's code stopped with an error."""


@dataclass(frozen=True)
class Browser:
    """The built files, in a folder of their own."""

    folder: Path

    @classmethod
    def build(cls, folder: Path) -> "Browser":
        """Build what `npm run build` builds, from the source as it is now, and the tools of these tests."""
        _run(["node", "build.mjs"], built=folder)
        how = ["--bundle", "--platform=node", "--format=esm", "--log-level=warning", "--out-extension:.js=.mjs"]
        _run(["node_modules/.bin/esbuild", *map(str, HERE.glob("*.ts")), *how, f"--outdir={folder}"])
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

    def open(self, sealed: Sealed, me: str, identity: str, **how: Any) -> dict[str, Any]:
        """What the desk's code opens, or its flaw; `how` as in tools/open.ts."""
        asked = {"header": sealed.header, "armour": sealed.armour, "me": me, "identity": identity, **how}
        return dict(self._ask([str(self.folder / "open.mjs")], asked))

    def normalise(self, words: Sequence[str]) -> list[str]:
        """What the page takes each word for."""
        return list(self._ask([str(self.folder / "normalise_words.mjs")], words))

    def read_at_the_desk(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """`{"text"}` or `{"flaw"}`; see desk_reads.ts."""
        return dict(self._ask([str(self.folder / "desk_reads.mjs")], asked))

    def _ask(self, command: Sequence[str], question: Mapping[str, Any] | Sequence[str]) -> Any:
        return json.loads(_run(["node", *command], json.dumps(question)))


def _run(command: Sequence[str], question: str = "", built: Path | None = None) -> str:
    where = {"PARLONS_EN_BUILT": str(built)} if built else {}
    done = subprocess.run(
        command, cwd=CLIENT, env=os.environ | where, input=question.encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise BrowserRefused(done.stderr.decode()[-MOST_SAID:])  # before it, Node quotes the whole built file
    return done.stdout.decode()
