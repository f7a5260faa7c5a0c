"""What pupils write after the first answer: yes, no, thank you, I was joking, one more thing, and danger in the middle."""

from itertools import pairwise

import pytest

from tests.dialogues.conftest import NIGHT

EMERGENCY = {"15", "17", "112", "114"}
BULLIED = "ils se moquent de moi tous les jours au collège"
HIT = "mon daron me tape"
WANTS_TO_DIE = "jveu mourir"
FIGHT = "mon père est en train de frapper ma mère"
TEACHER = "le cpe m'humilie devant tout le monde"
SOLD = "mon mec me trouve des clients"
FOLLOW_UPS = ["oui", "non", "jsp", "merci", "laisse tomber", "mdr je rigole", "t'es nul"]
DISCLOSURES = [BULLIED, HIT, WANTS_TO_DIE, FIGHT, TEACHER, SOLD]


def whole(reply):
    return " ".join(reply["texts"])


@pytest.fixture(scope="module")
def followed(talk):
    return talk({text: [text, *FOLLOW_UPS] for text in DISCLOSURES})


@pytest.fixture(scope="module")
def played(talk):
    return talk(
        {
            "danger in the middle": [BULLIED, "oui", FIGHT, "merci", "et eux ils se moquent de moi au collège"],
            "danger taken back": [FIGHT, "c'est pas ça", "oui"],
            "wish to die then bullies": [WANTS_TO_DIE, BULLIED, "oui"],
            "teacher then pupils": [TEACHER, BULLIED, "je veux pas que ça se sache", "oui", "merci"],
            "told twice": [HIT, HIT, HIT],
            "thanked thrice": ["merci", "merci", "merci"],
            "witness, then victim": ["ma copine se fait harceler", "moi aussi ils se moquent de moi tous les jours"],
            "nothing told": ["bonjour", "oui", "non", "merci"],
            "silence": [FIGHT, "chut je peux pas parler il entend tout"],
        }
    )


@pytest.mark.parametrize("text", DISCLOSURES)
def test_help_stays_under_every_word_that_follows(followed, text):
    first, *later = followed[text]
    for reply in later:
        assert reply["helplines"]
        assert reply["helplines"][0] == first["helplines"][0], reply["texts"]


@pytest.mark.parametrize("text", DISCLOSURES)
def test_no_follow_up_starts_the_conversation_again(followed, text):
    for reply in followed[text][1:]:
        assert "Bonjour" not in whole(reply)
        assert "À la maison" not in reply["buttons"]


@pytest.mark.parametrize("text", DISCLOSURES)
def test_the_same_words_never_come_twice_in_a_row(followed, text):
    said = [whole(reply) for reply in followed[text]]
    assert all(before != after for before, after in pairwise(said))


def test_nor_when_the_pupil_repeats(played):
    for name in ("told twice", "thanked thrice"):
        said = [whole(reply) for reply in played[name]]
        assert all(before != after for before, after in pairwise(said))


def test_whoever_tells_again_is_still_believed_and_shown_the_same_people(played):
    first, again, _ = played["told twice"]
    assert "te crois" in whole(again)
    assert again["helplines"] == first["helplines"]
    assert again["handoff_offered"] == first["handoff_offered"]


def test_the_group_is_offered_on_a_yes_only_where_it_fits(followed):
    yes = {text: followed[text][1]["handoff_offered"] for text in DISCLOSURES}
    assert yes == {BULLIED: True, HIT: True, WANTS_TO_DIE: False, FIGHT: False, TEACHER: False, SOLD: False}


def test_a_danger_interrupts_and_its_numbers_stay_under_the_next_words(played):
    _, _, danger, thanks, other = played["danger in the middle"]
    assert danger["urgency"] == 2
    for reply in (danger, thanks, other):
        assert reply["helplines"][0] in EMERGENCY
    assert "personne n'est prévenu" in whole(thanks)


def test_a_danger_taken_back_in_writing_is_not_argued_but_its_numbers_stay(played):
    _, taken_back, yes = played["danger taken back"]
    assert "C'est toi qui sais" in whole(taken_back) or "merci de me le dire" in whole(taken_back)
    assert "Appelle maintenant" not in whole(taken_back) + whole(yes)
    for reply in (taken_back, yes):
        assert EMERGENCY & set(reply["helplines"])


def test_after_a_joke_about_a_danger_the_emergency_numbers_are_still_there(followed):
    joke = followed[FIGHT][1 + FOLLOW_UPS.index("mdr je rigole")]
    assert EMERGENCY & set(joke["helplines"])


def test_whoever_wished_to_die_keeps_the_3114_whatever_is_told_next(played):
    assert all("3114" in reply["helplines"] for reply in played["wish to die then bullies"])


def test_an_adult_who_hurts_is_not_forgotten_when_pupils_hurt_too(played):
    for reply in played["teacher then pupils"]:
        assert not reply["handoff_offered"]
        assert "119" in reply["helplines"]


def test_a_witness_who_becomes_a_victim_is_told_it_is_not_their_fault(played):
    witness, victim = played["witness, then victim"]
    assert "ni la sienne" in whole(witness)
    assert "pas ta faute" in whole(victim)
    assert "la sienne" not in whole(victim)


def test_when_nothing_was_told_nobody_is_pushed_to_write_to_the_school(played):
    for reply in played["nothing told"]:
        assert not reply["handoff_offered"]
        assert not EMERGENCY & set(reply["helplines"])


def test_whoever_cannot_speak_is_told_to_write_and_not_to_call(played):
    silent = played["silence"][1]
    assert silent["helplines"][0] == "114"
    assert "SMS" in whole(silent)


def test_at_night_a_yes_shows_first_who_answers_at_night(talk):
    yes = talk({"a": [BULLIED, "oui"]}, at=NIGHT)["a"][1]
    assert yes["helplines"][0] == "119"
