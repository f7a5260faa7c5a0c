"""What else a message says, whatever the situation: cannot speak, shared device, afraid of what follows, takes it back (B.0)."""

from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.patterns import padded, read_sections


class FlagRules:
    """Compiled once from the list; `flags` is pure."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._sections = read_sections(lexicons, "flags")

    def flags(self, folded: str) -> tuple[str, ...]:
        """Names of the flags whose words are there, in the list's order."""
        text = padded(folded)
        return tuple(section.name for section in self._sections if section.expression.search(text))
