"""What the gate says, in the words of gate.fr.yml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from content.gate.hearing import Heard
from content.gate.judging import Reason
from content.gate.sentences import BadSetError

_TEXTS = Path(__file__).with_name("gate.fr.yml")


def reason_line(reason: Reason) -> str:
    """Why, in one line."""
    said = str(_texts()["reasons"][reason.code])
    if reason.sentence is None or reason.heard is None:
        return said.format(**{name: percent(figure) for name, figure in reason.figures.items()})
    return said.format(
        danger=danger_name(reason.sentence.danger),
        text=inside_quotes(reason.sentence.text),
        found=found(reason.heard),
        flags=flag_names(reason.sentence.flags),
    )


def found(heard: Heard) -> str:
    """What a model saw in a sentence."""
    if heard.failed:
        return str(_texts()["nothing"])
    said = str(_texts()["found"])
    return said.format(situation=danger_name(heard.situation).lower(), urgency=heard.urgency)


def inside_quotes(text: str) -> str:
    """The text as it is written between « and »."""
    return text.replace("« ", "“").replace(" »", "”").replace("«", "“").replace("»", "”")


def flag_names(flags: frozenset[str]) -> str:
    """The French names of those that the set knows; empty when there is none."""
    return ", ".join(name for flag, name in _texts()["flags"].items() if flag in flags)


def danger_name(name: str) -> str:
    """The French name of a group or a situation."""
    return str(_texts()["dangers"].get(name, name))


def danger_names() -> tuple[str, ...]:
    """The groups and situations that have a name, in the order in which they are read: the gravest first."""
    return tuple(_texts()["dangers"])


def bad_set_line(error: BadSetError) -> str:
    """What is wrong with the set."""
    return str(_texts()["bad_set"][error.code]).format(file=error.file, number=error.number)


def percent(share: float) -> str:
    """« 96,5 % »."""
    return f"{100 * share:.1f}\u00a0%".replace(".", ",")


@cache
def _texts() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return read
