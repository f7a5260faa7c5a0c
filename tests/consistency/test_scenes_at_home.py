import re
from typing import Any

import pytest
import yaml

from content.catalogue import ROOT, Said, catalogue, words
from facts.orientation import offers_no_referents

TABLE: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests" / "consistency" / "scenes_at_home.yml").read_text(encoding="utf-8")
)
SITUATIONS: dict[str, dict[str, Any]] = TABLE["situations"]
ALL = list(catalogue())
SCENES = [said for said in ALL if said.situation in SITUATIONS]
DANGER = {frozenset(said.conditions.items()): said for said in ALL if said.name == "utter_danger_immediat"}
LEVELS = {"older": {}, "primary": {"register": "primaire"}}
GROUP = re.compile(r"infirmi|vie scolaire|assistante sociale", re.IGNORECASE)
KINDS = ({}, {"about": "other"}, {"about": "none", "urgency": "0"}, {"flags": "retract"})
WITH_THE_GROUP = ("violence_famille", "violence_conjugale", "negligence", "violence_sexuelle", "mal_etre")


def kinds_of(said: Said) -> set[str]:
    if said.is_information:
        return {"information"}
    about, flag = said.conditions.get("about"), said.conditions.get("flags")
    found = {{"other": "witness", "author": "author"}.get(about or "", "victim")}
    found |= {"joke"} if flag == "retract" else set()
    by_school = flag == "perp_in_school" or offers_no_referents(said.situation, ())
    return found | ({"school_adult"} if by_school else set())


def holds(pattern: str, said: Said) -> bool:
    return re.search(pattern, said.printed.replace("\n", " "), re.IGNORECASE) is not None


def scene(situation: str, **conditions: str) -> Said:
    return next(said for said in SCENES if said.situation == situation and said.conditions == conditions)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_each_scene_is_written_for_the_victim_the_witness_a_question_and_a_joke(situation, level, kind):
    assert scene(situation, **kind, **LEVELS[level])


@pytest.mark.parametrize("situation", WITH_THE_GROUP)
@pytest.mark.parametrize("level", LEVELS)
def test_where_the_group_fits_there_are_words_without_it_for_an_adult_of_the_school(situation, level):
    said = scene(situation, flags="perp_in_school", **LEVELS[level])
    assert "/ecrire_aux_adultes" not in [payload for _, payload in said.buttons]


@pytest.mark.parametrize("said", SCENES, ids=str)
def test_each_variation_holds_the_parts_of_its_kind(said):
    parts = [*TABLE["everyone"], *(part for kind in kinds_of(said) for part in TABLE["kinds"][kind])]
    assert [part["rule"] for part in parts if not holds(part["pattern"], said)] == []


@pytest.mark.parametrize("said", SCENES, ids=str)
def test_each_variation_says_what_it_is_that_it_is_not_allowed_what_to_do_who_answers_and_who_at_school(said):
    row = SITUATIONS[said.situation]
    assert holds(row["who_answers"], said)
    assert holds(row["at_school"], said)
    if "author" not in kinds_of(said):
        assert holds(row["not_allowed"]["pattern"], said), row["not_allowed"]["rule"]
    if not kinds_of(said) & {"author", "information"}:
        asked = [row["what_it_is"], *([] if "school_adult" in kinds_of(said) else [row["now"]])]
        assert [part["rule"] for part in asked if not holds(part["pattern"], said)] == []


@pytest.mark.parametrize("said", SCENES, ids=str)
def test_each_variation_is_under_sixty_words_and_can_be_contradicted(said):
    assert words(said.printed) <= TABLE["most_words"]
    assert "/pas_ca" in [payload for _, payload in said.buttons]


@pytest.mark.parametrize("said", [said for said in SCENES if "school_adult" in kinds_of(said)], ids=str)
def test_nobody_hurt_by_an_adult_of_the_school_is_sent_to_the_staff_of_that_school(said):
    assert not GROUP.search(said.printed)
    assert "message" not in said.bubbles[-1]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_no_signal_tells_apart_is_carried_by_the_words_themselves(situation):
    row = SITUATIONS[situation]
    missing = [each for each in row["carried"]["patterns"] if not holds(each, scene(situation))]
    assert missing == [], row["carried"]["rule"]
    assert holds(row["hypothetical"], scene(situation, urgency="0", about="none"))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_two_scenes_explain_with_the_same_words(situation):
    own = set(scene(situation).bubbles[1:-1])
    others = {bubble for each in SITUATIONS if each != situation for bubble in scene(each).bubbles[1:-1]}
    assert not own & others


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_joke_and_a_witness_read_other_words_than_the_victim(situation, level):
    victim = scene(situation, **LEVELS[level])
    for kind in ({"flags": "retract"}, {"about": "other"}):
        assert scene(situation, **kind, **LEVELS[level]).bubbles[0] != victim.bubbles[0]


@pytest.mark.parametrize("situation", TABLE["danger"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_danger_says_what_this_situation_changes_at_both_levels(situation, level):
    card = DANGER[frozenset({"situation": situation, **LEVELS[level]}.items())]
    assert holds(TABLE["danger"][situation], card)
