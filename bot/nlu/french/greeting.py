"""A greeting before what is said changes nothing of it: "salut, mon père me tape" is read as "mon père me tape"."""

from bot.nlu.french.tokens import is_mark

_GREETINGS = frozenset(("salut", "bonjour", "bonsoir", "coucou", "hello", "hey", "hé", "wesh", "wsh", "yo"))
_ENOUGH = 4


def without_greeting(tokens: list[str]) -> list[str]:
    """The tokens after a greeting and its marks, when enough words follow; else the same tokens."""
    at = 0
    while at < len(tokens) and (tokens[at] in _GREETINGS or (at and is_mark(tokens[at]))):
        at += 1
    words = sum(not is_mark(token) for token in tokens[at:])
    return tokens[at:] if at and words >= _ENOUGH else tokens
