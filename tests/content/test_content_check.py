"""An editor breaks one thing: one line says where, what and how to mend it; the rest stays quiet."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from content.check import CHECKS, Place, Remark, check
from content.check.remarks import texts
from content.check.said import by_the_program
from tests.content.breaking import BROKEN, break_it

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
OF_ONE = {
    "fact_malformed": "whole",
    "fact_together": "whole",
    "fact_twice": "whole",
    "scene_unsaid": "said",
    "scene_language": "said",
}  # not as their kin
ONE = dict(CHECKS)
OF_CODE = {"shape": "shapes", "page": "whole", "placeholder": "placeholders", "adults": "adults", "yaml": "yaml", "example": "examples", "personal": "examples", "evaluation": "evaluations", "rule": "rules",
           "scene": "scenes", "story": "stories", "fact": "facts", "judged": "judged"}  # fmt: skip


Found = set[tuple[str, str, str]]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return copied_into(tmp_path)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Found]:
    """What one kind of check finds where nothing is broken: read once for all that is broken afterwards."""

    @cache
    def found(kind: str) -> Found:
        whole = copied_into(tmp_path_factory.mktemp("whole"))
        if kind == "judged":
            keep_few_scenes(whole)
        return seen(ONE[kind](whole))

    return found


def copied_into(folder: Path) -> Place:
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "tests" / "stories", folder / "tests" / "stories", ignore=shutil.ignore_patterns("*.py"))
    shutil.copy(ROOT / "domain.yml", folder)
    kept = folder / "benchmarks" / "recognition"
    kept.mkdir(parents=True)
    (kept / "unseen-essai.jsonl").write_text('{"text": "Une phrase gardée pour mesurer le robot."}\n', encoding="utf-8")
    return Place(folder, TODAY)


def seen(found: Iterable[Remark]) -> Found:
    return {(each.file, each.code, each.what) for each in found}


def keep_few_scenes(place: Place) -> None:
    """The judges read every scene at every hour: a few files are enough to try them."""
    for path in place.responses:
        if path.name not in {"fugue.yml", "web.yml", "telegram.yml", "reperes.yml", "tes_mots.yml"}:
            path.unlink()


def line_of(remark: Remark) -> str:
    return f"{remark.what} → {remark.how}"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken["name"])
def test_what_is_broken_is_said_in_one_line(place: Place, before: Callable[[str], Found], broken: dict[str, Any]):
    kind = OF_ONE.get(broken["code"]) or OF_CODE[broken["code"].partition("_")[0]]
    if kind == "judged":
        keep_few_scenes(place)
    broken_at = break_it(place.root, broken)
    found = [each for each in ONE[kind](place) if not seen([each]) & before(kind)]
    said = [each for each in found if each.code == broken["code"] and broken["says"] in line_of(each)]
    assert said, [line_of(each) for each in found]
    assert "\n" not in line_of(said[0])
    if said[0].file == broken["file"] and broken["code"].startswith(
        ("yaml", "example_s", "personal", "evaluation", "fact", "judged")
    ):
        assert abs(said[0].line - broken_at) <= broken.get("within", 6)
    assert len({each.code for each in found} - {broken["code"]}) <= 1, [line_of(each) for each in found]


def test_every_kind_of_remark_about_writing_is_tried():
    untried = {"yaml_not_text", "yaml_odd_character", "yaml_indent", "rule_none", "scene_no_primary", "scene_no_default", "story_none",
               "judged_known", "judged_not"}  # fmt: skip
    assert texts().keys() - {each["code"] for each in BROKEN} == untried


@pytest.mark.parametrize(
    "bytes_", [b"\xff\xfe\x00", b"a: \x07", b"[" * 3000, b"", b"- 1\n- 2", b"a: b: c", b"!!python/object:os.system {}"]
)
def test_no_file_whatever_it_holds_makes_the_check_fail(place: Place, bytes_: bytes):
    path = place.root / "data" / "responses" / "fugue.yml"
    path.write_bytes(bytes_)
    found = list(check(place))
    assert [each.file for each in found] == ["data/responses/fugue.yml"]
    assert all(each.is_error and line_of(each) for each in found)


def test_the_content_that_is_published_has_nothing_to_mend():
    place = Place(ROOT, TODAY)
    assert [f"{each.file}:{each.line} {line_of(each)}" for each in check(place) if each.is_error] == []


def test_the_command_says_it_for_people_and_for_programs(place: Place):
    break_it(place.root, next(each for each in BROKEN if each["code"] == "yaml_tab"))
    command = [ROOT / "bin" / "parlons-en", "content", "check", "--dossier", place.root]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
    assert (told.returncode, lines.returncode) == (1, 1)
    assert "data/rules/suite.yml:" in told.stdout
    assert "1 erreur(s) à corriger" in told.stdout
    (one,) = [json.loads(line) for line in lines.stdout.splitlines()]
    assert (one["file"], one["code"], one["error"]) == ("data/rules/suite.yml", "yaml_tab", True)
    nowhere = subprocess.run(
        [*command[:3], "--dossier", place.root / "data"], capture_output=True, text=True, check=False
    )
    assert nowhere.returncode == 2
    assert "domain.yml manque" in nowhere.stderr


ODD: list[Any] = [None, 3, [None], "x"]
PARTS = {
    "data/responses/fugue.yml": [("responses", "utter_fugue"), ("responses", "utter_fugue", 0, "text"), ("responses", "utter_fugue", 0, "buttons"),
                                 ("responses", "utter_fugue", 0, "buttons", 0), ("responses", "utter_fugue", 1, "condition"),
                                 ("responses", "utter_fugue", 1, "condition", 0, "value")],
    "data/rules/situations.yml": [("rules", 0), ("rules", 0, "steps"), ("rules", 0, "steps", 0), ("rules", 0, "steps", 1, "action")],
    "data/facts/helplines.yml": [("lines",), ("lines", 0), ("lines", 0, "hours"), ("lines", 0, "sources"), ("lines", 0, "verified_on")],
    "data/nlu/fugue.yml": [("nlu",), ("nlu", 0), ("nlu", 0, "intent"), ("nlu", 0, "metadata"), ("nlu", 0, "metadata", "about"), ("nlu", 0, "examples")],
    "data/responses/adultes.yml": [("responses",), ("responses", "utter_adulte__accueil", 0, "text")],
    "domain.yml": [("intents",), ("intents", 0), ("slots",)],
}  # fmt: skip


@pytest.mark.parametrize(("file", "way"), [(file, way) for file, ways in PARTS.items() for way in ways], ids=str)
def test_no_part_whatever_it_becomes_makes_the_check_fail(place: Place, file: str, way: tuple[Any, ...]):
    """The judges aside: they read what these found to be whole."""
    few = {
        "fugue.yml",
        "web.yml",
        "telegram.yml",
        "reperes.yml",
        "tes_mots.yml",
        "adultes.yml",
        "helplines.yml",
        "situations.yml",
        "floors.yml",
    }
    for path in place.all_files:
        if path.parent != place.root and path.parent.name != "fugue" and path.name not in few:
            path.unlink()
    path = place.root / file
    text = path.read_text(encoding="utf-8")
    for odd in ODD:
        content = yaml.safe_load(text)
        inside = content
        for step in way[:-1]:
            inside = inside[step]
        inside[way[-1]] = odd
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        broken = Place(place.root, TODAY)
        for name, one in CHECKS[:-1]:
            found = list(one(broken))
            assert all(line_of(each) for each in found)
            if found and name in ("yaml", "shapes", "whole"):
                break


def test_the_scenes_that_the_program_says_are_in_the_program():
    code = "\n".join(
        path.read_text(encoding="utf-8") for folder in ("bot", "actions") for path in (ROOT / folder).rglob("*.py")
    )
    known = by_the_program()
    assert [name for name in known["scenes"] if f'"{name}"' not in code] == []
    assert [name for name in known["families"] if f'"{name}' not in code] == []


def test_facts_that_do_not_read_any_more_are_a_remark_and_not_a_fall(place: Place):
    """The judges read the facts as they are imported: the check must begin without them."""
    (place.root / "data" / "facts" / "phrases.yml").write_text("school: {delay", encoding="utf-8")
    found = list(check(place))
    assert [(each.file, each.is_error) for each in found] == [("data/facts/phrases.yml", True)]
    script = "import content.check, sys; sys.exit('content.judging' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
