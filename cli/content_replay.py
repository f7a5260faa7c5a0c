"""`parlons-en content replay`: a conversation played as a pupil would see it, at a chosen hour, school and level; kept as a story in one key."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console

from cli.clock import add_at_option, instant
from cli.content_replay_view import TEXTS, show
from cli.french_options import FrenchParser
from cli.playing import NoBotError, Player, Replies, player
from cli.process import ROOT
from content.replaying.script import LEVELS, BadScriptError, Script, read_script
from content.replaying.story import as_story
from facts.clocks import clock_named
from facts.paris import PARIS
from facts.school_calendar import ZONES
from facts.school_words import say_school_time

Beside = Mapping[str, str]
STORIES = ROOT / "tests" / "stories"
_WRONG = 2


class _WrongError(Exception):
    """What was typed cannot be done; in French."""


def main(arguments: Sequence[str]) -> int:
    """Play; 2 when the file or an option is wrong, 1 when the bot does not answer."""
    options = _parser().parse_args(arguments)
    console = Console(highlight=False)
    try:
        script = read_script(options.file) if options.file else None
        at = _hour(options.at, script)
        beside = _beside(options, at)
        with player() as bot:
            if script is None:
                _by_hand(bot, beside, console)
            else:
                _from_file(bot, beside, console, script, options.export)
    except BadScriptError as error:
        print(TEXTS["scripts"][error.code].format(path=options.file), file=sys.stderr)
        return _WRONG
    except _WrongError as error:
        print(error, file=sys.stderr)
        return _WRONG
    except NoBotError as error:
        print(TEXTS["no_bot"].format(why=error), file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = FrenchParser(prog="parlons-en content replay", description=TEXTS["description"])
    parser.add_argument("file", nargs="?", type=Path, metavar="fichier", help=TEXTS["file"])
    parser.add_argument("--niveau", choices=tuple(LEVELS), help=TEXTS["level"])
    parser.add_argument("--zone", choices=ZONES, help=TEXTS["zone"])
    parser.add_argument("--fuseau", help=TEXTS["timezone"])
    parser.add_argument("--histoire", dest="export", type=Path, metavar="DOSSIER", help=TEXTS["export"])
    add_at_option(parser)
    return parser


def _hour(asked: datetime | None, script: Script | None) -> datetime:
    """That of the command, else that of the story, else now."""
    if asked is None and script is not None and script.at is not None:
        try:
            return instant(script.at)
        except argparse.ArgumentTypeError:
            raise _WrongError(TEXTS["bad_hour"].format(at=script.at)) from None
    return asked or datetime.now(PARIS).replace(second=0, microsecond=0)


def _beside(options: argparse.Namespace, at: datetime) -> Beside:
    beside = {"at": at.isoformat()} | ({"register": options.niveau} if options.niveau else {})
    if options.fuseau:
        if clock_named(options.fuseau) is None:
            raise _WrongError(TEXTS["wrong_timezone"].format(name=options.fuseau))
        beside["clock"] = options.fuseau
    if options.zone:
        beside["school_now"] = say_school_time(at, options.zone)
    return beside


def _from_file(bot: Player, beside: Beside, console: Console, script: Script, folder: Path | None) -> None:
    with console.status(TEXTS["starting"]):
        replies = bot.play(script.turns, beside)
    for turn, reply in zip(script.turns, replies, strict=True):
        show(console, turn, reply, bot.rule(turn, reply))
    if folder is not None:
        console.print(_keep(script.turns, replies, beside, folder))


def _by_hand(bot: Player, beside: Beside, console: Console) -> None:
    """Until `q` or the end of what is typed."""
    with console.status(TEXTS["starting"]):
        bot.play([], beside)
    console.print(TEXTS["hello"])
    turns: list[str] = []
    replies: Replies = []
    while (typed := _typed(console)) not in ("q", None):
        if typed == "r":
            turns, replies = [], []
        elif typed == "a":
            turns, replies = turns[:-1], replies[:-1]
        elif typed == "e":
            console.print(_keep(turns, replies, beside, STORIES) if turns else TEXTS["nothing_yet"])
        elif (said := _said(typed or "", replies)) is None:
            console.print(TEXTS["no_button"].format(number=typed))
        else:
            turns = [*turns, said]
            replies = bot.play(turns, beside)
            show(console, said, replies[-1], bot.rule(said, replies[-1]))


def _typed(console: Console) -> str | None:
    """One line that is not empty; None at the end."""
    try:
        while not (line := console.input(f"\n[bold]{TEXTS['prompt']}[/bold] > ").strip()):
            pass
    except (EOFError, KeyboardInterrupt):
        return None
    return line


def _said(typed: str, replies: Replies) -> str | None:
    """The words, or the title of the button of that number; None when there is no such button."""
    buttons = replies[-1]["buttons"] if replies else []
    if not typed.isdecimal() or not buttons:
        return typed
    return buttons[int(typed) - 1] if 1 <= int(typed) <= len(buttons) else None


def _keep(turns: Sequence[str], replies: Replies, beside: Beside, folder: Path) -> str:
    """Write the story; answers what to say of it. One that is there is never written over."""
    name, text = as_story(turns, replies, beside["at"], beside.get("register"))
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return str(TEXTS["there"].format(path=path))
    except OSError as error:
        return str(TEXTS["not_written"].format(path=path, kind=type(error).__name__))
    return str(TEXTS["written"].format(path=path, name=path.stem))
