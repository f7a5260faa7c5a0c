"""Where somebody acts on a shelf: who they are, what was done before, one at a time."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.model_file import ModelMissingError
from bot.shelf import Pointer, read_pointer
from content.publishing.journal import TEAM_WRITES, Act, Journal, append, read_journal
from content.publishing.people import People, Person, read_people
from content.publishing.refused import RefusedError
from vault import Signer

LOCK = ".lock"

Clock = Callable[[], datetime]


@dataclass
class Desk:
    """`journal` grows with each act; `pointer` is what served when the desk was opened."""

    shelf: Path
    signer: Signer
    person: Person
    people: People
    journal: Journal
    pointer: Pointer | None
    clock: Clock

    def require(self, role: str) -> None:
        """Raises RefusedError unless the person has the role."""
        if role not in self.person.roles:
            raise RefusedError("no_role", name=self.person.name, role=role)

    def note(self, act: str, of: "Noted", why: str = "") -> None:
        """Sign an act and put it into the journal, on the disk when it returns."""
        done = Act(
            act=act,
            publication=of.publication,
            by=self.person.name,
            at=self.clock().isoformat(timespec="seconds"),
            before=self.journal.last,
            model=of.model,
            verdict=of.verdict,
            files=of.files,
            why=why,
        )
        self.journal = append(self.shelf, self.journal, done, self.signer)


@dataclass(frozen=True)
class Noted:
    """What every act names: the publication, and the SHA-256 of its model, its report and its list of files."""

    publication: str
    model: str
    verdict: str
    files: str


@contextmanager
def opened(shelf: Path, signer: Signer, clock: Clock) -> Iterator[Desk]:
    """The desk, for the length of the block; whoever comes meanwhile waits.

    Raises:
        RefusedError: no shelf, unknown to it, or its journal is not whole.
        ModelMissingError: its pointer is none.
    """
    if not shelf.is_dir():
        raise RefusedError("no_shelf", shelf=shelf)
    is_new = not (shelf / LOCK).exists()
    with (shelf / LOCK).open("ab") as lock:
        if is_new:
            os.fchmod(lock.fileno(), TEAM_WRITES)
        fcntl.flock(lock, fcntl.LOCK_EX)
        people = read_people(shelf)
        journal, pointer = whole(shelf, people)
        yield Desk(shelf, signer, people.with_key(signer.public), people, journal, pointer, clock)


def whole(shelf: Path, people: People) -> tuple[Journal, Pointer | None]:
    """The journal and what serves, once they were seen to go together.

    Raises:
        RefusedError: a line is not what was signed, or the end of the journal is gone.
    """
    journal = read_journal(shelf, people)
    try:
        pointer = read_pointer(shelf)
    except ModelMissingError:
        return journal, None  # a pointer that is none is mended by the next publication
    if pointer is not None and pointer.line not in journal.lines:
        raise RefusedError("cut")
    return journal, pointer
