import re

import pytest
import yaml

from content.catalogue import (
    NIGHT,
    Said,
    catalogue,
    files,
    fill,
    sentences,
    situations,
)
from content.judging import FIGURES
from content.replies import kind_of
from facts.helplines import load_helplines
from tests.consistency.forbidden_words import (
    AN_ADULT_NEAR,
    BELIEF,
    EVERYWHERE,
    FAULT_LIFTED,
    IN_A_DISCLOSURE,
    NOBODY_IS_TOLD,
    NOBODY_READS,
    THANKS,
)

ALL = list(catalogue())
TOLD = [said for said in ALL if said.situation in situations()]
INFORMATION = [said for said in TOLD if said.is_information]
AUTHORS = [
    said
    for said in TOLD
    if not said.is_information
    and (said.conditions.get("about") == "author" or (said.situation == "auteur" and "about" not in said.conditions))
]
DISCLOSURES = [said for said in TOLD if said not in INFORMATION and said not in AUTHORS]
DANGERS = [said for said in ALL if said.name in ("utter_danger_immediat", "utter_danger_suicide")]
SUICIDE = [said for said in ALL if said.name in ("utter_suicide", "utter_danger_suicide")]
QUESTIONS_OF_WHERE = {
    "C'est plutôt avec des élèves, ou avec un adulte ?",
    "C'est plutôt avec des élèves, ou avec quelqu'un d'autre ?",
    "Es-tu en sécurité, là, maintenant ?",
    "C'est peut-être une de ces choses, ou autre chose ?",
}
SUICIDE_TOLD = '/suicide{{"situation": "suicide", "about": "{about}", "urgency": "1"}}'
EMERGENCY = r"\b(17|15|114|112)\b"


def matches(rule: str, said: Said) -> str | None:
    found = re.search(rule, said.printed, re.IGNORECASE)
    return found[0] if found else None


def every(variations: list[Said]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("said", variations, ids=str)


@every(ALL)
def test_no_number_is_written_in_a_sentence_it_comes_from_the_facts(said):
    without_placeholders = re.sub(r"\{[^}]*\}", "", said.text) + "".join(title for title, _ in said.buttons)
    assert not FIGURES.search(without_placeholders)


@pytest.mark.parametrize("file", ["web.yml", "ent_message.yml"])
def test_no_other_sentence_of_the_project_writes_a_number_of_its_own(file):
    known = load_helplines()
    numbers = [line.number for line in (*known.lines.values(), *known.superseded.values())]
    written = yaml.dump(files()[file], allow_unicode=True)
    assert [number for number in numbers if re.search(rf"(?<![\d-]){number}(?![\d-])", written)] == []


@every(ALL)
def test_everything_can_be_printed_at_night_too(said):
    assert fill(said.text, NIGHT)


@pytest.mark.parametrize("rule", EVERYWHERE | IN_A_DISCLOSURE)
def test_no_button_says_what_is_never_said_nor_names_what_the_pupil_did_not(rule):
    pattern = (EVERYWHERE | IN_A_DISCLOSURE)[rule]
    french = [said for said in ALL if kind_of(said) != "foreign"]
    assert [title for said in french for title, _ in said.buttons if re.search(pattern, title, re.IGNORECASE)] == []


@every([said for said in ALL if said.custom.get("guesses")])
def test_a_gentle_question_thanks_asks_once_pushes_for_nothing_and_has_the_3114_in_its_words(said):
    assert matches(THANKS, said)
    assert said.printed.count("?") == 1
    assert matches("ne rien choisir", said)
    assert matches(r"\b3114\b", said)
    assert matches(NOBODY_IS_TOLD, said)


@every([said for said in ALL if said.name == "utter_mal_etre"])
def test_distress_always_opens_the_door_to_dark_thoughts_by_a_sentence_a_number_and_a_button(said):
    assert matches("idées noires|ne plus être là|peur pour sa vie", said)
    assert matches(r"\b3114\b", said)
    about = "other" if said.conditions.get("about") == "other" else "self"
    assert SUICIDE_TOLD.format(about=about) in [payload for _, payload in said.buttons]


# R10
@every(DISCLOSURES)
def test_a_disclosure_is_thanked_believed_and_relieved_of_fault_in_the_first_bubble(said):
    first = said.bubbles[0]
    assert re.search(THANKS, first, re.IGNORECASE)
    assert re.search(FAULT_LIFTED, first, re.IGNORECASE)
    if said.situation != "auteur":
        assert re.search(BELIEF, first, re.IGNORECASE)


@every(AUTHORS)
def test_an_author_is_thanked_and_neither_absolved_nor_threatened(said):
    assert matches(THANKS, said)
    assert matches(r"pas (de )?(ta|leur) faute|pas grave|police|puni|plainte|je te crois", said) is None
    assert matches("s'arrête|circule plus|ne montre plus", said)


@every(INFORMATION)
def test_an_information_has_no_formula_of_belief(said):
    assert matches(BELIEF, said) is None
    assert matches(THANKS, said) is None


@every(TOLD)
def test_every_answer_to_a_situation_says_that_nobody_reads_and_nobody_is_told(said):
    assert matches(NOBODY_READS, said)
    assert matches(NOBODY_IS_TOLD, said)


@every(DISCLOSURES + AUTHORS)
def test_a_disclosure_says_how_an_adult_can_come_to_know(said):
    assert re.search(r"appell?e", said.bubbles[-1])


# R12
@every(DANGERS)
def test_danger_gives_a_person_to_reach_in_its_first_bubble_and_says_that_nobody_watches(said):
    assert re.search(EMERGENCY, said.bubbles[0])
    assert re.search(NOBODY_IS_TOLD, said.bubbles[-1])
    assert re.search(r"Il faut (appeler|envoyer)", said.bubbles[-1])
    assert said.custom["urgent"] is True


@every(DANGERS)
def test_danger_asks_nothing(said):
    assert "?" not in said.printed


@every(DANGERS)
def test_danger_can_be_contradicted_and_played_down_without_losing_help(said):
    payloads = [payload for _, payload in said.buttons]
    assert {"/pas_ca", "/pour_rire"} <= set(payloads)
    assert "/ecrire_aux_adultes" not in payloads


# R31 R32
@every(SUICIDE)
def test_suicide_always_gets_a_number_an_adult_near_and_words(said):
    assert matches(r"\b(3114|15|114)\b", said)
    assert matches(AN_ADULT_NEAR, said)
    assert len(said.bubbles) >= 3


# R31
@every([said for said in DANGERS if said.name == "utter_danger_suicide"])
def test_a_danger_of_suicide_does_not_end_the_conversation(said):
    assert "/autre_chose" in [payload for _, payload in said.buttons]


# R20 R22
@every(ALL)
def test_at_most_one_question_and_it_only_asks_where_to_turn(said):
    questions = [sentence for sentence in sentences(said.printed) if "?" in sentence]
    assert len(questions) <= 1
    assert set(questions) <= QUESTIONS_OF_WHERE


@every(ALL)
def test_a_child_is_spoken_to_in_french_typography_and_without_gender_in_brackets(said):
    assert not re.search(r"[\"]|\(e\)|·", said.printed)
    assert not re.search(r"\b(vous (êtes|pouvez|avez)|votre|vos)\b|veuillez", said.printed, re.IGNORECASE)


# R01 R41
@pytest.mark.parametrize("name", ["utter_commencer", "utter_commencer__connu"])
def test_the_first_words_say_it_is_a_program_who_reads_how_to_leave_and_what_stays(name):
    first = " ".join(next(said for said in ALL if said.name == name).bubbles)
    for promise in ("un programme, pas une personne", "personne ne lit et personne n'est prévenu", "si tu appelles, ou si tu envoies un message", "Quitter vite", "Maj", "n'est pas effacé", "navigation privée"):  # fmt: skip
        assert promise in first


# R03
def test_the_truth_about_secrecy_says_names_and_the_duty_to_act():
    secret = next(said for said in ALL if said.name == "utter_conversation__secret").printed
    for truth in (
        "Je ne peux pas te promettre le secret",
        "verra ton nom",
        "l'oblige à prévenir",
        "Le 119 est confidentiel",
    ):
        assert truth in secret


# R04
def test_before_writing_the_pupil_learns_that_the_name_shows_and_that_adults_must_act():
    for said in ALL:
        if said.name == "utter_ecrire_aux_adultes":
            assert "verront ton nom" in said.printed
            assert "doivent prévenir" in said.printed
            assert said.custom["panel"] == "handoff"


# R54
def test_a_message_that_did_not_leave_is_never_said_to_have_left():
    for name in ("utter_message_garde", "utter_message_refuse"):
        said = next(each for each in ALL if each.name == name)
        assert re.search(r"n'est pas (encore )?parti", said.bubbles[0])
        assert re.search(r"(Personne|Aucun adulte) ne l'a (encore )?reçu", said.bubbles[0])


def test_the_3020_is_told_to_be_the_old_number_in_one_answer_only():
    naming = {said.name for said in ALL if "3020" in said.printed}
    assert naming == {"utter_conversation__numero_3020"}
    said = next(each for each in ALL if each.name == "utter_conversation__numero_3020")
    assert "a été remplacé par le 3018" in said.printed
    assert "3020" not in said.custom["helplines"]
