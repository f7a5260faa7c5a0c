"""`parlons-en content given`, as an editor meets it: one sentence at a time, another one in its place, and nothing of it left."""

import logging
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from cli.content_given import main
from content.check import Place, Remark, evaluations, examples
from database import open_engine
from facts.paris import PARIS
from given.keeping import KEPT, NONE, keep
from given.tables import GIVEN_SENTENCES, prepare
from tests.tallies.test_stats_command import file
from vault import KeyRing

__all__ = ["file"]

SAYINGS = """\
version: "3.1"
nlu:
- intent: harcelement
  metadata: {about: self, urgency: 1}
  examples: |
    - ils se moquent de moi
- intent: harcelement
  metadata: {about: self, urgency: 1, flags: [young]}
  examples: |
    - ils sont pas gentils avec moi
"""
GIVEN = "ils me tèj du groupe a chaque fois"
ANOTHER = "on me met dehors dès que je veux jouer"
HELD_OUT = "personne ne veut plus manger avec moi depuis lundi"
RING = KeyRing((b"k" * 32,))
MARKS = ["harcelement", "moi", "1", ""]


def two_checks(place: Place) -> Iterator[Remark]:
    return chain(examples.check(place), evaluations.check(place))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for folder in ("data/nlu", "benchmarks/recognition"):
        (root / folder).mkdir(parents=True)
    (root / "domain.yml").write_text("intents: [harcelement]\n", encoding="utf-8")
    (root / "data/nlu/harcelement.yml").write_text(SAYINGS, encoding="utf-8")
    (root / "benchmarks/recognition/unseen-x.jsonl").write_text(f'{{"text": "{HELD_OUT}"}}\n', encoding="utf-8")
    return root


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(file: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*answers: str, terminal: bool = True) -> tuple[int, str]:
        left = list(answers)
        done = main(["--dossier", str(project)], two_checks, lambda _: left.pop(0), lambda: terminal)
        assert not left
        said = capsys.readouterr()
        return done, said.out + said.err

    return typed


def given(file: Path, *sentences: str, day: date | None = None) -> None:
    db = open_engine(f"sqlite:///{file}")
    prepare(db)
    with db.begin() as connection:
        for sentence in sentences:
            keep(connection, RING, sentence, NONE, day or datetime.now(PARIS).date(), os.urandom)
    db.dispose()


def rows(file: Path) -> int:
    db = open_engine(f"sqlite:///{file}")
    with db.connect() as connection:
        count = len(connection.execute(GIVEN_SENTENCES.select()).all())
    db.dispose()
    return count


def learnt(project: Path) -> str:
    return (project / "data/nlu/harcelement.yml").read_text(encoding="utf-8")


def test_with_nothing_given_it_says_so(run: Run):
    assert run() == (0, "Aucune phrase n'attend.\n")


def test_another_sentence_is_written_under_its_kin_and_the_pupils_is_erased(run: Run, file: Path, project: Path):
    given(file, GIVEN)
    done, said = run("é", *MARKS, ANOTHER)
    assert done == 0
    assert GIVEN in said
    assert said.index("\033[2J\033[3J") > said.rindex(GIVEN)  # it leaves the screen
    assert learnt(project) == SAYINGS.replace(
        "    - ils se moquent de moi\n", f"    - ils se moquent de moi\n    - {ANOTHER}\n"
    )
    assert rows(file) == 0


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (GIVEN, "Trop proche"),
        (GIVEN.upper() + " !", "Trop proche"),
        ("hier encore ils me tèj du terrain et du banc devant tout le monde sans raison", "Trop proche"),
        ("ils fois du groupe chaque soir", "Trop proche"),
        ("on m'exclut, appelez le 06 12 34 56 78", "numéro de téléphone"),
        ("on m'exclut sur @zoubida2", "compte"),
        (HELD_OUT, "mis"),
        ("ils se moquent de moi", "déjà apprise"),
        ("", "il manque la phrase"),
    ],
    ids=str,
)
def test_what_is_too_near_or_personal_or_kept_apart_is_refused_and_the_sentence_waits(
    run: Run, file: Path, project: Path, typed: str, why: str
):
    given(file, GIVEN)
    done, said = run("e", *MARKS, typed, "q")
    assert done == 0
    assert "Refusé : " in said
    if typed != HELD_OUT:
        assert why in said
    assert learnt(project) == SAYINGS
    assert rows(file) == 1


@pytest.mark.parametrize(
    "marks",
    [
        ["fugue", "moi", "1", ""],
        ["harcelement", "lui", "1", ""],
        ["harcelement", "moi", "3", ""],
        ["harcelement", "moi", "1", "inconnu"],
    ],
    ids=str,
)
def test_marks_that_do_not_exist_are_refused_in_french(run: Run, file: Path, project: Path, marks: list[str]):
    given(file, GIVEN)
    assert "Refusé : " in run("e", *marks, ANOTHER, "q")[1]
    assert learnt(project) == SAYINGS


def test_it_may_be_skipped_thrown_away_or_left_for_later(run: Run, file: Path, project: Path):
    given(file, GIVEN, "une autre phrase", "et une autre encore")
    assert "0 écrites, 0 jetées, 0 laissées" in run("e", "", "q")[1]
    assert rows(file) == 3
    assert "0 écrites, 1 jetées, 2 laissées" in run("p", "zut", "j", "p")[1]
    assert rows(file) == 2
    assert learnt(project) == SAYINGS


def test_nothing_is_shown_where_it_could_stay_in_a_file(run: Run, file: Path):
    given(file, GIVEN)
    done, said = run(terminal=False)
    assert done == 2
    assert "qu'à l'écran" in said
    assert GIVEN not in said


def test_what_has_waited_four_weeks_is_erased_and_not_shown(run: Run, file: Path):
    given(file, GIVEN, day=datetime.now(PARIS).date() - KEPT - timedelta(days=6))
    assert run() == (0, "Aucune phrase n'attend.\n")
    assert rows(file) == 0


def test_its_words_are_in_no_log_and_no_file(run: Run, file: Path, project: Path, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    given(file, "zinzolinade a la cantine tous les midis")
    run("e", *MARKS, "zinzolinade a la cantine tous les midis", "é", *MARKS, ANOTHER)
    assert "zinzolinade" not in caplog.text
    files = [path for path in file.parent.rglob("*") if path.is_file()]
    assert not [path for path in files if b"zinzolinade" in path.read_bytes()]
