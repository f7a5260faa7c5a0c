"""Why a process does not start on this database. Each is a French sentence that says what to do; nothing was changed."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from database.revisions import State

_TEXTS = Path(__file__).with_name("texts.fr.yml")


class DatabaseRefused(Exception):
    """`str()` is the sentence."""


class DatabaseBehind(DatabaseRefused):
    """It was made by older code and not upgraded yet."""

    def __init__(self, state: State) -> None:
        super().__init__(sentences()["behind"].format(stamp=state.stamp or sentences()["no_stamp"], head=state.head))


class DatabaseAhead(DatabaseRefused):
    """It was upgraded by newer code, on which this one may not serve."""

    def __init__(self, state: State) -> None:
        super().__init__(sentences()["ahead"].format(stamp=state.stamp, head=state.head))


class DatabaseBusy(DatabaseRefused):
    """Another upgrade, or a long transaction, holds it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(sentences()["busy"])


class DatabaseBroken(DatabaseRefused):
    """Rows of SQLite refer to rows that are not there: an upgrade would keep the fault; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(sentences()["broken"])


class DatabaseOutdated(DatabaseRefused):
    """A table is not as this code writes it, whatever the revision; the sentence says what differs."""

    def __init__(self, differences: tuple[str, ...]) -> None:
        """`differences` are `<code> <table>.<column>`, or `no_table <table>`."""
        written = sentences()
        found = (difference.split(" ", 1) for difference in differences)
        what = " ; ".join(written[code].format(column=column) for code, column in found)
        super().__init__(written["outdated"].format(what=what))
        self.differences = differences


class DatabaseUnreachable(DatabaseRefused):
    """It does not open; the sentence says what to look at, and not its address, which may hold a password."""

    def __init__(self, kind: str) -> None:
        """`kind` is the driver's name for what happened."""
        super().__init__(sentences()["unreachable"].format(kind=kind))


class KeyMissing(DatabaseRefused):
    """Rows that must be kept need a server key that the ring does not hold; the sentence names it."""

    def __init__(self, ids: Sequence[str]) -> None:
        """`ids` as `vault.KeyRing.ids` names keys."""
        super().__init__(sentences()["key_missing"].format(keys=", ".join(ids)))
        self.ids = tuple(ids)


@cache
def sentences() -> dict[str, str]:
    """The sentences of this room, by code."""
    found: dict[str, str] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return found
