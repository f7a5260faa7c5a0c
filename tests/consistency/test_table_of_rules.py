import ast
import re
from functools import cache
from pathlib import Path

import pytest

from content.catalogue import ROOT
from content.judging import JUDGES

PAGE = ROOT / "docs" / "fr" / "regles.md"
GROUPS = (
    (1, 7),
    (10, 16),
    (20, 25),
    (30, 35),
    (40, 48),
    (50, 56),
    (60, 64),
    (70, 73),
    (80, 82),
)  # reference/safeguarding.md C.2
RULES = [f"R{number:02}" for first, last in GROUPS for number in range(first, last + 1)]
JUDGED, REREAD, NOT_YET = "jugée", "relue", "pas encore"
MOST_NOT_YET = 2
OUR_ROOM = "tests/consistency/"


def rows(text: str) -> dict[str, tuple[str, list[str]]]:
    """Each rule of the page: its sentence, and how it is said to be checked."""
    found = re.findall(r"^\| (R\d\d) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    return {rule: (asked, [each.strip("` ") for each in checked.split(",")]) for rule, asked, checked in found}


@cache
def named_tests(path: Path) -> dict[str, str]:
    """Each test of a file: its name, and its source with the comments just above it."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    named: dict[str, str] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)]) - 1
            while first and lines[first - 1].startswith("#"):
                first -= 1
            named[node.name] = "\n".join(lines[first : node.end_lineno])
    return named


def lies(text: str) -> list[str]:
    """What this page says that is not so."""
    judged = {judge.rule for judge in JUDGES}
    found = [f"{rule} is missing" for rule in RULES if rule not in rows(text)]
    for rule, (_, checks) in rows(text).items():
        if (JUDGED in checks) != (rule in judged):
            found.append(f"{rule}: judged or not?")
        found += [f"{rule}: {fault}" for check in checks if (fault := _fault(rule, check))]
    return found


def _fault(rule: str, check: str) -> str | None:
    if check in (JUDGED, REREAD, NOT_YET):
        return None
    path, _, test = check.partition("::")
    if not (ROOT / path).is_file():
        return f"no file {path}"
    if not test:
        return f"{path} is a test file without a test" if path.startswith("tests/") else None
    source = named_tests(ROOT / path).get(test)
    if source is None:
        return f"no test {test}"
    return f"{test} does not name it" if path.startswith(OUR_ROOM) and rule not in source else None


def test_the_page_of_the_rules_says_nothing_that_is_not_so():
    assert lies(PAGE.read_text(encoding="utf-8")) == []


def test_the_page_has_the_rules_in_their_order_once_each_with_one_sentence():
    listed = re.findall(r"^\| (R\d\d) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == RULES
    assert all(
        len(asked.split()) >= 2 and asked.endswith(".") for asked, _ in rows(PAGE.read_text(encoding="utf-8")).values()
    )


def test_what_is_held_by_nothing_is_said_and_does_not_grow():
    nothing = [rule for rule, (_, checks) in rows(PAGE.read_text(encoding="utf-8")).items() if NOT_YET in checks]
    assert len(nothing) <= MOST_NOT_YET


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("| R16 |", "| R99 |", "R16 is missing"),
        ("| R01 |", "| R01 | Autre. | jugée |\n| R98 |", "R01: judged or not?"),
        ("| Jamais « pourquoi ». | jugée |", "| Jamais « pourquoi ». | relue |", "R16: judged or not?"),
        ("test_titles_and_icon_are_neutral", "test_that_is_not_there", "R44: no test test_that_is_not_there"),
        ("web/client/src/texts/desk.fr.ts", "web/nowhere.ts", "R56: no file web/nowhere.ts"),
        ("test_rules_one_by_one.py::test_every_question_can_be_left_unanswered", "test_rules_one_by_one.py::test_whatever_is_answered_people_to_reach_are_in_sight", "R14: test_whatever_is_answered_people_to_reach_are_in_sight does not name it"),
    ],
    ids=str,
)  # fmt: skip
def test_a_page_that_lies_is_caught(written, instead, said):
    page = PAGE.read_text(encoding="utf-8")
    assert written in page
    assert said in lies(page.replace(written, instead, 1))
