"""What the words tell besides the situation, in whole conversations: themes of B.20, past, « si quelqu'un… », authors, jokes (B.0)."""

import re

import pytest

EMERGENCY = {"15", "17", "112", "114"}
PREGNANT = "jai peur detre enceinte"
HAZED = "c'est pour rentrer dans l'équipe, on doit tous le faire"
FOSTERED = "au foyer un éduc me frappe"
COACH = "mon entraîneur nous insulte et nous fait courir jusqu'à vomir"
MARRIED = "ils m'ont trouvé un mari au bled"
STEALING = "on m'oblige à voler dans les magasins"
CUT_OFF = "ils m'ont dit de couper les ponts avec ma famille"
LONG_AGO = "quand j'étais petite mon oncle me faisait des trucs"
SUPPOSED = "si quelqu'un se fait harceler il doit faire quoi"
MINE_AFTER_ALL = "en fait c'est moi ils se moquent de moi tous les jours"
FOR_SCHOOL = "c'est pour un exposé sur le harcèlement"
SHARED = "j'ai partagé une photo de nu d'une fille"
TOUCHED = "j'ai touché ma petite soeur"
JOKE = "mon père me tape mdr je rigole"
SINCERE = "en vrai mon père me tape tous les soirs"
NOW = "mon coach est en train de me frapper là maintenant"
ARMED = "imaginons un mec avec un couteau dans le lycée là maintenant"
DYING = "jsuis enceinte et je veux mourir"
EVERY = [
    (PREGNANT, "merci"), (HAZED,), (FOSTERED, "oui"), (COACH, "oui"), (MARRIED,), (STEALING,), (CUT_OFF,), (LONG_AGO,), (SUPPOSED, MINE_AFTER_ALL),
    (FOR_SCHOOL,), (SHARED, "que faire"), (TOUCHED,), (JOKE, SINCERE), (NOW, PREGNANT), (ARMED,), (DYING, PREGNANT),
]  # fmt: skip


def whole(reply):
    return " ".join(reply["texts"])


@pytest.fixture(scope="module")
def played(talk):
    answers = talk({"|".join(turns): list(turns) for turns in EVERY})
    return {turns: answers["|".join(turns)] for turns in EVERY}


def test_a_fear_of_being_pregnant_leads_to_a_nurse_and_to_the_line_for_teenagers(played):
    reply = played[PREGNANT, "merci"][0]
    assert reply["helplines"][:1] == ["fil_sante_jeunes"]
    assert "infirmière" in whole(reply)
    assert "interdit" not in whole(reply)
    assert not reply["handoff_offered"]


def test_hazing_that_was_not_understood_is_not_brushed_off(played):
    reply = played[HAZED,][0]
    assert "Tu peux refuser" in whole(reply)
    assert reply["handoff_offered"]


def test_a_pupil_in_a_home_is_told_of_their_rights_there(played):
    first, yes = played[FOSTERED, "oui"]
    assert "Au foyer ou en famille d'accueil" in whole(first)
    assert first["helplines"][0] == yes["helplines"][0] == "119"


def test_a_trainer_leads_out_of_the_club_and_never_to_the_group(played):
    first, yes = played[COACH, "oui"]
    assert "pas du club" in whole(first)
    assert not first["handoff_offered"]
    assert not yes["handoff_offered"]


@pytest.mark.parametrize(
    ("told", "said"),
    [(MARRIED, "copie de tes papiers"), (STEALING, "Ce qu'on te fait faire"), (CUT_OFF, "ceux que tu aimes"), (LONG_AGO, "jamais trop tard")],
)  # fmt: skip
def test_a_theme_is_answered_under_the_story_in_a_bubble_of_its_own(played, told, said):
    reply = played[told,][0]
    assert "Je te crois" in reply["texts"][0]
    assert said in reply["texts"][-1]
    assert reply["helplines"][0] == "119"


def test_if_somebody_is_a_question_until_it_is_a_story(played):
    asked, told = played[SUPPOSED, MINE_AFTER_ALL]
    assert "Je te crois" not in whole(asked)
    assert "Tu peux l'écrire ici" in whole(asked)
    assert "Je te crois" in whole(told)
    assert asked["helplines"] == told["helplines"]


def test_a_question_for_school_gets_its_answer_and_people_to_reach(played):
    reply = played[FOR_SCHOOL,][0]
    assert "C'est interdit" in whole(reply)
    assert reply["helplines"][0] == "3018"


def test_an_author_reads_what_stops_that_very_harm_and_is_not_absolved(played):
    shared = played[SHARED, "que faire"][0]
    assert "retire-la de partout" in whole(shared)
    touched = played[TOUCHED,][0]
    assert touched["helplines"][0] == "119"
    for reply in (shared, touched):
        assert "pas ta faute" not in whole(reply)


def test_after_a_joke_a_sincere_message_is_believed_without_a_word_of_the_joke(played):
    joke, sincere = played[JOKE, SINCERE]
    assert "rire" in whole(joke)
    assert not {"rire", "blague", "plaisant"} & set(re.findall(r"\w+", whole(sincere).lower()))
    assert "Je te crois" in sincere["texts"][0]


@pytest.mark.parametrize("told", [(NOW, PREGNANT), (ARMED,)])
def test_a_danger_comes_first_whatever_its_theme_or_its_form(played, told):
    first, *later = played[told]
    assert first["urgency"] == 2
    assert "Appelle maintenant" in first["texts"][0]
    for reply in (first, *later):
        assert EMERGENCY & set(reply["helplines"][:3])


def test_a_wish_to_die_keeps_the_3114_under_every_theme(played):
    for reply in played[DYING, PREGNANT]:
        assert reply["helplines"][0] == "3114"
