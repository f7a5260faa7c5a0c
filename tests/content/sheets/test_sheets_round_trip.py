"""The spreadsheet way: out and back loses nothing; what is changed there is changed in the files, and nothing else."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from small_project import AT, ROOT, SAYINGS, everything

from content.check import Place
from content.sheets.applying import ChangedMeanwhileError, apply, written
from content.sheets.changes import Changes, changes
from content.sheets.opening import opened
from content.sheets.reading import sentences
from content.sheets.writing import export

Edit = Callable[[str, dict[str, Any]], None]
SCENES, SAID, ADDED = "Phrases", "Façons de dire", "Ajouts"
TEXT = {SCENES: "F", SAID: "G", ADDED: "E"}
REMOVE = "H"


def found(place: Place, workbook: Path) -> Changes:
    return changes(place, opened(workbook))


def carried_out(place: Place, workbook: Path) -> None:
    what = found(place, workbook)
    assert [str(each) for each in what.refusals] == []
    files, refusals = written(place, what)
    assert refusals == []
    apply(files)


def test_out_and_back_changes_nothing(place: Place, workbook: Path):
    before = everything(place)
    what = found(place, workbook)
    assert (what.said, what.learnt, what.added, what.refusals) == ([], [], [], [])
    carried_out(place, workbook)
    assert everything(place) == before


def test_saved_again_by_a_spreadsheet_it_still_changes_nothing(place: Place, workbook: Path):
    load_workbook(workbook).save(workbook)
    what = found(place, workbook)
    assert (what.said, what.learnt, what.added, what.refusals) == ([], [], [], [])


def test_the_real_content_goes_out_and_back(tmp_path: Path):
    real = Place(ROOT, AT.date())
    export(real, tmp_path / "tout.xlsx", AT)
    what = found(real, tmp_path / "tout.xlsx")
    assert (what.said, what.learnt, what.added, what.refusals) == ([], [], [], [])
    book = load_workbook(tmp_path / "tout.xlsx", read_only=True)
    assert {sheet.title for sheet in book} == {"Lisez-moi", SCENES, SAID, ADDED, "Numéros", "parlons-en"}
    told = {path.name for path in real.responses if "\nresponses:" in path.read_text(encoding="utf-8")}
    assert {
        row[1].removeprefix("data/responses/") for row in book[SCENES].iter_rows(min_row=2, values_only=True)
    } == told


def test_what_is_changed_is_all_that_changes(place: Place, workbook: Path, edit: Edit):
    before = everything(place)
    edit(SCENES, {"F3": "Merci d'être là : je te crois."})
    edit(SAID, {"G2": "je veux partir 🙂", f"{REMOVE}4": "oui"})
    edit(ADDED, {"A2": "fugue", "B2": "autre", "C2": "1", "E2": "ma copine est partie de chez elle"})
    carried_out(place, workbook)
    after = everything(place)
    assert after.pop("data/responses/fugue.yml") == before.pop("data/responses/fugue.yml").replace(
        b'"Merci. Je te crois."', '"Merci d\'être là : je te crois."'.encode()
    )
    wanted = SAYINGS.replace("je veux partir de chez moi", "je veux partir 🙂").replace(
        "    - -_- j'en peux plus de chez moi\n", ""
    )
    block = "- intent: fugue\n  metadata: {about: other, urgency: 1}\n  examples: |\n    - ma copine est partie de chez elle\n"
    assert after.pop("data/nlu/fugue.yml").decode() == wanted + block
    before.pop("data/nlu/fugue.yml")
    assert after == before


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=60))
def test_whatever_is_typed_comes_back_as_typed_or_is_refused(place: Place, workbook: Path, edit: Edit, text: str):
    edit(SCENES, {"F2": text})
    what = found(place, workbook)
    assert [each.after for each in what.said] == [] or what.said[0].after.split() == text.split()
    assert what.said or what.refusals


def test_sorting_and_moving_columns_is_nothing(place: Place, workbook: Path):
    book = load_workbook(workbook)
    sheet = book[SAID]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate([rows[0], *sorted(rows[1:], key=lambda row: str(row[6]))], start=1):
        for place_of, value in enumerate([*row[1:], row[0]], start=1):
            sheet.cell(number, place_of).value = value
            sheet.cell(number, place_of).data_type = "s"
    book.save(workbook)
    what = found(place, workbook)
    assert (what.said, what.learnt, what.added, what.refusals) == ([], [], [], [])


def test_what_changed_in_the_project_meanwhile_is_kept(place: Place, workbook: Path, edit: Edit):
    path = place.root / "data" / "nlu" / "fugue.yml"
    path.write_text(
        SAYINGS.replace("# dit tel quel\n", "# dit tel quel, et relu\n").replace(
            "c'est quoi une fugue", "c'est quoi fuguer"
        ),
        encoding="utf-8",
    )
    edit(SAID, {"G2": "je pars de chez moi"})
    carried_out(place, workbook)
    text = path.read_text(encoding="utf-8")
    assert "c'est quoi fuguer" in text
    assert "et relu" in text
    assert "je pars de chez moi" in text


def test_one_text_used_twice_is_changed_once(place: Place, workbook: Path, edit: Edit):
    edit(SCENES, {"F4": "Tu fais bien d'en parler."})
    carried_out(place, workbook)
    assert [each.text for each in sentences(place)][2:4] == ["Tu fais bien d'en parler."] * 2


def test_no_cell_is_ever_a_formula(place: Place, tmp_path: Path):
    path = place.root / "data" / "nlu" / "fugue.yml"
    path.write_text(
        SAYINGS.replace("c'est quoi une fugue", '=HYPERLINK("http://x.fr","fugue")\n    - +33 c\'est où\n    - @moi'),
        encoding="utf-8",
    )
    export(place, tmp_path / "f.xlsx", AT)
    with zipfile.ZipFile(tmp_path / "f.xlsx") as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/")}
    assert not any(re.search(r"<f[ >/]", text) for text in parts.values())
    book = load_workbook(tmp_path / "f.xlsx")
    risky = [cell for row in book[SAID].iter_rows() for cell in row if str(cell.value)[:1] in "=+-@"]
    assert {(cell.data_type, cell.number_format) for cell in risky} == {("s", "@")}
    assert len(risky) == 4
    what = found(place, tmp_path / "f.xlsx")
    assert (what.learnt, what.refusals) == ([], [])


def test_only_what_may_change_is_unlocked(workbook: Path):
    book = load_workbook(workbook)
    assert all(sheet.protection.sheet for sheet in book if sheet.title != "parlons-en")
    for title, columns in {SCENES: "F", SAID: "GH", ADDED: "ABCDE", "Numéros": ""}.items():
        free = {cell.column_letter for cell in book[title][2] if not cell.protection.locked}
        assert free == set(columns)
    assert book["parlons-en"].sheet_state == "hidden"


class TestNothingIsHalfWritten:
    """Two files change: whatever goes wrong, both are as before."""

    @pytest.fixture
    def files(self, place: Place, workbook: Path, edit: Edit):
        edit(SCENES, {"F3": "Autre chose."})
        edit(SAID, {"G2": "je pars"})
        files, _ = written(place, found(place, workbook))
        assert len(files) == 2
        return files

    @pytest.mark.parametrize("failing", [1, 2])
    def test_when_a_file_cannot_take_its_place(self, place: Place, files: Any, failing: int):
        before, calls = everything(place), []

        def replace(source: Path, target: Path) -> None:
            calls.append(target)
            if len(calls) == failing:
                raise PermissionError(13, "refusé")
            source.replace(target)

        with pytest.raises(PermissionError):
            apply(files, replace)
        assert everything(place) == before
        assert not list(place.root.rglob(".*.import"))

    def test_when_somebody_else_wrote(self, place: Place, files: Any):
        path = place.root / "data" / "nlu" / "fugue.yml"
        path.write_text(SAYINGS + "# relu\n", encoding="utf-8")
        before = everything(place)
        with pytest.raises(ChangedMeanwhileError):
            apply(files)
        assert everything(place) == before
