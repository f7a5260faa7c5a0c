"""`parlons-en content usage`, as it is run: what the content team reads, and what it never can."""

from pathlib import Path

import pytest

from cli.content import main
from database import open_engine
from tallies.counting import NOT_THAT, SCENE, UNHEARD
from tallies.places import EVERYWHERE
from tallies.tables import prepare
from tests.tallies.test_reading import write
from tests.tallies.test_stats_command import file

__all__ = ["file"]


def fill(file: Path, *cells: tuple[str, int]) -> None:
    db = open_engine(f"sqlite:///{file}")
    prepare(db)
    write(db, *((EVERYWHERE, 2020, 1, what, count) for what, count in cells))
    db.dispose()


def test_the_scenes_are_listed_with_what_was_not_understood_and_what_was_contradicted(
    file: Path, capsys: pytest.CaptureFixture[str]
):
    fill(
        file,
        (SCENE + "harcelement", 200),
        (SCENE + "fugue", 9),
        (UNHEARD + "harcelement", 50),
        (NOT_THAT + "danger", 14),
        (NOT_THAT + "harcelement", 10),
    )
    assert main(["usage"]) == 0
    read = capsys.readouterr().out
    lines = [line.split("│")[1:4] for line in read.splitlines() if "│" in line]
    cells = [tuple(cell.strip() for cell in line) for line in lines]
    assert cells == [
        ("harcelement", "200", ""),
        ("harcelement", "50", "25"),
        ("un danger, sans autre sujet", "14", ""),
        ("harcelement", "10", "5"),
    ]
    rare = read[read.index("moins de 10 conversations :") :]
    assert "fugue" in rare
    assert "suicide" in rare
    assert "Premier trimestre 2020-2021" in read


def test_small_numbers_are_nowhere(file: Path, capsys: pytest.CaptureFixture[str]):
    fill(file, (SCENE + "fugue", 9), (UNHEARD + "fugue", 8), (NOT_THAT + "fugue", 7))
    assert main(["usage"]) == 0
    read = capsys.readouterr().out
    assert read.count("Rien au-dessus du seuil.") == 3
    assert not {"7", "8", "9"} & set(read.split())


def test_with_nothing_counted_it_says_so(file: Path, capsys: pytest.CaptureFixture[str]):
    fill(file, (SCENE + "fugue", 0))
    db = open_engine(f"sqlite:///{file}")
    with db.begin() as connection:
        connection.exec_driver_sql("delete from tallies")
    db.dispose()
    assert main(["usage"]) == 0
    assert "aucun trimestre terminé" in capsys.readouterr().out


def test_without_a_database_it_says_what_is_missing(file: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["usage"]) == 2
    assert str(file) in capsys.readouterr().err
    assert not file.exists()
