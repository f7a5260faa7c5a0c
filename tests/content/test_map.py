"""The map of the dialogue against the files that it is drawn from, and against the bot's own choice of words."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cli.content_check import main as check
from cli.content_map import main
from content.check.lines import Unreadable
from content.check.place import Place
from content.map.anchors import Anchors, anchors
from content.map.dialogue import Dialogue, read_dialogue
from content.map.page import TEXTS, MapPage, case, map_page
from content.map.words_of import rows, variation
from content.readings_elsewhere import PUPILS_PARTS
from tests.content.breaking import BROKEN, break_it

ROOT = Path(__file__).resolve().parents[2]
PLACE = Place(ROOT, date(2026, 11, 23))
OF_THE_DIALOGUE = [
    each for each in BROKEN if each["file"].startswith(("data/", "domain.yml")) and "/facts/" not in each["file"]
]
MOST_BYTES = 3_000_000
LABELLED = ("about", "urgency", "flags", "profile", "lieu")


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return read_dialogue(PLACE)


@pytest.fixture(scope="module")
def page(dialogue: Dialogue) -> MapPage:
    return map_page(dialogue, "23/11/2026 à 06h00")


@pytest.fixture(scope="module")
def linked(dialogue: Dialogue) -> Anchors:
    return anchors(PLACE, dialogue)


def written() -> dict[str, list[dict[str, Any]]]:
    """Every scene of data/responses/, read without the map's own reader."""
    files = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in PLACE.responses)
    return {name: each for file in files for name, each in (file.get("responses") or {}).items()}


def test_every_scene_and_every_one_of_its_words_is_on_the_map(dialogue: Dialogue):
    assert set(dialogue.scenes) == set(written())
    for name, variations in written().items():
        shown = {said.conditions for said in dialogue.scenes[name].variations}
        missing = [each for each in variations if variation(each).conditions not in shown]
        assert not missing, name


def test_every_rule_answers_on_the_map_and_every_button_leads_to_its_scene(dialogue: Dialogue):
    rules = [rule for path in PLACE.rules for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]]
    led = {(rule["steps"][0]["intent"], rule["steps"][1]["action"]) for rule in rules if "intent" in rule["steps"][0]}
    assert {(each.intent, scene) for scene, told in dialogue.told.items() for each in told} == led
    assert dialogue.leads_to('/niveau{"register": "primaire"}') == "utter_niveau"
    assert dialogue.leads_to("/que_faire") == "utter_que_faire"
    assert ("utter_harcelement", "Que faire maintenant ?") in dialogue.pressed_in["utter_que_faire"]


def test_each_case_that_the_files_tell_apart_is_named_in_french():
    conditions = {
        (each["name"], str(each["value"])) for variations in written().values() for one in variations for each in one.get("condition", ())
    }  # fmt: skip
    assert not [each for each in conditions if each[0] in LABELLED and each[1] not in TEXTS["conditions"][each[0]]]
    assert not {name for name, _ in conditions} - {*LABELLED, "situation", "appli", "register"}
    assert case((("about", "author"), ("flags", "retract"))).startswith("Quand qui écrit l'a fait et ")


def test_the_page_is_whole_and_asks_for_nothing_else(page: MapPage, dialogue: Dialogue):
    ids = re.findall(r'\bid="([^"]+)"', page.html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page.html)) <= set(ids)
    assert set(dialogue.scenes) <= set(ids)
    assert not re.findall(r'(?:src|href)="(?!#)', page.html)
    assert "{" not in "".join(re.findall(r"<p>([^<]*)</p>", page.html))  # every fact is said
    assert len(page.html.encode()) < MOST_BYTES


def test_what_an_editor_writes_is_never_a_tag_of_the_page(tmp_path: Path):
    place = copy_to(tmp_path)
    path = tmp_path / "data" / "responses" / "fugue.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Merci de", "<script>alert(1)</script>", 1), encoding="utf-8"
    )
    html = map_page(read_dialogue(place), "").html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.count("<script") == 1


def copy_to(folder: Path, file: str = "") -> Place:
    """The rules, and of the rest what answers a runaway, what nothing starts without, and that file: enough to be drawn, and soon read."""
    for path in (ROOT / "data").glob("*/*.yml"):
        wanted = path.parent.name in ("rules", "facts") or path.stem == "fugue" or path.name in PUPILS_PARTS
        if wanted or str(path).endswith(file or "/"):
            (folder / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / path.relative_to(ROOT))
    shutil.copy(ROOT / "domain.yml", folder)
    return Place(folder, PLACE.today)


def test_a_line_of_any_file_of_the_dialogue_is_linked_to_where_the_map_shows_it(linked: Anchors, page: MapPage):
    def line_of(file: str, words: str, after: str = "") -> int:
        text = (ROOT / file).read_text(encoding="utf-8")
        return text[: text.index(words, text.index(after))].count("\n") + 1

    harassed = "data/responses/harcelement.yml"
    assert linked.of(harassed, line_of(harassed, "text:", "value: author")) == "utter_harcelement"
    assert linked.of(harassed, 1) == "fichier-harcelement"
    assert linked.of("data/nlu/fugue.yml", line_of("data/nlu/fugue.yml", "examples")) == "utter_fugue"
    assert linked.of("data/rules/suite.yml", line_of("data/rules/suite.yml", "action")) == "utter_suite"
    assert linked.of("domain.yml", line_of("domain.yml", "- suicide")) == "utter_suicide"
    lines = "data/facts/helplines.yml"
    assert linked.of(lines, line_of(lines, "verified_on", 'id: "3018"')) == "ligne-3018"
    assert linked.of("tests/stories/harcelement/x.yml", 3) == "utter_harcelement"
    assert linked.of("data/facts/calendar.yml", 3) is None
    ids = set(re.findall(r'\bid="([^"]+)"', page.html))
    assert {anchor for each in linked.by_line.values() for _, anchor in each} <= ids
    assert {*linked.whole.values(), *linked.by_theme.values()} <= ids


@pytest.mark.parametrize("broken", OF_THE_DIALOGUE, ids=lambda broken: broken["name"])
def test_what_an_editor_has_broken_is_drawn_or_said_never_a_fault(tmp_path: Path, broken: dict[str, Any]):
    place = copy_to(tmp_path, broken["file"])
    break_it(place.root, broken)
    try:
        dialogue = read_dialogue(place)
    except Unreadable:
        return
    anchors(place, dialogue)
    assert map_page(dialogue, "").html


VALUES = st.sampled_from([("about", "other"), ("about", "author"), ("urgency", "2"), ("register", "primaire")])


@given(st.lists(st.sets(VALUES), min_size=1, max_size=6))
def test_each_case_shows_what_the_bot_would_choose_for_it(conditions: list[set[tuple[str, str]]]):
    """As bot.saying.wording: of those whose every condition holds, the one with most, the first written on a tie."""
    said = [
        variation({"text": str(at), "condition": [{"name": name, "value": value} for name, value in sorted(each)]})
        for at, each in enumerate(conditions)
    ]
    for row in rows(said):
        for shown, level in ((row.older, "college"), (row.primary, "primaire")):
            holds = [
                each for each in said if all(one in {*row.conditions, ("register", level)} for one in each.conditions)
            ]
            best = max((len(each.conditions) for each in holds), default=None)
            assert shown == next((each for each in holds if len(each.conditions) == best), None)
    assert {frozenset(each - {("register", "primaire")}) for each in conditions} == {
        frozenset(row.conditions) for row in rows(said)
    }


def test_the_command_writes_it_and_says_in_french_why_it_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--sortie", str(tmp_path / "la" / "carte.html")]) == 0
    assert "Carte écrite" in capsys.readouterr().out
    assert (tmp_path / "la" / "carte.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["--dossier", str(tmp_path)]) == 2
    assert "domain.yml manque" in capsys.readouterr().err
    (tmp_path / "wall").write_text("", encoding="utf-8")
    assert main(["--sortie", str(tmp_path / "wall" / "carte.html")]) == 2
    assert "n'a pas pu être écrite" in capsys.readouterr().err
    place = copy_to(tmp_path / "copy")
    (place.root / "data" / "rules" / "suite.yml").write_text("rules: [\n", encoding="utf-8")
    assert main(["--dossier", str(place.root)]) == 2
    assert "content check" in capsys.readouterr().err


def test_the_check_says_where_each_of_its_remarks_is_on_the_map_that_it_draws(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    place = copy_to(tmp_path / "copy")
    responses = place.root / "data" / "responses" / "fugue.yml"
    responses.write_text(
        responses.read_text(encoding="utf-8").replace("/autre_chose", "/nulle_part", 1), encoding="utf-8"
    )
    rules = place.root / "data" / "rules"
    for path in rules.glob("*.yml"):  # the rest answers to scenes that this copy has not
        if path.stem != "situations":
            path.unlink()
    drawn = tmp_path / "carte.html"
    check(["--dossier", str(place.root), "--carte", str(drawn), "--json", "fugue.yml"])
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    button = next(each for each in said if each["code"] == "scene_button")
    assert button["map"] == f"{drawn}#utter_fugue"
    assert 'id="utter_fugue"' in drawn.read_text(encoding="utf-8")
    check(["--dossier", str(place.root), "--carte", str(drawn), "fugue.yml"])
    assert f"({drawn}#utter_fugue)" in capsys.readouterr().out
