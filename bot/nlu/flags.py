"""What else a message says, whatever the situation: cannot speak, shared device, afraid of what follows, takes it back (B.0)."""

from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.patterns import padded, read_sections


class FlagRules:
    """Compiled once from the list; `flags` is pure."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._sections = read_sections(lexicons, "flags")

    def flags(self, folded: str) -> tuple[str, ...]:
        """Names of the flags whose words are there, in the list's order."""
        return tuple(self.words(folded))

    def words(self, folded: str) -> dict[str, str]:
        """By flag whose words are there, the first of them."""
        text = padded(folded)
        found = {section.name: section.expression.search(text) for section in self._sections}
        return {name: match.group() for name, match in found.items() if match}
