"""What every NLU component must hold to, whichever it is (docs of style: one shared list of checks for each kind).

A check receives a trained component and gives no answer but an AssertionError.
"""

from collections.abc import Callable
from typing import Any, Protocol

from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

STRANGE = {
    "an empty message": "",
    "one emoji": "😭",
    "emoji that no list knows": "🫥🪿",
    "5,000 characters": "je sais pas trop quoi dire " * 185,
    "a right-to-left script": "مرحبا كيف حالك",
    "HTML": "<img src=x onerror=alert(1)><b>salut</b>",
    "bytes that look binary": "\x00\x01\x02\x89PNG\r\n\x1a\n\ufffd\ud800",
    "combining marks": "e\u0301" * 200 + "\u0300" * 300,
    "a word of 4,000 letters": "a" * 4000,
    "only punctuation": "?!...;:" * 50,
    "a tracker's own words": "/restart{",
}


class Component(Protocol):
    """What the checks need of a component."""

    def process(self, messages: list[Message]) -> list[Message]: ...


def read(component: Component, text: str, **data: Any) -> Message:
    return component.process([Message({TEXT: text, **data})])[0]


def survives_anything(component: Component) -> None:
    for name, text in STRANGE.items():
        assert read(component, text).get(INTENT)["name"], name


def leaves_the_text_as_it_was_written(component: Component) -> None:
    written = "  Jveu   MOURIR ’😭 "
    assert read(component, written).get(TEXT) == written


def keeps_an_intent_that_was_already_there(component: Component) -> None:
    known = {"name": "pas_ca", "confidence": 1.0}
    message = read(component, '/pas_ca{"x": "jveu mourir"}', intent=dict(known), entities=[])
    assert message.get(INTENT) == known
    assert message.get(ENTITIES) == []


def does_not_overwrite_earlier_entities(component: Component) -> None:
    earlier = {"entity": "register", "value": "college"}
    assert earlier in read(component, "mon père me tape", entities=[earlier]).get(ENTITIES)


def ranks_the_intent_first(component: Component) -> None:
    message = read(component, "merci beaucoup")
    assert message.get("intent_ranking")[0] == message.get(INTENT)
    assert 0 <= message.get(INTENT)["confidence"] <= 1


def what_it_adds_reaches_the_output(component: Component) -> None:
    added = read(component, "mon père me tape").as_dict(only_output_properties=True)
    assert {INTENT, ENTITIES, "intent_ranking"} <= set(added)


def a_batch_is_read_as_one_by_one(component: Component) -> None:
    texts = ["salut", "jveu mourir", "", "il pleut"]
    together = component.process([Message({TEXT: text}) for text in texts])
    assert [message.get(INTENT) for message in together] == [read(component, text).get(INTENT) for text in texts]


def nothing_read_before_changes_what_is_read_now(component: Component) -> None:
    first = read(component, "ma copine se fait harceler").as_dict()
    read(component, "jveu mourir")
    assert read(component, "ma copine se fait harceler").as_dict() == first


CHECKS: tuple[Callable[[Component], None], ...] = (
    survives_anything,
    leaves_the_text_as_it_was_written,
    keeps_an_intent_that_was_already_there,
    does_not_overwrite_earlier_entities,
    ranks_the_intent_first,
    what_it_adds_reaches_the_output,
    a_batch_is_read_as_one_by_one,
    nothing_read_before_changes_what_is_read_now,
)
