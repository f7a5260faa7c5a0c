import pytest

EMERGENCY = {"17", "15", "114"}
WRITE, NAMES = "Écrire aux adultes de mon école", "Voir qui lirait mon message"
GO_ON, WHAT_NOW = "Je veux continuer à parler", "Que faire maintenant ?"
TOLD = "ils se moquent de moi tous les jours au collège"


def whole(reply):
    return " ".join(reply["texts"])


@pytest.fixture(scope="module")
def played(talk):
    return talk(
        {
            "what now": [TOLD, "que faire maintenant"],
            "what now, said otherwise": [TOLD, "ok mais je fais quoi ?"],
            "level": ["je suis au lycée", "sur internet"],
            "go on": [TOLD, "JE VEUX CONTINUER A PARLER !!", "choisir un endroit", "dans ma tete"],
            "an application": ["on m'insulte sur les réseaux", "que faire sur l'appli", "sur snap"],
            "not an application": ["on m'insulte sur les réseaux", "que faire sur l'appli", "jveux mourir"],
            "write, pressed in words": [TOLD, WRITE],
            "write, at once": ["je veux écrire aux adultes de mon école"],
            "write, after a teacher": ["un prof me frappe", "je veux écrire aux adultes de mon école", NAMES],
            "write, in danger": ["il est derrière la porte il a un couteau", "envoyer un message aux adultes"],
            "taken back": ["il est derrière la porte il a un couteau", "Ce n'est pas ça", "merci"],
            "safe": ["à la maison", "oui"],
            "not safe": ["à la maison", "Non.", "merci"],
            "story": [TOLD, "je veux continuer à parler mais mon père me tape"],
            "safe word": [TOLD, "parapluie"],
        }
    )


@pytest.mark.parametrize("name", ["what now", "what now, said otherwise"])
def test_what_to_do_now_is_told_to_who_asks_for_it_in_writing(played, name):
    first, steps = played[name]
    assert WHAT_NOW in first["buttons"]
    assert "Même si c'est fini" in whole(steps) or "dis-lui" in whole(steps).lower()
    assert WHAT_NOW not in steps["buttons"]


def test_a_level_is_written(played):
    assert "À la maison" in played["level"][0]["buttons"]


def test_a_whole_way_is_walked_in_writing(played):
    _, more, places, head = played["go on"]
    assert "Choisir un endroit" in more["buttons"]
    assert "Dans ma tête" in places["buttons"]
    assert "3114" in head["helplines"]


def test_an_application_is_named_in_writing_where_applications_were_shown(played):
    _, asked, snapchat = played["an application"]
    assert "Snapchat" in asked["buttons"]
    assert "Choisir une autre appli" in snapchat["buttons"]


def test_a_danger_is_never_taken_for_a_button(played):
    reply = played["not an application"][-1]
    assert reply["situation"] == "suicide"
    assert "3114" in reply["helplines"]
    story = played["story"][-1]
    assert story["situation"] == "violence_famille"


@pytest.mark.parametrize("name", ["write, pressed in words", "write, at once"])
def test_the_group_is_opened_to_who_asks_for_it_in_writing(played, name):
    reply = played[name][-1]
    assert "verront ton nom" in whole(reply)
    assert reply["handoff_offered"]


def test_after_an_adult_of_the_school_the_group_opens_only_to_who_asks_for_its_names(played):
    _, asked, names = played["write, after a teacher"]
    assert not asked["handoff_offered"]
    assert NAMES in whole(asked)
    assert "119" in asked["helplines"]
    assert "Si cette personne ou un proche y est, n'envoie pas" in whole(names)


def test_in_a_danger_the_group_which_does_not_read_at_once_is_not_opened(played):
    reply = played["write, in danger"][-1]
    assert not reply["handoff_offered"]
    assert reply["helplines"][0] in EMERGENCY
    assert "ne lisent pas tout de suite" in whole(reply)


def test_the_very_title_takes_a_danger_back_as_the_button_does(played):
    assert not EMERGENCY & set(played["taken back"][-1]["helplines"])


def test_yes_and_no_are_the_buttons_yes_and_no(played):
    assert "Si tu as peur maintenant" in whole(played["safe"][-1])
    assert played["not safe"][1]["urgency"] == 2
    assert played["not safe"][2]["helplines"][0] in EMERGENCY


def test_the_safe_word_brings_help_back(played):
    assert {"114", "17", "119"} <= set(played["safe word"][-1]["helplines"])
