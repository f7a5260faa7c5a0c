import pytest

from content.catalogue import catalogue

OWN = {(said.name, frozenset(said.conditions.items())): said.bubbles for said in catalogue()}
AT_HOME = ("violence_famille", "violence_conjugale", "negligence", "violence_sexuelle", "exploitation", "suicide", "mal_etre", "fugue")  # fmt: skip
WITH_THE_GROUP = ("violence_famille", "violence_conjugale", "negligence", "violence_sexuelle")
PRIMARY = {"register": "primaire"}


def told(say, situation, **slots: object):
    return say(f"utter_{situation}", situation=situation, **{"about": "self", "urgency": "1", **slots})


def written(situation, **conditions: str):
    return OWN[f"utter_{situation}", frozenset(conditions.items())]


@pytest.mark.parametrize("situation", AT_HOME)
@pytest.mark.parametrize("level", [{}, PRIMARY], ids=str)
def test_a_joke_is_answered_by_its_own_words(say, situation, level):
    own = written(situation, flags="retract", **level)
    assert told(say, situation, just_said=["retract"], **level)["texts"][: len(own)] == own


@pytest.mark.parametrize("situation", [each for each in AT_HOME if each != "suicide"])
@pytest.mark.parametrize("level", [{}, PRIMARY], ids=str)
def test_a_witness_keeps_the_words_for_a_witness_whatever_the_tone(say, situation, level):
    own = written(situation, about="other", **level)
    assert told(say, situation, about="other", just_said=["retract"], **level)["texts"][: len(own)] == own


@pytest.mark.parametrize("level", [{}, PRIMARY], ids=str)
def test_a_friend_who_said_it_laughing_is_taken_seriously(say, level):
    own = written("suicide", about="other", flags="retract", **level)
    assert told(say, "suicide", about="other", just_said=["retract"], **level)["texts"][: len(own)] == own


@pytest.mark.parametrize("situation", [*WITH_THE_GROUP, "mal_etre"])
@pytest.mark.parametrize("about", ["self", "other"])
@pytest.mark.parametrize("flags", [["perp_in_school"], ["retract", "perp_in_school"]], ids=str)
@pytest.mark.parametrize("level", [{}, PRIMARY], ids=str)
def test_an_adult_of_the_school_comes_before_any_other_reason_to_choose_words(say, situation, about, flags, level):
    message = told(say, situation, about=about, just_said=flags, **level)
    of_witness = {"about": "other"} if (situation, about) == ("mal_etre", "other") else {}
    own = written(situation, flags="perp_in_school", **of_witness, **level)
    assert message["texts"][: len(own)] == own
    assert "/ecrire_aux_adultes" not in [button["payload"] for button in message["buttons"]]


@pytest.mark.parametrize("situation", ["violence_famille", "violence_sexuelle"])
@pytest.mark.parametrize("flags", [["perp_in_school"], ["retract"]], ids=str)
@pytest.mark.parametrize("level", [{}, PRIMARY], ids=str)
def test_an_author_is_never_given_the_words_of_a_victim(say, situation, flags, level):
    own = written(situation, about="author", **level)
    assert told(say, situation, about="author", just_said=flags, **level)["texts"][: len(own)] == own


@pytest.mark.parametrize("situation", ["violence_famille", "violence_sexuelle", "exploitation", "fugue"])
def test_in_danger_silence_then_the_one_in_danger_come_before_the_situation(say, situation):
    def said(**slots: object):
        return say("utter_danger_immediat", situation=situation, urgency="2", **slots)["texts"]

    danger = {key[1]: bubbles for key, bubbles in OWN.items() if key[0] == "utter_danger_immediat"}
    of_situation = {"situation": situation}
    assert said(about="self") == danger[frozenset(of_situation.items())]
    assert said(about="self", **PRIMARY) == danger[frozenset({**of_situation, **PRIMARY}.items())]
    assert said(about="self", flags=["no_voice"], **PRIMARY) == danger[frozenset({"flags": "no_voice", **PRIMARY}.items())]  # fmt: skip
    assert said(about="other", **PRIMARY) == danger[frozenset({"about": "other", **PRIMARY}.items())]


def test_who_cannot_speak_for_a_friend_is_told_to_write_where_the_friend_is(say):
    texts = say("utter_danger_suicide", urgency="2", about="other", flags=["no_voice"])["texts"]
    assert "où est cette personne" in texts[0]
