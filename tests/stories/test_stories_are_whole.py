import re
from collections import Counter

import pytest
import yaml

from tests.stories.written import HERE, SITUATIONS, Story, read_story, story_paths

ROOT = HERE.parents[1]
TALKS = {"conversation", "hors_sujet"}
ENOUGH_WORDS = 5  # shorter, and two people write the same thing


@pytest.fixture(scope="module")
def stories() -> tuple[Story, ...]:
    return tuple(map(read_story, story_paths()))


def turns(stories, **expected: object):
    return [step for story in stories for step in story.steps if expected.items() <= step.expected.items()]


def plain(text):
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_there_are_at_least_120_stories(stories):
    assert len(stories) >= 120


def test_no_two_stories_have_the_same_title(stories):
    titles = Counter(plain(story.title) for story in stories)
    assert not [title for title, times in titles.items() if times > 1]


def test_every_rule_that_a_story_names_is_a_rule_of_the_page(stories):
    page = (ROOT / "docs" / "fr" / "regles.md").read_text("utf-8")
    known = set(re.findall(r"^\| (R\d\d) \|", page, re.MULTILINE))
    assert not {(story.name, rule) for story in stories for rule in story.rules if rule not in known}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_is_told_in_a_story(stories, situation):
    assert any(
        step.expected.get("qui", "moi") in ("moi", "auteur", "personne") for step in turns(stories, situation=situation)
    )


@pytest.mark.parametrize("situation", [each for each in SITUATIONS if each not in TALKS | {"auteur"}])
def test_every_situation_has_a_story_of_a_witness_or_of_a_joke(stories, situation):
    assert turns(stories, situation=situation, qui="autre") or turns(stories, situation=situation, plaisanterie=True)


def test_every_story_expects_something_beyond_the_understanding(stories):
    beyond = {"lignes", "premiere_ligne", "sans_lignes", "dit", "ne_dit_pas", "boutons", "sans_boutons", "groupe_propose", "urgent", "ouvre", "pas_de_question"}  # fmt: skip
    assert not [story.name for story in stories if not any(beyond & step.expected.keys() for step in story.steps)]


def test_no_message_is_one_that_the_model_has_learnt_or_is_measured_on(stories):
    learnt = {
        plain(example.removeprefix("- "))
        for path in (ROOT / "data" / "nlu").glob("*.yml")
        for block in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["nlu"]
        for example in block.get("examples", "").splitlines()
    }
    measured = "\n".join(plain(path.read_text("utf-8")) for path in (ROOT / "tests" / "nlu").glob("*.jsonl"))
    written = {(story.name, plain(step.written)) for story in stories for step in story.steps if step.written}
    long = {(name, text) for name, text in written if len(text.split()) >= ENOUGH_WORDS}
    assert not {(name, text) for name, text in long if text in learnt or f" {text} " in measured}
