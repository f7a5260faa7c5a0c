"""A turn as the terminal shows it: what a pupil reads, and beside it what was understood."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("content_replay.fr.yml").read_text(encoding="utf-8"))
_RULES: dict[str, str] = yaml.safe_load(Path(__file__).with_name("understand.fr.yml").read_text(encoding="utf-8"))[
    "rule"
]
Reply = Mapping[str, Any]


def show(console: Console, turn: str, reply: Reply, rule: str | None) -> None:
    """The pupil's words, then the reply, then what was understood and why, for whoever writes content."""
    console.print(Text(f"{TEXTS['you']} : ", "bold cyan").append(turn, "cyan"))
    for message in reply["messages"]:
        style = "red" if message["urgent"] else "dim"
        title = TEXTS["urgent"] if message["urgent"] else None
        console.print(Panel(Text("\n").join(_lines(message)), title=title, border_style=style, expand=False))
    for number, title in enumerate(reply["buttons"], 1):
        console.print(Text(f"  [{number}] {title}", "green"))
    console.print(Text(f"  {understood(reply)}", "dim italic"))
    if rule is not None:
        console.print(Text(f"  {because(rule)}", "dim italic"))


def because(rule: str) -> str:
    """Why, in one line; `rule` is a code of `understand --why`."""
    return str(TEXTS["because"]).format(rule=_RULES[rule])


def understood(reply: Reply) -> str:
    """What was understood of what the pupil wrote, in one line."""
    read = reply.get("understood") or {}
    if not read.get("situation"):
        return str(TEXTS["pressed"])
    flags = TEXTS["flags"].format(names=", ".join(read["flags"])) if read.get("flags") else ""
    urgency = TEXTS["urgencies"][int(read.get("urgency") or 0)]
    return str(TEXTS["understood"].format(situation=read["situation"], urgency=urgency, flags=flags))


def _lines(message: Mapping[str, Any]) -> Iterator[Text]:
    yield from map(Text, message["texts"])
    for card in message["helplines"]:
        yield Text(TEXTS["card"].format(number=card["number"] or "", name=card["name"], now=card["now"]), "bold")
    if message["panel"]:
        panel = TEXTS["panels"].get(message["panel"], message["panel"])
        yield Text(TEXTS["panel"].format(panel=panel), "magenta")
