import pytest

from tests.dialogues.conftest import NIGHT

EXAMPLES = "Lire des exemples, sans rien dire"
SAFE = "Es-tu en sécurité, là, maintenant ?"
EMERGENCY = {"17", "15", "114"}
TOLD = [
    "ils se moquent de moi tous les jours au collège",
    "mon daron me tape",
    "jveu mourir",
    "il est derrière la porte il a un couteau",
    "ma copine se fait harceler",
    "à la maison",
]


def whole(reply):
    return " ".join(reply["texts"])


@pytest.fixture(scope="module")
def played(talk):
    return talk(
        {
            "home, not safe": ["je sais pas", "à la maison", "non", "merci", "jsp"],
            "home, safe": ["À LA MAISON.", "oui"],
            "home, does not know": ["chez moi", "je sais pas"],
            "home, silence": ["chez moi", "..."],
            "home, not safe in words": ["chez moi", "je suis pas en sécurité"],
            "home, thanks, no": ["chez moi", "merci", "non"],
            "home, danger told": ["à la maison", "il arrive il va me frapper", "merci"],
            "home, story": ["à la maison", "ma mère me traite de merde tous les jours"],
            "school, pupils, safe": ["à l'école", "des élèves", "oui"],
            "school, adult": ["au collège", "un adulte de l'école"],
            "school, nobody named": ["à l'école", "j'ai pas envie de dire"],
            "online, someone": ["sur insta", "quelqu'un d'autre"],
            "online, no word": ["sur internet", "je préfère pas dire"],
            "head": ["dans ma tête"],
            "elsewhere": ["ailleurs"],
            "no, alone": ["non"],
            "a longer message": ["chez moi on me tape"],
            "taken back": ["à la maison", "non", "c'est pas ça", "jsp"],
        }
    )


@pytest.fixture(scope="module")
def after(talk):
    return talk({text: [text, "jsp", "c'est pas ça", "jsp", "bonjour", "je sais pas"] for text in TOLD})


@pytest.mark.parametrize("name", ["home, not safe", "home, safe", "home, does not know", "home, silence"])
def test_home_asks_only_whether_the_pupil_is_safe(played, name):
    place = next(reply for reply in played[name] if SAFE in whole(reply))
    assert place["buttons"] == ["Oui", "Non", "Je ne sais pas"]
    assert place["helplines"][0] == "119"
    assert whole(place).count("?") == 1


def test_a_written_no_is_a_danger_and_stays_one(played):
    _, _, danger, *later = played["home, not safe"]
    assert danger["helplines"][0] in EMERGENCY
    assert "Appelle maintenant" in whole(danger)
    for reply in later:
        assert reply["helplines"][0] in EMERGENCY
        assert not reply["handoff_offered"]
        assert "personne n'est prévenu" in whole(reply)


def test_words_for_not_being_safe_are_a_danger_too(played):
    reply = played["home, not safe in words"][1]
    assert reply["urgency"] == 2
    assert reply["helplines"][0] in EMERGENCY


@pytest.mark.parametrize("name", ["home, safe", "home, does not know", "school, pupils, safe"])
def test_a_yes_or_a_doubt_leads_to_help_and_to_no_more_question(played, name):
    reply = played[name][-1]
    assert "?" not in whole(reply)
    assert reply["handoff_offered"]
    assert {"119"} <= set(reply["helplines"])
    assert "Si tu as peur maintenant" in whole(reply)


def test_silence_is_not_pushed(played):
    reply = played["home, silence"][1]
    assert SAFE not in whole(reply)
    assert reply["helplines"]


def test_a_no_to_something_else_is_no_danger(played):
    for name in ("home, thanks, no", "no, alone"):
        assert not EMERGENCY & set(played[name][-1]["helplines"])


def test_a_danger_told_on_the_way_interrupts_it(played):
    _, danger, thanks = played["home, danger told"]
    assert danger["urgency"] == 2
    assert danger["helplines"][0] in EMERGENCY
    assert thanks["helplines"][0] in EMERGENCY


def test_a_story_told_on_the_way_is_believed(played):
    reply = played["home, story"][1]
    assert reply["situation"] == "violence_famille"
    assert "te crois" in whole(reply)


@pytest.mark.parametrize("name", ["school, adult", "school, nobody named"])
def test_the_adults_of_the_school_are_not_offered_where_one_of_them_may_hurt(played, name):
    assert not played[name][-1]["handoff_offered"]
    assert "119" in played[name][-1]["helplines"]


@pytest.mark.parametrize("name", ["online, someone", "online, no word"])
def test_online_the_3018_is_first_by_day(played, name):
    assert played[name][-1]["helplines"][0] == "3018"
    assert "?" not in whole(played[name][-1])


def test_whoever_is_not_well_is_asked_nothing(played):
    reply = played["head"][0]
    assert "?" not in whole(reply)
    assert "3114" in reply["helplines"]


def test_whoever_does_not_know_where_is_asked_nothing_either(played):
    assert "?" not in whole(played["elsewhere"][0])
    assert played["elsewhere"][0]["helplines"]


def test_a_place_in_a_longer_message_is_understood_as_always(played):
    assert played["a longer message"][0]["situation"] == "violence_famille"
    assert SAFE not in whole(played["a longer message"][0])


def test_a_danger_taken_back_in_writing_keeps_its_numbers(played):
    *_, taken_back, later = played["taken back"]
    for reply in (taken_back, later):
        assert EMERGENCY & set(reply["helplines"])
        assert EXAMPLES not in reply["buttons"]


def test_by_night_home_still_shows_who_answers(talk):
    asked, helped = talk({"a": ["chez moi", "oui"]}, at=NIGHT)["a"]
    assert asked["helplines"][0] == "119"
    assert helped["helplines"][0] == "119"


def test_whoever_does_not_know_may_read_examples(talk):
    assert EXAMPLES in talk({"a": ["je sais pas"]})["a"][0]["buttons"]


@pytest.mark.parametrize("text", TOLD)
def test_after_something_was_told_the_examples_never_come_back(after, text):
    for reply in after[text]:
        assert EXAMPLES not in reply["buttons"]
