"""What a pupil meets at the first words: seen for what they are, answered by who answers at this hour."""

import pytest

BULLIED = "ils se moquent de moi tous les jours au collège et personne me parle"
HIT = "mon daron me tape"
WANTS_TO_DIE = "jveu mourir"
BLACKMAIL = "on veut envoyer mes photos si je paie pas"
KNIFE = "il est derrière la porte il a un couteau"
FRIEND = "ma copine se fait harceler"
TEST = "ce contrôle va me tuer mdr"
HELLO = "bonjour"
EVERY = [BULLIED, HIT, WANTS_TO_DIE, BLACKMAIL, KNIFE, FRIEND, TEST, HELLO]


@pytest.fixture(scope="module")
def by_day(talk):
    return {text: replies[0] for text, replies in talk({text: [text] for text in EVERY}).items()}


@pytest.fixture(scope="module")
def by_night(talk):
    return {
        text: replies[0]
        for text, replies in talk({text: [text] for text in EVERY}, at="2026-11-24T03:00+01:00").items()
    }


@pytest.mark.parametrize(
    ("text", "situation", "urgency"),
    [
        (BULLIED, "harcelement", 1),
        (HIT, "violence_famille", 1),
        (WANTS_TO_DIE, "suicide", 1),
        (BLACKMAIL, "chantage_intime", 1),
        (FRIEND, "harcelement", 1),
        (TEST, "hors_sujet", 0),
        (HELLO, "conversation", 0),
    ],
)
def test_the_situation_is_seen(by_day, text, situation, urgency):
    assert (by_day[text]["situation"], by_day[text]["urgency"]) == (situation, urgency)


def test_danger_now_shows_the_emergency_numbers_first(by_day, by_night):
    for reply in (by_day[KNIFE], by_night[KNIFE]):
        assert reply["urgency"] == 2
        assert reply["helplines"][0] in ("17", "114")
        assert {"17", "114"} <= set(reply["helplines"])


def test_whoever_wants_to_die_sees_the_3114_at_any_hour(by_day, by_night):
    assert by_day[WANTS_TO_DIE]["helplines"][0] == "3114"
    assert by_night[WANTS_TO_DIE]["helplines"][0] == "3114"


def test_a_line_that_is_closed_at_night_is_not_shown_first(by_day, by_night):
    assert by_day[BLACKMAIL]["helplines"][0] == "3018"
    assert by_night[BLACKMAIL]["helplines"][0] in ("119", "masecurite")
    assert by_night[BULLIED]["helplines"][0] == "119"


@pytest.mark.parametrize("text", [BULLIED, HIT, BLACKMAIL, FRIEND])
def test_a_disclosure_is_thanked_believed_and_told_that_nobody_knows_yet(by_day, text):
    said = " ".join(by_day[text]["texts"]).lower()
    assert "merci" in said
    assert "te crois" in said or "tu fais bien" in said
    assert "personne" in said


@pytest.mark.parametrize("text", [BULLIED, HIT, WANTS_TO_DIE, BLACKMAIL, KNIFE])
def test_the_pupil_can_say_that_it_is_not_that(by_day, text):
    assert any("pas ça" in button.lower() for button in by_day[text]["buttons"])


def test_the_adults_of_the_school_are_offered_where_it_fits(by_day):
    assert by_day[BULLIED]["handoff_offered"]
    assert by_day[HIT]["handoff_offered"]


def test_whoever_is_not_well_finds_the_door_of_dark_thoughts_open(talk):
    reply = talk({"a": ["jvais pas bien du tout"]})["a"][0]
    assert reply["situation"] == "mal_etre"
    assert "J'ai des idées noires" in reply["buttons"]
    assert "3114" in reply["helplines"]
    assert "3114" in " ".join(reply["texts"])


def test_an_adult_of_the_school_who_hurts_is_never_answered_by_the_group(talk):
    reply = talk({"a": ["le prof de sport me fait des remarques sur mon corps"]})["a"][0]
    assert not reply["handoff_offered"]
    assert "119" in reply["helplines"]


def test_a_harmless_word_gets_no_emergency_number_and_no_offer_to_write(by_day):
    for text in (TEST, HELLO):
        assert not {"15", "17", "18", "112", "114"} & set(by_day[text]["helplines"])
        assert not by_day[text]["handoff_offered"]


def test_3020_is_told_truthfully(talk):
    reply = talk({"a": ["c'est quoi le 3020"]})["a"][0]
    assert "3018" in " ".join(reply["texts"])
    assert "3020" not in reply["helplines"]
    assert "3018" in reply["helplines"]
