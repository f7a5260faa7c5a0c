"""A parent and a member of staff are recognised and given their own path, never the child's; a pupil is given back at once (issue 5, point 5)."""

import re

import pytest

TO_A_CHILD = re.compile(r"\b(tu|te|toi|ton|ta|tes)\b|\bt'", re.IGNORECASE)
QUOTED = re.compile(r"«[^»]*»")
PUPIL = "Non, je suis élève"
PARENTS = {
    "ma fille de 9 ans ne veut plus aller en classe, on se moque d'elle tous les jours": "harcelement",
    "mon fils se fait harceler sur snap": "cyberharcelement",
    "mon fils de huit ans dit que son maître le frappe": "violence_adulte_ecole",
    "notre fille nous a dit que son oncle la touche": "violence_sexuelle",
    "mon mari frappe mes enfants": None,
    "ma fille a fugué hier soir": "fugue",
}
STAFF = {
    "je suis prof principale, une élève m'a confié que son beau-père la touche": "violence_sexuelle",
    "je suis CPE, un de mes élèves se fait harceler": "harcelement",
    "je suis infirmière scolaire, un élève a des marques de coups, son père le frappe": "violence_famille",
    "je suis AED et un élève m'a dit qu'il voulait mourir": "suicide",
}
WHO = ("je suis la maman de Léo", "Je suis AESH", "Je suis parent", "je suis parent d'élève", "je suis prof de maths")
DYING = (
    "ma fille veut mourir",
    "mon fils m'a dit qu'il voulait en finir",
    "je suis le papa de Zoé et moi j'ai envie de mourir",
)
DANGER = ("je suis la maman de Léo", "il frappe mon fils là maintenant, il a un couteau", "merci")
DANGER_STAFF = ("je suis surveillante", "un élève a un couteau dans le couloir là maintenant", "ok")
STAYS = (
    "mon fils se fait harceler au collège",
    "merci",
    "t'es un robot ?",
    "qui lit ce que j'écris ?",
    "il ne dort plus",
    "au revoir",
)
TAKEN_BACK = ("mon fils se fait harceler au collège", "non je suis élève", "ils se moquent de moi tous les jours")
BY_A_STORY = ("je suis la maman de Léo", "mon père me tape")
ASKS_THE_GROUP = ("je suis CPE", "je veux écrire aux adultes de l'école")
PUPILS = (
    "je suis la sœur de Léo, il se fait harceler",
    "ma mère dit mon fils tu es nul et elle me frappe",
    "je suis délégué et un élève de ma classe se fait harceler",
    "j'ai 16 ans, mon bébé pleure et mon copain me frappe",
    "mon prof me frappe",
    "mon petit frère se fait taper par mon père",
)
TURNS = [*((text,) for text in (*PARENTS, *STAFF, *WHO, *DYING, *PUPILS)), DANGER, DANGER_STAFF, STAYS, TAKEN_BACK, BY_A_STORY, ASKS_THE_GROUP]  # fmt: skip


def whole(reply):
    return " ".join(reply["texts"])


def is_for_adults(reply):
    return PUPIL in reply["buttons"] and not TO_A_CHILD.search(QUOTED.sub("", whole(reply)))


@pytest.fixture(scope="module")
def played(talk):
    answers = talk({"|".join(turns): list(turns) for turns in TURNS})
    return lambda *turns: answers["|".join(turns)]


@pytest.mark.parametrize(("text", "situation"), {**PARENTS, **STAFF}.items())
def test_an_adult_is_answered_as_an_adult_and_never_offered_the_childrens_group(played, text, situation):
    reply = played(text)[0]
    assert is_for_adults(reply)
    assert not reply["handoff_offered"]
    assert reply["helplines"]
    assert situation is None or reply["situation"] == situation
    assert "personne n'est prévenu" in whole(reply)


@pytest.mark.parametrize("text", STAFF)
def test_staff_are_told_to_pass_it_on(played, text):
    assert "direction" in whole(played(text)[0])


@pytest.mark.parametrize("text", WHO)
def test_whoever_only_says_who_they_are_is_asked_nothing_and_no_danger_is_guessed(played, text):
    reply = played(text)[0]
    assert is_for_adults(reply)
    assert reply["urgency"] == 0
    assert reply["helplines"][0] == "119"
    assert "?" not in whole(reply)


@pytest.mark.parametrize("text", DYING)
def test_a_wish_to_die_told_by_an_adult_shows_the_3114_and_the_15(played, text):
    reply = played(text)[0]
    assert is_for_adults(reply)
    assert reply["helplines"][0] in ("3114", "15")
    assert {"3114", "15", "119"} <= set(reply["helplines"])


@pytest.mark.parametrize("turns", [DANGER, DANGER_STAFF])
def test_a_danger_told_by_an_adult_comes_first_and_stays(played, turns):
    _, danger, after = played(*turns)
    assert danger["urgency"] == 2
    assert danger["helplines"][:4] == ["17", "15", "112", "114"]
    assert "119" in danger["helplines"]
    for reply in (danger, after):
        assert is_for_adults(reply)
    assert after["helplines"][:2] == ["17", "15"]
    assert "danger" in whole(after)


def test_an_adult_stays_one_whatever_is_said(played):
    for reply in played(*STAYS):
        assert is_for_adults(reply)
        assert not reply["handoff_offered"]


def test_je_suis_eleve_gives_the_childs_scenes_back_at_once(played):
    adult, back, after = played(*TAKEN_BACK)
    assert is_for_adults(adult)
    for reply in (back, after):
        assert not is_for_adults(reply)
        assert "te crois" in whole(reply)
        assert reply["handoff_offered"]


def test_a_story_that_only_a_pupil_tells_gives_the_child_back_too(played):
    adult, child = played(*BY_A_STORY)
    assert is_for_adults(adult)
    assert "te crois" in whole(child)


def test_staff_who_want_to_write_to_the_group_are_not_given_the_pupils_panel(played):
    assert is_for_adults(played(*ASKS_THE_GROUP)[1])
    assert not played(*ASKS_THE_GROUP)[1]["handoff_offered"]


@pytest.mark.parametrize("text", PUPILS)
def test_a_pupil_who_sounds_like_an_adult_is_answered_as_a_pupil(played, text):
    reply = played(text)[0]
    assert PUPIL not in reply["buttons"]
    assert "te crois" in whole(reply)
