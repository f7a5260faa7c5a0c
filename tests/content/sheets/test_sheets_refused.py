"""A workbook with something wrong is refused whole, and one line of French says where and what."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from small_project import everything

from cli.content_export import main as content_export
from cli.content_import import main as content_import
from content.check import CHECKS, Place, Remark
from content.sheets import opening
from content.sheets.changes import changes
from content.sheets.opening import opened
from content.sheets.refusals import BadWorkbookError
from content.sheets.texts import texts

Edit = Callable[[str, dict[str, Any]], None]
BROKEN: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("broken_sheets.yml").read_text(encoding="utf-8"))


def break_it(workbook: Path, place: Place, edit: Edit, broken: dict[str, Any]) -> None:
    if "project" in broken:
        path = place.root / broken["project"]["file"]
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(broken["project"]["replace"], broken["project"]["with"]), encoding="utf-8")
    if "cells" in broken:
        edit(broken["sheet"], broken["cells"])
        return
    book = load_workbook(workbook)
    if "delete_sheet" in broken:
        del book[broken["delete_sheet"]]
    if "delete_row" in broken:
        book[broken["sheet"]].delete_rows(broken["delete_row"])
    for source, target in broken.get("copy", {}).items():
        for cell in list(book[broken["sheet"]][source]):
            book[broken["sheet"]].cell(target, cell.column).value = cell.value
    book.save(workbook)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken["name"])
def test_what_is_wrong_is_said_by_sheet_and_row(place: Place, workbook: Path, edit: Edit, broken: dict[str, Any]):
    break_it(workbook, place, edit, broken)
    assert [str(each) for each in changes(place, opened(workbook)).refusals] == [broken["says"]]


@pytest.mark.parametrize("broken", BROKEN[:3], ids=lambda broken: broken["name"])
def test_one_wrong_row_and_nothing_at_all_is_written(
    place: Place, workbook: Path, edit: Edit, capsys: Any, broken: dict[str, Any]
):
    edit("Phrases", {"F6": "Une autre phrase."})
    break_it(workbook, place, edit, broken)
    before = everything(place)
    assert content_import([str(workbook), "--dossier", str(place.root)], checked=lambda _: []) == 1
    assert everything(place) == before
    told = capsys.readouterr().err
    assert broken["says"] in told
    assert "Rien n'a été changé : 1 chose(s) à corriger dans le classeur." in told


def test_every_reason_has_its_case():
    says = [each["says"].partition(" : ")[2] for each in BROKEN]
    untried = {
        "long", "unfaithful", "remark",  # below
    }  # fmt: skip
    for of in ("row", "sheet"):
        for code, sentence in texts()[of].items():
            begins = max(sentence.replace("}", "{").split("{"), key=len)
            tried = any(begins in each for each in says)
            assert tried != (code in untried), code


def test_a_text_too_long(place: Place, workbook: Path, edit: Edit):
    edit("Façons de dire", {"G2": "a" * 501})
    (refusal,) = changes(place, opened(workbook)).refusals
    assert str(refusal) == "Feuille Façons de dire, ligne 2 : ce texte est trop long (501 signes, 500 au plus)."


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return held.getvalue()


def of(workbook: Path, **changed: bytes) -> bytes:
    with zipfile.ZipFile(workbook) as made:
        return packed(
            {
                **{name: made.read(name) for name in made.namelist()},
                **{name.replace("__", "/"): data for name, data in changed.items()},
            }
        )


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><lolz>&b;</lolz>'
LAUGHS_16 = LAUGHS.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda _: b"", "not_xlsx"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(1000), "not_xlsx"),
    "a csv": (lambda _: "Fichier;Texte\n".encode("latin-1"), "not_xlsx"),
    "a page of html": (lambda _: b"<html><table></table></html>", "not_xlsx"),
    "a zip of something else": (
        lambda _: packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "not_xlsx",
    ),
    "under a password, or old": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "encrypted"),
    "macros": (lambda path: of(path, **{"xl__vbaProject.bin": b"x"}), "macros"),
    "an embedded program": (lambda path: of(path, **{"xl__embeddings__oleObject1.bin": b"x"}), "macros"),
    "links to another workbook": (lambda path: of(path, **{"xl__externalLinks__externalLink1.xml": b"<x/>"}), "links"),
    "a bomb": (lambda path: of(path, **{"xl__bomb.bin": bytes(opening.MOST_UNPACKED + 1)}), "bomb"),
    "many parts": (lambda path: of(path, **{f"xl__{number}": b"" for number in range(opening.MOST_PARTS)}), "bomb"),
    "entities": (lambda path: of(path, **{"xl__styles.xml": LAUGHS}), "bomb"),
    "entities, in another encoding": (lambda path: of(path, **{"xl__styles.xml": LAUGHS_16}), "bomb"),
    "cut in the middle": (lambda path: path.read_bytes()[:3000], "damaged"),
    "a part that is not XML": (lambda path: of(path, **{"xl__workbook.xml": b"<workbook"}), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_ordinary_workbook_is_not_opened(workbook: Path, name: str):
    made, code = HOSTILE[name]
    workbook.write_bytes(made(workbook))
    with pytest.raises(BadWorkbookError) as refused:
        opened(workbook)
    assert str(refused.value) == code
    assert refused.value.said.startswith("Ce fichier n'a pas été lu : ")


def test_a_part_longer_than_it_says_is_not_read(workbook: Path):
    data = bytearray(of(workbook, **{"xl__bomb.bin": bytes(5_000_000)}))
    size = (5_000_000).to_bytes(4, "little")
    workbook.write_bytes(bytes(data).replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(BadWorkbookError, match="damaged"):
        opened(workbook)


def test_too_big_is_not_even_read(workbook: Path):
    with workbook.open("r+b") as file:
        file.truncate(opening.MOST_BYTES + 1)
    with pytest.raises(BadWorkbookError, match="too_big"):
        opened(workbook)


def test_rows_without_end(workbook: Path, edit: Edit):
    edit("Ajouts", {f"E{opening.MOST_ROWS + 2}": "je me casse"})
    found = opened(workbook)
    assert [str(each) for each in found.refusals] == ["Feuille Ajouts : il y a trop de lignes (100000 au plus)."]


def test_somebody_elses_workbook(tmp_path: Path):
    Workbook().save(tmp_path / "autre.xlsx")
    with pytest.raises(BadWorkbookError, match="not_ours"):
        opened(tmp_path / "autre.xlsx")


def test_that_of_another_version(workbook: Path, edit: Edit):
    edit("parlons-en", {"B1": "99"})
    with pytest.raises(BadWorkbookError, match="version"):
        opened(workbook)


class TestTheCommands:
    def test_out_tried_then_in(self, place: Place, tmp_path: Path, edit: Edit, capsys: Any):
        before = everything(place)
        edit("Phrases", {"F6": "Une autre phrase."})
        command = [str(tmp_path / "phrases.xlsx"), "--dossier", str(place.root)]
        assert content_import([*command, "--essai"], checked=lambda _: []) == 0
        told = capsys.readouterr().out
        assert (
            "Feuille Phrases, ligne 6 → data/responses/fugue.yml : « Une phrase nue » devient « Une autre phrase. »"
            in told
        )
        assert "Essai : 1 changement(s), rien n'a été écrit." in told
        assert everything(place) == before
        assert content_import(command, checked=lambda _: []) == 0
        assert "1 changement(s) écrits dans 1 fichier(s)." in capsys.readouterr().out
        assert everything(place) != before

    def test_a_workbook_is_never_written_over(self, place: Place, workbook: Path, capsys: Any):
        data = workbook.read_bytes()
        assert content_export(["--vers", str(workbook), "--dossier", str(place.root)]) == 2
        assert "existe déjà" in capsys.readouterr().err
        assert workbook.read_bytes() == data

    def test_a_file_that_is_no_workbook(self, place: Place, tmp_path: Path, capsys: Any):
        (tmp_path / "notes.xlsx").write_text("bonjour", encoding="utf-8")
        assert content_import([str(tmp_path / "notes.xlsx"), "--dossier", str(place.root)]) == 2
        assert capsys.readouterr().err.startswith("Ce fichier n'a pas été lu : ce n'est pas un classeur .xlsx.")

    def test_a_project_that_does_not_read_any_more(self, place: Place, workbook: Path, capsys: Any):
        (place.root / "data" / "responses" / "fugue.yml").write_text("a: b: c", encoding="utf-8")
        assert content_import([str(workbook), "--dossier", str(place.root)]) == 2
        assert "parlons-en content check" in capsys.readouterr().err

    def test_what_the_check_would_refuse_is_said_by_its_row(
        self, place: Place, workbook: Path, edit: Edit, capsys: Any
    ):
        edit("Ajouts", {"A2": "fugue", "B2": "moi", "C2": "1", "E2": "je suis parti, appelle au 06 12 34 56 78"})
        before = everything(place)
        assert content_import([str(workbook), "--dossier", str(place.root)], checked=dict(CHECKS)["examples"]) == 1
        told = capsys.readouterr().err
        assert "Feuille Ajouts, ligne 2 : Un numéro de téléphone : « 06 12 34 56 78 ». → Retirez-le." in told
        assert everything(place) == before

    def test_what_was_already_wrong_does_not_stop_it(self, place: Place, workbook: Path, edit: Edit):
        edit("Phrases", {"F6": "Une autre phrase."})
        known = Remark("data/nlu/fugue.yml", 3, "example_block")
        assert content_import([str(workbook), "--dossier", str(place.root)], checked=lambda _: [known]) == 0
