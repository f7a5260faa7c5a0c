"""What pupils say: the stories of `tests/stories`, with what each reply must hold whatever the hour.

A story of one hour only is left out, and so are expectations that an hour changes (which lines are open): the clock is the real one.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.stories.written import PANELS, Step, Story, read_story, story_paths

Message = Mapping[str, Any]
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


def scripts() -> tuple[Story, ...]:
    """Every story that holds at any hour."""
    usual = [read_story(path) for path in story_paths()]
    return tuple(story for story in usual if story.at == Story.at)


def wrong(step: Step, messages: list[Message]) -> list[str]:
    """The names of the expectations that this reply does not meet."""
    return [
        name for name, holds in _HOLDS.items() if name in step.expected and not holds(messages, step.expected[name])
    ]


def shapeless(messages: object) -> bool:
    """Whether it is not a reply at all: no bubble, an empty one, or an unfilled fact."""
    if not isinstance(messages, list) or not messages:
        return True
    texts = [text for message in messages for text in message["texts"]]
    return not texts or any(not text.strip() or "{" in text for text in texts)


def button(messages: list[Message], title: str) -> str | None:
    """The token of the button of that title."""
    return next((each["token"] for message in messages for each in message["buttons"] if each["title"] == title), None)


def _said(messages: list[Message]) -> str:
    return _plain(" ".join(text for message in messages for text in message["texts"]))


def _titles(messages: list[Message]) -> list[str]:
    return [_plain(each["title"]) for message in messages for each in message["buttons"]]


def _plain(text: str) -> str:
    return " ".join(text.translate(_APOSTROPHES).casefold().split())


_HOLDS: Mapping[str, Callable[[list[Message], Any], bool]] = {
    "urgent": lambda messages, value: any(message["urgent"] for message in messages) == value,
    "ouvre": lambda messages, value: PANELS[value] in [message["panel"] for message in messages],
    "ne_dit_pas": lambda messages, values: not any(_plain(value) in _said(messages) for value in values),
    "dit": lambda messages, values: all(_plain(value) in _said(messages) for value in values),
    "boutons": lambda messages, values: all(_plain(value) in _titles(messages) for value in values),
    "sans_boutons": lambda messages, values: not any(_plain(value) in _titles(messages) for value in values),
}
