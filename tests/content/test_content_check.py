"""An editor breaks one thing: one line says where, what and how to mend it; the rest stays quiet."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from content.check import CHECKS, Place, Remark, check
from content.check.remarks import texts

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
BROKEN: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("broken.yml").read_text(encoding="utf-8"))
ONE = dict(CHECKS)
OF_CODE = {"yaml": "yaml", "example": "examples", "personal": "examples", "evaluation": "evaluations", "rule": "rules",
           "scene": "scenes", "story": "stories", "fact": "facts", "judged": "judged"}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Place:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "tests" / "stories", tmp_path / "tests" / "stories", ignore=shutil.ignore_patterns("*.py"))
    shutil.copy(ROOT / "domain.yml", tmp_path)
    (tmp_path / "docs" / "fr").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "fr" / "regles.md", tmp_path / "docs" / "fr")
    kept = tmp_path / "benchmarks" / "recognition"
    kept.mkdir(parents=True)
    (kept / "unseen-essai.jsonl").write_text('{"text": "Une phrase gardée pour mesurer le robot."}\n', encoding="utf-8")
    return Place(tmp_path, TODAY)


def break_it(place: Place, broken: dict[str, Any]) -> int:
    """Break one thing; the answer is the first line that is not as before."""
    path = place.root / broken["file"]
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    wrong = text.replace(broken["replace"], broken["with"], 1) if "replace" in broken else text + broken["with"]
    assert wrong != text
    path.write_text(wrong, encoding="utf-8")
    before, after = text.splitlines(), wrong.splitlines()
    return next(
        (n for n, (one, other) in enumerate(zip(before, after, strict=False), 1) if one != other), len(before) + 1
    )


def keep_few_scenes(place: Place) -> None:
    """The judges read every scene at every hour: a few files are enough to try them."""
    for path in place.responses:
        if path.name not in {"fugue.yml", "web.yml", "telegram.yml", "reperes.yml"}:
            path.unlink()


def line_of(remark: Remark) -> str:
    return f"{remark.what} → {remark.how}"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken["name"])
def test_what_is_broken_is_said_in_one_line(place: Place, broken: dict[str, Any]):
    one = ONE[OF_CODE[broken["code"].partition("_")[0]]]
    if broken["code"] == "judged":
        keep_few_scenes(place)
    before = {(each.file, each.code, each.what) for each in one(place)}
    broken_at = break_it(place, broken)
    found = [each for each in one(place) if (each.file, each.code, each.what) not in before]
    said = [each for each in found if each.code == broken["code"] and broken["says"] in line_of(each)]
    assert said, [line_of(each) for each in found]
    assert "\n" not in line_of(said[0])
    if said[0].file == broken["file"] and broken["code"].startswith(
        ("yaml", "example_s", "personal", "evaluation", "fact", "judged")
    ):
        assert abs(said[0].line - broken_at) <= 6
    assert len({each.code for each in found} - {broken["code"]}) <= 1, [line_of(each) for each in found]


def test_every_kind_of_remark_about_writing_is_tried():
    untried = {"yaml_not_text", "yaml_odd_character", "yaml_indent", "yaml_empty", "example_block", "example_twice", "personal_mail",
               "personal_account", "rule_none", "scene_empty", "scene_key", "scene_buttons", "scene_button_twice", "scene_no_primary",
               "scene_no_default", "story_none", "fact_no_date", "judged_known"}  # fmt: skip
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
    break_it(place, next(each for each in BROKEN if each["code"] == "yaml_tab"))
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
