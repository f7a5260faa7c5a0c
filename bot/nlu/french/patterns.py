"""Patterns that one who does not program can write: words, `*` for any ending, ` .. ` for a few words between.

A list (`danger.txt`, `flags.txt`) has a `[names]` section (`name = (a|b)`) and sections `[kind name | key=value word …]` of
one pattern a line. Patterns are read on a folded sentence (`tokens.folded_words`): words parted by one space, marks as words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.nlu.french.lexicon import LexiconError, Lexicons

_NEGATIONS = r"(?!(?:pas|jamais|aucune?|plus|ni|sans) )"
_GAPS = {" ... ": r"(?: [^ .!?\"]+){0,5} ", " .. ": rf"(?: {_NEGATIONS}[^ .!?\"]+){{0,5}} "}
_END = re.compile(r" [.!?] ")


@dataclass(frozen=True)
class Section:
    """All patterns of one meaning as one expression, with what the list says of them."""

    kind: str
    name: str
    options: Mapping[str, str]
    expression: "re.Pattern[str]"

    def words(self, option: str) -> tuple[str, ...]:
        """The words of a comma-separated option."""
        return tuple(word for word in self.options.get(option, "").split(",") if word)

    def found(self, padded: str) -> Iterator["re.Match[str]"]:
        """Every match in a padded sentence."""
        return self.expression.finditer(padded)


def read_sections(lexicons: Lexicons, name: str) -> tuple[Section, ...]:
    """Compile a list. Raises LexiconError where a pattern is not one."""
    lines = dict(lexicons.lines(name))
    lines.pop("names", None)
    names = {key: _expression(meant, {}) for key, meant in lexicons.pairs(name, "names").items()}
    return tuple(_section(header, patterns, names) for header, patterns in lines.items())


def padded(folded: str) -> str:
    """A folded sentence with a space at each end, as expressions want it."""
    return f" {folded} "


def sentence_around(padded_text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds this span begins and ends."""
    begins = max((mark.end() - 1 for mark in _END.finditer(padded_text, 0, start + 1)), default=0)
    mark = _END.search(padded_text, max(end - 1, 0))
    return begins, mark.start() + 1 if mark else len(padded_text)


def _section(header: str, patterns: tuple[str, ...], names: Mapping[str, str]) -> Section:
    title, _, said = header.partition("|")
    kind, _, name = title.strip().partition(" ")
    options = dict(word.partition("=")[::2] for word in said.split())
    try:
        joined = re.compile("(?<= )(?:" + "|".join(_expression(pattern, names) for pattern in patterns) + ")(?= )")
    except (re.error, KeyError) as error:
        raise LexiconError(f"{title.strip()}: a pattern cannot be read ({error})") from error
    return Section(kind, name, options, joined)


def _expression(pattern: str, names: Mapping[str, str]) -> str:
    for gap, meant in _GAPS.items():
        pattern = pattern.replace(gap, meant.replace("{", "\0").replace("}", "\1").replace("*", "\2"))
    pattern = pattern.replace("*", "[^ ]\2")
    pattern = re.sub(r"\{(\w+)\}", lambda found: names[found.group(1)], pattern)
    return pattern.replace("\0", "{").replace("\1", "}").replace("\2", "*").replace("(", "(?:").replace("(?:?", "(?")
