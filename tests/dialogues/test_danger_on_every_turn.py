"""A danger inserted anywhere gets its card first on that turn; the scene resumes after, and irony takes nothing away (R12, R13, R34)."""

import pytest

EMERGENCY = {"15", "17", "112", "114"}
KNIFE = "il est derrière la porte il a un couteau"
TAKEN = "j'ai avalé tous les cachets de ma mère"
BULLIED = "ils se moquent de moi tous les jours au collège"
SCENES = {
    "nothing yet": [],
    "after a greeting": ["bonjour"],
    "in a scene": [BULLIED],
    "after a yes": [BULLIED, "oui"],
    "on the way of places": ["à l'école"],
    "at the question of safety": ["à la maison"],
    "in doubt": ["ya un truc bizarre qui se passe"],
    "after the numbers": ["c'est quoi le numéro"],
    "after an insult": ["ferme ta gueule"],
    "after another language": ["i don't speak french"],
    "after erasing": [BULLIED, "efface tout"],
    "after stopping": [BULLIED, "stop"],
    "after a joke": [BULLIED, "c'était pour rire"],
}
LIGHT = ["mdr", "c'était pour rire", "nan je rigole", "laisse tomber", "stop", "efface tout", "reviens en arrière", "jsp", "...", "ok", "t'es nul"]  # fmt: skip
IRONY = ["ptdr jvais me buter 💀", "mdr jveux crever", "lol je vais me suicider"]
JOKED = (KNIFE, "c'était pour rire", BULLIED)
GONE = (BULLIED, KNIFE, "ouf il est parti", "reviens en arrière")
EVERY = [
    *((*turns, danger) for turns in SCENES.values() for danger in (KNIFE, TAKEN)),
    *((danger, word) for danger in (KNIFE, TAKEN) for word in LIGHT),
    *((text,) for text in IRONY),
    JOKED,
    GONE,
]


def whole(reply):
    return " ".join(reply["texts"])


@pytest.fixture(scope="module")
def played(talk):
    answers = talk({"|".join(turns): list(turns) for turns in EVERY})
    return lambda *turns: answers["|".join(turns)]


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("danger", [KNIFE, TAKEN])
def test_a_danger_interrupts_any_scene_with_its_card_first(played, scene, danger):
    reply = played(*SCENES[scene], danger)[-1]
    assert reply["urgency"] == 2
    assert reply["helplines"][0] in EMERGENCY
    assert any(number in reply["texts"][0] for number in EMERGENCY)
    assert "personne n'est prévenu" in whole(reply)
    assert "?" not in whole(reply)


@pytest.mark.parametrize("word", LIGHT)
@pytest.mark.parametrize("danger", [KNIFE, TAKEN])
def test_a_light_word_after_a_danger_takes_no_card_away(played, danger, word):
    first, later = played(danger, word)
    assert set(first["helplines"]) <= set(later["helplines"])
    assert later["helplines"][0] == first["helplines"][0]
    assert not later["handoff_offered"]


@pytest.mark.parametrize("text", IRONY)
def test_irony_in_the_same_message_takes_no_card_away(played, text):
    assert "3114" in played(text)[0]["helplines"]


def test_whoever_says_it_was_a_joke_can_go_on_and_is_answered(played):
    _, joke, other = played(*JOKED)
    assert "D'accord" in whole(joke)
    assert "te crois" in whole(other)
    assert "3018" in other["helplines"]


def test_when_the_danger_moves_away_the_scene_is_one_button_away_and_the_numbers_stay(played):
    _, _, gone, back = played(*GONE)
    for reply in (gone, back):
        assert "Avec des élèves, souvent" in reply["buttons"]
        assert reply["helplines"][0] in EMERGENCY
        assert "n'est perdu" in whole(reply)
