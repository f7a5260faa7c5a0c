import re

import pytest

from content.catalogue import Said, catalogue
from content.replies import QUOTED, kind_of

ALL = list(catalogue())
ADDED_OR_INSTEAD = ("utter_precaution__", "utter_rappel", "utter_encore", "utter_aussi__", "utter_langue_numeros__", "utter_theme__", "utter_avant", "utter_question")  # fmt: skip
WITHOUT_PEOPLE = {"utter_quitter"}
FREE_TO_NOT_ANSWER = {"/lieu_sans_dire", "/conversation"}
SKIPS = r"sais pas|préfère pas|ne rien choisir|ailleurs|rien dire|autre chose"


def named(name: str) -> list[Said]:
    return [said for said in ALL if said.name == name]


ANSWERS = [said for said in ALL if not said.name.startswith(ADDED_OR_INSTEAD) and said.name not in WITHOUT_PEOPLE]
ASKING = [said for said in ALL if "?" in QUOTED.sub("", said.text) and kind_of(said) != "foreign"]


# R11 R12: nothing is answered without somebody to reach beside it.
@pytest.mark.parametrize("said", [said for said in ANSWERS if not said.name.startswith("utter_commencer")], ids=str)
def test_whatever_is_answered_people_to_reach_are_in_sight(said):
    assert said.custom.get("helplines")


# R14: what asks can be answered by "I don't know", by something else, or not at all.
@pytest.mark.parametrize("said", ASKING, ids=str)
def test_every_question_can_be_left_unanswered(said):
    titles = " ".join(title for title, _ in said.buttons)
    assert re.search(SKIPS, f"{said.printed} {titles}", re.IGNORECASE) or FREE_TO_NOT_ANSWER & {
        to for _, to in said.buttons
    }


# R48: before writing, and as soon as the fear is told.
@pytest.mark.parametrize("name", ["utter_ecrire_aux_adultes", "utter_precaution__perp_reads"])
def test_whoever_fears_to_be_read_learns_that_a_message_can_be_seen(name):
    told = [
        said
        for said in named(name)
        if name != "utter_ecrire_aux_adultes" or said.conditions.get("flags") == "perp_reads"
    ]
    assert told
    assert all(re.search(r"voir (l'|ton )envoi", said.printed) for said in told)
    assert all(re.search("appel", said.printed) for said in told)


# R52
def test_after_sending_come_what_is_next_when_it_is_read_what_if_it_gets_worse_and_the_lines():
    for said in named("utter_message_parti"):
        assert re.search("venir te parler", said.printed)
        assert "{school.now}" in said.text
        assert re.search(r"pire.*appelle", said.printed, re.IGNORECASE)
        assert {"119", "3114"} <= set(said.custom["helplines"])
