"""`parlons-en content history`: what was done on a shelf, each signature verified. Changes nothing, and wants no key."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.shelf import Pointer
from cli.publishing.commands import TEXTS, parser_of, said
from cli.publishing.desk import whole
from content.publishing.journal import PUBLISHED, ROLLED_BACK, Journal
from content.publishing.people import read_people


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when everything is signed and in its place, 1 when a line is not."""
    shelf: Path = parser_of("history").parse_args(arguments).etagere
    return said(lambda: "\n".join(_lines(*whole(shelf, read_people(shelf)))))


def _lines(journal: Journal, pointer: Pointer | None) -> Iterator[str]:
    for number, act in enumerate(journal.acts, 1):
        why = TEXTS["because"].format(why=act.why) if act.why else ""
        done = TEXTS["acts"][act.act]
        yield TEXTS["line"].format(number=number, at=act.at, by=act.by, act=done, publication=act.publication, why=why)
    if not journal.acts:
        yield TEXTS["nothing"]
    if journal.is_torn:
        yield TEXTS["torn"]
    last = [line for act, line in zip(journal.acts, journal.lines, strict=True) if act.act in (PUBLISHED, ROLLED_BACK)]
    if last and (pointer is None or pointer.line != last[-1]):
        yield TEXTS["unfinished"]
    yield TEXTS["whole"].format(publication=pointer.publication if pointer else TEXTS["nobody"])
