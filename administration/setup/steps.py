"""One change each: what it is called, how to do it, how to see whether it is done, how to put back what was there.

`settled` is asked after an uncertain failure (the answer was lost): it reads, and says whether the change is in place. `undo` puts back
what was there before this step and reads again: UndoFailed when it could not.
"""

from collections.abc import Mapping
from typing import Protocol

from administration.setup.site import Site


class UndoFailed(Exception):
    """What was there before could not be put back."""


class Step(Protocol):
    """`code` and `values` make its sentences."""

    @property
    def code(self) -> str: ...
    @property
    def values(self) -> Mapping[str, str]: ...
    async def warning(self, site: Site) -> str | None:
        """What the ENT itself warns of before this change, as its text key."""

    async def do(self, site: Site) -> None: ...
    async def settled(self, site: Site) -> bool: ...
    async def undo(self, site: Site) -> None: ...
