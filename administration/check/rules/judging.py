"""How a rule meets a fact that is not known."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from administration.check.answers import Fact, Unknown
from administration.check.findings import Finding, unverified

T = TypeVar("T")


def judged(question: str, fact: Fact[T], rule: Callable[[T], Iterable[Finding]]) -> Iterator[Finding]:
    """What `rule` says of the fact, or that the question could not be verified, and why."""
    if isinstance(fact, Unknown):
        yield unverified(question, fact.why)
    else:
        yield from rule(fact.value)


def listed(names: Iterable[str]) -> str:
    """Names one after another, as in a sentence; sorted, so that two runs say the same."""
    found = sorted(names)
    return ", ".join(found[:-1]) + " et " + found[-1] if len(found) > 1 else "".join(found)


def known(fact: Fact[T], default: T) -> T:
    """The value, or `default` when it is not known."""
    return default if isinstance(fact, Unknown) else fact.value
