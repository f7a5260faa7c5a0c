import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from content.catalogue import ROOT, Said, catalogue, words
from facts.platforms import load_platforms

TABLE: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "consistency" / "scene_parts.yml").read_text(encoding="utf-8"))
WRITTEN = {(said.name, frozenset(said.conditions.items())): said for said in catalogue()}
SITUATIONS: dict[str, dict[str, Any]] = TABLE["situations"]
LEVELS = {"older": {}, "primary": {"register": "primaire"}}
NO_AUTHOR_APART = ("auteur", "predation_en_ligne")
STEPS, PLATFORM, CHOICE, MORE, REMOVAL = "utter_que_faire", "utter_appli", "utter_que_faire_appli", "utter_autres_applis", "utter_faire_retirer"  # fmt: skip
HANDOFF = "/ecrire_aux_adultes"


def said(name: str, **conditions: str) -> Said:
    return WRITTEN[name, frozenset(conditions.items())]


def holds(pattern: str, what: Said) -> bool:
    return re.search(pattern, what.printed.replace("\n", " "), re.IGNORECASE) is not None


def missing(parts: list[dict[str, str]], what: Said) -> list[str]:
    return [part["rule"] for part in parts if not holds(part["pattern"], what)]


def kinds_of(situation: str) -> Iterator[str]:
    """An author is apart, but where the whole scene is theirs; a victim's words are not theirs."""
    for kind in TABLE["kinds"]:
        if situation == "auteur" and kind == "victim":
            continue
        if situation not in NO_AUTHOR_APART or not kind.startswith("author"):
            yield kind


SCENES = [(situation, kind, level) for situation in SITUATIONS for kind in kinds_of(situation) for level in LEVELS]


@pytest.mark.parametrize(("situation", "kind", "level"), SCENES)
def test_each_scene_holds_its_parts_for_whoever_writes_and_at_both_levels(situation, kind, level):
    row = TABLE["kinds"][kind]
    scene = said(f"utter_{situation}", **row["conditions"], **LEVELS[level])
    assert missing([*row["parts"], *TABLE["everywhere"]], scene) == []


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("level", LEVELS)
def test_each_scene_says_what_it_is_what_to_do_now_who_answers_and_leads_to_the_steps(situation, level):
    row = SITUATIONS[situation]
    scene = said(f"utter_{situation}", **LEVELS[level])
    assert missing([row["what_it_is"], row["now"]], scene) == []
    assert scene.custom["helplines"] == "orientation"
    assert {*row["buttons"], "/pas_ca", "/autre_chose"} <= {payload for _, payload in scene.buttons}


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_steps_of_a_situation_hold_what_its_professionals_advise(situation, level):
    steps = said(STEPS, situation=situation, **LEVELS[level])
    assert missing(TABLE["steps_everywhere"], steps) == []
    assert [step for step in SITUATIONS[situation]["steps"][level] if not holds(step, steps)] == []


@pytest.mark.parametrize("row", TABLE["flagged"], ids=lambda row: f"{row['situation']}-{row['conditions']}")
@pytest.mark.parametrize("level", LEVELS)
def test_what_a_flag_tells_apart_has_its_own_words_and_not_the_group(row, level):
    scene = said(f"utter_{row['situation']}", **row["conditions"], **LEVELS[level])
    parts = row["parts"] if level == "older" else row["parts"][1:] or row["parts"]
    assert missing([*parts, *TABLE["everywhere"]], scene) == []
    assert HANDOFF not in [payload for _, payload in scene.buttons]


@pytest.mark.parametrize(
    "scene",
    [each for each in WRITTEN.values() if each.situation in SITUATIONS or each.name in (STEPS, PLATFORM, CHOICE, MORE, REMOVAL)],
    ids=str,
)  # fmt: skip
def test_a_scene_is_under_sixty_words(scene):
    assert words(scene.printed) <= TABLE["most_words"]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_two_scenes_open_or_explain_with_the_same_words_for_a_victim(situation):
    own = set(said(f"utter_{situation}").bubbles[:-1])
    others = {bubble for each in SITUATIONS if each != situation for bubble in said(f"utter_{each}").bubbles[:-1]}
    assert not own & others


def test_a_joke_is_answered_by_its_words_and_not_by_a_precaution_too():
    jokes = [each for each in WRITTEN.values() if each.situation in SITUATIONS and each.conditions.get("flags") == "retract"]  # fmt: skip
    assert jokes
    assert all(each.custom["answers"] == ["retract"] for each in jokes)


def test_each_platform_is_offered_in_two_pages_at_most_and_has_its_way_to_report():
    offered = [payload for name in (CHOICE, MORE) for _, payload in said(name).buttons if payload.startswith("/appli{")]
    assert offered == [f'/appli{{"appli": "{each}"}}' for each in (*TABLE["platforms"], "autre")]
    assert set(load_platforms().platforms) == set(TABLE["platforms"])
    for platform in TABLE["platforms"]:
        own = said(PLATFORM, appli=platform)
        assert f"{{{platform}.report}}" in own.text
        assert holds("signaler", own)
        assert holds(r"\b3018\b", own)


def test_nobody_is_told_to_keep_or_send_a_private_image():
    assert holds("jamais une image privée", said(CHOICE))
    assert holds("ne garde pas l'image", said(CHOICE, situation="chantage_intime"))
    assert holds("n'envoie l'image à personne", said(REMOVAL))
    assert "stopncii" not in " ".join(each.printed for each in WRITTEN.values()).lower()
