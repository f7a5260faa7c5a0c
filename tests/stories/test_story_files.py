from pathlib import Path

import pytest

from tests.stories.written import USUAL_HOUR, WrongStoryError, read_story

HELD = """titre: "Un titre"
regles: [R10]
"""
TURN = """tours:
- eleve: "coucou"
  dit: ["bonjour"]
"""
MISTAKES = {
    "a key nobody knows": (HELD + TURN + '  repond: ["oui"]\n', ["« repond » n'est pas une clé connue", "tours[1]", "ne_dit_pas"]),
    "a key written twice": (HELD + TURN + '  dit: ["salut"]\n', ["« dit » est écrit deux fois"]),
    "a number without quotes": (HELD + TURN + "  lignes: [3018]\n", ["entre guillemets"]),
    "a situation that is none": (HELD + TURN + "  situation: harcelment\n", ["harcelment", "Choix possibles", "harcelement"]),
    "a text instead of a list": (HELD + TURN + '  boutons: "Ce n\'est pas ça"\n', ["« boutons » doit être une liste"]),
    "neither written nor pressed": (HELD + 'tours:\n- dit: ["bonjour"]\n', ["soit « eleve »", "soit « bouton »"]),
    "both written and pressed": (HELD + TURN + '  bouton: "Oui"\n', ["soit « eleve »"]),
    "a button understood": (HELD + 'tours:\n- bouton: "Oui"\n  situation: fugue\n', ["seulement sur un message écrit"]),
    "no rule": ('titre: "Un titre"\n' + TURN, ["il manque « regles »"]),
    "no turn": (HELD + "tours: []\n", ["tours"]),
    "an hour without its zone": (HELD + 'heure: "2026-11-24T10:30"\n' + TURN, ["fuseau"]),
    "a level that is none": (HELD + "niveau: maternelle\n" + TURN, ["maternelle", "primaire, college, lycee"]),
    "not YAML": ('titre: "Un titre\n', ["ne se lit pas"]),
    "nothing": ("", ["clé: valeur"]),
}  # fmt: skip


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "un_theme" / "une_histoire.yml"
    path.parent.mkdir()
    path.write_text(content, "utf-8")
    return path


@pytest.mark.parametrize(("content", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_french_with_the_name_of_the_file(tmp_path, content, said):
    with pytest.raises(WrongStoryError) as refused:
        read_story(written(tmp_path, content))
    assert all(words in str(refused.value) for words in said)
    assert content.count("dit:") == 2 or "un_theme/une_histoire.yml" in str(refused.value)


def test_a_story_is_played_on_a_school_tuesday_unless_it_says_otherwise(tmp_path):
    story = read_story(written(tmp_path, HELD + TURN))
    assert story.at == USUAL_HOUR
    assert story.name == "un_theme/une_histoire"
    assert [(step.number, step.written, step.expected) for step in story.steps] == [
        (1, "coucou", {"dit": ("bonjour",)})
    ]


def test_the_level_is_chosen_by_its_button_before_the_first_turn(tmp_path):
    story = read_story(written(tmp_path, HELD + "niveau: lycee\n" + TURN))
    assert [(step.number, step.pressed or step.written) for step in story.steps] == [
        (0, "Je suis au lycée"),
        (1, "coucou"),
    ]
