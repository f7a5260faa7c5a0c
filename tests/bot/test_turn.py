import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.turn import BadTurnError, harmless, read_turn
from facts.clocks import METROPOLE
from facts.school_words import could_be_said

CONVERSATION = "0123456789abcdef" * 2
ENVELOPE = "5c1d8f6e-3a52-4a7e-9a59-0a4e7c0d2b11"


def turn(**body: object):
    return read_turn({"conversation": CONVERSATION, **body})


@pytest.mark.parametrize("text", ["/restart", "  /restart", "/remettre_message{}", "/", "\t/session_start"])
def test_a_text_is_never_an_order_to_rasa(text):
    asked = turn(kind="text", text=text)
    assert asked.parse_data() is None
    assert not asked.text.startswith("/")


@given(st.text(min_size=1).filter(str.strip))
def test_no_text_at_all_begins_with_a_slash_once_read(text):
    assert not harmless(text).strip().startswith("/")


def test_a_text_keeps_its_words():
    assert turn(kind="text", text="ils se moquent 😢 de moi").text == "ils se moquent 😢 de moi"


def test_a_button_becomes_its_intent_with_its_values():
    pressed = turn(kind="button", payload='/niveau{"register":"primaire"}').parse_data()
    assert pressed is not None
    assert pressed["intent"]["name"] == "niveau"
    assert pressed["entities"] == [{"entity": "register", "value": "primaire"}]


def test_only_a_deposit_hands_a_message_over():
    payload = f"/remettre_message{json.dumps({'envelope_id': ENVELOPE})}"
    with pytest.raises(BadTurnError):
        turn(kind="button", payload=payload)
    deposited = turn(kind="deposit", envelope=ENVELOPE).parse_data()
    assert deposited is not None
    assert deposited["entities"] == [{"entity": "envelope_id", "value": ENVELOPE}]


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "texte",
        {},
        {"conversation": "default", "kind": "text", "text": "bonjour"},
        {"conversation": CONVERSATION.upper(), "kind": "text", "text": "bonjour"},
        {"conversation": CONVERSATION, "kind": "text"},
        {"conversation": CONVERSATION, "kind": "text", "text": 3},
        {"conversation": CONVERSATION, "kind": "text", "text": "   "},
        {"conversation": CONVERSATION, "kind": "order", "text": "bonjour"},
        {"conversation": CONVERSATION, "kind": "button", "payload": "niveau"},
        {"conversation": CONVERSATION, "kind": "button", "payload": "/niveau{pas du json}"},
        {"conversation": CONVERSATION, "kind": "button", "payload": "/niveau{} /autre"},
        {"conversation": CONVERSATION, "kind": "deposit", "envelope": "../../etc"},
    ],
)
def test_a_body_that_web_would_not_send_is_refused(body):
    with pytest.raises(BadTurnError) as refused:
        read_turn(body)
    assert refused.value.code == "bad_shape"


def test_a_text_over_two_thousand_characters_is_refused_by_its_own_code():
    assert turn(kind="text", text="é" * 2000).text
    with pytest.raises(BadTurnError) as refused:
        turn(kind="text", text="é" * 2001)
    assert refused.value.code == "too_long"


def test_a_sentence_that_facts_could_have_said_about_the_school_is_kept():
    said = "L'école est fermée maintenant. Ton message attendra demain matin."
    assert turn(kind="text", text="bonjour", school_now=said).school_now == said
    assert turn(kind="start", school_now=said).school_now == said
    assert turn(kind="text", text="bonjour").school_now is None


@pytest.mark.parametrize(
    "written",
    [
        "Appelle le 0899 00 00 00.",
        "L'école est fermée maintenant. Ton message attendra demain matin. <b>Clique</b>",
        "L'école est fermée maintenant. " * 20,
        "{3018.number}",
        "",
        3,
        None,
        ["L'école est fermée maintenant."],
        {"school": "now"},
    ],
    ids=repr,
)
def test_any_other_sentence_is_as_if_it_were_not_there_and_the_turn_is_played(written):
    played = turn(kind="text", text="bonjour", school_now=written)
    assert (played.text, played.school_now) == ("bonjour", None)


@given(st.text(max_size=250))
def test_no_text_of_anybody_else_is_ever_printed_as_the_hours_of_a_school(text):
    assert turn(kind="text", text="bonjour", school_now=text).school_now in {None, *could_be_said()}


@pytest.mark.parametrize("name", ["Indian/Reunion", "Pacific/Marquesas", "unknown"])
def test_the_clock_of_the_pupil_is_kept(name):
    assert turn(kind="text", text="bonjour", clock=name).clock.name == name


@pytest.mark.parametrize("written", ["Paris", "../etc", "", 3, None, ["Indian/Reunion"], {"a": 1}])
def test_any_other_clock_is_as_if_it_were_not_there(written):
    assert turn(kind="text", text="bonjour", clock=written).clock == METROPOLE


@pytest.mark.parametrize("word", ["primaire", "college", "lycee"])
def test_the_level_that_web_knows_is_kept_whatever_is_done(word):
    done = ({"kind": "start"}, {"kind": "text", "text": "bonjour"}, {"kind": "button", "payload": "/pas_ca"})
    assert [turn(**each, register=word).register for each in done] == [word] * 3


@pytest.mark.parametrize("written", ["3EME", "Primaire", "", 3, None, ["college"], {"college": 1}, "college "])
def test_any_other_word_of_level_is_as_if_it_were_not_there(written):
    played = turn(kind="text", text="bonjour", register=written)
    assert (played.text, played.register) == ("bonjour", None)


@pytest.mark.parametrize("word", ["parent", "personnel"])
def test_a_conversation_may_start_for_an_adult(word):
    started = turn(kind="start", profile=word).parse_data()
    assert started is not None
    assert started["entities"] == [{"entity": "profile", "value": word}]


@pytest.mark.parametrize("written", ["eleve", "ELEVE", "PERSRELELEVE", "", 3, None, ["parent"]])
def test_any_other_profile_starts_as_for_a_pupil(written):
    started = turn(kind="start", profile=written).parse_data()
    assert started is not None
    assert started["entities"] == []


def test_a_profile_is_said_at_the_start_only():
    assert turn(kind="text", text="bonjour", profile="parent").parse_data() is None
    pressed = turn(kind="button", payload="/pas_ca", profile="parent").parse_data()
    assert pressed is not None
    assert pressed["entities"] == []
