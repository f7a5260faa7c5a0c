"""Plays a story and says where it is not held: what its file expects of each reply, and what holds at every turn (`vigil`)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.stories.stage import Button, Conversation, Reply, Stage
from tests.stories.vigil import Vigil
from tests.stories.written import PANELS, PHRASES, WHO, Step, Story

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_WHO_FOUND = {value: key for key, value in WHO.items()}
_PANEL_FOUND = {value: key for key, value in PANELS.items()}


class Helped:
    """Whether a reply without any card has a button that leads to one: tried once for each such reply, in a conversation of its own."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._known: dict[tuple[str, ...], bool] = {}

    def leads(self, story: Story, done: list[Step], reply: Reply) -> bool:
        """The question, for the reply that these steps of this story led to."""
        seen = (*reply.texts, *reply.titles)
        if seen not in self._known:
            self._known[seen] = any(self._try(story, done, button) for button in reply.buttons)
        return self._known[seen]

    def _try(self, story: Story, done: list[Step], button: Button) -> bool:
        conversation = self._stage.converse(story.at)
        reply = conversation.first
        for step in done:
            reply = _play(conversation, step, reply)
        return bool(conversation.press(button).cards)


def faults(stage: Stage, helped: Helped, story: Story) -> list[str]:
    """Every breach, in the order of the story; it stops where a button to press was not offered."""
    done: list[Step] = []
    vigil = Vigil(lambda reply: helped.leads(story, done, reply))
    conversation = stage.converse(story.at)
    reply = conversation.first
    found = [_fault(story, None, reply, what) for what in vigil.watch(reply)]
    for step in story.steps:
        if step.pressed and step.pressed not in reply.titles:
            return [*found, _fault(story, step, reply, PHRASES["not_offered"].format(value=step.pressed))]
        reply = _play(conversation, step, reply)
        done.append(step)
        found += [_fault(story, step, reply, what) for what in (*_unmet(step, reply), *vigil.watch(reply))]
    return found


def _play(conversation: Conversation, step: Step, before: Reply) -> Reply:
    if step.written is not None:
        return conversation.write(step.written)
    return conversation.press(before.buttons[before.titles.index(step.pressed or "")])


def _unmet(step: Step, reply: Reply) -> Iterator[str]:
    for key, value in step.expected.items():
        yield from (PHRASES[key].format(**each) for each in _CHECKS[key](reply, value))


Unmet = Iterator[Mapping[str, Any]]


def _is(found: Callable[[Reply], Any]) -> Callable[[Reply, Any], Unmet]:
    def check(reply: Reply, value: Any) -> Unmet:
        if found(reply) != value:
            yield {"value": value, "found": found(reply)}

    return check


def _all_in(found: Callable[[Reply], Any], *, wanted: bool) -> Callable[[Reply, Any], Unmet]:
    def check(reply: Reply, values: tuple[str, ...]) -> Unmet:
        yield from ({"value": value} for value in values if (_plain(value) in found(reply)) is not wanted)

    return check


def _plain(text: str) -> str:
    return " ".join(text.translate(_APOSTROPHES).casefold().split())


def _said(reply: Reply) -> str:
    return _plain(" ".join(reply.texts))


def _titles(reply: Reply) -> list[str]:
    return [_plain(title) for title in reply.titles]


def _no_question(reply: Reply, wanted: bool) -> Unmet:
    if wanted and any("?" in text for text in reply.texts):
        yield {}


_CHECKS: Mapping[str, Callable[[Reply, Any], Unmet]] = {
    "situation": _is(lambda reply: reply.situation),
    "qui": _is(lambda reply: _WHO_FOUND.get(reply.understood.get("about", ""))),
    "plaisanterie": _is(lambda reply: "retract" in reply.understood.get("flags", ())),
    "lignes": _all_in(lambda reply: reply.lines, wanted=True),
    "premiere_ligne": _is(lambda reply: (*reply.lines, None)[0]),
    "sans_lignes": _all_in(lambda reply: reply.lines, wanted=False),
    "dit": _all_in(_said, wanted=True),
    "ne_dit_pas": _all_in(_said, wanted=False),
    "boutons": _all_in(_titles, wanted=True),
    "sans_boutons": _all_in(_titles, wanted=False),
    "groupe_propose": _is(lambda reply: reply.offers_group),
    "urgent": _is(lambda reply: reply.is_urgent),
    "pas_de_question": _no_question,
    "ouvre": _is(lambda reply: next((_PANEL_FOUND[panel] for panel in reply.panels), None)),
}


def _fault(story: Story, step: Step | None, reply: Reply, what: str) -> str:
    understood = {key: reply.understood.get(key) for key in ("situation", "about", "urgency", "flags")}
    return PHRASES["fault"].format(
        story=story.name,
        number=step.number if step else 0,
        step=step or "…",
        what=what,
        texts=" | ".join(reply.texts),
        lines=", ".join(reply.lines) or "aucune",
        titles=", ".join(reply.titles) or "aucun",
        understood=understood if reply.understood else "un bouton",
    )
