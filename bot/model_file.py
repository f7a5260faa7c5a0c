"""The trained model's file is what its checksum says, or nothing of it is read.

`<model>.sha256` stands beside the model, as `sha256sum` writes it; the trainer makes both. It is plain, not keyed: it finds a file
that is damaged, cut short, old, or put there alone. Whoever may write this folder may write our code too, which no key of ours
would stop; the service's account may write neither (deploy/systemd). What was hashed is what is loaded: a copy of our own, so that
nobody changes the file in between.
"""

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

_TEXTS = Path(__file__).with_name("texts.fr.yml")
_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S+)\n?")
_LONGEST_CHECKSUM = 1_000
_PIECE = 1 << 20


class ModelMissingError(Exception):
    """There is no trained model at the given path, or not the one that its checksum says, or it does not go with this code.

    `code` is the sentence's name in texts.fr.yml; `str()` is the French sentence.
    """

    def __init__(self, code: str, model: Path, error: str = "") -> None:
        sentences = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
        super().__init__(sentences[code].format(model=model, checksum=checksum_of(model), error=error))
        self.code = code


def checksum_of(model: Path) -> Path:
    """Where the model's checksum is kept."""
    return model.with_name(f"{model.name}.sha256")


def write_checksum(model: Path) -> None:
    """Say what the model is, once it is whole."""
    with model.open("rb") as content:
        digest = _digest(content.read, len)  # written nowhere
    checksum_of(model).write_text(f"{digest}  {model.name}\n", encoding="ascii")


@contextmanager
def verified(model: Path, sha256: str = "") -> Iterator[Path]:
    """A private copy of the model, for the length of the block: byte for byte what its checksum says, and `sha256` when one is given.

    Raises:
        ModelMissingError: no model, no checksum, or not the same.
    """
    expected = written_checksum(model)
    if sha256 not in ("", expected):
        raise ModelMissingError("not_the_published", model)
    with tempfile.TemporaryDirectory(prefix="parlons-en-model-") as folder:
        copy = Path(folder) / model.name
        with model.open("rb") as content, copy.open("xb") as kept:
            if _digest(content.read, kept.write) != expected:
                raise ModelMissingError("checksum_wrong", model)
        yield copy


def written_checksum(model: Path) -> str:
    """What the checksum beside the model says, the model itself not read: 64 lower-case letters and digits.

    Raises:
        ModelMissingError: no model, no checksum, or one that is none.
    """
    if not model.is_file():
        raise ModelMissingError("model_missing", model)
    try:
        with checksum_of(model).open("rb") as written:
            line = _LINE.fullmatch(written.read(_LONGEST_CHECKSUM).decode("utf-8", "replace"))
    except OSError as error:
        raise ModelMissingError("checksum_missing", model) from error
    if line is None or line[2] != model.name:
        raise ModelMissingError("checksum_unreadable", model)
    return line[1]


def _digest(read: Callable[[int], bytes], write: Callable[[bytes], object]) -> str:
    digest = hashlib.sha256()
    while piece := read(_PIECE):
        digest.update(piece)
        write(piece)
    return digest.hexdigest()
