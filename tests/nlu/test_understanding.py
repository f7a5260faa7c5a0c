from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.danger import Alarm
from bot.nlu.situations import BENIGN
from bot.nlu.thresholds import Thresholds
from bot.nlu.understanding import Evidence, Understanding, understand
from facts.orientation import routes

SET = Thresholds(
    danger=0.6,
    doubt=0.3,
    no_idea=0.35,
    danger_despite_excuse=0.85,
    soft_alarm=0.3,
    immediate_danger=0.07,
    immediate_danger_seldom=0.25,
    concerned_at_all=0.4,
    flag=0.5,
)
QUIET = Evidence(
    intents={"conversation__merci": 0.7, "hors_sujet": 0.1, "harcelement": 0.1, "suicide": 0.1},
    danger=0.1,
    abouts={"self": 0.2, "other": 0.1, "none": 0.7},
    urgent=0.0,
    concerned=0.1,
    learnt_flags={},
)
BULLIED = replace(
    QUIET, intents={"harcelement": 0.8, "violence_eleves": 0.15, "hors_sujet": 0.05}, danger=0.97, concerned=0.95
)


def understood(evidence: Evidence, **changes: Any) -> Understanding:
    return understand(replace(evidence, **changes), routes, SET)


def alarm(**changes: Any) -> Alarm:
    return replace(Alarm("any", "", "", 1, ()), **changes)


def test_small_talk_is_small_talk() -> None:
    said = understood(QUIET)
    assert (said.situation, said.intent, said.about, said.urgency) == ("conversation", "conversation__merci", "none", 0)
    assert said.routes == ("none",)


def test_a_likely_situation_is_understood_with_its_routes() -> None:
    said = understood(BULLIED)
    assert (said.situation, said.intent, said.urgency) == ("harcelement", "harcelement", 1)
    assert said.routes == ("3018", "referents")


def test_danger_without_a_likely_situation_gets_the_likeliest_one_and_never_a_brush_off() -> None:
    spread = (
        {"hors_sujet": 0.2, "conversation__oui": 0.05}
        | dict.fromkeys(("negligence", "fugue", "mal_etre"), 0.24)
        | {"suicide": 0.27}
    )
    assert understood(QUIET, intents=spread, danger=0.95, concerned=0.9).situation == "suicide"


IN_DOUBT = replace(
    QUIET,
    intents={"hors_sujet": 0.5, "harcelement": 0.2, "fugue": 0.14, "mal_etre": 0.06, "conversation__oui": 0.1},
    danger=0.8,
)


def test_in_doubt_nobody_is_brushed_off() -> None:
    said = understood(IN_DOUBT)
    assert (said.situation, said.intent, said.urgency) == ("hors_sujet", "conversation__aide", 0)


def test_in_doubt_the_two_likeliest_situations_of_danger_are_guessed_likeliest_first() -> None:
    said = understood(IN_DOUBT)
    assert (said.guesses, said.guessed_about) == (("harcelement", "fugue"), "self")
    assert understood(IN_DOUBT, abouts={"self": 0.2, "other": 0.5, "none": 0.3}).guessed_about == "other"


def test_a_situation_named_in_a_message_excused_as_fiction_is_guessed_too() -> None:
    said = understood(IN_DOUBT, excuses=("fiction",), alarms=())
    assert said.guesses == ("harcelement", "fugue")


def test_one_situation_of_danger_only_is_one_guess() -> None:
    assert understood(QUIET, intents={"hors_sujet": 0.6, "fugue": 0.4}, danger=0.8).guesses == ("fugue",)


@pytest.mark.parametrize(
    "sure",
    [QUIET, BULLIED, replace(IN_DOUBT, danger=0.05), replace(IN_DOUBT, danger=0.95, intents={"fugue": 0.9, "hors_sujet": 0.1})],
    ids=["talk", "danger", "calm", "sure"],
)  # fmt: skip
def test_without_a_doubt_nothing_is_guessed(sure: Evidence) -> None:
    said = understood(sure)
    assert (said.guesses, said.guessed_about) == ((), "none")


def test_a_lone_tear_gets_the_open_question_and_no_guess() -> None:
    said = understood(IN_DOUBT, wordless=True)
    assert (said.intent, said.guesses) == ("conversation__aide", ())
    assert understood(QUIET, wordless=True, intents={"hors_sujet": 0.9, "fugue": 0.1}).intent == "conversation__aide"


def test_the_thresholds_decide() -> None:
    lower, higher = replace(SET, danger=0.5), replace(SET, doubt=0.59)
    assert understand(IN_DOUBT, routes, SET).intent == "conversation__aide"
    assert understand(IN_DOUBT, routes, lower).situation == "harcelement"
    assert understand(IN_DOUBT, routes, higher).intent == "hors_sujet"


def test_a_message_that_means_nothing_to_the_model_gets_an_open_question() -> None:
    spread = {f"conversation__{number}": 0.2 for number in range(5)}
    said = understood(QUIET, intents=spread)
    assert (said.intent, said.guesses) == ("conversation__aide", ())


def test_a_firm_alarm_is_a_danger_whatever_the_model_says() -> None:
    said = understood(QUIET, alarms=(alarm(situation="suicide"),))
    assert said.situation == "suicide"
    assert said.urgency == 1


def test_a_soft_alarm_needs_some_doubt() -> None:
    soft = (alarm(urgency=2, firm=False),)
    assert understood(QUIET, alarms=soft).situation in BENIGN
    assert understood(replace(BULLIED, danger=0.4), alarms=soft).urgency == 2


def test_a_situation_named_by_an_alarm_does_not_silence_a_sure_model() -> None:
    couple = {"violence_couple": 0.9, "violence_famille": 0.1}
    named = (alarm(situation="violence_famille"),)
    assert understood(BULLIED, intents=couple, alarms=named).situation == "violence_couple"


def test_urgency_two_replaces_the_intent() -> None:
    assert understood(BULLIED, urgent=0.9).intent == "danger_immediat"
    suicide = understood(BULLIED, intents={"suicide": 0.9, "mal_etre": 0.1}, urgent=0.9)
    assert (suicide.intent, suicide.routes[0]) == ("danger_suicide", "urgence")


def test_an_exaggeration_is_an_expression() -> None:
    said = understood(
        QUIET, intents={"suicide": 0.8, "hors_sujet__expression": 0.2}, danger=0.7, excuses=("hyperbole",)
    )
    assert said.intent == "hors_sujet__expression"


def test_an_alarm_beside_an_exaggeration_still_rings() -> None:
    said = understood(QUIET, excuses=("hyperbole",), alarms=(alarm(situation="suicide"),))
    assert said.situation == "suicide"


def test_a_question_about_a_situation_concerns_nobody() -> None:
    said = understood(BULLIED, concerned=0.05)
    assert (said.situation, said.urgency, said.about) == ("harcelement", 0, "none")


def test_who_has_done_it_is_an_author_and_is_never_taken_for_a_mere_question() -> None:
    said = understood(BULLIED, intents={"auteur": 0.9, "harcelement": 0.1}, concerned=0.05)
    assert (said.about, said.urgency) == ("author", 1)


def test_an_adult_of_the_school_is_never_sent_to_the_school() -> None:
    said = understood(BULLIED, intents={"violence_adulte_ecole": 0.9, "harcelement": 0.1})
    assert "perp_in_school" in said.flags
    assert "referents" not in said.routes


@pytest.mark.parametrize("flag", ["no_voice", "fear_report", "young", "retract"])
def test_flags_found_by_rules_or_learnt_are_kept_once(flag: str) -> None:
    said = understood(BULLIED, ruled_flags=(flag,), learnt_flags={flag: 0.9})
    assert said.flags.count(flag) == 1


def test_the_answer_is_plain_json() -> None:
    assert understood(BULLIED).as_dict()["routes"] == ["3018", "referents"]


LABELS = [
    "harcelement",
    "suicide",
    "auteur",
    "violence_famille",
    "conversation__oui",
    "hors_sujet",
    "hors_sujet__expression",
]
share = st.floats(0.01, 1)
ALARMS = st.lists(
    st.builds(
        Alarm,
        st.just("any"),
        st.sampled_from(["", "suicide", "violence_famille"]),
        st.sampled_from(["", "self", "other"]),
        st.sampled_from([1, 2]),
        st.sampled_from([(), ("imminent",), ("suicide_act", "imminent")]),
        st.booleans(),
    ),
    max_size=3,
)


@given(
    st.fixed_dictionaries(dict.fromkeys(LABELS, share)),
    share,
    st.fixed_dictionaries({"self": share, "other": share}),
    share,
    share,
    ALARMS.map(tuple),
    st.sampled_from([(), ("hyperbole",), ("fiction",)]),
)
def test_every_answer_keeps_the_contract(
    intents: dict[str, float],
    danger: float,
    abouts: dict[str, float],
    urgent: float,
    concerned: float,
    alarms: tuple[Alarm, ...],
    excuses: tuple[str, ...],
) -> None:
    said = understand(Evidence(intents, danger, abouts, urgent, concerned, {}, (), alarms, excuses), routes, SET)
    assert (said.intent in ("danger_immediat", "danger_suicide")) == (said.urgency == 2)
    assert (said.urgency == 0) == (said.about == "none")
    assert (said.situation == "auteur") == (said.about == "author")
    assert 0 <= said.confidence <= 1
    assert 1 <= len(said.routes) <= 3
    assert len(said.guesses) <= 2
    assert not BENIGN.intersection(said.guesses)
    assert (said.guessed_about in ("self", "other")) == bool(said.guesses)
    if said.guesses:
        assert (said.intent, said.urgency) == ("conversation__aide", 0)
    if any(ringing.firm for ringing in alarms):
        assert said.situation not in BENIGN
        assert said.urgency >= max(ringing.urgency for ringing in alarms if ringing.firm)
    if said.urgency == 2:
        assert "imminent" in said.flags
        assert said.routes[0] == "urgence"
