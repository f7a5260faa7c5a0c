"""The shelf of published models, and which of them serves.

`<shelf>/<publication>/model.tar.gz` with its checksum beside it; `<shelf>/current`, one line: the publication, the model's SHA-256, and the
SHA-256 of the journal's line that put it there. `current` is replaced whole, so that whoever reads it finds the one before or the one after.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from bot.model_file import ModelMissingError, written_checksum

CURRENT, MODEL = "current", "model.tar.gz"
_LINE = re.compile(r"([0-9a-z-]{1,64}) ([0-9a-f]{64}) ([0-9a-f]{64})\n")
_LONGEST = 1_000


@dataclass(frozen=True)
class Pointer:
    """`model`: SHA-256 of the model. `line`: SHA-256 of the journal's line. Both 64 lower-case letters and digits."""

    publication: str
    model: str
    line: str


@dataclass(frozen=True)
class Chosen:
    """The model to serve: its file, and the SHA-256 that it must have."""

    path: Path
    sha256: str


def chosen(model: Path) -> Chosen:
    """What the setting `PARLONS_EN_MODEL` means now: the file itself, or what serves of a shelf.

    Raises:
        ModelMissingError: no such file, no checksum, nothing published, a pointer that is none.
    """
    if not model.is_dir():
        return Chosen(model, written_checksum(model))
    pointer = read_pointer(model)
    if pointer is None:
        raise ModelMissingError("shelf_empty", model)
    return Chosen(model_of(model, pointer.publication), pointer.model)


def model_of(shelf: Path, publication: str) -> Path:
    """Where a publication keeps its model."""
    return shelf / publication / MODEL


def read_pointer(shelf: Path) -> Pointer | None:
    """What serves; None when nothing was ever published.

    Raises:
        ModelMissingError: it cannot be read, or is not one.
    """
    try:
        with (shelf / CURRENT).open("rb") as written:
            line = _LINE.fullmatch(written.read(_LONGEST).decode("utf-8", "replace"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ModelMissingError("shelf_unreadable", shelf, type(error).__name__) from error
    if line is None:
        raise ModelMissingError("shelf_unreadable", shelf)
    return Pointer(line[1], line[2], line[3])


def write_pointer(shelf: Path, pointer: Pointer) -> None:
    """From here on this one serves: on the disk when it returns, and never half written."""
    written = shelf / f".{CURRENT}.{os.getpid()}"
    with written.open("w", encoding="ascii") as file:
        file.write(f"{pointer.publication} {pointer.model} {pointer.line}\n")
        file.flush()
        os.fsync(file.fileno())
    written.chmod(0o644)  # the service's account reads it
    written.replace(shelf / CURRENT)
    keep_names(shelf)


def keep_names(folder: Path) -> None:
    """What was made or renamed in a folder is on the disk under its name."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
