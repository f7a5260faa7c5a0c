"""How often one caller may do what a row of the route table does: a field of the row, checked before its body is read.

Each row that writes or costs has a `Pace`, or says why it has none (`NoPace`); a test reads the tables. A pace belongs to a session, or to
its account once that is known: never to an address, which a whole class shares.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from web.limits import Rate
from web.services import Services

Who = TypeVar("Who")


@dataclass(frozen=True)
class Pace(Generic[Who]):
    """The rates of a row, all of them at once, and whose acts are counted together; `code` is how the refusal is said."""

    whose: Callable[[Who, Services], str | None]  # None: this call costs nothing, and is not counted
    rates: tuple[Rate, ...]
    code: str = "slow_down"

    def wait(self, services: Services, who: Who) -> int:
        """Count one act: 0, or the seconds after which it may be asked again."""
        whose = self.whose(who, services)
        return 0 if whose is None else services.limits.take(whose, *self.rates)


@dataclass(frozen=True)
class NoPace:
    """A row whose acts nobody counts, and why that is right."""

    why: str


READS_ONLY = NoPace("a page or a file made of what is in memory: whoever needs help is never told to wait for it")
