"""Each row of docs/threat-model.md that says that something stops somebody names the tests that prove it, and they are there."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATH = re.compile(r"`((?:tests|docs|benchmarks|bot|web|handoff)/[\w./-]+)`")
LETTERS = set("STRIDE")


def model() -> str:
    return (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")


def rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 5 and cells[0]:
            yield cells


def faults(text: str) -> list[str]:
    found = []
    for letters, who, stops, proved, remains in rows(text):
        if set(letters.replace(" ", "")) - LETTERS:
            found.append(f"{who}: « {letters} » is no letter of STRIDE")
        if not re.search(r"`tests/[\w./-]+\.py`", proved):
            found.append(f"{who}: nothing proves « {stops} »")
        if not remains:
            found.append(f"{who}: does not say what remains")
    return found


def test_every_protection_names_a_test_and_says_what_remains() -> None:
    assert len(list(rows(model()))) > 40
    assert not faults(model())


def test_everything_it_names_is_there() -> None:
    assert not [path for path in PATH.findall(model()) if not (ROOT / path).exists()]


def test_every_arrow_has_a_row_and_every_letter_is_asked_somewhere() -> None:
    arrows = [part for part in model().split("\n## ") if re.match(r"\d", part)]
    assert all(list(rows(part)) for part in arrows)
    assert {letter for letters, *_ in rows(model()) for letter in letters.replace(" ", "")} == LETTERS


def test_a_row_without_proof_is_seen() -> None:
    assert faults("| S | somebody | a promise | – | – |")
    assert faults("| X | somebody | a promise | `tests/web/test_web_access.py` | – |")
    assert not faults("| S D | somebody | a wall | `tests/web/test_web_access.py` | – |")
