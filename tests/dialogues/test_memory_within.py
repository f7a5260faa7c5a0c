"""Within one conversation: two topics, corrections, stopping, going back, erasing, who is told, the safe word (issue 5, point 7; R42)."""

from itertools import pairwise

import pytest

HIT = "mon père me tape"
TOUCHED = "mon coach me touche"
TWO_TOPICS = {
    "mon père me tape et au collège ils me harcèlent": ("119", "3018"),
    "on m'insulte sur snap et j'ai envie de mourir": ("3114", "3018"),
    "j'ai envie de mourir et ils me harcèlent": ("3114", "3018"),
}
TEACHER_TOO = "mon prof me rabaisse et à la maison mon beau-père me frappe"
CORRECTED = (HIT, "non c'est pas mon père c'est mon beau-père", "c'est pas moi c'est ma sœur", "en fait c'est moi")
TO_A_TEACHER = ("ma mère me frappe", "non pardon pas ma mère, un prof", "oui")
ERASING = ("efface tout", "je veux annuler mon message", "supprime ce que j'ai envoyé")
TELLING = ("tu vas le dire à ma mère ?", "tu vas appeler la police ?", "la police va venir ?")
SILENT = ("je suis sourd", "je suis muette", "je peux pas téléphoner")
BEFORE_THE_WORD = ((), (HIT,), ("raconte une blague",))
NOTHING_SAID = (("...", "jsp", "bah", "hm"), ("menu", "asdfgh", "qsdqsd", "??"))
EVERY = [
    *((text,) for text in TWO_TOPICS),
    (TEACHER_TOO, "oui"),
    CORRECTED,
    TO_A_TEACHER,
    (TOUCHED, "j'ai honte"),
    *((*before, asked) for before in ((), (HIT,)) for asked in ERASING),
    *((HIT, asked) for asked in TELLING),
    (HIT, "stop"),
    *((*before, "parapluie") for before in BEFORE_THE_WORD),
    *((text,) for text in SILENT),
    *NOTHING_SAID,
]


def whole(reply):
    return " ".join(reply["texts"])


@pytest.fixture(scope="module")
def played(talk):
    answers = talk({"|".join(turns): list(turns) for turns in EVERY})
    return lambda *turns: answers["|".join(turns)]


@pytest.mark.parametrize(("text", "shown"), TWO_TOPICS.items())
def test_two_things_in_one_message_are_both_answered_the_gravest_first(played, text, shown):
    reply = played(text)[0]
    first, second = shown
    assert reply["helplines"][0] == first
    assert second in reply["helplines"]
    assert second in reply["texts"][-1]


def test_a_teacher_told_beside_a_parent_withholds_the_group(played):
    replies = played(TEACHER_TOO, "oui")
    assert not any(reply["handoff_offered"] for reply in replies)


def test_a_correction_is_followed_without_asking_for_more(played):
    _, who, friend, self_ = played(*CORRECTED)
    for reply in (who, friend, self_):
        assert "merci de le préciser" in whole(reply)
        assert "?" not in whole(reply)
        assert reply["helplines"][0] == "119"
    assert "celle de cette personne" in whole(friend)
    assert "celle de cette personne" not in whole(self_)


def test_a_correction_to_a_teacher_withholds_the_group_from_then_on(played):
    hit, teacher, yes = played(*TO_A_TEACHER)
    assert hit["handoff_offered"]
    assert teacher["situation"] == "violence_adulte_ecole"
    assert not teacher["handoff_offered"]
    assert not yes["handoff_offered"]


def test_shame_after_a_story_is_never_read_as_a_confession(played):
    reply = played(TOUCHED, "j'ai honte")[1]
    assert "pas ta faute" in whole(reply)
    assert reply["situation"] == "conversation"
    assert reply["helplines"][0] == "119"


@pytest.mark.parametrize("before", [(), (HIT,)], ids=["nothing told", "told"])
def test_erasing_says_that_a_message_already_sent_stays_with_the_adults(played, before):
    for asked in ERASING:
        reply = played(*before, asked)[-1]
        assert "déjà envoyé" in whole(reply)
        assert "reste chez eux" in whole(reply)
        assert "Quitter vite" in reply["buttons"]


@pytest.mark.parametrize("asked", TELLING)
def test_who_is_told_is_answered_by_the_truth_and_no_promise(played, asked):
    said = whole(played(HIT, asked)[1])
    assert "ne peux appeler personne" in said
    assert "doivent prévenir" in said


def test_stopping_is_accepted_and_help_stays(played):
    first, stop = played(HIT, "stop")
    assert "on s'arrête" in whole(stop)
    assert stop["helplines"] == first["helplines"]
    assert "?" not in whole(stop)


@pytest.mark.parametrize("before", BEFORE_THE_WORD, ids=["first", "told", "off topic"])
def test_the_safe_word_brings_help_back_without_a_word_that_draws_the_eye(played, before):
    reply = played(*before, "parapluie")[-1]
    assert {"114", "17", "119"} <= set(reply["helplines"])
    assert "Quitter vite" in reply["buttons"]
    assert not any(word in whole(reply).lower() for word in ("violence", "danger", "frapp", "mourir", "harcèlement"))


@pytest.mark.parametrize("text", SILENT)
def test_whoever_cannot_hear_or_speak_is_sent_to_writing_first(played, text):
    reply = played(text)[0]
    assert reply["helplines"][0] == "114"
    assert "masecurite" in reply["helplines"]
    assert "SMS" in whole(reply)


@pytest.mark.parametrize("words", NOTHING_SAID, ids=["silent", "nonsense"])
def test_silence_and_nonsense_always_get_people_to_call_and_never_the_same_words_twice(played, words):
    replies = played(*words)
    assert all(reply["helplines"] for reply in replies)
    assert all("pas compris" not in whole(reply) for reply in replies)
    assert all(one["texts"] != other["texts"] for one, other in pairwise(replies))
