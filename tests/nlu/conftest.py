import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.nlu.comprehension import Comprehension
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.examples import FOLDER, read_examples
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.normalise import Normaliser
from bot.nlu.learnt import Learnt, load, save
from bot.nlu.thresholds import Thresholds
from bot.nlu.training import train
from bot.nlu.why_archive import learnt_of
from cli.train import MODEL, ROOT, is_learnt_from
from facts.orientation import routes

CODE = Path(__file__).parents[2] / "bot" / "nlu"


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    return Lexicons.read()


@pytest.fixture(scope="session")
def normaliser(lexicons: Lexicons) -> Normaliser:
    return Normaliser(lexicons)


def _digest(lexicons: Lexicons) -> str:
    files = [*sorted(FOLDER.glob("*.yml")), *sorted(CODE.rglob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files) + lexicons.digest().encode()).hexdigest()[:16]


@pytest.fixture(scope="session")
def learnt(lexicons: Lexicons, request: pytest.FixtureRequest) -> Learnt:
    """Learnt from data/nlu as it is now: taken from the trained model when that is of now, else learnt and kept in pytest's cache; the
    thresholds are those of the file as it is now.
    """
    if is_learnt_from(ROOT, MODEL):
        return replace(learnt_of(MODEL)[0], thresholds=Thresholds.read())
    folder: Path = request.config.cache.mkdir(f"pupil-{_digest(lexicons)}")
    if not (folder / "done").exists():
        for older in folder.parent.glob("pupil-*"):
            shutil.rmtree(older)
        folder.mkdir()
        save(train(read_examples(), lexicons, SentenceEncoder()), lexicons, folder)
        (folder / "done").touch()
    return replace(load(folder)[0], thresholds=Thresholds.read())


@pytest.fixture(scope="session")
def comprehension(learnt: Learnt, lexicons: Lexicons) -> Comprehension:
    return Comprehension(learnt, lexicons, SentenceEncoder(), routes)
