import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.circumstances import Circumstances, under
from bot.hearing.pupil import read_pupil
from bot.saying.wording import ReviewedWording

YOUNG = [{"entity": "flags", "value": "young"}]
CHANGE = "/changer_niveau"


@pytest.fixture
def wording(domain):
    made = ReviewedWording()
    made.responses = domain.responses
    return made


def tracker(domain: Domain, *said: list[dict[str, str]], **slots: str) -> DialogueStateTracker:
    events = [UserUttered("…", {"name": "any"}, entities) for entities in said or ([],)]
    made = DialogueStateTracker.from_events("x", events, slots=domain.slots)
    for name, value in slots.items():
        made._set_slot(name, value)
    return made


def level(domain: Domain, known: str | None, *said: list[dict[str, str]], **slots: str) -> str | None:
    with under(Circumstances(register=known)):
        return read_pupil(tracker(domain, *said, **slots)).slots["register"]


# What the school is, then what they write like, then what they say: each is nearer to the pupil than the one before.
@pytest.mark.parametrize("known", ["primaire", "college", "lycee", None])
def test_the_level_of_the_school_is_that_of_whoever_says_nothing(domain, known):
    assert level(domain, known) == known


@pytest.mark.parametrize("known", ["college", "lycee", None])
def test_who_writes_as_the_young_do_is_young_whatever_the_school(domain, known):
    assert level(domain, known, YOUNG) == "primaire"


@pytest.mark.parametrize("known", ["primaire", "college", None])
def test_what_the_pupil_says_comes_first(domain, known):
    assert level(domain, known, YOUNG, register="lycee") == "lycee"


def test_a_school_of_the_young_does_not_make_a_parent_young(domain):
    parent = [{"entity": "profile", "value": "parent"}]
    made = DialogueStateTracker.from_events("x", [UserUttered("/commencer", {"name": "commencer"}, parent)], slots=domain.slots)  # fmt: skip
    with under(Circumstances(register="primaire")):
        pupil = read_pupil(made)
    assert (pupil.slots["profile"], pupil.slots["register"], "young" in pupil.flags) == ("parent", None, False)


def test_the_level_is_known_for_one_turn_only(domain):
    assert [level(domain, "college"), level(domain, None)] == ["college", None]


def said(wording, domain, name, known):
    with under(Circumstances(register=known)):
        return asyncio.run(wording.generate(name, tracker(domain), "ent"))["custom"]["message"]


@pytest.mark.parametrize("known", ["primaire", "college", "lycee"])
def test_a_welcome_that_knows_the_level_does_not_ask_it_and_lets_it_be_changed(wording, domain, known):
    message = said(wording, domain, "utter_commencer", known)
    payloads = [button["payload"] for button in message["buttons"]]
    assert not [payload for payload in payloads if payload.startswith("/niveau")]
    assert {CHANGE, "/lire_facile"} <= set(payloads)
    assert message["look"] == {"register": known, "easy": False}
    asked = said(wording, domain, "utter_changer_niveau", known)
    assert sum(button["payload"].startswith("/niveau") for button in asked["buttons"]) == 3


def test_a_welcome_that_does_not_know_asks(wording, domain):
    payloads = [button["payload"] for button in said(wording, domain, "utter_commencer", None)["buttons"]]
    assert sum(payload.startswith("/niveau") for payload in payloads) == 3


# R02, R40: both welcomes owe the same truths.
@pytest.mark.parametrize("known", ["primaire", None])
def test_every_welcome_says_that_it_is_a_program_that_nobody_reads_and_how_to_leave(wording, domain, known):
    first = " ".join(said(wording, domain, "utter_commencer", known)["texts"])
    for truth in ("un programme", "personne ne lit", "Quitter vite", "trois fois la touche Maj", "navigation privée"):
        assert truth in first
