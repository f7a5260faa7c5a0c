import pytest

from content.catalogue import situations
from facts.group_words import without_group

TOLD = sorted(situations())
HANDOFF = "/ecrire_aux_adultes"
INVITING = ("envoie un message", "envoyer un message", "écrire aux adultes de ton école")


def invites(message):
    said = " ".join(message["texts"]).lower()
    return [words for words in INVITING if words in said]


@pytest.mark.parametrize("register", ["primaire", "lycee"])
@pytest.mark.parametrize("about", ["self", "other"])
@pytest.mark.parametrize("situation", TOLD)
@pytest.mark.parametrize("flags", [[], ["perp_in_school"]], ids=["nobody of the school", "an adult of the school"])
def test_words_invite_to_the_group_only_where_its_button_is(say, situation, about, register, flags):
    slots = {"situation": situation, "about": about, "urgency": "1", "register": register, "flags": flags}
    for name in (f"utter_{situation}", "utter_que_faire", "utter_conversation__aide", "utter_conversation__humain"):
        message = say(name, **slots)
        offered = HANDOFF in [button["payload"] for button in message["buttons"]]
        assert offered or not invites(message), (name, message["texts"])


def test_where_the_group_is_proposed_the_invitation_stays(say):
    message = say("utter_harcelement", situation="harcelement", about="self", urgency="1")
    assert invites(message)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Pour qu'un adulte le sache, appelle, ou envoie un message.", "Pour qu'un adulte le sache, appelle."),
        ("Pour qu'un adulte le sache : appelle ou envoie un message.", "Pour qu'un adulte le sache : appelle."),
        ("Tu peux appeler, ou envoyer un message aux adultes de ton école. C'est toi qui choisis.", "Tu peux appeler. C'est toi qui choisis."),
        ("Tu peux aussi écrire aux adultes de ton école, ou les voir.", ""),
        ("Ils m'ont dit : envoie un message.", "Ils m'ont dit : envoie un message."),
    ],
)  # fmt: skip
def test_only_the_invitation_goes_and_what_is_left_is_a_sentence(written, left):
    assert without_group(written) == left
