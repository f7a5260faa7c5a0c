import re
from collections import Counter

import pytest

from content.catalogue import ROOT, catalogue, domain, files, rules, situations, to_adults
from facts.helplines import load_helplines

ALL = list(catalogue())
NAMES = {said.name for said in ALL}
LEVELS = ({}, {"register": "primaire"})
WHO = ({}, {"about": "other"}, {"about": "none", "urgency": "0"})
ACTIONS_OF_OURS = {"action_deposit_handoff"}
SAID_BY_AN_ACTION = {"utter_message_parti", "utter_message_garde", "utter_message_refuse"}
SAID_BY_THE_WORDING = {
    name
    for name in NAMES
    if name.startswith(
        (
            *(
                "utter_precaution__",
                "utter_encore",
                "utter_rappel",
                "utter_peut_etre",
                "utter_aussi__",
                "utter_langue_",
            ),
            *("utter_commencer__connu", "utter_niveau__ensuite", "utter_lire_facile__deja"),
            *("utter_theme__", "utter_scene__", "utter_avant", "utter_question"),
        )
    )
}
AFTER_THE_FALLBACK = [{"action": "utter_secours"}]
HANDOFF = "/ecrire_aux_adultes"
BESIDE_THE_TALK = "/voir_reperes"
INTENTS_OF_THE_CONTRACT = {
    "conversation",
    "conversation__salut",
    "conversation__merci",
    "conversation__oui",
    "conversation__non",
    "conversation__ne_sait_pas",
    "conversation__au_revoir",
    "conversation__robot",
    "conversation__qui_lit",
    "conversation__secret",
    "conversation__humain",
    "conversation__effacer",
    "conversation__aide",
    "conversation__pas_ca",
    "conversation__pour_rire",
    "conversation__numeros",
    "conversation__numero_3020",
    "conversation__nouvelles",
    "hors_sujet",
    "hors_sujet__insulte",
    "hors_sujet__expression",
    "danger_immediat",
    "danger_suicide",
    "commencer",
    "ecrire_aux_adultes",
    "voir_nouvelles",
    "voir_reperes",
    "que_faire",
    "que_faire_appli",
    "autres_applis",
    "appli",
    "faire_retirer",
    "pas_ca",
    "pour_rire",
    "sans_voix",
    "autre_chose",
    "niveau",
    "remettre_message",
    "nlu_fallback",
}


@pytest.mark.parametrize("situation", sorted(situations()))
@pytest.mark.parametrize("level", LEVELS, ids=["older", "primary"])
@pytest.mark.parametrize("who", WHO, ids=["self", "other", "information"])
def test_every_situation_has_its_words_for_oneself_for_a_witness_and_for_a_question_at_both_levels(
    situation, level, who
):
    written = [dict(said.conditions) for said in ALL if said.name == f"utter_{situation}"]
    assert {**who, **level} in written


# R47
@pytest.mark.parametrize("said", [said for said in ALL if said.situation in situations()], ids=str)
def test_the_group_of_the_school_is_proposed_exactly_where_the_table_sends_to_it(said):
    proposed = HANDOFF in [payload for _, payload in said.buttons]
    shut = said.conditions.get("flags") in ("perp_in_school", "menace_attaque")  # R47; R53: it is not read at once
    expected = "referents" in situations()[said.situation] and not said.is_information and not shut
    assert proposed is expected


# R13
@pytest.mark.parametrize("said", [said for said in ALL if said.situation in situations()], ids=str)
def test_every_answer_to_a_situation_shows_lines_can_be_contradicted_and_continued(said):
    payloads = [payload for _, payload in said.buttons]
    assert said.custom["helplines"] == "orientation"
    assert set(said.custom) <= {"helplines", "answers"}
    assert {"/pas_ca", "/autre_chose"} <= set(payloads)


def test_a_response_is_written_in_one_file_only():
    written = Counter(name for content in files().values() for name in content.get("responses", {}))
    assert [name for name, times in written.items() if times > 1] == []


def test_a_variation_is_written_once():
    written = Counter((said.name, frozenset(said.conditions.items())) for said in ALL)
    assert [key for key, times in written.items() if times > 1] == []


def test_every_response_has_words_without_condition():
    without = {said.name for said in ALL if not said.conditions}
    assert without == NAMES


def test_conditions_only_look_at_slots_of_the_domain():
    assert {name for said in ALL for name in said.conditions} <= set(domain()["slots"])


def test_what_surrounds_a_text_is_known():
    known_lines = set(load_helplines().lines)
    for said in ALL:
        assert set(said.custom) <= {"helplines", "panel", "urgent", "asked", "answers", "guesses"}
        assert said.custom.get("panel") in (None, "handoff", "state", "leave", "reperes", "reperes_primaire")
        lines = said.custom.get("helplines", [])
        assert lines == "orientation" or set(lines) <= known_lines


def test_the_domain_holds_no_sentence():
    assert "responses" not in domain()
    assert "text:" not in (ROOT / "domain.yml").read_text(encoding="utf-8")


def test_the_domain_knows_every_intent_of_the_contract():
    assert set(domain()["intents"]) >= INTENTS_OF_THE_CONTRACT | set(situations())


def test_every_intent_has_one_rule_and_one_answer():
    heard = Counter(step["intent"] for rule in rules() for step in rule["steps"] if "intent" in step)
    assert heard == Counter(domain()["intents"])


def test_a_rule_is_one_message_and_one_action():
    for rule in rules():
        steps = [list(step) for step in rule["steps"]]
        assert steps == ([["action"]] if rule["steps"] == AFTER_THE_FALLBACK else [["intent"], ["action"]])


def test_after_the_fallback_the_bot_listens_again():
    assert AFTER_THE_FALLBACK in [rule["steps"] for rule in rules()]


def test_every_action_of_a_rule_exists_and_every_response_is_said_by_someone():
    acted = {step["action"] for rule in rules() for step in rule["steps"] if "action" in step}
    assert acted - ACTIONS_OF_OURS <= NAMES | {said.name for said in to_adults()}
    assert set(domain()["actions"]) == ACTIONS_OF_OURS
    assert NAMES - acted == SAID_BY_AN_ACTION | SAID_BY_THE_WORDING


def test_every_button_leads_somewhere_and_never_to_a_deposit():
    for said in ALL:
        for title, payload in said.buttons:
            intent = re.match(r"/([a-z_]+)", payload)[1]
            assert intent in domain()["intents"], (str(said), payload)
            assert intent != "remettre_message"
            assert len(title) <= 35


def test_no_message_has_more_than_five_buttons_or_twice_the_same():
    for said in ALL:
        answers = [payload for _, payload in said.buttons if payload != BESIDE_THE_TALK]
        assert len(answers) <= 5 or said.custom.get("guesses")
        assert len(set(said.buttons)) == len(said.buttons)


@pytest.mark.parametrize("said", [said for said in ALL if said.custom.get("guesses")], ids=str)
def test_a_gentle_question_has_one_label_for_each_situation_and_a_way_to_say_something_else(said):
    payloads = [payload for _, payload in said.buttons]
    assert Counter(payloads) == Counter([*(f"/{situation}" for situation in situations()), "/conversation"])
    assert len({title for title, _ in said.buttons}) == len(said.buttons)


def test_the_slots_never_choose_the_rule():
    assert all(slot["influence_conversation"] is False for slot in domain()["slots"].values())
    assert all(entity[name]["influence_conversation"] is False for entity in domain()["entities"] for name in entity)


def test_another_child_at_the_same_computer_starts_anew():
    session = domain()["session_config"]
    assert session == {"session_expiration_time": 30, "carry_over_slots_to_new_session": False}


def test_facts_are_not_something_that_rasa_could_learn():
    for path in (ROOT / "data" / "facts").glob("*.yml"):
        keys = set(re.findall(r"^(\w+):", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert not keys & {"nlu", "rules", "stories", "responses", "intents", "version"}
