"""What explains, from a trained model's archive: only our two files of it are opened, so Rasa is not needed."""

import re
import tarfile
import tempfile
from pathlib import Path

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.learnt import Learnt, load
from bot.nlu.why import Explainer
from facts.orientation import routes

_OURS = re.compile(r".*PupilUnderstanding\d+/(weights\.npz|words\.json)")  # its number is its place in the pipeline


class BadArchiveError(Exception):
    """The archive is not a model, or is one of other code."""


def explainer_of(model: Path) -> Explainer:
    """Everything that the model has learnt, ready to explain.

    Raises:
        BadArchiveError: train again.
    """
    learnt, lexicons = learnt_of(model)
    return Explainer(learnt, lexicons, SentenceEncoder(), routes)


def learnt_of(model: Path) -> tuple[Learnt, Lexicons]:
    """What the model has learnt, with the lists that it learnt with.

    Raises:
        BadArchiveError: train again.
    """
    with tempfile.TemporaryDirectory(prefix="parlons-en-") as folder:
        try:
            _unpack(model, Path(folder))
            return load(Path(folder))
        except (OSError, tarfile.TarError, KeyError, ValueError, TypeError) as error:
            raise BadArchiveError(type(error).__name__) from error


def _unpack(model: Path, folder: Path) -> None:
    with tarfile.open(model) as archive:
        for member in archive.getmembers():
            content = archive.extractfile(member) if _OURS.fullmatch(member.name) else None
            if content is not None:
                (folder / Path(member.name).name).write_bytes(content.read())
