"""The path of parents and staff (data/responses/adultes.yml): their own words, the same truths, never a child's nor the children's group."""

import re

import pytest

from content.catalogue import NIGHT, OLDER_WORDS, Said, domain, fill, rules, sentences, to_adults, words
from content.judging import FIGURES, JUDGES, MOST_ADDED_WORDS, MOST_WORDS
from content.replies import OLDER, QUOTED, Reading
from facts.helplines import NEVER, load_helplines
from facts.placeholders import PLACEHOLDER
from tests.consistency.forbidden_words import NOBODY_IS_TOLD, NOBODY_READS

ALL = list(to_adults())
STAFF = {"profile": "personnel"}
ADDED = ("utter_adulte__rappel", "utter_adulte__encore")
WITHOUT_PEOPLE = (*ADDED, "utter_adulte__quitter")
IN_DANGER = ("utter_adulte__danger", "utter_adulte__danger_suicide", "utter_adulte__sans_voix")
SAME_FOR_ALL = (
    *WITHOUT_PEOPLE,
    *IN_DANGER,
    "utter_adulte__soi",
    "utter_adulte__programme",
    "utter_adulte__numeros",
    "utter_adulte__merci",
)
NO_NEWS = (*ADDED, "utter_adulte__quitter", "utter_adulte__ecouter", "utter_adulte__ecole")
BACK_TO_THE_PUPIL = "/je_suis_eleve"
MOST_BUTTONS = 5
TO_A_CHILD = re.compile(r"\b(tu|te|toi|ton|ta|tes)\b|\bt'", re.IGNORECASE)
# What a pupil is never told and an adult must be: the trade's words, parents, sexual violence by its name. Everything else holds for both.
FOR_CHILDREN_ONLY = {
    "R60-formal_address", "R60-professionals_words", "R60-hard_to_read", "R60-hard_for_a_child", "R60-gender_of_the_other", "R60-gender_of_the_pupil",
    "R46-parents", "R46-family_by_default", "R23-sexual_word", "R23-violent_word", "R10-labels", "R10-passive_accusation", "R24-unknown_numbers",
}  # fmt: skip
DANGEROUS_ADVICE = r"\b(interrog(ez|er)|demandez[- ](lui|des)|confrontez|convoquez|fouillez|faites[- ]lui (dire|répéter)|promettez|enregistrez|filmez|supprimez|effacez)\b"


def every(variations: list[Said]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("said", variations, ids=str)


def named(name: str, **conditions: str) -> Said:
    return next(said for said in ALL if said.name == f"utter_adulte__{name}" and dict(said.conditions) == conditions)


def reading(said: Said) -> Reading:
    titles = tuple(title for title, _ in said.buttons)
    kind = "danger" if said.name in IN_DANGER else "talk"
    label = str(said).replace("utter_adulte__rappel", "utter_rappel")
    return Reading(said.file, label, kind, OLDER, tuple(said.bubbles), titles)


@every(ALL)
def test_an_adult_is_never_spoken_to_as_a_child(said):
    own = [QUOTED.sub("«»", bubble) for bubble in said.bubbles]
    assert [bubble for bubble in own if TO_A_CHILD.search(bubble)] == []
    assert [title for title, _ in said.buttons if TO_A_CHILD.search(title)] == []


@pytest.mark.parametrize("judge", [judge for judge in JUDGES if str(judge) not in FOR_CHILDREN_ONLY], ids=str)
def test_no_word_to_an_adult_breaks_a_rule_that_holds_for_all(judge):
    read = [each for each in map(reading, ALL) if judge.hears(each)]
    assert {str(each): found for each in read if (found := judge.find(each))} == {}


def test_the_rules_left_to_children_are_rules():
    assert {str(judge) for judge in JUDGES} >= FOR_CHILDREN_ONLY


@every(ALL)
def test_no_number_nor_article_is_written_it_comes_from_the_facts(said):
    assert not FIGURES.search(PLACEHOLDER.sub("", said.text) + " ".join(title for title, _ in said.buttons))
    assert fill(said.text, NIGHT)


@every(ALL)
def test_words_to_adults_are_few(said):
    counted = [words(sentence) for bubble in said.bubbles for sentence in sentences(bubble)]
    assert max(counted) <= OLDER_WORDS
    assert sum(counted) <= (MOST_ADDED_WORDS if said.name in ADDED else MOST_WORDS)


@every([said for said in ALL if said.name not in WITHOUT_PEOPLE])
def test_people_to_call_are_in_sight_and_may_be_shown(said):
    lines = load_helplines().lines
    assert said.custom["helplines"]
    assert all(lines[each].shown != NEVER for each in said.custom["helplines"])


@every([said for said in ALL if said.name not in WITHOUT_PEOPLE])
def test_a_pupil_taken_for_an_adult_is_one_button_away_from_the_scenes_and_an_adult_never_from_the_group(said):
    payloads = [payload for _, payload in said.buttons]
    assert payloads[-1] == BACK_TO_THE_PUPIL
    assert len(payloads) - 1 <= MOST_BUTTONS
    assert len(set(payloads)) == len(payloads)
    assert all(len(title) <= 35 for title, _ in said.buttons)
    known = domain()["intents"]
    assert all(payload.removeprefix("/") in known for payload in payloads)
    assert not {"/ecrire_aux_adultes", "/voir_nouvelles", "/voir_reperes", "/niveau"} & set(payloads)
    assert said.custom.get("panel") is None


@every([said for said in ALL if said.name not in NO_NEWS])
def test_an_adult_too_is_told_that_nobody_reads_and_nobody_is_told(said):
    assert re.search(NOBODY_IS_TOLD, said.printed, re.IGNORECASE)
    assert said.name in IN_DANGER or re.search(NOBODY_READS, said.printed, re.IGNORECASE)


# R12 R32
@every([said for said in ALL if said.name in IN_DANGER])
def test_in_danger_an_adult_reads_first_whom_to_call_and_is_asked_nothing(said):
    assert re.search(r"\b(17|15|114)\b", said.bubbles[0])
    assert "114" in said.custom["helplines"]
    assert said.custom["urgent"] is True
    assert "?" not in said.printed
    assert re.search("Il faut (appeler|envoyer)", said.bubbles[-1])


# R30 R32
@pytest.mark.parametrize("name", ["suicide", "danger_suicide"])
def test_a_life_in_danger_gets_the_3114_the_15_and_somebody_near(name):
    for said in (each for each in ALL if each.name == f"utter_adulte__{name}"):
        assert {"3114", "15", "114"} <= set(said.custom["helplines"])
        assert re.search(r"\b3114\b", said.printed)
        assert re.search("Restez près|ne reste pas sans adulte", said.printed)
        assert "vous" in said.printed


@every(ALL)
def test_no_adult_is_told_to_inquire_to_confront_to_promise_or_to_erase(said):
    own = re.sub(r"(n'|ne (vous )?)\w+", "", QUOTED.sub("", said.printed), flags=re.IGNORECASE)
    assert re.search(DANGEROUS_ADVICE, own, re.IGNORECASE) is None


@pytest.mark.parametrize("conditions", [{}, STAFF], ids=["parent", "staff"])
def test_how_to_listen_says_to_believe_not_to_inquire_not_to_promise_and_to_note_the_words(conditions):
    said = named("ecouter", **conditions).printed
    for truth in ("Je te crois", "Ce n'est pas ta faute", "Ne promettez pas le secret", "mots exacts", "confront"):
        assert truth in said
    assert re.search("N'enquêtez pas|Ne cherchez pas les détails", said)


def test_staff_are_told_their_duty_with_its_law_and_how_to_reach_the_crip():
    duty, crip = named("devoir", **STAFF), named("crip", **STAFF)
    for truth in (
        "direction",
        "information préoccupante",
        "CRIP",
        "L226-2-1",
        "procureur",
        "article 40",
        "contraire à l'intérêt de l'enfant",
    ):
        assert truth in duty.printed
    assert "/adulte_crip" in [payload for _, payload in duty.buttons]
    for truth in ("département", "119", "ligne locale", "mots exacts"):
        assert truth in crip.printed


@pytest.mark.parametrize(
    ("name", "truths"),
    [
        ("harcelement", ("pHARe", "3018", "preuves", "Ne contactez")),
        ("en_ligne", ("3018", "chantage", "ne payez pas", "aucune image")),
        ("maison", ("119", "17", "114", "ne confrontez pas")),
        ("confidence", ("119", "15", "Ne posez pas de question", "Ne parlez pas à la personne")),
        ("etablissement", ("rectorat", "plainte", "119")),
        ("fugue", ("17", "116 000", "119")),
        ("soi", ("119", "3114", "3919", "sécurité")),
        ("auteur", ("119", "15", "3018")),
    ],
)
def test_a_parent_is_told_what_to_do_in_each_situation(name, truths):
    said = named(name).printed
    assert [truth for truth in truths if truth not in said] == []


@every([said for said in ALL if said.name not in SAME_FOR_ALL and not said.conditions])
def test_staff_have_words_of_their_own_wherever_their_duty_differs(said):
    assert [each for each in ALL if each.name == said.name and dict(each.conditions) == STAFF]


def test_every_button_of_the_path_leads_to_a_rule_of_its_own():
    led = {payload.removeprefix("/") for said in ALL for _, payload in said.buttons if payload.startswith("/adulte_")}
    ruled = {rule["steps"][0].get("intent"): rule["steps"][1]["action"] for rule in rules() if len(rule["steps"]) > 1}
    assert {ruled[name] for name in led} <= {said.name for said in ALL}
    assert led == {name for name in domain()["intents"] if name.startswith("adulte_")}
