import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.catalogue import PRIMARY_WORDS, catalogue, sentences, situations, words
from facts.cards import Card
from facts.helplines import load_helplines

HANDOFF = "/ecrire_aux_adultes"
ADDED = ("utter_precaution__", "utter_encore", "utter_rappel", "utter_aussi__", "utter_langue_numeros__", "utter_theme__", "utter_avant", "utter_question")  # fmt: skip
SAID = sorted({said.name for said in catalogue() if not said.name.startswith(ADDED)})
OWN_WORDS = {str(said): said for said in catalogue()}
FLAGS = ["imminent", "suicide_act", "no_voice", "shared_device", "perp_in_school", "perp_reads", "young", "retract", "fear_report", "menace_attaque", "none"]  # fmt: skip
EMERGENCY_LINES = {"17", "15", "18", "112", "114"}

pupils = st.fixed_dictionaries(
    {},
    optional={
        "situation": st.sampled_from([*situations(), ""]),
        "about": st.sampled_from(["self", "other", "author", "none"]),
        "urgency": st.sampled_from(["0", "1", "2"]),
        "register": st.sampled_from(["primaire", "college", "lycee"]),
        "flags": st.lists(st.sampled_from(FLAGS), unique=True, max_size=4),
    },
)


def texts_of(name: str, **conditions: str) -> list[str]:
    return next(said.bubbles for said in OWN_WORDS.values() if said.name == name and said.conditions == conditions)


@pytest.mark.parametrize("situation", sorted(situations()))
@pytest.mark.parametrize(
    ("slots", "conditions"),
    [
        ({"about": "self", "urgency": "1"}, {}),
        ({"about": "self", "urgency": "0"}, {}),
        ({}, {}),
        ({"about": "self", "urgency": "1", "register": "lycee"}, {}),
        ({"about": "self", "urgency": "1", "register": "primaire"}, {"register": "primaire"}),
        ({"about": "self", "urgency": "1", "flags": ["young"]}, {"register": "primaire"}),
        ({"about": "self", "urgency": "1", "flags": ["young"], "register": "college"}, {}),
        ({"about": "other", "urgency": "1"}, {"about": "other"}),
        ({"about": "other", "urgency": "0"}, {"about": "other"}),
        ({"about": "other", "urgency": "1", "register": "primaire"}, {"about": "other", "register": "primaire"}),
        ({"about": "none", "urgency": "0"}, {"about": "none", "urgency": "0"}),
        (
            {"about": "none", "urgency": "0", "register": "primaire"},
            {"about": "none", "urgency": "0", "register": "primaire"},
        ),
    ],
    ids=str,
)
def test_each_pupil_gets_the_words_written_for_them(say, situation, slots, conditions):
    message = say(f"utter_{situation}", situation=situation, **slots)
    assert message["texts"] == texts_of(f"utter_{situation}", **conditions)


@pytest.mark.parametrize(
    ("slots", "conditions"),
    [
        ({"flags": ["no_voice"], "about": "other", "register": "primaire"}, {"flags": "no_voice", "about": "other", "register": "primaire"}),
        ({"flags": ["imminent", "no_voice"], "about": "author"}, {"flags": "no_voice"}),
        ({"flags": ["menace_attaque"], "about": "author"}, {"about": "author"}),
        ({"flags": ["menace_attaque"], "about": "other"}, {"flags": "menace_attaque", "about": "other"}),
        ({"situation": "fugue", "about": "other"}, {"about": "other"}),
        ({"situation": "fugue", "about": "self"}, {"situation": "fugue"}),
        ({"situation": "violence_conjugale", "register": "primaire"}, {"situation": "violence_conjugale", "register": "primaire"}),
        ({"situation": "harcelement", "register": "primaire"}, {"register": "primaire"}),
        ({"situation": "harcelement", "about": "self"}, {}),
    ],
    ids=str,
)  # fmt: skip
def test_in_danger_the_most_fitting_words_win_and_the_first_written_on_a_tie(say, slots, conditions):
    assert say("utter_danger_immediat", urgency="2", **slots)["texts"] == texts_of(
        "utter_danger_immediat", **conditions
    )


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SAID), pupils)
def test_every_answer_to_every_pupil_is_whole_and_is_never_the_safe_reply(say, name, slots):
    message = say(name, **slots)
    assert list(message) == ["texts", "buttons", "helplines", "panel", "urgent", "local", "look", "noted"]
    assert message["texts"]
    assert not message["texts"][0].startswith("Merci de m'écrire. Je ne peux pas bien te répondre")
    assert all(list(button) == ["title", "payload"] for button in message["buttons"])
    assert all(set(card) == Card.__required_keys__ for card in message["helplines"])


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SAID), pupils)
def test_a_primary_pupil_never_reads_a_long_sentence(say, name, slots):
    message = say(name, just_said=slots.get("flags", ()), **{**slots, "register": "primaire"})
    for bubble in message["texts"]:
        for sentence in sentences(bubble):
            assert words(sentence) <= PRIMARY_WORDS, (name, sentence)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([name for name in SAID if name != "utter_autre_chose"]), pupils)
def test_someone_hurt_by_an_adult_of_the_school_is_never_led_to_the_group(say, name, slots):
    hurt = {**slots, "flags": [*slots.get("flags", []), "perp_in_school"]}
    for pupil in (hurt, {**slots, "situation": "violence_adulte_ecole"}):
        assert HANDOFF not in [button["payload"] for button in say(name, **pupil)["buttons"]]


def test_on_their_own_demand_they_see_who_would_read_before_anything(say):
    message = say("utter_autre_chose", situation="violence_adulte_ecole")
    assert {"title": "Voir qui lirait mon message", "payload": HANDOFF} in message["buttons"]
    assert "tu verras leurs noms" in " ".join(message["texts"])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["utter_danger_immediat", "utter_danger_suicide"]), pupils)
def test_in_danger_the_message_is_urgent_and_its_first_card_is_an_emergency_number(say, name, slots):
    message = say(name, **{**slots, "urgency": "2"})
    assert message["urgent"] is True
    assert message["helplines"][0]["id"] in EMERGENCY_LINES
    assert "119" in [card["id"] for card in message["helplines"]]


@settings(max_examples=200, deadline=None)
@given(pupils)
def test_the_same_pupil_always_reads_the_same_words(say, slots):
    assert say("utter_danger_immediat", **slots) == say("utter_danger_immediat", **slots)


def test_after_a_danger_was_told_help_stays_through_thanks_and_jokes(say):
    for name in ("utter_conversation__merci", "utter_pour_rire", "utter_hors_sujet__insulte", "utter_autre_chose"):
        shown = [card["id"] for card in say(name, situation="suicide", urgency="2")["helplines"]]
        assert shown[:2] == ["15", "3114"]


@pytest.mark.parametrize(
    ("flag", "words_of_it"),
    [
        ("fear_report", "avant de tout dire"),
        ("shared_device", "Quitter vite"),
        ("perp_reads", "tes codes"),
        ("retract", "changer d'avis"),
        ("no_voice", "114"),
    ],
)
def test_what_the_pupil_has_just_feared_is_answered_in_the_same_message_and_only_then(say, flag, words_of_it):
    now = say("utter_violence_famille", just_said=[flag], situation="violence_famille", about="self", urgency="1")
    later = say("utter_violence_famille", flags=[flag], situation="violence_famille", about="self", urgency="1")
    assert words_of_it in now["texts"][-1]
    joked = texts_of("utter_violence_famille", flags="retract")  # of the message that has just come only
    assert now["texts"][:-1] == (joked if flag == "retract" else later["texts"])


def test_a_danger_is_not_made_longer_by_precautions(say):
    plain = say("utter_danger_immediat", urgency="2")
    assert say("utter_danger_immediat", just_said=["fear_report"], urgency="2")["texts"] == plain["texts"]


def test_an_author_who_is_afraid_gets_words_for_an_author(say):
    message = say("utter_auteur", just_said=["fear_report"], situation="auteur", about="author", urgency="1")
    assert "3018" in message["texts"][-1]


def test_a_child_in_primary_school_is_not_sent_to_the_line_for_teenagers(say):
    older = [card["id"] for card in say("utter_mal_etre", situation="mal_etre", register="college")["helplines"]]
    child = [card["id"] for card in say("utter_mal_etre", situation="mal_etre", register="primaire")["helplines"]]
    assert "fil_sante_jeunes" in older
    assert "fil_sante_jeunes" not in child


def test_every_line_shown_is_a_known_one(say):
    for name in SAID:
        assert {card["id"] for card in say(name)["helplines"]} <= set(load_helplines().lines)
