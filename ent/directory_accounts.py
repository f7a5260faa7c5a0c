"""Accounts as a local administrator sees them (reference/ent-contract.md §3.2).

A row shows the activation code of an account that was never activated: that there is one is all that is kept of it.
"""

from dataclasses import dataclass, field
from typing import Any

from ent.parts import any_text, rows, text

STAFF = ("Teacher", "Personnel")


@dataclass(frozen=True)
class DirectoryAccount:
    """`profile` is `Personnel`, `Teacher`, `Student`, `Relative` or `Guest`."""

    id: str
    login: str = field(repr=False)
    name: str = field(repr=False)
    profile: str
    activated: bool


def accounts(answer: Any) -> tuple[DirectoryAccount, ...]:
    """Birth dates, e-mails, classes and codes are dropped."""
    return tuple(_account(row) for row in rows(answer))


def _account(row: Any) -> DirectoryAccount:
    return DirectoryAccount(
        id=text(row["id"]),
        login=any_text(row.get("login") or ""),
        name=any_text(row.get("displayName") or f"{row['firstName']} {row['lastName']}"),
        profile=any_text(row["type"]),
        activated=not row.get("code"),
    )
