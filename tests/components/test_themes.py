import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.themes import NO_THEME, belonging, read_themes, taking_the_place, themes_of
from content.catalogue import ROOT, catalogue, situations
from facts.orientation import is_situation

LINES: dict[str, list[str]] = yaml.safe_load(
    (ROOT / "tests" / "components" / "themes_said.yml").read_text(encoding="utf-8")
)
OWN = {name: lines for name, lines in LINES.items() if name != "autre_chose"}
HARMLESS = ("hors_sujet", "conversation")
WRITTEN = {said.name for said in catalogue()}
FOUND_OF_TWELVE = 9  # 119 of the 132 were found at once, by the hand that had written the lists: an optimistic figure
WRONGLY_ALONE = 0.005  # of the harmless lines of data/nlu, most of them written to look like danger


def learnt_lines() -> list[tuple[str, str]]:
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            told = block["intent"].split("__")[0]
            found += [(told, line[2:]) for line in block["examples"].splitlines() if re.match("- ", line)]
    return found


@pytest.fixture(scope="module")
def heard():
    return [(told, themes_of(line)) for told, line in learnt_lines()]


@pytest.mark.parametrize("theme", OWN)
def test_a_theme_is_found_in_most_ways_of_telling_it(theme):
    assert len(OWN[theme]) == 12
    assert sum(theme in themes_of(line).said for line in OWN[theme]) >= FOUND_OF_TWELVE


def test_every_theme_has_lines_of_its_own():
    assert set(OWN) == set(read_themes())


def test_what_merely_looks_like_a_theme_tells_nothing_by_itself():
    assert [line for line in LINES["autre_chose"] if themes_of(line).alone] == []


def test_harmless_lines_hardly_ever_tell_a_theme_by_themselves(heard):
    harmless = [each for told, each in heard if told in HARMLESS]
    assert len(harmless) > 5_000
    assert sum(bool(each.alone) for each in harmless) <= WRONGLY_ALONE * len(harmless)


# A theme is rare: a list that rang everywhere would ring under stories that it has nothing to do with.
def test_under_a_story_a_theme_is_an_exception(heard):
    stories = [(told, each) for told, each in heard if told not in HARMLESS]
    for theme in read_themes():
        assert sum(theme in belonging(each, told) for told, each in stories) <= 0.015 * len(stories), theme


def test_every_theme_has_words_and_those_that_stand_alone_a_scene():
    for name, theme in read_themes().items():
        assert f"utter_theme__{name}" in WRITTEN
        assert bool(theme.instead_of) <= (f"utter_scene__{name}" in WRITTEN)
    alone = {name for name, theme in read_themes().items() if theme.alone.pattern != "(?!)"}
    assert {f"utter_scene__{name}" for name in alone} == {name for name in WRITTEN if name.startswith("utter_scene__")}


def test_themes_name_situations_that_exist_and_never_a_wish_to_die():
    for theme in read_themes().values():
        assert theme.where | theme.instead_of <= set(situations())
        assert "suicide" not in theme.where | theme.instead_of
        assert all(is_situation(name) for name in theme.where)


@pytest.mark.parametrize(
    ("line", "told", "theme"),
    [
        ("jai peur detre enceinte", "violence_sexuelle", "grossesse"),
        ("jai peur detre enceinte, c'est mon oncle", "violence_sexuelle", None),
        ("j'ai du retard de règles, il m'a forcée le mois dernier", "violence_sexuelle", None),
        ("mon coach nous insulte tous", "violence_adulte_ecole", None),
        ("enceinte de 7 semaines, il a dit qu'il me mettrait dans le mur", "violence_couple", None),
        ("j'ai peur d'être enceinte, je peux pas dire de qui", "violence_sexuelle", None),
        ("jai peur d'etre enceinte jpeux en parler a personne", "mal_etre", None),
        ("au foyer un éduc me tape", "violence_famille", "foyer"),
        ("au foyer ça va mais mon père me tape le week-end", "violence_famille", None),
        ("mon coach me touche", "violence_sexuelle", None),
    ],
)
def test_a_scene_gives_place_only_where_its_words_would_be_beside_the_point(line, told, theme):
    assert taking_the_place(themes_of(line), told) == theme


def test_a_button_tells_no_theme():
    assert themes_of('/exploitation{"situation": "exploitation", "about": "enceinte"}') == NO_THEME


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text):
    assert set(themes_of(text).said) <= set(read_themes())
